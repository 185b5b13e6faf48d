//! 服务承诺: all of a year at a glance, each with its bar and its status in words.

use egui::{Align2, Rect, Ui};

use super::{paging, slide::{self, Title}};
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
const PITCH: f32 = 128.0;
/// Pledges stand no further apart.
const WIDEST: f32 = 190.0;

struct Grid {
    pages: Vec<std::ops::Range<usize>>,
    columns: usize,
}

/// How many pages they take.
pub fn pages(scene: &Scene<'_>, card: &Card<'_>, room: Rect) -> usize {
    grid(scene, card, room).pages.len()
}

fn grid(scene: &Scene<'_>, card: &Card<'_>, room: Rect) -> Grid {
    let look = scene.look;
    let columns = if look.reference(room.width()) >= 1500.0 { 2 } else { 1 };
    let free = room.height() - look.size(Size::Headline) * 1.3 - look.size(Size::Caption) * 1.4 - look.px(30.0);
    let rows = ((free / look.px(PITCH)) as usize).max(1);
    Grid { pages: paging::evenly(card.items.len(), rows * columns), columns }
}

/// Draws a page.
pub fn draw(ui: &Ui, scene: &Scene<'_>, card: &Card<'_>, page: usize, room: Rect) {
    let look = scene.look;
    let pledges: Vec<(&ItemRef, &Pledge)> = card
        .items
        .iter()
        .filter_map(|item| match &item.detail {
            Detail::Pledge(pledge) => Some((*item, &**pledge)),
            _ => None,
        })
        .collect();
    let Grid { pages, columns } = grid(scene, card, room);
    let range = pages.get(page).or(pages.last()).cloned().unwrap_or_default();
    let year = pledges.iter().find_map(|(_, pledge)| pledge.year);
    let title = match year {
        Some(year) => scene.words().with("wall-pledges", &[("year", year.into())]),
        None => scene.words().say("kind-pledge"),
    };
    let below = Title::lay(ui, scene, room, &title, &standing(scene, &pledges)).draw(ui, scene, page, pages.len());
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
    let number_width = look.px(64.0);
    let left = cell.left() + number_width;
    let status = pledge.status.map(|status| scene.words().say(status_key(status)));
    let tag_room = status.as_ref().map_or(0.0, |words| tag_width(ui, look, words) + look.px(20.0));

    let title = pledge.title.as_deref().unwrap_or(&item.title);
    let width = cell.right() - left - tag_room;
    let style = Style::plain(Size::Body, colours.ink).leading(1.25);
    let mut galley = typeset::lay_text(ui, look, title, style, width, None);
    let mut style = style;
    if galley.rows.len() > 1 {
        style = Style::plain(Size::Caption, colours.ink).leading(1.3);
        galley = typeset::lay_text(ui, look, title, style, width, Some(2));
    }
    let bar_height = look.px(20.0);
    let height = galley.size().y.max(look.size(Size::Body) * 1.25) + look.px(10.0) + look.size(Size::Caption) * 1.3;
    let top = cell.top() + ((cell.height() - height) / 2.0).max(0.0);
    let first = top + galley.size().y.max(look.size(Size::Body) * 1.25) / 2.0;
    if let Some(no) = pledge.no {
        let style = Style::bold(Size::Lead, colours.ink2);
        text_at(ui, look, egui::pos2(cell.left(), first), Align2::LEFT_CENTER, &no.to_string(), style, number_width);
    }
    galley_at(ui, egui::pos2(left, first), Align2::LEFT_CENTER, galley, title, style.colour);
    if let Some(words) = status {
        tag(ui, look, egui::pos2(cell.right() - tag_room + look.px(20.0), first), &words, tone);
    }

    let second = top + height - look.size(Size::Caption) * 0.65;
    let mut right = cell.right();
    let due = pledge.due.and_then(|due| due.day(scene.zone())).filter(|_| pledge.status != Some(PledgeStatus::Done));
    let small = Style::plain(Size::Caption, colours.ink2).leading(1.3);
    if let Some(due) = due {
        let words = scene.words().with("wall-due", &[("date", format::short_date(due, scene.words()).into())]);
        text_at(ui, look, egui::pos2(right, second), Align2::RIGHT_CENTER, &words, small, look.px(240.0));
    }
    right -= look.px(220.0);
    if let Some(percent) = pledge.progress_pct {
        let words = scene.words().with("wall-percent", &[("percent", percent.into())]);
        let style = Style::bold(Size::Caption, colours.ink);
        text_at(ui, look, egui::pos2(right, second), Align2::RIGHT_CENTER, &words, style, look.px(120.0));
        let place = Rect::from_min_max(
            egui::pos2(left, second - bar_height / 2.0),
            egui::pos2(right - look.px(104.0), second + bar_height / 2.0),
        );
        let fill = if tone == Tone::Plain { colours.ink2 } else { colours.ink_of(tone) };
        bar(ui, look, place.round(), percent as f32 / 100.0, colours.key_soft, fill);
    }
    if line_below {
        ui.painter().hline(left..=cell.right(), cell.bottom(), look.line());
    }
}
