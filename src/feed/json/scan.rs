//! A look at the raw text of JSON values whose syntax has been checked: how deep they are nested, keys that
//! stand twice, and which place in the text belongs to which field.
//!
//! `serde_json` keeps the last of two equal keys without a word, and other readers keep the first. What was
//! approved and what is shown could then differ, so such a document is refused.

use std::{borrow::Cow, collections::HashSet, fmt, ops::Range};

use crate::feed::{Refusal, limits};

/// Above this many keys in one object a set is cheaper than comparing.
const FEW_KEYS: usize = 48;

struct Level<'a> {
    /// Where its keys begin; `None` for a list.
    keys: Option<usize>,
    /// One bit for each kind of key seen: nearly all keys are told apart without comparing.
    mask: u128,
    many: Option<HashSet<Cow<'a, str>>>,
}

/// Refuses a value that is nested too deep or has a key twice. `outer` levels lie around it, and it begins at
/// byte `offset` of the document.
pub fn check(text: &str, outer: usize, offset: usize) -> Result<(), Refusal> {
    let bytes = text.as_bytes();
    let mut levels: Vec<Level<'_>> = Vec::with_capacity(8);
    let mut keys: Vec<Cow<'_, str>> = Vec::with_capacity(64);
    let mut key_next = false;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => {
                if outer + levels.len() >= limits::NESTING {
                    return Err(Refusal::TooDeep { at: offset + at });
                }
                key_next = *byte == b'{';
                levels.push(Level { keys: key_next.then_some(keys.len()), mask: 0, many: None });
            }
            b'}' | b']' => {
                if let Some(Level { keys: Some(start), .. }) = levels.pop() {
                    keys.truncate(start);
                }
                key_next = false;
            }
            b',' => key_next = levels.last().is_some_and(|level| level.keys.is_some()),
            b'"' => {
                let end = string_end(bytes, at + 1);
                if key_next {
                    key_next = false;
                    let key = unescape(text, at + 1..end);
                    if let Some(level) = levels.last_mut()
                        && is_second(level, &mut keys, key.clone())
                    {
                        return Err(Refusal::DuplicateKey {
                            key: key.into_owned(),
                            at: offset + at..offset + end + 1,
                        });
                    }
                }
                at = end;
            }
            _ => {}
        }
        at += 1;
    }
    Ok(())
}

fn is_second<'a>(level: &mut Level<'a>, keys: &mut Vec<Cow<'a, str>>, key: Cow<'a, str>) -> bool {
    let Some(start) = level.keys else { return false };
    if let Some(many) = &mut level.many {
        return !many.insert(key);
    }
    let bytes = key.as_bytes();
    let edge = |byte: Option<&u8>| byte.map_or(0, |byte| usize::from(*byte));
    let bit = 1u128 << ((bytes.len() * 7 + edge(bytes.first()) * 5 + edge(bytes.last())) % 128);
    if level.mask & bit != 0 && keys[start..].contains(&key) {
        return true;
    }
    level.mask |= bit;
    keys.push(key);
    if keys.len() - start > FEW_KEYS {
        level.many = Some(keys.drain(start..).collect());
    }
    false
}

/// The place of the quotation mark that ends the string whose content begins at `at`.
fn string_end(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    let has = |word: u64, byte: u8| {
        let differs = word ^ (ONES * u64::from(byte));
        differs.wrapping_sub(ONES) & !differs & HIGH != 0
    };
    loop {
        // Eight bytes at a time while none of them can end the string.
        while let Some(word) = bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok()) {
            let word = u64::from_ne_bytes(word);
            if has(word, b'"') || has(word, b'\\') {
                break;
            }
            at += 8;
        }
        match bytes.get(at) {
            None => return bytes.len(),
            Some(b'"') => return at,
            Some(b'\\') => at += 2,
            Some(_) => at += 1,
        }
    }
}

fn unescape(text: &str, range: Range<usize>) -> Cow<'_, str> {
    let raw = text.get(range.clone()).unwrap_or_default();
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    // The same text between its quotation marks.
    let quoted = text.get(range.start - 1..range.end + 1).unwrap_or_default();
    serde_json::from_str(quoted).map_or(Cow::Borrowed(raw), Cow::Owned)
}

/// One step from a value into a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The field of an object.
    Key(String),
    /// The place in a list, from 0.
    Index(usize),
}

/// The way to a part of a value, written `_gongshi.materials[0].name`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Path(pub Vec<Step>);

impl fmt::Display for Path {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if place == 0 => write!(out, "{key}")?,
                Step::Key(key) => write!(out, ".{key}")?,
                Step::Index(index) => write!(out, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// Visits a value and all its parts, the outer before the inner, each with its way and its bytes.
///
/// For explanations only; the value must have passed [`check`], so the recursion has a bound.
pub fn walk<'a>(text: &'a str, visit: &mut dyn FnMut(&Path, Range<usize>, &'a str)) {
    let mut walker = Walker { text, at: 0, path: Path::default() };
    walker.value(visit);
}

struct Walker<'a> {
    text: &'a str,
    at: usize,
    path: Path,
}

impl<'a> Walker<'a> {
    fn peek(&mut self) -> u8 {
        let bytes = self.text.as_bytes();
        while bytes.get(self.at).is_some_and(|byte| byte.is_ascii_whitespace() || matches!(byte, b',' | b':'))
        {
            self.at += 1;
        }
        bytes.get(self.at).copied().unwrap_or(0)
    }

