//! The tokens of the look: colours, type sizes, spaces, radii, durations. Everything drawn takes them from here.
//!
//! Sizes follow the room. A [`Look`] knows how large a pixel is on the panel and how far the reader stands, and
//! scales the reference design (pictures of 1080p, in reference pixels) so that its base character is as high as
//! the rules ask.
#![expect(clippy::disallowed_methods, reason = "the one home of font sizes")]

pub mod fonts;
pub mod palette;

use egui::{Color32, FontFamily, FontId, Vec2};

pub use palette::{Led, Palette};

use crate::config::{Face, Screen, ThemeName};
use crate::ui::words::Words;

/// Height of a capital H that EN 301 549, 5.1.4 asks for at 60 cm, in millimetres.
pub const KIOSK_CHARACTER_MM: f32 = 7.3;
/// No text is lower than this (2010 ADA Standards, 707.7.2), in millimetres.
pub const LEAST_CHARACTER_MM: f32 = 4.8;
/// Main tiles are at least this large, in millimetres.
pub const TILE_MM: f32 = 20.0;
/// Other touch targets are at least this large, in millimetres.
pub const TARGET_MM: f32 = 15.0;
/// Space between touch targets, in millimetres.
pub const TARGET_GAP_MM: f32 = 4.0;
/// A QR code on a kiosk is at least this large, in millimetres.
pub const QR_MM: f32 = 30.0;

/// Height of a capital H over the font size, of Noto Sans SC.
const CAPITAL: f32 = 0.733;
/// Height of a Chinese character over the font size.
const IDEOGRAPH: f32 = 0.92;
/// The base font size of the reference pictures, in reference pixels: kiosk captions, board rows.
const KIOSK_BASE: f32 = 27.0;
const BOARD_BASE: f32 = 40.0;
/// The short side of the reference pictures, in reference pixels.
const REFERENCE_SIDE: f32 = 1080.0;

/// A text size, as a ratio of the base; the list is short to keep the glyph atlas small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Size {
    /// Metadata, second lines.
    Caption,
    /// Running text.
    Body,
    /// Names in lists, card titles.
    Lead,
    /// Titles of tiles and sections.
    Title,
    /// Titles of pages.
    Headline,
    /// The clock, a slide's figure.
    Display,
}

/// Plain or bold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// Regular.
    Plain,
    /// Bold.
    Bold,
}

/// A theme on a panel, in a language: what every drawing function takes.
#[derive(Debug, Clone)]
pub struct Look {
    /// Colours by meaning.
    pub colours: Palette,
    /// The words on the screen.
    pub words: Words,
    /// Pixels per reference pixel.
    scale: f32,
    /// Share of the reference spaces that is left where large text leaves little room; 1 where there is enough.
    tight: f32,
    /// Pixels per millimetre of the panel.
    pixels_per_mm: f32,
    face: Face,
    /// No transitions.
    pub reduced_motion: bool,
}

impl Look {
    /// The look of a screen whose output has `pixels`.
    pub fn new(screen: &Screen, pixels: Vec2, words: Words) -> Self {
        Self::with_theme(screen, screen.theme, pixels, words)
    }

    /// As [`Look::new`], in another theme.
    pub fn with_theme(screen: &Screen, theme: ThemeName, pixels: Vec2, words: Words) -> Self {
        let colours = match theme {
            ThemeName::Day => palette::DAY,
            ThemeName::Night => palette::NIGHT,
            ThemeName::Contrast => palette::CONTRAST,
        };
        let pixels_per_mm = pixels.length().max(1.0) / (screen.diagonal_inch.max(1.0) * 25.4);
        let by_distance = screen.viewing_distance_m * 1000.0 / 200.0 / IDEOGRAPH;
        let (base_mm, reference) = match screen.face {
            Face::Kiosk => (by_distance.max(KIOSK_CHARACTER_MM / CAPITAL), KIOSK_BASE),
            Face::Board | Face::Strip => (by_distance.max(LEAST_CHARACTER_MM / IDEOGRAPH), BOARD_BASE),
        };
        let scale = base_mm * pixels_per_mm / reference;
        // The distance gives the least size; a large panel read from nearby is filled all the same, as in the pictures.
        let scale =
            if screen.face == Face::Board { scale.max(pixels.min_elem() / REFERENCE_SIDE) } else { scale };
        let tight = (pixels.min_elem() / scale / REFERENCE_SIDE).clamp(0.5, 1.0);
        Self {
            colours,
            words,
            scale,
            tight,
            pixels_per_mm,
            face: screen.face,
            reduced_motion: screen.reduced_motion,
        }
    }

    /// Reference pixels to pixels, rounded so that edges are sharp.
    pub fn px(&self, reference: f32) -> f32 {
        (reference * self.scale).round()
    }

    /// As [`Look::px`], for spaces that may shrink where the text must be large for the panel: on a board that is read
    /// from afar the words come before the air around them.
    pub fn air(&self, reference: f32) -> f32 {
        self.px(reference * self.tight)
    }

    /// The same letters for a part of the panel where they leave little room.
    pub fn tightened(&self) -> Self {
        Self { tight: self.tight.min(0.8), ..self.clone() }
    }

    /// Whether large text leaves little room.
    pub fn is_tight(&self) -> bool {
        self.tight < 0.85
    }

    /// Pixels to reference pixels: how much room there is, whatever the panel.
    pub fn reference(&self, pixels: f32) -> f32 {
        pixels / self.scale
    }

