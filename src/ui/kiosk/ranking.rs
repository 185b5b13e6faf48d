//! 一周消费投诉排行: the publisher's ranks, counts and rates as they came. Bars only draw what is written beside
//! them; nothing is computed, nothing put in another order.

use egui::{Rect, Ui, Vec2};
use egui_material_icons::icons;

use super::{
    cards::{self, Field},
    chrome::Fact,
    long_list::{Grid, Plan, long_list},
};
use crate::{
    domain::{
        Detail,
        kinds::{Ranking, RankingEntry},
        snapshot::ItemRef,
        validity,
    },
    ui::{
        format,
        scene::Scene,
        theme::{Look, Size, Tone},
        typeset::{self, Style},
        widgets,
        words::Words,
    },
};

/// A scope longer than this stands under the list, not in a box above it.
const SHORT: usize = 16;

/// 期号, 统计时间, 统计范围, as far as the publisher says.
pub fn facts(scene: &Scene<'_>, item: &ItemRef) -> Vec<Fact> {
    let Detail::Ranking(ranking) = &item.detail else { return Vec::new() };
    let words = scene.words();
    let issue = ranking.issue_no.as_ref().map(|issue| format::issue(words, issue));
    let scope = ranking.scope.clone().filter(|scope| scope.chars().count() <= SHORT);
    [("ranking-issue", issue), ("ranking-period", period(scene, ranking)), ("ranking-scope", scope)]
        .into_iter()
        .filter_map(|(key, value)| Some(Fact { label: words.say(key), value: value?, tone: Tone::Plain }))
        .collect()
}

/// 11月16日至11月22日.
fn period(scene: &Scene<'_>, ranking: &Ranking) -> Option<String> {
    let words = scene.words();
    let day = |moment: Option<crate::domain::Moment>| moment.and_then(|moment| moment.day(scene.zone()));
    match (day(ranking.period_start), day(ranking.period_end)) {
        (Some(from), Some(to)) => {
            let short = from.year() == to.year() && to.year() == scene.today().year();
            let said =
                |day| if short { format::short_date(day, words) } else { format::full_date(day, words) };
            Some(words.with("ranking-from-to", &[("from", said(from).into()), ("to", said(to).into())]))
        }
        (Some(day), None) | (None, Some(day)) => Some(format::full_date(day, words)),
        (None, None) => None,
    }
}

/// Draws the summary, the rows and the publisher's remarks.
pub fn body(ui: &mut Ui, scene: &Scene<'_>, item: &ItemRef) {
    let Detail::Ranking(ranking) = &item.detail else { return };
    let (look, words) = (scene.look, scene.words());
    let entries: Vec<&RankingEntry> = validity::ranking_entries(ranking, scene.now, scene.zone()).collect();
    let summary = item.summary.as_ref().filter(|_| validity::prose_may_show(item, scene.now, scene.zone()));
    if let Some(summary) = summary {
        cards::banner(ui, look, icons::ICON_CAMPAIGN, Tone::Key, summary, "");
        ui.add_space(look.space(3.0));
    }
    widgets::card(ui, look, |ui| {
        let count = words.with("ranking-count", &[("count", entries.len().into())]);
        widgets::card_title(ui, look, icons::ICON_LEADERBOARD, &words.say("ranking-title"), &count);
        if entries.is_empty() {
            let style = Style::plain(Size::Body, look.colours.ink2);
            widgets::text(ui, look, &words.say("ranking-none"), style);
            return;
        }
        let list = List::of(ranking, &entries);
        if list.compares {
            let style = Style::plain(Size::Caption, look.colours.ink2);
            widgets::text(ui, look, &words.say("ranking-legend"), style);
            ui.add_space(look.space(1.0));
        }
        let rank = rank_width(ui, look, &entries);
        let count = count_width(ui, scene, &entries);
        let plan = |ui: &Ui, index: usize, width: f32| {
            plan(ui, scene, &list, entries[index], Measures::of(look, width, rank, count))
        };
        let content = (scene.content(), item.source, &item.id);
        let grid = Grid { columns: 1, gap: 0.0 };
        long_list(
            ui,
            look,
            content,
            entries.len(),
            grid,
            |ui, index, width| plan(ui, index, width).text.height(),
            {
                |ui, index, rect| {
                    let row = plan(ui, index, rect.width());
                    row.text.draw(ui, look, rect.min);
                    decorate(ui, look, &row, rect);
                    if index > 0 {
                        ui.painter().hline(rect.x_range(), rect.top(), look.line());
                    }
                }
            },
        );
    });
    ui.add_space(look.space(3.0));
    remarks(ui, scene, item, ranking);
}

