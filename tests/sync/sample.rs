//! The sample hall, through the real reader, the real gate and a running client.

use std::{collections::HashSet, sync::Arc};

use gongshi::{
    clock::{Clock, ManualClock},
    domain::{Channel, Edition, Kind, Screen, Verdict},
    feed::{self, Document},
    sample,
    sync::Options,
};

use super::hall::{Client, now};

fn edition(step: u64) -> Edition {
    let url = "http://127.0.0.1:1/feed.json";
    let bytes = sample::publication(now(), step).unwrap();
    let document = Document { bytes: &bytes, content_type: Some("application/feed+json"), base: url };
    feed::join(vec![feed::read(&document, sample::hall(url).sources[0].rules).unwrap()]).unwrap()
}

fn screen(channel: Channel) -> Screen {
    Screen { channel: Some(channel), internal: false, zone: sample::zone() }
}

#[test]
fn every_verdict_is_given() {
    let edition = edition(2);
    let mut given = HashSet::new();
    for channel in [Channel::Kiosk, Channel::Board] {
        given.extend(edition.judge(&screen(channel), now()).iter().map(|judged| judged.verdict));
    }
    for verdict in Verdict::ALL {
        assert!(given.contains(&verdict), "no item is {}", verdict.word());
    }
}

#[test]
fn what_is_there_to_be_hidden_is_hidden_and_all_else_is_shown() {
    for step in 0..12 {
        for judged in edition(step).judge(&screen(Channel::Board), now()) {
            let id = match judged.subject {
                Ok(item) => Some(item.id.clone()),
                Err(rejected) => rejected.id.clone(),
            };
            let id = id.unwrap_or_default();
            let hidden = id.starts_with("hidden-") || judged.verdict == Verdict::DuplicateId;
            assert_eq!(
                judged.verdict != Verdict::Shown,
                hidden,
                "{id}: {:?} {}",
                judged.verdict,
                judged.detail
            );
        }
    }
}

#[test]
fn a_running_client_shows_every_kind_and_sees_the_minute_change() {
    let data = tempfile::tempdir().unwrap();
    let clock = Arc::new(ManualClock::new(now()));
    let (url, _server) = sample::serve(Arc::clone(&clock) as Arc<dyn Clock>).unwrap();
    let mut hall = sample::hall(&url);
    hall.sources[0].poll = std::time::Duration::from_millis(20);
    let client = Client::start_hall(&hall, data.path(), Options::default());
    let first = client.until("content", |snapshot| !snapshot.sources[0].edition.is_empty());
    let kinds: HashSet<_> =
        first.shown(&screen(Channel::Kiosk), now()).items.iter().map(|item| item.kind()).collect();
    assert_eq!(kinds, HashSet::from(Kind::ALL));
    let sequence = first.sources[0].edition.head.sequence;
    clock.advance(std::time::Duration::from_secs(60));
    client.until("the next minute", |snapshot| snapshot.sources[0].edition.head.sequence > sequence);
}
