//! The command line: one file a command. Commands put the rooms together; what they decide is decided in the rooms.
//!
//! Answers go to standard output, everything else to standard error. Exit codes: 0 done, 1 the thing asked about is
//! wrong or the command failed, 2 the command line itself is wrong.

mod args;
mod audition;
pub mod check;
mod console;
pub mod diagnostic;
mod hall;
pub mod inspect;
pub mod interrupt;
pub mod log;
pub mod pdf_pages;
pub mod plan;
pub mod render;
pub mod run;
pub mod schema;

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};

use crate::ops::logging;

/// The client for the screens of a government service hall (公示): touch kiosk, announcement board, LED strip.
#[derive(Debug, Parser)]
#[command(name = "gongshi", version, propagate_version = true)]
struct Cli {
    /// Say more in the log; twice or thrice for still more. The variable GONGSHI_LOG says it finer.
    #[arg(short, long, action = clap::ArgAction::Count, global = true)]
    verbose: u8,
    #[command(flatten)]
    run: run::Args,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Args),
    Feed(inspect::FeedArgs),
    #[command(subcommand)]
    Interrupt(interrupt::Interrupt),
    #[command(subcommand)]
    Log(log::Log),
    PdfPages(pdf_pages::Args),
    Plan(plan::Args),
    Render(render::Args),
    Run(run::Args),
    Schema(schema::Args),
}

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let cli = match parse() {
        Ok(cli) => cli,
        Err(answer) => {
            // Help and version come here too; whoever closed the pipe has read enough of them.
            let _ = answer.print();
            return ExitCode::from(u8::try_from(answer.exit_code()).unwrap_or(2));
        }
    };
    logging::init(cli.verbose);
    let done = match cli.command {
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Feed(args)) => inspect::run(&args),
        Some(Command::Interrupt(interrupt)) => interrupt::run(&interrupt),
        Some(Command::Log(args)) => log::run(&args),
        Some(Command::PdfPages(args)) => pdf_pages::run(&args),
        Some(Command::Plan(args)) => plan::run(&args),
        Some(Command::Render(args)) => render::run(&args),
        Some(Command::Run(args)) => run::run(&args),
        Some(Command::Schema(args)) => schema::run(&args),
        None => run::run(&cli.run),
    };
    done.unwrap_or_else(|error| {
        console::complain(&error);
        ExitCode::FAILURE
    })
}

/// Reads the command line. The options of `run` may stand alone, but not before another command, which would
/// not heed them.
fn parse() -> Result<Cli, clap::Error> {
    let cli = Cli::try_parse()?;
    if cli.command.is_some() && cli.run != run::Args::default() {
        let message =
            "options of `run` stand before another command; write them after `run`, or leave them out";
        return Err(Cli::command().error(clap::error::ErrorKind::ArgumentConflict, message));
    }
    Ok(cli)
}
