//! 一周消费投诉排行: bars with the change of rank. Ranks, counts and their order are the publisher's.

use egui::{Align2, Color32, Rect, Ui};
use egui_material_icons::icons;

use super::{
    facts, paging,
    rail::Rail,
    slide::{self, Title},
};
use crate::{
    domain::{
        Detail,
        kinds::{Ranking, RankingEntry},
        snapshot::ItemRef,
        validity,
    },
    playback::Card,
    ui::{
        format,
        scene::Scene,
        theme::{Size, Weight},
        typeset::{self, Style},
        widgets::{bar, galley_at, icon_at, text_at},
    },
};

/// From one row to the next at least, in reference pixels: a name of two lines fits.
const PITCH: f32 = 110.0;
/// As [`PITCH`], where the bar stands under the name.
const NARROW: f32 = 100.0;
/// As [`PITCH`], where large text leaves little room.
const TIGHT: f32 = 62.0;
/// Rows stand no further apart.
const WIDEST: f32 = 150.0;
/// Ranks that are set off.
const LEADERS: u32 = 3;

/// How many pages its entries take.
pub fn pages(ui: &Ui, scene: &Scene<'_>, card: &Card<'_>, room: Rect) -> usize {
    ranking(card).map_or(1, |(item, ranking)| {
        let below = Title::lay(ui, scene, room, &item.title, &period(scene, ranking)).below(scene);
        share(scene, ranking, below).len()
    })
}

/// The publisher's summary as figures, or as it is; and the code.
pub fn rail(scene: &Scene<'_>, item: &ItemRef) -> Rail {
    let may = validity::prose_may_show(item, scene.now, scene.zone());
    let summary = item.summary.as_deref().filter(|_| may).unwrap_or_default();
    let facts = facts::figures(summary).unwrap_or_else(|| {
        let whole = facts::Fact { remark: summary.into(), ..Default::default() };
        if summary.is_empty() { Vec::new() } else { vec![whole] }
    });
    Rail { facts, url: item.url.clone() }
}

/// Draws a page.
pub fn draw(ui: &Ui, scene: &Scene<'_>, card: &Card<'_>, page: usize, room: Rect) {
    let Some((item, ranking)) = ranking(card) else { return };
    let title = Title::lay(ui, scene, room, &item.title, &period(scene, ranking));
    let pages = share(scene, ranking, title.below(scene));
    let rows = pages.get(page).or(pages.last()).cloned().unwrap_or_default();
    let below = title.draw(ui, scene, page, pages.len());
    let entries: Vec<&RankingEntry> = validity::ranking_entries(ranking, scene.now, scene.zone()).collect();
    let look = scene.look;
    let style = Style::bold(Size::Lead, look.colours.ink);
    let widest = |width: f32, entry: &&RankingEntry| {
        width.max(cases(scene, entry).map_or(0.0, |words| typeset::width_of(ui, look, &words, style)))
    };
    let scale = Scale {
        most: entries.iter().filter_map(|entry| count(entry)).fold(0.0, f32::max),
        count_width: entries.iter().fold(look.px(136.0), widest) + look.px(24.0),
        compares: ranking.compares(),
    };
    // A last page with fewer rows keeps the pitch of the others.
    let longest = pages.iter().map(ExactSizeIterator::len).max().unwrap_or(1).max(1);
    let pitch = (below.height() / longest as f32).min(look.px(WIDEST));
    for (index, entry) in entries[rows].iter().enumerate() {
        let top = below.top() + pitch * index as f32;
        let row =
            Rect::from_min_max(egui::pos2(below.left(), top), egui::pos2(below.right(), top + pitch)).round();
        draw_row(ui, scene, row, entry, &scale);
    }
}

fn ranking<'a>(card: &Card<'a>) -> Option<(&'a ItemRef, &'a Ranking)> {
    let item = *card.items.first()?;
    match &item.detail {
        Detail::Ranking(ranking) => Some((item, ranking)),
        _ => None,
    }
}

fn share(scene: &Scene<'_>, ranking: &Ranking, below: Rect) -> Vec<std::ops::Range<usize>> {
    let count = validity::ranking_entries(ranking, scene.now, scene.zone()).count();
    // Where room is short a name has one line and nothing under it.
    let pitch = match (scene.look.is_tight(), is_narrow(scene, below)) {
        (true, _) => TIGHT,
        (false, true) => NARROW,
        (false, false) => PITCH,
    };
    paging::evenly(count, (below.height() / scene.look.px(pitch)) as usize)
}

fn period(scene: &Scene<'_>, ranking: &Ranking) -> String {
    let day = |moment: Option<crate::domain::Moment>| {
        moment.and_then(|moment| moment.day(scene.zone())).map(|day| format::short_date(day, scene.words()))
    };
    let span = match (day(ranking.period_start), day(ranking.period_end)) {
        (Some(from), Some(to)) => {
            Some(scene.words().with("wall-period", &[("from", from.into()), ("to", to.into())]))
        }
        (from, to) => from.or(to),
    };
    slide::dotted(scene, [span, ranking.issue_no.as_ref().map(|issue| format::issue(scene.words(), issue))])
}

fn is_narrow(scene: &Scene<'_>, room: Rect) -> bool {
    scene.look.reference(room.width()) < 1150.0
}

/// A number as published, for the length of a bar alone.
fn count(entry: &RankingEntry) -> Option<f32> {
    entry
        .received
        .as_deref()?
        .replace([',', '，', ' '], "")
        .parse()
        .ok()
        .filter(|count: &f32| count.is_finite())
}

