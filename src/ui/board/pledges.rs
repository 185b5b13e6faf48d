//! 服务承诺: all of a year at a glance, each with its bar and its status in words.

use egui::{Align2, Rect, Ui};

use super::{
    paging,
    slide::{self, Title},
};
use crate::{
    domain::{
        Detail,
        kinds::{Pledge, PledgeStatus},
        snapshot::ItemRef,
    },
    playback::Card,
    ui::{
        format,
        scene::Scene,
        theme::{Size, Tone},
        typeset::{self, Style},
        widgets::{bar, galley_at, tag, tag_width, text_at},
    },
};

/// From one pledge to the next at least, in reference pixels.
const PITCH: f32 = 116.0;
/// Pledges stand no further apart.
const WIDEST: f32 = 190.0;

struct Grid {
    pages: Vec<std::ops::Range<usize>>,
    columns: usize,
}

/// How many pages they take.
pub fn pages(ui: &Ui, scene: &Scene<'_>, card: &Card<'_>, room: Rect) -> usize {
    grid(scene, card, title(ui, scene, card, room).below(scene)).pages.len()
}

fn grid(scene: &Scene<'_>, card: &Card<'_>, below: Rect) -> Grid {
    let look = scene.look;
    let columns = if look.reference(below.width()) >= 1500.0 { 2 } else { 1 };
    let rows = ((below.height() / look.px(PITCH)) as usize).max(1);
    Grid { pages: paging::evenly(card.items.len(), rows * columns), columns }
}

fn title(ui: &Ui, scene: &Scene<'_>, card: &Card<'_>, room: Rect) -> Title {
    let pledges = pledges(card);
    let words = match pledges.iter().find_map(|(_, pledge)| pledge.year) {
        // As text: a year is no count and takes no grouping.
        Some(year) => scene.words().with("wall-pledges", &[("year", year.to_string().into())]),
        None => scene.words().say("kind-pledge"),
    };
    Title::lay(ui, scene, room, &words, &standing(scene, &pledges))
}

fn pledges<'a>(card: &Card<'a>) -> Vec<(&'a ItemRef, &'a Pledge)> {
    let pledge = |item: &&'a ItemRef| match &item.detail {
        Detail::Pledge(pledge) => Some((*item, &**pledge)),
        _ => None,
    };
    card.items.iter().filter_map(pledge).collect()
}

/// Draws a page.
pub fn draw(ui: &Ui, scene: &Scene<'_>, card: &Card<'_>, page: usize, room: Rect) {
    let look = scene.look;
    let pledges = pledges(card);
    let title = title(ui, scene, card, room);
    let Grid { pages, columns } = grid(scene, card, title.below(scene));
    let range = pages.get(page).or(pages.last()).cloned().unwrap_or_default();
    let below = title.draw(ui, scene, page, pages.len());
    let gap = look.px(64.0);
    let longest = pages.iter().map(ExactSizeIterator::len).max().unwrap_or(1).max(1);
    let rows = longest.div_ceil(columns);
    let pitch = (below.height() / rows as f32).min(look.px(WIDEST));
    let width = (below.width() + gap) / columns as f32 - gap;
    for (index, (item, pledge)) in pledges.get(range).unwrap_or_default().iter().enumerate() {
        // Down the first column, then the second, as a list is read.
        let (column, row) = (index / rows, index % rows);
        let min = below.min + egui::vec2((width + gap) * column as f32, pitch * row as f32);
        let cell = Rect::from_min_size(min, egui::vec2(width, pitch)).round();
        draw_one(ui, scene, cell, item, pledge, row + 1 < rows);
    }
}

fn standing(scene: &Scene<'_>, pledges: &[(&ItemRef, &Pledge)]) -> String {
    let all = [PledgeStatus::Done, PledgeStatus::OnTrack, PledgeStatus::Late, PledgeStatus::Planned];
    slide::dotted(
        scene,
        all.map(|status| {
            let count = pledges.iter().filter(|(_, pledge)| pledge.status == Some(status)).count();
            let values = [("status", scene.words().say(status_key(status)).into()), ("count", count.into())];
            (count > 0).then(|| scene.words().with("wall-status-count", &values))
        }),
    )
}

