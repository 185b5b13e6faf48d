//! Long pages: they follow the finger, and two big buttons turn them for those who do not know that.

use egui::{
    Align2, Id, Rect, ScrollArea, Ui, UiBuilder, Vec2, pos2,
    scroll_area::{DragScroll, ScrollBarVisibility, ScrollSource},
};
use egui_material_icons::icons;

use super::{Fill, icon_at, icon_button, pressable, text_block_at};
use crate::ui::{
    theme::{Look, Size},
    typeset::Style,
};

/// How far a button turns the page, of what is in sight: the last lines stay as the first.
const TURN: f32 = 0.85;

/// How a page is turned without dragging.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pager {
    /// By two buttons that take their own room and cover nothing, while the page is longer than its room: below an
    /// upright page, at the right of one that is wider than high.
    Buttons,
    /// By two buttons side by side in a room that the page keeps for them.
    In(Rect),
    /// Not at all: the page is always short.
    None,
}

/// What the next frame must know of a page.
///
/// While the content fits it gets the whole room; once it does not, the buttons take some, which makes it no shorter.
/// So the two states do not alternate.
#[derive(Debug, Clone, Copy, Default)]
struct Memory {
    /// How long its content is, in pixels.
    content: f32,
    /// Where a button wants it to stand.
    wanted: Option<f32>,
}

/// A page that may be longer than its rectangle. `salt` must differ between visits and pages.
pub fn scroll<R>(
    ui: &mut Ui,
    look: &Look,
    rect: Rect,
    salt: impl std::hash::Hash + std::fmt::Debug + Copy,
    pager: Pager,
    contents: impl FnOnce(&mut Ui) -> R,
) -> R {
    let slot = slot_of(ui, salt);
    let memory = remembered(ui, slot);
    let (page, buttons) = split(look, rect, pager, memory.content);
    let mut child = ui.new_child(UiBuilder::new().id_salt(("scroll", salt)).max_rect(page));
    child.set_clip_rect(page.intersect(ui.clip_rect()));
    let mut area = ScrollArea::vertical()
        .id_salt(salt)
        .auto_shrink(false)
        .scroll_source(ScrollSource { scroll_bar: false, drag: DragScroll::Always, mouse_wheel: true })
        .scroll_bar_visibility(ScrollBarVisibility::AlwaysHidden);
    if let Some(offset) = memory.wanted {
        area = area.vertical_scroll_offset(offset);
    }
    let output = area.show(&mut child, contents);
    let offset = output.state.clamped_offset().y;
    let content = output.content_size.y;
    let longest = (content - page.height()).max(0.0);
    let mut wanted = None;
    if longest > 1.0 {
        position(ui, look, page, offset, content);
        let ends = (offset > 1.0, offset < longest - 1.0);
        let turned = match pager {
            Pager::None => None,
            Pager::In(room) => pair(ui, look, room, ends),
            Pager::Buttons if buttons.width() > buttons.height() => bar(ui, look, buttons, ends),
            Pager::Buttons => tower(ui, look, buttons, ends),
        };
        if let Some(forward) = turned {
            let by = page.height() * if forward { TURN } else { -TURN };
            wanted = Some((offset + by).clamp(0.0, longest));
        }
    }
    ui.data_mut(|data| data.insert_temp(slot, Memory { content, wanted }));
    if split(look, rect, pager, content).0 != page {
        ui.ctx().request_discard("the page turned out to be of another length");
    }
    if wanted.is_some() {
        ui.ctx().request_repaint();
    }
    output.inner
}

/// Forgets how far pages were turned.
pub fn forget_pages(ui: &Ui) {
    ui.data_mut(|data| {
        data.remove_by_type::<egui::scroll_area::State>();
        data.remove_by_type::<Memory>();
    });
}

/// How wide the content of a page in `rect` is, for what stands over it in line with it.
pub fn scroll_width(
    ui: &Ui,
    look: &Look,
    rect: Rect,
    salt: impl std::hash::Hash + std::fmt::Debug,
    pager: Pager,
) -> f32 {
    split(look, rect, pager, remembered(ui, slot_of(ui, salt)).content).0.width()
}

fn slot_of(ui: &Ui, salt: impl std::hash::Hash + std::fmt::Debug) -> Id {
    ui.scope_id().with(("page", salt))
}

