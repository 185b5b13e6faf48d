//! The values of keys: texts, numbers, durations, known words.

use std::{ops::Range, time::Duration};

use toml::{Spanned, de::DeValue};

use super::{Placed, Reader, kind_of, short};
use crate::config::{
    duration,
    limits::{Bounds, MAX_NAME_CHARS, Setting},
    problem::Problem,
    words::{Choice, listed, meant},
};

impl<'a> Reader<'a> {
    fn wrong_type(&self, value: &Spanned<DeValue<'_>>, key: &str, wanted: &str, example: &str) {
        self.add(Problem::new(
            value.span(),
            format!("`{key}` is {}, not {wanted}", kind_of(value.get_ref())),
            format!("write `{key} = {example}`"),
        ));
    }

    /// A text that says something.
    pub(in crate::config) fn text(&mut self, key: &'static str, example: &str) -> Option<Placed<&'a str>> {
        let (_, value) = self.value(key)?;
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(value, key, "text in quotes", example);
            return None;
        };
        if text.trim().is_empty() {
            self.add(Problem::new(
                value.span(),
                format!("`{key}` is empty"),
                format!("write `{key} = {example}`, or leave the line out if nothing is to be said"),
            ));
            return None;
        }
        Some(Placed { value: text.trim(), range: value.span() })
    }

    /// A short text of one line: it stands in a log, on a command line or a tile.
    pub(in crate::config) fn name(&mut self, key: &'static str, example: &str) -> Option<Placed<&'a str>> {
        let name = self.text(key, example)?;
        if name.value.chars().count() > MAX_NAME_CHARS {
            self.add(Problem::new(
                name.range,
                format!("`{key}` is longer than {MAX_NAME_CHARS} characters"),
                format!("write something short, such as `{key} = {example}`"),
            ));
            return None;
        }
        if name.value.chars().any(char::is_control) {
            self.add(Problem::new(
                name.range,
                format!("`{key}` has a line break or another invisible character"),
                format!("write it in one line, such as `{key} = {example}`"),
            ));
            return None;
        }
        Some(name)
    }

    /// `true` or `false`.
    pub(in crate::config) fn flag(&mut self, key: &'static str) -> Option<bool> {
        let (_, value) = self.value(key)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_type(value, key, "true or false", "true` or `false");
        }
        flag
    }

