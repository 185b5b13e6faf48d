//! What the entries of the playlists come to with the present content. Everything is made when it is first asked for: of
//! a plan with a hundred playlists a day plays some, and of twenty thousand items a day has time for some.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
    rc::Rc,
    sync::Arc,
    time::Duration,
};

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{
    Question,
    answers::{Answer, Answers, Cards},
    deck::{Deck, fnv},
    pieces::{Content, Piece, Source},
    variables,
};
use crate::{
    domain::{Detail, Kind, snapshot::ItemRef, validity},
    playback::plan::{Dwell, Entry, Order, Transition, What},
};

/// Nothing is shorter on a wall when its length decides: finding where to read takes time too.
pub(super) const LEAST_AUTO: Duration = Duration::from_secs(8);
/// Nor longer.
const MOST_AUTO: Duration = Duration::from_secs(600);
/// The least of a fixed dwell, should a plan not come from a config.
const LEAST: Duration = Duration::from_secs(1);
/// More turns than the longest day has seconds.
const MOST_LEAVES: usize = 100_000;

/// An entry within a round of a playlist, lists within lists laid flat.
#[derive(Debug, Clone, Copy)]
pub(super) struct Leaf {
    /// Its place on the shelf.
    pub unit: usize,
    /// The group that it belongs to: its own, else that of the entry that plays its list.
    pub share: Option<usize>,
}

struct Unit<'a> {
    source: Source,
    entry: &'a Entry,
    key: String,
    stock: Stock<'a>,
    deck: Option<Deck>,
}

/// What an entry has.
enum Stock<'a> {
    Cards(Cards<'a>),
    One(&'static str, Content),
}

impl Stock<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Cards(cards) => cards.len(),
            Self::One(..) => 1,
        }
    }
}

/// The entries that were asked for.
pub(super) struct Shelf<'a> {
    question: &'a Question<'a>,
    today: Date,
    now: Timestamp,
    variables: Cow<'a, BTreeMap<String, String>>,
    answers: Answers<'a>,
    units: Vec<Unit<'a>>,
    /// By playlist.
    rounds: HashMap<usize, Rc<[Leaf]>>,
    pieces: Vec<Arc<Piece>>,
    /// By unit and card.
    made: HashMap<(usize, usize), usize>,
    hall_page: Option<usize>,
}

impl<'a> Shelf<'a> {
    pub fn new(question: &'a Question<'a>, today: Date, now: Timestamp) -> Self {
        let own = question.plan.of(question.screen);
        Self {
            question,
            today,
            now,
            variables: own.map_or_else(Cow::default, |own| Cow::Borrowed(&own.variables)),
            answers: Answers::new(question, now),
            units: Vec::new(),
            rounds: HashMap::new(),
            pieces: Vec::new(),
            made: HashMap::new(),
            hall_page: None,
        }
    }

    pub fn into_pieces(self) -> Vec<Arc<Piece>> {
        self.pieces
    }

    pub fn dwell(&self, piece: usize) -> Duration {
        self.pieces.get(piece).map_or(LEAST, |piece| piece.dwell)
    }

    /// The entries of one round of a playlist that have something to show; none when it has nothing.
    pub fn round(&mut self, playlist: usize) -> Rc<[Leaf]> {
        if let Some(known) = self.rounds.get(&playlist) {
            return Rc::clone(known);
        }
        // Until it is known otherwise: a plan with a cycle ends here.
        self.rounds.insert(playlist, Rc::default());
        let mut leaves: Vec<Leaf> = Vec::new();
        if let Some(list) = self.question.plan.playlists.get(playlist) {
            let name: Arc<str> = list.name.as_str().into();
            let mut keys: HashMap<u64, usize> = HashMap::new();
            for (place, entry) in list.entries.iter().enumerate() {
                if let What::Playlist(inner) = entry.what {
                    let inner = self.round(inner);
                    let own = inner.iter().take(MOST_LEAVES.saturating_sub(leaves.len()));
                    leaves.extend(own.map(|leaf| Leaf { share: leaf.share.or(entry.share), ..*leaf }));
                } else {
                    let what = variables::of_entry(&entry.what, &self.variables);
                    let stock = self.stock(&what);
                    let hash = fnv(&format!("{what:?}"));
                    let twin = keys.entry(hash).or_default();
                    let key = format!("{name}/{hash:016x}.{twin}");
                    *twin += 1;
                    if stock.len() > 0 {
                        leaves.push(Leaf { unit: self.units.len(), share: entry.share });
                        let source = Source { playlist: Arc::clone(&name), entry: place };
                        self.units.push(Unit { source, entry, key, stock, deck: None });
                    }
                }
            }
        }
        let leaves: Rc<[Leaf]> = leaves.into();
        self.rounds.insert(playlist, Rc::clone(&leaves));
        leaves
    }

