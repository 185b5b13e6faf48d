//! The only code that talks to the network: a thread of its own with a poller a source, and the pictures.
//!
//! What it promises: good content is never replaced by bad (an answer that is an error, truncated, over its
//! limits, rolled back or no feed at all leaves what is shown, and the state says why); the disk comes first; a
//! disk that fails costs nothing that is on a screen.
//!
//! The UI gets an immutable `Arc<Snapshot>` to read without a lock. Never here: egui types; what may be seen
//! (that is [`crate::domain::validity`]).
//!
//! - `http`: one question under all the rules; `address`: which addresses pictures may come from; `link`: URLs
//!   as they may be written down.
//! - `collect`: one publication with all its pages; `schedule`: when to ask again.
//! - `poller`: the life of a source; `media` and `picture`: the life of a picture.
//! - `own_media`: the pictures and PDFs that the plan names; `pdf`: their pages, read by a child process.
//! - `remote`: the life of a remote playlist.
//! - `urgent`: what staff interrupt the screens with.
//! - `desk`: what these share, `offer`: the pictures among it; `disk`: the store, which may fail.

mod address;
mod collect;
mod desk;
mod disk;
mod file;
mod http;
mod link;
mod media;
mod offer;
mod once;
mod own_media;
pub mod pdf;
mod picture;
mod poller;
mod remote;
mod schedule;
mod urgent;

use std::{
    io,
    path::{Path, PathBuf},
    rc::Rc,
    sync::{
        Arc, Condvar, Mutex, PoisonError,
        mpsc::{Receiver, Sender, channel},
    },
    thread::JoinHandle,
    time::Duration,
};

use arc_swap::ArcSwap;
use tokio::{
    runtime::{Builder, Runtime},
    sync::{oneshot, watch},
    task::LocalSet,
};
use url::Url;

use self::{
    desk::{Desk, Feed},
    disk::Disk,
    http::Http,
    own_media::Wanted,
    urgent::Urgent,
};
use crate::{
    clock::Clock,
    config::Hall,
    domain::{Snapshot, SourceState},
};

pub use link::display;
pub use once::{FetchError, fetch_once, source_url};
pub use own_media::media_once;
pub use remote::RemoteAnswer;

/// The total deadline of one request, from the first byte sent to the last received: a server that drips one
/// byte a second must not hold a poller for hours.
pub const DEADLINE: Duration = Duration::from_secs(20);

/// What a test may change.
#[derive(Debug, Clone)]
pub struct Options {
    /// The total deadline of one request.
    pub deadline: Duration,
    /// How often the files of the plan are looked at.
    pub look: Duration,
    /// The `gongshi` program that reads PDFs as a child.
    pub program: PathBuf,
    /// Longest time for the pages of one PDF.
    pub pdf_time: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            deadline: DEADLINE,
            look: own_media::LOOK,
            // Not by its path: an update may have put another program there.
            program: "/proc/self/exe".into(),
            pdf_time: pdf::TIME,
        }
    }
}

/// Why the thread could not be started.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// A source whose URL is none.
    #[error(
        "source `{name}`: its url is no http, https or file URL; write one such as https://host/feed.json"
    )]
    Source {
        /// The source's name.
        name: String,
    },
    /// A remote playlist whose URL is none.
    #[error("[remote]: its url is no http, https or file URL; write one such as https://host/plan.toml")]
    Remote,
    /// The system gave no thread or runtime.
    #[error("cannot start the thread that fetches the content: {0}")]
    Thread(#[from] io::Error),
}

/// Why a poll brought nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fault {
    /// No answer.
    Unreachable(String),
    /// An error's HTTP status, and the pause that the server asks for.
    Answered(u16, Option<Duration>),
    /// An answer that may not be taken.
    Refused(String),
}

impl Fault {
    fn state(&self) -> SourceState {
        match self {
            Self::Unreachable(why) => SourceState::Unreachable(why.clone()),
            Self::Answered(status, _) => SourceState::Answered(*status),
            Self::Refused(why) => SourceState::Refused(why.clone()),
        }
    }
}

