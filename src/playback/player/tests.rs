//! Dwells through jumps of the wall clock, edits and changes of content; and screens that find each other again.

use proptest::prelude::*;

use super::*;
use crate::{
    domain::Snapshot,
    playback::{
        Content, Plan, Question,
        director::tests::{
            SCREEN, at, entry, gate, list, notices, plan, schedule, snapshot, text, titled, zone,
        },
        plan::{Order, Zone},
    },
};

/// A hall whose plan and content change.
struct Hall {
    plan: Plan,
    revision: u64,
    snapshot: Snapshot,
}

#[derive(Debug, Clone, PartialEq)]
struct Seen {
    key: String,
    says: String,
    passed: Duration,
    length: Duration,
    left: Duration,
    since: Duration,
    dwell: Duration,
}

impl Hall {
    fn new() -> Self {
        Self { plan: plans().swap_remove(0), revision: 0, snapshot: snapshot(4) }
    }

    fn edit(&mut self, plan: Plan) {
        self.plan = plan;
        self.revision += 1;
    }

    fn step(&self, player: &mut Player, wall: Timestamp, monotonic: Duration) -> Result<Seen, Timestamp> {
        let shown = self.snapshot.shown(&gate(), wall);
        let zone = zone();
        let question = Question {
            plan: &self.plan,
            screen: SCREEN,
            items: &shown.items,
            internal: false,
            time_zone: &zone,
            zone: Zone::Main,
            media: &self.snapshot.media,
        };
        let (revision, snapshot, shown_until) = (self.revision, &self.snapshot, shown.until);
        let on = player.step(&Asked { question, revision, snapshot, shown_until }, wall, monotonic)?;
        let says = match &on.piece.content {
            Content::Card(_, items) => items.iter().map(|item| item.title.as_str()).collect(),
            Content::Text { title, .. } => title.clone(),
            other => format!("{other:?}"),
        };
        let (key, dwell) = (on.piece.key.clone(), on.piece.dwell);
        let Playing { passed, length, left, since, .. } = on;
        assert!(player.piece(&key).is_some());
        Ok(Seen { key, says, passed, length, left, since, dwell })
    }
}

/// What staff might change: entries before and after what is on, other dwells, and other lists at other times.
fn plans() -> Vec<Plan> {
    let day = |seconds| vec![entry(notices(Order::Newest, Some(2)), seconds), entry(text("卡"), 7)];
    let mut longer = day(10);
    longer.insert(0, entry(text("新"), 9));
    let without = vec![entry(text("卡"), 7), entry(text("另"), 11)];
    vec![
        plan(vec![list("日常", day(10))], Vec::new()),
        plan(vec![list("日常", longer)], Vec::new()),
        plan(vec![list("日常", day(25))], Vec::new()),
        plan(vec![list("日常", without), list("午", day(14))], vec![schedule(1, "09:10-13:00", 1)]),
    ]
}

const SECOND: Duration = Duration::from_secs(1);

fn later(wall: Timestamp, by: Duration) -> Timestamp {
    wall + SignedDuration::try_from(by).unwrap()
}

#[test]
fn an_edit_waits_for_the_end_of_what_is_on_and_a_new_wording_does_not() {
    let (mut hall, mut player) = (Hall::new(), Player::default());
    let (wall, start) = (at("23T09:00:00"), Duration::from_secs(100));
    let step = |hall: &Hall, player: &mut Player, seconds: u64| {
        let passed = Duration::from_secs(seconds);
        hall.step(player, later(wall, passed), start + passed).unwrap()
    };
    // A round has 27 seconds, and 09:00 is 1200 rounds after midnight: the first notice begins.
    let first = step(&hall, &mut player, 0);
    assert_eq!((first.passed, first.left, first.says.as_str()), (Duration::ZERO, SECOND * 10, "公告3"));
    hall.edit(plans().swap_remove(3));
    assert_eq!(step(&hall, &mut player, 5).key, first.key, "its entry is gone, its item is shown");
    // The same items with other titles.
    hall.snapshot = titled(4, "更正");
    let corrected = step(&hall, &mut player, 6);
    assert_eq!((corrected.key.as_str(), corrected.says.as_str()), (first.key.as_str(), "更正3"));
    assert_eq!(step(&hall, &mut player, 9).says, "更正3");
    assert!(["卡", "另"].contains(&step(&hall, &mut player, 10).says.as_str()));
}

#[test]
fn what_is_withdrawn_leaves_at_once_and_what_follows_has_its_dwell() {
    let (mut hall, mut player) = (Hall::new(), Player::default());
    let (wall, start) = (at("23T09:00:00"), Duration::from_secs(100));
    let step = |hall: &Hall, player: &mut Player, seconds: u64| {
        let passed = Duration::from_secs(seconds);
        hall.step(player, later(wall, passed), start + passed).unwrap()
    };
    let first = step(&hall, &mut player, 2);
    assert_eq!((first.says.as_str(), first.passed), ("公告3", SECOND * 2), "it joins the others");
    hall.snapshot = snapshot(3);
    let next = step(&hall, &mut player, 4);
    assert_ne!(next.key, first.key);
    assert_eq!((next.passed, next.left), (Duration::ZERO, next.dwell));
    assert!(player.piece(&first.key).is_none(), "not even to fade out");
}

