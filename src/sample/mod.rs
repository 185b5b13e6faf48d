//! The embedded sample hall, and the small bureau that publishes it.
//!
//! So that a newcomer sees the screens live with one command, `gongshi run` without a config starts this server
//! on the machine itself and polls it exactly as it would poll a bureau's. The texts are in `assets/sample/`;
//! businesses and people in them are invented, laws are real.
//!
//! - [`publication()`]: the feed as it is at an instant.
//! - [`serve`]: the bureau's web server; every minute it publishes a change.
//! - [`hall`]: the hall with its three screens.
//!
//! Never here: anything a real hall needs.

mod change;
mod date;
mod hall;
mod publication;
mod server;

pub use hall::{hall, zone};
pub use publication::{publication, step};
pub use server::{Server, serve};

#[cfg(test)]
mod tests;
