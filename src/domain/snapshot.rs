//! What all faces draw from: an immutable picture of every source's last good content.
//!
//! Items are private: a face gets them through [`Snapshot::shown`], which asks the gate.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use jiff::{SignedDuration, Timestamp};

use super::{
    Edition, Item, Rejected,
    validity::{self, Screen, Verdict},
};

/// How a source stands. The last good content stays on the screen in every state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceState {
    /// Nothing asked yet since the start; content, if any, is from the disk.
    Starting,
    /// The last poll brought or confirmed the content.
    Fresh,
    /// No answer: name, connection, TLS or time.
    Unreachable(String),
    /// An answer that is an error, with its HTTP status.
    Answered(u16),
    /// An answer that may not be taken, and why: not a feed, truncated, over a limit, rolled back.
    Refused(String),
}

/// How old content may be before it says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// Confirmed within `stale_after` and inside the publisher's `valid_until`.
    Current,
    /// Older than that.
    Stale,
    /// Never had content.
    Missing,
}

/// Two clocks are allowed to differ by this much before one of them is called wrong.
const CLOCK_SKEW: SignedDuration = SignedDuration::from_mins(5);

/// One source as the faces see it.
#[derive(Debug, Clone)]
pub struct SourceView {
    /// Its name in the config.
    pub name: String,
    /// Its last good content.
    pub edition: Arc<Edition>,
    /// How it stands.
    pub state: SourceState,
    /// When the content was last brought or confirmed; `None` before the first time.
    pub confirmed: Option<Timestamp>,
    /// Past this age the mark turns to a warning.
    pub stale_after: SignedDuration,
}

impl SourceView {
    /// How old its content is at `now`. Content confirmed in the future was confirmed by a clock that has since
    /// gone back: how old it is nobody knows, so it is not called current.
    pub fn age(&self, now: Timestamp, zone: &jiff::tz::TimeZone) -> Age {
        let Some(confirmed) = self.confirmed else { return Age::Missing };
        let frozen =
            self.edition.head.valid_until.and_then(|until| until.end(zone)).is_some_and(|end| now >= end);
        let age = now.duration_since(confirmed);
        if frozen || age > self.stale_after || age < -CLOCK_SKEW { Age::Stale } else { Age::Current }
    }
}

/// A decoded picture, at most as large as a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// In pixels.
    pub width: usize,
    /// In pixels.
    pub height: usize,
    /// Straight (not premultiplied) RGBA, row by row.
    pub rgba: Arc<[u8]>,
}

/// The URL under which [`Snapshot::pictures`] has a page of a PDF, counted from 1.
pub fn page_url(url: &str, page: usize) -> String {
    format!("{url}#page={page}")
}

/// All sources at one moment.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    /// Grows with every snapshot of a run.
    pub generation: u64,
    /// In the order of the config.
    pub sources: Vec<SourceView>,
    /// Whole, decoded pictures by URL.
    pub pictures: Arc<HashMap<String, Picture>>,
    /// How many pages each of the hall's own pictures and PDFs has, by URL. Their pixels are among `pictures`: a
    /// picture's by its URL, a PDF's by `URL#page=N`, counted from 1.
    pub media: Arc<BTreeMap<String, usize>>,
}

/// The items a screen may show at an instant, and when that answer ends.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// In the order of the sources and their feeds.
    pub items: Vec<ItemRef>,
    /// The next instant at which the gate may answer otherwise with the same content.
    pub until: Option<Timestamp>,
}

/// An item that passed the gate. Holds its edition, so it outlives a change of the snapshot within a frame.
#[derive(Debug, Clone)]
pub struct ItemRef {
    edition: Arc<Edition>,
    index: usize,
    /// Which source it is from.
    pub source: usize,
}

impl std::ops::Deref for ItemRef {
    type Target = Item;
    fn deref(&self) -> &Item {
        &self.edition.items[self.index]
    }
}

/// One line of an explanation: an item and what the gate says of it.
#[derive(Debug, Clone)]
pub struct Judged<'a> {
    /// Its place in the feed, from 0.
    pub position: usize,
    /// The item, or what is left of one that could not be taken.
    pub subject: Result<&'a Item, &'a Rejected>,
    /// The first verdict that applies.
    pub verdict: Verdict,
    /// Why, in words for staff.
    pub detail: String,
}

impl Snapshot {
    /// What `screen` may show at `now`.
    pub fn shown(&self, screen: &Screen, now: Timestamp) -> Shown {
        let mut shown = Shown::default();
        for (source, view) in self.sources.iter().enumerate() {
            for (index, item) in view.edition.items.iter().enumerate() {
                if validity::verdict(item, screen, now) == Verdict::Shown {
                    shown.items.push(ItemRef { edition: Arc::clone(&view.edition), index, source });
                }
                let change = validity::next_change(item, screen, now);
                shown.until = [shown.until, change].into_iter().flatten().min();
            }
        }
        shown
    }

    /// The URLs of pictures that items now or later shown may need.
    pub fn picture_urls(&self) -> impl Iterator<Item = &str> {
        let items = self.sources.iter().flat_map(|view| &view.edition.items);
        items.filter(|item| item.release.proactive).flat_map(Item::picture_urls)
    }
}

impl Edition {
    /// Every item of the feed in feed order with its verdict, for staff: `gongshi feed inspect` and the staff panel.
    pub fn judge(&self, screen: &Screen, now: Timestamp) -> Vec<Judged<'_>> {
        let read = self.items.iter().zip(&self.positions).map(|(item, position)| {
            let verdict = validity::verdict(item, screen, now);
            let detail = validity::explain(item, verdict);
            Judged { position: *position, subject: Ok(item), verdict, detail }
        });
        let rejected = self.rejected.iter().map(|rejected| Judged {
            position: rejected.position,
            subject: Err(rejected),
            verdict: rejected.verdict,
            detail: rejected.detail.clone(),
        });
        let mut all: Vec<_> = read.chain(rejected).collect();
        all.sort_by_key(|judged| judged.position);
        all
    }
}
