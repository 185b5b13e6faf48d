//! The announcement board (公告栏 / 大屏): header, a main zone that cycles, one beside it, a line of notices.
//!
//! What is on comes from [`crate::playback`]; here it is drawn. Between changes nothing is: every part asks for
//! its next frame when it will look otherwise.
//!
//! - [`interrupt`]: what takes the place of all that.
//! - [`zones`], [`header`], [`ticker`], [`rail`]: the frame. [`slide`]: what stands in it, a file for each kind.
//! - [`planned`]: what a plan of staff puts on in each zone; [`piece`]: how it looks.
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
mod piece;
mod planned;
mod pledges;
mod rail;
mod ranking;
mod slide;
mod steps;
mod ticker;
mod zones;

use std::time::Duration;

use egui::{Rect, Ui};

use self::{
    fade::{Drawn, Fade, Layer},
    planned::{On, Planned},
};
use super::{hall_page::hall_page, kiosk::Page, scene::Scene, widgets::within};
use crate::{
    domain::Kind,
    playback::{
        Card, Content, Piece, Programme, Stage,
        aired::Cause,
        interrupt::{active, line},
        plan::{Transition, Zone},
    },
};

/// A board at work.
#[derive(Debug, Default)]
pub struct Board {
    pinned: Option<Page>,
    stage: Stage,
    planned: Planned,
    fade: Fade,
    side: Planned,
    side_fade: Fade,
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
        let has_line = notices.cards().next().is_some() || self.ticker.is_planned(ui, scene);
        let zones = zones::Zones::of(look, whole, has_line);
        let pair = zones::Pair::of(look, zones.main);
        let narrow = look.tightened();
        let side = Scene { look: &narrow, ..*scene };
        // Names in a ranking take two lines where they are not tightened.
        let of = |piece: &Piece| match piece.content {
            Content::Card(Kind::Ranking, _) => *scene,
            _ => side,
        };
        let beside =
            self.beside(ui, scene, |piece| piece::pages(ui, &of(piece), piece, Zone::Side, pair.side));
        let main = if beside { pair.main } else { zones.main };
        let programme = programme(scene, self.pinned.as_ref());
        let (on, transition, nothing) = match self.main(ui, scene, &programme, main, now) {
            Some(on) => (Some(on.layer), on.transition, on.clock),
            None => (None, Transition::Fade, true),
        };
        self.fade.put(ui, on, transition, look.reduced_motion);
        if !nothing || beside {
            header::header(ui, scene, &zones);
        }
        if nothing {
            // The hall's page has a clock and a mark of its own: no header above it, unless there is a zone beside it.
            let alone = zones.ticker.map_or(whole, |ticker| whole.with_max_y(ticker.top()));
            within(ui, if beside { main } else { alone }, "hall", |ui| hall_page(ui, scene));
        } else {
            draw(ui, scene, &self.fade, Zone::Main, main, |ui, layer, room| {
                match (self.planned.piece(&layer.key), programme.card(&layer.key)) {
                    (Some(piece), _) => piece::draw(ui, scene, piece, layer.page, Zone::Main, room),
                    (None, Some(card)) => slide::draw(ui, scene, card, layer.page, Zone::Main, room),
                    // What has left the programme is not drawn even on its way out.
                    (None, None) => {}
                }
            });
        }
        if beside {
            ui.painter().line_segment(pair.line, look.line());
            draw(ui, scene, &self.side_fade, Zone::Side, pair.side, |ui, layer, room| {
                match self.side.piece(&layer.key) {
                    Some(piece) if matches!(piece.content, Content::Clock) => {
                        within(ui, room, "hall-beside", |ui| hall_page(ui, &side));
                    }
                    Some(piece) => piece::draw(ui, &of(piece), piece, layer.page, Zone::Side, room),
                    None => {}
                }
            });
        }
        if let Some(room) = zones.ticker {
            self.ticker.show(ui, scene, &notices, room, now);
        }
    }

    /// What is on in the main zone: the plan's, else what the stage plays of the kinds of the screen.
    fn main(
        &mut self,
        ui: &Ui,
        scene: &Scene<'_>,
        programme: &Programme<'_>,
        room: Rect,
        now: Duration,
    ) -> Option<On> {
        if self.pinned.is_none() {
            let pages = |piece: &_| piece::pages(ui, scene, piece, Zone::Main, room);
            let planned = self.planned.step(ui, scene, Zone::Main, pages);
            if planned.is_some() {
                return planned;
            }
        }
        let pages = |card: &Card<'_>| slide::pages(ui, scene, card, Zone::Main, room);
        let Some(turn) = self.stage.step(programme, now, scene.screen.dwell, pages) else {
            scene.airs(Zone::Main, Cause::Empty, "hall");
            return None;
        };
        if let Some(until) = turn.until {
            ui.ctx().request_repaint_after(until.saturating_sub(now));
        }
        if let Some(card) = programme.card(&turn.key) {
            let cause = if self.pinned.is_some() { Cause::Page } else { Cause::Kinds };
            scene.airs_card(Zone::Main, cause, card);
        }
        let layer = Layer { key: turn.key, page: turn.page };
        Some(On { layer, transition: Transition::Fade, clock: false })
    }

    /// Whether something is on in the side zone.
    fn beside(&mut self, ui: &Ui, scene: &Scene<'_>, pages: impl FnOnce(&Piece) -> usize) -> bool {
        let on = match self.pinned {
            None => self.side.step(ui, scene, Zone::Side, pages),
            Some(_) => None,
        };
        let (layer, transition) = on.map(|on| (on.layer, on.transition)).unzip();
        let beside = layer.is_some();
        self.side_fade.put(ui, layer, transition.unwrap_or_default(), scene.look.reduced_motion);
        beside
    }
}

/// Draws what is in a zone, and during a change what was.
fn draw(
    ui: &mut Ui,
    scene: &Scene<'_>,
    fade: &Fade,
    zone: Zone,
    room: Rect,
    mut contents: impl FnMut(&mut Ui, &Layer, Rect),
) {
    let whole = ui.max_rect();
    for Drawn { layer, opacity, shift } in fade.layers() {
        let moved = room.translate(egui::vec2((shift * room.width()).round(), 0.0));
        // What is pushed stays in its zone; frames and shadows reach a little beyond.
        let clip = if shift == 0.0 { whole } else { room.expand(scene.look.air(16.0)) };
        within(ui, clip, (zone, &layer.key, layer.page), |ui| {
            ui.set_opacity(opacity);
            contents(ui, &layer, moved);
        });
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
