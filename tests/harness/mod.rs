//! The one place that makes the harness of the UI's tests: the sample hall at a fixed instant, drawn by lavapipe,
//! and how much a picture may differ from the reviewed one.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

pub mod planned;

use std::sync::Arc;

use arc_swap::ArcSwap;
use egui::Vec2;
use egui_kittest::{Harness, OsThreshold, SnapshotOptions};
use gongshi::{
    clock::ManualClock,
    config::{Face, Hall, Screen, ThemeName},
    domain::{self, Snapshot, SourceState, SourceView, snapshot::Shown},
    feed::{self, Document, Rules},
    sample,
    ui::{Client, theme},
};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

/// The instant of all pictures: a Monday morning, as in the reference pictures.
pub const NOW: &str = "2026-11-23T10:42:00+08:00";

/// How far apart two colours may be before a pixel counts as different (as dify measures it).
const THRESHOLD: f32 = 0.6;
/// How many pixels may differ: Mesa's versions round the edges of letters differently.
const PIXELS: usize = 60;

pub type Page = gongshi::ui::kiosk::Page;
pub type Pictured = Harness<'static, Option<Client>>;

/// One screen of the sample hall under test.
pub struct Stand {
    pub hall: Arc<Hall>,
    pub screen: Screen,
    pub size: (u32, u32),
    pub snapshot: Arc<Snapshot>,
    pub harness: Pictured,
}

pub fn now() -> Timestamp {
    NOW.parse().unwrap()
}

/// The sample's publication of [`NOW`], just confirmed.
pub fn snapshot() -> Snapshot {
    snapshot_of(&sample::publication(now(), sample::step(now())).unwrap())
}

/// The sample's publication with one more item.
pub fn snapshot_with(item: Value) -> Snapshot {
    let bytes = sample::publication(now(), sample::step(now())).unwrap();
    let mut feed: Value = serde_json::from_slice(&bytes).unwrap();
    feed["items"].as_array_mut().unwrap().push(item);
    snapshot_of(feed.to_string().as_bytes())
}

fn snapshot_of(bytes: &[u8]) -> Snapshot {
    let document = Document { bytes, content_type: None, base: "http://127.0.0.1/feed.json" };
    let rules = Rules { require_approval: true, ..Rules::default() };
    let view = SourceView {
        name: "sample".into(),
        edition: Arc::new(feed::read_single(&document, rules).unwrap()),
        state: SourceState::Fresh,
        confirmed: Some(now()),
        stale_after: SignedDuration::from_mins(10),
    };
    Snapshot { generation: 1, sources: vec![view], ..Snapshot::default() }
}

impl Stand {
    pub fn new(face: Face, size: (u32, u32), theme: ThemeName) -> Self {
        Self::of(face, size, theme, snapshot())
    }

    pub fn of(face: Face, size: (u32, u32), theme: ThemeName, snapshot: Snapshot) -> Self {
        Self::in_hall(sample::hall("http://127.0.0.1/feed.json"), face, size, theme, snapshot)
    }

    /// As [`Stand::of`], in a hall with a plan of its own.
    pub fn in_hall(hall: Hall, face: Face, size: (u32, u32), theme: ThemeName, snapshot: Snapshot) -> Self {
        let hall = Arc::new(hall);
        let mut screen = hall.screens.iter().find(|screen| screen.face == face).unwrap().clone();
        screen.theme = theme;
        if let Some((width, height)) = screen.size.filter(|_| face == Face::Kiosk) {
            // A panel of other proportions has pixels of the same size.
            let diagonal = |(width, height): (u32, u32)| (width as f32).hypot(height as f32);
            screen.diagonal_inch *= diagonal(size) / diagonal((width, height));
        }
        screen.size = Some(size);
        let snapshot = Arc::new(snapshot);
        let kept = Arc::clone(&snapshot);
        let (made_hall, made_screen) = (Arc::clone(&hall), screen.clone());
        let harness = Harness::builder()
            .with_size(Vec2::new(size.0 as f32, size.1 as f32))
            .with_pixels_per_point(1.0)
            // Longer than any transition.
            .with_step_dt(0.5)
            .with_options(
                SnapshotOptions::new().threshold(THRESHOLD).max_failed_pixels(OsThreshold::new(PIXELS)),
            )
            .with_context_setup(theme::fonts::install)
            .wgpu()
            .build_ui_state(
                move |ui, client: &mut Option<Client>| {
                    let client = client.get_or_insert_with(|| {
                        let snapshots = Arc::new(ArcSwap::from(Arc::clone(&kept)));
                        let clock = Arc::new(ManualClock::new(now()));
                        Client::new(ui.ctx(), Arc::clone(&made_hall), made_screen.clone(), clock, snapshots)
                    });
                    // The harness leaves a margin around what it tests; a screen has none.
                    let whole = ui.ctx().content_rect();
                    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(whole));
                    ui.set_clip_rect(whole);
                    client.ui(&mut ui);
                },
                None,
            );
        Self { hall, screen, size, snapshot, harness }
    }

    /// Opens a page and lets it settle.
    pub fn open(&mut self, page: Page) {
        self.harness.state_mut().as_mut().expect("the first pass made it").open(page);
        self.harness.run_steps(4);
    }

    /// What the gate lets this screen show.
    pub fn shown(&self) -> Shown {
        let gate = domain::Screen {
            channel: Some(self.screen.face.channel()),
            internal: false,
            zone: self.hall.zone.clone(),
        };
        self.snapshot.shown(&gate, now())
    }

    /// Pixels of so many millimetres on this screen's panel.
    pub fn mm(&self, millimetres: f32) -> f32 {
        millimetres * self.screen.pixels_per_mm(self.size).unwrap()
    }
}
