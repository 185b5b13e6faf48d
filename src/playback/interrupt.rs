//! 插播: which of the shown items interrupt at an instant, and which of them takes over.
//!
//! Pure, and after the gate: what may not be shown interrupts nothing. A repealed item, which a kiosk still lists
//! with its mark, has nothing urgent to say any more.

use std::cmp::Reverse;

use jiff::{Timestamp, tz::TimeZone};

use super::{Card, Group, Programme, programme::card};
use crate::domain::{Kind, Moment, item::Severity, snapshot::ItemRef, validity};

/// An item that interrupts.
#[derive(Debug, Clone, Copy)]
pub struct Active<'a> {
    /// What is said.
    pub item: &'a ItemRef,
    /// How urgent it is.
    pub severity: Severity,
    /// When it ends by itself, as the publisher wrote it; `None` while its item is shown.
    pub until: Option<Moment>,
}

impl Active<'_> {
    /// From [`Severity::Severe`] on it takes the place of everything else on walls; a moderate one comes first.
    pub fn takes_over(&self) -> bool {
        self.severity >= Severity::Severe
    }

    /// Differs as soon as it says something else, so that a correction is not taken for what was read already.
    pub fn key(&self) -> String {
        let Self { item, severity, .. } = self;
        format!("{}/{}/{severity:?}/{:?}/{}", item.source, item.id, item.modified, item.title)
    }
}

/// Whether an item interrupts at `now`. One whose end no clock can place is over, as with every bound of the gate:
/// it stays an ordinary item instead of an interrupt that never leaves.
pub fn is_urgent(item: &ItemRef, now: Timestamp, zone: &TimeZone) -> bool {
    severity(item, now, zone).is_some()
}

/// How urgent an item is at `now`; `None` when it does not interrupt.
pub(super) fn severity(item: &ItemRef, now: Timestamp, zone: &TimeZone) -> Option<Severity> {
    let interrupt = item.about.interrupt?;
    let over = interrupt.until.is_some_and(|until| until.end(zone).is_none_or(|end| now >= end));
    (!over && !validity::is_repealed(item, now, zone)).then_some(interrupt.severity)
}

/// Everything that interrupts at `now`: the most severe first, then the newest.
pub fn running<'a>(items: &'a [ItemRef], now: Timestamp, zone: &TimeZone) -> Vec<Active<'a>> {
    let active = |item: &'a ItemRef| {
        let severity = severity(item, now, zone)?;
        Some(Active { item, severity, until: item.about.interrupt?.until })
    };
    let mut running: Vec<_> = items.iter().filter_map(active).collect();
    let published = |item: &ItemRef| item.published.and_then(|moment| moment.start(zone));
    running.sort_by_key(|active| Reverse((active.severity, published(active.item))));
    running
}

/// The one that comes before all others.
pub fn active<'a>(items: &'a [ItemRef], now: Timestamp, zone: &TimeZone) -> Option<Active<'a>> {
    running(items, now, zone).into_iter().next()
}

/// What takes over a wall at `now`: all of the highest severity, as two fires must both be told; empty while
/// nothing worse than moderate runs.
pub fn takeover<'a>(items: &'a [ItemRef], now: Timestamp, zone: &TimeZone) -> Vec<Active<'a>> {
    let mut running = running(items, now, zone);
    let worst = running.first().map(|first| first.severity);
    running.retain(|active| active.takes_over() && Some(active.severity) == worst);
    running
}

/// The programme of a line of notices: what interrupts, of whatever kind, then the notices.
pub fn line<'a>(items: &'a [ItemRef], now: Timestamp, zone: &TimeZone) -> Programme<'a> {
    // Notices have no entries that a screen for staff could show alone.
    let mut programme = Programme::of(items, &[Kind::Notice], false, now, zone);
    let mut cards: Vec<Card<'a>> =
        running(items, now, zone).into_iter().map(|active| card(active.item)).collect();
    for group in &mut programme.groups {
        group.cards.retain(|card| cards.iter().all(|urgent| urgent.key != card.key));
        cards.append(&mut group.cards);
        group.cards = std::mem::take(&mut cards);
    }
    programme
}

