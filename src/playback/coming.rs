//! The coming programme of a screen, by the same director that plays it.

use std::{ops::ControlFlow, sync::Arc};

use jiff::Timestamp;

use super::{
    Piece, Plan, Question, Why, director,
    plan::{Power, Zone},
};
use crate::domain::{self, Snapshot};

/// One line of a programme.
#[derive(Debug, Clone, Copy)]
pub struct Coming<'a> {
    /// From when.
    pub start: Timestamp,
    /// Until when.
    pub end: Timestamp,
    /// What plays; `None` while the screen is dark, or the plan has nothing for it, which then plays its kinds or the
    /// hall's page.
    pub piece: Option<&'a Arc<Piece>>,
    /// Which rule says so.
    pub why: &'a Why,
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
    let (mut now, mut power) = (from, plan.power(screen, from, &gate.zone));
    while now < until {
        let shown = snapshot.shown(gate, now);
        let content_until = shown.until.unwrap_or(Timestamp::MAX);
        // As long as the content stays, only the days differ.
        while now < until.min(content_until) {
            let index = {
                let (internal, time_zone, media) = (gate.internal, &gate.zone, &*snapshot.media);
                let items = &shown.items;
                director(&Question { plan, screen, items, internal, time_zone, zone, media }, now)
            };
            let end = index.until().min(content_until).min(until);
            while now < end {
                if power.1.is_some_and(|change| change <= now) {
                    power = plan.power(screen, now, &gate.zone);
                }
                let end = power.1.map_or(end, |change| change.min(end));
                let on = index.showing(now);
                let line = match (power.0, on) {
                    (Power::Off, _) => Coming { start: now, end, piece: None, why: &Why::Off },
                    (_, Some(on)) => {
                        Coming { start: now, end: on.until.min(end), piece: on.piece, why: on.why }
                    }
                    (_, None) => Coming { start: now, end, piece: None, why: &Why::Nothing },
                };
                if line.end <= now || tell(line).is_break() {
                    return;
                }
                now = line.end;
            }
        }
    }
}
