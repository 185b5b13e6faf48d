//! What the faces tell to be on: what is drawn, when it is drawn, and nothing of a visitor.

use std::{cell::RefCell, rc::Rc, sync::Arc, time::Duration};

use gongshi::{
    config::{Face, Sweep},
    playback::{
        Plan,
        aired::{Aired, Cause},
        plan::{Dwell, Entry, Playlist, ScreenPlan, What, Zone},
    },
    sync::Options,
    ui::kiosk::Page,
};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    bureau::Bureau,
    frames::Frames,
    hall::{Client, feed_of, hall, item},
    stage::{FACES, PATH, Stage},
};

type Told = Rc<RefCell<Vec<(Timestamp, Vec<Arc<Aired>>)>>>;

/// A notice whose id says nothing of its title.
fn notice(id: &str, title: &str) -> Value {
    let mut notice = item(title);
    notice["id"] = json!(id);
    notice
}

fn fire(severity: &str) -> Value {
    let mut fire = notice("n-fire", "请立即离开大厅");
    fire["_gongshi"]["interrupt"] = json!({ "severity": severity, "until": "2026-11-23T12:00:00+08:00" });
    fire
}

fn listen(frames: &mut Frames) -> Told {
    let told = Told::default();
    frames.client.on_change({
        let told = Rc::clone(&told);
        move |at, _, on| told.borrow_mut().push((at, on))
    });
    told
}

fn ids(on: &[Arc<Aired>]) -> Vec<&str> {
    on.iter().map(|aired| aired.items.as_str()).collect()
}

const WALLS: [(Face, Sweep); 3] =
    [(Face::Board, Sweep::Left), (Face::Strip, Sweep::Left), (Face::Strip, Sweep::Up)];

#[test]
fn a_wall_tells_what_it_draws_and_what_is_withdrawn_is_on_no_longer() {
    let titles = ["甲公告", "乙公告"];
    let (one, other) = (notice("n-1", titles[0]), notice("n-2", titles[1]));
    for face in WALLS {
        let feed = feed_of(1, &[one.clone(), other.clone()]);
        let mut stage = Stage::showing(face, &feed, &titles);
        let told = listen(&mut stage.frames);
        for title in titles.into_iter().chain(titles) {
            stage.until_drawn(title);
            let id = if title == titles[0] { "n-1" } else { "n-2" };
            // Upwards the line that comes next is laid beneath the region before it is seen.
            let wait = if face.1 == Sweep::Up { 10 } else { 0 };
            let is_on = |told: &Told| ids(&told.borrow().last().expect("something is on").1).contains(&id);
            let told_in_time = (0..=wait).any(|_| {
                let is_on = is_on(&told);
                if !is_on && wait > 0 {
                    stage.frames.run(1.0);
                }
                is_on
            });
            assert!(told_in_time, "{face:?} draws {title}, and tells {told:?}");
        }
        let causes = told.borrow().iter().flat_map(|(_, on)| on).all(|aired| aired.cause == Cause::Kinds);
        assert!(causes, "{told:?}");
        stage.bureau.feed(PATH, &feed_of(2, std::slice::from_ref(&one)));
        stage.client.until_titles(&titles[..1]);
        stage.frames.frame();
        let from = told.borrow().len();
        stage.frames.run(60.0);
        let told = told.borrow();
        assert!(!ids(&told[from - 1].1).contains(&"n-2"), "{face:?}: it left with the first frame");
        assert!(told[from..].iter().all(|(_, on)| !ids(on).contains(&"n-2")), "{face:?}");
        let all = format!("{told:?}");
        assert!(titles.iter().all(|title| !all.contains(title)), "{face:?} tells titles: {all}");
    }
}

#[test]
fn nothing_is_told_while_nothing_changes() {
    let mut stage = Stage::showing(FACES[1], &feed_of(1, &[notice("n-1", "甲公告")]), &["甲公告"]);
    let told = listen(&mut stage.frames);
    stage.frames.run(600.0);
    let told = told.borrow();
    let on: Vec<_> = told.last().unwrap().1.iter().map(|aired| (aired.zone, aired.key.as_str())).collect();
    assert_eq!(on.len(), 2, "one slide alone, and its line: {on:?}");
    assert!(told.len() <= 2, "it stands still: {told:?}");
}

