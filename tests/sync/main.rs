//! A running client against a fake bureau: the whole way from the socket or the disk to the snapshot.
//!
//! The server is stateful and binds 127.0.0.1:0; every wait has a bound, none is an assertion about time.

#![allow(clippy::unwrap_used, reason = "clippy.toml allows it in tests, but not in what they share")]

#[path = "../common/bureau.rs"]
mod bureau;
mod content;
mod disk;
mod faults;
#[path = "../common/hall.rs"]
mod hall;
mod own_media;
mod pages;
mod pictures;
mod sample;
mod sources;
mod tls;
