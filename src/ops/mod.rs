//! Running for months with nobody beside it: the log, an orderly end, configs that are changed under it, and [`playlog`],
//! which keeps what was on.

mod ledger;
pub mod logging;
pub mod playlog;
pub mod reload;
pub mod signals;
pub mod watch;
