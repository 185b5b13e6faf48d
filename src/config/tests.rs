//! Whole configs, right and wrong.

use std::{path::Path, time::Duration};

use jiff::SignedDuration;
use proptest::prelude::*;
use serde_json::Value;

use super::{limits::*, *};
use crate::{
    domain::Kind,
    playback::plan::{Power, Zone},
};

const TEMPLATE: &str = include_str!("../../config/hall.toml");
const HOLIDAYS: &str = include_str!("../../config/holidays.toml");

const LEAST: &str = r#"
[hall]
name = "示例大厅"
[[source]]
name = "局"
url = "https://example.gov.cn/feed.json"
[[screen]]
name = "kiosk"
face = "kiosk"
diagonal_inch = 32
"#;

fn read(text: &str) -> Result<Hall, Vec<Problem>> {
    whole(text, "").map(|(hall, _)| hall).map_err(|mistakes| mistakes.problems)
}

/// Reads a config beside which a holiday file stands.
fn whole(text: &str, holidays: &str) -> Result<(Hall, Places), Mistakes> {
    parse(text, Path::new("/etc/gongshi/hall.toml"), &|file| {
        let there = file == Path::new("/etc/gongshi/holidays.toml");
        if there { Ok(holidays.into()) } else { Err(std::io::ErrorKind::NotFound.into()) }
    })
}

/// The messages of a config that must be refused, each with the text it marks.
fn mistakes(text: &str) -> Vec<(String, String)> {
    let problems = read(text).expect_err("refused");
    problems.into_iter().map(|problem| (problem.message, text[problem.range].to_owned())).collect()
}

#[test]
fn the_template_is_what_a_hall_starts_from() {
    let hall = read(TEMPLATE).unwrap();
    assert_eq!(hall.name, "示例区市场监督管理局政务服务大厅");
    assert_eq!(hall.sources[0].poll, DEFAULT_POLL);
    assert_eq!(hall.screens.iter().map(|screen| screen.face).collect::<Vec<_>>(), Face::ALL);
    // What it writes out for staff to see are the defaults: taking the lines away changes nothing.
    let written = |line: &&str| {
        [
            "time_zone",
            "poll",
            "stale_after",
            "require_approval",
            "viewing_distance_m = 0.6",
            "theme",
            "internal",
        ]
        .iter()
        .chain(&[
            "columns",
            "idle_reset",
            "reduced_motion",
            "dwell",
            "x =",
            "y =",
            "speed",
            "direction",
            "crisp",
        ])
        .all(|key| !line.starts_with(key))
    };
    let short: Vec<&str> = TEMPLATE.lines().filter(written).collect();
    assert_eq!(read(&short.join("\n")).unwrap(), hall);
}

#[test]
fn the_template_explains_every_key() {
    let mut keys = Vec::new();
    property_names(&schema(), &mut keys);
    assert!(keys.len() > 30, "{keys:?}");
    for key in keys {
        assert!(TEMPLATE.contains(&key), "config/hall.toml does not show `{key}`");
    }
}

#[test]
fn the_least_config_has_all_defaults() {
    let hall = read(LEAST).unwrap();
    assert_eq!(hall.zone.iana_name(), Some("Asia/Shanghai"));
    assert_eq!(hall.sources[0].stale_after, SignedDuration::from_mins(30));
    let screen = &hall.screens[0];
    assert_eq!(
        screen.columns.iter().map(|column| column.id.as_str()).collect::<Vec<_>>(),
        Kind::ALL.map(Kind::word)
    );
    assert_eq!((screen.theme, screen.idle_reset), (ThemeName::Day, Duration::from_secs(90)));
}

