//! What the first content costs, and what a frame costs once it is there: all of the program but the graphics card.
//!
//! `cargo bench --bench start`

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "a bench that cannot run may stop")]

use std::{hint::black_box, path::Path, sync::Arc, time::Duration};

use arc_swap::ArcSwap;
use criterion::{Criterion, criterion_group, criterion_main};
use egui::{Context, Pos2, RawInput, Rect, Shape};
use gongshi::{
    clock::{Clock, ManualClock},
    config::Hall,
    domain::{Channel, Screen, Snapshot, SourceState, SourceView},
    feed::{self, Document, Rules},
    sample,
    store::atomic,
    sync::Sync,
    ui::{Client, kiosk::Page},
};
use jiff::Timestamp;
use serde_json::json;

/// More than any start takes.
const PATIENCE: Duration = Duration::from_secs(20);
/// The first frame has no fonts yet; content must be there soon after.
const FRAMES: usize = 5;
/// What the tile of 行政公告 says once it has content.
const CONTENT: &str = "条公示中";

fn now() -> Timestamp {
    "2026-11-23T10:42:00+08:00".parse().unwrap()
}

/// Notices of an ordinary length.
fn notices(count: usize) -> Vec<u8> {
    let item = |number: usize| {
        json!({
            "id": format!("notice-{number}"),
            "url": format!("https://scjg.example.gov.cn/gg/{number}.html"),
            "title": format!("关于第{number}批食品安全监督抽检结果的公告（{}）", ["粮食加工品", "食用油、油脂及其制品"][number % 2]),
            "content_html": format!("<p>根据《中华人民共和国食品安全法》，现将第{number}批抽检情况公告如下：</p>\
                <p>一、抽检样品{number}批次，合格率98.5%。</p><p>二、对不合格样品依法立案调查。</p>"),
            "date_published": "2026-11-20T09:00:00+08:00",
            "_gongshi": { "kind": "notice", "disclosure": "proactive", "approved_by": "分管局领导", "secrecy_reviewed": true,
                "valid_from": "2026-11-20", "valid_to": "2027-11-20" },
        })
    };
    let items: Vec<_> = (0..count).map(item).collect();
    let feed = json!({ "version": "https://jsonfeed.org/version/1.1", "title": "公示", "_gongshi": { "sequence": 1 }, "items": items });
    feed.to_string().into_bytes()
}

/// A kiosk that is drawn into nothing.
struct Screenless {
    ctx: Context,
    client: Client,
    time: f64,
}

impl Screenless {
    fn new(hall: Arc<Hall>, snapshots: Arc<ArcSwap<Snapshot>>) -> Self {
        let ctx = Context::default();
        let screen = hall.screens[0].clone();
        let client = Client::new(&ctx, hall, screen, Arc::new(ManualClock::new(now())), snapshots);
        Self { ctx, client, time: 0.0 }
    }

    /// One frame up to the triangles that a graphics card would get; whether these words are in it.
    fn frame(&mut self, words: &str) -> bool {
        self.time += 1.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, (1080.0, 1920.0).into())),
            time: Some(self.time),
            ..RawInput::default()
        };
        let client = &mut self.client;
        let mut output = self.ctx.run_ui(input, |ui| client.ui(ui));
        output.textures_delta.clear();
        let there = output.shapes.iter().any(|clipped| says(&clipped.shape, words));
        black_box(self.ctx.tessellate(output.shapes, output.pixels_per_point));
        there
    }
}

fn says(shape: &Shape, words: &str) -> bool {
    match shape {
        Shape::Text(text) => text.galley.text().contains(words),
        Shape::Vec(shapes) => shapes.iter().any(|shape| says(shape, words)),
        _ => false,
    }
}

fn open(hall: &Arc<Hall>, data: &Path) -> (Sync, Screenless) {
    let clock: Arc<dyn Clock> = Arc::new(ManualClock::new(now()));
    let sync = Sync::start(hall, data, clock, || {}).expect("the thread starts");
    assert!(sync.wait_for_disk(PATIENCE), "the disk was not read");
    let screen = Screenless::new(Arc::clone(hall), sync.snapshots());
    (sync, screen)
}

