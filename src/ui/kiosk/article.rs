//! The page of a text: a disclosed document or a notice, and of the catalogue.

use egui::{Align2, Rect, Sense, Ui, pos2, vec2};
use egui_material_icons::{MaterialIcon, icons};

use super::{Action, chrome::Fact, matters};
use crate::{
    domain::{Detail, Item, Kind, Moment, kinds::has_words, snapshot::ItemRef, validity},
    ui::{
        format,
        scene::Scene,
        theme::{Look, Size, Tone},
        typeset::{self, Style},
        widgets,
    },
};

/// The widest column of running text, in characters: longer lines lose the eye on its way back.
const MEASURE: f32 = 40.0;

/// The facts of a text stand in its line of metadata and in the table at its end; it has no boxes.
pub const fn facts(_: &Scene<'_>, _: &ItemRef) -> Vec<Fact> {
    Vec::new()
}

/// Draws the text with what belongs to it, each part on a card; returns what was touched.
pub fn body(ui: &mut Ui, scene: &Scene<'_>, item: &ItemRef) -> Option<Action> {
    let mut action = None;
    let look = scene.look;
    let gap = look.px(24.0);
    for (icon, tone, words) in remarks(scene, item) {
        strip(ui, look, icon, tone, &words);
        ui.add_space(gap);
    }
    if let Detail::Catalogue(catalogue) = &item.detail {
        action = matters::of_item(ui, scene, catalogue);
        ui.add_space(gap);
    }
    if text_card(ui, scene, item) {
        ui.add_space(gap);
    }
    if !item.attachments.is_empty() {
        attachments(ui, scene, item);
        ui.add_space(gap);
    }
    about(ui, scene, item);
    action
}

/// What one must know before reading: 已废止, 尚未施行, 公示期.
fn remarks(scene: &Scene<'_>, item: &Item) -> Vec<(MaterialIcon, Tone, String)> {
    let (words, zone, now) = (scene.words(), scene.zone(), scene.now);
    let date = |moment: Moment| format::date(moment, zone, words);
    let mut remarks = Vec::new();
    let release = &item.release;
    if let (true, Some(on)) = (validity::is_repealed(item, now, zone), release.repealed_on) {
        let said = words.with("kiosk-repealed-on", &[("date", date(on).into())]);
        remarks.push((icons::ICON_WARNING, Tone::Red, said));
    } else if let (true, Some(on)) = (validity::is_pending(item, now, zone), release.effective_on) {
        let said = words.with("kiosk-pending-until", &[("date", date(on).into())]);
        remarks.push((icons::ICON_SCHEDULE, Tone::Amber, said));
    }
    if item.kind() == Kind::Notice
        && let Some(said) = term(scene, release.valid_from, release.valid_to)
    {
        remarks.push((icons::ICON_EVENT, Tone::Key, said));
    }
    remarks
}

/// 公示期 with the days that are left.
fn term(scene: &Scene<'_>, from: Option<Moment>, to: Option<Moment>) -> Option<String> {
    let (words, zone) = (scene.words(), scene.zone());
    let to = to?;
    let said = match from {
        Some(from) => {
            let values = [
                ("from", format::date(from, zone, words).into()),
                ("to", format::date(to, zone, words).into()),
            ];
            words.with("kiosk-term", &values)
        }
        None => words.with("kiosk-term-to", &[("to", format::date(to, zone, words).into())]),
    };
    let last = to.day(zone)?;
    let days = scene.today().until(last).map(|span| span.get_days()).unwrap_or_default();
    let left = match days {
        ..0 => return Some(said),
        0 => words.say("kiosk-term-today"),
        days => words.with("kiosk-term-left", &[("days", days.into())]),
    };
    Some(words.with("kiosk-term-both", &[("term", said.into()), ("left", left.into())]))
}

/// A line on the ground of its tone.
fn strip(ui: &mut Ui, look: &Look, icon: MaterialIcon, tone: Tone, words: &str) {
    let style = Style::bold(Size::Body, look.colours.ink_of(tone));
    let whole = ui.available_width();
    let pad = look.px(28.0);
    let indent = pad + look.px(48.0) + look.px(16.0);
    let width = whole - indent - pad;
    let height = typeset::text_height(ui, look, words, style, width, None);
    let (rect, _) = ui.allocate_exact_size(vec2(whole, height + 2.0 * look.px(22.0)), Sense::hover());
    ui.painter().rect_filled(rect, look.small_radius() as u8, look.colours.ground_of(tone));
    let at = pos2(rect.left() + pad + look.px(24.0), rect.center().y);
    widgets::icon_at(ui, look, at, icon, 48.0, look.colours.ink_of(tone));
    let at = pos2(rect.left() + indent, rect.center().y);
    widgets::text_block_at(ui, look, at, Align2::LEFT_CENTER, words, style, width, usize::MAX);
}

/// The item's own picture, unless its text shows the same one: once is enough.
pub(super) fn lead_picture(item: &Item) -> Option<&str> {
    let own = item.image.as_deref()?;
    let in_text = item.picture_urls().iter().skip(1).any(|url| *url == own);
    (!in_text).then_some(own)
}

