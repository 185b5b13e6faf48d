//! `gongshi plan`: what boards and strips will play, and why.

mod explain;

use std::{fmt::Write as _, ops::ControlFlow, path::PathBuf, process::ExitCode, sync::Arc, time::Duration};

use anyhow::{Context as _, ensure};
use jiff::Timestamp;
use serde::Serialize;

use super::{
    args,
    console::say,
    hall::{self, Chosen, content, gate},
};
use crate::{
    clock::{Clock, SystemClock},
    config::{self, Face, Hall, Screen},
    domain::Moment,
    playback::{
        Why,
        coming::{Coming, coming},
        plan::Zone,
    },
};

/// The longest programme.
const MOST: Duration = Duration::from_secs(31 * 24 * 3600);

/// Show what boards and strips will play, and why.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The hall's config; without one the embedded sample hall.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// A feed instead of the config's: a URL, a file, or a folder with feed.json.
    #[arg(long)]
    pub source: Option<String>,
    /// Only this screen [default: all boards and strips].
    #[arg(long, value_name = "NAME")]
    pub screen: Option<String>,
    /// From when: RFC 3339, or a day in the hall's zone [default: now].
    #[arg(long, value_name = "TIME", value_parser = args::moment)]
    pub at: Option<Moment>,
    /// How long, such as 2h; at most 31 days.
    #[arg(long = "for", value_name = "DURATION", value_parser = duration, default_value = "1h")]
    pub length: Duration,
    /// Answer in JSON.
    #[arg(long)]
    pub json: bool,
    /// When and where an item will next be seen, or what keeps it away.
    #[arg(long, value_name = "ITEM_ID")]
    pub explain: Option<String>,
}

fn duration(text: &str) -> Result<Duration, String> {
    let read = config::duration(text).filter(|read| !read.is_zero() && *read <= MOST);
    read.ok_or_else(|| "write such as 30min, 2h or \"1h 30min\", at most 744h".into())
}

/// One line of the programme; the fields and their names are the command's contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The screen's name.
    pub screen: String,
    /// `main`, `side` or `ticker`.
    pub zone: &'static str,
    /// RFC 3339 with the hall's offset.
    pub start: String,
    /// RFC 3339 with the hall's offset.
    pub end: String,
    /// `null` while the plan has nothing for the screen.
    pub playlist: Option<String>,
    /// Counted from 1.
    pub entry: Option<usize>,
    /// `null` for a text card and the clock; several on one card are joined by a comma.
    pub item_id: Option<String>,
    /// Which rule put it there.
    pub why: String,
}

/// Prints the programme or the explanation.
///
/// # Errors
/// A config that is wrong, a screen that is none, an answer that cannot be written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let Chosen { mut hall, bureau } = hall::choose(args.config.as_deref(), &clock)?;
    let now = match args.at {
        Some(at) => at.start(&hall.zone).context("the day lies outside the calendar")?,
        None => clock.now(),
    };
    if let Some(source) = &args.source {
        hall::take_source(&mut hall, source, args.config.is_some())?;
    }
    let screens: Vec<&Screen> = match &args.screen {
        Some(name) => vec![hall.screen(Some(name))?],
        None => hall.screens.iter().filter(|screen| screen.face != Face::Kiosk).collect(),
    };
    ensure!(
        screens.iter().all(|screen| screen.face != Face::Kiosk),
        "only boards and strips play playlists; a kiosk shows what is touched"
    );
    let snapshot = content(&hall);
    drop(bureau);
    if let Some(id) = &args.explain {
        let lines: Vec<String> =
            screens.iter().map(|screen| explain::on(&hall, screen, &snapshot, id, now)).collect();
        say(&if args.json { serde_json::to_string_pretty(&lines)? } else { lines.join("\n") })?;
        return Ok(ExitCode::SUCCESS);
    }
    let until = now.checked_add(args.length).context("the end lies outside the calendar")?;
    let mut lines = Vec::new();
    for screen in screens {
        let gate = gate(&hall, screen);
        for zone in zones(&hall, screen) {
            coming(&hall.plan, (&screen.name, zone), &snapshot, &gate, (now, until), |next| {
                lines.push(line(&hall, screen, zone, &next));
                ControlFlow::Continue(())
            });
        }
    }
    say(&if args.json { serde_json::to_string_pretty(&lines)? } else { table(&lines) })?;
    Ok(ExitCode::SUCCESS)
}

/// The main zone, and the others that the plan speaks of.
fn zones(hall: &Hall, screen: &Screen) -> impl Iterator<Item = Zone> {
    Zone::ALL.into_iter().filter(|zone| *zone == Zone::Main || hall.plan.concerns(&screen.name, *zone))
}

fn line(hall: &Hall, screen: &Screen, zone: Zone, coming: &Coming<'_>) -> Line {
    let time =
        |at: Timestamp| at.to_zoned_datetime(hall.zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    let ids = coming.piece.map(|piece| {
        let ids: Vec<&str> = piece.items().iter().map(|item| item.id.as_str()).collect();
        ids.join(",")
    });
    let source = coming.piece.and_then(|piece| piece.source.as_ref());
    Line {
        screen: screen.name.clone(),
        zone: zone.word(),
        start: time(coming.start),
        end: time(coming.end),
        playlist: source.map(|source| source.playlist.to_string()),
        entry: source.map(|source| source.entry + 1),
        item_id: ids.filter(|ids| !ids.is_empty()),
        why: why(screen, coming.why),
    }
}

fn why(screen: &Screen, why: &Why) -> String {
    match why {
        Why::Schedule { name, priority } => format!("schedule {name} applies, priority {priority}"),
        Why::Fallback => "no schedule applies: the screen's fallback".into(),
        Why::Share(name) => format!("share {name} would have fallen below its least"),
        Why::Full => "everything else is at its share: the hall's page".into(),
        Why::Off => "the screen is off by its hours".into(),
        Why::Nothing if screen.kinds.is_empty() => "nothing is planned: the hall's page".into(),
        Why::Nothing => "nothing is planned: the screen plays its kinds".into(),
    }
}

fn table(lines: &[Line]) -> String {
    let mut out = String::new();
    for line in lines {
        let place = match (&line.playlist, line.entry) {
            (Some(list), Some(entry)) => format!("{list} {entry}"),
            _ => "-".into(),
        };
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "{} {} {} to {} {place} {} ({})",
            line.screen,
            line.zone,
            line.start,
            line.end,
            line.item_id.as_deref().unwrap_or("-"),
            line.why
        );
    }
    let _ = write!(out, "{} lines", lines.len());
    out
}
