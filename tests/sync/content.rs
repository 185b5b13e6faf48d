//! Content comes, changes and goes.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use gongshi::{
    clock::{Clock, ManualClock},
    domain::SourceState,
    feed::Rules,
    sync::{Sync, fetch_once},
};
use serde_json::json;

use super::{
    bureau::{Bureau, Reply, answer},
    hall::{Client, feed, feed_of, hall, item, now},
};

const PATH: &str = "/feed.json";

#[test]
fn content_appears_changes_and_is_withdrawn() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    bureau.feed(PATH, &feed(1, &["a", "b"]));
    let client = Client::start(&bureau.url(PATH), data.path());
    let first = client.until_titles(&["a", "b"]);
    assert_eq!(first.sources[0].state, SourceState::Fresh);
    assert_eq!(first.sources[0].confirmed, Some(now()));
    bureau.feed(PATH, &feed(2, &["a", "c"]));
    let second = client.until_titles(&["a", "c"]);
    assert!(second.generation > first.generation);
    bureau.feed(PATH, &feed(3, &["c"]));
    client.until_titles(&["c"]);
    bureau.feed(PATH, &feed(4, &[]));
    client.until_titles(&[]);
    assert_eq!(client.snapshot().sources[0].state, SourceState::Fresh, "an empty feed is a good answer");
}

#[test]
fn an_item_leaves_at_its_second_with_no_network() {
    let (mut bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    let mut ending = item("ending");
    ending["_gongshi"]["valid_to"] = json!("2026-11-23T03:00:00Z");
    bureau.feed(PATH, &feed_of(1, &[ending, item("staying")]));
    let client = Client::start(&bureau.url(PATH), data.path());
    client.until_titles(&["ending", "staying"]);
    bureau.close();
    client.until_state(|state| matches!(state, SourceState::Unreachable(_)));
    client.clock.set("2026-11-23T02:59:59Z".parse().unwrap());
    assert_eq!(client.titles(), ["ending", "staying"]);
    client.clock.advance(Duration::from_secs(1));
    assert_eq!(client.titles(), ["staying"]);
}

#[test]
fn every_new_snapshot_wakes_the_screen() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    bureau.feed(PATH, &feed(1, &["a"]));
    let woken = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&woken);
    let clock: Arc<dyn Clock> = Arc::new(ManualClock::new(now()));
    let wake = move || {
        count.fetch_add(1, Ordering::SeqCst);
    };
    let sync = Sync::start(&hall(&bureau.url(PATH)), data.path(), clock, wake).unwrap();
    while sync.snapshots().load().generation < 3 {
        std::thread::sleep(Duration::from_millis(5));
    }
    let snapshots = sync.snapshots();
    drop(sync);
    assert_eq!(woken.load(Ordering::SeqCst), snapshots.load().generation);
}

#[test]
fn the_same_etag_with_a_new_body_is_seen() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    let tagged = |document: String| answer("200 OK", &[("ETag", "\"same\"")], document.as_bytes());
    bureau.raw(PATH, tagged(feed(1, &["old"])));
    let client = Client::start(&bureau.url(PATH), data.path());
    client.until_titles(&["old"]);
    bureau.raw(PATH, tagged(feed(2, &["new"])));
    client.until_titles(&["new"]);
}

#[test]
fn a_new_etag_with_the_same_body_is_no_new_content() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    let tags = AtomicU64::new(0);
    let reply = move |_: &_| {
        let tag = format!("\"{}\"", tags.fetch_add(1, Ordering::SeqCst));
        answer("200 OK", &[("ETag", &tag)], feed(1, &["a"]).as_bytes())
    };
    bureau.answer(PATH, Reply::Bytes(Arc::new(reply)));
    let client = Client::start(&bureau.url(PATH), data.path());
    let first = client.until_titles(&["a"]);
    let later = client.until("polled again", |snapshot| snapshot.generation > first.generation + 2);
    assert!(Arc::ptr_eq(&first.sources[0].edition, &later.sources[0].edition));
    let asked = bureau.asked(PATH);
    assert_eq!(asked[0].header("if-none-match"), None);
    assert_eq!(asked[1].header("if-none-match"), Some("\"0\""));
    assert_eq!(asked[2].header("if-none-match"), Some("\"1\""), "the newest tag is sent");
}

