//! What a column has to say of itself: one live fact on its tile, one line over its page. Counted from what the
//! gate shows and nothing else.

use egui::{Context, Id};
use jiff::{Timestamp, civil::Date};

use super::columns::{Ordered, Section};
use crate::{
    domain::{
        Detail, Kind, Moment,
        kinds::{List, Pledge, PledgeStatus, Ranking},
        snapshot::ItemRef,
        validity,
    },
    ui::{format, scene::Scene},
};

/// The fact on a column's tile.
pub fn live(scene: &Scene<'_>, section: &Section<'_>, items: &Ordered<'_>) -> String {
    let words = scene.words();
    if items.is_empty() {
        return words.say("kiosk-fact-none");
    }
    let count = |key: &str, count: usize| words.with(key, &[("count", count.into())]);
    if section.kinds.len() > 1 {
        return count("kiosk-fact-items", items.len());
    }
    match section.leading() {
        Kind::Guide => count("kiosk-fact-guide", items.len()),
        Kind::Disclosure => match today(scene, items) {
            0 => count("kiosk-fact-disclosure", items.len()),
            new => count("kiosk-fact-today", new),
        },
        Kind::Notice => count("kiosk-fact-notice", items.len()),
        Kind::Ranking => items
            .get(0)
            .and_then(|item| issue(scene, item))
            .unwrap_or_else(|| count("kiosk-fact-ranking", items.len())),
        Kind::Honour => {
            let (red, black) = lists(scene, items);
            words.with("kiosk-fact-honour", &[("red", red.into()), ("black", black.into())])
        }
        Kind::Pledge => {
            let (all, done) = pledges(items);
            let key = if all == 10 { "kiosk-fact-ten" } else { "kiosk-fact-pledge" };
            words.with(key, &[("count", all.into()), ("done", done.into())])
        }
        Kind::Catalogue => count("kiosk-fact-catalogue", matters(scene, items)),
    }
}

/// What the line over a column's page depends on.
type LineBasis = ((u64, u64), Option<Timestamp>, Date, Vec<Kind>);

/// The line over a column's page: how many, and how new. The context keeps the last one: thousands of dates need
/// not be compared in every frame of a scroll.
pub fn line(ctx: &Context, scene: &Scene<'_>, section: &Section<'_>, items: &Ordered<'_>) -> String {
    let basis: LineBasis = (scene.content(), scene.shown.until, scene.today(), section.kinds.to_vec());
    let slot = Id::unique("line over a column");
    if let Some((known, line)) = ctx.data(|data| data.get_temp::<(LineBasis, String)>(slot))
        && known == basis
    {
        return line;
    }
    let line = make_line(scene, section, items);
    ctx.data_mut(|data| data.insert_temp(slot, (basis, line.clone())));
    line
}

fn make_line(scene: &Scene<'_>, section: &Section<'_>, items: &Ordered<'_>) -> String {
    let words = scene.words();
    let count = |key: &str, count: usize| words.with(key, &[("count", count.into())]);
    let what = if section.kinds.len() > 1 {
        count("kiosk-fact-items", items.len())
    } else {
        match section.leading() {
            Kind::Guide => count("kiosk-fact-guide", items.len()),
            Kind::Disclosure => count("kiosk-fact-disclosure", items.len()),
            Kind::Ranking => count("kiosk-fact-ranking", items.len()),
            _ => live(scene, section, items),
        }
    };
    let newest = items.iter().filter_map(|item| last_change(scene, item)).max();
    match newest {
        Some(day) => {
            let day =
                if day == scene.today() { words.say("kiosk-today") } else { format::full_date(day, words) };
            words.with("kiosk-line", &[("what", what.into()), ("day", day.into())])
        }
        None => what,
    }
}

fn last_change(scene: &Scene<'_>, item: &ItemRef) -> Option<Date> {
    let day = |moment: Option<Moment>| moment.and_then(|moment| moment.day(scene.zone()));
    // A date in the future is a slip of the publisher's pen, not the age of the column.
    [day(item.modified), day(item.published)].into_iter().flatten().filter(|day| *day <= scene.today()).max()
}

fn today(scene: &Scene<'_>, items: &Ordered<'_>) -> usize {
    items.iter().filter(|item| last_change(scene, item) == Some(scene.today())).count()
}

/// 期号 of a ranking, else its period.
fn issue(scene: &Scene<'_>, item: &ItemRef) -> Option<String> {
    let Detail::Ranking(ranking) = &item.detail else { return None };
    ranking
        .issue_no
        .as_ref()
        .map(|issue| format::issue(scene.words(), issue))
        .or_else(|| period(scene, ranking))
}