#[test]
fn the_play_log_is_kept_for_so_many_days() {
    assert_eq!(read(LEAST).unwrap().keep_days, KEEP_DAYS);
    let with = |line: &str| format!("{LEAST}[play_log]\n{line}\n");
    assert_eq!(read(&with("")).unwrap().keep_days, KEEP_DAYS);
    assert_eq!(read(&with("keep_days = 90")).unwrap().keep_days, 90);
    for days in ["6", "3661", "-1", "\"90\"", "90.5"] {
        let mistakes = mistakes(&with(&format!("keep_days = {days}")));
        assert_eq!(mistakes.len(), 1, "{mistakes:?}");
        assert_eq!(mistakes[0].1, days);
    }
}

#[test]
fn columns_are_words_or_tables() {
    let text =
        format!("{LEAST}columns = [\"guide\", {{ title = \"榜单\", kinds = [\"ranking\", \"honour\"] }}]");
    let columns = read(&text).unwrap().screens.remove(0).columns;
    let own =
        Column {
            id: "ranking".into(), title: Some("榜单".into()), kinds: vec![Kind::Ranking, Kind::Honour]
        };
    assert_eq!(columns, [Column::of(Kind::Guide), own]);
}

#[test]
fn a_relative_file_starts_at_the_configs_folder() {
    let url = |written: &str| {
        read(&LEAST.replace("https://example.gov.cn/feed.json", written))
            .map(|mut hall| hall.sources.remove(0).url)
    };
    assert_eq!(url("file:feed.json").unwrap(), "file:///etc/gongshi/feed.json");
    assert_eq!(url("file:/srv/公示 1/").unwrap(), "file:///srv/%E5%85%AC%E7%A4%BA%201");
    assert_eq!(url("file:///srv/feed.json").unwrap(), "file:///srv/feed.json");
    assert_eq!(url("HTTP://Example.gov.cn").unwrap(), "http://example.gov.cn/");
    for wrong in [
        "ftp://example.gov.cn/feed.json",
        "file://server/feed.json",
        "file:",
        "file:///",
        "feed.json",
        "/srv/feed.json",
        "www.example.gov.cn/feed.json",
        "https:example.gov.cn",
        "https://",
        "https://exa mple.gov.cn/",
        "javascript:alert(1)",
    ] {
        let problems = url(wrong).expect_err(wrong);
        assert_eq!(problems.len(), 1, "{wrong}: {problems:?}");
        assert!(problems[0].hint.contains("write"), "{problems:?}");
    }
}

#[test]
fn all_mistakes_are_told_at_once() {
    let text = r#"
[hall]
name = "示例大厅"
time_zone = "Asia/Shanghia"
[[source]]
name = "局"
url = "gopher://example.gov.cn/"
pol = "30s"
poll = "1s"
[[source]]
name = "局"
[[screen]]
name = "a"
face = "kiosk"
size = "big"
kinds = ["notice"]
[[screen]]
name = "a"
face = "board"
kinds = []
theme = "dark"
dwell = 10
"#;
    let marked: Vec<String> =
        mistakes(text).into_iter().map(|(message, marked)| format!("{marked} | {message}")).collect();
    insta::assert_snapshot!(marked.join("\n"));
}

#[test]
fn a_strip_stays_in_its_output() {
    let strip = |keys: &str| {
        let screen =
            "name = \"s\"\nface = \"strip\"\nsize = \"1536x64\"\nkinds = [\"notice\"]\n[screen.strip]\n";
        let text = LEAST.split("name = \"kiosk\"").next().unwrap().to_owned() + screen + keys;
        read(&text)
            .map_err(|problems| problems.into_iter().map(|problem| problem.message).collect::<Vec<_>>())
    };
    let options = strip("x = 36\nwidth = 1500\ntext_height = 64").unwrap().screens[0].strip;
    assert_eq!(
        (options.x, options.width, options.height, options.text_height),
        (36, Some(1500), None, Some(64))
    );
    for wrong in [
        "x = 1536",
        "y = 64",
        "x = 37\nwidth = 1500",
        "height = 65",
        "text_height = 65",
        "y = 32\ntext_height = 33",
        "height = 32\ntext_height = 48",
        "x = -1",
        "speed = 0",
        "speed = 99999999999999999999",
        "direction = \"right\"",
        "crisp = 1",
    ] {
        assert_eq!(strip(wrong).expect_err(wrong).len(), 1, "{wrong}");
    }
}

