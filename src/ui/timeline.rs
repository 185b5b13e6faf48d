//! The director's timeline for a zone of a screen, kept for as long as it answers.

use jiff::Timestamp;

use super::scene::Scene;
use crate::playback::{Index, Question, director, plan::Zone};

/// A timeline at work.
#[derive(Debug, Default)]
pub struct Timeline {
    kept: Option<Kept>,
}

#[derive(Debug)]
struct Kept {
    index: Index,
    content: (u64, u64),
    shown_until: Option<Timestamp>,
}

impl Timeline {
    /// The timeline around now; `None` when nothing is planned for the zone.
    pub fn at(&mut self, scene: &Scene<'_>, zone: Zone) -> Option<&Index> {
        let plan = &scene.hall.plan;
        if !plan.concerns(&scene.screen.name, zone) {
            self.kept = None;
            return None;
        }
        let (content, shown_until) = (scene.content(), scene.shown.until);
        let holds = self.kept.as_ref().is_some_and(|kept| {
            kept.content == content && kept.shown_until == shown_until && kept.index.covers(scene.now)
        });
        if !holds {
            let screen = &scene.screen.name;
            let (items, internal) = (&scene.shown.items, scene.screen.internal);
            let (time_zone, media) = (scene.zone(), &*scene.snapshot.media);
            let question = Question { plan, screen, items, internal, time_zone, zone, media };
            self.kept = Some(Kept { index: director(&question, scene.now), content, shown_until });
        }
        self.kept()
    }

    /// The timeline as it was last asked for.
    pub fn kept(&self) -> Option<&Index> {
        self.kept.as_ref().map(|kept| &kept.index)
    }
}
