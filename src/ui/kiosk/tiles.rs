//! The tiles of the home: a grid that fills its room with any number of columns.

use egui::{Align2, Rect, Ui, pos2, vec2};
use egui_material_icons::icons;

use super::{
    Action, Page,
    chrome::is_wide,
    columns::{self, Ordered, Section},
    facts,
    home::tile_gap,
};
use crate::{
    domain::{Kind, snapshot::ItemRef},
    ui::{
        scene::Scene,
        theme::{Look, Size, TARGET_GAP_MM, TARGET_MM, TILE_MM},
        typeset::{self, Style},
        widgets,
    },
};

/// How many shortcuts a double tile offers.
const SHORTCUTS: usize = 3;

/// Draws a tile for each column; returns what was touched.
pub fn show(ui: &Ui, scene: &Scene<'_>, room: Rect, sections: &[Section<'_>]) -> Option<Action> {
    let look = scene.look;
    let mut action = None;
    let places = grid(sections.len(), room, tile_gap(look), look.mm(TILE_MM), is_wide(ui.max_rect()));
    for (index, (section, rect)) in sections.iter().zip(places).enumerate() {
        let items = columns::ordered(ui.ctx(), scene, section.kinds);
        let double = index == 0 && rect.width() > room.width() * 0.45 && rect.width() > rect.height() * 1.9;
        action = tile(ui, scene, rect, section, &items, double).or(action);
    }
    action
}

/// The rectangles of `count` tiles: rows of equal tiles, the first as wide as what would be left over.
fn grid(count: usize, room: Rect, gap: f32, least: f32, wide: bool) -> Vec<Rect> {
    let across = match (wide, count) {
        (_, 0) => return Vec::new(),
        (false, 1..=2) => 1,
        (false, 3..=8) => 2,
        (false, _) => 3,
        (true, 1..=3) => count,
        (true, 4) => 2,
        (true, 5..=6) => 3,
        (true, 7..=8) => 4,
        (true, _) => 5,
    };
    let rows = count.div_ceil(across);
    let spare = across * rows - count;
    let cell = vec2(
        ((room.width() + gap) / across as f32 - gap).max(least).floor(),
        ((room.height() + gap) / rows as f32 - gap).max(least).floor(),
    );
    let mut places = Vec::with_capacity(count);
    let mut slot = 0;
    for index in 0..count {
        let span = if index == 0 { 1 + spare } else { 1 };
        let at =
            room.min + vec2((slot % across) as f32 * (cell.x + gap), (slot / across) as f32 * (cell.y + gap));
        let mut rect = Rect::from_min_size(at, vec2(cell.x * span as f32 + gap * (span - 1) as f32, cell.y));
        if (slot + span) % across == 0 {
            // Rounding must not leave a crooked right edge.
            rect.max.x = room.right();
        }
        places.push(rect);
        slot += span;
    }
    places
}

fn tile(
    ui: &Ui,
    scene: &Scene<'_>,
    rect: Rect,
    section: &Section<'_>,
    items: &Ordered<'_>,
    double: bool,
) -> Option<Action> {
    let look = scene.look;
    let colours = &look.colours;
    widgets::panel(ui, rect, look, colours.surface);
    let fact = facts::live(scene, section, items);
    let room = shortcut_rows(look, rect);
    let picks = if double && room >= 2 { popular(section, items, room) } else { Vec::new() };
    // With shortcuts at its right the tile is its left part.
    let own = if picks.is_empty() { rect } else { rect.split_left_right_at_fraction(0.42).0 };
    let response = widgets::pressable(ui, look, own, &format!("{} {fact}", section.title), true);
    let pad = vec2(look.px(34.0), look.px(34.0));
    let inner = own.shrink2(pad.min(own.size() * 0.12));
    let roomy = inner.height() >= look.px(262.0) && inner.width() >= look.px(330.0);
    let side = look.px(if roomy { 124.0 } else { 112.0 }).min(inner.height()).min(inner.width());
    let title = Style::bold(if roomy { Size::Headline } else { Size::Title }, colours.ink).leading(1.2);
    let small = Style::plain(if roomy { Size::Body } else { Size::Caption }, colours.ink2);
    let stacked =
        side + typeset::line_height(look, title) + typeset::line_height(look, small) + look.px(12.0);
    if inner.height() >= stacked {
        let badge = Rect::from_min_size(inner.min, vec2(side, side));
        widgets::badge(ui, look, badge, section.icon(), section.tone());
        let rows = if inner.height() >= stacked + typeset::line_height(look, small) { 2 } else { 1 };
        let at = inner.left_bottom();
        let used = widgets::paint_at(ui, look, at, Align2::LEFT_BOTTOM, &fact, small, inner.width(), rows);
        let at = pos2(inner.left(), used.top() - look.px(4.0));
        widgets::paint_at(ui, look, at, Align2::LEFT_BOTTOM, &section.title, title, inner.width(), 1);
    } else {
        low_tile(ui, scene, own, section, &fact);
    }
    let area = Rect::from_min_max(pos2(own.right() + shortcut_gap(look), rect.top()), rect.max);
    let picked = shortcuts(ui, scene, area, &picks);
    let open = response.clicked().then(|| Action::Open(Page::Column(section.id.into())));
    picked.or(open)
}

