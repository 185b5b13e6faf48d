//! 服务承诺: what was promised, how far it is, and whether it is late, said plainly.

use egui::{Align2, Rect, Sense, Ui, Vec2};
use egui_material_icons::{MaterialIcon, icons};
use jiff::{Timestamp, tz::TimeZone};

use super::{
    cards::{self, Card, Field, Marker, Row, boxed},
    chrome::Fact,
};
use crate::{
    domain::{
        Detail,
        kinds::{Milestone, Pledge, PledgeStatus},
        snapshot::ItemRef,
    },
    ui::{
        format,
        scene::Scene,
        theme::{Look, Size, Tone},
        typeset::{self, Style},
        widgets,
    },
};

/// 进展, 完成时限, 责任单位, 年度和序号, as far as the publisher says.
pub fn facts(scene: &Scene<'_>, item: &ItemRef) -> Vec<Fact> {
    let Detail::Pledge(pledge) = &item.detail else { return Vec::new() };
    let words = scene.words();
    let mut facts = Vec::new();
    let mut fact = |key: &str, value: Option<String>, tone| {
        facts.extend(value.map(|value| Fact { label: words.say(key), value, tone }));
    };
    if let Some(status) = pledge.status {
        let state = State::of(status);
        fact("pledge-status", Some(words.say(state.name)), state.tone);
    }
    fact("pledge-due", pledge.due.map(|due| format::date(due, scene.zone(), words)), Tone::Plain);
    let owner = pledge.owner.clone().or_else(|| item.about.department.name.clone());
    fact("pledge-owner", owner, Tone::Plain);
    let number = match (pledge.year, pledge.no) {
        (Some(year), Some(no)) => {
            Some(words.with("pledge-year-no", &[("year", year.to_string().into()), ("no", no.into())]))
        }
        (Some(year), None) => Some(words.with("pledge-year", &[("year", year.to_string().into())])),
        (None, Some(no)) => Some(words.with("pledge-no", &[("no", no.into())])),
        (None, None) => None,
    };
    fact("pledge-number", number, Tone::Plain);
    facts
}

/// How a status looks and what it is called.
struct State {
    name: &'static str,
    meaning: &'static str,
    tone: Tone,
    icon: MaterialIcon,
}

impl State {
    const fn of(status: PledgeStatus) -> Self {
        let (name, meaning, tone, icon) = match status {
            PledgeStatus::Planned => {
                ("pledge-planned", "pledge-planned-meaning", Tone::Plain, icons::ICON_HOURGLASS_TOP)
            }
            PledgeStatus::OnTrack => {
                ("pledge-on-track", "pledge-on-track-meaning", Tone::Key, icons::ICON_TRENDING_UP)
            }
            PledgeStatus::Late => ("pledge-late", "pledge-late-meaning", Tone::Amber, icons::ICON_WARNING),
            PledgeStatus::Done => {
                ("pledge-done", "pledge-done-meaning", Tone::Green, icons::ICON_CHECK_CIRCLE)
            }
        };
        Self { name, meaning, tone, icon }
    }
}

/// Whether the day on which it was to be done has passed, and it is not done.
fn is_overdue(pledge: &Pledge, now: Timestamp, zone: &TimeZone) -> bool {
    pledge.status != Some(PledgeStatus::Done)
        && pledge.due.and_then(|due| due.end(zone)).is_some_and(|end| now >= end)
}

/// Draws progress, target, milestones and the way to the evidence.
pub fn body(ui: &mut Ui, scene: &Scene<'_>, item: &ItemRef) {
    let Detail::Pledge(pledge) = &item.detail else { return };
    let left = vec![progress(scene, item, pledge), promise(scene, item, pledge)];
    let right = vec![milestones(scene, pledge), evidence(scene, pledge)];
    cards::beside(ui, scene.look, cards::said(left), cards::said(right));
    cards::stack(ui, scene.look, cards::said(vec![cards::own_text(scene, item), cards::files(scene, item)]));
}

