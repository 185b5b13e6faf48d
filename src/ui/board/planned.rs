//! What a plan puts into a zone of a board: the piece that is on, and which of its pages.

use std::time::Duration;

use egui::Ui;

use super::{fade::Layer, piece};
use crate::{
    playback::{
        Content, Piece, Player,
        plan::{Transition, Zone},
        player::Playing,
    },
    ui::scene::Scene,
};

/// No page of a piece stands shorter; pages that would are left to the phone.
const LEAST_PAGE: Duration = Duration::from_secs(3);

/// The planned part of a zone.
#[derive(Debug, Default)]
pub struct Planned {
    player: Player,
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
        let on = self.playing(ui, scene, zone)?;
        scene.airs_piece(zone, on.piece, on.why);
        let most = usize::try_from(on.length.as_secs() / LEAST_PAGE.as_secs()).unwrap_or(1).max(1);
        let pages = pages(on.piece).clamp(1, most);
        let each = on.length / u32::try_from(pages).unwrap_or(1).max(1);
        let page = on.passed.as_nanos().checked_div(each.as_nanos()).unwrap_or(0);
        let page = usize::try_from(page).unwrap_or(pages).min(pages - 1);
        // The last page stays for as long as the piece does.
        let left =
            if page + 1 < pages { (each * (page as u32 + 1)).saturating_sub(on.passed) } else { on.left };
        ui.ctx().request_repaint_after(left);
        // Its pixels are on the graphics card before it is its turn.
        piece::prepare(scene, on.piece, page + 1);
        if let Some(next) = on.next {
            piece::prepare(scene, next, 0);
        }
        Some(On {
            layer: Layer { key: on.piece.key.clone(), page },
            transition: on.piece.transition,
            clock: matches!(on.piece.content, Content::Clock),
        })
    }

    /// Whether something is planned for the zone now.
    pub fn is_on(&mut self, ui: &Ui, scene: &Scene<'_>, zone: Zone) -> bool {
        self.on(ui, scene, zone).is_some()
    }

    /// The piece that is on.
    pub fn on(&mut self, ui: &Ui, scene: &Scene<'_>, zone: Zone) -> Option<&Piece> {
        self.playing(ui, scene, zone).map(|on| on.piece.as_ref())
    }

    /// Asks the player; in one frame it always answers alike.
    fn playing(&mut self, ui: &Ui, scene: &Scene<'_>, zone: Zone) -> Option<Playing<'_>> {
        let now = Duration::try_from_secs_f64(ui.input(|input| input.time)).unwrap_or_default();
        match self.player.step(&scene.asked(zone), scene.now, now) {
            Ok(on) => Some(on),
            Err(until) => {
                scene.wake_at(ui.ctx(), until);
                None
            }
        }
    }

    /// The piece of a key, as long as it may be shown.
    pub fn piece(&self, key: &str) -> Option<&Piece> {
        self.player.piece(key)
    }
}
