//! One item in a list: its title, and under it what matters to its kind.

use egui::{Align2, Rect, Ui, pos2, vec2};
use egui_material_icons::{MaterialIcon, icons};

use super::{columns, facts, head, peek};
use crate::{
    domain::{
        Detail, Item, Kind,
        kinds::{Guide, List, Pledge, PledgeStatus},
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

/// How many lines a title may take.
const TITLE_ROWS: usize = 2;

/// How high an item's row is.
pub fn height(ui: &Ui, scene: &Scene<'_>, item: &ItemRef, width: f32) -> f32 {
    let look = scene.look;
    let style = title_style(look);
    let room = text_width(look, width);
    let title = title(scene, item);
    // No character is wider than the font is high: most titles need no measuring.
    let rows = if title.chars().count() as f32 * look.size(style.size) <= room {
        1
    } else {
        typeset::count_lines(ui, look, &title, style, room).min(TITLE_ROWS)
    };
    let bar = if matches!(item.detail, Detail::Pledge(_)) { look.px(34.0) } else { 0.0 };
    let text =
        rows as f32 * typeset::line_height(look, style) + typeset::line_height(look, small_style(look)) + bar;
    (text + look.px(44.0)).max(look.px(136.0)).max(look.target()) + peek::height(scene, item)
}

const fn title_style(look: &Look) -> Style {
    Style::plain(Size::Lead, look.colours.ink).leading(1.3)
}

const fn small_style(look: &Look) -> Style {
    Style::plain(Size::Caption, look.colours.ink2)
}

fn text_width(look: &Look, width: f32) -> f32 {
    width - look.px(32.0 + 80.0 + 24.0) - look.px(24.0 + 48.0 + 20.0)
}

/// Draws it; whether it was pressed.
pub fn row(ui: &Ui, scene: &Scene<'_>, item: &ItemRef, whole: Rect) -> bool {
    let look = scene.look;
    let colours = &look.colours;
    let radius = look.px(24.0) as u8;
    ui.painter().rect(whole, radius, colours.surface, look.line(), egui::StrokeKind::Inside);
    let peeked = peek::height(scene, item);
    let (rect, below) = whole.split_top_bottom_at_y(whole.bottom() - peeked);
    if peeked > 0.0 {
        peek::draw(ui, scene, item, below);
    }
    let title = title(scene, item);
    let second = second(scene, item);
    let marks = head::marks(scene, item);
    let spoken: Vec<&str> = [title.as_str()]
        .into_iter()
        .chain(marks.iter().map(|(mark, _)| mark.as_str()))
        .chain([second.as_str()])
        .collect();
    let response = widgets::pressable(ui, look, whole, &spoken.join(" "), true);
    let side = look.px(80.0);
    let badge = Rect::from_center_size(
        pos2(rect.left() + look.px(32.0) + side / 2.0, rect.center().y),
        vec2(side, side),
    );
    let (icon, tone) = mark_of(item);
    widgets::badge(ui, look, badge, icon, tone);
    let at = pos2(rect.right() - look.px(20.0 + 24.0), rect.center().y);
    widgets::icon_at(ui, look, at, icons::ICON_CHEVRON_RIGHT, 48.0, colours.ink2);
    let left = badge.right() + look.px(24.0);
    let width = text_width(look, rect.width());
    let lines = typeset::text_height(ui, look, &title, title_style(look), width, Some(TITLE_ROWS));
    let small = typeset::line_height(look, small_style(look));
    let bar = if matches!(item.detail, Detail::Pledge(_)) { look.px(34.0) } else { 0.0 };
    let top = rect.center().y - (lines + small + bar) / 2.0;
    let used = widgets::paint_at(
        ui,
        look,
        pos2(left, top),
        Align2::LEFT_TOP,
        &title,
        title_style(look),
        width,
        TITLE_ROWS,
    );
    let y = used.bottom() + small / 2.0;
    let mut x = left;
    for (words, tone) in &marks {
        x += widgets::tag(ui, look, pos2(x, y), words, *tone) + look.space(1.5);
    }
    widgets::paint_at(
        ui,
        look,
        pos2(x, y),
        Align2::LEFT_CENTER,
        &second,
        small_style(look),
        left + width - x,
        1,
    );
    if let Detail::Pledge(pledge) = &item.detail {
        progress(ui, look, pos2(left, y + small / 2.0 + look.px(12.0)), width, pledge);
    }
    response.clicked()
}

/// The bar of a pledge: its figure stands in the line above.
fn progress(ui: &Ui, look: &Look, at: egui::Pos2, width: f32, pledge: &Pledge) {
    let rect = Rect::from_min_size(at, vec2(width, look.px(16.0)));
    let share = pledge.progress_pct.unwrap_or(0) as f32 / 100.0;
    let tone = status_tone(pledge.status);
    let fill = if tone == Tone::Plain { look.colours.key } else { look.colours.ink_of(tone) };
    widgets::bar(ui, look, rect, share, look.colours.line, fill);
}

const fn status_tone(status: Option<PledgeStatus>) -> Tone {
    match status {
        Some(PledgeStatus::Done) => Tone::Green,
        Some(PledgeStatus::Late) => Tone::Amber,
        Some(PledgeStatus::OnTrack) => Tone::Key,
        Some(PledgeStatus::Planned) | None => Tone::Plain,
    }
}

fn mark_of(item: &Item) -> (MaterialIcon, Tone) {
    match &item.detail {
        Detail::Honour(roll) => widgets::list_mark(roll.list),
        Detail::Pledge(pledge) => match status_tone(pledge.status) {
            Tone::Plain => (icons::ICON_SCHEDULE, Tone::Key),
            Tone::Key => (icons::ICON_TRENDING_UP, Tone::Key),
            Tone::Amber => (icons::ICON_SCHEDULE, Tone::Amber),
            tone => (icons::ICON_VERIFIED, tone),
        },
        _ if item.about.interrupt.is_some() => (icons::ICON_WARNING, Tone::Red),
        _ => (columns::icon(item.kind()), columns::tone(item.kind())),
    }
}

/// The title; rankings of all weeks are called the same, so theirs names the week.
fn title(scene: &Scene<'_>, item: &Item) -> String {
    match &item.detail {
        Detail::Ranking(ranking) => {
            let plain = |words: &str| words.replace(' ', "");
            match ranking.issue_no.as_ref().map(|issue| format::issue(scene.words(), issue)) {
                Some(issue) if !plain(&item.title).contains(&plain(&issue)) => scene
                    .words()
                    .with("kiosk-issue", &[("title", (&item.title).into()), ("issue", issue.into())]),
                _ => item.title.clone(),
            }
        }
        _ => item.title.clone(),
    }
}

/// What matters besides the title.
fn second(scene: &Scene<'_>, item: &Item) -> String {
    let (words, zone, now) = (scene.words(), scene.zone(), scene.now);
    let date = |moment| format::date(moment, zone, words);
    let count = |key: &str, count: usize| words.with(key, &[("count", count.into())]);
    let mut parts: Vec<String> = Vec::new();
    match &item.detail {
        Detail::Guide(guide) => parts.extend(guide_parts(scene, guide)),
        Detail::Ranking(ranking) => {
            parts.extend(facts::period(scene, ranking));
            let first = validity::ranking_entries(ranking, now, zone).next();
            parts.extend(first.map(|first| words.with("kiosk-first", &[("name", (&first.ent_name).into())])));
        }
        Detail::Honour(roll) => {
            let shown = validity::honour_entries(roll, now, zone).count();
            let key = if roll.list == List::Red { "kiosk-list-red" } else { "kiosk-list-black" };
            parts.push(count(key, shown));
            parts.extend(roll.period.clone());
        }
        Detail::Pledge(pledge) => {
            let status = pledge.status.map(|status| match status {
                PledgeStatus::Planned => "kiosk-status-planned",
                PledgeStatus::OnTrack => "kiosk-status-on-track",
                PledgeStatus::Late => "kiosk-status-late",
                PledgeStatus::Done => "kiosk-status-done",
            });
            let percent = pledge
                .progress_pct
                .map(|percent| words.with("kiosk-percent", &[("percent", percent.into())]));
            let status: Vec<String> = status.map(|key| words.say(key)).into_iter().chain(percent).collect();
            if !status.is_empty() {
                parts.push(status.join(" "));
            }
            parts.extend(pledge.owner.clone());
        }
        Detail::Catalogue(catalogue) => {
            parts.push(count(
                "kiosk-fact-catalogue",
                validity::catalogue_entries(catalogue, scene.screen.internal).count(),
            ));
        }
        Detail::Disclosure => {
            parts.extend(item.about.doc_no.clone().or_else(|| item.about.genre.clone()));
            // The date that the column is sorted by, named: a law is older than its publication here.
            let on = item.published.map(|on| words.with("kiosk-published", &[("date", date(on).into())]));
            parts.extend(on.or_else(|| item.about.formed_on.map(date)));
        }
        Detail::Notice => {
            parts.extend(item.published.map(date));
            let until =
                item.release.valid_to.map(|to| words.with("kiosk-term-to", &[("to", date(to).into())]));
            parts.extend(until.or_else(|| item.about.publisher.clone()));
        }
    }
    if parts.is_empty() {
        parts.extend(item.published.map(date));
    }
    if parts.is_empty() && item.kind() != Kind::Notice {
        parts.extend(item.about.publisher.clone());
    }
    parts.join(" · ")
}

fn guide_parts(scene: &Scene<'_>, guide: &Guide) -> impl Iterator<Item = String> {
    let words = scene.words();
    let days = |key: &str, days: u32| {
        words.with(key, &[("days", format::days(words, days, guide.day_type.as_deref()).into())])
    };
    let time = match (guide.promise_day, guide.anticipate_day) {
        (Some(0), _) => Some(words.say("kiosk-at-once")),
        (Some(promised), _) => Some(days("kiosk-promised", promised)),
        (None, Some(legal)) => Some(days("kiosk-legal", legal)),
        (None, None) => None,
    };
    let place = guide.window.clone().or_else(|| guide.handle_type.clone());
    time.into_iter().chain(place)
}
