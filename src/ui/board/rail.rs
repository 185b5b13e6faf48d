//! The rail beside or beneath a slide: a few facts, and the QR code of the online version with its host.

use std::sync::Arc;

use egui::{Align2, Color32, Galley, Rect, Ui, Vec2};

use super::{facts::Fact, zones::Shares};
use crate::ui::{
    format,
    theme::{Look, Size},
    typeset::{self, Style},
    widgets::{galley_at, qr, qr_side_within},
};

/// What a slide's rail says.
#[derive(Debug, Clone, Default)]
pub struct Rail {
    /// The most important first; those that do not fit are left out.
    pub facts: Vec<Fact>,
    /// Where the code leads.
    pub url: Option<String>,
}

impl Rail {
    /// Whether there is anything to say.
    pub const fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.url.is_none()
    }

    /// Draws it where [`Shares`] put it.
    pub fn draw(&self, ui: &Ui, look: &Look, shares: &Shares) {
        match shares.rail {
            Some(room) if shares.beneath => self.beneath(ui, look, room),
            Some(room) => self.beside(ui, look, room),
            None => {}
        }
    }

    fn beside(&self, ui: &Ui, look: &Look, room: Rect) {
        let gap = look.air(24.0);
        let mut bottom = room.bottom();
        if let Some(url) = &self.url {
            let pad = look.air(28.0);
            let width = room.width() - 2.0 * pad;
            if let Some(side) = qr_side_within(url, width.min(look.px(236.0))) {
                let captions = Captions::lay(ui, look, url, width);
                let height = side + look.px(18.0) + captions.height() + 2.0 * pad;
                let card = room.with_min_y((bottom - height).round());
                surface(ui, look, card);
                let at = egui::pos2(card.center().x - side / 2.0, card.top() + pad).round();
                let code = Rect::from_min_size(at, Vec2::splat(side));
                code_in(ui, look, code, url);
                captions.draw(
                    ui,
                    egui::pos2(card.center().x, code.bottom() + look.px(18.0)),
                    Align2::CENTER_TOP,
                );
                bottom = card.top() - gap;
            }
        }
        let free = bottom - room.top();
        let least = look.px(150.0);
        let count = self.facts.len().min(((free + gap) / (least + gap)) as usize);
        let height = ((free + gap) / count.max(1) as f32 - gap).min(look.px(260.0));
        // What is left over stays between the facts and the code.
        for (index, fact) in self.facts.iter().take(count).enumerate() {
            let top = room.top() + (height + gap) * index as f32;
            let card = Rect::from_min_size(egui::pos2(room.left(), top), Vec2::new(room.width(), height));
            fact_card(ui, look, card.round(), fact);
        }
    }

    fn beneath(&self, ui: &Ui, look: &Look, room: Rect) {
        let gap = look.px(24.0);
        let pad = look.px(28.0);
        let mut right = room.right();
        let side = self.url.as_ref().and_then(|url| {
            Some((url, qr_side_within(url, (room.height() - 2.0 * pad).min(look.px(210.0)))?))
        });
        if let Some((url, side)) = side {
            let captions = Captions::lay(ui, look, url, look.px(300.0));
            let width = side + captions.width() + 3.0 * pad;
            // Alone it takes the whole width.
            let card = if self.facts.is_empty() { room } else { room.with_min_x((right - width).round()) };
            surface(ui, look, card);
            let at = egui::pos2(card.left() + pad, card.center().y - side / 2.0).round();
            let code = Rect::from_min_size(at, Vec2::splat(side));
            code_in(ui, look, code, url);
            let top = card.center().y - captions.height() / 2.0;
            captions.draw(ui, egui::pos2(code.right() + pad, top), Align2::LEFT_TOP);
            right = card.left() - gap;
        }
        let free = right - room.left();
        let across = ((free + gap) / look.px(300.0 + 24.0)).max(1.0) as usize;
        let across = across.min(self.facts.len().max(1));
        let down = self.facts.len().div_ceil(across).clamp(1, 2);
        let size = Vec2::new((free + gap) / across as f32 - gap, (room.height() + gap) / down as f32 - gap);
        for (index, fact) in self.facts.iter().take(across * down).enumerate() {
            let (x, y) = (index % across, index / across);
            let min = room.min + Vec2::new((size.x + gap) * x as f32, (size.y + gap) * y as f32);
            fact_card(ui, look, Rect::from_min_size(min, size).round(), fact);
        }
    }
}

