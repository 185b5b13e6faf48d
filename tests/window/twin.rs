//! A client that is laid out as the real one but draws nowhere: it knows where the buttons are.

use std::sync::Arc;

use arc_swap::ArcSwap;
use egui::{Pos2, Rect};
use gongshi::{
    clock::{Clock as _, ManualClock, SystemClock},
    domain::{Channel, Edition, Kind, Screen, Snapshot, SourceState, SourceView},
    feed::{self, Document},
    sample,
};

use super::frames::Frames;

pub struct Twin {
    frames: Frames,
    snapshots: Arc<ArcSwap<Snapshot>>,
}

/// What the small bureau publishes now.
fn edition() -> Edition {
    let now = SystemClock.now();
    let bytes = sample::publication(now, sample::step(now)).unwrap();
    let document = Document { bytes: &bytes, content_type: None, base: "http://127.0.0.1/" };
    feed::read_single(&document, feed::Rules { require_approval: true, ..feed::Rules::default() }).unwrap()
}

impl Twin {
    /// The kiosk of the sample hall.
    pub fn kiosk(width: u32, height: u32) -> Self {
        let hall = sample::hall("http://127.0.0.1/");
        let screen = hall.screens[0].clone();
        let source = SourceView {
            name: "sample".into(),
            edition: Arc::new(edition()),
            state: SourceState::Fresh,
            confirmed: Some(SystemClock.now()),
            stale_after: jiff::SignedDuration::from_hours(1),
        };
        let snapshot = Snapshot { generation: 1, sources: vec![source], ..Snapshot::default() };
        let snapshots = Arc::new(ArcSwap::from_pointee(snapshot));
        let clock = Arc::new(ManualClock::new(SystemClock.now()));
        let frames = Frames::new(hall, screen, (width, height), clock, Arc::clone(&snapshots));
        Self { frames, snapshots }
    }

    /// Everything on the page that has a name.
    fn names(&mut self) -> Vec<(String, Rect)> {
        // Fonts come with the second frame.
        self.frames.frame();
        self.frames.frame().names
    }

    /// The title and the URL of a guide whose row is on the page.
    pub fn guide_in_sight(&mut self) -> (String, String) {
        let names = self.names();
        let gate = Screen { channel: Some(Channel::Kiosk), internal: false, zone: sample::zone() };
        let shown = self.snapshots.load().shown(&gate, SystemClock.now());
        let guides = shown.items.iter().filter(|item| item.kind() == Kind::Guide);
        let mut seen = guides.filter(|item| names.iter().any(|(name, _)| name.starts_with(&item.title)));
        let guide = seen.next().unwrap_or_else(|| panic!("no guide among {names:?}"));
        (guide.title.clone(), guide.url.clone().expect("guides of the sample are online"))
    }

    /// The middle of what has a name that begins so.
    pub fn place(&mut self, name: &str) -> Pos2 {
        let names = self.names();
        let found = names.iter().find(|(own, _)| own.starts_with(name));
        found.unwrap_or_else(|| panic!("nothing is called {name} among {names:?}")).1.center()
    }

    /// Touches a place, as [`super::display::Display::tap`] does on the real one.
    pub fn tap(&mut self, pos: Pos2) {
        self.frames.tap_at(pos);
    }
}
