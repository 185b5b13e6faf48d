//! What a screen plays: the items of its kinds, made into cards.
//!
//! A card is one idea. A guide is a card, but ten pledges are one, and so are the red and the black list, as
//! people compare them. Of the rankings only the newest plays: eight weeks on a wall would be seven wrong ones.

use std::cmp::Reverse;

use jiff::{Timestamp, tz::TimeZone};

use super::interrupt;
use crate::domain::{
    Detail, Kind, Moment,
    kinds::{List, Pledge},
    snapshot::ItemRef,
    validity,
};

/// What a screen plays, kind by kind, in the order in which the screen names its kinds; those with something urgent
/// before the others.
#[derive(Debug, Clone, Default)]
pub struct Programme<'a> {
    /// One for each kind of the screen, empty ones too: a place in the round outlives a day without content.
    pub groups: Vec<Group<'a>>,
}

/// The cards of one kind.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// Which kind.
    pub kind: Kind,
    /// In the order in which they play.
    pub cards: Vec<Card<'a>>,
}

/// One idea for the main zone.
#[derive(Debug, Clone)]
pub struct Card<'a> {
    /// Stays the same while the card lives, whatever else changes.
    pub key: String,
    /// Which kind.
    pub kind: Kind,
    /// What it shows: one item, or all that belong on one card. Never empty in a programme.
    pub items: Vec<&'a ItemRef>,
}

impl Group<'_> {
    /// How many of its cards play in one round of the kinds.
    ///
    /// A round keeps twenty guides from pushing the week's ranking off the wall for a quarter of an hour: every
    /// kind comes by in each round, and a kind with many cards goes on where it stopped.
    pub const fn per_round(&self) -> usize {
        match self.kind {
            Kind::Notice => 3,
            Kind::Guide => 2,
            Kind::Disclosure | Kind::Ranking | Kind::Honour | Kind::Pledge | Kind::Catalogue => 1,
        }
    }
}

impl<'a> Programme<'a> {
    /// The programme of a screen that plays `kinds`, from the items that the gate lets it show at `now`. `internal`:
    /// the screen is for staff, who also see what lists keep from the public.
    pub fn of(items: &'a [ItemRef], kinds: &[Kind], internal: bool, now: Timestamp, zone: &TimeZone) -> Self {
        let mut groups: Vec<Group<'a>> = Vec::with_capacity(kinds.len());
        for kind in kinds {
            if groups.iter().all(|group| group.kind != *kind) {
                let own = items
                    .iter()
                    .filter(|item| item.kind() == *kind && has_content(item, internal, now, zone))
                    .collect();
                groups.push(Group { kind: *kind, cards: cards(*kind, own, now, zone) });
            }
        }
        groups.sort_by_key(|group| {
            !group.cards.iter().flat_map(|card| &card.items).any(|item| interrupt::is_urgent(item, now, zone))
        });
        Self { groups }
    }

    /// A programme of one item, as a page of the command line pins it; empty when it is not shown.
    pub fn of_item(items: &'a [ItemRef], id: &str, internal: bool, now: Timestamp, zone: &TimeZone) -> Self {
        let item = items.iter().find(|item| item.id == id && has_content(item, internal, now, zone));
        let groups = item.map(|item| Group { kind: item.kind(), cards: vec![card(item)] });
        Self { groups: groups.into_iter().collect() }
    }

    /// All cards, kind by kind.
    pub fn cards(&self) -> impl Iterator<Item = &Card<'a>> {
        self.groups.iter().flat_map(|group| &group.cards)
    }

    /// The card of a key.
    pub fn card(&self, key: &str) -> Option<&Card<'a>> {
        self.cards().find(|card| card.key == key)
    }
}

/// A list whose last entry has expired is nothing to show, though its item stays.
pub(super) fn has_content(item: &ItemRef, internal: bool, now: Timestamp, zone: &TimeZone) -> bool {
    match &item.detail {
        Detail::Ranking(ranking) => validity::ranking_entries(ranking, now, zone).next().is_some(),
        Detail::Honour(roll) => validity::honour_entries(roll, now, zone).next().is_some(),
        Detail::Catalogue(catalogue) => validity::catalogue_entries(catalogue, internal).next().is_some(),
        _ => true,
    }
}

fn cards<'a>(kind: Kind, mut items: Vec<&'a ItemRef>, now: Timestamp, zone: &TimeZone) -> Vec<Card<'a>> {
    rank(kind, &mut items, now, zone);
    group(kind, items)
}

/// Whether each item of a kind is a card, whatever others there are.
pub(super) const fn is_alone(kind: Kind) -> bool {
    matches!(kind, Kind::Notice | Kind::Guide | Kind::Disclosure)
}

