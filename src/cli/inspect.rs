//! `gongshi feed inspect`: every item of a source with its verdict, and why.

use std::{fmt::Write as _, process::ExitCode};

use anyhow::Context as _;
use jiff::{Timestamp, tz::TimeZone};
use serde::Serialize;

use super::{
    args,
    console::{remark, say},
};
use crate::{
    clock::{Clock as _, SystemClock},
    domain::{Channel, Edition, Moment, Screen, snapshot::Judged, validity},
    feed::Rules,
    sync,
};

/// Look into a disclosure feed.
#[derive(Debug, clap::Args)]
pub struct FeedArgs {
    #[command(subcommand)]
    command: FeedCommand,
}

#[derive(Debug, clap::Subcommand)]
enum FeedCommand {
    Inspect(Args),
}

/// Show every item of a feed with its verdict: whether a screen shows it, and why not.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A URL (http, https, file), a document, or a folder with feed.json.
    pub source: String,
    /// The time to ask for: RFC 3339, or a day in the hall's zone [default: now].
    #[arg(long, value_name = "TIME", value_parser = args::moment)]
    pub at: Option<Moment>,
    /// The hall's time zone.
    #[arg(long, value_name = "TZ", default_value = "Asia/Shanghai")]
    pub zone: String,
    /// The kind of screen to ask for [default: any].
    #[arg(long, value_parser = channel, value_name = "kiosk|board|strip|print")]
    pub channel: Option<Channel>,
    /// How items without the extension count.
    #[arg(long, value_enum)]
    pub plain: Option<Plain>,
    /// Judge as a source whose config says `require_approval = true`.
    #[arg(long)]
    pub require_approval: bool,
    /// Answer in JSON.
    #[arg(long)]
    pub json: bool,
}

/// What items of plain RSS, Atom and JSON Feed count as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Plain {
    /// 主动公开.
    Proactive,
}

fn channel(text: &str) -> Result<Channel, String> {
    Channel::from_word(text).ok_or_else(|| "write kiosk, board, strip or print".into())
}

/// Runs `gongshi feed ...`.
///
/// # Errors
/// As [`inspect`].
pub fn run(args: &FeedArgs) -> anyhow::Result<ExitCode> {
    match &args.command {
        FeedCommand::Inspect(args) => inspect(args),
    }
}

/// Prints the verdicts. Exit code 0 when the document was read, 1 when it was refused or could not be fetched.
///
/// # Errors
/// A time zone or day that does not exist, or an answer that cannot be written.
pub fn inspect(args: &Args) -> anyhow::Result<ExitCode> {
    let zone = TimeZone::get(&args.zone).with_context(|| format!("there is no time zone {:?}", args.zone))?;
    let now = match args.at {
        Some(moment) => moment.start(&zone).context("the day lies outside the calendar")?,
        None => SystemClock.now(),
    };
    let screen = Screen { channel: args.channel, internal: false, zone };
    let rules = Rules {
        plain_proactive: args.plain == Some(Plain::Proactive),
        require_approval: args.require_approval,
    };
    match sync::fetch_once(&args.source, rules, None) {
        Ok((_, edition)) => {
            let lines = judge(&edition, &screen, now);
            say(&if args.json { serde_json::to_string_pretty(&lines)? } else { table(&lines) })?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            let reason = match error {
                sync::FetchError::Refused(why) => why,
                other => other.to_string(),
            };
            remark(&format!("{}: {reason}", args.source));
            if args.json {
                say(&serde_json::json!({ "refused": reason }).to_string())?;
            }
            Ok(ExitCode::FAILURE)
        }
    }
}

/// One item in the answer; the fields and their names are the command's contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// `null` when the item has none that can be read.
    pub id: Option<String>,
    /// `null` when the item has none that can be read.
    pub title: Option<String>,
    /// `null` when the item has none that can be read.
    pub kind: Option<&'static str>,
    /// One of the words of the contract.
    pub verdict: &'static str,
    /// Why, in words for staff; empty for `shown`.
    pub detail: String,
    /// Entries that may be seen with the item; only for items with entries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entries_shown: Option<usize>,
    /// Entries that are past their term, withdrawn, removed or for staff; only for items with entries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entries_hidden: Option<usize>,
}

/// The verdict on every item, in the order of the feed.
pub fn judge(edition: &Edition, screen: &Screen, now: Timestamp) -> Vec<Line> {
    edition.judge(screen, now).into_iter().map(|judged| line(judged, screen, now)).collect()
}

fn line(judged: Judged<'_>, screen: &Screen, now: Timestamp) -> Line {
    let Judged { subject, verdict, detail, .. } = judged;
    let (id, title, kind, entries) = match subject {
        Ok(item) => (
            Some(item.id.clone()),
            Some(item.title.clone()),
            Some(item.kind()),
            validity::count_entries(item, screen, now),
        ),
        Err(rejected) => (rejected.id.clone(), rejected.title.clone(), rejected.kind, None),
    };
    Line {
        id,
        title,
        kind: kind.map(crate::domain::Kind::word),
        verdict: verdict.word(),
        detail,
        entries_shown: entries.map(|(shown, _)| shown),
        entries_hidden: entries.map(|(_, hidden)| hidden),
    }
}

fn table(lines: &[Line]) -> String {
    let unknown = "-".to_owned();
    let width = lines
        .iter()
        .filter_map(|line| line.id.as_ref())
        .map(|id| id.chars().count())
        .max()
        .unwrap_or(1)
        .min(40);
    let mut out = String::new();
    for line in lines {
        let id = line.id.as_ref().unwrap_or(&unknown);
        let title = line.title.as_ref().unwrap_or(&unknown);
        // Writing to a String cannot fail.
        let _ = write!(out, "{:<14} {:<10} {id:<width$} {title}", line.verdict, line.kind.unwrap_or("-"));
        if let (Some(shown), Some(hidden)) = (line.entries_shown, line.entries_hidden) {
            let _ = write!(out, " ({shown} entries shown, {hidden} hidden)");
        }
        if !line.detail.is_empty() {
            let _ = write!(out, ": {}", line.detail);
        }
        out.push('\n');
    }
    let shown = lines.iter().filter(|line| line.verdict == "shown").count();
    let _ = write!(out, "{} items, {shown} shown", lines.len());
    out
}