/// Whether the disk's content is in the snapshot.
#[derive(Debug, Default)]
struct Loaded {
    done: Mutex<bool>,
    changed: Condvar,
}

/// The running thread. Dropping it stops it, after what it is writing is written.
#[derive(Debug)]
pub struct Sync {
    snapshots: Arc<ArcSwap<Snapshot>>,
    loaded: Arc<Loaded>,
    orders: Orders,
    answers: Option<Receiver<RemoteAnswer>>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// What the thread does for a hall. As long as it is the same, nothing need be begun anew.
#[derive(Debug, Clone, PartialEq)]
struct Setup {
    feeds: Vec<Feed>,
    wanted: Wanted,
    remote: Option<remote::Question>,
}

/// Tells the thread of another hall, while it runs and from any thread; never waits.
#[derive(Debug, Clone)]
pub struct Orders(watch::Sender<Setup>);

impl Orders {
    /// From now on this hall's sources and remote playlist are asked, and its plan's files looked at. What the screens
    /// show of sources that stay is kept, with its age
    /// and its pictures; what others brought leaves at once. Nothing happens where all of them stay.
    ///
    /// # Errors
    /// When a source's URL is none; then nothing changes.
    pub fn follow(&self, hall: &Hall) -> Result<(), SyncError> {
        let setup = Setup::of(hall)?;
        self.0.send_if_modified(|present| {
            let other = *present != setup;
            if other {
                *present = setup;
            }
            other
        });
        Ok(())
    }
}

impl Sync {
    /// Starts the thread: the disk's content first, then a poller for each of the hall's sources.
    ///
    /// `data` is the data folder; one that cannot be used is logged and tried again, the screens go on without it.
    /// `wake` is called on the thread after every new snapshot.
    ///
    /// # Errors
    /// When a source's URL is none, or the system gives no thread.
    pub fn start(
        hall: &Hall,
        data: &Path,
        clock: Arc<dyn Clock>,
        wake: impl Fn() + Send + std::marker::Sync + 'static,
    ) -> Result<Self, SyncError> {
        Self::start_with(hall, data, clock, Options::default(), wake)
    }

    /// [`Sync::start`] with other limits.
    ///
    /// # Errors
    /// As [`Sync::start`].
    pub fn start_with(
        hall: &Hall,
        data: &Path,
        clock: Arc<dyn Clock>,
        options: Options,
        wake: impl Fn() + Send + std::marker::Sync + 'static,
    ) -> Result<Self, SyncError> {
        let setup = Setup::of(hall)?;
        let snapshots = Arc::new(ArcSwap::from_pointee(Snapshot {
            sources: desk::empty_views(&setup.feeds),
            ..Snapshot::default()
        }));
        let loaded = Arc::new(Loaded::default());
        let (stop, stopped) = oneshot::channel();
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let (orders, setups) = watch::channel(setup);
        let (tell, answers) = channel();
        let job = Job {
            setups,
            answers: tell,
            data: data.to_owned(),
            clock,
            options,
            snapshots: Arc::clone(&snapshots),
        };
        let thread = std::thread::Builder::new().name("sync".into()).spawn({
            let loaded = Arc::clone(&loaded);
            move || job.run(runtime, Rc::new(wake), &loaded, stopped)
        })?;
        Ok(Self {
            snapshots,
            loaded,
            orders: Orders(orders),
            answers: Some(answers),
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// Where the newest snapshot is; reading it takes no lock.
    pub fn snapshots(&self) -> Arc<ArcSwap<Snapshot>> {
        Arc::clone(&self.snapshots)
    }

    /// How the thread is told of another hall.
    pub fn orders(&self) -> Orders {
        self.orders.clone()
    }

    /// What comes of asking for the hall's remote playlist. There is one listener: later calls return `None`.
    pub fn answers(&mut self) -> Option<Receiver<RemoteAnswer>> {
        self.answers.take()
    }

    /// Waits until the disk's content is in the snapshot; false when that took longer than `at_most`.
    /// For the start of the program, before there is a window.
    pub fn wait_for_disk(&self, at_most: Duration) -> bool {
        let done = self.loaded.done.lock().unwrap_or_else(PoisonError::into_inner);
        match self.loaded.changed.wait_timeout_while(done, at_most, |done| !*done) {
            Ok((done, _)) => *done,
            Err(poisoned) => *poisoned.into_inner().0,
        }
    }
}

impl Drop for Sync {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the sync thread had ended by a panic");
        }
    }
}

impl Setup {
    fn of(hall: &Hall) -> Result<Self, SyncError> {
        let feeds = hall.sources.iter().map(|source| match parse(&source.url) {
            Some(url) => Ok(Feed::new(source.clone(), url)),
            None => Err(SyncError::Source { name: source.name.clone() }),
        });
        let remote = hall.remote.as_ref().map(|remote| match parse(&remote.url) {
            Some(url) => Ok(remote::Question { url, written: remote.url.clone(), poll: remote.poll }),
            None => Err(SyncError::Remote),
        });
        let feeds = feeds.collect::<Result<_, _>>()?;
        Ok(Self { feeds, wanted: Wanted::of(hall), remote: remote.transpose()? })
    }

