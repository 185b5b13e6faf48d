//! What a board or strip shows, and when: pure functions of (screen, content, now).
//!
//! - [`programme`]: which of the shown items make which cards, and in what order.
//! - [`stage`]: which card is on, and until when, on the monotonic clock.
//!
//! Never here: I/O, egui, a clock, and the rules of what may be seen: what comes in has passed the gate.

pub mod programme;
pub mod stage;

pub use programme::{Card, Group, Programme, is_urgent};
pub use stage::{Stage, Turn};
