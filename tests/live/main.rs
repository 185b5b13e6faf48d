//! The three faces at work: a real poller against a fake bureau, frames run by hand, and what a person sees.

#![allow(clippy::unwrap_used, reason = "clippy.toml allows it in tests, but not in what they share")]
#![allow(clippy::panic, reason = "the helpers that tests share say what they miss")]

mod aired;
mod alerts;
#[allow(dead_code, reason = "shared with tests/sync, which asks for more")]
#[path = "../common/bureau.rs"]
mod bureau;
mod canary;
mod content;
mod faults;
#[allow(dead_code, reason = "shared with tests/wall.rs")]
#[path = "../common/frames.rs"]
mod frames;
#[allow(dead_code, reason = "shared with tests/sync, which asks for more")]
#[path = "../common/hall.rs"]
mod hall;
mod hours;
mod interrupt;
mod planned;
mod reload;
mod stage;
mod visitor;
