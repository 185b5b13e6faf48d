//! 办事指南: the page answers in the order in which people ask, one card an answer; what the bureau does not say
//! has no card.

use egui::Ui;
use egui_material_icons::icons;

use super::{
    cards::{self, Card, Field, Marker, Row, Tile, boxed},
    chrome::Fact,
    fold::fold,
    guide_words as say,
};
use crate::{
    domain::{
        Detail,
        kinds::{Guide, Material},
        snapshot::ItemRef,
    },
    ui::{
        scene::Scene,
        theme::{Look, Size, Tone},
        typeset::Style,
        widgets,
    },
};

/// 承诺办结, 法定办结, 收费, 跑动次数, as far as the bureau says.
pub fn facts(scene: &Scene<'_>, item: &ItemRef) -> Vec<Fact> {
    let Detail::Guide(guide) = &item.detail else { return Vec::new() };
    let words = scene.words();
    let days = |days: Option<u32>| days.map(|days| say::days(words, days, guide.day_type.as_deref()));
    [
        ("guide-promised", days(guide.promise_day)),
        ("guide-legal", days(guide.anticipate_day)),
        ("guide-fee", guide.is_fee.map(|fee| words.say(say::fee_key(fee)))),
        (
            "guide-trips",
            guide.limit_scene_num.map(|trips| words.with("guide-trips-count", &[("count", trips.into())])),
        ),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some(Fact { label: words.say(key), value: value?, tone: Tone::Plain }))
    .collect()
}

/// Draws the cards.
pub fn body(ui: &mut Ui, scene: &Scene<'_>, item: &ItemRef) {
    let Detail::Guide(guide) = &item.detail else { return };
    let before = vec![conditions(scene, guide), materials(scene, guide)];
    let after = vec![
        steps(scene, guide),
        time(scene, guide),
        fee(scene, guide),
        place(scene, guide),
        contact(scene, item, guide),
    ];
    cards::beside(ui, scene.look, cards::said(before), cards::said(after));
    let last = vec![
        cards::own_text(scene, item),
        questions(scene, guide),
        cards::files(scene, item),
        basis(scene, guide),
    ];
    cards::stack(ui, scene.look, cards::said(last));
}

/// 能不能办.
fn conditions<'a>(scene: &'a Scene<'a>, guide: &'a Guide) -> Option<Card<'a>> {
    let (look, words) = (scene.look, scene.words());
    let planned = say::planned(words, guide, scene.today(), scene.zone());
    let whom = guide.server_type.as_ref().map(|whom| words.with("guide-whom", &[("whom", whom.into())]));
    let situations: Vec<&str> = guide.situations.iter().map(|one| one.label.as_str()).collect();
    if guide.accept_condition.is_empty() && planned.is_none() && situations.is_empty() {
        return None;
    }
    Some(boxed(move |ui| {
        widgets::card(ui, look, |ui| {
            let title = words.say("guide-can-i");
            widgets::card_title(ui, look, icons::ICON_FACT_CHECK, &title, &whom.unwrap_or_default());
            if let Some(planned) = planned {
                cards::banner(ui, look, icons::ICON_EVENT, Tone::Amber, &planned, "");
                ui.add_space(look.space(2.0));
            }
            if !situations.is_empty() {
                let values = [("list", situations.join(&words.say("list-comma")).into())];
                let style = Style::plain(Size::Caption, look.colours.ink2).leading(1.5);
                widgets::text(ui, look, &words.with("guide-covers", &values), style);
            }
            if !guide.accept_condition.is_empty() {
                let style = Style::plain(Size::Caption, look.colours.ink2).leading(1.5);
                let count = [("count", guide.accept_condition.len().into())];
                widgets::text(ui, look, &words.with("guide-all-conditions", &count), style);
            }
            for condition in &guide.accept_condition {
                let lines = vec![(condition.clone(), body_style(look))];
                let marker = Marker::Point(icons::ICON_CHECK, Tone::Green);
                cards::row(ui, look, &Row { marker, lines, aside: Vec::new(), tag: None, leads_on: false });
            }
        });
    }))
}

/// 带什么.
fn materials<'a>(scene: &'a Scene<'a>, guide: &'a Guide) -> Option<Card<'a>> {
    let (look, words) = (scene.look, scene.words());
    if guide.materials.is_empty() {
        return None;
    }
    Some(boxed(move |ui| {
        widgets::card(ui, look, |ui| {
            let total = say::total(words, &guide.materials);
            widgets::card_title(ui, look, icons::ICON_INVENTORY_2, &words.say("guide-bring"), &total);
            if let Some(how) = say::how_to_read(words, &guide.materials) {
                let style = Style::plain(Size::Caption, look.colours.ink2).leading(1.5);
                widgets::text(ui, look, &how, style);
            }
            for (index, one) in guide.materials.iter().enumerate() {
                if index > 0 {
                    widgets::rule(ui, look);
                }
                cards::row(ui, look, &material(scene, guide, one, index + 1));
            }
        });
    }))
}

