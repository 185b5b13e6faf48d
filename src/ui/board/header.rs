//! The head of a board: whose hall this is, what time it is, how old the content is.

use egui::{Align2, Ui, Vec2};
use egui_material_icons::icons;

use super::zones::Zones;
use crate::ui::{
    format,
    scene::Scene,
    theme::Size,
    typeset::{self, Style},
    widgets::{freshness, galley_at, icon_at, text_at},
};

/// Draws it.
pub fn header(ui: &Ui, scene: &Scene<'_>, zones: &Zones) {
    let look = scene.look;
    let colours = &look.colours;
    let room = zones.header.shrink2(Vec2::new(look.air(56.0), 0.0));
    let first = if zones.tall_header { room.top() + zones.header.height() * 0.37 } else { room.center().y };
    let clock = Style::bold(Size::Headline, colours.ink);
    let time = format::clock(scene.now, scene.zone());
    let mut right =
        text_at(ui, look, egui::pos2(room.right(), first), Align2::RIGHT_CENTER, &time, clock, room.width())
            .left();

    let today = scene.today();
    let words = scene.words();
    let date = format!("{} {}", format::short_date(today, words), format::weekday(today, words));
    let small = Style::plain(Size::Caption, colours.ink2);
    let mark = scene.freshness();
    if zones.tall_header {
        let second = room.top() + zones.header.height() * 0.76;
        let date = text_at(
            ui,
            look,
            egui::pos2(room.right(), second),
            Align2::RIGHT_CENTER,
            &date,
            small,
            room.width() * 0.5,
        );
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
    icon_at(
        ui,
        look,
        egui::pos2(room.left() + icon / 2.0, first),
        icons::ICON_ACCOUNT_BALANCE,
        60.0,
        colours.key,
    );
    let left = room.left() + icon + look.px(24.0);
    let width = right - look.air(40.0) - left;
    let (style, galley) = [Size::Lead, Size::Body, Size::Caption]
        .map(|size| Style::bold(size, colours.ink))
        .map(|style| (style, typeset::lay_text(ui, look, &scene.hall.name, style, width, Some(1))))
        .into_iter()
        .find(|(style, _)| typeset::width_of(ui, look, &scene.hall.name, *style) <= width)
        .unwrap_or_else(|| {
            let style = Style::bold(Size::Caption, colours.ink);
            (style, typeset::lay_text(ui, look, &scene.hall.name, style, width, Some(1)))
        });
    galley_at(ui, egui::pos2(left, first), Align2::LEFT_CENTER, galley, &scene.hall.name, style.colour);
    ui.painter().hline(zones.header.x_range(), zones.header.bottom() - 1.0, look.line());
    scene.wake_with_the_clock(ui.ctx());
}
