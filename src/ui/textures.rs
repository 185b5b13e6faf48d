//! Decoded pictures on the graphics card: uploaded when first drawn, freed when long unseen.

use std::{cell::RefCell, collections::HashMap, sync::Arc};

use egui::{Context, TextureHandle, TextureOptions, Vec2};

use super::widgets::{Pictures, colour_image};
use crate::domain::snapshot::Picture;

/// Bytes of pictures on the graphics card; old Intel graphics share the machine's memory.
pub const BUDGET: usize = 64 * 1024 * 1024;

/// The textures of one screen. Lives as long as its context.
pub struct Textures {
    ctx: Context,
    pictures: Arc<HashMap<String, Picture>>,
    loaded: RefCell<HashMap<String, Loaded>>,
}

struct Loaded {
    texture: TextureHandle,
    /// Which pixels it holds: a publisher may put another picture under the same URL.
    pixels: Arc<[u8]>,
    bytes: usize,
    /// The frame in which it was last drawn.
    drawn: u64,
}

impl Textures {
    /// No textures yet.
    pub fn new(ctx: Context) -> Self {
        Self { ctx, pictures: Arc::default(), loaded: RefCell::default() }
    }

    /// Takes the pictures of a new snapshot; textures whose picture left or changed are freed.
    pub fn update(&mut self, pictures: &Arc<HashMap<String, Picture>>) {
        if Arc::ptr_eq(&self.pictures, pictures) {
            return;
        }
        self.pictures = Arc::clone(pictures);
        self.loaded.get_mut().retain(|url, loaded| {
            pictures.get(url).is_some_and(|picture| Arc::ptr_eq(&picture.rgba, &loaded.pixels))
        });
    }

    /// Frees the longest unseen textures beyond the budget, never one of this frame.
    pub fn trim(&mut self) {
        let frame = self.ctx.cumulative_frame_nr();
        let loaded = self.loaded.get_mut();
        let mut total: usize = loaded.values().map(|one| one.bytes).sum();
        while total > BUDGET {
            let oldest = loaded
                .iter()
                .filter(|(_, one)| one.drawn < frame)
                .min_by_key(|(_, one)| one.drawn)
                .map(|(url, _)| url.clone());
            let Some(gone) = oldest.and_then(|url| loaded.remove(&url)) else { return };
            total -= gone.bytes;
        }
    }
}

impl Pictures for Textures {
    fn picture(&self, url: &str) -> Option<(Vec2, egui::TextureId)> {
        let picture = self.pictures.get(url)?;
        let mut all = self.loaded.borrow_mut();
        let loaded = all.entry(url.into()).or_insert_with(|| Loaded {
            texture: self.ctx.load_texture(url, colour_image(picture), TextureOptions::LINEAR),
            pixels: Arc::clone(&picture.rgba),
            bytes: picture.rgba.len(),
            drawn: 0,
        });
        loaded.drawn = self.ctx.cumulative_frame_nr();
        Some((loaded.texture.size_vec2(), loaded.texture.id()))
    }
}
