//! Bytes to domain: JSON Feed with the `_gongshi` extension, RSS and Atom, markup, limits.
//!
//! The way of a document: [`decode`] (bytes to text), [`read`] (one page, its items each by itself), [`join`]
//! (the pages of one publication to an [`Edition`]). [`accept`] refuses a rollback, [`next_page`] says where a
//! long feed goes on. A document is taken or refused as a whole ([`Refusal`]); an item that is wrong falls
//! alone, with a reason ([`crate::domain::Rejected`]).
//!
//! Never here: network, disk, clocks. Nothing here panics, recurses without a bound or hangs, whatever the bytes.

pub mod cap;
mod draft;
mod encoding;
mod json;
pub mod limits;
mod link;
mod lint;
pub mod markup;
mod pages;
mod refusal;
mod schema;
mod xml;

pub use encoding::decode;
pub use lint::{Lint, Problem, lint};
pub use pages::{Part, accept, join, next_page};
pub use refusal::Refusal;
pub use schema::schema;

use crate::domain::Edition;

/// What a source's config says of its feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rules {
    /// Items without the extension (plain RSS, Atom, JSON Feed) count as 主动公开.
    pub plain_proactive: bool,
    /// Only items with `approved_by` and `secrecy_reviewed` show.
    pub require_approval: bool,
}

/// One document as it came.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// Its bytes, with any compression of the transport undone.
    pub bytes: &'a [u8],
    /// The `Content-Type` of HTTP, for its charset.
    pub content_type: Option<&'a str>,
    /// The URL that relative links resolve against.
    pub base: &'a str,
}

/// Reads one page of a feed.
///
/// # Errors
/// The document as a whole may not be taken: not a feed, broken, over a limit, or with a key twice.
pub fn read(document: &Document<'_>, rules: Rules) -> Result<Part, Refusal> {
    let text = decode(document)?;
    let base = link::Base::new(document.base);
    let start = text.trim_start();
    if start.starts_with('{') {
        let page = json::read(&text, &base, rules)?;
        return Ok(Part::new(page.head, page.drafts));
    }
    if start.starts_with('<') {
        let (head, drafts) = xml::read(&text, document.base, &base, rules)?;
        return Ok(Part::new(head, drafts));
    }
    Err(Refusal::NotAFeed("neither JSON nor XML".into()))
}

/// Reads a feed of one page.
///
/// # Errors
/// As [`read`].
pub fn read_single(document: &Document<'_>, rules: Rules) -> Result<Edition, Refusal> {
    join(vec![read(document, rules)?])
}
