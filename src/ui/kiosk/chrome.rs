//! The frame that every page but the home stands in: the bar with the ways back, the foot with the age of the
//! content, and around an item its head and the rail with its QR code.

use egui::{Align2, Rect, Ui, pos2, vec2};
use egui_material_icons::{MaterialIcon, icons};

use super::{Action, View, columns, head, rail};
use crate::{
    domain::snapshot::ItemRef,
    ui::{
        scene::Scene,
        theme::{Look, Size, Tone},
        typeset::Style,
        widgets::{self, Fill, Pager},
    },
};

/// One of the boxes under a title, such as 承诺办结 5 个工作日.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// What it says.
    pub value: String,
    /// Its tone; plain has no meaning.
    pub tone: Tone,
}

/// Whether a page is laid out for a screen that lies on its side.
pub fn is_wide(page: Rect) -> bool {
    page.width() > page.height()
}

/// The space between a page's edge and its content.
pub fn margin(look: &Look) -> f32 {
    look.px(48.0)
}

/// Cuts a page into bar, room and foot.
pub fn frame(look: &Look, page: Rect) -> (Rect, Rect, Rect) {
    let (bar, rest) = page.split_top_bottom_at_y(
        page.top() + look.target() + look.space(if is_wide(page) { 3.5 } else { 5.0 }),
    );
    let (room, foot) = rest.split_top_bottom_at_y(page.bottom() - foot_height(look));
    (bar, room, foot)
}

/// How high the foot is.
pub fn foot_height(look: &Look) -> f32 {
    look.px(72.0)
}

/// Draws the bar with 返回 and 首页; returns what was touched and the room that is left in it.
pub fn bar(ui: &Ui, scene: &Scene<'_>, rect: Rect) -> (Option<Action>, Rect) {
    let look = scene.look;
    ui.painter().rect_filled(rect, 0.0, look.colours.surface);
    ui.painter().hline(rect.x_range(), rect.bottom() - look.line().width / 2.0, look.line());
    let mut action = None;
    let mut left = rect.left_center() + vec2(look.px(32.0), 0.0);
    for (icon, key, asks) in
        [(icons::ICON_ARROW_BACK, "kiosk-back", Action::Back), (icons::ICON_HOME, "kiosk-home", Action::Home)]
    {
        let response = widgets::button_with_icon(ui, look, left, icon, &scene.words().say(key), Fill::Quiet);
        left.x = response.rect.right() + look.gap().max(look.px(24.0));
        if response.clicked() {
            action = Some(asks);
        }
    }
    let room = Rect::from_min_max(pos2(left.x, rect.top()), pos2(rect.right() - margin(look), rect.bottom()));
    (action, room)
}

/// Draws where one is, at the right of the bar.
pub fn crumbs(ui: &Ui, look: &Look, room: Rect, words: &str) {
    let style = Style::plain(Size::Caption, look.colours.ink2);
    widgets::text_block_at(
        ui,
        look,
        room.right_center(),
        Align2::RIGHT_CENTER,
        words,
        style,
        room.width(),
        2,
    );
}

/// Draws the foot: the age of the content and 监督电话.
pub fn foot(ui: &Ui, scene: &Scene<'_>, rect: Rect) {
    let look = scene.look;
    ui.painter().rect_filled(rect, 0.0, look.colours.surface);
    ui.painter().hline(rect.x_range(), rect.top() + look.line().width / 2.0, look.line());
    let inner = rect.shrink2(vec2(margin(look), 0.0));
    let mut room = inner.width();
    if let Some(phone) = &scene.hall.phone {
        let words = scene.words().with("kiosk-phone", &[("phone", phone.into())]);
        let style = Style::plain(Size::Caption, look.colours.ink2);
        let at = inner.right_center();
        let used = widgets::text_at(ui, look, at, Align2::RIGHT_CENTER, &words, style, inner.width() * 0.5);
        widgets::icon_at(
            ui,
            look,
            pos2(used.left() - look.px(26.0), at.y),
            icons::ICON_CALL,
            28.0,
            look.colours.ink2,
        );
        room = used.left() - look.px(80.0) - inner.left();
    }
    widgets::freshness(ui, look, inner.left_center(), Align2::LEFT_CENTER, &scene.freshness(), room);
}

/// The frame of an item's page. The head and the body scroll together, so that a long title takes no room from a
/// long text; the ways back, the QR code and the neighbours stay in reach.
pub fn item_page(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &View,
    item: &ItemRef,
    facts: &[Fact],
    body: impl FnOnce(&mut Ui),
) -> Option<Action> {
    let look = scene.look;
    let page = ui.max_rect();
    let (top, room, bottom) = frame(look, page);
    let (mut action, left) = bar(ui, scene, top);
    let section = columns::of_kind(scene, item.kind());
    crumbs(ui, look, left, &head::crumbs(scene, section.as_ref(), item));
    foot(ui, scene, bottom);
    let rail = rail::Rail::new(ui.ctx(), scene, item, section.as_ref());
    let (room, beside) = rail.split(look, room);
    let (touched, pager) = rail.show(ui, scene, beside);
    action = touched.or(action);
    widgets::scroll(ui, look, room, ("item", view.visit()), Pager::In(pager), |ui| {
        head::head(ui, scene, item, facts);
        widgets::padded(ui, vec2(margin(look), look.px(28.0)), body);
    });
    action
}

/// A page whose content is gone: one sentence, and what to do next.
pub fn gone(ui: &mut Ui, scene: &Scene<'_>, icon: MaterialIcon, key: &str) -> Option<Action> {
    let look = scene.look;
    let (top, room, bottom) = frame(look, ui.max_rect());
    let (action, _) = bar(ui, scene, top);
    foot(ui, scene, bottom);
    let words = scene.words();
    let used = widgets::within(ui, room, "gone", |ui| {
        widgets::nothing(ui, look, icon, &words.say(key), &words.say(&format!("{key}-next")))
    });
    let label = words.say("kiosk-go-back");
    let size = vec2(look.px(360.0), look.target());
    let at = pos2(room.center().x, used.bottom() + look.space(6.0) + size.y / 2.0);
    let back = widgets::button(ui, look, Rect::from_center_size(at, size), &label, Fill::Key);
    if back.clicked() { Some(Action::Back) } else { action }
}
