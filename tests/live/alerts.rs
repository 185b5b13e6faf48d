//! Public warnings (CAP) on the running faces: a warning, its update, its end; and what is none for this hall.

use std::{sync::Arc, time::Duration};

use gongshi::{
    config::{Face, Hall, Source, Sweep},
    domain::SourceState,
    feed::{Rules, cap},
    sync::Options,
};

use super::{
    bureau::Bureau,
    hall::feed,
    stage::{FACES, PATH, Stage, start},
};

const CAP: &str = "/cap.xml";
const SENDER: &str = "12379@yj.example.cn";
const EVERY_DAY: &str = "甲公告";
const STORM: &str = "暴雨橙色预警";
const FLOOD: &str = "暴雨红色预警";

/// The hall's clock stands at 10:42 of this day.
fn message(identifier: &str, head: &str, headline: &str, severity: &str) -> String {
    format!(
        "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>{identifier}</identifier>\
         <sender>{SENDER}</sender><sent>2026-11-23T10:40:00+08:00</sent><status>Actual</status>{head}\
         <scope>Public</scope><info><language>zh-CN</language><category>Met</category><event>暴雨</event>\
         <urgency>Immediate</urgency><severity>{severity}</severity><certainty>Likely</certainty>\
         <expires>2026-11-23T12:00:00+08:00</expires><headline>{headline}</headline>\
         <instruction>请留在室内</instruction><area><areaDesc>示例区</areaDesc></area></info></alert>"
    )
}

fn storm() -> String {
    message("a", "<msgType>Alert</msgType>", STORM, "Severe")
}

fn later(identifier: &str, kind: &str, headline: &str) -> String {
    let to = format!("<references>{SENDER},a,2026-11-23T10:40:00+08:00</references>");
    message(identifier, &format!("<msgType>{kind}</msgType>{to}"), headline, "Severe")
}

fn warned_hall(bureau: &Bureau) -> Hall {
    let mut hall = super::hall::hall(&bureau.url(PATH));
    let (severity, urgency, certainty) = cap::Rules::LEAST;
    let senders = vec![SENDER.into()];
    let rules = cap::Rules { senders, severity, urgency, certainty, areas: vec!["示例区".into()] };
    hall.sources.push(Source {
        name: "预警".into(),
        url: bureau.url(CAP),
        rules: Rules::default(),
        alerts: Some(Arc::new(rules)),
        ..hall.sources[0].clone()
    });
    hall
}

/// A face in front of a bureau with one notice and no warning yet.
fn stage(face: (Face, Sweep)) -> Stage {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    bureau.feed(PATH, &feed(1, &[EVERY_DAY]));
    let (client, frames) = start(&warned_hall(&bureau), data.path(), face);
    let stage = Stage { bureau, client, frames, data };
    stage.client.until_titles(&[EVERY_DAY]);
    stage
}

fn send(stage: &mut Stage, document: &str, titles: &[&str]) {
    stage.bureau.body(CAP, "application/cap+xml", document);
    stage.client.until_titles(titles);
    stage.frames.frame();
    stage.frames.sleep(Duration::from_millis(500));
}

#[test]
fn a_warning_takes_over_is_updated_and_taken_back() {
    for face in FACES {
        let mut stage = stage(face);
        stage.until_drawn(EVERY_DAY);
        send(&mut stage, &storm(), &[EVERY_DAY, STORM]);
        assert!(stage.frames.frame().has("紧急"), "{face:?}: with the first frame");
        stage.until_drawn(STORM);
        if face.0 != Face::Kiosk {
            stage.never_drawn(EVERY_DAY);
        }
        // The centre offers both until the first is over.
        let both = format!("<list>{}{}</list>", storm(), later("b", "Update", FLOOD));
        send(&mut stage, &both, &[EVERY_DAY, FLOOD]);
        stage.until_drawn(FLOOD);
        stage.never_drawn(STORM);
        let to_b = format!("<references>{SENDER},b,2026-11-23T10:40:00+08:00</references>");
        let cancel = message("c", &format!("<msgType>Cancel</msgType>{to_b}"), "解除", "Severe");
        let all = format!("<list>{}{}{cancel}</list>", storm(), later("b", "Update", FLOOD));
        send(&mut stage, &all, &[EVERY_DAY]);
        stage.never_drawn("紧急");
        stage.until_drawn(EVERY_DAY);
    }
}