const fn status_key(status: PledgeStatus) -> &'static str {
    match status {
        PledgeStatus::Done => "wall-status-done",
        PledgeStatus::OnTrack => "wall-status-on-track",
        PledgeStatus::Late => "wall-status-late",
        PledgeStatus::Planned => "wall-status-planned",
    }
}

const fn tone(status: Option<PledgeStatus>) -> Tone {
    match status {
        Some(PledgeStatus::Done) => Tone::Green,
        Some(PledgeStatus::OnTrack) => Tone::Key,
        Some(PledgeStatus::Late) => Tone::Amber,
        Some(PledgeStatus::Planned) | None => Tone::Plain,
    }
}

fn draw_one(ui: &Ui, scene: &Scene<'_>, cell: Rect, item: &ItemRef, pledge: &Pledge, line_below: bool) {
    let look = scene.look;
    let colours = &look.colours;
    let tone = tone(pledge.status);
    let number_width = look.px(68.0);
    let left = cell.left() + number_width;
    let title = pledge.title.as_deref().unwrap_or(&item.title);
    let style = Style::plain(Size::Body, colours.ink).leading(1.25);
    let mut style = style;
    let mut galley = typeset::lay_text(ui, look, title, style, cell.right() - left, None);
    if galley.rows.len() > 1 {
        style = Style::plain(Size::Caption, colours.ink).leading(1.2);
        galley = typeset::lay_text(ui, look, title, style, cell.right() - left, Some(2));
    }
    let title_height = galley.size().y.max(look.size(Size::Body) * 1.25);
    let height = title_height + look.air(10.0) + look.size(Size::Caption) * 1.3;
    let top = cell.top() + ((cell.height() - height) / 2.0).max(0.0);
    let first = top + title_height / 2.0;
    if let Some(no) = pledge.no {
        let style = Style::bold(Size::Body, colours.ink2);
        let at = egui::pos2(cell.left(), first);
        text_at(ui, look, at, Align2::LEFT_CENTER, &no.to_string(), style, number_width);
    }
    galley_at(ui, egui::pos2(left, first), Align2::LEFT_CENTER, galley, title, style.colour);

    // Bar, percent, due, status: columns of their own, so that ten bars can be compared.
    let second = top + height - look.size(Size::Caption) * 0.65;
    let mut right = cell.right();
    if let Some(status) = pledge.status {
        let words = scene.words().say(status_key(status));
        let width = tag_width(ui, look, &words);
        tag(ui, look, egui::pos2(right - width, second), &words, tone);
    }
    right -= look.px(172.0);
    let due = pledge.due.and_then(|due| due.day(scene.zone()));
    let small = Style::plain(Size::Caption, colours.ink2).leading(1.3);
    if let Some(due) = due.filter(|_| pledge.status != Some(PledgeStatus::Done)) {
        let words =
            scene.words().with("wall-due", &[("date", format::short_date(due, scene.words()).into())]);
        text_at(ui, look, egui::pos2(right, second), Align2::RIGHT_CENTER, &words, small, look.px(200.0));
    }
    right -= look.px(196.0);
    if let Some(percent) = pledge.progress_pct {
        let words = scene.words().with("wall-percent", &[("percent", percent.into())]);
        let style = Style::bold(Size::Caption, colours.ink);
        text_at(ui, look, egui::pos2(right, second), Align2::RIGHT_CENTER, &words, style, look.px(120.0));
        let half = look.px(10.0);
        let place = Rect::from_min_max(
            egui::pos2(left, second - half),
            egui::pos2(right - look.px(96.0), second + half),
        );
        let fill = if tone == Tone::Plain { colours.ink2 } else { colours.ink_of(tone) };
        bar(ui, look, place.round(), percent as f32 / 100.0, colours.key_soft, fill);
    }
    if line_below {
        ui.painter().hline(left..=cell.right(), cell.bottom(), look.line());
    }
}