/// The picture, the summary where there is no text, and the text in a readable measure; whether there was any.
fn text_card(ui: &mut Ui, scene: &Scene<'_>, item: &Item) -> bool {
    let look = scene.look;
    let picture = lead_picture(item).and_then(|url| scene.pictures.picture(url));
    let summary = item.summary.as_deref().filter(|_| !has_words(&item.body));
    if picture.is_none() && summary.is_none() && item.body.is_empty() {
        return false;
    }
    widgets::card(ui, look, |ui| {
        let whole = ui.available_rect_before_wrap();
        let width = (look.size(Size::Body) * MEASURE).min(whole.width());
        let left = whole.left() + ((whole.width() - width) / 2.0).floor();
        let column = Rect::from_min_max(pos2(left, whole.top()), pos2(left + width, whole.bottom()));
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(column));
        if let Some((size, texture)) = picture {
            let drawn = size * (width / size.x).min(look.px(560.0) / size.y).min(1.0);
            let (place, _) = child.allocate_exact_size(vec2(width, drawn.y), Sense::hover());
            let rect = Rect::from_center_size(place.center(), drawn);
            egui::Image::from_texture((texture, drawn)).paint_at(&child, rect);
            child.add_space(look.space(3.0));
        }
        if let Some(summary) = summary {
            let style = Style::plain(Size::Body, look.colours.ink).leading(1.65);
            widgets::text(&mut child, look, summary, style);
        }
        widgets::blocks(&mut child, look, &item.body, Size::Body, scene.pictures);
        let used = Rect::from_min_max(whole.min, pos2(whole.right(), child.min_rect().bottom()));
        ui.allocate_rect(used, Sense::hover());
    });
    true
}

/// The files that go with it, by name: the QR code leads to them.
pub(super) fn attachments(ui: &mut Ui, scene: &Scene<'_>, item: &Item) {
    let look = scene.look;
    let words = scene.words();
    let remark = if item.url.is_some() { words.say("kiosk-attachments-how") } else { String::new() };
    widgets::card(ui, look, |ui| {
        widgets::card_title(ui, look, icons::ICON_ATTACH_FILE, &words.say("kiosk-attachments"), &remark);
        for (number, file) in (1usize..).zip(&item.attachments) {
            let values = [("number", number.to_string().into()), ("title", (&file.title).into())];
            let style = Style::plain(Size::Body, look.colours.ink).leading(1.6);
            widgets::text(ui, look, &words.with("kiosk-attachment", &values), style);
        }
    });
}

/// The table of what the publisher says of the document.
fn about(ui: &mut Ui, scene: &Scene<'_>, item: &Item) {
    let (look, words, zone) = (scene.look, scene.words(), scene.zone());
    let about = &item.about;
    let date = |moment: Option<Moment>| moment.map(|moment| format::date(moment, zone, words));
    let department = [&about.department.name, &about.department.phone];
    let department: Vec<&str> = department.into_iter().flatten().map(String::as_str).collect();
    let rows: Vec<(&str, String)> = [
        ("kiosk-about-index", about.index_no.clone()),
        ("kiosk-about-publisher", about.publisher.clone()),
        ("kiosk-about-number", about.doc_no.clone()),
        ("kiosk-about-topic", about.topic.clone()),
        ("kiosk-about-genre", about.genre.clone()),
        ("kiosk-about-formed", date(about.formed_on)),
        ("kiosk-about-published", date(item.published)),
        ("kiosk-about-effective", date(item.release.effective_on)),
        ("kiosk-about-repealed", date(item.release.repealed_on)),
        ("kiosk-about-basis", about.basis.clone()),
        ("kiosk-about-scope", about.scope.clone()),
        ("kiosk-about-department", (!department.is_empty()).then(|| department.join(" "))),
    ]
    .into_iter()
    .filter_map(|(key, value)| value.map(|value| (key, value)))
    .collect();
    if rows.is_empty() {
        return;
    }
    widgets::card(ui, look, |ui| {
        widgets::card_title(ui, look, icons::ICON_INFO, &words.say("kiosk-about"), "");
        let label = Style::plain(Size::Caption, look.colours.ink2).leading(1.5);
        let value = Style::plain(Size::Caption, look.colours.ink).leading(1.5);
        let names: Vec<String> = rows.iter().map(|(key, _)| words.say(key)).collect();
        let first = names.iter().map(|name| typeset::width_of(ui, look, name, label)).fold(0.0, f32::max);
        let indent = first + look.space(4.0);
        for (index, (name, (_, said))) in names.iter().zip(&rows).enumerate() {
            if index > 0 {
                widgets::rule(ui, look);
            }
            let width = ui.available_width();
            let height = typeset::text_height(ui, look, said, value, width - indent, None);
            let pad = look.px(12.0);
            let (rect, _) = ui.allocate_exact_size(vec2(width, height + 2.0 * pad), Sense::hover());
            if ui.is_rect_visible(rect) {
                let at = rect.min + vec2(0.0, pad);
                widgets::text_at(ui, look, at, Align2::LEFT_TOP, name, label, first + 1.0);
                let at = at + vec2(indent, 0.0);
                widgets::text_block_at(
                    ui,
                    look,
                    at,
                    Align2::LEFT_TOP,
                    said,
                    value,
                    width - indent,
                    usize::MAX,
                );
            }
        }
    });
}
