//! The LED strip (滚动屏): titles that run, in whole pixels, on one region of the output; all else is dark.
//!
//! - [`entries`]: what runs; [`reel`]: what a plan puts there. [`belt`]: how one follows the other to the left. [`ladder`]: line by line upwards.
//! - [`pace`]: how far in each frame. [`lettering`]: letters on modules.

mod belt;
mod entries;
mod ladder;
mod lettering;
mod pace;
mod reel;

use std::collections::{BTreeSet, VecDeque};

use egui::{Pos2, Rect, Ui, Vec2};

use super::{board::programme, kiosk::Page, scene::Scene, standing::StaffMark};
use crate::{
    config::Sweep,
    playback::interrupt::{Active, running},
};
use belt::{Belt, Placed};
use entries::{CLOCK, Entry, clock, entries, separator};
use ladder::Ladder;
use lettering::{Hand, Lettered};
use pace::Pace;
use reel::{OWN, Reel};

/// A strip at work.
#[derive(Default)]
pub struct Strip {
    pinned: Option<Page>,
    belt: Belt<Line>,
    ladder: Ladder,
    pace: Pace,
    hand: Option<Hand>,
    /// What runs round and round; by a plan, what stands on the strip.
    run: Vec<Entry>,
    reel: Reel,
    /// What comes next by the plan; `None` while nothing is planned.
    ahead: Option<VecDeque<Entry>>,
    /// The keys of what is urgent.
    urgent: Vec<String>,
    /// What `run` was made from.
    made_from: Option<MadeFrom>,
    /// `run` is new in this frame.
    renewed: bool,
}

/// So many entries by a plan are remembered: more than ever stand on a strip at once.
const MOST_RUNNING: usize = 128;

/// Pieces of text with their places in the line.
pub(crate) type Line = Vec<(u32, Lettered)>;

/// As long as this is the same, so is what runs: items need not be asked in every frame.
#[derive(Debug, Clone, PartialEq, Eq)]
struct MadeFrom {
    content: (u64, u64),
    fault: Option<StaffMark>,
    until: Option<jiff::Timestamp>,
    items: usize,
    minute: jiff::Timestamp,
    planned: bool,
}

impl Strip {
    /// Plays nothing but a page: an item, or the items of one kind.
    pub fn open(&mut self, page: Page) {
        self.pinned = Some(page);
        self.made_from = None;
    }

    /// Draws one frame.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let output = ui.max_rect();
        ui.painter().rect_filled(output, 0.0, scene.look.colours.off);
        let hand = Hand::of(ui, &scene.screen.strip, output);
        if self.hand.as_ref() != Some(&hand) {
            self.belt.clear();
            self.ladder = Ladder::default();
            self.hand = Some(hand.clone());
        }
        self.update(scene);
        let words: String =
            self.run.iter().flat_map(|entry| &entry.parts).map(|part| part.words.as_str()).collect();
        let response = ui.interact(hand.region, ui.scope_id().with("strip"), egui::Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
        let pixels = || ui.input(|input| input.unstable_dt);
        match scene.screen.strip.direction {
            Sweep::Left => {
                let moved = self.pace.pixels(pixels(), scene.screen.strip.speed);
                self.run_left(ui, scene, &hand, moved);
                ui.ctx().request_repaint_after(self.pace.pause());
            }
            Sweep::Up => {
                let moved = self.pace.pixels(pixels(), scene.screen.strip.speed);
                let Self { run, reel, ahead, ladder, pace, .. } = self;
                let next = |last: Option<&str>| next(scene, run, reel, ahead.as_mut(), last);
                ladder.show(ui, scene, &hand, next, moved, pace.pause());
                self.ladder.seen().for_each(|key| airs(scene, &self.run, key));
            }
        }
        scene.wake_with_the_clock(ui.ctx());
    }

