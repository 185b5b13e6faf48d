//! Schedules that never play, hours that none plans, and a calendar that has run out.

use std::ops::Range;

use jiff::{SignedDuration, Timestamp};

use crate::{
    config::{Face, Hall, Places, Problem},
    playback::{
        calendar::{Dates, HallTime, Rule, Span},
        plan::{Schedule, Zone},
    },
};

/// How far ahead a schedule must have its turn: a year, and the moved days around its end.
const YEAR: SignedDuration = SignedDuration::from_hours(400 * 24);
/// How far ahead gaps are looked for.
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

/// All of them.
pub(super) fn doubts(hall: &Hall, places: &Places, now: Timestamp) -> Vec<Problem> {
    let mut doubts = never(hall, places, now);
    doubts.extend(gaps(hall, places, now));
    doubts.extend(calendar(hall, places, now));
    doubts
}

/// Schedules that will not apply any more, or whose times are all those of higher ones.
fn never(hall: &Hall, places: &Places, now: Timestamp) -> Vec<Problem> {
    let plan = &hall.plan;
    let year = (now, now.checked_add(YEAR).unwrap_or(Timestamp::MAX));
    let spans = |schedule: &Schedule| schedule.rule.within(&plan.calendar, year, &hall.zone);
    let times: Vec<Vec<Span>> = plan.schedules.iter().map(spans).collect();
    let mut found = Vec::new();
    for (place, (schedule, at)) in plan.schedules.iter().zip(&places.schedules).enumerate() {
        let Some(own) = times.get(place) else { continue };
        if own.is_empty() {
            // It may lie beyond the year.
            if schedule.rule.next_change(&plan.calendar, now, &hall.zone).is_none() {
                found.push(over(schedule, at.clone()));
            }
            continue;
        }
        let mut above: Vec<&str> = Vec::new();
        let screens: Vec<&str> = hall
            .screens
            .iter()
            .map(|screen| screen.name.as_str())
            .filter(|screen| plan.schedules_of(screen, schedule.zone).any(|(other, _)| other == place))
            .collect();
        let hidden = screens.iter().all(|screen| {
            let higher = plan
                .schedules_of(screen, schedule.zone)
                .filter(|(_, other)| other.priority > schedule.priority);
            let mut left = own.clone();
            for (other, higher) in higher {
                let before = left.clone();
                left = without(&left, times.get(other).map(Vec::as_slice).unwrap_or_default());
                if left != before && !above.contains(&higher.name.as_str()) {
                    above.push(&higher.name);
                }
            }
            left.is_empty()
        });
        if hidden && !above.is_empty() {
            let above: Vec<String> = above.iter().map(|name| format!("`{name}`")).collect();
            let above = above.join(", ");
            found.push(Problem::new(
                at.clone(),
                format!("the schedule `{}` plays only while there is nothing to show of {above}", schedule.name),
                format!("whenever it applies, one with a higher priority applies too: give it a higher `priority`, or {above} other conditions"),
            ));
        }
    }
    found
}

fn over(schedule: &Schedule, at: Range<usize>) -> Problem {
    Problem::new(
        at,
        format!("the schedule `{}` will never apply again", schedule.name),
        "its dates are past or its conditions exclude each other: correct them, or take it out",
    )
}

/// What is left of spans in order, without others in order.
fn without(spans: &[Span], others: &[Span]) -> Vec<Span> {
    let mut left = Vec::new();
    for &(mut from, until) in spans {
        let first = others.partition_point(|other| other.1 <= from);
        for &(begin, end) in others.iter().skip(first).take_while(|other| other.0 < until) {
            if from < begin {
                left.push((from, begin));
            }
            from = from.max(end);
        }
        if from < until {
            left.push((from, until));
        }
    }
    left
}

/// Hours of the coming week at which the hall is open, but no schedule of a zone that has some applies.
fn gaps(hall: &Hall, places: &Places, now: Timestamp) -> Vec<Problem> {
    let plan = &hall.plan;
    let week = (now, now.checked_add(WEEK).unwrap_or(Timestamp::MAX));
    let open = Rule { hall: Some(HallTime::Open), ..Rule::default() };
    let open = open.within(&plan.calendar, week, &hall.zone);
    let mut found = Vec::new();
    for (screen, at) in hall.screens.iter().zip(&places.screens) {
        for zone in Zone::ALL {
            let mut gap = open.clone();
            let mut any = false;
            for (_, schedule) in plan.schedules_of(&screen.name, zone) {
                gap = without(&gap, &schedule.rule.within(&plan.calendar, week, &hall.zone));
                any = true;
            }
            let (true, Some((from, until))) = (any && zone_of(screen.face, zone), gap.first()) else {
                continue;
            };
            let time = |at: &Timestamp, form: &str| {
                at.to_zoned_datetime(hall.zone.clone()).strftime(form).to_string()
            };
            let what = match plan.fallback(&screen.name, zone).and_then(|list| plan.playlists.get(list)) {
                Some(list) => format!("only the fallback `{}`", list.name),
                None => "nothing".into(),
            };
            found.push(
                Problem::new(
                    at.clone(),
                    format!(
                        "{what} is planned for the {} zone of screen `{}` from {} to {}, when the hall is open",
                        zone.word(),
                        screen.name,
                        time(from, "%Y-%m-%d %H:%M"),
                        time(until, "%H:%M"),
                    ),
                    "if that is not meant, add a [[schedule]] without conditions; the lowest priority is the default",
                )
                .note(match gap.len() {
                    1 => "it is the only gap of the coming seven days".to_owned(),
                    several => format!("the coming seven days have {several} such gaps"),
                }),
            );
        }
    }
    found
}

/// Whether a face has a zone that plays.
const fn zone_of(face: Face, zone: Zone) -> bool {
    match face {
        Face::Board => true,
        Face::Strip => matches!(zone, Zone::Main),
        Face::Kiosk => false,
    }
}

/// A calendar whose newest day lies in a past year: the days of this year are missing.
fn calendar(hall: &Hall, places: &Places, now: Timestamp) -> Option<Problem> {
    let calendar = &hall.plan.calendar;
    let last = |dates: &Dates| match dates {
        Dates::Once(_, last) => Some(*last),
        Dates::Yearly(..) => None,
    };
    let newest = calendar.off.iter().chain(&calendar.work).filter_map(last).max()?;
    let year = now.to_zoned_datetime(hall.zone.clone()).year();
    (newest.year() < year).then(|| {
        Problem::new(
            places.calendar.clone(),
            format!("the calendar ends with {newest}: the days off and moved of {year} are missing"),
            format!(
                "add them from the notice of the State Council (国务院办公厅关于{year}年部分节假日安排的通知)"
            ),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_taken_from_spans() {
        let span = |from: i64, until: i64| {
            (Timestamp::from_second(from).unwrap(), Timestamp::from_second(until).unwrap())
        };
        let spans = [span(0, 10), span(20, 30)];
        assert_eq!(without(&spans, &[]), spans);
        assert_eq!(without(&spans, &[span(0, 30)]), []);
        assert_eq!(
            without(&spans, &[span(2, 3), span(9, 21), span(29, 40)]),
            [span(0, 2), span(3, 9), span(21, 29)]
        );
        assert_eq!(without(&spans, &[span(10, 20)]), spans);
    }
}