/// What all rows have in common.
struct Scale {
    /// The largest count, whose bar is full.
    most: f32,
    /// Room for the widest count.
    count_width: f32,
    /// Whether the publisher says anything of the time before; without that nobody is new.
    compares: bool,
}

/// The count of a row, in words.
fn cases(scene: &Scene<'_>, entry: &RankingEntry) -> Option<String> {
    entry.received.as_ref().map(|count| scene.words().with("wall-cases", &[("count", count.into())]))
}

fn draw_row(ui: &Ui, scene: &Scene<'_>, row: Rect, entry: &RankingEntry, scale: &Scale) {
    let Scale { most, count_width, compares } = *scale;
    let look = scene.look;
    let colours = &look.colours;
    let rank: Option<u32> = entry.rank.as_deref().and_then(|rank| rank.trim().parse().ok());
    let leads = rank.is_some_and(|rank| rank <= LEADERS);
    let (strong, fill) = if leads { (colours.red, colours.red) } else { (colours.ink2, colours.key) };
    let left = row.left();
    let wide = !is_narrow(scene, row);
    let tight = look.is_tight();
    let name_left = left + look.px(144.0);
    let words = cases(scene, entry);
    let name_width = if wide { look.px(460.0) } else { row.right() - count_width - name_left };
    let line = if wide {
        row.center().y
    } else {
        row.top() + (row.height() * if tight { 0.42 } else { 0.36 }).round()
    };

    let style = Style::bold(Size::Title, strong);
    text_at(
        ui,
        look,
        egui::pos2(left, line),
        Align2::LEFT_CENTER,
        entry.rank.as_deref().unwrap_or_default(),
        style,
        look.px(72.0),
    );
    if compares {
        change(ui, scene, egui::pos2(left + look.px(72.0), line), entry, rank);
    }

    let style = Style { weight: Weight::Plain, ..Style::bold(Size::Body, colours.ink) };
    let name = typeset::lay_text(
        ui,
        look,
        &entry.ent_name,
        style,
        name_width,
        Some(if row.height() >= look.px(PITCH - 8.0) { 2 } else { 1 }),
    );
    let small = Style::plain(Size::Caption, colours.ink2).leading(1.3);
    let second = wide && name.rows.len() == 1 && row.height() >= look.px(PITCH - 8.0);
    let about = if second { about(scene, entry) } else { String::new() };
    let about_height = if about.is_empty() { 0.0 } else { look.size(Size::Caption) * small.leading };
    let at = egui::pos2(name_left, line - (name.size().y + about_height) / 2.0);
    let used = galley_at(ui, at, Align2::LEFT_TOP, name, &entry.ent_name, style.colour);
    if !about.is_empty() {
        text_at(ui, look, used.left_bottom(), Align2::LEFT_TOP, &about, small, name_width);
    }

    if let Some(words) = &words {
        let style = Style::bold(Size::Lead, colours.ink);
        text_at(ui, look, egui::pos2(row.right(), line), Align2::RIGHT_CENTER, words, style, count_width);
    }
    let Some(share) = count(entry).filter(|_| most > 0.0).map(|count| count / most) else { return };
    let place = if wide {
        let from = egui::pos2(name_left + name_width + look.px(24.0), row.center().y - look.px(18.0));
        Rect::from_min_max(from, egui::pos2(row.right() - count_width, from.y + look.px(36.0)))
    } else {
        let top = row.top() + (row.height() * if tight { 0.82 } else { 0.72 }).round();
        Rect::from_min_max(
            egui::pos2(name_left, top),
            egui::pos2(row.right(), top + look.px(if tight { 8.0 } else { 20.0 })),
        )
    };
    bar(ui, look, place.round(), share, colours.key_soft, fill);
}

/// What else the publisher says of a business, in a line.
fn about(scene: &Scene<'_>, entry: &RankingEntry) -> String {
    if let Some(text) = &entry.correction_of {
        return scene.words().with("wall-correction", &[("text", text.into())]);
    }
    let rate =
        entry.close_rate.as_ref().map(|rate| scene.words().with("wall-close-rate", &[("rate", rate.into())]));
    slide::dotted(scene, [entry.category.clone(), rate])
}

fn change(ui: &Ui, scene: &Scene<'_>, at: egui::Pos2, entry: &RankingEntry, rank: Option<u32>) {
    let look = scene.look;
    let colours = &look.colours;
    let previous: Option<u32> = entry.previous_rank.as_deref().and_then(|rank| rank.trim().parse().ok());
    let (icon, words, colour): (_, String, Color32) = match (rank, previous) {
        (Some(rank), Some(before)) if before > rank => {
            (Some(icons::ICON_ARROW_UPWARD), (before - rank).to_string(), colours.red)
        }
        (Some(rank), Some(before)) if before < rank => {
            (Some(icons::ICON_ARROW_DOWNWARD), (rank - before).to_string(), colours.green)
        }
        (Some(_), Some(_)) => (None, "—".into(), colours.ink2),
        (Some(_), None) if entry.previous_rank.is_none() => {
            (None, scene.words().say("wall-new-entry"), colours.ink2)
        }
        _ => return,
    };
    let mut at = at;
    if let Some(icon) = icon {
        icon_at(ui, look, at + egui::vec2(look.px(15.0), 0.0), icon, 34.0, colour);
        at.x += look.px(34.0);
    }
    text_at(ui, look, at, Align2::LEFT_CENTER, &words, Style::plain(Size::Caption, colour), look.px(60.0));
}
