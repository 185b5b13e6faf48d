//! Why a whole document is not taken, in words for staff. The last good content stays on the screens.

use std::ops::Range;

use super::limits;

/// Why a document was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// Nothing at all.
    #[error("the document is empty")]
    Empty,
    /// A web page, as captive portals and error pages of proxies send it with status 200.
    #[error("this is a web page (HTML), not a feed; is there a login page of the network in between?")]
    WebPage,
    /// Another kind of document.
    #[error("this is not a feed: {0}")]
    NotAFeed(String),
    /// Broken JSON or XML, such as a body that ends in the middle.
    #[error("the document is broken in line {line}, column {column}: {reason}")]
    Syntax {
        /// What is wrong.
        reason: String,
        /// From 1.
        line: usize,
        /// From 1, in bytes.
        column: usize,
        /// Where.
        at: Option<Range<usize>>,
    },
    /// A field of the feed itself, not of an item, has the wrong type.
    #[error("the feed's own field {path} is wrong: {reason}")]
    Head {
        /// Such as `_gongshi.sequence`.
        path: String,
        /// What is wrong.
        reason: String,
        /// Where.
        at: Option<Range<usize>>,
    },
    /// Bytes that are no text in the encoding that the document declares.
    #[error("byte {at} is no text in the document's encoding {encoding}")]
    Encoding {
        /// The encoding's name.
        encoding: &'static str,
        /// The first bad byte.
        at: usize,
    },
    /// More than [`limits::DECODED_BYTES`].
    #[error("the document has more than {} MiB", limits::DECODED_BYTES / 1024 / 1024)]
    TooLarge,
    /// More than [`limits::NESTING`] levels.
    #[error("objects, lists or elements are nested more than {} deep", limits::NESTING)]
    TooDeep {
        /// Where the first level too many begins.
        at: usize,
    },
    /// More than [`limits::ITEMS`] items.
    #[error("the feed has more than {} items", limits::ITEMS)]
    TooMany,
    /// More than [`limits::PAGES`] pages.
    #[error("the feed has more than {} pages", limits::PAGES)]
    TooManyPages,
    /// The same key twice in one JSON object: readers would disagree on which one counts.
    #[error("the key {key:?} stands twice in one object")]
    DuplicateKey {
        /// The key.
        key: String,
        /// The second one.
        at: Range<usize>,
    },
    /// Pages of different publications.
    #[error("the pages belong to different publications: sequence {first} and {other}")]
    MixedSequence {
        /// Of the first page, in words.
        first: String,
        /// Of the page that differs, in words.
        other: String,
    },
    /// A publication older than one already taken.
    #[error("sequence {sequence} is lower than {highest}, which was taken before (rollback)")]
    Rollback {
        /// Of this document; 0 when it has none.
        sequence: u64,
        /// The highest ever taken from the source.
        highest: u64,
    },
    /// `next_url` leads to another host, scheme or folder, or is no URL.
    #[error("the next page {0:?} is not on the feed's own server")]
    NextPage(String),
}

impl Refusal {
    /// Where in the text of [`super::decode`] the trouble is, in bytes, when it is in one place.
    pub fn place(&self) -> Option<Range<usize>> {
        match self {
            Self::Syntax { at, .. } | Self::Head { at, .. } => at.clone(),
            Self::TooDeep { at } | Self::Encoding { at, .. } => Some(*at..*at + 1),
            Self::DuplicateKey { at, .. } => Some(at.clone()),
            _ => None,
        }
    }
}
