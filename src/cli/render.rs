//! `gongshi render`: one page as a picture, off screen.

use std::{
    io::Cursor,
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::Context as _;

use super::{
    console,
    hall::{self, Chosen},
};
use crate::{
    clock::{Clock, ManualClock, SystemClock},
    config::{Face, Hall, Screen, ThemeName},
    domain::{Moment, SourceState},
    playback::plan::What,
    sample,
    store::atomic,
    sync::Sync,
    ui::{Client, kiosk::Page, offscreen::Offscreen},
};

/// The page that is drawn when none is named.
const HOME: &str = "home";

/// Draw one page into a PNG file; needs no display.
#[derive(Debug, Clone, PartialEq, clap::Args)]
pub struct Args {
    /// Which face.
    #[arg(long, value_parser = super::args::face())]
    pub face: Face,
    /// Which page, such as `home`, `column/guide` or `item/<id>`.
    #[arg(long, default_value = HOME)]
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

/// Longest wait for the sources: the deadline of a request and a little more.
const SOURCES: Duration = Duration::from_secs(25);
/// Longest wait for pictures after that; a picture that is not whole by then is stood in for by its text.
const PICTURES: Duration = Duration::from_secs(10);

/// Draws the picture. Exit code 1 when none of the sources could be read: what is drawn then is the empty hall.
///
/// # Errors
/// A page or screen that is not there, a source that is none, no graphics, a file that cannot be written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let page = Page::parse(&args.page)?;
    let clock = Arc::new(ManualClock::new(SystemClock.now()));
    let shared: Arc<dyn Clock> = Arc::clone(&clock) as _;
    // The sample's bureau publishes for the instant it is asked, so the clock is set before it is.
    if let Some(at) = args.at.and_then(|at| at.start(&sample::zone())) {
        clock.set(at);
    }
    let Chosen { mut hall, bureau } = hall::choose(args.config.as_deref(), &shared)?;
    if let Some(at) = args.at {
        clock.set(at.start(&hall.zone).context("the day lies outside the calendar")?);
    }
    if let Some(source) = &args.source {
        hall::take_source(&mut hall, source, args.config.is_some())?;
    }
    let screen = screen(&hall, args)?;
    let size = args.size.or(screen.size).unwrap_or((1920, 1080));

    let scratch = tempfile::tempdir().context("no temporary folder could be made")?;
    let sync = Sync::start(&hall, scratch.path(), Arc::clone(&shared), || {})?;
    let snapshots = sync.snapshots();
    wait(SOURCES, || snapshots.load().sources.iter().all(|source| source.state != SourceState::Starting));
    wait(PICTURES, || {
        let snapshot = snapshots.load();
        let own =
            hall.plan.playlists.iter().flat_map(|list| &list.entries).filter_map(|entry| match &entry.what {
                What::Image(url) | What::Pdf(url) => Some(url),
                _ => None,
            });
        snapshot.picture_urls().all(|url| snapshot.pictures.contains_key(url))
            && own.into_iter().all(|url| snapshot.media.contains_key(url))
    });
    let mut fresh = false;
    for source in &snapshots.load().sources {
        match &source.state {
            SourceState::Fresh => fresh = true,
            state => console::remark(&format!("source {}: {state:?}; drawn without it", source.name)),
        }
    }

    let hall = Arc::new(hall);
    let picture = Offscreen::new()?.draw(
        size,
        |ctx| {
            let mut client = Client::new(
                ctx,
                Arc::clone(&hall),
                screen.clone(),
                Arc::clone(&shared),
                Arc::clone(&snapshots),
            );
            if args.page != HOME || args.face == Face::Kiosk {
                client.open(page.clone());
            }
            client
        },
        |ui, client| client.ui(ui),
    )?;
    drop(sync);
    drop(bureau);
    let mut png = Vec::new();
    picture.write_to(&mut Cursor::new(&mut png), image::ImageFormat::Png)?;
    atomic::write(&args.out, &png).with_context(|| format!("cannot write {}", args.out.display()))?;
    // A picture of an empty hall must not pass for one of a hall.
    Ok(if fresh { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The first screen of the face, in the theme that was asked for.
fn screen(hall: &Hall, args: &Args) -> anyhow::Result<Screen> {
    let found = hall.screens.iter().find(|screen| screen.face == args.face);
    let mut screen = found.cloned().with_context(|| {
        let known: Vec<_> =
            hall.screens.iter().map(|one| format!("{} ({})", one.name, one.face.word())).collect();
        format!("the config has no {}; it has: {}", args.face.word(), known.join(", "))
    })?;
    if let Some(theme) = args.theme {
        screen.theme = theme;
    }
    Ok(screen)
}

fn wait(at_most: Duration, done: impl Fn() -> bool) {
    let start = Instant::now();
    while !done() && start.elapsed() < at_most {
        std::thread::sleep(Duration::from_millis(20));
    }
}