/// A tile too low for an icon over its words: the icon beside them, the words as large as they fit.
fn low_tile(ui: &Ui, scene: &Scene<'_>, own: Rect, section: &Section<'_>, fact: &str) {
    let look = scene.look;
    let inner = own.shrink2(vec2(look.px(20.0), look.px(14.0)));
    let small = Style::plain(Size::Caption, look.colours.ink2);
    let side = look.px(72.0).min(inner.height()).min(inner.width() * 0.25);
    let beside = inner.right() - (inner.left() + side + look.px(16.0));
    let style = |size| Style::bold(size, look.colours.ink).leading(1.2);
    let fits = |size: &Size, width: f32| typeset::width_of(ui, look, &section.title, style(*size)) <= width;
    let size = [Size::Title, Size::Lead, Size::Body].into_iter().find(|size| fits(size, beside));
    let (size, left) = match size {
        Some(size) => (size, inner.right() - beside),
        None => (Size::Body, inner.left()),
    };
    if left > inner.left() {
        let badge =
            Rect::from_center_size(pos2(inner.left() + side / 2.0, inner.center().y), vec2(side, side));
        widgets::badge(ui, look, badge, section.icon(), section.tone());
    }
    let width = inner.right() - left;
    let title = typeset::line_height(look, style(size));
    let rows = if inner.height() >= title + 2.0 * typeset::line_height(look, small) { 2 } else { 1 };
    // Two facts break between them, not inside one.
    let parted = fact.replace(" · ", "\n");
    let broken = rows > 1 && typeset::width_of(ui, look, fact, small) > width;
    let fact = if broken { parted.as_str() } else { fact };
    let facts = typeset::text_height(ui, look, fact, small, width, Some(rows));
    let at = pos2(left, inner.center().y - (title + facts) / 2.0);
    let used = widgets::paint_at(ui, look, at, Align2::LEFT_TOP, &section.title, style(size), width, 1);
    widgets::paint_at(ui, look, used.left_bottom(), Align2::LEFT_TOP, fact, small, width, rows);
}

/// How many shortcuts a tile has the height for.
fn shortcut_rows(look: &Look, tile: Rect) -> usize {
    let gap = shortcut_gap(look);
    let least = look.mm(TARGET_MM).max(look.px(72.0));
    let rows = (tile.height() - 2.0 * look.px(26.0) + gap) / (least + gap);
    (rows.max(0.0) as usize).min(SHORTCUTS)
}

fn shortcut_gap(look: &Look) -> f32 {
    look.px(12.0).max(look.mm(TARGET_GAP_MM))
}

/// What most visitors come for: the heaviest guides, else the newest items.
fn popular<'a>(section: &Section<'_>, items: &Ordered<'a>, count: usize) -> Vec<&'a ItemRef> {
    let mut all: Vec<&ItemRef> = items.iter().collect();
    if section.leading() == Kind::Guide {
        all.sort_by_key(|item| std::cmp::Reverse(item.about.weight));
    }
    all.truncate(count);
    all
}

/// Buttons straight to items, at the right of a double tile.
fn shortcuts(ui: &Ui, scene: &Scene<'_>, area: Rect, picks: &[&ItemRef]) -> Option<Action> {
    let look = scene.look;
    let colours = &look.colours;
    let inner = Rect::from_min_max(
        area.min + vec2(0.0, look.px(26.0)),
        area.max - vec2(look.px(26.0), look.px(26.0)),
    );
    let gap = shortcut_gap(look);
    let rows = shortcut_rows(look, area).max(1) as f32;
    let height = ((inner.height() + gap) / rows - gap).floor();
    let mut action = None;
    for (index, item) in picks.iter().enumerate() {
        let top = inner.top() + (height + gap) * index as f32;
        let rect = Rect::from_min_size(pos2(inner.left(), top), vec2(inner.width(), height));
        ui.painter().rect(rect, look.small_radius() as u8, colours.bg, look.line(), egui::StrokeKind::Inside);
        let response = widgets::pressable(ui, look, rect, &item.title, true);
        let style = Style::plain(Size::Body, colours.ink).leading(1.25);
        let left = pos2(rect.left() + look.px(28.0), rect.center().y);
        let right = rect.right() - look.px(28.0);
        widgets::icon_at(
            ui,
            look,
            pos2(right - look.px(12.0), left.y),
            icons::ICON_CHEVRON_RIGHT,
            44.0,
            colours.key,
        );
        let rows = if height >= 2.0 * typeset::line_height(look, style) + look.px(8.0) { 2 } else { 1 };
        let width = right - look.px(44.0) - left.x;
        widgets::paint_at(ui, look, left, Align2::LEFT_CENTER, &item.title, style, width, rows);
        if response.clicked() {
            action = Some(Action::Open(Page::Item(item.id.clone())));
        }
    }
    action
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_number_of_tiles_fills_the_room_without_overlap() {
        for (size, wide) in [(vec2(984.0, 1480.0), false), (vec2(1824.0, 640.0), true)] {
            let room = Rect::from_min_size(pos2(48.0, 300.0), size);
            for count in 1..=15 {
                let places = grid(count, room, 24.0, 55.0, wide);
                assert_eq!(places.len(), count);
                let mut covered = 0.0;
                for (index, place) in places.iter().enumerate() {
                    assert!(
                        room.expand(0.5).contains_rect(*place),
                        "{count} tiles: {place:?} leaves {room:?}"
                    );
                    covered += place.area();
                    for other in &places[..index] {
                        assert!(
                            !other.expand(10.0).intersects(*place),
                            "{count} tiles: {index} is too near another"
                        );
                    }
                }
                assert!(covered > room.area() * 0.8, "{count} tiles leave a hole");
            }
        }
    }
}