    /// A whole number within bounds.
    pub(in crate::config) fn whole(
        &mut self,
        key: &'static str,
        bounds: &Bounds<u32>,
        example: &str,
    ) -> Option<Placed<u32>> {
        let (_, value) = self.value(key)?;
        let Some(number) = value.get_ref().as_integer() else {
            self.wrong_type(value, key, "a whole number", example);
            return None;
        };
        let range = value.span();
        match u32::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) if bounds.hold(&number) => Some(Placed { value: number, range }),
            _ => {
                self.out_of_bounds(key, &number.to_string(), range, bounds, example);
                None
            }
        }
    }

    /// A number, whole or not, within bounds.
    pub(in crate::config) fn decimal(
        &mut self,
        key: &'static str,
        bounds: &Bounds<f32>,
        example: &str,
    ) -> Option<f32> {
        let (_, value) = self.value(key)?;
        let written = match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
            DeValue::Float(number) => number.as_str(),
            _ => {
                self.wrong_type(value, key, "a number", example);
                return None;
            }
        };
        match written.parse::<f32>() {
            Ok(number) if bounds.hold(&number) => Some(number),
            _ => {
                self.out_of_bounds(key, written, value.span(), bounds, example);
                None
            }
        }
    }

    /// A duration within bounds, in the form of [`duration`].
    pub(in crate::config) fn duration(
        &mut self,
        key: &'static str,
        bounds: &Bounds<Duration>,
        example: &str,
    ) -> Option<Placed<Duration>> {
        let (_, value) = self.value(key)?;
        let written = match value.get_ref() {
            DeValue::String(text) => text.as_ref(),
            DeValue::Integer(number) => number.as_str(),
            _ => {
                self.wrong_type(value, key, "a duration in quotes", example);
                return None;
            }
        };
        let range = value.span();
        let read = if value.get_ref().is_str() { duration::read(written) } else { None };
        let Some(read) = read else {
            let meant =
                duration::guess(written).map_or_else(|| example.into(), |guess| format!("\"{guess}\""));
            self.add(
                Problem::new(range, format!("`{key}` is not a duration"), format!("write `{key} = {meant}`"))
                    .note("a duration is a number with `s`, `min` or `h` in quotes: \"30s\", \"5min\", \"1h 30min\""),
            );
            return None;
        };
        if !bounds.hold(&read) {
            self.out_of_bounds(key, written, range, bounds, example);
            return None;
        }
        Some(Placed { value: read, range })
    }

    fn out_of_bounds<T: Setting>(
        &self,
        key: &str,
        written: &str,
        range: Range<usize>,
        bounds: &Bounds<T>,
        example: &str,
    ) {
        self.add(
            Problem::new(
                range,
                format!("`{key}` is {written}, outside {bounds}"),
                format!("write a value from {bounds}, such as `{key} = {example}`"),
            )
            .note(bounds.why),
        );
    }

    /// One of the known words.
    pub(in crate::config) fn word<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[Choice<T>],
    ) -> Option<Placed<T>> {
        let (_, value) = self.value(key)?;
        let example = choices.first().map_or_else(String::new, |choice| format!("\"{}\"", choice.word));
        if !value.get_ref().is_str() {
            self.wrong_type(value, key, "a word in quotes", &example);
            return None;
        }
        self.known_word(value, key, choices)
    }

    /// A list of known words, each once. `None` when it is not written or not one word of it is right.
    pub(in crate::config) fn words<T: Copy + PartialEq>(
        &mut self,
        key: &'static str,
        choices: &[Choice<T>],
        example: &str,
    ) -> Option<Vec<T>> {
        let (_, value) = self.value(key)?;
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(value, key, "a list in [ ]", example);
            return None;
        };
        if list.is_empty() {
            self.add(
                Problem::new(
                    value.span(),
                    format!("`{key}` is empty"),
                    format!("write such as `{key} = {example}`"),
                )
                .note(format!("the words are {}", listed(choices))),
            );
            return None;
        }
        let mut taken: Vec<Placed<T>> = Vec::new();
        for each in list.iter() {
            let Some(word) = self.known_word(each, key, choices) else { continue };
            match taken.iter().find(|earlier| earlier.value == word.value) {
                Some(earlier) => self.add(
                    Problem::new(word.range, format!("`{key}` names this twice"), "take one of the two out")
                        .note_at(earlier.range.clone(), "first here"),
                ),
                None => taken.push(word),
            }
        }
        (!taken.is_empty()).then(|| taken.into_iter().map(|word| word.value).collect())
    }

    /// A list of texts, or one text that stands for a list of one.
    pub(in crate::config) fn one_or_more(
        &mut self,
        key: &'static str,
        example: &str,
    ) -> Vec<Placed<&'a str>> {
        match self.value(key) {
            Some((_, value)) if value.get_ref().is_str() => self.text(key, example).into_iter().collect(),
            _ => self.texts(key, example).unwrap_or_default(),
        }
    }

    /// A list of short texts; what is none is noted and left out.
    pub(in crate::config) fn texts(
        &mut self,
        key: &'static str,
        example: &str,
    ) -> Option<Vec<Placed<&'a str>>> {
        let (_, value) = self.value(key)?;
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(value, key, "a list in [ ]", example);
            return None;
        };
        let mut texts = Vec::new();
        for each in list.iter() {
            match each.get_ref().as_str().map(str::trim).filter(|text| !text.is_empty()) {
                Some(text) => texts.push(Placed { value: text, range: each.span() }),
                None => self.wrong_type(each, key, "text in quotes", example),
            }
        }
        if list.is_empty() {
            self.add(Problem::new(
                value.span(),
                format!("`{key}` is empty"),
                format!("write such as `{key} = {example}`, or leave the line out"),
            ));
        }
        (!texts.is_empty()).then_some(texts)
    }

    /// A value as one of the known words.
    pub(in crate::config) fn known_word<T: Copy>(
        &self,
        value: &Spanned<DeValue<'_>>,
        key: &str,
        choices: &[Choice<T>],
    ) -> Option<Placed<T>> {
        let Some(text) = value.get_ref().as_str() else {
            self.add(Problem::new(
                value.span(),
                format!("`{key}` holds {}, not a word in quotes", kind_of(value.get_ref())),
                format!("write one of {}", listed(choices)),
            ));
            return None;
        };
        if let Some(choice) = choices.iter().find(|choice| choice.word == text) {
            return Some(Placed { value: choice.value, range: value.span() });
        }
        let all = listed(choices);
        let message = format!("`{key}` does not know the word `{}`", short(text));
        self.add(match meant(text, choices) {
            Some(word) => Problem::new(value.span(), message, format!("write `\"{word}\"`"))
                .note(format!("the words are {all}")),
            None => Problem::new(value.span(), message, format!("write one of {all}")),
        });
        None
    }
}
