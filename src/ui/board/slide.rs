//! A slide: what a card of the programme looks like. Each kind has its own file; this one chooses.

use std::sync::Arc;

use egui::{Align2, Galley, Rect, Ui};

use super::{article, catalogue, guide, honour, paging, pledges, rail::Rail, ranking, zones::Shares};
use crate::{
    domain::{Detail, Kind},
    playback::{Card, plan::Zone},
    ui::{
        scene::Scene,
        theme::Size,
        typeset::{self, Style},
        widgets::{galley_at, text_at},
    },
};

/// How many pages a card plays in one turn: a list of hundreds must not hold the board for hours.
pub fn pages<'a>(ui: &Ui, scene: &Scene<'a>, card: &Card<'a>, zone: Zone, room: Rect) -> usize {
    all_pages(ui, scene, card, zone, room).min(paging::MOST)
}

/// How many pages a card has.
fn all_pages<'a>(ui: &Ui, scene: &Scene<'a>, card: &Card<'a>, zone: Zone, room: Rect) -> usize {
    let rail = rail(scene, card, zone);
    let room = Shares::of(scene.look, room, !rail.is_empty()).slide;
    match card.kind {
        Kind::Ranking => ranking::pages(ui, scene, card, room),
        Kind::Pledge => pledges::pages(ui, scene, card, room),
        Kind::Honour => honour::pages(ui, scene, card, room),
        Kind::Notice => article::pages(ui, scene, card, room),
        Kind::Guide | Kind::Disclosure | Kind::Catalogue => 1,
    }
}

/// Draws a page of a card in a room of a zone.
pub fn draw<'a>(ui: &Ui, scene: &Scene<'a>, card: &Card<'a>, page: usize, zone: Zone, room: Rect) {
    let page = paging::turned(page, all_pages(ui, scene, card, zone, room), scene.now);
    let rail = rail(scene, card, zone);
    let shares = Shares::of(scene.look, room, !rail.is_empty());
    let room = shares.slide;
    let code = shares.rail.is_some();
    match card.kind {
        Kind::Ranking => ranking::draw(ui, scene, card, page, room),
        Kind::Pledge => pledges::draw(ui, scene, card, page, room),
        Kind::Honour => honour::draw(ui, scene, card, page, room),
        Kind::Notice | Kind::Disclosure => article::draw(ui, scene, card, page, room, code),
        Kind::Guide => guide::draw(ui, scene, card, room, code),
        Kind::Catalogue => catalogue::draw(ui, scene, card, room),
    }
    rail.draw(ui, scene.look, &shares);
}

fn rail(scene: &Scene<'_>, card: &Card<'_>, zone: Zone) -> Rail {
    let Some(item) = card.items.first() else { return Rail::default() };
    // Beside the main zone there is no room for a code that can be scanned and text that can be read.
    if zone == Zone::Side {
        return Rail::default();
    }
    // Where the text is large for the panel, whole names and whole sentences come before the code.
    if scene.look.is_tight() && matches!(card.kind, Kind::Ranking | Kind::Notice) {
        return Rail::default();
    }
    match &item.detail {
        Detail::Ranking(_) => ranking::rail(scene, item),
        Detail::Guide(guide) => guide::rail(scene, item, guide),
        Detail::Notice | Detail::Disclosure => article::rail(scene, item),
        Detail::Catalogue(_) => catalogue::rail(scene, card),
        // Two lists have a code each, ten pledges none that stands for all.
        Detail::Honour(_) | Detail::Pledge(_) => Rail::default(),
    }
}

/// The title of a slide, laid out: what it counts stands beside or under it, the page at the right.
pub struct Title {
    room: Rect,
    words: String,
    galley: Arc<Galley>,
    remark: Option<(Arc<Galley>, String)>,
    /// The remark stands on the title's own line.
    beside: bool,
}

impl Title {
    /// Lays it out across a slide.
    pub fn lay(ui: &Ui, scene: &Scene<'_>, room: Rect, words: &str, remark: &str) -> Self {
        let look = scene.look;
        // The mark of the page keeps its place whether there is one or not, so that pages do not differ.
        let width = room.width() - look.px(120.0);
        let bold = |size| Style::bold(size, look.colours.ink).leading(1.25);
        let (large, less) =
            if look.is_tight() { (Size::Title, Size::Lead) } else { (Size::Headline, Size::Title) };
        let mut galley = typeset::lay_text(ui, look, words, bold(large), width, None);
        if galley.rows.len() > 1 {
            // In a narrow zone a line holds a few words.
            let rows = if look.reference(width) < 600.0 { 5 } else { 3 };
            galley = typeset::lay_text(ui, look, words, bold(less), width, Some(rows));
        }
        let small = Style::plain(Size::Caption, look.colours.ink2);
        let remark = (!remark.is_empty()).then(|| {
            let galley = typeset::lay_text(ui, look, remark, small, width, Some(2));
            (galley, remark.to_owned())
        });
        let beside = galley.rows.len() == 1
            && remark.as_ref().is_some_and(|(remark, _)| {
                remark.rows.len() == 1 && galley.size().x + look.px(28.0) + remark.size().x <= width
            });
        Self { room, words: words.into(), galley, remark, beside }
    }

    /// How much of the slide is left below it.
    pub fn below(&self, scene: &Scene<'_>) -> Rect {
        let look = scene.look;
        let under = match &self.remark {
            Some((remark, _)) if !self.beside => remark.size().y + look.px(4.0),
            _ => 0.0,
        };
        let bottom = self.room.top() + self.galley.size().y + under + look.air(26.0);
        self.room.with_min_y(bottom.min(self.room.bottom()).round())
    }

    /// Draws it on a page of so many; returns what is left below.
    pub fn draw(self, ui: &Ui, scene: &Scene<'_>, page: usize, pages: usize) -> Rect {
        let look = scene.look;
        let colours = &look.colours;
        let below = self.below(scene);
        let small = Style::plain(Size::Caption, colours.ink2);
        if pages > 1 {
            let words = look.words.with("wall-page", &[("page", (page + 1).into()), ("pages", pages.into())]);
            let middle = self.room.top() + self.galley.rows.first().map_or(0.0, |row| row.rect().center().y);
            let at = egui::pos2(self.room.right(), middle + look.px(12.0));
            text_at(ui, look, at, Align2::RIGHT_CENTER, &words, small, self.room.width());
        }
        let used = galley_at(ui, self.room.min, Align2::LEFT_TOP, self.galley, &self.words, colours.ink);
        if let Some((galley, words)) = self.remark {
            let (at, anchor) = if self.beside {
                (
                    egui::pos2(used.right() + look.px(28.0), used.center().y + look.px(12.0)),
                    Align2::LEFT_CENTER,
                )
            } else {
                (egui::pos2(self.room.left(), used.bottom() + look.px(4.0)), Align2::LEFT_TOP)
            };
            galley_at(ui, at, anchor, galley, &words, small.colour);
        }
        below
    }
}

/// Joins what is there with the dot of the language.
pub fn dotted(scene: &Scene<'_>, parts: impl IntoIterator<Item = Option<String>>) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    parts.join(&scene.words().say("wall-dot"))
}