/// What stands with a code: what it is for, and the host that one may trust or not.
struct Captions {
    lines: Vec<(Arc<Galley>, String, Color32)>,
}

impl Captions {
    fn lay(ui: &Ui, look: &Look, url: &str, width: f32) -> Self {
        let ink = [look.colours.ink, look.colours.ink2];
        let words = [Some(look.words.say("wall-scan")), format::host(url)];
        let lines = words.into_iter().zip(ink).filter_map(|(words, colour)| {
            let words = words?;
            let style = Style::plain(Size::Caption, colour).leading(1.3);
            Some((typeset::lay_text(ui, look, &words, style, width, Some(2)), words, colour))
        });
        Self { lines: lines.collect() }
    }

    fn height(&self) -> f32 {
        self.lines.iter().map(|(galley, ..)| galley.size().y).sum()
    }

    fn width(&self) -> f32 {
        self.lines.iter().map(|(galley, ..)| galley.size().x).fold(0.0, f32::max)
    }

    fn draw(self, ui: &Ui, mut at: egui::Pos2, anchor: Align2) {
        for (galley, words, colour) in self.lines {
            at.y = galley_at(ui, at, anchor, galley, &words, colour).bottom();
        }
    }
}

/// A ground for things beside the slide.
pub fn surface(ui: &Ui, look: &Look, rect: Rect) {
    ui.painter().rect(rect, look.px(24.0) as u8, look.colours.surface, look.line(), egui::StrokeKind::Inside);
}

fn code_in(ui: &Ui, look: &Look, rect: Rect, url: &str) {
    ui.painter().rect_filled(rect.expand(look.px(4.0)), look.px(12.0) as u8, look.colours.paper);
    qr(ui, look, rect, url, &look.words.say("wall-scan"));
}

/// One fact on a card: label, value as large as fits in a line, remark.
pub fn fact_card(ui: &Ui, look: &Look, card: Rect, fact: &Fact) {
    surface(ui, look, card);
    let pad = look.air(if card.width() < look.px(370.0) { 24.0 } else { 32.0 });
    let width = card.width() - 2.0 * pad;
    let colours = &look.colours;
    let small = Style::plain(Size::Caption, colours.ink2).leading(1.25);
    let label = typeset::lay_text(ui, look, &fact.label, small, width, Some(2));
    let remark =
        (!fact.remark.is_empty()).then(|| typeset::lay_text(ui, look, &fact.remark, small, width, Some(2)));
    let others = label.size().y + remark.as_ref().map_or(0.0, |remark| remark.size().y);
    let (style, value) = [Size::Headline, Size::Title, Size::Lead, Size::Body]
        .into_iter()
        .map(|size| Style::bold(size, colours.ink).leading(1.2))
        .map(|style| (style, typeset::lay_text(ui, look, &fact.value, style, width, None)))
        .find(|(_, galley)| {
            galley.rows.len() == 1 && galley.size().y + others <= card.height() - look.px(12.0)
        })
        .unwrap_or_else(|| {
            let style = Style::bold(Size::Caption, colours.ink).leading(1.25);
            (style, typeset::lay_text(ui, look, &fact.value, style, width, Some(3)))
        });
    let height = value.size().y + others;
    let mut at = egui::pos2(card.left() + pad, card.center().y - height / 2.0).round();
    let parts = [
        Some((label, &fact.label, small)),
        Some((value, &fact.value, style)),
        remark.map(|r| (r, &fact.remark, small)),
    ];
    for (galley, words, style) in parts.into_iter().flatten().filter(|(_, words, _)| !words.is_empty()) {
        at.y = galley_at(ui, at, Align2::LEFT_TOP, galley, words, style.colour).bottom();
    }
}
