//! `[[playlist]]`, `[[schedule]]` and `[calendar]`: what plays where and when.

mod schedule;

use std::collections::BTreeMap;

pub(super) use schedule::{calendar, read as schedule};

use super::Names;
use crate::{
    config::{
        limits::{COUNT, DWELL, WEIGHT},
        near::nearest,
        problem::Problem,
        reader::{Placed, Reader, short},
        words::{KINDS, ORDERS, PAGES},
    },
    playback::{
        Plan,
        plan::{Dwell, Entry, Playlist, Query, What},
    },
};

/// The playlists by name.
#[derive(Default)]
pub(super) struct Lists {
    pub playlists: Vec<Playlist>,
    places: BTreeMap<String, usize>,
}

impl Lists {
    /// The place of a playlist; says so if there is none.
    pub fn find(&self, table: &Reader<'_>, name: &Placed<&str>) -> Option<usize> {
        let found = self.places.get(name.value).copied();
        if found.is_none() {
            let message = format!("no playlist is called `{}`", short(name.value));
            let hint = match nearest(name.value, self.places.keys().map(String::as_str)) {
                Some(near) => format!("write `\"{near}\"`"),
                None => "write the `name` of a [[playlist]]".into(),
            };
            table.add(Problem::new(name.range.clone(), message, hint));
        }
        found
    }
}

/// All playlists. A wrong entry is noted and left out.
pub(super) fn playlists(root: &mut Reader<'_>) -> Lists {
    let mut names = Names::default();
    let mut lists = Lists::default();
    let mut read = Vec::new();
    for mut table in root.tables("playlist", "[[playlist]]") {
        let name = table.name("name", "\"日常\"");
        table.need("name", "\"日常\"");
        if let Some(name) = &name {
            names.take(&table, "playlist", name);
            lists.places.entry(name.value.to_owned()).or_insert(read.len());
        }
        let entries = table.tables("entry", "[[playlist.entry]]");
        if entries.is_empty() && !table.has("entry") {
            table.add(Problem::new(
                table.place(),
                "[[playlist]] has no entry: it would play nothing",
                "add `[[playlist.entry]]` in a line of its own, and below it such as `kinds = [\"notice\"]`",
            ));
        }
        let place = table.place();
        let name = name.map(|name| name.value.to_owned()).unwrap_or_default();
        table.finish();
        read.push((name, entries, place));
    }
    let mut places = Vec::new();
    for (name, entries, place) in read {
        let entries = entries.into_iter().filter_map(|table| entry(table, &lists)).collect();
        lists.playlists.push(Playlist { name, entries });
        places.push(place);
    }
    if let Some(cycle) = Plan::cycle(&lists.playlists) {
        let name = |place: &usize| lists.playlists.get(*place).map_or("", |list| list.name.as_str());
        let path: Vec<&str> = cycle.iter().map(name).collect();
        let place = cycle.first().and_then(|first| places.get(*first)).cloned().unwrap_or(0..0);
        root.add(Problem::new(
            place,
            format!("a playlist plays itself: {}", path.join(" → ")),
            "take one of these entries out",
        ));
    }
    lists
}

/// `None` only after a problem was noted.
fn entry(mut table: Reader<'_>, lists: &Lists) -> Option<Entry> {
    let kinds = table.words("kinds", &KINDS, "[\"notice\"]");
    let topic = table.name("topic", "\"市场监管\"");
    let tag = table.name("tag", "\"热点\"");
    let department = table.name("department", "\"登记注册科\"");
    let weight = table.whole("weight", &WEIGHT, "5");
    let newest = table.whole("newest", &COUNT, "5");
    let order = table.word("order", &ORDERS);
    let count = table.whole("count", &COUNT, "2");
    let item = table.text("item", "\"notice-2026-118\"");
    let text = table.text("text", "\"今日下午三点，大厅有消防演练。\"");
    let title = table.name("title", "\"温馨提示\"");
    let playlist = table.name("playlist", "\"日常\"");
    let page = table.word("page", &PAGES);
    let dwell = dwell(&mut table);

    let asks = ["kinds", "topic", "tag", "department", "weight"].iter().any(|key| table.has(key));
    let one_of = ["item", "title", "playlist", "page"];
    let others: Vec<&str> = one_of.into_iter().filter(|key| table.has(key)).collect();
    let place = table.place();
    let what = match (asks, others.as_slice()) {
        (true, []) => {
            table.refuse("text", "stands beside a query", "give the words an entry of their own");
            let text = |placed: Placed<&str>| placed.value.to_owned();
            Some(What::Query(Query {
                kinds: kinds.unwrap_or_default(),
                topic: topic.map(text),
                tag: tag.map(text),
                department: department.map(text),
                weight: weight.map(|weight| weight.value),
                newest: newest.map(|newest| newest.value),
                order: order.map(|order| order.value).unwrap_or_default(),
                count: count.map(|count| count.value),
            }))
        }
        (false, [one]) => {
            for key in ["newest", "order", "count"] {
                table.refuse(
                    key,
                    "belongs to entries that ask for `kinds`, `topic`, `tag`, `department` or `weight`",
                    "take it out",
                );
            }
            if *one != "title" {
                table.refuse("text", "needs a `title`", "give the words an entry of their own");
            }
            match *one {
                "item" => item.map(|item| What::Item(item.value.to_owned())),
                "title" => title.map(|title| What::Text {
                    title: title.value.to_owned(),
                    words: text.map(|text| text.value.to_owned()).unwrap_or_default(),
                }),
                "page" => page.map(|page| page.value.into()),
                _ => {
                    table.refuse("dwell", "belongs to the entries of the other playlist", "take it out");
                    playlist.and_then(|name| lists.find(&table, &name)).map(What::Playlist)
                }
            }
        }
        (_, found) => {
            let message = match (asks, found) {
                (false, _) if found.is_empty() => "[[playlist.entry]] does not say what plays".to_owned(),
                _ => "[[playlist.entry]] says several things to play".to_owned(),
            };
            table.add(
                Problem::new(place, message, "write one thing an entry, such as `kinds = [\"notice\"]`")
                    .note("it is a query (`kinds`, `topic`, `tag`, `department`, `weight`), an `item`, a `title` with `text`, another `playlist`, or a `page`"),
            );
            None
        }
    };
    table.finish();
    what.map(|what| Entry::new(what, dwell))
}

/// `"auto"` or a duration.
fn dwell(table: &mut Reader<'_>) -> Dwell {
    let auto = table.value("dwell").is_some_and(|(_, value)| value.get_ref().as_str() == Some("auto"));
    if auto {
        return Dwell::Auto;
    }
    table.duration("dwell", &DWELL, "\"12s\"").map_or(Dwell::Auto, |dwell| Dwell::Fixed(dwell.value))
}
