//! Opening the log, and what happens to one that cannot be read: it is kept under another name, never deleted.

use std::{
    fs,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use rusqlite::Connection;

use super::{
    BEGUN, NAME, PlayLog, Row,
    chain::{Hash, Link},
};
use crate::store::{
    StoreError,
    open::{make_folder, make_private, settle},
};

/// Each brings the schema from the version of its place (from 0) to the next. Never changed once released.
const MIGRATIONS: &[&str] = &["
    CREATE TABLE play (
        number INTEGER PRIMARY KEY,
        screen TEXT NOT NULL,
        zone TEXT NOT NULL,
        started_ms INTEGER NOT NULL,
        ended_ms INTEGER NOT NULL,
        lasted_ms INTEGER NOT NULL,
        why TEXT NOT NULL,
        schedule TEXT,
        playlist TEXT,
        entry INTEGER,
        items TEXT NOT NULL,
        key TEXT NOT NULL,
        goes_on INTEGER NOT NULL,
        hash BLOB NOT NULL
    ) STRICT;
    -- Where the chain begins ('anchor': the last row that was pruned) and ends ('head').
    CREATE TABLE bound (
        name TEXT PRIMARY KEY,
        number INTEGER NOT NULL,
        hash BLOB NOT NULL
    ) STRICT;
"];

/// A log, and whether its chain begins here.
#[derive(Debug)]
pub struct Begun {
    /// Ready for use.
    pub log: PlayLog,
    /// Where a log that could not be read was put, and why; a new chain was begun.
    pub set_aside: Option<(PathBuf, String)>,
}

impl PlayLog {
    /// Opens the log of a data folder, making both where they are missing.
    ///
    /// A log that is damaged, or written by a newer gongshi, is renamed to `playlog.db.set-aside-` and the time, and a new
    /// chain begins, whose first row says so. `now` is the wall clock's.
    ///
    /// # Errors
    /// A folder or a disk that cannot be written.
    pub fn open(folder: &Path, now: Timestamp) -> Result<Begun, StoreError> {
        make_folder(folder)?;
        let path = folder.join(NAME);
        match connect(&path, "", now) {
            Ok(log) => Ok(Begun { log, set_aside: None }),
            Err(error) if is_useless(&error) => Self::begin_anew(folder, &error, now),
            Err(error) => Err(error),
        }
    }

    /// Sets the log of a folder aside, which `damage` made useless, and begins another.
    ///
    /// # Errors
    /// A folder or a disk that cannot be written.
    pub fn begin_anew(folder: &Path, damage: &StoreError, now: Timestamp) -> Result<Begun, StoreError> {
        let path = folder.join(NAME);
        let aside = set_aside(folder, now)?;
        let name = aside.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let log = connect(&path, &name, now)?;
        Ok(Begun { log, set_aside: Some((aside, damage.to_string())) })
    }
}

/// Whether only a new log helps.
fn is_useless(error: &StoreError) -> bool {
    error.is_corrupt() || matches!(error, StoreError::Unusable { .. })
}

fn connect(path: &Path, earlier: &str, now: Timestamp) -> Result<PlayLog, StoreError> {
    make_private(path)?;
    let failed = |source| StoreError::Database { path: path.to_owned(), source };
    let unusable = |why| StoreError::Unusable { path: path.to_owned(), why };
    let mut db = Connection::open(path).map_err(failed)?;
    settle(&db).map_err(failed)?;
    migrate(&mut db, earlier, now).map_err(failed)?.map_err(unusable)?;
    // A chain without its ends proves nothing; it is kept as it is.
    ends(&db).map_err(|_| unusable("the ends of its chain are missing".into()))?;
    Ok(PlayLog { db, path: path.to_owned() })
}

/// Both ends of the chain: what stands before its first row, and its last.
pub(super) fn ends(db: &Connection) -> rusqlite::Result<(Link, Link)> {
    let end = |name| {
        db.query_row("SELECT number, hash FROM bound WHERE name = ?1", [name], |row| {
            Ok(Link { number: row.get(0)?, hash: Hash(row.get(1)?) })
        })
    };
    Ok((end("anchor")?, end("head")?))
}

/// Brings the schema up to date. The inner error: it is from the future.
fn migrate(db: &mut Connection, earlier: &str, now: Timestamp) -> rusqlite::Result<Result<(), String>> {
    let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let version: i64 = tx.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let Some(missing) = usize::try_from(version).ok().and_then(|version| MIGRATIONS.get(version..)) else {
        let known = MIGRATIONS.len();
        return Ok(Err(format!("written by a newer gongshi (schema {version}; this one knows {known})")));
    };
    if missing.is_empty() {
        return Ok(Ok(()));
    }
    missing.iter().try_for_each(|sql| tx.execute_batch(sql))?;
    if version == 0 {
        let at = now.as_millisecond();
        let first =
            Row { started_ms: at, ended_ms: at, why: BEGUN.into(), key: earlier.into(), ..Row::default() };
        super::write::bound(&tx, "anchor", Link::NONE)?;
        let head = super::write::insert(&tx, Link::NONE, &first)?;
        super::write::bound(&tx, "head", head)?;
    }
    tx.pragma_update(None, "user_version", version + i64::try_from(missing.len()).unwrap_or_default())?;
    tx.commit()?;
    Ok(Ok(()))
}

fn set_aside(folder: &Path, now: Timestamp) -> Result<PathBuf, StoreError> {
    let time = now.strftime("%Y%m%dT%H%M%SZ");
    let first = folder.join(format!("{NAME}.set-aside-{time}"));
    let others = (2..).map(|nth| folder.join(format!("{NAME}.set-aside-{time}-{nth}")));
    // Nothing that was set aside before gives way.
    let free = |path: &PathBuf| fs::symlink_metadata(path).is_err();
    let aside = std::iter::once(first.clone()).chain(others).find(free).unwrap_or(first);
    for side in ["", "-wal", "-shm"] {
        let from = folder.join(format!("{NAME}{side}"));
        let mut to = aside.clone().into_os_string();
        to.push(side);
        match fs::rename(&from, to) {
            Err(source) if source.kind() == std::io::ErrorKind::NotFound => {}
            Err(source) => return Err(StoreError::File { path: from, source }),
            Ok(()) => {}
        }
    }
    Ok(aside)
}