    /// Millimetres on the panel to pixels, rounded up: rules give minima.
    pub fn mm(&self, millimetres: f32) -> f32 {
        (millimetres * self.pixels_per_mm).ceil()
    }

    /// The space around and inside things, in pixels, by steps of 8 reference pixels.
    pub fn space(&self, steps: f32) -> f32 {
        self.px(8.0 * steps)
    }

    /// The height of the least button, in pixels.
    pub fn target(&self) -> f32 {
        self.px(92.0).max(self.mm(TARGET_MM))
    }

    /// The space between buttons, in pixels.
    pub fn gap(&self) -> f32 {
        self.px(16.0).max(self.mm(TARGET_GAP_MM))
    }

    /// The radius of a card's corners.
    pub fn radius(&self) -> f32 {
        self.px(28.0)
    }

    /// The radius of a button's corners.
    pub fn small_radius(&self) -> f32 {
        self.px(20.0)
    }

    /// A hairline.
    pub fn line(&self) -> egui::Stroke {
        egui::Stroke::new(self.px(1.5).max(1.0), self.colours.line)
    }

    /// The font of a size and weight.
    pub fn font(&self, size: Size, weight: Weight) -> FontId {
        let family = match weight {
            Weight::Plain => FontFamily::Proportional,
            Weight::Bold => FontFamily::Name(fonts::BOLD.into()),
        };
        FontId::new(self.size(size), family)
    }

    /// A size in pixels.
    pub fn size(&self, size: Size) -> f32 {
        let reference = match (self.face, size) {
            (Face::Kiosk, Size::Caption) => 27.0,
            (Face::Kiosk, Size::Body) => 33.0,
            (Face::Kiosk, Size::Lead) => 38.0,
            (Face::Kiosk, Size::Title) => 44.0,
            (Face::Kiosk, Size::Headline) => 56.0,
            (Face::Kiosk, Size::Display) => 64.0,
            (_, Size::Caption) => 30.0,
            (_, Size::Body) => 40.0,
            (_, Size::Lead) => 46.0,
            (_, Size::Title) => 52.0,
            (_, Size::Headline) => 64.0,
            (_, Size::Display) => 84.0,
        };
        self.px(reference)
    }

    /// The height of the face's smallest Chinese text on the panel, in millimetres and in pixels.
    pub fn least_character(&self) -> (f32, f32) {
        let pixels = self.size(Size::Caption) * IDEOGRAPH;
        (pixels / self.pixels_per_mm, pixels)
    }

    /// The icon font at a height in reference pixels.
    pub fn icon_font(&self, reference: f32) -> FontId {
        FontId::new(self.px(reference), FontFamily::Name(fonts::ICONS.into()))
    }

    /// A font for an LED strip: `height` pixels from one line to the next.
    pub fn led_font(height: f32, weight: Weight) -> FontId {
        let family = match weight {
            Weight::Plain => FontFamily::Proportional,
            Weight::Bold => FontFamily::Name(fonts::BOLD.into()),
        };
        FontId::new(height, family)
    }
}

/// What a colour means here: its ink and its soft ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// No meaning.
    Plain,
    /// What leads.
    Key,
    /// Warning.
    Red,
    /// Done, in force.
    Green,
    /// Late, stale.
    Amber,
}

impl Palette {
    /// The ink of a tone, for text and icons on a surface or on the tone's ground.
    pub const fn ink_of(&self, tone: Tone) -> Color32 {
        match tone {
            Tone::Plain => self.ink2,
            Tone::Key => self.key,
            Tone::Red => self.red,
            Tone::Green => self.green,
            Tone::Amber => self.amber,
        }
    }

    /// The soft ground of a tone.
    pub const fn ground_of(&self, tone: Tone) -> Color32 {
        match tone {
            Tone::Plain => self.bg,
            Tone::Key => self.key_soft,
            Tone::Red => self.red_soft,
            Tone::Green => self.green_soft,
            Tone::Amber => self.amber_soft,
        }
    }
}

/// Prepares a context for our faces: fonts, and a style that draws nothing of egui's own.
pub fn prepare(ctx: &egui::Context, look: &Look) {
    ctx.all_styles_mut(|style| {
        style.spacing.item_spacing = Vec2::ZERO;
        style.interaction.selectable_labels = false;
        style.visuals.panel_fill = look.colours.bg;
        style.visuals.extreme_bg_color = look.colours.bg;
        style.visuals.widgets.inactive.bg_fill = look.colours.ink2;
        style.visuals.widgets.hovered.bg_fill = look.colours.ink2;
        style.visuals.widgets.active.bg_fill = look.colours.key;
        style.visuals.widgets.inactive.fg_stroke.color = look.colours.ink2;
        style.visuals.widgets.hovered.fg_stroke.color = look.colours.ink2;
        style.visuals.widgets.active.fg_stroke.color = look.colours.key;
        style.spacing.scroll = egui::style::ScrollStyle::solid();
        style.spacing.scroll.bar_width = look.px(12.0);
        style.spacing.scroll.bar_inner_margin = look.px(4.0);
    });
    ctx.options_mut(|options| {
        // Gloved and trembling fingers: a tap may slide 8 mm and last as long as it likes.
        options.input_options.max_click_dist = look.mm(8.0);
        options.input_options.max_click_duration = 10.0;
        options.zoom_with_keyboard = false;
        // A visitor cannot get out, whatever is plugged in.
        options.quit_shortcuts.clear();
    });
}
