//! A face without a window: its frames are run by hand, and what they draw is read back as words.

use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
    sync::Arc,
    time::Duration,
};

use arc_swap::ArcSwap;
use egui::{Context, Event, Modifiers, PointerButton, Pos2, RawInput, Rect, Shape, ViewportId, accesskit};
use gongshi::{
    clock::{Clock, ManualClock},
    config::{Hall, Screen},
    domain::Snapshot,
    ui::Client,
};

/// A client whose frames are run by hand, each at the time that the last one asked for.
pub struct Frames {
    ctx: Context,
    pub client: Client,
    pub clock: Arc<ManualClock>,
    size: (f32, f32),
    /// Seconds of the monotonic frame clock.
    pub time: f64,
}

/// What one frame draws and says.
pub struct Seen {
    /// Every text that was drawn, in the order of drawing, without the breaks of lines.
    pub words: Vec<String>,
    /// Every name that a reader hears, with its place in points.
    pub names: Vec<(String, Rect)>,
    /// What was drawn, for those who look closer.
    pub shapes: Vec<Shape>,
    /// How long the screen may sleep.
    pub delay: Duration,
}

impl Seen {
    /// Whether some drawn text holds a part.
    pub fn has(&self, part: &str) -> bool {
        has(&self.words, part)
    }
}

/// Whether some text holds a part.
pub fn has(words: &[String], part: &str) -> bool {
    words.iter().any(|word| word.contains(part))
}

impl Frames {
    pub fn new(
        hall: Hall,
        screen: Screen,
        size: (u32, u32),
        clock: Arc<ManualClock>,
        snapshots: Arc<ArcSwap<Snapshot>>,
    ) -> Self {
        let ctx = Context::default();
        ctx.enable_accesskit();
        let client =
            Client::new(&ctx, Arc::new(hall), screen, Arc::clone(&clock) as Arc<dyn Clock>, snapshots);
        Self { ctx, client, clock, size: (size.0 as f32, size.1 as f32), time: 0.0 }
    }

    pub fn frame(&mut self) -> Seen {
        self.frame_with(Vec::new())
    }

    fn frame_with(&mut self, events: Vec<Event>) -> Seen {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, self.size.into())),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let client = &mut self.client;
        let mut output = self.ctx.run_ui(input, |ui| client.ui(ui));
        output.textures_delta.clear();
        let mut shapes = Vec::new();
        for clipped in output.shapes {
            flatten(clipped.shape, &mut shapes);
        }
        let words = shapes.iter().filter_map(|shape| match shape {
            Shape::Text(text) => Some(text.galley.text().replace('\n', "")),
            _ => None,
        });
        let nodes = output.platform_output.accesskit_update.map(|update| update.nodes).unwrap_or_default();
        Seen {
            words: words.collect(),
            names: nodes.iter().filter_map(|(_, node)| name(node)).collect(),
            shapes,
            delay: output.viewport_output[&ViewportId::ROOT].repaint_delay,
        }
    }

    /// Lets time pass on both clocks.
    pub fn sleep(&mut self, delay: Duration) {
        let delay = delay.clamp(Duration::from_millis(16), Duration::from_secs(60));
        self.time += delay.as_secs_f64();
        self.clock.advance(delay);
    }

    /// Runs for so many seconds of hall time; returns the frames drawn and all words seen.
    pub fn run(&mut self, seconds: f64) -> (usize, Vec<String>) {
        let (end, mut frames, mut words) = (self.time + seconds, 0, Vec::new());
        while self.time < end {
            let mut seen = self.frame();
            words.append(&mut seen.words);
            frames += 1;
            self.sleep(seen.delay);
        }
        (frames, words)
    }

    /// A finger on the first thing whose name holds a part; returns the frame after it.
    pub fn tap(&mut self, part: &str) -> Seen {
        let seen = self.frame();
        let found = seen.names.iter().find(|(name, _)| name.contains(part));
        let (_, rect) = found.unwrap_or_else(|| panic!("nothing is called {part}: {:?}", seen.names));
        self.tap_at(rect.center());
        self.frame()
    }

    /// A finger on a place.
    pub fn tap_at(&mut self, pos: Pos2) {
        let button = |pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        for event in [Event::PointerMoved(pos), button(true), button(false), Event::PointerGone] {
            self.frame_with(vec![event]);
            self.time += 0.05;
        }
    }
}

/// What the QR codes among some shapes say.
pub fn codes(shapes: &[Shape]) -> Vec<String> {
    shapes.iter().filter_map(code).collect()
}

/// A code is a mesh of equal squares; drawn anew, four pixels a module, and read as a phone would.
fn code(shape: &Shape) -> Option<String> {
    thread_local! {
        /// A page draws the same code in every frame, and reading one takes long.
        static KNOWN: RefCell<HashMap<Vec<(usize, usize)>, String>> = RefCell::default();
    }
    let Shape::Mesh(mesh) = shape else { return None };
    let squares: Vec<Rect> = mesh
        .vertices
        .chunks_exact(4)
        .map(|corners| Rect::from_points(&[corners[0].pos, corners[1].pos, corners[2].pos, corners[3].pos]))
        .collect();
    let side = squares.first()?.width();
    let bounds = squares.iter().copied().reduce(Rect::union)?;
    if squares.len() < 100 || squares.iter().any(|square| (square.width() - side).abs() > 0.01) {
        return None;
    }
    let place = |at: Pos2| ((at - bounds.min) / side).round();
    let modules: Vec<_> =
        squares.iter().map(|square| place(square.min)).map(|at| (at.x as usize, at.y as usize)).collect();
    let read = || {
        let dark: HashSet<_> = modules.iter().copied().collect();
        let size = ((bounds.width() / side).round() as usize + 8) * 4;
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(size, size, |x, y| {
            let module = (x / 4).checked_sub(4).zip((y / 4).checked_sub(4));
            if module.is_some_and(|module| dark.contains(&module)) { 0 } else { 255 }
        });
        picture.detect_grids()[0].decode().unwrap().1
    };
    Some(KNOWN.with_borrow_mut(|known| known.entry(modules.clone()).or_insert_with(read).clone()))
}

fn name(node: &accesskit::Node) -> Option<(String, Rect)> {
    let name = node.label().or(node.value())?;
    let bounds = node.bounds().unwrap_or_default();
    let min = Pos2::new(bounds.x0 as f32, bounds.y0 as f32);
    Some((name.to_owned(), Rect::from_min_max(min, Pos2::new(bounds.x1 as f32, bounds.y1 as f32))))
}

fn flatten(shape: Shape, all: &mut Vec<Shape>) {
    match shape {
        Shape::Vec(shapes) => shapes.into_iter().for_each(|shape| flatten(shape, all)),
        shape => all.push(shape),
    }
}