/// 办到哪里了.
fn progress<'a>(scene: &'a Scene<'a>, item: &'a ItemRef, pledge: &'a Pledge) -> Option<Card<'a>> {
    let (look, words) = (scene.look, scene.words());
    let state = pledge.status.map(State::of);
    if state.is_none() && pledge.progress_pct.is_none() && item.summary.is_none() {
        return None;
    }
    Some(boxed(move |ui| {
        widgets::card(ui, look, |ui| {
            widgets::card_title(ui, look, icons::ICON_TRENDING_UP, &words.say("pledge-progress"), "");
            let tone = state.as_ref().map_or(Tone::Key, |state| state.tone);
            if let Some(percent) = pledge.progress_pct {
                gauge(ui, look, percent, tone, &words.with("pledge-percent", &[("percent", percent.into())]));
                ui.add_space(look.space(2.5));
            }
            if let Some(state) = &state {
                let due = pledge.due.map(|due| format::date(due, scene.zone(), words));
                let overdue = due.filter(|_| is_overdue(pledge, scene.now, scene.zone()));
                let sentence = match overdue {
                    Some(due) => words.with("pledge-overdue", &[("date", due.into())]),
                    None => words.say(state.meaning),
                };
                cards::banner(ui, look, state.icon, state.tone, &words.say(state.name), &sentence);
            }
            if let Some(summary) = &item.summary {
                ui.add_space(look.space(2.0));
                widgets::text(ui, look, summary, Style::plain(Size::Body, look.colours.ink).leading(1.5));
            }
        });
    }))
}

/// The percentage and its bar.
fn gauge(ui: &mut Ui, look: &Look, percent: u32, tone: Tone, words: &str) {
    let ink = if tone == Tone::Plain { look.colours.ink } else { look.colours.ink_of(tone) };
    let style = Style::bold(Size::Display, ink);
    let height = typeset::line_height(look, style);
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), height), Sense::hover());
    let used =
        widgets::text_at(ui, look, rect.left_center(), Align2::LEFT_CENTER, words, style, rect.width() * 0.5);
    let bar = Rect::from_min_max(
        egui::pos2(used.right() + look.px(28.0), rect.center().y - look.px(18.0)),
        egui::pos2(rect.right(), rect.center().y + look.px(18.0)),
    );
    widgets::bar(ui, look, bar, percent as f32 / 100.0, look.colours.bg, ink);
    ui.painter().rect_stroke(bar, look.px(8.0) as u8, look.line(), egui::StrokeKind::Outside);
}

/// 承诺了什么; owner and due day stand above, among the facts.
fn promise<'a>(scene: &'a Scene<'a>, item: &'a ItemRef, pledge: &'a Pledge) -> Option<Card<'a>> {
    let (look, words) = (scene.look, scene.words());
    let department = &item.about.department;
    let mut fields = Vec::new();
    if let Some(title) = pledge.title.as_ref().filter(|title| **title != item.title) {
        fields.push(Field::plain(look, words.say("pledge-matter"), title.clone()));
    }
    let target = Style::bold(Size::Body, look.colours.ink).leading(1.5);
    fields.extend(pledge.target.clone().map(|value| Field {
        label: words.say("pledge-target"),
        value,
        style: target,
    }));
    fields.extend(department.phone.clone().map(|phone| Field::plain(look, words.say("pledge-phone"), phone)));
    fields.extend(item.about.basis.clone().map(|basis| Field::plain(look, words.say("pledge-basis"), basis)));
    (!fields.is_empty()).then(|| {
        boxed(move |ui| {
            widgets::card(ui, look, |ui| {
                widgets::card_title(ui, look, icons::ICON_FLAG, &words.say("pledge-promise"), "");
                cards::fields(ui, look, &fields);
            });
        })
    })
}

/// How one step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Done,
    /// To come.
    Open,
    /// Its day has passed.
    Missed,
    /// The publisher does not say.
    Unsaid,
}

impl Step {
    fn of(milestone: &Milestone, now: Timestamp, zone: &TimeZone) -> Self {
        match milestone.done {
            Some(true) => Self::Done,
            Some(false) if milestone.date.and_then(|day| day.end(zone)).is_some_and(|end| now >= end) => {
                Self::Missed
            }
            Some(false) => Self::Open,
            None => Self::Unsaid,
        }
    }

    const fn look(self) -> (Option<&'static str>, Tone, MaterialIcon) {
        match self {
            Self::Done => (Some("pledge-step-done"), Tone::Green, icons::ICON_CHECK),
            Self::Open => (Some("pledge-step-open"), Tone::Plain, icons::ICON_SCHEDULE),
            Self::Missed => (Some("pledge-step-missed"), Tone::Amber, icons::ICON_PRIORITY_HIGH),
            Self::Unsaid => (None, Tone::Plain, icons::ICON_FLAG),
        }
    }
}

