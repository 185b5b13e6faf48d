//! Where the lines of texts break, remembered between frames: a law of 20,000 characters is measured once, not
//! sixty times a second.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use egui::{Id, Ui, text::LayoutJob};

/// Texts that are kept; more than the longest page has paragraphs, so that a page does not push itself out.
const KEPT: usize = 8192;
/// A text is dropped, when there are too many, once it was not drawn in so many frames.
const UNSEEN: u64 = 2;

/// A text broken into lines, ready to be shaped.
#[derive(Debug, Clone)]
pub(super) struct Broken {
    /// The text with its line breaks.
    pub job: Arc<LayoutJob>,
    /// How many lines it has.
    pub rows: usize,
}

#[derive(Clone, Default)]
struct Cache {
    texts: HashMap<u64, (u64, Broken)>,
}

/// The key of whatever tells one text from another.
pub(super) fn key(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// The lines under a key, broken by `make` when they are not known.
///
/// `make` runs outside the context's lock, as it needs the fonts.
pub(super) fn broken(ui: &Ui, key: u64, make: impl FnOnce() -> Broken) -> Broken {
    let frame = ui.ctx().cumulative_pass_nr();
    let slot = Id::unique("broken lines");
    let known = ui.data_mut(|data| {
        data.get_temp_mut_or_default::<Cache>(slot).texts.get_mut(&key).map(|(drawn, broken)| {
            *drawn = frame;
            broken.clone()
        })
    });
    known.unwrap_or_else(|| {
        let made = make();
        ui.data_mut(|data| {
            let texts = &mut data.get_temp_mut_or_default::<Cache>(slot).texts;
            if texts.len() >= KEPT {
                texts.retain(|_, (drawn, _)| *drawn + UNSEEN >= frame);
            }
            texts.insert(key, (frame, made.clone()));
        });
        made
    })
}
