//! A board that plays a playlist, on a running client.

use std::{sync::Arc, time::Duration};

use gongshi::{
    config::{Face, Sweep},
    playback::{
        Plan,
        plan::{Dwell, Entry, Playlist, Query, ScreenPlan, What, Zone},
    },
    sync::Options,
};

use super::{
    bureau::Bureau,
    frames::{Frames, Seen, has},
    hall::{Client, feed, feed_of, hall, item},
    stage::PATH,
};

const CARD: &str = "温馨提示";

fn plan(screen: &str) -> Plan {
    let entry = |what| Entry::new(what, Dwell::Fixed(Duration::from_secs(10)));
    let card = What::Text { title: CARD.into(), words: "请错峰办理".into() };
    let entries = vec![entry(card), entry(What::Query(Query::default()))];
    let own = ScreenPlan { fallback: [(Zone::Main, 0)].into(), ..ScreenPlan::new(screen.into()) };
    Plan {
        playlists: vec![Playlist { name: "日常".into(), entries }], screens: vec![own], ..Plan::default()
    }
}

#[test]
fn the_zones_of_a_board_play_their_own_and_what_is_urgent_takes_the_line() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    bureau.feed(PATH, &feed(1, &["甲公告"]));
    let mut hall = hall(&bureau.url(PATH));
    let screen = hall.screens.iter().find(|screen| screen.face == Face::Board).unwrap().clone();
    let list = |what| Playlist {
        name: String::new(),
        entries: vec![Entry::new(what, Dwell::Fixed(Duration::from_secs(60)))],
    };
    let words = |title: &str| What::Text { title: title.into(), words: String::new() };
    hall.plan.playlists =
        vec![list(words(CARD)), list(What::Query(Query::default())), list(words("便民服务"))];
    let fallback = Zone::ALL.into_iter().zip(0..).collect();
    hall.plan.screens = vec![ScreenPlan { fallback, ..ScreenPlan::new(screen.name.clone()) }];
    let client = Client::start_hall(&hall, data.path(), Options::default());
    client.until_titles(&["甲公告"]);
    let clock = Arc::clone(&client.clock);
    let size = screen.size.unwrap();
    let mut board = Frames::new(hall, screen, size, clock, client.sync.snapshots());
    let place = |seen: &Seen, name: &str| {
        let found = seen.names.iter().find(|(words, _)| words == name);
        found.map(|(_, rect)| rect.left() / size.0 as f32)
    };
    let seen = board.frame();
    assert!(place(&seen, CARD).unwrap() < 0.1 && place(&seen, "甲公告").unwrap() > 0.6, "{:?}", seen.names);
    assert!(place(&seen, "便民服务").is_some());

    let mut urgent = item("演练");
    urgent["_gongshi"]["interrupt"] = serde_json::json!({ "severity": "moderate" });
    bureau.feed(PATH, &feed_of(2, &[urgent]));
    client.until_titles(&["演练"]);
    let (_, words) = board.run(20.0);
    assert!(has(&words, "演练") && !has(&words, "便民服务") && !has(&words, "甲公告"), "{words:?}");

    bureau.feed(PATH, &feed(3, &[]));
    client.until_titles(&[]);
    board.run(2.0);
    let seen = board.frame();
    assert!(place(&seen, CARD).is_some() && place(&seen, "便民服务").is_some() && !seen.has("演练"));
}

#[test]
fn a_strip_runs_each_piece_to_its_end_in_the_order_of_its_playlist() {
    for direction in Sweep::ALL {
        let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
        bureau.feed(PATH, &feed(1, &["甲公告", "乙公告"]));
        let mut hall = hall(&bureau.url(PATH));
        let mut screen = hall.screens.iter().find(|screen| screen.face == Face::Strip).unwrap().clone();
        screen.strip.direction = direction;
        hall.plan = plan(&screen.name);
        let entries = &mut hall.plan.playlists[0].entries;
        // What has no words on a strip is passed over; so is what is missing.
        entries.insert(1, Entry::new(What::Image("file:///no/such.png".into()), Dwell::Auto));
        entries.push(Entry::new(What::Clock, Dwell::Auto));
        let client = Client::start_hall(&hall, data.path(), Options::default());
        client.until_titles(&["甲公告", "乙公告"]);
        let (clock, size) = (Arc::clone(&client.clock), screen.size.unwrap());
        let mut strip = Frames::new(hall, screen, size, clock, client.sync.snapshots());
        let mut order: Vec<&str> = Vec::new();
        let end = strip.time + 120.0;
        while strip.time < end {
            let seen = strip.frame();
            for part in [CARD, "甲公告", "乙公告", "10:4"] {
                // On the strip already, it has been counted when it came.
                if seen.has(part) && !order.iter().rev().take(3).any(|other| *other == part) {
                    order.push(part);
                }
            }
            strip.sleep(seen.delay);
        }
        let kinds: std::collections::BTreeSet<&str> = order.iter().copied().collect();
        assert_eq!(kinds.len(), 4, "{direction:?}: {order:?}");
        for pair in order.windows(2) {
            let next = match pair[0] {
                CARD => ["甲公告", "乙公告"].as_slice(),
                "甲公告" => &["乙公告", "10:4"],
                "乙公告" => &["10:4", "甲公告"],
                _ => &[CARD],
            };
            assert!(next.contains(&pair[1]), "{direction:?}: {order:?}");
        }
        bureau.feed(PATH, &feed(2, &["甲公告"]));
        client.until_titles(&["甲公告"]);
        let (_, words) = strip.run(60.0);
        assert!(!has(&words, "乙公告") && has(&words, "甲公告") && has(&words, CARD), "{direction:?}");
    }
}

#[test]
fn a_playlist_plays_alike_on_two_boards_and_what_is_withdrawn_leaves() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    bureau.feed(PATH, &feed(1, &["甲公告", "乙公告"]));
    let mut hall = hall(&bureau.url(PATH));
    let screen = hall.screens.iter().find(|screen| screen.face == Face::Board).unwrap().clone();
    hall.plan = plan(&screen.name);
    let client = Client::start_hall(&hall, data.path(), Options::default());
    client.until_titles(&["甲公告", "乙公告"]);
    let board = || {
        let clock = Arc::clone(&client.clock);
        let snapshots = client.sync.snapshots();
        Frames::new(hall.clone(), screen.clone(), screen.size.unwrap(), clock, snapshots)
    };
    let (mut one, mut with_card, mut without) = (board(), 0, 0);
    for _ in 0..60 {
        // A cross-fade begins with the first frame of a slide and is over half a second later.
        one.frame();
        one.sleep(Duration::from_millis(500));
        let seen = one.frame();
        if seen.has(CARD) {
            with_card += 1;
        } else {
            without += 1;
        }
        // Another board, started only now, shows the same slide.
        assert_eq!(board().frame().has(CARD), seen.has(CARD));
        one.sleep(Duration::from_millis(500));
    }
    assert_eq!((with_card, without), (20, 40), "three pieces of ten seconds each");

    bureau.feed(PATH, &feed(2, &["甲公告"]));
    client.until_titles(&["甲公告"]);
    let (_, words) = one.run(60.0);
    assert!(words.iter().all(|word| !word.contains("乙公告")), "{words:?}");
    assert!(words.iter().any(|word| word.contains(CARD)));
}
