//! `gongshi pdf-pages`: the child process that reads a PDF; see [`crate::sync::pdf`]. Staff have no use for it.

use std::{
    io::{self, BufWriter},
    process::ExitCode,
};

use crate::sync::pdf::child;

/// Draw the pages of the PDF on standard input to standard output, within limits.
#[derive(Debug, Clone, PartialEq, clap::Args)]
#[command(hide = true)]
pub struct Args {
    /// A screen on which they are shown, in pixels; as often as there are screens.
    #[arg(long, value_name = "WxH", value_parser = super::args::size, required = true)]
    pub screen: Vec<(u32, u32)>,
    /// How many pages at most.
    #[arg(long)]
    pub pages: u32,
    /// Seconds of processor time at most.
    #[arg(long)]
    pub seconds: u64,
}

/// Draws them.
///
/// # Errors
/// What cannot be read; said in one line, which the parent writes into its log.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let drawn = child::confine(args.seconds).and_then(|()| {
        let output = BufWriter::new(io::stdout().lock());
        child::pages(io::stdin().lock(), output, &args.screen, args.pages)
    });
    match drawn {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(error) => {
            super::console::remark(&error.to_string());
            Ok(ExitCode::FAILURE)
        }
    }
}
