//! What of the shown items answers the queries of a plan.
//!
//! A hall may show twenty thousand items and ask a hundred questions: the items of a kind are ranked once, what carries
//! a topic, a tag or a department is found in a register, and equal queries are answered once.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
    rc::Rc,
};

use super::Question;
use crate::{
    domain::{Kind, snapshot::ItemRef},
    playback::{
        Card, is_urgent,
        plan::{Order, Query},
        programme,
    },
};

/// A card of an answer.
#[derive(Debug, Clone)]
pub(super) enum Answer<'a> {
    /// An item that is a card of its own.
    One(&'a ItemRef),
    /// Items that belong on one card.
    Several(Rc<Card<'a>>),
}

impl<'a> Answer<'a> {
    pub fn items(&self) -> &[&'a ItemRef] {
        match self {
            Self::One(item) => std::slice::from_ref(item),
            Self::Several(card) => &card.items,
        }
    }

    pub fn kind(&self) -> Kind {
        match self {
            Self::One(item) => item.kind(),
            Self::Several(card) => card.kind,
        }
    }

    pub fn key(&self) -> String {
        match self {
            Self::One(item) => programme::card(item).key,
            Self::Several(card) => card.key.clone(),
        }
    }

    pub fn weight(&self) -> u32 {
        self.items().iter().map(|item| u32::from(item.about.weight)).max().unwrap_or(0).max(1)
    }
}

/// Cards in the order in which they play.
pub(super) type Cards<'a> = Rc<[Answer<'a>]>;

/// What an item can be registered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Topic,
    Tag,
    Department,
}

/// Ranked items by kind.
type Ranked<'a> = BTreeMap<Kind, Rc<[&'a ItemRef]>>;

/// Answers queries on one content.
pub(super) struct Answers<'a> {
    question: &'a Question<'a>,
    now: jiff::Timestamp,
    ranked: Ranked<'a>,
    /// Everything ranked, by what it carries.
    registers: BTreeMap<Field, HashMap<&'a str, Ranked<'a>>>,
    known: HashMap<Query, Cards<'a>>,
    /// Whether anything is urgent at all.
    urgent: bool,
}

impl<'a> Answers<'a> {
    pub fn new(question: &'a Question<'a>, now: jiff::Timestamp) -> Self {
        let urgent = question.items.iter().any(|item| is_urgent(item, now, question.time_zone));
        Self {
            question,
            now,
            ranked: Ranked::new(),
            registers: BTreeMap::new(),
            known: HashMap::new(),
            urgent,
        }
    }

