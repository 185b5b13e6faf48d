//! 首页: who this is, what is urgent, and a tile for each column. It never scrolls.

use egui::{Align2, CornerRadius, Rect, Ui, pos2, vec2};
use egui_material_icons::icons;

use super::{
    Action, Page,
    chrome::{self, is_wide, margin},
    columns, tiles,
};
use crate::{
    domain::{Kind, item::Severity, snapshot::ItemRef},
    playback::interrupt,
    ui::{
        format,
        scene::Scene,
        theme::{Look, Size},
        typeset::{self, Style},
        widgets,
    },
};

/// Draws the home; returns what was touched.
pub fn show(ui: &mut Ui, scene: &Scene<'_>) -> Option<Action> {
    let look = scene.look;
    // Nothing of a visit is remembered once one is home.
    widgets::forget_pages(ui);
    let page = ui.max_rect();
    // A small panel that lies on its side keeps its height for the tiles.
    let low = page.height() < look.px(900.0);
    let height = look.px(match (is_wide(page), low) {
        (true, true) => 116.0,
        (true, false) => 144.0,
        _ => 168.0,
    });
    let (top, rest) = page.split_top_bottom_at_y(page.top() + height);
    let (mut room, bottom) = rest.split_top_bottom_at_y(page.bottom() - chrome::foot_height(look));
    header(ui, scene, top);
    chrome::foot(ui, scene, bottom);
    let space = look.px(if low {
        20.0
    } else if is_wide(page) {
        28.0
    } else {
        32.0
    });
    room = room.shrink2(vec2(margin(look), space));
    let mut action = None;
    if let Some((item, severity)) = headline(ui, scene) {
        let (line, below) = room
            .split_top_bottom_at_y(room.top() + look.px(if low { 92.0 } else { 112.0 }).max(look.mm(15.0)));
        action = announce(ui, scene, line, item, severity);
        room = Rect::from_min_max(pos2(below.left(), below.top() + space), below.max);
    }
    let sections = columns::all(scene);
    if sections.is_empty() {
        let words = scene.words();
        widgets::within(ui, room, "no columns", |ui| {
            widgets::nothing(
                ui,
                look,
                icons::ICON_INBOX,
                &words.say("kiosk-no-columns"),
                &words.say("kiosk-no-columns-next"),
            )
        });
        return action;
    }
    tiles::show(ui, scene, room, &sections).or(action)
}

/// Emblem, hall and place at the left; clock and date at the right.
fn header(ui: &Ui, scene: &Scene<'_>, rect: Rect) {
    let look = scene.look;
    let colours = &look.colours;
    ui.painter().rect_filled(rect, 0.0, colours.bar);
    ui.painter().hline(
        rect.x_range(),
        rect.bottom() - look.line().width / 2.0,
        (look.line().width, colours.bar_soft),
    );
    let inner = rect.shrink2(vec2(margin(look), 0.0));
    let (words, today) = (scene.words(), scene.today());
    let date = words.with(
        "kiosk-date",
        &[
            ("date", format::short_date(today, words).into()),
            ("weekday", format::weekday(today, words).into()),
        ],
    );
    let time = Style::bold(Size::Display, colours.on_bar).leading(1.1);
    let small = Style::plain(Size::Caption, colours.on_bar);
    let clock = format::clock(scene.now, scene.zone());
    let room = inner.width() * 0.4;
    let lines = typeset::line_height(look, time) + typeset::line_height(look, small);
    let at = pos2(inner.right(), rect.center().y - lines / 2.0);
    let used = widgets::text_at(ui, look, at, Align2::RIGHT_TOP, &clock, time, room);
    let below = widgets::text_at(ui, look, used.right_bottom(), Align2::RIGHT_TOP, &date, small, room);
    let right = used.left().min(below.left()) - look.px(32.0);
    let side = look.px(88.0);
    let emblem = Rect::from_center_size(pos2(inner.left() + side / 2.0, rect.center().y), vec2(side, side));
    let beside = emblem.right() + look.px(28.0);
    // Where the name needs the room, the emblem gives it.
    let lead = Style::bold(Size::Lead, colours.on_bar);
    let fits = |left: f32| typeset::count_lines(ui, look, &scene.hall.name, lead, right - left) <= 2;
    let left = if fits(beside) { beside } else { inner.left() };
    if left == beside {
        ui.painter().rect_filled(emblem, CornerRadius::same(look.px(20.0) as u8), colours.bar_soft);
        widgets::icon_at(ui, look, emblem.center(), icons::ICON_ACCOUNT_BALANCE, 60.0, colours.on_bar);
    }
    name(ui, scene, pos2(left, rect.center().y), right - left);
}

