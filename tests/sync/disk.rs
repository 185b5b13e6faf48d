//! What the disk keeps, and what it may do wrong.

use gongshi::domain::{SourceState, snapshot::Age};
use rusqlite::Connection;

use super::{
    bureau::Bureau,
    hall::{Client, feed, now},
};

const PATH: &str = "/feed.json";

/// A data folder whose client saw this feed, and the bureau, closed.
fn seen(document: &str, titles: &[&str]) -> (tempfile::TempDir, String) {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    bureau.feed(PATH, document);
    let url = bureau.url(PATH);
    Client::start(&url, data.path()).until_titles(titles);
    (data, url)
}

#[test]
fn a_restart_with_the_server_gone_shows_the_last_content_at_once() {
    let (data, url) = seen(&feed(5, &["a", "b"]), &["a", "b"]);
    let client = Client::start(&url, data.path());
    assert_eq!(client.titles(), ["a", "b"]);
    let view = &client.snapshot().sources[0];
    assert_eq!(view.confirmed, Some(now()));
    client.until_state(|state| matches!(state, SourceState::Unreachable(_)));
    assert_eq!(client.titles(), ["a", "b"]);
}

#[test]
fn an_older_publication_stays_a_rollback_after_a_restart() {
    let (data, _) = seen(&feed(5, &["a"]), &["a"]);
    let bureau = Bureau::open();
    rename_source(&data, &bureau.url(PATH));
    bureau.feed(PATH, &feed(4, &["older"]));
    let client = Client::start(&bureau.url(PATH), data.path());
    client.until_state(|state| matches!(state, SourceState::Refused(why) if why.contains("rollback")));
    assert_eq!(client.titles(), ["a"]);
}

#[test]
fn damaged_bytes_are_not_shown_and_the_sequence_is_kept() {
    let (data, _) = seen(&feed(5, &["a"]), &["a"]);
    let bureau = Bureau::open();
    rename_source(&data, &bureau.url(PATH));
    database(&data).execute("UPDATE page SET body = CAST('{}' AS BLOB)", []).unwrap();
    bureau.feed(PATH, &feed(4, &["older"]));
    let client = Client::start(&bureau.url(PATH), data.path());
    client.until_state(|state| matches!(state, SourceState::Refused(why) if why.contains("rollback")));
    assert!(client.titles().is_empty());
    bureau.feed(PATH, &feed(5, &["a"]));
    client.until_titles(&["a"]);
}

#[test]
fn a_disk_that_cannot_be_used_costs_the_screen_nothing() {
    let (bureau, scratch) = (Bureau::open(), tempfile::tempdir().unwrap());
    let data = scratch.path().join("data");
    gongshi::store::atomic::write(&data, b"a file where the folder should be").unwrap();
    bureau.feed(PATH, &feed(5, &["a"]));
    let client = Client::start(&bureau.url(PATH), &data);
    client.until_titles(&["a"]);
    bureau.feed(PATH, &feed(6, &["b"]));
    client.until_titles(&["b"]);
    bureau.feed(PATH, &feed(4, &["older"]));
    client.until_state(|state| matches!(state, SourceState::Refused(_)));
    // The disk is mended; what is on the screen is kept from now on.
    std::fs::remove_file(&data).unwrap();
    bureau.feed(PATH, &feed(6, &["b"]));
    client.until_state(|state| *state == SourceState::Fresh);
    drop(client);
    let url = bureau.url(PATH);
    drop(bureau);
    assert_eq!(Client::start(&url, &data).titles(), ["b"]);
}

#[test]
fn content_that_was_confirmed_in_the_future_is_not_called_fresh() {
    let (data, url) = seen(&feed(5, &["a"]), &["a"]);
    let year_2036 = 2_095_000_000_000_i64;
    database(&data).execute("UPDATE source SET confirmed_ms = ?1", [year_2036]).unwrap();
    let client = Client::start(&url, data.path());
    assert_eq!(client.titles(), ["a"], "it is shown all the same");
    let view = &client.snapshot().sources[0];
    assert_eq!(view.age(now(), &gongshi::sample::zone()), Age::Stale);
}

fn database(data: &tempfile::TempDir) -> Connection {
    Connection::open(data.path().join("gongshi.db")).unwrap()
}

/// The next bureau has another port; to the client it is the same source.
fn rename_source(data: &tempfile::TempDir, url: &str) {
    let db = database(data);
    db.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    db.execute("UPDATE source SET url = ?1", [url]).unwrap();
    db.execute("UPDATE page SET source = ?1, url = ?1, base = ?1", [url]).unwrap();
}
