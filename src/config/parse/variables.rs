//! `variables`: what `{name}` stands for in the words of the hall, such as the number of a window.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use toml::de::DeValue;

use crate::config::{
    limits::MAX_NAME_CHARS,
    near::nearest,
    problem::Problem,
    reader::{Placed, Reader, kind_of, short},
};

/// Values by name.
pub(super) type Variables = BTreeMap<String, String>;

/// The values of `[variables]` or `variables = { … }`; what is wrong is noted and left out.
pub(super) fn read(table: &mut Reader<'_>) -> Variables {
    let Some(table) = table.table("variables") else { return Variables::new() };
    let mut variables = Variables::new();
    for (name, value) in table.all() {
        let refuse = |range: Range<usize>, message: String| {
            table.add(Problem::new(range, message, "write such as `\"窗口\" = \"3\"`, in one line"));
        };
        let right =
            |text: &str| text.chars().count() <= MAX_NAME_CHARS && !text.chars().any(char::is_control);
        let name_is_right =
            !name.value.trim().is_empty() && !name.value.contains(['{', '}']) && right(name.value);
        match value.get_ref() {
            _ if !name_is_right => {
                refuse(name.range, format!("`{}` cannot be the name of a variable", short(name.value)));
            }
            DeValue::String(text) if right(text) => {
                variables.insert(name.value.to_owned(), text.clone().into_owned());
            }
            DeValue::String(_) => {
                let message =
                    format!("`{}` has several lines or more than {MAX_NAME_CHARS} characters", name.value);
                refuse(value.span(), message);
            }
            DeValue::Integer(number) => {
                variables.insert(name.value.to_owned(), number.to_string());
            }
            other => {
                refuse(value.span(), format!("`{}` is {}, not text in quotes", name.value, kind_of(other)))
            }
        }
    }
    variables
}

/// The names that stand in braces in a text.
pub fn named(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

/// The variables that entries use, to be looked up when all screens are known.
#[derive(Default)]
pub(super) struct Used(RefCell<Vec<(String, Range<usize>)>>);

impl Used {
    /// Takes note of the names in a text.
    pub fn take(&self, text: Option<&Placed<&str>>) {
        let Some(text) = text else { return };
        let names = named(text.value).map(|name| (name.to_owned(), text.range.clone()));
        self.0.borrow_mut().extend(names);
    }

    /// Every name that no screen knows is a mistake.
    pub fn check(self, root: &Reader<'_>, known: &BTreeSet<String>) {
        for (name, range) in self.0.into_inner() {
            if known.contains(&name) {
                continue;
            }
            let hint = match nearest(&name, known.iter().map(String::as_str)) {
                Some(near) => format!("write `{{{near}}}`"),
                None if known.is_empty() => format!(
                    "add `[variables]` in a line of its own, and below it such as `\"{}\" = \"3\"`",
                    if name.trim().is_empty() { "窗口" } else { &name }
                ),
                None => "write one that is known, or add it below `[variables]`".into(),
            };
            let mut problem =
                Problem::new(range, format!("no variable is called `{{{}}}`", short(&name)), hint);
            if !known.is_empty() {
                let all: Vec<String> = known.iter().map(|name| format!("`{{{name}}}`")).collect();
                problem = problem.note(format!("the variables are {}", all.join(", ")));
            }
            root.add(
                problem.note("braces as such are written ｛ ｝, as the keyboard gives them in Chinese mode"),
            );
        }
    }
}
