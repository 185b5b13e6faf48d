//! The head of an item's page: title, marks, the line of metadata, and the boxes of facts.

use egui::{Align2, Rect, Sense, Shape, Ui, epaint::RectShape, pos2, vec2};

use super::{
    chrome::{Fact, margin},
    columns::Section,
};
use crate::{
    domain::{Detail, Item, Kind, validity},
    ui::{
        format,
        scene::Scene,
        theme::{Look, Size, Tone},
        typeset::{self, Style},
        widgets,
    },
};

/// Where an item stands: its column, and its topic where that says more.
pub fn crumbs(scene: &Scene<'_>, section: Option<&Section<'_>>, item: &Item) -> String {
    let column = section
        .map_or_else(|| scene.words().say(&format!("kind-{}", item.kind().word())), |one| one.title.clone());
    match &item.about.topic {
        Some(topic) if *topic != column => format!("{column} › {topic}"),
        _ => column,
    }
}

/// The marks of an item: 已废止, 尚未施行.
pub fn marks(scene: &Scene<'_>, item: &Item) -> Vec<(String, Tone)> {
    let words = scene.words();
    if validity::is_repealed(item, scene.now, scene.zone()) {
        vec![(words.say("kiosk-repealed"), Tone::Red)]
    } else if validity::is_pending(item, scene.now, scene.zone()) {
        vec![(words.say("kiosk-pending"), Tone::Amber)]
    } else {
        Vec::new()
    }
}

/// 发布机构 · 文号 · 日期 · 有效性, as far as the publisher says.
fn metadata(scene: &Scene<'_>, item: &Item) -> String {
    let (words, zone) = (scene.words(), scene.zone());
    let mut parts = Vec::new();
    if let Detail::Guide(guide) = &item.detail
        && let Some(code) = &guide.task_code
    {
        parts.push(words.with("kiosk-task-code", &[("code", code.into())]));
    }
    parts.extend(item.about.publisher.clone());
    parts.extend(item.about.doc_no.clone());
    // What people ask of a law is since when it holds, not when it was put online.
    let since = item.release.effective_on.filter(|_| item.kind() == Kind::Disclosure);
    parts.extend(
        since.map(|on| words.with("kiosk-effective-from", &[("date", format::date(on, zone, words).into())])),
    );
    let date = match (item.modified, item.published) {
        (Some(modified), _) => Some(("kiosk-modified", modified)),
        (None, Some(published)) => Some(("kiosk-published", published)),
        (None, None) => None,
    };
    if let Some((key, moment)) = date {
        parts.push(words.with(key, &[("date", format::date(moment, zone, words).into())]));
    }
    let dated = item.release.effective_on.is_some() || item.release.repealed_on.is_some();
    if item.kind() == Kind::Disclosure && dated && marks(scene, item).is_empty() {
        parts.push(words.say("kiosk-in-force"));
    }
    parts.join(" · ")
}

/// Draws the head across the column.
pub fn head(ui: &mut Ui, scene: &Scene<'_>, item: &Item, facts: &[Fact]) {
    let look = scene.look;
    let colours = &look.colours;
    let behind = ui.painter().add(Shape::Noop);
    let (rect, ()) = widgets::padded(ui, vec2(margin(look), look.px(34.0)), |ui| {
        widgets::text_rows(ui, look, &item.title, Style::bold(Size::Headline, colours.ink), Some(3));
        let marks = marks(scene, item);
        if !marks.is_empty() {
            ui.add_space(look.space(2.0));
            tags(ui, look, &marks);
        }
        let about = metadata(scene, item);
        if !about.is_empty() {
            ui.add_space(look.space(1.5));
            widgets::text(ui, look, &about, Style::plain(Size::Caption, colours.ink2));
        }
        if !facts.is_empty() {
            ui.add_space(look.px(28.0));
            boxes(ui, look, facts);
        }
    });
    ui.painter().set(behind, RectShape::filled(rect, 0.0, colours.surface));
    ui.painter().hline(rect.x_range(), rect.bottom(), look.line());
}

