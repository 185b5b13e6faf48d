//! Beside an item: its QR code with the host it leads to, the buttons that turn the page, and the ways to the
//! items before and after it. At the bottom of an upright screen, at the right of one that lies on its side.

use egui::{Align2, Context, Rect, Ui, pos2, vec2};
use egui_material_icons::icons;

use super::{
    Action, Page,
    columns::{self, Section},
    rail_places,
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
        rail_places::split(look, room, self.url)
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
        let places = rail_places::places(look, rail, self.url);
        if let (Some(url), Some((code, words))) = (self.url, places.code) {
            paper(ui, scene, code, url);
            says(ui, scene, url, words, words.top() > code.bottom());
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
fn says(ui: &Ui, scene: &Scene<'_>, url: &str, room: Rect, under: bool) {
    let (look, words) = (scene.look, scene.words());
    let colours = &look.colours;
    let lines = [
        (words.say("kiosk-take"), Style::bold(Size::Lead, colours.ink)),
        (words.say("kiosk-take-how"), Style::plain(Size::Caption, colours.ink2)),
        (format::host(url).unwrap_or_default(), Style::bold(Size::Caption, colours.ink)),
    ];
    let height =
        |(said, style): &(String, Style)| typeset::text_height(ui, look, said, *style, room.width(), Some(2));
    let total = |shown: &[usize]| shown.iter().map(|index| height(&lines[*index])).sum::<f32>();
    // Where there is no room for three lines, the host is what must stand.
    let choices: [&[usize]; 3] = [&[0, 1, 2], &[0, 2], &[2]];
    let fits = |shown: &&[usize]| total(shown) <= room.height() + look.px(8.0);
    let shown = choices.into_iter().find(fits).unwrap_or(&[2]);
    let (x, anchor) =
        if under { (room.center().x, Align2::CENTER_TOP) } else { (room.left(), Align2::LEFT_TOP) };
    let mut y = if under { room.top() } else { room.center().y - total(shown) / 2.0 };
    for (said, style) in shown.iter().filter_map(|index| lines.get(*index)) {
        y = widgets::text_block_at(ui, look, pos2(x, y), anchor, said, *style, room.width(), 2).bottom();
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
