//! The command line as its users meet it: what is said where, and with which exit code.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

use std::{
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongshi"));
    command.args(args).stdin(Stdio::null()).current_dir(root()).env_remove("GONGSHI_LOG");
    command
}

/// Exit code, standard output, standard error.
fn gongshi(args: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = command(args).output().expect("the program starts");
    (status.code(), String::from_utf8(stdout).expect("UTF-8"), String::from_utf8(stderr).expect("UTF-8"))
}

/// What `check` says of a file, as it is committed under tests/cli.
fn check(file: &str) -> (Option<i32>, String, String) {
    gongshi(&["check", &format!("tests/cli/{file}")])
}

fn refused(file: &str) -> String {
    let (code, stdout, stderr) = check(file);
    assert_eq!((code, stdout.as_str()), (Some(1), ""), "{stderr}");
    stderr
}

#[test]
fn the_template_is_right() {
    let (code, stdout, stderr) = gongshi(&["check", "config/hall.toml"]);
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    insta::assert_snapshot!(stdout);
}

#[test]
fn a_doubtful_config_is_right_but_warned_of() {
    let (code, stdout, stderr) = check("doubtful.toml");
    assert_eq!(code, Some(0));
    assert!(stdout.contains("without mistakes"), "{stdout}");
    insta::assert_snapshot!(stderr);
}

#[test]
fn what_of_a_plan_will_not_play_as_meant_is_warned_of_at_its_line() {
    let (code, stdout, stderr) = check("unplayed.toml");
    assert_eq!(code, Some(0), "{stderr}");
    assert!(stdout.contains("without mistakes"), "{stdout}");
    for (warning, line) in [
        ("runs 450 characters a minute past, people read 240", 18),
        ("nothing plays the playlist `没有人播`", 22),
        ("reading this takes 14 s, but it stands for 5 s", 28),
        ("there is no file", 32),
        ("the schedule `去年国庆` will never apply again", 39),
        ("the schedule `被挡住` plays only while there is nothing to show of `总在前面`", 43),
    ] {
        let at = stderr.find(warning).unwrap_or_else(|| panic!("no `{warning}` in {stderr}"));
        let place = format!("unplayed.toml:{line}:");
        assert!(stderr[at..].lines().nth(1).unwrap().contains(&place), "{warning} at {place}: {stderr}");
    }
    assert_eq!(stderr.matches("warning").count(), 7, "and the gap of the strip: {stderr}");
    assert!(stderr.contains("nothing is planned for the main zone of screen `strip`"), "{stderr}");
}

#[test]
fn what_a_plan_asks_of_its_sources_is_held_against_them_when_asked_for() {
    let at = ["--at", "2026-11-23T08:00:00+08:00"];
    let (code, _, offline) = gongshi(&[&["check", "tests/cli/content.toml"], &at[..]].concat());
    assert_eq!(code, Some(0), "{offline}");
    let (code, _, stderr) = gongshi(&[&["check", "tests/cli/content.toml", "--content"], &at[..]].concat());
    assert_eq!(code, Some(0), "{stderr}");
    insta::assert_snapshot!(stderr);
    for asked in ["matches nothing now", "no source has", "not_proactive", "reading `new`"] {
        assert!(stderr.contains(asked) && !offline.contains(asked), "{asked}");
    }
}

#[test]
fn an_item_that_will_not_be_seen_is_told_the_rule_that_keeps_it() {
    for (id, board) in [
        (
            "new",
            "board, main: 2026-11-23T09:00:00+08:00 to 2026-11-23T09:00:05+08:00, playlist 上午, entry 1",
        ),
        ("old", "entry 1 of 上午 asks only for the newest 1, and it is an older one"),
        ("guide", "entry 1 of 早 asks for it, but the schedule 早 stands below 上午, 十点以后"),
        ("law", "entry 1 of 没有人播 asks for it, but nothing plays that playlist here"),
        ("secret", "never: not_proactive"),
        ("nowhere", "no source has the item nowhere"),
    ] {
        let plan = ["plan", "--config", "tests/cli/content.toml", "--screen", "board", "--explain", id];
        let (code, stdout, stderr) = gongshi(&[&plan[..], &["--at", "2026-11-23T08:00:00+08:00"]].concat());
        assert_eq!((code, stderr.as_str()), (Some(0), ""));
        assert!(stdout.contains(board), "{id}: {stdout}");
    }
}

