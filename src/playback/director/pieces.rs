//! What plays at a time.

use std::{sync::Arc, time::Duration};

use super::Question;
use crate::{
    domain::{Kind, snapshot::ItemRef},
    playback::{Card, plan::Transition, programme},
};

/// Something that plays at a time.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Stays the same while it lives, through edits of what stands around it; differs between entries.
    pub key: String,
    /// Where it was written; `None` for the hall's page that stands in where nothing else may play.
    pub source: Option<Source>,
    /// What it shows.
    pub content: Content,
    /// How long it stands.
    pub dwell: Duration,
    /// How it comes on.
    pub transition: Transition,
}

/// An entry of a playlist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The playlist's name.
    pub playlist: Arc<str>,
    /// The place of the entry in it, from 0.
    pub entry: usize,
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

    /// The same piece with what its items are now, even if no entry asks for them any more; `None` when nothing of it may
    /// be shown.
    pub(in crate::playback) fn renewed(&self, question: &Question<'_>, now: jiff::Timestamp) -> Option<Self> {
        let Question { items, internal, time_zone: zone, media, .. } = *question;
        let content = match &self.content {
            Content::Card(kind, old) => {
                let same = |old: &ItemRef| {
                    items.iter().find(|item| item.source == old.source && item.id == old.id).filter(|item| {
                        item.kind() == *kind && programme::has_content(item, internal, now, zone)
                    })
                };
                let new: Vec<ItemRef> = old.iter().filter_map(same).cloned().collect();
                (!new.is_empty()).then_some(Content::Card(*kind, new))?
            }
            Content::Image(url) | Content::Pdf { url, .. } if !media.contains_key(url) => return None,
            other => other.clone(),
        };
        Some(Self { content, ..self.clone() })
    }
}