/// Draws marks in a line.
fn tags(ui: &mut Ui, look: &Look, marks: &[(String, Tone)]) {
    let height = look.size(Size::Caption) * 1.3 + look.space(1.0);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height.round()), Sense::hover());
    let mut left = rect.left_center();
    for (words, tone) in marks {
        left.x += widgets::tag(ui, look, left, words, *tone) + look.space(1.5);
    }
}

/// Draws facts side by side, all of one height: in one line where their words have room, else as many in a line as
/// fit the longest.
fn boxes(ui: &mut Ui, look: &Look, facts: &[Fact]) {
    let whole = ui.available_rect_before_wrap();
    let (gap, pad) = (look.px(12.0), look.px(15.0));
    let label = Style::plain(Size::Caption, look.colours.ink2);
    let value = |tone| {
        let ink = if tone == Tone::Plain { look.colours.ink } else { look.colours.ink_of(tone) };
        Style::bold(Size::Lead, ink)
    };
    let wanted = |fact: &Fact| {
        let words = typeset::width_of(ui, look, &fact.value, value(fact.tone));
        words.max(typeset::width_of(ui, look, &fact.label, label)) + 2.0 * pad + 1.0
    };
    let wants: Vec<f32> = facts.iter().map(|fact| wanted(fact).max(look.px(180.0))).collect();
    let spare = whole.width() - wants.iter().sum::<f32>() - gap * (facts.len() - 1) as f32;
    let widest = wants.iter().copied().fold(look.px(220.0), f32::max).min(whole.width());
    let fits = if spare >= 0.0 {
        facts.len()
    } else {
        ((whole.width() + gap) / (widest + gap)).floor().max(1.0) as usize
    };
    // Three boxes and one below look like an accident; two and two do not.
    let lines = facts.len().div_ceil(fits.min(facts.len()));
    let count = facts.len().div_ceil(lines);
    let equal = ((whole.width() + gap) / count as f32 - gap).floor();
    let widths: Vec<f32> = if equal >= widest || spare < 0.0 {
        vec![equal; facts.len()]
    } else {
        wants.iter().map(|want| (want + spare / facts.len() as f32).floor()).collect()
    };
    let rows = |words: &str, style, width: f32| {
        typeset::text_height(ui, look, words, style, width - 2.0 * pad, Some(3))
    };
    let sized = || facts.iter().zip(widths.iter().copied());
    let labels = sized().map(|(fact, width)| rows(&fact.label, label, width)).fold(0.0, f32::max);
    let values = sized().map(|(fact, width)| rows(&fact.value, value(fact.tone), width)).fold(0.0, f32::max);
    let height = labels + values + 2.0 * pad;
    let total = height * lines as f32 + gap * (lines - 1) as f32;
    let (area, _) = ui.allocate_exact_size(vec2(whole.width(), total), Sense::hover());
    let mut left = area.left();
    for (index, (fact, width)) in sized().enumerate() {
        if index % count == 0 {
            left = area.left();
        }
        let at = pos2(left, area.top() + (height + gap) * (index / count) as f32);
        left += width + gap;
        let rect = Rect::from_min_size(at, vec2(width, height));
        let ground = look.colours.ground_of(fact.tone);
        ui.painter().rect(rect, look.small_radius() as u8, ground, look.line(), egui::StrokeKind::Inside);
        let at = rect.min + vec2(pad, pad);
        let room = width - 2.0 * pad;
        widgets::text_block_at(ui, look, at, Align2::LEFT_TOP, &fact.label, label, room, 3);
        let at = pos2(at.x, at.y + labels);
        widgets::text_block_at(ui, look, at, Align2::LEFT_TOP, &fact.value, value(fact.tone), room, 3);
    }
}