#[test]
fn nothing_planned_is_asked_again_when_something_is() {
    let (hall, mut player) = (Hall::new(), Player::default());
    let lists = vec![list("日常", vec![entry(text("卡"), 7)])];
    let mut gap = plan(lists, vec![schedule(0, "10:00-11:00", 1)]);
    gap.screens.clear();
    let hall = Hall { plan: gap, ..hall };
    let mono = Duration::from_secs(5);
    assert_eq!(hall.step(&mut player, at("23T09:00:00"), mono), Err(at("23T10:00:00")));
    let on = hall.step(&mut player, at("23T10:00:00"), mono + SECOND * 3600).unwrap();
    assert_eq!((on.says.as_str(), on.passed), ("卡", Duration::ZERO));
}

#[derive(Debug, Clone)]
enum Event {
    Jump(i64),
    Edit(usize),
    Content(usize),
    Pass(u64),
}

fn event() -> impl Strategy<Value = Event> {
    let years = 10 * 366 * 86_400_000_i64;
    prop_oneof![
        2 => (-20_000i64..20_000).prop_map(Event::Jump),
        1 => (-years..years).prop_map(Event::Jump),
        1 => (0usize..4).prop_map(Event::Edit),
        1 => (1usize..6).prop_map(Event::Content),
        6 => (1u64..40_000).prop_map(Event::Pass),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn a_dwell_is_honoured_and_nothing_is_ever_blank(events in prop::collection::vec(event(), 1..60), start in 0i64..86_400) {
        let (mut hall, mut player) = (Hall::new(), Player::default());
        let mut wall = at("23T00:00:00") + SignedDuration::from_secs(start);
        let mut mono = Duration::from_secs(1000);
        let mut on = hall.step(&mut player, wall, mono).unwrap();
        let mut must_until = mono + on.length - on.passed;
        for event in events {
            let mut left = Duration::ZERO;
            match event {
                Event::Jump(by) => wall += SignedDuration::from_millis(by),
                Event::Edit(to) => hall.edit(plans().swap_remove(to)),
                Event::Content(count) => hall.snapshot = snapshot(count),
                Event::Pass(millis) => left = Duration::from_millis(millis),
            }
            loop {
                let seen = hall.step(&mut player, wall, mono).unwrap();
                prop_assert!(seen.left > Duration::ZERO);
                let shown = hall.snapshot.shown(&gate(), wall);
                let stays = |on: &Seen| !on.says.starts_with("公告") || shown.items.iter().any(|item| item.title == on.says);
                if (&seen.key, seen.since) != (&on.key, on.since) {
                    prop_assert!(mono >= must_until || !stays(&on), "{on:?} was cut at {mono:?} for {seen:?}");
                    prop_assert!(seen.passed <= SECOND, "{seen:?} came late");
                    prop_assert!(seen.length * 2 >= seen.dwell);
                    must_until = mono + seen.length - seen.passed;
                }
                on = seen;
                if left.is_zero() {
                    break;
                }
                let pass = left.min(on.left);
                (wall, mono, left) = (later(wall, pass), mono + pass, left - pass);
            }
        }
    }

    #[test]
    fn screens_agree_again_after_two_entries(jump in -40_000i64..40_000, start in 0i64..86_000, lost in 0u64..30_000) {
        let (hall, mut one, mut two) = (Hall::new(), Player::default(), Player::default());
        let (mut wall, mut mono) = (at("22T00:00:00") + SignedDuration::from_secs(start), Duration::from_secs(1000));
        // One screen's clock is wrong for a while.
        hall.step(&mut one, wall + SignedDuration::from_millis(jump), mono).unwrap();
        (wall, mono) = (later(wall, Duration::from_millis(lost)), mono + Duration::from_millis(lost));
        let mut entries = 0;
        let mut last = None;
        for _ in 0..24 {
            let seen = hall.step(&mut one, wall, mono).unwrap();
            let other = hall.step(&mut two, wall, mono).unwrap();
            if last.as_ref() != Some(&(seen.since, seen.key.clone())) {
                entries += 1;
                last = Some((seen.since, seen.key.clone()));
            }
            // The one that was on when the clock was set right, and two more.
            if entries > 3 {
                prop_assert_eq!(&seen.key, &other.key);
                prop_assert!(seen.left.abs_diff(other.left) <= SECOND);
            }
            // Every screen draws when something ends on it.
            let pass = seen.left.min(other.left);
            (wall, mono) = (later(wall, pass), mono + pass);
        }
        prop_assert!(entries > 3);
    }
}
