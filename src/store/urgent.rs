//! What staff interrupt the screens with: one small file in the data folder, which the running client looks at.
//!
//! It is a feed like any other and read by the same reader, so that its words are cleaned and stand under the one
//! gate as a bureau's do. [`start`] and [`stop`] write it whole, one process after the other; it is not meant to be
//! written by hand.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{StoreError, atomic};
use crate::{
    domain::{Edition, item::Severity},
    feed::{self, Document, Rules},
};

/// The file's name in the data folder.
pub const NAME: &str = "interrupts.json";
/// Longest time an interrupt stands, so that none is forgotten on the wall.
pub const LONGEST: Duration = Duration::from_secs(12 * 3600);
/// How many may stand at once; a wall that says more says nothing.
pub const MOST: usize = 20;
/// Bytes of the file: what [`MOST`] of the longest texts take.
pub const FILE_BYTES: usize = 4 * 1024 * 1024;

/// What is held while the file is read and written anew.
const LOCK: &str = "interrupts.lock";

/// What staff ask for.
#[derive(Debug, Clone, Copy)]
pub struct Call<'a> {
    /// One line.
    pub title: &'a str,
    /// More, where one line is not enough.
    pub text: Option<&'a str>,
    /// How urgent.
    pub severity: Severity,
    /// How long; at most [`LONGEST`].
    pub lasts: Duration,
}

/// One of those that stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// What it is stopped by.
    pub id: String,
    /// Its one line.
    pub title: String,
    content_text: String,
    /// Since when.
    #[serde(rename = "date_published")]
    pub since: Timestamp,
    #[serde(rename = "_gongshi")]
    extension: Extension,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Extension {
    kind: String,
    disclosure: String,
    valid_to: Timestamp,
    interrupt: Interrupt,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Interrupt {
    severity: String,
    until: Timestamp,
}

#[derive(Debug, Serialize, Deserialize)]
struct Feed {
    version: String,
    title: String,
    items: Vec<Standing>,
}

impl Standing {
    /// When it ends by itself.
    pub fn until(&self) -> Timestamp {
        self.extension.interrupt.until
    }

    /// Its severity, in the word of the feed.
    pub fn severity(&self) -> &str {
        &self.extension.interrupt.severity
    }
}

/// Lets an interrupt stand from `now` on; returns it.
///
/// # Errors
/// One that may not stand (empty or too long, for no time or too long, one too many), or a folder or file that
/// cannot be read or written.
pub fn start(folder: &Path, call: Call<'_>, now: Timestamp) -> Result<Standing, StoreError> {
    let path = folder.join(NAME);
    let refuse = |why: String| StoreError::Unusable { path: path.clone(), why };
    let (title, text) = (call.title.trim(), call.text.map_or("", str::trim));
    if title.is_empty() || title.chars().count() > feed::limits::TITLE_CHARS {
        return Err(refuse(format!("the title must have 1 to {} characters", feed::limits::TITLE_CHARS)));
    }
    if text.chars().count() > feed::limits::TEXT_CHARS {
        return Err(refuse(format!("the text has more than {} characters", feed::limits::TEXT_CHARS)));
    }
    if call.lasts.is_zero() || call.lasts > LONGEST {
        return Err(refuse(format!("it must last from 1 s to {} h", LONGEST.as_secs() / 3600)));
    }
    let until = now
        .checked_add(call.lasts)
        .map_err(|_| refuse("the system's clock stands at the end of the calendar; set it right".into()))?;
    fs::create_dir_all(folder).map_err(|source| StoreError::File { path: folder.to_owned(), source })?;
    let _lock = lock(folder)?;
    let mut items = standing(folder, now)?;
    if items.len() >= MOST {
        return Err(refuse(format!("{MOST} interrupts stand already; stop one of them first")));
    }
    let highest = items.iter().filter_map(|item| item.id.parse::<u32>().ok()).max();
    let item = Standing {
        id: highest.unwrap_or(0).saturating_add(1).to_string(),
        title: title.into(),
        content_text: if text.is_empty() { title.into() } else { text.into() },
        since: now,
        extension: Extension {
            kind: "notice".into(),
            disclosure: "proactive".into(),
            valid_to: until,
            interrupt: Interrupt { severity: call.severity.word().into(), until },
        },
    };
    items.push(item.clone());
    write(&path, items)?;
    Ok(item)
}

/// Ends one interrupt, without an id all of them; returns those that stood.
///
/// # Errors
/// A folder or file that cannot be read or written. A file that is broken is no reason not to end all.
pub fn stop(folder: &Path, id: Option<&str>, now: Timestamp) -> Result<Vec<Standing>, StoreError> {
    let path = folder.join(NAME);
    if !path.exists() {
        return Ok(Vec::new());
    }
    let _lock = lock(folder)?;
    let items = match (standing(folder, now), id) {
        (Err(StoreError::Unusable { .. }), None) => Vec::new(),
        (items, _) => items?,
    };
    let (ended, left): (Vec<_>, Vec<_>) =
        items.into_iter().partition(|item| id.is_none_or(|id| item.id == id));
    if id.is_none() || !ended.is_empty() {
        write(&path, left)?;
    }
    Ok(ended)
}

/// Those that stand at `now`, the oldest first.
///
/// # Errors
/// A file that cannot be read.
pub fn standing(folder: &Path, now: Timestamp) -> Result<Vec<Standing>, StoreError> {
    let path = folder.join(NAME);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(StoreError::File { path, source }),
    };
    let feed: Feed = serde_json::from_slice(&bytes).map_err(|error| StoreError::Unusable {
        path,
        why: format!("{error}; `gongshi interrupt stop` without an id writes it anew"),
    })?;
    Ok(feed.items.into_iter().filter(|item| now < item.until()).collect())
}

