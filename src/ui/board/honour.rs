//! 红黑榜: the red and the black list beside each other, each paged, each entry with its authority and date.

use std::ops::Range;

use egui::{Align2, Rect, Ui, Vec2};

use super::{paging, rail::surface, slide};
use crate::{
    domain::{
        Detail,
        kinds::{HonourEntry, HonourRoll, List},
        snapshot::ItemRef,
        validity,
    },
    playback::Card,
    ui::{
        format,
        scene::Scene,
        theme::Size,
        typeset::{self, Style},
        widgets::{badge, galley_at, list_mark, qr, qr_side_within, text_at},
    },
};

/// One list in its place.
struct Column<'a> {
    item: &'a ItemRef,
    roll: &'a HonourRoll,
    entries: Vec<&'a HonourEntry>,
    head: Rect,
    body: Rect,
    pages: Vec<Range<usize>>,
}

/// As many as its longest list takes.
pub fn pages<'a>(ui: &Ui, scene: &Scene<'a>, card: &Card<'a>, room: Rect) -> usize {
    let pages = columns(ui, scene, card, room).into_iter().map(|column| column.pages.len());
    if scene.look.is_tight() { pages.sum() } else { pages.max().unwrap_or(1) }
}

/// Draws a page. A list with fewer pages than the other begins again.
pub fn draw<'a>(ui: &Ui, scene: &Scene<'a>, card: &Card<'a>, page: usize, room: Rect) {
    let look = scene.look;
    let mut page = page;
    for column in columns(ui, scene, card, room) {
        if look.is_tight() && page >= column.pages.len() {
            page -= column.pages.len();
            continue;
        }
        surface(ui, look, column.head.union(column.body).expand2(Vec2::new(look.px(32.0), look.air(22.0))));
        let page = page % column.pages.len();
        draw_head(ui, scene, &column, page);
        let mut top = column.body.top();
        let rows = &column.entries[column.pages[page].clone()];
        let used: f32 =
            rows.iter().map(|entry| height(ui, scene, entry, column.roll.list, column.body.width())).sum();
        // What is left over is shared out, up to a line for each.
        let air = ((column.body.height() - used) / rows.len().max(1) as f32).clamp(0.0, look.px(36.0));
        for (index, entry) in rows.iter().enumerate() {
            if index > 0 {
                ui.painter().hline(column.body.x_range(), top, look.line());
            }
            top += draw_entry(
                ui,
                scene,
                entry,
                column.roll.list,
                egui::pos2(column.body.left(), top + air / 2.0),
                column.body.width(),
            ) + air;
        }
        if look.is_tight() {
            return;
        }
    }
}

fn columns<'a>(ui: &Ui, scene: &Scene<'a>, card: &Card<'a>, room: Rect) -> Vec<Column<'a>> {
    let hall = scene.hall;
    let look = scene.look;
    let rolls: Vec<(&'a ItemRef, &'a HonourRoll)> = card
        .items
        .iter()
        .filter_map(|item| match &item.detail {
            Detail::Honour(roll) => Some((*item, &**roll)),
            _ => None,
        })
        .collect();
    let beside = room.width() > room.height();
    let gap = look.px(40.0);
    // Where the text is large for the panel the lists follow each other instead.
    let count = if look.is_tight() { 1.0 } else { rolls.len().max(1) as f32 };
    rolls
        .into_iter()
        .enumerate()
        .map(|(index, (item, roll))| {
            let size = if beside {
                Vec2::new((room.width() + gap) / count - gap, room.height())
            } else {
                Vec2::new(room.width(), (room.height() + gap) / count - gap)
            };
            let step = if beside { Vec2::new(size.x + gap, 0.0) } else { Vec2::new(0.0, size.y + gap) };
            let place =
                Rect::from_min_size(room.min + step * if look.is_tight() { 0.0 } else { index as f32 }, size)
                    .round();
            let inner = place.shrink2(Vec2::new(look.px(32.0), look.air(22.0)));
            let head = inner.with_max_y(inner.top() + look.px(132.0));
            let body = inner.with_min_y(head.bottom() + look.px(8.0));
            let entries: Vec<&HonourEntry> = validity::honour_entries(roll, scene.now, &hall.zone).collect();
            let heights: Vec<f32> =
                entries.iter().map(|entry| height(ui, scene, entry, roll.list, body.width())).collect();
            let pages = paging::by_height(&heights, body.height());
            Column { item, roll, entries, head, body, pages }
        })
        .collect()
}

