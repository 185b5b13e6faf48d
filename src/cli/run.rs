//! `gongshi run`: the client.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{Arc, OnceLock},
    time::Duration,
};

use anyhow::Context as _;

use super::{
    diagnostic,
    hall::{self, Chosen},
};
use crate::{
    clock::{Clock, SystemClock},
    config::{self, Hall},
    ops::{
        playlog::Recording,
        reload::{LastGood, Local, Reload, Steward},
        signals,
        watch::Fingerprint,
    },
    sync::Sync,
    ui::{
        Client, StaffMark, Standing,
        window::{self, WindowOptions},
    },
};

/// Longest wait for the disk before the window opens; past it the screen starts with the hall's name and clock.
const DISK: Duration = Duration::from_secs(5);

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
    let kept = LastGood::in_folder(data.path());
    // Before it is read: what is written after this is seen as a change.
    let files: Vec<PathBuf> = args.config.iter().cloned().collect();
    let seen = Fingerprint::of(&files);
    let (hall, steward, bureau, screen) = match args.config.clone() {
        Some(file) => {
            let local = begin(&file, &kept)?;
            let screen = local.hall.screen(args.screen.as_deref())?.clone();
            let steward = Steward::new(file, screen.name.clone(), local, kept, Box::new(diagnostic::show));
            (Arc::clone(&steward.standing().hall), Some(steward), None, screen)
        }
        None => {
            let Chosen { hall, bureau } = hall::choose(None, &clock)?;
            let screen = hall.screen(args.screen.as_deref())?.clone();
            (Arc::new(hall), None, bureau, screen)
        }
    };
    tracing::info!(hall = hall.name, screen = screen.name, face = screen.face.word(), data = %data.path().display(), "starting");

    let context: Arc<OnceLock<egui::Context>> = Arc::default();
    let mut sync = Sync::start(&hall, data.path(), Arc::clone(&clock), {
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

    let (recording, teller) =
        match Recording::start(data.path(), &screen.name, hall.keep_days, Arc::clone(&clock)) {
            Ok((recording, teller)) => (Some(recording), Some(teller)),
            Err(error) => {
                tracing::warn!("no play log is kept, as the system gives no thread for it: {error}");
                (None, None)
            }
        };
    let options = WindowOptions {
        windowed: args.windowed,
        renderer: match args.renderer {
            Some(Renderer::Wgpu) => eframe::Renderer::Wgpu,
            Some(Renderer::Glow) | None => eframe::Renderer::Glow,
        },
    };
    let title = title(&hall, &screen.name);
    let snapshots = sync.snapshots();
    let reload = steward.zip(args.config.clone()).map(|(steward, file)| {
        let told = tell(Arc::clone(&context), screen.name.clone());
        Reload::start(file, seen, steward, sync.orders(), sync.answers(), told)
    });
    let reload = reload.transpose().context("no thread to follow the config")?;
    let standings = reload.as_ref().map(Reload::standings);
    let shown = window::run(&title, options, move |ctx| {
        // Set once: this closure runs once.
        let _ = context.set(ctx.clone());
        let mut client = Client::new(ctx, hall, screen, clock, snapshots);
        if let Some(standings) = standings {
            client.follow(standings);
        }
        if let Some(mut teller) = teller {
            client.on_change(move |wall, mono, on| teller.tell(wall, mono, on));
        }
        client
    });
    drop(reload);
    // What was on up to now goes to the disk.
    drop(recording);
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

fn title(hall: &Hall, screen: &str) -> String {
    format!("{} · {screen}", hall.name)
}

/// Has the window show what is newest.
fn tell(
    context: Arc<OnceLock<egui::Context>>,
    screen: String,
) -> impl Fn(&Standing) + Send + std::marker::Sync {
    move |standing| {
        if let Some(context) = context.get() {
            context.send_viewport_cmd(egui::ViewportCommand::Title(title(&standing.hall, &screen)));
            context.request_repaint();
        }
    }
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
pub(super) fn usual_folder() -> anyhow::Result<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("STATE_DIRECTORY")
        .or_else(|| set("XDG_DATA_HOME").map(|folder| folder.join("gongshi")))
        .or_else(|| set("HOME").map(|home| home.join(".local/share/gongshi")))
        .context("no folder for the content is known (HOME is not set); give --data DIR")
}

/// The hall that a config begins with, and the mark where the config itself is wrong: the last good one takes its
/// place then. A slip of the pen must not make a screen black.
fn begin(file: &Path, kept: &LastGood) -> anyhow::Result<Local> {
    let error = match config::load_with_bytes(file) {
        Ok((hall, files)) => {
            kept.keep(&files);
            return Ok(Local { hall, files, fault: None });
        }
        Err(error) => error,
    };
    hall::show(&error);
    match kept.config(file) {
        Some((hall, files)) => {
            tracing::error!("{error}; the last good config is used instead");
            Ok(Local { hall, files, fault: Some(StaffMark::Config(error.line())) })
        }
        None => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::atomic;

    #[test]
    fn a_slip_in_the_config_keeps_the_last_good_one() {
        let scratch = tempfile::tempdir().unwrap();
        let (file, kept) =
            (scratch.path().join("hall.toml"), LastGood::in_folder(&scratch.path().join("data")));
        let good = "[hall]\nname = \"好\"\n[[source]]\nname = \"s\"\nurl = \"file:feed\"\n\
                    [[screen]]\nname = \"k\"\nface = \"kiosk\"\ndiagonal_inch = 32\n";
        atomic::write(&file, b"[hall").unwrap();
        assert!(begin(&file, &kept).is_err(), "nothing to fall back to yet");
        atomic::write(&file, good.as_bytes()).unwrap();
        let local = begin(&file, &kept).unwrap();
        assert_eq!(local.fault, None);
        let with = |mark| Local { fault: Some(mark), ..local.clone() };
        atomic::write(&file, b"[hall").unwrap();
        assert_eq!(begin(&file, &kept).unwrap(), with(StaffMark::Config(Some(1))));
        std::fs::remove_file(&file).unwrap();
        assert_eq!(
            begin(&file, &kept).unwrap(),
            with(StaffMark::Config(None)),
            "a share that is gone is no reason either"
        );
    }
}
