//! `[[playlist.entry]]`.

use std::ops::Range;

use super::{Lists, share::Shares};
use crate::{
    config::{
        limits::{COUNT, DWELL, WEIGHT},
        parse::{Context, address, variables::Used},
        problem::Problem,
        reader::{Placed, Reader},
        words::{KINDS, ORDERS, PAGES, TRANSITIONS},
    },
    playback::plan::{Dwell, Entry, Query, What},
};

/// What an entry may speak of.
pub(super) struct Surroundings<'a> {
    pub shares: &'a Shares,
    pub context: &'a Context<'a>,
    pub used: &'a Used,
}

/// Asks the feed.
const QUERY: [&str; 5] = ["kinds", "topic", "tag", "department", "weight"];
/// Plays one thing.
const ONE: [&str; 6] = ["item", "title", "image", "pdf", "playlist", "page"];

/// The entry and the place of what it plays; `None` only after a problem was noted.
pub(super) fn read(
    mut table: Reader<'_>,
    lists: &Lists,
    around: &Surroundings<'_>,
) -> Option<(Entry, Range<usize>)> {
    let what = what(&mut table, lists, around);
    let dwell = dwell(&mut table);
    let transition = table.word("transition", &TRANSITIONS).map(|word| word.value).unwrap_or_default();
    let share = table.name("share", "\"宣传\"").and_then(|name| around.shares.find(&table, &name));
    let said = QUERY.into_iter().chain(ONE).find_map(|key| Some(table.value(key)?.1.span()));
    let place = said.unwrap_or_else(|| table.place());
    table.finish();
    what.map(|what| (Entry { transition, share, ..Entry::new(what, dwell) }, place))
}

fn what(table: &mut Reader<'_>, lists: &Lists, around: &Surroundings<'_>) -> Option<What> {
    let query = query(table, around.used);
    let item = table.text("item", "\"notice-2026-118\"");
    let title = table.name("title", "\"温馨提示\"");
    let text = table.text("text", "\"今日下午三点，大厅有消防演练。\"");
    [&item, &title, &text].into_iter().for_each(|words| around.used.take(words.as_ref()));
    let image = table.text("image", "\"media/welcome.png\"");
    let pdf = table.text("pdf", "\"media/guide.pdf\"");
    let playlist = table.name("playlist", "\"日常\"");
    let page = table.word("page", &PAGES);

    let asks = QUERY.iter().any(|key| table.has(key));
    let others: Vec<&str> = ONE.into_iter().filter(|key| table.has(key)).collect();
    match (asks, others.as_slice()) {
        (true, []) => {
            table.refuse("text", "stands beside a query", "give the words an entry of their own");
            Some(What::Query(query))
        }
        (false, [one]) => {
            for key in ["newest", "order", "count"] {
                let why = "belongs to entries that ask for `kinds`, `topic`, `tag`, `department` or `weight`";
                table.refuse(key, why, "take it out");
            }
            if *one != "title" {
                table.refuse("text", "needs a `title`", "give the words an entry of their own");
            }
            let own = |key, written: Option<Placed<&str>>| {
                written.and_then(|written| address::media(table, key, &written, around.context.file))
            };
            match *one {
                "item" => item.map(|item| What::Item(item.value.to_owned())),
                "title" => title.map(|title| What::Text {
                    title: title.value.to_owned(),
                    words: text.map(|text| text.value.to_owned()).unwrap_or_default(),
                }),
                "image" => own("image", image).map(What::Image),
                "pdf" => own("pdf", pdf).map(What::Pdf),
                "page" => page.map(|page| page.value.into()),
                _ => {
                    for key in ["dwell", "transition"] {
                        table.refuse(key, "belongs to the entries of the other playlist", "take it out");
                    }
                    playlist.and_then(|name| lists.find(table, &name)).map(What::Playlist)
                }
            }
        }
        (_, found) => {
            let message = match (asks, found) {
                (false, []) => "[[playlist.entry]] does not say what plays",
                _ => "[[playlist.entry]] says several things to play",
            };
            let hint = "write one thing an entry, such as `kinds = [\"notice\"]`";
            table.add(Problem::new(table.place(), message, hint).note(
                "it is a query (`kinds`, `topic`, `tag`, `department`, `weight`), an `item`, a `title` with `text`, an `image`, a `pdf`, another `playlist`, or a `page`",
            ));
            None
        }
    }
}

fn query(table: &mut Reader<'_>, used: &Used) -> Query {
    let kinds = table.words("kinds", &KINDS, "[\"notice\"]").unwrap_or_default();
    let mut text = |key, example| {
        let text = table.name(key, example);
        used.take(text.as_ref());
        text.map(|text| text.value.to_owned())
    };
    let topic = text("topic", "\"市场监管\"");
    let tag = text("tag", "\"热点\"");
    let department = text("department", "\"登记注册科\"");
    let mut number = |key, bounds, example| table.whole(key, bounds, example).map(|number| number.value);
    let weight = number("weight", &WEIGHT, "5");
    let newest = number("newest", &COUNT, "5");
    let count = number("count", &COUNT, "2");
    let order = table.word("order", &ORDERS).map(|order| order.value).unwrap_or_default();
    Query { kinds, topic, tag, department, weight, newest, order, count }
}

/// `"auto"` or a duration.
fn dwell(table: &mut Reader<'_>) -> Dwell {
    let auto = table.value("dwell").is_some_and(|(_, value)| value.get_ref().as_str() == Some("auto"));
    if auto {
        return Dwell::Auto;
    }
    table.duration("dwell", &DWELL, "\"12s\"").map_or(Dwell::Auto, |dwell| Dwell::Fixed(dwell.value))
}
