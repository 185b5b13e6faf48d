//! A board that plays a playlist, on a running client.

use std::{sync::Arc, time::Duration};

use gongshi::{
    config::Face,
    playback::{
        Plan,
        plan::{Dwell, Entry, Playlist, Query, ScreenPlan, What, Zone},
    },
    sync::Options,
};

use super::{
    bureau::Bureau,
    frames::Frames,
    hall::{Client, feed, hall},
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
