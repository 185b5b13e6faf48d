//! Cleaning of outside text: every string of a feed passes through [`clean`] once, in the feed room.

use std::sync::LazyLock;

/// Marks that one character may carry. Vietnamese and Tibetan need 3; a grapheme of thousands of marks
/// paints over the whole screen.
pub const MARKS_PER_CHARACTER: usize = 4;

/// Cleans one line of outside text: controls become spaces, bidi overrides and invisible characters go,
/// private-use code points that GB 18030 has since assigned are mapped, white space is folded and trimmed.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    Cleaner::default().push(&mut out, text);
    out
}

/// Cleans a line that comes in pieces, as the words between the tags of HTML do.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cleaner {
    /// A line break between two Chinese characters is no space: HTML sources wrap their lines.
    joins_lines: bool,
    marks: usize,
    gap: Gap,
    last: Option<char>,
}

/// White space that waits for the next character.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    /// A line break, whatever spaces stand around it.
    Break,
}

impl Cleaner {
    /// One that joins the lines of Chinese text.
    pub fn joining_lines() -> Self {
        Self { joins_lines: true, ..Self::default() }
    }

    /// Whether nothing has been written yet.
    pub const fn is_at_start(&self) -> bool {
        self.last.is_none()
    }

    /// Adds a piece to the end of `out`; a space before it is written into `out` as well.
    pub fn push(&mut self, out: &mut String, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            // Nearly all text is a run that needs no look at single characters.
            let (plain, other) = rest.split_at(plain_prefix(rest.as_bytes()));
            if let Some(first) = plain.chars().next() {
                self.fill_gap(out, first);
                out.push_str(plain);
                self.marks = 0;
                self.last = plain.chars().next_back();
            }
            let mut chars = other.chars();
            if let Some(c) = chars.next() {
                self.push_char(out, c);
            }
            rest = chars.as_str();
        }
    }

    fn push_char(&mut self, out: &mut String, c: char) {
        let c = assigned(c);
        if is_invisible(c) {
            return;
        }
        if c.is_control() || c.is_whitespace() {
            let gap = if matches!(c, '\n' | '\r') { Gap::Break } else { Gap::Space };
            self.gap = self.gap.max(gap);
            return;
        }
        self.marks = if is_mark(c) { self.marks + 1 } else { 0 };
        if self.marks > MARKS_PER_CHARACTER {
            return;
        }
        self.fill_gap(out, c);
        out.push(c);
        self.last = Some(c);
    }

    fn fill_gap(&mut self, out: &mut String, next: char) {
        let joined = self.joins_lines && self.gap == Gap::Break;
        if let Some(last) = self.last
            && self.gap != Gap::None
            && !(joined && is_chinese(last) && is_chinese(next))
        {
            out.push(' ');
        }
        self.gap = Gap::None;
    }
}

/// Ideographs, Chinese punctuation and full-width forms: between them no language writes a space.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}'
        | '“' | '”' | '‘' | '’' | '…' | '—')
}

/// The bytes at the beginning that [`clean`] leaves as they are: visible ASCII with single spaces inside,
/// ideographs, and the usual Chinese punctuation.
fn plain_prefix(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let next = |offset: usize| bytes.get(at + offset).copied().unwrap_or(0);
        at += match byte {
            0x21..=0x7E => 1,
            b' ' if at > 0 && matches!(next(1), 0x21..=0x7E | 0xE4..=0xE9) => 1,
            0xE4..=0xE9 => 3,
            0xE3 if next(1) == 0x80 && matches!(next(2), 0x81..=0xA9) => 3,
            0xEF if matches!((next(1), next(2)), (0xBC, 0x81..=0xBF) | (0xBD, 0x80..=0x9E)) => 3,
            0xE2 if next(1) == 0x80 && matches!(next(2), 0x94 | 0x98 | 0x99 | 0x9C | 0x9D | 0xA6) => 3,
            0xC2 if next(1) == 0xB7 => 2,
            _ => break,
        };
    }
    at
}

/// As [`clean`], cut to `limit` characters with an ellipsis in the last place.
pub fn clean_capped(text: &str, limit: usize) -> String {
    let cleaned = clean(text);
    if cleaned.len() <= limit {
        return cleaned;
    }
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

    #[test]
    fn pieces_are_one_line() {
        let (mut out, mut cleaner) = (String::new(), Cleaner { joins_lines: true, ..Cleaner::default() });
        for piece in ["  关于", "\n  ", "年报 ", " 2026 ", "\n", "年\n", "a"] {
            cleaner.push(&mut out, piece);
        }
        assert_eq!(out, "关于年报 2026 年 a");
        let mut out = String::new();
        Cleaner { joins_lines: true, ..Cleaner::default() }.push(&mut out, "第一条\r\n为了");
        assert_eq!(out, "第一条为了");
    }

    proptest! {
        #[test]
        fn the_fast_way_and_the_slow_way_agree(text in "[ -~　-〿一-龥！-～\u{80}-\u{2FF}\u{2000}-\u{206F}\n\r\t]*") {
            let mut slow = String::new();
            let mut cleaner = Cleaner::default();
            text.chars().for_each(|c| cleaner.push_char(&mut slow, c));
            prop_assert_eq!(clean(&text), slow);
        }

        #[test]
        fn nothing_that_steers_the_screen_survives(text in any::<String>()) {
            let cleaned = clean(&text);
            prop_assert!(!cleaned.chars().any(|c| c.is_control() || is_invisible(c)));
            prop_assert_eq!(clean(&cleaned), cleaned.clone());
        }
    }
}
