//! Rounds of playlists, one after the other, as slots of a timeline.

use std::{collections::BTreeMap, collections::VecDeque, time::Duration};

use super::pieces::Shelf;
use crate::playback::plan::What;

/// No part of a day is longer, whatever a clock says.
pub(super) const LONGEST: Duration = Duration::from_secs(26 * 3600);
/// Playlists within playlists; a config with cycles is refused before.
const DEEPEST: usize = 16;

/// A piece with its place in time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    /// After the beginning of the timeline.
    pub from: Duration,
    /// The place of the piece.
    pub piece: usize,
    /// The place of the schedule that plays it.
    pub schedule: Option<usize>,
}

/// A playlist that plays round after round.
pub(super) struct Stream {
    playlist: usize,
    schedule: Option<usize>,
    /// By playlist and entry, where the next round goes on.
    cursors: BTreeMap<(usize, usize), usize>,
    ahead: VecDeque<usize>,
}

impl Stream {
    /// `None` when the playlist has nothing to show.
    pub fn of(shelf: &mut Shelf<'_>, playlist: usize, schedule: Option<usize>) -> Option<Self> {
        let empty = shelf.is_empty(playlist);
        (!empty).then(|| Self { playlist, schedule, cursors: BTreeMap::new(), ahead: VecDeque::new() })
    }

    fn next(&mut self, shelf: &mut Shelf<'_>) -> Option<usize> {
        if self.ahead.is_empty() {
            self.round(shelf, self.playlist, 0);
        }
        self.ahead.pop_front()
    }

    fn round(&mut self, shelf: &mut Shelf<'_>, playlist: usize, depth: usize) {
        // One that is empty is not walked: many empty ones within each other would take for ever.
        if depth > DEEPEST || shelf.is_empty(playlist) {
            return;
        }
        for (place, entry) in shelf.entries(playlist).iter().enumerate() {
            // A round that is longer than the timeline needs no end.
            if self.ahead.len() > MOST_AHEAD {
                return;
            }
            let count = match &entry.what {
                What::Playlist(inner) => {
                    self.round(shelf, *inner, depth + 1);
                    continue;
                }
                What::Query(query) => query.count.and_then(|count| usize::try_from(count).ok()),
                _ => None,
            };
            let pieces = shelf.of(playlist, place);
            let cursor = self.cursors.entry((playlist, place)).or_default();
            for _ in 0..count.unwrap_or(pieces.len()).min(pieces.len()) {
                self.ahead.extend(pieces.get(*cursor % pieces.len()));
                *cursor += 1;
            }
        }
    }
}

/// More slots than the longest day has seconds.
const MOST_AHEAD: usize = 100_000;

/// Fills a timeline; streams take turns.
pub(super) fn fill(streams: &mut [Stream], shelf: &mut Shelf<'_>, length: Duration) -> Vec<Slot> {
    let mut slots = Vec::new();
    let mut from = Duration::ZERO;
    let mut turn = 0;
    while !streams.is_empty() && from < length {
        let among = streams.len();
        let Some(stream) = streams.get_mut(turn % among) else { break };
        let Some(piece) = stream.next(shelf) else { break };
        slots.push(Slot { from, piece, schedule: stream.schedule });
        from += shelf.dwell(piece);
        turn += 1;
    }
    slots
}
