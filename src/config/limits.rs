//! What a config may say, and what holds where it says nothing; each with its reason.

use std::{
    fmt::{self, Display},
    time::Duration,
};

use super::duration;

/// The least and the most of a setting.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds<T> {
    /// Not below this.
    pub least: T,
    /// Not above this.
    pub most: T,
    /// Why; shown to who wrote something else.
    pub why: &'static str,
}

impl<T: PartialOrd> Bounds<T> {
    /// Whether a value lies within.
    pub fn hold(&self, value: &T) -> bool {
        self.least <= *value && *value <= self.most
    }
}

impl<T: Setting> Display for Bounds<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.least.written(), self.most.written())
    }
}

/// A value as it is written in TOML.
pub trait Setting {
    /// Its TOML.
    fn written(&self) -> String;
}

impl Setting for u32 {
    fn written(&self) -> String {
        self.to_string()
    }
}

impl Setting for f32 {
    fn written(&self) -> String {
        self.to_string()
    }
}

impl Setting for Duration {
    fn written(&self) -> String {
        format!("\"{}\"", duration::write(*self))
    }
}

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// How often a source is asked.
pub const POLL: Bounds<Duration> = Bounds {
    least: seconds(5),
    most: seconds(3600),
    why: "more often than every 5 s burdens the bureau's server; less than hourly, something withdrawn stays on public screens too long",
};
/// A withdrawal leaves the screens within half a minute.
pub const DEFAULT_POLL: Duration = seconds(30);

/// How often a remote playlist is asked: staff who change it look at a screen within a minute.
pub const DEFAULT_REMOTE_POLL: Duration = seconds(60);

/// How often a source of public warnings is asked.
pub const ALERT_POLL: Bounds<Duration> = Bounds {
    least: seconds(5),
    most: seconds(600),
    why: "more often than every 5 s burdens the warning centre; a warning that comes after 10 min has come too late",
};
/// A screen shows a warning while there is time to act on it.
pub const DEFAULT_ALERT_POLL: Duration = seconds(15);

/// When the freshness mark warns.
pub const STALE_AFTER: Bounds<Duration> = Bounds {
    least: seconds(60),
    most: seconds(30 * 24 * 3600),
    why: "below a minute one slow answer would warn visitors; a month-old screen that does not warn misleads them",
};
/// Three attempts at the longest back-off of ten minutes have failed.
pub const DEFAULT_STALE_AFTER: Duration = seconds(30 * 60);

/// How long a slide stands.
pub const DWELL: Bounds<Duration> = Bounds {
    least: seconds(3),
    most: seconds(600),
    why: "no one reads a slide in less than 3 s, and none waits for the next longer than 10 min",
};
/// Ten lines are read aloud in about this time.
pub const DEFAULT_DWELL: Duration = seconds(12);

/// When a kiosk returns to its home.
pub const IDLE_RESET: Bounds<Duration> = Bounds {
    least: seconds(15),
    most: seconds(600),
    why: "a slow reader needs at least 15 s without touching; after 10 min the next visitor would find the last one's page",
};
/// Longer than the slowest readers of one page, shorter than the wait for the next visitor.
pub const DEFAULT_IDLE_RESET: Duration = seconds(90);

/// The sides of a kiosk's or board's output, in pixels.
pub const SIDE: Bounds<u32> = Bounds {
    least: 320,
    most: 16_384,
    why: "graphics cards draw up to 16384 pixels; a page needs at least 320",
};
/// The sides of a strip's output, in pixels.
pub const STRIP_SIDE: Bounds<u32> = Bounds {
    least: 8,
    most: 16_384,
    why: "graphics cards draw up to 16384 pixels; a line of text needs at least 8",
};

/// A monitor's diagonal, in inches.
pub const DIAGONAL: Bounds<f32> = Bounds {
    least: 5.0,
    most: 1000.0,
    why: "it is the panel's diagonal in inches, printed on its label: 32 for a kiosk, 55 or 65 for a board",
};

/// From how far a screen is read, in metres.
pub const DISTANCE: Bounds<f32> = Bounds {
    least: 0.3,
    most: 100.0,
    why: "it is the distance of the farthest reader in metres, and decides the size of the characters",
};
/// An arm's length (EN 301 549, 5.1.4).
pub const DEFAULT_KIOSK_DISTANCE: f32 = 0.6;
/// A strip's text is as high as its modules; the distance only serves records.
pub const DEFAULT_STRIP_DISTANCE: f32 = 10.0;

/// How fast a strip runs, in pixels a second.
pub const SPEED: Bounds<u32> =
    Bounds { least: 10, most: 2000, why: "slower looks like standing still, faster cannot be read" };

/// The height of a strip's text, in pixels.
pub const TEXT_HEIGHT: Bounds<u32> =
    Bounds { least: 8, most: 4096, why: "a Chinese character is not readable in fewer than 8 pixels" };

/// How fast people read, in characters a minute.
pub const READING_SPEED: Bounds<u32> = Bounds {
    least: 60,
    most: 600,
    why: "adults read about 240 Chinese characters a minute on a wall, older people about 200",
};

/// 热点 weight in a query.
pub const WEIGHT: Bounds<u32> = Bounds { least: 1, most: 10, why: "the feed counts it from 1 to 10" };

/// How many cards of a query.
pub const COUNT: Bounds<u32> =
    Bounds { least: 1, most: 1000, why: "an entry that plays none is better taken out; no round needs more" };

/// Which schedule wins.
pub const PRIORITY: Bounds<u32> =
    Bounds { least: 0, most: 1000, why: "the highest number that applies plays" };

/// How long before the hall opens.
pub const BEFORE_OPEN: Bounds<Duration> = Bounds {
    least: seconds(60),
    most: seconds(12 * 3600),
    why: "it is counted in minutes before the hall opens first on a day",
};

/// How long the play log keeps a row, in days.
pub const KEEP: Bounds<u32> = Bounds {
    least: 7,
    most: 3660,
    why: "what was shown is asked for weeks later; after ten years the disk has better uses",
};
/// More than a year: the same week of the last year can still be looked up.
pub const KEEP_DAYS: u32 = 400;

/// A share of a zone's time, in percent.
pub const SHARE: Bounds<u32> = Bounds {
    least: 1,
    most: 99,
    why: "it is a part of the time in percent: 20 means twelve minutes of an hour",
};

/// How bright a dimmed screen is, in percent.
pub const BRIGHTNESS: Bounds<u32> = Bounds {
    least: 5,
    most: 95,
    why: "below 5 percent nothing can be read, which `power = \"off\"` says; 100 is `power = \"on\"`",
};

/// From one LED to the next, in millimetres.
pub const PITCH: Bounds<f32> = Bounds {
    least: 0.5,
    most: 50.0,
    why: "it is the distance from one LED to the next in millimetres, the number in the module's name: 10 for P10",
};

/// Sections on a kiosk's home, which never scrolls.
pub const MAX_COLUMNS: usize = 12;

/// Names stand in logs and on command lines, titles on tiles of one or two lines.
pub const MAX_NAME_CHARS: usize = 64;
