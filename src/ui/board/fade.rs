//! The change between what was on and what is on: a cross-fade, a push, or none.

use std::time::Duration;

use egui::Ui;

use crate::playback::plan::Transition;

/// How long it takes, in seconds of the frame clock.
const SECONDS: f64 = 0.3;
/// From one of its frames to the next: thirty a second are smooth in a cross-fade and half the work of sixty.
const STEP: Duration = Duration::from_millis(33);
/// What moves is drawn at every refresh.
const PUSH_STEP: Duration = Duration::from_millis(16);

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// A card's or a piece's key.
    pub key: String,
    /// Its page.
    pub page: usize,
}

/// A layer as it stands at a moment of the change.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// What.
    pub layer: Layer,
    /// How opaque.
    pub opacity: f32,
    /// How far it stands to the right of its place, in widths of its zone.
    pub shift: f32,
}

/// A change at work.
#[derive(Debug, Default)]
pub struct Fade {
    on: Option<Layer>,
    before: Option<Layer>,
    transition: Transition,
    /// When `on` came, in seconds of the monotonic frame clock.
    since: f64,
    share: f32,
}

impl Fade {
    /// Says what is on in this frame and how it comes, and asks for the next frame while it does.
    pub fn put(&mut self, ui: &Ui, on: Option<Layer>, transition: Transition, still: bool) {
        let time = ui.input(|input| input.time);
        if self.on != on {
            // The first picture of all is there at once.
            self.since = if self.on.is_none() { time - SECONDS } else { time };
            self.before = std::mem::replace(&mut self.on, on);
            self.transition = if still { Transition::None } else { transition };
        }
        let share = match self.transition {
            Transition::None => 1.0,
            _ => ((time - self.since) / SECONDS).clamp(0.0, 1.0),
        };
        // Ease-out: most of the change comes first.
        self.share = (1.0 - (1.0 - share).powi(2)) as f32;
        if share >= 1.0 {
            self.before = None;
        } else {
            ui.ctx().request_repaint_after(if self.transition == Transition::Push {
                PUSH_STEP
            } else {
                STEP
            });
        }
    }

    /// What to draw, from behind.
    pub fn layers(&self) -> impl Iterator<Item = Drawn> {
        let (left, push) = (1.0 - self.share, self.transition == Transition::Push);
        let draw = |layer: &Layer, opacity, shift| Drawn { layer: layer.clone(), opacity, shift };
        let before = self
            .before
            .as_ref()
            .map(|layer| if push { draw(layer, 1.0, -self.share) } else { draw(layer, left, 0.0) });
        let on = self.on.as_ref().map(|layer| match self.before {
            None => draw(layer, 1.0, 0.0),
            Some(_) if push => draw(layer, 1.0, left),
            Some(_) => draw(layer, self.share, 0.0),
        });
        before.into_iter().chain(on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layers(transition: Transition, still: bool, after: f64) -> Vec<(String, f32, f32)> {
        let (ctx, mut fade) = (egui::Context::default(), Fade::default());
        for (key, time) in [("a", 0.0), ("b", 10.0), ("b", 10.0 + after)] {
            let input = egui::RawInput { time: Some(time), ..Default::default() };
            let on = Some(Layer { key: key.into(), page: 0 });
            let mut output = ctx.run_ui(input, |ui| fade.put(ui, on.clone(), transition, still));
            output.textures_delta.clear();
        }
        fade.layers().map(|drawn| (drawn.layer.key, drawn.opacity, drawn.shift)).collect()
    }

    #[test]
    fn each_goes_its_way_and_ends_with_the_new_one_alone() {
        let half = SECONDS / 2.0;
        let row = |key: &str, opacity, shift| (key.to_owned(), opacity, shift);
        assert_eq!(layers(Transition::Fade, false, half), [row("a", 0.25, 0.0), row("b", 0.75, 0.0)]);
        assert_eq!(layers(Transition::Push, false, half), [row("a", 1.0, -0.75), row("b", 1.0, 0.25)]);
        let alone = [row("b", 1.0, 0.0)];
        for transition in [Transition::Fade, Transition::Push] {
            assert_eq!(layers(transition, false, 1.0), alone);
            assert_eq!(layers(transition, true, half), alone, "where motion is reduced");
        }
        assert_eq!(layers(Transition::None, false, half), alone);
    }
}
