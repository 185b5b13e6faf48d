//! Running for months with nobody beside it: the log, an orderly end, and configs that are changed under it.

pub mod logging;
pub mod reload;
pub mod signals;
pub mod watch;
