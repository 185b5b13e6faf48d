//! The list of sources changes while the client runs.

use gongshi::{
    config::{Hall, Source},
    domain::SourceState,
    feed::Rules,
    sync::{Options, SyncError},
};
use serde_json::json;

use super::{
    bureau::{Bureau, answer},
    hall::{Client, feed, feed_of, hall, item, now, shown},
};

const ONE: &str = "/one.json";
const TWO: &str = "/two.json";

/// A hall with the sources of these paths.
fn with(bureau: &Bureau, paths: &[&str]) -> Hall {
    let mut hall = hall(&bureau.url(ONE));
    let like = hall.sources.remove(0);
    hall.sources = paths
        .iter()
        .map(|path| Source { name: (*path).into(), url: bureau.url(path), ..like.clone() })
        .collect();
    hall
}

#[test]
fn sources_come_and_go_and_those_that_stay_keep_what_they_showed() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    bureau.raw(ONE, answer("200 OK", &[("ETag", "\"one\"")], feed(1, &["a"]).as_bytes()));
    bureau.feed(TWO, &feed(1, &["b"]));
    let client = Client::start_hall(&with(&bureau, &[ONE]), data.path(), Options::default());
    let first = client.until_titles(&["a"]);

    client.sync.orders().follow(&with(&bureau, &[TWO, ONE])).unwrap();
    let both = client.until_titles(&["b", "a"]);
    assert!(both.generation > first.generation, "what is kept by generation must not be taken for the new");
    assert!(
        std::sync::Arc::ptr_eq(&both.sources[1].edition, &first.sources[0].edition),
        "nothing was read anew"
    );
    assert!(bureau.asked(ONE)[1..].iter().all(|asked| asked.header("if-none-match") == Some("\"one\"")));

    client.sync.orders().follow(&with(&bureau, &[TWO])).unwrap();
    let last = client.until_titles(&["b"]);
    assert!(last.generation > both.generation);
    // A question that was out when its source left finds no place for its answer.
    std::thread::sleep(std::time::Duration::from_millis(100));
    let (asked, generation) = (bureau.asked(ONE).len(), client.snapshot().generation);
    client.until("polled again", |snapshot| snapshot.generation > generation + 3);
    assert_eq!((bureau.asked(ONE).len(), client.titles()), (asked, vec!["b".to_owned()]));
}

#[test]
fn a_source_that_leaves_is_gone_though_the_others_answer_nothing() {
    let (mut bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    bureau.feed(ONE, &feed(1, &["a"]));
    bureau.feed(TWO, &feed(1, &["b"]));
    let client = Client::start_hall(&with(&bureau, &[ONE, TWO]), data.path(), Options::default());
    client.until_titles(&["a", "b"]);
    let (one, both) = (with(&bureau, &[ONE]), with(&bureau, &[ONE, TWO]));
    bureau.close();
    client.sync.orders().follow(&one).unwrap();
    let snapshot = client.until_titles(&["a"]);
    assert!(snapshot.sources[0].confirmed.is_some(), "its age is known still");
    client.sync.orders().follow(&both).unwrap();
    client.until_titles(&["a", "b"]);
}

#[test]
fn other_rules_judge_what_is_there_anew() {
    let (mut bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    let mut approved = item("approved");
    approved["_gongshi"]["approved_by"] = json!("张三");
    approved["_gongshi"]["secrecy_reviewed"] = json!(true);
    bureau.feed(ONE, &feed_of(1, &[approved, item("draft")]));
    let mut hall = with(&bureau, &[ONE]);
    let client = Client::start_hall(&hall, data.path(), Options::default());
    client.until_titles(&["approved", "draft"]);
    bureau.close();
    client.until_state(|state| matches!(state, SourceState::Unreachable(_)));
    hall.sources[0].rules = Rules { require_approval: true, ..Rules::default() };
    client.sync.orders().follow(&hall).unwrap();
    client.until("judged by the new rules", |snapshot| shown(snapshot, now()) == ["approved"]);
}

#[test]
fn the_same_list_begins_nothing_anew_and_a_wrong_one_changes_nothing() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    bureau.feed(ONE, &feed(1, &["a"]));
    let mut hall = with(&bureau, &[ONE]);
    hall.sources[0].poll = std::time::Duration::from_secs(3600);
    let client = Client::start_hall(&hall, data.path(), Options::default());
    let first = client.until_titles(&["a"]);
    hall.name = "另一个名字".into();
    client.sync.orders().follow(&hall).unwrap();
    let mut wrong = hall.clone();
    wrong.sources[0].url = "gopher://a".into();
    assert!(matches!(client.sync.orders().follow(&wrong), Err(SyncError::Source { .. })));
    std::thread::sleep(std::time::Duration::from_millis(200));
    assert_eq!(client.snapshot().generation, first.generation);
    assert_eq!(bureau.asked(ONE).len(), 1);
}
