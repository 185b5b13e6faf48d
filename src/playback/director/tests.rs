//! The director on the sample's content, and on two screens that never speak with each other.

use std::{collections::BTreeMap, ops::ControlFlow, sync::Arc, time::Duration};

use jiff::SignedDuration;
use proptest::prelude::*;

use super::*;
use crate::{
    domain::{self, Edition, Kind, Snapshot, SourceState, snapshot::SourceView},
    feed,
    playback::{
        calendar::{Daypart, Rule},
        coming::{Coming, coming},
        plan::{Dwell, Entry, Order, Playlist, Query, Schedule, ScreenPlan, What},
    },
};

pub(in crate::playback) const SCREEN: &str = "board";

pub(in crate::playback) fn zone() -> TimeZone {
    TimeZone::get("Asia/Shanghai").unwrap()
}

pub(in crate::playback) fn at(text: &str) -> Timestamp {
    format!("2026-11-{text}+08:00").parse().unwrap()
}

/// Notices n0, n1, …, each as weighty as its number; n1 ends at noon of the 23rd.
pub(in crate::playback) fn snapshot(notices: usize) -> Snapshot {
    titled(notices, "公告")
}

/// The same with other titles.
pub(in crate::playback) fn titled(notices: usize, title: &str) -> Snapshot {
    let items: Vec<String> = (0..notices)
        .map(|n| {
            let valid = if n == 1 { ", \"valid_to\": \"2026-11-23T12:00:00+08:00\"" } else { "" };
            format!(
                r#"{{"id": "n{n}", "title": "{title}{n}", "content_text": "一二三", "tags": ["t{}"], "date_published": "2026-11-{:02}T08:00:00+08:00",
                   "_gongshi": {{"kind": "notice", "disclosure": "proactive", "weight": {}{valid}}}}}"#,
                n % 2,
                n % 20 + 1,
                n.clamp(1, 10),
            )
        })
        .collect();
    let feed = format!(
        r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "t", "_gongshi": {{"sequence": 1}}, "items": [{}]}}"#,
        items.join(",")
    );
    let document = feed::Document {
        bytes: feed.as_bytes(),
        content_type: None,
        base: "https://example.gov.cn/feed.json",
    };
    let edition: Edition = feed::read_single(&document, feed::Rules::default()).unwrap();
    let view = SourceView {
        name: "s".into(),
        edition: Arc::new(edition),
        state: SourceState::Fresh,
        confirmed: None,
        stale_after: jiff::SignedDuration::from_hours(1),
    };
    Snapshot { sources: vec![view], ..Snapshot::default() }
}

pub(in crate::playback) fn gate() -> domain::Screen {
    domain::Screen { channel: Some(domain::Channel::Board), internal: false, zone: zone() }
}

pub(in crate::playback) fn entry(what: What, seconds: u64) -> Entry {
    Entry::new(what, Dwell::Fixed(Duration::from_secs(seconds)))
}

pub(in crate::playback) fn notices(order: Order, count: Option<u32>) -> What {
    What::Query(Query { kinds: vec![Kind::Notice], order, count, ..Query::default() })
}

pub(in crate::playback) fn list(name: &str, entries: Vec<Entry>) -> Playlist {
    Playlist { name: name.into(), entries }
}

pub(in crate::playback) fn schedule(playlist: usize, times: &str, priority: u32) -> Schedule {
    let parts = Daypart::parse(times).into_iter().collect();
    Schedule {
        name: format!("{playlist} {times}"),
        screens: vec![SCREEN.into()],
        zone: Zone::Main,
        playlist,
        rule: Rule { parts, ..Rule::default() },
        priority,
    }
}

pub(in crate::playback) fn text(title: &str) -> What {
    What::Text { title: title.into(), words: String::new() }
}

pub(in crate::playback) fn plan(playlists: Vec<Playlist>, schedules: Vec<Schedule>) -> Plan {
    let own = ScreenPlan { fallback: [(Zone::Main, 0)].into(), ..ScreenPlan::new(SCREEN.into()) };
    Plan { playlists, schedules, screens: vec![own], ..Plan::default() }
}

fn words(piece: Option<&Arc<Piece>>) -> String {
    match piece.map(|piece| &piece.content) {
        Some(Content::Card(_, items)) => items.iter().map(|item| item.id.as_str()).collect(),
        Some(Content::Text { title, .. }) => title.clone(),
        Some(Content::Clock) => "clock".into(),
        Some(Content::Image(url) | Content::Pdf { url, .. }) => url.clone(),
        None => "-".into(),
    }
}

