//! `[[source]]`: where a feed comes from.

use std::path::Path;

use jiff::SignedDuration;

use super::{Names, address};
use crate::{
    config::{
        Source,
        limits::{DEFAULT_POLL, DEFAULT_STALE_AFTER, POLL, STALE_AFTER},
        problem::Problem,
        reader::{Reader, short},
    },
    feed::Rules,
};

pub(super) const URL_EXAMPLE: &str = "\"https://scjg.example.gov.cn/gongshi/feed.json\"";

/// `None` only after a problem was noted.
pub(super) fn read(mut table: Reader<'_>, file: &Path, names: &mut Names) -> Option<Source> {
    let name = table.name("name", "\"市场监管局\"");
    table.need("name", "\"市场监管局\"");
    if let Some(name) = &name {
        names.take(&table, "source", name);
    }
    let url = table.text("url", URL_EXAMPLE).and_then(|url| address::source(&table, &url, file));
    table.need("url", URL_EXAMPLE);

    let poll = table.duration("poll", &POLL, "\"30s\"");
    let stale_after = table.duration("stale_after", &STALE_AFTER, "\"30min\"");
    let every = poll.as_ref().map_or(DEFAULT_POLL, |poll| poll.value);
    let stale = stale_after.as_ref().map_or(DEFAULT_STALE_AFTER.max(every * 2), |stale| stale.value);
    if let (Some(placed), true) = (&stale_after, stale <= every) {
        let mut problem = Problem::new(
            placed.range.clone(),
            "`stale_after` is not longer than `poll`: the screens would warn of old content all the time",
            format!(
                "write at least twice `poll`, such as `stale_after = \"{}\"`",
                crate::config::duration::write(every * 2)
            ),
        );
        if let Some(poll) = &poll {
            problem = problem.note_at(poll.range.clone(), "it is asked this often");
        }
        table.add(problem);
    }

    let plain_proactive = match table.text("plain_items", "\"proactive\"") {
        Some(word) if word.value == "proactive" => true,
        Some(word) => {
            table.add(
                Problem::new(
                    word.range,
                    format!("`plain_items` does not know the word `{}`", short(word.value)),
                    "write `plain_items = \"proactive\"`, or leave the line out to hide such items",
                )
                .note(
                    "it says that items without a disclosure level (plain RSS, Atom, JSON Feed) are 主动公开",
                ),
            );
            false
        }
        None => false,
    };
    let require_approval = table.flag("require_approval").unwrap_or_default();
    table.finish();
    Some(Source {
        name: name?.value.to_owned(),
        url: url?,
        poll: every,
        stale_after: SignedDuration::try_from(stale).ok()?,
        rules: Rules { plain_proactive, require_approval },
        alerts: None,
    })
}
