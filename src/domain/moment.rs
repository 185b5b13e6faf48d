//! A time as a bureau writes it: an instant, a whole day, or something nobody can read.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// A time in a feed. A date alone is a day in the hall's time zone: as a start it begins at 00:00,
/// as an end it includes the whole day, as people read 公示期至某日 (feed.md).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    /// An exact instant.
    At(Timestamp),
    /// A whole day in the hall's time zone.
    Day(Date),
    /// Text that is no time, such as one without a time zone; shown as 日期不明. As a bound of the gate it hides:
    /// nobody can tell that its item may be seen.
    Unclear,
}

impl Moment {
    /// Reads RFC 3339 or a date alone; everything else is [`Moment::Unclear`].
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        if text.len() == 10 {
            return text.parse().map_or(Self::Unclear, Self::Day);
        }
        text.parse().map_or(Self::Unclear, Self::At)
    }

    /// The first instant of it, in the hall's zone. `None` when unclear or outside the calendar.
    pub fn start(self, zone: &TimeZone) -> Option<Timestamp> {
        match self {
            Self::At(instant) => Some(instant),
            Self::Day(day) => day.to_zoned_datetime(zone.clone()).ok().map(|z| z.timestamp()),
            Self::Unclear => None,
        }
    }

    /// The first instant after it: a day counts whole, an instant is exclusive.
    ///
    /// The last day of the calendar has no tomorrow; it ends at the end of time.
    pub fn end(self, zone: &TimeZone) -> Option<Timestamp> {
        match self {
            Self::Day(day) => match day.tomorrow().ok().and_then(|next| Self::Day(next).start(zone)) {
                Some(instant) => Some(instant),
                None => Some(Timestamp::MAX),
            },
            other => other.start(zone),
        }
    }

    /// The day it falls on in the hall's zone; `None` when unclear or in a year that no document bears
    /// (before 1900 or after 2199), which a screen shows as 日期不明.
    pub fn day(self, zone: &TimeZone) -> Option<Date> {
        let day = match self {
            Self::At(instant) => instant.to_zoned_datetime(zone.clone()).date(),
            Self::Day(day) => day,
            Self::Unclear => return None,
        };
        (1900..2200).contains(&day.year()).then_some(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shanghai() -> TimeZone {
        TimeZone::get("Asia/Shanghai").unwrap()
    }

    #[test]
    fn a_day_starts_at_midnight_and_ends_with_the_day() {
        let day = Moment::parse("2026-11-23");
        assert_eq!(day.start(&shanghai()).unwrap().to_string(), "2026-11-22T16:00:00Z");
        assert_eq!(day.end(&shanghai()).unwrap().to_string(), "2026-11-23T16:00:00Z");
    }

    #[test]
    fn a_time_is_exact_and_needs_a_zone() {
        let at = Moment::parse("2026-11-23T10:42:00+08:00");
        assert_eq!(at.start(&shanghai()), at.end(&shanghai()));
        assert_eq!(Moment::parse("2026-11-23T10:42:00"), Moment::Unclear);
        assert_eq!(Moment::parse("soon"), Moment::Unclear);
        assert_eq!(Moment::parse("2026-02-30"), Moment::Unclear);
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_panic() {
        for text in ["0000-01-01", "9999-12-31", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z"] {
            let moment = Moment::parse(text);
            moment.start(&shanghai());
            moment.end(&shanghai());
            assert_eq!(moment.day(&shanghai()), None, "{text}");
        }
    }
}
