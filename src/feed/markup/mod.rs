//! Markup to blocks: HTML as bureaus write it, plain text, Markdown.
//!
//! HTML goes from its tokens straight to [`Block`], not through Markdown. A text that passes through Markdown is
//! read a second time by other rules: `1986年.` at the start of a line becomes a numbered list, `*` of a footnote
//! stress, the indented lines of a form code; escaping that is never quite whole, and what visitors read would
//! depend on it. The direct way is also what makes 10,000 items within the time of a JSON parse possible. Nothing
//! needs sanitising on it: a block has no place for a script, a link or a style, pictures pass [`Base::web`], and
//! every word passes the cleaner. The tokeniser (`html5gum`) holds no tree, so a hundred thousand open `<div>`
//! cost no stack.

mod build;
mod html;
mod markdown;
mod ordinary;
mod table;
mod tag;

use std::borrow::Cow;

pub use markdown::markdown_blocks;

use self::{build::Builder, tag::Tag};
use super::{draft::Fault, link::Base};
use crate::domain::{Block, text::Cleaner};

/// The blocks of an HTML text. Escaped a second time, it is undone first.
///
/// # Errors
/// `over_limit`, when the body is larger than the limits.
pub fn html(text: &str, base: &Base) -> Result<Vec<Block>, Fault> {
    let mut builder = Builder::new(base);
    html::feed(&mut builder, &unescape_again(text));
    builder.finish()
}

/// The blocks of a text without markup: a line is a paragraph. Where it turns out to be HTML it is read as that.
///
/// # Errors
/// `over_limit`, when the body is larger than the limits.
pub fn plain_text(text: &str, base: &Base) -> Result<Vec<Block>, Fault> {
    if looks_like_markup(text) || has_escaped_tags(text) {
        return html(text, base);
    }
    let mut builder = Builder::new(base);
    for line in text.split(['\n', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}']) {
        builder.text(&entities(line));
        builder.end_paragraph();
    }
    builder.finish()
}

/// One clean line of a text that should have no markup but may, such as a title.
pub fn line(text: &str) -> String {
    if looks_like_markup(text) || has_escaped_tags(text) {
        let base = Base::new("");
        let blocks = html(text, &base).unwrap_or_default();
        let words: Vec<String> = blocks.iter().map(Block::plain_text).collect();
        return crate::domain::text::clean(&words.join(" "));
    }
    let mut out = String::with_capacity(text.len());
    Cleaner::default().push(&mut out, &entities(text));
    out
}

/// Whether any block is or holds a picture.
pub fn has_pictures(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Image { .. } => true,
        Block::Quote(inner) => has_pictures(inner),
        Block::List { items, .. } => items.iter().any(|item| has_pictures(item)),
        _ => false,
    })
}

/// Whether a text holds a tag that HTML knows. `1 < 2` and `甲<乙` are no tags.
fn looks_like_markup(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let rest = &text[at + 1..];
        rest.starts_with("!--") || starts_with_tag(rest)
    })
}

/// Whether `p>`, `/div>`, `br/>` or `td width=..` stands at the beginning.
fn starts_with_tag(rest: &str) -> bool {
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let end = rest.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
    let (name, after) = rest.split_at(end);
    let ended = after.starts_with(['>', ' ', '/', '\n', '\t', '\r'])
        || after.starts_with("&gt;")
        || after.starts_with("&amp;gt;");
    ended && Tag::is_known(name)
}

fn has_escaped_tags(text: &str) -> bool {
    ["&lt;", "&amp;lt;"]
        .iter()
        .any(|open| text.match_indices(open).any(|(at, _)| starts_with_tag(&text[at + open.len()..])))
}

/// Undoes escaping that was done twice or three times: `&lt;p&gt;` in an HTML text is a tag that an export
/// escaped once too often, never a word that a bureau wants on its wall.
fn unescape_again(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    for _ in 0..3 {
        if !text.contains("lt;") || !has_escaped_tags(&text) {
            break;
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = &*text;
        while let Some(at) = rest.find('&') {
            let (before, entity) = rest.split_at(at);
            out.push_str(before);
            let known = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&"), ("&apos;", "'")];
            match known.iter().find(|(name, _)| entity.starts_with(name)) {
                Some((name, plain)) => {
                    out.push_str(plain);
                    rest = &entity[name.len()..];
                }
                None => {
                    out.push('&');
                    rest = &entity[1..];
                }
            }
        }
        out.push_str(rest);
        text = Cow::Owned(out);
    }
    text
}

/// The entities that real texts hold.
const KNOWN_ENTITIES: [(&str, &str); 19] = [
    ("nbsp", "\u{A0}"),
    ("emsp", "\u{2003}"),
    ("ensp", "\u{2002}"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("hellip", "…"),
    ("middot", "·"),
    ("quot", "\""),
    ("apos", "'"),
    ("lt", "<"),
    ("gt", ">"),
    ("amp", "&"),
    ("times", "×"),
    ("permil", "‰"),
    ("deg", "°"),
];

/// Undoes the entities that exports leave in texts; a lone `&` stays.
fn entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at(at);
        out.push_str(before);
        let end = entity.bytes().take(10).position(|byte| byte == b';');
        let name = end.map(|end| &entity[1..end]).unwrap_or_default();
        let character = name.strip_prefix('#').and_then(|digits| {
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => digits.parse(),
            };
            char::from_u32(number.ok()?)
        });
        let known = KNOWN_ENTITIES.iter().find(|(known, _)| *known == name);
        match (known, character, end) {
            (Some((_, plain)), _, Some(end)) => {
                out.push_str(plain);
                rest = &entity[end + 1..];
            }
            (None, Some(character), Some(end)) => {
                out.push(character);
                rest = &entity[end + 1..];
            }
            _ => {
                out.push('&');
                rest = &entity[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests;
