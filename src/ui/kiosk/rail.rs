//! Beside an item: its QR code with the host it leads to, and the ways to the items before and after it. At the
//! bottom of an upright screen, at the right of one that lies on its side.

use egui::{Align2, Context, Rect, Ui, pos2, vec2};
use egui_material_icons::icons;

use super::{
    Action, Page,
    chrome::{is_wide, margin},
    columns::{self, Section},
};
use crate::{
    domain::snapshot::ItemRef,
    ui::{
        format,
        scene::Scene,
        theme::{Look, Size},
        typeset::Style,
        widgets::{self, Fill},
    },
};

/// What the rail of an item holds.
pub struct Rail<'a> {
    url: Option<&'a str>,
    /// Its place in its column, from 0, and how many there are.
    place: Option<(usize, usize)>,
    before: Option<&'a ItemRef>,
    after: Option<&'a ItemRef>,
}

impl<'a> Rail<'a> {
    /// The rail of an item in its column.
    pub fn new(ctx: &Context, scene: &Scene<'a>, item: &'a ItemRef, section: Option<&Section<'_>>) -> Self {
        let mut rail = Self { url: item.url.as_deref(), place: None, before: None, after: None };
        if let Some(section) = section {
            let items = columns::ordered(ctx, scene, section.kinds);
            if let Some(place) = items.iter().position(|one| one.id == item.id && one.source == item.source) {
                rail.place = Some((place, items.len()));
                rail.before = place.checked_sub(1).and_then(|index| items.get(index));
                rail.after = items.get(place + 1);
            }
        }
        rail
    }

    fn is_alone(&self) -> bool {
        self.before.is_none() && self.after.is_none()
    }

    /// Cuts the rail off the room: what is left, and the rail.
    pub fn split(&self, look: &Look, room: Rect) -> (Rect, Rect) {
        if self.url.is_none() && self.is_alone() {
            return (room, Rect::from_min_max(room.right_bottom(), room.right_bottom()));
        }
        if is_wide(room) {
            return room.split_left_right_at_x(room.right() - look.px(420.0));
        }
        let code = self.code_side(look).map_or(0.0, |side| side + look.px(44.0));
        let height = code.max(look.target() + look.px(48.0));
        room.split_top_bottom_at_y(room.bottom() - height)
    }

    fn code_side(&self, look: &Look) -> Option<f32> {
        self.url.and_then(|url| widgets::qr_side(look, url, look.px(212.0)))
    }

    /// Draws it; returns what was touched.
    pub fn show(&self, ui: &Ui, scene: &Scene<'_>, rect: Rect) -> Option<Action> {
        if !rect.is_positive() {
            return None;
        }
        let look = scene.look;
        ui.painter().rect_filled(rect, 0.0, look.colours.surface);
        if rect.height() > rect.width() {
            ui.painter().vline(rect.left() + look.line().width / 2.0, rect.y_range(), look.line());
            self.upright(ui, scene, rect)
        } else {
            ui.painter().hline(rect.x_range(), rect.top() + look.line().width / 2.0, look.line());
            self.lying(ui, scene, rect)
        }
    }

    /// At the right: the code at the top, the neighbours at the bottom.
    fn upright(&self, ui: &Ui, scene: &Scene<'_>, rect: Rect) -> Option<Action> {
        let look = scene.look;
        let inner = rect.shrink2(vec2(look.px(36.0), look.px(36.0)));
        if let (Some(url), Some(side)) = (self.url, self.code_side(look)) {
            // A code of a long address may be wider than usual, never wider than its rail.
            let at = pos2(inner.center().x, inner.top() + side / 2.0 + look.px(12.0));
            let code = Rect::from_center_size(at, vec2(side, side));
            paper(ui, scene, code, url);
            let mut y = code.bottom() + look.px(36.0);
            for (words, style) in says(scene, url) {
                let at = pos2(inner.center().x, y);
                y = widgets::text_block_at(ui, look, at, Align2::CENTER_TOP, &words, style, inner.width(), 3)
                    .bottom()
                    + look.px(4.0);
            }
        }
        let height = look.target();
        let mut below = inner.bottom();
        let mut action = None;
        for (item, key) in [(self.after, "kiosk-next"), (self.before, "kiosk-previous")] {
            let Some(item) = item else { continue };
            let button = Rect::from_min_max(pos2(inner.left(), below - height), pos2(inner.right(), below));
            action = neighbour(ui, scene, button, item, key).or(action);
            below -= height + look.gap();
        }
        if let Some(words) = self.counts(scene) {
            let style = Style::plain(Size::Caption, look.colours.ink2);
            let at = pos2(inner.center().x, below - look.px(4.0));
            widgets::text_at(ui, look, at, Align2::CENTER_BOTTOM, &words, style, inner.width());
        }
        action
    }

