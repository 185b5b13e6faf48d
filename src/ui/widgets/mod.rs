//! What all faces are drawn from. Every widget takes its colours and sizes from the [`Look`], names itself to
//! AccessKit, and returns what was touched; none of them decides anything.

mod blocks;
mod button;
mod freshness;
mod qr;
mod scroll;
mod table;

use std::sync::Arc;

use egui::{
    Align2, Color32, CornerRadius, Galley, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, UiBuilder, Vec2,
    WidgetInfo, accesskit::Role, epaint::RectShape,
};
use egui_material_icons::{MaterialIcon, icons};

pub use blocks::{Pictures, blocks, colour_image};
pub use button::{Fill, button, button_with_icon, icon_button, pressable};
pub use freshness::{Freshness, freshness};
pub use qr::{qr, qr_side, qr_side_within};
pub use scroll::{Pager, forget_pages, scroll, scroll_width};
pub use table::{Column, table};

use super::{
    theme::{Look, Size, Tone},
    typeset::{self, Style},
};
use crate::domain::kinds::List;

/// Text that flows in the column that is being laid out.
pub fn text(ui: &mut Ui, look: &Look, words: &str, style: Style) -> Response {
    text_rows(ui, look, words, style, None)
}

/// As [`text`], of at most so many lines.
pub fn text_rows(ui: &mut Ui, look: &Look, words: &str, style: Style, rows: Option<usize>) -> Response {
    let width = ui.available_width();
    let height = typeset::text_height(ui, look, words, style, width, rows);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, height), Sense::hover());
    if ui.is_rect_visible(rect) {
        let galley = typeset::lay_text(ui, look, words, style, width, rows);
        ui.painter().galley(rect.min, galley, style.colour);
    }
    named(response, words)
}

/// Text in a place of its own: `anchor` says which point of the text lies at `at`. Returns where it was drawn.
pub fn text_at(
    ui: &Ui,
    look: &Look,
    at: Pos2,
    anchor: Align2,
    words: &str,
    style: Style,
    width: f32,
) -> Rect {
    let galley = typeset::lay_text(ui, look, words, style, width, Some(1));
    galley_at(ui, at, anchor, galley, words, style.colour)
}

/// As [`text_at`], of up to `rows` lines.
#[expect(clippy::too_many_arguments, reason = "a place, its text and how it looks")]
pub fn text_block_at(
    ui: &Ui,
    look: &Look,
    at: Pos2,
    anchor: Align2,
    words: &str,
    style: Style,
    width: f32,
    rows: usize,
) -> Rect {
    let galley = typeset::lay_text(ui, look, words, style, width, Some(rows));
    galley_at(ui, at, anchor, galley, words, style.colour)
}

/// Paints text that stands in the name of something that can be pressed: a reader must not hear it twice.
#[expect(clippy::too_many_arguments, reason = "a place, its text and how it looks")]
pub fn paint_at(
    ui: &Ui,
    look: &Look,
    at: Pos2,
    anchor: Align2,
    words: &str,
    style: Style,
    width: f32,
    rows: usize,
) -> Rect {
    put(ui, at, anchor, typeset::lay_text(ui, look, words, style, width, Some(rows)), style.colour)
}

/// Paints a galley on whole pixels, so that its edges are sharp; returns where.
fn put(ui: &Ui, at: Pos2, anchor: Align2, galley: Arc<Galley>, colour: Color32) -> Rect {
    let rect = anchor.anchor_size(at, galley.size());
    let rect = rect.translate(rect.min.round() - rect.min);
    ui.painter().galley(rect.min, galley, colour);
    rect
}

/// Text that is laid out already; as [`text_at`].
pub fn galley_at(
    ui: &Ui,
    at: Pos2,
    anchor: Align2,
    galley: Arc<Galley>,
    words: &str,
    colour: Color32,
) -> Rect {
    let rect = put(ui, at, anchor, galley, colour);
    let id = ui.scope_id().with((words, rect.min.x as i32, rect.min.y as i32));
    named(ui.interact(rect, id, Sense::hover()), words);
    rect
}

