//! Shares hold in any rolling hour, and a day has no gap: on random plans, zones and days.

use jiff::{SignedDuration, civil::Date};
use proptest::prelude::*;

use super::*;
use crate::playback::{
    calendar::{DayWord, Daypart, Rule},
    plan::{Dwell, Entry, Playlist, ScreenPlan, Share, What},
};

const ZONES: [&str; 6] = [
    "Asia/Shanghai",
    "America/New_York",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
];
/// Days before, on and after changes of the clocks, a leap day, the turn of a year, and an ordinary one.
const DAYS: [&str; 9] = [
    "2026-11-23",
    "2026-03-07",
    "2026-03-08",
    "2026-03-28",
    "2026-03-29",
    "2026-10-31",
    "2026-04-04",
    "2028-02-28",
    "2018-11-03",
];
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// An entry whose title tells its group.
fn entry(place: usize, share: Option<usize>, seconds: u64) -> Entry {
    let group = share.map_or("-".into(), |share| share.to_string());
    let what = What::Text { title: format!("{group} {place}"), words: String::new() };
    Entry { share, ..Entry::new(what, Dwell::Fixed(std::time::Duration::from_secs(seconds))) }
}

fn list(name: &str, entries: &[(Option<usize>, u64)]) -> Playlist {
    let entries = entries.iter().enumerate().map(|(place, (share, dwell))| entry(place, *share, *dwell));
    Playlist { name: name.into(), entries: entries.collect() }
}

fn schedule(playlist: usize, rule: Rule, priority: u32) -> Schedule {
    let name = format!("{playlist} {rule:?}");
    Schedule { name, screens: Vec::new(), zone: Zone::Side, playlist, rule, priority }
}

#[derive(Debug)]
struct Stretch {
    from: Timestamp,
    until: Timestamp,
    title: Option<String>,
}

/// Two days, slot by slot.
fn walk(plan: &Plan, zone: &TimeZone, first: Date) -> Vec<Stretch> {
    let media = BTreeMap::new();
    let question = Question {
        plan,
        screen: "one",
        items: &[],
        internal: false,
        time_zone: zone,
        zone: Zone::Side,
        media: &media,
    };
    let mut now = Day::of(zone.to_timestamp(first.at(12, 0, 0, 0)).unwrap(), zone).start;
    let mut out: Vec<Stretch> = Vec::new();
    for _ in 0..2 {
        let index = director(&question, now);
        while now < index.until() {
            let on = index.showing(now).unwrap();
            assert_eq!(on.since, now, "slots follow each other without a gap");
            assert!(on.until > now);
            let title = on.piece.map(|piece| match &piece.content {
                Content::Text { title, .. } => title.clone(),
                other => format!("{other:?}"),
            });
            out.push(Stretch { from: now, until: on.until, title });
            now = on.until;
        }
        assert_eq!(now, index.until());
    }
    out
}

/// How long a group held the zone before an instant.
struct Held(Vec<(Timestamp, SignedDuration)>);

impl Held {
    fn of(stretches: &[Stretch], group: usize) -> Self {
        let (mut all, mut sums) = (SignedDuration::ZERO, Vec::new());
        for stretch in stretches {
            sums.push((stretch.from, all));
            if stretch.title.as_ref().is_some_and(|title| title.starts_with(&format!("{group} "))) {
                all += stretch.until.duration_since(stretch.from);
            }
        }
        sums.push((stretches.last().unwrap().until, all));
        Self(sums)
    }

    fn before(&self, at: Timestamp) -> SignedDuration {
        let after = self.0.partition_point(|sum| sum.0 <= at);
        let (from, sum) = self.0[after - 1];
        let holds = self.0.get(after).is_some_and(|next| next.1 > sum);
        if holds { sum + at.duration_since(from) } else { sum }
    }

    fn in_hour(&self, from: Timestamp) -> SignedDuration {
        self.before(from + HOUR) - self.before(from)
    }
}

/// Every hour that begins or ends where a slot does: between those the share only rises or falls.
fn hours(stretches: &[Stretch]) -> Vec<Timestamp> {
    let (start, end) = (stretches[0].from, stretches.last().unwrap().until);
    let edges = stretches.iter().flat_map(|stretch| [stretch.from, stretch.from - HOUR]);
    edges.filter(|from| *from >= start && *from + HOUR <= end).collect()
}

fn percent(part: u8) -> SignedDuration {
    HOUR / 100 * i32::from(part)
}

