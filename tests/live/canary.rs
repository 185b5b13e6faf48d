//! The gate over the faces: a word that stands in everything that is hidden is nowhere on a screen.
//!
//! Every kind of item is published once for every verdict that hides it, with the word in each of its texts and
//! addresses; and in what is shown the word stands in hidden entries, in unknown fields, and in fields for staff.

use std::{collections::BTreeSet, time::Duration};

use gongshi::{
    config::{Face, Sweep},
    domain::{Channel, Kind, Screen, Verdict, validity},
    feed::{self, Document, Rules},
    sample,
    sync::Options,
    ui::kiosk::Page,
};
use serde_json::{Value, json};

use super::{
    bureau::Bureau,
    frames::{Frames, Seen, codes},
    hall::{Client, hall, now},
};

/// What must be nowhere. In addresses as it is, so it needs no encoding.
const CANARY: &str = "canary";
/// What must not be on walls, but is on kiosks, marked as repealed.
const REPEALED: &str = "oldlaw";
/// What must be seen, or the test looks at nothing.
const SHOWN: &str = "goldfinch";

/// Fields whose words mean something to the gate or to the reader of the feed.
const STRUCTURE: [&str; 9] =
    ["id", "kind", "disclosure", "list", "status", "audience", "channels", "cadence", "supersedes"];

/// Puts a word into every text of a value, dates and numbers apart.
fn mark(value: &mut Value, word: &str) {
    match value {
        Value::String(text) if text.starts_with("http") => text.push_str(word),
        Value::String(text) if !text.starts_with(|first: char| first.is_ascii_digit()) => {
            text.insert_str(0, word)
        }
        Value::Array(parts) => parts.iter_mut().for_each(|part| mark(part, word)),
        Value::Object(fields) => fields
            .iter_mut()
            .filter(|(field, _)| !STRUCTURE.contains(&field.as_str()))
            .for_each(|(_, part)| mark(part, word)),
        _ => {}
    }
}

/// A change that hides an item, by the verdict that it brings.
type Hiding = (Verdict, fn(&mut Value));

const HIDING: [Hiding; 14] = [
    (Verdict::Malformed, |item| item["_gongshi"]["kind"] = json!("bulletin")),
    (Verdict::Malformed, |item| item["_gongshi"]["valid_to"] = json!(7)),
    (Verdict::OverLimit, |item| item["title"] = json!(CANARY.repeat(100))),
    (Verdict::NotProactive, |item| item["_gongshi"]["disclosure"] = json!("on_request")),
    (Verdict::NotProactive, |item| item["_gongshi"]["disclosure"] = json!("withheld")),
    (Verdict::NotProactive, |item| item["_gongshi"]["disclosure"] = Value::Null),
    (Verdict::NotApproved, |item| item["_gongshi"]["approved_by"] = json!(" ")),
    (Verdict::NotApproved, |item| item["_gongshi"]["secrecy_reviewed"] = json!(false)),
    (Verdict::Internal, |item| item["_gongshi"]["audience"] = json!("internal")),
    (Verdict::NotYetValid, |item| item["_gongshi"]["valid_from"] = json!("2026-11-24")),
    (Verdict::NotYetValid, |item| item["_gongshi"]["valid_from"] = json!("2026-11-23T00:00:00")),
    (Verdict::Expired, |item| item["_gongshi"]["valid_to"] = json!("2026-11-22")),
    (Verdict::WrongChannel, |item| item["_gongshi"]["channels"] = json!(["print"])),
    (Verdict::WrongChannel, |item| item["_gongshi"]["channels"] = json!(["tv"])),
];

/// The sample's items that are shown, one of each kind and of both lists first.
fn models() -> Vec<Value> {
    let bytes = sample::publication(now(), 0).unwrap();
    let feed: Value = serde_json::from_slice(&bytes).unwrap();
    let all = feed["items"].as_array().unwrap();
    let plain = |item: &&Value| !item["id"].as_str().unwrap().starts_with("hidden-");
    let of = |field: &str, word: &str| all.iter().filter(plain).find(|item| item["_gongshi"][field] == word);
    let mut models: Vec<Value> =
        Kind::ALL.iter().map(|kind| of("kind", kind.word()).unwrap().clone()).collect();
    models.push(of("list", "black").unwrap().clone());
    models.push(of("list", "red").unwrap().clone());
    for model in &mut models {
        for field in ["valid_from", "valid_to", "supersedes", "repealed_on", "effective_on"] {
            model["_gongshi"].as_object_mut().unwrap().remove(field);
        }
    }
    models
}

