//! The touch kiosk (触摸屏): home, columns, items.
//!
//! Each page is a function of (scene, view) that draws and returns what was touched; [`View::reduce`] is the
//! only place that changes the view.

mod page;
mod view;

use egui::Ui;

pub use page::{NoPage, Page};
pub use view::{Action, View};

use super::{hall_page::hall_page, scene::Scene};

/// Draws the page that is open; returns what was touched.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, _view: &View) -> Option<Action> {
    hall_page(ui, scene);
    None
}
