//! The config is edited under a running client.

#![expect(clippy::disallowed_methods, reason = "editors write over a file")]

use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use gongshi::{
    config::{self, Face, Mistakes},
    ops::{
        reload::{LastGood, Local, Reload, Steward},
        watch::Fingerprint,
    },
    sync::Options,
    ui::kiosk::Page,
};

use super::{
    bureau::{Bureau, Reply, answer},
    frames::{Frames, Seen},
    hall::{Client, feed},
};

/// What every wait ends by: real time, of which a change takes less than two seconds on a machine with nothing else to do.
const PATIENCE: Duration = Duration::from_secs(20);

const ONE: &str = "/one.json";
const TWO: &str = "/two.json";

/// What was shown of wrong files: in which, at which line, and what.
type Wrong = Arc<Mutex<Vec<(String, Option<usize>, String)>>>;

/// The program without its window: a config on the disk, the client that shows it, and what follows the edits.
struct Edited {
    bureau: Bureau,
    frames: Frames,
    client: Client,
    reload: Reload,
    data: tempfile::TempDir,
    screen: String,
    wrong: Wrong,
}

impl Edited {
    fn start(screen: &str, config: impl FnOnce(&Bureau) -> String) -> Self {
        let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
        bureau.feed(ONE, &feed(1, &["甲公告"]));
        bureau.feed(TWO, &feed(1, &["乙公告"]));
        std::fs::write(data.path().join("hall.toml"), config(&bureau)).unwrap();
        Self::begin(screen, bureau, data)
    }

    /// Ends and begins again on the same disk.
    fn restart(self) -> Self {
        let Self { bureau, frames, client, reload, data, screen, .. } = self;
        drop((frames, client, reload));
        Self::begin(&screen, bureau, data)
    }

