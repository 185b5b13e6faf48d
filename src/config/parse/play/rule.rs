//! When something applies: the keys that schedules and screen hours share.

use crate::{
    config::{
        limits::BEFORE_OPEN,
        problem::Problem,
        reader::{Placed, Reader, short},
        words::{DAYS, HALL_TIMES},
    },
    playback::calendar::{Dates, Daypart, HallTime, Rule},
};

/// What is wrong is noted and left out.
pub(in super::super) fn read(table: &mut Reader<'_>) -> Rule {
    let days = table.words("days", &DAYS, "[\"working\"]").unwrap_or_default();
    let dates = dates(table, "dates");
    let parts = parts(table, "times", "[\"09:00-17:30\"]");
    let hall = table.word("hall", &HALL_TIMES).map(|hall| hall.value);
    let before = table.duration("before_open", &BEFORE_OPEN, "\"30min\"");
    if let (Some(_), Some(before)) = (hall, &before) {
        table.add(Problem::new(
            before.range.clone(),
            "`before_open` and `hall` cannot both hold",
            "take one of the two out",
        ));
    }
    let before = before.map(|before| u32::try_from(before.value.as_secs() / 60).unwrap_or(0));
    Rule { days, dates, parts, hall: hall.or(before.map(HallTime::BeforeOpen)) }
}

fn parts(table: &mut Reader<'_>, key: &'static str, example: &str) -> Vec<Daypart> {
    let texts = table.texts(key, example).unwrap_or_default();
    texts.iter().filter_map(|text| part(table, key, text)).collect()
}

pub(super) fn part(table: &Reader<'_>, key: &str, text: &Placed<&str>) -> Option<Daypart> {
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

pub(super) fn dates(table: &mut Reader<'_>, key: &'static str) -> Vec<Dates> {
    let texts = table.one_or_more(key, "[\"2026-10-01..2026-10-07\"]");
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
