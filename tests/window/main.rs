//! The real program in a real window, on a display that needs no screen and has no window manager: started, touched,
//! looked at and ended from outside, as in a hall. What it looked like is kept in `target/screenshots`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "clippy.toml allows them in tests, but not in what they share"
)]

mod display;
mod edit;
#[allow(dead_code, reason = "shared with tests/wall.rs and tests/live")]
#[path = "../common/frames.rs"]
mod frames;
mod log;
mod picture;
mod twin;

use display::{Display, Program, until};
use image::RgbImage;
use picture::{codes, colours, difference, keep};
use twin::Twin;

const LOG: &str = "gongshi=info";
/// Between the kiosk's clock at the top and the age of the content at the foot.
const BODY: std::ops::Range<u32> = 168..1840;
/// The share of [`BODY`] that a change of the bureau's minute may touch: a notice more or less.
const SAME: f64 = 0.04;
/// Pages of one look share their ground; their texts and tiles differ by far more than this.
const OTHER: f64 = 0.08;

fn kiosk() -> (Display, Program, RgbImage) {
    let display = Display::open(1080, 1920);
    let mut program = Program::start(&display, LOG, &[]);
    program.wait_for_content();
    until("the home is drawn", || colours(&display.shot()) > 100);
    let home = display.still();
    (display, program, home)
}

fn assert_same(one: &RgbImage, other: &RgbImage, what: &str) {
    let share = difference(one, other, BODY);
    assert!(share < SAME, "{what}: {share:.4} of the page differs");
}

fn assert_well(program: &mut Program) {
    assert!(program.is_alive(), "it ended: {}", program.log());
    let log = program.log();
    assert!(!log.contains("panicked") && !log.contains("ERROR"), "{log}");
}

#[test]
fn a_visitor_taps_from_home_to_a_guide_and_back() {
    let (display, mut program, home) = kiosk();
    let mut twin = Twin::kiosk(1080, 1920);
    let touch = |twin: &mut Twin, name: &str| {
        let place = twin.place(name);
        twin.tap(place);
        let before = display.shot();
        display.tap((place.x, place.y));
        until(&format!("a tap on {name} opens another page"), || {
            difference(&before, &display.shot(), BODY) > OTHER
        });
        display.still()
    };
    keep("kiosk-home", &home);
    assert_eq!(display.windows(), ["1080x1920+0+0  +0+0"], "the window covers the whole screen");

    let column = touch(&mut twin, "办事指南");
    keep("kiosk-column", &column);
    assert_eq!(codes(&column), [""; 0], "a list has no code");

    let (title, url) = twin.guide_in_sight();
    let item = touch(&mut twin, &title);
    keep("kiosk-item", &item);
    assert!(url.starts_with("https://scjg.example.gov.cn/"), "{url}");
    assert_eq!(codes(&item), [url], "the code on the screen leads to the item that was tapped");

    let back = touch(&mut twin, "返回");
    keep("kiosk-back", &back);
    assert_same(&column, &back, "返回 leads to the list where it was left");
    let again = touch(&mut twin, "首页");
    keep("kiosk-home-again", &again);
    assert_same(&home, &again, "首页 leads home");

    // A keyboard that somebody plugs in opens no way out (promise 6).
    for keys in ["ctrl+q", "ctrl+w", "alt+F4", "Escape", "F11", "ctrl+plus", "ctrl+shift+i"] {
        display.press(keys);
    }
    assert_same(&home, &display.still(), "no key changes anything");
    assert_well(&mut program);
}

#[test]
fn a_board_and_a_strip_draw_over_the_whole_output() {
    for (face, size) in [("board", (1920, 1080)), ("strip", (1536, 64))] {
        let display = Display::open(size.0, size.1);
        let mut program = Program::start(&display, LOG, &["--screen", face]);
        program.wait_for_content();
        until("it is drawn", || colours(&display.shot()) > 60);
        let shot = display.shot();
        keep(face, &shot);
        let whole = format!("{}x{}+0+0  +0+0", size.0, size.1);
        assert_eq!(display.windows(), [whole], "without a window manager too");
        if face == "strip" {
            until("the strip moves", || difference(&shot, &display.shot(), 0..64) > 0.01);
        } else {
            let black = shot.pixels().filter(|pixel| pixel.0 == [0; 3]).count();
            assert!(black < shot.pixels().len() / 10, "most of a board is its ground, and that is no black");
        }
        assert_well(&mut program);
    }
}

#[test]
fn vulkan_draws_a_window_too() {
    let display = Display::open(1080, 1920);
    let mut program = Program::start(&display, LOG, &["--renderer", "wgpu"]);
    program.wait_for_content();
    until("the home is drawn", || colours(&display.shot()) > 100);
    let wgpu = display.still();
    keep("kiosk-home-wgpu", &wgpu);
    assert_well(&mut program);
    drop((program, display));
    let (_display, _program, glow) = kiosk();
    // Both round the edges of letters a little differently; tiles and their grounds are where they were.
    let off = |one: &RgbImage, other: &RgbImage| {
        let pairs = one.pixels().zip(other.pixels()).skip(1080 * BODY.start as usize);
        let far = pairs.filter(|(a, b)| a.0.iter().zip(b.0).any(|(a, b)| a.abs_diff(b) > 48));
        far.count() as f64 / one.pixels().len() as f64
    };
    let share = off(&wgpu, &glow);
    assert!(share < SAME, "{share:.4} of the page looks different through the other renderer");
}

#[test]
fn a_display_of_another_size_is_covered_and_so_is_a_window_of_its_own() {
    let display = Display::open(1366, 768);
    let mut program = Program::start(&display, LOG, &["--windowed", "800x600"]);
    program.wait_for_content();
    until("it is drawn", || colours(&display.shot()) > 100);
    assert_eq!(display.windows(), ["800x600+0+0  +0+0"]);
    assert_well(&mut program);
    drop(program);
    let mut program = Program::start(&display, LOG, &[]);
    program.wait_for_content();
    until("it covers a panel that its config does not know", || {
        display.windows() == ["1366x768+0+0  +0+0"] && colours(&display.shot()) > 100
    });
    keep("kiosk-1366x768", &display.still());
    assert_well(&mut program);
}

#[test]
fn ending_it_leaves_nothing_running() {
    let (_display, mut program, _) = kiosk();
    let id = program.id();
    assert!(program.family().contains(&id), "the program is found by its environment");
    let ended = program.terminate();
    assert!(ended.success(), "it closes its window and ends in order: {ended}: {}", program.log());
    until("all of it is gone", || program.family().is_empty());
    let log = program.log();
    assert!(!log.contains("panicked"), "{log}");
}

#[test]
fn an_unknown_screen_is_answered_with_those_there_are() {
    let display = Display::open(640, 480);
    let mut program = Program::start(&display, LOG, &["--screen", "lobby"]);
    assert_eq!(program.end().code(), Some(1));
    let log = program.log();
    for name in ["lobby", "kiosk", "board", "strip"] {
        assert!(log.contains(name), "{name} is not in: {log}");
    }
    assert!(display.windows().is_empty());
}
