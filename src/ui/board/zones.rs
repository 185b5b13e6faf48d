//! The zones of a board: header, main, side, ticker; and inside the main zone a slide with its rail of facts.

use egui::{Rect, Vec2};

use crate::ui::theme::Look;

/// Where things stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Zones {
    /// Emblem, name, freshness, date, clock.
    pub header: Rect,
    /// The header has two lines, as on a portrait board.
    pub tall_header: bool,
    /// The slide and its rail, without the space around them.
    pub main: Rect,
    /// The line of notices.
    pub ticker: Option<Rect>,
}

impl Zones {
    /// The zones of an output.
    pub fn of(look: &Look, whole: Rect, ticker: bool) -> Self {
        let tall_header = look.reference(whole.width()) < 1500.0;
        let header_height = if tall_header { look.air(184.0).max(look.px(124.0)) } else { look.air(120.0) };
        // Where the text is so large that a slide would have no room, the line of notices gives way.
        let ticker = ticker && look.reference(whole.height()) >= 480.0;
        let ticker_height = if ticker { look.air(96.0).max(look.px(64.0)) } else { 0.0 };
        let header = whole.with_max_y(whole.top() + header_height);
        let ticker_top = whole.bottom() - ticker_height;
        let side = look.air(56.0);
        let main = Rect::from_min_max(
            egui::pos2(whole.left() + side, header.bottom() + look.air(40.0)),
            egui::pos2(whole.right() - side, ticker_top - look.air(28.0)),
        );
        Self { header, tall_header, main, ticker: ticker.then(|| whole.with_min_y(ticker_top)) }
    }
}

/// The main zone and the one beside it, where something plays there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// Two thirds.
    pub main: Rect,
    /// The right third in landscape, the lower third in portrait.
    pub side: Rect,
    /// The line between them, from end to end.
    pub line: [egui::Pos2; 2],
}

impl Pair {
    /// Shares the main zone of a board.
    pub fn of(look: &Look, whole: Rect) -> Self {
        let (gap, air) = (look.air(56.0), look.air(40.0));
        if whole.width() > whole.height() {
            let side = whole.with_min_x((whole.right() - (whole.width() - gap) / 3.0).round());
            let main = whole.with_max_x(side.left() - gap);
            let x = (main.right() + gap / 2.0).round();
            return Self { main, side, line: [egui::pos2(x, whole.top()), egui::pos2(x, whole.bottom())] };
        }
        let side = whole.with_min_y((whole.bottom() - (whole.height() - air) / 3.0).round());
        let main = whole.with_max_y(side.top() - air);
        let y = (main.bottom() + air / 2.0).round();
        Self { main, side, line: [egui::pos2(whole.left(), y), egui::pos2(whole.right(), y)] }
    }
}

/// The main zone shared between a slide and its rail.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shares {
    /// For the slide.
    pub slide: Rect,
    /// For the rail; `None` where there is no room or nothing to say.
    pub rail: Option<Rect>,
    /// The rail stands beneath the slide.
    pub beneath: bool,
}

impl Shares {
    /// At the right in landscape, beneath in portrait.
    pub fn of(look: &Look, main: Rect, wanted: bool) -> Self {
        let size = Vec2::new(look.reference(main.width()), look.reference(main.height()));
        if wanted && size.x > size.y && size.x >= 900.0 {
            let width = look.px(if size.x >= 1500.0 { 380.0 } else { 352.0 });
            let rail = main.with_min_x(main.right() - width);
            let slide = main.with_max_x(rail.left() - look.air(56.0));
            return Self { slide, rail: Some(rail), beneath: false };
        }
        if wanted && size.y >= 1000.0 {
            let rail = main.with_min_y(main.bottom() - look.px(336.0));
            let slide = main.with_max_y(rail.top() - look.px(40.0));
            return Self { slide, rail: Some(rail), beneath: true };
        }
        Self { slide: main, rail: None, beneath: false }
    }
}
