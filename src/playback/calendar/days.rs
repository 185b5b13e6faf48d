//! Which days a rule means.

use jiff::civil::{Date, Weekday};

use super::Calendar;

/// Which one of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nth {
    /// The first.
    First,
    /// The last.
    Last,
}

/// A kind of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayWord {
    /// 星期几.
    Weekday(Weekday),
    /// 每月第一个、最后一个星期几.
    OfMonth(Nth, Weekday),
    /// 月末: the last day of a month.
    MonthEnd,
    /// 工作日, 调休 included.
    Working,
    /// 休息日, holidays included.
    Off,
}

impl DayWord {
    pub(super) fn holds(self, day: Date, calendar: &Calendar) -> bool {
        match self {
            Self::Weekday(weekday) => day.weekday() == weekday,
            Self::OfMonth(Nth::First, weekday) => day.weekday() == weekday && day.day() <= 7,
            Self::OfMonth(Nth::Last, weekday) => {
                day.weekday() == weekday && day.day() + 7 > day.days_in_month()
            }
            Self::MonthEnd => day.day() == day.days_in_month(),
            Self::Working => calendar.works(day),
            Self::Off => !calendar.works(day),
        }
    }
}

/// Dates, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dates {
    /// In certain years.
    Once(Date, Date),
    /// Every year, as (month, day); an end before the beginning lies in the next year. 29 February is no day in other
    /// years.
    Yearly((i8, i8), (i8, i8)),
}

impl Dates {
    /// Reads `2026-10-01`, `2026-10-01..2026-10-07`, `10-01` or `10-01..10-07`. `None` for another form, a day that no
    /// calendar has, or an end before its beginning.
    pub fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.split_once("..").unwrap_or((text, text));
        let (from, to) = (from.trim(), to.trim());
        if from.len() == 5 {
            return Some(Self::Yearly(yearly(from)?, yearly(to)?));
        }
        let once = |text: &str| (text.len() == 10).then(|| text.parse::<Date>().ok()).flatten();
        let (from, to) = (once(from)?, once(to)?);
        (from <= to).then_some(Self::Once(from, to))
    }

    pub(super) fn hold(&self, day: Date) -> bool {
        match *self {
            Self::Once(from, to) => from <= day && day <= to,
            Self::Yearly(from, to) => {
                let day = (day.month(), day.day());
                if from <= to { from <= day && day <= to } else { from <= day || day <= to }
            }
        }
    }
}

/// A day of a year that has all days.
fn yearly(text: &str) -> Option<(i8, i8)> {
    let date = (text.len() == 5).then(|| format!("2024-{text}").parse::<Date>().ok()).flatten()?;
    Some((date.month(), date.day()))
}
