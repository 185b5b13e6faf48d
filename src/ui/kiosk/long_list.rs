//! Lists of up to thousands of rows of different heights: measured once, laid out only where they are in sight.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use egui::{Align2, Id, Pos2, Rect, Sense, Ui, Vec2};

use crate::ui::{
    theme::Look,
    typeset::{self, Style},
    widgets,
};

/// A row before it is drawn: its texts in their places, so that what is measured is what is drawn.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    pieces: Vec<Piece>,
    height: f32,
}

#[derive(Debug, Clone)]
struct Piece {
    at: Vec2,
    anchor: Align2,
    words: String,
    style: Style,
    width: f32,
}

impl Plan {
    /// Puts a text of at most `width` pixels at a place in the row; returns how high it is.
    pub fn text(&mut self, ui: &Ui, look: &Look, at: Vec2, words: String, style: Style, width: f32) -> f32 {
        self.piece(ui, look, at, Align2::LEFT_TOP, words, style, width)
    }

    /// As [`Plan::text`], ending at a place.
    pub fn text_right(
        &mut self,
        ui: &Ui,
        look: &Look,
        at: Vec2,
        words: String,
        style: Style,
        width: f32,
    ) -> f32 {
        self.piece(ui, look, at, Align2::RIGHT_TOP, words, style, width)
    }

    #[expect(clippy::too_many_arguments, reason = "a place, its text and how it looks")]
    fn piece(
        &mut self,
        ui: &Ui,
        look: &Look,
        at: Vec2,
        anchor: Align2,
        words: String,
        style: Style,
        width: f32,
    ) -> f32 {
        if words.is_empty() {
            return 0.0;
        }
        let lines = typeset::count_lines(ui, look, &words, style, width) as f32;
        let height = lines * typeset::line_height(look, style);
        self.reach(at.y + height);
        self.pieces.push(Piece { at, anchor, words, style, width });
        height
    }

    /// Makes the row at least so high.
    pub const fn reach(&mut self, height: f32) {
        self.height = self.height.max(height);
    }

    /// How high the row is.
    pub const fn height(&self) -> f32 {
        self.height
    }

    /// Draws the texts of a row whose upper left corner is at `origin`.
    pub fn draw(&self, ui: &Ui, look: &Look, origin: Pos2) {
        for piece in &self.pieces {
            let at = origin + piece.at;
            widgets::text_block_at(
                ui,
                look,
                at,
                piece.anchor,
                &piece.words,
                piece.style,
                piece.width,
                usize::MAX,
            );
        }
    }
}

/// How rows stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grid {
    /// How many stand side by side.
    pub columns: usize,
    /// Between them, in pixels.
    pub gap: f32,
}

#[derive(Clone)]
struct Measured {
    key: u64,
    heights: Arc<[f32]>,
}

/// Draws `count` rows down the column that is being laid out. `content` must differ when the rows do.
///
/// `measure` gets a row's index and width and returns its height; it is asked again only when the content, the
/// width or the look has changed. `draw` gets a row's index and rectangle, and only rows that are in sight.
pub fn long_list(
    ui: &mut Ui,
    look: &Look,
    content: impl Hash,
    count: usize,
    grid: Grid,
    measure: impl Fn(&Ui, usize, f32) -> f32,
    mut draw: impl FnMut(&mut Ui, usize, Rect),
) {
    let whole = ui.available_rect_before_wrap();
    let columns = grid.columns.max(1);
    let width = ((whole.width() + grid.gap) / columns as f32 - grid.gap).floor();
    let heights = heights(ui, look, content, count, columns, width, measure);
    let total = heights.iter().sum::<f32>() + grid.gap * heights.len().saturating_sub(1) as f32;
    let (rect, _) = ui.allocate_exact_size(Vec2::new(whole.width(), total), Sense::hover());
    let mut top = rect.top();
    for (line, height) in heights.iter().enumerate() {
        let band = Rect::from_min_size(Pos2::new(rect.left(), top), Vec2::new(rect.width(), *height));
        if ui.is_rect_visible(band) {
            for index in line * columns..((line + 1) * columns).min(count) {
                let left = rect.left() + (width + grid.gap) * (index % columns) as f32;
                draw(ui, index, Rect::from_min_size(Pos2::new(left, top), Vec2::new(width, *height)));
            }
        }
        top += height + grid.gap;
    }
}

/// The height of each line of rows. The context keeps one list's; the page that is open is the only one drawn.
fn heights(
    ui: &Ui,
    look: &Look,
    content: impl Hash,
    count: usize,
    columns: usize,
    width: f32,
    measure: impl Fn(&Ui, usize, f32) -> f32,
) -> Arc<[f32]> {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    (count, columns, width.to_bits(), look.px(1000.0).to_bits(), look.words.language()).hash(&mut hasher);
    let key = hasher.finish();
    let slot = Id::unique("heights of the long list");
    if let Some(known) = ui.data(|data| data.get_temp::<Measured>(slot)).filter(|known| known.key == key) {
        return known.heights;
    }
    let all: Vec<f32> = (0..count).map(|index| measure(ui, index, width)).collect();
    let heights: Arc<[f32]> =
        all.chunks(columns).map(|line| line.iter().copied().fold(0.0, f32::max).ceil()).collect();
    ui.data_mut(|data| data.insert_temp(slot, Measured { key, heights: Arc::clone(&heights) }));
    heights
}
