//! The sample's feed as it is at an instant.

use comrak::Options;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::{change, date};

const FEED: &str = include_str!("../../assets/sample/feed.json");

/// The files of items, in the order of the feed. `hidden.json` comes last: its duplicate id must be the second one.
const FILES: [&str; 8] = [
    include_str!("../../assets/sample/guides.json"),
    include_str!("../../assets/sample/disclosures.json"),
    include_str!("../../assets/sample/notices.json"),
    include_str!("../../assets/sample/rankings.json"),
    include_str!("../../assets/sample/honour.json"),
    include_str!("../../assets/sample/pledges.json"),
    include_str!("../../assets/sample/catalogue.json"),
    include_str!("../../assets/sample/hidden.json"),
];

macro_rules! laws {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../../assets/sample/laws/", $name)))),+]
    };
}

/// The texts that an item's `_law` names.
const LAWS: [(&str, &str); 8] = laws![
    "business-environment.md",
    "complaints-and-reports.md",
    "enterprise-information.md",
    "government-information.md",
    "market-entity-registration-rules.md",
    "market-entity-registration.md",
    "penalty-publicity.md",
    "self-employed-promotion.md",
];

/// The step of an instant: minutes since 1970, so that it only grows, whenever the program is started.
pub fn step(now: Timestamp) -> u64 {
    u64::try_from(now.as_second() / 60).unwrap_or(0)
}

/// The whole feed, as JSON: the content of the day of `now`, with the changes of `step`, which is also its
/// `sequence`. The same arguments give the same bytes.
///
/// # Errors
/// Only when a file of `assets/sample` is no JSON; a test reads them all.
pub fn publication(now: Timestamp, step: u64) -> Result<Vec<u8>, serde_json::Error> {
    let mut items: Vec<Value> = Vec::new();
    for file in FILES {
        items.append(&mut serde_json::from_str(file)?);
    }
    change::apply(&mut items, step);
    items.iter_mut().filter_map(Value::as_object_mut).for_each(write_out);
    let mut feed: Map<String, Value> = serde_json::from_str(FEED)?;
    feed.insert("items".into(), items.into());
    let mut feed = Value::Object(feed);
    feed["_gongshi"]["sequence"] = step.into();
    // To the minute: asked twice within one, the answer is the same.
    let minute = Timestamp::from_second(now.as_second() / 60 * 60).unwrap_or(now);
    feed["_gongshi"]["generated_at"] = json!(minute);
    feed["_gongshi"]["valid_until"] = json!("{{D+7}}");
    date::fill(&mut feed, now);
    serde_json::to_vec_pretty(&feed)
}

/// Puts the text of a law in the place of its file's name.
fn write_out(item: &mut Map<String, Value>) {
    let Some(name) = item.remove("_law") else { return };
    let law = LAWS.iter().find(|(known, _)| name == *known);
    if let Some((_, text)) = law {
        item.insert("content_html".into(), html(text).into());
    }
}

/// A law's Markdown as HTML, without its title, which the item has, and the notes of its collectors.
fn html(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with("# ") && !line.trim_start().starts_with("<!--"));
    let text: Vec<_> = lines.collect();
    comrak::markdown_to_html(&text.join("\n"), &Options::default())
}
