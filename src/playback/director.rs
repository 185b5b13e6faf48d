//! The director: what a zone of a screen shows at an instant, and why; a pure function of (plan, content, now).
//!
//! The whole day is one timeline ([`Index`]), from midnight to midnight in the hall's time zone. It is laid once for a
//! content; a frame only looks a place up in it. All is counted from the wall clock, so that two screens with one plan
//! and one content show the same without a word between them.
//!
//! - Of the schedules that apply, those of the highest priority that have something to show play; equal ones take turns,
//!   a piece each. Where none has, the screen's fallback plays. A day is cut into parts where this changes, and each part
//!   begins its playlists anew; one that begins or ends beneath what plays changes nothing.
//! - What would be cut at the end of a part to less than half of its dwell does not begin; what is on stays.
//! - Groups with a share keep to it in any rolling hour ([`shares`]); within the day by what the timeline has played.
//! - An entry that is played by another list's entry belongs to its own group, else to that of the entry that plays it.
//! - `{name}` in titles, words, ids, topics, tags and departments stands for the screen's variable of that name.

mod answers;
#[cfg(test)]
mod caps;
mod day;
mod deck;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod instants;
mod pieces;
mod shares;
mod shelf;
mod stream;
#[cfg(test)]
pub(super) mod tests;
mod timeline;
mod variables;

use std::{collections::BTreeMap, sync::Arc};

use jiff::{Timestamp, tz::TimeZone};

use day::Day;
pub use pieces::{Content, Piece, Source};
use timeline::Slot;

use super::{
    is_urgent,
    plan::{Plan, Schedule, Zone},
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

/// Which rule put something on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// A schedule applies, and none above it that has something to show.
    Schedule {
        /// Its name.
        name: Arc<str>,
        /// Its priority.
        priority: u32,
    },
    /// No schedule that applies has something to show, or none of it may play: the screen's fallback.
    Fallback,
    /// The group of this name would have fallen below its share.
    Share(Arc<str>),
    /// The groups of everything else are at their share: the hall's page.
    Full,
    /// Nothing is planned, or nothing of it has content.
    Nothing,
    /// The screen is dark by its hours.
    Off,
}

impl Why {
    fn schedule(schedule: &Schedule) -> Self {
        Self::Schedule { name: schedule.name.as_str().into(), priority: schedule.priority }
    }
}

/// A stretch of the timeline.
#[derive(Debug, Clone, Copy)]
pub struct Showing<'a> {
    /// What is on; `None` where nothing is planned.
    pub piece: Option<&'a Arc<Piece>>,
    /// What comes next on the same day.
    pub next: Option<&'a Arc<Piece>>,
    /// Since when.
    pub since: Timestamp,
    /// Until when, should nothing change.
    pub until: Timestamp,
    /// Who put it there.
    pub why: &'a Why,
}

/// The timeline of a day. It answers while the content stays as it is.
#[derive(Debug, Clone)]
pub struct Index {
    day: Day,
    /// Answers from here on, as far as content goes.
    from: Timestamp,
    until: Timestamp,
    pieces: Vec<Arc<Piece>>,
    slots: Vec<Slot>,
}

/// The timeline of the day around `now`, in which [`Index::showing`] finds what is on. A frame keeps it while it
/// [covers] the instant and the content stays.
///
/// [covers]: Index::covers
pub fn director(question: &Question<'_>, now: Timestamp) -> Index {
    let Question { items, time_zone: zone, .. } = *question;
    let day = Day::of(now, zone);
    let mut shelf = shelf::Shelf::new(question, day.date, now);
    let applying = day::applying(question, &day);
    let parts = day::parts(question, &day, &applying, &mut shelf);
    let slots = timeline::fill(question, &parts, &applying, &mut shelf);
    // What is urgent comes first while it is.
    let calm = items.iter().filter(|item| is_urgent(item, now, zone)).filter_map(|item| {
        item.about.interrupt.and_then(|interrupt| interrupt.until).and_then(|until| until.end(zone))
    });
    let until = calm.fold(day.end, Timestamp::min);
    Index { day, from: now, until, pieces: shelf.into_pieces(), slots }
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

    /// What is on at an instant; `None` when the index does not cover it.
    pub fn showing(&self, now: Timestamp) -> Option<Showing<'_>> {
        if !self.covers(now) {
            return None;
        }
        let at = self.day.nanos(now);
        let place = self.slots.partition_point(|slot| slot.from <= at).checked_sub(1)?;
        let slot = self.slots.get(place)?;
        let after = self.slots.get(place + 1);
        let piece = |slot: &Slot| slot.piece.and_then(|piece| self.pieces.get(piece));
        Some(Showing {
            piece: piece(slot),
            next: after.and_then(piece),
            since: self.day.instant(slot.from)?,
            until: after.map_or(Some(self.day.end), |after| self.day.instant(after.from))?,
            why: &slot.why,
        })
    }

    /// The piece of a key that plays at some time of the day.
    pub fn piece(&self, key: &str) -> Option<&Arc<Piece>> {
        self.pieces.iter().find(|piece| piece.key == key)
    }
}
