//! `[[playlist]]`, `[[share]]`, `[[schedule]]` and `[calendar]`: what plays where and when.

pub(super) mod calendar;
mod entry;
mod holidays;
pub(super) mod rule;
pub(super) mod schedule;
pub(super) mod share;

use std::collections::BTreeMap;

use super::{Context, Names, variables::Used};
use crate::{
    config::{
        near::nearest,
        places::ListPlaces,
        problem::Problem,
        reader::{Placed, Reader, short},
    },
    playback::{Plan, plan::Playlist},
};

/// The playlists by name.
#[derive(Default)]
pub(super) struct Lists {
    pub playlists: Vec<Playlist>,
    pub places: Vec<ListPlaces>,
    by_name: BTreeMap<String, usize>,
}

impl Lists {
    /// The place of a playlist; says so if there is none.
    pub fn find(&self, table: &Reader<'_>, name: &Placed<&str>) -> Option<usize> {
        let found = self.by_name.get(name.value).copied();
        if found.is_none() {
            let message = format!("no playlist is called `{}`", short(name.value));
            let hint = match nearest(name.value, self.by_name.keys().map(String::as_str)) {
                Some(near) => format!("write `\"{near}\"`"),
                None => "write the `name` of a [[playlist]]".into(),
            };
            table.add(Problem::new(name.range.clone(), message, hint));
        }
        found
    }
}

/// All playlists. A wrong entry is noted and left out.
pub(super) fn playlists(
    root: &mut Reader<'_>,
    shares: &share::Shares,
    context: &Context<'_>,
    used: &Used,
) -> Lists {
    let mut names = Names::default();
    let mut lists = Lists::default();
    let mut read = Vec::new();
    for mut table in root.tables("playlist") {
        let name = table.name("name", "\"日常\"");
        table.need("name", "\"日常\"");
        if let Some(name) = &name {
            names.take(&table, "playlist", name);
            lists.by_name.entry(name.value.to_owned()).or_insert(read.len());
        }
        let entries = table.tables("entry");
        if entries.is_empty() && !table.has("entry") {
            table.add(Problem::new(
                table.place(),
                "[[playlist]] has no entry: it would play nothing",
                "add `[[playlist.entry]]` in a line of its own, and below it such as `kinds = [\"notice\"]`",
            ));
        }
        let place = name.as_ref().map_or_else(|| table.place(), |name| name.range.clone());
        let name = name.map(|name| name.value.to_owned()).unwrap_or_default();
        table.finish();
        read.push((name, entries, place));
    }
    let surroundings = entry::Surroundings { shares, context, used };
    for (name, entries, at) in read {
        let entries = entries.into_iter().filter_map(|table| entry::read(table, &lists, &surroundings));
        let (entries, places) = entries.unzip();
        lists.playlists.push(Playlist { name, entries });
        lists.places.push(ListPlaces { at, entries: places });
    }
    if let Some(cycle) = Plan::cycle(&lists.playlists) {
        let name = |place: &usize| lists.playlists.get(*place).map_or("", |list| list.name.as_str());
        let path: Vec<&str> = cycle.iter().map(name).collect();
        let place =
            cycle.first().and_then(|first| lists.places.get(*first)).map_or(0..0, |list| list.at.clone());
        root.add(Problem::new(
            place,
            format!("a playlist plays itself: {}", path.join(" → ")),
            "take one of these entries out",
        ));
    }
    lists
}
