//! Whether the sample is what it says: complete, plausible, and alive.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use serde_json::Value;

use super::{publication, step};
use crate::domain::uscc;

fn now() -> Timestamp {
    "2026-11-23T02:42:00Z".parse().unwrap()
}

fn feed_at(step: u64) -> Value {
    serde_json::from_slice(&publication(now(), step).unwrap()).unwrap()
}

/// A feed without the changes of the minute.
fn feed() -> Value {
    feed_at(2)
}

/// Items by kind, those that are there to be hidden left out.
fn items(feed: &Value) -> BTreeMap<&str, Vec<&Value>> {
    let mut found: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for item in feed["items"].as_array().unwrap() {
        let id = item["id"].as_str().unwrap();
        if id.starts_with("hidden-") || id == "disclosure-workshop-rules" {
            continue;
        }
        found.entry(item["_gongshi"]["kind"].as_str().unwrap()).or_default().push(item);
    }
    found
}

fn entries(item: &Value) -> &Vec<Value> {
    item["_gongshi"]["entries"].as_array().unwrap()
}

#[test]
fn there_is_as_much_as_a_hall_has() {
    let feed = feed();
    let items = items(&feed);
    assert_eq!(items["guide"].len(), 20);
    // The one more is the duplicate that the gate must hide.
    assert_eq!(items["notice"].len(), 13);
    assert_eq!(items["ranking"].len(), 8);
    assert!(items["ranking"].iter().all(|item| entries(item).len() == 10));
    assert_eq!(items["pledge"].len(), 10);
    assert_eq!(items["catalogue"].iter().map(|item| entries(item).len()).sum::<usize>(), 30);
    let lists: HashSet<_> =
        items["honour"].iter().map(|item| item["_gongshi"]["list"].as_str().unwrap()).collect();
    assert_eq!(lists, HashSet::from(["red", "black"]));
    let laws = items["disclosure"].iter().filter(|item| item["id"].as_str().unwrap().starts_with("law-"));
    assert!(laws.filter(|law| law["content_html"].as_str().unwrap().len() > 5_000).count() >= 8);
}

#[test]
fn every_guide_has_every_field() {
    let feed = feed();
    for guide in &items(&feed)["guide"] {
        for field in [
            "task_code",
            "task_name",
            "task_type",
            "task_version",
            "dept_name",
            "project_type",
            "server_type",
            "accept_condition",
            "materials",
            "handle_flow",
            "anticipate_day",
            "promise_day",
            "day_type",
            "is_fee",
            "result_name",
            "transact_addr",
            "transact_time",
            "window",
            "link_way",
            "supervise_way",
            "by_law",
            "limit_scene_num",
            "handle_type",
            "mobile_terminal_url",
            "plan_effective_date",
            "questions",
        ] {
            let value = &guide["_gongshi"][field];
            let empty = value.as_array().is_some_and(Vec::is_empty) || value.as_str() == Some("");
            assert!(!value.is_null() && !empty, "{}: {field}", guide["id"]);
        }
        let fields = &guide["_gongshi"];
        assert!(fields["promise_day"].as_u64() <= fields["anticipate_day"].as_u64(), "{}", guide["id"]);
        assert_eq!(fields["is_fee"] == true, !fields["fee_stand"].as_array().unwrap().is_empty());
        let situations: Vec<_> =
            fields["situations"].as_array().into_iter().flatten().map(|situation| &situation["id"]).collect();
        for material in fields["materials"].as_array().unwrap() {
            assert!(material["name"].is_string(), "{}", guide["id"]);
            for named in material["situations"].as_array().into_iter().flatten() {
                assert!(situations.contains(&named), "{}: no situation {named}", guide["id"]);
            }
        }
    }
}

#[test]
fn check_digits_are_right_and_businesses_plainly_invented() {
    let feed = feed();
    let mut seen = 0;
    let items = items(&feed);
    for item in items["ranking"].iter().chain(&items["honour"]) {
        for entry in entries(item) {
            let code = entry["uscc"].as_str().unwrap();
            assert!(uscc::is_valid(code), "{code}");
            assert!(entry["ent_name"].as_str().unwrap().contains("示例"), "{}", entry["ent_name"]);
            seen += 1;
        }
    }
    assert!(seen > 100);
}

#[test]
fn rankings_and_lists_name_what_they_must() {
    let feed = feed();
    let items = items(&feed);
    for ranking in &items["ranking"] {
        for (place, entry) in entries(ranking).iter().enumerate() {
            assert_eq!(entry["rank"].as_u64(), Some(place as u64 + 1));
            assert!(!entry["received"].is_null() && !entry["close_rate"].is_null());
        }
    }
    for entry in items["honour"].iter().flat_map(|list| entries(list)) {
        assert!(entry["authority"].is_string() && entry["listed_on"].is_string(), "{entry}");
    }
    for pledge in &items["pledge"] {
        assert!(pledge["_gongshi"]["progress_pct"].as_u64().unwrap() <= 100);
        assert_eq!(pledge["_gongshi"]["year"], 2026);
    }
}

#[test]
fn no_placeholder_and_no_note_of_ours_is_left() {
    for now in ["2026-11-23T02:42:00Z", "2028-02-29T15:59:59Z", "2027-01-01T00:00:00Z"] {
        let now = now.parse().unwrap();
        for step in 0..12 {
            let text = String::from_utf8(publication(now, step).unwrap()).unwrap();
            for left in ["{{", "}}", "\"_law\"", "INFO END"] {
                assert!(!text.contains(left), "{left} at {now}");
            }
        }
    }
}

#[test]
fn no_paragraph_of_a_law_is_lost() {
    let feed = feed();
    let law = &items(&feed)["disclosure"][0];
    let source = include_str!("../../assets/sample/laws/government-information.md");
    let body = law["content_html"].as_str().unwrap();
    let paragraphs: Vec<_> = source
        .split("\n\n")
        .map(str::trim)
        .filter(|text| !text.is_empty() && !text.starts_with(['#', '<']))
        .collect();
    assert!(paragraphs.len() > 50);
    for paragraph in paragraphs {
        let line = paragraph.lines().next().unwrap();
        assert!(body.contains(line), "{line}");
    }
}

#[test]
fn the_same_minute_gives_the_same_bytes() {
    assert_eq!(publication(now(), 7).unwrap(), publication(now(), 7).unwrap());
    let later = "2026-11-23T02:42:59Z".parse().unwrap();
    assert_eq!(step(later), step(now()));
    assert_eq!(publication(later, 7).unwrap(), publication(now(), 7).unwrap());
}

#[test]
fn every_minute_something_changes_and_nothing_grows() {
    let start = step(now());
    let mut sizes = HashSet::new();
    for at in start..start + 24 {
        let (before, after) = (feed_at(at), feed_at(at + 1));
        assert_ne!(before["items"], after["items"], "step {at}");
        assert!(after["_gongshi"]["sequence"].as_u64() > before["_gongshi"]["sequence"].as_u64());
        sizes.insert(after["items"].as_array().unwrap().len());
    }
    assert!(sizes.len() > 1, "something is published and withdrawn");
    assert_eq!(feed_at(start)["items"], feed_at(start + 12)["items"], "it comes back to where it was");
    let progress = |at: u64| {
        let feed = feed_at(at);
        let pledges =
            items(&feed)["pledge"].iter().map(|item| item["_gongshi"]["progress_pct"].clone()).collect();
        let pledges: Vec<_> = pledges;
        pledges
    };
    assert_ne!(progress(start), progress(start + 1), "pledges make progress");
}
