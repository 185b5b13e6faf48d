//! A config that is changed while the program runs: a good one is on the screen within two seconds, a bad one changes
//! nothing and says why.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use arc_swap::ArcSwap;

use super::watch::{Fingerprint, Watch};
use crate::{
    config::{self, Hall, LoadError},
    store::atomic,
    sync::Orders,
    ui::{StaffMark, Standing},
};

/// The last config that could be read, kept in the data folder.
const LAST_GOOD: &str = "hall.toml";

/// The kept copy of a config, for a start at which the config itself is wrong.
#[derive(Debug, Clone)]
pub struct LastGood(PathBuf);

impl LastGood {
    /// The copy in a data folder.
    pub fn in_folder(data: &Path) -> Self {
        Self(data.join(LAST_GOOD))
    }

    /// Keeps the bytes of a good config. A disk that fails is told, and costs only the next start.
    pub fn keep(&self, bytes: &[u8]) {
        if let Err(error) = self.write(bytes) {
            tracing::warn!("the config could not be kept as the last good one: {error}");
        }
    }

    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        if std::fs::read(&self.0).is_ok_and(|old| old == bytes) {
            return Ok(());
        }
        if let Some(folder) = self.0.parent() {
            std::fs::create_dir_all(folder)?;
        }
        atomic::write(&self.0, bytes)
    }

    /// The kept copy, read as if it still stood in `file`, so that relative paths lead to the same files.
    pub fn hall(&self, file: &Path) -> Option<Hall> {
        let bytes = std::fs::read(&self.0).ok()?;
        config::read(&bytes, file).ok()
    }
}

/// Follows the config for as long as it lives.
#[derive(Debug)]
pub struct Reload {
    _watch: Watch,
}

impl Reload {
    /// Watches `file`, of which `seen` is already on the screen.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(file: PathBuf, seen: Fingerprint, mut steward: Steward) -> io::Result<Self> {
        let files = vec![file.clone()];
        let watch = Watch::start(files.clone(), seen, move || {
            steward.read(&file);
            files.clone()
        })?;
        Ok(Self { _watch: watch })
    }
}

/// Decides what a screen stands on.
pub struct Steward {
    /// The name of the screen that this process shows.
    pub screen: String,
    /// Where a good config is kept.
    pub kept: LastGood,
    /// Where the client finds what is newest.
    pub standings: Arc<ArcSwap<Standing>>,
    /// Has other sources asked.
    pub orders: Orders,
    /// Shows every mistake at its line.
    pub show: Box<dyn Fn(&LoadError) + Send>,
    /// Called whenever there is something newer.
    pub told: Box<dyn Fn(&Standing) + Send>,
}

impl Steward {
    /// Reads the config, which is another than before.
    fn read(&mut self, file: &Path) {
        let present = self.standings.load_full();
        let kept = |fault| Standing { hall: Arc::clone(&present.hall), fault };
        let standing = match config::load_with_bytes(file) {
            Err(error) => {
                (self.show)(&error);
                tracing::error!("{error}; the screen goes on with the last good config");
                kept(Some(StaffMark::Config(error.line())))
            }
            Ok((mut hall, bytes)) => match self.judge(&hall) {
                Err(why) => {
                    tracing::error!(
                        "{}: {why}; the screen goes on with the last good config",
                        file.display()
                    );
                    kept(Some(StaffMark::Config(None)))
                }
                Ok(()) => {
                    self.kept.keep(&bytes);
                    tracing::info!("{}: taken over", file.display());
                    hall.revision = present.hall.revision;
                    if hall == *present.hall {
                        kept(None)
                    } else {
                        hall.revision += 1;
                        Standing { hall: Arc::new(hall), fault: None }
                    }
                }
            },
        };
        if standing != *present {
            self.standings.store(Arc::new(standing.clone()));
            (self.told)(&standing);
        }
    }

    /// Whether this process can show a hall; where it can, its sources are asked from now on.
    fn judge(&self, hall: &Hall) -> Result<(), String> {
        hall.screen(Some(&self.screen)).map_err(|error| format!("{error}; this process shows it"))?;
        self.orders.follow(hall).map_err(|error| error.to_string())
    }
}
