//! Reading a log while it is being written: the rows of a span of time, and whether the chain holds.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags};

use super::{
    Kept, NAME, Row,
    chain::{Hash, Link, hash},
    open::ends,
};
use crate::store::StoreError;

/// A log as it was when it was opened; a client that goes on writing changes nothing in it.
#[derive(Debug)]
pub struct Reading {
    db: Connection,
    path: PathBuf,
    anchor: Link,
    head: Link,
}

/// The first thing that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// Rows are gone from the middle, or from the end.
    #[error("rows {from} to {to} are missing")]
    Missing {
        /// The first.
        from: i64,
        /// The last.
        to: i64,
    },
    /// A row is not what was written.
    #[error("row {0} was changed: its hash does not fit")]
    Changed(i64),
    /// A row holds what the program never writes.
    #[error("row {0} was changed: {1}")]
    Unreadable(i64, String),
    /// There are rows that the end of the chain does not know.
    #[error("row {0} stands outside the chain")]
    Stray(i64),
}

/// A chain without a flaw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whole {
    /// How many rows there are.
    pub rows: i64,
    /// The last row that was pruned; [`Link::NONE`] when none was.
    pub anchor: Link,
    /// The newest row. Noted elsewhere, it proves later that nothing up to it was rewritten.
    pub head: Link,
}

impl Reading {
    /// Opens the log of a data folder for reading alone.
    ///
    /// # Errors
    /// No log, or none that can be read.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join(NAME);
        // SQLite says nothing of why it cannot open a file.
        let file = std::fs::File::open(&path);
        drop(file.map_err(|source| StoreError::File { path: path.clone(), source })?);
        let failed = |source| StoreError::Database { path: path.clone(), source };
        let db = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(failed)?;
        db.busy_timeout(std::time::Duration::from_secs(5)).map_err(failed)?;
        // One view of it all, for as long as this lives.
        db.execute_batch("BEGIN").map_err(failed)?;
        let (anchor, head) = ends(&db).map_err(|source| {
            if source.sqlite_error_code().is_some() {
                return failed(source);
            }
            StoreError::Unusable { path: path.clone(), why: "the ends of its chain are missing".into() }
        })?;
        Ok(Self { db, path, anchor, head })
    }

    /// Which database it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives every row that was on at some instant of a span, in the order of the chain, to `take` until that fails.
    ///
    /// # Errors
    /// What the database says, or what `take` does.
    pub fn rows<E: From<StoreError>>(
        &self,
        (from, to): (Timestamp, Timestamp),
        mut take: impl FnMut(Kept) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = |source| StoreError::Database { path: self.path.clone(), source };
        // The row before is in the span of numbers, if not of time; what is missing there shows as a hash that is none.
        let sql = format!(
            "SELECT {COLUMNS}, coalesce((SELECT hash FROM play AS earlier WHERE earlier.number = play.number - 1),
                (SELECT hash FROM bound WHERE name = 'anchor' AND bound.number = play.number - 1), zeroblob(32))
             FROM play WHERE started_ms < ?2 AND ended_ms >= ?1 ORDER BY number"
        );
        let mut query = self.db.prepare(&sql).map_err(failed)?;
        let mut found = query.query([from.as_millisecond(), to.as_millisecond()]).map_err(failed)?;
        while let Some(row) = found.next().map_err(failed)? {
            let (number, row_hash, own) = read(row).map_err(failed)?;
            let previous = Hash(row.get(14).map_err(failed)?);
            take(Kept { number, previous, hash: row_hash, row: own })?;
        }
        Ok(())
    }

    /// Goes through the whole chain; the inner error is the first thing that does not fit.
    ///
    /// # Errors
    /// What the database says.
    pub fn verify(&self) -> Result<Result<Whole, Flaw>, StoreError> {
        self.walk().map_err(|source| StoreError::Database { path: self.path.clone(), source })
    }

    fn walk(&self) -> rusqlite::Result<Result<Whole, Flaw>> {
        let mut query = self.db.prepare(&format!("SELECT {COLUMNS} FROM play ORDER BY number"))?;
        let mut found = query.query([])?;
        let (mut last, mut rows) = (self.anchor, 0);
        while let Some(row) = found.next()? {
            let number: i64 = row.get(0)?;
            if number <= self.anchor.number || number > self.head.number {
                return Ok(Err(Flaw::Stray(number)));
            }
            if number != last.number + 1 {
                return Ok(Err(Flaw::Missing { from: last.number + 1, to: number - 1 }));
            }
            let (_, written, own) = match read(row) {
                Ok(read) => read,
                Err(error) => return Ok(Err(Flaw::Unreadable(number, error.to_string()))),
            };
            last = Link { number, hash: hash(number, last.hash, &own) };
            if last.hash != written {
                return Ok(Err(Flaw::Changed(number)));
            }
            rows += 1;
        }
        if last.number < self.head.number {
            return Ok(Err(Flaw::Missing { from: last.number + 1, to: self.head.number }));
        }
        if last.hash != self.head.hash {
            return Ok(Err(Flaw::Changed(last.number)));
        }
        Ok(Ok(Whole { rows, anchor: self.anchor, head: self.head }))
    }
}

const COLUMNS: &str = "number, screen, zone, started_ms, ended_ms, lasted_ms, why, schedule, playlist, entry, items, \
                       key, goes_on, hash";

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<(i64, Hash, Row)> {
    let own = Row {
        screen: row.get(1)?,
        zone: row.get(2)?,
        started_ms: row.get(3)?,
        ended_ms: row.get(4)?,
        lasted_ms: row.get(5)?,
        why: row.get(6)?,
        schedule: row.get(7)?,
        playlist: row.get(8)?,
        entry: row.get(9)?,
        items: row.get(10)?,
        key: row.get(11)?,
        goes_on: flag(row.get(12)?)?,
    };
    Ok((row.get(0)?, Hash(row.get(13)?), own))
}

/// Anything but 0 and 1 was put there by somebody else.
fn flag(value: i64) -> rusqlite::Result<bool> {
    match value {
        0 => Ok(false),
        1 => Ok(true),
        other => Err(rusqlite::Error::IntegralValueOutOfRange(12, other)),
    }
}
