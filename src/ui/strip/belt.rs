//! What stands on the strip, and what comes next: entries one behind the other, an endless belt.
//!
//! An entry on the belt is never changed under the reader's eyes; changes come in behind it. One that may no
//! longer be shown, or not in these words, is blanked at once where it stands, so that its neighbours do not jump.

use std::collections::VecDeque;

/// An entry on the belt.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed<T> {
    /// Which entry it is.
    pub key: String,
    /// In pixels.
    pub width: u32,
    /// What is drawn; `None` once it may no longer be shown.
    pub what: Option<T>,
}

/// The belt, from the left edge of the region.
#[derive(Debug, Clone)]
pub struct Belt<T> {
    /// Where the first entry begins; at or left of 0 once it has begun to leave.
    left: i64,
    placed: VecDeque<Placed<T>>,
    /// The key of the entry that was placed last.
    last: Option<String>,
}

impl<T> Default for Belt<T> {
    fn default() -> Self {
        Self { left: 0, placed: VecDeque::new(), last: None }
    }
}

impl<T> Belt<T> {
    /// Moves it to the left; what has left the region falls off.
    pub fn advance(&mut self, pixels: u32) {
        self.left -= i64::from(pixels);
        while let Some(first) = self.placed.front().filter(|first| self.left + i64::from(first.width) <= 0) {
            self.left += i64::from(first.width);
            self.placed.pop_front();
        }
        if self.placed.is_empty() {
            self.left = 0;
        }
    }

    /// Fills it up to `width` pixels with what comes after the last entry, as `next` says, given its key.
    pub fn fill(&mut self, width: u32, mut next: impl FnMut(Option<&str>) -> Option<Placed<T>>) {
        let mut end = self.left + self.placed.iter().map(|one| i64::from(one.width)).sum::<i64>();
        while end < i64::from(width) {
            let Some(placed) = next(self.last.as_deref()).filter(|one| one.width > 0) else { return };
            self.last = Some(placed.key.clone());
            end += i64::from(placed.width);
            self.placed.push_back(placed);
        }
    }

    /// Blanks what may no longer be shown. When nothing is left to read, it begins anew at once.
    pub fn keep(&mut self, may_stay: impl Fn(&str) -> bool) {
        for one in &mut self.placed {
            if !may_stay(&one.key) {
                one.what = None;
            }
        }
        if self.placed.iter().all(|one| one.what.is_none()) {
            self.clear();
        }
    }

    /// Takes everything off.
    pub fn clear(&mut self) {
        self.placed.clear();
        self.left = 0;
    }

    /// What is drawn, with its left edge and key.
    pub fn entries_mut(&mut self) -> impl Iterator<Item = (i64, &mut Placed<T>)> {
        let mut left = self.left;
        self.placed.iter_mut().map(move |one| {
            let at = left;
            left += i64::from(one.width);
            (at, one)
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn next<'a>(run: &'a [&'a str]) -> impl FnMut(Option<&str>) -> Option<Placed<()>> + 'a {
        |last| {
            let place =
                last.and_then(|last| run.iter().position(|key| *key == last)).map_or(0, |place| place + 1);
            let key = run.get(place % run.len().max(1))?;
            Some(Placed { key: (*key).into(), width: 100, what: Some(()) })
        }
    }

    fn seen(belt: &mut Belt<()>) -> Vec<(i64, String, bool)> {
        belt.entries_mut().map(|(left, one)| (left, one.key.clone(), one.what.is_some())).collect()
    }

    #[test]
    fn it_runs_round_without_a_gap() {
        let mut belt = Belt::default();
        belt.fill(250, next(&["a", "b"]));
        let row = |left, key: &str| (left, key.to_owned(), true);
        assert_eq!(seen(&mut belt), [row(0, "a"), row(100, "b"), row(200, "a")]);
        belt.advance(102);
        belt.fill(250, next(&["a", "b"]));
        assert_eq!(seen(&mut belt), [row(-2, "b"), row(98, "a"), row(198, "b")]);
    }

    #[test]
    fn what_leaves_is_blank_at_once_and_its_neighbours_do_not_jump() {
        let mut belt = Belt::default();
        belt.fill(250, next(&["a", "b", "c"]));
        belt.keep(|key| key != "b");
        let shown: Vec<_> = seen(&mut belt).into_iter().map(|(left, _, shown)| (left, shown)).collect();
        assert_eq!(shown, [(0, true), (100, false), (200, true)]);
        belt.keep(|_| false);
        assert!(seen(&mut belt).is_empty());
    }

    #[test]
    fn new_content_comes_in_behind_what_is_read() {
        let mut belt = Belt::default();
        belt.fill(150, next(&["a", "b"]));
        belt.advance(60);
        belt.fill(150, next(&["a", "b", "c"]));
        let keys: Vec<_> = seen(&mut belt).into_iter().map(|(_, key, _)| key).collect();
        assert_eq!(keys, ["a", "b", "c"]);
    }

    proptest! {
        #[test]
        fn it_is_always_full_and_never_grows(steps in prop::collection::vec(0u32..400, 0..300), width in 1u32..2000) {
            let mut belt = Belt::default();
            for step in steps {
                belt.advance(step);
                belt.fill(width, next(&["a", "b", "c"]));
                let all = seen(&mut belt);
                prop_assert!(all.first().is_some_and(|(left, ..)| *left <= 0 && *left > -100));
                prop_assert!(all.last().is_some_and(|(left, ..)| *left + 100 >= i64::from(width)));
                prop_assert!(all.len() <= width as usize / 100 + 2);
            }
        }
    }
}