#[test]
fn what_takes_over_is_told_alone_and_an_empty_hall_as_such() {
    for face in WALLS {
        let mut stage = Stage::showing(
            face,
            &feed_of(1, &[notice("n-1", "甲公告"), fire("severe")]),
            &["甲公告", "请立即离开大厅"],
        );
        let told = listen(&mut stage.frames);
        stage.frames.run(30.0);
        for (_, on) in told.borrow().iter() {
            assert_eq!(ids(on), ["n-fire"], "{face:?}");
            assert!(on.iter().all(|aired| aired.cause == Cause::Interrupt && aired.zone == Zone::Main));
        }
        stage.bureau.feed(PATH, &feed_of(2, &[]));
        stage.client.until_titles(&[]);
        stage.frames.run(30.0);
        let told = told.borrow();
        assert!(
            told.iter()
                .any(|(_, on)| on.iter().any(|aired| aired.cause == Cause::Empty && aired.key == "hall")),
            "{face:?}: {told:?}"
        );
    }
}

#[test]
fn a_planned_piece_says_by_which_playlist_and_entry() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    bureau.feed(PATH, &feed_of(1, &[notice("n-1", "甲公告")]));
    let mut hall = hall(&bureau.url(PATH));
    let screen = hall.screens.iter().find(|screen| screen.face == Face::Board).unwrap().clone();
    let entry = |what| Entry::new(what, Dwell::Fixed(Duration::from_secs(10)));
    let card = What::Text { title: "温馨提示".into(), words: "请错峰办理".into() };
    let entries = vec![entry(card), entry(What::Item("n-1".into()))];
    hall.plan = Plan {
        playlists: vec![Playlist { name: "日常".into(), entries }],
        screens: vec![ScreenPlan {
            fallback: [(Zone::Main, 0)].into(),
            ..ScreenPlan::new(screen.name.clone())
        }],
        ..Plan::default()
    };
    let client = Client::start_hall(&hall, data.path(), Options::default());
    client.until_titles(&["甲公告"]);
    let clock = Arc::clone(&client.clock);
    let size = screen.size.unwrap();
    let mut frames = Frames::new(hall, screen, size, clock, client.sync.snapshots());
    let told = listen(&mut frames);
    frames.run(45.0);
    let told = told.borrow();
    let main: Vec<_> = told
        .iter()
        .flat_map(|(at, on)| on.iter().map(move |aired| (at, aired)))
        .filter(|(_, aired)| aired.zone == Zone::Main)
        .collect();
    assert!(main.iter().all(|(_, aired)| {
        aired.cause == Cause::Fallback
            && aired.playlist.as_deref() == Some("日常")
            && aired.schedule.is_none()
    }));
    let on: Vec<_> = main.iter().map(|(_, aired)| (aired.entry, aired.items.as_str())).collect();
    assert!(on.contains(&(Some(1), "")) && on.contains(&(Some(2), "n-1")), "{on:?}");
    let changes: Vec<_> = main.windows(2).filter(|pair| pair[0].1.entry != pair[1].1.entry).collect();
    assert!(changes.len() >= 3, "{on:?}");
    for pair in changes.windows(2) {
        let between = pair[1][1].0.duration_since(*pair[0][1].0).as_millis();
        assert!((9_900..=10_100).contains(&between), "each stands ten seconds: {between}");
    }
}

#[test]
fn of_a_kiosk_only_interrupts_are_told_and_nothing_that_a_visitor_does() {
    let kiosk = (Face::Kiosk, Sweep::Left);
    let titles = ["甲公告", "请立即离开大厅"];
    let mut stage = Stage::showing(kiosk, &feed_of(1, &[notice("n-1", titles[0])]), &titles[..1]);
    let told = listen(&mut stage.frames);
    stage.frames.client.open(Page::Home);
    stage.frames.run(5.0);
    stage.frames.client.open(Page::Item("n-1".into()));
    stage.frames.run(5.0);
    assert!(told.borrow().is_empty(), "{told:?}");
    stage.bureau.feed(PATH, &feed_of(2, &[notice("n-1", titles[0]), fire("extreme")]));
    stage.client.until_titles(&titles);
    stage.frames.run(5.0);
    assert_eq!(told.borrow().iter().map(|(_, on)| ids(on)).collect::<Vec<_>>(), [["n-fire"]]);
    stage.frames.tap("我知道了");
    stage.frames.run(5.0);
    stage.frames.client.open(Page::Home);
    stage.frames.run(5.0);
    assert_eq!(told.borrow().len(), 1, "that somebody took note of it is told nowhere: {told:?}");
}
