//! 插播 on a kiosk: a banner above the page that is open, which stays as it is beneath; only what is extreme covers
//! the screen, until the visitor has taken note of it.

use egui::{Align2, Rect, Ui, pos2, vec2};
use egui_material_icons::icons;

use super::{Action, Page, View, chrome};
use crate::{
    domain::item::Severity,
    playback::{
        aired::Cause,
        interrupt::{self, Active},
        plan::Zone,
    },
    ui::{
        format,
        scene::Scene,
        theme::{Look, Size},
        typeset::Style,
        widgets::{self, Fill, Pager},
    },
};

/// What stands over the page in this frame.
pub enum Over<'a> {
    /// A banner above it.
    Banner(Active<'a>),
    /// The whole screen, until it is acknowledged.
    Screen(Active<'a>),
}

/// What interrupts the visit at present.
pub fn over<'a>(scene: &Scene<'a>, view: &View) -> Option<Over<'a>> {
    let running = interrupt::running(&scene.shown.items, scene.now, scene.zone());
    let unread =
        |active: &&Active<'_>| active.severity == Severity::Extreme && !view.has_acknowledged(&active.key());
    match running.iter().find(unread) {
        Some(extreme) => Some(Over::Screen(*extreme)),
        None => running.into_iter().next().map(Over::Banner),
    }
}

/// Tells what interrupts a kiosk, whatever a visitor has opened or taken note of: when somebody touched something must
/// not be found in any log (promise 6).
pub fn tell(scene: &Scene<'_>) {
    let running = interrupt::running(&scene.shown.items, scene.now, scene.zone());
    let extreme = running.iter().filter(|active| active.severity == Severity::Extreme).count();
    for active in running.iter().take(extreme.max(1)) {
        scene.airs_item(Zone::Main, Cause::Interrupt, active.item);
    }
}

/// Cuts the banner off the top of a page.
pub fn split(look: &Look, page: Rect) -> (Rect, Rect) {
    let gap = look.gap();
    let height = look.px(92.0).max(look.target());
    let (top, rest) = page.split_top_bottom_at_y((page.top() + height + 2.0 * gap).round());
    (top.shrink2(vec2(chrome::margin(look), gap)), rest)
}

/// Draws the banner; a press opens what it tells of. On that page itself there is nothing to press.
pub fn banner(ui: &Ui, scene: &Scene<'_>, view: &View, rect: Rect, active: &Active<'_>) -> Option<Action> {
    let look = scene.look;
    let colours = &look.colours;
    let page = Page::Item(active.item.id.clone());
    let elsewhere = *view.page() != page;
    ui.painter().rect_filled(rect, look.small_radius() as u8, colours.red);
    let word = scene.words().say(format::severity_key(active.severity));
    let pressed = elsewhere
        && widgets::pressable(ui, look, rect, &format!("{word} {}", active.item.title), true).clicked();
    let middle = rect.center().y;
    let mut left = rect.left() + look.px(32.0);
    widgets::icon_at(ui, look, pos2(left + look.px(24.0), middle), icons::ICON_WARNING, 48.0, colours.on_key);
    left += look.px(48.0 + 20.0);
    let right = rect.right() - look.px(32.0 + if elsewhere { 44.0 + 16.0 } else { 0.0 });
    let style = Style::bold(Size::Body, colours.on_key).leading(1.2);
    let at = pos2(left, middle);
    let used = widgets::paint_at(ui, look, at, Align2::LEFT_CENTER, &word, style, right - left, 1);
    left = used.right() + look.px(24.0);
    let at = pos2(left, middle);
    let title = &active.item.title;
    if elsewhere {
        widgets::paint_at(ui, look, at, Align2::LEFT_CENTER, title, style, right - left, 2);
        let at = pos2(rect.right() - look.px(32.0 + 22.0), middle);
        widgets::icon_at(ui, look, at, icons::ICON_CHEVRON_RIGHT, 48.0, colours.on_key);
    } else {
        let until = format::until(active.until, scene.now, scene.zone(), scene.words());
        let said = until.as_ref().unwrap_or(title);
        widgets::text_block_at(ui, look, at, Align2::LEFT_CENTER, said, style, right - left, 2);
    }
    pressed.then_some(Action::Open(page))
}

/// Draws what is extreme over the whole screen; one button leads back to what the visitor was doing.
pub fn screen(ui: &mut Ui, scene: &Scene<'_>, active: &Active<'_>) -> Option<Action> {
    let look = scene.look;
    let colours = &look.colours;
    let page = ui.max_rect();
    let band = page.with_max_y((page.top() + look.px(168.0)).round());
    ui.painter().rect_filled(band, 0.0, colours.red);
    let margin = chrome::margin(look);
    let middle = band.center().y;
    let mut left = band.left() + margin;
    widgets::icon_at(ui, look, pos2(left + look.px(40.0), middle), icons::ICON_WARNING, 80.0, colours.on_key);
    left += look.px(80.0 + 24.0);
    let word = scene.words().say(format::severity_key(active.severity));
    let style = Style::bold(Size::Display, colours.on_key);
    let right = band.right() - margin;
    let used =
        widgets::text_at(ui, look, pos2(left, middle), Align2::LEFT_CENTER, &word, style, right - left);
    if let Some(until) = format::until(active.until, scene.now, scene.zone(), scene.words()) {
        let room = right - used.right() - look.px(24.0);
        let style = Style::bold(Size::Body, colours.on_key);
        widgets::text_at(ui, look, pos2(right, middle), Align2::RIGHT_CENTER, &until, style, room);
    }
    let foot = page.with_min_y((page.bottom() - look.target() * 1.3 - 2.0 * look.px(40.0)).round());
    ui.painter().rect_filled(foot, 0.0, colours.surface);
    ui.painter().hline(foot.x_range(), foot.top(), look.line());
    let size = vec2(look.px(560.0).min(page.width() - 2.0 * margin), look.target() * 1.3);
    let place = Rect::from_center_size(foot.center(), size);
    let done = widgets::button(ui, look, place, &scene.words().say("interrupt-acknowledge"), Fill::Key);
    let room = Rect::from_min_max(band.left_bottom(), foot.right_top());
    let key = active.key();
    widgets::scroll(ui, look, room, ("interrupt", key.as_str()), Pager::Buttons, |ui| {
        widgets::padded(ui, vec2(margin, look.px(40.0)), |ui| {
            let title = Style::bold(Size::Headline, colours.ink).leading(1.3);
            widgets::text(ui, look, &active.item.title, title);
            ui.add_space(look.px(28.0));
            match &active.item.summary {
                Some(summary) if active.item.body.is_empty() => {
                    widgets::text(ui, look, summary, Style::plain(Size::Lead, colours.ink).leading(1.5));
                }
                _ => widgets::blocks(ui, look, &active.item.body, Size::Lead, scene.pictures),
            }
        });
    });
    done.clicked().then_some(Action::Acknowledge(key))
}
