//! What the disk costs: committing a publication of 10,000 items in one transaction, and reading it back from a
//! warm store up to items, which is what stands between the start and the first content on a screen.
//!
//! `cargo bench --bench store`

#![allow(clippy::expect_used, missing_docs, reason = "a bench that cannot run may stop")]

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use gongshi::{
    feed::{self, Document, Rules},
    store::{Page, Publication, Store},
};
use jiff::Timestamp;
use serde_json::json;

const URL: &str = "https://scjg.example.gov.cn/feed.json";
const ITEMS: usize = 10_000;

/// Notices of an ordinary length, each with its own words.
fn document() -> Vec<u8> {
    let items: Vec<_> = (0..ITEMS)
        .map(|number| {
            json!({
                "id": format!("notice-{number}"),
                "url": format!("https://scjg.example.gov.cn/gg/{number}.html"),
                "title": format!("关于第{number}批食品安全监督抽检结果的公告"),
                "summary": "本期抽检粮食加工品、食用油、肉制品等样品，不合格样品已依法处置。",
                "content_html": format!(
                    "<p>根据《中华人民共和国食品安全法》，现将第{number}批抽检情况公告如下：</p>\
                     <p>一、抽检样品{number}批次，合格率98.5%。</p><p>二、对不合格样品依法立案调查。</p>"
                ),
                "date_published": "2026-11-20T09:00:00+08:00",
                "_gongshi": {
                    "kind": "notice",
                    "disclosure": "proactive",
                    "index_no": format!("SLSJ-GG-2026-{number:05}"),
                    "valid_from": "2026-11-20",
                    "valid_to": "2027-11-20",
                },
            })
        })
        .collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "公示",
        "_gongshi": { "sequence": 1 },
        "items": items,
    });
    feed.to_string().into_bytes()
}

fn publication(body: Vec<u8>, sequence: u64) -> Publication {
    let page = Page {
        url: URL.into(),
        base: URL.into(),
        content_type: Some("application/feed+json".into()),
        etag: None,
        last_modified: None,
        body,
    };
    Publication { pages: vec![page], sequence: Some(sequence), confirmed: Timestamp::UNIX_EPOCH }
}

fn store(criterion: &mut Criterion) {
    let scratch = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(scratch.path()).expect("a store").store;
    let body = document();
    let mut sequence = 0;
    criterion.bench_function("commit 10,000 items", |bencher| {
        bencher.iter_batched(
            || {
                sequence += 1;
                publication(body.clone(), sequence)
            },
            |publication| store.commit(URL, &publication).expect("committed"),
            BatchSize::LargeInput,
        );
    });
    criterion.bench_function("load and read 10,000 items", |bencher| {
        bencher.iter(|| {
            let publication = store.load(URL).expect("loaded").expect("committed before");
            let page = &publication.pages[0];
            let document =
                Document { bytes: &page.body, content_type: page.content_type.as_deref(), base: &page.base };
            let part = feed::read(&document, Rules::default()).expect("read");
            black_box(feed::join(vec![part]).expect("joined"))
        });
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = store
}
criterion_main!(benches);