/// 一步一步怎么办.
fn milestones<'a>(scene: &'a Scene<'a>, pledge: &'a Pledge) -> Option<Card<'a>> {
    let (look, words) = (scene.look, scene.words());
    if pledge.milestones.is_empty() {
        return None;
    }
    Some(boxed(move |ui| {
        widgets::card(ui, look, |ui| {
            let said: Vec<bool> = pledge.milestones.iter().filter_map(|one| one.done).collect();
            let remark = if said.is_empty() {
                String::new()
            } else {
                let done = said.iter().filter(|done| **done).count();
                let values = [("done", done.into()), ("count", pledge.milestones.len().into())];
                words.with("pledge-steps-done", &values)
            };
            widgets::card_title(ui, look, icons::ICON_TIMELINE, &words.say("pledge-steps"), &remark);
            for (index, one) in pledge.milestones.iter().enumerate() {
                let (key, tone, icon) = Step::of(one, scene.now, scene.zone()).look();
                let mut lines = Vec::new();
                if let Some(date) = one.date {
                    let date = format::date(date, scene.zone(), words);
                    lines.push((date, Style::plain(Size::Caption, look.colours.ink2)));
                }
                lines.push((one.text.clone(), Style::plain(Size::Body, look.colours.ink)));
                let tag = key.map(|key| (words.say(key), tone));
                let leads_on = index + 1 < pledge.milestones.len();
                let marker = Marker::Icon(icon, tone);
                cards::row(ui, look, &Row { marker, lines, aside: Vec::new(), tag, leads_on });
            }
        });
    }))
}

/// 证明材料, through a code of its own: it leads elsewhere than the item's.
fn evidence<'a>(scene: &'a Scene<'a>, pledge: &'a Pledge) -> Option<Card<'a>> {
    let (look, words) = (scene.look, scene.words());
    let url = pledge.evidence_url.as_deref()?;
    let side = widgets::qr_side(look, url, look.px(200.0))?;
    Some(boxed(move |ui| {
        widgets::card(ui, look, |ui| {
            widgets::card_title(ui, look, icons::ICON_VERIFIED, &words.say("pledge-evidence"), "");
            let whole = ui.available_rect_before_wrap();
            let code = Rect::from_min_size(whole.min + Vec2::splat(look.px(2.0)), Vec2::splat(side));
            let host = format::host(url).unwrap_or_default();
            let name = words.with("pledge-evidence-code", &[("host", (&host).into())]);
            widgets::qr(ui, look, code, url, &name);
            ui.painter().rect_stroke(code, look.px(8.0) as u8, look.line(), egui::StrokeKind::Outside);
            let left = code.right() + look.px(32.0);
            let room = Rect::from_min_max(egui::pos2(left, whole.top()), whole.max);
            let mut column = ui.new_child(egui::UiBuilder::new().id_salt("evidence").max_rect(room));
            let ink = look.colours.ink;
            widgets::text(
                &mut column,
                look,
                &words.say("pledge-evidence-how"),
                Style::plain(Size::Body, ink),
            );
            column.add_space(look.space(1.0));
            widgets::text(&mut column, look, &host, Style::bold(Size::Caption, ink));
            let bottom = column.min_rect().bottom().max(code.bottom() + look.px(2.0));
            ui.allocate_rect(
                Rect::from_min_max(whole.min, egui::pos2(whole.right(), bottom)),
                Sense::hover(),
            );
        });
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Moment;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_pledge_is_overdue_from_the_end_of_its_day_until_it_is_done() {
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        let mut pledge = Pledge { due: Some(Moment::parse("2026-11-23")), ..Pledge::default() };
        assert!(!is_overdue(&pledge, at("2026-11-23T23:59:59+08:00"), &zone));
        assert!(is_overdue(&pledge, at("2026-11-24T00:00:00+08:00"), &zone));
        pledge.status = Some(PledgeStatus::Done);
        assert!(!is_overdue(&pledge, at("2026-11-24T00:00:00+08:00"), &zone));
        pledge = Pledge { due: Some(Moment::Unclear), ..Pledge::default() };
        assert!(!is_overdue(&pledge, at("2026-11-24T00:00:00+08:00"), &zone));
    }

    #[test]
    fn a_step_that_was_not_done_in_time_says_so() {
        let zone = TimeZone::UTC;
        let step = |done| Milestone { text: "建成".into(), date: Some(Moment::parse("2026-11-11")), done };
        let now = at("2026-11-23T00:00:00Z");
        assert_eq!(Step::of(&step(Some(true)), now, &zone), Step::Done);
        assert_eq!(Step::of(&step(Some(false)), now, &zone), Step::Missed);
        assert_eq!(Step::of(&step(Some(false)), at("2026-11-11T20:00:00Z"), &zone), Step::Open);
        assert_eq!(Step::of(&step(None), now, &zone), Step::Unsaid);
    }
}
