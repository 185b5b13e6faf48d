//! One publication of one source, with all its pages, from the network or a folder.

use std::{io, path::PathBuf, time::Duration};

use url::Url;

use super::{
    Fault, file,
    http::{Answer, Ask, Hops, Http},
    link::without_credentials,
};
use crate::{
    domain::Edition,
    feed::{self, Document, Part, Rules, cap, limits},
    store::Page,
};

/// The document that stands for a folder.
const IN_A_FOLDER: &str = "feed.json";

/// Bytes of a document of warnings, or of an index: a hundred times the longest message.
const ALERT_BYTES: usize = 4 * 1024 * 1024;

const ACCEPT: &str = "application/feed+json, application/json;q=0.9, application/atom+xml;q=0.8, \
                      application/rss+xml;q=0.8, application/xml;q=0.7, text/xml;q=0.7, */*;q=0.1";

/// What a source is asked with.
#[derive(Clone, Copy)]
pub(super) struct Question<'a> {
    pub url: &'a Url,
    pub rules: Rules,
    /// The pages of the last good publication; their validators are sent along.
    pub known: &'a [Page],
    /// The highest sequence ever accepted.
    pub highest: Option<u64>,
    /// It sends public warnings, and these are let in.
    pub alerts: Option<&'a cap::Rules>,
}

/// A publication that may be shown.
#[derive(Debug)]
pub(super) struct Collected {
    pub pages: Vec<Page>,
    /// `None` when every byte is what was known before.
    pub edition: Option<Edition>,
}

/// Brings all pages, reads them, and judges the whole.
///
/// Whether something changed is decided by the bytes: servers are known to keep an ETag over a new body.
pub(super) async fn collect(http: &Http, question: Question<'_>) -> Result<Collected, Fault> {
    if let Some(rules) = question.alerts {
        return collect_alerts(http, question, rules).await;
    }
    let mut pages: Vec<Page> = Vec::new();
    let mut parts: Vec<Option<Part>> = Vec::new();
    let mut room = limits::DECODED_BYTES;
    let mut next = Some(question.url.clone());
    while let Some(url) = next {
        if pages.len() == limits::PAGES {
            return Err(Fault::Refused(format!("more than {} pages", limits::PAGES)));
        }
        if !is_beside(&url, question.url) {
            return Err(Fault::Refused("the next page is on another server".into()));
        }
        let name = without_credentials(&url).into();
        if pages.iter().any(|page| page.url == name) {
            return Err(Fault::Refused("a page that was there before comes next".into()));
        }
        let page = bring(http, &url, name, question.known, room).await?;
        room = room.saturating_sub(page.body.len());
        let at = pages.len();
        if question.known.get(at).is_some_and(|known| is_same(known, &page)) {
            // Unchanged so far: the page that followed it still does, and nothing need be read to know which.
            next = question
                .known
                .get(at + 1)
                .map(|known| Url::parse(&known.url))
                .transpose()
                .map_err(refused)?;
            parts.push(None);
        } else {
            let part = read(&page, question.rules)?;
            next = feed::next_page(&part.head, &page.base).map_err(refused)?;
            parts.push(Some(part));
        }
        pages.push(page);
    }
    if parts.iter().all(Option::is_none) && pages.len() == question.known.len() {
        return Ok(Collected { pages, edition: None });
    }
    let parts = pages
        .iter()
        .zip(parts)
        .map(|(page, part)| part.map_or_else(|| read(page, question.rules), Ok))
        .collect::<Result<Vec<_>, _>>()?;
    let edition = feed::join(parts).map_err(refused)?;
    feed::accept(&edition.head, question.highest).map_err(refused)?;
    Ok(Collected { pages, edition: Some(edition) })
}

/// Brings a document of warnings, or an index and the messages that it names.
///
/// A message never changes under its URL: it is replaced by another message. So those that are known are not asked for
/// again, and one that cannot be had does not keep back the others.
async fn collect_alerts(http: &Http, question: Question<'_>, rules: &cap::Rules) -> Result<Collected, Fault> {
    let name = without_credentials(question.url).into();
    let first = bring(http, question.url, name, question.known, ALERT_BYTES).await?;
    let links = match cap::read(&document(&first)).map_err(refused)? {
        Some(_) => Vec::new(),
        None => cap::links(&document(&first)).map_err(refused)?,
    };
    let mut pages = vec![first];
    for link in links {
        let Ok(url) = Url::parse(&link) else { continue };
        if !is_beside(&url, question.url) {
            tracing::warn!(link, "a warning on another server than its index is left out");
            continue;
        }
        let name: String = without_credentials(&url).into();
        let known = question.known.iter().find(|page| page.url == name);
        let page = match known {
            Some(known) => Ok(known.clone()),
            None => bring(http, &url, name, &[], ALERT_BYTES).await,
        };
        let readable = page.and_then(|page| match cap::read(&document(&page)).map_err(refused)? {
            Some(_) => Ok(page),
            None => Err(Fault::Refused("it holds no message of CAP".into())),
        });
        match readable {
            Ok(page) => pages.push(page),
            Err(fault) => tracing::warn!(link, reason = ?fault, "a warning cannot be had and is left out"),
        }
    }
    let same = |(known, page): (&Page, &Page)| is_same(known, page);
    if pages.len() == question.known.len() && question.known.iter().zip(&pages).all(same) {
        return Ok(Collected { pages, edition: None });
    }
    let edition = reread_alerts(&pages, rules)?;
    Ok(Collected { pages, edition: Some(edition) })
}

