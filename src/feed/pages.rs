//! The pages of one publication, put together.

use std::collections::HashSet;

use url::Url;

use super::{
    Refusal,
    draft::{Draft, Fate, Fault},
    limits,
};
use crate::domain::{Edition, Head, Verdict};

/// One page of a feed.
#[derive(Debug)]
pub struct Part {
    /// What the feed says of itself on this page.
    pub head: Head,
    pub(super) drafts: Vec<Draft>,
}

impl Part {
    pub(super) const fn new(head: Head, drafts: Vec<Draft>) -> Self {
        Self { head, drafts }
    }

    /// How many items the page holds, taken or not.
    pub fn len(&self) -> usize {
        self.drafts.len()
    }

    /// Whether the page holds no item.
    pub fn is_empty(&self) -> bool {
        self.drafts.is_empty()
    }
}

/// Puts the pages of one publication together, in their order. The head is that of the first page.
///
/// Of items with the same id the first wins, and an item that is over a limit holds its id as well. A malformed
/// one does not: what falls must not take another with it.
///
/// # Errors
/// No page, too many pages or items, or pages of a different `sequence`.
pub fn join(parts: Vec<Part>) -> Result<Edition, Refusal> {
    if parts.len() > limits::PAGES {
        return Err(Refusal::TooManyPages);
    }
    if parts.iter().map(Part::len).sum::<usize>() > limits::ITEMS {
        return Err(Refusal::TooMany);
    }
    let Some(head) = parts.first().map(|part| part.head.clone()) else { return Err(Refusal::Empty) };
    if let Some(other) = parts.iter().find(|part| part.head.sequence != head.sequence) {
        let word =
            |sequence: Option<u64>| sequence.map_or_else(|| "none".to_owned(), |number| number.to_string());
        return Err(Refusal::MixedSequence { first: word(head.sequence), other: word(other.head.sequence) });
    }
    let extended = parts.iter().any(|part| part.head.extended);
    let head = Head { extended, ..head };
    let (mut taken, mut rejected) = (Vec::new(), Vec::new());
    let mut ids = HashSet::new();
    for (position, mut draft) in parts.into_iter().flat_map(|part| part.drafts).enumerate() {
        match verdict(&mut draft, extended, &mut ids) {
            Some(fault) => rejected.push(draft.rejected(position, fault)),
            None => {
                if let Fate::Taken(item) = draft.fate {
                    taken.push((position, *item));
                }
            }
        }
    }
    Ok(Edition::new(head, taken, rejected))
}

/// Why an item of the feed falls; the first that applies of `malformed`, `duplicate_id` and `over_limit`.
pub(super) fn verdict(draft: &mut Draft, extended: bool, ids: &mut HashSet<String>) -> Option<Fault> {
    let mut own = None;
    if let Fate::Left(fault) = &mut draft.fate {
        let fault =
            Fault { verdict: fault.verdict, detail: std::mem::take(&mut fault.detail), at: fault.at.take() };
        if fault.verdict == Verdict::Malformed {
            return Some(fault);
        }
        own = Some(fault);
    }
    if draft.plain && extended {
        return Some(Fault::malformed("_gongshi is missing, which the other items of this feed have", None));
    }
    if let Some(id) = draft.id()
        && !ids.insert(id.to_owned())
    {
        let detail = format!("an earlier item of this feed has the id {id:?}");
        return Some(Fault { verdict: Verdict::DuplicateId, detail, at: None });
    }
    own
}

/// Refuses a publication older than one already taken. One without a `sequence` is older than any that has one.
///
/// # Errors
/// [`Refusal::Rollback`].
pub fn accept(head: &Head, highest: Option<u64>) -> Result<(), Refusal> {
    match highest {
        Some(highest) if head.sequence.is_none_or(|sequence| sequence < highest) => {
            Err(Refusal::Rollback { sequence: head.sequence.unwrap_or(0), highest })
        }
        _ => Ok(()),
    }
}

/// Where a long feed goes on: `next_url`, resolved against the page's own URL.
///
/// # Errors
/// [`Refusal::NextPage`] when it leads to another scheme, host or port, out of the folder of a `file:` feed, or
/// back to the page itself.
pub fn next_page(head: &Head, base: &str) -> Result<Option<Url>, Refusal> {
    let Some(written) = &head.next_url else { return Ok(None) };
    let refused = || Refusal::NextPage(crate::domain::text::clean_capped(written, 200));
    if written.len() > limits::URL_CHARS {
        return Err(refused());
    }
    let base = Url::parse(base).map_err(|_| refused())?;
    let mut next = base.join(written).map_err(|_| refused())?;
    next.set_fragment(None);
    let same_server = next.scheme() == base.scheme()
        && next.host() == base.host()
        && next.port_or_known_default() == base.port_or_known_default()
        && next.username().is_empty()
        && next.password().is_none();
    let folder = base.path().rsplit_once('/').map_or("", |(folder, _)| folder);
    let allowed = match base.scheme() {
        "http" | "https" => true,
        // The dots are resolved by the parser; `%2e%2e` counts as dots there too.
        "file" => next.path().strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')),
        _ => false,
    };
    if same_server && allowed && next != base { Ok(Some(next)) } else { Err(refused()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(written: &str, base: &str) -> Result<Option<String>, Refusal> {
        let head = Head { next_url: Some(written.into()), ..Head::default() };
        next_page(&head, base).map(|url| url.map(String::from))
    }

    #[test]
    fn the_next_page_is_on_the_same_server() {
        let base = "https://a.gov.cn/feed/feed.json";
        assert_eq!(next("page2.json", base).unwrap().unwrap(), "https://a.gov.cn/feed/page2.json");
        assert_eq!(next("https://a.gov.cn:443/x?p=2#z", base).unwrap().unwrap(), "https://a.gov.cn/x?p=2");
        assert_eq!(next_page(&Head::default(), base), Ok(None));
        for bad in [
            "http://a.gov.cn/x",
            "https://b.gov.cn/x",
            "https://a.gov.cn:8443/x",
            "//b.cn/x",
            "file:///x",
            "javascript:1",
            "https://u:p@a.gov.cn/x",
            "",
            "feed.json",
            "#top",
        ] {
            assert!(next(bad, base).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_folder_is_not_left() {
        let base = "file:///media/usb/feed.json";
        assert_eq!(next("page-2.json", base).unwrap().unwrap(), "file:///media/usb/page-2.json");
        for bad in [
            "../etc/passwd",
            "/etc/passwd",
            "%2e%2e/x",
            "file:///media/usb2/x",
            "http://a/x",
            "file://host/media/usb/x",
        ] {
            assert!(next(bad, base).is_err(), "{bad}");
        }
    }

    #[test]
    fn older_is_refused() {
        let head = |sequence| Head { sequence, ..Head::default() };
        assert_eq!(accept(&head(Some(5)), Some(5)), Ok(()));
        assert_eq!(accept(&head(Some(5)), None), Ok(()));
        assert_eq!(accept(&head(None), None), Ok(()));
        assert_eq!(accept(&head(Some(4)), Some(5)), Err(Refusal::Rollback { sequence: 4, highest: 5 }));
        assert_eq!(accept(&head(None), Some(5)), Err(Refusal::Rollback { sequence: 0, highest: 5 }));
    }
}
