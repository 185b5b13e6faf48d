//! 办事指南 as a summary: how long, how much, how often, what to bring; where and when in the rail.

use egui::{Align2, Rect, Ui, Vec2};
use egui_material_icons::icons;

use super::{
    facts::Fact,
    rail::{Rail, fact_card},
    slide::{self, Title},
};
use crate::{
    domain::{
        Detail,
        kinds::{Guide, Material},
        snapshot::ItemRef,
    },
    playback::Card,
    ui::{
        format,
        scene::Scene,
        theme::Size,
        typeset::{self, Style},
        widgets::{galley_at, icon_at, text_at},
    },
};

/// From one paper to the next, in reference pixels.
const PITCH: f32 = 68.0;

/// Where, when, whom to ask; and the code.
pub fn rail(scene: &Scene<'_>, item: &ItemRef, guide: &Guide) -> Rail {
    let say = |key: &str, value: &Option<String>| {
        value
            .as_ref()
            .filter(|value| !value.is_empty())
            .map(|value| Fact::new(scene.words().say(key), value.clone()))
    };
    let facts = [
        say("wall-window", &guide.window),
        say("wall-hours", &guide.transact_time),
        say("wall-ask", &item.about.department.phone.clone().or_else(|| guide.link_way.clone())),
    ];
    Rail { facts: facts.into_iter().flatten().collect(), url: item.url.clone() }
}

/// Draws it; `code` says whether one stands beside it.
pub fn draw(ui: &Ui, scene: &Scene<'_>, card: &Card<'_>, room: Rect, code: bool) {
    let Some((item, guide)) = card.items.first().and_then(|item| match &item.detail {
        Detail::Guide(guide) => Some((*item, &**guide)),
        _ => None,
    }) else {
        return;
    };
    let look = scene.look;
    // In few lines of large text the answers come before the sentence that sums them up.
    let summary = item.summary.as_deref().filter(|_| !look.is_tight()).unwrap_or_default();
    let below = Title::lay(ui, scene, room, &item.title, summary).draw(ui, scene, 0, 1);
    let facts = answers(scene, guide);
    let below = tiles(ui, scene, below, &facts);
    let needed: Vec<&Material> =
        guide.materials.iter().filter(|material| !material.name.is_empty()).collect();
    if needed.is_empty() || below.height() < look.px(PITCH) * 2.5 {
        return;
    }
    let colours = &look.colours;
    let line = look.size(Size::Lead) * 1.5;
    let head = below.with_max_y(below.top() + line);
    let icon = look.px(46.0);
    icon_at(
        ui,
        look,
        egui::pos2(head.left() + icon / 2.0, head.center().y),
        icons::ICON_INVENTORY_2,
        46.0,
        colours.key,
    );
    let at = egui::pos2(head.left() + icon + look.px(16.0), head.center().y);
    let style = Style::bold(Size::Lead, colours.ink);
    let used =
        text_at(ui, look, at, Align2::LEFT_CENTER, &scene.words().say("wall-bring"), style, head.width());
    let total = scene.words().with("wall-materials", &[("count", needed.len().into())]);
    let at = egui::pos2(used.right() + look.px(28.0), head.center().y + look.px(4.0));
    let small = Style::plain(Size::Caption, colours.ink2);
    text_at(ui, look, at, Align2::LEFT_CENTER, &total, small, head.right() - at.x);
    papers(ui, scene, below.with_min_y(head.bottom() + look.px(8.0)), &needed, code);
}

/// 多久, 多少钱, 跑几次, as far as the guide says.
fn answers(scene: &Scene<'_>, guide: &Guide) -> Vec<Fact> {
    let words = scene.words();
    let days = |days: u32| format::days(words, days, guide.day_type.as_deref());
    let trips = |trips: u32| match trips {
        0 => words.say("wall-no-trip"),
        _ => words.with("wall-trips-at-most", &[("count", trips.into())]),
    };
    let fee = guide.is_fee.map(|fee| match (fee, guide.fee_stand.first()) {
        (false, _) => words.say("wall-free"),
        (true, Some(stand)) => stand.clone(),
        (true, None) => words.say("wall-paid"),
    });
    let facts = [
        ("wall-promised", guide.promise_day.map(days)),
        ("wall-legal", guide.anticipate_day.map(days)),
        ("wall-fee", fee),
        ("wall-trips", guide.limit_scene_num.map(trips)),
    ];
    facts.into_iter().filter_map(|(key, value)| Some(Fact::new(words.say(key), value?))).collect()
}