    /// The card of one item, if it is shown and has something to show.
    pub fn item(&self, id: &str) -> Cards<'a> {
        let Question { items, internal, time_zone, .. } = *self.question;
        let found = items
            .iter()
            .find(|item| item.id == id && programme::has_content(item, internal, self.now, time_zone));
        found.map(Answer::One).into_iter().collect()
    }

    /// The cards that answer a query, in its order where that is [`Order::Newest`], in the fixed order otherwise.
    pub fn to(&mut self, query: &Query) -> Cards<'a> {
        let order = if query.order == Order::Newest { Order::Newest } else { Order::Fixed };
        let query = Query { order, count: None, ..query.clone() };
        if let Some(known) = self.known.get(&query) {
            return Rc::clone(known);
        }
        let cards = self.find(&query);
        self.known.insert(query, Rc::clone(&cards));
        cards
    }

    fn find(&mut self, query: &Query) -> Cards<'a> {
        let kinds: &[Kind] = if query.kinds.is_empty() { &Kind::ALL } else { &query.kinds };
        let mut groups: Vec<Vec<Answer<'a>>> = Vec::new();
        for (place, kind) in kinds.iter().enumerate() {
            if !kinds[..place].contains(kind) {
                groups.push(self.of_kind(query, *kind));
            }
        }
        if self.urgent {
            let urgent = |item: &&ItemRef| is_urgent(item, self.now, self.question.time_zone);
            groups.sort_by_cached_key(|cards| {
                !cards.iter().flat_map(|card| card.items().iter().copied()).any(|item| urgent(&item))
            });
        }
        let mut cards = groups.concat();
        let zone = self.question.time_zone;
        let date = |card: &Answer<'_>| {
            let dates = card.items().iter().filter_map(|item| item.published?.start(zone));
            Reverse(dates.max())
        };
        if query.order == Order::Newest {
            cards.sort_by_cached_key(date);
        }
        if let Some(most) = query.newest.and_then(|most| usize::try_from(most).ok()) {
            let mut by_date: Vec<_> = cards.iter().map(date).zip(0..).collect();
            by_date.sort_unstable();
            let mut kept: Vec<usize> = by_date.into_iter().take(most).map(|(_, place)| place).collect();
            kept.sort_unstable();
            cards = kept.into_iter().filter_map(|place| cards.get(place).cloned()).collect();
        }
        cards.into()
    }

    fn of_kind(&mut self, query: &Query, kind: Kind) -> Vec<Answer<'a>> {
        let fields =
            [(Field::Topic, &query.topic), (Field::Tag, &query.tag), (Field::Department, &query.department)];
        let mut carried = fields.into_iter().filter_map(|(field, value)| Some((field, value.as_deref()?)));
        // The first of them is looked up, the others are checked.
        let candidates = match carried.next() {
            Some((field, value)) => self.register(field).get(value).and_then(|by| by.get(&kind)).cloned(),
            None => Some(self.ranked(kind)),
        };
        let candidates = candidates.unwrap_or_default();
        let fits = |item: &&ItemRef| {
            carried.clone().all(|(field, value)| carries(item, field).any(|carried| carried == value))
                && query.weight.is_none_or(|least| u32::from(item.about.weight) >= least)
        };
        let found = candidates.iter().copied().filter(fits);
        if programme::is_alone(kind) {
            return found.map(Answer::One).collect();
        }
        let cards = programme::group(kind, found.collect());
        cards.into_iter().map(|card| Answer::Several(Rc::new(card))).collect()
    }

    fn ranked(&mut self, kind: Kind) -> Rc<[&'a ItemRef]> {
        let Question { items, internal, time_zone: zone, .. } = *self.question;
        let now = self.now;
        let ranked = self.ranked.entry(kind).or_insert_with(|| {
            let mut own: Vec<_> = items
                .iter()
                .filter(|item| item.kind() == kind && programme::has_content(item, internal, now, zone))
                .collect();
            programme::rank(kind, &mut own, now, zone);
            own.into()
        });
        Rc::clone(ranked)
    }

    fn register(&mut self, field: Field) -> &HashMap<&'a str, Ranked<'a>> {
        if !self.registers.contains_key(&field) {
            let mut register: HashMap<&'a str, Ranked<'a>> = HashMap::new();
            for kind in Kind::ALL {
                let mut by_value: HashMap<&'a str, Vec<&'a ItemRef>> = HashMap::new();
                for item in self.ranked(kind).iter() {
                    for value in carries(item, field) {
                        let own = by_value.entry(value).or_default();
                        // A department may publish what it is responsible for.
                        if own.last().is_none_or(|last| !std::ptr::eq(*last, *item)) {
                            own.push(item);
                        }
                    }
                }
                for (value, items) in by_value {
                    register.entry(value).or_default().insert(kind, items.into());
                }
            }
            self.registers.insert(field, register);
        }
        self.registers.entry(field).or_default()
    }
}

/// The values of a field that an item carries.
fn carries<'a>(item: &'a ItemRef, field: Field) -> impl Iterator<Item = &'a str> {
    let about = &item.about;
    let (one, other, many): (Option<&'a String>, Option<&'a String>, &'a [String]) = match field {
        Field::Topic => (about.topic.as_ref(), None, &[]),
        Field::Tag => (None, None, &item.tags),
        Field::Department => (about.department.name.as_ref(), about.publisher.as_ref(), &[]),
    };
    one.into_iter().chain(other).chain(many).map(String::as_str)
}