    fn skip_value(&mut self) -> Range<usize> {
        self.peek();
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut depth = 0_usize;
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b'"' => self.at = string_end(bytes, self.at + 1),
                b'{' | b'[' => depth += 1,
                b'}' | b']' | b',' if depth == 0 => return start..self.at,
                b'}' | b']' => depth -= 1,
                byte if depth == 0 && byte.is_ascii_whitespace() => return start..self.at,
                _ => {}
            }
            self.at += 1;
            if depth == 0 && matches!(byte, b'"' | b'}' | b']') {
                break;
            }
        }
        start..self.at.min(bytes.len())
    }

    fn value(&mut self, visit: &mut dyn FnMut(&Path, Range<usize>, &'a str)) {
        let range = self.skip_value();
        let text = self.text;
        visit(&self.path, range.clone(), text.get(range.clone()).unwrap_or_default());
        let (open, end) = (text.as_bytes().get(range.start).copied(), range.end);
        if matches!(open, Some(b'{' | b'[')) {
            self.at = range.start + 1;
            let mut index = 0;
            while !matches!(self.peek(), b'}' | b']' | 0) && self.at < end {
                let before = self.at;
                if open == Some(b'{') {
                    let key = string_end(text.as_bytes(), self.at + 1);
                    self.path.0.push(Step::Key(unescape(text, self.at + 1..key).into_owned()));
                    self.at = key + 1;
                } else {
                    self.path.0.push(Step::Index(index));
                    index += 1;
                }
                self.value(visit);
                self.path.0.pop();
                if self.at <= before {
                    break;
                }
            }
        }
        self.at = end;
    }
}

/// The way to the innermost part that holds byte `at`, and the bytes of that part.
pub fn path_at(text: &str, at: usize) -> (Path, Range<usize>) {
    let mut found = (Path::default(), 0..text.len());
    walk(text, &mut |path, range, _| {
        if range.start <= at && at < range.end {
            found = (path.clone(), range);
        }
    });
    found
}

/// The bytes of the part at `path`.
pub fn locate(text: &str, path: &str) -> Option<Range<usize>> {
    let mut found = None;
    walk(text, &mut |part, range, _| {
        if found.is_none() && part.to_string() == path {
            found = Some(range);
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_twice_are_found_wherever_they_are() {
        for (text, key) in [
            (r#"{"a":1,"a":2}"#, "a"),
            (r#"{"x":[{"b":{},"c":"\\\"","b":0}]}"#, "b"),
            (r#"{"a":{"a":1},"b":["a","a"],"\u0061":1}"#, "a"),
            (r#"{"":1,"x":{"":2},"":3}"#, ""),
        ] {
            let Err(Refusal::DuplicateKey { key: found, at }) = check(text, 0, 100) else { panic!("{text}") };
            assert_eq!(found, key);
            assert!(text[at.start - 100..at.end - 100].starts_with('"'));
        }
        let many: Vec<String> = (0..500).map(|n| format!("\"key{n}\":{{}}")).collect();
        assert_eq!(check(&format!("{{{}}}", many.join(",")), 0, 0), Ok(()));
        assert!(check(&format!("{{{},\"key7\":1}}", many.join(",")), 0, 0).is_err());
        assert_eq!(check(r#"{"a":[{"a":1},{"a":1}],"b":{"a":"{\"a\":1,\"a\":2}"}}"#, 0, 0), Ok(()));
    }

    #[test]
    fn nesting_has_a_bound() {
        let deep = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert_eq!(check(&deep(limits::NESTING), 0, 0), Ok(()));
        assert_eq!(check(&deep(limits::NESTING + 1), 0, 0), Err(Refusal::TooDeep { at: limits::NESTING }));
        assert_eq!(
            check(&deep(limits::NESTING), 1, 5),
            Err(Refusal::TooDeep { at: limits::NESTING - 1 + 5 })
        );
        assert!(check(&"[".repeat(1_000_000), 0, 0).is_err());
    }

    #[test]
    fn places_have_names() {
        let text = r#"{"id":"a", "_gongshi" : {"materials": [ {"name":"证"}, {"name": 5 } ], "x":[]}}"#;
        let at = text.find('5').unwrap();
        let (path, range) = path_at(text, at);
        assert_eq!(path.to_string(), "_gongshi.materials[1].name");
        assert_eq!(&text[range], "5");
        assert_eq!(&text[locate(text, "_gongshi.materials[0].name").unwrap()], "\"证\"");
        assert_eq!(locate(text, "_gongshi.nothing"), None);
    }
}
