//! The config is edited under the real program: what the window shows then.
#![expect(clippy::disallowed_methods, reason = "editors write over a file")]

use std::path::Path;

use image::RgbImage;

use super::{
    LOG,
    display::{Display, Program, until},
    picture::{colours, difference, keep},
};

const FEED: &str = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "公示", "_gongshi": {"sequence": 1},
    "items": [{"id": "a", "title": "关于年报的公告", "content_text": "请按时填报。",
               "_gongshi": {"kind": "notice", "disclosure": "proactive"}}]}"#;

fn config(screen: &str, card: &str) -> String {
    format!(
        "[hall]\nname = \"示例大厅\"\n[[source]]\nname = \"s\"\nurl = \"file:feed.json\"\n{screen}\n\
         [[playlist]]\nname = \"日常\"\n[[playlist.entry]]\ntitle = \"{card}\"\ndwell = \"5s\"\n"
    )
}

/// The real program on a config, and the config's path.
fn start(display: &Display, folder: &Path, text: &str) -> Program {
    std::fs::write(folder.join("feed.json"), FEED).unwrap();
    let (file, data) = (folder.join("hall.toml"), folder.join("data"));
    std::fs::write(&file, text).unwrap();
    let mut program =
        Program::start(display, LOG, &["--config", file.to_str().unwrap(), "--data", data.to_str().unwrap()]);
    program.wait_for_content();
    until("it is drawn", || colours(&display.shot()) > 20);
    program
}

/// The first column from the middle of a board on in which its head is not its ground: where the mark for staff begins,
/// else the age of the content. Neither the clock nor an age that changes reaches so far to the left.
fn first_ink(shot: &RgbImage) -> u32 {
    let ground = shot.get_pixel(shot.width() / 2, 4);
    let inked = |x: &u32| (16..72).any(|y| shot.get_pixel(*x, y) != ground);
    (shot.width() * 2 / 5..shot.width()).find(inked).expect("the head has a clock")
}

#[test]
fn an_edit_is_in_the_window_and_a_slip_is_marked_until_it_is_mended() {
    let (display, folder) = (Display::open(1920, 1080), tempfile::tempdir().unwrap());
    let screen = "[[screen]]\nname = \"board\"\nface = \"board\"\ndiagonal_inch = 98\nviewing_distance_m = 8\n\
                  playlist = \"日常\"\nreduced_motion = true";
    let file = folder.path().join("hall.toml");
    let mut program = start(&display, folder.path(), &config(screen, "原来的卡片"));
    // Between the head and the line of notices.
    let body = 200..900;
    let old = display.still();
    keep("reload-board-before", &old);
    let plain = first_ink(&old);

    let edited = config(screen, "改过的另外一张卡片");
    std::fs::write(&file, &edited).unwrap();
    until("the other card is shown", || difference(&old, &display.shot(), body.clone()) > 0.002);
    let new = display.still();
    keep("reload-board-edited", &new);
    assert!(first_ink(&new) + 8 > plain, "nothing is marked");

    std::fs::write(&file, edited.replace("dwell", "dwel").replace("改过", "写错")).unwrap();
    until("the slip is marked", || first_ink(&display.shot()) + 40 < plain);
    let marked = display.still();
    keep("reload-board-marked", &marked);
    assert!(difference(&new, &marked, body.clone()) < 0.001, "what played plays on");
    let log = program.log();
    assert!(log.contains("hall.toml:17:1") && log.contains("dwel"), "the log shows the place: {log}");

    std::fs::write(&file, &edited).unwrap();
    until("the mark is gone", || first_ink(&display.shot()) + 8 > plain);
    assert!(difference(&new, &display.still(), body) < 0.001);
    assert!(program.is_alive() && !program.log().contains("panicked"), "{}", program.log());
}

#[test]
fn a_kiosk_bears_the_mark_in_its_foot() {
    let (display, folder) = (Display::open(1080, 1920), tempfile::tempdir().unwrap());
    let screen = "[[screen]]\nname = \"x\"\nface = \"kiosk\"\ndiagonal_inch = 32";
    let text = config(screen, "卡片");
    let mut program = start(&display, folder.path(), &text);
    // Where the foot's words end; the phone that would stand at its right is not in this config.
    let last_ink = |shot: &RgbImage| {
        let ground = *shot.get_pixel(shot.width() - 8, 1884);
        (0..shot.width()).rev().find(|x| (1864..1908).any(|y| *shot.get_pixel(*x, y) != ground)).unwrap_or(0)
    };
    let plain = last_ink(&display.still());
    std::fs::write(folder.path().join("hall.toml"), text.replace("dwell", "dwel")).unwrap();
    until("the slip is marked", || last_ink(&display.shot()) > plain + 40);
    keep("reload-kiosk-marked", &display.still());
    std::fs::write(folder.path().join("hall.toml"), text).unwrap();
    until("the mark is gone", || last_ink(&display.shot()) < plain + 8);
    assert!(program.is_alive() && !program.log().contains("panicked"), "{}", program.log());
}