/// Brings the items of a kind into the order in which they play. What is taken out afterwards changes nothing in it.
pub(super) fn rank(kind: Kind, items: &mut [&ItemRef], now: Timestamp, zone: &TimeZone) {
    let newest = |item: &ItemRef| Reverse(start(item.published, zone));
    match kind {
        Kind::Notice => items.sort_by_cached_key(|item| {
            (Reverse(interrupt::severity(item, now, zone)), Reverse(item.about.weight), newest(item))
        }),
        Kind::Guide => items.sort_by_key(|item| Reverse(item.about.weight)),
        Kind::Disclosure => items.sort_by_cached_key(|item| newest(item)),
        Kind::Ranking => items.sort_by_cached_key(|item| (Reverse(period(item, zone)), newest(item))),
        Kind::Honour | Kind::Pledge | Kind::Catalogue => {}
    }
}

/// The cards of ranked items of a kind.
pub(super) fn group(kind: Kind, mut items: Vec<&ItemRef>) -> Vec<Card<'_>> {
    match kind {
        Kind::Notice | Kind::Guide | Kind::Disclosure => items.into_iter().map(card).collect(),
        Kind::Ranking => {
            let mut sources = Vec::new();
            items.retain(|item| {
                !sources.contains(&item.source) && {
                    sources.push(item.source);
                    true
                }
            });
            items.into_iter().map(card).collect()
        }
        Kind::Pledge => {
            let year = |item: &ItemRef| pledge(item).and_then(|pledge| pledge.year);
            together(items, |items| {
                let last = items.iter().map(|item| year(item)).max();
                items.retain(|item| Some(year(item)) == last);
                items.sort_by_key(|item| pledge(item).and_then(|pledge| pledge.no).unwrap_or(u32::MAX));
            })
        }
        Kind::Honour => together(items, |items| {
            items
                .sort_by_key(|item| matches!(&item.detail, Detail::Honour(roll) if roll.list == List::Black));
        }),
        Kind::Catalogue => together(items, |_| {}),
    }
}

pub(super) fn card(item: &ItemRef) -> Card<'_> {
    Card { key: format!("{}/{}", item.source, item.id), kind: item.kind(), items: vec![item] }
}

/// One card for all items of a source.
fn together<'a>(items: Vec<&'a ItemRef>, arrange: impl Fn(&mut Vec<&'a ItemRef>)) -> Vec<Card<'a>> {
    let mut cards: Vec<Card<'a>> = Vec::new();
    for item in items {
        let key = format!("{}//{}", item.source, item.kind().word());
        match cards.iter_mut().find(|card| card.key == key) {
            Some(card) => card.items.push(item),
            None => cards.push(Card { key, kind: item.kind(), items: vec![item] }),
        }
    }
    for card in &mut cards {
        arrange(&mut card.items);
    }
    cards
}

fn start(moment: Option<Moment>, zone: &TimeZone) -> Option<Timestamp> {
    moment.and_then(|moment| moment.start(zone))
}

fn period(item: &ItemRef, zone: &TimeZone) -> Option<Timestamp> {
    match &item.detail {
        Detail::Ranking(ranking) => start(ranking.period_end.or(ranking.period_start), zone),
        _ => None,
    }
}

fn pledge(item: &ItemRef) -> Option<&Pledge> {
    match &item.detail {
        Detail::Pledge(pledge) => Some(pledge),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        domain::{self, Edition, Snapshot, SourceState, snapshot::SourceView},
        feed,
    };

    #[test]
    fn a_catalogue_for_staff_alone_plays_for_staff_alone() {
        let bytes = br#"{"version": "https://jsonfeed.org/version/1.1", "title": "t", "_gongshi": {"sequence": 1}, "items": [
            {"id": "c", "title": "c", "content_text": "c", "_gongshi": {"kind": "catalogue", "disclosure": "proactive",
             "entries": [{"matter": "m", "audience": "internal"}]}}]}"#;
        let document = feed::Document { bytes, content_type: None, base: "https://example.gov.cn/feed.json" };
        let edition: Edition = feed::read_single(&document, feed::Rules::default()).unwrap();
        let view = SourceView {
            name: "s".into(),
            edition: Arc::new(edition),
            state: SourceState::Fresh,
            confirmed: None,
            stale_after: jiff::SignedDuration::from_hours(1),
        };
        let snapshot = Snapshot { sources: vec![view], ..Snapshot::default() };
        let now: Timestamp = "2026-11-23T10:00:00+08:00".parse().unwrap();
        for internal in [true, false] {
            let gate =
                domain::Screen { channel: Some(domain::Channel::Board), internal, zone: TimeZone::UTC };
            let shown = snapshot.shown(&gate, now);
            assert_eq!(shown.items.len(), 1, "the gate lets the item through either way");
            let of = Programme::of(&shown.items, &[Kind::Catalogue], internal, now, &TimeZone::UTC);
            let one = Programme::of_item(&shown.items, "c", internal, now, &TimeZone::UTC);
            assert_eq!(
                (of.cards().count(), one.cards().count()),
                (usize::from(internal), usize::from(internal))
            );
        }
    }
}
