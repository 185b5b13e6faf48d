//! What staff decided: playlists, and the schedules that say which screen plays which of them when.

use std::time::Duration;

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
}

/// What an entry plays.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// Whatever in the feed answers a question.
    Query(Query),
    /// One item by its id.
    Item(String),
    /// Words of the hall itself.
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
}

/// A question to the feed; what is not given does not restrict.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
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
    /// Names of screens; empty means every board.
    pub screens: Vec<String>,
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
    /// Plays when no schedule applies.
    pub fallback: Option<usize>,
    /// Characters a minute.
    pub reading_speed: u32,
}

/// How fast people read, in characters a minute, where the config does not say it.
pub const DEFAULT_READING_SPEED: u32 = 240;

impl Plan {
    /// Whether anything is planned for a screen.
    pub fn concerns(&self, screen: &str) -> bool {
        self.fallback(screen).is_some() || self.schedules_of(screen).next().is_some()
    }

    /// The schedules that are bound to a screen, with their places.
    pub fn schedules_of(&self, screen: &str) -> impl Iterator<Item = (usize, &Schedule)> {
        self.schedules.iter().enumerate().filter(move |(_, schedule)| {
            schedule.screens.is_empty() || schedule.screens.iter().any(|name| name == screen)
        })
    }

    /// The playlist that plays on a screen when no schedule applies.
    pub fn fallback(&self, screen: &str) -> Option<usize> {
        self.of(screen)?.fallback
    }

    /// Characters a minute that are read at a screen.
    pub fn reading_speed(&self, screen: &str) -> u32 {
        self.of(screen).map_or(DEFAULT_READING_SPEED, |own| own.reading_speed)
    }

    fn of(&self, screen: &str) -> Option<&ScreenPlan> {
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