/// Whether something of a group could play during a whole hour.
fn able(plan: &Plan, zone: &TimeZone, group: usize, from: Timestamp) -> bool {
    let has = |list: usize| plan.playlists[list].entries.iter().any(|entry| entry.share == Some(group));
    if plan.fallback("one", Zone::Side).is_some_and(has) {
        return true;
    }
    let until = from + HOUR;
    let mut spans: Vec<_> = plan
        .schedules
        .iter()
        .filter(|schedule| has(schedule.playlist))
        .flat_map(|schedule| schedule.rule.within(&plan.calendar, (from, until), zone))
        .collect();
    spans.sort();
    let reach =
        spans.iter().fold(from, |reach, span| if span.0 <= reach { reach.max(span.1) } else { reach });
    reach >= until
}

/// Two groups cannot both begin a day that knows nothing of the day before: across midnight one alone is sure of its
/// least share.
fn sure(plan: &Plan, from: Timestamp, zone: &TimeZone) -> bool {
    let day = |at: Timestamp| at.to_zoned_datetime(zone.clone()).date();
    let with_least = plan.shares.iter().filter(|share| share.at_least.is_some()).count();
    with_least < 2 || day(from) == day(from + HOUR - SignedDuration::from_nanos(1))
}

/// Where two groups are due at once, one has to wait for a piece of the other.
fn slack(plan: &Plan, group: usize) -> SignedDuration {
    let other = |entry: &&Entry| {
        let share = entry.share.filter(|share| *share != group).and_then(|share| plan.shares.get(share));
        share.is_some_and(|share| share.at_least.is_some())
    };
    let dwells =
        plan.playlists.iter().flat_map(|list| &list.entries).filter(other).map(|entry| match entry.dwell {
            Dwell::Fixed(dwell) => SignedDuration::try_from(dwell).unwrap(),
            Dwell::Auto => unreachable!(),
        });
    dwells.max().unwrap_or_default()
}

fn check(plan: &Plan, zone: &TimeZone, first: Date) -> Result<(), TestCaseError> {
    let stretches = walk(plan, zone, first);
    for (group, share) in plan.shares.iter().enumerate() {
        let all = Held::of(&stretches, group);
        for from in hours(&stretches) {
            let held = all.in_hour(from);
            if let Some(most) = share.at_most {
                prop_assert!(held <= percent(most), "{group} from {from}: {held:?}");
            }
            if let Some(least) = share.at_least
                && sure(plan, from, zone)
                && able(plan, zone, group, from)
            {
                prop_assert!(held + slack(plan, group) >= percent(least), "{group} from {from}: {held:?}");
            }
        }
    }
    Ok(())
}

fn rule() -> impl Strategy<Value = Rule> {
    let parts = prop::collection::vec((0u32..1440, 1u32..1440), 0..2);
    let days = prop_oneof![
        3 => Just(Vec::new()),
        1 => Just(vec![DayWord::Off]),
        1 => Just(vec![DayWord::MonthEnd]),
    ];
    (parts, days).prop_map(|(parts, days)| {
        let parts = parts.into_iter().map(|(from, length)| Daypart { from, until: from + length }).collect();
        Rule { parts, days, ..Rule::default() }
    })
}

prop_compose! {
    /// Group 0 holds at most, 1 and 2 at least a share.
    fn plan()(
        most in 1u8..80,
        least in (1u8..40, prop::option::of(1u8..30)),
        lists in prop::collection::vec(prop::collection::vec((prop::option::of(0usize..3), 3u64..90), 1..6), 4),
        schedules in prop::collection::vec((0usize..4, rule(), 0u32..3), 0..7),
        fallback in prop::option::of(0usize..4),
    ) -> Plan {
        let share = |name: &str, at_most, at_least| Share { name: name.into(), at_most, at_least };
        let shares = vec![
            share("宣传", Some(most), None),
            share("热点", None, Some(least.0)),
            share("提示", None, least.1),
        ];
        let playlists = lists.iter().enumerate().map(|(place, entries)| list(&place.to_string(), entries)).collect();
        let schedules =
            schedules.into_iter().map(|(playlist, rule, priority)| schedule(playlist, rule, priority)).collect();
        let fallback = fallback.map(|list| (Zone::Side, list)).into_iter().collect();
        let screens = vec![ScreenPlan { fallback, ..ScreenPlan::new("one".into()) }];
        Plan { playlists, schedules, screens, shares, ..Plan::default() }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn shares_hold_in_any_hour_and_a_day_has_no_gap(
        plan in plan(),
        zone in prop::sample::select(ZONES.to_vec()),
        day in prop::sample::select(DAYS.to_vec()),
    ) {
        check(&plan, &TimeZone::get(zone).unwrap(), day.parse().unwrap())?;
    }
}
