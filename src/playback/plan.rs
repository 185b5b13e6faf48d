//! What staff decided: playlists, and the schedules that say which screen plays which of them when.

use std::{collections::BTreeMap, time::Duration};

use super::calendar::{Calendar, Rule};
use crate::domain::Kind;

/// All playlists and schedules of a hall. Numbers in it are places in `playlists`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// 播放单; names are unique, and none plays itself, however indirectly.
    pub playlists: Vec<Playlist>,
    /// In the order of the config.
    pub schedules: Vec<Schedule>,
    /// What each screen adds; screens without an entry have the defaults.
    pub screens: Vec<ScreenPlan>,
    /// The hall's days and hours.
    pub calendar: Calendar,
    /// Groups of entries whose part of the time is bounded.
    pub shares: Vec<Share>,
}

/// A part of a screen that plays a programme of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Zone {
    /// The slides of a board, the whole of a strip.
    #[default]
    Main,
    /// Beside or beneath the main zone of a board.
    Side,
    /// The line at the foot of a board.
    Ticker,
}

impl Zone {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Main, Self::Side, Self::Ticker];

    /// The word of the config and of the programme.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Side => "side",
            Self::Ticker => "ticker",
        }
    }
}

/// A group of entries that holds at most, or at least, a part of a zone's time in any rolling hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Unique.
    pub name: String,
    /// In percent, such as 20 for publicity.
    pub at_most: Option<u8>,
    /// In percent, such as 30 for hot topics.
    pub at_least: Option<u8>,
}

/// 播放单.
#[derive(Debug, Clone, PartialEq)]
pub struct Playlist {
    /// Unique.
    pub name: String,
    /// In the order in which they play.
    pub entries: Vec<Entry>,
}

/// 条目.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What plays.
    pub what: What,
    /// How long each card of it stands.
    pub dwell: Dwell,
    /// How it comes on.
    pub transition: Transition,
    /// The place in [`Plan::shares`] of the group that it belongs to.
    pub share: Option<usize>,
}

impl Entry {
    /// An entry with nothing but its content and dwell.
    pub const fn new(what: What, dwell: Dwell) -> Self {
        Self { what, dwell, transition: Transition::Fade, share: None }
    }
}

/// How a slide takes the place of the one before; none of it where motion is reduced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Transition {
    /// One fades into the other.
    #[default]
    Fade,
    /// It pushes the other out.
    Push,
    /// At once.
    None,
}

/// What an entry plays.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// Whatever in the feed answers a question.
    Query(Query),
    /// One item by its id.
    Item(String),
    /// Words of the hall itself; `{name}` stands for the screen's variable of that name.
    Text {
        /// Large, above them.
        title: String,
        /// May be empty.
        words: String,
    },
    /// Another playlist, once through.
    Playlist(usize),
    /// The hall's name, the clock and the date.
    Clock,
    /// A picture of the hall's own, by its `file:`, `http:` or `https:` URL.
    Image(String),
    /// The pages of a PDF, by its URL.
    Pdf(String),
}

/// A question to the feed; what is not given does not restrict.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Query {
    /// Any of these; empty means every kind.
    pub kinds: Vec<Kind>,
    /// 主题, exactly.
    pub topic: Option<String>,
    /// A tag, exactly.
    pub tag: Option<String>,
    /// 责任部门 or 发布机构, exactly.
    pub department: Option<String>,
    /// At least this 热点 weight.
    pub weight: Option<u32>,
    /// Only so many of the newest.
    pub newest: Option<u32>,
    /// In which order.
    pub order: Order,
    /// How many cards of it play in one round; the next round goes on where this one stopped. `None` means all.
    pub count: Option<u32>,
}

/// In which order the answers to a query play.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Order {
    /// Kind by kind; urgent, weighty and new ones first within a kind.
    #[default]
    Fixed,
    /// The newest first.
    Newest,
    /// Mixed, anew every day, alike on all screens.
    Shuffle,
    /// The weightier, the more often.
    Weighted,
}

impl Order {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Fixed, Self::Newest, Self::Shuffle, Self::Weighted];

    /// The word of the config.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Newest => "newest",
            Self::Shuffle => "shuffle",
            Self::Weighted => "weighted",
        }
    }
}

