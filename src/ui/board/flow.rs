//! Text in pages of whole lines: a body laid out once for a column, then cut between lines, never through one.

use std::sync::Arc;

use egui::{Align2, Galley, Pos2, Rect, Ui, Vec2};

use crate::{
    domain::{Block, Inlines, Span},
    ui::{
        theme::{Look, Size},
        typeset::{self, Style},
        widgets::{Pictures, galley_at},
    },
};

/// Something that stands on one page as a whole.
struct Piece {
    what: What,
    indent: f32,
    height: f32,
    /// Space before it, unless it begins a page.
    before: f32,
    /// A heading does not stand at the foot of a page.
    keep_with_next: bool,
}

enum What {
    /// One line of a text.
    Line {
        galley: Arc<Galley>,
        row: usize,
        words: String,
    },
    /// The mark of a list's item stands beside the next line.
    Mark {
        galley: Arc<Galley>,
        words: String,
    },
    Picture {
        texture: egui::TextureId,
        size: Vec2,
    },
}

/// A column of text that is being filled.
pub struct Flow {
    width: f32,
    height: f32,
    pieces: Vec<Piece>,
}

impl Flow {
    /// An empty column with pages of a size in pixels.
    pub const fn new(width: f32, height: f32) -> Self {
        Self { width, height, pieces: Vec::new() }
    }

    /// Keeps so many pixels free at the foot of every page.
    pub fn reserve(&mut self, height: f32) {
        self.height -= height;
    }

    /// Adds a paragraph.
    pub fn text(&mut self, ui: &Ui, look: &Look, words: &str, style: Style) {
        let span = Span { text: words.into(), ..Span::default() };
        self.spans(ui, look, &[span], style, 0.0, look.size(style.size) * 0.5);
    }

    /// Adds a body.
    pub fn blocks(&mut self, ui: &Ui, look: &Look, body: &[Block], pictures: &dyn Pictures) {
        self.nested(ui, look, body, pictures, 0.0);
    }

    fn nested(&mut self, ui: &Ui, look: &Look, body: &[Block], pictures: &dyn Pictures, indent: f32) {
        let colours = &look.colours;
        let plain = Style::plain(Size::Body, colours.ink).leading(1.5);
        let gap = look.size(Size::Body) * 0.45;
        for block in body {
            match block {
                Block::Heading { text, .. } => {
                    let from = self.pieces.len();
                    self.spans(
                        ui,
                        look,
                        text,
                        Style::bold(Size::Lead, colours.ink).leading(1.5),
                        indent,
                        gap,
                    );
                    self.pieces[from..].iter_mut().for_each(|piece| piece.keep_with_next = true);
                }
                Block::Paragraph(text) => {
                    let from = self.pieces.len();
                    self.spans(ui, look, text, plain, indent, gap);
                    // Bureaus set headings as bold paragraphs; one stays with its text all the same.
                    let heading = text.iter().all(|span| span.strong || span.text.is_empty());
                    if heading && self.pieces.len() == from + 1 {
                        self.pieces[from].keep_with_next = true;
                    }
                }
                Block::List { ordered, start, items } => {
                    for (number, item) in (*start..).zip(items) {
                        let words = if *ordered {
                            look.words.with("list-number", &[("number", number.into())])
                        } else {
                            look.words.say("list-bullet")
                        };
                        let galley = typeset::lay_text(ui, look, &words, plain, f32::INFINITY, Some(1));
                        let what = What::Mark { galley, words };
                        self.pieces.push(Piece {
                            what,
                            indent,
                            height: 0.0,
                            before: gap,
                            keep_with_next: true,
                        });
                        let by = look.size(Size::Body) * if *ordered { 1.6 } else { 0.9 };
                        self.nested(ui, look, item, pictures, indent + by);
                    }
                }
                Block::Table { header, rows } => self.table(ui, look, *header, rows, indent, gap),
                Block::Quote(inner) => self.nested(ui, look, inner, pictures, indent + look.size(Size::Body)),
                Block::Image { url, alt } => match pictures.picture(url) {
                    Some((size, texture)) if size.x > 0.0 && size.y > 0.0 => {
                        let fit = ((self.width - indent) / size.x).min(self.height / size.y).min(1.0);
                        let size = size * fit;
                        let what = What::Picture { texture, size };
                        self.pieces.push(Piece {
                            what,
                            indent,
                            height: size.y,
                            before: gap,
                            keep_with_next: false,
                        });
                    }
                    _ if !alt.is_empty() => {
                        let words = look.words.with("picture-missing", &[("alt", alt.into())]);
                        let style = Style::plain(Size::Caption, colours.ink2);
                        let span = Span { text: words, ..Span::default() };
                        self.spans(ui, look, &[span], style, indent, gap);
                    }
                    _ => {}
                },
                Block::Rule => {}
            }
        }
    }

