//! 插播 on a board: while something severe runs, nothing else is in the main zone, and no line of notices beneath it.

use std::{sync::Arc, time::Duration};

use egui::{Align2, Galley, Rect, StrokeKind, Ui, Vec2, pos2};
use egui_material_icons::icons;

use super::{
    fade::{Drawn, Fade, Layer},
    flow::Flow,
    header,
    zones::Zones,
};
use crate::{
    playback::{
        Stage,
        aired::Cause,
        interrupt::{self, Active},
        plan::{Transition, Zone},
    },
    ui::{
        format,
        scene::Scene,
        theme::Size,
        typeset::{self, Style},
        widgets::{galley_at, icon_at, text_at, within},
    },
};

/// What takes over, at work.
#[derive(Debug, Default)]
pub struct Alarm {
    stage: Stage,
    fade: Fade,
    /// The first of what ran in the last frame: when it is another, that one comes at once.
    first: Option<String>,
}

impl Alarm {
    /// Draws what takes over the whole of a board; `false` when nothing does. `now` is monotonic.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, whole: Rect, now: Duration) -> bool {
        let running = interrupt::takeover(&scene.shown.items, scene.now, scene.zone());
        let first = running.first().map(Active::key);
        if self.first != first {
            *self = Self { first, ..Self::default() };
        }
        if running.is_empty() {
            return false;
        }
        let look = scene.look;
        let zones = Zones::of(look, whole, false);
        let room = whole.with_min_y(zones.header.bottom());
        let programme = interrupt::programme(&running);
        let of_key = |key: &str| {
            let card = programme.card(key)?;
            running.iter().find(|active| card.items.iter().any(|item| std::ptr::eq(*item, active.item)))
        };
        let turn = self.stage.step(&programme, now, scene.screen.dwell, |card| {
            of_key(&card.key).map_or(1, |active| Slide::lay(ui, scene, active, room).flow.pages())
        });
        if let Some(until) = turn.as_ref().and_then(|turn| turn.until) {
            ui.ctx().request_repaint_after(until.saturating_sub(now));
        }
        if let Some(card) = turn.as_ref().and_then(|turn| programme.card(&turn.key)) {
            scene.airs_card(Zone::Main, Cause::Interrupt, card);
        }
        let on = turn.map(|turn| Layer { key: turn.key, page: turn.page });
        self.fade.put(ui, on, Transition::Fade, look.reduced_motion);
        header::header(ui, scene, &zones);
        for Drawn { layer: Layer { key, page }, opacity, .. } in self.fade.layers() {
            let Some(active) = of_key(&key) else { continue };
            within(ui, whole, ("interrupt", &key, page), |ui| {
                ui.set_opacity(opacity);
                Slide::lay(ui, scene, active, room).draw(ui, scene, active, page);
            });
        }
        true
    }
}

/// An interrupt laid out: a band that says how urgent it is and until when, the title, the text in pages.
struct Slide {
    room: Rect,
    band: Rect,
    title: Arc<Galley>,
    text: Rect,
    flow: Flow,
}

impl Slide {
    fn lay(ui: &Ui, scene: &Scene<'_>, active: &Active<'_>, room: Rect) -> Self {
        let look = scene.look;
        let height = look.size(Size::Display) * 1.5 + look.air(24.0);
        let band = room.with_max_y((room.top() + height).round());
        let inner = room
            .with_min_y(band.bottom())
            .shrink2(Vec2::new(look.air(72.0).max(look.px(40.0)), look.air(44.0).max(look.px(24.0))));
        let sizes = if look.is_tight() {
            [Size::Title, Size::Lead, Size::Body]
        } else {
            [Size::Display, Size::Headline, Size::Title]
        };
        let lay = |size, rows| {
            let style = Style::bold(size, look.colours.ink).leading(1.25);
            typeset::lay_text(ui, look, &active.item.title, style, inner.width(), rows)
        };
        // The largest in which it takes two lines at most.
        let title = sizes
            .into_iter()
            .map(|size| lay(size, None))
            .find(|galley| galley.rows.len() <= 2)
            .unwrap_or_else(|| lay(sizes[2], Some(4)));
        let top = (inner.top() + title.size().y + look.air(28.0)).min(inner.bottom());
        let text = inner.with_min_y(top.round());
        let mut flow = Flow::new(text.width(), text.height());
        match &active.item.summary {
            Some(summary) if active.item.body.is_empty() => {
                flow.text(ui, look, summary, Style::plain(Size::Body, look.colours.ink).leading(1.5));
            }
            _ => flow.blocks(ui, look, &active.item.body, scene.pictures),
        }
        Self { room, band, title, text, flow }
    }

    fn draw(&self, ui: &Ui, scene: &Scene<'_>, active: &Active<'_>, page: usize) {
        let (look, colours) = (scene.look, &scene.look.colours);
        let frame = egui::Stroke::new(look.px(12.0), colours.red);
        ui.painter().rect(self.room, 0.0, colours.bg, frame, StrokeKind::Inside);
        ui.painter().rect_filled(self.band, 0.0, colours.red);
        let middle = self.band.center().y;
        let mut left = self.text.left();
        icon_at(ui, look, pos2(left + look.px(40.0), middle), icons::ICON_WARNING, 80.0, colours.on_key);
        left += look.px(80.0 + 24.0);
        let word = scene.words().say(format::severity_key(active.severity));
        let style = Style::bold(Size::Display, colours.on_key);
        let width = self.text.right() - left;
        let used = text_at(ui, look, pos2(left, middle), Align2::LEFT_CENTER, &word, style, width);
        let small = Style::bold(Size::Caption, colours.on_key);
        let pages = self.flow.pages();
        let mut right = self.text.right();
        if pages > 1 {
            let words = look.words.with("wall-page", &[("page", (page + 1).into()), ("pages", pages.into())]);
            let at = pos2(right, middle);
            right = text_at(ui, look, at, Align2::RIGHT_CENTER, &words, small, width).left() - look.px(40.0);
        }
        if let Some(until) = format::until(active.until, scene.now, scene.zone(), scene.words()) {
            let room = right - used.right() - look.px(24.0);
            let style = Style::bold(Size::Body, colours.on_key);
            text_at(ui, look, pos2(right, middle), Align2::RIGHT_CENTER, &until, style, room);
        }
        let at = pos2(self.text.left(), self.text.top() - self.title.size().y - look.air(28.0));
        galley_at(ui, at, Align2::LEFT_TOP, Arc::clone(&self.title), &active.item.title, colours.ink);
        self.flow.draw(ui, look, self.text.min, page);
    }
}
