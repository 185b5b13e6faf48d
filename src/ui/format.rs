//! Dates, ages and counts as people read them.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::words::Words;
use crate::domain::{Moment, item::Severity};

/// 2026年11月23日, or 日期不明.
pub fn date(moment: Moment, zone: &TimeZone, words: &Words) -> String {
    moment.day(zone).map_or_else(|| words.say("date-unclear"), |day| full_date(day, words))
}

/// 2026年11月23日.
pub fn full_date(day: Date, words: &Words) -> String {
    let values = [
        ("year", i32::from(day.year()).to_string().into()),
        ("month", day.month().to_string().into()),
        ("day", day.day().to_string().into()),
        ("month-name", month_name(day, words).into()),
    ];
    words.with("date-full", &values)
}

/// 11月23日.
pub fn short_date(day: Date, words: &Words) -> String {
    let values = [
        ("month", day.month().to_string().into()),
        ("day", day.day().to_string().into()),
        ("month-name", month_name(day, words).into()),
    ];
    words.with("date-short", &values)
}

/// 11月23日 of this year, 2025年11月23日 of another.
pub fn short_date_of(day: Date, today: Date, words: &Words) -> String {
    if day.year() == today.year() { short_date(day, words) } else { full_date(day, words) }
}

fn month_name(day: Date, words: &Words) -> String {
    words.say(&format!("month-{}", day.month()))
}

/// 星期一.
pub fn weekday(day: Date, words: &Words) -> String {
    words.say(&format!("weekday-{}", day.weekday().to_monday_one_offset()))
}

/// 10:42.
pub fn clock(now: Timestamp, zone: &TimeZone) -> String {
    let time = now.to_zoned_datetime(zone.clone()).time();
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// 10:41 of today, 11月22日 10:41 of another day.
pub fn when(at: Timestamp, now: Timestamp, zone: &TimeZone, words: &Words) -> String {
    let day = at.to_zoned_datetime(zone.clone()).date();
    let time = clock(at, zone);
    if day == now.to_zoned_datetime(zone.clone()).date() {
        time
    } else {
        format!("{} {time}", short_date(day, words))
    }
}

/// The key of the word that says how urgent an interrupt is.
pub const fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Moderate => "interrupt-moderate",
        Severity::Severe => "interrupt-severe",
        Severity::Extreme => "interrupt-extreme",
    }
}

/// 持续至 12:00, or 持续至 11月24日 where a day alone is named.
pub fn until(until: Option<Moment>, now: Timestamp, zone: &TimeZone, words: &Words) -> Option<String> {
    let when = match until? {
        Moment::At(at) => when(at, now, zone, words),
        day @ Moment::Day(_) => {
            short_date_of(day.day(zone)?, now.to_zoned_datetime(zone.clone()).date(), words)
        }
        Moment::Unclear => return None,
    };
    Some(words.with("interrupt-until", &[("when", when.into())]))
}

/// The next whole minute, when every clock on a screen changes.
pub fn next_minute(now: Timestamp) -> Timestamp {
    let second = now.as_second();
    Timestamp::from_second(second - second.rem_euclid(60) + 60).unwrap_or(Timestamp::MAX)
}

/// The part of a URL that people may trust or not: its host.
pub fn host(url: &str) -> Option<String> {
    url::Url::parse(url).ok()?.host_str().map(str::to_owned)
}
