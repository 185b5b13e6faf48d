//! RSS 0.9x, 1.0, 2.0 and Atom, through `feed-rs`.
//!
//! `feed-rs` is lenient where a wall must not be: it takes a document that ends in the middle, and has no limit of
//! its own. So the elements are counted first ([`survey`]), which also finds the place of every item.

use std::{borrow::Cow, ops::Range};

use feed_rs::{
    model::{Entry, MediaObject},
    parser,
};
use jiff::Timestamp;

use super::{
    Refusal, Rules,
    draft::{Draft, Fate, Fault},
    json::file_name,
    limits,
    link::Base,
    markup,
};
use crate::domain::{
    Detail, Head, Item, Moment,
    item::{About, Attachment, Release},
    kinds::has_words,
    text::{clean, clean_capped},
};

/// Reads a page. `text` begins with `<`; `page` is its URL.
pub fn read(text: &str, page: &str, base: &Base, rules: Rules) -> Result<(Head, Vec<Draft>), Refusal> {
    let survey = survey(text)?;
    let feed = parser::Builder::new()
        .base_uri(Some(page))
        .build()
        .parse(known_version(text, &survey).as_bytes())
        .map_err(|error| not_read(&error))?;
    let ranges: Vec<Range<usize>> =
        if survey.items.len() == feed.entries.len() { survey.items } else { vec![0..0; feed.entries.len()] };
    let head = Head {
        title: feed.title.map(|title| markup::line(&title.content)).filter(|title| !title.is_empty()),
        generated_at: feed.updated.or(feed.published).and_then(|time| moment(time.timestamp())),
        ..Head::default()
    };
    let drafts =
        feed.entries.into_iter().zip(ranges).map(|(entry, range)| draft(entry, range, base, rules)).collect();
    Ok((head, drafts))
}

fn not_read(error: &parser::ParseFeedError) -> Refusal {
    match error {
        parser::ParseFeedError::ParseError(parser::ParseErrorKind::NoFeedRoot) => {
            Refusal::NotAFeed("XML that is neither RSS nor Atom".into())
        }
        other => Refusal::Syntax { reason: other.to_string(), line: 1, column: 1, at: None },
    }
}

fn draft(entry: Entry, range: Range<usize>, base: &Base, rules: Rules) -> Draft {
    let id = clean(&entry.id);
    let title = entry.title.as_ref().map(|title| markup::line(&title.content)).unwrap_or_default();
    match item(entry, base, rules) {
        Ok(item) => Draft::taken(item, range, true),
        Err(fault) => Draft {
            range,
            id: Some(id).filter(|id| !id.is_empty()),
            title: Some(title).filter(|title| !title.is_empty()),
            kind: None,
            plain: true,
            fate: Fate::Left(fault),
        },
    }
}

fn item(entry: Entry, base: &Base, rules: Rules) -> Result<Item, Fault> {
    let content = entry.content.as_ref().and_then(|content| content.body.as_deref());
    let summary = entry.summary.as_ref().map(|summary| summary.content.as_str());
    let mut body = content.map(|text| markup::plain_text(text, base)).transpose()?.unwrap_or_default();
    let mut short = summary.map(markup::line).filter(|text| !text.is_empty());
    if !has_words(&body) {
        // RSS has one field for both; it is the text.
        body.extend(summary.map(|text| markup::plain_text(text, base)).transpose()?.unwrap_or_default());
        short = None;
    }
    let mut title = entry.title.as_ref().map(|title| markup::line(&title.content)).unwrap_or_default();
    if title.is_empty() {
        let first = body.iter().map(crate::domain::Block::plain_text).find(|text| !text.is_empty());
        title = first
            .map(|text| clean_capped(&text, 60))
            .ok_or_else(|| Fault::malformed("title is missing or empty", None))?;
    }
    let id = Some(clean(&entry.id)).filter(|id| !id.is_empty());
    let alternate = entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    let mut release = Release::default();
    release.proactive = rules.plain_proactive;
    release.approval_required = rules.require_approval;
    Ok(Item {
        id: id.ok_or_else(|| Fault::malformed("id is missing or empty", None))?,
        url: alternate.and_then(|link| base.web(&link.href)),
        title,
        summary: short.map(|text| clean_capped(&text, limits::TEXT_CHARS)),
        body,
        image: picture(&entry.media, base),
        attachments: attachments(&entry, base),
        tags: tags(&entry),
        published: entry.published.and_then(|time| moment(time.timestamp())),
        modified: entry.updated.and_then(|time| moment(time.timestamp())),
        release,
        about: About { weight: 1, ..About::default() },
        detail: Detail::Notice,
    })
}

