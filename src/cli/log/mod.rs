//! `gongshi log`: what was on which screen, from the play log.

mod export;
mod line;
mod verify;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context as _;
use jiff::tz::TimeZone;

use super::{args, run};
use crate::{config, domain::Moment, ops::reload::LastGood, store::playlog::Reading};
use export::Format;

/// Read the play log: what was on which screen from when to when.
#[derive(Debug, clap::Subcommand)]
pub enum Log {
    /// Give the rows of a span of time.
    Export(Export),
    /// Say whether anything in the log, or in an exported file, was changed or taken away.
    Verify(Verify),
}

/// Which rows, and how.
#[derive(Debug, clap::Args)]
pub struct Export {
    /// The data folder of the client [default: gongshi/ in the user's data folder].
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The hall's config, for its time zone [default: the config that the client used last].
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// From when: RFC 3339, or a day in the hall's zone.
    #[arg(long, value_name = "TIME", value_parser = args::moment)]
    from: Moment,
    /// Until when: RFC 3339, or a day, which counts whole.
    #[arg(long, value_name = "TIME", value_parser = args::moment)]
    to: Moment,
    /// For a spreadsheet, or for a program.
    #[arg(long)]
    format: Format,
    /// Where it goes [default: standard output].
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// What is to be proved.
#[derive(Debug, clap::Args)]
pub struct Verify {
    /// The data folder of the client [default: gongshi/ in the user's data folder].
    #[arg(long, value_name = "DIR", conflicts_with = "file")]
    data: Option<PathBuf>,
    /// A file that `gongshi log export` wrote, instead of the log.
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

/// Exports or verifies.
///
/// # Errors
/// No log, or one that cannot be read; an answer that cannot be written.
pub fn run(log: &Log) -> anyhow::Result<ExitCode> {
    match log {
        Log::Export(args) => export(args),
        Log::Verify(Verify { file: Some(file), .. }) => verify::file(file),
        Log::Verify(args) => verify::log(&Reading::open(&folder(args.data.clone())?)?),
    }
}

fn folder(given: Option<PathBuf>) -> anyhow::Result<PathBuf> {
    given.map_or_else(run::usual_folder, Ok)
}

fn export(args: &Export) -> anyhow::Result<ExitCode> {
    let folder = folder(args.data.clone())?;
    let zone = match &args.config {
        Some(file) => config::load(file).inspect_err(super::hall::show)?.zone,
        None => last_zone(&folder),
    };
    let outside = "the time lies outside the calendar";
    let span = (args.from.start(&zone).context(outside)?, args.to.end(&zone).context(outside)?);
    anyhow::ensure!(span.0 < span.1, "--to is not after --from: there is nothing in between");
    export::write(&Reading::open(&folder)?, span, &zone, args.format, args.out.as_deref())?;
    Ok(ExitCode::SUCCESS)
}

/// The zone of the config that the client used last; where it kept none, the system's.
fn last_zone(folder: &Path) -> TimeZone {
    LastGood::in_folder(folder).config(folder).map_or_else(TimeZone::system, |(hall, _)| hall.zone)
}
