//! What a board or strip shows, and when: pure functions of (screen, content, now).
//!
//! - [`interrupt`]: which items interrupt, and which of them takes over.
//! - [`calendar`]: on which days and at which hours something applies.
//! - [`plan`]: playlists and schedules as staff wrote them. [`director`]: what plays by them, and why.
//! - [`coming`]: the same, asked in advance. `power`: when a screen is dim or dark.
//! - [`timeline`]: the director's answer, kept while it holds. [`player`]: the same as a face plays it, on the monotonic clock.
//! - [`aired`]: what is on, in keys and ids, for the play log.
//! - [`programme`]: which of the shown items make which cards, and in what order.
//! - [`stage`]: which card is on, and until when, on the monotonic clock.
//!
//! Never here: I/O, egui, a clock, and the rules of what may be seen: what comes in has passed the gate.

pub mod aired;
pub mod calendar;
pub mod coming;
pub mod director;
pub mod interrupt;
pub mod plan;
pub mod player;
mod power;
pub mod programme;
pub mod stage;
pub mod timeline;

pub use director::{Content, Index, Piece, Question, Showing, Why, director};
pub use interrupt::is_urgent;
pub use plan::Plan;
pub use player::Player;
pub use programme::{Card, Group, Programme};
pub use stage::{Stage, Turn};
pub use timeline::{Asked, Timeline};
