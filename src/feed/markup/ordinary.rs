//! The HTML that nearly all texts consist of: words, and tags without surprises. A tokeniser that is ready for
//! everything looks at each character several times; this takes them in runs, which halves the time of a whole
//! feed. It stops before the first thing whose meaning needs the full rules, and has no rules of its own: a test
//! holds it to the same blocks as the tokeniser.

use super::{
    KNOWN_ENTITIES,
    build::{Attributes, Builder},
    tag::Tag,
};

/// Feeds the ordinary beginning of a text to the builder and returns the rest.
pub fn feed<'a>(builder: &mut Builder<'_>, text: &'a str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'<' | b'&')) {
        let (words, markup) = rest.split_at(at);
        if !words.is_empty() {
            builder.text(words);
        }
        let taken = if markup.starts_with('<') { tag(builder, markup) } else { entity(builder, markup) };
        match taken {
            Some(length) => rest = &markup[length..],
            None => return markup,
        }
    }
    builder.text(rest);
    ""
}

/// Takes `&nbsp;` and its like. `&amp;` may begin another entity, so it is not ordinary.
fn entity(builder: &mut Builder<'_>, markup: &str) -> Option<usize> {
    let end = markup.bytes().take(10).position(|byte| byte == b';')?;
    let name = markup.get(1..end)?;
    let (_, plain) = KNOWN_ENTITIES.iter().find(|(known, _)| *known == name && name != "amp")?;
    builder.text(plain);
    Some(end + 1)
}

/// Takes a tag that means the same whatever its attributes say, and returns its length.
fn tag(builder: &mut Builder<'_>, markup: &str) -> Option<usize> {
    let bytes = markup.as_bytes();
    let ends = bytes.get(1) == Some(&b'/');
    let start = if ends { 2 } else { 1 };
    let name = bytes
        .get(start..)?
        .iter()
        .take_while(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        .count();
    let after = start + name;
    let close = after + bytes.get(after..)?.iter().position(|byte| *byte == b'>')?;
    let tag = Tag::of(&bytes[start..after]);
    let bare = matches!(&bytes[after..close], b"" | b"/" | b" /");
    let ordinary = match tag {
        // Attributes of these count, or what they hold is not read as HTML.
        Tag::Skip | Tag::Image | Tag::Pre => false,
        Tag::Numbers | Tag::Cell | Tag::HeadCell => bare,
        Tag::Break | Tag::Rule => !ends && (bare || is_harmless(&bytes[after..close])),
        Tag::Inline if &bytes[start..after] == b"plaintext" => false,
        _ => bare || is_harmless(&bytes[after..close]),
    };
    if !ordinary || name == 0 || !bytes[start].is_ascii_lowercase() {
        return None;
    }
    if ends {
        builder.end(tag);
    } else {
        builder.start(tag, Attributes::default());
    }
    Some(close + 1)
}

/// Whether attributes hide nothing and end where the first `>` stands.
fn is_harmless(attributes: &[u8]) -> bool {
    let quotes = attributes.iter().filter(|byte| **byte == b'"').count();
    let begins = attributes.first().is_some_and(|byte| matches!(byte, b' ' | b'\n' | b'\t'));
    let has = |word: &[u8]| attributes.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word));
    begins
        && quotes % 2 == 0
        && !attributes.iter().any(|byte| matches!(byte, b'\'' | b'<' | b'&' | b'`'))
        && !has(b"hidden")
        && !has(b"display")
}
