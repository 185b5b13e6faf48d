//! The director with 100 playlists, 1,000 schedules and 20,000 items: what a frame costs, and what it costs to lay the
//! timeline of a day for a new content.
//!
//! `cargo bench --bench director`. The aims: a frame at most 50 microseconds; a timeline less than a frame of 16 ms.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

use std::{fmt::Write as _, hint::black_box, sync::Arc, time::Duration};

use criterion::{Criterion, criterion_group, criterion_main};
use gongshi::{
    domain::{Channel, Kind, Screen, Snapshot, SourceState, snapshot::SourceView},
    feed::{Document, Rules, read_single},
    playback::{
        Asked, Plan, Player, Question,
        calendar::{DayWord, Daypart, HallTime, Rule},
        director,
        plan::{Dwell, Entry, Order, Playlist, Query, Schedule, ScreenPlan, Share, What, Zone},
    },
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

const ITEMS: usize = 20_000;
const PLAYLISTS: usize = 100;
const SCHEDULES: usize = 1_000;

/// Notices, disclosures, guides and the rest, with texts of some hundred characters.
fn snapshot() -> Snapshot {
    let mut feed = String::from(
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"t","_gongshi":{"sequence":1},"items":["#,
    );
    for number in 0..ITEMS {
        let comma = if number > 0 { "," } else { "" };
        let kind = ["notice", "disclosure", "notice", "guide", "notice", "disclosure"][number % 6];
        let _ = write!(
            feed,
            r#"{comma}{{"id":"i{number}","title":"关于开展第{number}批食品安全监督抽检情况的公告","content_text":"{}","tags":["t{}","u{}"],"date_published":"2026-{:02}-{:02}T09:00:00+08:00","_gongshi":{{"kind":"{kind}","disclosure":"proactive","topic":"主题{}","publisher":"示例区市场监督管理局","department":{{"name":"科室{}"}},"weight":{}}}}}"#,
            "根据《中华人民共和国食品安全法》有关规定，现将有关情况公告如下。".repeat(4 + number % 8),
            number % 40,
            number % 7,
            number % 11 + 1,
            number % 28 + 1,
            number % 30,
            number % 25,
            number % 11,
        );
    }
    feed.push_str("]}");
    let document = Document { bytes: feed.as_bytes(), content_type: None, base: "https://example.gov.cn/" };
    let edition = read_single(&document, Rules::default()).expect("the feed is good");
    let view = SourceView {
        name: "s".into(),
        edition: Arc::new(edition),
        state: SourceState::Fresh,
        confirmed: None,
        stale_after: SignedDuration::from_hours(1),
    };
    Snapshot { generation: 1, sources: vec![view], ..Snapshot::default() }
}

fn query(number: usize) -> Query {
    let text = |word: &str, of: usize| Some(format!("{word}{}", number % of));
    let order = Order::ALL[number % 4];
    let count = Some(3);
    match number % 5 {
        0 => Query { kinds: vec![Kind::Notice], order, count, ..Query::default() },
        1 => Query { tag: text("t", 40), order, count, ..Query::default() },
        2 => Query { topic: text("主题", 30), order, ..Query::default() },
        3 => Query {
            department: text("科室", 25),
            weight: Some(3),
            newest: Some(20),
            order,
            ..Query::default()
        },
        _ => Query { order, count, ..Query::default() },
    }
}

fn plan() -> Plan {
    let entry = |list: usize, place: usize| {
        let what = match place {
            0..5 => What::Query(query(list * 7 + place)),
            5 if list > 0 => What::Playlist(list - 1 - (list - 1) % 10),
            _ => What::Text { title: format!("{list}"), words: "请到{窗口}号窗口".into() },
        };
        let dwell = if place.is_multiple_of(2) { Dwell::Auto } else { Dwell::Fixed(Duration::from_secs(8)) };
        let share = (place == 1).then_some(list % 2);
        Entry { share, ..Entry::new(what, dwell) }
    };
    let playlists = (0..PLAYLISTS).map(|list| Playlist {
        name: format!("l{list}"),
        entries: (0..7)
            .filter(|place| *place != 5 || list % 10 == 1)
            .map(|place| entry(list, place))
            .collect(),
    });
    // Each is bound to the screen that is measured.
    let schedules = (0..SCHEDULES).map(|number| {
        let from = u32::try_from(number * 37 % 1440).unwrap();
        let length = u32::try_from(20 + number * 53 % 400).unwrap();
        let rule = Rule {
            days: if number.is_multiple_of(3) { vec![DayWord::Working] } else { Vec::new() },
            parts: vec![Daypart { from, until: from + length }],
            hall: (number % 7 == 0).then_some(HallTime::Open),
            ..Rule::default()
        };
        let priority = u32::try_from(number % 20).unwrap();
        let playlist = number % PLAYLISTS;
        Schedule {
            name: format!("s{number}"),
            screens: Vec::new(),
            zone: Zone::Main,
            playlist,
            rule,
            priority,
        }
    });
    let own = ScreenPlan {
        fallback: [(Zone::Main, 0)].into(),
        variables: [("窗口".to_owned(), "5".to_owned())].into(),
        ..ScreenPlan::new("board".into())
    };
    let share = |name: &str, at_most, at_least| Share { name: name.into(), at_most, at_least };
    Plan {
        playlists: playlists.collect(),
        schedules: schedules.collect(),
        screens: vec![own],
        shares: vec![share("宣传", Some(20), None), share("热点", None, Some(30))],
        ..Plan::default()
    }
}

fn benches(criterion: &mut Criterion) {
    let (plan, snapshot) = (plan(), snapshot());
    let time_zone = TimeZone::get("Asia/Shanghai").expect("the tz database is built in");
    let now: Timestamp = "2026-11-25T10:00:00+08:00".parse().expect("a time");
    let gate = Screen { channel: Some(Channel::Board), internal: false, zone: time_zone.clone() };
    let shown = snapshot.shown(&gate, now);
    assert_eq!(shown.items.len(), ITEMS, "the bench measures content that is really shown");
    let question = Question {
        plan: &plan,
        screen: "board",
        items: &shown.items,
        internal: false,
        time_zone: &time_zone,
        zone: Zone::Main,
        media: &snapshot.media,
    };
    let asked = Asked { question, revision: 0, snapshot: &snapshot, shown_until: shown.until };
    let index = director(&question, now);
    let (mut at, mut slots) = (now, 0);
    while let Some(on) = index.showing(at) {
        (at, slots) = (on.until, slots + 1);
    }
    println!("{slots} slots from ten o'clock to midnight");
    let mut player = Player::default();
    assert!(player.step(&asked, now, Duration::from_secs(1)).is_ok());
    let mut group = criterion.benchmark_group("director");
    group.bench_function("showing", |bencher| {
        bencher.iter(|| black_box(index.showing(black_box(now)).is_some()))
    });
    group.bench_function("a frame of a player", |bencher| {
        bencher.iter(|| player.step(black_box(&asked), now, Duration::from_secs(1)).is_ok());
    });
    group.sample_size(20);
    group.bench_function("a day for a new content", |bencher| {
        bencher.iter(|| black_box(director(black_box(&question), now)));
    });
    group.finish();
}

criterion_group!(director_room, benches);
criterion_main!(director_room);
