//! The stage: one card at a time, each page of it for one dwell.
//!
//! Time is the monotonic clock's, so that a wall clock that jumps shortens and lengthens nothing. What the stage
//! remembers is what has been shown, not where in a list it stood: lists change while they play.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use super::{Card, Programme};
use crate::domain::Kind;

/// No dwell is shorter, so that a wrong setting cannot make a wall flicker.
const LEAST_DWELL: Duration = Duration::from_secs(1);

/// What is on the stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The card's key.
    pub key: String,
    /// Its kind.
    pub kind: Kind,
    /// Which page of it, from 0.
    pub page: usize,
    /// Since when, on the monotonic clock.
    pub since: Duration,
    /// Until when; `None` while there is nothing else to show.
    pub until: Option<Duration>,
}

/// Remembers what is on and what had its turn.
#[derive(Debug, Clone, Default)]
pub struct Stage {
    turn: Option<Turn>,
    /// How many pages the card on the stage had when it was last asked.
    pages: usize,
    /// By kind, the cards that had their turn in this pass.
    shown: BTreeMap<Kind, BTreeSet<String>>,
    /// The kind whose part of the round it is, and how many of its cards have played in it.
    part: Option<(Kind, usize)>,
}

impl Stage {
    /// What is on at `now`; `None` when there is nothing to show.
    ///
    /// A card that left the programme leaves the stage at once; a card that joined gets its turn. `pages` says how
    /// many pages a card has at present (at least one).
    pub fn step(
        &mut self,
        programme: &Programme<'_>,
        now: Duration,
        dwell: Duration,
        mut pages: impl FnMut(&Card<'_>) -> usize,
    ) -> Option<Turn> {
        let dwell = dwell.max(LEAST_DWELL);
        let on = self.turn.as_ref().and_then(|turn| programme.card(&turn.key));
        match (on, &mut self.turn) {
            (Some(card), Some(turn)) => {
                self.pages = pages(card).max(1);
                turn.page = turn.page.min(self.pages - 1);
                let over = now >= turn.since + dwell;
                let alone = self.pages == 1 && programme.cards().nth(1).is_none();
                if over && !alone {
                    if turn.page + 1 < self.pages {
                        (turn.page, turn.since) = (turn.page + 1, now);
                    } else {
                        self.enter_next(programme, now, &mut pages);
                    }
                }
            }
            _ => self.enter_next(programme, now, &mut pages),
        }
        let alone = self.pages == 1 && programme.cards().nth(1).is_none();
        let turn = self.turn.as_mut()?;
        turn.until = (!alone).then(|| turn.since + dwell);
        Some(turn.clone())
    }

    fn enter_next(
        &mut self,
        programme: &Programme<'_>,
        now: Duration,
        pages: &mut impl FnMut(&Card<'_>) -> usize,
    ) {
        self.turn = self.choose(programme).map(|card| {
            self.pages = pages(card).max(1);
            Turn { key: card.key.clone(), kind: card.kind, page: 0, since: now, until: None }
        });
    }

    /// The card that comes next in the round.
    fn choose<'p, 'a>(&mut self, programme: &'p Programme<'a>) -> Option<&'p Card<'a>> {
        let groups = &programme.groups;
        let (kind, played) = self.part.unzip();
        let place = kind.and_then(|kind| groups.iter().position(|group| group.kind == kind));
        let goes_on = place.and_then(|place| groups.get(place)).is_some_and(|group| {
            played.is_some_and(|played| played < group.per_round().min(group.cards.len()))
        });
        let first = match place {
            Some(place) if goes_on => place,
            Some(place) => place + 1,
            None => 0,
        };
        let group = (0..groups.len())
            .map(|by| &groups[(first + by) % groups.len()])
            .find(|group| !group.cards.is_empty())?;
        self.part = Some((group.kind, if goes_on { played.unwrap_or(0) + 1 } else { 1 }));
        let last = self.turn.as_ref().map(|turn| turn.key.as_str());
        let shown = self.shown.entry(group.kind).or_default();
        shown.retain(|key| group.cards.iter().any(|card| card.key == *key));
        if shown.len() == group.cards.len() {
            shown.clear();
        }
        // A pass begins with another card than the one that ended the last.
        let fresh = || group.cards.iter().filter(|card| !shown.contains(&card.key));
        let card = fresh().find(|card| last != Some(card.key.as_str())).or_else(|| fresh().next())?;
        shown.insert(card.key.clone());
        Some(card)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::playback::Group;

    const DWELL: Duration = Duration::from_secs(10);

    fn programme(cards: &[(Kind, usize)]) -> Programme<'static> {
        let groups = cards
            .iter()
            .map(|(kind, count)| Group { kind: *kind, cards: (0..*count).map(|n| card(*kind, n)).collect() });
        Programme { groups: groups.collect() }
    }

    fn card(kind: Kind, n: usize) -> Card<'static> {
        Card { key: format!("{}{n}", kind.word()), kind, items: Vec::new() }
    }

    fn plays(stage: &mut Stage, programme: &Programme<'_>, turns: usize) -> Vec<String> {
        let mut now = Duration::from_secs(1000);
        (0..turns)
            .filter_map(|_| {
                now += DWELL;
                stage.step(programme, now, DWELL, |_| 1).map(|turn| turn.key)
            })
            .collect()
    }

    #[test]
    fn every_kind_comes_by_in_each_round() {
        let programme =
            programme(&[(Kind::Ranking, 1), (Kind::Guide, 5), (Kind::Pledge, 0), (Kind::Honour, 1)]);
        let round = plays(&mut Stage::default(), &programme, 9);
        assert_eq!(
            round,
            [
                "ranking0", "guide0", "guide1", "honour0", "ranking0", "guide2", "guide3", "honour0",
                "ranking0"
            ]
        );
    }

    #[test]
    fn one_card_alone_stands_still() {
        let alone = programme(&[(Kind::Ranking, 1)]);
        let mut stage = Stage::default();
        let first = stage.step(&alone, Duration::ZERO, DWELL, |_| 1).unwrap();
        assert_eq!(first.until, None);
        let later = stage.step(&alone, DWELL * 50, DWELL, |_| 1).unwrap();
        assert_eq!(later, first, "nothing changes, so nothing is drawn anew");
        let two = programme(&[(Kind::Ranking, 1), (Kind::Guide, 1)]);
        assert_eq!(stage.step(&two, DWELL * 51, DWELL, |_| 1).unwrap().key, "guide0", "it has had its dwell");
    }

    #[test]
    fn pages_turn_within_a_card_and_each_has_its_dwell() {
        let programme = programme(&[(Kind::Notice, 2)]);
        let mut stage = Stage::default();
        let pages = |card: &Card<'_>| if card.key == "notice0" { 3 } else { 1 };
        let mut seen = Vec::new();
        for second in 0..45 {
            let turn = stage.step(&programme, Duration::from_secs(second), DWELL, pages).unwrap();
            if seen.last() != Some(&(turn.key.clone(), turn.page)) {
                seen.push((turn.key, turn.page));
                assert_eq!(second % 10, 0);
            }
        }
        let names: Vec<_> = seen.iter().map(|(key, page)| format!("{key}.{page}")).collect();
        assert_eq!(names, ["notice0.0", "notice0.1", "notice0.2", "notice1.0", "notice0.0"]);
    }

    #[test]
    fn a_card_that_leaves_is_gone_at_once_and_nothing_is_left_of_an_empty_programme() {
        let mut stage = Stage::default();
        let on = stage.step(&programme(&[(Kind::Notice, 2)]), Duration::ZERO, DWELL, |_| 1).unwrap();
        assert_eq!(on.key, "notice0");
        let left =
            Programme { groups: vec![Group { kind: Kind::Notice, cards: vec![card(Kind::Notice, 1)] }] };
        let next = stage.step(&left, Duration::from_secs(1), DWELL, |_| 1).unwrap();
        assert_eq!((next.key.as_str(), next.since), ("notice1", Duration::from_secs(1)));
        assert_eq!(stage.step(&Programme::default(), Duration::from_secs(2), DWELL, |_| 1), None);
        assert!(stage.step(&left, Duration::from_secs(3), DWELL, |_| 1).is_some(), "and it comes back");
    }

    fn counts() -> impl Strategy<Value = Vec<usize>> {
        prop::collection::vec(0usize..6, 7)
    }

    fn of_counts(counts: &[usize]) -> Programme<'static> {
        programme(&Kind::ALL.into_iter().zip(counts.iter().copied()).collect::<Vec<_>>())
    }

