//! Golden days with answers worked out by hand, and what must hold for every rule.

use jiff::{SignedDuration, civil::Weekday};
use proptest::prelude::*;

use super::*;

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap()
}

fn part(text: &str) -> Daypart {
    Daypart::parse(text).unwrap()
}

fn dates(text: &str) -> Dates {
    Dates::parse(text).unwrap()
}

/// 2026 as the State Council arranged it.
fn calendar() -> Calendar {
    Calendar {
        hours: vec![part("09:00-12:00"), part("13:30-17:00")],
        off: vec![dates("2026-02-15..2026-02-23"), dates("2026-10-01..2026-10-07")],
        work: vec![dates("2026-02-14"), dates("2026-02-28"), dates("2026-10-10")],
        ..Calendar::default()
    }
}

/// Walks a rule from an instant: whether it applies there, then the changes, in local time.
fn walk(rule: &Rule, zone_name: &str, from: &str, steps: usize) -> (bool, Vec<String>) {
    let zone = zone(zone_name);
    let from: civil::DateTime = from.parse().unwrap();
    let mut now = from.to_zoned_datetime(zone.clone()).unwrap().timestamp();
    let applies = rule.applies(&calendar(), now, &zone);
    let mut changes = Vec::new();
    for _ in 0..steps {
        let Some(next) = rule.next_change(&calendar(), now, &zone) else {
            changes.push("never".into());
            break;
        };
        now = next;
        changes.push(now.to_zoned_datetime(zone.clone()).strftime("%m-%d %H:%M %:z").to_string());
    }
    (applies, changes)
}

fn golden(rule: &Rule, zone: &str, from: &str, applies: bool, changes: &[&str]) {
    let (is, walked) = walk(rule, zone, from, changes.len());
    assert_eq!(
        (is, walked.iter().map(String::as_str).collect::<Vec<_>>()),
        (applies, changes.to_vec()),
        "{rule:?}"
    );
}

const CN: &str = "Asia/Shanghai";
const NY: &str = "America/New_York";

#[test]
fn a_daypart_over_midnight_belongs_to_its_evening() {
    let rule = Rule {
        days: vec![DayWord::Weekday(Weekday::Friday)],
        parts: vec![part("22:00-02:00")],
        ..Rule::default()
    };
    // 27 November 2026 is a Friday.
    golden(
        &rule,
        CN,
        "2026-11-27T21:59",
        false,
        &["11-27 22:00 +08:00", "11-28 02:00 +08:00", "12-04 22:00 +08:00"],
    );
    golden(&rule, CN, "2026-11-28T01:59", true, &["11-28 02:00 +08:00"]);
    golden(&rule, CN, "2026-11-27T01:00", false, &["11-27 22:00 +08:00"]);
}

#[test]
fn spring_festival_with_moved_days() {
    let working = Rule { days: vec![DayWord::Working], ..Rule::default() };
    // Saturday 14 February works, the 15th to the 23rd are off, Saturday 28 February works again.
    golden(
        &working,
        CN,
        "2026-02-14T12:00",
        true,
        &["02-15 00:00 +08:00", "02-24 00:00 +08:00", "03-01 00:00 +08:00", "03-02 00:00 +08:00"],
    );
    let off = Rule { days: vec![DayWord::Off], ..Rule::default() };
    golden(&off, CN, "2026-10-10T08:00", false, &["10-11 00:00 +08:00", "10-12 00:00 +08:00"]);
    let open = Rule { hall: Some(HallTime::Open), ..Rule::default() };
    golden(
        &open,
        CN,
        "2026-02-14T16:00",
        true,
        &["02-14 17:00 +08:00", "02-24 09:00 +08:00", "02-24 12:00 +08:00", "02-24 13:30 +08:00"],
    );
    golden(&open, CN, "2026-10-10T08:00", false, &["10-10 09:00 +08:00"]);
}

