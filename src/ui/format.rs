//! Dates, ages and counts as people read them.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{standing::StaffMark, words::Words};
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

/// C12: line 12 of the config is wrong.
pub fn staff_mark(mark: StaffMark, words: &Words) -> String {
    let (key, line) = match mark {
        StaffMark::Config(line) => ("staff-config", line),
        StaffMark::Remote(line) => ("staff-remote", line),
    };
    match line {
        Some(line) => words.with(&format!("{key}-line"), &[("line", line.to_string().into())]),
        None => words.say(key),
    }
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

/// 5 个工作日; 当场办结 for none. A day type that the publisher leaves out is not guessed: 5 天, as a term in working days
/// and one in calendar days differ in law.
pub fn days(words: &Words, days: u32, day_type: Option<&str>) -> String {
    if days == 0 {
        return words.say("guide-at-once");
    }
    let key = match day_type {
        Some(kind) if kind.contains("工作日") => "guide-days-work",
        Some("自然日" | "日历日") => "guide-days-calendar",
        // 天 counts itself: nobody writes 5 个天.
        Some("天" | "日") | None => "guide-days-plain",
        Some(kind) => {
            return words.with("guide-days-other", &[("count", days.into()), ("kind", kind.into())]);
        }
    };
    words.with(key, &[("count", days.into())])
}

/// 第 1 期 for a bare number, which needs its noun; everything else is the publisher's own wording.
pub fn issue(words: &Words, issue: &str) -> String {
    let number = issue.trim();
    if !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()) {
        words.with("ranking-issue-no", &[("issue", number.into())])
    } else {
        issue.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::words::Language;

    #[test]
    fn a_term_is_not_made_one_in_working_days() {
        let words = Words::new(Language::Chinese);
        assert_eq!(days(&words, 5, None), "5 天");
        assert_eq!(days(&words, 5, Some("天")), "5 天");
        assert_eq!(days(&words, 5, Some("工作日")), "5 个工作日");
        assert_eq!(days(&words, 0, None), "当场办结");
    }

    #[test]
    fn a_bare_issue_gets_its_noun_and_another_stays() {
        let words = Words::new(Language::Chinese);
        for (given, said) in
            [("1", "第 1 期"), (" 47 ", "第 47 期"), ("2026年第47期", "2026年第47期"), ("", "")]
        {
            assert_eq!(issue(&words, given), said);
        }
    }
}