/// 统计范围, 统计口径 and the publisher's own text.
fn remarks(ui: &mut Ui, scene: &Scene<'_>, item: &ItemRef, ranking: &Ranking) {
    let (look, words) = (scene.look, scene.words());
    let mut fields = Vec::new();
    if let Some(scope) = ranking.scope.as_ref().filter(|scope| scope.chars().count() > SHORT) {
        fields.push(Field::plain(look, words.say("ranking-scope"), scope.clone()));
    }
    fields.extend(ranking.note.clone().map(|note| Field::plain(look, words.say("ranking-note"), note)));
    let department = &item.about.department;
    let department: Vec<&str> =
        [&department.name, &department.phone].into_iter().flatten().map(String::as_str).collect();
    if !department.is_empty() {
        fields.push(Field::plain(look, words.say("item-department"), department.join(" ")));
    }
    if !fields.is_empty() {
        widgets::card(ui, look, |ui| {
            widgets::card_title(ui, look, icons::ICON_INFO, &words.say("ranking-remarks"), "");
            cards::fields(ui, look, &fields);
        });
        ui.add_space(look.space(3.0));
    }
    cards::stack(ui, look, cards::said(vec![cards::own_text(scene, item), cards::files(scene, item)]));
}

/// What the rows of a ranking have in common.
struct List {
    /// The largest count, which the longest bar draws; `None` when no count is a number.
    most: Option<f32>,
    /// The publisher compares with the week before.
    compares: bool,
}

impl List {
    fn of(ranking: &Ranking, entries: &[&RankingEntry]) -> Self {
        let counts = entries.iter().filter_map(|entry| count(entry.received.as_deref()));
        Self { most: counts.reduce(f32::max).filter(|most| *most > 0.0), compares: ranking.compares() }
    }
}

/// The number in a published count, for drawing only.
fn count(text: Option<&str>) -> Option<f32> {
    let plain: String = text?.trim().chars().filter(|c| !matches!(c, ',' | '，')).collect();
    plain.parse().ok().filter(|number: &f32| number.is_finite() && *number >= 0.0)
}

/// How a place moved since the week before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    Up(u32),
    Down(u32),
    Same,
    /// Not on the list before.
    New,
    /// The publisher's words are not numbers.
    Unknown,
}

impl Change {
    fn of(rank: Option<&str>, previous: Option<&str>) -> Self {
        let place = |text: &str| text.trim().parse::<u32>().ok();
        match (rank.and_then(place), previous.map(place)) {
            (_, None) => Self::New,
            (Some(rank), Some(Some(previous))) if rank < previous => Self::Up(previous - rank),
            (Some(rank), Some(Some(previous))) if rank > previous => Self::Down(rank - previous),
            (Some(_), Some(Some(_))) => Self::Same,
            _ => Self::Unknown,
        }
    }

    fn words(self, words: &Words) -> String {
        match self {
            Self::Up(by) => words.with("ranking-up", &[("by", by.into())]),
            Self::Down(by) => words.with("ranking-down", &[("by", by.into())]),
            Self::Same => words.say("ranking-same"),
            Self::New => words.say("ranking-new"),
            Self::Unknown => String::new(),
        }
    }

    const fn tone(self) -> Tone {
        match self {
            Self::Up(_) => Tone::Red,
            Self::Down(_) => Tone::Green,
            Self::New => Tone::Amber,
            Self::Same | Self::Unknown => Tone::Plain,
        }
    }
}

/// Where things stand in a row, in pixels from its left edge.
#[derive(Clone, Copy)]
struct Measures {
    width: f32,
    rank: f32,
    /// Name and what follows.
    text: f32,
    /// The bar beside the name on a wide row, under it on a narrow one.
    bar: Option<f32>,
    count: f32,
    pad: f32,
}

