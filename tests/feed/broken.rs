//! Broken bytes: valid documents with something wrong in them are read or refused, and nothing else happens.

use proptest::prelude::*;

use crate::{now, read, verdicts};

fn documents() -> Vec<Vec<u8>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/feeds");
    let files = std::fs::read_dir(folder).unwrap().map(|file| std::fs::read(file.unwrap().path()).unwrap());
    let mut documents: Vec<Vec<u8>> = files.filter(|bytes| bytes.len() < 40_000).collect();
    documents.sort();
    // The sample without its law texts: short enough to break often.
    let sample = gongshi::sample::publication(now(), 7).unwrap();
    let mut sample: serde_json::Value = serde_json::from_slice(&sample).unwrap();
    if let Some(items) = sample["items"].as_array_mut() {
        items.retain(|item| item.to_string().len() < 3_000);
    }
    documents.push(serde_json::to_vec(&sample).unwrap());
    documents
}

#[derive(Debug, Clone)]
enum Break {
    Cut(f64),
    Byte(f64, u8),
    Insert(f64, Vec<u8>),
    Remove(f64, usize),
    Repeat(f64, usize),
}

fn breaks() -> impl Strategy<Value = Break> {
    let pieces: Vec<Vec<u8>> = [
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        "<",
        ">",
        "&",
        "<![CDATA[",
        "]]>",
        "<!--",
        "&lt;p&gt;",
        "\u{202E}",
        "\u{E815}",
        "\\ud800",
        "null",
        "-1e999",
        "\"id\":1,",
        "\0",
        "<table><tr><td rowspan=9 colspan=9>",
        "\"valid_to\":\"9999-12-31\",",
        "0000-01-01",
    ]
    .iter()
    .map(|piece| piece.as_bytes().to_vec())
    .collect();
    prop_oneof![
        (0.0..1.0).prop_map(Break::Cut),
        (0.0..1.0, any::<u8>()).prop_map(|(at, byte)| Break::Byte(at, byte)),
        (0.0..1.0, proptest::sample::select(pieces)).prop_map(|(at, piece)| Break::Insert(at, piece)),
        (0.0..1.0, 1_usize..40).prop_map(|(at, length)| Break::Remove(at, length)),
        (0.0..1.0, 1_usize..200).prop_map(|(at, length)| Break::Repeat(at, length)),
    ]
}

fn apply(bytes: &mut Vec<u8>, change: &Break) {
    let place = |at: f64| (bytes.len() as f64 * at) as usize;
    match change {
        Break::Cut(at) => bytes.truncate(place(*at)),
        Break::Byte(at, byte) => {
            let at = place(*at);
            bytes[at] = *byte;
        }
        Break::Insert(at, piece) => {
            let at = place(*at);
            bytes.splice(at..at, piece.iter().copied());
        }
        Break::Remove(at, length) => {
            let at = place(*at);
            bytes.drain(at..(at + length).min(bytes.len()));
        }
        Break::Repeat(at, length) => {
            let at = place(*at);
            let piece = bytes[at..(at + length).min(bytes.len())].to_vec();
            bytes.splice(at..at, piece);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn broken_documents_are_read_or_refused(changes in proptest::collection::vec(breaks(), 1..4), which: prop::sample::Index) {
        use std::sync::LazyLock;
        static DOCUMENTS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(documents);
        let mut bytes = which.get(&DOCUMENTS).clone();
        for change in &changes {
            if !bytes.is_empty() {
                apply(&mut bytes, change);
            }
        }
        match read(&bytes) {
            Ok(edition) => prop_assert_eq!(verdicts(&edition).len(), edition.len() + edition.rejected.len()),
            Err(refusal) => {
                prop_assert!(!refusal.to_string().is_empty());
                let document = gongshi::feed::Document { bytes: &bytes, content_type: None, base: crate::BASE };
                if let (Some(place), Ok(text)) = (refusal.place(), gongshi::feed::decode(&document)) {
                    prop_assert!(place.start <= place.end && place.end <= text.len(), "{:?} of {}", place, text.len());
                }
            }
        }
        let document = gongshi::feed::Document { bytes: &bytes, content_type: None, base: crate::BASE };
        let _ = gongshi::feed::lint(&document);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400), start in "[<{]?") {
        let _ = read(&[start.as_bytes(), &bytes].concat());
    }

    #[test]
    fn any_html_is_read(html in "(<[/a-z!]{0,6}[ a-z='\"0-9]{0,12}>?|&[a-z#0-9]{0,6};?|[ -~公示\n　]){0,60}") {
        let base = gongshi::feed::markup::line(&html);
        prop_assert!(!base.contains('\n'));
        let item = serde_json::json!({"id": "a", "title": "t", "content_html": html, "_gongshi": {"kind": "notice"}});
        read(crate::feed(&item.to_string()).as_bytes()).unwrap();
    }
}