fn material(scene: &Scene<'_>, guide: &Guide, material: &Material, number: usize) -> Row {
    let (look, words) = (scene.look, scene.words());
    let colours = &look.colours;
    let mut lines = vec![(material.name.clone(), Style::plain(Size::Body, colours.ink))];
    let caption = Style::plain(Size::Caption, colours.ink2).leading(1.5);
    lines.extend(
        say::only_in(words, guide, material)
            .map(|only| (only, Style::bold(Size::Caption, colours.key).leading(1.5))),
    );
    lines.extend(material.note.clone().map(|note| (note, caption)));
    lines.extend(say::form_and_source(words, material).map(|source| (source, caption)));
    let aside = say::copies(words, material);
    let aside = aside.into_iter().map(|count| (count, Style::plain(Size::Caption, colours.ink))).collect();
    let tag = (material.required == Some(false)).then(|| (words.say("guide-optional"), Tone::Plain));
    Row { marker: Marker::Number(number), lines, aside, tag, leads_on: false }
}

/// 怎么办.
fn steps<'a>(scene: &'a Scene<'a>, guide: &'a Guide) -> Option<Card<'a>> {
    let (look, words) = (scene.look, scene.words());
    if guide.handle_flow.is_empty() && guide.handle_type.is_none() {
        return None;
    }
    Some(boxed(move |ui| {
        widgets::card(ui, look, |ui| {
            let count = guide.handle_flow.len();
            let remark =
                if count > 0 { words.with("guide-steps", &[("count", count.into())]) } else { String::new() };
            widgets::card_title(ui, look, icons::ICON_ROUTE, &words.say("guide-how"), &remark);
            if let Some(ways) = &guide.handle_type {
                let style = Style::plain(Size::Caption, look.colours.ink2).leading(1.5);
                widgets::text(ui, look, &words.with("guide-ways", &[("ways", ways.into())]), style);
            }
            let colours = &look.colours;
            for (index, step) in guide.handle_flow.iter().enumerate() {
                let mut lines = vec![(step.name.clone(), Style::bold(Size::Body, colours.ink))];
                lines.extend(step.detail.clone().map(|detail| (detail, body_style(look))));
                let by = step.by.as_ref().map(|by| words.with("guide-step-by", &[("by", by.into())]));
                lines.extend(by.map(|by| (by, Style::plain(Size::Caption, colours.ink2))));
                let days =
                    step.days.as_deref().map(|days| say::step_days(words, days, guide.day_type.as_deref()));
                let aside =
                    days.map(|days| (days, Style::bold(Size::Caption, colours.ink))).into_iter().collect();
                let leads_on = index + 1 < count || guide.result_name.is_some();
                cards::row(
                    ui,
                    look,
                    &Row { marker: Marker::Number(index + 1), lines, aside, tag: None, leads_on },
                );
            }
            if let Some(result) = &guide.result_name {
                let words = words.with("guide-result", &[("result", result.into())]);
                let lines = vec![(words, Style::bold(Size::Body, colours.green))];
                let marker = Marker::Icon(icons::ICON_CHECK, Tone::Green);
                cards::row(ui, look, &Row { marker, lines, aside: Vec::new(), tag: None, leads_on: false });
            }
        });
    }))
}

/// 多久.
fn time<'a>(scene: &'a Scene<'a>, guide: &'a Guide) -> Option<Card<'a>> {
    let (look, words) = (scene.look, scene.words());
    let tile = |key: &str, days: Option<u32>, tone| {
        days.map(|days| Tile {
            label: words.say(key),
            value: say::days(words, days, guide.day_type.as_deref()),
            tone,
        })
    };
    let tiles: Vec<Tile> = [
        tile("guide-time-legal", guide.anticipate_day, Tone::Plain),
        tile("guide-time-promised", guide.promise_day, Tone::Green),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!tiles.is_empty()).then(|| {
        let kind = guide.project_type.clone().unwrap_or_default();
        boxed(move |ui| {
            widgets::card(ui, look, |ui| {
                widgets::card_title(ui, look, icons::ICON_SCHEDULE, &words.say("guide-time"), &kind);
                cards::tiles(ui, look, &tiles);
            });
        })
    })
}

/// 多少钱.
fn fee<'a>(scene: &'a Scene<'a>, guide: &'a Guide) -> Option<Card<'a>> {
    let (look, words) = (scene.look, scene.words());
    if guide.is_fee.is_none() && guide.fee_stand.is_empty() && guide.fee_basis.is_none() {
        return None;
    }
    Some(boxed(move |ui| {
        widgets::card(ui, look, |ui| {
            widgets::card_title(ui, look, icons::ICON_PAYMENTS, &words.say("guide-money"), "");
            let colours = &look.colours;
            if let Some(fee) = guide.is_fee {
                let ink = if fee { colours.ink } else { colours.green };
                widgets::text(ui, look, &words.say(say::fee_key(fee)), Style::bold(Size::Title, ink));
            }
            // The label stands before the first; the others belong to it.
            let labels =
                std::iter::once(words.say("guide-fee-standard")).chain(std::iter::repeat(String::new()));
            let standards = guide.fee_stand.iter().zip(labels);
            let mut fields: Vec<Field> =
                standards.map(|(one, label)| Field::plain(look, label, one.clone())).collect();
            fields.extend(
                guide.fee_basis.clone().map(|basis| Field::plain(look, words.say("guide-fee-basis"), basis)),
            );
            if guide.is_fee.is_some() && !fields.is_empty() {
                ui.add_space(look.space(1.5));
            }
            cards::fields(ui, look, &fields);
        });
    }))
}

