//! A piece of a plan on a board: cards as the slides of their kinds, words of the hall, pictures, pages of a PDF.

use egui::{Align2, Rect, Sense, Ui, WidgetInfo, accesskit::Role};

use super::{
    flow::Flow,
    slide::{self, Title},
};
use crate::{
    domain::snapshot::page_url,
    playback::{Content, Piece, plan::Zone},
    ui::{scene::Scene, theme::Size, typeset::Style, widgets::text_at},
};

/// How many pages a piece has in a room of a zone.
pub fn pages(ui: &Ui, scene: &Scene<'_>, piece: &Piece, zone: Zone, room: Rect) -> usize {
    match &piece.content {
        Content::Text { title, words } => lay(ui, scene, title, words, room).pages(),
        Content::Card(..) => piece.card().map_or(1, |card| slide::pages(ui, scene, &card, zone, room)),
        Content::Clock | Content::Image(_) => 1,
        Content::Pdf { pages, .. } => *pages,
    }
}

/// Draws a page of it. The hall's page is drawn by the board.
pub fn draw(ui: &Ui, scene: &Scene<'_>, piece: &Piece, page: usize, zone: Zone, room: Rect) {
    match &piece.content {
        Content::Text { title, words } => {
            let flow = lay(ui, scene, title, words, room);
            let pages = flow.pages();
            let below = Title::lay(ui, scene, room, title, "").draw(ui, scene, page, pages);
            flow.draw(ui, scene.look, below.min, page.min(pages.saturating_sub(1)));
        }
        Content::Card(..) => {
            if let Some(card) = piece.card() {
                slide::draw(ui, scene, &card, page, zone, room);
            }
        }
        Content::Clock => {}
        Content::Image(url) => picture(ui, scene, url, url, room),
        Content::Pdf { url, pages } => document(ui, scene, url, page, *pages, room),
    }
}

/// Brings the pixels of a page to the graphics card.
pub fn prepare(scene: &Scene<'_>, piece: &Piece, page: usize) {
    match &piece.content {
        Content::Image(url) => {
            scene.pictures.picture(url);
        }
        Content::Pdf { url, pages } if page < *pages => {
            scene.pictures.picture(&page_url(url, page + 1));
        }
        _ => {}
    }
}

fn lay(ui: &Ui, scene: &Scene<'_>, title: &str, words: &str, room: Rect) -> Flow {
    let below = Title::lay(ui, scene, room, title, "").below(scene);
    let mut flow = Flow::new(below.width(), below.height());
    for line in words.lines().map(str::trim).filter(|line| !line.is_empty()) {
        flow.text(ui, scene.look, line, Style::plain(Size::Lead, scene.look.colours.ink).leading(1.6));
    }
    flow
}

/// A page of a PDF, and which of how many it is below it.
fn document(ui: &Ui, scene: &Scene<'_>, url: &str, page: usize, pages: usize, room: Rect) {
    let look = scene.look;
    let mut paper = room;
    if pages > 1 {
        paper.max.y -= look.size(Size::Caption) * 1.5;
        let words = look.words.with("wall-page", &[("page", (page + 1).into()), ("pages", pages.into())]);
        let style = Style::plain(Size::Caption, look.colours.ink2);
        text_at(ui, look, room.right_bottom(), Align2::RIGHT_BOTTOM, &words, style, room.width());
    }
    picture(ui, scene, &page_url(url, page + 1), url, paper);
}

/// As large as the room allows, whole and in its proportions: what hangs in a hall is seen from afar.
fn picture(ui: &Ui, scene: &Scene<'_>, pixels: &str, url: &str, room: Rect) {
    let Some((size, texture)) = scene.pictures.picture(pixels) else { return };
    let scale = (room.width() / size.x).min(room.height() / size.y);
    let place = Rect::from_center_size(room.center(), size * scale);
    let place = Rect::from_min_max(place.min.round(), place.max.round());
    egui::Image::from_texture((texture, size)).paint_at(ui, place);
    let name = url.rsplit('/').next().unwrap_or(url);
    let response = ui.interact(place, ui.scope_id().with(pixels), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
}
