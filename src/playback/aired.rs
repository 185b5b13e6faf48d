//! What is on the air: which piece each zone of a screen shows, and by whose decision, in keys and ids.
//!
//! Never a title or a text: what is told here is kept in the play log long after its item was withdrawn.

use std::{cell::RefCell, sync::Arc};

use super::{Card, Piece, Why, plan::Zone};
use crate::domain::snapshot::ItemRef;

/// Who decided that something is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// 插播.
    Interrupt,
    /// A schedule of the plan.
    Schedule,
    /// The plan's fallback for the screen.
    Fallback,
    /// A group of the plan that would have fallen below its share.
    Share,
    /// The kinds that the screen plays where nothing is planned.
    Kinds,
    /// The one page that the screen was told to show.
    Page,
    /// Nothing could be shown: the hall's page.
    Empty,
}

impl Cause {
    /// The word of the log.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Interrupt => "interrupt",
            Self::Schedule => "schedule",
            Self::Fallback => "fallback",
            Self::Share => "share",
            Self::Kinds => "kinds",
            Self::Page => "page",
            Self::Empty => "empty",
        }
    }
}

/// Something that is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aired {
    /// On which part of the screen.
    pub zone: Zone,
    /// Why.
    pub cause: Cause,
    /// The name of the schedule.
    pub schedule: Option<String>,
    /// The name of the playlist.
    pub playlist: Option<String>,
    /// The place of the entry in the playlist, from 1.
    pub entry: Option<usize>,
    /// The ids of the items, joined by commas; may be empty.
    pub items: String,
    /// The key of the piece or card.
    pub key: String,
}

impl Aired {
    /// Something that no item stands behind, such as the hall's page.
    pub fn new(zone: Zone, cause: Cause, key: &str) -> Self {
        Self {
            zone,
            cause,
            schedule: None,
            playlist: None,
            entry: None,
            items: String::new(),
            key: key.to_owned(),
        }
    }

    /// A card that no plan put on.
    pub fn card(zone: Zone, cause: Cause, card: &Card<'_>) -> Self {
        Self { items: joined(card.items.iter().copied()), ..Self::new(zone, cause, &card.key) }
    }

    /// One item that no plan put on.
    pub fn item(zone: Zone, cause: Cause, item: &ItemRef) -> Self {
        let key = format!("{}/{}", item.source, item.id);
        Self { items: item.id.clone(), ..Self::new(zone, cause, &key) }
    }

    /// A piece of a plan.
    pub fn piece(zone: Zone, piece: &Piece, why: &Why) -> Self {
        let (cause, schedule) = match why {
            Why::Schedule { name, .. } => (Cause::Schedule, Some(name.to_string())),
            Why::Share(_) => (Cause::Share, None),
            Why::Fallback => (Cause::Fallback, None),
            Why::Full | Why::Nothing | Why::Off => (Cause::Empty, None),
        };
        Self {
            schedule,
            playlist: piece.source.as_ref().map(|source| source.playlist.to_string()),
            entry: piece.source.as_ref().map(|source| source.entry + 1),
            items: joined(piece.items().iter()),
            ..Self::new(zone, cause, &piece.key)
        }
    }
}

fn joined<'a>(items: impl Iterator<Item = &'a ItemRef>) -> String {
    items.map(|item| item.id.as_str()).collect::<Vec<_>>().join(",")
}

/// What a screen shows, frame by frame. The faces tell everything that is on in each frame; nothing is told while that
/// stays the same.
#[derive(Debug, Default)]
pub struct OnAir(RefCell<Frame>);

#[derive(Debug, Default)]
struct Frame {
    /// What is on, and whether this frame has it.
    on: Vec<(Arc<Aired>, bool)>,
    changed: bool,
}

impl OnAir {
    /// This frame shows it. Costs nothing but a comparison while it stays on.
    pub fn show(&self, aired: &Arc<Aired>) {
        let mut frame = self.0.borrow_mut();
        match frame.on.iter_mut().find(|(on, _)| Arc::ptr_eq(on, aired) || on == aired) {
            Some((_, seen)) => *seen = true,
            None => {
                frame.on.push((Arc::clone(aired), true));
                frame.changed = true;
            }
        }
    }

    /// The frame is drawn; everything that is on now, where it is not the same as after the frame before.
    pub fn drawn(&self) -> Option<Vec<Arc<Aired>>> {
        let mut frame = self.0.borrow_mut();
        let before = frame.on.len();
        frame.on.retain_mut(|(_, seen)| std::mem::take(seen));
        let changed = std::mem::take(&mut frame.changed) || frame.on.len() != before;
        changed.then(|| frame.on.iter().map(|(on, _)| Arc::clone(on)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_changes_are_told() {
        let air = OnAir::default();
        let aired = |key: &str| Arc::new(Aired::new(Zone::Main, Cause::Kinds, key));
        let frame = |keys: &[&str]| {
            keys.iter().for_each(|key| air.show(&aired(key)));
            air.drawn().map(|on| on.iter().map(|aired| aired.key.clone()).collect::<Vec<_>>())
        };
        let keys = |keys: &[&str]| Some(keys.iter().map(|key| (*key).to_owned()).collect());
        assert_eq!(frame(&[]), None, "nothing is on at the start");
        assert_eq!(frame(&["a"]), keys(&["a"]));
        assert_eq!(frame(&["a"]), None);
        assert_eq!(frame(&["b", "a", "a"]), keys(&["a", "b"]));
        assert_eq!(frame(&["a", "b"]), None);
        assert_eq!(frame(&["b"]), keys(&["b"]));
        assert_eq!(frame(&[]), keys(&[]), "a dark screen shows nothing");
        assert_eq!(frame(&[]), None);
    }

    #[test]
    fn one_piece_by_another_schedule_is_another() {
        let air = OnAir::default();
        let by = |name: &str| {
            let aired = Aired::new(Zone::Main, Cause::Schedule, "0/0/clock");
            Arc::new(Aired { schedule: Some(name.into()), ..aired })
        };
        air.show(&by("day"));
        assert!(air.drawn().is_some());
        air.show(&by("night"));
        assert_eq!(air.drawn().unwrap()[0].schedule.as_deref(), Some("night"));
    }
}
