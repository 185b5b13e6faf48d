//! The parts of a day filled with slots.

use std::{rc::Rc, time::Duration};

use super::{
    Question, Why,
    day::{Applies, Nanos, Part},
    shares::{Due, Ledger},
    shelf::Shelf,
    stream::{Front, Reserve, Stream},
};

/// A piece with its place in time; it ends where the next begins.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    /// After the beginning of the day.
    pub from: Nanos,
    /// The place of the piece; `None` where nothing is planned.
    pub piece: Option<usize>,
    /// Who put it there.
    pub why: Why,
}

/// Where a piece is taken from.
#[derive(Debug, Clone, Copy)]
enum From {
    Stream(usize),
    Fallback,
    Reserve(usize),
    HallPage,
}

/// A group with a least share that could play.
#[derive(Debug)]
struct Waiting {
    /// Of its reserve.
    place: usize,
    front: Front,
    dwell: Nanos,
    due: Due,
}

pub(super) struct Filling<'a, 'q> {
    question: &'a Question<'q>,
    shelf: &'a mut Shelf<'q>,
    ledger: Ledger<'q>,
    /// Of the groups that must not fall below their share.
    reserves: Vec<Reserve>,
    slots: Vec<Slot>,
}

/// Fills the parts of a day with slots, without a gap.
///
/// - Streams of equal priority take turns, a piece each; each part begins them anew.
/// - A piece whose group would hold too much of an hour waits for the next round, the others go on. Where all must wait,
///   the screen's fallback plays, and where that must too, the hall's page.
/// - Where a group would fall below its share of an hour, a piece of it comes in between.
/// - What would be cut to less than half of its dwell at the end of a part does not begin: what is on stays.
pub(super) fn fill<'q>(
    question: &Question<'q>,
    parts: &[Part],
    applying: &[Applies],
    shelf: &mut Shelf<'q>,
) -> Vec<Slot> {
    let reserves = reserves(question, applying, shelf);
    let ledger = Ledger::new(&question.plan.shares);
    let mut filling = Filling { question, shelf, ledger, reserves, slots: Vec::new() };
    for part in parts {
        filling.part(part);
    }
    filling.slots
}

fn reserves(question: &Question<'_>, applying: &[Applies], shelf: &mut Shelf<'_>) -> Vec<Reserve> {
    let plan = question.plan;
    let least =
        plan.shares.iter().enumerate().filter(|(_, share)| share.at_least.is_some_and(|least| least > 0));
    let mut reserves: Vec<Reserve> = least.map(|(place, _)| Reserve::new(place)).collect();
    if reserves.is_empty() {
        return reserves;
    }
    for Applies { schedule, spans } in applying {
        let Some(schedule) = plan.schedules.get(*schedule) else { continue };
        let round = shelf.round(schedule.playlist);
        reserves.iter_mut().for_each(|reserve| reserve.add(&round, spans, shelf));
    }
    if let Some(fallback) = plan.fallback(question.screen, question.zone) {
        let (round, always) = (shelf.round(fallback), Rc::from([(0, Nanos::MAX)]));
        reserves.iter_mut().for_each(|reserve| reserve.add(&round, &always, shelf));
    }
    reserves
}

impl Filling<'_, '_> {
    fn part(&mut self, part: &Part) {
        let plan = self.question.plan;
        let schedules = part.winners.iter().filter_map(|place| plan.schedules.get(*place));
        let mut streams: Vec<Stream> = schedules
            .map(|schedule| Stream::new(self.shelf.round(schedule.playlist), Why::schedule(schedule)))
            .collect();
        let mut fallback = plan
            .fallback(self.question.screen, self.question.zone)
            .map(|fallback| Stream::new(self.shelf.round(fallback), Why::Fallback))
            .filter(|stream| stream.len() > 0);
        if streams.is_empty() && fallback.is_none() {
            self.slots.push(Slot { from: part.from, piece: None, why: Why::Nothing });
            return;
        }
        let (mut at, mut turn) = (part.from, 0);
        // What stands in this part, with its group.
        let mut on: Option<(usize, Option<usize>)> = None;
        while at < part.until {
            let left = part.until - at;
            let (from, front) = self.choose(&mut streams, turn, fallback.as_mut(), at, left);
            let dwell = nanos(self.shelf.dwell(front.piece));
            if let Some((_, share)) = on
                && dwell > left
                && dwell / 2 > left
                && self.may_stay(share, at, left)
            {
                self.ledger.add(share, at, left);
                return;
            }
            let length = dwell.min(left);
            let why = match from {
                From::Stream(place) => {
                    turn = place + 1;
                    let Some(stream) = streams.get_mut(place) else { return };
                    stream.take(self.shelf);
                    stream.why.clone()
                }
                From::Fallback => {
                    if let Some(fallback) = &mut fallback {
                        fallback.take(self.shelf);
                    }
                    Why::Fallback
                }
                From::Reserve(place) => {
                    let Some(reserve) = self.reserves.get_mut(place) else { return };
                    reserve.pass(true);
                    let name = plan.shares.get(reserve.share).map_or("", |share| share.name.as_str());
                    Why::Share(name.into())
                }
                From::HallPage => Why::Full,
            };
            // The hall's page does not begin again after itself.
            if !matches!(from, From::HallPage) || on.is_none_or(|(piece, _)| piece != front.piece) {
                self.slots.push(Slot { from: at, piece: Some(front.piece), why });
            }
            self.ledger.add(front.share, at, length);
            on = Some((front.piece, front.share));
            at += length;
        }
    }

