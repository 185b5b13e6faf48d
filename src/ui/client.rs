//! One screen of the hall, from snapshot to pixels: the same code in the real window, in `gongshi render` and
//! in the tests.

use std::{sync::Arc, time::Instant};

use arc_swap::ArcSwap;
use egui::{Context, Ui, Vec2};
use jiff::Timestamp;

use super::{
    board::Board,
    kiosk::{self, Page, View},
    scene::Scene,
    shutter::{self, Shutter},
    standing::{StaffMark, Standing},
    strip::Strip,
    textures::Textures,
    theme::{self, Look},
    words::{Language, Words},
};
use crate::{
    clock::Clock,
    config::{Face, Hall, Screen},
    domain::{self, Snapshot, snapshot::Shown},
    playback::{
        aired::{Aired, OnAir},
        plan::Power,
    },
};

/// A screen at work. Reads the clock and the newest snapshot once a frame, and waits for neither.
pub struct Client {
    hall: Arc<Hall>,
    screen: Screen,
    fault: Option<StaffMark>,
    standings: Option<Arc<ArcSwap<Standing>>>,
    clock: Arc<dyn Clock>,
    snapshots: Arc<ArcSwap<Snapshot>>,
    gated: Gated,
    look: Option<(Vec2, Look)>,
    words: Words,
    textures: Textures,
    shutter: Shutter,
    face: FaceState,
    on_air: OnAir,
    tell: Option<Tell>,
}

/// Takes what is on from an instant on, by the wall clock and the monotonic one; it must not wait.
type Tell = Box<dyn FnMut(Timestamp, Instant, Vec<Arc<Aired>>)>;

enum FaceState {
    Kiosk(View),
    Board(Box<Board>),
    Strip(Box<Strip>),
}

impl Client {
    /// A client for one screen of the hall, drawing into `ctx`.
    pub fn new(
        ctx: &Context,
        hall: Arc<Hall>,
        screen: Screen,
        clock: Arc<dyn Clock>,
        snapshots: Arc<ArcSwap<Snapshot>>,
    ) -> Self {
        theme::fonts::install(ctx);
        let face = FaceState::new(screen.face);
        let gate = gate(&hall, &screen);
        Self {
            hall,
            screen,
            fault: None,
            standings: None,
            clock,
            snapshots,
            gated: Gated::new(gate),
            look: None,
            words: Words::new(Language::Chinese),
            textures: Textures::new(ctx.clone()),
            shutter: Shutter::default(),
            face,
            on_air: OnAir::default(),
            tell: None,
        }
    }

    /// Has the client take over what is newest in `standings`, frame by frame: the hall with its screen of the same
    /// name, and the mark for staff.
    pub fn follow(&mut self, standings: Arc<ArcSwap<Standing>>) {
        self.standings = Some(standings);
    }

    /// Has `tell` called whenever something else is on than in the frame before, with when that frame began, by the wall
    /// clock and the monotonic one, and all that is on from then on. It is called while a frame is drawn, and must not
    /// wait.
    pub fn on_change(&mut self, tell: impl FnMut(Timestamp, Instant, Vec<Arc<Aired>>) + 'static) {
        self.tell = Some(Box::new(tell));
    }

    /// Stands on a page: a kiosk opens it, a board plays nothing else, a strip shows nothing but it.
    pub fn open(&mut self, page: Page) {
        match &mut self.face {
            FaceState::Kiosk(view) => *view = View::at(page),
            FaceState::Board(board) => board.open(page),
            FaceState::Strip(strip) => strip.open(page),
        }
    }

