//! QR codes (ISO/IEC 18004): the way to take a page home.

use std::{cell::RefCell, rc::Rc};

use egui::{Mesh, Rect, Sense, Shape, Ui, Vec2, WidgetInfo, accesskit::Role};
use qrcode::{EcLevel, QrCode};

use crate::ui::theme::{Look, QR_MM};

/// The quiet zone that the standard asks for, in modules on each side.
const QUIET: usize = 4;

/// The least module in millimetres: the camera of an ordinary phone reads no finer one off a screen.
const MODULE_MM: f32 = 0.33;

/// The side of a code in pixels: at least 30 mm, a whole number of pixels a module, so that a phone reads sharp edges.
///
/// `None` when the text fits no code.
pub fn qr_side(look: &Look, text: &str, wanted: f32) -> Option<f32> {
    let code = encode(text)?;
    let modules = (code.width() + 2 * QUIET) as f32;
    let module = (wanted.max(look.mm(QR_MM)) / modules).max(look.mm(MODULE_MM)).ceil();
    Some(module * modules)
}

/// The pixels of a module in a square of `side` pixels. A square about a centre is a hair smaller than it was asked
/// for, which must not cost every module a pixel.
fn module_of(side: f32, modules: usize) -> f32 {
    const HAIR: f32 = 0.05;
    ((side + HAIR) / modules as f32).floor()
}

/// The largest side in pixels up to `most` that has a whole number of pixels a module; `None` when there is none.
pub fn qr_side_within(text: &str, most: f32) -> Option<f32> {
    let modules = (encode(text)?.width() + 2 * QUIET) as f32;
    let side = (most / modules).floor() * modules;
    (side > 0.0).then_some(side)
}

/// Draws the code of a text into a square of [`qr_side`], black on white in every theme, under a name for readers.
pub fn qr(ui: &Ui, look: &Look, rect: Rect, text: &str, name: &str) {
    let Some(code) = encode(text) else { return };
    let painter = ui.painter();
    painter.rect_filled(rect, 0.0, look.colours.paper);
    let width = code.width();
    let module = module_of(rect.width(), width + 2 * QUIET);
    let drawn = Vec2::splat(module * width as f32);
    let origin = (rect.center() - drawn / 2.0).round();
    // One mesh of plain squares: no anti-aliasing between modules.
    let mut mesh = Mesh::default();
    for (index, colour) in code.to_colors().into_iter().enumerate() {
        if colour == qrcode::Color::Dark {
            let (x, y) = ((index % width) as f32, (index / width) as f32);
            let square = Rect::from_min_size(origin + Vec2::new(x, y) * module, Vec2::splat(module));
            mesh.add_colored_rect(square, look.colours.print);
        }
    }
    painter.add(Shape::mesh(mesh));
    let response = ui.interact(rect, ui.scope_id().with(("qr", text)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
}

thread_local! {
    /// The last codes of this thread: a page draws the same one in every frame.
    static KNOWN: RefCell<Vec<(String, Rc<QrCode>)>> = const { RefCell::new(Vec::new()) };
}
/// How many codes are kept: a page has one, a board two.
const KEPT: usize = 4;

fn encode(text: &str) -> Option<Rc<QrCode>> {
    KNOWN.with_borrow_mut(|known| {
        if let Some((_, code)) = known.iter().find(|(own, _)| own == text) {
            return Some(Rc::clone(code));
        }
        let code = Rc::new(QrCode::with_error_correction_level(text, EcLevel::M).ok()?);
        known.insert(0, (text.into(), Rc::clone(&code)));
        known.truncate(KEPT);
        Some(code)
    })
}

#[cfg(test)]
mod tests {
    use super::module_of;

    #[test]
    fn a_hair_costs_no_pixel() {
        assert_eq!(module_of(184.999_98, 185), 1.0, "a code of the longest URL is not blank");
        assert_eq!(module_of(370.0, 185), 2.0);
        assert_eq!(module_of(369.0, 185), 1.0);
    }
}
