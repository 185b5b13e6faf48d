//! A config and a remote playlist that are changed while the program runs: a good one is on the screen within two seconds
//! of being seen, a bad one changes nothing and says why.
//!
//! - [`steward`]: what a screen stands on. [`last_good`]: what is kept for the next start.

mod last_good;
mod steward;

use std::{
    io,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError, mpsc::Receiver},
};

use arc_swap::ArcSwap;

use super::watch::{Fingerprint, Watch};
use crate::{
    sync::{Orders, RemoteAnswer},
    ui::Standing,
};

pub use last_good::LastGood;
pub use steward::{Local, Show, Steward};

/// Follows the changes for as long as it lives.
#[derive(Debug)]
pub struct Reload {
    standings: Arc<ArcSwap<Standing>>,
    _watch: Watch,
}

/// Who learns of a change.
struct Office {
    steward: Mutex<Steward>,
    standings: Arc<ArcSwap<Standing>>,
    orders: Orders,
    told: Box<dyn Fn(&Standing) + Send + Sync>,
}

impl Reload {
    /// Watches the config `file`, of which `seen` is on the screen, and listens to the `answers` of its remote playlist.
    ///
    /// `orders` has other sources asked; `told` is called whenever there is something newer, not on the UI's thread.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(
        file: PathBuf,
        seen: Fingerprint,
        steward: Steward,
        orders: Orders,
        answers: Option<Receiver<RemoteAnswer>>,
        told: impl Fn(&Standing) + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let standings = Arc::new(ArcSwap::from_pointee(steward.standing().clone()));
        let office = Arc::new(Office {
            steward: Mutex::new(steward),
            standings: Arc::clone(&standings),
            orders,
            told: Box::new(told),
        });
        if let Some(answers) = answers {
            let office = Arc::clone(&office);
            // It ends with the thread that asks.
            std::thread::Builder::new().name("remote".into()).spawn(move || {
                answers.iter().for_each(|answer| office.change(|steward| steward.take_remote(answer)));
            })?;
        }
        let known = standings.load().hall.files.clone();
        let files = if known.is_empty() { vec![file] } else { known };
        let watch = Watch::start(files, seen, move || office.change(Steward::read_config))?;
        Ok(Self { standings, _watch: watch })
    }

    /// Where the newest is; reading it takes no lock.
    pub fn standings(&self) -> Arc<ArcSwap<Standing>> {
        Arc::clone(&self.standings)
    }
}

impl Office {
    fn change<T>(&self, change: impl FnOnce(&mut Steward) -> T) -> T {
        let mut steward = self.steward.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = change(&mut steward);
        let standing = steward.standing();
        if *standing == **self.standings.load() {
            return answer;
        }
        if let Err(error) = self.orders.follow(&standing.hall) {
            tracing::error!("the sources stay as they were: {error}");
        }
        self.standings.store(Arc::new(standing.clone()));
        (self.told)(standing);
        answer
    }
}
