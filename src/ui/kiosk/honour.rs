//! 红黑榜: who was commended or discredited, by which authority and when. Which of the two lists it is stands in
//! words at the top and on every card, never in a colour alone.

use egui::{Rect, Ui, Vec2};
use egui_material_icons::{MaterialIcon, icons};

use super::{
    cards,
    chrome::Fact,
    long_list::{Grid, Plan, long_list},
};
use crate::{
    domain::{
        Detail,
        kinds::{HonourEntry, HonourRoll, List},
        snapshot::ItemRef,
        validity,
    },
    ui::{
        format,
        scene::Scene,
        theme::{Look, Size, Tone},
        typeset::{self, Style},
        widgets,
    },
};

/// Which list, 期次, and how many are on it.
pub fn facts(scene: &Scene<'_>, item: &ItemRef) -> Vec<Fact> {
    let Detail::Honour(roll) = &item.detail else { return Vec::new() };
    let words = scene.words();
    let count = validity::honour_entries(roll, scene.now, scene.zone()).count();
    let fact = |key: &str, value: String, tone| Fact { label: words.say(key), value, tone };
    let mut facts = vec![fact("honour-list", words.say(Face::of(roll.list).name), Face::of(roll.list).tone)];
    facts.extend(roll.period.clone().map(|period| fact("honour-period", period, Tone::Plain)));
    facts.push(fact("honour-count", words.with("honour-entries", &[("count", count.into())]), Tone::Plain));
    facts
}

/// How a list looks and which words it takes.
struct Face {
    tone: Tone,
    icon: MaterialIcon,
    name: &'static str,
    banner: &'static str,
    meaning: &'static str,
    reason: &'static str,
    decision: &'static str,
    authority: &'static str,
    listed: &'static str,
}

impl Face {
    const fn of(list: List) -> Self {
        match list {
            // Commended, and in green: red would read as a warning.
            List::Red => Self {
                tone: Tone::Green,
                icon: icons::ICON_WORKSPACE_PREMIUM,
                name: "honour-red",
                banner: "honour-red-banner",
                meaning: "honour-red-meaning",
                reason: "honour-red-reason",
                decision: "honour-red-decision",
                authority: "honour-red-authority",
                listed: "honour-red-listed",
            },
            List::Black => Self {
                tone: Tone::Red,
                icon: icons::ICON_GPP_BAD,
                name: "honour-black",
                banner: "honour-black-banner",
                meaning: "honour-black-meaning",
                reason: "honour-black-reason",
                decision: "honour-black-decision",
                authority: "honour-black-authority",
                listed: "honour-black-listed",
            },
        }
    }
}

/// Draws what the list is, the entries as cards, and the publisher's own text.
pub fn body(ui: &mut Ui, scene: &Scene<'_>, item: &ItemRef) {
    let Detail::Honour(roll) = &item.detail else { return };
    let (look, words) = (scene.look, scene.words());
    let face = Face::of(roll.list);
    cards::banner(ui, look, face.icon, face.tone, &words.say(face.banner), &words.say(face.meaning));
    ui.add_space(look.space(3.0));
    let entries: Vec<&HonourEntry> = validity::honour_entries(roll, scene.now, scene.zone()).collect();
    if entries.is_empty() {
        widgets::card(ui, look, |ui| {
            let style = Style::plain(Size::Body, look.colours.ink);
            widgets::text(ui, look, &words.say("honour-none"), style);
        });
    }
    let grid = Grid { columns: if cards::is_wide(ui, look) { 2 } else { 1 }, gap: look.space(2.0) };
    let content = (scene.snapshot.generation, item.source, &item.id);
    long_list(
        ui,
        look,
        content,
        entries.len(),
        grid,
        |ui, index, width| plan(ui, scene, roll, &face, entries[index], width).height(),
        |ui, index, rect| {
            widgets::panel(ui, rect, look, look.colours.surface);
            plan(ui, scene, roll, &face, entries[index], rect.width()).draw(ui, look, rect.min);
            let side = look.px(64.0);
            let badge = Rect::from_min_size(rect.min + pad(look), Vec2::splat(side));
            widgets::badge(ui, look, badge, face.icon, face.tone);
            let name = words.say(face.name);
            let width = widgets::tag_width(ui, look, &name);
            let at = egui::pos2(rect.right() - pad(look).x - width, badge.top() + look.px(26.0));
            widgets::tag(ui, look, at, &name, face.tone);
        },
    );
    ui.add_space(look.space(3.0));
    cards::stack(ui, look, cards::own_text(scene, item).into_iter().collect());
}

