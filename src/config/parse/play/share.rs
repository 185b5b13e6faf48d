//! `[[share]]`: groups of entries whose part of the time is bounded.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    config::{
        limits::SHARE,
        near::nearest,
        parse::Names,
        problem::Problem,
        reader::{Placed, Reader, short},
    },
    playback::plan::Share,
};

/// The shares by name.
#[derive(Default)]
pub(in super::super) struct Shares {
    pub all: Vec<Share>,
    places: BTreeMap<String, usize>,
}

impl Shares {
    /// The place of a share; says so if there is none.
    pub(super) fn find(&self, table: &Reader<'_>, name: &Placed<&str>) -> Option<usize> {
        let found = self.places.get(name.value).copied();
        if found.is_none() {
            let hint = match nearest(name.value, self.places.keys().map(String::as_str)) {
                Some(near) => format!("write `\"{near}\"`"),
                None => "write the `name` of a [[share]]".into(),
            };
            let message = format!("no share is called `{}`", short(name.value));
            table.add(Problem::new(name.range.clone(), message, hint));
        }
        found
    }
}

/// All shares. A wrong one is noted; its name stays known.
pub(in super::super) fn read(root: &mut Reader<'_>) -> Shares {
    let mut names = Names::default();
    let mut shares = Shares::default();
    let mut least: Vec<Placed<u32>> = Vec::new();
    for mut table in root.tables("share") {
        let name = table.name("name", "\"宣传\"");
        table.need("name", "\"宣传\"");
        if let Some(name) = &name {
            names.take(&table, "share", name);
            shares.places.entry(name.value.to_owned()).or_insert(shares.all.len());
        }
        let at_most = table.whole("at_most", &SHARE, "20");
        let at_least = table.whole("at_least", &SHARE, "30");
        if !table.has("at_least") {
            table.need("at_most", "20");
        }
        if let (Some(most), Some(least)) = (&at_most, &at_least)
            && least.value > most.value
        {
            table.add(
                Problem::new(
                    least.range.clone(),
                    format!("at least {} percent cannot be at most {} percent", least.value, most.value),
                    format!("write at most `at_least = {}`, or take one of the two out", most.value),
                )
                .note_at(most.range.clone(), "the most is here"),
            );
        }
        table.finish();
        let percent = |written: &Option<Placed<u32>>| {
            written.as_ref().and_then(|percent| u8::try_from(percent.value).ok())
        };
        shares.all.push(Share {
            name: name.map(|name| name.value.to_owned()).unwrap_or_default(),
            at_most: percent(&at_most),
            at_least: percent(&at_least),
        });
        least.extend(at_least);
    }
    together(root, &least);
    shares
}

fn together(root: &Reader<'_>, least: &[Placed<u32>]) {
    let sum: u32 = least.iter().map(|least| least.value).sum();
    if let (true, Some((last, others))) = (sum > 100, least.split_last()) {
        let notes: Vec<Range<usize>> = others.iter().map(|other| other.range.clone()).collect();
        let problem = Problem::new(
            last.range.clone(),
            format!("the shares ask for at least {sum} percent of the time together"),
            "write less, so that all `at_least` together are at most 100",
        );
        root.add(notes.into_iter().fold(problem, |problem, range| problem.note_at(range, "and this")));
    }
}
