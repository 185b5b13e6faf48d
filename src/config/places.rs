//! Where the parts of a config stand in its text, for whoever has a remark on them.

use std::ops::Range;

/// Places in bytes of the text, in the order of the hall and its plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Places {
    /// The screens' names.
    pub screens: Vec<Range<usize>>,
    /// The tables of the strips; the name on other faces, and where there is none.
    pub strips: Vec<Range<usize>>,
    /// The playlists.
    pub playlists: Vec<ListPlaces>,
    /// The schedules' names, or what they play where they have none.
    pub schedules: Vec<Range<usize>>,
    /// The calendar's table, or what names its holiday file.
    pub calendar: Range<usize>,
}

/// Where a playlist stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListPlaces {
    /// Its name.
    pub at: Range<usize>,
    /// What its entries play.
    pub entries: Vec<Range<usize>>,
}