    /// Draws one frame over the whole of `ui`.
    pub fn ui(&mut self, ui: &mut Ui) {
        self.take_over();
        let (now, frame) = (self.clock.now(), Instant::now());
        let snapshot = self.snapshots.load_full();
        self.gated.update(&snapshot, now);
        self.textures.update(&snapshot.pictures);
        let look = current_look(&mut self.look, &self.screen, &self.words, ui);
        let scene = Scene {
            hall: &self.hall,
            screen: &self.screen,
            fault: self.fault,
            look,
            snapshot: &snapshot,
            shown: &self.gated.shown,
            now,
            pictures: &self.textures,
            on_air: &self.on_air,
        };
        ui.painter().rect_filled(ui.max_rect(), 0.0, look.colours.bg);
        let power = self.shutter.power(ui, &scene);
        match &mut self.face {
            // Behind a dark screen nothing moves; a visit ends there as it does elsewhere.
            FaceState::Kiosk(view) if power == Power::Off => view.end(),
            _ if power == Power::Off => {}
            FaceState::Kiosk(view) => visit(ui, &scene, view),
            FaceState::Board(board) => board.show(ui, &scene),
            FaceState::Strip(strip) => strip.show(ui, &scene),
        }
        shutter::darken(ui, &scene, power);
        if let (Some(on), Some(tell)) = (self.on_air.drawn(), &mut self.tell) {
            tell(now, frame, on);
        }
        if let Some(until) = self.gated.shown.until {
            scene.wake_at(ui.ctx(), until);
        }
        self.textures.trim();
    }
}

impl Client {
    /// Takes over what is newest. A hall without this screen changes nothing: what draws must have something to draw.
    fn take_over(&mut self) {
        let Some(standings) = &self.standings else { return };
        let standing = standings.load();
        self.fault = standing.fault;
        if Arc::ptr_eq(&self.hall, &standing.hall) {
            return;
        }
        let Ok(screen) = standing.hall.screen(Some(&self.screen.name)) else { return };
        if screen.face != self.screen.face {
            self.face = FaceState::new(screen.face);
        }
        self.screen = screen.clone();
        self.hall = Arc::clone(&standing.hall);
        self.gated = Gated::new(gate(&self.hall, &self.screen));
        self.look = None;
    }
}

impl FaceState {
    fn new(face: Face) -> Self {
        match face {
            Face::Kiosk => Self::Kiosk(View::default()),
            Face::Board => Self::Board(Box::default()),
            Face::Strip => Self::Strip(Box::default()),
        }
    }
}

/// What the gate knows a screen by.
fn gate(hall: &Hall, screen: &Screen) -> domain::Screen {
    domain::Screen {
        channel: Some(screen.face.channel()),
        internal: screen.internal,
        zone: hall.zone.clone(),
    }
}

/// The look for the present size of the output, made anew only when that changes.
fn current_look<'a>(kept: &'a mut Option<(Vec2, Look)>, screen: &Screen, words: &Words, ui: &Ui) -> &'a Look {
    let size = ui.max_rect().size();
    if kept.as_ref().is_some_and(|(known, _)| *known != size) {
        *kept = None;
    }
    &kept
        .get_or_insert_with(|| {
            let look = Look::new(screen, size, words.clone());
            theme::prepare(ui.ctx(), &look);
            (size, look)
        })
        .1
}

fn visit(ui: &mut Ui, scene: &Scene<'_>, view: &mut View) {
    let (time, touched) =
        ui.input(|input| (input.time, input.pointer.any_down() || !input.events.is_empty()));
    if touched {
        view.touch(time);
    }
    if let Some(left) = view.idle(time, scene.screen.idle_reset.as_secs_f64()) {
        ui.ctx().request_repaint_after_secs(left as f32);
    }
    if let Some(action) = kiosk::show(ui, scene, view) {
        view.reduce(action);
        ui.ctx().request_repaint();
    }
}

/// What the gate lets through, asked again only when its answer may differ: thousands of items need not be
/// judged in every frame.
struct Gated {
    gate: domain::Screen,
    generation: u64,
    asked: Timestamp,
    shown: Shown,
}

impl Gated {
    fn new(gate: domain::Screen) -> Self {
        Self { gate, generation: u64::MAX, asked: Timestamp::MAX, shown: Shown::default() }
    }

    fn update(&mut self, snapshot: &Snapshot, now: Timestamp) {
        // A clock that was set back makes what had ended begin again.
        let holds = self.asked <= now && self.shown.until.is_none_or(|until| now < until);
        if self.generation != snapshot.generation || !holds {
            self.shown = snapshot.shown(&self.gate, now);
            self.generation = snapshot.generation;
        }
        self.asked = now;
    }
}
