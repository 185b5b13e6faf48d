//! 公开目录 as a table: what is disclosed, how soon, by whom, where. Of a matter that is not disclosed the title
//! and the reason are all that is shown.

use egui::{Align2, Rect, Sense, Ui, pos2, vec2};
use egui_material_icons::icons;

use super::{
    Action, Page, View,
    chrome::margin,
    columns::Ordered,
    long_list::{Grid, long_list},
};
use crate::{
    domain::{
        Detail,
        kinds::{Catalogue, CatalogueEntry},
        validity,
    },
    ui::{
        scene::Scene,
        theme::{Look, Size},
        typeset::{self, Style},
        widgets::{self, Pager},
    },
};

/// The columns: their names, and their shares of the width in per mille.
const COLUMNS: [(&str, f32); 5] = [
    ("kiosk-matter", 205.0),
    ("kiosk-matter-content", 330.0),
    ("kiosk-matter-time", 185.0),
    ("kiosk-matter-department", 130.0),
    ("kiosk-matter-channels", 150.0),
];

/// A line of the table.
enum Line<'a> {
    /// The name of a catalogue, where there are several.
    Group(&'a str),
    Matter(&'a CatalogueEntry),
}

/// Draws the page of the column: all matters of all catalogues under one head that stays.
pub fn page(ui: &mut Ui, scene: &Scene<'_>, view: &View, room: Rect, items: &Ordered<'_>) -> Option<Action> {
    let look = scene.look;
    let mut lines = Vec::new();
    for item in items.iter() {
        if let Detail::Catalogue(catalogue) = &item.detail {
            if items.len() > 1 {
                lines.push(Line::Group(&item.title));
            }
            lines.extend(validity::catalogue_entries(catalogue, scene.screen.internal).map(Line::Matter));
        }
    }
    let width = widgets::scroll_width(ui, look, room, ("matters", view.visit()), Pager::Buttons);
    let table = Rect::from_min_size(room.min, vec2(width, room.height())).shrink2(vec2(margin(look), 0.0));
    let head_height = typeset::line_height(look, head_style(look)) + 2.0 * look.px(18.0);
    let top = table.top() + if super::chrome::is_wide(ui.max_rect()) { look.px(24.0) } else { 0.0 };
    let head = Rect::from_min_size(pos2(table.left(), top), vec2(table.width(), head_height));
    draw_head(ui, scene, head);
    let below = Rect::from_min_max(pos2(room.left(), head.bottom()), room.max);
    let mut picked = None;
    widgets::scroll(ui, look, below, ("matters", view.visit()), Pager::Buttons, |ui| {
        widgets::padded(ui, vec2(margin(look), 0.0), |ui| {
            picked = body(ui, scene, &lines);
            ui.add_space(look.px(28.0));
        });
    });
    picked
}

/// Draws the matters of one catalogue down the column that is being laid out.
pub fn of_item(ui: &mut Ui, scene: &Scene<'_>, catalogue: &Catalogue) -> Option<Action> {
    let look = scene.look;
    let lines: Vec<Line<'_>> =
        validity::catalogue_entries(catalogue, scene.screen.internal).map(Line::Matter).collect();
    if lines.is_empty() {
        return None;
    }
    let height = typeset::line_height(look, head_style(look)) + 2.0 * look.px(18.0);
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    draw_head(ui, scene, head);
    body(ui, scene, &lines)
}

const fn head_style(look: &Look) -> Style {
    Style::bold(Size::Caption, look.colours.on_key)
}

fn draw_head(ui: &Ui, scene: &Scene<'_>, rect: Rect) {
    let look = scene.look;
    let radius = look.small_radius() as u8;
    let corners = egui::CornerRadius { nw: radius, ne: radius, sw: 0, se: 0 };
    ui.painter().rect_filled(rect, corners, look.colours.key);
    for (cell, (key, _)) in cells(look, rect).into_iter().zip(COLUMNS) {
        let words = scene.words().say(key);
        widgets::text_at(
            ui,
            look,
            cell.left_center(),
            Align2::LEFT_CENTER,
            &words,
            head_style(look),
            cell.width(),
        );
    }
}

/// The room for text in each column of a row.
fn cells(look: &Look, row: Rect) -> [Rect; COLUMNS.len()] {
    let pad = look.px(16.0);
    // The arrow of a row that can be pressed stands at the end.
    let whole = row.width() - look.px(28.0);
    let mut left = row.left();
    COLUMNS.map(|(_, share)| {
        let width = whole * share / 1000.0;
        let cell = Rect::from_min_max(pos2(left + pad, row.top()), pos2(left + width - pad, row.bottom()));
        left += width;
        cell
    })
}

fn texts(entry: &CatalogueEntry) -> [&str; COLUMNS.len()] {
    let said = |field: &'_ Option<String>| -> bool { field.as_ref().is_some_and(|text| !text.is_empty()) };
    let or_dash = |field: &'_ Option<String>| if said(field) { None } else { Some("—") };
    [
        &entry.matter,
        or_dash(&entry.content).unwrap_or_else(|| entry.content.as_deref().unwrap_or_default()),
        or_dash(&entry.time_limit).unwrap_or_else(|| entry.time_limit.as_deref().unwrap_or_default()),
        or_dash(&entry.department).unwrap_or_else(|| entry.department.as_deref().unwrap_or_default()),
        or_dash(&entry.channels).unwrap_or_else(|| entry.channels.as_deref().unwrap_or_default()),
    ]
}

fn withheld(scene: &Scene<'_>, reason: &str) -> String {
    scene.words().with("kiosk-matter-withheld", &[("reason", reason.into())])
}

fn styles(look: &Look) -> [Style; 2] {
    let colours = &look.colours;
    [
        Style::bold(Size::Caption, colours.ink).leading(1.35),
        Style::plain(Size::Caption, colours.ink).leading(1.35),
    ]
}

fn style_of(look: &Look, column: usize) -> Style {
    let [first, others] = styles(look);
    if column == 0 { first } else { others }
}

fn height(ui: &Ui, scene: &Scene<'_>, line: &Line<'_>, width: f32) -> f32 {
    let look = scene.look;
    let row = Rect::from_min_size(pos2(0.0, 0.0), vec2(width, 0.0));
    let cells = cells(look, row);
    let lines = |words: &str, style, width| {
        typeset::count_lines(ui, look, words, style, width) as f32 * typeset::line_height(look, style)
    };
    match line {
        Line::Group(title) => {
            lines(title, group_style(look), width - 2.0 * look.px(16.0)) + 2.0 * look.px(14.0)
        }
        Line::Matter(entry) => {
            let text = match &entry.withheld_reason {
                Some(reason) => {
                    let rest = cells[4].right() - cells[1].left() - look.px(48.0);
                    let reason = lines(&withheld(scene, reason), style_of(look, 1), rest);
                    lines(&entry.matter, style_of(look, 0), cells[0].width()).max(reason)
                }
                None => texts(entry)
                    .into_iter()
                    .enumerate()
                    .map(|(column, words)| lines(words, style_of(look, column), cells[column].width()))
                    .fold(0.0, f32::max),
            };
            (text + 2.0 * look.px(20.0)).max(look.target() + look.gap())
        }
    }
}

const fn group_style(look: &Look) -> Style {
    Style::bold(Size::Body, look.colours.key)
}

fn body(ui: &mut Ui, scene: &Scene<'_>, lines: &[Line<'_>]) -> Option<Action> {
    let look = scene.look;
    let mut picked = None;
    let content = (scene.content(), scene.shown.until, "matters", lines.len());
    let grid = Grid { columns: 1, gap: 0.0 };
    let measure = |ui: &Ui, index: usize, width: f32| {
        lines.get(index).map_or(0.0, |line| height(ui, scene, line, width))
    };
    long_list(ui, look, content, lines.len(), grid, measure, |ui, index, rect| match lines.get(index) {
        Some(Line::Group(title)) => {
            ui.painter().rect_filled(rect, 0.0, look.colours.key_soft);
            let at = rect.left_center() + vec2(look.px(16.0), 0.0);
            let width = rect.width() - 2.0 * look.px(16.0);
            widgets::text_block_at(
                ui,
                look,
                at,
                Align2::LEFT_CENTER,
                title,
                group_style(look),
                width,
                usize::MAX,
            );
        }
        Some(Line::Matter(entry)) => picked = matter(ui, scene, entry, rect).or(picked.take()),
        None => {}
    });
    picked
}