/// 去哪里.
fn place<'a>(scene: &'a Scene<'a>, guide: &'a Guide) -> Option<Card<'a>> {
    let (look, words) = (scene.look, scene.words());
    let mut fields = Vec::new();
    fields.extend(guide.window.clone().map(|window| Field::strong(look, words.say("guide-window"), window)));
    fields.extend(guide.transact_addr.clone().map(|one| Field::plain(look, words.say("guide-address"), one)));
    fields.extend(guide.transact_time.clone().map(|one| Field::plain(look, words.say("guide-hours"), one)));
    (!fields.is_empty()).then(|| {
        boxed(move |ui| {
            widgets::card(ui, look, |ui| {
                widgets::card_title(ui, look, icons::ICON_LOCATION_ON, &words.say("guide-where"), "");
                cards::fields(ui, look, &fields);
            });
        })
    })
}

/// 问谁.
fn contact<'a>(scene: &'a Scene<'a>, item: &'a ItemRef, guide: &'a Guide) -> Option<Card<'a>> {
    let (look, words) = (scene.look, scene.words());
    let department = &item.about.department;
    let ask = guide.link_way.as_ref().or(department.phone.as_ref());
    let contacts = |way: Option<&String>| -> Vec<Field> {
        say::contacts(way.map_or("", String::as_str))
            .into_iter()
            .map(|(label, value)| {
                if say::is_phone(&value) {
                    Field::strong(look, label.unwrap_or_else(|| words.say("guide-phone")), value)
                } else {
                    Field::plain(look, label.unwrap_or_else(|| words.say("guide-contact")), value)
                }
            })
            .collect()
    };
    let asks = contacts(ask);
    let complains = contacts(guide.supervise_way.as_ref());
    if asks.is_empty() && complains.is_empty() {
        return None;
    }
    let who = guide.dept_name.clone().or_else(|| department.name.clone()).unwrap_or_default();
    Some(boxed(move |ui| {
        widgets::card(ui, look, |ui| {
            widgets::card_title(ui, look, icons::ICON_SUPPORT_AGENT, &words.say("guide-ask"), &who);
            cards::fields(ui, look, &asks);
            if !complains.is_empty() {
                if !asks.is_empty() {
                    ui.add_space(look.space(1.0));
                    widgets::rule(ui, look);
                    ui.add_space(look.space(2.0));
                }
                let style = Style::bold(Size::Body, look.colours.ink);
                widgets::text(ui, look, &words.say("guide-complain"), style);
                ui.add_space(look.space(1.0));
                cards::fields(ui, look, &complains);
            }
        });
    }))
}

/// 常见问题.
fn questions<'a>(scene: &'a Scene<'a>, guide: &'a Guide) -> Option<Card<'a>> {
    let (look, words) = (scene.look, scene.words());
    if guide.questions.is_empty() {
        return None;
    }
    Some(boxed(move |ui| {
        widgets::card(ui, look, |ui| {
            let title = words.say("guide-questions");
            widgets::card_title(ui, look, icons::ICON_QUIZ, &title, "");
            for (index, one) in guide.questions.iter().enumerate() {
                if index > 0 {
                    widgets::rule(ui, look);
                }
                let lines = vec![
                    (one.question.clone(), Style::bold(Size::Body, look.colours.ink)),
                    (one.answer.clone(), body_style(look)),
                ];
                let marker = Marker::Icon(icons::ICON_HELP, Tone::Key);
                cards::row(ui, look, &Row { marker, lines, aside: Vec::new(), tag: None, leads_on: false });
            }
        });
    }))
}

/// 办理依据, folded.
fn basis<'a>(scene: &'a Scene<'a>, guide: &'a Guide) -> Option<Card<'a>> {
    let (look, words) = (scene.look, scene.words());
    if guide.by_law.is_empty() {
        return None;
    }
    Some(boxed(move |ui| {
        let remark = words.with("guide-laws", &[("count", guide.by_law.len().into())]);
        fold(ui, look, icons::ICON_GAVEL, &words.say("guide-basis"), &remark, |ui| {
            for (index, law) in guide.by_law.iter().enumerate() {
                let lines = vec![(law.clone(), body_style(look))];
                let marker = Marker::Number(index + 1);
                cards::row(ui, look, &Row { marker, lines, aside: Vec::new(), tag: None, leads_on: false });
            }
        });
    }))
}

fn body_style(look: &Look) -> Style {
    Style::plain(Size::Body, look.colours.ink).leading(1.5)
}
