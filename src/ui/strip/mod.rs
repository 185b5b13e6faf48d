//! The LED strip (滚动屏): titles that run, in whole pixels, on one region of the output.

use egui::Ui;

use super::{hall_page::hall_page, kiosk::Page, scene::Scene};

/// A strip at work.
#[derive(Debug, Default)]
pub struct Strip {
    pinned: Option<Page>,
}

impl Strip {
    /// Plays nothing but a page: an item, or the items of one kind.
    pub fn open(&mut self, page: Page) {
        self.pinned = Some(page);
    }

    /// Draws one frame.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        hall_page(ui, scene);
    }
}
