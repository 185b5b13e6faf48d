//! Beside an item: its QR code with the host it leads to, the buttons that turn the page, and the ways to the
//! items before and after it. At the bottom of an upright screen, at the right of one that lies on its side.

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
        typeset::{self, Style},
        widgets::{self, Fill},
    },
};

/// The width of a rail at the right, of a button, and the least for the words beside a code, in reference pixels.
const UPRIGHT: f32 = 470.0;
const BUTTON: f32 = 196.0;
const WORDS: f32 = 230.0;

/// What the rail of an item holds.
pub struct Rail<'a> {
    url: Option<&'a str>,
    /// Its place in its column, from 0, and how many there are.
    place: Option<(usize, usize)>,
    before: Option<&'a ItemRef>,
    after: Option<&'a ItemRef>,
}

/// Where the parts of a rail stand.
struct Places {
    /// The code and the words beside or under it.
    code: Option<(Rect, Rect)>,
    /// The buttons that turn the page, and those that lead to the neighbours: one row each.
    pager: Rect,
    neighbours: Rect,
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
        if is_wide(room) {
            return room.split_left_right_at_x(room.right() - look.px(UPRIGHT));
        }
        let code = self.code_side(look).unwrap_or_default();
        let rows = 2.0 * look.target() + look.gap();
        let height = match self.url {
            Some(_) if Self::is_narrow(look, room.width(), code) => code.max(rows + look.px(100.0)),
            Some(_) => code.max(rows),
            None if Self::fits_one_row(look, room.width()) => look.target(),
            None => rows,
        };
        room.split_top_bottom_at_y(room.bottom() - height - look.px(52.0))
    }

    fn code_side(&self, look: &Look) -> Option<f32> {
        self.url.and_then(|url| widgets::qr_side(look, url, look.px(212.0)))
    }

    /// Two buttons side by side.
    fn pair(look: &Look) -> f32 {
        2.0 * look.px(BUTTON) + look.gap()
    }

    /// Whether the words stand over the buttons, as there is no room between them and the code.
    fn is_narrow(look: &Look, width: f32, code: f32) -> bool {
        width - 2.0 * margin(look) - code - look.px(32.0 + 28.0) - Self::pair(look) < look.px(WORDS)
    }

    fn fits_one_row(look: &Look, width: f32) -> bool {
        width - 2.0 * margin(look) >= 2.0 * Self::pair(look) + look.gap()
    }

    fn places(&self, look: &Look, rail: Rect) -> Places {
        let side = self.code_side(look);
        let row = look.target();
        let step = row + look.gap();
        if rail.height() > rail.width() {
            let inner = rail.shrink2(vec2(look.px(31.0), look.px(36.0)));
            let code = side.map(|side| {
                let at = pos2(inner.center().x, inner.top() + side / 2.0 + look.px(8.0));
                let code = Rect::from_center_size(at, vec2(side, side));
                let words = Rect::from_min_max(pos2(inner.left(), code.bottom() + look.px(32.0)), inner.max);
                (code, words)
            });
            let neighbours = inner.split_top_bottom_at_y(inner.bottom() - row).1;
            // Between them stands which item of how many it is.
            return Places {
                code,
                pager: neighbours.translate(vec2(0.0, -step - look.px(48.0))),
                neighbours,
            };
        }
        let inner = rail.shrink2(vec2(margin(look), look.px(26.0)));
        let Some(side) = side else {
            let pair = Self::pair(look);
            let lower = inner.split_top_bottom_at_y(inner.bottom() - row).1;
            if Self::fits_one_row(look, rail.width()) {
                let (pager, _) = lower.split_left_right_at_x(lower.left() + pair);
                let (_, neighbours) = lower.split_left_right_at_x(lower.right() - pair);
                return Places { code: None, pager, neighbours };
            }
            return Places { code: None, pager: lower.translate(vec2(0.0, -step)), neighbours: lower };
        };
        let at = pos2(inner.left() + side / 2.0 + look.px(8.0), inner.center().y);
        let code = Rect::from_center_size(at, vec2(side, side));
        let rest = Rect::from_min_max(pos2(code.right() + look.px(32.0), inner.top()), inner.max);
        if Self::is_narrow(look, rail.width(), side) {
            let neighbours = rest.split_top_bottom_at_y(rest.bottom() - row).1;
            let pager = neighbours.translate(vec2(0.0, -step));
            let words = Rect::from_min_max(rest.min, pos2(rest.right(), pager.top() - look.px(8.0)));
            return Places { code: Some((code, words)), pager, neighbours };
        }
        let left = rest.right() - Self::pair(look);
        let top = rest.center().y - row - look.gap() / 2.0;
        let pager = Rect::from_min_max(pos2(left, top), pos2(rest.right(), top + row));
        let words = Rect::from_min_max(rest.min, pos2(left - look.px(28.0), rest.bottom()));
        Places { code: Some((code, words)), pager, neighbours: pager.translate(vec2(0.0, step)) }
    }

    /// Draws it; returns what was touched, and the room of the buttons that turn the page.
    pub fn show(&self, ui: &Ui, scene: &Scene<'_>, rail: Rect) -> (Option<Action>, Rect) {
        let look = scene.look;
        let upright = rail.height() > rail.width();
        ui.painter().rect_filled(rail, 0.0, look.colours.surface);
        if upright {
            ui.painter().vline(rail.left() + look.line().width / 2.0, rail.y_range(), look.line());
        } else {
            ui.painter().hline(rail.x_range(), rail.top() + look.line().width / 2.0, look.line());
        }
        let places = self.places(look, rail);
        if let (Some(url), Some((code, words))) = (self.url, places.code) {
            paper(ui, scene, code, url);
            says(ui, scene, url, words, upright);
        }
        if upright && let Some(words) = self.counts(scene) {
            let style = Style::plain(Size::Caption, look.colours.ink2);
            let at = pos2(places.neighbours.center().x, places.neighbours.top() - look.px(10.0));
            widgets::text_at(ui, look, at, Align2::CENTER_BOTTOM, &words, style, places.pager.width());
        }
        (self.neighbours(ui, scene, places.neighbours), places.pager)
    }

    fn counts(&self, scene: &Scene<'_>) -> Option<String> {
        let (place, count) = self.place.filter(|_| !self.is_alone())?;
        let values = [("place", (place + 1).to_string().into()), ("count", count.to_string().into())];
        Some(scene.words().with("kiosk-place", &values))
    }

    /// The buttons to the items beside this one, each only where there is one.
    fn neighbours(&self, ui: &Ui, scene: &Scene<'_>, row: Rect) -> Option<Action> {
        let look = scene.look;
        let width = (row.width() - look.gap()) / 2.0;
        let left = Rect::from_min_size(row.min, vec2(width, row.height()));
        let right = left.translate(vec2(width + look.gap(), 0.0));
        let mut action = None;
        for (item, place, icon, key) in [
            (self.before, left, icons::ICON_CHEVRON_LEFT, "kiosk-previous"),
            (self.after, right, icons::ICON_CHEVRON_RIGHT, "kiosk-next"),
        ] {
            let Some(item) = item else { continue };
            let words = scene.words().say(key);
            if widgets::icon_button(ui, look, place, icon, &words, Fill::Quiet).clicked() {
                action = Some(Action::Replace(Page::Item(item.id.clone())));
            }
        }
        action
    }
}

