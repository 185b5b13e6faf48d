//! What the item pages are put together from: cards in one or two columns, rows with a marker, pairs of a label
//! and its value.
//!
//! A card without content is never made: the functions that make one return `None` then.

use egui::{Align2, CornerRadius, Margin, Rect, Sense, Ui, UiBuilder, Vec2};
use egui_material_icons::{MaterialIcon, icons};

use super::article;
use crate::{
    domain::{Item, kinds::has_words, validity},
    ui::{
        scene::Scene,
        theme::{Look, Size, Tone},
        typeset::{self, Style},
        widgets,
    },
};

/// From this width on, in reference pixels, cards stand in two columns.
const TWO_COLUMNS: f32 = 1240.0;

/// A card that is still to be drawn.
pub type Card<'a> = Box<dyn FnOnce(&mut Ui) + 'a>;

/// Whether the column that is being laid out has room for two.
pub fn is_wide(ui: &Ui, look: &Look) -> bool {
    ui.available_width() >= look.px(TWO_COLUMNS)
}

/// Draws cards one under the other.
pub fn stack(ui: &mut Ui, look: &Look, cards: Vec<Card<'_>>) {
    for card in cards {
        card(ui);
        ui.add_space(look.space(3.0));
    }
}

/// Draws cards in two columns where there is room and both have some, else one under the other in the same order.
pub fn beside(ui: &mut Ui, look: &Look, left: Vec<Card<'_>>, right: Vec<Card<'_>>) {
    if !is_wide(ui, look) || left.is_empty() || right.is_empty() {
        stack(ui, look, left);
        stack(ui, look, right);
        return;
    }
    let whole = ui.available_rect_before_wrap();
    let gap = look.space(3.0);
    let width = ((whole.width() - gap) / 2.0).floor();
    let mut bottom = whole.top();
    for (side, cards) in [(0, left), (1, right)] {
        let start = egui::pos2(whole.left() + (width + gap) * side as f32, whole.top());
        let rect = Rect::from_min_size(start, Vec2::new(width, whole.height()));
        let mut column = ui.new_child(UiBuilder::new().id_salt(("column", side)).max_rect(rect));
        stack(&mut column, look, cards);
        bottom = column.min_rect().bottom().max(bottom);
    }
    ui.allocate_rect(Rect::from_min_max(whole.min, egui::pos2(whole.right(), bottom)), Sense::hover());
}

/// The publisher's own text, where an item has some besides its fields.
pub fn own_text<'a>(scene: &'a Scene<'a>, item: &'a Item) -> Option<Card<'a>> {
    let may = validity::prose_may_show(item, scene.now, scene.zone());
    (may && has_words(&item.body)).then(|| {
        boxed(move |ui| {
            let look = scene.look;
            widgets::card(ui, look, |ui| {
                widgets::card_title(ui, look, icons::ICON_NOTES, &look.words.say("item-text"), "");
                widgets::blocks(ui, look, &item.body, Size::Body, scene.pictures);
            });
        })
    })
}

/// The files that go with an item.
pub fn files<'a>(scene: &'a Scene<'a>, item: &'a Item) -> Option<Card<'a>> {
    (!item.attachments.is_empty()).then(|| boxed(move |ui| article::attachments(ui, scene, item)))
}

/// The cards that have something to say, in their order.
pub fn said(cards: Vec<Option<Card<'_>>>) -> Vec<Card<'_>> {
    cards.into_iter().flatten().collect()
}

/// Names the closure's type, which inference cannot.
pub fn boxed<'a>(draw: impl FnOnce(&mut Ui) + 'a) -> Card<'a> {
    Box::new(draw)
}

/// What stands before a row.
#[derive(Debug, Clone, Copy)]
pub enum Marker {
    /// Its number.
    Number(usize),
    /// An icon in its tone.
    Icon(MaterialIcon, Tone),
    /// An icon without a ground, for the points of a list that belong together.
    Point(MaterialIcon, Tone),
}

/// A row: a marker, lines of text, and short words at the right.
pub struct Row {
    /// What stands before it.
    pub marker: Marker,
    /// Texts one under the other; each wraps.
    pub lines: Vec<(String, Style)>,
    /// Short words at the right, one under the other.
    pub aside: Vec<(String, Style)>,
    /// A word in its tone under them.
    pub tag: Option<(String, Tone)>,
    /// Whether a line leads down to the next row, as steps have it; else a rule separates rows.
    pub leads_on: bool,
}

