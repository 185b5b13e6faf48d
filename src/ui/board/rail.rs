//! The rail beside or beneath a slide: a few facts, and the QR code of the online version with its host.

use egui::{Align2, Rect, Ui, Vec2};

use super::{facts::Fact, zones::Shares};
use crate::ui::{
    format,
    theme::{Look, Size},
    typeset::{self, Style},
    widgets::{galley_at, qr, qr_side_within, text_block_at},
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
        let gap = look.px(24.0);
        let mut bottom = room.bottom();
        if let Some(url) = &self.url {
            let pad = look.px(28.0);
            let words = look.px(116.0);
            if let Some(side) = qr_side_within(url, room.width() - 2.0 * pad) {
                let card = room.with_min_y(bottom - side - words - 2.0 * pad);
                surface(ui, look, card);
                let code = Rect::from_min_size(egui::pos2(card.center().x - side / 2.0, card.top() + pad), Vec2::splat(side));
                code_in(ui, look, code, url);
                let at = egui::pos2(card.center().x, code.bottom() + look.px(20.0));
                caption(ui, look, at, Align2::CENTER_TOP, url, card.width() - 2.0 * pad);
                bottom = card.top() - gap;
            }
        }
        let free = bottom - room.top();
        let least = look.px(188.0);
        let count = self.facts.len().min(((free + gap) / (least + gap)) as usize);
        let height = ((free + gap) / count.max(1) as f32 - gap).min(look.px(260.0));
        // What is left over stays between the facts and the code.
        for (index, fact) in self.facts.iter().take(count).enumerate() {
            let top = room.top() + (height + gap) * index as f32;
            let card = Rect::from_min_size(egui::pos2(room.left(), top), Vec2::new(room.width(), height)).round();
            fact_card(ui, look, card, fact);
        }
    }

    fn beneath(&self, ui: &Ui, look: &Look, room: Rect) {
        let gap = look.px(24.0);
        let pad = look.px(28.0);
        let mut right = room.right();
        let code = self.url.as_ref().and_then(|url| Some((url, qr_side_within(url, room.height() - 2.0 * pad)?)));
        if let Some((url, side)) = code {
            // Alone it takes the whole width: a card of its own with room for the words.
            let words = look.px(310.0);
            let width = side + words + 2.5 * pad;
            let card = if self.facts.is_empty() { room } else { room.with_min_x(right - width) };
            surface(ui, look, card);
            let code = Rect::from_min_size(egui::pos2(card.left() + pad, card.center().y - side / 2.0).round(), Vec2::splat(side));
            code_in(ui, look, code, url);
            let at = egui::pos2(code.right() + pad, card.center().y - look.size(Size::Caption) * 1.4);
            caption(ui, look, at, Align2::LEFT_TOP, url, card.right() - at.x - pad * 0.5);
            right = card.left() - gap;
        }
        let free = right - room.left();
        let across = (self.facts.len().min(2)).max(1);
        let down = if self.facts.len() > across && room.height() >= look.px(300.0) && free < look.px(600.0) { 2 } else { 1 };
        let across = if down == 2 { 1 } else { across };
        let size = Vec2::new((free + gap) / across as f32 - gap, (room.height() + gap) / down as f32 - gap);
        for (index, fact) in self.facts.iter().take(across * down).enumerate() {
            let (x, y) = (index % across, index / across);
            let min = room.min + Vec2::new((size.x + gap) * x as f32, (size.y + gap) * y as f32);
            fact_card(ui, look, Rect::from_min_size(min, size).round(), fact);
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

fn caption(ui: &Ui, look: &Look, at: egui::Pos2, anchor: Align2, url: &str, width: f32) {
    let style = Style::plain(Size::Caption, look.colours.ink);
    let used = text_block_at(ui, look, at, anchor, &look.words.say("wall-scan"), style, width, 2);
    if let Some(host) = format::host(url) {
        let at = egui::pos2(at.x, used.bottom());
        text_block_at(ui, look, at, anchor, &host, Style::plain(Size::Caption, look.colours.ink2), width, 2);
    }
}

/// One fact on a card: label, value as large as fits in a line, remark.
pub fn fact_card(ui: &Ui, look: &Look, card: Rect, fact: &Fact) {
    surface(ui, look, card);
    let pad = look.px(32.0);
    let width = card.width() - 2.0 * pad;
    let colours = &look.colours;
    let small = Style::plain(Size::Caption, colours.ink2);
    let label = typeset::lay_text(ui, look, &fact.label, small, width, Some(2));
    let remark = (!fact.remark.is_empty()).then(|| typeset::lay_text(ui, look, &fact.remark, small, width, Some(2)));
    let (style, value) = [Size::Headline, Size::Title, Size::Lead, Size::Body]
        .into_iter()
        .map(|size| Style::bold(size, colours.ink).leading(1.2))
        .map(|style| (style, typeset::lay_text(ui, look, &fact.value, style, width, None)))
        .find(|(_, galley)| galley.rows.len() == 1)
        .unwrap_or_else(|| {
            let style = Style::bold(Size::Caption, colours.ink);
            (style, typeset::lay_text(ui, look, &fact.value, style, width, Some(3)))
        });
    let height = label.size().y + value.size().y + remark.as_ref().map_or(0.0, |remark| remark.size().y);
    let mut at = egui::pos2(card.left() + pad, card.center().y - height / 2.0).round();
    let parts = [Some((label, &fact.label, small)), Some((value, &fact.value, style)), remark.map(|r| (r, &fact.remark, small))];
    for (galley, words, style) in parts.into_iter().flatten().filter(|(_, words, _)| !words.is_empty()) {
        at.y = galley_at(ui, at, Align2::LEFT_TOP, galley, words, style.colour).bottom();
    }
}