#[test]
fn a_chinese_keyboard_is_understood() {
    insta::assert_snapshot!(refused("keyboard.toml"));
}

#[test]
fn every_mistake_is_shown_at_its_line() {
    insta::assert_snapshot!(refused("mistakes.toml"));
}

#[test]
fn a_strip_outside_its_output_is_shown_with_both_places() {
    insta::assert_snapshot!(refused("strip.toml"));
}

#[test]
fn an_ansi_file_from_notepad_is_named_as_such() {
    let file = scratch("ansi.toml");
    // 示例 in GBK.
    write(&file, b"[hall]\nname = \"\xCA\xBE\xC0\xFD\"\n");
    let (code, _, stderr) = gongshi(&["check", &file.to_string_lossy()]);
    assert_eq!(code, Some(1));
    assert!(stderr.contains("name = \"示例\"") && stderr.contains("编码 UTF-8"), "{stderr}");
}

#[test]
fn an_empty_file_says_what_is_missing() {
    let file = scratch("empty.toml");
    write(&file, b"");
    let (code, _, stderr) = gongshi(&["check", &file.to_string_lossy()]);
    assert_eq!(code, Some(1));
    for part in ["[hall]", "[[source]]", "[[screen]]"] {
        assert!(stderr.contains(part), "{stderr}");
    }
}

#[test]
fn a_file_that_is_not_there_is_said_with_its_cause() {
    let (code, stdout, stderr) = gongshi(&["check", "tests/cli/nowhere.toml"]);
    assert_eq!((code, stdout.as_str()), (Some(1), ""));
    assert!(stderr.contains("tests/cli/nowhere.toml") && stderr.contains("No such file"), "{stderr}");
    let (code, _, stderr) = gongshi(&["check", "tests"]);
    assert_eq!(code, Some(1), "{stderr}");
}

#[test]
fn a_pipe_is_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe").display().to_string();
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let (code, _, stderr) = gongshi(&["check", &pipe]);
    assert_eq!(code, Some(1));
    assert!(stderr.contains("pipe or a device"), "{stderr}");
    let (code, _, stderr) = gongshi(&["render", "--face", "kiosk", "--config", &pipe, "--out", "no.png"]);
    assert_eq!(code, Some(1));
    assert!(stderr.contains("pipe or a device"), "{stderr}");
    assert_eq!(gongshi(&["feed", "inspect", &pipe]).0, Some(1));
}

#[test]
fn a_feed_is_told_from_a_config_and_warned_of() {
    let (code, stdout, stderr) = check("doubtful.json");
    assert_eq!(code, Some(0), "{stderr}");
    assert!(stdout.contains("items     1 notice, 1 honour"), "{stdout}");
    insta::assert_snapshot!(stderr);
}

#[test]
fn an_item_that_would_not_be_taken_is_shown_at_its_field() {
    insta::assert_snapshot!(refused("wrong.json"));
}

#[test]
fn a_feed_that_was_cut_off_is_shown_where() {
    insta::assert_snapshot!(refused("cut.json"));
}

