//! One item of a JSON feed. Whatever is wrong with it stays with it.

use std::ops::Range;

use serde::Deserialize;
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};

use super::{
    convert::{self, Lack},
    place_of, scan, shifted, wire,
    words::{Object, Text, Word, without_place},
};
use crate::{
    domain::{
        Block, Detail, Item, Kind,
        kinds::has_words,
        text::{clean, clean_capped},
    },
    feed::{
        Rules,
        draft::{Draft, Fate, Fault},
        limits,
        link::Base,
        markup,
    },
};

/// Reads the item whose text begins at byte `start` of the document.
pub fn read(text: &str, start: usize, base: &Base, rules: Rules) -> Draft {
    let range = start..start + text.len();
    match taken(text, start, base, rules) {
        Ok((item, plain)) => Draft::taken(item, range, plain),
        Err(fault) => left(text, range, fault),
    }
}

fn taken(text: &str, start: usize, base: &Base, rules: Rules) -> Result<(Item, bool), Fault> {
    let wire: wire::Item<'_> = parse(text, text, start)?;
    let mut item = match wire.extension {
        None => plain(&wire, base, rules),
        Some(raw) => extended(&wire, raw.get(), text, start, base, rules)?,
    };
    let lacking = |what: &str| {
        let at = scan::locate(text, "id").map(|range| shifted(range, start));
        Fault::malformed(format!("id{what}"), at)
    };
    let id = match wire.id {
        Some(word) => Some(clean(&word.read().ok_or_else(|| lacking(": expected a text or a number"))?)),
        None => None,
    };
    item.id = id
        .filter(|id| !id.is_empty())
        .or_else(|| own_name(&wire))
        .ok_or_else(|| lacking(" is missing or empty"))?;
    item.body = body(&wire, base)?;
    if item.title.is_empty() {
        item.title = stand_in_title(&item).ok_or_else(|| {
            let at = scan::locate(text, "title").map(|range| shifted(range, start));
            Fault::malformed("title is missing or empty", at)
        })?;
    }
    Ok((item, wire.extension.is_none()))
}

/// Feeds in the wild leave the id out and mean the item's address, or its words. The contract requires it, for
/// an item that others may refer to.
///
/// Of words it is their SHA-256: an id is kept in logs, where the words of what was withdrawn must not be found.
fn own_name(wire: &wire::Item<'_>) -> Option<String> {
    if wire.extension.is_some() {
        return None;
    }
    let said = |text: &Option<Text<'_>>| {
        let said = clean(&text.as_ref()?.0);
        (!said.is_empty()).then_some(said)
    };
    let words = || {
        let words = [&wire.title, &wire.content_text, &wire.content_html].into_iter().find_map(said)?;
        Some(Sha256::digest(words).iter().fold("sha256:".to_owned(), |id, byte| format!("{id}{byte:02x}")))
    };
    said(&wire.url).map(|url| clean_capped(&url, limits::ID_CHARS)).or_else(words)
}

/// An item of an ordinary feed: an announcement, shown only where the source's config says so.
fn plain(wire: &wire::Item<'_>, base: &Base, rules: Rules) -> Item {
    let mut item = convert::common(wire, base, Detail::Notice);
    item.release.proactive = rules.plain_proactive;
    item.release.approval_required = rules.require_approval;
    item
}

