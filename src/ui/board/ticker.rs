//! The line at the foot: the notices, or what is planned for it; what is urgent before both. It steps instead of running:
//! one line at a time, long ones in parts, so that a slow reader reads whole lines and a board between changes draws
//! nothing.

use std::time::Duration;

use egui::{Align2, Rect, Ui};

use super::{
    fade::{Drawn, Fade, Layer},
    planned::{On, Planned},
    steps::steps,
};
use crate::{
    playback::{
        Content, Piece, Programme, Stage,
        aired::Cause,
        interrupt, is_urgent,
        plan::{Transition, Zone},
    },
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
    planned: Planned,
    fade: Fade,
    /// What interrupted in the last frame.
    first: Option<String>,
}

impl Ticker {
    /// Whether something is planned for the line now.
    pub fn is_planned(&mut self, ui: &Ui, scene: &Scene<'_>) -> bool {
        self.planned.is_on(ui, scene, Zone::Ticker)
    }

    /// Draws what is planned, or else the notices of a programme; `now` is monotonic.
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
        let running = interrupt::running(&scene.shown.items, scene.now, scene.zone());
        let urgent = running.first();
        let first = urgent.map(interrupt::Active::key);
        if self.first != first {
            // What is new and urgent does not wait for its turn.
            *self = Self { first, ..Self::default() };
        }
        // As long as something is urgent, what is planned waits.
        let planned = urgent.is_none() && self.is_planned(ui, scene);
        let alone;
        let notices = if urgent.is_some() && self.is_planned(ui, scene) {
            alone = interrupt::programme(&running);
            &alone
        } else {
            notices
        };
        let label = match urgent {
            Some(active) => scene.words().say(format::severity_key(active.severity)),
            None => self
                .planned
                .on(ui, scene, Zone::Ticker)
                .filter(|_| planned)
                .map_or_else(|| scene.words().say("wall-notice"), |piece| label(scene, piece)),
        };
        // Red is for what is urgent and nothing else.
        let ground = if urgent.is_some() { colours.red } else { colours.key };
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
        let on = if planned {
            self.planned.step(ui, scene, Zone::Ticker, |piece| parts(ui, &words(scene, piece)).len())
        } else {
            self.notice(ui, scene, notices, now, |title| parts(ui, title).len())
        };
        let (on, transition) = on.map(|on| (on.layer, on.transition)).unzip();
        self.fade.put(ui, on, transition.unwrap_or_default(), look.reduced_motion);
        let count = notices.cards().count();
        for Drawn { layer: Layer { key, page }, opacity, shift } in self.fade.layers() {
            let item = notices.card(&key).and_then(|card| card.items.first());
            let said = match self.planned.piece(&key).filter(|_| planned) {
                Some(piece) => words(scene, piece),
                None => match item {
                    Some(item) => item.title.clone(),
                    None => continue,
                },
            };
            let place = line.translate(egui::vec2((line.width() * shift).round(), 0.0));
            let mut child = ui.new_child(egui::UiBuilder::new().id_salt((&key, page)).max_rect(place));
            child.set_clip_rect(line.intersect(ui.clip_rect()));
            child.set_opacity(opacity);
            let words = parts(&child, &said).into_iter().nth(page).unwrap_or_default();
            let galley = typeset::lay_text(&child, look, &words, text, f32::INFINITY, Some(1));
            galley_at(&child, place.left_center(), Align2::LEFT_CENTER, galley, &words, text.colour);
            if count > 1 && !planned {
                let at = notices.cards().position(|card| card.key == key).unwrap_or(0);
                let values = [("page", (at + 1).into()), ("pages", count.into())];
                let small = Style::plain(Size::Caption, colours.ink2);
                let mark = scene.words().with("wall-page", &values);
                let end = place.right_center();
                text_at(&child, look, end, Align2::RIGHT_CENTER, &mark, small, line.width());
            }
        }
    }

    /// The notice whose turn it is.
    fn notice(
        &mut self,
        ui: &Ui,
        scene: &Scene<'_>,
        notices: &Programme<'_>,
        now: Duration,
        parts: impl Fn(&str) -> usize,
    ) -> Option<On> {
        let turn = self
            .stage
            .step(notices, now, DWELL, |card| card.items.first().map_or(1, |item| parts(&item.title)))?;
        if let Some(card) = notices.card(&turn.key) {
            let urgent = card.items.iter().any(|item| is_urgent(item, scene.now, scene.zone()));
            let cause = if urgent { Cause::Interrupt } else { Cause::Kinds };
            scene.airs_card(Zone::Ticker, cause, card);
        }
        if let Some(until) = turn.until {
            ui.ctx().request_repaint_after(until.saturating_sub(now));
        }
        let layer = Layer { key: turn.key, page: turn.page };
        Some(On { layer, transition: Transition::Fade, clock: false })
    }
}

/// What stands before a planned line.
fn label(scene: &Scene<'_>, piece: &Piece) -> String {
    match &piece.content {
        Content::Card(kind, _) => scene.words().say(&format!("kind-{}", kind.word())),
        _ => scene.words().say("wall-notice"),
    }
}

/// A piece in one line; what has no words is stood in for by the hall's name.
fn words(scene: &Scene<'_>, piece: &Piece) -> String {
    let join = |parts: &mut dyn Iterator<Item = &str>| {
        let parts: Vec<&str> = parts.map(str::trim).filter(|part| !part.is_empty()).collect();
        parts.join(&scene.words().say("wall-dot"))
    };
    match &piece.content {
        Content::Card(_, items) => join(&mut items.iter().map(|item| item.title.as_str())),
        Content::Text { title, words } => join(&mut std::iter::once(title.as_str()).chain(words.lines())),
        Content::Clock | Content::Image(_) | Content::Pdf { .. } => scene.hall.name.clone(),
    }
}
