//! Broken TOML, in the words of someone who writes it with a Chinese keyboard in Notepad.

use std::ops::Range;

use crate::config::problem::Problem;

/// One problem a line: what follows the first on a line is mostly its echo. Never empty.
pub(in crate::config) fn problems(text: &str, errors: &[toml::de::Error]) -> Vec<Problem> {
    let mut found: Vec<(Range<usize>, &str)> =
        errors.iter().map(|error| (within(text, error.span().unwrap_or(0..0)), error.message())).collect();
    found.sort_by_key(|(range, _)| range.start);
    let mut lines = std::collections::BTreeSet::new();
    found
        .into_iter()
        .filter(|(range, _)| lines.insert(line(text, range.start).start))
        .map(|(range, message)| {
            let hint = hint(&text[line(text, range.start)], message);
            // The first line says what is wrong; what follows lists the grammar.
            let message = message.lines().next().unwrap_or("it is not TOML");
            Problem::new(range, format!("this is not TOML: {message}"), hint)
        })
        .collect()
}

/// A range that lies in the text and between characters.
fn within(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start.min(text.len()));
    let end = text.ceil_char_boundary(range.end.min(text.len()));
    start..end.max(start)
}

/// The line around a place, without its end.
fn line(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
    start..end
}

fn hint(line: &str, message: &str) -> &'static str {
    let bare = outside_quotes(line);
    if bare.contains(['“', '”', '‘', '’', '＂', '「', '」']) {
        "write straight quotes, as the keyboard gives them in English mode: \"…\""
    } else if bare.contains('＝') {
        "write `=`, as the keyboard gives it in English mode"
    } else if bare.contains(['，', '、', '；', '：']) {
        "write `,` between the words of a list, as the keyboard gives it in English mode"
    } else if bare.contains(['【', '】', '［', '］']) {
        "write `[` and `]`, as the keyboard gives them in English mode"
    } else if message.contains("invalid unquoted key") && bare.contains('=') {
        "write a name that is not of letters and digits in quotes: \"窗口\" = \"3\""
    } else if message.contains("duplicate key") {
        "take one of the two lines out"
    } else if line.matches('"').count() % 2 == 1 {
        "close the text with `\"`"
    } else if bare.matches('[').count() != bare.matches(']').count() {
        "close every `[` with a `]`"
    } else if !bare.contains('=') && !bare.trim_start().starts_with('[') {
        "write `key = value`, or `#` before a remark"
    } else {
        "write `key = value`: text in quotes \"…\", lists in [ ], numbers and true or false without quotes"
    }
}

/// What stands outside "…" and before a remark.
fn outside_quotes(line: &str) -> String {
    let mut quoted = false;
    let mut bare = String::new();
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            '#' if !quoted => break,
            _ if !quoted => bare.push(letter),
            _ => {}
        }
    }
    bare
}
