//! `gongshi render`: one page as a picture, off screen.

use std::path::PathBuf;

use crate::{
    config::{Face, ThemeName},
    domain::Moment,
};

/// Draw one page into a PNG file; needs no display.
#[derive(Debug, Clone, PartialEq, clap::Args)]
pub struct Args {
    /// Which face.
    #[arg(long, value_parser = super::args::face())]
    pub face: Face,
    /// Which page, such as `home`, `column/guide` or `item/<id>`.
    #[arg(long, default_value = "home")]
    pub page: String,
    /// The hall's config; without one the embedded sample hall.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// A feed instead of the config's: a URL, a file, or a folder with feed.json.
    #[arg(long)]
    pub source: Option<String>,
    /// As of when; now, if not given.
    #[arg(long, value_name = "TIME", value_parser = super::args::moment)]
    pub at: Option<Moment>,
    /// In pixels, such as 1080x1920; without it the screen's own.
    #[arg(long, value_name = "WxH", value_parser = super::args::size)]
    pub size: Option<(u32, u32)>,
    /// Other colours than the screen's.
    #[arg(long, value_parser = super::args::theme())]
    pub theme: Option<ThemeName>,
    /// Where the picture goes.
    #[arg(long, value_name = "FILE.png")]
    pub out: PathBuf,
}
