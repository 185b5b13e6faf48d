//! Writing: rows at the end of the chain, and pruning at its beginning, together in one transaction.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior, params};

use super::{
    PlayLog, Row,
    chain::{Hash, Link},
    open::ends,
};
use crate::store::StoreError;

/// How many rows are pruned at a time, at most: a clock that stands far ahead for a day must not empty the log. Far more
/// than a day brings.
const MOST_PRUNED: i64 = 200_000;

/// What is too old.
#[derive(Debug, Clone, Copy)]
pub struct Age {
    /// The present instant.
    pub now: Timestamp,
    /// How many days a row is kept.
    pub keep_days: u32,
}

impl PlayLog {
    /// Appends rows, and prunes what is too old, in one transaction; returns how many rows were pruned. The newest row is
    /// always kept.
    ///
    /// # Errors
    /// What the database or the disk says; nothing was written then.
    pub fn append(&mut self, rows: &[Row], age: Option<Age>) -> Result<i64, StoreError> {
        let done = append(&mut self.db, rows, age);
        done.map_err(|source| StoreError::Database { path: self.path.clone(), source })
    }
}

fn append(db: &mut Connection, rows: &[Row], age: Option<Age>) -> rusqlite::Result<i64> {
    // Another client may append at the same time: the end is read under the lock.
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (anchor, head) = ends(&tx)?;
    let head = rows.iter().try_fold(head, |head, row| insert(&tx, head, row))?;
    bound(&tx, "head", head)?;
    let pruned = match age {
        Some(age) => prune(&tx, anchor, head, age)?,
        None => 0,
    };
    tx.commit()?;
    Ok(pruned)
}

pub(super) fn insert(tx: &Transaction<'_>, last: Link, row: &Row) -> rusqlite::Result<Link> {
    let link = last.then(row);
    let Row { screen, zone, started_ms, ended_ms, lasted_ms, .. } = row;
    let Row { why, schedule, playlist, entry, items, key, goes_on, .. } = row;
    let sql = "INSERT INTO play VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
    tx.prepare_cached(sql)?.execute(params![
        link.number,
        screen,
        zone,
        started_ms,
        ended_ms,
        lasted_ms,
        why,
        schedule,
        playlist,
        entry,
        items,
        key,
        goes_on,
        link.hash.0,
    ])?;
    Ok(link)
}

pub(super) fn bound(tx: &Transaction<'_>, name: &str, link: Link) -> rusqlite::Result<()> {
    tx.execute("INSERT OR REPLACE INTO bound VALUES (?1, ?2, ?3)", params![name, link.number, link.hash.0])?;
    Ok(())
}

/// Deletes the oldest rows up to the first that is young enough. One from the future was written while the clock was
/// wrong, and keeps nothing back.
fn prune(tx: &Transaction<'_>, anchor: Link, head: Link, age: Age) -> rusqlite::Result<i64> {
    let days = SignedDuration::from_hours(24 * i64::from(age.keep_days));
    let Ok(oldest) = age.now.checked_sub(days) else { return Ok(0) };
    let young = "SELECT number FROM play WHERE ended_ms BETWEEN ?1 AND ?2 ORDER BY number LIMIT 1";
    let bounds = [oldest.as_millisecond(), age.now.as_millisecond()];
    let first: Option<i64> = tx.query_row(young, bounds, |row| row.get(0)).optional()?;
    let first =
        first.unwrap_or(head.number).min(head.number).min(anchor.number.saturating_add(MOST_PRUNED + 1));
    // The last row that is there: a gap that somebody cut just before the first young row stays visible.
    let before = "SELECT number, hash FROM play WHERE number < ?1 ORDER BY number DESC LIMIT 1";
    let last: Option<(i64, Vec<u8>)> =
        tx.query_row(before, [first], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((number, hash)) = last else { return Ok(0) };
    // Without its hash the rest could not be proved.
    let Ok(hash) = hash.try_into() else { return Ok(0) };
    let gone = tx.execute("DELETE FROM play WHERE number <= ?1", [number])?;
    bound(tx, "anchor", Link { number, hash: Hash(hash) })?;
    Ok(i64::try_from(gone).unwrap_or(i64::MAX))
}