impl Measures {
    fn of(look: &Look, width: f32, rank: f32, count: f32) -> Self {
        let text = rank + look.px(112.0);
        let wide = width >= look.px(1160.0);
        let bar = wide.then(|| text + ((width - text - count) * 0.54).floor());
        Self { width, rank, text, bar, count, pad: look.px(22.0) }
    }
}

/// The widest rank as published, so that 并列 3 is not cut and all names stand in line.
fn rank_width(ui: &Ui, look: &Look, entries: &[&RankingEntry]) -> f32 {
    let style = Style::bold(Size::Title, look.colours.ink);
    let longest =
        entries.iter().filter_map(|entry| entry.rank.as_deref()).max_by_key(|rank| rank.chars().count());
    let widest = longest.map_or(0.0, |rank| typeset::width_of(ui, look, rank, style));
    widest.clamp(look.px(56.0), look.px(160.0)) + look.px(16.0)
}

/// The widest count as published, which may be words.
fn count_width(ui: &Ui, scene: &Scene<'_>, entries: &[&RankingEntry]) -> f32 {
    let look = scene.look;
    let style = Style::bold(Size::Lead, look.colours.ink);
    let counts = entries.iter().filter_map(|entry| entry.received.as_deref());
    let longest = counts.max_by_key(|count| count.chars().count());
    let widest =
        longest.map_or(0.0, |count| typeset::width_of(ui, look, &received(scene.words(), count), style));
    widest.clamp(look.px(96.0), look.px(260.0)) + look.px(28.0)
}

/// A row's texts in their places, and its bar.
struct Laid {
    text: Plan,
    bar: Option<(Rect, f32, Tone)>,
}

fn plan(ui: &Ui, scene: &Scene<'_>, list: &List, entry: &RankingEntry, at: Measures) -> Laid {
    let (look, words) = (scene.look, scene.words());
    let colours = &look.colours;
    let mut text = Plan::default();
    let first = is_first(entry.rank.as_deref());
    let ink = if first { colours.red } else { colours.ink2 };
    let rank = entry.rank.clone().unwrap_or_else(|| words.say("ranking-no-rank"));
    text.text(ui, look, Vec2::new(0.0, at.pad), rank, Style::bold(Size::Title, ink), at.rank);
    if list.compares {
        let change = Change::of(entry.rank.as_deref(), entry.previous_rank.as_deref());
        let ink = if change == Change::Same { colours.ink2 } else { colours.ink_of(change.tone()) };
        let style = Style::bold(Size::Body, ink);
        let drop = (look.size(Size::Title) * 1.3 - look.size(Size::Body) * 1.3) / 2.0;
        text.text(ui, look, Vec2::new(at.rank, at.pad + drop), change.words(words), style, look.px(104.0));
    }
    let name_style = Style::bold(Size::Lead, colours.ink);
    let drop = ((look.size(Size::Title) - look.size(Size::Lead)) * 0.65).round();
    let top = at.pad + drop;
    let received = entry.received.as_deref().map(|count| received(words, count)).unwrap_or_default();
    text.text_right(ui, look, Vec2::new(at.width, top), received, name_style, at.count);
    let name_end = at.bar.map_or(at.width - at.count, |bar| bar - look.px(24.0));
    let room = name_end - at.text;
    let name = text.text(ui, look, Vec2::new(at.text, top), entry.ent_name.clone(), name_style, room);
    let mut y = top + name;
    let share = list.most.and_then(|most| Some(count(entry.received.as_deref())? / most));
    let bar = share.map(|share| {
        let height = look.px(26.0);
        let tone = if first { Tone::Red } else { Tone::Key };
        let rect = match at.bar {
            Some(left) => {
                let top = top + (typeset::line_height(look, name_style) - height) / 2.0;
                Rect::from_min_max(egui::pos2(left, top), egui::pos2(at.width - at.count, top + height))
            }
            None => {
                y += look.px(10.0);
                let rect = Rect::from_min_max(egui::pos2(at.text, y), egui::pos2(at.width, y + height));
                y += height;
                rect
            }
        };
        (rect, share, tone)
    });
    y += look.px(8.0);
    for (line, ink) in details(words, entry, colours.ink2, colours.amber) {
        let style = Style::plain(Size::Caption, ink);
        y += text.text(ui, look, Vec2::new(at.text, y), line, style, at.width - at.text);
    }
    text.reach(y + at.pad);
    Laid { text, bar }
}

