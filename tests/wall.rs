//! The wall: a board and a strip on the sample hall, driven frame by frame in virtual time, without a window.
#![allow(clippy::unwrap_used, reason = "clippy.toml allows it in tests, but not in what they share")]

#[allow(dead_code, clippy::panic, reason = "shared with tests/live; a wall is never touched")]
#[path = "common/frames.rs"]
mod frames;

use std::{sync::Arc, time::Duration};

use arc_swap::ArcSwap;
use frames::{Frames, has};
use gongshi::{
    clock::{Clock, ManualClock},
    config::{Face, Screen, Sweep},
    domain::{Edition, Kind, Snapshot, SourceState, SourceView},
    feed::{self, Document},
    sample,
    ui::kiosk::Page,
};
use jiff::Timestamp;

const NOW: &str = "2026-11-23T10:42:00+08:00";

/// A board or a strip with content that a test may change.
struct Wall {
    frames: Frames,
    snapshots: Arc<ArcSwap<Snapshot>>,
}

fn snapshot(generation: u64, edition: Edition, now: Timestamp) -> Snapshot {
    let source = SourceView {
        name: "sample".into(),
        edition: Arc::new(edition),
        state: SourceState::Fresh,
        confirmed: Some(now),
        stale_after: jiff::SignedDuration::from_hours(1),
    };
    Snapshot { generation, sources: vec![source], ..Snapshot::default() }
}

fn sample_edition(now: Timestamp) -> Edition {
    let bytes = sample::publication(now, sample::step(now)).unwrap();
    let document = Document { bytes: &bytes, content_type: None, base: "http://127.0.0.1/" };
    feed::read_single(&document, feed::Rules { require_approval: true, ..feed::Rules::default() }).unwrap()
}

impl Wall {
    fn new(face: Face, size: (u32, u32), change: impl FnOnce(&mut Screen)) -> Self {
        let now: Timestamp = NOW.parse().unwrap();
        let clock = Arc::new(ManualClock::new(now));
        let mut hall = sample::hall("http://127.0.0.1/");
        let mut screen = hall.screens.iter().find(|screen| screen.face == face).unwrap().clone();
        change(&mut screen);
        hall.screens = vec![screen.clone()];
        let snapshots = Arc::new(ArcSwap::from_pointee(snapshot(1, sample_edition(now), now)));
        let frames = Frames::new(hall, screen, size, clock, Arc::clone(&snapshots));
        Self { frames, snapshots }
    }

    fn publish(&mut self, edition: Edition) {
        self.snapshots.store(Arc::new(snapshot(2, edition, self.frames.clock.now())));
    }
}

#[test]
fn a_board_between_changes_draws_under_a_frame_a_second() {
    let mut wall = Wall::new(Face::Board, (1920, 1080), |screen| screen.reduced_motion = true);
    wall.frames.run(5.0);
    let (frames, _) = wall.frames.run(60.0);
    assert!(frames < 45, "{frames} frames in a minute of slides and notices");
}

#[test]
fn a_board_with_nothing_to_change_sleeps_until_the_minute() {
    let mut wall = Wall::new(Face::Board, (1920, 1080), |_| {});
    wall.publish(Edition::default());
    let (_, words) = wall.frames.run(5.0);
    assert!(has(&words, "政务服务大厅"), "the hall's name is always left");
    let (frames, _) = wall.frames.run(600.0);
    assert!(frames <= 24, "{frames} frames in ten minutes of nothing but the clock");
}

#[test]
fn a_board_plays_every_kind_it_is_told_to() {
    let mut wall = Wall::new(Face::Board, (1920, 1080), |screen| {
        screen.kinds = Kind::ALL.to_vec();
        screen.dwell = Duration::from_secs(5);
    });
    let (_, words) = wall.frames.run(400.0);
    for part in ["一周消费投诉排行", "2026年服务承诺", "红榜", "黑榜", "带什么", "公开目录", "发布日期"]
    {
        assert!(has(&words, part), "{part} has not been on the stage");
    }
}

#[test]
fn a_notice_is_told_to_its_end_without_a_cut_line() {
    let mut wall = Wall::new(Face::Board, (1920, 1080), |screen| screen.dwell = Duration::from_secs(2));
    wall.frames.client.open(Page::Item("notice-annual-report".into()));
    let (_, words) = wall.frames.run(30.0);
    for part in ["全区各类企业", "027-12315031"] {
        assert!(has(&words, part), "{part} was not shown");
    }
}

#[test]
fn what_is_withdrawn_leaves_the_wall_with_the_next_frame() {
    for (face, size) in [(Face::Board, (1920, 1080)), (Face::Strip, (1536, 64))] {
        for direction in Sweep::ALL {
            let mut wall = Wall::new(face, size, |screen| screen.strip.direction = direction);
            wall.frames.client.open(Page::Item("notice-annual-report".into()));
            let (_, words) = wall.frames.run(2.0);
            assert!(has(&words, "年报公示"), "{face:?}");
            wall.publish(Edition::default());
            let words = wall.frames.frame().words;
            assert!(!has(&words, "年报公示"), "{face:?} {direction:?} still shows it");
        }
    }
}

#[test]
fn odd_outputs_do_not_panic() {
    for (width, height) in [(1920, 1080), (1080, 1920), (640, 480), (320, 1200), (3840, 600), (40, 30)] {
        for page in Kind::ALL {
            let mut wall = Wall::new(Face::Board, (width, height), |screen| screen.diagonal_inch = 32.0);
            wall.frames.client.open(Page::Column(page.word().into()));
            wall.frames.frame();
            wall.frames.frame();
        }
        for crisp in [false, true] {
            let mut wall = Wall::new(Face::Strip, (width, height), |screen| screen.strip.crisp = crisp);
            wall.frames.frame();
            wall.frames.frame();
        }
    }
}
