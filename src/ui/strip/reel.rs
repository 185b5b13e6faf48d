//! What a plan puts on a strip: piece after piece, each to its end. The timeline says which comes when one has run; how
//! long it stands there does not matter on a strip, where reading sets the pace.

use std::sync::Arc;

use super::{
    Scene,
    entries::{self, Entry, Ink, Part},
};
use crate::playback::{Content, Index, Piece, Programme, Timeline, Why, aired::Aired, is_urgent, plan::Zone};

/// What the keys of the hall's own words begin with.
pub const OWN: &str = "plan/";
/// So many pieces without words are passed over, one after the other.
const MOST_SILENT: usize = 64;

/// The planned part of a strip.
#[derive(Debug, Default)]
pub struct Reel {
    timeline: Timeline,
    /// The key of the piece that ran last.
    ran: Option<String>,
}

impl Reel {
    /// Whether something is planned now.
    pub fn is_on(&mut self, scene: &Scene<'_>) -> bool {
        let (index, _) = self.timeline.at(&scene.asked(Zone::Main), scene.now);
        index.showing(scene.now).is_some_and(|on| on.piece.is_some())
    }

    /// What runs next, in order: what is urgent, the next piece, the marks. Never empty.
    pub fn round(&mut self, scene: &Scene<'_>) -> Vec<Entry> {
        let ran = self.ran.take();
        let (index, _) = self.timeline.at(&scene.asked(Zone::Main), scene.now);
        let Some((key, own)) = next(scene, index, ran.as_deref()) else {
            // Pictures alone: a strip has the hall's name and the clock left.
            return entries::entries(scene, &Programme::default());
        };
        self.ran = Some(key);
        let mut round = entries::urgent(scene);
        round.extend(own);
        round.extend(entries::marks(scene));
        round
    }
}

/// The piece of now, or if that is the one that just ran the one after it; and its words. Pieces without words are
/// passed over.
fn next(scene: &Scene<'_>, index: &Index, ran: Option<&str>) -> Option<(String, Vec<Entry>)> {
    let mut on = index.showing(scene.now)?;
    let mut again = None;
    for _ in 0..MOST_SILENT {
        if let Some(piece) = on.piece {
            let own = entries_of(scene, piece, on.why);
            if !own.is_empty() {
                let found = (piece.key.clone(), own);
                if ran != Some(piece.key.as_str()) {
                    return Some(found);
                }
                again.get_or_insert(found);
            }
        }
        let Some(after) = index.showing(on.until) else { break };
        on = after;
    }
    again
}

fn entries_of(scene: &Scene<'_>, piece: &Piece, why: &Why) -> Vec<Entry> {
    let aired = || Some(Arc::new(Aired::piece(Zone::Main, piece, why)));
    match &piece.content {
        Content::Card(..) => {
            let calm = piece.items().iter().filter(|item| !is_urgent(item, scene.now, scene.zone()));
            let label = |place: usize, item: &_| (place == 0).then(|| entries::label(scene, item));
            calm.enumerate()
                .map(|(place, item)| Entry {
                    aired: aired(),
                    ..entries::item(scene, item, label(place, item))
                })
                .collect()
        }
        Content::Text { title, words } => {
            let parts = [(title, true), (words, false)].into_iter().filter_map(|(words, bold)| {
                let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
                (!words.is_empty()).then_some(Part { words, ink: Ink::Amber, bold })
            });
            let parts: Vec<Part> = parts.collect();
            let key = format!("{OWN}{}", piece.key);
            if parts.is_empty() { Vec::new() } else { vec![Entry { key, parts, aired: aired() }] }
        }
        Content::Clock => vec![Entry { aired: aired(), ..entries::clock(scene) }],
        Content::Image(_) | Content::Pdf { .. } => Vec::new(),
    }
}
