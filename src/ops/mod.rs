//! Running for months with nobody beside it: so far, the log.

pub mod logging;
