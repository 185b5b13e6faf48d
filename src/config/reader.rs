//! Reads one TOML table key by key. Every getter takes note of what is wrong and goes on; whoever asks for a key makes
//! it a known one, so the list of known keys cannot disagree with what is read.

mod values;

use std::{collections::BTreeSet, ops::Range};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    near::nearest,
    problem::{Problem, Sink},
};

/// A value with its place.
#[derive(Debug, Clone)]
pub(super) struct Placed<T> {
    pub value: T,
    pub range: Range<usize>,
}

/// A table being read. Call [`Reader::finish`] last.
pub(super) struct Reader<'a> {
    own: Named<'a>,
    /// What holds where the table itself says nothing, such as a screen's group.
    base: Option<Named<'a>>,
    /// What a missing key points at.
    place: Range<usize>,
    asked: BTreeSet<&'static str>,
    sink: &'a Sink,
}

/// A table, and where it stands.
#[derive(Clone)]
pub(super) struct Named<'a> {
    table: &'a DeTable<'a>,
    /// Its keys from the top of the file, such as `screen.strip`.
    path: String,
    /// As staff write it, such as `[screen.strip]`.
    title: String,
}

impl<'a> Named<'a> {
    fn under(&self, key: &str) -> String {
        if self.path.is_empty() { key.into() } else { format!("{}.{key}", self.path) }
    }

    fn single(&self, key: &str, table: &'a DeTable<'a>) -> Self {
        let path = self.under(key);
        Self { table, title: format!("[{path}]"), path }
    }

    fn one_of(&self, key: &str, table: &'a DeTable<'a>) -> Self {
        let path = self.under(key);
        Self { table, title: format!("[[{path}]]"), path }
    }
}

/// A key's place, its value, and the table that it was found in.
type Found<'r, 'a> = (Range<usize>, &'a Spanned<DeValue<'a>>, &'r Named<'a>);

impl<'a> Reader<'a> {
    /// The whole file, under a title such as `the file`.
    pub(super) fn root(table: &'a DeTable<'a>, title: &str, sink: &'a Sink) -> Self {
        Self::new(Named { table, path: String::new(), title: title.into() }, 0..0, sink)
    }

    const fn new(own: Named<'a>, place: Range<usize>, sink: &'a Sink) -> Self {
        Self { own, base: None, place, asked: BTreeSet::new(), sink }
    }

    /// The same table above another one, which answers where this one says nothing.
    pub(super) fn over(self, base: Option<Named<'a>>) -> Self {
        Self { base, ..self }
    }

