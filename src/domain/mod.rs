//! What a bureau publishes, as plain types, and the one gate that decides what may be seen.
//!
//! Never here: input and output, clocks, egui. `now` and the hall's time zone are parameters.

pub mod block;
pub mod item;
pub mod kinds;
pub mod moment;
pub mod snapshot;
pub mod text;
pub mod uscc;
pub mod validity;

pub use block::{Block, Inlines, Span};
pub use item::{Attachment, Department, Edition, Head, Item, Kind, Rejected};
pub use kinds::Detail;
pub use moment::Moment;
pub use snapshot::{Snapshot, SourceState, SourceView};
pub use validity::{Channel, Screen, Verdict};
