//! gongshi (公示): the client for the screens of a government service hall.
//!
//! The map of the house, from the ground up; a room uses only rooms above it in this list:
//!
//! - [`clock`]: where the time comes from; everything below takes `now` as a parameter.
//! - [`fonts`]: the embedded fonts.
//! - [`domain`]: what a bureau publishes, as plain types, and the one gate ([`domain::validity`]).
//! - [`feed`]: bytes to domain: JSON Feed with the `_gongshi` extension, RSS and Atom, markup, limits.
//! - [`playback`]: what shows when, as pure functions of (plan, content, now).
//! - [`config`]: what staff write: TOML to a typed hall, with diagnostics that point at the line.
//! - [`store`]: the last good content in one SQLite file, the play log in another, and the media folder.
//! - [`sync`]: the only code that talks to the network; a thread of its own.
//! - [`ui`]: the three faces; they draw a snapshot and return actions.
//! - [`ops`]: the log, the config that is edited meanwhile, and the keeping of the play log.
//! - [`sample`]: the embedded sample hall and the small bureau that publishes it.
//! - [`cli`]: the command line, one file a command; `main.rs` only calls it.
//!
//! The way of the data, with no way back: bytes → [`feed`] → [`domain`] → [`store`] →
//! `Arc<Snapshot>` → [`playback`] → [`ui`].

pub mod cli;
pub mod clock;
pub mod config;
pub mod domain;
pub mod feed;
pub mod fonts;
pub mod ops;
pub mod playback;
pub mod sample;
pub mod store;
pub mod sync;
pub mod ui;
