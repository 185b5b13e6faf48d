//! The announcement board (公告栏 / 大屏): header, a main zone that cycles, a ticker.

use egui::Ui;

use super::{hall_page::hall_page, kiosk::Page, scene::Scene};

/// A board at work.
#[derive(Debug, Default)]
pub struct Board {
    pinned: Option<Page>,
}

impl Board {
    /// Plays nothing but a page: an item, or the items of one kind.
    pub fn open(&mut self, page: Page) {
        self.pinned = Some(page);
    }

    /// Draws one frame.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        hall_page(ui, scene);
    }
}
