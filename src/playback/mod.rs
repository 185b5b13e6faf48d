//! What a board or strip shows, and when: pure functions of (screen, content, now).
//!
//! - [`interrupt`]: which items interrupt, and which of them takes over.
//! - [`programme`]: which of the shown items make which cards, and in what order.
//! - [`stage`]: which card is on, and until when, on the monotonic clock.
//!
//! Never here: I/O, egui, a clock, and the rules of what may be seen: what comes in has passed the gate.

pub mod interrupt;
pub mod programme;
pub mod stage;

pub use interrupt::is_urgent;
pub use programme::{Card, Group, Programme};
pub use stage::{Stage, Turn};