    /// At the bottom: the code at the left, the neighbours at the right.
    fn lying(&self, ui: &Ui, scene: &Scene<'_>, rect: Rect) -> Option<Action> {
        let look = scene.look;
        let inner = rect.shrink2(vec2(margin(look), look.px(22.0)));
        let width = look.px(260.0);
        let mut left = inner.left();
        if let (Some(url), Some(side)) = (self.url, self.code_side(look)) {
            let code = Rect::from_center_size(pos2(left + side / 2.0, inner.center().y), vec2(side, side));
            paper(ui, scene, code, url);
            left = code.right() + look.px(32.0);
            let room =
                if self.is_alone() { inner.right() } else { inner.right() - width - look.px(28.0) } - left;
            let lines = says(scene, url);
            let heights: f32 =
                lines.iter().map(|(words, style)| block_height(ui, look, words, *style, room)).sum();
            let mut y = inner.center().y - heights / 2.0;
            for (words, style) in lines {
                y = widgets::text_block_at(ui, look, pos2(left, y), Align2::LEFT_TOP, &words, style, room, 2)
                    .bottom();
            }
        }
        if self.url.is_none() {
            return self.in_a_row(ui, scene, inner);
        }
        let mut action = None;
        let buttons: Vec<_> = [(self.before, "kiosk-previous"), (self.after, "kiosk-next")]
            .into_iter()
            .filter_map(|(item, key)| item.map(|item| (item, key)))
            .collect();
        let height = look.target();
        let total = height * buttons.len() as f32 + look.gap() * buttons.len().saturating_sub(1) as f32;
        let mut y = inner.center().y - total / 2.0;
        for (item, key) in buttons {
            let button = Rect::from_min_size(pos2(inner.right() - width, y), vec2(width, height));
            action = neighbour(ui, scene, button, item, key).or(action);
            y += height + look.gap();
        }
        action
    }

    fn in_a_row(&self, ui: &Ui, scene: &Scene<'_>, inner: Rect) -> Option<Action> {
        let look = scene.look;
        let size = vec2(look.px(260.0), look.target());
        let mut action = None;
        if let Some(item) = self.before {
            let at = pos2(inner.left(), inner.center().y - size.y / 2.0);
            action = neighbour(ui, scene, Rect::from_min_size(at, size), item, "kiosk-previous").or(action);
        }
        if let Some(item) = self.after {
            let at = pos2(inner.right() - size.x, inner.center().y - size.y / 2.0);
            action = neighbour(ui, scene, Rect::from_min_size(at, size), item, "kiosk-next").or(action);
        }
        if let Some(words) = self.counts(scene) {
            let style = Style::plain(Size::Caption, look.colours.ink2);
            let room = inner.width() - 2.0 * size.x;
            widgets::text_at(ui, look, inner.center(), Align2::CENTER_CENTER, &words, style, room);
        }
        action
    }

    fn counts(&self, scene: &Scene<'_>) -> Option<String> {
        let (place, count) = self.place.filter(|_| !self.is_alone())?;
        let values = [("place", (place + 1).to_string().into()), ("count", count.to_string().into())];
        Some(scene.words().with("kiosk-place", &values))
    }
}

fn block_height(ui: &Ui, look: &Look, words: &str, style: Style, width: f32) -> f32 {
    crate::ui::typeset::text_height(ui, look, words, style, width, Some(2))
}

fn says(scene: &Scene<'_>, url: &str) -> [(String, Style); 3] {
    let (look, words) = (scene.look, scene.words());
    let colours = &look.colours;
    [
        (words.say("kiosk-take"), Style::bold(Size::Lead, colours.ink)),
        (words.say("kiosk-take-how"), Style::plain(Size::Caption, colours.ink2)),
        (format::host(url).unwrap_or_default(), Style::bold(Size::Caption, colours.ink)),
    ]
}

/// The code on its paper.
fn paper(ui: &Ui, scene: &Scene<'_>, code: Rect, url: &str) {
    let look = scene.look;
    let sheet = code.expand(look.px(8.0));
    let radius = look.px(16.0) as u8;
    ui.painter().rect(sheet, radius, look.colours.paper, look.line(), egui::StrokeKind::Outside);
    let host = format::host(url).unwrap_or_default();
    widgets::qr(ui, look, code, url, &scene.words().with("kiosk-code", &[("host", host.into())]));
}

/// A button to an item beside this one; its name for readers says which.
fn neighbour(ui: &Ui, scene: &Scene<'_>, rect: Rect, item: &ItemRef, key: &str) -> Option<Action> {
    let icon =
        if key == "kiosk-previous" { icons::ICON_KEYBOARD_ARROW_UP } else { icons::ICON_KEYBOARD_ARROW_DOWN };
    let words = scene.words().say(key);
    let response = widgets::icon_button(ui, scene.look, rect, icon, &words, Fill::Quiet);
    response.clicked().then(|| Action::Replace(Page::Item(item.id.clone())))
}
