//! How much of a zone's time each group has held, and may or must hold: in any rolling hour at most, or at least, a part.
//!
//! A day knows nothing of the day before, as what played then may have been other content. So it assumes the worst: that
//! each group held all that it may at the very end of the day before, and nothing of what it must. That way the shares
//! hold in every hour, also across midnight; the price is that a bounded group does not play in the first minutes of a
//! day, and that one with a least share begins it. A group with both bounds keeps the upper one there, and of several
//! with a least share none is promised it in an hour across midnight: they cannot all begin the day. Where several are due
//! at once, one may have to wait for a piece of another; so they keep that much more than they must.

use super::day::Nanos;
use crate::playback::plan::Share;

pub(super) const HOUR: Nanos = 3_600_000_000_000;

/// What the groups have held of a day so far.
#[derive(Debug)]
pub(super) struct Ledger<'a> {
    shares: &'a [Share],
    held: Vec<Held>,
}

#[derive(Debug, Default)]
struct Held {
    /// From, length and what was held before, in order.
    spans: Vec<(Nanos, Nanos, Nanos)>,
    total: Nanos,
    /// What counts for a least share begins with these instants.
    since: Option<Since>,
}

/// Until when a group may stay away.
#[derive(Debug, Clone, Copy)]
pub(super) struct Due {
    /// To keep an even pace.
    pub pace: Nanos,
    /// To have its share in every hour in which it could play.
    pub last: Nanos,
}

#[derive(Debug, Clone, Copy)]
struct Since {
    /// The group could have played since then; an hour before midnight for the worst day before.
    able: Nanos,
    /// It has had its share since then, and keeps the pace: without this, what it had to catch up in one go would be due
    /// in one go again an hour later.
    paid: Option<Nanos>,
}

impl Held {
    /// What was held before an instant.
    fn before(&self, at: Nanos) -> Nanos {
        let place = self.spans.partition_point(|span| span.0 < at);
        match place.checked_sub(1).and_then(|last| self.spans.get(last)) {
            Some((from, length, before)) => before + (at - from).min(*length),
            None => 0,
        }
    }

    /// The last instant before which no more than `amount` was held; beyond all when it never was more.
    fn last_with(&self, amount: Nanos) -> Nanos {
        let place = self.spans.partition_point(|(_, length, before)| before + length <= amount);
        self.spans.get(place).map_or(Nanos::MAX / 2, |(from, _, before)| from + (amount - before))
    }

    /// Until when the group may stay away without falling below `percent` of the time since `since`, or of an hour where
    /// that is longer ago, and `spare` more.
    fn pace(&self, since: Nanos, percent: Nanos, spare: Nanos) -> Nanos {
        let (have, need) = (self.total - self.before(since) - spare, HOUR / 100 * percent);
        if have < need {
            since + have * 100 / percent.max(1)
        } else {
            self.last_with(self.total - spare - need) + HOUR
        }
    }

    /// Until when it may stay away without falling below `percent` of the first hour since `since`, or of any after it.
    fn last(&self, since: Nanos, percent: Nanos) -> Nanos {
        let (have, need) = (self.total - self.before(since), HOUR / 100 * percent);
        if have < need { since + HOUR - (need - have) } else { self.last_with(self.total - need) + HOUR }
    }
}

impl<'a> Ledger<'a> {
    pub fn new(shares: &'a [Share]) -> Self {
        Self { shares, held: shares.iter().map(|_| Held::default()).collect() }
    }

    fn at_most(&self, share: Option<usize>) -> Option<Nanos> {
        let percent = self.shares.get(share?)?.at_most?;
        Some(HOUR / 100 * Nanos::from(percent))
    }

    /// Whether a group may hold the zone from an instant for so long.
    pub fn may(&self, share: Option<usize>, at: Nanos, length: Nanos) -> bool {
        let (Some(most), Some(held)) = (self.at_most(share), share.and_then(|share| self.held.get(share)))
        else {
            return true;
        };
        // While the group plays its part of the rolling hour never shrinks: it is largest at the end.
        let begin = at + length - HOUR;
        let yesterday = (-begin).clamp(0, most);
        yesterday + held.total - held.before(begin) + length <= most
    }

    /// Whether a group could never hold the zone for so long.
    pub fn never(&self, share: Option<usize>, length: Nanos) -> bool {
        self.at_most(share).is_some_and(|most| length > most)
    }

    /// The group held the zone.
    pub fn add(&mut self, share: Option<usize>, at: Nanos, length: Nanos) {
        if let Some(held) = share.and_then(|share| self.held.get_mut(share)) {
            held.spans.push((at, length, held.total));
            held.total += length;
        }
    }

    /// When a group with a least share is due; `able` says since when it could have played. It keeps `spare` more than it
    /// must, so that it can wait for others.
    pub fn due(&mut self, share: usize, at: Nanos, able: Option<Nanos>, spare: Nanos) -> Option<Due> {
        let percent = Nanos::from(self.shares.get(share)?.at_least?);
        let held = self.held.get_mut(share)?;
        let Some(able) = able else {
            held.since = None;
            return None;
        };
        let able = if able <= 0 { -HOUR } else { able };
        let known = held.since.filter(|since| since.able == able);
        let mut since = known.unwrap_or(Since { able, paid: None });
        let last = held.last(since.able, percent);
        if since.paid.is_none() && last >= at {
            since.paid = Some(at);
        }
        let pace = [Some(since.able), since.paid].into_iter().flatten();
        let pace = pace.map(|since| held.pace(since, percent, spare)).min().unwrap_or(last);
        held.since = Some(since);
        Some(Due { pace, last })
    }
}
