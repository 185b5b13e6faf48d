//! A day of the hall and its parts: what is in force when.

use std::{cmp::Reverse, collections::BTreeSet, rc::Rc};

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{Question, shelf::Shelf};

/// An instant of a day in nanoseconds after its beginning; negative the day before.
pub(super) type Nanos = i64;

/// From midnight to midnight in the hall's time zone: 23 or 25 hours where the clocks change.
#[derive(Debug, Clone, Copy)]
pub(super) struct Day {
    pub date: Date,
    pub start: Timestamp,
    pub end: Timestamp,
}

impl Day {
    pub fn of(now: Timestamp, zone: &TimeZone) -> Self {
        let date = now.to_zoned_datetime(zone.clone()).date();
        let start = |day: Date| day.to_zoned_datetime(zone.clone()).ok().map(|zoned| zoned.timestamp());
        let end = date.tomorrow().ok().and_then(start).filter(|end| *end > now);
        Self { date, start: start(date).unwrap_or(now).min(now), end: end.unwrap_or(Timestamp::MAX) }
    }

    pub fn nanos(&self, at: Timestamp) -> Nanos {
        Nanos::try_from(at.duration_since(self.start).as_nanos()).unwrap_or(Nanos::MAX)
    }

    pub fn instant(&self, at: Nanos) -> Option<Timestamp> {
        self.start.checked_add(jiff::SignedDuration::from_nanos(at)).ok()
    }
}

/// From when to when something applies; in order, without touching each other.
pub(super) type Spans = Rc<[(Nanos, Nanos)]>;

/// When a schedule applies within a day.
#[derive(Debug)]
pub(super) struct Applies {
    /// Its place in the plan.
    pub schedule: usize,
    /// When.
    pub spans: Spans,
}

/// When each of the zone's schedules applies; those that do not apply all day are left out.
pub(super) fn applying(question: &Question<'_>, day: &Day) -> Vec<Applies> {
    let Question { plan, screen, time_zone, zone, .. } = *question;
    let spans = plan.schedules_of(screen, zone).map(|(place, schedule)| {
        let spans = schedule.rule.within(&plan.calendar, (day.start, day.end), time_zone);
        let spans = spans.into_iter().map(|span| (day.nanos(span.0), day.nanos(span.1)));
        Applies { schedule: place, spans: spans.collect() }
    });
    spans.filter(|applies| !applies.spans.is_empty()).collect()
}

/// A part of a day in which the same schedules play.
#[derive(Debug)]
pub(super) struct Part {
    pub from: Nanos,
    pub until: Nanos,
    /// The schedules that play, in the order of the plan; none when no schedule that applies has something to show.
    pub winners: Vec<usize>,
}

/// The parts of a day, without a gap. One that begins or ends beneath what plays makes no new part: it must not start a
/// playlist anew.
pub(super) fn parts(
    question: &Question<'_>,
    day: &Day,
    applying: &[Applies],
    shelf: &mut Shelf<'_>,
) -> Vec<Part> {
    let end = day.nanos(day.end);
    let mut events: Vec<(Nanos, usize, bool)> = vec![(0, usize::MAX, false)];
    for Applies { schedule, spans } in applying {
        for (from, until) in spans.iter() {
            events.extend([(*from, *schedule, true), (*until, *schedule, false)]);
        }
    }
    events.sort_unstable();
    let mut active: BTreeSet<(Reverse<u32>, usize)> = BTreeSet::new();
    let mut parts: Vec<Part> = Vec::new();
    for at_once in events.chunk_by(|one, other| one.0 == other.0) {
        let from = at_once.first().map_or(end, |event| event.0);
        if from >= end {
            break;
        }
        // What happens beneath the level that plays changes nothing.
        let level =
            parts.last().and_then(|part| part.winners.first()).map(|place| priority(question, *place));
        let mut beneath = level.is_some();
        for (_, schedule, begins) in at_once {
            let priority = priority(question, *schedule);
            beneath &= level.is_some_and(|level| priority < level);
            if *begins {
                active.insert((Reverse(priority), *schedule));
            } else {
                active.remove(&(Reverse(priority), *schedule));
            }
        }
        if beneath {
            continue;
        }
        let winners = winners(question, &active, shelf);
        if parts.last().is_none_or(|last| last.winners != winners) {
            if let Some(last) = parts.last_mut() {
                last.until = from;
            }
            parts.push(Part { from, until: end, winners });
        }
    }
    parts
}

fn priority(question: &Question<'_>, schedule: usize) -> u32 {
    question.plan.schedules.get(schedule).map_or(0, |schedule| schedule.priority)
}

/// Of the highest level that has something to show, all that have.
fn winners(
    question: &Question<'_>,
    active: &BTreeSet<(Reverse<u32>, usize)>,
    shelf: &mut Shelf<'_>,
) -> Vec<usize> {
    let mut winners: Vec<usize> = Vec::new();
    let mut level = None;
    for (priority, place) in active {
        if !winners.is_empty() && level != Some(*priority) {
            break;
        }
        let list = question.plan.schedules.get(*place).map(|schedule| schedule.playlist);
        if list.is_some_and(|list| !shelf.round(list).is_empty()) {
            winners.push(*place);
            level = Some(*priority);
        }
    }
    winners
}