    fn begin(screen: &str, bureau: Bureau, data: tempfile::TempDir) -> Self {
        let (file, folder) = (data.path().join("hall.toml"), data.path().join("data"));
        let seen = Fingerprint::of(std::slice::from_ref(&file));
        let (hall, files) = config::load_with_bytes(&file).unwrap();
        let wrong = Wrong::default();
        let shown = Arc::clone(&wrong);
        let show = move |mistakes: &Mistakes, name: &str| {
            shown.lock().unwrap().push((name.into(), mistakes.line(), mistakes.problems[0].message.clone()));
        };
        let kept = LastGood::in_folder(&folder);
        let local = Local { hall, files, fault: None };
        let steward = Steward::new(file.clone(), screen.into(), local, kept, Box::new(show));
        let hall = steward.standing().hall.as_ref().clone();
        let own = hall.screen(Some(screen)).unwrap().clone();
        let mut client = Client::start_hall(&hall, &folder, Options::default());
        let size = own.size.unwrap();
        let (orders, answers) = (client.sync.orders(), client.sync.answers());
        let reload = Reload::start(file, seen, steward, orders, answers, |_| {}).unwrap();
        let mut frames = Frames::new(hall, own, size, Arc::clone(&client.clock), client.sync.snapshots());
        frames.client.follow(reload.standings());
        Self { bureau, frames, client, reload, data, screen: screen.into(), wrong }
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
    assert!(said[0].1 == Some(line) && said[0].2.contains("bord"), "{said:?}");
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
fn an_edit_of_the_playlist_waits_for_the_end_of_the_entry() {
    let long = |bureau: &Bureau, title| card(bureau, title).replace("\"5s\"", "\"60s\"");
    let mut edited = Edited::start("board", |bureau| long(bureau, "旧卡片"));
    edited.until("the first card", |seen| seen.has("旧卡片"));
    let revision = |edited: &Edited| edited.reload.standings().load().hall.revision;
    edited.save(&long(&edited.bureau, "新卡片"));
    let start = Instant::now();
    while revision(&edited) == 0 {
        assert!(start.elapsed() < PATIENCE, "never taken over");
        std::thread::sleep(Duration::from_millis(20));
    }
    // The hall's clock has moved by the few frames above; the entry stands a minute.
    let seen = edited.frames.frame();
    assert!(seen.has("旧卡片") && !seen.has("新卡片"), "{:?}", seen.words);
    edited.frames.sleep(Duration::from_secs(60));
    let seen = edited.frames.frame();
    assert!(seen.has("新卡片") && !seen.has("旧卡片"), "{:?}", seen.words);
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

const PLAN: &str = "/plans/plan.toml";

/// A plan of one card.
fn plan(title: &str) -> String {
    format!("[[playlist]]\nname = \"日常\"\n[[playlist.entry]]\ntitle = \"{title}\"\ndwell = \"5s\"\n")
}

/// A board that plays one card until its remote playlist comes.
fn remote(bureau: &Bureau, title: &str) -> String {
    format!("{}[remote]\nurl = \"{}\"\npoll = \"5s\"\n", card(bureau, title), bureau.url(PLAN))
}

#[test]
fn a_remote_playlist_replaces_the_local_one_and_the_last_good_one_stays() {
    let mut edited = Edited::start("board", |bureau| remote(bureau, "本地卡片"));
    // It answers with an error at first.
    let seen = edited.until("the mark of a remote playlist that is not there", |seen| mark(seen).is_some());
    assert_eq!(mark(&seen), Some("R".into()));
    assert!(seen.has("本地卡片"), "the local one plays until the first good answer");

    let good = plan("远程卡片");
    let tagged = move |asked: &super::bureau::Asked| match asked.header("if-none-match") {
        Some("\"1\"") => answer("304 Not Modified", &[("ETag", "\"1\"")], b""),
        _ => answer("200 OK", &[("ETag", "\"1\"")], good.as_bytes()),
    };
    edited.bureau.answer(PLAN, Reply::Bytes(Arc::new(tagged)));
    let seen = edited.until("the remote card", |seen| seen.has("远程卡片"));
    assert!(!seen.has("本地卡片"));
    assert_eq!(mark(&seen), None);
    // Asked again, it says that nothing changed.
    let start = Instant::now();
    while !edited.bureau.asked(PLAN).iter().any(|asked| asked.header("if-none-match") == Some("\"1\"")) {
        assert!(start.elapsed() < PATIENCE, "never asked with the tag");
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(edited.frames.frame().has("远程卡片"));

    // The config is edited under it: the remote one plays on, in the new surroundings.
    edited.save(&remote(&edited.bureau, "别的卡片").replace("示例大厅", "另一大厅"));
    let seen = edited.until("the other hall", |seen| seen.has("另一大厅"));
    assert!(seen.has("远程卡片"));

    // A document with a slip changes nothing.
    edited.bureau.body(PLAN, "application/toml", format!("{}wieght = 3\n", plan("坏卡片")));
    let seen = edited.until("the mark", |seen| mark(seen).is_some());
    assert_eq!(mark(&seen), Some("R6".into()));
    assert!(seen.has("远程卡片"));
    let said = edited.wrong.lock().unwrap().clone();
    assert!(said.len() == 1 && said[0].0 == edited.bureau.url(PLAN) && said[0].1 == Some(6), "{said:?}");

    // Nor does a server that is gone, nor a start without it.
    edited.bureau.close();
    let seen = edited.until("the mark of a server that is gone", |seen| mark(seen) == Some("R".into()));
    assert!(seen.has("远程卡片"));
    let mut edited = edited.restart();
    assert!(edited.frames.frame().has("远程卡片"), "from the disk, in the first frame");

    // Without [remote] the local one plays.
    edited.save(&card(&edited.bureau, "自己的卡片"));
    let seen = edited.until("its own card", |seen| seen.has("自己的卡片"));
    assert_eq!(mark(&seen), None);
}

#[test]
fn a_remote_playlist_may_lie_in_a_folder() {
    let mut edited = Edited::start("board", |bureau| {
        remote(bureau, "本地卡片").replace(&bureau.url(PLAN), "file:plan.toml")
    });
    std::fs::write(edited.data.path().join("plan.toml"), plan("文件卡片")).unwrap();
    let seen = edited.until("the card of the file", |seen| seen.has("文件卡片"));
    assert!(!seen.has("本地卡片"));
    // It names a screen that the hall does not have.
    let text = format!("{}[[schedule]]\nplaylist = \"日常\"\nscreens = [\"lobby\"]\n", plan("坏卡片"));
    std::fs::write(edited.data.path().join("plan.toml"), text).unwrap();
    let seen = edited.until("the mark", |seen| mark(seen).is_some());
    assert_eq!(mark(&seen), Some("R8".into()));
    assert!(seen.has("文件卡片"));
}
