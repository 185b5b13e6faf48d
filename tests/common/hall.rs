//! A client under test, and documents for it.

use std::{path::Path, sync::Arc, time::Duration};

use gongshi::{
    clock::{Clock, ManualClock},
    config::Hall,
    domain::{Screen, Snapshot, SourceState},
    feed::Rules,
    sample,
    sync::{Options, Sync},
};
use jiff::Timestamp;
use serde_json::{Value, json};

/// What every wait ends by. Far longer than any takes: it is there so that a failing test ends.
const PATIENCE: Duration = Duration::from_secs(20);

pub fn now() -> Timestamp {
    "2026-11-23T02:42:00Z".parse().unwrap()
}

/// A running client.
pub struct Client {
    pub sync: Sync,
    pub clock: Arc<ManualClock>,
}

/// A hall with one source that is asked all the time.
pub fn hall(url: &str) -> Hall {
    let mut hall = sample::hall(url);
    hall.sources[0].poll = Duration::from_millis(20);
    hall.sources[0].rules = Rules::default();
    hall
}

impl Client {
    pub fn start(url: &str, data: &Path) -> Self {
        Self::start_hall(&hall(url), data, Options::default())
    }

    /// With a short deadline, for servers that never finish.
    pub fn hasty(url: &str, data: &Path) -> Self {
        Self::start_hall(
            &hall(url),
            data,
            Options { deadline: Duration::from_millis(300), ..Options::default() },
        )
    }

    pub fn start_hall(hall: &Hall, data: &Path, options: Options) -> Self {
        let clock = Arc::new(ManualClock::new(now()));
        let sync =
            Sync::start_with(hall, data, Arc::clone(&clock) as Arc<dyn Clock>, options, || {}).unwrap();
        assert!(sync.wait_for_disk(PATIENCE), "the disk was not read");
        Self { sync, clock }
    }

    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.sync.snapshots().load_full()
    }

    /// Waits until a snapshot is as it should be.
    pub fn until(&self, what: &str, is: impl Fn(&Snapshot) -> bool) -> Arc<Snapshot> {
        let started = std::time::Instant::now();
        loop {
            let snapshot = self.snapshot();
            if is(&snapshot) {
                return snapshot;
            }
            assert!(started.elapsed() < PATIENCE, "never {what}: {:?}", states(&snapshot));
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    pub fn until_state(&self, is: impl Fn(&SourceState) -> bool) -> SourceState {
        self.until("in that state", |snapshot| is(&snapshot.sources[0].state)).sources[0].state.clone()
    }

    pub fn until_titles(&self, titles: &[&str]) -> Arc<Snapshot> {
        self.until(&format!("{titles:?}"), |snapshot| shown(snapshot, now()) == titles)
    }

    pub fn titles(&self) -> Vec<String> {
        shown(&self.snapshot(), self.clock.now())
    }
}

fn states(snapshot: &Snapshot) -> Vec<&SourceState> {
    snapshot.sources.iter().map(|view| &view.state).collect()
}

/// The titles that a screen may show.
pub fn shown(snapshot: &Snapshot, now: Timestamp) -> Vec<String> {
    let screen = Screen { channel: None, internal: false, zone: sample::zone() };
    snapshot.shown(&screen, now).items.iter().map(|item| item.title.clone()).collect()
}

pub fn item(title: &str) -> Value {
    json!({
        "id": title,
        "title": title,
        "content_text": title,
        "_gongshi": { "kind": "notice", "disclosure": "proactive" },
    })
}

pub fn feed_of(sequence: u64, items: &[Value]) -> String {
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "公示",
        "_gongshi": { "sequence": sequence },
        "items": items,
    })
    .to_string()
}

pub fn feed(sequence: u64, titles: &[&str]) -> String {
    feed_of(sequence, &titles.iter().map(|title| item(title)).collect::<Vec<_>>())
}
