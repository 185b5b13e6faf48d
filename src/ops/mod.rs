//! Running for months with nobody beside it: so far, the log and an orderly end.

pub mod logging;
pub mod signals;
