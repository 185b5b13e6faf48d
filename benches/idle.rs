//! What a screen costs while nobody touches it: frames per second, seconds of processor per minute and peak memory of
//! the real program, drawn by llvmpipe on a display without a screen. The aim: a board between changes draws less than
//! a frame a second.
//!
//! `cargo bench --bench idle`, for a minute each; `cargo bench --bench idle -- 20` for twenty seconds each.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a bench that cannot run may stop"
)]

#[allow(dead_code, reason = "the tests of the window use all of it")]
#[path = "../tests/window/display.rs"]
mod display;

use std::{
    path::Path,
    thread,
    time::{Duration, Instant},
};

use display::{Display, Program};
use gongshi::{
    clock::{Clock as _, SystemClock},
    sample,
    store::atomic,
};
use serde_json::Value;

/// From the start until fonts, first content and the fade-in of the first slide are over.
const SETTLE: Duration = Duration::from_secs(8);
/// `USER_HZ`, the unit of the times in /proc, on every architecture that Linux runs a hall's screens on.
const TICKS: f64 = 100.0;

struct Case {
    name: &'static str,
    size: (u32, u32),
    screen: &'static str,
    /// The feed has one notice instead of all, so that the line at the foot does not step either.
    one_notice: bool,
}

const CASES: [Case; 4] = [
    Case {
        name: "board between changes",
        size: (1920, 1080),
        screen: "face = \"board\"\ndiagonal_inch = 98\nviewing_distance_m = 8\nkinds = [\"ranking\", \"pledge\"]\ndwell = \"10min\"",
        one_notice: true,
    },
    Case {
        name: "board, slides of 12 s and a line of notices",
        size: (1920, 1080),
        screen: "face = \"board\"\ndiagonal_inch = 98\nviewing_distance_m = 8\nkinds = [\"notice\", \"ranking\", \"pledge\", \"honour\"]",
        one_notice: false,
    },
    Case {
        name: "kiosk at home",
        size: (1080, 1920),
        screen: "face = \"kiosk\"\ndiagonal_inch = 32",
        one_notice: false,
    },
    Case {
        name: "strip that moves",
        size: (1536, 64),
        screen: "face = \"strip\"\nsize = \"1536x64\"\nkinds = [\"notice\", \"ranking\"]",
        one_notice: false,
    },
];

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    // `cargo bench` says so; `cargo test` and nextest want nothing that takes minutes.
    if !args.iter().any(|arg| arg == "--bench") {
        return;
    }
    let seconds = args.iter().find_map(|arg| arg.parse().ok()).unwrap_or(60);
    println!("{:<46}{:>10}{:>14}{:>10}", "", "frames/s", "CPU s/min", "peak MB");
    for case in &CASES {
        measure(case, Duration::from_secs(seconds));
    }
}

fn measure(case: &Case, time: Duration) {
    let folder = tempfile::tempdir().unwrap();
    let config = prepare(folder.path(), case);
    let display = Display::open(case.size.0, case.size.1);
    let mut program = Program::start(
        &display,
        "gongshi=info,gongshi::ui::window=trace",
        &["--config", &config, "--data", folder.path().join("data").to_str().unwrap()],
    );
    program.wait_for_content();
    thread::sleep(SETTLE);
    let (start, frames, cpu) = (Instant::now(), drawn(&program), processor(&program));
    thread::sleep(time);
    assert!(program.is_alive(), "{}", program.log());
    let passed = start.elapsed().as_secs_f64();
    let frames = (drawn(&program) - frames) as f64 / passed;
    let cpu = (processor(&program) - cpu) * 60.0 / passed;
    println!("{:<46}{frames:>10.2}{cpu:>14.2}{:>10.0}", case.name, peak(&program));
}

/// Writes a feed that does not change and a config for one screen on it.
fn prepare(folder: &Path, case: &Case) -> String {
    let now = SystemClock.now();
    let mut feed: Value =
        serde_json::from_slice(&sample::publication(now, sample::step(now)).unwrap()).unwrap();
    if case.one_notice {
        let mut notices = 0;
        feed["items"].as_array_mut().unwrap().retain(|item| {
            notices += usize::from(item["_gongshi"]["kind"] == "notice");
            item["_gongshi"]["kind"] != "notice" || notices == 1
        });
    }
    atomic::write(&folder.join("feed.json"), feed.to_string().as_bytes()).unwrap();
    let config = format!(
        "[hall]\nname = \"示例区市场监督管理局政务服务大厅\"\n[[source]]\nname = \"s\"\nurl = \"file:feed.json\"\n\
         require_approval = true\n[[screen]]\nname = \"one\"\n{}\n",
        case.screen
    );
    let path = folder.join("hall.toml");
    atomic::write(&path, config.as_bytes()).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Frames drawn so far.
fn drawn(program: &Program) -> usize {
    program.log().lines().filter(|line| line.contains("TRACE") && line.ends_with("frame")).count()
}

/// Seconds of processor used so far, by the program and in the kernel (proc(5): fields 14 and 15).
fn processor(program: &Program) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", program.id())).unwrap();
    // The second field is a name in brackets, which may hold anything.
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap().split(' ').collect();
    [11, 12].iter().map(|field| fields[*field].parse::<f64>().unwrap()).sum::<f64>() / TICKS
}

/// The most memory it ever had, in MB.
fn peak(program: &Program) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", program.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches("kB").trim().parse::<f64>().unwrap() / 1024.0
}
