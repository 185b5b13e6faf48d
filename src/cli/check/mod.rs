//! `gongshi check`: whether a file is right, and where it is not.

mod config;

use std::{fs::File, io::Read as _, path::PathBuf, process::ExitCode};

use anyhow::Context as _;

use crate::config::MAX_BYTES;

/// Check a file before a screen uses it; every mistake is shown at its line.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A hall's config (TOML).
    pub file: PathBuf,
}

/// Exit code 1 and the mistakes when the file is wrong; 0 and a summary when it is right.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let name = args.file.display().to_string();
    let mut bytes = Vec::new();
    File::open(&args.file)
        .and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes))
        .with_context(|| format!("cannot read {name}"))?;
    config::check(&bytes, &args.file, &name)
}

fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}
