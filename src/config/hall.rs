//! A hall as its config describes it, complete: every default is filled in.

use std::{path::PathBuf, sync::Arc, time::Duration};

use jiff::{SignedDuration, tz::TimeZone};

use crate::{
    domain::{Channel, Kind},
    feed::{Rules, cap},
    playback::Plan,
};

/// A service hall with its sources and screens.
#[derive(Debug, Clone, PartialEq)]
pub struct Hall {
    /// 大厅名称, as the faces show it.
    pub name: String,
    /// Where in the building, such as 政务服务大厅 · 一层 A 区.
    pub place: Option<String>,
    /// 监督电话.
    pub phone: Option<String>,
    /// The hall's time zone: days begin and end in it.
    pub zone: TimeZone,
    /// Never empty; names are unique.
    pub sources: Vec<Source>,
    /// Never empty; names are unique.
    pub screens: Vec<Screen>,
    /// Which playlists the boards and strips play, and when; empty where staff wrote none.
    pub plan: Plan,
    /// How many days the play log keeps what was shown.
    pub keep_days: u32,
    /// Where playlists come from that replace those of the config.
    pub remote: Option<Remote>,
    /// The files that it was read from, the config first; empty where it comes from none.
    pub files: Vec<PathBuf>,
    /// Which reading of the config it is: 0 for the first, another one for each that replaced it while running.
    pub revision: u64,
}

/// A playlist document that is kept elsewhere, for several halls say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remote {
    /// `http://`, `https://` or `file:`; a `file:` URL is absolute.
    pub url: String,
    /// How often it is asked.
    pub poll: Duration,
}

/// One feed that the hall shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its name in logs and the staff panel.
    pub name: String,
    /// `http://`, `https://` or `file:`; a `file:` URL is absolute.
    pub url: String,
    /// How often it is asked.
    pub poll: Duration,
    /// Past this age the freshness mark turns to a warning.
    pub stale_after: SignedDuration,
    /// What is taken from it.
    pub rules: Rules,
    /// It sends public warnings (CAP), of which these are let in; `None` for a feed.
    pub alerts: Option<Arc<cap::Rules>>,
}

/// What a screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Face {
    /// 触摸屏.
    Kiosk,
    /// 公告栏 / 大屏.
    Board,
    /// 滚动屏.
    Strip,
}

impl Face {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Kiosk, Self::Board, Self::Strip];

    /// The word of the config.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Kiosk => "kiosk",
            Self::Board => "board",
            Self::Strip => "strip",
        }
    }

    /// The face of a config's word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|face| face.word() == word)
    }

    /// The channel that the gate knows it by.
    pub const fn channel(self) -> Channel {
        match self {
            Self::Kiosk => Channel::Kiosk,
            Self::Board => Channel::Board,
            Self::Strip => Channel::Strip,
        }
    }
}

/// Which set of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ThemeName {
    /// Light ground: kiosks.
    Day,
    /// Dark ground: boards and strips.
    Night,
    /// White and yellow on black.
    Contrast,
}

impl ThemeName {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Day, Self::Night, Self::Contrast];

    /// The word of the config.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Night => "night",
            Self::Contrast => "contrast",
        }
    }

    /// The theme of a config's word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.word() == word)
    }
}

/// One screen of the hall.
#[derive(Debug, Clone, PartialEq)]
pub struct Screen {
    /// What `--screen` calls it.
    pub name: String,
    /// What it is.
    pub face: Face,
    /// In pixels; `None` means the monitor's.
    pub size: Option<(u32, u32)>,
    /// The monitor's diagonal in inches; 0 on strips, which are counted in modules.
    pub diagonal_inch: f32,
    /// From how far it is read, in metres.
    pub viewing_distance_m: f32,
    /// Its colours.
    pub theme: ThemeName,
    /// Stands where only staff see it.
    pub internal: bool,
    /// The sections of a kiosk's home; empty on other faces.
    pub columns: Vec<Column>,
    /// What a board or strip plays; empty on kiosks.
    pub kinds: Vec<Kind>,
    /// How long a board shows one slide.
    pub dwell: Duration,
    /// After this long without a touch a kiosk returns to its home.
    pub idle_reset: Duration,
    /// How a strip runs; the defaults on other faces.
    pub strip: StripOptions,
    /// No motion but the strip's own.
    pub reduced_motion: bool,
}

