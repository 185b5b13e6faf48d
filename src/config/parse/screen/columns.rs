//! `columns` of a kiosk.

use toml::de::DeValue;

use super::KINDS_EXAMPLE;
use crate::config::{
    Column,
    limits::MAX_COLUMNS,
    parse::Names,
    problem::Problem,
    reader::{Placed, Reader, kind_of, short},
    words::{KINDS, listed},
};

/// `None` when nothing was written or nothing of it was right.
pub(super) fn read(table: &mut Reader<'_>) -> Option<Vec<Column>> {
    let example = "[\"guide\", \"notice\"]";
    let (key, value) = table.value("columns")?;
    let Some(list) = value.get_ref().as_array() else {
        table.add(Problem::new(
            value.span(),
            format!("`columns` is {}, not a list in [ ]", kind_of(value.get_ref())),
            format!("write such as `columns = {example}`"),
        ));
        return None;
    };
    if list.is_empty() {
        table.add(Problem::new(
            value.span(),
            "`columns` is empty: the kiosk's home would be blank",
            format!("write such as `columns = {example}`, or leave the line out for all seven"),
        ));
    }
    if list.len() > MAX_COLUMNS {
        table.add(
            Problem::new(key, format!("{} columns are too many", list.len()), format!("keep at most {MAX_COLUMNS}"))
                .note("the home does not scroll, and a tile must stay large enough to touch; a column may hold several kinds"),
        );
    }
    let mut ids = Names::default();
    let mut columns = Vec::new();
    for each in list.iter() {
        let column = match each.get_ref() {
            DeValue::String(_) => table
                .known_word(each, "columns", &KINDS)
                .map(|kind| (Column::of(kind.value), Placed { value: kind.value.word(), range: kind.range })),
            DeValue::Table(inner) => column(table.inner(inner, "a column", each.span())),
            other => {
                table.add(Problem::new(
                    each.span(),
                    format!("`columns` holds {}, not a column", kind_of(other)),
                    format!("write one of {}, or a table such as `{{ id = \"news\", title = \"公告\", kinds = [\"notice\"] }}`", listed(&KINDS)),
                ));
                None
            }
        };
        if let Some((column, id)) = column {
            ids.take(table, "column", &id);
            columns.push(column);
        }
    }
    Some(columns)
}

fn column(mut table: Reader<'_>) -> Option<(Column, Placed<&str>)> {
    let place = table.place();
    let title = table.name("title", "\"公告公示\"");
    let kinds = table.words("kinds", &KINDS, KINDS_EXAMPLE);
    table.need("kinds", KINDS_EXAMPLE);
    let id = table.name("id", "\"news\"");
    let wrong_id = id.as_ref().is_some_and(|id| !is_id(id.value));
    if let (Some(id), true) = (&id, wrong_id) {
        table.add(Problem::new(
            id.range.clone(),
            format!("`{}` cannot be an id", short(id.value)),
            "use lower-case letters, digits and `-`, such as `id = \"news\"`; what visitors read is `title`",
        ));
    }
    table.finish();
    let kinds = kinds?;
    let id = match id {
        Some(_) if wrong_id => return None,
        Some(id) => id,
        None => Placed { value: kinds.first()?.word(), range: place },
    };
    Some((Column { id: id.value.to_owned(), title: title.map(|title| title.value.to_owned()), kinds }, id))
}

/// An id is part of a page's name.
fn is_id(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