fn pad(look: &Look) -> Vec2 {
    Vec2::new(look.px(32.0), look.px(28.0))
}

/// A card's texts in their places.
fn plan(ui: &Ui, scene: &Scene<'_>, roll: &HonourRoll, face: &Face, entry: &HonourEntry, width: f32) -> Plan {
    let (look, words) = (scene.look, scene.words());
    let colours = &look.colours;
    let pad = pad(look);
    let left = pad.x + look.px(64.0 + 24.0);
    let right = width - pad.x;
    let tag = widgets::tag_width(ui, look, &words.say(face.name)) + look.px(20.0);
    let caption = Style::plain(Size::Caption, colours.ink2);
    let mut plan = Plan::default();
    let mut y = pad.y;
    let name = Style::bold(Size::Lead, colours.ink);
    y += plan.text(ui, look, Vec2::new(left, y), entry.ent_name.clone(), name, right - tag - left);
    if let Some(code) = &entry.uscc {
        let code = words.with("honour-uscc", &[("code", code.into())]);
        y += plan.text(ui, look, Vec2::new(left, y), code, caption, right - left);
    }
    plan.reach(pad.y + look.px(64.0));
    y += look.px(12.0);
    if let Some(reason) = &entry.reason {
        let reason = words.with(face.reason, &[("reason", reason.into())]);
        y += plan.text(
            ui,
            look,
            Vec2::new(left, y),
            reason,
            Style::plain(Size::Body, colours.ink),
            right - left,
        );
        y += look.px(12.0);
    }
    // Two fields stand side by side where each has room for a date and its label.
    let columns = if right - left >= look.px(760.0) { 2 } else { 1 };
    let gap = look.px(32.0);
    let column = ((right - left + gap) / columns as f32 - gap).floor();
    let fields: Vec<(String, String)> = fields(scene, roll, face, entry);
    let label_width =
        fields.iter().map(|(label, _)| typeset::width_of(ui, look, label, caption)).fold(0.0, f32::max)
            + look.px(20.0);
    let said = Style::plain(Size::Caption, colours.ink);
    for line in fields.chunks(columns) {
        let mut height: f32 = 0.0;
        for (index, (label, value)) in line.iter().enumerate() {
            let x = left + (column + gap) * index as f32;
            plan.text(ui, look, Vec2::new(x, y), label.clone(), caption, label_width);
            let at = Vec2::new(x + label_width, y);
            height = height.max(plan.text(ui, look, at, value.clone(), said, column - label_width));
        }
        y += height + look.px(6.0);
    }
    plan.reach(y + pad.y - look.px(6.0));
    plan
}

/// What every card says of an entry; authority and date always, in designed words where the publisher is silent.
fn fields(scene: &Scene<'_>, roll: &HonourRoll, face: &Face, entry: &HonourEntry) -> Vec<(String, String)> {
    let words = scene.words();
    let date = |moment| format::date(moment, scene.zone(), words);
    let listed = entry.listed_on.map_or_else(|| words.say("honour-no-date"), date);
    let authority = entry.authority.clone().unwrap_or_else(|| words.say("honour-no-authority"));
    let mut fields = vec![(words.say(face.authority), authority), (words.say(face.listed), listed)];
    fields.extend(entry.decision_no.clone().map(|number| (words.say(face.decision), number)));
    fields.extend(entry.publish_to.map(|to| (words.say("honour-until"), date(to))));
    // A commended business has nothing to repair, but what its publisher says is shown.
    if roll.list == List::Black || entry.repair_status.is_some() {
        let status = entry.repair_status.clone().unwrap_or_else(|| words.say("honour-no-repair"));
        fields.push((words.say("honour-repair"), status));
    }
    fields
}