fn named(response: Response, words: &str) -> Response {
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    response
}

/// An icon whose centre lies at `at`. Decoration: a reader hears the words beside it.
pub fn icon_at(ui: &Ui, look: &Look, at: Pos2, icon: MaterialIcon, reference: f32, colour: Color32) {
    let font = look.icon_font(reference);
    // Centre the square of the icon, not its line, which fonts place by their own metrics.
    let galley = ui.ctx().fonts_mut(|fonts| fonts.layout_no_wrap(icon.codepoint.into(), font, colour));
    let drawn = galley.mesh_bounds;
    ui.painter().galley((at - drawn.center().to_vec2()).round(), galley, colour);
}

/// An icon in a rounded square of its tone.
pub fn badge(ui: &Ui, look: &Look, rect: Rect, icon: MaterialIcon, tone: Tone) {
    let radius = CornerRadius::same((rect.height() * 0.25) as u8);
    ui.painter().rect_filled(rect, radius, look.colours.ground_of(tone));
    let reference = rect.height() / look.px(1000.0) * 1000.0 * 0.6;
    icon_at(ui, look, rect.center(), icon, reference, look.colours.ink_of(tone));
}

/// The icon and tone of 红榜 and 黑榜, the same on every page of every face. The commended are green: red would read
/// as a warning, which is the other list's.
pub const fn list_mark(list: List) -> (MaterialIcon, Tone) {
    match list {
        List::Red => (icons::ICON_WORKSPACE_PREMIUM, Tone::Green),
        List::Black => (icons::ICON_GPP_BAD, Tone::Red),
    }
}

/// A filled, bordered, rounded ground.
pub fn panel(ui: &Ui, rect: Rect, look: &Look, fill: Color32) {
    ui.painter().rect(rect, look.radius() as u8, fill, look.line(), egui::StrokeKind::Inside);
}

/// A card: contents on a surface with a border, as wide as the column.
pub fn card<R>(ui: &mut Ui, look: &Look, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let behind = ui.painter().add(Shape::Noop);
    let (rect, result) = padded(ui, Vec2::new(look.px(36.0), look.px(30.0)), contents);
    let (radius, fill) = (look.radius() as u8, look.colours.surface);
    ui.painter().set(behind, RectShape::new(rect, radius, fill, look.line(), egui::StrokeKind::Inside));
    result
}

/// Lays out contents across the column with space around them; returns what they and the space took.
///
/// egui's own frames count margins in at most 127 pixels, fewer than a dense panel needs.
pub fn padded<R>(ui: &mut Ui, space: Vec2, contents: impl FnOnce(&mut Ui) -> R) -> (Rect, R) {
    let whole = ui.available_rect_before_wrap();
    let inner = Rect::from_min_max(whole.min + space, whole.max - space);
    let mut child =
        ui.new_child(UiBuilder::new().max_rect(inner).layout(egui::Layout::top_down(egui::Align::Min)));
    let result = contents(&mut child);
    let bottom = child.min_rect().bottom() + space.y;
    let used = Rect::from_min_max(whole.min, Pos2::new(whole.right(), bottom));
    ui.allocate_rect(used, Sense::hover());
    (used, result)
}

/// The head of a card: icon, name, and a remark at the right.
pub fn card_title(ui: &mut Ui, look: &Look, icon: MaterialIcon, title: &str, remark: &str) {
    let height = look.size(Size::Lead) * 1.4;
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), height), Sense::hover());
    let icon_room = look.px(46.0);
    icon_at(ui, look, rect.left_center() + Vec2::new(icon_room / 2.0, 0.0), icon, 46.0, look.colours.key);
    let left = rect.left_center() + Vec2::new(icon_room + look.space(2.0), 0.0);
    let style = Style::bold(Size::Lead, look.colours.ink);
    let used = text_at(ui, look, left, Align2::LEFT_CENTER, title, style, rect.right() - left.x);
    if !remark.is_empty() {
        let style = Style::plain(Size::Caption, look.colours.ink2);
        let room = rect.right() - used.right() - look.space(2.0);
        text_at(ui, look, rect.right_center(), Align2::RIGHT_CENTER, remark, style, room);
    }
    ui.add_space(look.space(2.0));
}

