//! 开关屏: screens that are dark or dim by the plan, what lights them, and what they draw meanwhile.

use std::{sync::Arc, time::Duration};

use egui::{Color32, Shape};
use gongshi::{
    clock::Clock as _,
    config::{Face, Sweep},
    playback::{
        calendar::{Daypart, Rule},
        plan::{Hours, Power, ScreenPlan},
    },
    sync::Options,
    ui::kiosk::Page,
};

use super::{
    bureau::Bureau,
    frames::{Frames, Seen},
    hall::{Client, feed, feed_of, hall, item},
    stage::{FACES, PATH},
};

struct Night {
    bureau: Bureau,
    client: Client,
    frames: Frames,
    _data: tempfile::TempDir,
}

/// A face whose screen is as `power` says from ten to eleven; it is 10:42.
fn night((face, direction): (Face, Sweep), power: Power) -> Night {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    bureau.feed(PATH, &feed(1, &["甲公告"]));
    let mut hall = hall(&bureau.url(PATH));
    let mut screen = hall.screens.iter().find(|screen| screen.face == face).unwrap().clone();
    screen.strip.direction = direction;
    let rule = Rule { parts: Daypart::parse("10:00-11:00").into_iter().collect(), ..Rule::default() };
    let hours = vec![Hours { rule, power }];
    hall.plan.screens = vec![ScreenPlan { hours, ..ScreenPlan::new(screen.name.clone()) }];
    let client = Client::start_hall(&hall, data.path(), Options::default());
    client.until_titles(&["甲公告"]);
    let (clock, size) = (Arc::clone(&client.clock), screen.size.unwrap());
    let frames = Frames::new(hall, screen, size, clock, client.sync.snapshots());
    Night { bureau, client, frames, _data: data }
}

/// Nothing but black, all over.
fn is_dark(seen: &Seen) -> bool {
    let last = seen.shapes.iter().rev().find(|shape| !matches!(shape, Shape::Noop));
    let black = |shape: &Shape| matches!(shape, Shape::Rect(rect) if rect.fill == Color32::BLACK);
    seen.words.is_empty() && last.is_some_and(black)
}

fn urgent(severity: &str) -> serde_json::Value {
    let mut urgent = item("疏散");
    urgent["_gongshi"]["interrupt"] = serde_json::json!({ "severity": severity });
    urgent
}

#[test]
fn a_dark_screen_draws_nothing_until_its_hour_ends() {
    for face in FACES {
        let mut night = night(face, Power::Off);
        // The first frames of all bring the fonts.
        night.frames.run(0.1);
        let seen = night.frames.frame();
        assert!(is_dark(&seen), "{face:?}: {:?}", seen.words);
        let end: jiff::Timestamp = "2026-11-23T11:00:00+08:00".parse().unwrap();
        let left = |night: &Night| end.duration_since(night.client.clock.now()).as_secs_f64();
        assert!(
            (left(&night) - seen.delay.as_secs_f64()).abs() < 1.0,
            "{face:?} wakes after {:?}",
            seen.delay
        );
        let seconds = left(&night) - 1.0;
        let (frames, words) = night.frames.run(seconds);
        // The tests' clock sleeps a minute at most.
        assert!(frames <= 19 && words.is_empty(), "{face:?}: {frames} frames, {words:?}");
        night.frames.run(2.0);
        assert!(!is_dark(&night.frames.frame()), "{face:?} is lit again");
    }
}

#[test]
fn what_takes_over_lights_a_dark_screen_for_as_long_as_it_lasts() {
    for face in FACES {
        let mut night = night(face, Power::Off);
        assert!(is_dark(&night.frames.frame()));
        night.bureau.feed(PATH, &feed_of(2, &[urgent("moderate")]));
        night.client.until_titles(&["疏散"]);
        assert!(is_dark(&night.frames.frame()), "{face:?}: a moderate one waits");
        night.bureau.feed(PATH, &feed_of(3, &[urgent("severe")]));
        night.client.until("severe", |snapshot| snapshot.sources[0].edition.head.sequence == Some(3));
        night.frames.frame();
        night.frames.sleep(Duration::from_secs(1));
        let seen = night.frames.frame();
        assert!(!is_dark(&seen) && seen.has("疏散"), "{face:?}: {:?}", seen.words);
        night.bureau.feed(PATH, &feed(4, &[]));
        night.client.until_titles(&[]);
        assert!(is_dark(&night.frames.frame()), "{face:?}");
    }
}

#[test]
fn a_touch_lights_a_dark_kiosk_presses_nothing_and_its_visit_ends_in_the_dark() {
    let mut night = night((Face::Kiosk, Sweep::Left), Power::Off);
    night.frames.client.open(Page::Column("notice".into()));
    assert!(is_dark(&night.frames.frame()));
    let middle = egui::pos2(540.0, 700.0);
    night.frames.tap_at(middle);
    let home = night.frames.frame();
    assert!(!is_dark(&home), "lit");
    let (label, rect) =
        home.names.iter().find(|(name, _)| name.contains("行政公告")).expect("the home, not the list");
    assert!(rect.area() > 0.0, "{label}");
    let seen = night.frames.tap("行政公告");
    assert!(seen.has("甲公告"), "the second touch presses");
    night.frames.run(30.0);
    assert!(!is_dark(&night.frames.frame()));
    night.frames.run(120.0);
    assert!(is_dark(&night.frames.frame()), "nobody is there any more");
    night.frames.tap_at(middle);
    let seen = night.frames.frame();
    assert!(seen.names.iter().any(|(name, _)| name.contains("行政公告")), "the next one begins at home");
}

#[test]
fn a_dim_screen_keeps_a_part_of_its_light() {
    for (face, percent, alpha) in [(FACES[0], 50, 69), (FACES[1], 50, 69), (FACES[2], 10, 165)] {
        let mut night = night(face, Power::Dim(percent));
        night.frames.frame();
        let seen = night.frames.frame();
        let Some(Shape::Rect(last)) = seen.shapes.last() else { panic!("{face:?}: nothing lies over it") };
        assert_eq!(
            (last.fill.r(), last.fill.a().abs_diff(alpha) <= 1),
            (0, true),
            "{face:?}: {:?}",
            last.fill
        );
        assert!(!seen.words.is_empty());
    }
}
