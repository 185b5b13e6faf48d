//! The coming programme of a screen, by the same director that plays it.

use std::ops::ControlFlow;

use jiff::Timestamp;

use super::{Piece, Plan, Question, director, plan::Zone};
use crate::domain::{self, Snapshot};

/// One line of a programme.
#[derive(Debug, Clone, Copy)]
pub struct Coming<'a> {
    /// From when.
    pub start: Timestamp,
    /// Until when.
    pub end: Timestamp,
    /// What plays; `None` while the plan has nothing for the screen, which then plays its kinds or the hall's page.
    pub piece: Option<&'a Piece>,
    /// The place of the schedule; `None` for the screen's fallback.
    pub schedule: Option<usize>,
}

/// Tells what plays in a zone of a screen from `from` to `until` with the present content, line by line, until `tell` breaks.
pub fn coming(
    plan: &Plan,
    (screen, zone): (&str, Zone),
    snapshot: &Snapshot,
    gate: &domain::Screen,
    (from, until): (Timestamp, Timestamp),
    mut tell: impl FnMut(Coming<'_>) -> ControlFlow<()>,
) {
    let mut now = from;
    while now < until {
        let shown = snapshot.shown(gate, now);
        let content_until = shown.until.unwrap_or(Timestamp::MAX);
        // As long as the content stays, only the parts of the days differ.
        while now < until.min(content_until) {
            let index = {
                let (internal, time_zone, media) = (gate.internal, &gate.zone, &*snapshot.media);
                let items = &shown.items;
                director(&Question { plan, screen, items, internal, time_zone, zone, media }, now)
            };
            let end = index.until().min(content_until).min(until);
            while now < end {
                let on = index.showing(now);
                let line = Coming {
                    start: now,
                    end: on.map_or(end, |on| on.until.min(end)),
                    piece: on.map(|on| on.piece),
                    schedule: on.and_then(|on| on.schedule),
                };
                if line.end <= now || tell(line).is_break() {
                    return;
                }
                now = line.end;
            }
        }
    }
}
