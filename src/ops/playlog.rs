//! Keeps the play log of a running screen, on a thread of its own: the screen tells what is on and never waits; once a
//! minute what was on goes to the disk in one transaction.
//!
//! A power cut costs the last minute at most. A disk that cannot be written is told once; the rows wait for it, and the
//! screen plays on.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
    },
    thread::JoinHandle,
    time::Duration,
};

use jiff::Timestamp;

use super::ledger::{Instant, Ledger, Report};
use crate::{
    clock::Clock,
    playback::aired::Aired,
    store::{
        StoreError,
        playlog::{Age, Begun, PlayLog},
    },
};

/// Between two transactions, at least: each costs the disk an fsync.
const EVERY: Duration = Duration::from_secs(60);
/// The first of a start comes sooner: whatever ends the program later, that it ran is in the log.
const FIRST: Duration = Duration::from_secs(5);
/// Between two prunings.
const PRUNE: Duration = Duration::from_secs(24 * 3600);
/// Reports that may wait while the disk is slow; a strip makes about one a second.
const WAITING: usize = 1024;

enum Message {
    Report(Report),
    End,
}

/// Tells the log what is on; belongs to the screen, and never waits.
#[derive(Debug)]
pub struct Teller {
    sender: SyncSender<Message>,
    origin: std::time::Instant,
    /// How many did not get through since the last that did.
    lost: u32,
}

impl Teller {
    /// All of this is on since an instant, by both clocks.
    pub fn tell(&mut self, wall: Timestamp, mono: std::time::Instant, on: Vec<Arc<Aired>>) {
        let at = Instant { wall, mono: mono.saturating_duration_since(self.origin) };
        let report = Report { at, on, lost: self.lost };
        // Full or ended: what is lost is counted, and said with the next that gets through.
        match self.sender.try_send(Message::Report(report)) {
            Ok(()) => self.lost = 0,
            Err(_) => self.lost = self.lost.saturating_add(1),
        }
    }
}

/// The running thread. Dropping it writes what was on up to then.
#[derive(Debug)]
pub struct Recording {
    sender: SyncSender<Message>,
    thread: Option<JoinHandle<()>>,
}

impl Recording {
    /// Starts the log of a screen in a data folder.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(
        data: &Path,
        screen: &str,
        keep_days: u32,
        clock: Arc<dyn Clock>,
    ) -> io::Result<(Self, Teller)> {
        let (sender, receiver) = sync_channel(WAITING);
        let origin = std::time::Instant::now();
        let recorder = Recorder::new(data.to_owned(), screen.to_owned(), keep_days);
        let thread = std::thread::Builder::new()
            .name("playlog".into())
            .spawn(move || record(recorder, &receiver, &*clock, origin))?;
        let teller = Teller { sender: sender.clone(), origin, lost: 0 };
        Ok((Self { sender, thread: Some(thread) }, teller))
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        // It fails only where the thread has ended already.
        let _ = self.sender.send(Message::End);
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the play log's thread had ended by a panic");
        }
    }
}

fn record(
    mut recorder: Recorder,
    receiver: &Receiver<Message>,
    clock: &dyn Clock,
    origin: std::time::Instant,
) {
    let now = || Instant { wall: clock.now(), mono: origin.elapsed() };
    recorder.begin(now());
    loop {
        match receiver.recv_timeout(recorder.due().saturating_sub(origin.elapsed())) {
            Ok(Message::Report(report)) => recorder.ledger.take(report),
            Ok(Message::End) | Err(RecvTimeoutError::Disconnected) => return recorder.end(now()),
            Err(RecvTimeoutError::Timeout) => {}
        }
        recorder.tick(now());
    }
}

/// Writes the ledger's rows when it is time.
struct Recorder {
    folder: PathBuf,
    keep_days: u32,
    ledger: Ledger,
    log: Option<PlayLog>,
    /// The disk does not take it; that was said.
    failing: bool,
    /// When the next transaction may be, and the next pruning, on the monotonic clock.
    due: Duration,
    prune: Duration,
}

impl Recorder {
    const fn new(folder: PathBuf, screen: String, keep_days: u32) -> Self {
        let ledger = Ledger::new(screen);
        Self {
            folder,
            keep_days,
            ledger,
            log: None,
            failing: false,
            due: Duration::ZERO,
            prune: Duration::ZERO,
        }
    }

    const fn due(&self) -> Duration {
        self.due
    }

    /// Opens the log, so that a disk that cannot be written is told at once.
    fn begin(&mut self, now: Instant) {
        self.due = now.mono + FIRST;
        let opened = self.open(now.wall);
        self.judge(opened);
    }

    /// Writes once a minute.
    fn tick(&mut self, now: Instant) {
        if now.mono < self.due {
            return;
        }
        self.due = now.mono + EVERY;
        self.ledger.cut(now);
        self.write(now);
    }

