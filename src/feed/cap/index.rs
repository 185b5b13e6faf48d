//! The index of a warning centre: an RSS or Atom feed whose entries lead to messages.

use super::super::{Document, Refusal, Rules, draft::Fate, read as read_feed};

/// Messages of an index that are followed; the newest stand first in all that are known.
const MOST: usize = 50;

/// Where the messages of an index are, http or https, in its order, each once.
///
/// # Errors
/// A document that is no feed either.
pub fn links(document: &Document<'_>) -> Result<Vec<String>, Refusal> {
    let part = read_feed(document, Rules { plain_proactive: true, require_approval: false })?;
    let mut links: Vec<String> = Vec::new();
    for draft in part.drafts {
        if let Fate::Taken(item) = draft.fate
            && let Some(url) = item.url
            && !links.contains(&url)
        {
            links.push(url);
        }
    }
    links.truncate(MOST);
    Ok(links)
}
