//! Pages: which rows stand on which, so that none is ever cut.

use std::ops::Range;

use jiff::Timestamp;

/// How many pages of one card play in a turn.
pub const MOST: usize = 8;

/// Which page of `all` stands at place `page` of a turn: a card with more than [`MOST`] pages begins each hour where
/// the hour before ended, so that all of a long list is seen in a day.
pub fn turned(page: usize, all: usize, now: Timestamp) -> usize {
    if all <= MOST {
        return page;
    }
    let hours = usize::try_from(now.as_second().max(0) / 3600).unwrap_or(0);
    ((hours % all) * MOST + page) % all
}

/// Shares rows of given heights among pages of `room` pixels, in order. At least one page, at least one row a page.
pub fn by_height(heights: &[f32], room: f32) -> Vec<Range<usize>> {
    let mut pages = Vec::new();
    let (mut start, mut used) = (0, 0.0);
    for (index, height) in heights.iter().enumerate() {
        if used + height > room + 0.5 && index > start {
            pages.push(start..index);
            (start, used) = (index, 0.0);
        }
        used += height;
    }
    pages.push(start..heights.len());
    pages
}

/// Shares `count` rows of which `most` fit on a page: as few pages as there can be, filled alike.
pub fn evenly(count: usize, most: usize) -> Vec<Range<usize>> {
    let pages = count.div_ceil(most.max(1)).max(1);
    (0..pages).map(|page| (count * page).div_ceil(pages)..(count * (page + 1)).div_ceil(pages)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ten_rows_make_two_pages_of_five() {
        assert_eq!(evenly(10, 6), [0..5, 5..10]);
        assert_eq!(evenly(10, 10), vec![0..10; 1]);
        assert_eq!(evenly(7, 3), [0..3, 3..5, 5..7]);
        assert_eq!(evenly(0, 3), vec![0..0; 1]);
    }

    #[test]
    fn a_long_list_goes_on_by_the_hour() {
        let at = |hour: i64| Timestamp::from_second(hour * 3600).unwrap();
        assert_eq!(turned(7, 8, at(5)), 7);
        for all in [9_usize, 34, 150] {
            let seen: std::collections::BTreeSet<usize> = (0..all.div_ceil(MOST) as i64)
                .flat_map(|hour| (0..MOST).map(move |page| turned(page, all, at(hour))))
                .collect();
            assert_eq!(seen, (0..all).collect(), "all of {all} pages");
        }
    }

    proptest! {
        #[test]
        fn every_row_stands_on_one_page(heights in prop::collection::vec(1f32..300.0, 0..60), room in 1f32..900.0) {
            let pages = by_height(&heights, room);
            let rows: Vec<usize> = pages.iter().cloned().flatten().collect();
            prop_assert_eq!(rows, (0..heights.len()).collect::<Vec<_>>());
            for page in &pages {
                let used: f32 = heights[page.clone()].iter().sum();
                prop_assert!(used <= room + 1.0 || page.len() == 1);
            }
            let rows: Vec<usize> = evenly(heights.len(), room as usize).into_iter().flatten().collect();
            prop_assert_eq!(rows, (0..heights.len()).collect::<Vec<_>>());
        }
    }
}
