//! `gongshi log`, and what a running screen leaves in its log.

#![allow(clippy::unwrap_used, reason = "clippy.toml allows it in tests, but not in what they share")]
#![allow(clippy::panic, reason = "the helpers that tests share say what they miss")]

use std::{path::Path, process::Command, sync::Arc};

use gongshi::{
    clock::Clock,
    config::Face,
    ops::playlog::Recording,
    store::playlog::{Kept, NAME, PlayLog, Reading, Row},
    sync::Options,
};
use jiff::Timestamp;
use serde_json::json;

#[allow(dead_code, reason = "shared with tests/sync and tests/live, which ask for more")]
#[path = "common/bureau.rs"]
mod bureau;
#[allow(dead_code, reason = "shared with tests/live")]
#[path = "common/frames.rs"]
mod frames;
#[allow(dead_code, reason = "shared with tests/sync and tests/live, which ask for more")]
#[path = "common/hall.rs"]
mod hall;

use bureau::Bureau;
use frames::Frames;
use hall::{Client, feed_of, hall, item};

fn log(args: &[&str]) -> (i32, String, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_gongshi"))
        .arg("log")
        .args(args)
        .env("TZ", "America/New_York")
        .env_remove("GONGSHI_LOG")
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (run.status.code().unwrap(), text(run.stdout), text(run.stderr))
}

fn row(start: &str, seconds: i64) -> Row {
    let started_ms = start.parse::<Timestamp>().unwrap().as_millisecond();
    let ended_ms = started_ms + seconds * 1000;
    let (zone, why) = ("main".into(), "kinds".into());
    Row { zone, started_ms, ended_ms, lasted_ms: seconds * 1000, why, ..Row::default() }
}

/// A log of three screens around midnight in China, and in New York.
fn written() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let begun = "2026-11-22T08:00:00+08:00".parse().unwrap();
    let mut log = PlayLog::open(folder.path(), begun).unwrap().log;
    let planned = Row {
        screen: "一号大屏".into(),
        why: "schedule".into(),
        schedule: Some("平时".into()),
        playlist: Some("日常".into()),
        entry: Some(3),
        items: "notice-1,notice-2".into(),
        key: "0/2/0//notice".into(),
        ..row("2026-11-22T23:59:50.250+08:00", 12)
    };
    let formula = Row {
        screen: "=HYPERLINK(\"http://x\")".into(),
        items: "@a".into(),
        key: "'quoted, with a comma".into(),
        goes_on: true,
        ..row("2026-11-23T09:00:00+08:00", 60)
    };
    let late = Row { screen: "滚动屏".into(), key: "hall".into(), ..row("2026-11-24T00:00:00+08:00", 5) };
    log.append(&[planned, formula, late], None).unwrap();
    folder
}

fn export(folder: &Path, more: &[&str]) -> String {
    let mut args = vec!["export", "--data", folder.to_str().unwrap()];
    args.extend(more);
    let (code, stdout, stderr) = log(&args);
    assert_eq!((code, stderr.as_str()), (0, ""), "{stdout}");
    stdout
}

const CHINA: [&str; 4] = ["--from", "2026-11-22T23:59:00+08:00", "--to", "2026-11-24T00:00:00+08:00"];

#[test]
fn csv_is_for_a_spreadsheet_and_json_for_a_program() {
    let folder = written();
    // The client's last config says the hall's zone.
    let config = include_str!("../config/hall.toml");
    gongshi::store::atomic::write(&folder.path().join("hall.toml"), config.as_bytes()).unwrap();
    let csv = export(folder.path(), &[&CHINA[..], &["--format", "csv"]].concat());
    assert!(csv.starts_with("\u{feff}number,"), "Excel takes it for UTF-8");
    insta::assert_snapshot!("csv", csv.trim_start_matches('\u{feff}').replace("\r\n", "\n"));
    let json = export(folder.path(), &[&CHINA[..], &["--format", "json"]].concat());
    insta::assert_snapshot!("json", json);
    let lines: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(lines.as_array().unwrap().len(), 2);
    // A day is the hall's, and counts whole.
    let day = ["--from", "2026-11-23", "--to", "2026-11-23", "--format", "json"];
    assert_eq!(export(folder.path(), &day), json);
    let nothing = ["--from", "2030-01-01", "--to", "2030-01-01", "--format"];
    assert_eq!(export(folder.path(), &[&nothing[..], &["json"]].concat()), "[\n]\n");
    assert_eq!(export(folder.path(), &[&nothing[..], &["csv"]].concat()).lines().count(), 1);
}

#[test]
fn without_a_config_the_zone_is_the_machines_and_a_given_one_wins() {
    let folder = written();
    let day = ["--from", "2026-11-23", "--to", "2026-11-23", "--format", "json"];
    let machine = export(folder.path(), &day);
    assert!(machine.contains("2026-11-23T11:00:00.000-05:00"), "in New York: {machine}");
    let given = export(folder.path(), &[&day[..], &["--config", "config/hall.toml"]].concat());
    assert!(given.contains("2026-11-23T09:00:00.000+08:00"), "{given}");
}

