//! The config is edited under a running client.

#![expect(clippy::disallowed_methods, reason = "editors write over a file")]

use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use arc_swap::ArcSwap;
use gongshi::{
    config::{self, Face, LoadError},
    ops::{
        reload::{LastGood, Reload, Steward},
        watch::Fingerprint,
    },
    sync::Options,
    ui::{Standing, kiosk::Page},
};

use super::{
    bureau::Bureau,
    frames::{Frames, Seen},
    hall::{Client, feed},
};

/// What every wait ends by: real time, of which a change takes less than two seconds on a machine with nothing else to do.
const PATIENCE: Duration = Duration::from_secs(20);

const ONE: &str = "/one.json";
const TWO: &str = "/two.json";

/// The program without its window: a config on the disk, the client that shows it, and what follows the edits.
struct Edited {
    bureau: Bureau,
    frames: Frames,
    client: Client,
    _reload: Reload,
    data: tempfile::TempDir,
    /// What was shown of wrong configs: where, and what.
    wrong: Arc<Mutex<Vec<String>>>,
}

impl Edited {
    fn start(screen: &str, config: impl FnOnce(&Bureau) -> String) -> Self {
        let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
        bureau.feed(ONE, &feed(1, &["甲公告"]));
        bureau.feed(TWO, &feed(1, &["乙公告"]));
        let file = data.path().join("hall.toml");
        std::fs::write(&file, config(&bureau)).unwrap();
        let seen = Fingerprint::of(std::slice::from_ref(&file));
        let hall = config::load(&file).unwrap();
        let own = hall.screen(Some(screen)).unwrap().clone();
        let client = Client::start_hall(&hall, &data.path().join("data"), Options::default());
        let size = own.size.unwrap();
        let standings =
            Arc::new(ArcSwap::from_pointee(Standing { hall: Arc::new(hall.clone()), fault: None }));
        let mut frames = Frames::new(hall, own, size, Arc::clone(&client.clock), client.sync.snapshots());
        frames.client.follow(Arc::clone(&standings));
        let wrong = Arc::new(Mutex::new(Vec::new()));
        let shown = Arc::clone(&wrong);
        let show = move |error: &LoadError| shown.lock().unwrap().push(format!("{:?} {error}", error.line()));
        let steward = Steward {
            screen: screen.into(),
            kept: LastGood::in_folder(&data.path().join("data")),
            standings,
            orders: client.sync.orders(),
            show: Box::new(show),
            told: Box::new(|_| {}),
        };
        let reload = Reload::start(file, seen, steward).unwrap();
        Self { bureau, frames, client, _reload: reload, data, wrong }
    }

    fn file(&self) -> PathBuf {
        self.data.path().join("hall.toml")
    }

    fn save(&self, text: &str) {
        std::fs::write(self.file(), text).unwrap();
    }

    /// Frames in real time until one is as it should be; the hall's clock goes at the same pace.
    fn until(&mut self, what: &str, is: impl Fn(&Seen) -> bool) -> Seen {
        let start = Instant::now();
        loop {
            let seen = self.frames.frame();
            if is(&seen) {
                return seen;
            }
            assert!(start.elapsed() < PATIENCE, "never {what}: {:?}", seen.words);
            let step = Duration::from_millis(50);
            std::thread::sleep(step);
            self.frames.sleep(step);
        }
    }
}

fn config(bureau: &Bureau, sources: &[&str], screens: &str) -> String {
    let sources: String = sources
        .iter()
        .map(|path| format!("[[source]]\nname = \"{path}\"\nurl = \"{}\"\npoll = \"5s\"\n", bureau.url(path)))
        .collect();
    format!("[hall]\nname = \"示例大厅\"\n{sources}{screens}")
}

/// A board that plays one card.
fn card(bureau: &Bureau, title: &str) -> String {
    let screens = format!(
        "[[screen]]\nname = \"board\"\nface = \"board\"\nsize = \"1920x1080\"\ndiagonal_inch = 98\n\
         viewing_distance_m = 8\nplaylist = \"日常\"\nreduced_motion = true\n\
         [[playlist]]\nname = \"日常\"\n[[playlist.entry]]\ntitle = \"{title}\"\ndwell = \"5s\"\n"
    );
    config(bureau, &[ONE], &screens)
}

const KIOSK: &str =
    "[[screen]]\nname = \"kiosk\"\nface = \"kiosk\"\nsize = \"1080x1920\"\ndiagonal_inch = 32\n";