/// How long a card stands, all its pages together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dwell {
    /// As long as it takes to read it at the screen's reading speed.
    #[default]
    Auto,
    /// So long.
    Fixed(Duration),
}

/// Says when screens play a playlist.
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    /// For the explanation of what is on.
    pub name: String,
    /// Names of screens; empty means every board and strip.
    pub screens: Vec<String>,
    /// On which part of them.
    pub zone: Zone,
    /// Which playlist.
    pub playlist: usize,
    /// When.
    pub rule: Rule,
    /// The highest that applies plays; equal ones take turns.
    pub priority: u32,
}

/// What a screen adds to the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct ScreenPlan {
    /// The screen's name.
    pub screen: String,
    /// What plays in a zone when no schedule applies.
    pub fallback: BTreeMap<Zone, usize>,
    /// Characters a minute.
    pub reading_speed: u32,
    /// When it is dim or off; the first that applies counts.
    pub hours: Vec<Hours>,
    /// What `{name}` stands for in the words of the hall.
    pub variables: BTreeMap<String, String>,
}

impl ScreenPlan {
    /// One with the defaults.
    pub const fn new(screen: String) -> Self {
        Self {
            screen,
            fallback: BTreeMap::new(),
            reading_speed: DEFAULT_READING_SPEED,
            hours: Vec::new(),
            variables: BTreeMap::new(),
        }
    }
}

/// 开关屏时间.
#[derive(Debug, Clone, PartialEq)]
pub struct Hours {
    /// When.
    pub rule: Rule,
    /// How the screen is then.
    pub power: Power,
}

/// How bright a screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Power {
    /// As it is.
    #[default]
    On,
    /// So many percent of its brightness.
    Dim(u8),
    /// Dark, by intent.
    Off,
}

/// How fast people read, in characters a minute, where the config does not say it.
pub const DEFAULT_READING_SPEED: u32 = 240;

impl Plan {
    /// Whether anything is planned for a zone of a screen.
    pub fn concerns(&self, screen: &str, zone: Zone) -> bool {
        self.fallback(screen, zone).is_some() || self.schedules_of(screen, zone).next().is_some()
    }

    /// The schedules that are bound to a zone of a screen, with their places.
    pub fn schedules_of(&self, screen: &str, zone: Zone) -> impl Iterator<Item = (usize, &Schedule)> {
        self.schedules.iter().enumerate().filter(move |(_, schedule)| {
            schedule.zone == zone
                && (schedule.screens.is_empty() || schedule.screens.iter().any(|name| name == screen))
        })
    }

    /// The playlist that plays in a zone of a screen when no schedule applies.
    pub fn fallback(&self, screen: &str, zone: Zone) -> Option<usize> {
        self.of(screen)?.fallback.get(&zone).copied()
    }

    /// Characters a minute that are read at a screen.
    pub fn reading_speed(&self, screen: &str) -> u32 {
        self.of(screen).map_or(DEFAULT_READING_SPEED, |own| own.reading_speed)
    }

    /// What a screen adds to the plan.
    pub fn of(&self, screen: &str) -> Option<&ScreenPlan> {
        self.screens.iter().find(|own| own.screen == screen)
    }

    /// The first way by which a playlist would play itself, as names; `None` when there is none.
    pub fn cycle(playlists: &[Playlist]) -> Option<Vec<usize>> {
        let mut done = vec![false; playlists.len()];
        (0..playlists.len()).find_map(|start| walk(playlists, start, &mut Vec::new(), &mut done))
    }
}

fn walk(playlists: &[Playlist], at: usize, path: &mut Vec<usize>, done: &mut [bool]) -> Option<Vec<usize>> {
    if let Some(from) = path.iter().position(|earlier| *earlier == at) {
        let mut cycle = path.split_off(from);
        cycle.push(at);
        return Some(cycle);
    }
    if done.get(at).copied().unwrap_or(true) {
        return None;
    }
    path.push(at);
    for entry in playlists.get(at).map(|playlist| playlist.entries.as_slice()).unwrap_or_default() {
        if let What::Playlist(next) = entry.what
            && let Some(cycle) = walk(playlists, next, path, done)
        {
            return Some(cycle);
        }
    }
    path.pop();
    if let Some(done) = done.get_mut(at) {
        *done = true;
    }
    None
}
