//! Playlists that play round after round.

use std::{collections::HashMap, rc::Rc, time::Duration};

use super::{
    Why,
    day::{Nanos, Spans},
    shelf::{Leaf, Shelf},
};

/// What is at the front of a stream.
#[derive(Debug, Clone, Copy)]
pub(super) struct Front {
    /// The place of the piece.
    pub piece: usize,
    /// Its group.
    pub share: Option<usize>,
}

/// A playlist that plays round after round.
#[derive(Debug)]
pub(super) struct Stream {
    leaves: Rc<[Leaf]>,
    pub why: Why,
    /// The leaf whose turn it is, and how many of its cards have played in this round.
    at: usize,
    played: usize,
    /// By unit, where the next round goes on.
    cursors: HashMap<usize, usize>,
}

impl Stream {
    pub fn new(leaves: Rc<[Leaf]>, why: Why) -> Self {
        Self { leaves, why, at: 0, played: 0, cursors: HashMap::new() }
    }

    /// How many entries a round has.
    pub fn len(&self) -> usize {
        self.leaves.len()
    }

    pub fn front(&self, shelf: &mut Shelf<'_>) -> Option<Front> {
        let leaf = self.leaves.get(self.at)?;
        let turn = self.cursors.get(&leaf.unit).copied().unwrap_or(0);
        Some(Front { piece: shelf.piece(leaf.unit, turn)?, share: leaf.share })
    }

    /// The front plays.
    pub fn take(&mut self, shelf: &mut Shelf<'_>) {
        let Some(leaf) = self.leaves.get(self.at) else { return };
        *self.cursors.entry(leaf.unit).or_default() += 1;
        self.played += 1;
        if self.played >= shelf.turns(leaf.unit) {
            self.pass();
        }
    }

    /// The front may not play now: it waits for the next round.
    pub fn pass(&mut self) {
        self.played = 0;
        self.at = (self.at + 1) % self.leaves.len().max(1);
    }

    /// The front may never play: the next round goes on behind it.
    pub fn drop_front(&mut self) {
        if let Some(leaf) = self.leaves.get(self.at) {
            *self.cursors.entry(leaf.unit).or_default() += 1;
        }
        self.pass();
    }
}

/// The entries of a group that must not fall below its share, whether or not their playlist plays: those of all schedules
/// that apply, whatever their priority, and of the fallback. They take turns, a card each.
#[derive(Debug)]
pub(super) struct Reserve {
    pub share: usize,
    /// With when their schedule applies.
    leaves: Vec<(Leaf, Spans)>,
    at: usize,
    cursors: HashMap<usize, usize>,
    /// The longest that one of them stands, as far as that was seen.
    pub longest: Duration,
}

impl Reserve {
    pub fn new(share: usize) -> Self {
        Self { share, leaves: Vec::new(), at: 0, cursors: HashMap::new(), longest: Duration::ZERO }
    }

    /// Adds those entries of a round that belong to the group.
    pub fn add(&mut self, round: &[Leaf], spans: &Spans, shelf: &mut Shelf<'_>) {
        for leaf in round.iter().filter(|leaf| leaf.share == Some(self.share)) {
            self.leaves.push((*leaf, Rc::clone(spans)));
            let first = shelf.piece(leaf.unit, 0);
            self.longest = first.map(|first| shelf.dwell(first)).unwrap_or_default().max(self.longest);
        }
    }

    /// Since when without a break one of them could have played, at an instant; `None` when none can.
    pub fn since(&self, at: Nanos) -> Option<Nanos> {
        let mut since = None;
        let mut reach = at;
        // Spans of different schedules may follow each other.
        loop {
            let spans = self.leaves.iter().flat_map(|(_, spans)| spans.iter());
            let earliest = spans.filter(|span| span.0 <= reach && reach < span.1).map(|span| span.0).min();
            match earliest {
                Some(earliest) if since != Some(earliest) => {
                    since = Some(earliest);
                    // The one before would have to hold the last nanosecond.
                    reach = earliest - 1;
                }
                _ => return since,
            }
        }
    }

    pub fn front(&mut self, at: Nanos, shelf: &mut Shelf<'_>) -> Option<Front> {
        let count = self.leaves.len();
        let open = |place: &usize| {
            let spans = self.leaves.get(*place).map(|(_, spans)| spans.iter());
            spans.into_iter().flatten().any(|span| span.0 <= at && at < span.1)
        };
        self.at = (0..count).map(|by| (self.at + by) % count).find(open)?;
        let (leaf, _) = self.leaves.get(self.at)?;
        let turn = self.cursors.get(&leaf.unit).copied().unwrap_or(0);
        let piece = shelf.piece(leaf.unit, turn)?;
        self.longest = self.longest.max(shelf.dwell(piece));
        Some(Front { piece, share: leaf.share })
    }

    /// The front plays; or, where it may not, waits.
    pub fn pass(&mut self, plays: bool) {
        if let (true, Some((leaf, _))) = (plays, self.leaves.get(self.at)) {
            *self.cursors.entry(leaf.unit).or_default() += 1;
        }
        self.at += 1;
    }
}
