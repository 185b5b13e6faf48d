//! The touch kiosk (触摸屏): home, columns, items.
//!
//! Each page is a function of (scene, view) that draws and returns what was touched; [`View::reduce`] is the
//! only place that changes the view. What may be seen the gate has decided: pages draw `scene.shown`.
//!
//! - [`columns`]: which columns there are, their looks, their items in order. [`facts`]: what each has to say.
//! - [`chrome`]: the frame of every page but the home, with [`head`] and [`rail`] around an item.
//! - [`interrupt`]: what interrupts a visit, and how it gives it back.
//! - [`home`] with its [`tiles`], [`column`] with its [`rows`] and a [`peek`] into lists, [`matters`] (公开目录 as a table), [`article`]: the pages.
//! - [`guide`], [`ranking`], [`honour`], [`pledge`]: the items that are no text, put together from [`cards`], a
//!   [`fold`] and the [`long_list`].

pub mod article;
pub mod cards;
pub mod chrome;
pub mod column;
pub mod columns;
mod facts;
mod fold;
pub mod guide;
mod guide_words;
mod head;
mod home;
pub mod honour;
mod interrupt;
#[cfg(test)]
mod item_tests;
pub mod long_list;
mod matters;
mod page;
mod peek;
pub mod pledge;
mod rail;
mod rail_places;
pub mod ranking;
mod rows;
mod tiles;
mod view;

use egui::Ui;
use egui_material_icons::icons;

pub use page::{NoPage, Page};
pub use view::{Action, View};

use super::{scene::Scene, widgets::within};
use crate::domain::{Kind, snapshot::ItemRef};
use interrupt::Over;

/// Draws the page that is open; returns what was touched.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, view: &View) -> Option<Action> {
    scene.wake_with_the_clock(ui.ctx());
    interrupt::tell(scene);
    let page = ui.max_rect();
    // The home has a line of its own for what is urgent.
    let (banner, room) = match interrupt::over(scene, view) {
        Some(Over::Screen(active)) => return interrupt::screen(ui, scene, &active),
        Some(Over::Banner(active)) if *view.page() != Page::Home => {
            let (top, rest) = interrupt::split(scene.look, page);
            (interrupt::banner(ui, scene, view, top, &active), rest)
        }
        _ => (None, page),
    };
    within(ui, room, "page", |ui| open_page(ui, scene, view)).or(banner)
}

fn open_page(ui: &mut Ui, scene: &Scene<'_>, view: &View) -> Option<Action> {
    match view.page() {
        Page::Home => home::show(ui, scene),
        Page::Column(id) => match columns::find(scene, id) {
            Some(section) => column::show(ui, scene, view, &section),
            None => chrome::gone(ui, scene, icons::ICON_INBOX, "kiosk-column-gone"),
        },
        Page::Item(id) => match scene.item(id) {
            Some(item) => item_page(ui, scene, view, item),
            None => chrome::gone(ui, scene, icons::ICON_EVENT_BUSY, "kiosk-item-gone"),
        },
    }
}

/// The page of an item, designed for its kind.
fn item_page(ui: &mut Ui, scene: &Scene<'_>, view: &View, item: &ItemRef) -> Option<Action> {
    let facts = match item.kind() {
        Kind::Guide => guide::facts(scene, item),
        Kind::Ranking => ranking::facts(scene, item),
        Kind::Honour => honour::facts(scene, item),
        Kind::Pledge => pledge::facts(scene, item),
        Kind::Disclosure | Kind::Notice | Kind::Catalogue => article::facts(scene, item),
    };
    let mut picked = None;
    let framed = chrome::item_page(ui, scene, view, item, &facts, |ui| match item.kind() {
        Kind::Guide => guide::body(ui, scene, item),
        Kind::Ranking => ranking::body(ui, scene, item),
        Kind::Honour => honour::body(ui, scene, item),
        Kind::Pledge => pledge::body(ui, scene, item),
        Kind::Disclosure | Kind::Notice | Kind::Catalogue => picked = article::body(ui, scene, item),
    });
    picked.or(framed)
}