    fn table(&mut self, ui: &Ui, look: &Look, header: bool, rows: &[Vec<Inlines>], indent: f32, gap: f32) {
        let style = Style::plain(Size::Body, look.colours.ink).leading(1.5);
        for spans in table_lines(header, rows, &look.words.say("colon")) {
            self.spans(ui, look, &spans, style, indent, gap);
        }
    }

    fn spans(&mut self, ui: &Ui, look: &Look, spans: &[Span], style: Style, indent: f32, before: f32) {
        if spans.iter().all(|span| span.text.is_empty()) {
            return;
        }
        let galley = typeset::lay(ui, look, spans, style, self.width - indent, None);
        let words: String = spans.iter().map(|span| span.text.as_str()).collect();
        for (row, placed) in galley.rows.iter().enumerate() {
            let words = if row == 0 { words.clone() } else { String::new() };
            let what = What::Line { galley: Arc::clone(&galley), row, words };
            let before = if row == 0 { before } else { 0.0 };
            let height = placed.rect().height();
            self.pieces.push(Piece { what, indent, height, before, keep_with_next: false });
        }
    }

    /// The first piece of each page.
    fn starts(&self) -> Vec<usize> {
        let mut starts = vec![0];
        let mut used = 0.0;
        for (index, piece) in self.pieces.iter().enumerate() {
            let page = starts.last().copied().unwrap_or(0);
            let before = if index == page { 0.0 } else { piece.before };
            // What must not end a page is placed together with what follows it.
            let run = self.pieces[index..].iter().take_while(|piece| piece.keep_with_next).count();
            let with_next: f32 =
                self.pieces[index..].iter().take(run + 1).skip(1).map(|next| next.before + next.height).sum();
            let led = index > page && self.pieces[index - 1].keep_with_next;
            if index > page && !led && used + before + piece.height + with_next > self.height + 0.5
                || index > page && used + before + piece.height > self.height + 0.5
            {
                starts.push(index);
                used = piece.height;
            } else {
                used += before + piece.height;
            }
        }
        starts
    }

    /// How many pages there are; at least one.
    pub fn pages(&self) -> usize {
        self.starts().len()
    }

    /// Draws a page with its upper left corner at `at`.
    pub fn draw(&self, ui: &Ui, look: &Look, at: Pos2, page: usize) {
        let starts = self.starts();
        let Some(first) = starts.get(page).copied() else { return };
        let end = starts.get(page + 1).copied().unwrap_or(self.pieces.len());
        let mut y = at.y;
        for (index, piece) in self.pieces.iter().enumerate().take(end).skip(first) {
            if index > first {
                y += piece.before;
            }
            let place = Pos2::new(at.x + piece.indent, y).round();
            match &piece.what {
                What::Line { galley, row, words } => line(ui, look, galley, *row, words, place),
                What::Mark { galley, words } => {
                    galley_at(
                        ui,
                        place + Vec2::new(0.0, next_gap(&self.pieces, index)),
                        Align2::LEFT_TOP,
                        Arc::clone(galley),
                        words,
                        look.colours.key,
                    );
                }
                What::Picture { texture, size } => {
                    egui::Image::from_texture((*texture, *size))
                        .paint_at(ui, Rect::from_min_size(place, *size));
                }
            }
            y += piece.height;
        }
    }
}

/// Tables are told row by row, each cell after the name of its column: at this size no grid of seven columns can be
/// read. Of two columns the first names the second, 产品名称：便携式充电器; their header, 项目 and 内容, would say nothing.
fn table_lines(header: bool, rows: &[Vec<Inlines>], colon: &str) -> Vec<Vec<Span>> {
    let has_text = |cell: &Inlines| cell.iter().any(|span| !span.text.trim().is_empty());
    let pairs =
        !rows.is_empty() && rows.iter().all(|row| row.len() <= 2) && rows.iter().any(|row| row.len() == 2);
    let (names, rows) = match rows.split_first() {
        // A header alone is all that the table says.
        Some((names, rest)) if header && !rest.is_empty() => {
            (if pairs { &[][..] } else { names.as_slice() }, rest)
        }
        _ => (&[][..], rows),
    };
    let named = |spans: &mut Vec<Span>, name: &Inlines| {
        spans.extend(name.iter().map(|span| Span { strong: true, ..span.clone() }));
        // Publishers set the colon themselves at times.
        let ends = |span: &&Span| span.text.trim_end().ends_with(['：', ':']);
        if name.iter().rfind(|span| !span.text.trim().is_empty()).filter(ends).is_none() {
            spans.push(Span { text: colon.into(), strong: true, ..Span::default() });
        }
    };
    let lines = rows.iter().map(|row| {
        let mut spans: Vec<Span> = Vec::new();
        if let ([name, value], true) = (row.as_slice(), pairs)
            && has_text(name)
            && has_text(value)
        {
            named(&mut spans, name);
            spans.extend(value.iter().cloned());
            return spans;
        }
        for (index, cell) in row.iter().enumerate().filter(|(_, cell)| has_text(cell)) {
            if !spans.is_empty() {
                spans.push(Span { text: "　".into(), ..Span::default() });
            }
            if let Some(name) = names.get(index).filter(|name| has_text(name)) {
                named(&mut spans, name);
            }
            spans.extend(cell.iter().cloned());
        }
        spans
    });
    lines.collect()
}

