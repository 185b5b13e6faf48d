//! A row of the log as it is exported. The fields and their names are the command's contract.

use anyhow::{Context as _, bail};
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::store::playlog::{Kept, Row, chain::Hash};

/// One row; those that `gongshi plan --json` has too are called alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its place in the chain.
    pub number: i64,
    /// The screen's name.
    pub screen: String,
    /// `main`, `side`, `ticker`; empty in remarks of the log itself.
    pub zone: String,
    /// RFC 3339 with the hall's offset, to the millisecond.
    pub start: String,
    /// As `start`.
    pub end: String,
    /// By the monotonic clock; differs from `end` less `start` where the wall clock was set.
    pub lasted_ms: i64,
    /// Which rule put it there: `schedule`, `fallback`, `kinds`, `interrupt`, `page`, `empty`; or `begun`, `lost`.
    pub why: String,
    /// The schedule's name.
    pub schedule: Option<String>,
    /// The playlist's name.
    pub playlist: Option<String>,
    /// Counted from 1.
    pub entry: Option<i64>,
    /// Several on one card are joined by a comma.
    pub item_id: Option<String>,
    /// The key of the piece.
    pub key: String,
    /// Still on when the row was written.
    pub goes_on: bool,
    /// The hash of the row before.
    pub previous: String,
    /// The hash of this row.
    pub hash: String,
}

impl Line {
    /// A row with its times in a zone.
    ///
    /// # Errors
    /// A time outside the calendar, which the program never writes.
    pub fn of(kept: Kept, zone: &TimeZone) -> anyhow::Result<Self> {
        let Kept { number, previous, hash, row } = kept;
        let time = |ms| {
            let at = Timestamp::from_millisecond(ms);
            let at = at.with_context(|| format!("row {number} was changed: {ms} is no time"))?;
            anyhow::Ok(at.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string())
        };
        Ok(Self {
            number,
            screen: row.screen,
            zone: row.zone,
            start: time(row.started_ms)?,
            end: time(row.ended_ms)?,
            lasted_ms: row.lasted_ms,
            why: row.why,
            schedule: row.schedule,
            playlist: row.playlist,
            entry: row.entry,
            item_id: Some(row.items).filter(|items| !items.is_empty()),
            key: row.key,
            goes_on: row.goes_on,
            previous: previous.to_string(),
            hash: hash.to_string(),
        })
    }

    /// The row that it was made from.
    ///
    /// # Errors
    /// A time or a hash that is none.
    pub fn kept(self) -> anyhow::Result<Kept> {
        let ms = |text: &str| match text.parse::<Timestamp>() {
            Ok(at) => Ok(at.as_millisecond()),
            Err(_) => bail!("row {} was changed: `{text}` is no time", self.number),
        };
        let hash = |text: &str| {
            Hash::parse(text).with_context(|| format!("row {} was changed: `{text}` is no hash", self.number))
        };
        Ok(Kept {
            number: self.number,
            previous: hash(&self.previous)?,
            hash: hash(&self.hash)?,
            row: Row {
                started_ms: ms(&self.start)?,
                ended_ms: ms(&self.end)?,
                screen: self.screen,
                zone: self.zone,
                lasted_ms: self.lasted_ms,
                why: self.why,
                schedule: self.schedule,
                playlist: self.playlist,
                entry: self.entry,
                items: self.item_id.unwrap_or_default(),
                key: self.key,
                goes_on: self.goes_on,
            },
        })
    }

    /// As a spreadsheet may open it: a text that it would take for a formula begins with an apostrophe, as does one that
    /// begins with an apostrophe of its own.
    pub fn guarded(mut self) -> Self {
        self.texts().into_iter().filter(|text| is_formula(text)).for_each(|text| text.insert(0, '\''));
        self
    }

    /// What [`Line::guarded`] was made from.
    pub fn unguarded(mut self) -> Self {
        for text in self.texts() {
            if let Some(own) = text.strip_prefix('\'') {
                *text = own.to_owned();
            }
        }
        self
    }

    fn texts(&mut self) -> Vec<&mut String> {
        let Self { screen, zone, why, key, schedule, playlist, item_id, .. } = self;
        [schedule, playlist, item_id].into_iter().flatten().chain([screen, zone, why, key]).collect()
    }
}

/// What a spreadsheet computes, or hides, when a cell begins with it (OWASP, CSV Injection).
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\''])
}
