//! `[remote]`: where playlists come from that replace those of the config.

use std::path::Path;

use super::address;
use crate::config::{
    Remote,
    limits::{DEFAULT_REMOTE_POLL, POLL},
    reader::Reader,
};

const URL_EXAMPLE: &str = "\"https://scjg.example.gov.cn/gongshi/plan.toml\"";

/// `None` only after a problem was noted.
pub(super) fn read(mut table: Reader<'_>, file: &Path) -> Option<Remote> {
    let url = table.text("url", URL_EXAMPLE).and_then(|url| address::source(&table, &url, file));
    table.need("url", URL_EXAMPLE);
    let poll = table.duration("poll", &POLL, "\"60s\"");
    table.finish();
    Some(Remote { url: url?, poll: poll.map_or(DEFAULT_REMOTE_POLL, |poll| poll.value) })
}
