//! Feeds of several pages.

use gongshi::domain::SourceState;
use serde_json::{Value, json};

use super::{
    bureau::{Bureau, Reply, answer},
    hall::{Client, feed},
};

fn page(sequence: u64, titles: &[&str], next: Option<&str>) -> String {
    let mut page: Value = serde_json::from_str(&feed(sequence, titles)).unwrap();
    if let Some(next) = next {
        page["next_url"] = json!(next);
    }
    page.to_string()
}

#[test]
fn all_pages_of_a_publication_are_shown() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    bureau.feed("/1", &page(1, &["a"], Some("2")));
    bureau.feed("/2", &page(1, &["b"], Some("/3")));
    bureau.feed("/3", &page(1, &["c"], None));
    let client = Client::start(&bureau.url("/1"), data.path());
    client.until_titles(&["a", "b", "c"]);
}

#[test]
fn a_change_on_the_last_page_alone_is_seen() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    let unchanging = page(1, &["a"], Some("2"));
    bureau.answer(
        "/1",
        Reply::Bytes(std::sync::Arc::new(move |asked| match asked.header("if-none-match") {
            Some("\"1\"") => answer("304 Not Modified", &[], b""),
            _ => answer("200 OK", &[("ETag", "\"1\"")], unchanging.as_bytes()),
        })),
    );
    bureau.feed("/2", &page(1, &["b"], None));
    let client = Client::start(&bureau.url("/1"), data.path());
    client.until_titles(&["a", "b"]);
    bureau.feed("/2", &page(1, &["c"], Some("3")));
    bureau.feed("/3", &page(1, &["d"], None));
    client.until_titles(&["a", "c", "d"]);
    drop(client);
    let client = Client::start(&bureau.url("/1"), data.path());
    assert_eq!(client.titles(), ["a", "c", "d"], "all pages came from the disk");
}

#[test]
fn pages_of_two_publications_leave_the_screen_as_it_was() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    bureau.feed("/1", &page(1, &["a"], None));
    let client = Client::start(&bureau.url("/1"), data.path());
    client.until_titles(&["a"]);
    bureau.feed("/2", &page(2, &["b"], None));
    bureau.feed("/1", &page(3, &["c"], Some("2")));
    client.until_state(|state| matches!(state, SourceState::Refused(why) if why.contains("sequence")));
    assert_eq!(client.titles(), ["a"]);
    bureau.feed("/2", &page(3, &["b"], None));
    client.until_titles(&["c", "b"]);
}

#[test]
fn a_missing_page_leaves_the_screen_as_it_was() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    bureau.feed("/1", &page(1, &["a"], None));
    let client = Client::start(&bureau.url("/1"), data.path());
    client.until_titles(&["a"]);
    bureau.feed("/1", &page(2, &["c"], Some("none")));
    client.until_state(|state| *state == SourceState::Answered(404));
    assert_eq!(client.titles(), ["a"]);
}

#[test]
fn a_chain_of_pages_that_never_ends_is_refused() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    for number in 0..200 {
        bureau.feed(&format!("/{number}"), &page(1, &[], Some(&format!("/{}", number + 1))));
    }
    let client = Client::start(&bureau.url("/0"), data.path());
    client.until_state(|state| matches!(state, SourceState::Refused(why) if why.contains("pages")));
    assert!(bureau.asked("/150").is_empty());
    bureau.feed("/1", &page(1, &[], Some("/0")));
    client.until_state(|state| matches!(state, SourceState::Refused(why) if why.contains("before")));
}

#[test]
fn a_next_page_on_another_server_is_not_asked() {
    let (bureau, other, data) = (Bureau::open(), Bureau::open(), tempfile::tempdir().unwrap());
    other.feed("/2", &page(1, &["b"], None));
    bureau.feed("/1", &page(1, &["a"], Some(&other.url("/2"))));
    let client = Client::start(&bureau.url("/1"), data.path());
    client.until_state(|state| matches!(state, SourceState::Refused(_)));
    assert!(other.asked("/2").is_empty());
    assert!(client.titles().is_empty());
}
