//! Upwards: one line at a time, which stands until it is read and then gives way to the next.

use std::{collections::VecDeque, time::Duration};

use egui::{Ui, Vec2};

use super::{
    Line, draw_line,
    entries::{Entry, Part},
    lettering::Hand,
};
use crate::ui::{scene::Scene, typeset};

/// A line stands at least so long, in seconds.
const LEAST: f64 = 3.0;
/// And so long for each character: slow readers take four a second.
const A_CHARACTER: f64 = 0.25;

/// The line that stands, and those of its entry that are to come.
#[derive(Default)]
pub struct Ladder {
    /// The key of the entry whose lines stand or come.
    key: Option<String>,
    lines: VecDeque<Rung>,
    /// How far the first has moved up, in pixels.
    moved: u32,
    /// Since when the first has stood, in seconds of the monotonic frame clock.
    since: f64,
}

struct Rung {
    line: Line,
    width: u32,
    characters: usize,
    key: String,
}

impl Ladder {
    /// Takes away at once what may no longer be shown.
    pub fn keep(&mut self, may_stay: impl Fn(&str) -> bool) {
        let before = self.lines.len();
        self.lines.retain(|rung| may_stay(&rung.key));
        if self.lines.len() != before {
            self.moved = 0;
        }
    }

    /// The keys of what is seen: the line that stands, and the next once it comes.
    pub fn seen(&self) -> impl Iterator<Item = &str> {
        let lines = if self.moved > 0 { 2 } else { 1 };
        self.lines.iter().take(lines).map(|rung| rung.key.as_str())
    }

    /// Draws one frame; asks for the next when the line has stood its time, or after `pause` while it moves.
    pub fn show(
        &mut self,
        ui: &Ui,
        scene: &Scene<'_>,
        hand: &Hand,
        mut next: impl FnMut(Option<&str>) -> Option<Entry>,
        step: u32,
        pause: Duration,
    ) {
        let time = ui.input(|input| input.time);
        if self.lines.is_empty() {
            self.since = time;
        }
        // The one that stands and the one that comes.
        while self.lines.len() < 2 {
            let Some(entry) = next(self.key.as_deref()) else { break };
            self.key = Some(entry.key.clone());
            self.lines.extend(rungs(ui, hand, &entry));
        }
        let Some(first) = self.lines.front() else { return };
        let height = hand.region.height() as u32;
        let left = self.since + (first.characters as f64 * A_CHARACTER).max(LEAST) - time;
        if left > 0.0 && self.moved == 0 {
            ui.ctx().request_repaint_after_secs(left as f32);
        } else {
            self.moved += step;
            ui.ctx().request_repaint_after(pause);
        }
        if self.moved >= height {
            self.lines.pop_front();
            (self.moved, self.since) = (0, time);
        }
        for (index, rung) in self.lines.iter().take(2).enumerate() {
            let left = ((hand.region.width() - rung.width as f32) / 2.0).max(0.0).floor();
            let top = hand.top + (index as u32 * height) as f32 - self.moved as f32;
            draw_line(ui, scene, &rung.line, hand.region.min + Vec2::new(left, top), hand.region);
        }
    }
}

/// The lines of an entry, as wide as the region.
fn rungs(ui: &Ui, hand: &Hand, entry: &Entry) -> Vec<Rung> {
    let width = (hand.region.width() - 2.0 * hand.gap() as f32).max(hand.text_height as f32);
    let space = Part { words: " ".into(), ..entry.parts[0].clone() };
    let mut parts: Vec<&Part> = Vec::new();
    for part in &entry.parts {
        if !parts.is_empty() {
            parts.push(&space);
        }
        parts.push(part);
    }
    let chars: Vec<(char, &Part)> =
        parts.iter().flat_map(|part| part.words.chars().map(|c| (c, *part))).collect();
    let widths: Vec<f32> = ui
        .ctx()
        .fonts_mut(|fonts| chars.iter().map(|(c, part)| fonts.glyph_width(&hand.font(part), *c)).collect());
    let plain: Vec<char> = chars.iter().map(|(c, _)| *c).collect();
    let mut starts = typeset::line_starts(&plain, &widths, width);
    starts.push(chars.len());
    let lines = starts.windows(2).filter(|pair| pair[0] < pair[1]);
    lines
        .map(|pair| {
            let mut line = Line::new();
            let mut right = 0;
            let own = &chars[pair[0]..pair[1]];
            for run in own.chunk_by(|a, b| std::ptr::eq(a.1, b.1)) {
                let part = Part { words: run.iter().map(|(c, _)| *c).collect(), ..run[0].1.clone() };
                for piece in hand.write(ui.ctx(), &part) {
                    let left = right;
                    right += piece.width;
                    line.push((left, piece));
                }
            }
            Rung { line, width: right, characters: own.len(), key: entry.key.clone() }
        })
        .collect()
}