    /// The table as such, to be the base of another.
    pub(super) fn named(&self) -> Named<'a> {
        self.own.clone()
    }

    /// What a problem of the whole table points at.
    pub(super) fn place(&self) -> Range<usize> {
        self.place.clone()
    }

    pub(super) fn add(&self, problem: Problem) {
        self.sink.add(problem);
    }

    /// The value of a key, and the key's own place.
    pub(super) fn value(&mut self, key: &'static str) -> Option<(Range<usize>, &'a Spanned<DeValue<'a>>)> {
        self.find(key).map(|(range, value, _)| (range, value))
    }

    fn find(&mut self, key: &'static str) -> Option<Found<'_, 'a>> {
        self.asked.insert(key);
        [Some(&self.own), self.base.as_ref()]
            .into_iter()
            .flatten()
            .find_map(|named| named.table.get_key_value(key).map(|(key, value)| (key.span(), value, named)))
    }

    /// Every key there is with its value, for tables whose keys staff choose; what stands in the table itself goes before
    /// its base.
    pub(super) fn all(&self) -> Vec<(Placed<&'a str>, &'a Spanned<DeValue<'a>>)> {
        let mut all: Vec<(Placed<&'a str>, _)> = Vec::new();
        for named in [Some(&self.own), self.base.as_ref()].into_iter().flatten() {
            for (key, value) in named.table {
                let name = key.get_ref().as_ref();
                if all.iter().all(|(earlier, _)| earlier.value != name) {
                    all.push((Placed { value: name, range: key.span() }, value));
                }
            }
        }
        all
    }

    /// Whether a key is written at all, rightly or not.
    pub(super) fn has(&mut self, key: &'static str) -> bool {
        self.value(key).is_some()
    }

    /// Says that a key must be there, if it is not.
    pub(super) fn need(&mut self, key: &'static str, example: &str) {
        if !self.has(key) {
            self.add(Problem::new(
                self.place(),
                format!("{} has no `{key}`", self.own.title),
                format!("add the line `{key} = {example}`"),
            ));
        }
    }

    /// Says that a key means nothing here, if it is there; what a base says for others is passed over.
    pub(super) fn refuse(&mut self, key: &'static str, why: &str, hint: &str) {
        self.asked.insert(key);
        if let Some((key_at, _)) = self.own.table.get_key_value(key) {
            self.add(Problem::new(key_at.span(), format!("`{key}` {why}"), hint));
        }
    }

    /// The tables of `[[key]]`.
    pub(super) fn tables(&mut self, key: &'static str) -> Vec<Reader<'a>> {
        let sink = self.sink;
        let Some((range, value, within)) = self.find(key) else { return Vec::new() };
        let title = format!("[[{}]]", within.under(key));
        let hint = || format!("write `{title}` in a line of its own, and its keys below it");
        let list = match value.get_ref() {
            DeValue::Array(list) => list,
            DeValue::Table(_) => {
                sink.add(Problem::new(
                    range,
                    format!("`[{key}]` is one table, but there may be several"),
                    format!("write `{title}`, with two brackets on each side"),
                ));
                return Vec::new();
            }
            other => {
                let message = format!("`{key}` is {}, not tables", kind_of(other));
                sink.add(Problem::new(range, message, hint()));
                return Vec::new();
            }
        };
        let mut tables = Vec::new();
        for each in list.iter() {
            match each.get_ref().as_table() {
                Some(table) => tables.push(Self::new(within.one_of(key, table), each.span(), sink)),
                None => {
                    let message = format!("`{key}` holds {}, not a table", kind_of(each.get_ref()));
                    sink.add(Problem::new(each.span(), message, hint()));
                }
            }
        }
        tables
    }

    /// The table of `[key]`; above that of the base, where both have one.
    pub(super) fn table(&mut self, key: &'static str) -> Option<Reader<'a>> {
        let sink = self.sink;
        let base = self.base.as_ref().and_then(|base| {
            let table = base.table.get(key)?.get_ref().as_table()?;
            Some(base.single(key, table))
        });
        let (range, value, within) = self.find(key)?;
        match value.get_ref().as_table() {
            Some(table) => {
                let base = base.filter(|base| !std::ptr::eq(base.table, table));
                Some(Self::new(within.single(key, table), value.span(), sink).over(base))
            }
            None => {
                sink.add(Problem::new(
                    range,
                    format!("`{key}` is {}, not a table", kind_of(value.get_ref())),
                    format!("write `[{}]` in a line of its own, and its keys below it", within.under(key)),
                ));
                None
            }
        }
    }

    /// A table inside a list of this one.
    pub(super) fn inner(&self, table: &'a DeTable<'a>, title: &str, place: Range<usize>) -> Reader<'a> {
        Self::new(Named { table, path: String::new(), title: title.into() }, place, self.sink)
    }

    /// Every key that nobody asked for is unknown.
    pub(super) fn finish(self) {
        let known: Vec<String> = self.asked.iter().map(|key| format!("`{key}`")).collect();
        for key in self.own.table.keys() {
            let written = key.get_ref().as_ref();
            if self.asked.contains(written) {
                continue;
            }
            let message = format!("{} has no key `{}`", self.own.title, short(written));
            let all = format!("its keys are {}", known.join(", "));
            let problem = match nearest(written, self.asked.iter().copied()) {
                Some(near) => Problem::new(key.span(), message, format!("write `{near}`")).note(all),
                None => Problem::new(key.span(), message, "take it out, or use a known key").note(all),
            };
            self.sink.add(problem);
        }
    }
}

/// What a value is, in words.
pub(super) fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a decimal number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// Enough of a text to recognise it in a message.
pub(super) fn short(text: &str) -> String {
    const CHARS: usize = 40;
    let mut short: String =
        text.chars().take(CHARS).map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    if text.chars().nth(CHARS).is_some() {
        short.push('…');
    }
    short
}
