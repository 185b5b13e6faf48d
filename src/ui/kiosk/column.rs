//! The page of a column: its items in rows, newest first; 公开目录 as one table.

use egui::{Align2, Rect, Ui, pos2, vec2};

use super::{
    Action, Page, View,
    chrome::{self, is_wide, margin},
    columns::{self, Ordered, Section},
    facts,
    long_list::{Grid, long_list},
    matters, rows,
};
use crate::{
    domain::Kind,
    ui::{
        scene::Scene,
        theme::{Look, Size},
        typeset::Style,
        widgets::{self, Pager},
    },
};

/// Draws the page of a column; returns what was touched.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, view: &View, section: &Section<'_>) -> Option<Action> {
    let look = scene.look;
    let page = ui.max_rect();
    let (top, mut room, bottom) = chrome::frame(look, page);
    let (action, left) = chrome::bar(ui, scene, top);
    chrome::foot(ui, scene, bottom);
    let items = columns::ordered(ui.ctx(), scene, section.kinds);
    let line = if items.is_empty() { String::new() } else { facts::line(ui.ctx(), scene, section, &items) };
    if is_wide(page) {
        // A screen that lies on its side has no height to spare: the name stands in the bar.
        title(ui, look, left, section, &line, look.px(72.0));
    } else {
        let (head, rest) = room.split_top_bottom_at_y(room.top() + look.px(176.0));
        title(ui, look, head.shrink2(vec2(margin(look), 0.0)), section, &line, look.px(104.0));
        room = rest;
    }
    if items.is_empty() {
        let words = scene.words();
        widgets::within(ui, room, "empty", |ui| {
            let next = words.say("kiosk-empty-next");
            widgets::nothing(ui, look, section.icon(), &words.say("kiosk-empty"), &next)
        });
        return action;
    }
    let picked = if section.kinds == [Kind::Catalogue] {
        matters::page(ui, scene, view, room, &items)
    } else {
        list(ui, scene, view, room, section, &items)
    };
    picked.or(action)
}

/// The column's icon, its name, and the line that says how many and how new.
fn title(ui: &Ui, look: &Look, room: Rect, section: &Section<'_>, line: &str, side: f32) {
    let colours = &look.colours;
    let badge = Rect::from_center_size(pos2(room.left() + side / 2.0, room.center().y), vec2(side, side));
    widgets::badge(ui, look, badge, section.icon(), section.tone());
    let left = badge.right() + look.px(24.0);
    let width = room.right() - left;
    let small = Style::plain(Size::Caption, colours.ink2);
    if side < look.px(100.0) {
        let style = Style::bold(Size::Title, colours.ink);
        let at = pos2(left, room.center().y);
        let used = widgets::text_at(ui, look, at, Align2::LEFT_CENTER, &section.title, style, width);
        let room_left = room.right() - used.right() - look.px(40.0);
        if room_left > look.px(160.0) {
            widgets::text_block_at(
                ui,
                look,
                room.right_center(),
                Align2::RIGHT_CENTER,
                line,
                small,
                room_left,
                2,
            );
        }
        return;
    }
    let style = Style::bold(Size::Headline, colours.ink).leading(1.2);
    let heights = [style, small].map(|style| crate::ui::typeset::line_height(look, style));
    let at = pos2(left, room.center().y - (heights[0] + heights[1] + look.px(6.0)) / 2.0);
    let used = widgets::text_at(ui, look, at, Align2::LEFT_TOP, &section.title, style, width);
    let at = pos2(left, used.bottom() + look.px(6.0));
    widgets::text_at(ui, look, at, Align2::LEFT_TOP, line, small, width);
}

fn list(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &View,
    room: Rect,
    section: &Section<'_>,
    items: &Ordered<'_>,
) -> Option<Action> {
    let look = scene.look;
    let wide = is_wide(ui.max_rect());
    let mut picked = None;
    widgets::scroll(ui, look, room, ("column", view.visit()), Pager::Buttons, |ui| {
        let space = vec2(margin(look), if wide { look.px(24.0) } else { look.px(4.0) });
        widgets::padded(ui, space, |ui| {
            let grid = Grid { columns: if wide { 2 } else { 1 }, gap: look.gap() };
            let content = (scene.content(), scene.shown.until, section.kinds);
            let measure = |ui: &Ui, index: usize, width: f32| {
                items.get(index).map_or(0.0, |item| rows::height(ui, scene, item, width))
            };
            long_list(ui, look, content, items.len(), grid, measure, |ui, index, rect| {
                if let Some(item) = items.get(index)
                    && rows::row(ui, scene, item, rect)
                {
                    picked = Some(Action::Open(Page::Item(item.id.clone())));
                }
            });
            ui.add_space(look.px(24.0));
        });
    });
    picked
}
