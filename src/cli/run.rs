//! `gongshi run`: the client.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{Arc, OnceLock},
    time::Duration,
};

use anyhow::Context as _;

use super::hall::{self, Chosen};
use crate::{
    clock::{Clock, SystemClock},
    config::{self, Hall},
    ops::signals,
    store::atomic,
    sync::Sync,
    ui::{
        Client,
        window::{self, WindowOptions},
    },
};

/// Longest wait for the disk before the window opens; past it the screen starts with the hall's name and clock.
const DISK: Duration = Duration::from_secs(5);
/// The last config that could be read, kept in the data folder.
const LAST_GOOD: &str = "hall.toml";

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
    /// Where the last good content is kept [default: gongshi/ in the user's data folder; for the sample hall none].
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// A window of this size in pixels instead of the whole monitor.
    #[arg(long, value_name = "WxH", value_parser = super::args::size)]
    pub windowed: Option<(u32, u32)>,
    /// What draws the window.
    #[arg(long, value_name = "NAME")]
    pub renderer: Option<Renderer>,
}

/// Shows a screen until its window is closed.
///
/// # Errors
/// A config that is wrong with no earlier one to fall back to, a screen that is not in it, no display.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let data = Data::choose(args)?;
    let Chosen { hall, bureau } = match args.config.as_deref() {
        Some(file) => Chosen { hall: configured(file, data.path())?, bureau: None },
        None => hall::choose(None, &clock)?,
    };
    let screen = hall.screen(args.screen.as_deref())?.clone();
    tracing::info!(hall = hall.name, screen = screen.name, face = screen.face.word(), data = %data.path().display(), "starting");

    let context: Arc<OnceLock<egui::Context>> = Arc::default();
    let sync = Sync::start(&hall, data.path(), Arc::clone(&clock), {
        let context = Arc::clone(&context);
        move || {
            if let Some(context) = context.get() {
                context.request_repaint();
            }
        }
    })?;
    signals::on_end({
        let context = Arc::clone(&context);
        move || {
            if let Some(context) = context.get() {
                context.send_viewport_cmd(egui::ViewportCommand::Close);
                context.request_repaint();
            }
        }
    })
    .unwrap_or_else(|error| tracing::warn!("a signal will end it without warning: {error}"));
    if !sync.wait_for_disk(DISK) {
        tracing::warn!("the disk did not answer within {} s; starting without it", DISK.as_secs());
    }

    let options = WindowOptions {
        windowed: args.windowed,
        renderer: match args.renderer {
            Some(Renderer::Wgpu) => eframe::Renderer::Wgpu,
            Some(Renderer::Glow) | None => eframe::Renderer::Glow,
        },
    };
    let title = format!("{} · {}", hall.name, screen.name);
    let snapshots = sync.snapshots();
    let shown = window::run(&title, options, move |ctx| {
        // Set once: this closure runs once.
        let _ = context.set(ctx.clone());
        Client::new(ctx, Arc::new(hall), screen, clock, snapshots)
    });
    // The content goes to the disk before the bureau that it may come from ends.
    drop(sync);
    drop(bureau);
    // The window's error cannot cross threads, as anyhow wants it to.
    shown.map(|()| ExitCode::SUCCESS).map_err(|error| {
        anyhow::anyhow!(
            "the window could not be shown: {error}; is there a display (DISPLAY or WAYLAND_DISPLAY), and does --renderer glow or wgpu work on it?"
        )
    })
}

/// The data folder of a run.
enum Data {
    Kept(PathBuf),
    /// The sample hall leaves nothing behind.
    Scratch(tempfile::TempDir),
}

impl Data {
    fn choose(args: &Args) -> anyhow::Result<Self> {
        match (&args.data, &args.config) {
            (Some(folder), _) => Ok(Self::Kept(folder.clone())),
            (None, None) => {
                let scratch = tempfile::Builder::new().prefix("gongshi-").tempdir();
                Ok(Self::Scratch(scratch.context("no temporary folder could be made; give --data DIR")?))
            }
            (None, Some(_)) => usual_folder().map(Self::Kept),
        }
    }

    fn path(&self) -> &Path {
        match self {
            Self::Kept(folder) => folder,
            Self::Scratch(folder) => folder.path(),
        }
    }
}

/// What systemd names by `StateDirectory=`, else the user's data folder by the XDG base directory specification.
fn usual_folder() -> anyhow::Result<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("STATE_DIRECTORY")
        .or_else(|| set("XDG_DATA_HOME").map(|folder| folder.join("gongshi")))
        .or_else(|| set("HOME").map(|home| home.join(".local/share/gongshi")))
        .context("no folder for the content is known (HOME is not set); give --data DIR")
}

/// The hall of a config. One that is wrong is shown with its mistakes, and the last good one takes its place: a
/// slip of the pen must not make a screen black.
fn configured(file: &Path, data: &Path) -> anyhow::Result<Hall> {
    let kept = data.join(LAST_GOOD);
    let error = match config::load(file) {
        Ok(hall) => {
            if let Err(error) = keep(file, &kept) {
                tracing::warn!("{} could not be kept as the last good config: {error}", file.display());
            }
            return Ok(hall);
        }
        Err(error) => error,
    };
    hall::show(&error);
    match last_good(file, &kept) {
        Some(hall) => {
            tracing::error!("{error}; the last good config is used instead");
            Ok(hall)
        }
        None => Err(error.into()),
    }
}

fn keep(file: &Path, kept: &Path) -> std::io::Result<()> {
    let bytes = std::fs::read(file)?;
    if std::fs::read(kept).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    if let Some(folder) = kept.parent() {
        std::fs::create_dir_all(folder)?;
    }
    atomic::write(kept, &bytes)
}

/// The kept copy, read as if it still stood where it was written, so that relative paths lead to the same files.
fn last_good(file: &Path, kept: &Path) -> Option<Hall> {
    let bytes = std::fs::read(kept).ok()?;
    config::read(&bytes, file).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_in_the_config_keeps_the_last_good_one() {
        let scratch = tempfile::tempdir().unwrap();
        let (file, data) = (scratch.path().join("hall.toml"), scratch.path().join("data"));
        let good = "[hall]\nname = \"好\"\n[[source]]\nname = \"s\"\nurl = \"file:feed\"\n\
                    [[screen]]\nname = \"k\"\nface = \"kiosk\"\ndiagonal_inch = 32\n";
        atomic::write(&file, b"[hall").unwrap();
        assert!(configured(&file, &data).is_err(), "nothing to fall back to yet");
        atomic::write(&file, good.as_bytes()).unwrap();
        let hall = configured(&file, &data).unwrap();
        atomic::write(&file, b"[hall").unwrap();
        assert_eq!(configured(&file, &data).unwrap(), hall);
        std::fs::remove_file(&file).unwrap();
        assert_eq!(configured(&file, &data).unwrap(), hall, "a share that is gone is no reason either");
    }
}