/// Draws a row as high as its text.
pub fn row(ui: &mut Ui, look: &Look, row: &Row) {
    let whole = ui.available_rect_before_wrap();
    let (side, pad) = match row.marker {
        Marker::Point(..) => (look.px(46.0), look.px(10.0)),
        _ => (look.px(60.0), look.px(18.0)),
    };
    let top = whole.top() + pad;
    let aside_width = row
        .aside
        .iter()
        .map(|(words, style)| typeset::width_of(ui, look, words, *style))
        .chain(row.tag.iter().map(|(words, _)| widgets::tag_width(ui, look, words)))
        .fold(0.0, f32::max)
        .min(whole.width() * 0.4);
    let left = whole.left() + side + look.px(24.0);
    let room = if aside_width > 0.0 { aside_width + look.px(24.0) } else { 0.0 };
    let mut y = top;
    for (words, style) in &row.aside {
        let at = egui::pos2(whole.right(), y);
        let used = widgets::text_block_at(ui, look, at, Align2::RIGHT_TOP, words, *style, aside_width, 4);
        y = used.bottom();
    }
    if let Some((words, tone)) = &row.tag {
        let height =
            typeset::line_height(look, Style::bold(Size::Caption, look.colours.ink)) + look.space(1.0);
        let at =
            egui::pos2(whole.right() - widgets::tag_width(ui, look, words), y + look.px(4.0) + height / 2.0);
        widgets::tag(ui, look, at, words, *tone);
        y = at.y + height / 2.0;
    }
    let mut line = top;
    for (words, style) in &row.lines {
        // What stands below the short words may use the room under them.
        let width = whole.right() - left - if line < y { room } else { 0.0 };
        let at = egui::pos2(left, line);
        line =
            widgets::text_block_at(ui, look, at, Align2::LEFT_TOP, words, *style, width, usize::MAX).bottom();
    }
    let bottom = y.max(line).max(top + side);
    let marker = Rect::from_min_size(egui::pos2(whole.left(), top), Vec2::splat(side));
    if row.leads_on {
        let line = egui::Stroke::new(look.px(4.0), look.colours.line);
        ui.painter().vline(marker.center().x, marker.bottom()..=bottom + 2.0 * pad, line);
    }
    draw_marker(ui, look, marker, row.marker);
    let used = Rect::from_min_max(whole.min, egui::pos2(whole.right(), bottom + pad));
    ui.allocate_rect(used, Sense::hover());
}

fn draw_marker(ui: &Ui, look: &Look, rect: Rect, marker: Marker) {
    match marker {
        Marker::Number(number) => {
            let radius = CornerRadius::same(look.px(16.0) as u8);
            ui.painter().rect_filled(rect, radius, look.colours.key_soft);
            let style = Style::bold(Size::Body, look.colours.key);
            let words = number.to_string();
            widgets::text_at(ui, look, rect.center(), Align2::CENTER_CENTER, &words, style, f32::INFINITY);
        }
        Marker::Icon(icon, tone) => {
            let radius = CornerRadius::same(look.px(16.0) as u8);
            ui.painter().rect_filled(rect, radius, look.colours.ground_of(tone));
            widgets::icon_at(ui, look, rect.center(), icon, 40.0, look.colours.ink_of(tone));
        }
        Marker::Point(icon, tone) => {
            widgets::icon_at(ui, look, rect.center(), icon, 44.0, look.colours.ink_of(tone));
        }
    }
}

/// A label and its value.
pub struct Field {
    /// What it is.
    pub label: String,
    /// What it says.
    pub value: String,
    /// How the value looks.
    pub style: Style,
}

impl Field {
    /// A field in running text.
    pub fn plain(look: &Look, label: String, value: impl Into<String>) -> Self {
        Self { label, value: value.into(), style: Style::plain(Size::Body, look.colours.ink) }
    }

    /// A field that one looks for: a window, a phone number.
    pub fn strong(look: &Look, label: String, value: impl Into<String>) -> Self {
        Self { label, value: value.into(), style: Style::bold(Size::Lead, look.colours.ink) }
    }
}

/// Draws fields, their values in line with each other.
pub fn fields(ui: &mut Ui, look: &Look, fields: &[Field]) {
    let label_style = Style::plain(Size::Caption, look.colours.ink2);
    let widest =
        fields.iter().map(|field| typeset::width_of(ui, look, &field.label, label_style)).fold(0.0, f32::max);
    let width = widest.min(ui.available_width() * 0.35);
    for field in fields {
        let whole = ui.available_rect_before_wrap();
        // The label's line is centred on the value's first.
        let drop = (typeset::line_height(look, field.style) - typeset::line_height(look, label_style)) / 2.0;
        let at = whole.min + Vec2::new(0.0, drop.max(0.0));
        let mut bottom = at.y;
        if !field.label.is_empty() {
            let said = &field.label;
            bottom =
                widgets::text_block_at(ui, look, at, Align2::LEFT_TOP, said, label_style, width + 1.0, 4)
                    .bottom();
        }
        let left = whole.left() + width + look.px(28.0);
        let rect = Rect::from_min_max(egui::pos2(left, whole.top()), whole.max);
        let mut column = ui.new_child(UiBuilder::new().id_salt("field").max_rect(rect));
        widgets::text(&mut column, look, &field.value, field.style);
        let bottom = column.min_rect().bottom().max(bottom);
        ui.allocate_rect(Rect::from_min_max(whole.min, egui::pos2(whole.right(), bottom)), Sense::hover());
        ui.add_space(look.space(1.0));
    }
}