#[test]
fn a_warning_survives_a_restart_without_its_server_and_expires_by_itself() {
    for face in FACES {
        let mut stage = stage(face);
        send(&mut stage, &storm(), &[EVERY_DAY, STORM]);
        stage.bureau.close();
        let hall = warned_hall(&stage.bureau);
        drop((stage.client, stage.frames));
        (stage.client, stage.frames) = start(&hall, stage.data.path(), face);
        stage.until_drawn(STORM);
        stage.client.clock.set("2026-11-23T12:00:00+08:00".parse().unwrap());
        stage.frames.time += 0.5;
        stage.frames.frame();
        stage.never_drawn("紧急");
        stage.until_drawn(EVERY_DAY);
    }
}

#[test]
fn what_is_no_warning_for_this_hall_or_cannot_be_read_changes_nothing() {
    let mut stage = stage((Face::Board, Sweep::Left));
    for (nothing, why) in [
        (storm().replace("Actual", "Exercise"), "an exercise"),
        (storm().replace("Public", "Private"), "not for the public"),
        (storm().replace(SENDER, "x@y.example"), "from somebody else"),
        (storm().replace("示例区", "另一区"), "for another place"),
        (storm().replace("Severe", "Minor"), "mild"),
    ] {
        stage.bureau.body(CAP, "application/cap+xml", &nothing);
        let asked = stage.bureau.asked(CAP).len();
        stage.client.until("asked again", |_| stage.bureau.asked(CAP).len() >= asked + 2);
        assert_eq!(stage.client.titles(), [EVERY_DAY], "{why}");
    }
    send(&mut stage, &storm(), &[EVERY_DAY, STORM]);
    for bad in [
        "<!DOCTYPE a [<!ENTITY b \"b\">]><a/>".to_owned(),
        "<html><title>登录</title></html>".to_owned(),
        storm().replace("<scope>Public</scope>", ""),
        storm()[..200].to_owned(),
        String::new(),
    ] {
        stage.bureau.body(CAP, "application/cap+xml", &bad);
        let asked = stage.bureau.asked(CAP).len();
        stage.client.until("asked again", |_| stage.bureau.asked(CAP).len() >= asked + 2);
        assert_eq!(stage.client.titles(), [EVERY_DAY, STORM], "the last good one stays under {bad}");
    }
    // The age of the content is that of the feed, which answers.
    let fresh = |state: &SourceState| *state == SourceState::Fresh;
    assert!(stage.client.snapshot().sources.iter().all(|source| fresh(&source.state)));
}

#[test]
fn an_index_leads_to_its_messages_each_asked_for_once() {
    let mut stage = stage((Face::Board, Sweep::Left));
    stage.bureau.body("/a.xml", "application/cap+xml", storm());
    let rss = "<rss version=\"2.0\"><channel><title>预警</title>\
               <item><title>a</title><link>/a.xml</link></item>\
               <item><title>gone</title><link>/gone.xml</link></item>\
               <item><title>else</title><link>http://127.0.0.2/else.xml</link></item></channel></rss>";
    send(&mut stage, rss, &[EVERY_DAY, STORM]);
    let asked = stage.bureau.asked(CAP).len();
    stage.client.until("asked again", |_| stage.bureau.asked(CAP).len() >= asked + 3);
    assert_eq!(stage.bureau.asked("/a.xml").len(), 1);
    stage.until_drawn(STORM);
    send(&mut stage, "<rss version=\"2.0\"><channel><title>预警</title></channel></rss>", &[EVERY_DAY]);
}

#[test]
fn a_config_as_staff_write_it_brings_a_file_to_the_wall() {
    let (data, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (cap, config) = (folder.path().join("cap.xml"), folder.path().join("hall.toml"));
    gongshi::store::atomic::write(&cap, storm().as_bytes()).unwrap();
    let text = format!(
        "[hall]\nname = \"厅\"\n[[source]]\nname = \"局\"\nurl = \"file:feed.json\"\n[[alert]]\nname = \"预警\"\n\
         url = \"file:cap.xml\"\nsenders = [\"{SENDER}\"]\nareas = [\"示例\"]\n[[screen]]\nname = \"board\"\n\
         face = \"board\"\nsize = \"1920x1080\"\ndiagonal_inch = 65\nviewing_distance_m = 4\nkinds = [\"notice\"]\n"
    );
    gongshi::store::atomic::write(&config, text.as_bytes()).unwrap();
    let hall = gongshi::config::load(&config).unwrap();
    let client = super::hall::Client::start_hall(&hall, data.path(), Options::default());
    client.until_titles(&[STORM]);
}
