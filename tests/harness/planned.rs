//! Plans for pictures: a hall's own poster and PDF, zones, words.

use std::{collections::BTreeMap, sync::Arc};

use gongshi::{
    domain::{
        Kind, Snapshot,
        snapshot::{Picture, page_url},
    },
    playback::{
        Plan,
        plan::{Dwell, Entry, Playlist, Query, ScreenPlan, What, Zone},
    },
    sync::pdf::child,
};

pub const POSTER: &str = "file:///srv/poster.png";
pub const DOCUMENT: &str = "file:///srv/notice.pdf";

/// A plan that plays one thing in each of some zones, the first of its answers always.
pub fn plan(screen: &str, zones: &[(Zone, What)]) -> Plan {
    let playlist = |(zone, what): &(Zone, What)| Playlist {
        name: zone.word().into(),
        entries: vec![Entry::new(what.clone(), Dwell::Fixed(std::time::Duration::from_secs(86_400)))],
    };
    let fallback = zones.iter().zip(0..).map(|((zone, _), place)| (*zone, place)).collect();
    Plan {
        playlists: zones.iter().map(playlist).collect(),
        screens: vec![ScreenPlan { fallback, ..ScreenPlan::new(screen.into()) }],
        ..Plan::default()
    }
}

pub fn query(kind: Kind) -> What {
    What::Query(Query { kinds: vec![kind], ..Query::default() })
}

/// The hall's own poster and the pages of a PDF, as the sync thread brings them.
pub fn with_media(mut snapshot: Snapshot, screen: (u32, u32)) -> Snapshot {
    let mut pictures = std::collections::HashMap::clone(&snapshot.pictures);
    pictures.insert(POSTER.into(), poster());
    let pages = document(screen);
    let media = BTreeMap::from([(POSTER.to_owned(), 1), (DOCUMENT.to_owned(), pages.len())]);
    pictures.extend(pages.into_iter().zip(1..).map(|(page, number)| (page_url(DOCUMENT, number), page)));
    snapshot.pictures = Arc::new(pictures);
    snapshot.media = Arc::new(media);
    snapshot
}

/// A sunrise.
fn poster() -> Picture {
    let (width, height) = (1200_usize, 800_usize);
    let pixel = |x: usize, y: usize| {
        let (dx, dy) = (x as f32 - 600.0, y as f32 - 560.0);
        let sun = (dx * dx + dy * dy).sqrt() < 150.0 && y < 560;
        match (sun, y >= 560) {
            (true, _) => [250, 200, 70, 255],
            (_, true) => [20, (70 + (y - 560) / 4) as u8, 110, 255],
            _ => [(60 + y / 4) as u8, (90 + y / 8) as u8, 170, 255],
        }
    };
    let rgba: Vec<u8> = (0..height).flat_map(|y| (0..width).flat_map(move |x| pixel(x, y))).collect();
    Picture { width, height, rgba: rgba.into() }
}

fn document(screen: (u32, u32)) -> Vec<Picture> {
    let bytes: &[u8] = include_bytes!("../data/pdf/own-font.pdf");
    let mut out = Vec::new();
    child::pages(bytes, &mut out, &[screen], 9).unwrap();
    let mut pages = Vec::new();
    let mut rest = &out[4..];
    loop {
        let number = |at: usize| u32::from_le_bytes(rest[at..at + 4].try_into().unwrap()) as usize;
        if number(0) == 0 {
            return pages;
        }
        let (width, height) = (number(4), number(8));
        let (rgb, next) = rest[12..].split_at(width * height * 3);
        let rgba: Vec<u8> = rgb.chunks_exact(3).flat_map(|rgb| [rgb[0], rgb[1], rgb[2], 255]).collect();
        pages.push(Picture { width, height, rgba: rgba.into() });
        rest = next;
    }
}
