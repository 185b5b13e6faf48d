//! The one gate: whether an item, or an entry of one, may be seen on a screen at an instant.
//!
//! Every face, search, print and export passes through here, so nothing secret, expired or withdrawn has a
//! second way out. Pure: the same arguments give the same answer.

use std::collections::HashMap;

use jiff::{Timestamp, tz::TimeZone};

use super::{
    Detail, Item, Moment,
    item::Superseded,
    kinds::{Catalogue, CatalogueEntry, HonourEntry, HonourRoll, Ranking, RankingEntry},
};

/// 渠道: where an item may appear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channel {
    /// 触摸屏.
    Kiosk,
    /// 公告栏 / 大屏.
    Board,
    /// 滚动屏.
    Strip,
    /// 打印.
    Print,
}

impl Channel {
    /// The word of the feed.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Kiosk => "kiosk",
            Self::Board => "board",
            Self::Strip => "strip",
            Self::Print => "print",
        }
    }

    /// The channel of a feed's word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Kiosk, Self::Board, Self::Strip, Self::Print]
            .into_iter()
            .find(|channel| channel.word() == word)
    }
}

/// What the gate must know of a screen.
#[derive(Debug, Clone)]
pub struct Screen {
    /// Its channel; `None` asks whether an item may be seen on any.
    pub channel: Option<Channel>,
    /// Stands where only staff see it.
    pub internal: bool,
    /// The hall's time zone.
    pub zone: TimeZone,
}

/// Why an item shows or does not, in the order in which the rules apply (feed.md, Verdicts).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// A field has the wrong type, or the kind is unknown.
    Malformed,
    /// Another item of the feed had this id first.
    DuplicateId,
    /// Larger than the limits.
    OverLimit,
    /// Not 主动公开.
    NotProactive,
    /// The source requires approval, and the item lacks it.
    NotApproved,
    /// For staff, on a public screen.
    Internal,
    /// Before 公示期.
    NotYetValid,
    /// After 公示期.
    Expired,
    /// 已废止, on a board or strip.
    Repealed,
    /// Another item has taken its place.
    Superseded,
    /// Not for this channel.
    WrongChannel,
    /// May be seen.
    Shown,
}

impl Verdict {
    /// All of them, in the order in which the rules apply.
    pub const ALL: [Self; 12] = [
        Self::Malformed,
        Self::DuplicateId,
        Self::OverLimit,
        Self::NotProactive,
        Self::NotApproved,
        Self::Internal,
        Self::NotYetValid,
        Self::Expired,
        Self::Repealed,
        Self::Superseded,
        Self::WrongChannel,
        Self::Shown,
    ];

    /// The word of the contract.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::DuplicateId => "duplicate_id",
            Self::OverLimit => "over_limit",
            Self::NotProactive => "not_proactive",
            Self::NotApproved => "not_approved",
            Self::Internal => "internal",
            Self::NotYetValid => "not_yet_valid",
            Self::Expired => "expired",
            Self::Repealed => "repealed",
            Self::Superseded => "superseded",
            Self::WrongChannel => "wrong_channel",
            Self::Shown => "shown",
        }
    }
}

/// The gate.
///
/// A bound that no clock can place (outside the calendar) hides: nothing shows that might not be allowed to.
pub fn verdict(item: &Item, screen: &Screen, now: Timestamp) -> Verdict {
    let release = &item.release;
    let begun = |moment: Moment| moment.start(&screen.zone).is_none_or(|start| now >= start);
    let over = |moment: Moment| moment.end(&screen.zone).is_none_or(|end| now >= end);
    if !release.proactive {
        Verdict::NotProactive
    } else if release.approval_required && !release.approved {
        Verdict::NotApproved
    } else if release.internal && !screen.internal {
        Verdict::Internal
    } else if release.valid_from.is_some_and(|from| from.start(&screen.zone).is_none_or(|start| now < start))
    {
        Verdict::NotYetValid
    } else if release.valid_to.is_some_and(over) {
        Verdict::Expired
    } else if matches!(screen.channel, Some(Channel::Board | Channel::Strip))
        && release.repealed_on.is_some_and(begun)
    {
        Verdict::Repealed
    } else if release.superseded.iter().any(|by| by.from.is_none_or(begun)) {
        Verdict::Superseded
    } else if !reaches(release.channels.as_deref(), screen.channel) {
        Verdict::WrongChannel
    } else {
        Verdict::Shown
    }
}

fn reaches(allowed: Option<&[Channel]>, channel: Option<Channel>) -> bool {
    match (allowed, channel) {
        (None, _) => true,
        (Some(allowed), None) => !allowed.is_empty(),
        (Some(allowed), Some(channel)) => allowed.contains(&channel),
    }
}

/// The next instant after `now` at which the item or one of its entries may change its verdict, the content being the same.
pub fn next_change(item: &Item, screen: &Screen, now: Timestamp) -> Option<Timestamp> {
    let release = &item.release;
    let zone = &screen.zone;
    let start = |moment: Option<Moment>| moment.and_then(|moment| moment.start(zone));
    let end = |moment: Option<Moment>| moment.and_then(|moment| moment.end(zone));
    let own = [
        start(release.valid_from),
        end(release.valid_to),
        start(release.repealed_on),
        start(release.effective_on),
        end(item.about.interrupt.and_then(|interrupt| interrupt.until)),
    ];
    let entries: Vec<Option<Timestamp>> = match &item.detail {
        Detail::Ranking(ranking) => ranking.entries.iter().map(|entry| end(entry.publish_to)).collect(),
        Detail::Honour(roll) => roll.entries.iter().map(|entry| end(entry.publish_to)).collect(),
        _ => Vec::new(),
    };
    let replaced = release.superseded.iter().map(|by| start(by.from));
    own.into_iter().chain(replaced).chain(entries).flatten().filter(|instant| *instant > now).min()
}