#[test]
fn the_halls_hours() {
    let closed = Rule { hall: Some(HallTime::Closed), ..Rule::default() };
    // A Monday: closed until nine, at noon and from five on; across midnight it is one span.
    golden(
        &closed,
        CN,
        "2026-11-23T08:00",
        true,
        &[
            "11-23 09:00 +08:00",
            "11-23 12:00 +08:00",
            "11-23 13:30 +08:00",
            "11-23 17:00 +08:00",
            "11-24 09:00 +08:00",
        ],
    );
    let before = Rule { hall: Some(HallTime::BeforeOpen(30)), ..Rule::default() };
    golden(
        &before,
        CN,
        "2026-11-20T09:00",
        false,
        &["11-23 08:30 +08:00", "11-23 09:00 +08:00", "11-24 08:30 +08:00"],
    );
    let evening = Rule { hall: Some(HallTime::Closed), parts: vec![part("16:00-18:00")], ..Rule::default() };
    golden(&evening, CN, "2026-11-23T16:30", false, &["11-23 17:00 +08:00", "11-23 18:00 +08:00"]);
    let night = Rule { hall: Some(HallTime::Open), parts: vec![part("22:00-10:00")], ..Rule::default() };
    golden(&night, CN, "2026-11-23T22:00", false, &["11-24 09:00 +08:00", "11-24 10:00 +08:00"]);
}

#[test]
fn leap_days_months_and_years() {
    let leap = Rule { dates: vec![dates("02-29")], ..Rule::default() };
    golden(&leap, CN, "2026-11-23T12:00", false, &["02-29 00:00 +08:00", "03-01 00:00 +08:00"]);
    let from: civil::DateTime = "2096-03-01T00:00".parse().unwrap();
    let now = from.to_zoned_datetime(zone(CN)).unwrap().timestamp();
    let next = leap.next_change(&calendar(), now, &zone(CN)).unwrap();
    assert_eq!(next.to_zoned_datetime(zone(CN)).date().to_string(), "2104-02-29", "2100 is no leap year");
    let end = Rule { days: vec![DayWord::MonthEnd], ..Rule::default() };
    golden(
        &end,
        CN,
        "2028-02-28T12:00",
        false,
        &["02-29 00:00 +08:00", "03-01 00:00 +08:00", "03-31 00:00 +08:00"],
    );
    let first = Rule { days: vec![DayWord::OfMonth(Nth::First, Weekday::Monday)], ..Rule::default() };
    golden(
        &first,
        CN,
        "2026-11-23T12:00",
        false,
        &["12-07 00:00 +08:00", "12-08 00:00 +08:00", "01-04 00:00 +08:00"],
    );
    let last = Rule { days: vec![DayWord::OfMonth(Nth::Last, Weekday::Friday)], ..Rule::default() };
    golden(
        &last,
        CN,
        "2026-11-23T12:00",
        false,
        &["11-27 00:00 +08:00", "11-28 00:00 +08:00", "12-25 00:00 +08:00"],
    );
    let turn = Rule { dates: vec![dates("12-30..01-02")], ..Rule::default() };
    golden(&turn, CN, "2026-11-23T12:00", false, &["12-30 00:00 +08:00", "01-03 00:00 +08:00"]);
    let once = Rule { dates: vec![dates("2026-11-23..2026-11-24")], ..Rule::default() };
    golden(&once, CN, "2026-11-23T12:00", true, &["11-25 00:00 +08:00", "never"]);
}

#[test]
fn when_the_clocks_go_forward_nothing_is_lost() {
    // 8 March 2026: New York has no time from 02:00 to 03:00.
    let rule = |text| Rule { parts: vec![part(text)], ..Rule::default() };
    golden(
        &rule("02:00-03:00"),
        NY,
        "2026-03-08T00:00",
        false,
        &["03-08 03:00 -04:00", "03-08 04:00 -04:00", "03-09 02:00 -04:00"],
    );
    golden(
        &rule("02:10-02:40"),
        NY,
        "2026-03-08T00:00",
        false,
        &["03-08 03:10 -04:00", "03-08 03:40 -04:00"],
    );
    golden(
        &rule("01:30-03:30"),
        NY,
        "2026-03-08T00:00",
        false,
        &["03-08 01:30 -05:00", "03-08 03:30 -04:00"],
    );
    golden(
        &rule("02:30-03:30"),
        NY,
        "2026-03-08T00:00",
        false,
        &["03-08 03:30 -04:00", "03-08 04:30 -04:00"],
    );
}

