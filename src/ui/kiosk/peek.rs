//! What a red or black list shows of itself in its column: the first of its entries, so that a page of two items
//! is no empty page. All of them stand on the item's own page.

use egui::{Align2, Rect, Ui, pos2};

use crate::{
    domain::{
        Detail, Item,
        kinds::{HonourEntry, HonourRoll},
        validity,
    },
    ui::{
        scene::Scene,
        theme::{Look, Size},
        typeset::{self, Style},
        widgets,
    },
};

/// How many entries are shown.
const SHOWN: usize = 8;

const fn name_style(look: &Look) -> Style {
    Style::plain(Size::Body, look.colours.ink).leading(1.6)
}

const fn small_style(look: &Look) -> Style {
    Style::plain(Size::Caption, look.colours.ink2)
}

fn entries<'a>(scene: &Scene<'a>, roll: &'a HonourRoll) -> impl Iterator<Item = &'a HonourEntry> + Clone {
    validity::honour_entries(roll, scene.now, &scene.hall.zone)
}

/// How high it is under an item's row; 0 for items of other kinds and empty lists.
pub fn height(scene: &Scene<'_>, item: &Item) -> f32 {
    let Detail::Honour(roll) = &item.detail else { return 0.0 };
    let look = scene.look;
    let count = entries(scene, roll).take(SHOWN + 1).count();
    if count == 0 {
        return 0.0;
    }
    let more =
        if count > SHOWN { typeset::line_height(look, small_style(look)) + look.px(12.0) } else { 0.0 };
    count.min(SHOWN) as f32 * typeset::line_height(look, name_style(look)) + more + look.px(40.0)
}

/// Draws it into the lower part of an item's row.
pub fn draw(ui: &Ui, scene: &Scene<'_>, item: &Item, rect: Rect) {
    let Detail::Honour(roll) = &item.detail else { return };
    let look = scene.look;
    let inner = Rect::from_min_max(
        pos2(rect.left() + look.px(32.0), rect.top()),
        pos2(rect.right() - look.px(32.0), rect.bottom()),
    );
    ui.painter().hline(inner.x_range(), inner.top(), look.line());
    let line = typeset::line_height(look, name_style(look));
    let mut y = inner.top() + look.px(16.0);
    for entry in entries(scene, roll).take(SHOWN) {
        let at = pos2(inner.left(), y + line / 2.0);
        let name = widgets::paint_at(
            ui,
            look,
            at,
            Align2::LEFT_CENTER,
            &entry.ent_name,
            name_style(look),
            inner.width(),
            1,
        );
        let room = inner.right() - name.right() - look.px(28.0);
        if let Some(reason) = entry.reason.as_deref().filter(|_| room > look.px(200.0)) {
            let at = pos2(inner.right(), at.y);
            widgets::paint_at(ui, look, at, Align2::RIGHT_CENTER, reason, small_style(look), room, 1);
        }
        y += line;
    }
    let count = entries(scene, roll).count();
    if count > SHOWN {
        let words = scene.words().with("kiosk-list-more", &[("count", count.into())]);
        let style = Style { colour: look.colours.key, ..small_style(look) };
        let at = pos2(inner.left(), y + look.px(12.0));
        widgets::paint_at(ui, look, at, Align2::LEFT_TOP, &words, style, inner.width(), 1);
    }
}