    proptest! {
        #[test]
        fn every_card_gets_its_turn_whatever_came_before(past in prop::collection::vec(counts(), 0..6), now in counts()) {
            let mut stage = Stage::default();
            for counts in &past {
                plays(&mut stage, &of_counts(counts), 3);
            }
            let programme = of_counts(&now);
            // Five cards of a kind need at most five rounds, begun in the middle of one; a round has at most 10 turns.
            let seen: BTreeSet<String> = plays(&mut stage, &programme, 130).into_iter().collect();
            let all: BTreeSet<String> = programme.cards().map(|card| card.key.clone()).collect();
            prop_assert_eq!(seen, all);
        }

        #[test]
        fn a_card_that_stays_has_its_whole_dwell(steps in prop::collection::vec((counts(), 0u64..4000, 1usize..4), 1..80)) {
            let mut stage = Stage::default();
            let mut now = Duration::ZERO;
            let mut before: Option<Turn> = None;
            for (counts, wait, pages) in steps {
                now += Duration::from_millis(wait);
                let programme = of_counts(&counts);
                let turn = stage.step(&programme, now, DWELL, |_| pages);
                prop_assert_eq!(turn.is_some(), programme.cards().next().is_some());
                if let Some(turn) = &turn {
                    prop_assert!(programme.card(&turn.key).is_some());
                    prop_assert!(turn.page < pages);
                    let stays = |before: &Turn| {
                        programme.card(&before.key).is_some() && now < before.since + DWELL
                    };
                    if let Some(before) = before.filter(stays) {
                        prop_assert_eq!((&turn.key, turn.since), (&before.key, before.since));
                    }
                }
                before = turn;
            }
        }
    }
}