/// Whether the mark for staff is drawn, and with which code.
fn mark(seen: &Seen) -> Option<String> {
    let code = |word: &&String| {
        word.strip_prefix(['C', 'R']).is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    seen.words.iter().find(code).cloned()
}

#[test]
fn an_edit_is_shown_a_slip_changes_nothing_and_is_marked_until_it_is_mended() {
    let mut edited = Edited::start("board", |bureau| card(bureau, "旧卡片"));
    let seen = edited.until("the first card", |seen| seen.has("旧卡片"));
    assert_eq!(mark(&seen), None);

    let good = card(&edited.bureau, "新卡片");
    edited.save(&good);
    let seen = edited.until("the new card", |seen| seen.has("新卡片"));
    assert!(!seen.has("旧卡片"));
    assert_eq!(std::fs::read_to_string(edited.data.path().join("data/hall.toml")).unwrap(), good);

    let broken = good.replace("face = \"board\"", "face = \"bord\"").replace("新卡片", "坏卡片");
    edited.save(&broken);
    let line = 1 + broken.lines().position(|line| line.contains("bord")).unwrap();
    let seen = edited.until("the mark", |seen| mark(seen).is_some());
    assert_eq!(mark(&seen), Some(format!("C{line}")));
    assert!(seen.has("新卡片"));
    let said = edited.wrong.lock().unwrap().clone();
    assert_eq!(said.len(), 1, "once: {said:?}");
    assert!(said[0].starts_with(&format!("Some({line})")) && said[0].contains("bord"), "{said:?}");
    assert_eq!(std::fs::read_to_string(edited.data.path().join("data/hall.toml")).unwrap(), good);

    std::fs::remove_file(edited.file()).unwrap();
    let seen = edited.until("the mark of a file that is gone", |seen| mark(seen) == Some("C".into()));
    assert!(seen.has("新卡片"));
    for (text, code) in [("[hall", "C1"), ("", "C")] {
        edited.save(text);
        let seen = edited.until("the mark of a file cut off", |seen| mark(seen) == Some(code.into()));
        assert!(seen.has("新卡片"));
    }

    edited.save(&card(&edited.bureau, "又一卡片"));
    let seen = edited.until("the mended one", |seen| seen.has("又一卡片"));
    assert_eq!(mark(&seen), None);
}

#[test]
fn sources_come_and_go_live() {
    let mut edited = Edited::start("kiosk", |bureau| config(bureau, &[ONE], KIOSK));
    edited.frames.client.open(Page::Column("notice".into()));
    edited.until("the first source", |seen| seen.has("甲公告"));
    edited.save(&config(&edited.bureau, &[ONE, TWO], KIOSK));
    edited.until("both", |seen| seen.has("甲公告") && seen.has("乙公告"));
    edited.save(&config(&edited.bureau, &[TWO], KIOSK));
    let seen = edited.until("the second alone", |seen| !seen.has("甲公告"));
    assert!(seen.has("乙公告"), "{:?}", seen.words);
    let snapshot = edited.client.snapshot();
    assert_eq!(snapshot.sources.len(), 1);
}

#[test]
fn a_visitor_keeps_the_page_while_everything_around_it_changes() {
    let mut edited = Edited::start("kiosk", |bureau| config(bureau, &[ONE], KIOSK));
    edited.frames.client.open(Page::Item("甲公告".into()));
    let before = edited.until("the item", |seen| seen.has("甲公告"));
    let other =
        format!("{KIOSK}theme = \"contrast\"\nviewing_distance_m = 1.8\ncolumns = [\"guide\", \"notice\"]\n");
    edited.save(&config(&edited.bureau, &[ONE], &other).replace("示例大厅", "另一大厅"));
    let ground = |seen: &Seen| match &seen.shapes[0] {
        egui::Shape::Rect(rect) => rect.fill,
        other => panic!("the ground is drawn first, not {other:?}"),
    };
    let old = ground(&before);
    let seen = edited.until("the other theme", |seen| ground(seen) != old);
    assert!(seen.has("甲公告"), "the page stays open: {:?}", seen.words);
    edited.frames.tap("首页");
    let seen = edited.frames.frame();
    assert!(seen.has("另一大厅"), "{:?}", seen.words);
    let tiles = ["办事指南", "行政公告", "政务公开"].map(|title| seen.has(title));
    assert_eq!(tiles, [true, true, false]);
}

#[test]
fn a_config_without_this_screen_is_refused_and_another_face_is_taken() {
    let mut edited = Edited::start("kiosk", |bureau| config(bureau, &[ONE], KIOSK));
    edited.until("the home", |seen| seen.has("示例大厅"));
    let renamed = KIOSK.replace("\"kiosk\"\nface", "\"lobby\"\nface");
    edited.save(&config(&edited.bureau, &[ONE], &renamed).replace("示例大厅", "另一大厅"));
    let seen = edited.until("the mark", |seen| mark(seen).is_some());
    assert_eq!(mark(&seen), Some("C".into()));
    assert!(seen.has("示例大厅"));
    let board = "[[screen]]\nname = \"kiosk\"\nface = \"board\"\nkinds = [\"notice\"]\ndiagonal_inch = 98\n\
                 viewing_distance_m = 8\nreduced_motion = true\n";
    edited.save(&config(&edited.bureau, &[ONE], board));
    let seen = edited.until("the board", |seen| seen.has("甲公告") && !seen.has("办事指南"));
    assert_eq!(mark(&seen), None);
    assert!(config::load(&edited.file()).unwrap().screens[0].face == Face::Board);
}

#[test]
fn a_strip_runs_the_mark_as_its_last_word() {
    let strip = |kinds: &str| {
        format!("[[screen]]\nname = \"strip\"\nface = \"strip\"\nsize = \"1536x64\"\nkinds = [{kinds}]\n")
    };
    let mut edited = Edited::start("strip", |bureau| config(bureau, &[ONE], &strip("\"notice\"")));
    edited.until("the title", |seen| seen.has("甲公告"));
    edited.save(&config(&edited.bureau, &[ONE], &strip("\"notices\"")));
    edited.until("the mark", |seen| mark(seen).is_some_and(|code| code.starts_with('C')));
    edited.save(&config(&edited.bureau, &[ONE], &strip("\"notice\"")));
    edited.until("it is gone", |seen| mark(seen).is_none());
}