/// A mark takes no height; the line it belongs to comes after its own space.
fn next_gap(pieces: &[Piece], mark: usize) -> f32 {
    pieces.get(mark + 1).map_or(0.0, |next| next.before)
}

/// Draws one line of a galley, clipped to it so that its neighbours stay on their own pages.
fn line(ui: &Ui, look: &Look, galley: &Arc<Galley>, row: usize, words: &str, at: Pos2) {
    let Some(placed) = galley.rows.get(row) else { return };
    let rect = placed.rect();
    let strip = Rect::from_min_size(at, Vec2::new(rect.right().max(1.0), rect.height()));
    let painter =
        ui.painter().with_clip_rect(strip.expand2(Vec2::new(look.px(8.0), 0.0)).intersect(ui.clip_rect()));
    painter.galley(at - Vec2::new(0.0, rect.top()), Arc::clone(galley), look.colours.ink);
    if !words.is_empty() {
        let id = ui.scope_id().with((words, at.x as i32, at.y as i32));
        let response = ui.interact(strip, id, egui::Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flow(pieces: &[(f32, bool)], height: f32) -> Vec<usize> {
        let pieces = pieces.iter().map(|(height, keep)| Piece {
            what: What::Picture { texture: egui::TextureId::default(), size: Vec2::ZERO },
            indent: 0.0,
            height: *height,
            before: 10.0,
            keep_with_next: *keep,
        });
        Flow { width: 100.0, height, pieces: pieces.collect() }.starts()
    }

    fn told(header: bool, rows: &[&[&str]]) -> Vec<String> {
        let cell = |text: &&str| vec![Span { text: (*text).into(), ..Span::default() }];
        let rows: Vec<Vec<Inlines>> = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
        let line = |spans: Vec<Span>| spans.into_iter().map(|span| span.text).collect();
        table_lines(header, &rows, "：").into_iter().map(line).collect()
    }

    #[test]
    fn of_two_columns_the_first_names_the_second() {
        let table: &[&[&str]] =
            &[&["项目", "内容"], &["产品名称", "便携式充电器"], &["数量：", "300 台"], &["", "另有"]];
        assert_eq!(told(true, table), ["产品名称：便携式充电器", "数量：300 台", "另有"]);
        assert_eq!(
            told(false, &table[..2]),
            ["项目：内容", "产品名称：便携式充电器"],
            "no header, nothing is left out"
        );
        assert_eq!(told(true, &table[..1]), ["项目：内容"], "a header alone is all there is");
    }

    #[test]
    fn of_more_columns_each_cell_follows_its_name() {
        let table: &[&[&str]] = &[&["序号", "企业", "结果"], &["1", "甲公司", "合格"], &["2", "", "合格"]];
        assert_eq!(told(true, table), ["序号：1　企业：甲公司　结果：合格", "序号：2　结果：合格"]);
    }

    #[test]
    fn pages_hold_whole_lines() {
        assert_eq!(flow(&[(40.0, false); 5], 100.0), [0, 2, 4]);
        assert_eq!(flow(&[], 100.0), [0]);
        assert_eq!(
            flow(&[(400.0, false), (40.0, false)], 100.0),
            [0, 1],
            "one that is too large has a page of its own"
        );
    }

    #[test]
    fn a_heading_goes_with_its_text() {
        assert_eq!(flow(&[(40.0, false), (40.0, true), (40.0, false)], 100.0), [0, 1]);
        assert_eq!(
            flow(&[(40.0, true), (40.0, true), (40.0, true), (40.0, false)], 100.0),
            [0, 2],
            "or not at all"
        );
    }
}