/// The hall's name as large as it fits, its place under it.
fn name(ui: &Ui, scene: &Scene<'_>, left: egui::Pos2, width: f32) {
    let look = scene.look;
    let ink = look.colours.on_bar;
    let name = &scene.hall.name;
    let sizes = [(Size::Title, 1), (Size::Lead, 1), (Size::Lead, 2), (Size::Body, 2)];
    let style = |size| Style::bold(size, ink).leading(1.2);
    let fits =
        |(size, rows): &(Size, usize)| typeset::count_lines(ui, look, name, style(*size), width) <= *rows;
    let (size, rows) = sizes.into_iter().find(fits).unwrap_or((Size::Body, 2));
    let small = Style::plain(Size::Caption, ink);
    let first = typeset::text_height(ui, look, name, style(size), width, Some(rows));
    let place = scene.hall.place.as_ref();
    let second = if place.is_some() { typeset::line_height(look, small) } else { 0.0 };
    let at = pos2(left.x, left.y - (first + second) / 2.0);
    let used = widgets::text_block_at(ui, look, at, Align2::LEFT_TOP, name, style(size), width, rows);
    if let Some(place) = place {
        widgets::text_at(ui, look, pos2(left.x, used.bottom()), Align2::LEFT_TOP, place, small, width);
    }
}

/// The most important notice: what interrupts with its severity, else the newest notice.
fn headline<'a>(ui: &Ui, scene: &Scene<'a>) -> Option<(&'a ItemRef, Option<Severity>)> {
    if let Some(active) = interrupt::active(&scene.shown.items, scene.now, scene.zone()) {
        return Some((active.item, Some(active.severity)));
    }
    columns::ordered(ui.ctx(), scene, &[Kind::Notice]).get(0).map(|item| (item, None))
}

/// The line that leads to it.
fn announce(
    ui: &Ui,
    scene: &Scene<'_>,
    rect: Rect,
    item: &ItemRef,
    severity: Option<Severity>,
) -> Option<Action> {
    let look = scene.look;
    let colours = &look.colours;
    let urgent = severity.is_some();
    // What interrupts stands on full red; an ordinary notice on its soft ground.
    let (ground, ink) = if urgent { (colours.red, colours.on_key) } else { (colours.red_soft, colours.red) };
    ui.painter().rect_filled(rect, look.small_radius() as u8, ground);
    let word = scene.words().say(severity.map_or("kiosk-notice", format::severity_key));
    let response = widgets::pressable(ui, look, rect, &format!("{word} {}", item.title), true);
    let mut x = rect.left() + look.px(32.0) + look.px(24.0);
    let icon = if urgent { icons::ICON_WARNING } else { icons::ICON_CAMPAIGN };
    widgets::icon_at(ui, look, pos2(x, rect.center().y), icon, 48.0, ink);
    x += look.px(24.0 + 20.0);
    let style = Style::bold(Size::Body, ink);
    let right = rect.right() - look.px(32.0 + 44.0 + 16.0);
    let used = widgets::paint_at(
        ui,
        look,
        pos2(x, rect.center().y),
        Align2::LEFT_CENTER,
        &word,
        style,
        right - x,
        1,
    );
    x = used.right() + look.px(24.0);
    widgets::paint_at(
        ui,
        look,
        pos2(x, rect.center().y),
        Align2::LEFT_CENTER,
        &item.title,
        style,
        right - x,
        2,
    );
    let at = pos2(rect.right() - look.px(32.0 + 22.0), rect.center().y);
    widgets::icon_at(ui, look, at, icons::ICON_CHEVRON_RIGHT, 48.0, ink);
    response.clicked().then(|| Action::Open(Page::Item(item.id.clone())))
}

/// For the grid of tiles.
pub(super) fn tile_gap(look: &Look) -> f32 {
    look.gap().max(look.px(24.0))
}