/// What is shown, with the canary in all that is not for visitors.
fn shown(model: &Value, index: usize) -> Value {
    let mut item = model.clone();
    mark(&mut item, SHOWN);
    item["id"] = json!(format!("shown-{index}"));
    item["complainant"] = json!(CANARY);
    item["authors"] = json!([{ "name": CANARY }]);
    let own = item["_gongshi"].as_object_mut().unwrap();
    for field in
        ["complainant", "withheld_reason", "complainant_phone", "next_due", "review_due", "approved_by"]
    {
        own.insert(field.into(), json!(CANARY));
    }
    own.insert("secrecy_reviewed".into(), json!(true));
    own.insert("department".into(), json!({ "name": SHOWN, "updater": CANARY, "complainant": CANARY }));
    if let Some(entries) = own.get_mut("entries").and_then(Value::as_array_mut) {
        let model = entries[0].clone();
        for entry in entries.iter_mut() {
            for field in ["complainant", "complainant_phone", "id_card"] {
                entry[field] = json!(CANARY);
            }
        }
        for (field, value) in [
            ("publish_to", "2026-11-22"),
            ("publish_to", "canary"),
            ("publish_to", "2026-11-23T10:41:59+08:00"),
            ("withdrawn_reason", "canary"),
            ("removed_on", "2026-11-23"),
            ("removed_on", "canary"),
            ("audience", "internal"),
        ] {
            let applies = match own.get("kind").and_then(Value::as_str) {
                Some("ranking") => matches!(field, "publish_to" | "withdrawn_reason"),
                Some("honour") => matches!(field, "publish_to" | "removed_on"),
                _ => field == "audience",
            };
            if applies {
                let mut hidden = model.clone();
                mark(&mut hidden, CANARY);
                hidden[field] = json!(value);
                own["entries"].as_array_mut().unwrap().push(hidden);
            }
        }
    }
    item
}

/// The feed, and all its ids.
fn publication() -> (String, BTreeSet<String>) {
    let mut items = Vec::new();
    for (index, model) in models().iter().enumerate() {
        items.push(shown(model, index));
        let hidden = |id: String, word: &str| {
            let mut item = model.clone();
            mark(&mut item, word);
            item["id"] = json!(id);
            item
        };
        // A later item of the same id.
        items.push(hidden(format!("shown-{index}"), CANARY));
        for (place, (_, hide)) in HIDING.iter().enumerate() {
            let mut item = hidden(format!("hidden-{index}-{place}"), CANARY);
            hide(&mut item);
            items.push(item);
        }
        let mut repealed = hidden(format!("repealed-{index}"), REPEALED);
        repealed["_gongshi"]["repealed_on"] = json!("2026-11-23");
        items.push(repealed);
        items.push(hidden(format!("superseded-{index}"), CANARY));
        let by = items.iter_mut().find(|item| item["id"] == format!("shown-{index}")).unwrap();
        by["_gongshi"]["supersedes"] = json!([format!("superseded-{index}")]);
    }
    let ids = items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": CANARY,
        "description": CANARY,
        "complainant": CANARY,
        "_gongshi": { "sequence": 1, "complainant": CANARY },
        "items": items,
    });
    (feed.to_string(), ids)
}

struct Watch {
    frames: Frames,
    face: Face,
    ids: BTreeSet<String>,
    seen: String,
    _client: Client,
    _data: tempfile::TempDir,
}

impl Watch {
    fn new(face: Face, direction: Sweep, size: (u32, u32)) -> Self {
        let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
        let (feed, ids) = publication();
        bureau.feed("/feed.json", &feed);
        let mut hall = hall(&bureau.url("/feed.json"));
        hall.sources[0].rules = Rules { require_approval: true, ..Rules::default() };
        let client = Client::start_hall(&hall, data.path(), Options::default());
        client.until("content", |snapshot| !snapshot.sources[0].edition.is_empty());
        let mut screen = hall.screens.iter().find(|screen| screen.face == face).unwrap().clone();
        let (old, new) = (screen.size.unwrap(), size);
        // Pixels stay as large as they were.
        screen.diagonal_inch *= (new.0 as f32).hypot(new.1 as f32) / (old.0 as f32).hypot(old.1 as f32);
        screen.strip.direction = direction;
        screen.dwell = Duration::from_secs(1);
        // Pages are opened without a touch.
        screen.idle_reset = Duration::from_secs(1_000_000);
        screen.kinds = Kind::ALL.to_vec();
        let frames = Frames::new(hall, screen, size, client.clock.clone(), client.sync.snapshots());
        Self { frames, face, ids, seen: String::new(), _client: client, _data: data }
    }