    fn end(&mut self, now: Instant) {
        self.ledger.end(now);
        self.write(now);
    }

    fn write(&mut self, now: Instant) {
        let age = (now.mono >= self.prune).then_some(Age { now: now.wall, keep_days: self.keep_days });
        if self.ledger.rows().is_empty() && age.is_none() {
            return;
        }
        let done = self.append(now.wall, age);
        if done.is_ok() {
            self.ledger.written();
            if age.is_some() {
                self.prune = now.mono + PRUNE;
            }
        }
        self.judge(done);
    }

    fn append(&mut self, now: Timestamp, age: Option<Age>) -> Result<(), StoreError> {
        self.open(now)?;
        let Some(log) = &mut self.log else { return Ok(()) };
        match log.append(self.ledger.rows(), age) {
            Ok(0) => Ok(()),
            Ok(pruned) => {
                tracing::info!(rows = pruned, "play log pruned");
                Ok(())
            }
            Err(error) => {
                // Opened anew the next time: it may be gone, or another's.
                self.log = None;
                if error.is_corrupt() {
                    self.log = Some(told(PlayLog::begin_anew(&self.folder, &error, now)?));
                }
                Err(error)
            }
        }
    }

    fn open(&mut self, now: Timestamp) -> Result<(), StoreError> {
        if self.log.is_none() {
            self.log = Some(told(PlayLog::open(&self.folder, now)?));
        }
        Ok(())
    }

    /// Says once that it fails, and once that it works again.
    fn judge(&mut self, done: Result<(), StoreError>) {
        match done {
            Ok(()) if std::mem::take(&mut self.failing) => tracing::info!("the play log is written again"),
            Ok(()) => {}
            Err(error) if !std::mem::replace(&mut self.failing, true) => {
                tracing::warn!("play log: {error}; the screen plays on, and what it plays is written later");
            }
            Err(error) => tracing::debug!("play log: {error}"),
        }
    }
}