/// A figure with what it means above it.
pub struct Tile {
    /// What it is.
    pub label: String,
    /// The figure.
    pub value: String,
    /// Its tone.
    pub tone: Tone,
}

/// Draws tiles side by side, all of one height.
pub fn tiles(ui: &mut Ui, look: &Look, tiles: &[Tile]) {
    if tiles.is_empty() {
        return;
    }
    let whole = ui.available_rect_before_wrap();
    let gap = look.space(2.0);
    let pad = look.px(24.0);
    let width = ((whole.width() + gap) / tiles.len() as f32 - gap).floor();
    let label_style = Style::plain(Size::Caption, look.colours.ink2);
    let value_style = |tone| {
        let colour = if tone == Tone::Plain { look.colours.ink } else { look.colours.ink_of(tone) };
        Style::bold(Size::Title, colour)
    };
    let lines = |words: &str, style| typeset::count_lines(ui, look, words, style, width - 2.0 * pad) as f32;
    let label_lines = tiles.iter().map(|tile| lines(&tile.label, label_style)).fold(1.0, f32::max);
    let value_lines = tiles.iter().map(|tile| lines(&tile.value, value_style(tile.tone))).fold(1.0, f32::max);
    let label_height = label_lines * typeset::line_height(look, label_style);
    let height =
        label_height + value_lines * typeset::line_height(look, value_style(Tone::Plain)) + 2.0 * pad;
    for (index, tile) in tiles.iter().enumerate() {
        let left = whole.left() + (width + gap) * index as f32;
        let rect = Rect::from_min_size(egui::pos2(left, whole.top()), Vec2::new(width, height));
        let ground = look.colours.ground_of(tile.tone);
        ui.painter().rect(rect, look.small_radius() as u8, ground, look.line(), egui::StrokeKind::Inside);
        let at = rect.min + Vec2::splat(pad);
        let room = width - 2.0 * pad;
        widgets::text_block_at(ui, look, at, Align2::LEFT_TOP, &tile.label, label_style, room, usize::MAX);
        let at = at + Vec2::new(0.0, label_height);
        let style = value_style(tile.tone);
        widgets::text_block_at(ui, look, at, Align2::LEFT_TOP, &tile.value, style, room, usize::MAX);
    }
    ui.allocate_exact_size(Vec2::new(whole.width(), height), Sense::hover());
}

/// A sentence that says first what a page is, on the ground of its tone.
pub fn banner(ui: &mut Ui, look: &Look, icon: MaterialIcon, tone: Tone, title: &str, sentence: &str) {
    egui::Frame::new()
        .fill(look.colours.ground_of(tone))
        .stroke(egui::Stroke::new(look.px(2.0), look.colours.ink_of(tone)))
        .corner_radius(look.radius() as u8)
        .inner_margin(Margin::symmetric(look.px(32.0) as i8, look.px(24.0) as i8))
        .show(ui, |ui| {
            let whole = ui.available_rect_before_wrap();
            let side = look.px(if sentence.is_empty() { 56.0 } else { 80.0 });
            let left = whole.left() + side + look.px(24.0);
            let title_style = Style::bold(Size::Lead, look.colours.ink_of(tone));
            let said_style = Style::plain(Size::Body, look.colours.ink);
            let room = whole.right() - left;
            let lines = |words: &str, style| typeset::text_height(ui, look, words, style, room, None);
            let mut height = lines(title, title_style);
            if !sentence.is_empty() {
                height += lines(sentence, said_style);
            }
            let bottom = whole.top() + height.max(side);
            let top = ((whole.top() + bottom - height) / 2.0).round();
            let rect = Rect::from_min_max(egui::pos2(left, top), whole.max);
            let mut column = ui.new_child(UiBuilder::new().id_salt("banner").max_rect(rect));
            widgets::text(&mut column, look, title, title_style);
            if !sentence.is_empty() {
                widgets::text(&mut column, look, sentence, said_style);
            }
            let centre = egui::pos2(whole.left() + side / 2.0, (whole.top() + bottom) / 2.0);
            widgets::icon_at(
                ui,
                look,
                centre,
                icon,
                if sentence.is_empty() { 52.0 } else { 72.0 },
                look.colours.ink_of(tone),
            );
            let used = Rect::from_min_max(whole.min, egui::pos2(whole.right(), bottom));
            ui.allocate_rect(used, Sense::hover());
        });
}