/// What plays from an instant on, as `time what`.
fn plays(plan: &Plan, snapshot: &Snapshot, from: &str, lines: usize) -> Vec<String> {
    let mut out = Vec::new();
    let from = at(from);
    let until = from + jiff::SignedDuration::from_hours(48);
    coming(
        plan,
        (SCREEN, Zone::Main),
        snapshot,
        &gate(),
        (from, until),
        |Coming { start, piece, .. }| {
            let time = start.to_zoned_datetime(zone()).strftime("%H:%M:%S");
            out.push(format!("{time} {}", words(piece)));
            if out.len() == lines { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        },
    );
    out
}

#[test]
fn a_round_goes_on_where_the_last_one_stopped() {
    let day = vec![entry(notices(Order::Newest, Some(2)), 10), entry(text("卡"), 5)];
    let plan = plan(vec![list("日常", day)], Vec::new());
    assert_eq!(
        plays(&plan, &snapshot(3), "23T00:00:00", 6),
        ["00:00:00 n2", "00:00:10 n1", "00:00:20 卡", "00:00:25 n0", "00:00:35 n2", "00:00:45 卡"]
    );
}

#[test]
fn what_leaves_is_gone_at_that_second() {
    let plan = plan(vec![list("日常", vec![entry(notices(Order::Newest, None), 3600)])], Vec::new());
    // n1 would stand from 11 to 12 and from 13 to 14, had it not ended at noon.
    let snapshot = snapshot(2);
    let shown = snapshot.shown(&gate(), at("23T11:59:59"));
    let zone = zone();
    let question = Question {
        plan: &plan,
        screen: SCREEN,
        items: &shown.items,
        internal: false,
        time_zone: &zone,
        zone: Zone::Main,
        media: &snapshot.media,
    };
    let index = director(&question, at("23T11:00:00"));
    assert_eq!(words(index.showing(at("23T11:59:59")).and_then(|on| on.piece)), "n0");
    let lines = plays(&plan, &snapshot, "23T10:30:00", 4);
    assert_eq!(lines, ["10:30:00 n1", "11:00:00 n0", "12:00:00 n0", "13:00:00 n0"]);
}

#[test]
fn the_highest_priority_plays_equal_ones_take_turns_and_nothing_means_the_fallback() {
    let lists = vec![
        list("零", vec![entry(text("零"), 1800)]),
        list("一", vec![entry(text("一"), 600)]),
        list("二", vec![entry(text("二"), 600)]),
        list("空", vec![entry(What::Item("none".into()), 600)]),
    ];
    let schedules = vec![
        schedule(1, "09:00-11:00", 5),
        schedule(2, "09:30-10:30", 5),
        schedule(2, "10:00-10:15", 9),
        schedule(3, "00:00-24:00", 20),
    ];
    let lines = plays(&plan(lists, schedules), &snapshot(0), "23T08:30:00", 13);
    let expected = [
        "08:30:00 零",
        "09:00:00 一",
        "09:10:00 一",
        "09:20:00 一",
        "09:30:00 一",
        "09:40:00 二",
        "09:50:00 一",
        "10:00:00 二",
        "10:10:00 二",
        "10:15:00 一",
        "10:25:00 二",
        "10:30:00 一",
        "10:40:00 一",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn lists_within_lists_and_nothing_at_all() {
    let inner = list("内", vec![entry(text("内"), 10), entry(What::Clock, 10)]);
    let outer = list("外", vec![entry(text("外"), 10), entry(What::Playlist(1), 0)]);
    let nested = plan(vec![outer, inner], Vec::new());
    assert_eq!(
        plays(&nested, &snapshot(0), "23T00:00:00", 4),
        ["00:00:00 外", "00:00:10 内", "00:00:20 clock", "00:00:30 外"]
    );
    let empty = plan(vec![list("空", vec![entry(notices(Order::Fixed, None), 10)])], Vec::new());
    assert_eq!(plays(&empty, &snapshot(0), "23T00:00:00", 1), ["00:00:00 -"]);
    let cycle = vec![
        list("甲", vec![entry(What::Playlist(1), 0)]),
        list("乙", vec![entry(What::Clock, 9), entry(What::Playlist(0), 0)]),
    ];
    assert_eq!(Plan::cycle(&cycle), Some(vec![0, 1, 0]));
    assert_eq!(Plan::cycle(&nested.playlists), None);
}

#[test]
fn the_weightier_plays_more_often_and_a_day_mixes_once() {
    let weighted = plan(vec![list("热", vec![entry(notices(Order::Weighted, None), 10)])], Vec::new());
    // Weights 1, 1, 2, 3, 4: eleven turns a round.
    let mut turns: BTreeMap<String, usize> = BTreeMap::new();
    for line in plays(&weighted, &snapshot(5), "22T00:00:00", 22) {
        *turns.entry(line[9..].to_owned()).or_default() += 1;
    }
    let count = |id: &str| turns.get(id).copied().unwrap_or(0);
    assert_eq!((count("n0"), count("n1"), count("n2"), count("n3"), count("n4")), (2, 2, 4, 6, 8));
    let mixed = plan(vec![list("乱", vec![entry(notices(Order::Shuffle, None), 10)])], Vec::new());
    let ids = |from: &str| -> Vec<String> {
        plays(&mixed, &snapshot(12), from, 12).iter().map(|line| line[9..].to_owned()).collect()
    };
    let (sunday, tomorrow) = (ids("21T00:00:00"), ids("22T00:00:00"));
    assert_ne!(sunday, tomorrow);
    assert_eq!(sunday, ids("21T00:02:00"), "each round of a day is alike");
    let mut all = sunday;
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 12);
}

#[test]
fn a_query_asks_for_all_it_names_and_long_texts_stand_longer() {
    let query = Query { tag: Some("t1".into()), weight: Some(3), newest: Some(1), ..Query::default() };
    let asked = plan(vec![list("问", vec![entry(What::Query(query), 10)])], Vec::new());
    assert_eq!(plays(&asked, &snapshot(6), "22T00:00:00", 2), ["00:00:00 n5", "00:00:10 n5"]);
    let long = What::Text { title: "标题".into(), words: "字".repeat(118) };
    let auto = plan(vec![list("长", vec![Entry::new(long, Dwell::Auto)])], Vec::new());
    assert_eq!(
        plays(&auto, &snapshot(0), "22T00:00:00", 2)[1],
        "00:00:30 标题",
        "120 characters at 240 a minute"
    );
}

proptest! {
    #[test]
    fn two_screens_agree_whenever_they_looked_last(
        start in 0u32..3 * 86_400, early in 0u32..20_000, dwells in prop::collection::vec(3u64..40, 3), from in 0u32..1440, length in 1u32..1440,
    ) {
        let lists = vec![
            list("甲", vec![entry(notices(Order::Shuffle, Some(2)), dwells[0]), entry(text("甲"), dwells[1])]),
            list("乙", vec![entry(notices(Order::Weighted, Some(3)), dwells[2])]),
        ];
        let mut plan = plan(lists, vec![schedule(1, "09:00-10:00", 1), schedule(0, "08:00-20:00", 1)]);
        plan.schedules[0].rule.parts = vec![Daypart { from, until: from + length }];
        let snapshot = snapshot(7);
        let now = at("20T00:00:00") + jiff::SignedDuration::from_secs(i64::from(start));
        let before = now - jiff::SignedDuration::from_secs(i64::from(early));
        let shown = snapshot.shown(&gate(), now);
        let zone = zone();
        let question = Question { plan: &plan, screen: SCREEN, items: &shown.items, internal: false, time_zone: &zone, zone: Zone::Main, media: &snapshot.media };
        let (fresh, kept) = (director(&question, now), director(&question, before));
        let on = fresh.showing(now).unwrap();
        prop_assert!(on.since <= now && now < on.until);
        let (piece, length) = (on.piece.unwrap(), on.until.duration_since(on.since));
        // What stays because the next would be cut stands for up to half of that one's dwell more.
        let longest = dwells.iter().max().unwrap();
        prop_assert!(length <= SignedDuration::try_from(piece.dwell + Duration::from_secs(*longest) / 2).unwrap());
        if kept.covers(now) {
            let other = kept.showing(now).unwrap();
            prop_assert_eq!((&other.piece.unwrap().key, other.since, other.until), (&piece.key, on.since, on.until));
        }
    }
}
