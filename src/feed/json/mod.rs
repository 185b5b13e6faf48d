//! JSON Feed 1.1, plain or with the `_gongshi` extension.
//!
//! One pass over the document cuts it into its items without reading them; the items are then read on as many
//! threads as the machine has, each by itself, so that a wrong one falls alone. Borrowing from the document and
//! cutting first is what keeps a feed of 10,000 items within two times the cost of a plain JSON parse.

mod convert;
mod item;
pub mod scan;
pub mod wire;
pub mod words;

pub use convert::file_name;

use std::{borrow::Cow, fmt, num::NonZero, ops::Range};

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use self::words::{Object, Text, without_place};
use super::{Refusal, Rules, draft::Draft, limits, link::Base};
use crate::domain::Head;

/// What a page of JSON holds.
#[derive(Debug)]
pub struct Page {
    /// The feed's own words.
    pub head: Head,
    /// Its items in their order.
    pub drafts: Vec<Draft>,
}

/// Reads a page. `text` begins with `{`.
pub fn read(text: &str, base: &Base, rules: Rules) -> Result<Page, Refusal> {
    let top: Top<'_> = serde_json::from_str(text).map_err(|error| syntax(text, &error))?;
    if top.key_twice {
        scan::check(text, 0, 0)?;
    }
    let offset = |part: &str| part.as_ptr().addr() - text.as_ptr().addr();
    for (_, raw) in &top.fields {
        scan::check(raw.get(), 1, offset(raw.get()))?;
    }
    let version: Option<Text<'_>> = top.field("version", text)?;
    if !version.is_some_and(|version| is_json_feed(&version.0)) {
        return Err(Refusal::NotAFeed("a JSON object whose `version` is not that of JSON Feed 1".into()));
    }
    let Some(items) = &top.items else {
        return Err(Refusal::NotAFeed("a JSON object without a list of `items`".into()));
    };
    if items.len() > limits::ITEMS {
        return Err(Refusal::TooMany);
    }
    let extension = top.field::<Object<wire::FeedExtension<'_>>>("_gongshi", text)?.map(|object| object.0);
    let mut head = convert::head(&top.field("title", text)?, &top.field("next_url", text)?, extension);
    let drafts = read_all(items, base, rules, &offset)?;
    head.extended |= drafts.iter().any(|draft| !draft.plain);
    Ok(Page { head, drafts })
}

/// Reads the items on several threads, in their order.
fn read_all(
    items: &[&RawValue],
    base: &Base,
    rules: Rules,
    offset: &(impl Fn(&str) -> usize + Sync),
) -> Result<Vec<Draft>, Refusal> {
    /// Fewer are read sooner than a thread starts.
    const WORTH_A_THREAD: usize = 64;
    let one = |raw: &&RawValue| -> Result<Draft, Refusal> {
        let (text, at) = (raw.get(), offset(raw.get()));
        scan::check(text, 2, at)?;
        Ok(item::read(text, at, base, rules))
    };
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get).min(8);
    let share = items.len().div_ceil(threads).max(WORTH_A_THREAD);
    if items.len() <= share {
        return items.iter().map(one).collect();
    }
    let parts: Vec<Result<Vec<Draft>, Refusal>> = std::thread::scope(|scope| {
        let one = &one;
        let running: Vec<_> = items
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().map(one).collect::<Result<Vec<_>, _>>()))
            .collect();
        running
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|why| std::panic::resume_unwind(why)))
            .collect()
    });
    let mut drafts = Vec::with_capacity(items.len());
    for part in parts {
        drafts.extend(part?);
    }
    Ok(drafts)
}

fn is_json_feed(version: &str) -> bool {
    let version = version.trim();
    ["https://", "http://"].iter().any(|scheme| {
        version.strip_prefix(scheme).is_some_and(|rest| rest.starts_with("jsonfeed.org/version/1"))
    })
}

/// A refusal with the place that serde_json names.
fn syntax(text: &str, error: &serde_json::Error) -> Refusal {
    let at = place_of(text, error);
    let end = text.len();
    let reason =
        if error.is_eof() { "it ends in the middle (truncated)".to_owned() } else { without_place(error) };
    let at = Some(at.min(end)..(at + 1).min(end).max(at.min(end)));
    Refusal::Syntax { reason, line: error.line(), column: error.column(), at }
}

/// The byte of `text` that an error of serde_json means. It counts lines and columns, in bytes, from 1.
pub(super) fn place_of(text: &str, error: &serde_json::Error) -> usize {
    // Objects and lists of the wrong type are named before they are read, everything else after.
    let words = error.to_string();
    let unread = ["invalid type: map", "invalid type: sequence"].iter().any(|start| words.starts_with(start));
    let line: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    (line + error.column().saturating_sub(usize::from(!unread))).min(text.len())
}

/// The document cut into its fields and items, none of them read yet.
struct Top<'a> {
    fields: Vec<(Cow<'a, str>, &'a RawValue)>,
    items: Option<Vec<&'a RawValue>>,
    key_twice: bool,
}

impl<'a> Top<'a> {
    fn field<T: Deserialize<'a>>(&self, name: &str, text: &str) -> Result<Option<T>, Refusal> {
        let Some((_, raw)) = self.fields.iter().find(|(key, _)| key == name) else { return Ok(None) };
        serde_json::from_str(raw.get()).map_err(|error| {
            let (path, range) = scan::path_at(raw.get(), place_of(raw.get(), &error));
            let start = raw.get().as_ptr().addr() - text.as_ptr().addr();
            let path = match path.to_string() {
                inner if inner.is_empty() => name.to_owned(),
                inner => format!("{name}.{inner}"),
            };
            Refusal::Head { path, reason: without_place(&error), at: Some(shifted(range, start)) }
        })
    }
}

/// A range counted from further left.
pub(super) fn shifted(range: Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

impl<'de: 'a, 'a> Deserialize<'de> for Top<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Cutting;
        impl<'de> Visitor<'de> for Cutting {
            type Value = Top<'de>;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a feed, which is an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Top<'de>, A::Error> {
                let mut top = Top { fields: Vec::new(), items: None, key_twice: false };
                let mut seen = std::collections::HashSet::new();
                while let Some(key) = map.next_key::<Text<'de>>()? {
                    if !seen.insert(key.0.clone()) {
                        top.key_twice = true;
                        map.next_value::<IgnoredAny>()?;
                    } else if key.0 == "items" {
                        top.items = map.next_value::<Option<Items<'de>>>()?.map(|items| items.0);
                    } else {
                        top.fields.push((key.0, map.next_value()?));
                    }
                }
                Ok(top)
            }
        }
        deserializer.deserialize_map(Cutting)
    }
}

/// The items, uncut; one more than the limit is enough to know that it is passed.
struct Items<'a>(Vec<&'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for Items<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Cutting;
        impl<'de> Visitor<'de> for Cutting {
            type Value = Items<'de>;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a list of items")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Items<'de>, A::Error> {
                let mut items = Vec::new();
                while items.len() <= limits::ITEMS {
                    match list.next_element()? {
                        Some(item) => items.push(item),
                        None => return Ok(Items(items)),
                    }
                }
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Items(items))
            }
        }
        deserializer.deserialize_seq(Cutting)
    }
}
