//! Each limit, on both of its sides.

use gongshi::feed::{Document, Refusal, Rules, join, limits, read as read_page};

use crate::{BASE, feed, read, verdicts};

fn notice(id: usize) -> String {
    format!(r#"{{"id":"{id}","title":"公","_gongshi":{{"kind":"notice","disclosure":"proactive"}}}}"#)
}

fn notices(count: usize) -> String {
    (0..count).map(notice).collect::<Vec<_>>().join(",")
}

#[test]
fn bytes() {
    let room = limits::DECODED_BYTES - feed("").len();
    let padded = |spaces: usize| feed(&" ".repeat(spaces));
    assert!(read(padded(room).as_bytes()).is_ok());
    assert_eq!(read(padded(room + 1).as_bytes()), Err(Refusal::TooLarge));
    // 16 MiB of UTF-16 that are 24 MiB of UTF-8 are taken; what grows past the limit is not.
    let wide: Vec<u8> = format!("{{\"a\":\"{}\"", "公".repeat(12 * 1024 * 1024))
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(read(&wide), Err(Refusal::TooLarge));
}

#[test]
fn items() {
    assert_eq!(read(feed(&notices(limits::ITEMS)).as_bytes()).unwrap().len(), limits::ITEMS);
    assert_eq!(read(feed(&notices(limits::ITEMS + 1)).as_bytes()), Err(Refusal::TooMany));
    assert_eq!(read(feed(&vec!["0"; 1_000_000].join(",")).as_bytes()), Err(Refusal::TooMany));
    let rss =
        |count: usize| format!("<rss version='2.0'><channel>{}</channel></rss>", "<item/>".repeat(count));
    assert!(read(rss(limits::ITEMS).as_bytes()).is_ok());
    assert_eq!(read(rss(limits::ITEMS + 1).as_bytes()), Err(Refusal::TooMany));
    let page = |count: usize| {
        let text = feed(&notices(count));
        read_page(&Document { bytes: text.as_bytes(), content_type: None, base: BASE }, Rules::default())
            .unwrap()
    };
    assert_eq!(join(vec![page(limits::ITEMS), page(1)]), Err(Refusal::TooMany));
}

#[test]
fn nesting() {
    let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    // The feed, its items and the item itself are three levels, `_gongshi` is the fourth.
    let item =
        |levels: usize| feed(&notice(1).replace("\"kind\"", &format!("\"x\":{},\"kind\"", deep(levels))));
    assert!(read(item(limits::NESTING - 4).as_bytes()).is_ok());
    assert!(matches!(read(item(limits::NESTING - 3).as_bytes()), Err(Refusal::TooDeep { .. })));
    assert!(matches!(read(item(1_000_000).as_bytes()), Err(Refusal::TooDeep { .. })));
    let head = feed("").replace("\"title\"", &format!("\"x\":{},\"title\"", deep(limits::NESTING)));
    assert!(matches!(read(head.as_bytes()), Err(Refusal::TooDeep { .. })));
    for text in ["[", "{\"a\":", "<a>", "{\"items\":["] {
        assert!(read(text.repeat(1_000_000).as_bytes()).is_err());
    }
    let rss = |levels: usize| {
        format!(
            "<rss version='2.0'><channel>{}{}</channel></rss>",
            "<a>".repeat(levels),
            "</a>".repeat(levels)
        )
    };
    assert!(read(rss(limits::NESTING - 2).as_bytes()).is_ok());
    assert!(matches!(read(rss(limits::NESTING - 1).as_bytes()), Err(Refusal::TooDeep { .. })));
}

#[test]
fn one_item_over_a_limit_falls_alone() {
    let title = |characters: usize| notice(1).replace("\"公\"", &format!("\"{}\"", "公".repeat(characters)));
    let ranking = |entries: usize| {
        let entries = vec![r#"{"ent_name":"示例"}"#; entries].join(",");
        format!(
            r#"{{"id":"1","title":"t","_gongshi":{{"kind":"ranking","disclosure":"proactive","entries":[{entries}]}}}}"#
        )
    };
    let body = |html: &str| notice(1).replace("\"title\"", &format!("\"content_html\":\"{html}\",\"title\""));
    for (item, verdict) in [
        (title(limits::TITLE_CHARS), "shown"),
        (title(limits::TITLE_CHARS + 1), "over_limit"),
        (title(10_000), "over_limit"),
        // Five thousand marks on one letter are no long title once they are gone.
        (notice(1).replace("\"公\"", &format!("\"a{}\"", "\u{301}".repeat(5_000))), "shown"),
        (ranking(limits::ENTRIES), "shown"),
        (ranking(limits::ENTRIES + 1), "over_limit"),
        (body(&"字".repeat(limits::BODY_CHARS + 1)), "over_limit"),
        (body(&"<div>".repeat(100_000)), "shown"),
    ] {
        let edition = read(feed(&[item.clone(), notice(2)].join(",")).as_bytes()).unwrap();
        let verdicts = verdicts(&edition);
        assert_eq!([verdicts[0].1, verdicts[1].1], [verdict, "shown"], "{}", &item[..80]);
        assert_eq!(verdicts[0].2.is_empty(), verdict == "shown");
    }
}