#[test]
fn an_unchanged_answer_confirms_the_content() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    let date = "Mon, 23 Nov 2026 01:00:00 GMT";
    bureau.answer(
        PATH,
        Reply::Bytes(Arc::new(move |asked| match asked.header("if-modified-since") {
            Some(known) => {
                assert_eq!(known, date);
                answer("304 Not Modified", &[], b"")
            }
            None => answer("200 OK", &[("Last-Modified", date)], feed(1, &["a"]).as_bytes()),
        })),
    );
    let client = Client::start(&bureau.url(PATH), data.path());
    client.until_titles(&["a"]);
    client.clock.advance(Duration::from_secs(60));
    let later = client.clock.now();
    client.until("confirmed", |snapshot| snapshot.sources[0].confirmed == Some(later));
    assert_eq!(client.titles(), ["a"]);
    assert_eq!(client.snapshot().sources[0].state, SourceState::Fresh);
}

#[test]
fn nothing_modified_and_nothing_stored_is_asked_again_without_conditions() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    bureau.answer(
        PATH,
        Reply::Bytes(Arc::new(|asked| match asked.header("cache-control") {
            Some("no-cache") => answer("200 OK", &[], feed(1, &["a"]).as_bytes()),
            _ => answer("304 Not Modified", &[], b""),
        })),
    );
    let client = Client::start(&bureau.url(PATH), data.path());
    client.until_titles(&["a"]);
    assert!(bureau.asked(PATH).iter().all(|asked| asked.header("if-none-match").is_none()));
}

#[test]
fn a_cache_that_only_says_unchanged_is_named_and_nothing_is_shown() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    bureau.raw(PATH, answer("304 Not Modified", &[], b""));
    let client = Client::start(&bureau.url(PATH), data.path());
    client.until_state(|state| *state == SourceState::Answered(304));
    assert!(client.titles().is_empty());
    bureau.feed(PATH, &feed(1, &["a"]));
    client.until_titles(&["a"]);
}

#[test]
fn credentials_go_to_the_source_and_nowhere_else() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    let mut linked = item("a");
    linked["url"] = json!("a.html");
    bureau.feed(PATH, &feed_of(1, &[linked]));
    let url = format!("http://hall:s%40cret@{}{PATH}?token=t", bureau.address);
    bureau.feed("/feed.json?token=t", &feed_of(1, &[item("a")]));
    let client = Client::start(&url, data.path());
    client.until_titles(&["a"]);
    // hall:s@cret
    let asked = bureau.asked("/feed.json?token=t");
    assert_eq!(asked[0].header("authorization"), Some("Basic aGFsbDpzQGNyZXQ="));
    drop(client);
    for entry in std::fs::read_dir(data.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            let found = bytes.windows(6).any(|window| window == b"s%40cr" || window == b"s@cret");
            assert!(!found, "the password is in {}", path.display());
        }
    }
}

#[test]
fn a_folder_is_a_source_like_any_other() {
    let (folder, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let document = folder.path().join("feed.json");
    let write = |text: &str| gongshi::store::atomic::write(&document, text.as_bytes()).unwrap();
    write(&feed(1, &["a"]));
    let url = url::Url::from_directory_path(folder.path()).unwrap();
    let client = Client::start(url.as_str(), data.path());
    client.until_titles(&["a"]);
    write(&feed(2, &["b"]));
    client.until_titles(&["b"]);
    write("{");
    client.until_state(|state| matches!(state, SourceState::Refused(_)));
    std::fs::remove_file(&document).unwrap();
    client.until_state(|state| matches!(state, SourceState::Unreachable(_)));
    assert_eq!(client.titles(), ["b"]);
    write(&feed(1, &["old stick"]));
    client.until_state(|state| matches!(state, SourceState::Refused(why) if why.contains("rollback")));
    write(&feed(3, &["c"]));
    client.until_titles(&["c"]);
}

#[test]
fn one_look_reads_a_url_and_a_path() {
    let (bureau, folder) = (Bureau::open(), tempfile::tempdir().unwrap());
    bureau.feed(PATH, &feed(1, &["a", "b"]));
    let (pages, edition) = fetch_once(&bureau.url(PATH), Rules::default(), None).unwrap();
    assert_eq!((pages.len(), edition.len()), (1, 2));
    let document = folder.path().join("any name.json");
    gongshi::store::atomic::write(&document, feed(1, &["a"]).as_bytes()).unwrap();
    let (_, edition) = fetch_once(document.to_str().unwrap(), Rules::default(), None).unwrap();
    assert_eq!(edition.len(), 1);
    for bad in ["/no/such/file", "ftp://a.example/", ""] {
        assert!(fetch_once(bad, Rules::default(), None).is_err(), "{bad}");
    }
    let refused = fetch_once(&bureau.url("/none"), Rules::default(), None).unwrap_err();
    assert_eq!(refused.to_string(), "answers with the error 404");
}
