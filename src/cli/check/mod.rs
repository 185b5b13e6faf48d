//! `gongshi check`: whether a file is right, and where it is not.

mod config;
mod content;
mod feed;
mod plan;
mod times;

use std::{path::PathBuf, process::ExitCode};

use anyhow::Context as _;
use jiff::{Timestamp, tz::TimeZone};

use super::args;
use crate::{
    clock::{Clock as _, SystemClock},
    config::read_file,
    domain::Moment,
    feed::limits::DECODED_BYTES,
    sample,
};

/// Check a file before a screen uses it; every mistake is shown at its line.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A hall's config (TOML) or a disclosure feed (JSON Feed, RSS, Atom).
    pub file: PathBuf,
    /// Of a config: also ask its sources what they have, and warn of what finds nothing.
    #[arg(long)]
    pub content: bool,
    /// Judge dates as of then: RFC 3339, or a day in the hall's zone [default: now].
    #[arg(long, value_name = "TIME", value_parser = args::moment)]
    pub at: Option<Moment>,
}

impl Args {
    fn instant(&self, zone: &TimeZone) -> anyhow::Result<Timestamp> {
        match self.at {
            Some(at) => at.start(zone).context("the day lies outside the calendar"),
            None => Ok(SystemClock.now()),
        }
    }
}

/// Exit code 1 and the mistakes when the file is wrong; 0 and a summary when it is right.
///
/// # Errors
/// The file cannot be read, or the answer cannot be written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let name = args.file.display().to_string();
    let bytes = read_file(&args.file, DECODED_BYTES as u64).with_context(|| format!("cannot read {name}"))?;
    if looks_like_a_feed(&bytes) {
        feed::check(&bytes, &args.file, &name, args.instant(&sample::zone())?)
    } else {
        config::check(&bytes, args, &name)
    }
}

/// By content, as files are renamed: JSON begins with a brace, XML with an angle bracket, and TOML with neither. In
/// UTF-16 the first character has a zero byte beside it.
fn looks_like_a_feed(bytes: &[u8]) -> bool {
    let text = [&b"\xEF\xBB\xBF"[..], b"\xFF\xFE", b"\xFE\xFF"]
        .iter()
        .find_map(|mark| bytes.strip_prefix(*mark))
        .unwrap_or(bytes);
    let first = text.iter().find(|byte| !byte.is_ascii_whitespace() && **byte != 0);
    matches!(first, Some(b'{' | b'<'))
}

fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

#[cfg(test)]
mod tests {
    use super::looks_like_a_feed;

    #[test]
    fn content_decides() {
        for feed in
            [&b"{}"[..], b"\xEF\xBB\xBF \n{", b"\xFF\xFE<\0r\0", b"\xFE\xFF\0<\0r", b"<?xml", b" <rss>"]
        {
            assert!(looks_like_a_feed(feed), "{feed:?}");
        }
        for config in [&b""[..], b"# hall", b"[hall]", b"\xEF\xBB\xBF[hall]", b"\xFF\xFE[\0h\0"] {
            assert!(!looks_like_a_feed(config), "{config:?}");
        }
    }
}