fn extended(
    wire: &wire::Item<'_>,
    raw: &str,
    text: &str,
    start: usize,
    base: &Base,
    rules: Rules,
) -> Result<Item, Fault> {
    let extension: wire::Extension<'_> = parse(raw, text, start)?;
    let lacking = |lack: Lack| {
        let at = scan::locate(text, &lack.path).map(|range| shifted(range, start));
        Fault::malformed(format!("{}: {}", lack.path, lack.reason), at)
    };
    let kind = extension.kind.as_ref().and_then(|kind| Kind::from_word(kind.0.trim()));
    let about = convert::about(&extension);
    let detail = match kind {
        Some(Kind::Disclosure) => Detail::Disclosure,
        Some(Kind::Notice) => Detail::Notice,
        Some(Kind::Guide) => {
            Detail::Guide(Box::new(convert::guide(&parse(raw, text, start)?, base).map_err(lacking)?))
        }
        Some(Kind::Ranking) => {
            let ranking = convert::ranking(&parse(raw, text, start)?, about.scope.clone());
            Detail::Ranking(Box::new(ranking.map_err(lacking)?))
        }
        Some(Kind::Honour) => {
            Detail::Honour(Box::new(convert::honour(&parse(raw, text, start)?).map_err(lacking)?))
        }
        Some(Kind::Pledge) => {
            Detail::Pledge(Box::new(convert::pledge(&parse(raw, text, start)?, base).map_err(lacking)?))
        }
        Some(Kind::Catalogue) => {
            Detail::Catalogue(Box::new(convert::catalogue(&parse(raw, text, start)?).map_err(lacking)?))
        }
        None => {
            let reason = match &extension.kind {
                None => "missing".to_owned(),
                Some(word) => format!("{:?} is no kind of the contract", clean(&word.0)),
            };
            let at = scan::locate(text, "_gongshi.kind").map(|range| shifted(range, start));
            return Err(Fault::malformed(format!("_gongshi.kind: {reason}"), at));
        }
    };
    let mut item = convert::common(wire, base, detail);
    item.release = convert::release(&extension, rules.require_approval).map_err(lacking)?;
    item.about = about;
    Ok(item)
}

/// Parses `part` of the item `text`; an error names the field by its way from the item.
fn parse<'a, T: Deserialize<'a>>(part: &'a str, text: &str, start: usize) -> Result<T, Fault> {
    serde_json::from_str::<Object<T>>(part).map(|object| object.0).map_err(|error| {
        let inside = part.as_ptr().addr() - text.as_ptr().addr();
        let (path, range) = scan::path_at(text, inside + place_of(part, &error));
        let reason = without_place(&error);
        let detail = match path.to_string() {
            path if path.is_empty() => reason,
            path => format!("{path}: {reason}"),
        };
        Fault::malformed(detail, Some(shifted(range, start)))
    })
}

fn body(wire: &wire::Item<'_>, base: &Base) -> Result<Vec<Block>, Fault> {
    let html = wire.content_html.as_ref().map(|text| markup::html(&text.0, base)).transpose()?;
    match (html, &wire.content_text) {
        (Some(blocks), _) if has_words(&blocks) || markup::has_pictures(&blocks) => Ok(blocks),
        (_, Some(text)) => markup::plain_text(&text.0, base),
        (html, None) => Ok(html.unwrap_or_default()),
    }
}

/// What a person would call an item without a title: the name in its own fields, or its first words.
fn stand_in_title(item: &Item) -> Option<String> {
    let own = match &item.detail {
        Detail::Guide(guide) => guide.task_name.clone(),
        Detail::Pledge(pledge) => pledge.title.clone(),
        _ => None,
    };
    own.or_else(|| item.summary.clone())
        .or_else(|| item.body.iter().map(Block::plain_text).find(|text| !text.is_empty()))
        .map(|text| clean_capped(&text, 60))
}

/// What staff are told of an item that could not be taken: whatever of it can still be read.
fn left(text: &str, range: Range<usize>, fault: Fault) -> Draft {
    #[derive(Deserialize, Default)]
    #[serde(default)]
    struct Names<'a> {
        #[serde(borrow)]
        id: Option<&'a RawValue>,
        #[serde(borrow)]
        title: Option<&'a RawValue>,
        #[serde(borrow, rename = "_gongshi")]
        extension: Option<&'a RawValue>,
    }
    #[derive(Deserialize, Default)]
    #[serde(default)]
    struct KindOnly<'a> {
        #[serde(borrow)]
        kind: Option<&'a RawValue>,
    }
    let names = serde_json::from_str::<Object<Names<'_>>>(text).map(|names| names.0).unwrap_or_default();
    let word = |raw: Option<&RawValue>| {
        let word: Word<'_> = serde_json::from_str(raw?.get()).ok()?;
        Some(clean(&word.read()?)).filter(|word| !word.is_empty())
    };
    let kind = names.extension.and_then(|raw| {
        let kind: KindOnly<'_> = serde_json::from_str(raw.get()).ok()?;
        let word: Text<'_> = serde_json::from_str(kind.kind?.get()).ok()?;
        Kind::from_word(word.0.trim())
    });
    Draft {
        range,
        id: word(names.id).map(|id| clean_capped(&id, limits::ID_CHARS)),
        title: word(names.title),
        kind,
        plain: names.extension.is_none(),
        fate: Fate::Left(fault),
    }
}
