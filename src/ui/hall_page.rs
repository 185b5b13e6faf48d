//! The page that is always left (promise 5): the hall's name, the clock, and how old the content is.

use egui::{Align2, Ui, Vec2};
use egui_material_icons::icons;

use super::{
    format,
    scene::Scene,
    theme::{Size, Tone},
    typeset::Style,
    widgets::{self, freshness},
};

/// Draws the hall's name and the clock in the middle of a board's main zone or a whole kiosk.
pub fn hall_page(ui: &mut Ui, scene: &Scene<'_>) {
    let look = scene.look;
    let room = ui.max_rect();
    let centre = room.center();
    let width = room.width() - look.space(12.0);
    let side = look.px(140.0);
    let emblem = egui::Rect::from_center_size(centre - Vec2::new(0.0, look.px(220.0)), Vec2::splat(side));
    // In a low room the words come before the emblem.
    let top = if room.contains_rect(emblem) {
        widgets::badge(ui, look, emblem, icons::ICON_ACCOUNT_BALANCE, Tone::Key);
        emblem.bottom()
    } else {
        centre.y - look.px(220.0)
    };
    let name = Style::bold(Size::Headline, look.colours.ink);
    let at = egui::pos2(centre.x, top + look.space(4.0));
    let used = widgets::text_block_at(ui, look, at, Align2::CENTER_TOP, &scene.hall.name, name, width, 3);
    let clock = Style::bold(Size::Display, look.colours.ink);
    let at = egui::pos2(centre.x, used.bottom() + look.space(3.0));
    let time = format::clock(scene.now, scene.zone());
    let used = widgets::text_at(ui, look, at, Align2::CENTER_TOP, &time, clock, width);
    let today = scene.today();
    let words = scene.words();
    let date = format!("{} {}", format::full_date(today, words), format::weekday(today, words));
    let at = egui::pos2(centre.x, used.bottom() + look.space(1.0));
    let style = Style::plain(Size::Body, look.colours.ink2);
    let used = widgets::text_at(ui, look, at, Align2::CENTER_TOP, &date, style, width);
    let at = egui::pos2(centre.x, used.bottom() + look.space(4.0));
    freshness(ui, look, at, Align2::CENTER_TOP, &scene.freshness(), width);
    scene.wake_with_the_clock(ui.ctx());
}
