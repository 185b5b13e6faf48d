//! Opening the database: settings, migrations, and what happens to one that cannot be read.

use std::{
    fs::{self, DirBuilder, OpenOptions},
    io,
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _},
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::Connection;

use super::{Opened, Store, StoreError};

/// The database's name in the data folder.
pub(super) const NAME: &str = "gongshi.db";

/// Each brings the schema from the version of its place (from 0) to the next. Never changed once released.
const MIGRATIONS: &[&str] = &["
    CREATE TABLE source (
        url TEXT PRIMARY KEY,
        -- The highest accepted sequence, as text: SQLite's integers end at half of ours.
        sequence TEXT,
        confirmed_ms INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE page (
        source TEXT NOT NULL REFERENCES source (url) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        url TEXT NOT NULL,
        base TEXT NOT NULL,
        content_type TEXT,
        etag TEXT,
        last_modified TEXT,
        sha256 BLOB NOT NULL,
        body BLOB NOT NULL,
        PRIMARY KEY (source, number)
    ) STRICT;
    CREATE TABLE media (
        url TEXT PRIMARY KEY,
        sha256 BLOB NOT NULL,
        size INTEGER NOT NULL,
        etag TEXT,
        last_modified TEXT
    ) STRICT;
"];

impl Store {
    /// Opens the store of a data folder, making both where they are missing.
    ///
    /// A database that is corrupt, or written by a newer gongshi, is renamed to `gongshi.db.set-aside` (one is
    /// kept, so that a failing disk cannot fill itself with them) and a new one begun: all it holds can be
    /// fetched again. A disk that cannot be written at all is an error.
    pub fn open(folder: &Path) -> Result<Opened, StoreError> {
        make_folder(folder)?;
        make_folder(&folder.join(super::media::FOLDER))?;
        let why = match connect(folder) {
            Ok(db) => {
                return Ok(Opened { store: Self { db, folder: folder.to_owned() }, set_aside: None });
            }
            Err(Failure::Fatal(error)) => return Err(error),
            Err(Failure::Useless(why)) => why,
        };
        let aside = set_aside(folder)?;
        match connect(folder) {
            Ok(db) => {
                Ok(Opened { store: Self { db, folder: folder.to_owned() }, set_aside: Some((aside, why)) })
            }
            Err(Failure::Fatal(error)) => Err(error),
            Err(Failure::Useless(what)) => Err(StoreError::Damaged { path: folder.join(NAME), what }),
        }
    }
}

enum Failure {
    /// A new database would not help.
    Fatal(StoreError),
    /// Nothing can be read from this one.
    Useless(String),
}

fn connect(folder: &Path) -> Result<Connection, Failure> {
    let path = folder.join(NAME);
    let sorted = |source: rusqlite::Error| {
        let error = StoreError::Database { path: path.clone(), source };
        if error.is_corrupt() { Failure::Useless(error.to_string()) } else { Failure::Fatal(error) }
    };
    make_private(&path).map_err(Failure::Fatal)?;
    let mut db = Connection::open(&path).map_err(sorted)?;
    settle(&db).map_err(sorted)?;
    let verdict: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(sorted)?;
    if verdict != "ok" {
        return Err(Failure::Useless(verdict));
    }
    migrate(&mut db).map_err(sorted)?.map_err(Failure::Useless)?;
    Ok(db)
}

/// Makes the file of a database, or closes it to others: SQLite gives its side files the mode of the database, so the
/// mode is set before it sees the file.
pub(super) fn make_private(path: &Path) -> Result<(), StoreError> {
    let file = OpenOptions::new().create(true).append(true).mode(0o600).open(path);
    let done = file.and_then(|file| file.set_permissions(fs::Permissions::from_mode(0o600)));
    done.map_err(|source| StoreError::File { path: path.to_owned(), source })
}

/// How every database here is written: what is committed survives a power cut.
pub(super) fn settle(db: &Connection) -> rusqlite::Result<()> {
    db.busy_timeout(Duration::from_secs(5))?;
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "foreign_keys", true)?;
    // A large publication must not leave its size in the log for ever.
    db.pragma_update(None, "journal_size_limit", 4 * 1024 * 1024)
}

/// Brings the schema up to date, each step in its own transaction. The inner error: it is from the future.
fn migrate(db: &mut Connection) -> rusqlite::Result<Result<(), String>> {
    let version: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let Some(missing) = usize::try_from(version).ok().and_then(|version| MIGRATIONS.get(version..)) else {
        return Ok(Err(format!(
            "written by a newer gongshi (schema {version}; this one knows {})",
            MIGRATIONS.len()
        )));
    };
    for (sql, next) in missing.iter().zip(version + 1..) {
        let tx = db.transaction()?;
        tx.execute_batch(sql)?;
        tx.pragma_update(None, "user_version", next)?;
        tx.commit()?;
    }
    Ok(Ok(()))
}

fn set_aside(folder: &Path) -> Result<PathBuf, StoreError> {
    let aside = folder.join(format!("{NAME}.set-aside"));
    for side in ["", "-wal", "-shm"] {
        let from = folder.join(format!("{NAME}{side}"));
        let to = folder.join(format!("{NAME}.set-aside{side}"));
        match fs::rename(&from, &to) {
            Err(source) if source.kind() == io::ErrorKind::NotFound => {
                // An older side file would not belong to the newer database beside it.
                fs::remove_file(&to).ok();
            }
            Err(source) => return Err(StoreError::File { path: from, source }),
            Ok(()) => {}
        }
    }
    Ok(aside)
}

/// Only what it makes itself is closed to others: a folder that was there has the mode somebody chose.
pub(super) fn make_folder(folder: &Path) -> Result<(), StoreError> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|source| StoreError::File { path: folder.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    #[test]
    fn others_cannot_read_it() {
        let scratch = scratch();
        let folder = scratch.path().join("data/hall");
        let opened = Store::open(&folder).unwrap();
        opened.store.db.execute("INSERT INTO source VALUES ('a', NULL, 0)", []).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&folder.join(super::super::media::FOLDER)), 0o700);
        for name in ["gongshi.db", "gongshi.db-wal", "gongshi.db-shm"] {
            assert_eq!(mode(&folder.join(name)), 0o600, "{name}");
        }
    }

    #[test]
    fn settings_hold() {
        let scratch = scratch();
        let db = Store::open(scratch.path()).unwrap().store.db;
        let journal: String = db.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
        let synchronous: i64 = db.query_row("PRAGMA synchronous", [], |row| row.get(0)).unwrap();
        assert_eq!((journal.as_str(), synchronous), ("wal", 2));
    }

    #[test]
    fn rubbish_is_set_aside() {
        let scratch = scratch();
        let path = scratch.path().join(NAME);
        super::super::atomic::write(&path, &[0x5a; 9000]).unwrap();
        let opened = Store::open(scratch.path()).unwrap();
        let (aside, why) = opened.set_aside.unwrap();
        assert_eq!(fs::read(aside).unwrap().len(), 9000);
        assert!(why.contains("not a database"), "{why}");
        drop(opened.store);
        assert!(Store::open(scratch.path()).unwrap().set_aside.is_none());
    }

    #[test]
    fn a_database_from_the_future_is_set_aside() {
        let scratch = scratch();
        let opened = Store::open(scratch.path()).unwrap();
        opened.store.db.pragma_update(None, "user_version", 99).unwrap();
        drop(opened);
        let (_, why) = Store::open(scratch.path()).unwrap().set_aside.unwrap();
        assert!(why.contains("newer gongshi"), "{why}");
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_an_error() {
        let scratch = scratch();
        let file = scratch.path().join("file");
        super::super::atomic::write(&file, b"").unwrap();
        let error = Store::open(&file.join("data")).unwrap_err();
        assert!(matches!(error, StoreError::File { .. }), "{error}");
    }
}
