//! `gongshi schema`: what editors and publishers check their files against. Committed under assets/schema.

use std::process::ExitCode;

use crate::{config, feed};

/// Print the JSON Schema of what gongshi reads.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Of which document.
    pub document: Document,
}

/// What has a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Document {
    /// The hall's config, hall.toml.
    Config,
    /// A disclosure feed: JSON Feed 1.1 with the `_gongshi` extension.
    Feed,
}

/// Prints the schema.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let schema = match args.document {
        Document::Config => config::schema(),
        Document::Feed => feed::schema(),
    };
    super::console::say(&serde_json::to_string_pretty(&schema)?)?;
    Ok(ExitCode::SUCCESS)
}
