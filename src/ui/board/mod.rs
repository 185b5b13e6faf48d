//! The announcement board (公告栏 / 大屏): header, a main zone that cycles, a line of notices.
//!
//! What is on comes from [`crate::playback`]; here it is drawn. Between changes nothing is: every part asks for
//! its next frame when it will look otherwise.
//!
//! - [`interrupt`]: what takes the place of all that.
//! - [`zones`], [`header`], [`ticker`], [`rail`]: the frame. [`slide`]: what stands in it, a file for each kind.
//! - [`planned`]: what a plan of staff puts on.
//! - [`flow`], [`paging`]: pages that cut no line. [`steps`]: a line that goes on. [`facts`]: figures of a summary. [`fade`]: the change of slides.

mod article;
mod catalogue;
mod facts;
mod fade;
mod flow;
mod guide;
mod header;
mod honour;
mod interrupt;
mod paging;
mod planned;
mod pledges;
mod rail;
mod ranking;
mod slide;
mod steps;
mod ticker;
mod zones;

use std::time::Duration;

use egui::Ui;

use super::{hall_page::hall_page, kiosk::Page, scene::Scene, widgets::within};
use crate::{
    domain::Kind,
    playback::{
        Programme, Stage,
        aired::Cause,
        interrupt::{active, line},
        plan::Zone,
    },
};

/// A board at work.
#[derive(Debug, Default)]
pub struct Board {
    pinned: Option<Page>,
    stage: Stage,
    planned: planned::Planned,
    fade: fade::Fade,
    ticker: ticker::Ticker,
    alarm: interrupt::Alarm,
    /// The key of what interrupted in the last frame, most urgent first.
    urgent: Option<String>,
}

impl Board {
    /// Plays nothing but a page: an item, or the items of one kind.
    pub fn open(&mut self, page: Page) {
        self.pinned = Some(page);
    }

    /// Draws one frame.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let look = scene.look;
        let now = Duration::try_from_secs_f64(ui.input(|input| input.time)).unwrap_or_default();
        let whole = ui.max_rect();
        if self.alarm.show(ui, scene, whole, now) {
            return;
        }
        let urgent = active(&scene.shown.items, scene.now, scene.zone()).map(|active| active.key());
        if self.urgent != urgent {
            if urgent.is_some() {
                // What is new and urgent begins the round anew.
                self.stage = Stage::default();
            }
            self.urgent = urgent;
        }
        let notices = line(&scene.shown.items, scene.now, scene.zone());
        let programme = programme(scene, self.pinned.as_ref());
        let zones = zones::Zones::of(look, whole, notices.cards().next().is_some());
        let planned = match self.pinned {
            None => self.planned.step(ui, scene, zones.main),
            Some(_) => None,
        };
        let (on, nothing) = match planned {
            Some(planned) => (Some(planned.layer), planned.clock),
            None => {
                let turn = self.stage.step(&programme, now, scene.screen.dwell, |card| {
                    slide::pages(ui, scene, card, zones.main)
                });
                if let Some(until) = turn.as_ref().and_then(|turn| turn.until) {
                    ui.ctx().request_repaint_after(until.saturating_sub(now));
                }
                if let Some(card) = turn.as_ref().and_then(|turn| programme.card(&turn.key)) {
                    let cause = if self.pinned.is_some() { Cause::Page } else { Cause::Kinds };
                    scene.airs_card(Zone::Main, cause, card);
                }
                let nothing = turn.is_none();
                if nothing {
                    scene.airs(Zone::Main, Cause::Empty, "hall");
                }
                (turn.map(|turn| (turn.key, turn.page)), nothing)
            }
        };
        self.fade.put(ui, on, look.reduced_motion);
        if nothing {
            // The hall's page has a clock and a mark of its own: no header above it.
            let room = zones.ticker.map_or(whole, |ticker| whole.with_max_y(ticker.top()));
            within(ui, room, "hall", |ui| hall_page(ui, scene));
        } else {
            header::header(ui, scene, &zones);
        }
        for ((key, page), opacity) in self.fade.layers() {
            // What has left the programme is not drawn even to fade out.
            if nothing {
                continue;
            }
            within(ui, whole, ("slide", &key, page), |ui| {
                ui.set_opacity(opacity);
                if !self.planned.draw(ui, scene, &key, page, zones.main)
                    && let Some(card) = programme.card(&key)
                {
                    slide::draw(ui, scene, card, page, zones.main);
                }
            });
        }
        if let Some(room) = zones.ticker {
            self.ticker.show(ui, scene, &notices, room, now);
        }
    }
}

/// What the board plays: its kinds, or the page it was pinned to.
pub(super) fn programme<'a>(scene: &Scene<'a>, pinned: Option<&Page>) -> Programme<'a> {
    let (items, now, zone) = (&scene.shown.items, scene.now, &scene.hall.zone);
    let internal = scene.screen.internal;
    match pinned {
        None | Some(Page::Home) => Programme::of(items, &scene.screen.kinds, internal, now, zone),
        Some(Page::Item(id)) => Programme::of_item(items, id, internal, now, zone),
        Some(Page::Column(column)) => {
            let kinds: Vec<Kind> = Kind::from_word(column).into_iter().collect();
            Programme::of(items, &kinds, internal, now, zone)
        }
    }
}
