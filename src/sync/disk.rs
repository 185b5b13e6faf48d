//! The store as the sync thread uses it: a disk that fails stops nothing, and is tried again.

use std::path::PathBuf;

use crate::store::{Store, StoreError};

/// The store, open or to be opened.
pub(super) struct Disk {
    folder: PathBuf,
    store: Option<Store>,
    /// How often a store was opened; what was saved in an earlier one may be gone.
    epoch: u32,
    /// What it last said, so that it is logged once.
    trouble: Option<String>,
}

impl Disk {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder, store: None, epoch: 0, trouble: None }
    }

    /// Changes when a store is opened anew.
    pub(super) fn epoch(&self) -> u32 {
        self.epoch
    }

    /// Does something with the store; `None` when it could not be done, which is logged here, once.
    pub(super) fn with<T>(&mut self, job: impl FnOnce(&mut Store) -> Result<T, StoreError>) -> Option<T> {
        match self.attempt(job) {
            Ok(done) => {
                if self.trouble.take().is_some() {
                    tracing::info!("the disk works again");
                }
                Some(done)
            }
            Err(error) => {
                if error.is_corrupt() {
                    // Opening it again sets it aside and begins a new one.
                    self.store = None;
                }
                let words = error.to_string();
                if self.trouble.as_ref() != Some(&words) {
                    tracing::error!(error = %words, "the disk does not keep what the screens show");
                    self.trouble = Some(words);
                }
                None
            }
        }
    }

    fn attempt<T>(&mut self, job: impl FnOnce(&mut Store) -> Result<T, StoreError>) -> Result<T, StoreError> {
        if let Some(store) = &mut self.store {
            return job(store);
        }
        let opened = Store::open(&self.folder)?;
        if let Some((path, why)) = opened.set_aside {
            tracing::error!(path = %path.display(), why, "the store could not be read; a new one was begun");
        }
        self.epoch += 1;
        job(self.store.insert(opened.store))
    }
}
