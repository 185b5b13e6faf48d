//! A client that is laid out as the real one but draws nowhere: it knows where the buttons are.

use std::sync::Arc;

use arc_swap::ArcSwap;
use egui::{Context, Event, Modifiers, PointerButton, Pos2, RawInput, Rect, accesskit::Role};
use gongshi::{
    clock::{Clock as _, SystemClock},
    domain::{Channel, Edition, Kind, Screen, Snapshot, SourceState, SourceView},
    feed::{self, Document},
    sample,
    ui::Client,
};

pub struct Twin {
    ctx: Context,
    client: Client,
    snapshots: Arc<ArcSwap<Snapshot>>,
    size: (f32, f32),
    time: f64,
}

/// What the small bureau publishes now.
fn edition() -> Edition {
    let now = SystemClock.now();
    let bytes = sample::publication(now, sample::step(now)).unwrap();
    let document = Document { bytes: &bytes, content_type: None, base: "http://127.0.0.1/" };
    feed::read_single(&document, feed::Rules { require_approval: true, ..feed::Rules::default() }).unwrap()
}

impl Twin {
    /// The kiosk of the sample hall.
    pub fn kiosk(width: f32, height: f32) -> Self {
        let hall = Arc::new(sample::hall("http://127.0.0.1/"));
        let screen = hall.screens[0].clone();
        let source = SourceView {
            name: "sample".into(),
            edition: Arc::new(edition()),
            state: SourceState::Fresh,
            confirmed: Some(SystemClock.now()),
            stale_after: jiff::SignedDuration::from_hours(1),
        };
        let snapshot = Snapshot { generation: 1, sources: vec![source], ..Snapshot::default() };
        let ctx = Context::default();
        ctx.enable_accesskit();
        let snapshots = Arc::new(ArcSwap::from_pointee(snapshot));
        let client = Client::new(&ctx, hall, screen, Arc::new(SystemClock), Arc::clone(&snapshots));
        let mut twin = Self { ctx, client, snapshots, size: (width, height), time: 0.0 };
        twin.buttons();
        twin
    }

    fn frame(&mut self, events: Vec<Event>) -> Vec<(String, Rect)> {
        self.time += 0.3;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, self.size.into())),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let client = &mut self.client;
        let mut output = self.ctx.run_ui(input, |ui| client.ui(ui));
        output.textures_delta.clear();
        let nodes = output.platform_output.accesskit_update.map(|update| update.nodes).unwrap_or_default();
        let buttons = nodes.iter().filter(|(_, node)| node.role() == Role::Button);
        buttons
            .filter_map(|(_, node)| {
                let rect = node.bounds()?;
                let [x0, y0, x1, y1] = [rect.x0, rect.y0, rect.x1, rect.y1].map(|side| side as f32);
                Some((node.label()?.to_owned(), Rect::from_min_max(Pos2::new(x0, y0), Pos2::new(x1, y1))))
            })
            .collect()
    }

    /// Every button of the page with its name.
    pub fn buttons(&mut self) -> Vec<(String, Rect)> {
        // Fonts come with the second frame.
        self.frame(Vec::new());
        self.frame(Vec::new())
    }

    /// The title and the URL of a guide whose row is on the page.
    pub fn guide_in_sight(&mut self) -> (String, String) {
        let buttons = self.buttons();
        let gate = Screen { channel: Some(Channel::Kiosk), internal: false, zone: sample::zone() };
        let shown = self.snapshots.load().shown(&gate, SystemClock.now());
        let guides = shown.items.iter().filter(|item| item.kind() == Kind::Guide);
        let mut seen = guides.filter(|item| buttons.iter().any(|(name, _)| name.starts_with(&item.title)));
        let guide = seen.next().unwrap_or_else(|| panic!("no guide among {buttons:?}"));
        (guide.title.clone(), guide.url.clone().expect("guides of the sample are online"))
    }

    /// The middle of the button whose name begins so.
    pub fn place(&mut self, name: &str) -> Pos2 {
        let buttons = self.buttons();
        let found = buttons.iter().find(|(own, _)| own.starts_with(name));
        found.unwrap_or_else(|| panic!("no button {name} among {buttons:?}")).1.center()
    }

    /// Touches a place, as [`super::display::Display::tap`] does on the real one.
    pub fn tap(&mut self, pos: Pos2) {
        let button = |pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.frame(vec![Event::PointerMoved(pos), button(true)]);
        self.frame(vec![button(false)]);
        self.frame(vec![Event::PointerGone]);
    }
}