/// The days that a ranking counts: 11月16日至11月22日.
pub fn period(scene: &Scene<'_>, ranking: &Ranking) -> Option<String> {
    let words = scene.words();
    let day = |moment: Option<Moment>| moment.and_then(|moment| moment.day(scene.zone()));
    let (from, to) = (day(ranking.period_start)?, day(ranking.period_end)?);
    let values =
        [("from", format::short_date(from, words).into()), ("to", format::short_date(to, words).into())];
    Some(words.with("kiosk-period", &values))
}

fn lists(scene: &Scene<'_>, items: &Ordered<'_>) -> (usize, usize) {
    let mut counts = (0, 0);
    for item in items.iter() {
        if let Detail::Honour(roll) = &item.detail {
            let shown = validity::honour_entries(roll, scene.now, scene.zone()).count();
            match roll.list {
                List::Red => counts.0 += shown,
                List::Black => counts.1 += shown,
            }
        }
    }
    counts
}

/// How many pledges of the newest year there are, and how many of them are done.
fn pledges(items: &Ordered<'_>) -> (usize, usize) {
    let all: Vec<&Pledge> = items
        .iter()
        .filter_map(|item| match &item.detail {
            Detail::Pledge(pledge) => Some(&**pledge),
            _ => None,
        })
        .collect();
    let year = all.iter().filter_map(|pledge| pledge.year).max();
    let of_year = all.iter().filter(|pledge| pledge.year == year);
    let done = of_year.clone().filter(|pledge| pledge.status == Some(PledgeStatus::Done)).count();
    (of_year.count(), done)
}

fn matters(scene: &Scene<'_>, items: &Ordered<'_>) -> usize {
    items
        .iter()
        .map(|item| match &item.detail {
            Detail::Catalogue(catalogue) => {
                validity::catalogue_entries(catalogue, scene.screen.internal).count()
            }
            _ => 0,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Channel, Screen, Snapshot, SourceState, SourceView},
        feed,
        playback::aired::OnAir,
        sample,
        ui::{
            kiosk::columns,
            theme::Look,
            words::{Language, Words},
        },
    };
    use std::sync::Arc;

    /// What the tiles of the sample hall say at an instant, by column.
    fn tiles(at: &str) -> Vec<(String, String)> {
        let now: jiff::Timestamp = at.parse().unwrap();
        let hall = sample::hall("https://scjg.example.gov.cn/feed.json");
        let published: jiff::Timestamp = "2026-11-23T10:00:00+08:00".parse().unwrap();
        let bytes = sample::publication(published, 0).unwrap();
        let document = feed::Document {
            bytes: &bytes,
            content_type: None,
            base: "https://scjg.example.gov.cn/feed.json",
        };
        let edition = Arc::new(feed::read_single(&document, hall.sources[0].rules).unwrap());
        let view = SourceView {
            name: "sample".into(),
            edition,
            state: SourceState::Fresh,
            confirmed: Some(now),
            stale_after: jiff::SignedDuration::from_mins(10),
        };
        let snapshot = Snapshot { generation: 1, sources: vec![view], ..Snapshot::default() };
        let gate = Screen { channel: Some(Channel::Kiosk), internal: false, zone: hall.zone.clone() };
        let shown = snapshot.shown(&gate, now);
        let screen = &hall.screens[0];
        let look = Look::new(screen, egui::Vec2::new(1080.0, 1920.0), Words::new(Language::Chinese));
        let scene = Scene {
            hall: &hall,
            screen,
            fault: None,
            look: &look,
            snapshot: &snapshot,
            shown: &shown,
            now,
            pictures: &(),
            on_air: &OnAir::default(),
        };
        let ctx = egui::Context::default();
        let say =
            |section: &Section<'_>| live(&scene, section, &columns::ordered(&ctx, &scene, section.kinds));
        columns::all(&scene).iter().map(|section| (section.id.to_owned(), say(section))).collect()
    }

    #[test]
    fn tiles_count_what_the_gate_shows() {
        let today = tiles("2026-11-23T10:42:00+08:00");
        let said = |id: &str| today.iter().find(|(own, _)| own == id).map(|(_, fact)| fact.clone()).unwrap();
        assert_eq!(said("guide"), "20 个事项");
        assert_eq!(said("honour"), "红榜 16 · 黑榜 9");
        assert_eq!(said("ranking"), "第 47 周");
        assert_eq!(said("pledge"), "十件实事 已办 6 件");
        assert_eq!(said("catalogue"), "30 类事项");
    }

    #[test]
    fn what_expires_is_no_longer_counted() {
        let later = tiles("2046-11-23T10:42:00+08:00");
        let said = |id: &str| later.iter().find(|(own, _)| own == id).map(|(_, fact)| fact.clone()).unwrap();
        assert_eq!(said("honour"), "红榜 0 · 黑榜 0");
        assert_eq!(said("notice"), "暂无内容");
    }
}