#[test]
fn a_key_of_another_face_is_a_mistake() {
    for (face, keys) in [
        ("kiosk", "diagonal_inch = 32\nkinds = [\"notice\"]\ndwell = \"9s\"\nstrip = {}"),
        (
            "board",
            "diagonal_inch = 65\nviewing_distance_m = 3\nkinds = [\"notice\"]\ncolumns = [\"notice\"]\nidle_reset = \"90s\"\nstrip = {}",
        ),
        ("strip", "kinds = [\"notice\"]\ncolumns = [\"notice\"]\ndwell = \"9s\"\ndiagonal_inch = 32"),
    ] {
        let text = LEAST.split("name = \"kiosk\"").next().unwrap().to_owned()
            + &format!("name = \"s\"\nface = \"{face}\"\n{keys}");
        let wrong = mistakes(&text);
        assert_eq!(wrong.len(), 3, "{wrong:?}");
    }
}

#[test]
fn a_byte_order_mark_and_windows_lines_are_read() {
    assert_eq!(read(&format!("\u{feff}{LEAST}").replace('\n', "\r\n")), read(LEAST));
}

/// The keys of the schema and the keys that are read are the same.
#[test]
fn the_schema_knows_what_is_read() {
    let schema = schema();
    for (title, pointer, table) in [
        ("the file", "/properties", ""),
        ("[hall]", "/$defs/HallTable/properties", "[hall]"),
        ("[[source]]", "/$defs/SourceTable/properties", "[[source]]"),
        ("[[screen]]", "/$defs/ScreenTable/properties", "[[screen]]\nface = \"kiosk\""),
        ("[[group]]", "/$defs/GroupTable/properties", "[[group]]"),
        ("[[screen.hours]]", "/$defs/HoursTable/properties", "[[screen]]\n[[screen.hours]]"),
        ("[[share]]", "/$defs/ShareTable/properties", "[[share]]"),
        ("[screen.strip]", "/$defs/StripTable/properties", "[[screen]]\n[screen.strip]"),
        ("[[playlist]]", "/$defs/PlaylistTable/properties", "[[playlist]]"),
        ("[[playlist.entry]]", "/$defs/EntryTable/properties", "[[playlist]]\n[[playlist.entry]]"),
        ("[[schedule]]", "/$defs/ScheduleTable/properties", "[[schedule]]"),
        ("[calendar]", "/$defs/CalendarTable/properties", "[calendar]"),
        ("[play_log]", "/$defs/PlayLogTable/properties", "[play_log]"),
        ("a column", "/$defs/ColumnTable/properties", "[[screen]]\n[[screen.columns]]"),
    ] {
        let properties = schema.pointer(pointer).and_then(Value::as_object).expect(pointer);
        let mut of_schema: Vec<String> = properties.keys().map(|key| format!("`{key}`")).collect();
        of_schema.sort();
        let problems = read(&format!("{table}\nzzzzzz = 1\n")).unwrap_err();
        let unknown =
            problems.iter().find(|problem| problem.message == format!("{title} has no key `zzzzzz`"));
        let listed = unknown.expect(title).notes[0].text.clone();
        assert_eq!(listed, format!("its keys are {}", of_schema.join(", ")), "{title}");
    }
}

fn property_names(schema: &Value, names: &mut Vec<String>) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::Object(properties)) = object.get("properties") {
                names.extend(properties.keys().cloned());
            }
            object.values().for_each(|inner| property_names(inner, names));
        }
        Value::Array(list) => list.iter().for_each(|inner| property_names(inner, names)),
        _ => {}
    }
}