/// Side by side, or two by two where they would be narrow; returns what is left below.
fn tiles(ui: &Ui, scene: &Scene<'_>, room: Rect, facts: &[Fact]) -> Rect {
    if facts.is_empty() {
        return room;
    }
    let look = scene.look;
    let gap = look.px(24.0);
    let across = if look.reference(room.width()) / facts.len() as f32 >= 290.0 {
        facts.len()
    } else {
        facts.len().min(2)
    };
    let size = Vec2::new((room.width() + gap) / across as f32 - gap, look.air(156.0).max(look.px(124.0)));
    for (index, fact) in facts.iter().enumerate() {
        let step =
            Vec2::new((index % across) as f32 * (size.x + gap), (index / across) as f32 * (size.y + gap));
        fact_card(ui, look, Rect::from_min_size(room.min + step, size).round(), fact);
    }
    let rows = facts.len().div_ceil(across) as f32;
    room.with_min_y((room.top() + rows * (size.y + gap) + look.px(12.0)).min(room.bottom()))
}

/// The papers as far as they fit; where some are left out, the last line says how many.
fn papers(ui: &Ui, scene: &Scene<'_>, room: Rect, needed: &[&Material], code: bool) {
    let look = scene.look;
    let colours = &look.colours;
    let fits = (room.height() / look.px(PITCH)) as usize;
    let shown = if needed.len() <= fits { needed.len() } else { fits.saturating_sub(1) };
    let pitch =
        (room.height() / (shown + usize::from(shown < needed.len())).max(1) as f32).min(look.px(96.0));
    let mut centre = room.top() + pitch / 2.0;
    let small = Style::plain(Size::Caption, colours.ink2);
    for material in &needed[..shown] {
        let dot = egui::pos2(room.left() + look.px(22.0), centre);
        ui.painter().circle_filled(dot, look.px(6.0), colours.key);
        let copies = copies(scene, material);
        let right = text_at(
            ui,
            look,
            egui::pos2(room.right(), centre),
            Align2::RIGHT_CENTER,
            &copies,
            small,
            room.width() * 0.4,
        )
        .left();
        let at = egui::pos2(room.left() + look.px(62.0), centre);
        let width = right - look.px(28.0) - at.x;
        let mut style = Style::plain(Size::Body, colours.ink);
        let mut galley = typeset::lay_text(ui, look, &material.name, style, width, None);
        if galley.rows.len() > 1 {
            style = Style::plain(Size::Caption, colours.ink).leading(1.1);
            galley = typeset::lay_text(ui, look, &material.name, style, width, Some(2));
        }
        galley_at(ui, at, Align2::LEFT_CENTER, galley, &material.name, style.colour);
        ui.painter().hline(at.x..=room.right(), (centre + pitch / 2.0).round(), look.line());
        centre += pitch;
    }
    // Their number stands above already; a line that names none of them says nothing new.
    if shown > 0 && shown < needed.len() {
        let key = if code { "wall-more-materials" } else { "wall-other-materials" };
        let words = scene.words().with(key, &[("count", (needed.len() - shown).into())]);
        text_at(
            ui,
            look,
            egui::pos2(room.left() + look.px(62.0), centre),
            Align2::LEFT_CENTER,
            &words,
            small,
            room.width(),
        );
    }
}

fn copies(scene: &Scene<'_>, material: &Material) -> String {
    let count = |key: &str, copies: Option<u32>| {
        copies.filter(|copies| *copies > 0).map(|copies| scene.words().with(key, &[("count", copies.into())]))
    };
    let parts =
        [count("wall-original", material.original_copies), count("wall-photocopy", material.photocopies)];
    slide::dotted(scene, parts)
}