    fn update(&mut self, scene: &Scene<'_>) {
        let planned = self.pinned.is_none() && self.reel.is_on(scene);
        let made_from = MadeFrom {
            content: scene.content(),
            fault: scene.fault,
            until: scene.shown.until,
            items: scene.shown.items.len(),
            minute: super::format::next_minute(scene.now),
            planned,
        };
        self.renewed = self.made_from.as_ref() != Some(&made_from);
        if !self.renewed {
            return;
        }
        let running = running(&scene.shown.items, scene.now, scene.zone());
        let alarm = running.iter().any(Active::takes_over);
        let planned = planned && !alarm;
        let live: BTreeSet<String> = if planned {
            let marks = entries::marks(scene).into_iter().map(|entry| entry.key);
            let items = scene.shown.items.iter().map(|item| entries::key(scene, item));
            items.chain(marks).chain([CLOCK.to_owned()]).collect()
        } else {
            self.run = entries(scene, &programme(scene, self.pinned.as_ref()));
            self.run.iter().map(|entry| entry.key.clone()).collect()
        };
        // The hall's own words run to their end, unless something takes over.
        let may_stay = |key: &str| live.contains(key) || (!alarm && key.starts_with(OWN));
        self.belt.keep(may_stay);
        self.ladder.keep(may_stay);
        let urgent: Vec<String> = running.iter().map(Active::key).collect();
        self.ahead = planned.then(|| {
            self.run.retain(|entry| may_stay(&entry.key));
            let mut ahead = self.ahead.take().unwrap_or_default();
            // What became urgent comes before what was to come.
            ahead.retain(|entry| urgent == self.urgent && may_stay(&entry.key));
            ahead
        });
        self.urgent = urgent;
        self.made_from = Some(made_from);
    }

    fn run_left(&mut self, ui: &Ui, scene: &Scene<'_>, hand: &Hand, moved: u32) {
        self.belt.advance(moved);
        let width = hand.region.width() as u32;
        let Self { run, reel, ahead, .. } = self;
        self.belt.fill(width, |last| {
            let entry = next(scene, run, reel, ahead.as_mut(), last)?;
            Some(place(ui, scene, hand, &entry))
        });
        for (left, placed) in self.belt.entries_mut() {
            // The clock goes on while it crosses the strip; all digits are of one width.
            if self.renewed && placed.key == CLOCK && placed.what.is_some() {
                placed.what = place(ui, scene, hand, &clock(scene)).what;
            }
            if placed.what.is_some() {
                airs(scene, run, &placed.key);
            }
            let at = hand.region.min + Vec2::new(left as f32, hand.top);
            draw_line(ui, scene, placed.what.as_deref().unwrap_or_default(), at, hand.region);
        }
    }
}

/// What comes after the entry of a key: the next of what runs round, or the next by the plan, which then runs.
fn next(
    scene: &Scene<'_>,
    run: &mut Vec<Entry>,
    reel: &mut Reel,
    ahead: Option<&mut VecDeque<Entry>>,
    last: Option<&str>,
) -> Option<Entry> {
    let Some(ahead) = ahead else {
        let place = last.and_then(|last| run.iter().position(|entry| entry.key == last));
        return run.get(place.map_or(0, |place| place + 1) % run.len().max(1)).cloned();
    };
    if ahead.is_empty() {
        ahead.extend(reel.round(scene));
    }
    let entry = ahead.pop_front()?;
    run.retain(|other| other.key != entry.key);
    // More than a strip holds at once.
    if run.len() > MOST_RUNNING {
        run.remove(0);
    }
    run.push(entry.clone());
    Some(entry)
}

/// The entry of a key is seen.
fn airs(scene: &Scene<'_>, run: &[Entry], key: &str) {
    let entry = run.iter().find(|entry| entry.key == key);
    if let Some(aired) = entry.and_then(|entry| entry.aired.as_ref()) {
        scene.on_air.show(aired);
    }
}

/// An entry with the separator that follows it.
fn place(ui: &Ui, scene: &Scene<'_>, hand: &Hand, entry: &Entry) -> Placed<Line> {
    let gap = hand.gap();
    let mut line = Line::new();
    let mut right = gap;
    for part in entry.parts.iter().chain([&separator(scene, entry)]) {
        for piece in hand.write(ui.ctx(), part) {
            let left = right;
            right += piece.width;
            line.push((left, piece));
        }
        right += gap;
    }
    // The gap before the next entry is its own.
    Placed { key: entry.key.clone(), width: right - gap, what: Some(line) }
}

/// Draws the pieces of a line that lie in the region.
pub(crate) fn draw_line(ui: &Ui, scene: &Scene<'_>, line: &[(u32, Lettered)], at: Pos2, region: Rect) {
    for (left, piece) in line {
        let at = at + Vec2::new(*left as f32, 0.0);
        if at.x < region.right() && at.x + piece.width as f32 > region.left() {
            piece.draw(ui, scene, at, region);
        }
    }
}
