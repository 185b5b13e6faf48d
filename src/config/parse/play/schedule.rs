//! `[[schedule]]` and `[calendar]`.

use std::time::Duration;

use super::Lists;
use crate::{
    config::{
        Face, Screen,
        limits::{BEFORE_OPEN, PRIORITY},
        near::nearest,
        problem::Problem,
        reader::{Placed, Reader, short},
        words::{DAYS, HALL_TIMES, WEEKDAYS},
    },
    playback::{
        calendar::{Calendar, Dates, Daypart, HallTime, Rule},
        plan::{Schedule, Zone},
    },
};

/// `None` only after a problem was noted. `screens` are those that could be read; `None` when one could not.
pub(in super::super) fn read(
    mut table: Reader<'_>,
    lists: &Lists,
    screens: Option<&[Screen]>,
) -> Option<Schedule> {
    table.need("playlist", "\"日常\"");
    let playlist = table.name("playlist", "\"日常\"");
    let name = table.name("name", "\"午间\"").map(|name| name.value.to_owned());
    let found = playlist.as_ref().and_then(|name| lists.find(&table, name));
    let bound = table.texts("screens", "[\"board\"]");
    if let (Some(bound), Some(screens)) = (&bound, screens) {
        bound.iter().for_each(|name| board(&table, name, screens));
    }
    let days = table.words("days", &DAYS, "[\"working\"]").unwrap_or_default();
    let dates = dates(&mut table, "dates");
    let parts = parts(&mut table, "times", "[\"09:00-17:30\"]");
    let hall = table.word("hall", &HALL_TIMES).map(|hall| hall.value);
    let before = table.duration("before_open", &BEFORE_OPEN, "\"30min\"");
    if let (Some(_), Some(before)) = (hall, &before) {
        table.add(Problem::new(
            before.range.clone(),
            "`before_open` and `hall` cannot both hold",
            "take one of the two out",
        ));
    }
    let minutes = |before: Placed<Duration>| u32::try_from(before.value.as_secs() / 60).unwrap_or(0);
    let hall = hall.or(before.map(|before| HallTime::BeforeOpen(minutes(before))));
    let priority = table.whole("priority", &PRIORITY, "10").map_or(0, |priority| priority.value);
    table.finish();
    let name = name.or(playlist.map(|name| name.value.to_owned()))?;
    let screens = bound.unwrap_or_default().into_iter().map(|name| name.value.to_owned()).collect();
    let rule = Rule { days, dates, parts, hall };
    Some(Schedule { name, screens, zone: Zone::Main, playlist: found?, rule, priority })
}

fn board(table: &Reader<'_>, name: &Placed<&str>, screens: &[Screen]) {
    let found = screens.iter().find(|screen| screen.name == name.value);
    let boards =
        || screens.iter().filter(|screen| screen.face == Face::Board).map(|screen| screen.name.as_str());
    let (message, hint) = match found {
        Some(screen) if screen.face == Face::Board => return,
        Some(screen) => (
            format!("`{}` is a {}: playlists play on boards", screen.name, screen.face.word()),
            "take it out, or name a board".into(),
        ),
        None => (
            format!("no screen is called `{}`", short(name.value)),
            match nearest(name.value, boards()) {
                Some(near) => format!("write `\"{near}\"`"),
                None => "write the `name` of a [[screen]] with `face = \"board\"`".into(),
            },
        ),
    };
    table.add(Problem::new(name.range.clone(), message, hint));
}

/// The hall's days and hours.
pub(in super::super) fn calendar(mut table: Reader<'_>) -> Calendar {
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
    let (off, work) = (dates(&mut table, "off"), dates(&mut table, "work"));
    table.finish();
    Calendar { workdays, hours, off, work }
}

fn parts(table: &mut Reader<'_>, key: &'static str, example: &str) -> Vec<Daypart> {
    let texts = table.texts(key, example).unwrap_or_default();
    texts.iter().filter_map(|text| part(table, key, text)).collect()
}

fn part(table: &Reader<'_>, key: &str, text: &Placed<&str>) -> Option<Daypart> {
    let part = Daypart::parse(text.value);
    if part.is_none() {
        table.add(
            Problem::new(
                text.range.clone(),
                format!("`{}` is not a time of the day", short(text.value)),
                format!("write from and until, such as `{key} = [\"09:00-17:30\"]`"),
            )
            .note("hours go to 24:00; an end before the beginning lies on the next day: \"22:00-02:00\""),
        );
    }
    part
}

fn dates(table: &mut Reader<'_>, key: &'static str) -> Vec<Dates> {
    let texts = table.texts(key, "[\"2026-10-01..2026-10-07\"]").unwrap_or_default();
    let read = texts.iter().filter_map(|text| {
        let dates = Dates::parse(text.value);
        if dates.is_none() {
            table.add(
                Problem::new(
                    text.range.clone(),
                    format!("`{}` is no date", short(text.value)),
                    format!("write such as `{key} = [\"2026-10-01..2026-10-07\"]`"),
                )
                .note("a day is \"2026-10-01\", every year \"10-01\"; two dots stand between the first and the last"),
            );
        }
        dates
    });
    read.collect()
}
