//! The director: what a planned screen shows at an instant, and why; a pure function of (plan, content, now).
//!
//! A day is cut where the schedules change; each part has a timeline that begins with it. All is counted from the wall
//! clock, so that two screens with one plan and one content show the same without a word between them. The timeline is
//! laid once for a snapshot ([`Index`]); a frame only looks a place up in it.

mod pieces;
#[cfg(test)]
mod tests;
mod timeline;

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use jiff::{Timestamp, civil, tz::TimeZone};

pub use pieces::{Content, Piece};
use timeline::{Slot, Stream};

use super::{
    is_urgent,
    plan::{Plan, Zone},
};
use crate::domain::snapshot::ItemRef;

/// What the director is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// What staff decided.
    pub plan: &'a Plan,
    /// The screen's name.
    pub screen: &'a str,
    /// What the gate lets that screen show.
    pub items: &'a [ItemRef],
    /// Whether that screen is for staff.
    pub internal: bool,
    /// The hall's time zone.
    pub time_zone: &'a TimeZone,
    /// The part of the screen.
    pub zone: Zone,
    /// How many pages each of the hall's own pictures and PDFs has, by URL; one that is missing is not here.
    pub media: &'a BTreeMap<String, usize>,
}

/// What is on.
#[derive(Debug, Clone, Copy)]
pub struct Showing<'a> {
    /// What.
    pub piece: &'a Piece,
    /// What comes next, unless another part of the day does.
    pub next: Option<&'a Piece>,
    /// Since when.
    pub since: Timestamp,
    /// Until when, should nothing change.
    pub until: Timestamp,
    /// The place of the schedule; `None` for the screen's fallback.
    pub schedule: Option<usize>,
}

/// The timeline of one part of a day.
#[derive(Debug, Clone)]
pub struct Index {
    anchor: Timestamp,
    /// Answers from here on, as far as content goes.
    from: Timestamp,
    until: Timestamp,
    pieces: Vec<Arc<Piece>>,
    slots: Vec<Slot>,
}

/// The timeline around `now`, in which [`Index::showing`] finds what is on. A frame keeps it while it [covers] the
/// instant and the content stays.
///
/// [covers]: Index::covers
pub fn director(question: &Question<'_>, now: Timestamp) -> Index {
    let zone = question.time_zone;
    let today = now.to_zoned_datetime(zone.clone()).date();
    let (midnight, end) = day_of(today, zone, now);
    let mut part = midnight;
    // A day has as many parts as schedules begin and end in it.
    let until = loop {
        let next = next_change(question, part).filter(|next| *next > part && *next < end).unwrap_or(end);
        if next > now || next >= end {
            break next;
        }
        part = next;
    };
    lay(question, today, now, part, until)
}

fn day_of(today: civil::Date, zone: &TimeZone, now: Timestamp) -> (Timestamp, Timestamp) {
    let start = |day: civil::Date| day.to_zoned_datetime(zone.clone()).ok().map(|zoned| zoned.timestamp());
    let midnight = start(today).unwrap_or(now).min(now);
    let end = today.tomorrow().ok().and_then(start).filter(|end| *end > now);
    (midnight, end.unwrap_or(Timestamp::MAX))
}

/// The next instant at which a schedule of the screen begins or ends, within a day.
fn next_change(question: &Question<'_>, at: Timestamp) -> Option<Timestamp> {
    let Question { plan, screen, time_zone, zone, .. } = *question;
    let rules = plan.schedules_of(screen, zone).map(|(_, schedule)| &schedule.rule);
    rules.filter_map(|rule| rule.next_change_within(&plan.calendar, at, time_zone, 2)).min()
}

/// Lays the timeline of a part of a day, from the first of the schedules in force that has something to show.
fn lay(
    question: &Question<'_>,
    today: civil::Date,
    now: Timestamp,
    anchor: Timestamp,
    until: Timestamp,
) -> Index {
    let Question { plan, screen, time_zone, zone, .. } = *question;
    let mut applying: Vec<_> = plan
        .schedules_of(screen, zone)
        .filter(|(_, schedule)| schedule.rule.applies(&plan.calendar, anchor, time_zone))
        .collect();
    applying.sort_by_key(|(place, schedule)| (std::cmp::Reverse(schedule.priority), *place));
    let mut shelf = pieces::Shelf::new(question, today, now);
    let mut rest = applying.as_slice();
    let mut streams = Vec::new();
    while let (true, Some((_, first))) = (streams.is_empty(), rest.first()) {
        let equal = rest.iter().take_while(|(_, schedule)| schedule.priority == first.priority).count();
        for (place, schedule) in &rest[..equal] {
            streams.extend(Stream::of(&mut shelf, schedule.playlist, Some(*place)));
        }
        rest = &rest[equal..];
    }
    if let (true, Some(fallback)) = (streams.is_empty(), plan.fallback(screen, zone)) {
        streams.extend(Stream::of(&mut shelf, fallback, None));
    }
    let length = Duration::try_from(until.duration_since(anchor)).unwrap_or_default();
    let slots = timeline::fill(&mut streams, &mut shelf, length.min(timeline::LONGEST));
    // What is urgent comes first while it is.
    let calm = question.items.iter().filter(|item| is_urgent(item, now, time_zone)).filter_map(|item| {
        item.about.interrupt.and_then(|interrupt| interrupt.until).and_then(|until| until.end(time_zone))
    });
    let until = calm.fold(until, Timestamp::min);
    Index { anchor, from: now, until, pieces: shelf.into_pieces(), slots }
}

impl Index {
    /// Whether it answers for an instant.
    pub fn covers(&self, now: Timestamp) -> bool {
        self.from <= now && now < self.until
    }

    /// Until when it answers.
    pub const fn until(&self) -> Timestamp {
        self.until
    }

    /// What is on at an instant; `None` when nothing is planned or the index does not cover it.
    pub fn showing(&self, now: Timestamp) -> Option<Showing<'_>> {
        if !self.covers(now) {
            return None;
        }
        let passed = Duration::try_from(now.duration_since(self.anchor)).ok()?;
        let place = self.slots.partition_point(|slot| slot.from <= passed).checked_sub(1)?;
        let slot = self.slots.get(place)?;
        let after = self.slots.get(place + 1);
        let at = |slot: &Slot| self.anchor.checked_add(slot.from).ok();
        Some(Showing {
            piece: self.pieces.get(slot.piece)?,
            next: after.and_then(|slot| self.pieces.get(slot.piece)).map(Arc::as_ref),
            since: at(slot)?,
            until: after.and_then(at).unwrap_or(self.until).min(self.until),
            schedule: slot.schedule,
        })
    }

    /// The piece of a key, on or not.
    pub fn piece(&self, key: &str) -> Option<&Piece> {
        self.pieces.iter().find(|piece| piece.key == key).map(Arc::as_ref)
    }
}