/// Whether a document has been repealed at `now`; a kiosk marks it 已废止.
pub fn is_repealed(item: &Item, now: Timestamp, zone: &TimeZone) -> bool {
    item.release.repealed_on.is_some_and(|on| on.start(zone).is_none_or(|start| now >= start))
}

/// Whether a document is yet to take effect at `now`; it shows, marked 尚未施行.
pub fn is_pending(item: &Item, now: Timestamp, zone: &TimeZone) -> bool {
    item.release.effective_on.and_then(|on| on.start(zone)).is_some_and(|start| now < start)
}

fn within_term(publish_to: Option<Moment>, now: Timestamp, zone: &TimeZone) -> bool {
    publish_to.is_none_or(|to| to.end(zone).is_some_and(|end| now < end))
}

/// The entries of a ranking that may be seen: inside their term and not withdrawn.
pub fn ranking_entries<'a>(
    ranking: &'a Ranking,
    now: Timestamp,
    zone: &'a TimeZone,
) -> impl Iterator<Item = &'a RankingEntry> + Clone {
    ranking
        .entries
        .iter()
        .filter(move |entry| entry.withdrawn_reason.is_none() && within_term(entry.publish_to, now, zone))
}

/// The entries of a list that may be seen: inside their term and not removed.
pub fn honour_entries<'a>(
    roll: &'a HonourRoll,
    now: Timestamp,
    zone: &'a TimeZone,
) -> impl Iterator<Item = &'a HonourEntry> + Clone {
    roll.entries
        .iter()
        .filter(move |entry| entry.removed_on.is_none() && within_term(entry.publish_to, now, zone))
}

/// The entries of a catalogue that may be seen: on public screens those not for staff alone.
pub fn catalogue_entries(
    catalogue: &Catalogue,
    internal: bool,
) -> impl Iterator<Item = &CatalogueEntry> + Clone {
    catalogue.entries.iter().filter(move |entry| internal || entry.audience.as_deref() != Some("internal"))
}

/// Whether the publisher's own words about a list (its summary and text) may be seen: once an entry has left, they may
/// still name the business that the list no longer shows.
pub fn prose_may_show(item: &Item, now: Timestamp, zone: &TimeZone) -> bool {
    match &item.detail {
        Detail::Ranking(ranking) => ranking_entries(ranking, now, zone).count() == ranking.entries.len(),
        Detail::Honour(roll) => honour_entries(roll, now, zone).count() == roll.entries.len(),
        _ => true,
    }
}

/// How many entries of an item are shown and hidden; `None` for kinds without entries.
pub fn count_entries(item: &Item, screen: &Screen, now: Timestamp) -> Option<(usize, usize)> {
    let (shown, all) = match &item.detail {
        Detail::Ranking(ranking) => {
            (ranking_entries(ranking, now, &screen.zone).count(), ranking.entries.len())
        }
        Detail::Honour(roll) => (honour_entries(roll, now, &screen.zone).count(), roll.entries.len()),
        Detail::Catalogue(catalogue) => {
            (catalogue_entries(catalogue, screen.internal).count(), catalogue.entries.len())
        }
        _ => return None,
    };
    Some((shown, all - shown))
}

/// Tells every item which others take its place, and from when.
///
/// Only an item that may itself be shown one day replaces others: one that is not proactive or not approved
/// must not empty a screen. An item cannot replace itself. One pass, so chains and cycles end.
pub(super) fn link(items: &mut [Item]) {
    let mut replaced: HashMap<&str, Vec<Superseded>> = HashMap::new();
    for item in items.iter() {
        let release = &item.release;
        if !release.proactive || (release.approval_required && !release.approved) {
            continue;
        }
        for id in release.supersedes.iter().filter(|id| **id != item.id) {
            let from = release.effective_on.or(release.valid_from);
            replaced.entry(id).or_default().push(Superseded { from, by: item.id.clone() });
        }
    }
    let found: Vec<Vec<Superseded>> =
        items.iter().map(|item| replaced.remove(item.id.as_str()).unwrap_or_default()).collect();
    for (item, superseded) in items.iter_mut().zip(found) {
        item.release.superseded = superseded;
    }
}

/// Why an item has its verdict, in words for staff.
pub fn explain(item: &Item, verdict: Verdict) -> String {
    let release = &item.release;
    let bound = |moment: Option<Moment>| match moment {
        Some(Moment::At(at)) => at.to_string(),
        Some(Moment::Day(day)) => day.to_string(),
        Some(Moment::Unclear) => "is no RFC 3339 time and no date; it hides to be safe".into(),
        None => String::new(),
    };
    match verdict {
        Verdict::NotProactive => "disclosure is not `proactive`".into(),
        Verdict::NotApproved => {
            "approved_by or secrecy_reviewed is missing, and the source requires both".into()
        }
        Verdict::Internal => "audience is not `public`".into(),
        Verdict::NotYetValid => format!("valid_from {}", bound(release.valid_from)),
        Verdict::Expired => format!("valid_to {}", bound(release.valid_to)),
        Verdict::Repealed => format!("repealed_on {}", bound(release.repealed_on)),
        Verdict::Superseded => {
            let ids: Vec<_> = release.superseded.iter().map(|by| by.by.as_str()).collect();
            format!("superseded by {}", ids.join(", "))
        }
        Verdict::WrongChannel => {
            let words: Vec<_> = release.channels.iter().flatten().map(|channel| channel.word()).collect();
            format!("channels [{}]", words.join(", "))
        }
        Verdict::Malformed | Verdict::DuplicateId | Verdict::OverLimit | Verdict::Shown => String::new(),
    }
}

#[cfg(test)]
mod tests;
