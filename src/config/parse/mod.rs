//! TOML text to a [`Hall`].

mod address;
mod alert;
mod play;
mod remote;
mod screen;
mod source;
pub(super) mod syntax;
pub(super) mod variables;

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    io,
    ops::Range,
    path::{Path, PathBuf},
};

use jiff::tz::TimeZone;
use toml::de::DeTable;

use crate::playback::{Plan, plan::ScreenPlan};

use super::{
    Hall,
    limits::{KEEP, KEEP_DAYS},
    load::{Mistakes, Part},
    near::nearest,
    places::Places,
    problem::{Problem, Sink},
    reader::{Placed, Reader, short},
};

/// Reads a file that a config names.
pub type Open<'a> = dyn Fn(&Path) -> io::Result<Vec<u8>> + 'a;

/// What a config is read with.
pub(super) struct Context<'a> {
    /// Where the text came from.
    file: &'a Path,
    open: &'a Open<'a>,
    /// The other files that it consists of, whether they could be read or not.
    files: RefCell<Vec<PathBuf>>,
    /// What is wrong in them.
    parts: RefCell<Vec<Part>>,
}

impl<'a> Context<'a> {
    pub fn new(file: &'a Path, open: &'a Open<'a>) -> Self {
        Self { file, open, files: RefCell::default(), parts: RefCell::default() }
    }

    /// The path of a file that is named from the config's folder.
    fn beside(&self, written: &str) -> PathBuf {
        self.file.parent().unwrap_or(Path::new("")).join(written)
    }
}

/// Reads a config. `file` is where the text came from: relative paths in it start at its folder. `open` reads the
/// holiday file, should it name one.
///
/// # Errors
/// All mistakes that could be found, in the order of the file.
pub fn parse(text: &str, file: &Path, open: &Open<'_>) -> Result<(Hall, Places), Mistakes> {
    let (document, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        // What the rest of a file with broken syntax means is a guess: its other mistakes come after these.
        return Err(Mistakes::of(text, syntax::problems(text, &errors)));
    }
    let sink = Sink::default();
    let context = Context::new(file, open);
    let hall = whole(document.get_ref(), &context, &sink);
    let problems = sink.into_sorted();
    match hall {
        Some(hall) if problems.is_empty() => Ok(hall),
        _ => {
            let (parts, files) = (context.parts.into_inner(), context.files.into_inner());
            Err(Mistakes { parts, files, ..Mistakes::of(text, problems) })
        }
    }
}

/// `None` only after a problem was noted.
pub(super) fn whole(document: &DeTable<'_>, context: &Context<'_>, sink: &Sink) -> Option<(Hall, Places)> {
    let mut root = Reader::root(document, "the file", sink);
    let about = root.table("hall");
    if about.is_none() && !root.has("hall") {
        let hint = "add `[hall]` in a line of its own, and below it `name = \"…政务服务大厅\"`";
        root.add(Problem::new(root.place(), "the file has no `[hall]`", hint));
    }
    let about = about.map(hall);

    let sources = root.tables("source");
    if sources.is_empty() && !root.has("source") {
        let hint =
            "add `[[source]]` in a line of its own, and below it `name = \"…\"` and `url = \"https://…\"`";
        let message = "the file has no `[[source]]`: there would be nothing to show";
        root.add(Problem::new(root.place(), message, hint));
    }
    let mut names = Names::default();
    let mut sources: Vec<_> =
        sources.into_iter().map(|table| source::read(table, context.file, &mut names)).collect();
    let alerts = root.tables("alert");
    sources.extend(alerts.into_iter().map(|table| alert::read(table, context.file, &mut names)));

    let used = variables::Used::default();
    let shares = play::share::read(&mut root);
    let lists = play::playlists(&mut root, &shares, context, &used);
    let of_hall = variables::read(&mut root);
    let mut known: BTreeSet<String> = of_hall.keys().cloned().collect();

    let mut names = Names::default();
    let mut groups = screen::groups(&mut root, &mut names, &lists);
    let screens = root.tables("screen");
    if screens.is_empty() && !root.has("screen") {
        let hint =
            "add `[[screen]]` in a line of its own, and below it `name = \"kiosk\"` and `face = \"kiosk\"`";
        let message = "the file has no `[[screen]]`: there would be nowhere to show it";
        root.add(Problem::new(root.place(), message, hint));
    }
    let read = |table| screen::read(table, &mut names, &lists, &mut groups, &of_hall);
    let found: Vec<_> = screens.into_iter().map(read).collect();
    let found: Option<Vec<screen::Found>> = found.into_iter().collect();
    let mut places = Places { playlists: lists.places.clone(), ..Places::default() };
    let (mut screens, mut own) = (Vec::new(), Vec::new());
    let all_read = found.is_some();
    for found in found.into_iter().flatten() {
        known.extend(found.own.variables.keys().cloned());
        places.strips.push(found.strip.unwrap_or_else(|| found.place.clone()));
        places.screens.push(found.place);
        own.extend((found.own != ScreenPlan::new(found.screen.name.clone())).then_some(found.own));
        screens.push(found.screen);
    }
    if all_read {
        used.check(&root, &known);
    }
    let bound = play::schedule::Bound { screens: &screens, groups: &groups };
    let bound = all_read.then_some(&bound);
    let schedules = root.tables("schedule").into_iter();
    let schedules = schedules.filter_map(|table| play::schedule::read(table, &lists, bound));
    let (schedules, of_schedules) = schedules.unzip();
    places.schedules = of_schedules;
    let calendar = root.table("calendar").map(|table| {
        places.calendar = table.place();
        play::calendar::read(table, context)
    });
    let keep_days = root.table("play_log").map_or(Some(KEEP_DAYS), play_log);
    let remote = root.table("remote").and_then(|table| remote::read(table, context.file));
    root.finish();
    let plan = Plan {
        playlists: lists.playlists,
        schedules,
        screens: own,
        calendar: calendar.unwrap_or_default(),
        shares: shares.all,
    };

    let (name, place, phone, zone) = about?;
    let sources: Vec<_> = sources.into_iter().collect::<Option<_>>()?;
    if !all_read {
        return None;
    }
    for (list, key) in [(sources.is_empty(), "source"), (screens.is_empty(), "screen")] {
        if let (true, Some(value)) = (list, document.get(key)) {
            let hint = format!("add `[[{key}]]` with its keys");
            sink.add(Problem::new(value.span(), format!("`{key}` is empty"), hint));
        }
    }
    let files = std::iter::once(context.file.to_owned()).chain(context.files.borrow().clone()).collect();
    let (name, zone, keep_days) = (name?, zone?, keep_days?);
    let hall =
        Hall { name, place, phone, zone, sources, screens, plan, keep_days, remote, files, revision: 0 };
    Some((hall, places))
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
