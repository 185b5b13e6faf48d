//! Long pages: they follow the finger, and two big buttons turn them for those who do not know that.

use egui::{
    Rect, ScrollArea, Ui, UiBuilder, Vec2,
    scroll_area::{DragScroll, ScrollBarVisibility, ScrollSource},
};
use egui_material_icons::icons;

use super::{icon_at, pressable};
use crate::ui::theme::Look;

/// Where the buttons that turn a page stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pager {
    /// Over the lower right corner of the page.
    Corner,
    /// None: the page is always short.
    None,
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
    let mut child = ui.new_child(UiBuilder::new().id_salt(("scroll", salt)).max_rect(rect));
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    let wanted = child.scope_id().with("wanted");
    let target: Option<f32> = child.data(|data| data.get_temp(wanted));
    let mut area = ScrollArea::vertical()
        .id_salt(salt)
        .auto_shrink(false)
        .scroll_source(ScrollSource { scroll_bar: false, drag: DragScroll::Always, mouse_wheel: true })
        .scroll_bar_visibility(ScrollBarVisibility::AlwaysHidden);
    if let Some(offset) = target {
        area = area.vertical_scroll_offset(offset);
        child.data_mut(|data| data.remove::<f32>(wanted));
    }
    let output = area.show(&mut child, contents);
    let longest = (output.content_size.y - output.inner_rect.height()).max(0.0);
    if longest > 1.0 {
        let offset = output.state.clamped_offset().y;
        position(ui, look, rect, offset, output.content_size.y);
        if pager == Pager::Corner {
            let step = rect.height() * 0.85;
            if let Some(by) = turn(ui, look, rect, offset > 1.0, offset < longest - 1.0, step) {
                let next = (offset + by).clamp(0.0, longest);
                child.data_mut(|data| data.insert_temp(wanted, next));
                ui.ctx().request_repaint();
            }
        }
    }
    output.inner
}

/// A thin mark at the right edge of how far one has read.
fn position(ui: &Ui, look: &Look, rect: Rect, offset: f32, content: f32) {
    let track = Rect::from_min_max(egui::pos2(rect.right() - look.px(10.0), rect.top()), rect.right_bottom())
        .shrink(look.px(2.0));
    // Of a list of thousands the share is less than a pixel; the mark stays long enough to be seen.
    let length = (track.height() * rect.height() / content).max(look.px(48.0));
    let read = offset / (content - rect.height()).max(1.0);
    let top = track.top() + (track.height() - length) * read;
    let thumb = Rect::from_min_size(egui::pos2(track.left(), top), Vec2::new(track.width(), length));
    ui.painter().rect_filled(thumb, look.px(3.0) as u8, look.colours.ink2);
}

/// The two buttons; returns how far to move, in pixels.
fn turn(ui: &Ui, look: &Look, rect: Rect, up: bool, down: bool, step: f32) -> Option<f32> {
    let side = look.px(96.0).max(look.mm(crate::ui::theme::TARGET_MM));
    let gap = look.gap();
    let inset = look.px(28.0);
    let lower =
        Rect::from_min_size(rect.right_bottom() - Vec2::splat(side) - Vec2::splat(inset), Vec2::splat(side));
    let upper = lower.translate(Vec2::new(0.0, -side - gap));
    let mut moved = None;
    for (place, icon, key, enabled, by) in [
        (upper, icons::ICON_KEYBOARD_ARROW_UP, "page-up", up, -step),
        (lower, icons::ICON_KEYBOARD_ARROW_DOWN, "page-down", down, step),
    ] {
        if !enabled {
            continue;
        }
        let colours = &look.colours;
        ui.painter().rect(
            place,
            (side / 2.0) as u8,
            colours.key,
            egui::Stroke::new(look.px(3.0), colours.surface),
            egui::StrokeKind::Outside,
        );
        icon_at(ui, look, place.center(), icon, 64.0, colours.on_key);
        if pressable(ui, look, place, &look.words.say(key), true).clicked() {
            moved = Some(by);
        }
    }
    moved
}