/// What the code is for, and the host it leads to.
fn says(ui: &Ui, scene: &Scene<'_>, url: &str, room: Rect, centred: bool) {
    let (look, words) = (scene.look, scene.words());
    let colours = &look.colours;
    let lines = [
        (words.say("kiosk-take"), Style::bold(Size::Lead, colours.ink)),
        (words.say("kiosk-take-how"), Style::plain(Size::Caption, colours.ink2)),
        (format::host(url).unwrap_or_default(), Style::bold(Size::Caption, colours.ink)),
    ];
    let height =
        |(said, style): &(String, Style)| typeset::text_height(ui, look, said, *style, room.width(), Some(2));
    let total: f32 = lines.iter().map(height).sum();
    // Where there is no room for three lines, the host is what must stand.
    let skipped = if total > room.height() + look.px(8.0) { 1 } else { usize::MAX };
    let total = if skipped == 1 { total - height(&lines[1]) } else { total };
    let (x, anchor) =
        if centred { (room.center().x, Align2::CENTER_TOP) } else { (room.left(), Align2::LEFT_TOP) };
    let mut y = if centred { room.top() } else { room.center().y - total / 2.0 };
    for (index, (said, style)) in lines.iter().enumerate() {
        if index != skipped {
            y = widgets::text_block_at(ui, look, pos2(x, y), anchor, said, *style, room.width(), 2).bottom();
        }
    }
}

/// The code on its paper.
fn paper(ui: &Ui, scene: &Scene<'_>, code: Rect, url: &str) {
    let look = scene.look;
    let radius = look.px(16.0) as u8;
    let sheet = code.expand(look.px(8.0));
    ui.painter().rect(sheet, radius, look.colours.paper, look.line(), egui::StrokeKind::Outside);
    let host = format::host(url).unwrap_or_default();
    widgets::qr(ui, look, code, url, &scene.words().with("kiosk-code", &[("host", host.into())]));
}
