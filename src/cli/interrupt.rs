//! `gongshi interrupt`: staff take over the screens at once.

use std::{
    io::{self, Write as _},
    path::PathBuf,
    process::ExitCode,
    time::Duration,
};

use anyhow::Context as _;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::{Timestamp, tz::TimeZone};

use super::run;
use crate::{
    config,
    domain::item::Severity,
    store::urgent::{self, Call, Standing},
};

/// Take over the screens that run on a data folder at once, and see or end what does.
#[derive(Debug, clap::Subcommand)]
pub enum Interrupt {
    /// Say something on all its screens from now on.
    Start(Start),
    /// End one interrupt; without an id all of them.
    Stop(Stop),
    /// List those that stand.
    List(List),
}

/// What to say.
#[derive(Debug, clap::Args)]
pub struct Start {
    /// One line, large.
    #[arg(long, value_name = "TEXT")]
    title: String,
    /// More, under it.
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// moderate comes first among the notices; severe takes the wall; extreme covers the kiosk too.
    #[arg(long, value_parser = severity())]
    severity: Severity,
    /// How long, such as 30min or 2h, at most 12h; then it leaves by itself.
    #[arg(long = "for", value_name = "TIME", value_parser = lasts)]
    lasts: Duration,
    #[command(flatten)]
    data: Data,
}

/// What to end.
#[derive(Debug, clap::Args)]
pub struct Stop {
    /// As `list` and `start` say it.
    id: Option<String>,
    #[command(flatten)]
    data: Data,
}

/// Where to look.
#[derive(Debug, clap::Args)]
pub struct List {
    #[command(flatten)]
    data: Data,
}

#[derive(Debug, clap::Args)]
struct Data {
    /// The data folder of the running client [default: gongshi/ in the user's data folder].
    #[arg(long = "data", value_name = "DIR")]
    folder: Option<PathBuf>,
}

impl Data {
    fn folder(&self) -> anyhow::Result<PathBuf> {
        self.folder.clone().map_or_else(run::usual_folder, Ok)
    }
}

fn severity() -> impl TypedValueParser<Value = Severity> {
    PossibleValuesParser::new(Severity::ALL.map(Severity::word))
        .try_map(|word| Severity::from_word(&word).ok_or("no such severity"))
}

fn lasts(text: &str) -> Result<Duration, String> {
    let longest = urgent::LONGEST;
    match config::duration(text) {
        Some(lasts) if !lasts.is_zero() && lasts <= longest => Ok(lasts),
        Some(_) => Err(format!("from 1s to {}h", longest.as_secs() / 3600)),
        None => Err("write such as 30min or 2h".into()),
    }
}

/// Starts, ends or lists.
///
/// # Errors
/// What may not stand, a data folder that cannot be read or written, an id that does not stand.
pub fn run(interrupt: &Interrupt) -> anyhow::Result<ExitCode> {
    let now = Timestamp::now();
    let told = match interrupt {
        Interrupt::Start(start) => {
            let Start { title, text, severity, lasts, data } = start;
            let call = Call { title, text: text.as_deref(), severity: *severity, lasts: *lasts };
            vec![urgent::start(&data.folder()?, call, now)?]
        }
        Interrupt::Stop(Stop { id, data }) => {
            let ended = urgent::stop(&data.folder()?, id.as_deref(), now)?;
            if let Some(id) = id {
                anyhow::ensure!(
                    !ended.is_empty(),
                    "no interrupt `{id}` stands; `gongshi interrupt list` says which do"
                );
            }
            ended
        }
        Interrupt::List(List { data }) => urgent::standing(&data.folder()?, now)?,
    };
    let mut out = io::stdout().lock();
    for item in &told {
        writeln!(out, "{}", line(item)).context("the answer cannot be written")?;
    }
    Ok(ExitCode::SUCCESS)
}

fn line(item: &Standing) -> String {
    let until = item.until().to_zoned_datetime(TimeZone::system()).strftime("%Y-%m-%d %H:%M:%S").to_string();
    format!("{}\t{}\tuntil {until}\t{}", item.id, item.severity(), item.title)
}
