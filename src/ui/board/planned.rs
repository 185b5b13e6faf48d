//! What a plan puts on a board: the director's timeline kept for as long as it answers, its pages, and text cards.

use std::time::Duration;

use egui::{Rect, Ui};
use jiff::Timestamp;

use super::{flow::Flow, slide, slide::Title, zones::Shares};
use crate::{
    playback::{Content, Index, Piece, Question, director, plan::Zone},
    ui::{scene::Scene, theme::Size, typeset::Style},
};

/// No page of a piece stands shorter; pages that would are left to the phone.
const LEAST_PAGE: Duration = Duration::from_secs(3);

/// The planned part of a board.
#[derive(Debug, Default)]
pub struct Planned {
    kept: Option<Kept>,
}

#[derive(Debug)]
struct Kept {
    index: Index,
    content: (u64, u64),
    shown_until: Option<Timestamp>,
}

/// What is on by the plan.
pub struct On {
    /// The piece's key and the page.
    pub layer: (String, usize),
    /// Whether it is the hall's page.
    pub clock: bool,
}

impl Planned {
    /// What is on; `None` when nothing is planned for the screen now. Asks for the next frame.
    pub fn step(&mut self, ui: &Ui, scene: &Scene<'_>, main: Rect) -> Option<On> {
        let plan = &scene.hall.plan;
        if !plan.concerns(&scene.screen.name, Zone::Main) {
            self.kept = None;
            return None;
        }
        let (content, shown_until) = (scene.content(), scene.shown.until);
        let holds = self.kept.as_ref().is_some_and(|kept| {
            kept.content == content && kept.shown_until == shown_until && kept.index.covers(scene.now)
        });
        if !holds {
            let screen = &scene.screen.name;
            let (items, internal) = (&scene.shown.items, scene.screen.internal);
            let (time_zone, zone, media) = (scene.zone(), Zone::Main, &*scene.snapshot.media);
            let question = Question { plan, screen, items, internal, time_zone, zone, media };
            self.kept = Some(Kept { index: director(&question, scene.now), content, shown_until });
        }
        let index = &self.kept.as_ref()?.index;
        let Some(on) = index.showing(scene.now) else {
            scene.wake_at(ui.ctx(), index.until());
            return None;
        };
        scene.airs_piece(Zone::Main, on.piece, on.schedule);
        let length = Duration::try_from(on.until.duration_since(on.since)).unwrap_or_default();
        let passed = Duration::try_from(scene.now.duration_since(on.since)).unwrap_or_default();
        let most = usize::try_from(length.as_secs() / LEAST_PAGE.as_secs()).unwrap_or(1).max(1);
        let pages = pages(ui, scene, on.piece, main).clamp(1, most);
        let each = length / u32::try_from(pages).unwrap_or(1).max(1);
        let page = passed.as_nanos().checked_div(each.as_nanos()).unwrap_or(0);
        let page = usize::try_from(page).unwrap_or(0).min(pages - 1);
        let left = if page + 1 < pages { each * (page as u32 + 1) } else { length };
        ui.ctx().request_repaint_after(left.saturating_sub(passed));
        Some(On { layer: (on.piece.key.clone(), page), clock: matches!(on.piece.content, Content::Clock) })
    }

    /// Draws a page of the piece of a key; says whether there is one.
    pub fn draw(&self, ui: &Ui, scene: &Scene<'_>, key: &str, page: usize, main: Rect) -> bool {
        let piece = self.kept.as_ref().and_then(|kept| kept.index.piece(key));
        match piece.map(|piece| (piece, &piece.content)) {
            Some((_, Content::Text { title, words })) => {
                let room = Shares::of(scene.look, main, false).slide;
                let flow = lay(ui, scene, title, words, room);
                let pages = flow.pages();
                let below = Title::lay(ui, scene, room, title, "").draw(ui, scene, page, pages);
                flow.draw(ui, scene.look, below.min, page.min(pages.saturating_sub(1)));
                true
            }
            Some((piece, _)) => match piece.card() {
                Some(card) => {
                    slide::draw(ui, scene, &card, page, main);
                    true
                }
                // The hall's page is drawn by the board.
                None => true,
            },
            None => false,
        }
    }
}

fn pages(ui: &Ui, scene: &Scene<'_>, piece: &Piece, main: Rect) -> usize {
    match &piece.content {
        Content::Text { title, words } => {
            lay(ui, scene, title, words, Shares::of(scene.look, main, false).slide).pages()
        }
        Content::Card(..) => piece.card().map_or(1, |card| slide::pages(ui, scene, &card, main)),
        Content::Clock | Content::Image(_) => 1,
        Content::Pdf { pages, .. } => *pages,
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
