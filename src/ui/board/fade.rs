//! The cross-fade between what was on and what is on.

use std::time::Duration;

use egui::Ui;

/// How long it takes, in seconds of the frame clock.
const SECONDS: f64 = 0.3;
/// From one of its frames to the next: thirty a second are smooth in a cross-fade and half the work of sixty.
const STEP: Duration = Duration::from_millis(33);

/// What is drawn: a card's key and its page.
type Layer = (String, usize);

/// A cross-fade at work.
#[derive(Debug, Default)]
pub struct Fade {
    on: Option<Layer>,
    before: Option<Layer>,
    /// When `on` came, in seconds of the monotonic frame clock.
    since: f64,
    share: f32,
}

impl Fade {
    /// Says what is on in this frame, and asks for the next frame while it fades in.
    pub fn put(&mut self, ui: &Ui, on: Option<Layer>, still: bool) {
        let time = ui.input(|input| input.time);
        if self.on != on {
            // The first picture of all is there at once.
            self.since = if self.on.is_none() { time - SECONDS } else { time };
            self.before = std::mem::replace(&mut self.on, on);
        }
        let share = if still { 1.0 } else { ((time - self.since) / SECONDS).clamp(0.0, 1.0) };
        // Ease-out: most of the change comes first.
        self.share = (1.0 - (1.0 - share).powi(2)) as f32;
        if share >= 1.0 {
            self.before = None;
        } else {
            ui.ctx().request_repaint_after(STEP);
        }
    }

    /// What to draw and how opaque, from behind.
    pub fn layers(&self) -> impl Iterator<Item = (Layer, f32)> {
        let before = self.before.clone().map(|layer| (layer, 1.0 - self.share));
        let on = self.on.clone().map(|layer| (layer, if self.before.is_some() { self.share } else { 1.0 }));
        before.into_iter().chain(on)
    }
}
