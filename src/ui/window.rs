//! The real window around a client.

use egui::{Pos2, Ui, Vec2, ViewportBuilder, ViewportCommand};

use super::{
    Client,
    finger::Finger,
    frames::{Frames, Told},
};

/// How the window opens.
#[derive(Debug, Clone, Copy)]
pub struct WindowOptions {
    /// A window of this many pixels on a desk, instead of the whole monitor.
    pub windowed: Option<(u32, u32)>,
    /// What draws.
    pub renderer: eframe::Renderer,
}

/// Opens the window and runs until it is closed.
///
/// `build` makes the client once the context exists.
///
/// # Errors
/// No display, or no way to draw on it; the caller exits non-zero, so that a supervisor tries again.
pub fn run(
    title: &str,
    options: WindowOptions,
    build: impl FnOnce(&egui::Context) -> Client + 'static,
) -> Result<(), eframe::Error> {
    let mut viewport = ViewportBuilder::default().with_title(title).with_app_id("gongshi");
    viewport = match options.windowed {
        Some((width, height)) => {
            viewport.with_inner_size([width as f32, height as f32]).with_position([0.0, 0.0])
        }
        None => viewport.with_fullscreen(true).with_decorations(false).with_position([0.0, 0.0]),
    };
    let native = eframe::NativeOptions {
        viewport,
        renderer: options.renderer,
        persist_window: false,
        ..Default::default()
    };
    let windowed = options.windowed.is_some();
    eframe::run_native(
        "gongshi",
        native,
        Box::new(move |creation| {
            let client = build(&creation.egui_ctx);
            Ok(Box::new(Window {
                client,
                windowed,
                filled: None,
                finger: Finger::default(),
                frames: Frames::default(),
            }))
        }),
    )
}

struct Window {
    client: Client,
    windowed: bool,
    /// The monitor size that the window was last told to fill.
    filled: Option<Vec2>,
    finger: Finger,
    frames: Frames,
}

impl Window {
    /// Without a window manager X11 ignores `fullscreen`: the window is set to the monitor's size as well.
    fn fill_monitor(&mut self, ui: &Ui) {
        let (monitor, inner) = ui.input(|input| (input.viewport().monitor_size, input.viewport().inner_rect));
        let Some(monitor) = monitor.filter(|size| size.x > 1.0 && size.y > 1.0) else { return };
        let covered = inner.is_some_and(|rect| (rect.size() - monitor).length() < 1.0);
        if covered || self.filled == Some(monitor) {
            return;
        }
        self.filled = Some(monitor);
        ui.ctx().send_viewport_cmd(ViewportCommand::OuterPosition(Pos2::ZERO));
        ui.ctx().send_viewport_cmd(ViewportCommand::InnerSize(monitor));
    }
}

impl eframe::App for Window {
    fn raw_input_hook(&mut self, ctx: &egui::Context, input: &mut egui::RawInput) {
        let last = ctx.input(|input| input.pointer.latest_pos());
        if self.finger.settle(last, &mut input.events) {
            ctx.request_repaint();
        }
    }

    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        if !self.windowed {
            self.fill_monitor(ui);
        }
        self.client.ui(ui);
        // One line a frame is for `benches/idle.rs`, which counts them between two instants of its own.
        tracing::trace!("frame");
        if let Some(told) = self.frames.drawn(ui.input(|input| input.time)) {
            log(told);
        }
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        log(self.frames.tell());
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

/// How idle an idle screen is, for whoever measures the real program with `GONGSHI_LOG=gongshi::ui=debug`.
fn log(told: Told) {
    tracing::debug!(drawn = told.frames, seconds = told.seconds, total = told.total, "frames");
}
