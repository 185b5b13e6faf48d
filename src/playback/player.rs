//! What a zone of a face plays: the director's timeline, on the monotonic clock.
//!
//! The timeline is counted from the wall clock, which may jump; content and plans change at any time. What is on a wall
//! is neither cut short nor torn away by that: it stands for its dwell on the monotonic clock, with what it says kept up
//! to date, and only then does the timeline have its say again. Then:
//!
//! 1. Where the timeline's piece has just begun, it plays until the timeline's next. So all is as long as nothing jumps.
//! 2. Where it has begun earlier, it plays for its full dwell.
//! 3. If it is still not where the timeline is, or the timeline has it as well, it stays until the timeline's next begins.
//!
//! So nothing is cut, and screens that lost each other agree again after two entries. What may not be shown any more
//! leaves at once.

#[cfg(test)]
mod tests;

use std::{sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};

use super::{Asked, Index, Piece, Timeline, Why};

/// A piece that began so long ago, or ends so soon, has just begun or is about to end: frames come late, and clocks are
/// set by little.
const TOLERANCE: SignedDuration = SignedDuration::from_secs(1);

/// What is on.
#[derive(Debug, Clone, Copy)]
pub struct Playing<'a> {
    /// What.
    pub piece: &'a Arc<Piece>,
    /// How long it has stood, what it stood on other screens before this one joined them included.
    pub passed: Duration,
    /// How long it stands altogether, unless it has to wait for the timeline after that.
    pub length: Duration,
    /// Since when it is on this screen, on the monotonic clock.
    pub since: Duration,
    /// How much longer it stays.
    pub left: Duration,
    /// What comes next, should nothing change.
    pub next: Option<&'a Arc<Piece>>,
    /// Which rule put it on.
    pub why: &'a Why,
}

/// The state between the timeline and a face.
#[derive(Debug, Default)]
pub struct Player {
    timeline: Timeline,
    on: Option<Stand>,
    /// What was on before, as long as it may still be seen to fade out.
    before: Option<Arc<Piece>>,
}

#[derive(Debug)]
struct Stand {
    piece: Arc<Piece>,
    why: Why,
    /// How much of it had passed when it came on.
    ahead: Duration,
    since: Duration,
    until: Duration,
    length: Duration,
    /// It does not stand where the timeline has it.
    late: bool,
}

impl Player {
    /// What is on at an instant of the wall clock and of the monotonic one.
    ///
    /// # Errors
    /// Nothing is planned: the instant at which to ask again.
    pub fn step(
        &mut self,
        asked: &Asked<'_>,
        wall: Timestamp,
        monotonic: Duration,
    ) -> Result<Playing<'_>, Timestamp> {
        let was_on = self.on.is_some();
        let (index, fresh) = self.timeline.at(asked, wall);
        if fresh {
            let renew = |piece: &Arc<Piece>| match index.piece(&piece.key) {
                Some(new) => Some(Arc::clone(new)),
                None => piece.renewed(&asked.question, wall).map(Arc::new),
            };
            self.before = self.before.as_ref().and_then(renew);
            self.on = self.on.take().and_then(|on| Some(Stand { piece: renew(&on.piece)?, ..on }));
        }
        if self.on.as_ref().is_none_or(|on| monotonic >= on.until) {
            let on = self.on.take();
            let before = on.as_ref().map(|on| Arc::clone(&on.piece));
            self.on = enter(index, on, was_on, wall, monotonic);
            if self.on.as_ref().map(|on| &on.piece.key) != before.as_ref().map(|piece| &piece.key) {
                self.before = before;
            }
        }
        let Some(on) = &self.on else {
            return Err(index
                .showing(wall)
                .map_or(index.until(), |nothing| nothing.until.min(index.until())));
        };
        let left = on.until.saturating_sub(monotonic);
        let then = SignedDuration::try_from(left).ok().and_then(|left| wall.checked_add(left).ok());
        Ok(Playing {
            piece: &on.piece,
            passed: on.ahead + monotonic.saturating_sub(on.since),
            length: on.length,
            since: on.since,
            left,
            next: then.and_then(|then| index.showing(then)).and_then(|next| next.piece),
            why: &on.why,
        })
    }

    /// The piece of a key: what is on, or what was before, as long as it may be seen.
    pub fn piece(&self, key: &str) -> Option<&Piece> {
        let on = self.on.as_ref().map(|on| &on.piece);
        on.into_iter().chain(&self.before).find(|piece| piece.key == key).map(Arc::as_ref)
    }
}

/// What comes on when `on` is over, or when nothing is on; `follows` says whether anything was on just before.
fn enter(
    index: &Index,
    on: Option<Stand>,
    follows: bool,
    wall: Timestamp,
    monotonic: Duration,
) -> Option<Stand> {
    let slot = index.showing(wall)?;
    let piece = slot.piece?;
    let span = |from: Timestamp, until: Timestamp| {
        Duration::try_from(until.duration_since(from)).unwrap_or_default()
    };
    let left = span(wall, slot.until);
    let begun = wall.duration_since(slot.since);
    let stand = |ahead: Duration, length: Duration, late| Stand {
        piece: Arc::clone(piece),
        why: slot.why.clone(),
        ahead,
        since: monotonic,
        until: monotonic + (length - ahead),
        length,
        late,
    };
    if begun <= TOLERANCE || !follows {
        return Some(stand(span(slot.since, wall), span(slot.since, slot.until), false));
    }
    match on {
        Some(on) if on.late || on.piece.key == piece.key || slot.until.duration_since(wall) <= TOLERANCE => {
            Some(Stand { until: monotonic + left, ..on })
        }
        _ => Some(stand(Duration::ZERO, piece.dwell, true)),
    }
}
