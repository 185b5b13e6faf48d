//! Notices that files have changed, however they were saved: written over, put in place by a rename, swapped behind a
//! symbolic link, taken away, or written on another machine of which no event tells.

use std::{
    collections::BTreeSet,
    io,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    time::Duration,
};

use notify_debouncer_full::{
    DebounceEventResult, Debouncer, RecommendedCache, new_debouncer,
    notify::{RecommendedWatcher, RecursiveMode},
};
use sha2::{Digest as _, Sha256};

use crate::config::{self, MAX_BYTES};

/// How long events are gathered: an editor makes several a save. It is also how often the debouncer's thread wakes.
const GATHER: Duration = Duration::from_millis(400);

/// Two looks this far apart must see the same before it counts: a file is empty or half for a moment while it is written.
const SETTLE: Duration = Duration::from_millis(100);

/// A file that never stands still is taken as it is after so many looks.
const MOST_LOOKS: usize = 20;

/// Where no event tells of a change, such as on a network share, it is seen after this.
const POLL: Duration = Duration::from_secs(3);

/// A chain of links that is longer is a loop.
const MOST_LINKS: usize = 16;

/// The bytes of some files, as a digest of each; of one that cannot be read, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint(Vec<Result<[u8; 32], io::ErrorKind>>);

impl Fingerprint {
    /// As the files are now. Files larger than a config may be are told apart by their beginning.
    pub fn of(files: &[PathBuf]) -> Self {
        let one = |file: &PathBuf| match config::read_file(file, MAX_BYTES) {
            Ok(bytes) => Ok(Sha256::digest(bytes).into()),
            Err(error) => Err(error.kind()),
        };
        Self(files.iter().map(one).collect())
    }

    /// As the files are once they stand still.
    fn settled(files: &[PathBuf], mut now: Self) -> Self {
        for _ in 0..MOST_LOOKS {
            std::thread::sleep(SETTLE);
            let next = Self::of(files);
            if next == now {
                break;
            }
            now = next;
        }
        now
    }
}

/// Watches on a thread of its own, until it is dropped.
#[derive(Debug)]
pub struct Watch {
    stop: Sender<Told>,
}

enum Told {
    Event,
    Stop,
}

impl Watch {
    /// Calls `changed` on the thread whenever the bytes of the files are others than the last time, the first time than
    /// `seen`; it returns the files to watch from then on.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(
        files: Vec<PathBuf>,
        seen: Fingerprint,
        changed: impl FnMut() -> Vec<PathBuf> + Send + 'static,
    ) -> io::Result<Self> {
        let (tell, told) = channel();
        let stop = tell.clone();
        std::thread::Builder::new()
            .name("watch".into())
            .spawn(move || run(files, seen, changed, &tell, &told))?;
        Ok(Self { stop })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // A thread that has ended does not listen. It is not waited for: it may hang on a share that is gone.
        let _ = self.stop.send(Told::Stop);
    }
}

