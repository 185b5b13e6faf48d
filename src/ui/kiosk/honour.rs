//! 红黑榜: who was commended or discredited, by which authority and when. Which of the two lists it is stands in
//! words at the top and on every card, never in a colour alone.

use egui::{Align2, Rect, Ui, Vec2};
use egui_material_icons::MaterialIcon;

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

/// Which list with how many on it, and 期次.
pub fn facts(scene: &Scene<'_>, item: &ItemRef) -> Vec<Fact> {
    let Detail::Honour(roll) = &item.detail else { return Vec::new() };
    let words = scene.words();
    let count = validity::honour_entries(roll, scene.now, scene.zone()).count();
    let face = Face::of(roll.list);
    let values = [("list", words.say(face.name).into()), ("count", count.into())];
    let value = words.with("honour-list-count", &values);
    let mut facts = vec![Fact { label: words.say("honour-list"), value, tone: face.tone }];
    let period = roll.period.clone();
    facts.extend(period.map(|value| Fact { label: words.say("honour-period"), value, tone: Tone::Plain }));
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
        let (icon, tone) = widgets::list_mark(list);
        match list {
            List::Red => Self {
                tone,
                icon,
                name: "honour-red",
                banner: "honour-red-banner",
                meaning: "honour-red-meaning",
                reason: "honour-red-reason",
                decision: "honour-red-decision",
                authority: "honour-red-authority",
                listed: "honour-red-listed",
            },
            List::Black => Self {
                tone,
                icon,
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
    let entries: Vec<&HonourEntry> = validity::honour_entries(roll, scene.now, scene.zone()).collect();
    let sentence = words.say(if entries.is_empty() { "honour-none" } else { face.meaning });
    cards::banner(ui, look, face.icon, face.tone, &words.say(face.banner), &sentence);
    ui.add_space(look.space(3.0));
    let grid = Grid { columns: if cards::is_wide(ui, look) { 2 } else { 1 }, gap: look.space(2.0) };
    let content = (scene.content(), item.source, &item.id);
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
            // The list's name in words, as a photograph may show one card alone.
            let name = words.say(face.name);
            let style = Style::bold(Size::Caption, look.colours.ink_of(face.tone));
            let at = egui::pos2(badge.center().x, badge.bottom() + look.px(6.0));
            let width = side + look.px(20.0);
            widgets::text_block_at(ui, look, at, Align2::CENTER_TOP, &name, style, width, 2);
        },
    );
    ui.add_space(look.space(3.0));
    cards::stack(ui, look, cards::said(vec![cards::own_text(scene, item), cards::files(scene, item)]));
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
    let caption = Style::plain(Size::Caption, colours.ink2);
    let mut plan = Plan::default();
    let mut y = pad.y;
    let name = Style::bold(Size::Lead, colours.ink);
    y += plan.text(ui, look, Vec2::new(left, y), entry.ent_name.clone(), name, right - left);
    if let Some(code) = &entry.uscc {
        let code = words.with("honour-uscc", &[("code", code.into())]);
        y += plan.text(ui, look, Vec2::new(left, y), code, caption, right - left);
    }
    plan.reach(pad.y + look.px(64.0 + 90.0) + pad.y);
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
    let labels = fields(scene, roll, face, entry);
    let label_width = labels
        .iter()
        .flat_map(|(left, right)| [Some(left), right.as_ref()])
        .flatten()
        .map(|(label, _)| typeset::width_of(ui, look, label, caption))
        .fold(0.0, f32::max)
        + look.px(20.0);
    let said = Style::plain(Size::Caption, colours.ink);
    let put = |plan: &mut Plan, x: f32, y: f32, (label, value): (String, String), room: f32| {
        plan.text(ui, look, Vec2::new(x, y), label, caption, label_width);
        plan.text(ui, look, Vec2::new(x + label_width, y), value, said, room - label_width)
    };
    let after = look.px(6.0);
    // Dates are short: they stand at the right of what is long, where there is room for both.
    let dates = label_width + look.px(226.0);
    let beside = right - left - dates >= label_width + look.px(300.0);
    for (long, date) in labels {
        match date {
            Some(date) if beside => {
                let room = right - left - dates - look.px(20.0);
                let long = put(&mut plan, left, y, long, room);
                y += put(&mut plan, right - dates, y, date, dates).max(long) + after;
            }
            date => {
                y += put(&mut plan, left, y, long, right - left) + after;
                if let Some(date) = date {
                    y += put(&mut plan, left, y, date, right - left) + after;
                }
            }
        }
    }
    plan.reach(y + pad.y - look.px(6.0));
    plan
}

/// A label and its value.
type Pair = (String, String);

/// What every card says of an entry, a long field with a date beside it; authority and date of listing always, in
/// designed words where the publisher is silent.
fn fields(
    scene: &Scene<'_>,
    roll: &HonourRoll,
    face: &Face,
    entry: &HonourEntry,
) -> Vec<(Pair, Option<Pair>)> {
    let words = scene.words();
    let date = |moment| format::date(moment, scene.zone(), words);
    let listed = entry.listed_on.map_or_else(|| words.say("honour-no-date"), date);
    let authority = entry.authority.clone().unwrap_or_else(|| words.say("honour-no-authority"));
    let mut fields = vec![((words.say(face.authority), authority), Some((words.say(face.listed), listed)))];
    let decision = entry.decision_no.clone().map(|number| (words.say(face.decision), number));
    let until = entry.publish_to.map(|to| (words.say("honour-until"), date(to)));
    match (decision, until) {
        (Some(decision), until) => fields.push((decision, until)),
        (None, Some(until)) => fields.push((until, None)),
        (None, None) => {}
    }
    // A commended business has nothing to repair, but what its publisher says is shown.
    if roll.list == List::Black || entry.repair_status.is_some() {
        let status = entry.repair_status.clone().unwrap_or_else(|| words.say("honour-no-repair"));
        fields.push(((words.say("honour-repair"), status), None));
    }
    fields
}
