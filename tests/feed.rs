//! Whole documents through the feed room: real feeds, laws, encodings, limits, broken bytes.

use gongshi::feed::{Document, Rules, read_single};

#[test]
fn real_feeds_give_their_items() {
    for (name, count) in [
        ("atom_example_1.xml", 2),
        ("atom_example_7.xml", 1),
        ("atom_mediarss_youtube_1.xml", 1),
        ("atom_relative.xml", 1),
        ("jsonfeed_elastic_1.1.json", 1),
        ("jsonfeed_spec_1.json", 1),
        ("rss_0.91_encoding_2.xml", 1),
        ("rss_1.0_debian.xml", 1),
        ("rss_1.0_example_1.xml", 1),
        ("rss_2.0_bbc.xml", 1),
    ] {
        let bytes = std::fs::read(format!("{}/tests/data/feeds/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let document = Document { bytes: &bytes, content_type: None, base: "https://example.org/feeds/feed" };
        let edition = read_single(&document, Rules::default());
        println!(
            "{name} {count} {:?}",
            edition.as_ref().map(|e| (e.len(), e.rejected.clone(), e.head.clone()))
        );
    }
}
