//! 公开目录 as counts: what a bureau discloses, by part of its catalogue.

use egui::{Align2, Rect, Ui};

use super::{facts::Fact, rail::Rail, slide::Title};
use crate::{
    domain::{Detail, kinds::CatalogueEntry, validity},
    playback::Card,
    ui::{
        scene::Scene,
        theme::Size,
        typeset::{self, Style},
        widgets::{galley_at, text_at},
    },
};

/// From one part to the next, in reference pixels.
const PITCH: f32 = 120.0;

/// How many matters there are; and the code.
pub fn rail(scene: &Scene<'_>, card: &Card<'_>) -> Rail {
    let total: usize = card
        .items
        .iter()
        .map(|item| match &item.detail {
            Detail::Catalogue(catalogue) => {
                validity::catalogue_entries(catalogue, scene.screen.internal).count()
            }
            _ => 0,
        })
        .sum();
    let count = scene.words().with("wall-matters", &[("count", total.into())]);
    let fact = Fact::new(scene.words().say("wall-matters-total"), count);
    Rail { facts: vec![fact], url: card.items.first().and_then(|item| item.url.clone()) }
}

/// Draws it.
pub fn draw(ui: &Ui, scene: &Scene<'_>, card: &Card<'_>, room: Rect) {
    let look = scene.look;
    let colours = &look.colours;
    let parts: Vec<(&str, Vec<&CatalogueEntry>)> = card
        .items
        .iter()
        .filter_map(|item| match &item.detail {
            Detail::Catalogue(catalogue) => {
                let entries = validity::catalogue_entries(catalogue, scene.screen.internal).collect();
                Some((item.title.as_str(), entries))
            }
            _ => None,
        })
        .collect();
    let words = scene.words().say("kind-catalogue");
    let list = Title::lay(ui, scene, room, &words, "").draw(ui, scene, 0, 1);
    let fits = ((list.height() / look.px(PITCH)) as usize).max(1);
    let pitch = (list.height() / parts.len().clamp(1, fits) as f32).min(look.px(360.0));
    for (index, (title, entries)) in parts.iter().take(fits).enumerate() {
        let row = Rect::from_min_size(
            list.min + egui::vec2(0.0, pitch * index as f32),
            egui::vec2(list.width(), pitch),
        )
        .round();
        ui.painter().hline(row.x_range(), row.top(), look.line());
        let count = scene.words().with("wall-matters", &[("count", entries.len().into())]);
        let bold = Style::bold(Size::Title, colours.ink);
        let right =
            text_at(ui, look, row.right_center(), Align2::RIGHT_CENTER, &count, bold, look.px(260.0)).left();
        let width = right - look.px(40.0) - row.left();
        let name = Style::plain(Size::Lead, colours.ink).leading(1.3);
        let rows = if look.is_tight() { 2 } else { 1 };
        let title_galley = typeset::lay_text(ui, look, title, name, width, Some(rows));
        let names: Vec<&str> = entries.iter().map(|entry| entry.matter.as_str()).collect();
        let small = Style::plain(Size::Caption, colours.ink2);
        let names = names.join(&scene.words().say("wall-comma"));
        let lines = ((row.height() - title_galley.size().y - look.px(24.0))
            / (look.size(Size::Caption) * small.leading)) as usize;
        let matters = (lines > 0).then(|| typeset::lay_text(ui, look, &names, small, width, Some(lines)));
        let height =
            title_galley.size().y + matters.as_ref().map_or(0.0, |galley| galley.size().y + look.px(6.0));
        let at = egui::pos2(row.left(), row.center().y - height / 2.0);
        let used = galley_at(ui, at, Align2::LEFT_TOP, title_galley, title, name.colour);
        if let Some(galley) = matters {
            let at = egui::pos2(row.left(), used.bottom() + look.px(6.0));
            galley_at(ui, at, Align2::LEFT_TOP, galley, &names, small.colour);
        }
    }
}
