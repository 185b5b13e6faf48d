//! How much of a document is taken. Beyond: refused, or the item is `over_limit`; never a hang.

/// Bytes of a document, before and after its encoding is undone. The largest real feed of a bureau is a few
/// megabytes; a small PC of the hall holds this in memory several times over.
pub const DECODED_BYTES: usize = 32 * 1024 * 1024;

/// Items of a feed, over all its pages: ten times what a bureau of a large city publishes in a year.
pub const ITEMS: usize = 20_000;

/// Objects and arrays inside each other, or XML elements. The contract needs 6; deeper is an attack on the stack.
pub const NESTING: usize = 64;

/// Pages that one feed may continue over, so that a chain of `next_url` ends.
pub const PAGES: usize = 100;

/// Characters of a title; a longer one is a text in the wrong field.
pub const TITLE_CHARS: usize = 500;

/// Entries, materials, steps and other parts of one item: no screen pages through more.
pub const ENTRIES: usize = 2_000;

/// Pixels of one picture: the largest photo of an ordinary camera, 160 MB when decoded.
pub const IMAGE_PIXELS: u64 = 40_000_000;

/// Characters of one id; longer ids are data, not names.
pub const ID_CHARS: usize = 500;

/// Characters of a field of one line, such as a name or a number. Longer ones end with an ellipsis.
pub const LINE_CHARS: usize = 500;

/// Characters of a field that may be a text, such as a basis, a note or an answer. Longer ones end with an ellipsis.
pub const TEXT_CHARS: usize = 10_000;

/// Characters of a body: four times the Civil Code. Cutting a law short would falsify it, so a longer body is
/// `over_limit`.
pub const BODY_CHARS: usize = 500_000;

/// Blocks of a body, with those inside of lists, quotes and table cells.
pub const BODY_BLOCKS: usize = 20_000;

/// Lists and quotes inside each other in a body; deeper ones continue on the last level, no word is lost.
pub const BODY_NESTING: usize = 8;

/// Characters of a URL, as browsers and proxies take them.
pub const URL_CHARS: usize = 2_048;

/// Tags, attachments and columns; more cannot be shown, and the rest is left out.
pub const LABELS: usize = 100;
