//! 栏目: which there are, how each looks, and its items in order.

use std::{cmp::Reverse, sync::Arc};

use egui::{Context, Id};
use egui_material_icons::{MaterialIcon, icons};
use jiff::Timestamp;

use crate::{
    config,
    domain::{Detail, Kind, item::ColumnHint, kinds::List, snapshot::ItemRef},
    ui::{scene::Scene, theme::Tone},
};

/// The icon of a kind, the same on every page.
pub const fn icon(kind: Kind) -> MaterialIcon {
    match kind {
        Kind::Guide => icons::ICON_ASSIGNMENT,
        Kind::Disclosure => icons::ICON_GAVEL,
        Kind::Notice => icons::ICON_CAMPAIGN,
        Kind::Ranking => icons::ICON_LEADERBOARD,
        Kind::Honour => icons::ICON_WORKSPACE_PREMIUM,
        Kind::Pledge => icons::ICON_VERIFIED,
        Kind::Catalogue => icons::ICON_LIST_ALT,
    }
}

/// The tone of a kind, the same on every page.
pub const fn tone(kind: Kind) -> Tone {
    match kind {
        Kind::Guide | Kind::Disclosure | Kind::Notice | Kind::Catalogue => Tone::Key,
        Kind::Ranking | Kind::Honour => Tone::Red,
        Kind::Pledge => Tone::Green,
    }
}

/// A column as the visitor sees it.
#[derive(Debug, Clone)]
pub struct Section<'a> {
    /// Its id, part of its page's name.
    pub id: &'a str,
    /// What it is called.
    pub title: String,
    /// What it holds; the first gives its looks.
    pub kinds: &'a [Kind],
}

impl Section<'_> {
    /// The kind that gives it its looks.
    pub fn leading(&self) -> Kind {
        self.kinds.first().copied().unwrap_or(Kind::Notice)
    }

    /// Its page's icon.
    pub fn icon(&self) -> MaterialIcon {
        icon(self.leading())
    }

    /// Its page's tone.
    pub fn tone(&self) -> Tone {
        tone(self.leading())
    }
}

/// The columns of the screen in the order of its home.
///
/// A title comes from the screen's config, else from the publisher's own columns, else from the kind. Where the
/// config leaves the columns as they are by default, the publisher's order counts.
pub fn all<'a>(scene: &Scene<'a>) -> Vec<Section<'a>> {
    let columns = &scene.screen.columns;
    let hints: Vec<&ColumnHint> =
        scene.snapshot.sources.iter().flat_map(|source| &source.edition.head.columns).collect();
    let hint = |id: &str| hints.iter().find(|hint| hint.id == id).copied();
    let mut ordered: Vec<&config::Column> = columns.iter().collect();
    if is_default(columns) {
        ordered.sort_by_key(|column| hint(&column.id).map_or(i64::MAX, |hint| hint.order));
    }
    ordered
        .into_iter()
        .map(|column| {
            let hinted = || hint(&column.id).map(|hint| hint.title.clone()).filter(|title| !title.is_empty());
            let kind = column.kinds.first().copied().unwrap_or(Kind::Notice);
            let title = column.title.clone().or_else(hinted);
            let title = title.unwrap_or_else(|| scene.words().say(&format!("kind-{}", kind.word())));
            Section { id: &column.id, title, kinds: &column.kinds }
        })
        .collect()
}

fn is_default(columns: &[config::Column]) -> bool {
    let plain = |(column, kind): (&config::Column, Kind)| {
        column.id == kind.word() && column.title.is_none() && column.kinds == [kind]
    };
    columns.len() == Kind::ALL.len() && columns.iter().zip(Kind::ALL).all(plain)
}

/// The column of an id.
pub fn find<'a>(scene: &Scene<'a>, id: &str) -> Option<Section<'a>> {
    all(scene).into_iter().find(|section| section.id == id)
}

/// The first column that holds a kind.
pub fn of_kind<'a>(scene: &Scene<'a>, kind: Kind) -> Option<Section<'a>> {
    all(scene).into_iter().find(|section| section.kinds.contains(&kind))
}

/// The items of some kinds in the order of their column's page.
#[derive(Debug, Clone)]
pub struct Ordered<'a> {
    items: &'a [ItemRef],
    places: Arc<[usize]>,
}

impl<'a> Ordered<'a> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The item at a place of the page.
    pub fn get(&self, index: usize) -> Option<&'a ItemRef> {
        self.places.get(index).and_then(|place| self.items.get(*place))
    }

    /// All items, first to last.
    pub fn iter(&self) -> impl Iterator<Item = &'a ItemRef> + '_ {
        self.places.iter().filter_map(|place| self.items.get(*place))
    }
}

/// What the order depends on: the items, which the gate makes anew when its answer changes.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Basis {
    content: (u64, u64),
    until: Option<Timestamp>,
    count: usize,
    items: usize,
}

type Known = Vec<(Vec<Kind>, Basis, Arc<[usize]>)>;
/// How many orders are kept: more than a home has columns.
const KEPT: usize = 32;

/// The shown items of some kinds, newest first. Sorted once and kept in the context: thousands need not be sorted
/// in every frame of a scroll.
pub fn ordered<'a>(ctx: &Context, scene: &Scene<'a>, kinds: &[Kind]) -> Ordered<'a> {
    let items = &scene.shown.items;
    let basis = Basis {
        content: scene.content(),
        until: scene.shown.until,
        count: items.len(),
        items: items.as_ptr() as usize,
    };
    let slot = Id::unique("order of columns");
    let known = ctx.data(|data| {
        let known = data.get_temp::<Arc<Known>>(slot)?;
        known
            .iter()
            .find(|(own, at, _)| own == kinds && *at == basis)
            .map(|(_, _, places)| Arc::clone(places))
    });
    let places = known.unwrap_or_else(|| {
        let places: Arc<[usize]> = sort(scene, kinds).into();
        ctx.data_mut(|data| {
            let known = data.get_temp_mut_or_default::<Arc<Known>>(slot);
            let known = Arc::make_mut(known);
            known.retain(|(own, at, _)| own != kinds && *at == basis);
            known.truncate(KEPT);
            known.push((kinds.to_vec(), basis, Arc::clone(&places)));
        });
        places
    });
    Ordered { items, places }
}

/// Newest first, items of one day in the publisher's order; the pledges of a year by their number, the red list
/// before the black one.
fn sort(scene: &Scene<'_>, kinds: &[Kind]) -> Vec<usize> {
    let items = &scene.shown.items;
    let mut places: Vec<usize> = (0..items.len())
        .filter(|place| items.get(*place).is_some_and(|item| kinds.contains(&item.kind())))
        .collect();
    places.sort_by_cached_key(|place| {
        let Some(item) = items.get(*place) else { return (Reverse(None), 0, Reverse(None)) };
        let published = scene.published(item);
        match &item.detail {
            Detail::Pledge(pledge) => {
                (Reverse(pledge.year.map(i64::from)), pledge.no.unwrap_or(u32::MAX), Reverse(published))
            }
            Detail::Honour(roll) => (Reverse(None), u32::from(roll.list == List::Black), Reverse(published)),
            Detail::Ranking(ranking) => {
                let ended = ranking.period_end.and_then(|end| end.start(scene.zone())).or(published);
                (Reverse(None), 0, Reverse(ended))
            }
            _ => (Reverse(None), 0, Reverse(published)),
        }
    });
    places
}