#[test]
fn a_span_that_is_none_and_a_log_that_is_not_there_are_told() {
    let folder = written();
    let data = folder.path().to_str().unwrap();
    let wrong = ["export", "--data", data, "--from", "2026-11-24", "--to", "2026-11-23", "--format", "csv"];
    let (code, stdout, stderr) = log(&wrong);
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.contains("--to is not after --from"), "{stderr}");
    let nowhere = folder.path().join("none");
    let (code, _, stderr) = log(&["verify", "--data", nowhere.to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(stderr.contains("none/playlog.db"), "{stderr}");
}

#[test]
fn verify_says_that_it_holds_and_what_does_not() {
    let folder = written();
    let verify = || log(&["verify", "--data", folder.path().to_str().unwrap()]);
    let (code, stdout, _) = verify();
    assert_eq!(code, 0);
    let newest = Reading::open(folder.path()).unwrap().verify().unwrap().unwrap().head;
    let end = format!("4 rows hold; the newest is 4 with hash {}\n", newest.hash);
    assert!(stdout.ends_with(&end), "{stdout}");
    let db = rusqlite::Connection::open(folder.path().join(NAME)).unwrap();
    db.execute("UPDATE play SET items = 'notice-9' WHERE number = 2", []).unwrap();
    let (code, stdout, _) = verify();
    assert_eq!(code, 1);
    assert!(stdout.ends_with("row 2 was changed: its hash does not fit\n"), "{stdout}");
}

#[test]
fn an_exported_file_is_proved_too_and_a_change_in_it_shows() {
    let folder = written();
    for format in ["csv", "json"] {
        let file = folder.path().join("export");
        let path = file.to_str().unwrap();
        let args = ["--from", "2026-11-01", "--to", "2026-12-01", "--format", format, "--out", path];
        let (code, stdout, stderr) =
            log(&[&["export", "--data", folder.path().to_str().unwrap()], &args[..]].concat());
        assert_eq!((code, stdout.as_str()), (0, ""));
        assert_eq!(stderr, format!("4 rows in {path}\n"));
        assert_eq!(log(&["verify", path]), (0, format!("{path}: 4 rows hold\n"), String::new()), "{format}");
        let whole = std::fs::read_to_string(&file).unwrap();
        let check = |text: &str| {
            gongshi::store::atomic::write(&file, text.as_bytes()).unwrap();
            log(&["verify", path])
        };
        for (from, to) in [
            ("notice-1", "notice-9"),
            ("滚动屏", "大屏"),
            ("12000", "12001"),
            (":59:50.250", ":59:50.251"),
            ("true", "false"),
        ] {
            assert!(whole.contains(from), "{from}: {whole}");
            let (code, stdout, _) = check(&whole.replacen(from, to, 1));
            assert_eq!(code, 1, "{format}, {from}: {stdout}");
            assert!(stdout.contains("was changed"), "{stdout}");
        }
        // A row that is taken out.
        let mut lines: Vec<&str> = whole.split_inclusive('\n').collect();
        lines.remove(2);
        let (code, stdout, _) = check(&lines.concat());
        assert_eq!(code, 0, "{stdout}");
        assert!(stdout.contains("rows 2 to 2 are not in it"), "{stdout}");
        let (code, _, stderr) = check("number,screen\n1,x\n");
        assert_eq!(code, 1);
        assert!(stderr.contains("is not what `log export` writes"), "{stderr}");
    }
}

#[test]
fn no_word_of_what_was_shown_is_in_the_log() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    let notice = |id: &str, title: &str| {
        let mut notice = item(title);
        notice["id"] = json!(id);
        notice["summary"] = json!("canary in the summary");
        notice
    };
    let canary = ["canary 抽检公告", "goldfinch 公告"];
    bureau.feed("/feed.json", &feed_of(1, &[notice("n-1", canary[0]), notice("n-2", canary[1])]));
    let hall = hall(&bureau.url("/feed.json"));
    let client = Client::start_hall(&hall, data.path(), Options::default());
    client.until_titles(&canary);
    for face in [Face::Board, Face::Strip] {
        let screen = hall.screens.iter().find(|screen| screen.face == face).unwrap().clone();
        let clock = Arc::clone(&client.clock) as Arc<dyn Clock>;
        let (recording, mut teller) =
            Recording::start(data.path(), &screen.name, hall.keep_days, clock).unwrap();
        let (size, clock) = (screen.size.unwrap(), Arc::clone(&client.clock));
        let mut frames = Frames::new(hall.clone(), screen, size, clock, client.sync.snapshots());
        frames.client.on_change(move |wall, mono, on| teller.tell(wall, mono, on));
        frames.run(60.0);
        drop(recording);
    }
    let reading = Reading::open(data.path()).unwrap();
    assert!(reading.verify().unwrap().unwrap().rows > 10);
    let mut seen = Vec::new();
    let take = |kept: Kept| {
        seen.push((kept.row.screen, kept.row.items));
        Ok::<_, gongshi::store::StoreError>(())
    };
    reading.rows((Timestamp::MIN, Timestamp::MAX), take).unwrap();
    for screen in ["board", "strip"] {
        for id in ["n-1", "n-2"] {
            assert!(seen.contains(&(screen.into(), id.into())), "{screen} {id}: {seen:?}");
        }
    }
    drop(reading);
    for file in std::fs::read_dir(data.path()).unwrap().flatten() {
        if file.file_name().to_string_lossy().starts_with(NAME) {
            let bytes = std::fs::read(file.path()).unwrap();
            let holds = |word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!holds("canary") && !holds("goldfinch") && !holds("公告"), "{:?}", file.path());
        }
    }
}
