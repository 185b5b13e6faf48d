//! What refuses a document, and what only drops an item.

use gongshi::{
    domain::Detail,
    feed::{Document, Refusal, Rules, accept, join, read as read_page},
};

use crate::{BASE, feed, read, verdicts};

fn item(id: &str, more: &str) -> String {
    format!(r#"{{"id":"{id}","title":"公示","_gongshi":{{"kind":"notice","disclosure":"proactive"{more}}}}}"#)
}

#[test]
fn a_wrong_type_drops_that_item_alone_and_names_the_field() {
    let wrong = [
        (
            r#"{"id":"x","title":"t","_gongshi":{"kind":"guide","materials":"见附件"}}"#,
            "_gongshi.materials: ",
        ),
        (
            r#"{"id":"x","title":"t","_gongshi":{"kind":"guide","materials":[{"name":"证"},{"name":{}}]}}"#,
            "_gongshi.materials[1].name: ",
        ),
        (
            r#"{"id":"x","title":"t","_gongshi":{"kind":"guide","materials":[{"note":"无"}]}}"#,
            "_gongshi.materials[0].name: missing",
        ),
        (r#"{"id":"x","title":"t","_gongshi":{"kind":"guide","promise_day":-3}}"#, "_gongshi.promise_day: "),
        (r#"{"id":"x","title":["t"],"_gongshi":{"kind":"notice"}}"#, "title: "),
        (r#"{"id":"x","title":"t","tags":"a","_gongshi":{"kind":"notice"}}"#, "tags: "),
        (
            r#"{"id":"x","title":"t","_gongshi":{"kind":"notice","secrecy_reviewed":"yes"}}"#,
            "_gongshi.secrecy_reviewed: ",
        ),
        (
            r#"{"id":"x","title":"t","_gongshi":{"kind":"ranking","entries":[{"ent_name":"甲","rank":true}]}}"#,
            "_gongshi.entries[0].rank: ",
        ),
        (r#"{"id":"x","title":"t","_gongshi":{"kind":"honour","list":"grey"}}"#, "_gongshi.list: "),
        (r#"{"id":"x","title":"t","_gongshi":{"kind":"bulletin"}}"#, "_gongshi.kind: "),
        (r#"{"id":"x","title":"t","_gongshi":{"kind":5}}"#, "_gongshi.kind: "),
        (r#"{"id":"x","title":"t","_gongshi":{}}"#, "_gongshi.kind: missing"),
        (r#"{"id":"x","title":"t","_gongshi":[]}"#, "_gongshi: "),
        (r#"{"id":"x","title":"t"}"#, "_gongshi is missing"),
        (r#"{"title":"t","_gongshi":{"kind":"notice"}}"#, "id is missing"),
        (r#"{"id":"x","_gongshi":{"kind":"notice"}}"#, "title is missing"),
        (
            r#"{"id":"x","title":"t","_gongshi":{"kind":"ranking","entries":[["1","2","甲"]]}}"#,
            "_gongshi.entries[0]: ",
        ),
        (r#"["x","https://a.gov.cn","t"]"#, "invalid type"),
        ("5", "invalid type"),
        ("null", "invalid type"),
    ];
    for (text, detail) in wrong {
        let edition = read(feed(&format!("{},{text},{}", item("a", ""), item("b", ""))).as_bytes()).unwrap();
        let verdicts = verdicts(&edition);
        assert_eq!([verdicts[0].1, verdicts[2].1], ["shown", "shown"], "{text}");
        assert_eq!(verdicts[1].1, "malformed", "{text}");
        assert!(verdicts[1].2.starts_with(detail), "{text}: {}", verdicts[1].2);
    }
}

#[test]
fn unknown_fields_and_nulls_are_nothing() {
    let text = item(
        "a",
        r#","materials":5,"complainant":{"name":"x"},"valid_to":null,"weight":null,"channels":null"#,
    );
    assert_eq!(verdicts(&read(feed(&text).as_bytes()).unwrap())[0].1, "shown");
}

#[test]
fn numbers_are_the_publishers_words() {
    let text = r#"{"id":7,"title":"t","_gongshi":{"kind":"ranking","disclosure":"proactive","entries":[
        {"rank":1,"ent_name":"甲","received":98.50,"close_rate":"98.50%","mediation_rate":1e2,"previous_rank":"并列第3"}]}}"#;
    let edition = read(feed(text).as_bytes()).unwrap();
    let judged = edition.judge(&crate::anywhere(), crate::now());
    let item = judged[0].subject.unwrap();
    assert_eq!(item.id, "7");
    let Detail::Ranking(ranking) = &item.detail else { panic!() };
    let zone = crate::anywhere().zone;
    let entry = gongshi::domain::validity::ranking_entries(ranking, crate::now(), &zone).next().unwrap();
    let words =
        [&entry.rank, &entry.received, &entry.close_rate, &entry.mediation_rate, &entry.previous_rank];
    assert_eq!(words.map(|word| word.as_deref().unwrap()), ["1", "98.50", "98.50%", "1e2", "并列第3"]);
}

#[test]
fn the_first_of_equal_ids_wins_unless_it_is_malformed() {
    let bad = r#"{"id":"b","title":"t","_gongshi":{"kind":"?"}}"#;
    let secret = r#"{"id":"c","title":"t","_gongshi":{"kind":"notice","disclosure":"withheld"}}"#;
    let items = [
        item("a", ""),
        item("a", ""),
        bad.into(),
        item("b", ""),
        secret.into(),
        item("c", ""),
        item(" a\u{200B} ", ""),
    ];
    let edition = read(feed(&items.join(",")).as_bytes()).unwrap();
    let words: Vec<_> = verdicts(&edition).into_iter().map(|(_, verdict, _)| verdict).collect();
    assert_eq!(
        words,
        ["shown", "duplicate_id", "malformed", "shown", "not_proactive", "duplicate_id", "duplicate_id"]
    );
}

#[test]
fn what_is_no_feed_is_refused() {
    let refusal = |text: &str| read(text.as_bytes()).unwrap_err();
    for page in [
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>登录</title>",
        "<HTML><body>",
        "\n<!-- x --><!doctype HTML>",
    ] {
        assert_eq!(refusal(page), Refusal::WebPage, "{page}");
    }
    for text in [
        "hello",
        "[]",
        "{}",
        r#"{"items":[]}"#,
        r#"{"version":"https://jsonfeed.org/version/1.1"}"#,
        r#"{"version":"2","items":[]}"#,
        "<svg></svg>",
        "<!-- -->",
        "<?xml version='1.0'?>",
    ] {
        assert!(matches!(refusal(text), Refusal::NotAFeed(_)), "{text}: {:?}", refusal(text));
    }
    assert_eq!(refusal(""), Refusal::Empty);
    assert!(matches!(read(b"{\"a\":\"\xE5\"}"), Err(Refusal::Encoding { .. })));
}

#[test]
fn a_document_that_ends_in_the_middle_is_refused() {
    let json = feed(&[item("a", ""), item("b", "")].join(","));
    let rss = "<rss version='2.0'><channel><title>t</title><item><title>甲</title></item></channel></rss>";
    for whole in [json.as_str(), rss] {
        read(whole.as_bytes()).unwrap();
        for end in (1..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
            assert!(read(&whole.as_bytes()[..end]).is_err(), "{}", &whole[..end]);
        }
    }
}

#[test]
fn keys_twice_refuse_the_document_with_their_place() {
    for text in [
        feed(&item("a", r#","kind":"notice""#)),
        feed(&item("a", r#","x":[{"y":1,"y":1}]"#)),
        feed(&item("a", r#","\u006bind":"guide""#)),
        feed("").replace(r#""title":"t""#, r#""title":"t","title":"t""#),
        feed("").replace(r#""items""#, r#""items":[],"items""#),
        feed("").replace(r#""sequence":1"#, r#""sequence":1,"sequence":2"#),
    ] {
        let refusal = read(text.as_bytes()).unwrap_err();
        assert!(matches!(refusal, Refusal::DuplicateKey { .. }), "{text}: {refusal:?}");
        assert!(text[refusal.place().unwrap()].starts_with('"'));
    }
}

#[test]
fn a_wrong_field_of_the_feed_itself_refuses_it() {
    let text = feed("").replace(r#""sequence":1"#, r#""sequence":"1""#);
    let refusal = read(text.as_bytes()).unwrap_err();
    assert!(matches!(&refusal, Refusal::Head { path, .. } if path == "_gongshi.sequence"), "{refusal:?}");
    assert_eq!(&text[refusal.place().unwrap()], "\"1\"");
    let broken = feed("").replace("\"title\":\"t\"", "\"title\" \"t\"");
    let refusal = read(broken.as_bytes()).unwrap_err();
    assert!(matches!(refusal, Refusal::Syntax { line: 1, .. }), "{refusal:?}");
}

#[test]
fn pages_belong_to_one_publication() {
    let page = |sequence: &str, items: &str| {
        let text = feed(items).replace("\"sequence\":1", sequence);
        read_page(&Document { bytes: text.as_bytes(), content_type: None, base: BASE }, Rules::default())
            .unwrap()
    };
    let five = |items: &str| page("\"sequence\":5", items);
    let edition = join(vec![five(&item("a", "")), five(&[item("b", ""), item("a", "")].join(","))]).unwrap();
    let words: Vec<_> = verdicts(&edition).into_iter().map(|(id, verdict, _)| (id, verdict)).collect();
    assert_eq!(words, [("a".into(), "shown"), ("b".into(), "shown"), ("a".into(), "duplicate_id")]);
    for other in ["\"sequence\":6", "\"x\":1"] {
        let refusal = join(vec![five(""), page(other, "")]).unwrap_err();
        assert!(matches!(refusal, Refusal::MixedSequence { .. }), "{refusal:?}");
    }
    assert_eq!(join(Vec::new()), Err(Refusal::Empty));
    assert!(join((0..101).map(|_| five("")).collect()).is_err());
    assert!(matches!(accept(&edition.head, Some(6)), Err(Refusal::Rollback { sequence: 5, highest: 6 })));
}
