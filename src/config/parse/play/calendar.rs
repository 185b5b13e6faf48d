//! `[calendar]`.

use super::{
    holidays,
    rule::{dates, part},
};
use crate::{
    config::{parse::Context, problem::Problem, reader::Reader, words::WEEKDAYS},
    playback::calendar::{Calendar, Daypart},
};

/// The hall's days and hours.
pub(in super::super) fn read(mut table: Reader<'_>, context: &Context<'_>) -> Calendar {
    let usual = Calendar::default();
    let workdays = table.words("workdays", &WEEKDAYS, "[\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"]");
    let workdays = workdays.map_or(usual.workdays, |days| {
        let mut week = [false; 7];
        for day in days {
            let place = usize::try_from(day.to_monday_zero_offset()).unwrap_or_default();
            if let Some(works) = week.get_mut(place) {
                *works = true;
            }
        }
        week
    });
    let placed = table.texts("hours", "[\"09:00-12:00\", \"13:30-17:00\"]");
    let mut hours: Vec<Daypart> = Vec::new();
    for each in placed.iter().flatten() {
        let Some(part) = part(&table, "hours", each) else { continue };
        if part.until > 24 * 60 || hours.last().is_some_and(|last| last.until > part.from) {
            table.add(Problem::new(
                each.range.clone(),
                "the hall's hours run past midnight, overlap or are out of order",
                "write them one after the other, such as `hours = [\"09:00-12:00\", \"13:30-17:00\"]`",
            ));
        }
        hours.push(part);
    }
    if placed.is_none() {
        hours = usual.hours;
    }
    let (mut off, mut work) = (dates(&mut table, "off"), dates(&mut table, "work"));
    if let Some(file) = table.text("holidays", "\"holidays.toml\"") {
        let (days_off, days_on) = holidays::read(&table, &file, context);
        off.extend(days_off);
        work.extend(days_on);
    }
    table.finish();
    Calendar { workdays, hours, off, work }
}