#[test]
fn a_feed_in_utf_16_is_a_feed() {
    let file = scratch("utf16.xml");
    let text = "\u{feff}<rss version=\"2.0\"><channel><title>示例</title></channel></rss>";
    write(&file, &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    let (code, stdout, stderr) = gongshi(&["check", &file.to_string_lossy()]);
    assert_eq!(code, Some(0), "{stderr}");
    assert!(stdout.contains("items     none"), "{stdout}");
}

#[test]
fn inspect_answers_for_programs() {
    let (code, stdout, stderr) =
        gongshi(&["feed", "inspect", "tests/cli/doubtful.json", "--json", "--at", "2026-11-23"]);
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    let items: serde_json::Value = serde_json::from_str(&stdout).expect("JSON");
    let fields = |item: &serde_json::Value| {
        let mut fields: Vec<String> = item.as_object().expect("an object").keys().cloned().collect();
        fields.sort();
        fields.join(" ")
    };
    assert_eq!(fields(&items[0]), "detail id kind title verdict");
    assert_eq!(fields(&items[1]), "detail entries_hidden entries_shown id kind title verdict");
    assert_eq!((&items[0]["verdict"], &items[1]["verdict"]), (&"not_proactive".into(), &"shown".into()));
}

#[test]
fn inspect_says_why_a_document_is_refused() {
    let (code, stdout, stderr) = gongshi(&["feed", "inspect", "tests/cli/cut.json", "--json"]);
    assert_eq!(code, Some(1));
    let answer: serde_json::Value = serde_json::from_str(&stdout).expect("JSON");
    let reason = answer["refused"].as_str().expect("a reason");
    assert!(reason.contains("truncated") && stderr.contains(reason), "{stdout}{stderr}");
    let (code, stdout, stderr) = gongshi(&["feed", "inspect", "tests/cli/cut.json"]);
    assert_eq!((code, stdout.as_str()), (Some(1), ""));
    assert!(stderr.contains("truncated"), "{stderr}");
    let (code, _, stderr) = gongshi(&["feed", "inspect", "tests/cli/doubtful.json", "--at", "tomorrow"]);
    assert_eq!(code, Some(2), "{stderr}");
}

#[test]
fn the_committed_schemas_are_those_of_the_program() {
    for document in ["config", "feed"] {
        let (code, stdout, _) = gongshi(&["schema", document]);
        assert_eq!(code, Some(0));
        let file = format!("assets/schema/{document}.json");
        let committed = std::fs::read_to_string(root().join(&file)).unwrap_or_default();
        assert!(committed == stdout, "{file} is old; run: gongshi schema {document} > {file}");
    }
}

#[test]
fn a_wrong_command_line_is_2_and_help_is_0() {
    let (code, stdout, _) = gongshi(&["--help"]);
    assert_eq!(code, Some(0));
    for word in ["check", "feed", "schema"] {
        assert!(stdout.contains(word), "{stdout}");
    }
    let (code, stdout, stderr) = gongshi(&["schema", "confg"]);
    assert_eq!((code, stdout.as_str()), (Some(2), ""));
    assert!(stderr.contains("config"), "{stderr}");
}

#[test]
fn a_reader_that_leaves_harms_nothing() {
    for args in [&["schema", "config"][..], &["--help"], &["check", "config/hall.toml"]] {
        let mut child =
            command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stderr.is_empty(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn no_colours_where_no_terminal_is() {
    let output = command(&["check", "tests/cli/mistakes.toml"]).output().expect("the program starts");
    assert!(!output.stderr.contains(&0x1B));
}

/// A file of this test process alone, in cargo's own place for such files.
fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{}-{name}", std::process::id()))
}

fn write(file: &Path, bytes: &[u8]) {
    gongshi::store::atomic::write(file, bytes).expect("the target folder can be written");
}

#[test]
fn the_programme_of_a_planned_board_is_told_in_advance() {
    let plan = |rest: &[&str]| {
        let args = ["plan", "--config", "tests/cli/planned.toml", "--at", "2026-11-23T08:59:50+08:00"];
        let (code, stdout, stderr) = gongshi(&[&args, rest].concat());
        assert_eq!((code, stderr.as_str()), (Some(0), ""));
        stdout
    };
    let lines: serde_json::Value = serde_json::from_str(&plan(&["--for", "30s", "--json"])).unwrap();
    let told: Vec<String> = lines
        .as_array()
        .unwrap()
        .iter()
        .map(|line| {
            assert_eq!((line["screen"].as_str(), line["zone"].as_str()), (Some("board"), Some("main")));
            let text = |key: &str| line[key].as_str().unwrap_or("null").to_owned();
            format!(
                "{} {} {} {} {}",
                text("start"),
                text("end"),
                text("playlist"),
                line["entry"],
                text("item_id")
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "2026-11-23T08:59:50+08:00 2026-11-23T09:00:00+08:00 夜 1 null",
            "2026-11-23T09:00:00+08:00 2026-11-23T09:00:10+08:00 日常 1 null",
            "2026-11-23T09:00:10+08:00 2026-11-23T09:00:18+08:00 日常 2 open",
            "2026-11-23T09:00:18+08:00 2026-11-23T09:00:20+08:00 日常 1 null",
        ]
    );
    let open = plan(&["--explain", "open"]);
    assert!(
        open.contains(
            "board, main: 2026-11-23T09:00:10+08:00 to 2026-11-23T09:00:18+08:00, playlist 日常, entry 2"
        ),
        "{open}"
    );
    assert!(plan(&["--explain", "secret"]).contains("never: not_proactive"));
    assert!(plan(&["--explain", "guide"]).contains("no entry asks for it"));
    let (code, _, stderr) = gongshi(&["plan", "--screen", "kiosk"]);
    assert_eq!(code, Some(1));
    assert!(stderr.contains("only boards and strips play playlists"), "{stderr}");
}

#[test]
fn the_programme_tells_every_zone_of_boards_and_strips_and_when_a_screen_is_off() {
    let at = ["--config", "tests/cli/zones.toml", "--at", "2026-11-23T08:59:50+08:00"];
    let (code, stdout, stderr) = gongshi(&[&["plan", "--for", "11s", "--json"], &at[..]].concat());
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    let lines: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    let places: Vec<String> = lines
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| line["start"].as_str() == Some("2026-11-23T08:59:50+08:00"))
        .map(|line| {
            let text = |key: &str| line[key].as_str().unwrap_or("null").to_owned();
            format!("{} {} {} {}", text("screen"), text("zone"), text("playlist"), text("item_id"))
        })
        .collect();
    let expected =
        ["board main 提示 null", "board side 公告 open", "board ticker 公告 open", "strip main 公告 open"];
    assert_eq!(places, expected);
    let off = lines
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| line["screen"] == "board" && line["playlist"].is_null());
    for line in off.clone() {
        assert_eq!(line["start"], "2026-11-23T09:00:00+08:00");
        assert!(line["why"].as_str().unwrap().contains("off by its hours"), "{line}");
    }
    assert_eq!(off.count(), 3, "every zone of it");
    let (_, told, _) = gongshi(&[&["plan", "--explain", "open"], &at[..]].concat());
    assert!(told.contains("board, side: 2026-11-23T08:59:5") && told.contains("strip, main:"), "{told}");
}

#[test]
fn a_page_is_drawn_without_a_display_and_what_no_font_has_is_said_once() {
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("page.png");
    let mut render = command(&["render", "--face", "kiosk", "--page", "item/n1", "--size", "540x960"]);
    render.args(["--source", "tests/cli/rare.json", "--out"]).arg(&out);
    let Output { status, stderr, .. } =
        render.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").output().unwrap();
    let stderr = String::from_utf8(stderr).unwrap();
    assert!(status.success(), "{stderr}");
    assert_eq!(image::image_dimensions(&out).unwrap(), (540, 960));
    // The last code point of the last private plane: no system font has it.
    assert_eq!(stderr.matches("no font has \u{10FFFD} (U+10FFFD)").count(), 1, "{stderr}");
    assert!(!stderr.contains("no font has 公"), "{stderr}");
}

#[test]
fn without_graphics_the_package_is_named() {
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("page.png");
    let mut render = command(&["render", "--face", "kiosk", "--source", "tests/cli/rare.json", "--out"]);
    render
        .arg(&out)
        .env("VK_DRIVER_FILES", "/nonexistent")
        .env("__EGL_VENDOR_LIBRARY_FILENAMES", "/nonexistent");
    let Output { status, stderr, .. } = render.output().unwrap();
    let stderr = String::from_utf8(stderr).unwrap();
    assert_eq!(status.code(), Some(1), "{stderr}");
    assert!(stderr.contains("mesa-vulkan-drivers"), "{stderr}");
    assert!(!out.exists());
}

#[test]
fn staff_interrupt_list_and_stop() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_string_lossy();
    let start = |lasts: &str| {
        gongshi(&[
            "interrupt",
            "start",
            "--title",
            "停电",
            "--severity",
            "severe",
            "--for",
            lasts,
            "--data",
            &data,
        ])
    };
    let (code, started, stderr) = start("30min");
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    assert!(started.starts_with("1\tsevere\tuntil ") && started.ends_with("\t停电\n"), "{started}");
    let list = || gongshi(&["interrupt", "list", "--data", &data]);
    assert_eq!(list(), (Some(0), started.clone(), String::new()));
    let (code, _, stderr) = start("13h");
    assert_eq!(code, Some(2));
    assert!(stderr.contains("from 1s to 12h"), "{stderr}");
    let (code, _, stderr) = gongshi(&["interrupt", "stop", "7", "--data", &data]);
    assert_eq!(code, Some(1));
    assert!(stderr.contains("no interrupt `7` stands"), "{stderr}");
    assert_eq!(gongshi(&["interrupt", "stop", "1", "--data", &data]), (Some(0), started, String::new()));
    assert_eq!(list(), (Some(0), String::new(), String::new()));
}
