//! `{name}` in the words of a plan, such as the number of a window.

use std::{borrow::Cow, collections::BTreeMap};

use crate::playback::plan::{Query, What};

/// Puts a screen's values in place of `{name}`. What has no value stays as it was written; the config refuses it before.
pub(super) fn filled<'a>(text: &'a str, variables: &BTreeMap<String, String>) -> Cow<'a, str> {
    if variables.is_empty() || !text.contains('{') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}').and_then(|(name, after)| Some((variables.get(name)?, after))) {
            Some((value, after)) => {
                out.push_str(value);
                rest = after;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What an entry plays on a screen with these values.
pub(super) fn of_entry<'a>(what: &'a What, variables: &BTreeMap<String, String>) -> Cow<'a, What> {
    if variables.is_empty() {
        return Cow::Borrowed(what);
    }
    let fill = |text: &String| filled(text, variables).into_owned();
    match what {
        What::Text { title, words } => Cow::Owned(What::Text { title: fill(title), words: fill(words) }),
        What::Item(id) => Cow::Owned(What::Item(fill(id))),
        What::Query(query) => Cow::Owned(What::Query(Query {
            topic: query.topic.as_ref().map(fill),
            tag: query.tag.as_ref().map(fill),
            department: query.department.as_ref().map(fill),
            ..query.clone()
        })),
        What::Playlist(_) | What::Clock | What::Image(_) | What::Pdf(_) => Cow::Borrowed(what),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_values_and_the_rest_stays() {
        let variables =
            BTreeMap::from([("窗口".to_owned(), "5".to_owned()), ("层".to_owned(), "二".to_owned())]);
        for (text, becomes) in [
            ("请到{层}层{窗口}号窗口", "请到二层5号窗口"),
            ("{不知}{窗口}", "{不知}5"),
            ("{{窗口}}", "{5}"),
            ("{", "{"),
            ("没有", "没有"),
        ] {
            assert_eq!(filled(text, &variables), becomes);
        }
        assert_eq!(filled("{窗口}", &BTreeMap::new()), "{窗口}");
    }
}
