//! The dates in the sample's texts, relative to the day on which they are read.
//!
//! A sample with fixed dates would be expired a month later. So its texts hold `{{…}}`, all in the hall's zone:
//!
//! | form | becomes | example on 2026-11-23, a Monday |
//! |---|---|---|
//! | `{{T-2 08:30}}` | an instant, so many days from today at that time | `2026-11-21T08:30:00+08:00` |
//! | `{{D+60}}` | a date | `2027-01-22` |
//! | `{{C+2}}` | a date in words | `2026年11月25日` |
//! | `{{S+2}}` | the same without the year | `11月25日` |
//! | `{{MON-1}}` `{{SUN-1}}` | the date of the first or last day of a week, counted from this one | `2026-11-16` `2026-11-22` |
//! | `{{CMON-1}}` `{{CSUN-1}}` | the same in words | `2026年11月16日` |
//! | `{{WEEK-1}}` | the number of a week in its year (ISO 8601) | `47` |
//! | `{{YEAR+0}}` | a year; where it is the whole string, a number | `2026` |

use jiff::{
    Span, Timestamp,
    civil::{Date, Time, Weekday},
};
use serde_json::Value;

use super::hall::zone;

/// Fills in every date of a document.
pub(super) fn fill(value: &mut Value, now: Timestamp) {
    match value {
        Value::String(text) => {
            if let Some(filled) = filled(text, now) {
                *value = filled;
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|value| fill(value, now)),
        Value::Object(map) => map.values_mut().for_each(|value| fill(value, now)),
        _ => {}
    }
}

/// `None` when there is nothing to fill in.
fn filled(text: &str, now: Timestamp) -> Option<Value> {
    let whole = text.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}"));
    if let Some(year) = whole.and_then(|inner| inner.strip_prefix("YEAR")) {
        let today = now.to_zoned_datetime(zone()).date();
        return Some(Value::from(i64::from(today.year()) + year.parse::<i64>().ok()?));
    }
    let mut rest = text.split_once("{{")?;
    let mut out = String::with_capacity(text.len());
    loop {
        let (before, after) = rest;
        out.push_str(before);
        let Some((inner, after)) = after.split_once("}}") else {
            out.push_str(after);
            break;
        };
        match one(inner, now) {
            Some(date) => out.push_str(&date),
            // Left standing, for the test that looks for it.
            None => out.extend(["{{", inner, "}}"]),
        }
        match after.split_once("{{") {
            Some(next) => rest = next,
            None => {
                out.push_str(after);
                break;
            }
        }
    }
    Some(Value::String(out))
}

fn one(inner: &str, now: Timestamp) -> Option<String> {
    let sign = inner.find(['+', '-'])?;
    let (word, count) = inner.split_at(sign);
    let (count, time) = match count.split_once(' ') {
        Some((count, time)) => (count, Some(time)),
        None => (count, None),
    };
    let count: i64 = count.parse().ok()?;
    let today = now.to_zoned_datetime(zone()).date();
    let days = |days: i64| today.checked_add(Span::new().try_days(days).ok()?).ok();
    let monday = |weeks: i64| {
        let since = i64::from(today.weekday().since(Weekday::Monday));
        days(weeks.checked_mul(7)? - since)
    };
    let sunday = |weeks: i64| monday(weeks)?.checked_add(Span::new().days(6)).ok();
    match (word, time) {
        ("T", Some(time)) => {
            let time: Time = time.parse().ok()?;
            let at = days(count)?.to_datetime(time).to_zoned_datetime(zone()).ok()?;
            Some(at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
        }
        ("D", None) => days(count).map(|date| date.to_string()),
        ("C", None) => days(count).map(in_words),
        ("S", None) => days(count).map(|date| format!("{}月{}日", date.month(), date.day())),
        ("MON", None) => monday(count).map(|date| date.to_string()),
        ("SUN", None) => sunday(count).map(|date| date.to_string()),
        ("CMON", None) => monday(count).map(in_words),
        ("CSUN", None) => sunday(count).map(in_words),
        ("WEEK", None) => monday(count).map(|date| date.iso_week_date().week().to_string()),
        ("YEAR", None) => Some((i64::from(today.year()) + count).to_string()),
        _ => None,
    }
}

fn in_words(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, now: &str) -> Value {
        let mut value = Value::from(text);
        fill(&mut value, now.parse().unwrap());
        value
    }

    #[test]
    fn every_form_means_what_the_table_says() {
        // Monday 00:30 in the hall, still Sunday in UTC.
        let now = "2026-11-22T16:30:00Z";
        for (form, date) in [
            ("{{T-2 08:30}}", "2026-11-21T08:30:00+08:00"),
            ("{{D+60}}", "2027-01-22"),
            ("{{C+2}}", "2026年11月25日"),
            ("{{S+2}}", "11月25日"),
            ("{{MON-1}}至{{SUN-1}}", "2026-11-16至2026-11-22"),
            ("{{CMON-1}}", "2026年11月16日"),
            ("{{CSUN+0}}", "2026年11月29日"),
            ("第 {{WEEK-1}} 周", "第 47 周"),
            ("{{YEAR+0}}年", "2026年"),
            ("no date", "no date"),
            ("{{ODD+1}}", "{{ODD+1}}"),
        ] {
            assert_eq!(read(form, now), Value::from(date), "{form}");
        }
        assert_eq!(read("{{YEAR-1}}", now), Value::from(2025));
    }

    #[test]
    fn a_week_ends_on_sunday() {
        let sunday = "2026-11-22T12:00:00Z";
        assert_eq!(read("{{MON+0}}", sunday), Value::from("2026-11-16"));
        assert_eq!(read("{{SUN+0}}", sunday), Value::from("2026-11-22"));
    }
}
