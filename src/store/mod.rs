//! What survives a power cut: one SQLite file with the last good publication of every source, and a folder of
//! pictures named by their content.
//!
//! It keeps the bytes as they came, not what was read from them: at the next start they go through
//! [`crate::feed`] again, so there is one reader and one gate, whatever version of the program wrote the disk.
//!
//! [`playlog`] and [`urgent`] are apart: what was shown and what staff say at once, which no server can tell again.
//!
//! Never here: network, egui.

pub mod atomic;
pub mod media;
mod open;
pub mod playlog;
mod publication;
pub mod urgent;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode};

pub use publication::{Digest, Page, Publication, digest};

/// Why the store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder or a file in it.
    #[error("{}: {source}; the data folder must exist on a healthy disk and belong to the user that runs gongshi", .path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The database.
    #[error("{}: {source}", .path.display())]
    Database {
        /// Which.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// The play log cannot be read or written as it is.
    #[error("{}: {why}", .path.display())]
    Unusable {
        /// Which database.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// What is stored is not what was stored.
    #[error("{}: {what} is damaged; it is fetched again", .path.display())]
    Damaged {
        /// Which database.
        path: PathBuf,
        /// What in it.
        what: String,
    },
}

impl StoreError {
    /// Whether the database itself is broken, so that only a new one helps.
    pub fn is_corrupt(&self) -> bool {
        let Self::Database { source, .. } = self else { return false };
        matches!(source.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
    }
}

/// The open store of one data folder.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    folder: PathBuf,
}

/// A store, and what had to be done to open it.
#[derive(Debug)]
pub struct Opened {
    /// Ready for use.
    pub store: Store,
    /// Where a database that could not be read was put, and why; a new one was begun.
    pub set_aside: Option<(PathBuf, String)>,
}

impl Store {
    /// The data folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn path(&self) -> PathBuf {
        self.folder.join(open::NAME)
    }

    fn failed(&self, source: rusqlite::Error) -> StoreError {
        StoreError::Database { path: self.path(), source }
    }
}
