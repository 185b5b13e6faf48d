//! What a face needs to draw one frame.

use std::sync::Arc;

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{
    format,
    standing::StaffMark,
    theme::Look,
    widgets::{Freshness, Pictures},
    words::Words,
};
use crate::{
    config::{Hall, Screen},
    domain::{
        Kind, Snapshot,
        snapshot::{ItemRef, Shown},
    },
    playback::{
        Asked, Card, Piece, Question, Why,
        aired::{Aired, Cause, OnAir},
        plan::Zone,
    },
};

/// One frame's worth of everything a face may read. It owns nothing and changes nothing; what is drawn is told to
/// `on_air`.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The hall.
    pub hall: &'a Hall,
    /// The screen that is drawn.
    pub screen: &'a Screen,
    /// What staff have to mend.
    pub fault: Option<StaffMark>,
    /// Its colours, sizes and words.
    pub look: &'a Look,
    /// All sources, for their age; items come from `shown`.
    pub snapshot: &'a Snapshot,
    /// What the gate lets this screen show now.
    pub shown: &'a Shown,
    /// The present instant.
    pub now: Timestamp,
    /// Decoded pictures by URL.
    pub pictures: &'a dyn Pictures,
    /// Takes note of what this frame shows.
    pub on_air: &'a OnAir,
}

impl<'a> Scene<'a> {
    /// The words of the screen's language.
    pub const fn words(&self) -> &'a Words {
        &self.look.words
    }

    /// The hall's time zone.
    pub const fn zone(&self) -> &'a TimeZone {
        &self.hall.zone
    }

    /// Today in the hall.
    pub fn today(&self) -> Date {
        self.now.to_zoned_datetime(self.hall.zone.clone()).date()
    }

    /// The mark of how old the content is, with the mark for staff.
    pub fn freshness(&self) -> Freshness {
        let mut mark = Freshness::of(self.snapshot, self.now, self.zone(), self.words());
        mark.staff = self.fault.map(|fault| format::staff_mark(fault, self.words()));
        mark
    }

    /// As long as this is the same, the same hall shows the same content, as far as the gate lets it.
    pub fn content(&self) -> (u64, u64) {
        (self.hall.revision, self.snapshot.generation)
    }

    /// The shown items of some kinds, newest first; items of one day keep the publisher's order.
    pub fn items(&self, kinds: &[Kind]) -> Vec<&'a ItemRef> {
        let mut items: Vec<_> = self.shown.items.iter().filter(|item| kinds.contains(&item.kind())).collect();
        items.sort_by_key(|item| std::cmp::Reverse(self.published(item)));
        items
    }

    /// When an item was published, for sorting; an unclear date comes last.
    pub fn published(&self, item: &ItemRef) -> Option<Timestamp> {
        item.published.and_then(|moment| moment.start(self.zone()))
    }

    /// The first shown item of an id.
    pub fn item(&self, id: &str) -> Option<&'a ItemRef> {
        self.shown.items.iter().find(|item| item.id == id)
    }

    /// What the timeline of a zone is asked with.
    pub fn asked(&self, zone: Zone) -> Asked<'a> {
        let question = Question {
            plan: &self.hall.plan,
            screen: &self.screen.name,
            items: &self.shown.items,
            internal: self.screen.internal,
            time_zone: &self.hall.zone,
            zone,
            media: &self.snapshot.media,
        };
        let (revision, snapshot, shown_until) = (self.hall.revision, self.snapshot, self.shown.until);
        Asked { question, revision, snapshot, shown_until }
    }

    /// Something is on that no item stands behind.
    pub fn airs(&self, zone: Zone, cause: Cause, key: &str) {
        self.on_air.show(&Arc::new(Aired::new(zone, cause, key)));
    }

    /// An item is on that no plan put there.
    pub fn airs_item(&self, zone: Zone, cause: Cause, item: &ItemRef) {
        self.on_air.show(&Arc::new(Aired::item(zone, cause, item)));
    }

    /// A card is on that no plan put there.
    pub fn airs_card(&self, zone: Zone, cause: Cause, card: &Card<'_>) {
        self.on_air.show(&Arc::new(Aired::card(zone, cause, card)));
    }

    /// A piece of the plan is on.
    pub fn airs_piece(&self, zone: Zone, piece: &Piece, why: &Why) {
        self.on_air.show(&Arc::new(Aired::piece(zone, piece, why)));
    }

    /// Asks for a frame at the latest at `at`; the earliest wish of a frame wins.
    pub fn wake_at(&self, ctx: &egui::Context, at: Timestamp) {
        let wait = at.duration_since(self.now);
        ctx.request_repaint_after(wait.try_into().unwrap_or_default());
    }

    /// Asks for a frame when a clock on the screen changes.
    pub fn wake_with_the_clock(&self, ctx: &egui::Context) {
        self.wake_at(ctx, format::next_minute(self.now));
    }
}
