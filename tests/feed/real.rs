//! The feeds of tests/data/feeds, which nobody here wrote, and the encodings that bureaus publish in.

use gongshi::{
    domain::{Block, Moment},
    feed::{Document, Rules, read_single},
};

use crate::{anywhere, now, read};

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/feeds/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn real_feeds_give_their_items() {
    for (name, title, items, first) in [
        ("atom_example_1.xml", "dive into mark", 1, "Atom draft-07 snapshot"),
        ("atom_example_7.xml", "Planet GNOME", 1, "High resolution wheel scrolling"),
        ("atom_mediarss_youtube_1.xml", "PBS Space Time", 1, ""),
        ("atom_relative.xml", "Example Feed with Relative URLs", 1, ""),
        (
            "jsonfeed_elastic_1.1.json",
            "Blog – InfluxData",
            3,
            "InfluxDB vs. Graphite for Time Series Data & Metrics Benchmark",
        ),
        ("jsonfeed_spec_1.json", "JSON Feed", 1, "Announcing JSON Feed"),
        ("rss_0.91_encoding_2.xml", "Tribunal de Justiça do Estado do Rio Grande do Sul", 1, ""),
        ("rss_1.0_debian.xml", "Debian News", 1, ""),
        ("rss_1.0_example_1.xml", "Feed title", 2, ""),
        ("rss_2.0_bbc.xml", "In Our Time", 1, ""),
    ] {
        let edition = read(&file(name)).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
        assert_eq!(edition.head.title.as_deref(), Some(title), "{name}");
        assert_eq!((edition.len(), edition.rejected.len()), (items, 0), "{name}");
        let judged = edition.judge(&anywhere(), now());
        assert!(judged.iter().all(|judged| judged.verdict.word() == "shown"), "{name}");
        let item = judged[0].subject.unwrap();
        assert!(item.title.starts_with(first), "{name}: {}", item.title);
        assert!(!item.id.is_empty() && item.url.as_ref().is_none_or(|url| url.starts_with("http")), "{name}");
    }
}

#[test]
fn plain_feeds_show_only_where_the_config_says_so() {
    let bytes = file("rss_2.0_bbc.xml");
    let document = Document { bytes: &bytes, content_type: None, base: "https://example.org/feed" };
    for (rules, verdict) in [
        (Rules::default(), "not_proactive"),
        (Rules { plain_proactive: true, require_approval: false }, "shown"),
        (Rules { plain_proactive: true, require_approval: true }, "not_approved"),
    ] {
        let edition = read_single(&document, rules).unwrap();
        assert_eq!(edition.judge(&anywhere(), now())[0].verdict.word(), verdict);
    }
}

#[test]
fn an_item_of_rss_is_whole() {
    let rss = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>局 &amp; 所</title><link>https://a.gov.cn/</link>
        <item><title>&lt;b&gt;公告&lt;/b&gt;&amp;nbsp;一</title><link>/gg/1.html</link><guid>g1</guid>
        <pubDate>Mon, 23 Nov 2026 08:30:00 +0800</pubDate><category>公告</category>
        <description><![CDATA[<p>第一段</p><p>第二段</p>]]></description>
        <enclosure url="https://a.gov.cn/f/%E8%A1%A8.pdf" type="application/pdf" length="12"/></item></channel></rss>"#;
    let edition = read(rss.as_bytes()).unwrap();
    let judged = edition.judge(&anywhere(), now());
    let item = judged[0].subject.unwrap();
    assert_eq!((item.id.as_str(), item.title.as_str()), ("g1", "公告 一"));
    assert_eq!(edition.head.title.as_deref(), Some("局 & 所"));
    assert_eq!(item.url.as_deref(), Some("https://scjg.example.gov.cn/gg/1.html"));
    assert_eq!(item.body.iter().map(Block::plain_text).collect::<Vec<_>>(), ["第一段", "第二段"]);
    assert_eq!(item.published, Some(Moment::At("2026-11-23T00:30:00Z".parse().unwrap())));
    assert_eq!(item.tags, ["公告"]);
    assert_eq!((item.attachments[0].title.as_str(), item.attachments[0].size), ("表.pdf", Some(12)));
}

#[test]
fn every_version_of_rss_is_known() {
    let rss = |version: &str| {
        format!(
            "<rss{version}><channel><title>t</title><item><title>公告</title><link>https://a.gov.cn/1</link></item></channel></rss>"
        )
    };
    for version in [
        "",
        " version=\"0.91\"",
        " version='0.92'",
        " version='0.93'",
        " version=\"0.94\"",
        " version = '2.0'",
    ] {
        assert_eq!(read(rss(version).as_bytes()).map(|edition| edition.len()), Ok(1), "{version}");
    }
    let rdf = r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
        <channel><title>t</title><link>https://a.gov.cn</link></channel><item><title>公告</title><link>https://a.gov.cn/1</link></item></rdf:RDF>"#;
    assert_eq!(read(rdf.as_bytes()).map(|edition| edition.len()), Ok(1), "RSS 0.90");
}

#[test]
fn any_declared_encoding() {
    let json =
        crate::feed(r#"{"id":"a","title":"行政公告","_gongshi":{"kind":"notice","disclosure":"proactive"}}"#);
    let rss = |label: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"{label}\"?><rss version=\"2.0\"><channel><title>t</title><item><title>行政公告</title></item></channel></rss>"
        )
    };
    let utf16 = |text: &str, big: bool, mark: bool| -> Vec<u8> {
        let units = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let mut documents: Vec<(String, Vec<u8>, Option<&str>)> = Vec::new();
    for label in ["gb2312", "GBK", "gb18030", "big5"] {
        let text = rss(label);
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let words = if label == "big5" {
            text.replace("行政公告", "行政公吿").replace('吿', "告")
        } else {
            text
        };
        documents.push((label.into(), encoding.encode(&words).0.into_owned(), None));
    }
    documents.push((
        "json gbk".into(),
        encoding_rs::GBK.encode(&json).0.into_owned(),
        Some("application/feed+json; charset=gb2312"),
    ));
    documents.push(("utf-8 mark".into(), format!("\u{FEFF}{json}").into_bytes(), None));
    for (big, mark) in [(false, false), (false, true), (true, false), (true, true)] {
        documents.push((format!("json {big} {mark}"), utf16(&json, big, mark), None));
        documents.push((format!("rss {big} {mark}"), utf16(&rss("UTF-16"), big, mark), None));
    }
    for (name, bytes, content_type) in documents {
        let document = Document { bytes: &bytes, content_type, base: crate::BASE };
        let edition =
            read_single(&document, Rules::default()).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
        assert_eq!(edition.judge(&anywhere(), now())[0].subject.unwrap().title, "行政公告", "{name}");
    }
}