/// From nothing to the first frame with content, with the network gone.
fn start(hall: &Arc<Hall>, data: &Path) -> (Sync, Screenless) {
    let (sync, mut screen) = open(hall, data);
    assert!((0..FRAMES).any(|_| screen.frame(CONTENT)), "the bench measures frames that really have content");
    (sync, screen)
}

/// A data folder as a run that had the feed leaves it; the feed is gone.
fn warm(folder: &Path, feed: &[u8]) -> Arc<Hall> {
    let path = folder.join("feed.json");
    atomic::write(&path, feed).unwrap();
    let hall = Arc::new(sample::hall(&format!("file://{}", path.display())));
    let (sync, mut screen) = open(&hall, folder);
    assert!(!screen.frame(CONTENT) || !screen.frame("暂无"), "nothing is there before the first poll");
    let begun = std::time::Instant::now();
    while sync.snapshots().load().sources.iter().any(|source| source.state != SourceState::Fresh) {
        assert!(begun.elapsed() < PATIENCE, "the feed was not read");
        std::thread::sleep(Duration::from_millis(5));
    }
    drop(sync);
    std::fs::remove_file(&path).unwrap();
    hall
}

fn starts(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("first content frame from a warm store");
    group.sample_size(20);
    for (name, feed) in [
        ("sample hall", sample::publication(now(), sample::step(now())).unwrap()),
        ("1,000 notices", notices(1_000)),
        ("10,000 notices", notices(10_000)),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let hall = warm(folder.path(), &feed);
        group.bench_function(name, |bencher| {
            // Stopping the thread is not part of the start.
            bencher.iter_with_large_drop(|| start(&hall, folder.path()));
        });
    }
    group.finish();
}

/// A kiosk that stands on a page of a feed, past its first frames.
fn standing(feed: &[u8], page: impl FnOnce(&Snapshot) -> (Page, String)) -> Screenless {
    let document = Document { bytes: feed, content_type: None, base: "http://127.0.0.1/" };
    let source = SourceView {
        name: "s".into(),
        edition: Arc::new(feed::read_single(&document, Rules::default()).unwrap()),
        state: SourceState::Fresh,
        confirmed: Some(now()),
        stale_after: jiff::SignedDuration::from_hours(1),
    };
    let snapshot = Snapshot { generation: 1, sources: vec![source], ..Snapshot::default() };
    let (page, words) = page(&snapshot);
    let hall = Arc::new(sample::hall("http://127.0.0.1/"));
    let mut screen = Screenless::new(hall, Arc::new(ArcSwap::from_pointee(snapshot)));
    screen.client.open(page);
    assert!((0..FRAMES).fold(false, |_, _| screen.frame(&words)), "{words} is not on the page");
    screen
}

fn frames(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("one frame that changes nothing");
    let sample = sample::publication(now(), sample::step(now())).unwrap();
    let gate = Screen { channel: Some(Channel::Kiosk), internal: false, zone: sample::zone() };
    let mut law = standing(&sample, |snapshot| {
        let items = snapshot.shown(&gate, now()).items;
        let longest = items.iter().max_by_key(|item| item.body.len()).unwrap();
        (Page::Item(longest.id.clone()), longest.title.chars().take(4).collect())
    });
    let mut home = standing(&sample, |_| (Page::Home, CONTENT.into()));
    let mut column =
        standing(&notices(10_000), |_| (Page::Column("notice".into()), "食品安全监督抽检".into()));
    for (name, screen) in
        [("kiosk home", &mut home), ("the longest law", &mut law), ("a column of 10,000 rows", &mut column)]
    {
        group.bench_function(name, |bencher| bencher.iter(|| screen.frame("-")));
    }
    group.finish();
}

criterion_group!(benches, starts, frames);
criterion_main!(benches);
