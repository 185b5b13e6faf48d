//! A face on a running client.

use std::{path::Path, sync::Arc, time::Duration};

use gongshi::{
    config::{Face, Hall, Sweep},
    sync::Options,
    ui::kiosk::Page,
};

use super::{
    bureau::Bureau,
    frames::{Frames, Seen},
    hall::{Client, hall},
};

pub const PATH: &str = "/feed.json";

/// The faces, with both ways of the strip.
pub const FACES: [(Face, Sweep); 4] = [
    (Face::Kiosk, Sweep::Left),
    (Face::Board, Sweep::Left),
    (Face::Strip, Sweep::Left),
    (Face::Strip, Sweep::Up),
];

/// A bureau, a client that polls it, and a face that draws what the client brings.
pub struct Stage {
    pub bureau: Bureau,
    pub client: Client,
    pub frames: Frames,
    pub data: tempfile::TempDir,
}

impl Stage {
    /// The face after the client has read its (empty) disk; the bureau answers with `feed` where one is given.
    pub fn new(face: (Face, Sweep), feed: Option<&str>) -> Self {
        let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
        if let Some(feed) = feed {
            bureau.feed(PATH, feed);
        }
        let hall = hall(&bureau.url(PATH));
        let (client, frames) = start(&hall, data.path(), face);
        Self { bureau, client, frames, data }
    }

    /// As [`Stage::new`], once these titles have come in.
    pub fn showing(face: (Face, Sweep), feed: &str, titles: &[&str]) -> Self {
        let stage = Self::new(face, Some(feed));
        stage.client.until_titles(titles);
        stage
    }

    /// The program ends and starts again; the new one has drawn nothing yet.
    pub fn restart(mut self, face: (Face, Sweep)) -> Self {
        let hall = hall(&self.bureau.url(PATH));
        // The old one ends before the new one begins, as a supervisor does it.
        drop((self.client, self.frames));
        (self.client, self.frames) = start(&hall, self.data.path(), face);
        self
    }

    /// Runs frames until a text with this part is drawn; returns that frame.
    pub fn until_drawn(&mut self, part: &str) -> Seen {
        let end = self.frames.time + 300.0;
        while self.frames.time < end {
            let seen = self.frames.frame();
            if seen.has(part) {
                return seen;
            }
            self.frames.sleep(seen.delay.min(Duration::from_secs(1)));
        }
        panic!("{part} was never drawn");
    }

    /// Runs frames for a minute of hall time, enough for every slide and title; none may have this part.
    pub fn never_drawn(&mut self, part: &str) {
        let end = self.frames.time + 60.0;
        while self.frames.time < end {
            let seen = self.frames.frame();
            assert!(!seen.has(part), "{part} is drawn: {:?}", seen.words);
            self.frames.sleep(seen.delay);
        }
    }
}

pub fn start(hall: &Hall, data: &Path, (face, direction): (Face, Sweep)) -> (Client, Frames) {
    let client = Client::start_hall(hall, data, Options::default());
    let mut screen = hall.screens.iter().find(|screen| screen.face == face).unwrap().clone();
    screen.strip.direction = direction;
    screen.dwell = Duration::from_secs(3);
    let size = screen.size.unwrap();
    let (clock, snapshots) = (Arc::clone(&client.clock), client.sync.snapshots());
    let mut frames = Frames::new(hall.clone(), screen, size, clock, snapshots);
    if face == Face::Kiosk {
        // The home has the newest notice only; the column has them all.
        frames.client.open(Page::Column("notice".into()));
    }
    (client, frames)
}