    fn stock(&mut self, what: &What) -> Stock<'a> {
        let media = self.question.media;
        match what {
            What::Query(query) => Stock::Cards(self.answers.to(query)),
            What::Item(id) => Stock::Cards(self.answers.item(id)),
            What::Text { title, words } => {
                Stock::One("text", Content::Text { title: title.clone(), words: words.clone() })
            }
            What::Clock => Stock::One("clock", Content::Clock),
            What::Image(url) if media.contains_key(url) => Stock::One("image", Content::Image(url.clone())),
            What::Pdf(url) => match media.get(url) {
                Some(pages) => Stock::One("pdf", Content::Pdf { url: url.clone(), pages: *pages }),
                None => Stock::Cards(Cards::default()),
            },
            What::Image(_) | What::Playlist(_) => Stock::Cards(Cards::default()),
        }
    }

    /// How many turns an entry has in one round; its next round goes on where this one stopped.
    pub fn turns(&mut self, unit: usize) -> usize {
        let count = match self.units.get(unit).map(|unit| &unit.entry.what) {
            Some(What::Query(query)) => query.count.and_then(|count| usize::try_from(count).ok()),
            _ => None,
        };
        let turns = self.deck(unit).map_or(0, |deck| deck.turns());
        count.map_or(turns, |count| count.min(turns))
    }

    fn deck(&mut self, unit: usize) -> Option<&mut Deck> {
        let unit = self.units.get_mut(unit)?;
        let Unit { source, entry, stock, deck, .. } = unit;
        let stock = &*stock;
        Some(deck.get_or_insert_with(|| {
            let order = match &entry.what {
                What::Query(query) => query.order,
                _ => Order::Fixed,
            };
            // Mixed anew every day, alike on all screens.
            let seed = format!("{}/{}/{}", self.today, source.playlist, source.entry);
            Deck::new(stock.len(), order, &seed, |card| match stock {
                Stock::Cards(cards) => cards.get(card).map_or(1, Answer::weight),
                Stock::One(..) => 1,
            })
        }))
    }

    /// The piece of a turn of an entry.
    pub fn piece(&mut self, unit: usize, turn: usize) -> Option<usize> {
        let card = self.deck(unit)?.card(turn)?;
        if let Some(made) = self.made.get(&(unit, card)) {
            return Some(*made);
        }
        let Unit { source, entry, key, stock, .. } = self.units.get(unit)?;
        let (own, content) = match stock {
            Stock::Cards(cards) => {
                let card = cards.get(card)?;
                let items = card.items().iter().map(|item| (*item).clone()).collect();
                (Cow::Owned(card.key()), Content::Card(card.kind(), items))
            }
            Stock::One(key, content) => (Cow::Borrowed(*key), content.clone()),
        };
        let dwell = match entry.dwell {
            Dwell::Fixed(dwell) => dwell.max(LEAST),
            Dwell::Auto => self.reading_time(&content),
        };
        let (key, source, transition) = (format!("{key}/{own}"), Some(source.clone()), entry.transition);
        let made = self.pieces.len();
        self.pieces.push(Arc::new(Piece { key, source, content, dwell, transition }));
        self.made.insert((unit, card), made);
        Some(made)
    }

    /// The hall's page, for when nothing else may play.
    pub fn hall_page(&mut self) -> usize {
        *self.hall_page.get_or_insert_with(|| {
            let (key, content, transition) = ("hall".into(), Content::Clock, Transition::default());
            self.pieces.push(Arc::new(Piece { key, source: None, content, dwell: LEAST_AUTO, transition }));
            self.pieces.len() - 1
        })
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
