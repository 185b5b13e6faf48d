//! `gongshi feed inspect` as a process: its JSON, its exit codes, pages and folders.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

use std::{
    path::Path,
    process::{Command, Output},
};

use serde_json::{Value, json};

fn inspect(source: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gongshi"))
        .args(["feed", "inspect"])
        .arg(source)
        .args(more)
        .output()
        .unwrap()
}

fn answer(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"))
}

fn write(path: &Path, feed: &Value) {
    gongshi::store::atomic::write(path, feed.to_string().as_bytes()).unwrap();
}

fn item(id: &str, extension: Value) -> Value {
    json!({ "id": id, "title": format!("公示{id}"), "_gongshi": extension })
}

fn feed(items: Value) -> Value {
    json!({ "version": "https://jsonfeed.org/version/1.1", "title": "t", "items": items, "_gongshi": { "sequence": 1 } })
}

#[test]
fn the_answer_has_the_agreed_shape() {
    let folder = tempfile::tempdir().unwrap();
    let ranking = json!({ "kind": "ranking", "disclosure": "proactive", "entries": [
        { "ent_name": "示例甲" }, { "ent_name": "示例乙", "publish_to": "2026-11-24" } ] });
    let until = json!({ "kind": "notice", "disclosure": "proactive", "valid_to": "2026-11-24", "channels": ["board"] });
    write(
        &folder.path().join("feed.json"),
        &feed(json!([item("a", ranking), item("b", until), { "title": 5 }])),
    );
    // The folder, the document and its URL are the same source.
    let document = folder.path().join("feed.json");
    let url = format!("file://{}", document.display());
    for source in [folder.path(), &document, Path::new(&url)] {
        let output = inspect(source, &["--json", "--at", "2026-11-24"]);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let found = answer(&output);
        assert_eq!(
            found[0],
            json!({ "id": "a", "title": "公示a", "kind": "ranking", "verdict": "shown", "detail": "", "entries_shown": 2, "entries_hidden": 0 })
        );
        assert_eq!(
            found[1],
            json!({ "id": "b", "title": "公示b", "kind": "notice", "verdict": "shown", "detail": "" })
        );
        assert_eq!(
            (&found[2]["id"], &found[2]["kind"], &found[2]["verdict"]),
            (&Value::Null, &Value::Null, &json!("malformed"))
        );
        assert_eq!(found.as_array().unwrap().len(), 3);
    }
    // The day in Shanghai is over at 16:00 UTC; in London it is not.
    let verdict = |more: &[&str], at: usize| {
        let more = [&["--json", "--at", "2026-11-24T17:00:00Z"], more].concat();
        answer(&inspect(&document, &more))[at].clone()
    };
    assert_eq!(verdict(&[], 1)["verdict"], "expired");
    assert_eq!(verdict(&[], 0)["entries_shown"], 1);
    assert_eq!(verdict(&["--zone", "Europe/London"], 1)["verdict"], "shown");
    assert_eq!(verdict(&["--zone", "Europe/London", "--channel", "kiosk"], 1)["verdict"], "wrong_channel");
    let words = inspect(&document, &["--at", "2026-11-24"]);
    assert!(String::from_utf8(words.stdout).unwrap().ends_with("3 items, 2 shown\n"));
}

#[test]
fn what_is_refused_says_so_twice_and_exits_with_1() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("feed.json");
    gongshi::store::atomic::write(&page, b"<!DOCTYPE html><title>login</title>").unwrap();
    let output = inspect(&page, &["--json"]);
    assert_eq!(output.status.code(), Some(1));
    let reason = answer(&output)["refused"].as_str().unwrap().to_owned();
    assert!(reason.contains("web page"), "{reason}");
    assert!(String::from_utf8(output.stderr).unwrap().contains(&reason));
    let output = inspect(&folder.path().join("nothing.json"), &[]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    assert_eq!(inspect(&page, &["--channel", "radio"]).status.code(), Some(2));
}