/// What holds for every text: an answer, and marks that lie in it and between its characters.
fn sound(text: &str) {
    if let Err(problems) = read(text) {
        assert!(!problems.is_empty());
        for problem in problems {
            assert!(text.get(problem.range.clone()).is_some(), "{problem:?}");
            assert!(!problem.hint.is_empty(), "{problem:?}");
            for range in problem.notes.iter().filter_map(|note| note.range.clone()) {
                assert!(text.get(range).is_some(), "{problem:?}");
            }
        }
    }
}

proptest! {
    #[test]
    fn any_text_gets_an_answer(text in any::<String>()) {
        sound(&text);
    }

    #[test]
    fn any_piece_of_toml_gets_an_answer(text in r#"(\[{0,2}(hall|source|screen|screen\.strip)\]{0,2}\n|(name|url|face|size|kinds|columns|poll|x) = ("[a-z:/0-9x*公]{0,9}"|[0-9.e-]{1,6}|\[("guide"|,|\{|\}|1){0,5}\]|\{\})\n){0,12}"#) {
        sound(&text);
    }

    #[test]
    fn a_template_with_a_slip_gets_an_answer(at in 0..TEMPLATE.chars().count(), length in 0..40_usize, put in ".{0,3}") {
        let before: String = TEMPLATE.chars().take(at).collect();
        let after: String = TEMPLATE.chars().skip(at + length).collect();
        sound(&format!("{before}{put}{after}"));
    }
}

/// A board with what a plan needs, and whatever follows.
fn board(keys: &str, rest: &str) -> String {
    let screen = "name = \"board\"\nface = \"board\"\ndiagonal_inch = 65\nviewing_distance_m = 4\n";
    LEAST.split("name = \"kiosk\"").next().unwrap().to_owned() + screen + keys + "\n" + rest
}

