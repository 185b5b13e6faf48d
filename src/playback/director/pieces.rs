//! What the entries of the playlists come to with the present content.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc, time::Duration};

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::Question;
use crate::{
    domain::{Detail, Kind, snapshot::ItemRef, validity},
    playback::{
        Card, Programme,
        plan::{Dwell, Entry, Order, Query, What},
    },
};

/// Nothing is shorter on a wall when its length decides: finding where to read takes time too.
const LEAST_AUTO: Duration = Duration::from_secs(8);
/// Nor longer.
const MOST_AUTO: Duration = Duration::from_secs(600);
/// The least of a fixed dwell, should a plan not come from a config.
const LEAST: Duration = Duration::from_secs(1);

/// Something that plays at a time.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Stays the same while it lives; differs between entries.
    pub key: String,
    /// The place of its playlist in the plan.
    pub playlist: usize,
    /// The place of its entry in the playlist.
    pub entry: usize,
    /// What it shows.
    pub content: Content,
    /// How long it stands.
    pub dwell: Duration,
}

/// What a piece shows.
#[derive(Debug, Clone)]
pub enum Content {
    /// Items that belong on one card; never empty.
    Card(Kind, Vec<ItemRef>),
    /// Words of the hall.
    Text {
        /// Large, above them.
        title: String,
        /// May be empty.
        words: String,
    },
    /// The hall's page.
    Clock,
    /// A picture of the hall's own, by its URL.
    Image(String),
    /// A PDF of the hall's own.
    Pdf {
        /// Its URL.
        url: String,
        /// How many pages it has; at least one.
        pages: usize,
    },
}

impl Piece {
    /// The items it shows.
    pub fn items(&self) -> &[ItemRef] {
        match &self.content {
            Content::Card(_, items) => items,
            _ => &[],
        }
    }

    /// As a card of a programme, where it is one.
    pub fn card(&self) -> Option<Card<'_>> {
        match &self.content {
            Content::Card(kind, items) => {
                Some(Card { key: self.key.clone(), kind: *kind, items: items.iter().collect() })
            }
            _ => None,
        }
    }
}

/// The pieces of the entries that were asked for.
pub(super) struct Shelf<'a> {
    pub question: &'a Question<'a>,
    today: Date,
    now: Timestamp,
    pieces: Vec<Arc<Piece>>,
    /// By playlist and entry, in the order in which they play.
    made: BTreeMap<(usize, usize), Arc<[usize]>>,
    empty: BTreeMap<usize, bool>,
}

impl<'a> Shelf<'a> {
    pub fn new(question: &'a Question<'a>, today: Date, now: Timestamp) -> Self {
        Self { question, today, now, pieces: Vec::new(), made: BTreeMap::new(), empty: BTreeMap::new() }
    }

    pub fn into_pieces(self) -> Vec<Arc<Piece>> {
        self.pieces
    }

    pub fn dwell(&self, piece: usize) -> Duration {
        self.pieces.get(piece).map_or(LEAST, |piece| piece.dwell)
    }

