//! The line of notices at the foot. It steps instead of running: one notice at a time, long ones in parts, so
//! that a slow reader reads whole lines and a board between changes draws nothing.

use std::time::Duration;

use egui::{Align2, Rect, Ui};

use super::{fade::Fade, steps::steps};
use crate::{
    playback::{Programme, Stage, aired::Cause, interrupt, is_urgent, plan::Zone},
    ui::{
        format,
        scene::Scene,
        theme::Size,
        typeset::{self, Style},
        widgets::{galley_at, text_at},
    },
};

/// How long one line stands.
const DWELL: Duration = Duration::from_secs(8);

/// The line at work.
#[derive(Debug, Default)]
pub struct Ticker {
    stage: Stage,
    fade: Fade,
    /// What interrupted in the last frame.
    first: Option<String>,
}

impl Ticker {
    /// Draws the notices of a programme; `now` is monotonic.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        notices: &Programme<'_>,
        room: Rect,
        now: Duration,
    ) {
        let look = scene.look;
        let colours = &look.colours;
        ui.painter().rect_filled(room, 0.0, colours.surface);
        let urgent = interrupt::active(&scene.shown.items, scene.now, scene.zone());
        let first = urgent.as_ref().map(interrupt::Active::key);
        if self.first != first {
            // What is new and urgent does not wait for its turn.
            *self = Self { first, ..Self::default() };
        }
        // Red is for what is urgent and nothing else.
        let ground = if urgent.is_some() { colours.red } else { colours.key };
        let label = urgent.map_or("wall-notice", |active| format::severity_key(active.severity));
        let label = scene.words().say(label);
        let style = Style::bold(Size::Body, colours.on_key);
        let pad = look.px(36.0);
        let width = typeset::lay_text(ui, look, &label, style, f32::INFINITY, Some(1)).size().x + 2.0 * pad;
        let block = room.with_max_x((room.left() + width).round());
        ui.painter().rect_filled(block, 0.0, ground);
        text_at(ui, look, block.center(), Align2::CENTER_CENTER, &label, style, width);

        let line = Rect::from_min_max(
            egui::pos2(block.right() + pad, room.top()),
            egui::pos2(room.right() - pad, room.bottom()),
        );
        // Room for the mark that tells which notice of how many it is.
        let width = line.width() - look.px(150.0);
        let text = Style::plain(Size::Body, colours.ink).leading(1.3);
        let parts = |ui: &Ui, title: &str| steps(ui, look, title, text, width);
        let count = notices.cards().count();
        let turn = self.stage.step(notices, now, DWELL, |card| {
            card.items.first().map_or(1, |item| parts(ui, &item.title).len())
        });
        if let Some(card) = turn.as_ref().and_then(|turn| notices.card(&turn.key)) {
            let urgent = card.items.iter().any(|item| is_urgent(item, scene.now, scene.zone()));
            let cause = if urgent { Cause::Interrupt } else { Cause::Kinds };
            scene.airs_card(Zone::Ticker, cause, card);
        }
        let on = turn.as_ref().map(|turn| (turn.key.clone(), turn.page));
        self.fade.put(ui, on, look.reduced_motion);
        for ((key, page), opacity) in self.fade.layers() {
            let Some(item) = notices.card(&key).and_then(|card| card.items.first()) else { continue };
            let mut child = ui.new_child(egui::UiBuilder::new().id_salt((&key, page)).max_rect(line));
            child.set_opacity(opacity);
            let words = parts(&child, &item.title).into_iter().nth(page).unwrap_or_default();
            let galley = typeset::lay_text(&child, look, &words, text, f32::INFINITY, Some(1));
            galley_at(&child, line.left_center(), Align2::LEFT_CENTER, galley, &words, text.colour);
            if count > 1 {
                let place = notices.cards().position(|card| card.key == key).unwrap_or(0);
                let values = [("page", (place + 1).into()), ("pages", count.into())];
                let small = Style::plain(Size::Caption, colours.ink2);
                text_at(
                    &child,
                    look,
                    line.right_center(),
                    Align2::RIGHT_CENTER,
                    &scene.words().with("wall-page", &values),
                    small,
                    line.width(),
                );
            }
        }
        if let Some(until) = turn.and_then(|turn| turn.until) {
            ui.ctx().request_repaint_after(until.saturating_sub(now));
        }
    }
}