fn remembered(ui: &Ui, slot: Id) -> Memory {
    ui.data(|data| data.get_temp(slot)).unwrap_or_default()
}

/// What is left for the page, and the room of its buttons.
fn split(look: &Look, rect: Rect, pager: Pager, content: f32) -> (Rect, Rect) {
    let none = Rect::from_min_max(rect.max, rect.max);
    let side = look.target();
    match pager {
        Pager::None => return (rect, none),
        Pager::In(room) => return (rect, room),
        Pager::Buttons => {}
    }
    if content <= rect.height() {
        return (rect, none);
    }
    if rect.width() > rect.height() {
        return rect.split_left_right_at_x(rect.right() - side - look.px(24.0));
    }
    rect.split_top_bottom_at_y(rect.bottom() - side - look.px(28.0))
}

/// A thin mark at the right edge of how far one has read.
fn position(ui: &Ui, look: &Look, page: Rect, offset: f32, content: f32) {
    let track = Rect::from_min_max(pos2(page.right() - look.px(12.0), page.top()), page.right_bottom())
        .shrink(look.px(3.0));
    // Of a list of thousands the share is less than a pixel; the mark stays long enough to be seen.
    let length = (track.height() * page.height() / content).max(look.px(48.0));
    let read = offset / (content - page.height()).max(1.0);
    let top = track.top() + (track.height() - length) * read;
    let thumb = Rect::from_min_size(pos2(track.left(), top), Vec2::new(track.width(), length));
    ui.painter().rect_filled(thumb, look.px(3.0) as u8, look.colours.ink2);
}

/// Two buttons side by side, each only where it leads somewhere; elsewhere words say why. Whether to go forward or
/// back.
fn pair(ui: &Ui, look: &Look, room: Rect, (up, down): (bool, bool)) -> Option<bool> {
    let width = (room.width() - look.gap()) / 2.0;
    let left = Rect::from_min_size(room.min, Vec2::new(width, room.height()));
    let right = left.translate(Vec2::new(width + look.gap(), 0.0));
    let style = Style::plain(Size::Caption, look.colours.ink2);
    let mut turned = None;
    for (place, icon, key, leads, fill, otherwise) in [
        (left, icons::ICON_KEYBOARD_ARROW_UP, "page-up", up, Fill::Quiet, "kiosk-page-hint"),
        (right, icons::ICON_KEYBOARD_ARROW_DOWN, "page-down", down, Fill::Key, "kiosk-page-end"),
    ] {
        if !leads {
            let words = look.words.say(otherwise);
            text_block_at(ui, look, place.center(), Align2::CENTER_CENTER, &words, style, width, 2);
        } else if icon_button(ui, look, place, icon, &look.words.say(key), fill).clicked() {
            turned = Some(key == "page-down");
        }
    }
    turned
}

/// The pair in a bar of its own.
fn bar(ui: &Ui, look: &Look, room: Rect, ends: (bool, bool)) -> Option<bool> {
    ui.painter().rect_filled(room, 0.0, look.colours.surface);
    ui.painter().hline(room.x_range(), room.top() + look.line().width / 2.0, look.line());
    pair(ui, look, room.shrink2(Vec2::new(look.px(48.0), look.px(14.0))), ends)
}

/// The buttons one over the other, at the lower end of their room.
fn tower(ui: &Ui, look: &Look, room: Rect, (up, down): (bool, bool)) -> Option<bool> {
    let side = look.target();
    let lower =
        Rect::from_min_size(pos2(room.left(), room.bottom() - side - look.px(24.0)), Vec2::splat(side));
    let upper = lower.translate(Vec2::new(0.0, -side - look.gap()));
    let mut turned = None;
    for (place, icon, key, enabled) in [
        (upper, icons::ICON_KEYBOARD_ARROW_UP, "page-up", up),
        (lower, icons::ICON_KEYBOARD_ARROW_DOWN, "page-down", down),
    ] {
        if enabled {
            ui.painter().rect_filled(place, look.small_radius() as u8, look.colours.key);
            icon_at(ui, look, place.center(), icon, 64.0, look.colours.on_key);
            if pressable(ui, look, place, &look.words.say(key), true).clicked() {
                turned = Some(key == "page-down");
            }
        }
    }
    turned
}
