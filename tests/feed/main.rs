//! Whole documents through the feed room: real feeds, the sample hall, laws, encodings, limits, broken bytes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

mod broken;
mod limits;
mod real;
mod sample;
mod wrong;

use gongshi::{
    domain::{Edition, Screen, snapshot::Judged},
    feed::{Document, Refusal, Rules, read_single},
};
use jiff::{Timestamp, tz::TimeZone};

const BASE: &str = "https://scjg.example.gov.cn/feed/feed.json";

fn read(bytes: &[u8]) -> Result<Edition, Refusal> {
    let rules = Rules { plain_proactive: true, require_approval: false };
    read_single(&Document { bytes, content_type: None, base: BASE }, rules)
}

/// A feed with the extension around some items.
fn feed(items: &str) -> String {
    format!(
        r#"{{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[{items}],"_gongshi":{{"sequence":1}}}}"#
    )
}

fn anywhere() -> Screen {
    Screen { channel: None, internal: false, zone: TimeZone::get("Asia/Shanghai").unwrap() }
}

fn now() -> Timestamp {
    "2026-11-25T10:00:00+08:00".parse().unwrap()
}

/// Id, verdict and reason of every item.
fn verdicts(edition: &Edition) -> Vec<(String, &'static str, String)> {
    let one = |judged: Judged<'_>| {
        let id = match judged.subject {
            Ok(item) => Some(item.id.clone()),
            Err(rejected) => rejected.id.clone(),
        };
        (id.unwrap_or_else(|| "-".into()), judged.verdict.word(), judged.detail)
    };
    edition.judge(&anywhere(), now()).into_iter().map(one).collect()
}
