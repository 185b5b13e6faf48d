//! Tables: columns as wide as their words need, wrapped, never cutting a number; too wide ones become records.

use egui::{Rect, Sense, Ui, Vec2};

use crate::{
    domain::Inlines,
    ui::{
        theme::{Look, Size, Weight},
        typeset::{self, Style},
    },
};

/// How a column behaves when room is short.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column {
    /// The least width, in pixels.
    pub least: f32,
    /// What it would take to stand in one line, in pixels.
    pub natural: f32,
}

/// Shares `width` among columns: each gets its least, what is left goes by what they still want.
///
/// `None` when not even the least widths fit.
pub fn share(columns: &[Column], width: f32) -> Option<Vec<f32>> {
    let least: f32 = columns.iter().map(|column| column.least).sum();
    if least > width {
        return None;
    }
    let wants: Vec<f32> = columns.iter().map(|column| (column.natural - column.least).max(0.0)).collect();
    let wanted: f32 = wants.iter().sum();
    let spare = width - least;
    let factor = if wanted > 0.0 { (spare / wanted).min(1.0) } else { 0.0 };
    let rest = (spare - wanted * factor) / columns.len().max(1) as f32;
    Some(
        columns
            .iter()
            .zip(wants)
            .map(|(column, want)| (column.least + want * factor + rest).floor())
            .collect(),
    )
}

/// Draws a table across the column that is being laid out; returns the row that was pressed when rows are `pressable`.
pub fn table(ui: &mut Ui, look: &Look, header: bool, rows: &[Vec<Inlines>], size: Size) {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    if count == 0 {
        return;
    }
    let pad = look.space(1.5);
    let columns: Vec<Column> = (0..count).map(|column| measure(ui, look, rows, column, size, pad)).collect();
    match share(&columns, ui.available_width()) {
        Some(widths) => grid(ui, look, header, rows, &widths, size, pad),
        None => records(ui, look, header, rows, size),
    }
}

fn measure(ui: &Ui, look: &Look, rows: &[Vec<Inlines>], column: usize, size: Size, pad: f32) -> Column {
    let fonts = [look.font(size, Weight::Plain), look.font(size, Weight::Bold)];
    let mut least: f32 = look.size(size) * 2.0;
    let mut natural: f32 = 0.0;
    ui.ctx().fonts_mut(|view| {
        for cell in rows.iter().filter_map(|row| row.get(column)) {
            let (mut word, mut line) = (0.0_f32, 0.0_f32);
            let mut before = None;
            for (c, strong) in cell.iter().flat_map(|span| span.text.chars().map(move |c| (c, span.strong))) {
                let width = view.glyph_width(&fonts[usize::from(strong)], c);
                if before.is_some_and(|before| typeset::may_break(before, c)) {
                    word = 0.0;
                }
                word += width;
                line += width;
                least = least.max(word);
                before = Some(c);
            }
            natural = natural.max(line);
        }
    });
    // A word of more than a dozen characters may be broken; a column must not be claimed by one long URL.
    let least = least.min(look.size(size) * 6.0).min(natural.max(look.size(size) * 2.0));
    Column { least: (least + 2.0 * pad + 1.0).ceil(), natural: (natural + 2.0 * pad + 1.0).ceil() }
}

fn grid(ui: &mut Ui, look: &Look, header: bool, rows: &[Vec<Inlines>], widths: &[f32], size: Size, pad: f32) {
    let total: f32 = widths.iter().sum();
    for (index, row) in rows.iter().enumerate() {
        let head = header && index == 0;
        let style =
            if head { Style::bold(size, look.colours.ink) } else { Style::plain(size, look.colours.ink) };
        let galleys: Vec<_> = widths
            .iter()
            .enumerate()
            .map(|(column, width)| {
                let cell = row.get(column).map_or(&[][..], Vec::as_slice);
                typeset::lay(ui, look, cell, style, width - 2.0 * pad, None)
            })
            .collect();
        let height = galleys.iter().map(|galley| galley.size().y).fold(0.0, f32::max) + 2.0 * pad;
        let (rect, response) = ui.allocate_exact_size(Vec2::new(total, height), Sense::hover());
        let words: Vec<String> =
            row.iter().map(|cell| cell.iter().map(|span| span.text.as_str()).collect()).collect();
        super::named(response, &words.join(" "));
        let ground = if head { look.colours.key_soft } else { look.colours.surface };
        let mut left = rect.left();
        for (galley, width) in galleys.into_iter().zip(widths) {
            let cell = Rect::from_min_size(egui::pos2(left, rect.top()), Vec2::new(*width, height));
            ui.painter().rect(cell, 0.0, ground, look.line(), egui::StrokeKind::Middle);
            ui.painter().galley(cell.min + Vec2::splat(pad), galley, style.colour);
            left += width;
        }
    }
}

/// A table wider than the screen, row by row: each cell under the name of its column, nothing cut.
fn records(ui: &mut Ui, look: &Look, header: bool, rows: &[Vec<Inlines>], size: Size) {
    let (names, rows) = if header { (rows.first(), rows.get(1..).unwrap_or_default()) } else { (None, rows) };
    for row in rows {
        ui.add_space(look.space(1.0));
        for (column, cell) in row.iter().enumerate() {
            let mut spans = names.and_then(|names| names.get(column)).cloned().unwrap_or_default();
            for span in &mut spans {
                span.strong = true;
            }
            if !spans.is_empty() {
                spans.push(crate::domain::Span { text: look.words.say("colon"), ..Default::default() });
            }
            spans.extend(cell.iter().cloned());
            let style = Style::plain(size, look.colours.ink);
            let galley = typeset::lay(ui, look, &spans, style, ui.available_width(), None);
            let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
            super::named(response, &spans.iter().map(|span| span.text.as_str()).collect::<String>());
            ui.painter().galley(rect.min, galley, style.colour);
        }
        ui.add_space(look.space(1.0));
        super::rule(ui, look);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_what_there_is() {
        let columns = [Column { least: 100.0, natural: 100.0 }, Column { least: 100.0, natural: 500.0 }];
        assert_eq!(share(&columns, 400.0), Some(vec![100.0, 300.0]));
        assert_eq!(share(&columns, 800.0), Some(vec![200.0, 600.0]));
        assert_eq!(share(&columns, 199.0), None);
    }
}