    fn look(&mut self, what: &str) -> Seen {
        let seen = self.frames.frame();
        let names: Vec<&str> = seen.names.iter().map(|(name, _)| name.as_str()).collect();
        for (where_, text) in [
            ("drawn", seen.words.concat()),
            ("said", names.join("\n")),
            ("in a code", codes(&seen.shapes).join("\n")),
        ] {
            assert!(!text.contains(CANARY), "{:?}, {what}: the canary is {where_}: {text}", self.face);
            if self.face != Face::Kiosk {
                assert!(!text.contains(REPEALED), "{:?}, {what}: repealed is {where_}: {text}", self.face);
            }
            self.seen.push_str(&text);
        }
        seen
    }

    fn stay(&mut self, what: &str, seconds: f64) {
        let end = self.frames.time + seconds;
        while self.frames.time < end {
            let delay = self.look(what).delay;
            // Back to where time stood: what has an end must not end while it is looked for.
            self.frames.sleep(delay);
            self.frames.clock.set(now());
        }
    }
}

#[test]
fn the_canary_is_hidden_by_every_verdict() {
    let (feed, _) = publication();
    let document = Document { bytes: feed.as_bytes(), content_type: None, base: "http://127.0.0.1/" };
    let rules = Rules { require_approval: true, ..Rules::default() };
    let edition = feed::read_single(&document, rules).unwrap();
    for channel in [Channel::Kiosk, Channel::Board, Channel::Strip] {
        let screen = Screen { channel: Some(channel), internal: false, zone: sample::zone() };
        let judged = edition.judge(&screen, now());
        let verdicts: BTreeSet<Verdict> = judged.iter().map(|one| one.verdict).collect();
        let missing: Vec<_> = Verdict::ALL.iter().filter(|verdict| !verdicts.contains(verdict)).collect();
        let none: &[&Verdict] = if channel == Channel::Kiosk { &[&Verdict::Repealed] } else { &[] };
        assert_eq!(missing, none, "{channel:?}");
        for one in judged.iter().filter(|one| one.verdict == Verdict::Shown) {
            let item = one.subject.unwrap();
            assert!(item.id.starts_with("shown-") || item.id.starts_with("repealed-"), "{}", item.id);
            let entries = validity::count_entries(item, &screen, now());
            if item.id.starts_with("shown-")
                && let Some((_, hidden)) = entries
            {
                assert!(hidden > 0, "{} hides no entries", item.id);
            }
        }
    }
}

#[test]
fn no_page_of_the_kiosk_has_the_canary() {
    // So high that every page is in sight whole; and as it is, for what only small pages do.
    for size in [(1080, 60_000), (1920, 1080)] {
        let mut watch = Watch::new(Face::Kiosk, Sweep::Left, size);
        watch.look("home");
        watch.stay("home", 1.0);
        for kind in Kind::ALL {
            watch.frames.client.open(Page::Column(kind.word().into()));
            watch.stay(kind.word(), 1.0);
        }
        for id in watch.ids.clone() {
            watch.frames.client.open(Page::Item(id.clone()));
            watch.look(&id);
            let page = watch.look(&id);
            assert_eq!(
                page.has("这条内容已经撤下"),
                !id.starts_with("shown-") && !id.starts_with("repealed-"),
                "{id}"
            );
            let folds = page.names.iter().filter(|(name, _)| name.starts_with("展开"));
            for (_, rect) in folds {
                watch.frames.tap_at(rect.center());
                watch.stay(&id, 0.5);
            }
        }
        assert!(watch.seen.contains(SHOWN) && watch.seen.contains(REPEALED));
        assert!(watch.seen.contains(&format!("html{SHOWN}")), "no code was read");
    }
}

#[test]
fn nothing_on_the_board_has_the_canary() {
    let mut watch = Watch::new(Face::Board, Sweep::Left, (1920, 1080));
    watch.stay("programme", 120.0);
    assert!(watch.seen.contains(SHOWN));
    for kind in Kind::ALL {
        watch.frames.client.open(Page::Column(kind.word().into()));
        watch.stay(kind.word(), 20.0);
    }
    for id in watch.ids.clone() {
        watch.frames.client.open(Page::Item(id.clone()));
        watch.stay(&id, if id.starts_with("shown-") { 20.0 } else { 1.0 });
    }
    assert!(watch.seen.contains(&format!("html{SHOWN}")), "no code was read");
}

#[test]
fn nothing_on_the_strip_has_the_canary() {
    for direction in Sweep::ALL {
        let mut watch = Watch::new(Face::Strip, direction, (1536, 64));
        watch.stay("programme", 60.0);
        assert!(watch.seen.contains(SHOWN));
        for id in watch.ids.clone() {
            watch.frames.client.open(Page::Item(id.clone()));
            watch.stay(&id, 0.2);
        }
    }
}