#[test]
fn when_the_clocks_go_back_nothing_plays_twice() {
    // 1 November 2026: New York has the hour from 01:00 twice.
    let rule = |text| Rule { parts: vec![part(text)], ..Rule::default() };
    golden(
        &rule("01:15-01:45"),
        NY,
        "2026-11-01T00:00",
        false,
        &["11-01 01:15 -04:00", "11-01 01:45 -04:00", "11-02 01:15 -05:00"],
    );
    golden(
        &rule("00:30-01:30"),
        NY,
        "2026-11-01T00:00",
        false,
        &["11-01 00:30 -04:00", "11-01 01:30 -04:00", "11-02 00:30 -05:00"],
    );
    golden(
        &rule("01:30-02:30"),
        NY,
        "2026-11-01T00:00",
        false,
        &["11-01 01:30 -04:00", "11-01 02:30 -05:00"],
    );
}

#[test]
fn what_is_written_is_read_or_refused() {
    assert_eq!(Daypart::parse("09:00-17:30"), Some(Daypart { from: 540, until: 1050 }));
    assert_eq!(Daypart::parse("9：00–24:00"), Some(Daypart { from: 540, until: 1440 }));
    assert_eq!(Daypart::parse("22:00-02:00"), Some(Daypart { from: 1320, until: 1560 }));
    for wrong in ["", "9-17", "09:00", "24:00-01:00", "09:60-10:00", "09:00-09:00", "09:00-25:00", "a:b-c:d"]
    {
        assert_eq!(Daypart::parse(wrong), None, "{wrong}");
    }
    for wrong in ["", "2026-02-29", "02-30", "2026-10-07..2026-10-01", "2026", "10月1日", "2026-10-01..10-07"]
    {
        assert_eq!(Dates::parse(wrong), None, "{wrong}");
    }
    assert!(Rule::default().applies(&calendar(), Timestamp::UNIX_EPOCH, &zone(CN)));
    assert_eq!(Rule::default().next_change(&calendar(), Timestamp::UNIX_EPOCH, &zone(CN)), None);
}

fn day_word() -> impl Strategy<Value = DayWord> {
    let weekday = (0i8..7).prop_map(|day| Weekday::from_monday_zero_offset(day).unwrap());
    prop_oneof![
        weekday.clone().prop_map(DayWord::Weekday),
        weekday.prop_map(|day| DayWord::OfMonth(Nth::Last, day)),
        Just(DayWord::MonthEnd),
        Just(DayWord::Working),
        Just(DayWord::Off),
    ]
}

prop_compose! {
    fn rule()(
        days in prop::collection::vec(day_word(), 0..3),
        parts in prop::collection::vec((0u32..1440, 1u32..=1440), 0..3),
        hall in prop_oneof![Just(None), Just(Some(HallTime::Open)), Just(Some(HallTime::Closed)), Just(Some(HallTime::BeforeOpen(45)))],
    ) -> Rule {
        let parts = parts.into_iter().map(|(from, length)| Daypart { from, until: from + length }).collect();
        Rule { days, parts, hall, dates: Vec::new() }
    }
}

proptest! {
    #[test]
    fn no_change_is_missed_and_none_is_told_that_is_none(
        rule in rule(),
        name in prop::sample::select(vec![CN, NY, "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu"]),
        hours in 0i64..20 * 365 * 24,
        minutes in prop::collection::vec(0i64..3 * 24 * 60, 30),
    ) {
        let (zone, calendar) = (zone(name), calendar());
        // From 2010 on: Apia left out a whole day at the end of 2011.
        let now = Timestamp::from_second(1_262_304_000 + hours * 3600).unwrap();
        let is = rule.applies(&calendar, now, &zone);
        let next = rule.next_change(&calendar, now, &zone);
        if let Some(next) = next {
            prop_assert!(next > now);
            prop_assert_eq!(rule.applies(&calendar, next, &zone), !is, "at {}", next);
            let before = next - SignedDuration::from_nanos(1);
            prop_assert_eq!(rule.applies(&calendar, before, &zone), is, "before {}", next);
        }
        for minutes in minutes {
            let at = now + SignedDuration::from_mins(minutes);
            if next.is_none_or(|next| at < next) {
                prop_assert_eq!(rule.applies(&calendar, at, &zone), is, "at {}", at);
            }
        }
    }
}
