//! Letters on LED modules: text of one colour, laid out once, drawn at whole pixels; on `crisp` strips of pixels
//! that are on or off.

use egui::{Color32, ColorImage, Context, FontId, Pos2, Rect, TextureHandle, TextureOptions, Ui, Vec2};

use super::entries::{Ink, Part};
use crate::{
    config::StripOptions,
    ui::{
        scene::Scene,
        theme::{Look, Weight},
    },
};

/// Longer texts are drawn in pieces: a texture has a largest side, and what is off the strip need not be drawn.
const PIECE: usize = 24;
/// The side of a texture that every graphics card can hold, in pixels.
const SIDE: usize = 2048;
/// Coverage from which a pixel of a `crisp` strip is on, of 255: under half, so that thin strokes stay whole.
const ON: u8 = 112;
/// The same for letters so small that their strokes would run together.
const ON_SMALL: u8 = 150;
/// Text heights below this are small, in pixels.
const SMALL: u32 = 20;
/// From this text height on, letters of light need more than thin strokes to be read from afar, in pixels.
const BOLD_FROM: u32 = 56;

/// How a strip writes.
#[derive(Debug, Clone, PartialEq)]
pub struct Hand {
    /// The region in pixels.
    pub region: Rect,
    /// From the top of the region to the top of a line of text.
    pub top: f32,
    /// In pixels.
    pub text_height: u32,
    crisp: bool,
}

/// A piece of text on the strip.
#[derive(Clone)]
pub struct Lettered {
    words: String,
    font: FontId,
    ink: Ink,
    /// In whole pixels.
    pub width: u32,
    bits: Option<TextureHandle>,
}

impl Hand {
    /// The hand of a strip on an output.
    pub fn of(ui: &Ui, options: &StripOptions, output: Rect) -> Self {
        let min = output.min + Vec2::new(options.x as f32, options.y as f32);
        let size = Vec2::new(
            options.width.map_or(output.right() - min.x, |width| width as f32),
            options.height.map_or(output.bottom() - min.y, |height| height as f32),
        );
        let region = Rect::from_min_size(min, size.max(Vec2::splat(1.0)));
        let text_height = options.text_height.unwrap_or((region.height() * 0.75).round() as u32).max(1);
        let font = Look::led_font(text_height as f32, Weight::Plain);
        // Chinese characters fill their square: the middle of the square is the middle of the module.
        let square =
            ui.ctx().fonts_mut(|fonts| fonts.layout_no_wrap("国".into(), font, Color32::WHITE)).mesh_bounds;
        let top = if square.is_finite() { region.height() / 2.0 - square.center().y } else { 0.0 };
        Self { region, top: top.round(), text_height, crisp: options.crisp }
    }

    /// The space around separators.
    pub fn gap(&self) -> u32 {
        self.text_height.div_ceil(3)
    }

    /// The font of a part.
    pub fn font(&self, part: &Part) -> FontId {
        // Bold strokes of small letters run together on coarse modules.
        let bold = part.bold && self.text_height >= SMALL || self.text_height >= BOLD_FROM;
        Look::led_font(self.text_height as f32, if bold { Weight::Bold } else { Weight::Plain })
    }

    /// Writes a part, in pieces.
    pub fn write(&self, ctx: &Context, part: &Part) -> Vec<Lettered> {
        let font = self.font(part);
        let chars: Vec<char> = part.words.chars().collect();
        let pieces =
            chars.chunks(((SIDE as u32 / self.text_height / 2) as usize).clamp(1, PIECE)).map(|piece| {
                let words: String = piece.iter().collect();
                let galley =
                    ctx.fonts_mut(|fonts| fonts.layout_no_wrap(words.clone(), font.clone(), Color32::WHITE));
                let width = galley.size().x.ceil() as u32;
                let bits = self
                    .crisp
                    .then(|| bits(ctx, &galley, width, if self.text_height < SMALL { ON_SMALL } else { ON }))
                    .flatten();
                Lettered { words, font: font.clone(), ink: part.ink, width, bits }
            });
        pieces.collect()
    }
}

impl Lettered {
    /// Draws it with the upper left corner of its line at `at`, which lies on whole pixels.
    pub fn draw(&self, ui: &Ui, scene: &Scene<'_>, at: Pos2, clip: Rect) {
        let painter = ui.painter().with_clip_rect(clip);
        let colour = self.ink.colour(scene);
        match &self.bits {
            Some(texture) => {
                let rect = Rect::from_min_size(at, texture.size_vec2());
                let whole = Rect::from_min_max(Pos2::ZERO, Pos2::new(1.0, 1.0));
                painter.image(texture.id(), rect, whole, colour);
            }
            // The layout is in egui's cache; asking for it each frame keeps it valid when the glyph atlas is renewed.
            None => {
                let galley = ui.ctx().fonts_mut(|fonts| {
                    fonts.layout_no_wrap(self.words.clone(), self.font.clone(), Color32::PLACEHOLDER)
                });
                painter.galley(at, galley, colour);
            }
        }
    }
}

/// The glyphs of a line as pixels that are on or off.
fn bits(ctx: &Context, galley: &egui::Galley, width: u32, on: u8) -> Option<TextureHandle> {
    let atlas = ctx.fonts(|fonts| fonts.image());
    let (columns, rows) = (width as usize, galley.size().y.ceil() as usize);
    if !(1..=SIDE).contains(&columns) || !(1..=SIDE).contains(&rows) {
        return None;
    }
    let mut image = ColorImage::filled([columns, rows], Color32::TRANSPARENT);
    for row in &galley.rows {
        for glyph in &row.glyphs {
            let uv = glyph.uv_rect;
            let at = (row.pos.to_vec2() + glyph.pos.to_vec2() + uv.offset).round();
            for (dy, v) in (uv.min[1]..uv.max[1]).enumerate() {
                for (dx, u) in (uv.min[0]..uv.max[0]).enumerate() {
                    let (x, y) = (at.x as i64 + dx as i64, at.y as i64 + dy as i64);
                    let inside = (0..columns as i64).contains(&x) && (0..rows as i64).contains(&y);
                    let covered = atlas.pixels.get(usize::from(v) * atlas.width() + usize::from(u));
                    if inside && covered.is_some_and(|pixel| pixel.a() >= on) {
                        image.pixels[y as usize * columns + x as usize] = Color32::WHITE;
                    }
                }
            }
        }
    }
    Some(ctx.load_texture("strip", image, TextureOptions::NEAREST))
}
