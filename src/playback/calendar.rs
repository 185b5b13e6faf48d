//! When a schedule applies: days, dayparts and the hall's hours, as pure functions of (rule, calendar, now).
//!
//! A rule names days and windows of a day. A window that runs past midnight belongs to the day on which it begins:
//! `周五 22:00-02:00` plays on Saturday until two. Around a change of the clocks, a window of which the missing hour
//! would leave nothing is moved behind it and keeps its length, one that only begins in it begins behind it, and a time
//! that comes twice counts the first time only: nothing is lost and nothing plays twice.

mod days;
#[cfg(test)]
mod tests;

use jiff::{Timestamp, civil, tz::TimeZone};

pub use days::{Dates, DayWord, Nth};

/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// How far ahead [`Rule::next_change`] looks, in days: 29 February is at most eight years away.
const HORIZON: i32 = 9 * 366;

/// A part of a day, in minutes after midnight; `until` may lie on the next day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Daypart {
    /// First minute, below 1440.
    pub from: u32,
    /// First minute no more; above `from`, at most `from` + 1440.
    pub until: u32,
}

impl Daypart {
    /// A whole day.
    pub const WHOLE: Self = Self { from: 0, until: DAY };

    /// Reads `09:00-17:30`; an end that is not after its beginning lies on the next day (`22:00-02:00`), and
    /// `24:00` is the end of the day. `None` for another form.
    pub fn parse(text: &str) -> Option<Self> {
        let (from, until) = text.split_once(['-', '–', '—', '~', '～'])?;
        let (from, until) = (minutes(from)?, minutes(until)?);
        if from >= DAY || from == until {
            return None;
        }
        Some(Self { from, until: if until > from { until } else { until + DAY } })
    }

    fn within(self, other: Self) -> Option<Self> {
        let part = Self { from: self.from.max(other.from), until: self.until.min(other.until) };
        (part.from < part.until).then_some(part)
    }

    const fn later(self, minutes: u32) -> Self {
        Self { from: self.from + minutes, until: self.until + minutes }
    }
}

/// `09:00` in minutes; `24:00` is allowed, and the colon of a Chinese keyboard.
fn minutes(text: &str) -> Option<u32> {
    let (hour, minute) = text.trim().split_once([':', '：'])?;
    let number = |text: &str| {
        let right = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        right.then(|| text.parse::<u32>().ok()).flatten()
    };
    let (hour, minute) = (number(hour)?, number(minute)?);
    (minute < 60 && hour * 60 + minute <= DAY).then_some(hour * 60 + minute)
}

/// The hall's days and hours: which days it works, 调休 included, and when it is open on them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// By weekday from Monday: an ordinary week.
    pub workdays: [bool; 7],
    /// When the hall is open on a working day, in order; none runs past midnight.
    pub hours: Vec<Daypart>,
    /// Days off that the week would not have.
    pub off: Vec<Dates>,
    /// Working days that the week would not have (调休); they win over `off`.
    pub work: Vec<Dates>,
}

impl Default for Calendar {
    /// Monday to Friday from nine to five, no holidays.
    fn default() -> Self {
        Self {
            workdays: [true, true, true, true, true, false, false],
            hours: vec![Daypart { from: 9 * 60, until: 17 * 60 }],
            off: Vec::new(),
            work: Vec::new(),
        }
    }
}

impl Calendar {
    /// Whether the hall works on a day.
    pub fn works(&self, day: civil::Date) -> bool {
        let on = |list: &[Dates]| list.iter().any(|dates| dates.hold(day));
        if on(&self.work) {
            return true;
        }
        let weekday = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or_default();
        !on(&self.off) && self.workdays.get(weekday).copied().unwrap_or_default()
    }

    fn open(&self, day: civil::Date) -> &[Daypart] {
        if self.works(day) { &self.hours } else { &[] }
    }

    /// The parts of a day that a state of the hall fills.
    fn parts(&self, day: civil::Date, hall: HallTime) -> Vec<Daypart> {
        let open = self.open(day);
        match hall {
            HallTime::Open => open.to_vec(),
            HallTime::Closed => {
                let mut from = 0;
                let mut closed = Vec::new();
                for part in open {
                    closed.extend(Daypart { from, until: part.from }.within(Daypart::WHOLE));
                    from = from.max(part.until);
                }
                closed.extend(Daypart { from, until: DAY }.within(Daypart::WHOLE));
                closed
            }
            HallTime::BeforeOpen(minutes) => {
                let first = open.first().map(|part| part.from);
                let before = |until: u32| Daypart { from: until.saturating_sub(minutes), until };
                first.map(before).filter(|part| part.from < part.until).into_iter().collect()
            }
        }
    }
}

/// A state of the hall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HallTime {
    /// Within its hours.
    Open,
    /// Outside them.
    Closed,
    /// So many minutes before it opens first on a day.
    BeforeOpen(u32),
}

/// When something applies. What is empty does not restrict; all that is given must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rule {
    /// Any of these kinds of day.
    pub days: Vec<DayWord>,
    /// Any of these dates.
    pub dates: Vec<Dates>,
    /// Any of these parts of the day.
    pub parts: Vec<Daypart>,
    /// The hall's state.
    pub hall: Option<HallTime>,
}