/// Reads warnings from the disk again; an index says nothing itself.
pub(super) fn reread_alerts(pages: &[Page], rules: &cap::Rules) -> Result<Edition, Fault> {
    let mut alerts = Vec::new();
    for page in pages {
        alerts.extend(cap::read(&document(page)).map_err(refused)?.unwrap_or_default());
    }
    Ok(cap::edition(&alerts, rules))
}

fn document(page: &Page) -> Document<'_> {
    Document { bytes: &page.body, content_type: page.content_type.as_deref(), base: &page.base }
}

/// Reads pages from the disk again.
pub(super) fn reread(pages: &[Page], rules: Rules) -> Result<Edition, Fault> {
    let parts = pages.iter().map(|page| read(page, rules)).collect::<Result<Vec<_>, _>>()?;
    feed::join(parts).map_err(refused)
}

fn read(page: &Page, rules: Rules) -> Result<Part, Fault> {
    feed::read(&document(page), rules).map_err(refused)
}

fn refused(why: impl std::fmt::Display) -> Fault {
    Fault::Refused(why.to_string())
}

/// Whether a page is on the server of the first. The pages of a folder are kept in it by the reader.
fn is_beside(url: &Url, first: &Url) -> bool {
    match first.scheme() {
        "file" => url.scheme() == "file",
        // Two URLs of files are never of one origin.
        _ => url.origin() == first.origin(),
    }
}

/// Whether a page says what it said; validators may differ.
fn is_same(known: &Page, page: &Page) -> bool {
    known.url == page.url
        && known.base == page.base
        && known.content_type == page.content_type
        && known.body == page.body
}

async fn bring(http: &Http, url: &Url, name: String, known: &[Page], room: usize) -> Result<Page, Fault> {
    if url.scheme() == "file" {
        return from_disk(http.deadline(), url, name, room).await;
    }
    let known = known.iter().find(|page| page.url == name);
    let ask = Ask {
        url,
        etag: known.and_then(|page| page.etag.as_deref()),
        last_modified: known.and_then(|page| page.last_modified.as_deref()),
        accept: ACCEPT,
        most: room,
        hops: Hops::SameOrigin,
    };
    match (http.get(ask).await?, known) {
        (Answer::Unchanged { etag, last_modified }, Some(known)) => {
            Ok(Page { etag, last_modified, ..known.clone() })
        }
        (Answer::Unchanged { .. }, None) => Err(Fault::Answered(304, None)),
        (Answer::Body(body), _) => Ok(Page {
            url: name,
            base: body.base.into(),
            content_type: body.content_type,
            etag: body.etag,
            last_modified: body.last_modified,
            body: body.bytes,
        }),
    }
}

/// A document in the file system. Read whole every time: the file systems of USB sticks keep times to two
/// seconds, so only the bytes say whether it changed.
pub(super) async fn from_disk(
    deadline: Duration,
    url: &Url,
    name: String,
    room: usize,
) -> Result<Page, Fault> {
    let path = url.to_file_path().map_err(|()| Fault::Refused(format!("{url} is no path")))?;
    // On another thread: a share whose server is gone blocks for minutes, and the pollers must go on.
    let reading = tokio::task::spawn_blocking(move || read_file(path, room));
    let found = match tokio::time::timeout(deadline, reading).await {
        Ok(Ok(found)) => found,
        Ok(Err(_)) => return Err(Fault::Unreachable("reading stopped".into())),
        Err(_) => return Err(Fault::Unreachable(format!("not read within {deadline:?}"))),
    };
    let (path, body) = found.map_err(|error| Fault::Unreachable(error.to_string()))?;
    if body.len() > room {
        return Err(Fault::Refused(format!("larger than {room} bytes")));
    }
    let base = Url::from_file_path(&path).map_or_else(|()| name.clone(), String::from);
    Ok(Page { url: name, base, content_type: None, etag: None, last_modified: None, body })
}

fn read_file(path: PathBuf, room: usize) -> io::Result<(PathBuf, Vec<u8>)> {
    let path = if path.is_dir() { path.join(IN_A_FOLDER) } else { path };
    let body = file::read(&path, room)?;
    Ok((path, body))
}
