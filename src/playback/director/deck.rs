//! The order in which the cards of an entry have their turns, dealt only as far as they play: a day has room for some
//! thousands of turns, and a round may have more.

use std::{cmp::Reverse, collections::BinaryHeap};

use crate::playback::plan::Order;

/// The turns of one round.
#[derive(Debug)]
pub(super) struct Deck {
    /// How many turns a round has.
    turns: usize,
    dealt: Vec<usize>,
    rest: Rest,
}

#[derive(Debug)]
enum Rest {
    /// One after the other.
    Straight,
    /// Mixed: cards still to be drawn from, and the state of the generator.
    Mixed(Vec<usize>, u64),
    /// By weight: when each card has its next turn in the round, in millionths; its place, how many turns it had and its
    /// weight.
    Weighted(BinaryHeap<Reverse<(u64, usize, u64, u64)>>),
}

impl Deck {
    /// A deck of `cards` cards. The mixture is the same for the same `seed`, on every machine and for ever.
    pub fn new(cards: usize, order: Order, seed: &str, weight: impl Fn(usize) -> u32) -> Self {
        let mut turns = cards;
        let rest = match order {
            Order::Fixed | Order::Newest => Rest::Straight,
            // FNV-1a.
            Order::Shuffle => Rest::Mixed((0..cards).collect(), fnv(seed)),
            Order::Weighted => {
                let weights = (0..cards).map(|card| u64::from(weight(card).max(1)));
                let heap: BinaryHeap<_> = weights
                    .enumerate()
                    .map(|(card, weight)| Reverse((moment(0, weight), card, 0, weight)))
                    .collect();
                let all: u64 = heap.iter().map(|Reverse((.., weight))| weight).sum();
                turns = usize::try_from(all).unwrap_or(usize::MAX);
                Rest::Weighted(heap)
            }
        };
        Self { turns, dealt: Vec::new(), rest }
    }

    /// How many turns a round has.
    pub const fn turns(&self) -> usize {
        self.turns
    }

    /// Which card has a turn; rounds follow each other. `None` for a deck without cards.
    pub fn card(&mut self, turn: usize) -> Option<usize> {
        let turn = turn.checked_rem(self.turns)?;
        if matches!(self.rest, Rest::Straight) {
            return Some(turn);
        }
        while self.dealt.len() <= turn {
            let card = self.deal()?;
            self.dealt.push(card);
        }
        self.dealt.get(turn).copied()
    }

    fn deal(&mut self) -> Option<usize> {
        match &mut self.rest {
            Rest::Straight => None,
            // Fisher and Yates, from the front.
            Rest::Mixed(cards, state) => {
                let place = self.dealt.len();
                let left = cards.len().checked_sub(place)?;
                let chosen = place + usize::try_from(splitmix(state) % left.max(1) as u64).unwrap_or(0);
                cards.swap(place, chosen);
                cards.get(place).copied()
            }
            Rest::Weighted(heap) => {
                let Reverse((_, card, had, weight)) = heap.pop()?;
                if had + 1 < weight {
                    heap.push(Reverse((moment(had + 1, weight), card, had + 1, weight)));
                }
                Some(card)
            }
        }
    }
}

/// The n-th of w turns stands at (2n + 1) / 2w of the round: spread as evenly as can be.
const fn moment(turn: u64, weight: u64) -> u64 {
    (2 * turn + 1) * 1_000_000 / (2 * weight)
}

/// FNV-1a.
pub(super) fn fnv(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn splitmix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
