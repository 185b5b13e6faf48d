//! What a running client stands on: the hall as its config now is, and whether staff have something to mend.

use std::sync::Arc;

use crate::config::Hall;

/// The newest good config. A client takes it over at the start of its next frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The hall with what plays in it.
    pub hall: Arc<Hall>,
    /// What is wrong with the files that staff last wrote; the hall is older than they are.
    pub fault: Option<StaffMark>,
}

/// Which file is wrong and where: drawn small beside the age of the content, for those who know what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StaffMark {
    /// The hall's own config, at a line, counted from 1; `None` where no line is to blame: it is gone, say.
    Config(Option<usize>),
    /// The remote playlist, likewise.
    Remote(Option<usize>),
}