    /// What comes next.
    fn choose(
        &mut self,
        streams: &mut [Stream],
        turn: usize,
        fallback: Option<&mut Stream>,
        at: Nanos,
        left: Nanos,
    ) -> (From, Front) {
        let count = streams.len();
        let mut planned = None;
        for place in (0..count).map(|by| (turn + by) % count) {
            let front = streams.get_mut(place).and_then(|stream| self.allowed(stream, at, left));
            if let Some(front) = front {
                planned = Some((From::Stream(place), front));
                break;
            }
        }
        let planned = planned.or_else(|| Some((From::Fallback, self.allowed(fallback?, at, left)?)));
        let (from, front) =
            planned.unwrap_or_else(|| (From::HallPage, Front { piece: self.shelf.hall_page(), share: None }));
        let length = nanos(self.shelf.dwell(front.piece)).min(left);
        match self.due(front.share, at, length, left) {
            Some((place, due)) => (From::Reserve(place), due),
            None => (from, front),
        }
    }

    /// The first piece of a stream's round that may play now.
    fn allowed(&mut self, stream: &mut Stream, at: Nanos, left: Nanos) -> Option<Front> {
        for _ in 0..stream.len() {
            let front = stream.front(self.shelf)?;
            let dwell = nanos(self.shelf.dwell(front.piece));
            if self.ledger.may(front.share, at, dwell.min(left)) {
                return Some(front);
            }
            if self.ledger.never(front.share, dwell) { stream.drop_front() } else { stream.pass() }
        }
        None
    }

    /// The group that would fall below its share, were something of `share` on for so long; with what it plays.
    fn due(&mut self, share: Option<usize>, at: Nanos, length: Nanos, left: Nanos) -> Option<(usize, Front)> {
        // Where several may be due at once, each needs time for a piece of all.
        let spare = match self.reserves.as_slice() {
            [_] => 0,
            several => several.iter().map(|reserve| nanos(reserve.longest)).sum(),
        };
        let mut waiting: Vec<Waiting> = Vec::new();
        for (place, reserve) in self.reserves.iter_mut().enumerate() {
            let able = reserve.since(at);
            let Some(due) = self.ledger.due(reserve.share, at, able, spare) else { continue };
            let Some(front) = reserve.front(at, self.shelf) else { continue };
            let dwell = nanos(self.shelf.dwell(front.piece)).min(left);
            if self.ledger.may(front.share, at, dwell) {
                waiting.push(Waiting { place, front, dwell, due });
            } else {
                reserve.pass(false);
            }
        }
        waiting.sort_unstable_by_key(|one| (one.due.last, one.place));
        let mut due = waiting.iter().filter(|one| one.front.share != share && one.due.pace < at + length);
        // One that leaves the others their time; where none does, the one that has the least.
        let leaves_time = |one: &&Waiting| {
            waiting.iter().all(|other| other.place == one.place || other.due.last >= at + one.dwell)
        };
        let first = due.clone().find(leaves_time).or_else(|| due.next());
        first.map(|one| (one.place, one.front))
    }

    /// Whether what is on may stay on for so long.
    fn may_stay(&mut self, share: Option<usize>, at: Nanos, left: Nanos) -> bool {
        self.ledger.may(share, at, left) && self.due(share, at, left, left).is_none()
    }
}

fn nanos(duration: Duration) -> Nanos {
    Nanos::try_from(duration.as_nanos()).unwrap_or(Nanos::MAX / 4)
}
