//! `gongshi run`: the client.

use std::path::PathBuf;

/// Which graphics library draws the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Renderer {
    /// OpenGL: also on old Intel graphics.
    Glow,
    /// Vulkan.
    Wgpu,
}

/// Show a screen; without a config the embedded sample hall.
#[derive(Debug, Clone, PartialEq, Eq, Default, clap::Args)]
pub struct Args {
    /// The hall's config; without one the embedded sample hall is shown.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Which screen of the config this is; without it the first.
    #[arg(long, value_name = "NAME")]
    pub screen: Option<String>,
    /// Where the last good content is kept.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// A window of this size in pixels instead of the whole monitor.
    #[arg(long, value_name = "WxH", value_parser = super::args::size)]
    pub windowed: Option<(u32, u32)>,
    /// What draws the window.
    #[arg(long, value_name = "NAME")]
    pub renderer: Option<Renderer>,
}