fn told(begun: Begun) -> PlayLog {
    if let Some((aside, why)) = begun.set_aside {
        tracing::error!("play log: {why}; it was kept as {}, and another was begun", aside.display());
    }
    begun.log
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use rusqlite::Connection;

    use super::*;
    use crate::{
        clock::ManualClock,
        playback::{aired::Cause, plan::Zone},
        store::playlog::{self, Kept, Reading},
    };

    fn at(seconds: u64) -> Instant {
        let wall = Timestamp::from_second(1_764_036_000 + i64::try_from(seconds).unwrap()).unwrap();
        Instant { wall, mono: Duration::from_secs(seconds) }
    }

    fn on(key: &str) -> Vec<Arc<Aired>> {
        vec![Arc::new(Aired::new(Zone::Main, Cause::Kinds, key))]
    }

    fn rows(folder: &Path) -> Vec<Kept> {
        let mut rows = Vec::new();
        let reading = Reading::open(folder).unwrap();
        reading.verify().unwrap().unwrap();
        let take = |kept| {
            rows.push(kept);
            Ok::<_, StoreError>(())
        };
        reading.rows((Timestamp::MIN, Timestamp::MAX), take).unwrap();
        rows
    }

    #[test]
    fn an_hour_of_a_busy_strip_is_one_transaction_a_minute_and_nothing_older_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let mut recorder = Recorder::new(folder.path().to_owned(), "strip".into(), 400);
        recorder.begin(at(0));
        let other = Connection::open(folder.path().join(playlog::NAME)).unwrap();
        // Differs after each transaction of another connection.
        let version = || -> i64 { other.query_row("PRAGMA data_version", [], |row| row.get(0)).unwrap() };
        let newest = || -> i64 {
            let newest = "SELECT max(ended_ms) FROM play";
            other.query_row(newest, [], |row| row.get(0)).unwrap()
        };
        let (mut last, mut transactions) = (version(), Vec::new());
        for second in 0..3600 {
            let now = at(second);
            recorder.ledger.take(Report { at: now, on: on(&format!("{second}")), lost: 0 });
            recorder.tick(now);
            if version() != last {
                last = version();
                transactions.push(second);
            }
            let age = now.wall.as_millisecond() - newest();
            assert!(second < 5 || age <= 60_000, "a power cut at {second} s would lose {age} ms");
        }
        assert!(transactions.windows(2).all(|pair| pair[1] - pair[0] >= 60), "{transactions:?}");
        assert_eq!(transactions.len(), 60);
        recorder.end(at(3600));
        // One of the beginning, and a second each; that which was on at a cut has two.
        let rows = rows(folder.path());
        let own: Vec<_> = rows[1..].iter().filter(|kept| !kept.row.goes_on).collect();
        assert_eq!(own.len(), 3600);
        assert_eq!(own.iter().map(|kept| kept.row.lasted_ms).sum::<i64>(), 3600 * 1000);
    }

    #[test]
    fn a_dark_screen_writes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut recorder = Recorder::new(folder.path().to_owned(), "board".into(), 400);
        recorder.begin(at(0));
        (0..3600).for_each(|second| recorder.tick(at(second)));
        assert_eq!(rows(folder.path()).len(), 1, "only that the chain began");
    }

    #[test]
    fn old_rows_are_pruned_once_a_day() {
        let folder = tempfile::tempdir().unwrap();
        let mut recorder = Recorder::new(folder.path().to_owned(), "board".into(), 7);
        recorder.begin(at(0));
        const DAY: u64 = 24 * 3600;
        for day in 0..12 {
            recorder.ledger.take(Report { at: at(day * DAY), on: on(&format!("{day}")), lost: 0 });
            recorder.tick(at(day * DAY + 10));
            recorder.ledger.take(Report { at: at(day * DAY + 20), on: Vec::new(), lost: 0 });
            recorder.tick(at(day * DAY + 90));
        }
        let left: Vec<_> = rows(folder.path()).into_iter().map(|kept| kept.row.key).collect();
        assert_eq!(left.first().map(String::as_str), Some("4"), "{left:?}");
        assert_eq!(left.last().map(String::as_str), Some("11"), "{left:?}");
    }

    #[test]
    fn a_folder_that_cannot_be_written_costs_nothing_once_it_can_again() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        // A file in its place stands for every reason, also for root, whom no mode keeps out.
        crate::store::atomic::write(&data, b"").unwrap();
        let mut recorder = Recorder::new(data.clone(), "board".into(), 400);
        recorder.begin(at(0));
        assert!(recorder.failing);
        recorder.ledger.take(Report { at: at(0), on: on("a"), lost: 0 });
        (0..200).for_each(|second| recorder.tick(at(second)));
        assert!(recorder.failing);
        std::fs::remove_file(&data).unwrap();
        (200..300).for_each(|second| recorder.tick(at(second)));
        assert!(!recorder.failing);
        let rows = rows(&data);
        assert!(rows[1..].iter().all(|kept| kept.row.key == "a"));
        let lasted: i64 = rows.iter().map(|kept| kept.row.lasted_ms).sum();
        assert_eq!(
            lasted,
            rows.last().unwrap().row.ended_ms - at(0).wall.as_millisecond(),
            "all of it is there"
        );
        assert_eq!(std::fs::metadata(&data).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn a_log_that_breaks_while_it_is_written_is_kept_and_another_takes_the_rows() {
        let folder = tempfile::tempdir().unwrap();
        let mut recorder = Recorder::new(folder.path().to_owned(), "board".into(), 400);
        recorder.begin(at(0));
        let path = folder.path().join(playlog::NAME);
        Connection::open(&path).unwrap().execute_batch("DELETE FROM bound").unwrap();
        recorder.ledger.take(Report { at: at(0), on: on("a"), lost: 0 });
        (0..130).for_each(|second| recorder.tick(at(second)));
        let rows = rows(folder.path());
        assert!(rows[0].row.key.starts_with("playlog.db.set-aside-"), "{rows:?}");
        assert_eq!(rows[1].row.started_ms, at(0).wall.as_millisecond());
        assert!(folder.path().join(&rows[0].row.key).exists());
    }

    #[test]
    fn the_thread_writes_what_was_told_before_it_ends() {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::new(at(0).wall));
        let (recording, mut teller) =
            Recording::start(folder.path(), "board", 400, Arc::clone(&clock) as Arc<dyn Clock>).unwrap();
        teller.tell(clock.now(), std::time::Instant::now(), on("a"));
        clock.advance(Duration::from_secs(12));
        teller.tell(clock.now(), std::time::Instant::now(), on("b"));
        clock.advance(Duration::from_secs(3));
        drop(recording);
        let rows = rows(folder.path());
        let said: Vec<_> = rows[1..]
            .iter()
            .map(|kept| (kept.row.key.as_str(), kept.row.ended_ms - kept.row.started_ms, kept.row.goes_on))
            .collect();
        assert_eq!(said, [("a", 12_000, false), ("b", 3000, false)]);
        // Nobody listens any more, and the screen does not mind.
        teller.tell(clock.now(), std::time::Instant::now(), on("c"));
        assert_eq!(teller.lost, 1);
    }

    #[test]
    fn a_full_channel_keeps_nobody_waiting_and_the_loss_is_told() {
        let (sender, receiver) = sync_channel(1);
        let mut teller = Teller { sender, origin: std::time::Instant::now(), lost: 0 };
        for key in ["a", "b", "c"] {
            teller.tell(at(0).wall, std::time::Instant::now(), on(key));
        }
        assert!(matches!(receiver.recv().unwrap(), Message::Report(Report { lost: 0, .. })));
        teller.tell(at(1).wall, std::time::Instant::now(), on("d"));
        assert!(matches!(receiver.recv().unwrap(), Message::Report(Report { lost: 2, .. })));
        assert_eq!(teller.lost, 0);
    }
}
