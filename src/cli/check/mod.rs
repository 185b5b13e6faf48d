//! `gongshi check`: whether a file is right, and where it is not.

mod config;
mod feed;
mod plan;

use std::{path::PathBuf, process::ExitCode};

use anyhow::Context as _;

use crate::{
    clock::{Clock as _, SystemClock},
    config::read_file,
    feed::limits::DECODED_BYTES,
};

/// Check a file before a screen uses it; every mistake is shown at its line.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A hall's config (TOML) or a disclosure feed (JSON Feed, RSS, Atom).
    pub file: PathBuf,
}

/// Exit code 1 and the mistakes when the file is wrong; 0 and a summary when it is right.
///
/// # Errors
/// The file cannot be read, or the answer cannot be written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let name = args.file.display().to_string();
    let bytes = read_file(&args.file, DECODED_BYTES as u64).with_context(|| format!("cannot read {name}"))?;
    if looks_like_a_feed(&bytes) {
        feed::check(&bytes, &args.file, &name, SystemClock.now())
    } else {
        config::check(&bytes, &args.file, &name)
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