    pub fn entries(&self, playlist: usize) -> &'a [Entry] {
        self.question.plan.playlists.get(playlist).map(|list| list.entries.as_slice()).unwrap_or_default()
    }

    /// Whether a playlist has nothing to show, with all that it contains.
    pub fn is_empty(&mut self, playlist: usize) -> bool {
        if let Some(known) = self.empty.get(&playlist) {
            return *known;
        }
        // Until it is known otherwise: a plan with a cycle ends here.
        self.empty.insert(playlist, true);
        let empty = self.entries(playlist).iter().enumerate().all(|(place, entry)| match entry.what {
            What::Playlist(inner) => self.is_empty(inner),
            _ => self.of(playlist, place).is_empty(),
        });
        self.empty.insert(playlist, empty);
        empty
    }

    /// The pieces of an entry, in the order in which they play.
    pub fn of(&mut self, playlist: usize, place: usize) -> Arc<[usize]> {
        if let Some(made) = self.made.get(&(playlist, place)) {
            return Arc::clone(made);
        }
        let made: Arc<[usize]> = match self.entries(playlist).get(place) {
            Some(entry) => self.make(playlist, place, entry).into(),
            None => Arc::default(),
        };
        self.made.insert((playlist, place), Arc::clone(&made));
        made
    }

    fn make(&mut self, playlist: usize, place: usize, entry: &Entry) -> Vec<usize> {
        let Question { items, internal, time_zone: zone, media, .. } = *self.question;
        let mut order = Order::Fixed;
        let contents: Vec<(String, Content)> = match &entry.what {
            What::Query(query) => {
                order = query.order;
                self.answers(query)
            }
            What::Item(id) => {
                let programme = Programme::of_item(items, id, internal, self.now, zone);
                programme.cards().map(content).collect()
            }
            What::Text { title, words } => {
                vec![("text".into(), Content::Text { title: title.clone(), words: words.clone() })]
            }
            What::Clock => vec![("clock".into(), Content::Clock)],
            What::Image(url) => match media.get(url) {
                Some(_) => vec![("image".into(), Content::Image(url.clone()))],
                None => Vec::new(),
            },
            What::Pdf(url) => match media.get(url) {
                Some(pages) => vec![("pdf".into(), Content::Pdf { url: url.clone(), pages: *pages })],
                None => Vec::new(),
            },
            What::Playlist(_) => Vec::new(),
        };
        let first = self.pieces.len();
        for (key, content) in contents {
            let dwell = match entry.dwell {
                Dwell::Fixed(dwell) => dwell.max(LEAST),
                Dwell::Auto => self.reading_time(&content),
            };
            let key = format!("{playlist}/{place}/{key}");
            self.pieces.push(Arc::new(Piece { key, playlist, entry: place, content, dwell }));
        }
        let made: Vec<usize> = (first..self.pieces.len()).collect();
        match order {
            Order::Fixed | Order::Newest => made,
            Order::Shuffle => self.shuffled(made, playlist, place),
            Order::Weighted => self.weighted(&made),
        }
    }

    fn answers(&self, query: &Query) -> Vec<(String, Content)> {
        let Question { items, internal, time_zone: zone, .. } = *self.question;
        let is =
            |wanted: &Option<String>, have: &[&Option<String>]| wanted.is_none() || have.contains(&wanted);
        let fits = |item: &&ItemRef| {
            let about = &item.about;
            is(&query.topic, &[&about.topic])
                && is(&query.department, &[&about.department.name, &about.publisher])
                && query.tag.as_ref().is_none_or(|tag| item.tags.contains(tag))
                && query.weight.is_none_or(|least| u32::from(about.weight) >= least)
        };
        let found: Vec<ItemRef> = items.iter().filter(fits).cloned().collect();
        let kinds: &[Kind] = if query.kinds.is_empty() { &Kind::ALL } else { &query.kinds };
        let programme = Programme::of(&found, kinds, internal, self.now, zone);
        let mut cards: Vec<&Card<'_>> = programme.cards().collect();
        let date = |card: &Card<'_>| {
            card.items.iter().filter_map(|item| item.published.and_then(|moment| moment.start(zone))).max()
        };
        if query.order == Order::Newest {
            cards.sort_by_key(|card| Reverse(date(card)));
        }
        if let Some(most) = query.newest.and_then(|most| usize::try_from(most).ok()) {
            let mut by_date: Vec<(Reverse<_>, usize)> =
                cards.iter().enumerate().map(|(place, card)| (Reverse(date(card)), place)).collect();
            by_date.sort();
            let mut kept: Vec<usize> = by_date.into_iter().take(most).map(|(_, place)| place).collect();
            kept.sort_unstable();
            cards = kept.into_iter().filter_map(|place| cards.get(place).copied()).collect();
        }
        cards.into_iter().map(content).collect()
    }

    fn reading_time(&self, content: &Content) -> Duration {
        let characters = match content {
            Content::Card(kind, items) => {
                items.iter().map(|item| card_characters(*kind, item, self.now, self.question.time_zone)).sum()
            }
            Content::Text { title, words } => count(title) + count(words),
            Content::Clock | Content::Image(_) => 0,
            Content::Pdf { pages, .. } => return LEAST_AUTO * u32::try_from(*pages).unwrap_or(u32::MAX),
        };
        let speed = self.question.plan.reading_speed(self.question.screen).max(1);
        let seconds = u64::try_from(characters).unwrap_or(u64::MAX).saturating_mul(60) / u64::from(speed);
        Duration::from_secs(seconds).clamp(LEAST_AUTO, MOST_AUTO)
    }

    /// Fisher and Yates, seeded by the day and the entry: alike on all screens.
    fn shuffled(&self, mut made: Vec<usize>, playlist: usize, place: usize) -> Vec<usize> {
        let date = self.today;
        let text = format!("{date}/{playlist}/{place}");
        // FNV-1a, then splitmix64: fixed for ever, whatever a library does.
        let mut state = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        for left in (1..made.len()).rev() {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = state;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^= z >> 31;
            let chosen = usize::try_from(z % (left as u64 + 1)).unwrap_or_default();
            made.swap(left, chosen);
        }
        made
    }

    /// Each piece as often as its weight says, spread as evenly as can be; at least once.
    fn weighted(&self, made: &[usize]) -> Vec<usize> {
        let weight = |piece: usize| {
            let items = self.pieces.get(piece).map(|piece| piece.items()).unwrap_or_default();
            items.iter().map(|item| u64::from(item.about.weight)).max().unwrap_or(0).max(1)
        };
        let mut turns: Vec<(u64, u64, usize)> = Vec::new();
        for (place, piece) in made.iter().enumerate() {
            let weight = weight(*piece);
            // The n-th of w turns stands at (2n + 1) / 2w of the round.
            turns.extend(
                (0..weight).map(|turn| ((2 * turn + 1) * 1_000_000 / (2 * weight), place as u64, *piece)),
            );
        }
        turns.sort_unstable();
        turns.into_iter().map(|(_, _, piece)| piece).collect()
    }
}

fn content(card: &Card<'_>) -> (String, Content) {
    (card.key.clone(), Content::Card(card.kind, card.items.iter().map(|item| (*item).clone()).collect()))
}

fn count(text: &str) -> usize {
    text.chars().filter(|letter| !letter.is_whitespace()).count()
}

/// About how many characters of an item stand on a slide.
fn card_characters(kind: Kind, item: &ItemRef, now: Timestamp, zone: &TimeZone) -> usize {
    let head = count(&item.title) + item.summary.as_deref().map_or(0, count);
    match (&item.detail, kind) {
        (_, Kind::Notice) if !item.body.is_empty() => {
            count(&item.title) + item.body.iter().map(|block| count(&block.plain_text())).sum::<usize>()
        }
        // A line of a list is a name and a figure.
        (Detail::Ranking(ranking), _) => {
            count(&item.title) + 16 * validity::ranking_entries(ranking, now, zone).count()
        }
        (Detail::Honour(roll), _) => {
            count(&item.title) + 24 * validity::honour_entries(roll, now, zone).count()
        }
        (Detail::Catalogue(catalogue), _) => {
            count(&item.title) + 24 * validity::catalogue_entries(catalogue, false).take(12).count()
        }
        (Detail::Guide(_), _) => head + 100,
        _ => head,
    }
}