/// The file's bytes as the screens take them.
///
/// # Errors
/// Why they are no feed.
pub fn read(bytes: &[u8]) -> Result<Edition, feed::Refusal> {
    feed::read_single(&Document { bytes, content_type: None, base: "file:///" }, Rules::default())
}

fn write(path: &Path, items: Vec<Standing>) -> Result<(), StoreError> {
    let failed = |source| StoreError::File { path: path.to_owned(), source };
    let feed = Feed { version: "https://jsonfeed.org/version/1.1".into(), title: "interrupts".into(), items };
    let bytes = serde_json::to_vec_pretty(&feed).map_err(|error| failed(error.into()))?;
    atomic::write(path, &bytes).map_err(failed)
}

/// Two who press at once must both be heard. Given up when dropped.
fn lock(folder: &Path) -> Result<File, StoreError> {
    let path: PathBuf = folder.join(LOCK);
    let file = File::create(&path).and_then(|file| file.lock().map(|()| file));
    file.map_err(|source| StoreError::File { path, source })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-11-23T10:42:00+08:00";

    fn now() -> Timestamp {
        NOW.parse().unwrap()
    }

    fn call(title: &str, minutes: u64) -> Call<'_> {
        Call { title, text: None, severity: Severity::Severe, lasts: Duration::from_secs(60 * minutes) }
    }

    #[test]
    fn what_is_written_is_a_feed_that_the_screens_take() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("new");
        let first = start(&data, call("停电", 30), now()).unwrap();
        let second = start(&data, Call { text: Some("请从东门离开"), ..call("火警", 60) }, now()).unwrap();
        assert_eq!((first.id.as_str(), second.id.as_str()), ("1", "2"));
        let edition = read(&fs::read(data.join(NAME)).unwrap()).unwrap();
        assert_eq!((edition.len(), edition.rejected.len()), (2, 0), "{:?}", edition.rejected);
        assert_eq!(standing(&data, now()).unwrap(), [first, second]);
    }

    #[test]
    fn what_is_over_leaves_and_what_is_stopped_too() {
        let folder = tempfile::tempdir().unwrap();
        start(folder.path(), call("甲", 30), now()).unwrap();
        start(folder.path(), call("乙", 60), now()).unwrap();
        start(folder.path(), call("丙", 60), now()).unwrap();
        let later = now() + Duration::from_secs(1800);
        let titles = || -> Vec<_> {
            standing(folder.path(), later).unwrap().into_iter().map(|item| item.title).collect()
        };
        assert_eq!(titles(), ["乙", "丙"]);
        assert!(stop(folder.path(), Some("9"), later).unwrap().is_empty());
        assert_eq!(stop(folder.path(), Some("2"), later).unwrap().len(), 1);
        assert_eq!(titles(), ["丙"]);
        assert_eq!(stop(folder.path(), None, later).unwrap().len(), 1);
        assert!(titles().is_empty());
    }

    #[test]
    fn what_may_not_stand_is_refused_with_a_reason() {
        let folder = tempfile::tempdir().unwrap();
        for wrong in [call(" ", 30), call("停电", 0), call("停电", 721), call(&"电".repeat(501), 30)] {
            assert!(matches!(start(folder.path(), wrong, now()), Err(StoreError::Unusable { .. })));
        }
        for _ in 0..MOST {
            start(folder.path(), call("停电", 720), now()).unwrap();
        }
        assert!(start(folder.path(), call("停电", 30), now()).is_err());
    }

    #[test]
    fn a_broken_file_is_named_and_can_be_ended() {
        let folder = tempfile::tempdir().unwrap();
        atomic::write(&folder.path().join(NAME), b"{").unwrap();
        assert!(start(folder.path(), call("停电", 30), now()).is_err());
        assert!(stop(folder.path(), Some("1"), now()).is_err());
        assert!(stop(folder.path(), None, now()).unwrap().is_empty());
        assert!(start(folder.path(), call("停电", 30), now()).is_ok());
    }
}