/// A word in a coloured ground, such as 已废止; returns its width. `at` is its left centre.
pub fn tag(ui: &Ui, look: &Look, at: Pos2, words: &str, tone: Tone) -> f32 {
    let style = Style::bold(Size::Caption, look.colours.ink_of(tone));
    let galley = typeset::lay_text(ui, look, words, style, f32::INFINITY, Some(1));
    let size = galley.size() + Vec2::new(look.space(3.0), look.space(1.0));
    let rect = Rect::from_min_size(Pos2::new(at.x, (at.y - size.y / 2.0).round()), size);
    let ground = look.colours.ground_of(tone);
    ui.painter().rect(
        rect,
        look.px(10.0) as u8,
        ground,
        Stroke::new(1.0, look.colours.ink_of(tone)),
        egui::StrokeKind::Inside,
    );
    galley_at(ui, rect.center(), Align2::CENTER_CENTER, galley, words, style.colour);
    size.x
}

/// How wide a [`tag`] will be.
pub fn tag_width(ui: &Ui, look: &Look, words: &str) -> f32 {
    let style = Style::bold(Size::Caption, look.colours.ink);
    typeset::lay_text(ui, look, words, style, f32::INFINITY, Some(1)).size().x + look.space(3.0)
}

/// A bar filled to `share` (0 to 1).
pub fn bar(ui: &Ui, look: &Look, rect: Rect, share: f32, ground: Color32, fill: Color32) {
    let radius = CornerRadius::same(look.px(8.0) as u8);
    ui.painter().rect_filled(rect, radius, ground);
    let share = share.clamp(0.0, 1.0);
    if share > 0.0 {
        let filled = Rect::from_min_size(
            rect.min,
            Vec2::new((rect.width() * share).max(rect.height() * 0.5), rect.height()),
        );
        ui.painter().rect_filled(filled, radius, fill);
    }
}

/// A hairline across the column.
pub fn rule(ui: &mut Ui, look: &Look) {
    let (rect, _) =
        ui.allocate_exact_size(Vec2::new(ui.available_width(), look.line().width), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, look.line());
}

/// Draws into a rectangle with a layout of its own that leaves the surrounding one as it is.
pub fn within<R>(
    ui: &mut Ui,
    rect: Rect,
    salt: impl std::hash::Hash + std::fmt::Debug,
    contents: impl FnOnce(&mut Ui) -> R,
) -> R {
    let builder =
        UiBuilder::new().id_salt(salt).max_rect(rect).layout(egui::Layout::top_down(egui::Align::Min));
    let mut child = ui.new_child(builder);
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    contents(&mut child)
}

/// A designed page for a state with nothing to show: an icon, one sentence, and what to do next. Returns where the
/// words stand; a button may follow below.
pub fn nothing(ui: &mut Ui, look: &Look, icon: MaterialIcon, sentence: &str, next: &str) -> Rect {
    let room = ui.available_rect_before_wrap();
    let width = room.width() - look.space(8.0);
    let mut y = room.top() + (room.height() * 0.32).max(look.space(10.0));
    let side = look.px(140.0);
    let rect = Rect::from_center_size(Pos2::new(room.center().x, y), Vec2::splat(side));
    badge(ui, look, rect, icon, Tone::Key);
    y += side / 2.0 + look.space(4.0);
    let style = Style::bold(Size::Title, look.colours.ink);
    let used =
        text_block_at(ui, look, Pos2::new(room.center().x, y), Align2::CENTER_TOP, sentence, style, width, 3);
    let style = Style::plain(Size::Body, look.colours.ink2);
    let at = Pos2::new(room.center().x, used.bottom() + look.space(2.0));
    text_block_at(ui, look, at, Align2::CENTER_TOP, next, style, width, 3)
}
