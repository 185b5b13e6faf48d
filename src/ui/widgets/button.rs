//! What can be pressed.

use egui::{Align2, Pos2, Rect, Response, Sense, Ui, Vec2, WidgetInfo, accesskit::Role};
use egui_material_icons::MaterialIcon;

use super::icon_at;
use crate::ui::{
    theme::{Look, Size},
    typeset::{self, Style},
};

/// How loud a button is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// On a ground of its own, beside others.
    Quiet,
    /// The one thing to do.
    Key,
}

/// Makes a rectangle pressable under a name. A press shows at once; the tap counts when the finger leaves.
pub fn pressable(ui: &Ui, look: &Look, rect: Rect, name: &str, enabled: bool) -> Response {
    let id = ui.scope_id().with(("press", name, rect.min.x as i32, rect.min.y as i32));
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, id, sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    if response.is_pointer_button_down_on() || response.has_focus() {
        let stroke = egui::Stroke::new(look.px(4.0), look.colours.key);
        ui.painter().rect_stroke(rect, look.small_radius() as u8, stroke, egui::StrokeKind::Inside);
    }
    response
}

/// A button of words alone, in a rectangle.
pub fn button(ui: &Ui, look: &Look, rect: Rect, words: &str, fill: Fill) -> Response {
    draw(ui, look, rect, None, words, fill, true)
}

/// A button with an icon before its words, in a rectangle.
pub fn icon_button(
    ui: &Ui,
    look: &Look,
    rect: Rect,
    icon: MaterialIcon,
    words: &str,
    fill: Fill,
) -> Response {
    draw(ui, look, rect, Some(icon), words, fill, true)
}

/// A button with an icon before its words, as wide as both need, at a left centre; returns its rectangle too.
pub fn button_with_icon(
    ui: &Ui,
    look: &Look,
    left: Pos2,
    icon: MaterialIcon,
    words: &str,
    fill: Fill,
) -> Response {
    let style = Style::plain(Size::Body, look.colours.ink);
    let galley = typeset::lay_text(ui, look, words, style, f32::INFINITY, Some(1));
    let width = look.px(48.0 + 8.0 + 20.0 + 32.0) + galley.size().x;
    let size = Vec2::new(width.max(look.target()), look.target());
    let rect = Rect::from_min_size(Pos2::new(left.x, (left.y - size.y / 2.0).round()), size);
    draw(ui, look, rect, Some(icon), words, fill, true)
}

fn draw(
    ui: &Ui,
    look: &Look,
    rect: Rect,
    icon: Option<MaterialIcon>,
    words: &str,
    fill: Fill,
    enabled: bool,
) -> Response {
    let colours = &look.colours;
    let (ground, ink) = match fill {
        Fill::Quiet => (colours.bg, colours.ink),
        Fill::Key => (colours.key, colours.on_key),
    };
    let radius = look.small_radius() as u8;
    ui.painter().rect(rect, radius, ground, look.line(), egui::StrokeKind::Inside);
    let response = pressable(ui, look, rect, words, enabled);
    let weight = if fill == Fill::Key { Style::bold(Size::Body, ink) } else { Style::plain(Size::Body, ink) };
    // The words are in the button's own name; painting them without a second node keeps a reader from saying them twice.
    let galley = typeset::lay_text(ui, look, words, weight, rect.width(), Some(1));
    // In a narrow button the words come first.
    let room = rect.width() - galley.size().x - look.px(16.0);
    let icon = icon.filter(|_| room >= look.px(44.0));
    // An icon's own margins are enough between it and the words where room is short.
    let icon_room = match icon {
        Some(_) if room < look.px(76.0) => look.px(44.0),
        Some(_) => look.px(48.0 + 8.0),
        None => 0.0,
    };
    let left = rect.center().x - (galley.size().x + icon_room) / 2.0;
    if let Some(icon) = icon {
        icon_at(ui, look, Pos2::new(left + icon_room * 0.5 - look.px(3.0), rect.center().y), icon, 48.0, ink);
    }
    let at = Align2::LEFT_CENTER.anchor_size(Pos2::new(left + icon_room, rect.center().y), galley.size()).min;
    ui.painter().galley(at.round(), galley, ink);
    response
}
