//! What runs over the strip: titles, urgent ones first, then how old they are when that matters, and the clock.

use std::{collections::BTreeSet, sync::Arc};

use egui::Color32;

use crate::{
    domain::{Detail, Kind, snapshot::ItemRef},
    playback::{
        Programme,
        aired::{Aired, Cause},
        interrupt::{self, Active},
        is_urgent,
        plan::Zone,
    },
    ui::{
        format,
        scene::Scene,
        theme::{Led, Tone, palette},
    },
};

/// What a colour means here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ink {
    /// Urgent, a warning.
    Red,
    /// Ordinary text.
    Amber,
    /// Separators, labels, the clock.
    Green,
}

impl Ink {
    /// Its colour in the screen's theme.
    pub fn colour(self, scene: &Scene<'_>) -> Color32 {
        let colours = &scene.look.colours;
        let contrast = *colours == palette::CONTRAST;
        match self {
            Self::Red if contrast => colours.red,
            Self::Amber if contrast => colours.key,
            Self::Green if contrast => colours.ink,
            Self::Red => Led::RED,
            Self::Amber => Led::AMBER,
            Self::Green => Led::GREEN,
        }
    }
}

/// Words of one colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The words.
    pub words: String,
    /// Their colour.
    pub ink: Ink,
    /// Bold.
    pub bold: bool,
}

/// One thing to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Stays the same while it says the same; only the clock's words change under its key.
    pub key: String,
    /// Its words.
    pub parts: Vec<Part>,
    /// What is on while it is seen; nothing for the clock and the mark of age.
    pub aired: Option<Arc<Aired>>,
}

/// What the keys of entries begin with that take over.
const ALARM: &str = "interrupt/";

/// The key of the clock's entry.
pub const CLOCK: &str = "clock";

/// The separator after an entry; red after what takes over, so that nothing on the strip looks like every day.
pub fn separator(scene: &Scene<'_>, after: &Entry) -> Part {
    let ink = if after.key.starts_with(ALARM) { Ink::Red } else { Ink::Green };
    Part { words: scene.words().say("strip-separator"), ink, bold: false }
}

/// Everything that runs, in order. Never empty: the clock is always there.
pub fn entries(scene: &Scene<'_>, programme: &Programme<'_>) -> Vec<Entry> {
    let items = || programme.cards().flat_map(|card| card.items.iter().copied());
    let urgent = |item: &&ItemRef| is_urgent(item, scene.now, scene.zone());
    let all_shown = &scene.shown.items;
    let takeover = interrupt::takeover(all_shown, scene.now, scene.zone());
    if !takeover.is_empty() {
        return takeover.iter().map(|active| alarm(scene, active)).collect();
    }
    let mut all = self::urgent(scene);
    // The label stands before the first entry of its kind only.
    let mut labelled = BTreeSet::new();
    for item in items().filter(|item| !urgent(item)) {
        let label = labelled.insert(item.kind()).then(|| label(scene, item));
        all.push(self::item(scene, item, label));
    }
    if all.is_empty() {
        let name = Part { words: scene.hall.name.clone(), ink: Ink::Amber, bold: false };
        let aired = Some(Arc::new(Aired::new(Zone::Main, Cause::Empty, "hall")));
        all.push(Entry { key: "hall".into(), parts: vec![name], aired });
    }
    all.extend(marks(scene));
    all.push(clock(scene));
    all
}

/// What is urgent and does not take over.
pub fn urgent(scene: &Scene<'_>) -> Vec<Entry> {
    let running = interrupt::running(&scene.shown.items, scene.now, scene.zone());
    let entry = |active: &Active<'_>| {
        let label = scene.words().say(format::severity_key(active.severity));
        let aired = Some(Arc::new(Aired::item(Zone::Main, Cause::Interrupt, active.item)));
        Entry { aired, ..item(scene, active.item, Some((label, Ink::Red))) }
    };
    running.iter().map(entry).collect()
}

/// How old the content is when that matters, and the mark for staff.
pub fn marks(scene: &Scene<'_>) -> Vec<Entry> {
    let mut all = Vec::new();
    let mark = scene.freshness();
    if mark.tone == Tone::Amber {
        let warning = Part { words: mark.words, ink: Ink::Red, bold: false };
        all.push(Entry { key: "freshness".into(), parts: vec![warning], aired: None });
    }
    if let Some(code) = mark.staff {
        let key = format!("staff/{code}");
        all.push(Entry { key, parts: vec![Part { words: code, ink: Ink::Green, bold: false }], aired: None });
    }
    all
}

/// The clock.
pub fn clock(scene: &Scene<'_>) -> Entry {
    let time = Part { words: format::clock(scene.now, scene.zone()), ink: Ink::Green, bold: false };
    Entry { key: CLOCK.into(), parts: vec![time], aired: None }
}

/// What takes over: how urgent, what, and until when, all in red.
fn alarm(scene: &Scene<'_>, active: &Active<'_>) -> Entry {
    let until = format::until(active.until, scene.now, scene.zone(), scene.words());
    let summary = active.item.summary.clone().filter(|summary| *summary != active.item.title);
    let label = scene.words().say(format::severity_key(active.severity));
    let mut parts = vec![Part { words: label, ink: Ink::Red, bold: true }];
    let words = [Some(active.item.title.clone()), summary, until].into_iter().flatten();
    parts.extend(words.map(|words| Part { words, ink: Ink::Red, bold: false }));
    let said: Vec<&str> = parts.iter().map(|part| part.words.as_str()).collect();
    let key = format!("{ALARM}{}/{}/{}", active.item.source, active.item.id, said.join("/"));
    Entry { key, parts, aired: Some(Arc::new(Aired::item(Zone::Main, Cause::Interrupt, active.item))) }
}

/// What stands before an item: its kind.
pub fn label(scene: &Scene<'_>, item: &ItemRef) -> (String, Ink) {
    match item.kind() {
        Kind::Notice => (scene.words().say("wall-notice"), Ink::Red),
        kind => (scene.words().say(&format!("kind-{}", kind.word())), Ink::Green),
    }
}

/// An item among others.
pub fn item(scene: &Scene<'_>, item: &ItemRef, label: Option<(String, Ink)>) -> Entry {
    let label = label.map(|(words, ink)| Part { words, ink, bold: true });
    let title = Part { words: title(scene, item), ink: Ink::Amber, bold: false };
    let aired = Some(Arc::new(Aired::item(Zone::Main, Cause::Kinds, item)));
    Entry { key: key(scene, item), parts: label.into_iter().chain([title]).collect(), aired }
}

/// The words are part of it: what was corrected must not run on in its old words.
pub fn key(scene: &Scene<'_>, item: &ItemRef) -> String {
    format!("{}/{}/{}", item.source, item.id, title(scene, item))
}

fn title(scene: &Scene<'_>, item: &ItemRef) -> String {
    let mut words = item.title.clone();
    if let Detail::Ranking(ranking) = &item.detail
        && let Some(issue) = &ranking.issue_no
    {
        let issue = format::issue(scene.words(), issue);
        words = format!("{words}{}{issue}", scene.words().say("wall-dot"));
    }
    words
}