fn run(
    mut files: Vec<PathBuf>,
    mut seen: Fingerprint,
    mut changed: impl FnMut() -> Vec<PathBuf>,
    tell: &Sender<Told>,
    told: &Receiver<Told>,
) {
    let mut events = listen(&files, tell);
    loop {
        let now = Fingerprint::of(&files);
        if now != seen {
            seen = Fingerprint::settled(&files, now);
            let next = changed();
            if next != files {
                files = next;
                seen = Fingerprint::of(&files);
            }
            // Folders and links may be others now. What happens before this is seen at once, below.
            events = listen(&files, tell);
            continue;
        }
        match told.recv_timeout(POLL) {
            Ok(Told::Event) | Err(RecvTimeoutError::Timeout) => {}
            Ok(Told::Stop) | Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    drop(events);
}

/// Listens to the folders; where that cannot be had, the poll alone sees what changes.
fn listen(files: &[PathBuf], tell: &Sender<Told>) -> Option<Debouncer<RecommendedWatcher, RecommendedCache>> {
    let tell = tell.clone();
    let handler = move |events: DebounceEventResult| {
        // Our own reading makes events too. An error may hide a change.
        let matters = events.map_or(true, |events| events.iter().any(|event| !event.kind.is_access()));
        if matters {
            // A thread that has ended does not listen.
            let _ = tell.send(Told::Event);
        }
    };
    let mut debouncer = new_debouncer(GATHER, Some(GATHER), handler)
        .inspect_err(|error| tracing::warn!(%error, "changes of the config are seen late"))
        .ok()?;
    for folder in files.iter().flat_map(|file| folders(file)).collect::<BTreeSet<_>>() {
        if let Err(error) = debouncer.watch(&folder, RecursiveMode::NonRecursive) {
            tracing::debug!(folder = %folder.display(), %error, "changes in it are seen late");
        }
    }
    Some(debouncer)
}

/// The folders in which something happens when the file behind a path becomes another: its own, and that of every
/// symbolic link on the way to it.
fn folders(file: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    let mut path = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    for _ in 0..MOST_LINKS {
        found.extend(path.parent().map(Path::to_owned));
        // The outermost first: what stands behind it is another place altogether.
        let outermost = path.ancestors().filter(|part| part.is_symlink()).last().map(Path::to_owned);
        let Some(link) = outermost else { break };
        let (Some(folder), Ok(target)) = (link.parent(), link.read_link()) else { break };
        found.insert(folder.to_owned());
        let behind = path.strip_prefix(&link).map(Path::to_owned).unwrap_or_default();
        path = folder.join(target);
        if !behind.as_os_str().is_empty() {
            path.push(behind);
        }
    }
    found
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "editors write over a file")]
mod tests {
    use super::*;
    use std::{fs, os::unix::fs::symlink, sync::mpsc, time::Instant};

    /// A watched file; what was read at each change comes out of the channel.
    fn watched(file: &Path) -> (Watch, mpsc::Receiver<io::Result<String>>) {
        let files = vec![file.to_owned()];
        let (send, changes) = mpsc::channel();
        let own = file.to_owned();
        let seen = Fingerprint::of(&files);
        let watch = Watch::start(files, seen, move || {
            let _ = send.send(fs::read_to_string(&own));
            vec![own.clone()]
        });
        (watch.unwrap(), changes)
    }

    const PATIENCE: Duration = Duration::from_secs(20);

    /// The content after the next change.
    fn next(changes: &mpsc::Receiver<io::Result<String>>) -> io::Result<String> {
        changes.recv_timeout(PATIENCE).expect("a change is seen")
    }

    #[test]
    fn every_way_of_saving_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("hall.toml");
        fs::write(&file, "0").unwrap();
        let (_watch, changes) = watched(&file);

        // Written over, with a moment in which it is empty and one in which it is half.
        fs::write(&file, "").unwrap();
        std::thread::sleep(Duration::from_millis(20));
        fs::write(&file, "written ").unwrap();
        std::thread::sleep(Duration::from_millis(20));
        fs::write(&file, "written over").unwrap();
        // A machine that is busy elsewhere may look between two writes, but then it looks again.
        while next(&changes).unwrap() != "written over" {}

        // As vim and rsync do it.
        let beside = folder.path().join(".hall.toml.swp");
        fs::write(&beside, "renamed").unwrap();
        fs::rename(&beside, &file).unwrap();
        assert_eq!(next(&changes).unwrap(), "renamed");

        // As an editor with a backup does it: the old one away, a new one in its place.
        fs::rename(&file, folder.path().join("hall.toml~")).unwrap();
        fs::write(&file, "new beside a backup").unwrap();
        assert_eq!(next(&changes).unwrap(), "new beside a backup");

        fs::remove_file(&file).unwrap();
        assert_eq!(next(&changes).unwrap_err().kind(), io::ErrorKind::NotFound);
        fs::write(&file, "back").unwrap();
        assert_eq!(next(&changes).unwrap(), "back");

        // The same bytes are no change, nor is another file.
        fs::write(&file, "back").unwrap();
        fs::write(folder.path().join("other"), "x").unwrap();
        assert!(changes.recv_timeout(POLL + GATHER).is_err());
    }

    #[test]
    fn links_that_are_swapped_are_seen() {
        let root = tempfile::tempdir().unwrap();
        let at = |path: &str| root.path().join(path);
        // As Kubernetes lays out a config map: hall.toml -> ..data/hall.toml, ..data -> ..1.
        for (version, text) in [("mount/..1", "one"), ("mount/..2", "two"), ("else/where", "three")] {
            fs::create_dir_all(at(version)).unwrap();
            fs::write(at(version).join("hall.toml"), text).unwrap();
        }
        symlink("..1", at("mount/..data")).unwrap();
        symlink("..data/hall.toml", at("mount/hall.toml")).unwrap();
        // And the folder itself is a link.
        symlink(at("mount"), at("etc")).unwrap();
        let file = at("etc/hall.toml");
        assert_eq!(fs::read_to_string(&file).unwrap(), "one");
        let expected: BTreeSet<_> =
            [root.path().to_owned(), at("etc"), at("mount"), at("mount/..data"), at("mount/..1")].into();
        assert_eq!(folders(&file), expected);

        let (_watch, changes) = watched(&file);
        symlink("..2", at("mount/..next")).unwrap();
        fs::rename(at("mount/..next"), at("mount/..data")).unwrap();
        assert_eq!(next(&changes).unwrap(), "two");
        // Behind the links, in a folder that was not there to be watched at first.
        fs::write(at("mount/..2/hall.toml"), "two and a half").unwrap();
        assert_eq!(next(&changes).unwrap(), "two and a half");
        symlink(at("else/where"), at("next")).unwrap();
        fs::rename(at("next"), at("etc")).unwrap();
        assert_eq!(next(&changes).unwrap(), "three");
    }

    #[test]
    fn what_no_event_tells_is_seen_by_looking() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("share/hall.toml");
        // The folder is not there yet, so nothing can listen to it, as on a share that was not mounted.
        let (_watch, changes) = watched(&file);
        std::thread::sleep(SETTLE);
        fs::create_dir(root.path().join("share")).unwrap();
        fs::write(&file, "mounted").unwrap();
        assert_eq!(next(&changes).unwrap(), "mounted");
    }

    #[test]
    fn a_loop_of_links_ends() {
        let root = tempfile::tempdir().unwrap();
        let (one, two) = (root.path().join("one"), root.path().join("two"));
        symlink(&two, &one).unwrap();
        symlink(&one, &two).unwrap();
        assert_eq!(folders(&one), BTreeSet::from([root.path().to_owned()]));
        let (watch, changes) = watched(&one);
        fs::remove_file(&one).unwrap();
        fs::write(&one, "a file at last").unwrap();
        assert_eq!(next(&changes).unwrap(), "a file at last");
        drop(watch);
        let start = Instant::now();
        while !matches!(changes.try_recv(), Err(mpsc::TryRecvError::Disconnected)) {
            std::thread::sleep(Duration::from_millis(10));
            assert!(start.elapsed() < PATIENCE, "the thread goes with its handle");
        }
    }
}