/// The template with all its examples in force: `# ` taken away from every line that would be code.
fn all_examples() -> String {
    let code = |line: &str| {
        let key = line.split_once(" = ").map(|(key, _)| key);
        line.starts_with('[')
            || key.is_some_and(|key| {
                key.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '"'))
            })
    };
    let lines =
        TEMPLATE.lines().map(|line| line.strip_prefix("# ").filter(|line| code(line)).unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_examples_of_the_template_are_right() {
    let (hall, places) = whole(&all_examples(), HOLIDAYS).unwrap();
    let plan = &hall.plan;
    let names: Vec<&str> = plan.playlists.iter().map(|list| list.name.as_str()).collect();
    assert_eq!(names, ["日常", "下班后", "侧区", "滚动条"]);
    assert_eq!(plan.playlists[0].entries.len(), 6);
    assert_eq!((plan.schedules.len(), places.schedules.len()), (3, 3));
    assert_eq!((plan.calendar.hours.len(), plan.calendar.off.len(), plan.calendar.work.len()), (2, 8, 7));
    assert_eq!(hall.files.len(), 2);
    for zone in Zone::ALL {
        assert!(plan.fallback("board", zone).is_some(), "{zone:?}");
    }
    let board = plan.of("board").unwrap();
    assert_eq!(
        (board.reading_speed, board.hours.len()),
        (240, 3),
        "the screen's own goes before its group's"
    );
    let values: Vec<(&str, &str)> =
        board.variables.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(values, [("咨询电话", "12315"), ("楼层", "一层"), ("窗口", "3")]);
    assert_eq!(hall.screens[2].strip.pixel_pitch_mm, Some(10.0));
    assert!(plan.concerns("strip", Zone::Main) && !plan.concerns("strip", Zone::Side));
}

#[test]
fn a_board_with_a_playlist_needs_no_kinds_and_one_with_kinds_no_playlist() {
    let list = "[[playlist]]\nname = \"p\"\n[[playlist.entry]]\npage = \"clock\"\n";
    let hall = read(&board("playlist = \"p\"\nreading_speed = 200", list)).unwrap();
    assert_eq!((hall.plan.fallback("board", Zone::Main), hall.plan.reading_speed("board")), (Some(0), 200));
    let hall = read(&board("kinds = [\"notice\"]", "")).unwrap();
    assert_eq!(hall.plan, crate::playback::Plan::default());
    assert_eq!(mistakes(&board("", list)).len(), 1, "neither");
}

#[test]
fn mistakes_of_playlists_and_schedules_are_told() {
    let text = board(
        "playlist = \"日常1\"",
        r#"[[playlist]]
name = "日常"
[[playlist.entry]]
kinds = ["notice"]
item = "a"
[[playlist.entry]]
count = 2
[[playlist.entry]]
page = "clock"
order = "newest"
[[playlist.entry]]
playlist = "甲"
[[playlist]]
name = "甲"
[[playlist.entry]]
playlist = "乙"
[[playlist]]
name = "乙"
[[playlist.entry]]
playlist = "甲"
[[playlist]]
name = "空"
[[schedule]]
playlist = "日常"
screens = ["bord"]
days = ["周一", "first-monday"]
dates = ["2026-02-29"]
times = ["9-17"]
hall = "open"
before_open = "30min"
[calendar]
hours = ["13:30-17:00", "09:00-12:00"]
"#,
    );
    let marked: Vec<String> =
        mistakes(&text).into_iter().map(|(message, marked)| format!("{marked} | {message}")).collect();
    insta::assert_snapshot!(marked.join("\n"));
}

#[test]
fn what_a_screen_says_goes_before_its_group() {
    let text = LEAST.split("[[screen]]").next().unwrap().to_owned()
        + r#"
[variables]
"电话" = "12315"
"层" = "一"
[[group]]
name = "大屏"
theme = "contrast"
kinds = ["notice"]
diagonal_inch = 65
viewing_distance_m = 6
reading_speed = 200
variables = { "层" = 2, "窗口" = "1" }
[[group.hours]]
hall = "closed"
power = "off"
[group.strip]
speed = 60
text_height = 32
[[screen]]
name = "甲"
face = "board"
group = "大屏"
theme = "day"
variables = { "窗口" = "5" }
[[screen]]
name = "乙"
face = "board"
group = "大屏"
[[screen.hours]]
power = "dim"
brightness = 30
[[screen]]
name = "条"
group = "大屏"
face = "strip"
[screen.strip]
speed = 90
[[playlist]]
name = "p"
[[playlist.entry]]
title = "{窗口}号窗口"
text = "{层}层，电话 {电话}"
[[schedule]]
playlist = "p"
screens = ["大屏"]
[[schedule]]
playlist = "p"
zone = "side"
screens = ["大屏"]
"#;
    let hall = read(&text).unwrap();
    let of = |name: &str| (hall.screen(Some(name)).unwrap(), hall.plan.of(name).unwrap());
    let (first, own) = of("甲");
    assert_eq!((first.theme, first.viewing_distance_m, own.reading_speed), (ThemeName::Day, 6.0, 200));
    assert_eq!(own.variables.values().collect::<Vec<_>>(), ["2", "12315", "5"]);
    assert_eq!(own.hours[0].power, Power::Off);
    let (second, own) = of("乙");
    assert_eq!((second.theme, own.hours[0].power), (ThemeName::Contrast, Power::Dim(30)));
    let (strip, _) = of("条");
    assert_eq!((strip.strip.speed, strip.strip.text_height, strip.diagonal_inch), (90, Some(32), 0.0));
    assert_eq!(hall.plan.schedules[0].screens, ["乙", "条", "甲"]);
    assert_eq!(hall.plan.schedules[1].screens, ["乙", "甲"]);
}

#[test]
fn a_mistake_of_a_group_is_told_once_at_its_own_line() {
    let screens = "[[screen]]\nname = \"a\"\ngroup = \"g\"\n[[screen]]\nname = \"b\"\ngroup = \"gg\"\n";
    let group = "[[group]]\nname = \"g\"\nface = \"board\"\nthem = \"day\"\ndiagonal_inch = 0\nkinds = [\"notice\"]\nviewing_distance_m = 3\n[[group.hours]]\n";
    let text = LEAST.split("[[screen]]").next().unwrap().to_owned() + group + screens;
    let told: Vec<String> =
        mistakes(&text).into_iter().map(|(message, marked)| format!("{marked} | {message}")).collect();
    assert_eq!(
        told,
        [
            "them | [[group]] has no key `them`",
            "0 | `diagonal_inch` is 0, outside 5 to 1000",
            "[[group.hours]] | [[group.hours]] has no `power`",
            "[[screen]] | [[screen]] has no `face`",
            "\"gg\" | no group is called `gg`",
        ]
    );
}

#[test]
fn a_holiday_file_is_checked_at_its_own_lines() {
    let text =
        board("kinds = [\"notice\"]", "[calendar]\nholidays = \"holidays.toml\"\noff = \"2026-12-31\"");
    let (hall, _) = whole(&text, HOLIDAYS).unwrap();
    let day = |text: &str| text.parse::<jiff::civil::Date>().unwrap();
    for (date, works) in [
        ("2026-01-04", true),
        ("2026-02-14", true),
        ("2026-02-16", false),
        ("2026-05-09", true),
        ("2026-09-20", true),
        ("2026-10-07", false),
        ("2026-10-08", true),
        ("2026-12-31", false),
    ] {
        assert_eq!(hall.plan.calendar.works(day(date)), works, "{date}");
    }
    let wrong = "[[holiday]]\nname = \"春节\"\n[[holiday]]\noff = \"二月\"\nwrk = []\n";
    let mistakes = whole(&text, wrong).unwrap_err();
    assert_eq!(mistakes.problems.len(), 1);
    assert_eq!(&text[mistakes.problems[0].range.clone()], "\"holidays.toml\"");
    let part = &mistakes.parts[0];
    let told: Vec<(&str, &str)> = part
        .problems
        .iter()
        .map(|problem| (&part.text[problem.range.clone()], problem.message.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("[[holiday]]", "[[holiday]] has no `off`"),
            ("\"二月\"", "`二月` is no date"),
            ("wrk", "[[holiday]] has no key `wrk`"),
        ]
    );
    let elsewhere = text.replace("holidays.toml", "feiertage.toml");
    let mistakes = whole(&elsewhere, "").unwrap_err();
    assert!(mistakes.problems[0].message.contains("cannot be read"), "{mistakes:?}");
    assert_eq!(mistakes.files, [Path::new("/etc/gongshi/feiertage.toml")]);
}

#[test]
fn mistakes_of_zones_shares_media_and_variables_are_told() {
    let strip = "[[screen]]\nname = \"条\"\nface = \"strip\"\nplaylist = \"日常\"\nside_playlist = \"日常\"\nvariables = { \"{\" = \"1\", \"二\" = true, \"三\" = \"\"\"a\nb\"\"\" }\n[[screen.hours]]\npower = \"dim\"\n[[screen.hours]]\npower = \"off\"\nbrightness = 30\n";
    let text = board(
        "playlist = \"日常\"\nvariables = { \"窗口\" = 3 }",
        &(strip.to_owned()
            + r#"[[playlist]]
name = "日常"
[[playlist.entry]]
image = 'C:\图\a.png'
share = "宣船"
[[playlist.entry]]
pdf = "ftp://example.gov.cn/a.pdf"
transition = "飞入"
[[playlist.entry]]
title = "{窗}"
text = "{窗口}"
share = "宣传"
[[playlist.entry]]
tag = "{不知道的名称}"
image = "a.png"
[[share]]
name = "宣传"
at_most = 20
at_least = 30
[[share]]
name = "热点"
at_least = 80
[[share]]
name = "空"
[[share]]
name = "空"
at_most = 100
[[schedule]]
playlist = "日常"
zone = "侧区"
screens = ["条"]
[[schedule]]
playlist = "日常"
zone = "side"
screens = ["条"]
"#),
    );
    let marked: Vec<String> =
        mistakes(&text).into_iter().map(|(message, marked)| format!("{marked} | {message}")).collect();
    insta::assert_snapshot!(marked.join("\n"));
}
