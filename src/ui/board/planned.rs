//! What a plan puts into a zone of a board: the piece that is on, and which of its pages.

use std::time::Duration;

use egui::Ui;

use super::{fade::Layer, piece};
use crate::{
    playback::{
        Content, Piece,
        plan::{Transition, Zone},
    },
    ui::{scene::Scene, timeline::Timeline},
};

/// No page of a piece stands shorter; pages that would are left to the phone.
const LEAST_PAGE: Duration = Duration::from_secs(3);

/// The planned part of a zone.
#[derive(Debug, Default)]
pub struct Planned {
    timeline: Timeline,
}

/// What is on by the plan.
pub struct On {
    /// The piece's key and the page.
    pub layer: Layer,
    /// How it comes on.
    pub transition: Transition,
    /// Whether it is the hall's page.
    pub clock: bool,
}

impl Planned {
    /// What is on; `None` when nothing is planned for the zone now. `pages` says how many pages a piece has there. Asks
    /// for the next frame.
    pub fn step(
        &mut self,
        ui: &Ui,
        scene: &Scene<'_>,
        zone: Zone,
        pages: impl FnOnce(&Piece) -> usize,
    ) -> Option<On> {
        let index = self.timeline.at(scene, zone)?;
        let Some(on) = index.showing(scene.now) else {
            scene.wake_at(ui.ctx(), index.until());
            return None;
        };
        scene.airs_piece(zone, on.piece, on.schedule);
        let length = Duration::try_from(on.until.duration_since(on.since)).unwrap_or_default();
        let passed = Duration::try_from(scene.now.duration_since(on.since)).unwrap_or_default();
        let most = usize::try_from(length.as_secs() / LEAST_PAGE.as_secs()).unwrap_or(1).max(1);
        let pages = pages(on.piece).clamp(1, most);
        let each = length / u32::try_from(pages).unwrap_or(1).max(1);
        let page = passed.as_nanos().checked_div(each.as_nanos()).unwrap_or(0);
        let page = usize::try_from(page).unwrap_or(0).min(pages - 1);
        let left = if page + 1 < pages { each * (page as u32 + 1) } else { length };
        ui.ctx().request_repaint_after(left.saturating_sub(passed));
        // Its pixels are on the graphics card before it is its turn.
        piece::prepare(scene, on.piece, page + 1);
        if let Some(next) = on.next {
            piece::prepare(scene, next, 0);
        }
        let playlist = scene.hall.plan.playlists.get(on.piece.playlist);
        let entry = playlist.and_then(|playlist| playlist.entries.get(on.piece.entry));
        Some(On {
            layer: Layer { key: on.piece.key.clone(), page },
            transition: entry.map_or(Transition::Fade, |entry| entry.transition),
            clock: matches!(on.piece.content, Content::Clock),
        })
    }

    /// Whether something is planned for the zone now.
    pub fn is_on(&mut self, scene: &Scene<'_>, zone: Zone) -> bool {
        self.on(scene, zone).is_some()
    }

    /// The piece that is on.
    pub fn on(&mut self, scene: &Scene<'_>, zone: Zone) -> Option<&Piece> {
        Some(self.timeline.at(scene, zone)?.showing(scene.now)?.piece)
    }

    /// The piece of a key, as long as it may be shown.
    pub fn piece(&self, key: &str) -> Option<&Piece> {
        self.timeline.kept()?.piece(key)
    }
}
