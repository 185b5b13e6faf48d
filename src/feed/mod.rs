//! Bytes to domain: JSON Feed with the `_gongshi` extension, RSS and Atom, markup, limits.

/// What a source's config says of its feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rules {
    /// Items without the extension (plain RSS, Atom, JSON Feed) count as 主动公开.
    pub plain_proactive: bool,
    /// Only items with `approved_by` and `secrecy_reviewed` show.
    pub require_approval: bool,
}
