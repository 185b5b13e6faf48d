//! The head of a board: whose hall this is, what time it is, how old the content is.

use egui::{Align2, Ui, Vec2};
use egui_material_icons::icons;

use super::zones::Zones;
use crate::ui::{
    format,
    scene::Scene,
    theme::Size,
    typeset::Style,
    widgets::{freshness, icon_at, text_at},
};

/// Draws it.
pub fn header(ui: &Ui, scene: &Scene<'_>, zones: &Zones) {
    let look = scene.look;
    let colours = &look.colours;
    let room = zones.header.shrink2(Vec2::new(look.px(56.0), 0.0));
    let first = if zones.tall_header { room.top() + look.px(68.0) } else { room.center().y };
    let clock = Style::bold(Size::Headline, colours.ink);
    let time = format::clock(scene.now, scene.zone());
    let mut right = text_at(ui, look, egui::pos2(room.right(), first), Align2::RIGHT_CENTER, &time, clock, room.width()).left();

    let today = scene.today();
    let words = scene.words();
    let date = format!("{} {}", format::short_date(today, words), format::weekday(today, words));
    let small = Style::plain(Size::Caption, colours.ink2);
    let mark = scene.freshness();
    if zones.tall_header {
        let second = room.top() + look.px(138.0);
        let date = text_at(ui, look, egui::pos2(room.right(), second), Align2::RIGHT_CENTER, &date, small, room.width() * 0.5);
        let left = egui::pos2(room.left(), second);
        freshness(ui, look, left, Align2::LEFT_CENTER, &mark, date.left() - room.left() - look.space(3.0));
    } else {
        let gap = look.px(28.0);
        // On the clock's baseline rather than its middle.
        let at = egui::pos2(right - gap, first + look.px(8.0));
        right = text_at(ui, look, at, Align2::RIGHT_CENTER, &date, small, room.width() * 0.3).left();
        let at = egui::pos2(right - look.px(32.0), at.y);
        right = freshness(ui, look, at, Align2::RIGHT_CENTER, &mark, room.width() * 0.36).left();
    }

    let icon = look.px(60.0);
    icon_at(ui, look, egui::pos2(room.left() + icon / 2.0, first), icons::ICON_ACCOUNT_BALANCE, 60.0, colours.key);
    let left = room.left() + icon + look.px(24.0);
    let name = Style::bold(Size::Lead, colours.ink);
    let width = right - look.px(40.0) - left;
    text_at(ui, look, egui::pos2(left, first), Align2::LEFT_CENTER, &scene.hall.name, name, width);
    ui.painter().hline(zones.header.x_range(), zones.header.bottom() - 1.0, look.line());
    scene.wake_with_the_clock(ui.ctx());
}
