//! The holiday file: the days off and the working days moved (调休) of a year, one table a holiday.

use toml::de::DeTable;

use super::rule::dates;
use crate::{
    config::{
        load::Part,
        parse::{Context, syntax},
        problem::{Problem, Sink},
        reader::{Placed, Reader},
    },
    playback::calendar::Dates,
};

/// Days off and moved working days. What is wrong in the file is told at its own lines, and once at the line that names it.
pub(super) fn read(
    table: &Reader<'_>,
    written: &Placed<&str>,
    context: &Context<'_>,
) -> (Vec<Dates>, Vec<Dates>) {
    let refuse = |message: String, hint: &str| {
        table.add(Problem::new(written.range.clone(), message, hint));
        Default::default()
    };
    let file = context.beside(written.value);
    context.files.borrow_mut().push(file.clone());
    let bytes = match (context.open)(&file) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("the holiday file {} cannot be read: {error}", file.display());
            return refuse(message, "copy config/holidays.toml beside this file, or correct its name");
        }
    };
    let (text, problems, days) = match String::from_utf8(bytes) {
        Ok(text) => {
            let (problems, days) = parse(&text);
            (text, problems, days)
        }
        Err(_) => {
            let message = format!("the holiday file {} is not UTF-8", file.display());
            return refuse(message, "save it as UTF-8: in Notepad (记事本), 另存为, 编码 UTF-8");
        }
    };
    let Some(first) = problems.first() else { return days };
    let message = format!("the holiday file {} is wrong: {}", file.display(), first.message);
    context.parts.borrow_mut().push(Part { file, text, problems });
    refuse(message, "correct it there")
}

fn parse(text: &str) -> (Vec<Problem>, (Vec<Dates>, Vec<Dates>)) {
    let (document, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        return (syntax::problems(text, &errors), Default::default());
    }
    let sink = Sink::default();
    let mut root = Reader::root(document.get_ref(), "the holiday file", &sink);
    let (mut off, mut work) = (dates(&mut root, "off"), dates(&mut root, "work"));
    for mut holiday in root.tables("holiday") {
        holiday.name("name", "\"春节\"");
        if !holiday.has("work") {
            holiday.need("off", "\"2026-02-15..2026-02-23\"");
        }
        off.extend(dates(&mut holiday, "off"));
        work.extend(dates(&mut holiday, "work"));
        holiday.finish();
    }
    root.finish();
    (sink.into_sorted(), (off, work))
}
