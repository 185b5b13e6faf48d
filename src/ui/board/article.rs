//! 行政公告 as paged text, 政务公开 as a summary: whole lines, and the code for the rest.

use egui::{Align2, Rect, Ui};

use super::{facts::Fact, flow::Flow, rail::Rail, slide::Title};
use crate::{
    domain::{Kind, Moment, snapshot::ItemRef},
    playback::Card,
    ui::{format, scene::Scene, theme::Size, typeset::Style, widgets::text_at},
};

/// A longer notice is read on a phone: a wall that turns pages for minutes is read by nobody.
const MOST_PAGES: usize = 6;

/// How many pages a notice takes.
pub fn pages(ui: &Ui, scene: &Scene<'_>, card: &Card<'_>, room: Rect) -> usize {
    card.items.first().map_or(1, |item| lay(ui, scene, item, room).1.min(MOST_PAGES))
}

/// Who published it, when, and until when it stands; and the code.
pub fn rail(scene: &Scene<'_>, item: &ItemRef) -> Rail {
    let date = |key: &str, moment: Option<Moment>| {
        let day = moment.and_then(|moment| moment.day(scene.zone()))?;
        Some(Fact::new(scene.words().say(key), format::short_date_of(day, scene.today(), scene.words())))
    };
    let text = |key: &str, text: &Option<String>| {
        text.as_ref().map(|text| Fact::new(scene.words().say(key), text.clone()))
    };
    let until = if item.kind() == Kind::Notice { date("wall-until", item.release.valid_to) } else { None };
    let facts = [
        date("wall-published", item.published),
        until,
        text("wall-publisher", &item.about.publisher),
        text("wall-doc-no", &item.about.doc_no),
    ];
    Rail { facts: facts.into_iter().flatten().collect(), url: item.url.clone() }
}

/// Draws a page; `code` says whether one stands beside it.
pub fn draw(ui: &Ui, scene: &Scene<'_>, card: &Card<'_>, page: usize, room: Rect, code: bool) {
    let Some(item) = card.items.first() else { return };
    let look = scene.look;
    let (flow, all) = lay(ui, scene, item, room);
    let shown = if item.kind() == Kind::Disclosure { 1 } else { all.min(MOST_PAGES) };
    let page = page.min(shown - 1);
    let below = Title::lay(ui, scene, room, &item.title, "").draw(ui, scene, page, shown);
    flow.draw(ui, look, below.min, page);
    if all > shown && page + 1 == shown && code && item.url.is_some() {
        let style = Style::plain(Size::Caption, look.colours.key);
        let words = scene.words().say("wall-scan-to-read");
        text_at(ui, look, below.right_bottom(), Align2::RIGHT_BOTTOM, &words, style, below.width());
    }
}

fn lay(ui: &Ui, scene: &Scene<'_>, item: &ItemRef, room: Rect) -> (Flow, usize) {
    let look = scene.look;
    let below = Title::lay(ui, scene, room, &item.title, "").below(scene);
    let mut flow = Flow::new(below.width(), below.height());
    if let Some(summary) = &item.summary {
        // A notice repeats its summary in the body; a document's text is not on the wall.
        if item.kind() == Kind::Disclosure || item.body.is_empty() {
            flow.text(ui, look, summary, Style::plain(Size::Lead, look.colours.ink).leading(1.6));
        }
    }
    flow.blocks(ui, look, &item.body, scene.pictures);
    let most = if item.kind() == Kind::Disclosure { 1 } else { MOST_PAGES };
    if flow.pages() > most {
        // Room for the word on how to read on.
        flow.reserve(look.size(Size::Caption) * 1.4);
    }
    let pages = flow.pages();
    (flow, pages)
}