fn decorate(ui: &Ui, look: &Look, row: &Laid, rect: Rect) {
    if let Some((bar, share, tone)) = row.bar {
        let bar = bar.translate(rect.min.to_vec2());
        widgets::bar(ui, look, bar, share, look.colours.bg, look.colours.ink_of(tone));
    }
}

/// Whether a published rank is one of the first three.
fn is_first(rank: Option<&str>) -> bool {
    rank.and_then(|rank| rank.trim().parse::<u32>().ok()).is_some_and(|rank| (1..=3).contains(&rank))
}

/// 86 件; what is not a number stands as it came.
fn received(words: &Words, text: &str) -> String {
    if count(Some(text)).is_some() {
        words.with("ranking-received", &[("count", text.into())])
    } else {
        text.into()
    }
}

/// The lines under a name: what and who, the rates as published, a correction.
fn details<C: Copy>(words: &Words, entry: &RankingEntry, ink: C, mark: C) -> Vec<(String, C)> {
    let join = |parts: [Option<String>; 3]| parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let pair = |key: &str, value: &Option<String>| {
        value.as_ref().map(|value| words.with(key, &[("value", value.into())]))
    };
    let closed = entry.closed.as_ref().map(|closed| {
        let key = if count(Some(closed)).is_some() { "ranking-closed" } else { "ranking-closed-words" };
        words.with(key, &[("value", closed.into())])
    });
    let first = join([entry.category.clone(), closed, entry.department.clone()]);
    let second = join([
        pair("ranking-close-rate", &entry.close_rate),
        pair("ranking-mediation-rate", &entry.mediation_rate),
        pair("ranking-presettle-rate", &entry.presettle_rate),
    ]);
    let correction = pair("ranking-correction", &entry.correction_of).unwrap_or_default();
    [(first, ink), (second, ink), (correction, mark)]
        .into_iter()
        .filter(|(line, _)| !line.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::words::Language;

    #[test]
    fn a_change_of_place_is_read_from_the_published_ranks() {
        assert_eq!(Change::of(Some("1"), Some("3")), Change::Up(2));
        assert_eq!(Change::of(Some("5"), Some("2")), Change::Down(3));
        assert_eq!(Change::of(Some("4"), Some(" 4 ")), Change::Same);
        assert_eq!(Change::of(Some("4"), None), Change::New);
        assert_eq!(Change::of(Some("并列 3"), Some("1")), Change::Unknown);
        assert_eq!(Change::of(Some("1"), Some("—")), Change::Unknown);
    }

    #[test]
    fn bars_draw_numbers_and_words_stay_words() {
        let words = Words::new(Language::Chinese);
        assert_eq!(count(Some("1,284")), Some(1284.0));
        assert_eq!(count(Some("NaN")), None);
        assert_eq!(count(Some("-3")), None);
        assert_eq!(received(&words, "1,284"), "1,284 件");
        assert_eq!(received(&words, "不足 10 件"), "不足 10 件");
        assert!(is_first(Some("3")) && !is_first(Some("4")) && !is_first(Some("0")) && !is_first(None));
    }

    #[test]
    fn rates_stand_as_published_and_a_correction_is_named() {
        let words = Words::new(Language::Chinese);
        let entry = RankingEntry {
            category: Some("食品".into()),
            closed: Some("85".into()),
            close_rate: Some("98.80 %（含跨期）".into()),
            correction_of: Some("原公示 67 件".into()),
            ..RankingEntry::default()
        };
        let lines: Vec<String> = details(&words, &entry, (), ()).into_iter().map(|(line, ())| line).collect();
        assert_eq!(lines, ["食品 · 已办结 85 件", "办结率 98.80 %（含跨期）", "更正：原公示 67 件"]);
        assert!(details(&words, &RankingEntry::default(), (), ()).is_empty());
    }
}