fn matter(ui: &Ui, scene: &Scene<'_>, entry: &CatalogueEntry, rect: Rect) -> Option<Action> {
    let look = scene.look;
    let colours = &look.colours;
    ui.painter().rect_filled(rect, 0.0, colours.surface);
    ui.painter().hline(rect.x_range(), rect.bottom() - look.line().width / 2.0, look.line());
    let cells = cells(look, rect);
    let pad = look.px(20.0);
    let put = |column: usize, words: &str, style: Style| {
        let cell = cells[column];
        let at = pos2(cell.left(), cell.top() + pad);
        widgets::text_block_at(ui, look, at, Align2::LEFT_TOP, words, style, cell.width(), usize::MAX);
    };
    if let Some(reason) = &entry.withheld_reason {
        put(0, &entry.matter, style_of(look, 0));
        let style = Style { colour: colours.ink2, ..style_of(look, 1) };
        let first = pos2(cells[1].left(), rect.top() + pad);
        let line = typeset::line_height(look, style);
        widgets::icon_at(
            ui,
            look,
            first + vec2(look.px(16.0), line / 2.0),
            icons::ICON_LOCK,
            32.0,
            colours.ink2,
        );
        let at = first + vec2(look.px(48.0), 0.0);
        let width = cells[4].right() - at.x;
        widgets::text_block_at(
            ui,
            look,
            at,
            Align2::LEFT_TOP,
            &withheld(scene, reason),
            style,
            width,
            usize::MAX,
        );
        return None;
    }
    let target = entry.item_id.as_deref().and_then(|id| scene.item(id));
    for (column, words) in texts(entry).into_iter().enumerate() {
        let style = style_of(look, column);
        // What can be pressed looks like it.
        let style =
            if column == 0 && target.is_some() { Style { colour: colours.key, ..style } } else { style };
        put(column, words, style);
    }
    let target = target?;
    let at = pos2(rect.right() - look.px(24.0), rect.center().y);
    widgets::icon_at(ui, look, at, icons::ICON_CHEVRON_RIGHT, 36.0, colours.key);
    let name = scene.words().with("kiosk-matter-open", &[("matter", (&entry.matter).into())]);
    // Rows touch, buttons must not: a thumb between two presses neither.
    let own = rect.shrink2(vec2(0.0, (look.gap() / 2.0).ceil()));
    let response = widgets::pressable(ui, look, own, &name, true);
    response.clicked().then(|| Action::Open(Page::Item(target.id.clone())))
}
