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
        let read = text.parse().or_else(|error| to_nanoseconds(text).map_or(Err(error), |text| text.parse()));
        match read {
            Ok(instant) => Self::At(instant),
            Err(_) if is_at_the_end_of_the_calendar(text) => Self::At(Timestamp::MAX),
            Err(_) => Self::Unclear,
        }
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

/// The same time without the digits beyond a nanosecond, which RFC 3339 allows and no clock can tell.
fn to_nanoseconds(text: &str) -> Option<String> {
    const DIGITS: usize = 9;
    let (start, rest) = text.split_once('.')?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (fraction, zone) = rest.split_at(digits);
    let kept = fraction.get(..DIGITS)?;
    Some(format!("{start}.{kept}{zone}"))
}

/// `9999-12-31T23:59:59Z` is how databases write "for ever". It lies within a day of the end of the calendar, past
/// the last instant that can be placed in every time zone.
fn is_at_the_end_of_the_calendar(text: &str) -> bool {
    let civil = text.get(..19).and_then(|civil| civil.parse::<jiff::civil::DateTime>().ok());
    let zone =
        text.get(19..).unwrap_or_default().trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    // The zone is read on a day that every zone has.
    let is_zone = format!("2000-01-01T00:00:00{zone}").parse::<Timestamp>().is_ok();
    is_zone && civil.is_some_and(|civil| civil.year() == 9999)
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
    fn for_ever_is_a_time_and_more_digits_than_a_clock_has_are_too() {
        for text in ["9999-12-31T23:59:59Z", "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59-08:00"] {
            assert_eq!(Moment::parse(text), Moment::At(Timestamp::MAX), "{text}");
        }
        for text in
            ["9999-12-31T23:59:59", "9999-13-31T23:59:59Z", "9999-12-31T23:59:59+99:00", "9999-12-31T2"]
        {
            assert_eq!(Moment::parse(text), Moment::Unclear, "{text}");
        }
        let exact = Moment::parse("2030-01-01T00:00:00.123456789012Z");
        assert_eq!(exact, Moment::parse("2030-01-01T00:00:00.123456789Z"));
        assert_ne!(exact, Moment::Unclear);
        assert_eq!(Moment::parse("2030-01-01T00:00:00.123456789012"), Moment::Unclear);
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
