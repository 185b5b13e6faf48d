//! Cleaning of outside text: every string of a feed passes through [`clean`] once, in the feed room.

use std::sync::LazyLock;

/// Marks that one character may carry. Vietnamese and Tibetan need 3; a grapheme of thousands of marks
/// paints over the whole screen.
pub const MARKS_PER_CHARACTER: usize = 4;

/// Cleans one line of outside text: controls become spaces, bidi overrides and invisible characters go,
/// private-use code points that GB 18030 has since assigned are mapped, white space is folded and trimmed.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    let mut space = false;
    for c in text.chars() {
        let c = assigned(c);
        if is_invisible(c) {
            continue;
        }
        if c.is_control() || c.is_whitespace() {
            space = true;
            continue;
        }
        marks = if is_mark(c) { marks + 1 } else { 0 };
        if marks > MARKS_PER_CHARACTER {
            continue;
        }
        if space && !out.is_empty() {
            out.push(' ');
        }
        space = false;
        out.push(c);
    }
    out
}

/// As [`clean`], cut to `limit` characters with an ellipsis in the last place.
pub fn clean_capped(text: &str, limit: usize) -> String {
    // A string of nothing but removed characters must not cost more than its limit is worth many times over.
    let cleaned = clean(text);
    match cleaned.char_indices().nth(limit) {
        None => cleaned,
        Some(_) => cleaned.chars().take(limit.saturating_sub(1)).chain(['…']).collect(),
    }
}

/// Bidi controls, zero-width characters, byte order marks, soft hyphens, variation selectors, tags and noncharacters.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFC}' | '\u{FFFE}' | '\u{FFFF}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// Combining marks, by the blocks that hold nothing else.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5BD}' | '\u{64B}'..='\u{65F}'
        | '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{302A}'..='\u{302F}' | '\u{3099}'..='\u{309A}' | '\u{FE20}'..='\u{FE2F}')
}

/// The character that GB 18030 gave to a private-use code point in a later edition, else the character itself.
///
/// Older systems stored these GBK positions under private-use code points; the present decoder tells what
/// stands at each position now, so no table of ours can go stale.
fn assigned(c: char) -> char {
    if !('\u{E000}'..='\u{F8FF}').contains(&c) {
        return c;
    }
    static ASSIGNED: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
        let mut table = Vec::new();
        let mut row = |first: u32, lead: u8, trails: &mut dyn Iterator<Item = u8>| {
            for (offset, trail) in (0u32..).zip(trails) {
                let bytes = [lead, trail];
                let decoded = encoding_rs::GB18030.decode_without_bom_handling(&bytes).0;
                let (Some(old), Some(new)) = (char::from_u32(first + offset), decoded.chars().next()) else {
                    continue;
                };
                if !('\u{E000}'..='\u{F8FF}').contains(&new) && new != '\u{FFFD}' {
                    table.push((old, new));
                }
            }
        };
        row(0xE78D, 0xA6, &mut (0xD9..=0xDF));
        row(0xE794, 0xA6, &mut (0xEC..=0xED));
        row(0xE796, 0xA6, &mut std::iter::once(0xF3));
        row(0xE7C7, 0xA8, &mut std::iter::once(0xBC));
        row(0xE7C8, 0xA8, &mut std::iter::once(0xBF));
        row(0xE7E7, 0xA9, &mut (0x89..=0x95));
        row(0xE815, 0xFE, &mut (0x50..=0xA0).filter(|trail| *trail != 0x7F));
        table
    });
    ASSIGNED.iter().find(|(old, _)| *old == c).map_or(c, |(_, new)| *new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn government_text_comes_out_plain() {
        assert_eq!(clean("　　关于\u{a0}年报\r\n公示\u{202E}的通知\u{200B}\u{7}"), "关于 年报 公示的通知");
        assert_eq!(clean_capped("一二三四五", 4), "一二三…");
        assert_eq!(clean_capped("一二三四", 4), "一二三四");
    }

    #[test]
    fn private_use_characters_are_those_of_gb18030() {
        assert_eq!(clean("\u{E81E}\u{E826}\u{E815}\u{E864}"), "\u{9FB4}\u{9FB5}\u{2E81}\u{9FBB}");
        assert_eq!(clean("\u{E7E7}\u{E7C7}"), "\u{303E}\u{1E3F}");
        assert_eq!(clean("\u{F8FF}"), "\u{F8FF}");
    }

    #[test]
    fn a_heap_of_marks_is_cut() {
        let heap = format!("a{}", "\u{301}".repeat(5000));
        assert_eq!(clean(&heap).chars().count(), 1 + MARKS_PER_CHARACTER);
    }

    proptest! {
        #[test]
        fn nothing_that_steers_the_screen_survives(text in any::<String>()) {
            let cleaned = clean(&text);
            prop_assert!(!cleaned.chars().any(|c| c.is_control() || is_invisible(c)));
            prop_assert_eq!(clean(&cleaned), cleaned.clone());
        }
    }
}