/// The programme of what takes over.
pub fn programme<'a>(takeover: &[Active<'a>]) -> Programme<'a> {
    let cards: Vec<_> = takeover.iter().map(|active| card(active.item)).collect();
    let groups = if cards.is_empty() { Vec::new() } else { vec![Group { kind: Kind::Notice, cards }] };
    Programme { groups }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::{Value, json};

    use super::*;
    use crate::{
        domain::{Channel, Screen, Snapshot, SourceState, SourceView},
        feed::{self, Document, Rules},
    };

    const NOW: &str = "2026-11-23T10:00:00+08:00";

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn zone() -> TimeZone {
        TimeZone::get("Asia/Shanghai").unwrap()
    }

    fn item(id: &str, severity: &str, published: &str, more: Value) -> Value {
        let mut extension = json!({ "kind": "notice", "disclosure": "proactive" });
        if !severity.is_empty() {
            extension["interrupt"] = json!({ "severity": severity });
        }
        for (key, value) in more.as_object().unwrap() {
            extension[key] = value.clone();
        }
        json!({ "id": id, "title": id, "content_text": id, "date_published": published, "_gongshi": extension })
    }

    fn shown(items: &[Value], channel: Channel, now: Timestamp) -> Vec<ItemRef> {
        let bytes = json!({
            "version": "https://jsonfeed.org/version/1.1", "title": "公示",
            "_gongshi": { "sequence": 1 }, "items": items,
        })
        .to_string();
        let document = Document { bytes: bytes.as_bytes(), content_type: None, base: "http://127.0.0.1/" };
        let view = SourceView {
            name: "bureau".into(),
            edition: Arc::new(feed::read_single(&document, Rules::default()).unwrap()),
            state: SourceState::Fresh,
            confirmed: Some(now),
            stale_after: jiff::SignedDuration::from_mins(10),
        };
        let snapshot = Snapshot { generation: 1, sources: vec![view], ..Snapshot::default() };
        snapshot.shown(&Screen { channel: Some(channel), internal: false, zone: zone() }, now).items
    }

    fn ids(running: &[Active<'_>]) -> Vec<String> {
        running.iter().map(|active| active.item.id.clone()).collect()
    }

    #[test]
    fn the_most_severe_comes_first_then_the_newest() {
        let items = [
            item("ordinary", "", "2026-11-23T09:59:00+08:00", json!({})),
            item("moderate", "moderate", "2026-11-23T09:58:00+08:00", json!({})),
            item("old", "severe", "2026-11-23T08:00:00+08:00", json!({})),
            item("new", "severe", "2026-11-23T09:00:00+08:00", json!({})),
        ];
        let items = shown(&items, Channel::Board, at(NOW));
        assert_eq!(ids(&running(&items, at(NOW), &zone())), ["new", "old", "moderate"]);
        assert_eq!(ids(&takeover(&items, at(NOW), &zone())), ["new", "old"]);
        assert_eq!(active(&items, at(NOW), &zone()).unwrap().item.id, "new");
        let line = line(&items, at(NOW), &zone());
        let order: Vec<_> = line.cards().map(|card| card.items[0].id.as_str()).collect();
        assert_eq!(order, ["new", "old", "moderate", "ordinary"]);
    }

    #[test]
    fn the_extreme_one_silences_the_severe_and_a_moderate_one_takes_over_nothing() {
        let items = [
            item("severe", "severe", "2026-11-23T09:00:00+08:00", json!({})),
            item("extreme", "extreme", "2026-11-23T08:00:00+08:00", json!({})),
        ];
        let items = shown(&items, Channel::Board, at(NOW));
        assert_eq!(ids(&takeover(&items, at(NOW), &zone())), ["extreme"]);
        let calm = [item("moderate", "moderate", "2026-11-23T09:00:00+08:00", json!({}))];
        let calm = shown(&calm, Channel::Board, at(NOW));
        assert!(takeover(&calm, at(NOW), &zone()).is_empty());
        assert!(programme(&takeover(&calm, at(NOW), &zone())).cards().next().is_none());
        assert!(!active(&calm, at(NOW), &zone()).unwrap().takes_over());
    }

    #[test]
    fn it_leaves_by_itself_at_its_instant_or_at_the_end_of_its_day() {
        let until = |until: &str| json!({ "interrupt": { "severity": "severe", "until": until } });
        let exact = [item("a", "severe", NOW, until("2026-11-23T12:00:00+08:00"))];
        let exact = shown(&exact, Channel::Board, at(NOW));
        assert!(active(&exact, at("2026-11-23T11:59:59+08:00"), &zone()).is_some());
        assert!(active(&exact, at("2026-11-23T12:00:00+08:00"), &zone()).is_none());
        let day = [item("a", "severe", NOW, until("2026-11-23"))];
        let day = shown(&day, Channel::Board, at(NOW));
        assert!(active(&day, at("2026-11-23T23:59:59+08:00"), &zone()).is_some());
        assert!(active(&day, at("2026-11-24T00:00:00+08:00"), &zone()).is_none());
        let unclear = [item("a", "severe", NOW, until("tomorrow"))];
        let unclear = shown(&unclear, Channel::Board, at(NOW));
        assert_eq!(unclear.len(), 1, "it stays an ordinary notice");
        assert!(active(&unclear, at(NOW), &zone()).is_none());
    }

    #[test]
    fn what_is_repealed_or_kept_back_by_the_gate_interrupts_nothing() {
        let repealed = [item("a", "extreme", NOW, json!({ "repealed_on": "2026-11-23" }))];
        let repealed = shown(&repealed, Channel::Kiosk, at(NOW));
        assert_eq!(repealed.len(), 1, "a kiosk still lists it");
        assert!(active(&repealed, at(NOW), &zone()).is_none());
        for kept_back in [
            json!({ "disclosure": "none" }),
            json!({ "valid_to": "2026-11-22" }),
            json!({ "valid_from": "2026-11-24" }),
            json!({ "channels": ["kiosk"] }),
        ] {
            let items = shown(&[item("a", "extreme", NOW, kept_back.clone())], Channel::Board, at(NOW));
            assert!(active(&items, at(NOW), &zone()).is_none(), "{kept_back}");
        }
    }
}
