//! `[[alert]]`: where public warnings come from, and which of them take over.

use std::{path::Path, sync::Arc};

use jiff::SignedDuration;

use super::{Names, address};
use crate::{
    config::{
        Source,
        limits::{ALERT_POLL, DEFAULT_ALERT_POLL},
        problem::Problem,
        reader::{Placed, Reader},
        words::{CERTAINTIES, SEVERITIES, URGENCIES},
    },
    feed::{self, cap::Rules},
};

const URL_EXAMPLE: &str = "\"https://yj.example.gov.cn/cap/latest.xml\"";
const SENDERS_EXAMPLE: &str = "[\"12379@nmc.example.cn\"]";

/// `None` only after a problem was noted.
pub(super) fn read(mut table: Reader<'_>, file: &Path, names: &mut Names) -> Option<Source> {
    let name = table.name("name", "\"气象预警\"");
    table.need("name", "\"气象预警\"");
    if let Some(name) = &name {
        names.take(&table, "source or alert", name);
    }
    let url = table.text("url", URL_EXAMPLE).and_then(|url| address::source(&table, &url, file));
    table.need("url", URL_EXAMPLE);
    let poll = table.duration("poll", &ALERT_POLL, "\"15s\"").map_or(DEFAULT_ALERT_POLL, |poll| poll.value);

    let senders = table.texts("senders", SENDERS_EXAMPLE);
    if senders.as_ref().is_none_or(Vec::is_empty) && (senders.is_some() || !table.has("senders")) {
        table.add(
            Problem::new(
                table.place(),
                "[[alert]] does not say whose warnings are believed",
                format!("write such as `senders = {SENDERS_EXAMPLE}`, as <sender> stands in the messages"),
            )
            .note("a warning takes over every screen of the hall: it must not be enough to be found at this address"),
        );
    }
    let (severity, urgency, certainty) = Rules::LEAST;
    let severity = table.word("severity", &SEVERITIES).map_or(severity, |word| word.value);
    let urgency = table.word("urgency", &URGENCIES).map_or(urgency, |word| word.value);
    let certainty = table.word("certainty", &CERTAINTIES).map_or(certainty, |word| word.value);
    let areas = table.texts("areas", "[\"示例区\", \"4201\"]");
    table.finish();
    let words = |list: Option<Vec<Placed<&str>>>| {
        list.unwrap_or_default().into_iter().map(|word| word.value.to_owned()).collect()
    };
    let rules = Rules { senders: words(senders), severity, urgency, certainty, areas: words(areas) };
    Some(Source {
        name: name?.value.to_owned(),
        url: url?,
        poll,
        stale_after: SignedDuration::MAX,
        rules: feed::Rules::default(),
        alerts: Some(Arc::new(rules)),
    })
}
