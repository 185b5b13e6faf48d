//! The director's timeline of a day, laid anew only when its answer may differ.

use std::{collections::BTreeMap, sync::Arc};

use jiff::Timestamp;

use super::{Index, Question, director, plan::Zone};
use crate::domain::{Edition, Snapshot};

/// What a timeline is asked with in every frame.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// What the director would be asked.
    pub question: Question<'a>,
    /// Which reading of the config the plan is from.
    pub revision: u64,
    /// Where the items are from.
    pub snapshot: &'a Snapshot,
    /// Until when the gate's answer holds.
    pub shown_until: Option<Timestamp>,
}

/// A timeline at work. What a source says of itself, such as when it answered last, changes nothing in it.
#[derive(Debug, Default)]
pub struct Timeline {
    laid: Option<Laid>,
}

impl Timeline {
    /// The timeline around an instant, and whether it was laid just now.
    pub fn at(&mut self, asked: &Asked<'_>, wall: Timestamp) -> (&Index, bool) {
        let held = self.laid.take().filter(|laid| laid.answers(asked, wall));
        let fresh = held.is_none();
        (&self.laid.insert(held.unwrap_or_else(|| Laid::lay(asked, wall))).index, fresh)
    }
}

#[derive(Debug)]
struct Laid {
    index: Index,
    screen: String,
    zone: Zone,
    revision: u64,
    shown_until: Option<Timestamp>,
    /// Held, so that another one cannot come to lie at the same place in memory.
    editions: Vec<Arc<Edition>>,
    media: Arc<BTreeMap<String, usize>>,
}

impl Laid {
    fn answers(&self, asked: &Asked<'_>, wall: Timestamp) -> bool {
        let Asked { question, revision, snapshot, shown_until } = asked;
        let same = || {
            let sources = snapshot.sources.iter();
            self.editions.len() == snapshot.sources.len()
                && sources.zip(&self.editions).all(|(view, edition)| Arc::ptr_eq(&view.edition, edition))
        };
        self.index.covers(wall)
            && (self.revision, self.zone, self.shown_until) == (*revision, question.zone, *shown_until)
            && self.screen == question.screen
            && (Arc::ptr_eq(&self.media, &snapshot.media) || self.media == snapshot.media)
            && same()
    }

    fn lay(asked: &Asked<'_>, wall: Timestamp) -> Self {
        let Asked { question, revision, snapshot, shown_until } = asked;
        Self {
            index: director(question, wall),
            screen: question.screen.to_owned(),
            zone: question.zone,
            revision: *revision,
            shown_until: *shown_until,
            editions: snapshot.sources.iter().map(|view| Arc::clone(&view.edition)).collect(),
            media: Arc::clone(&snapshot.media),
        }
    }
}
