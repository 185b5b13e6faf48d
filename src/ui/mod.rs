//! The three faces. They draw a [`Snapshot`](crate::domain::Snapshot) for an instant and return what was
//! touched; a reducer turns that into the next view state.
//!
//! Never here: files, locks, network, decoding, and the rules of what may be seen: a face draws what is in
//! [`scene::Scene::shown`] and nothing else.
//!
//! - [`theme`]: the tokens; colours and sizes come from nowhere else.
//! - [`words`] and the string files: every word on a screen. [`format`]: dates, ages, counts.
//! - [`typeset`]: Chinese line breaking. [`widgets`]: what all faces are drawn from.
//! - [`scene`]: what a face needs to draw one frame. [`client`]: one screen, from snapshot to pixels; [`standing`]: what
//!   it is told while it runs.
//! - [`textures`]: decoded pictures on the graphics card.
//! - [`kiosk`], [`board`], [`strip`]: the faces. [`window`], [`offscreen`]: where a client draws; [`frames`]: how
//!   often. [`finger`]: touches as a mouse tells them.

pub mod board;
pub mod client;
pub mod finger;
pub mod format;
pub mod frames;
pub mod hall_page;
pub mod kiosk;
pub mod offscreen;
pub mod scene;
mod shutter;
pub mod standing;
pub mod strip;
pub mod textures;
pub mod theme;
pub mod typeset;
pub mod widgets;
pub mod window;
pub mod words;

pub use client::Client;
pub use scene::Scene;
pub use standing::{StaffMark, Standing};