#[test]
fn pages_are_followed_and_plain_feeds_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let notice = || json!({ "kind": "notice", "disclosure": "proactive" });
    let mut first = feed(json!([item("a", notice())]));
    first["next_url"] = "page-2.json".into();
    write(&folder.path().join("feed.json"), &first);
    write(&folder.path().join("page-2.json"), &feed(json!([item("b", notice()), item("a", notice())])));
    let found = answer(&inspect(folder.path(), &["--json"]));
    let verdicts: Vec<_> =
        found.as_array().unwrap().iter().map(|line| line["verdict"].as_str().unwrap()).collect();
    assert_eq!(verdicts, ["shown", "shown", "duplicate_id"]);

    let mut other = feed(json!([]));
    other["_gongshi"]["sequence"] = 2.into();
    write(&folder.path().join("page-2.json"), &other);
    assert_eq!(inspect(folder.path(), &[]).status.code(), Some(1), "pages of a mixed sequence");

    let rss = folder.path().join("rss.xml");
    gongshi::store::atomic::write(
        &rss,
        b"<rss version='2.0'><channel><title>t</title><item><title>a</title></item></channel></rss>",
    )
    .unwrap();
    assert_eq!(answer(&inspect(&rss, &["--json"]))[0]["verdict"], "not_proactive");
    assert_eq!(answer(&inspect(&rss, &["--json", "--plain", "proactive"]))[0]["verdict"], "shown");
}

#[test]
fn numbers_are_ids_wherever_ids_stand() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("feed.json");
    let notice = json!({ "kind": "notice", "disclosure": "proactive" });
    let mut old = item("7", notice.clone());
    old["id"] = json!(7);
    let mut new = item("8", notice.clone());
    new["_gongshi"]["supersedes"] = json!([7]);
    let mut wrong = item("9", notice);
    wrong["_gongshi"]["supersedes"] = json!([[8]]);
    write(&path, &feed(json!([old, new, wrong])));
    let found = answer(&inspect(&path, &["--json"]));
    let verdicts: Vec<_> =
        found.as_array().unwrap().iter().map(|one| one["verdict"].as_str().unwrap()).collect();
    assert_eq!(verdicts, ["superseded", "shown", "malformed"]);
    assert!(found[2]["detail"].as_str().unwrap().starts_with("_gongshi.supersedes[0]"), "{found}");
}

#[test]
fn the_order_of_the_verdicts_is_the_contracts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("feed.json");
    let mut hidden = json!({ "kind": "notice", "disclosure": "on_request", "audience": "internal",
        "valid_from": "2027-01-01", "valid_to": "2020-01-01", "repealed_on": "2020-01-01", "channels": ["print"] });
    let mut verdicts = Vec::new();
    // Each change takes away the reason that was named last.
    for (field, value) in [
        ("unknown", json!(null)),
        ("disclosure", json!("proactive")),
        ("audience", json!("public")),
        ("valid_from", json!("2019-01-01")),
        ("valid_to", json!("9999-12-31T23:59:59Z")),
        ("repealed_on", json!(null)),
    ] {
        hidden[field] = value;
        let newer = json!({ "kind": "notice", "disclosure": "proactive", "supersedes": ["a"] });
        write(&path, &feed(json!([item("a", hidden.clone()), item("b", newer)])));
        let found = answer(&inspect(&path, &["--json", "--channel", "board", "--at", "2026-11-23"]));
        verdicts.push(found[0]["verdict"].as_str().unwrap().to_owned());
    }
    let last = feed(json!([item("a", hidden)]));
    write(&path, &last);
    let found = answer(&inspect(&path, &["--json", "--channel", "board", "--at", "2026-11-23"]));
    verdicts.push(found[0]["verdict"].as_str().unwrap().to_owned());
    let order =
        ["not_proactive", "internal", "not_yet_valid", "expired", "repealed", "superseded", "wrong_channel"];
    assert_eq!(verdicts, order);
}
