//! Where the parts of a rail stand, on panels from a small one to one of 55 inches.

use egui::{Rect, pos2, vec2};

use super::chrome::{is_wide, margin};
use crate::ui::{
    theme::{Look, Size},
    typeset::{self, Style},
    widgets,
};

/// The width of a rail at the right, of a button, of a code, of a code where room is short, and the least for the
/// words beside a code, in reference pixels.
const UPRIGHT: f32 = 470.0;
const BUTTON: f32 = 184.0;
const CODE: f32 = 190.0;
const SMALL_CODE: f32 = 130.0;
const WORDS: f32 = 230.0;

/// Where the parts of a rail stand.
pub struct Places {
    /// The code, and the words beside or under it.
    pub code: Option<(Rect, Rect)>,
    /// The two buttons that turn the page, in a row.
    pub pager: Rect,
    /// The two buttons to the items before and after, in a row.
    pub neighbours: Rect,
}

/// Cuts a rail for a code of `url` off the room of a page: what is left, and the rail.
pub fn split(look: &Look, room: Rect, url: Option<&str>) -> (Rect, Rect) {
    if is_wide(room) {
        return room.split_left_right_at_x(room.right() - look.px(UPRIGHT));
    }
    let rows = 2.0 * look.target() + look.gap();
    let height = match code_side(look, url, CODE) {
        Some(code) if is_narrow(look, room.width(), code) => {
            (code_side(look, url, SMALL_CODE).unwrap_or(code) + host_height(look)).max(rows)
        }
        Some(code) => code.max(rows),
        None if fits_one_row(look, room.width()) => look.target(),
        None => rows,
    };
    room.split_top_bottom_at_y(room.bottom() - height - look.px(52.0))
}

/// The places in a rail.
pub fn places(look: &Look, rail: Rect, url: Option<&str>) -> Places {
    if rail.height() > rail.width() {
        return upright(look, rail, url);
    }
    let row = look.target();
    let below = vec2(0.0, row + look.gap());
    let inner = rail.shrink2(vec2(margin(look), look.px(26.0)));
    let Some(side) = code_side(look, url, CODE) else {
        let lower = inner.split_top_bottom_at_y(inner.bottom() - row).1;
        if fits_one_row(look, rail.width()) {
            let (pager, _) = lower.split_left_right_at_x(lower.left() + pair(look));
            let (_, neighbours) = lower.split_left_right_at_x(lower.right() - pair(look));
            return Places { code: None, pager, neighbours };
        }
        return Places { code: None, pager: lower.translate(-below), neighbours: lower };
    };
    let top = inner.center().y - row - look.gap() / 2.0;
    if is_narrow(look, rail.width(), side) {
        // The host stands under the code, which gives the buttons its room.
        let side = code_side(look, url, SMALL_CODE).unwrap_or(side);
        let width = (inner.width() * 0.44).max(side + look.px(16.0));
        let upper = inner.center().y - (side + host_height(look)) / 2.0;
        let code = Rect::from_min_size(pos2(inner.left() + (width - side) / 2.0, upper), vec2(side, side));
        let words = Rect::from_min_size(
            pos2(inner.left(), code.bottom() + look.px(14.0)),
            vec2(width, host_height(look)),
        );
        let left = words.right() + look.px(20.0);
        let pager = Rect::from_min_max(pos2(left, top), pos2(inner.right(), top + row));
        return Places { code: Some((code, words)), pager, neighbours: pager.translate(below) };
    }
    let at = pos2(inner.left() + side / 2.0 + look.px(8.0), inner.center().y);
    let code = Rect::from_center_size(at, vec2(side, side));
    let left = inner.right() - pair(look);
    let pager = Rect::from_min_max(pos2(left, top), pos2(inner.right(), top + row));
    let words = Rect::from_min_max(
        pos2(code.right() + look.px(32.0), inner.top()),
        pos2(left - look.px(28.0), inner.bottom()),
    );
    Places { code: Some((code, words)), pager, neighbours: pager.translate(below) }
}

/// At the right: the code at the top, the buttons at the bottom, which item of how many between their rows.
fn upright(look: &Look, rail: Rect, url: Option<&str>) -> Places {
    let row = look.target();
    let inner = rail.shrink2(vec2(look.px(31.0), look.px(36.0).min(rail.height() * 0.04)));
    let neighbours = inner.split_top_bottom_at_y(inner.bottom() - row).1;
    let pager = neighbours.translate(vec2(0.0, -row - look.gap() - look.px(48.0)));
    let lowest = pager.top() - look.px(12.0);
    let first = inner.top() + look.px(8.0);
    let space = look.px(28.0);
    let words = 3.2 * typeset::line_height(look, Style::bold(Size::Lead, look.colours.ink));
    let roomy = |side: &f32| first + side + space + words <= lowest;
    let side = code_side(look, url, CODE).filter(roomy).or_else(|| code_side(look, url, SMALL_CODE));
    let code = side.map(|side| {
        let code = Rect::from_center_size(pos2(inner.center().x, first + side / 2.0), vec2(side, side));
        let gap = if roomy(&side) { space } else { look.px(14.0) };
        let words = Rect::from_min_max(pos2(inner.left(), code.bottom() + gap), pos2(inner.right(), lowest));
        (code, words)
    });
    Places { code, pager, neighbours }
}

fn code_side(look: &Look, url: Option<&str>, wanted: f32) -> Option<f32> {
    widgets::qr_side(look, url?, look.px(wanted))
}

/// The line with the host under a code.
fn host_height(look: &Look) -> f32 {
    typeset::line_height(look, Style::bold(Size::Caption, look.colours.ink)) + look.px(14.0)
}

/// Two buttons side by side.
fn pair(look: &Look) -> f32 {
    2.0 * look.px(BUTTON) + look.gap()
}

/// Whether there is no room for words between a code and the buttons.
fn is_narrow(look: &Look, width: f32, code: f32) -> bool {
    width - 2.0 * margin(look) - code - look.px(8.0 + 32.0 + 28.0) - pair(look) < look.px(WORDS)
}

fn fits_one_row(look: &Look, width: f32) -> bool {
    width - 2.0 * margin(look) >= 2.0 * pair(look) + look.gap()
}