    fn http(&self, deadline: Duration, clock: &Arc<dyn Clock>) -> Http {
        let asked = self.feeds.iter().map(|feed| &feed.url);
        let asked = asked.chain(self.remote.as_ref().map(|remote| &remote.url));
        let urls = asked.cloned().chain(self.wanted.urls()).collect();
        Http::new(urls, deadline, Arc::clone(clock))
    }
}

fn parse(url: &str) -> Option<Url> {
    Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https" | "file"))
}

struct Job {
    setups: watch::Receiver<Setup>,
    answers: Sender<RemoteAnswer>,
    data: PathBuf,
    clock: Arc<dyn Clock>,
    options: Options,
    snapshots: Arc<ArcSwap<Snapshot>>,
}

impl Job {
    fn run(
        mut self,
        runtime: Runtime,
        wake: Rc<dyn Fn()>,
        loaded: &Loaded,
        mut stopped: oneshot::Receiver<()>,
    ) {
        let setup = self.setups.borrow_and_update().clone();
        let http = setup.http(self.options.deadline, &self.clock);
        let urgent = Urgent::new(&self.data);
        let disk = Disk::new(self.data);
        let mut remote = setup.remote.clone();
        let clock = Arc::clone(&self.clock);
        let mut desk = Rc::new(Desk::new(setup, urgent, http, disk, clock, self.snapshots, wake));
        loop {
            desk.load();
            desk.read_urgent();
            desk.publish();
            desk.forget_strangers();
            *loaded.done.lock().unwrap_or_else(PoisonError::into_inner) = true;
            loaded.changed.notify_all();

            let tasks = LocalSet::new();
            for index in 0..desk.feeds.len() {
                tasks.spawn_local(poller::run(Rc::clone(&desk), index));
            }
            tasks.spawn_local(own_media::run(Rc::clone(&desk), self.options.clone()));
            tasks.spawn_local(urgent::run(Rc::clone(&desk)));
            tasks.spawn_local(media::run(Rc::clone(&desk)));
            if let Some(question) = remote {
                tasks.spawn_local(remote::run(Rc::clone(&desk), question, self.answers.clone()));
            }
            let goes_on = runtime.block_on(tasks.run_until(async {
                tokio::select! {
                    // Either way the answer is to stop: the handle was dropped.
                    _ = &mut stopped => false,
                    changed = self.setups.changed() => changed.is_ok(),
                }
            }));
            // With their tasks end the questions of sources that left: no late answer finds a place.
            drop(tasks);
            if !goes_on {
                break;
            }
            let setup = self.setups.borrow_and_update().clone();
            let http = setup.http(self.options.deadline, &self.clock);
            desk = Rc::new(desk.succeed(setup.feeds, setup.wanted, http));
            remote = setup.remote;
        }
        // Not waited for: a name server or a share that does not answer.
        runtime.shutdown_background();
    }
}
