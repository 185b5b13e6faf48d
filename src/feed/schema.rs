//! The JSON Schema of a disclosure feed, from the serde types that read it.

use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use super::json::wire;
use crate::domain::Kind;

/// The JSON Schema (draft 2020-12) of a feed: JSON Feed 1.1 with the `_gongshi` extension.
///
/// `_gongshi` of an item has the fields that all kinds share, and those of its kind beside them.
pub fn schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let feed = reference::<wire::FeedExtension<'static>>(&mut generator);
    let item = reference::<wire::Item<'static>>(&mut generator);
    let kinds = [
        (Kind::Guide, reference::<wire::Guide<'static>>(&mut generator)),
        (Kind::Ranking, reference::<wire::Ranking<'static>>(&mut generator)),
        (Kind::Honour, reference::<wire::Honour<'static>>(&mut generator)),
        (Kind::Pledge, reference::<wire::Pledge<'static>>(&mut generator)),
        (Kind::Catalogue, reference::<wire::Catalogue<'static>>(&mut generator)),
    ];
    let mut parts: Map<String, Value> = generator.take_definitions(true);
    if let Some(extension) = parts.get_mut("Extension").and_then(Value::as_object_mut) {
        let by_kind: Vec<Value> = kinds
            .into_iter()
            .map(|(kind, fields)| {
                json!({ "if": { "properties": { "kind": { "const": kind.word() } }, "required": ["kind"] }, "then": fields })
            })
            .collect();
        extension.insert("required".into(), json!(["kind"]));
        extension.insert("allOf".into(), by_kind.into());
    }
    // A null is read as a missing field everywhere but here.
    set(&mut parts, "Extension", "kind", &json!({ "enum": Kind::ALL.map(Kind::word) }));
    set(&mut parts, "Extension", "cadence", &words(&["routine", "phased", "adhoc"]));
    set(&mut parts, "Extension", "audience", &words(&["public", "internal"]));
    set(&mut parts, "Interrupt", "severity", &words(&["extreme", "severe", "moderate"]));
    set(&mut parts, "Honour", "list", &json!({ "enum": ["red", "black"] }));
    set(&mut parts, "Pledge", "status", &words(&["planned", "on_track", "late", "done"]));
    let required = [
        ("Item", &["id"][..]),
        ("Material", &["name"]),
        ("FlowStep", &["name"]),
        ("Question", &["question", "answer"]),
        ("Situation", &["id", "label"]),
        ("RankingEntry", &["ent_name"]),
        ("Honour", &["list"]),
        ("HonourEntry", &["ent_name"]),
        ("DatedMilestone", &["text"]),
        ("CatalogueEntry", &["matter"]),
        ("Column", &["id"]),
        ("Attachment", &["url"]),
    ];
    for (part, fields) in required {
        if let Some(part) = parts.get_mut(part).and_then(Value::as_object_mut) {
            part.insert("required".into(), json!(fields));
        }
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "gongshi disclosure feed",
        "description": "A JSON Feed 1.1 document with the `_gongshi` extension. Times are RFC 3339; a date alone is a day in the hall's time zone. Unknown fields are ignored.",
        "type": "object",
        "required": ["version", "items"],
        "properties": {
            "version": {
                "description": "The version of JSON Feed.",
                "type": "string",
                "pattern": "^https?://jsonfeed\\.org/version/1"
            },
            "title": { "description": "The feed's title.", "type": "string" },
            "next_url": {
                "description": "The next page of a long feed, on the same server. All pages carry the same sequence.",
                "type": "string"
            },
            "items": {
                "description": "At most 20,000, over all pages.",
                "type": "array",
                "maxItems": super::limits::ITEMS,
                "items": item
            },
            "_gongshi": feed
        },
        "$defs": parts
    })
}

fn reference<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
    generator.subschema_for::<T>().to_value()
}

fn words(words: &[&str]) -> Value {
    let mut words: Vec<Value> = words.iter().map(|word| (*word).into()).collect();
    words.push(Value::Null);
    json!({ "enum": words })
}

/// Narrows a property to some words; its description stays.
fn set(parts: &mut Map<String, Value>, part: &str, field: &str, narrow: &Value) {
    let property =
        parts.get_mut(part).and_then(|part| part.get_mut("properties")?.get_mut(field)?.as_object_mut());
    if let (Some(property), Some(narrow)) = (property, narrow.as_object()) {
        property.remove("type");
        property.extend(narrow.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_schema_is_this_one() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/schema/feed.json");
        let now = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
        let committed = std::fs::read_to_string(path).unwrap();
        assert!(
            committed == now,
            "assets/schema/feed.json is old: run `gongshi schema feed > assets/schema/feed.json`"
        );
    }

    #[test]
    fn every_field_of_the_contract_is_described() {
        let schema = schema();
        let field = |part: &str, field: &str| &schema["$defs"][part]["properties"][field];
        for (part, name) in [
            ("Item", "_gongshi"),
            ("Extension", "supersedes"),
            ("Guide", "limit_scene_num"),
            ("RankingEntry", "presettle_rate"),
            ("HonourEntry", "removed_on"),
            ("Pledge", "progress_pct"),
            ("CatalogueEntry", "withheld_reason"),
            ("FeedExtension", "sequence"),
        ] {
            assert!(field(part, name)["description"].is_string(), "{part}.{name}: {}", field(part, name));
        }
        assert_eq!(field("Extension", "kind")["enum"].as_array().unwrap().len(), 7);
    }
}
