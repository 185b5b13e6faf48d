//! 开关屏: whether a screen is lit, dim or dark, and the dark itself.
//!
//! What takes over a wall lights every screen for as long as it runs; a touch lights a kiosk until its idle reset.

use egui::Ui;
use jiff::Timestamp;

use super::scene::Scene;
use crate::{
    config::Face,
    playback::{interrupt, plan::Power},
};

/// The hours of one screen at work.
#[derive(Debug, Default)]
pub struct Shutter {
    kept: Option<Kept>,
    /// Until when the last touch lights a kiosk, in seconds of the monotonic frame clock.
    lit_until: f64,
}

/// What the plan says, and from when to when it holds.
#[derive(Debug)]
struct Kept {
    revision: u64,
    since: Timestamp,
    until: Option<Timestamp>,
    power: Power,
}

impl Shutter {
    /// How bright the screen is in this frame. Asks for the frame in which it changes by itself.
    pub fn power(&mut self, ui: &Ui, scene: &Scene<'_>) -> Power {
        let planned = self.planned(scene);
        if let Some(until) = self.kept.as_ref().and_then(|kept| kept.until) {
            scene.wake_at(ui.ctx(), until);
        }
        let lit = self.touched(ui, scene);
        if planned == Power::On
            || !interrupt::takeover(&scene.shown.items, scene.now, scene.zone()).is_empty()
        {
            return Power::On;
        }
        match lit {
            Some(left) => {
                ui.ctx().request_repaint_after_secs(left as f32);
                Power::On
            }
            None => planned,
        }
    }

    fn planned(&mut self, scene: &Scene<'_>) -> Power {
        let (revision, now) = (scene.hall.revision, scene.now);
        let holds = self.kept.as_ref().filter(|kept| {
            kept.revision == revision && kept.since <= now && kept.until.is_none_or(|until| now < until)
        });
        if let Some(kept) = holds {
            return kept.power;
        }
        let (power, until) = scene.hall.plan.power(&scene.screen.name, now, scene.zone());
        self.kept = Some(Kept { revision, since: now, until, power });
        power
    }

    /// For how many seconds a touch still lights a kiosk.
    fn touched(&mut self, ui: &Ui, scene: &Scene<'_>) -> Option<f64> {
        if scene.screen.face != Face::Kiosk {
            return None;
        }
        let (time, touched) = ui.input(|input| (input.time, input.pointer.any_down()));
        if touched {
            self.lit_until = time + scene.screen.idle_reset.as_secs_f64();
        }
        (time < self.lit_until).then_some(self.lit_until - time)
    }
}

/// Takes the light from everything that was drawn, or from all of it.
pub fn darken(ui: &Ui, scene: &Scene<'_>, power: Power) {
    let colours = &scene.look.colours;
    let dark = match power {
        Power::On => return,
        Power::Dim(percent) => colours.dimmed(percent),
        Power::Off => colours.off,
    };
    ui.painter().rect_filled(ui.max_rect(), 0.0, dark);
}
