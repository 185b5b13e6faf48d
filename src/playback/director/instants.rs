//! Random instants: two screens that never speak with each other, and days on which the clocks change.

use jiff::{SignedDuration, ToSpan as _, civil::Date};
use proptest::prelude::*;

use super::{
    tests::{SCREEN, at, entry, gate, list, notices, plan, schedule, snapshot, text, zone},
    *,
};
use crate::{
    domain::Snapshot,
    playback::{
        Asked, Timeline,
        calendar::{DayWord, Daypart, Rule},
        plan::{Entry, Order, Share},
    },
};

/// What a screen shows, by its key, from when to when.
fn on(
    timeline: &mut Timeline,
    plan: &Plan,
    snapshot: &Snapshot,
    now: Timestamp,
) -> (String, Timestamp, Timestamp) {
    let (shown, zone) = (snapshot.shown(&gate(), now), zone());
    let question = Question {
        plan,
        screen: SCREEN,
        items: &shown.items,
        internal: false,
        time_zone: &zone,
        zone: Zone::Main,
        media: &snapshot.media,
    };
    let asked = Asked { question, revision: 0, snapshot, shown_until: shown.until };
    let (index, _) = timeline.at(&asked, now);
    let showing = index.showing(now).unwrap();
    (showing.piece.unwrap().key.clone(), showing.since, showing.until)
}

#[test]
fn two_screens_show_the_same_at_ten_thousand_instants() {
    let shared = |share, what, seconds| Entry { share, ..entry(what, seconds) };
    let day = vec![
        entry(notices(Order::Shuffle, Some(2)), 250),
        shared(Some(0), text("宣传"), 170),
        entry(notices(Order::Weighted, None), 220),
    ];
    let noon = vec![entry(text("午"), 145), entry(notices(Order::Newest, Some(1)), 380)];
    let mut plan = plan(
        vec![list("日常", day), list("午间", noon)],
        vec![schedule(1, "11:30-13:30", 2), schedule(0, "08:00-20:00", 1), schedule(1, "09:00-22:00", 1)],
    );
    plan.schedules[0].rule.days = vec![DayWord::Working];
    plan.shares = vec![Share { name: "宣传".into(), at_most: Some(20), at_least: None }];
    // Each has its own copy of the content: n1 ends at noon of the 23rd.
    let (one_content, two_content) = (snapshot(9), snapshot(9));
    let (mut one, mut two) = (Timeline::default(), Timeline::default());
    let mut state = 1_u64;
    for number in 0..10_000 {
        // Knuth's MMIX generator: the same instants in every run.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let millis = i64::try_from((state >> 20) % (4 * 86_400_000)).unwrap();
        let now = at("21T00:00:00") + SignedDuration::from_millis(millis);
        // One of them looks far more often, and so kept another timeline.
        if number % 3 == 0 {
            on(&mut two, &plan, &two_content, at("22T18:00:00") + SignedDuration::from_millis(millis / 4));
        }
        let (first, second) =
            (on(&mut one, &plan, &one_content, now), on(&mut two, &plan, &two_content, now));
        assert_eq!(first, second, "{now}");
        assert!(first.1 <= now && now < first.2, "{now}");
    }
}

/// Zones with the days on which their clocks change.
const CHANGES: [(&str, &str); 8] = [
    ("America/New_York", "2026-03-08"),
    ("America/New_York", "2026-11-01"),
    ("Europe/Berlin", "2026-03-29"),
    ("Europe/Berlin", "2026-10-25"),
    // By half an hour.
    ("Australia/Lord_Howe", "2026-10-04"),
    ("Australia/Lord_Howe", "2026-04-05"),
    // At midnight.
    ("America/Sao_Paulo", "2018-11-04"),
    ("America/Sao_Paulo", "2018-02-18"),
];

proptest! {
    #[test]
    fn where_the_clocks_change_nothing_is_lost_and_nothing_plays_twice(
        (name, day) in prop::sample::select(CHANGES.to_vec()),
        from in 0u32..1000,
        length in 1u32..400,
        dwell in 3u64..300,
    ) {
        let time_zone = TimeZone::get(name).unwrap();
        let mut plan = plan(
            vec![list("平", vec![entry(text("平"), 60)]), list("窗", vec![entry(text("窗"), dwell)])],
            vec![schedule(1, "00:00-01:00", 1)],
        );
        plan.schedules[0].rule = Rule { parts: vec![Daypart { from, until: from + length }], ..Rule::default() };
        let media = BTreeMap::new();
        let question = Question { plan: &plan, screen: SCREEN, items: &[], internal: false, time_zone: &time_zone, zone: Zone::Main, media: &media };
        let changes: Date = day.parse().unwrap();
        for by in -1..=1 {
            let date = changes + by.days();
            let mut now = date.to_zoned_datetime(time_zone.clone()).unwrap().timestamp();
            let (start, end) = (now, date.tomorrow().unwrap().to_zoned_datetime(time_zone.clone()).unwrap().timestamp());
            let index = director(&question, now);
            prop_assert_eq!(index.until(), end);
            // The stretches in which the window's list plays, one after the other.
            let mut plays: Vec<(Timestamp, Timestamp)> = Vec::new();
            while now < end {
                let on = index.showing(now).unwrap();
                prop_assert_eq!(on.since, now);
                if matches!(on.why, Why::Schedule { .. }) {
                    match plays.last_mut() {
                        Some(last) if last.1 == now => last.1 = on.until,
                        _ => plays.push((now, on.until)),
                    }
                }
                now = on.until;
            }
            prop_assert_eq!(plays.len(), 1, "{} in {}..{}: {:?}", date, start, end, plays);
            // The window is as long as it was written, but where the clocks change within it.
            let (first, last) = plays[0];
            let minutes = |minutes: u32| i64::from(minutes).minutes();
            let exists = |minute| !time_zone.to_ambiguous_timestamp(date.at(0, 0, 0, 0) + minutes(minute)).is_ambiguous();
            let lasts = last.duration_since(first);
            if exists(from) && exists(from + length) {
                let change = time_zone.to_offset(last).duration_since(time_zone.to_offset(first));
                prop_assert_eq!(lasts + change, SignedDuration::from_mins(i64::from(length)));
            } else {
                prop_assert!(lasts.is_positive() && lasts <= SignedDuration::from_mins(i64::from(length) + 60));
            }
        }
    }
}
