//! TOML text to a [`Hall`].

mod alert;
mod play;
mod remote;
mod screen;
mod source;
pub(super) mod syntax;

use std::{collections::BTreeMap, ops::Range, path::Path};

use jiff::tz::TimeZone;
use toml::de::DeTable;

use crate::playback::Plan;

use super::{
    Hall,
    limits::{KEEP, KEEP_DAYS},
    near::nearest,
    problem::{Problem, Sink},
    reader::{Placed, Reader, short},
};

/// Reads a config. `file` is where the text came from: a relative `file:` source starts at its folder.
///
/// On failure all mistakes that could be found, in the order of the file; never an empty list.
pub fn parse(text: &str, file: &Path) -> Result<Hall, Vec<Problem>> {
    let (document, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        // What the rest of a file with broken syntax means is a guess: its other mistakes come after these.
        return Err(syntax::problems(text, &errors));
    }
    let sink = Sink::default();
    let hall = whole(document.get_ref(), file, &sink);
    let problems = sink.into_sorted();
    match hall {
        Some(hall) if problems.is_empty() => Ok(hall),
        _ => Err(problems),
    }
}

/// `None` only after a problem was noted.
pub(super) fn whole(document: &DeTable<'_>, file: &Path, sink: &Sink) -> Option<Hall> {
    let start = 0..0;
    let mut root = Reader::new(document, "the file", start.clone(), sink);
    let about = root.table("hall", "[hall]");
    if about.is_none() && !root.has("hall") {
        let hint = "add `[hall]` in a line of its own, and below it `name = \"…政务服务大厅\"`";
        sink.add(Problem::new(start.clone(), "the file has no `[hall]`", hint));
    }
    let about = about.map(hall);

    let sources = root.tables("source", "[[source]]");
    if sources.is_empty() && !root.has("source") {
        let hint =
            "add `[[source]]` in a line of its own, and below it `name = \"…\"` and `url = \"https://…\"`";
        sink.add(Problem::new(
            start.clone(),
            "the file has no `[[source]]`: there would be nothing to show",
            hint,
        ));
    }
    let mut names = Names::default();
    let mut sources: Vec<_> =
        sources.into_iter().map(|table| source::read(table, file, &mut names)).collect();
    let alerts = root.tables("alert", "[[alert]]");
    sources.extend(alerts.into_iter().map(|table| alert::read(table, file, &mut names)));

    let lists = play::playlists(&mut root);
    let screens = root.tables("screen", "[[screen]]");
    if screens.is_empty() && !root.has("screen") {
        let hint =
            "add `[[screen]]` in a line of its own, and below it `name = \"kiosk\"` and `face = \"kiosk\"`";
        sink.add(Problem::new(
            start,
            "the file has no `[[screen]]`: there would be nowhere to show it",
            hint,
        ));
    }
    let mut names = Names::default();
    let screens: Vec<_> = screens.into_iter().map(|table| screen::read(table, &mut names, &lists)).collect();
    let screens: Option<Vec<_>> = screens.into_iter().collect();
    let (screens, own): (Option<Vec<_>>, Vec<_>) = match screens {
        Some(screens) => {
            let (screens, own): (Vec<_>, Vec<_>) = screens.into_iter().unzip();
            (Some(screens), own)
        }
        None => (None, Vec::new()),
    };
    let schedules = root.tables("schedule", "[[schedule]]");
    let schedules =
        schedules.into_iter().filter_map(|table| play::schedule(table, &lists, screens.as_deref())).collect();
    let calendar = root.table("calendar", "[calendar]").map(play::calendar).unwrap_or_default();
    let keep_days = root.table("play_log", "[play_log]").map_or(Some(KEEP_DAYS), play_log);
    let remote = root.table("remote", "[remote]").and_then(|table| remote::read(table, file));
    root.finish();
    let own = own.into_iter().flatten().collect();
    let plan = Plan { playlists: lists.playlists, schedules, screens: own, calendar, ..Plan::default() };

    let (name, place, phone, zone) = about?;
    let sources: Vec<_> = sources.into_iter().collect::<Option<_>>()?;
    let screens = screens?;
    for (list, key) in [(sources.is_empty(), "source"), (screens.is_empty(), "screen")] {
        if let (true, Some(value)) = (list, document.get(key)) {
            sink.add(Problem::new(
                value.span(),
                format!("`{key}` is empty"),
                format!("add `[[{key}]]` with its keys"),
            ));
        }
    }
    let keep_days = keep_days?;
    Some(Hall {
        name: name?,
        place,
        phone,
        zone: zone?,
        sources,
        screens,
        plan,
        keep_days,
        remote,
        revision: 0,
    })
}

type About = (Option<String>, Option<String>, Option<String>, Option<TimeZone>);

fn hall(mut table: Reader<'_>) -> About {
    let name_example = "\"示例区市场监督管理局政务服务大厅\"";
    let name = table.name("name", name_example);
    table.need("name", name_example);
    let place = table.name("place", "\"政务服务大厅 · 一层 A 区\"");
    let phone = table.name("phone", "\"12315\"");
    let zone = if table.has("time_zone") {
        table.name("time_zone", "\"Asia/Shanghai\"").and_then(|name| zone(&table, &name))
    } else {
        zone_of(DEFAULT_ZONE)
    };
    table.finish();
    let text = |placed: Placed<&str>| placed.value.to_owned();
    (name.map(text), place.map(text), phone.map(text), zone)
}

fn play_log(mut table: Reader<'_>) -> Option<u32> {
    let keep_days = match table.has("keep_days") {
        true => table.whole("keep_days", &KEEP, "400").map(|placed| placed.value),
        false => Some(KEEP_DAYS),
    };
    table.finish();
    keep_days
}

/// All of China keeps one time.
const DEFAULT_ZONE: &str = "Asia/Shanghai";

fn zone_of(name: &str) -> Option<TimeZone> {
    TimeZone::get(name).ok()
}

fn zone(table: &Reader<'_>, name: &Placed<&str>) -> Option<TimeZone> {
    let zone = zone_of(name.value);
    if zone.is_none() {
        let names: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
        let near = nearest(name.value, names.iter().map(String::as_str)).unwrap_or(DEFAULT_ZONE);
        table.add(
            Problem::new(
                name.range.clone(),
                format!("`{}` is not a time zone", short(name.value)),
                format!("write `time_zone = \"{near}\"`"),
            )
            .note("time zones are named by area and city (IANA); all of China uses `Asia/Shanghai`"),
        );
    }
    zone
}

/// Names that must differ, with the place of each.
#[derive(Default)]
struct Names(BTreeMap<String, Range<usize>>);

impl Names {
    /// Takes note of a name; says so if it was taken before.
    fn take(&mut self, table: &Reader<'_>, what: &str, name: &Placed<&str>) {
        if let Some(earlier) = self.0.get(name.value) {
            table.add(
                Problem::new(
                    name.range.clone(),
                    format!("another {what} is already called `{}`", name.value),
                    format!("give this {what} a name of its own, such as `\"{}-2\"`", name.value),
                )
                .note_at(earlier.clone(), "first used here"),
            );
        } else {
            self.0.insert(name.value.to_owned(), name.range.clone());
        }
    }
}