fn tags(entry: &Entry) -> Vec<String> {
    let words = entry.categories.iter().map(|category| category.label.as_deref().unwrap_or(&category.term));
    let clean = words.map(|word| clean_capped(word, limits::LINE_CHARS)).filter(|word| !word.is_empty());
    clean.take(limits::LABELS).collect()
}

fn picture(media: &[MediaObject], base: &Base) -> Option<String> {
    let contents = media.iter().flat_map(|object| &object.content);
    let whole = contents
        .filter(|content| {
            content.content_type.as_ref().is_some_and(|kind| kind.to_string().starts_with("image/"))
        })
        .find_map(|content| base.web(content.url.as_ref()?.as_str()));
    let thumbnails = media.iter().flat_map(|object| &object.thumbnails);
    whole.or_else(|| thumbnails.into_iter().find_map(|thumbnail| base.web(&thumbnail.image.uri)))
}

fn attachments(entry: &Entry, base: &Base) -> Vec<Attachment> {
    let named = |url: String, title: Option<&str>, mime: Option<String>, size: Option<u64>| {
        let title =
            title.map(|title| clean_capped(title, limits::LINE_CHARS)).filter(|title| !title.is_empty());
        let title = title.or_else(|| file_name(&url)).unwrap_or_else(|| url.clone());
        Attachment { url, title, mime, size }
    };
    let linked =
        entry.links.iter().filter(|link| link.rel.as_deref() == Some("enclosure")).filter_map(|link| {
            Some(named(base.web(&link.href)?, link.title.as_deref(), link.media_type.clone(), link.length))
        });
    let media = entry.media.iter().flat_map(|object| &object.content).filter_map(|content| {
        let kind = content.content_type.as_ref()?.to_string();
        if kind.starts_with("image/") {
            return None;
        }
        Some(named(base.web(content.url.as_ref()?.as_str())?, None, Some(kind), content.size))
    });
    linked.chain(media).take(limits::LABELS).collect()
}

/// An instant of `feed-rs`, by its seconds since 1970.
fn moment(seconds: i64) -> Option<Moment> {
    Timestamp::from_second(seconds).ok().map(Moment::At)
}

/// What a first look at the elements found.
#[derive(Debug, PartialEq, Eq)]
struct Survey {
    /// The bytes of the root's start tag.
    root: Range<usize>,
    /// The bytes of every `item` or `entry`.
    items: Vec<Range<usize>>,
}

