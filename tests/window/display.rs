//! A display without a screen, and the real program on it. Everything that is started here ends with its guard, also
//! when a test fails; should the test itself be killed, the kernel ends them (`PR_SET_PDEATHSIG` by `setpriv`).
//!
//! `benches/idle.rs` uses this file too.

use std::{
    fs::File,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use image::RgbImage;
use tempfile::TempDir;

/// What every wait ends by: slow machines of two cores compile beside the tests.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// Between two looks.
pub const LOOK: Duration = Duration::from_millis(100);

/// A process that does not outlive this.
pub struct Guard(Child);

impl Drop for Guard {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn bound(program: &str) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "KILL", "--", program]);
    command
}

/// Waits until `is` says yes.
pub fn until(what: &str, mut is: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is() {
        assert!(start.elapsed() < PATIENCE, "not within {} s: {what}", PATIENCE.as_secs());
        thread::sleep(LOOK);
    }
}

/// A display of one screen.
pub struct Display {
    name: String,
    _server: Guard,
}

impl Display {
    pub fn open(width: u32, height: u32) -> Self {
        let mut server = bound("Xvfb")
            // Without -noreset the server begins anew when its last client goes, in the middle of a question.
            .args(["-displayfd", "1", "-nolisten", "tcp", "-noreset", "-dpi", "96", "-screen", "0"])
            .arg(format!("{width}x{height}x24"))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb and setpriv: sh tests/setup.sh");
        let said = server.stdout.take().unwrap();
        let server = Guard(server);
        let mut number = String::new();
        BufReader::new(said).read_line(&mut number).unwrap();
        assert!(!number.trim().is_empty(), "Xvfb did not start");
        Self { name: format!(":{}", number.trim()), _server: server }
    }

    fn ask(&self, program: &str, args: &[&str]) -> Vec<u8> {
        let mut asked = Command::new(program);
        asked.args(args).env("DISPLAY", &self.name).env("LC_ALL", "C.UTF-8");
        let answer = asked.output().unwrap_or_else(|_| panic!("{program}: sh tests/setup.sh"));
        assert!(answer.status.success(), "{program} {args:?}: {}", String::from_utf8_lossy(&answer.stderr));
        answer.stdout
    }

    /// The whole screen as it is now.
    pub fn shot(&self) -> RgbImage {
        picture(&self.ask("xwd", &["-root", "-silent"]))
    }

    /// The screen once it stands still.
    pub fn still(&self) -> RgbImage {
        let mut last = self.shot();
        until("the screen stands still", || {
            thread::sleep(LOOK * 2);
            let now = self.shot();
            let still = now == last;
            last = now;
            still
        });
        last
    }

    /// A finger touches a place, and leaves.
    pub fn tap(&self, (x, y): (f32, f32)) {
        let at = [format!("{x:.0}"), format!("{y:.0}")];
        let touch = ["mousemove", &at[0], &at[1], "mousedown", "1", "sleep", "0.1", "mouseup", "1"];
        self.ask("xdotool", &touch);
        // Where nothing can be pressed.
        self.ask("xdotool", &["sleep", "0.1", "mousemove", "2", "2"]);
    }

    /// Presses a key, such as `ctrl+q`, wherever the keyboard's focus is.
    pub fn press(&self, keys: &str) {
        self.ask("xdotool", &["key", keys, "sleep", "0.1"]);
    }

    /// Where the windows of the program stand: x, y, width, height.
    pub fn windows(&self) -> Vec<String> {
        let tree = String::from_utf8(self.ask("xwininfo", &["-root", "-tree"])).unwrap();
        let ours = tree.lines().filter(|line| line.contains("\"gongshi\")"));
        ours.map(|line| line.rsplit(')').next().unwrap().trim().to_owned()).collect()
    }
}

/// A picture as `xwd` writes it (XWDFile.h, version 7): a head of big-endian words, a table of colours, then pixels of
/// three or four bytes; of three where it put the picture together from windows of several visuals.
fn picture(bytes: &[u8]) -> RgbImage {
    let word = |at: usize| u32::from_be_bytes(bytes[at * 4..at * 4 + 4].try_into().unwrap());
    let [width, height, line, bits] = [4, 5, 12, 11].map(word);
    assert!(word(1) == 7 && (bits == 24 || bits == 32), "xwd's version and bits of a pixel");
    let pixels = &bytes[word(0) as usize + 12 * word(19) as usize..];
    RgbImage::from_fn(width, height, |x, y| {
        let at = (y * line + x * (bits / 8)) as usize;
        // The order of the bytes is the machine's: 0 puts blue first.
        if word(7) == 0 {
            image::Rgb([pixels[at + 2], pixels[at + 1], pixels[at]])
        } else {
            let at = at + (bits as usize / 8 - 3);
            image::Rgb([pixels[at], pixels[at + 1], pixels[at + 2]])
        }
    })
}

/// The real program on a display.
pub struct Program {
    process: Guard,
    own: TempDir,
    log: PathBuf,
}

impl Program {
    /// Starts `gongshi run` with these arguments; `log` is its GONGSHI_LOG.
    pub fn start(display: &Display, log: &str, args: &[&str]) -> Self {
        let own = tempfile::tempdir().unwrap();
        let path = own.path().join("stderr");
        let process = bound(env!("CARGO_BIN_EXE_gongshi"))
            .arg("run")
            .args(args)
            .env("DISPLAY", &display.name)
            .env_remove("WAYLAND_DISPLAY")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("XDG_RUNTIME_DIR", own.path())
            .env("TMPDIR", own.path())
            .env("HOME", own.path())
            .env("GONGSHI_LOG", log)
            .stdout(Stdio::null())
            .stderr(File::create(&path).unwrap())
            .spawn()
            .unwrap();
        Self { process: Guard(process), own, log: path }
    }

    /// The id of its process.
    pub fn id(&self) -> u32 {
        self.process.0.id()
    }

    pub fn log(&self) -> String {
        String::from_utf8_lossy(&std::fs::read(&self.log).unwrap()).into_owned()
    }

    pub fn is_alive(&mut self) -> bool {
        self.process.0.try_wait().unwrap().is_none()
    }

    /// Waits for its end.
    pub fn end(&mut self) -> ExitStatus {
        let mut ended = None;
        until("the program ends", || {
            ended = self.process.0.try_wait().unwrap();
            ended.is_some()
        });
        ended.unwrap()
    }

    /// Asks it to end, as systemd does.
    pub fn terminate(&mut self) -> ExitStatus {
        let asked = Command::new("kill").args(["-TERM", &self.id().to_string()]).status().unwrap();
        assert!(asked.success());
        self.end()
    }

    /// All processes that were started from it, itself included: they have its private folder in their environment.
    pub fn family(&self) -> Vec<u32> {
        let own = format!("XDG_RUNTIME_DIR={}", self.own.path().display());
        let processes = Path::new("/proc").read_dir().unwrap().flatten();
        let ids = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
        ids.filter(|id| {
            // One that has just ended has none.
            let environment = std::fs::read(format!("/proc/{id}/environ")).unwrap_or_default();
            environment.split(|byte| *byte == 0).any(|variable| variable == own.as_bytes())
        })
        .collect()
    }

    /// Waits until it has content and says how it went on.
    pub fn wait_for_content(&mut self) {
        until("content arrives", || {
            assert!(self.is_alive(), "the program ended: {}", self.log());
            self.log().contains("new content")
        });
    }
}
