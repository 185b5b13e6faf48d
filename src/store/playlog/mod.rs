//! The play log: what was on which screen from when to when, as a chain of rows in a database of its own.
//!
//! Apart from `gongshi.db`, whose content can be fetched again: what was shown cannot. Each row holds the SHA-256 of
//! itself and of the row before ([`chain`]), so that a change, a gap and a cut show ([`verify`](Reading::verify)). Rows
//! hold keys and ids, never titles or texts: what is withdrawn must not be found here.
//!
//! Several clients on one machine may write to one log; every append reads the end of the chain in its own
//! transaction.

pub mod chain;
mod open;
mod read;
#[cfg(test)]
mod tests;
mod write;

use std::path::PathBuf;

use rusqlite::Connection;

pub use open::Begun;
pub use read::{Flaw, Reading, Whole};
pub use write::Age;

/// The name of the database in the data folder.
pub const NAME: &str = "playlog.db";

/// What was on: a line of the log.
///
/// Times are UTC in milliseconds since 1970 of the wall clock; what it lasted is the monotonic clock's, so that a wall
/// clock that was set shows as a difference between the two.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Row {
    /// The screen's name.
    pub screen: String,
    /// The part of the screen: `main`, `side`, `ticker`; empty in remarks of the log itself.
    pub zone: String,
    /// When it came on.
    pub started_ms: i64,
    /// When it left, or the row was written.
    pub ended_ms: i64,
    /// How long it was on.
    pub lasted_ms: i64,
    /// Who decided it: [`Cause::word`](crate::playback::aired::Cause::word), or [`BEGUN`] or [`LOST`].
    pub why: String,
    /// The schedule's name.
    pub schedule: Option<String>,
    /// The playlist's name.
    pub playlist: Option<String>,
    /// The entry's place in the playlist, from 1.
    pub entry: Option<i64>,
    /// The ids of the items, joined by commas.
    pub items: String,
    /// The key of the piece; in remarks what is to be said.
    pub key: String,
    /// Still on when the row was written; the next row of it goes on from there.
    pub goes_on: bool,
}

/// `why` of the first row of a chain; its `key` says where an earlier log was put that could not be read.
pub const BEGUN: &str = "begun";
/// `why` of a row that stands for what could not be recorded; its `key` says how much.
pub const LOST: &str = "lost";

/// A row in its place in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// From 1, without gaps.
    pub number: i64,
    /// The hash of the row before.
    pub previous: chain::Hash,
    /// Its own.
    pub hash: chain::Hash,
    /// What it says.
    pub row: Row,
}

/// A log that is being written.
#[derive(Debug)]
pub struct PlayLog {
    db: Connection,
    path: PathBuf,
}