/// Counts the elements of a document: refuses web pages, depth, too many items, and a document that ends in the
/// middle. Entities are not expanded, here or in `feed-rs`, so an entity bomb stays small.
fn survey(text: &str) -> Result<Survey, Refusal> {
    let mut at = 0;
    let mut depth = 0_usize;
    let mut root = None;
    let mut items = Vec::new();
    let mut item: Option<(usize, usize)> = None;
    while let Some(found) = text[at..].find('<') {
        let start = at + found;
        let rest = &text[start..];
        let end = match markup_end(rest) {
            Some(length) => start + length,
            None => return Err(truncated(text)),
        };
        at = end;
        if rest.starts_with("<!") || rest.starts_with("<?") {
            if rest.get(..14).is_some_and(|head| head.eq_ignore_ascii_case("<!doctype html"))
                && root.is_none()
            {
                return Err(Refusal::WebPage);
            }
            continue;
        }
        if rest.starts_with("</") {
            depth = depth.saturating_sub(1);
            if let Some((from, level)) = item
                && level == depth
            {
                items.push(from..end);
                item = None;
            }
            if depth == 0 {
                break;
            }
            continue;
        }
        let name = local_name(&rest[1..]);
        if root.is_none() {
            if name.eq_ignore_ascii_case("html") {
                return Err(Refusal::WebPage);
            }
            if !matches!(name, "rss" | "RDF" | "feed" | "entry") {
                return Err(Refusal::NotAFeed(format!("XML whose root is <{}>", clean_capped(name, 40))));
            }
            root = Some(start..end);
        }
        let closed = text[..end].ends_with("/>");
        if matches!(name, "item" | "entry") && item.is_none() {
            if items.len() >= limits::ITEMS {
                return Err(Refusal::TooMany);
            }
            if closed {
                items.push(start..end);
            } else {
                item = Some((start, depth));
            }
        }
        if closed && depth == 0 {
            break;
        }
        if !closed {
            depth += 1;
            if depth > limits::NESTING {
                return Err(Refusal::TooDeep { at: start });
            }
        }
    }
    match root {
        None => Err(Refusal::NotAFeed("XML without an element".into())),
        Some(_) if depth > 0 => Err(truncated(text)),
        Some(root) => Ok(Survey { root, items }),
    }
}

fn truncated(text: &str) -> Refusal {
    let line = text.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column = text.len() - text.rfind('\n').map_or(0, |at| at + 1) + 1;
    let reason = "it ends in the middle (truncated)".into();
    Refusal::Syntax { reason, line, column, at: Some(text.len()..text.len()) }
}

/// The length of the markup at the beginning of `rest`, which begins with `<`.
fn markup_end(rest: &str) -> Option<usize> {
    let until = |mark: &str| rest.find(mark).map(|at| at + mark.len());
    if rest.starts_with("<!--") {
        return until("-->");
    }
    if rest.starts_with("<![CDATA[") {
        return until("]]>");
    }
    if rest.starts_with("<?") {
        return until("?>");
    }
    let (mut quote, mut inside) = (None, 0_usize);
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), byte) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            // The inner part of a DOCTYPE.
            (None, b'[') => inside += 1,
            (None, b']') => inside = inside.saturating_sub(1),
            (None, b'>') if inside == 0 || !rest.starts_with("<!") => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The name of the tag at the beginning, without its prefix.
fn local_name(tag: &str) -> &str {
    let end = tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(tag.len());
    tag[..end].rsplit(':').next().unwrap_or_default()
}

/// `feed-rs` knows RSS 0.91, 0.92 and 2.0 by their versions. 0.93, 0.94 and documents without a version are read
/// as 2.0, which contains them, and 0.90 as 1.0, which only renamed it. The XML declaration goes: the text is decoded already, whatever it says.
fn known_version<'a>(text: &'a str, survey: &Survey) -> Cow<'a, str> {
    let root = &text[survey.root.clone()];
    let from_root = &text[survey.root.start..];
    let netscape = ["http://my.netscape.com/rdf/simple/0.9/", "http://channel.netscape.com/rdf/simple/0.9/"];
    if let Some(old) = netscape.iter().find(|name| root.contains(**name)) {
        return Cow::Owned(root.replace(old, "http://purl.org/rss/1.0/") + &text[survey.root.end..]);
    }
    if !root.starts_with("<rss") {
        return Cow::Borrowed(from_root);
    }
    let version = root.split_once("version").and_then(|(_, after)| {
        let value = after.trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        value[1..].split(quote).next()
    });
    if matches!(version, Some("2.0" | "0.91" | "0.92" | "")) {
        return Cow::Borrowed(from_root);
    }
    let tag = match version {
        // The attribute keeps its place; only one of this name is allowed.
        Some(other) => root.replacen(other, "2.0", if other.is_empty() { 0 } else { 1 }),
        None => root.replacen("<rss", "<rss version=\"2.0\"", 1),
    };
    Cow::Owned(format!("{tag}{}", &text[survey.root.end..]))
}