/// From when to when something applies without a break.
pub type Span = (Timestamp, Timestamp);

impl Rule {
    /// Whether it applies always.
    pub fn is_always(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it applies at an instant.
    pub fn applies(&self, calendar: &Calendar, now: Timestamp, zone: &TimeZone) -> bool {
        self.is_always() || self.around(calendar, now, zone).iter().any(|span| span.0 <= now && now < span.1)
    }

    /// When it applies between two instants: spans in order that do not touch each other.
    pub fn within(&self, calendar: &Calendar, (from, until): Span, zone: &TimeZone) -> Vec<Span> {
        if self.is_always() {
            return vec![(from, until)];
        }
        let day = |at: Timestamp| at.to_zoned_datetime(zone.clone()).date();
        let (first, last) = (day(from), day(until));
        let days = (-2..).map_while(|by| offset(first, by)).take_while(|day| *day <= last);
        let mut spans: Vec<Span> = days.flat_map(|day| self.spans(calendar, day, zone)).collect();
        spans.sort_unstable();
        let mut merged: Vec<Span> = Vec::new();
        for span in spans {
            let span = (span.0.max(from), span.1.min(until));
            match merged.last_mut() {
                _ if span.0 >= span.1 => {}
                Some(last) if span.0 <= last.1 => last.1 = last.1.max(span.1),
                _ => merged.push(span),
            }
        }
        merged
    }

    /// The next instant at which [`Rule::applies`] answers otherwise; `None` when that never happens within nine years.
    pub fn next_change(&self, calendar: &Calendar, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        if self.is_always() {
            return None;
        }
        let today = now.to_zoned_datetime(zone.clone()).date();
        let mut end = self.applies(calendar, now, zone).then_some(now);
        // What the last days brought: a window past midnight may begin after one of the next day.
        let mut open: Vec<Span> = Vec::new();
        for ahead in -2..=HORIZON + 3 {
            let Some(day) = offset(today, ahead) else { break };
            // No span of a day begins before its midnight, so nothing can come before this any more.
            let settled = |at: Timestamp| instant(day, 0, zone).is_some_and(|midnight| midnight > at);
            match end {
                Some(end) if settled(end) => return Some(end),
                Some(_) => {}
                None => {
                    let first = open.iter().map(|span| span.0).min();
                    if let Some(first) = first.filter(|first| settled(*first)) {
                        return Some(first);
                    }
                }
            }
            open.extend(self.spans(calendar, day, zone));
            open.retain(|span| span.1 > end.unwrap_or(now));
            while let Some(so_far) = end
                && let Some(span) = open.iter().find(|span| span.0 <= so_far && so_far < span.1)
            {
                end = Some(span.1);
            }
        }
        None
    }

    /// The spans of the days around an instant.
    fn around(&self, calendar: &Calendar, now: Timestamp, zone: &TimeZone) -> Vec<Span> {
        let today = now.to_zoned_datetime(zone.clone()).date();
        let days = (-2..=1).filter_map(|by| offset(today, by));
        days.flat_map(|day| self.spans(calendar, day, zone)).collect()
    }

    /// The spans that belong to a day.
    fn spans(&self, calendar: &Calendar, day: civil::Date, zone: &TimeZone) -> Vec<Span> {
        let dated = self.dates.is_empty() || self.dates.iter().any(|dates| dates.hold(day));
        if !dated || !(self.days.is_empty() || self.days.iter().any(|word| word.holds(day, calendar))) {
            return Vec::new();
        }
        let whole = [Daypart::WHOLE];
        let parts: &[Daypart] = if self.parts.is_empty() { &whole } else { &self.parts };
        let windows: Vec<Daypart> = match self.hall {
            None => parts.to_vec(),
            Some(hall) => {
                let mut open = calendar.parts(day, hall);
                let next = offset(day, 1).map(|day| calendar.parts(day, hall)).unwrap_or_default();
                open.extend(next.into_iter().map(|part| part.later(DAY)));
                parts.iter().flat_map(|part| open.iter().filter_map(|open| part.within(*open))).collect()
            }
        };
        windows.into_iter().filter_map(|part| span(day, part, zone)).collect()
    }
}

fn span(day: civil::Date, part: Daypart, zone: &TimeZone) -> Option<Span> {
    let from = instant(day, part.from, zone)?;
    let until = instant(day, part.until, zone)?;
    if from < until {
        return Some((from, until));
    }
    // It lay in the hour that the clocks leave out: it keeps its length behind it.
    let length = jiff::SignedDuration::from_mins(i64::from(part.until - part.from));
    Some((from, from.checked_add(length).ok()?))
}

/// The instant of a minute of a day: after the gap if there is none, the first of two.
fn instant(day: civil::Date, minute: u32, zone: &TimeZone) -> Option<Timestamp> {
    let day = offset(day, i32::try_from(minute / DAY).ok()?)?;
    let of_hour = i8::try_from(minute % 60).ok()?;
    let hour = i8::try_from(minute % DAY / 60).ok()?;
    zone.to_timestamp(day.at(hour, of_hour, 0, 0)).ok()
}

pub(super) fn offset(day: civil::Date, by: i32) -> Option<civil::Date> {
    day.checked_add(jiff::Span::new().days(by)).ok()
}