fn draw_head(ui: &Ui, scene: &Scene<'_>, column: &Column<'_>, page: usize) {
    let look = scene.look;
    let colours = &look.colours;
    let head = column.head;
    let mut right = head.right();
    // In a narrow zone the words come before the code.
    let wide = look.reference(head.width()) >= 600.0;
    let code = column.item.url.as_ref().filter(|_| wide);
    if let Some((url, side)) = code.and_then(|url| Some((url, qr_side_within(url, head.height())?))) {
        let code = Rect::from_min_size(egui::pos2(right - side, head.top()), Vec2::splat(side)).round();
        ui.painter().rect_filled(code, 0.0, colours.paper);
        qr(ui, look, code, url, &scene.words().say("wall-scan"));
        right = code.left() - look.px(24.0);
    }
    let side = look.px(72.0);
    let emblem = Rect::from_min_size(head.min + Vec2::new(0.0, look.px(4.0)), Vec2::splat(side));
    let key = match column.roll.list {
        List::Red => "wall-red",
        List::Black => "wall-black",
    };
    let (icon, tone) = list_mark(column.roll.list);
    badge(ui, look, emblem, icon, tone);
    let left = emblem.right() + look.px(20.0);
    let name = Style::bold(Size::Title, colours.ink_of(tone));
    let used = text_at(
        ui,
        look,
        egui::pos2(left, emblem.center().y),
        Align2::LEFT_CENTER,
        &scene.words().say(key),
        name,
        right - left,
    );
    let small = Style::plain(Size::Caption, colours.ink2);
    let count = scene.words().with("wall-listed", &[("count", column.entries.len().into())]);
    let page_words = (column.pages.len() > 1).then(|| {
        scene.words().with("wall-page", &[("page", (page + 1).into()), ("pages", column.pages.len().into())])
    });
    let at = egui::pos2(used.right() + look.px(20.0), used.center().y + look.px(4.0));
    text_at(
        ui,
        look,
        at,
        Align2::LEFT_CENTER,
        &slide::dotted(scene, [Some(count), page_words]),
        small,
        right - at.x,
    );
    let host = column.item.url.as_deref().and_then(format::host);
    let line = slide::dotted(scene, [column.roll.period.clone(), host]);
    let at = egui::pos2(head.left(), emblem.bottom() + look.px(10.0));
    text_at(ui, look, at, Align2::LEFT_TOP, &line, small, right - head.left());
}

fn styles(scene: &Scene<'_>) -> [Style; 4] {
    let colours = &scene.look.colours;
    [
        Style::bold(Size::Body, colours.ink).leading(1.25),
        Style::plain(Size::Caption, colours.ink).leading(1.3),
        Style::plain(Size::Caption, colours.ink2).leading(1.3),
        Style::plain(Size::Caption, colours.ink2).leading(1.3),
    ]
}

fn lines(scene: &Scene<'_>, entry: &HonourEntry, list: List) -> [String; 4] {
    let on = entry.listed_on.map(|on| {
        let date = format::date(on, scene.zone(), scene.words());
        scene.words().with("wall-listed-on", &[("date", date.into())])
    });
    let proof = slide::dotted(scene, [entry.authority.clone(), on]);
    // A commended business has its authority and date; for one on the black list the decision and what became of it matter too.
    let more = match list {
        List::Red => String::new(),
        List::Black => slide::dotted(scene, [entry.decision_no.clone(), entry.repair_status.clone()]),
    };
    [entry.ent_name.clone(), entry.reason.clone().unwrap_or_default(), proof, more]
}

fn height(ui: &Ui, scene: &Scene<'_>, entry: &HonourEntry, list: List, width: f32) -> f32 {
    let texts: f32 = lines(scene, entry, list)
        .iter()
        .zip(styles(scene))
        .filter(|(words, _)| !words.is_empty())
        .map(|(words, style)| typeset::lay_text(ui, scene.look, words, style, width, None).size().y)
        .sum();
    texts + scene.look.px(20.0)
}

fn draw_entry(
    ui: &Ui,
    scene: &Scene<'_>,
    entry: &HonourEntry,
    list: List,
    at: egui::Pos2,
    width: f32,
) -> f32 {
    let look = scene.look;
    let mut y = at.y + look.px(10.0);
    for (words, style) in
        lines(scene, entry, list).iter().zip(styles(scene)).filter(|(words, _)| !words.is_empty())
    {
        let galley = typeset::lay_text(ui, look, words, style, width, None);
        y = galley_at(ui, egui::pos2(at.x, y), Align2::LEFT_TOP, galley, words, style.colour).bottom();
    }
    y + look.px(10.0) - at.y
}
