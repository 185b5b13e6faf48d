//! Messages, real and made.

use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;
use crate::{
    domain::{Screen, Snapshot, SourceState, SourceView, item, snapshot::ItemRef},
    feed::Document,
};

const CANADA: &[u8] = include_bytes!("../../../tests/data/cap/canada_signed.cap");
const TAIWAN: &[u8] = include_bytes!("../../../tests/data/cap/taiwan.cap");
const AUSTRALIA: &[u8] = include_bytes!("../../../tests/data/cap/australia_bom.cap");
const INVALID: &[u8] = include_bytes!("../../../tests/data/cap/invalid.cap");

const SENDER: &str = "12379@yj.example.cn";

fn read_all(bytes: &[u8]) -> Vec<Alert> {
    read(&document(bytes)).unwrap().unwrap()
}

fn document(bytes: &[u8]) -> Document<'_> {
    Document { bytes, content_type: None, base: "http://127.0.0.1/" }
}

fn rules(sender: &str) -> Rules {
    let (severity, urgency, certainty) = Rules::LEAST;
    Rules { senders: vec![sender.into()], severity, urgency, certainty, areas: Vec::new() }
}

/// A message with the defaults of a plain warning; `more` replaces elements of them by name.
fn message(identifier: &str, more: &[(&str, &str)], info: &[(&str, &str)]) -> String {
    let write = |defaults: &[(&str, &str)], more: &[(&str, &str)]| {
        let known: Vec<&str> = defaults.iter().map(|(name, _)| *name).collect();
        let own = |name: &str| more.iter().find(|(other, _)| *other == name).map(|(_, text)| *text);
        let mut out = String::new();
        for (name, text) in defaults {
            let text = own(name).unwrap_or(text);
            if !text.is_empty() {
                out += &format!("<{name}>{text}</{name}>");
            }
        }
        for (name, text) in more.iter().filter(|(name, _)| !known.contains(name)) {
            out += &format!("<{name}>{text}</{name}>");
        }
        out
    };
    let head = write(
        &[
            ("identifier", identifier),
            ("sender", SENDER),
            ("sent", "2026-11-23T10:00:00+08:00"),
            ("status", "Actual"),
            ("msgType", "Alert"),
            ("scope", "Public"),
        ],
        more,
    );
    let info = write(
        &[
            ("language", "zh-CN"),
            ("category", "Met"),
            ("event", "暴雨"),
            ("urgency", "Immediate"),
            ("severity", "Severe"),
            ("certainty", "Likely"),
            ("headline", "暴雨橙色预警"),
            (
                "area",
                "<areaDesc>示例区</areaDesc><geocode><valueName>GB</valueName><value>420102</value></geocode>",
            ),
        ],
        info,
    );
    format!("<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">{head}<info>{info}</info></alert>")
}

fn plain(identifier: &str) -> String {
    message(identifier, &[], &[])
}

fn of(messages: &[String], rules: &Rules) -> Edition {
    let alerts: Vec<Alert> = messages.iter().flat_map(|text| read_all(text.as_bytes())).collect();
    edition(&alerts, rules)
}

/// What a board shows of an edition at an instant, by id.
fn shown(edition: &Edition, now: &str) -> Vec<String> {
    items(edition, now).iter().map(|item| item.id.clone()).collect()
}

fn items(edition: &Edition, now: &str) -> Vec<ItemRef> {
    let view = SourceView {
        name: "warnings".into(),
        edition: edition.clone().into(),
        state: SourceState::Fresh,
        confirmed: None,
        stale_after: SignedDuration::MAX,
    };
    let snapshot = Snapshot { sources: vec![view], ..Snapshot::default() };
    let screen = Screen { channel: None, internal: false, zone: TimeZone::UTC };
    snapshot.shown(&screen, now.parse().unwrap()).items
}

const NOW: &str = "2026-11-23T10:30:00+08:00";

#[test]
fn real_messages_are_read_and_an_invalid_one_is_refused_with_its_reason() {
    let taiwan = edition(&read_all(TAIWAN), &rules("ddmt01@wra.gov.tw"));
    assert_eq!(shown(&taiwan, "2014-05-14T20:30:00+08:00"), ["WRA_ReservoirWarn_201405142010"]);
    assert!(shown(&taiwan, "2014-05-14T21:10:00+08:00").is_empty(), "it expires");
    assert!(shown(&taiwan, "2014-05-14T20:09:59+08:00").is_empty(), "it is not effective yet");

    // Signed, with English and French parts, and "-00:00" for UTC.
    let canada = read_all(CANADA);
    assert_eq!(canada[0].references.len(), 9);
    let canada = edition(&canada, &rules("cap-pac@ec.gc.ca"));
    assert_eq!(shown(&canada, "2013-01-25T00:00:00Z"), ["2.49.0.1.124.f2c83f5f.2013"]);

    // Prefixed elements; of unknown severity, which is not let in unless the hall says so.
    let australia = read_all(AUSTRALIA);
    let mut all = rules("CAP.Message@bom.gov.au");
    let during = "2019-01-16T04:00:00Z";
    assert!(shown(&edition(&australia, &all), during).is_empty());
    (all.severity, all.urgency, all.certainty) = (Severity::Unknown, Urgency::Unknown, Certainty::Unknown);
    assert_eq!(shown(&edition(&australia, &all), during).len(), 1);

    let refusal = read(&document(INVALID)).unwrap_err().to_string();
    assert!(refusal.contains("<alert> has no <scope>") && refusal.contains("line 2"), "{refusal}");
}

#[test]
fn what_is_no_warning_for_this_hall_is_not_let_in() {
    let rules = Rules { areas: vec!["4201".into(), "示例区".into()], ..rules(SENDER) };
    let reads = |more: &[(&str, &str)], info: &[(&str, &str)]| of(&[message("a", more, info)], &rules).len();
    assert_eq!(reads(&[], &[]), 1);
    for more in [
        ("status", "Exercise"),
        ("status", "Test"),
        ("status", "Draft"),
        ("scope", "Private"),
        ("scope", "Restricted"),
        ("sender", "someone@else.example"),
        ("msgType", "Ack"),
        ("msgType", "Error"),
    ] {
        assert_eq!(reads(&[more], &[]), 0, "{more:?}");
    }
    let elsewhere = "<areaDesc>另一区</areaDesc><geocode><value>430101</value></geocode>";
    let by_code = "<areaDesc>另一区</areaDesc><geocode><value>420106</value></geocode>";
    for (info, let_in) in [
        (("severity", "Minor"), 0),
        (("severity", "Moderate"), 1),
        (("urgency", "Past"), 0),
        (("certainty", "Unlikely"), 0),
        (("severity", "of another kind"), 0),
        (("area", elsewhere), 0),
        (("area", by_code), 1),
    ] {
        assert_eq!(reads(&[], &[info]), let_in, "{info:?}");
    }
    assert_eq!(
        of(&[plain("a")], &Rules { senders: Vec::new(), ..rules.clone() }).len(),
        0,
        "nobody is believed"
    );
}

#[test]
fn an_update_replaces_and_a_cancel_takes_back_in_whatever_order_they_come() {
    let first = plain("a");
    let to_first = format!("{SENDER},a,2026-11-23T02:00:00Z");
    let update = message(
        "b",
        &[("msgType", "Update"), ("sent", "2026-11-23T10:10:00+08:00"), ("references", &to_first)],
        &[("headline", "暴雨红色预警"), ("severity", "Extreme")],
    );
    let to_both = format!("{to_first} {SENDER},b,2026-11-23T10:10:00+08:00");
    let cancel = message("c", &[("msgType", "Cancel"), ("references", &to_both)], &[]);
    let rules = rules(SENDER);
    for order in [[&first, &update], [&update, &first]] {
        let edition = of(&order.map(String::clone), &rules);
        assert_eq!(shown(&edition, NOW), ["b"]);
    }
    for order in [[&first, &update, &cancel], [&cancel, &update, &first]] {
        assert!(shown(&of(&order.map(String::clone), &rules), NOW).is_empty());
    }
    // One that would not be let in for itself still ends what it replaces.
    let milder = message("d", &[("msgType", "Update"), ("references", &to_first)], &[("severity", "Minor")]);
    assert!(shown(&of(&[first.clone(), milder], &rules), NOW).is_empty());
    // Nobody else, and no exercise, takes a warning back.
    for foreign in [("sender", "x@y.example"), ("status", "Exercise"), ("scope", "Private")] {
        let cancel = message("c", &[("msgType", "Cancel"), ("references", &to_first), foreign], &[]);
        assert_eq!(shown(&of(&[first.clone(), cancel], &rules), NOW), ["a"], "{foreign:?}");
    }
}

#[test]
fn one_without_an_end_counts_for_two_hours_and_a_later_one_waits() {
    let rules = rules(SENDER);
    let endless = of(&[plain("a")], &rules);
    assert_eq!(shown(&endless, "2026-11-23T11:59:59+08:00"), ["a"]);
    assert!(shown(&endless, "2026-11-23T12:00:00+08:00").is_empty());
    let later = [("effective", "2026-11-23T11:00:00+08:00"), ("expires", "2026-11-23T18:00:00+08:00")];
    let later = of(&[message("a", &[], &later)], &rules);
    assert!(shown(&later, NOW).is_empty());
    assert_eq!(shown(&later, "2026-11-23T17:59:59+08:00"), ["a"]);
    assert!(shown(&later, "2026-11-23T18:00:00+08:00").is_empty());
    let over = of(&[message("a", &[], &[("expires", "2026-11-23T09:00:00+08:00")])], &rules);
    assert!(over.is_empty(), "it ended before it began");
    let unclear = message("a", &[], &[("expires", "tomorrow")]);
    assert!(read(&document(unclear.as_bytes())).unwrap_err().to_string().contains("<expires> `tomorrow`"));
}

#[test]
fn the_chinese_part_speaks_and_its_severity_is_that_of_the_interrupt() {
    let english = "<info><language>en</language><event>rain</event><urgency>Immediate</urgency>\
                   <severity>Extreme</severity><certainty>Likely</certainty><headline>Rain</headline></info>";
    let both = plain("a").replace("<info>", &format!("{english}<info>"));
    let edition = of(&[both], &rules(SENDER));
    let item = &items(&edition, NOW)[0];
    assert_eq!(item.title, "暴雨橙色预警");
    assert_eq!(item.about.interrupt.unwrap().severity, item::Severity::Severe);
    let without = message("a", &[], &[("headline", "")]);
    assert_eq!(
        items(&of(&[without], &rules(SENDER)), NOW)[0].title,
        "暴雨",
        "the event, where there is no headline"
    );
}

#[test]
fn several_messages_stand_in_one_document_and_other_xml_has_none() {
    let wrapped = format!("<list>{}{}</list>", plain("a"), plain("b"));
    assert_eq!(read_all(wrapped.as_bytes()).len(), 2);
    assert_eq!(read(&document(b"<rss><channel/></rss>")).unwrap(), None);
    let rss = r#"<rss version="2.0"><channel><title>t</title><item><title>a</title><link>/a.xml</link></item>
        <item><title>a again</title><link>/a.xml</link></item></channel></rss>"#;
    assert_eq!(links(&document(rss.as_bytes())).unwrap(), ["http://127.0.0.1/a.xml"]);
    assert!(links(&document(b"<html></html>")).is_err());
}

#[test]
fn no_entity_is_expanded() {
    let bomb = "<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    let text = format!("{bomb}{}", plain("&b;"));
    assert!(read(&document(text.as_bytes())).unwrap_err().to_string().contains("DTD"));
    let outside = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    assert!(read(&document(format!("{outside}{}", plain("&x;")).as_bytes())).is_err());
    let deep = "<a>".repeat(100_000);
    assert!(read(&document(deep.as_bytes())).is_err());
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&document(&bytes));
    }

    #[test]
    fn no_damage_panics_or_lets_anybody_else_in(at in 0_usize..2000, with in any::<u8>()) {
        let mut bytes = message("a", &[], &[("effective", NOW), ("expires", "2026-11-23T18:00:00+08:00")]).into_bytes();
        let at = at % bytes.len();
        bytes[at] = with;
        if let Ok(Some(alerts)) = read(&document(&bytes)) {
            prop_assert!(edition(&alerts, &rules("x@y.example")).is_empty());
            prop_assert!(edition(&alerts, &rules(SENDER)).len() <= 1);
        }
    }
}