/// 栏目: a section of the kiosk's home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Unique on its screen; part of the page's name, `column/<id>`.
    pub id: String,
    /// Its title; `None` means the kind's own name.
    pub title: Option<String>,
    /// What it holds; never empty.
    pub kinds: Vec<Kind>,
}

impl Column {
    /// The column of one kind, named by the kind.
    pub fn of(kind: Kind) -> Self {
        Self { id: kind.word().into(), title: None, kinds: vec![kind] }
    }
}

/// Where a strip's text moves to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sweep {
    /// 左移.
    #[default]
    Left,
    /// 上移.
    Up,
}

impl Sweep {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Left, Self::Up];

    /// The word of the config.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Up => "up",
        }
    }

    /// The direction of a config's word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sweep| sweep.word() == word)
    }
}

/// How a strip runs: one region of the output, mapped 1:1 to LED modules, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StripOptions {
    /// Left edge of the region.
    pub x: u32,
    /// Upper edge of the region.
    pub y: u32,
    /// `None` means to the right edge of the output.
    pub width: Option<u32>,
    /// `None` means to the lower edge of the output.
    pub height: Option<u32>,
    /// `None` means three quarters of the height.
    pub text_height: Option<u32>,
    /// Pixels a second.
    pub speed: u32,
    /// Which way.
    pub direction: Sweep,
    /// No anti-aliasing.
    pub crisp: bool,
    /// From one LED to the next in millimetres, where it is known.
    pub pixel_pitch_mm: Option<f32>,
}

impl Default for StripOptions {
    fn default() -> Self {
        Self {
            x: 0,
            y: 0,
            width: None,
            height: None,
            text_height: None,
            speed: 120,
            direction: Sweep::Left,
            crisp: false,
            pixel_pitch_mm: None,
        }
    }
}

/// The least character height on a kiosk, read at 60 cm (EN 301 549).
const KIOSK_CHARACTER_MM: f32 = 7.3;

impl Screen {
    /// The base character height in millimetres: the larger of distance/200 and, on kiosks, 7.3 mm.
    pub fn base_mm(&self) -> f32 {
        let by_distance = self.viewing_distance_m * 1000.0 / 200.0;
        match self.face {
            Face::Kiosk => by_distance.max(KIOSK_CHARACTER_MM),
            Face::Board | Face::Strip => by_distance,
        }
    }

    /// Pixels to a millimetre on an output of `width` by `height` pixels; `None` where the diagonal is unknown.
    pub fn pixels_per_mm(&self, (width, height): (u32, u32)) -> Option<f32> {
        (self.diagonal_inch > 0.0).then(|| (width as f32).hypot(height as f32) / (self.diagonal_inch * 25.4))
    }
}

impl Hall {
    /// The screen of a name; without a name the first. An unknown name lists the names there are.
    pub fn screen(&self, name: Option<&str>) -> Result<&Screen, NoScreen> {
        let found = match name {
            Some(name) => self.screens.iter().find(|screen| screen.name == name),
            None => self.screens.first(),
        };
        found.ok_or_else(|| NoScreen {
            wanted: name.unwrap_or_default().into(),
            known: self.screens.iter().map(|screen| screen.name.clone()).collect(),
        })
    }
}

/// No screen has the name that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no screen is called `{wanted}`; the config has: {}", known.join(", "))]
pub struct NoScreen {
    /// The name that was asked for.
    pub wanted: String,
    /// The names there are.
    pub known: Vec<String>,
}
