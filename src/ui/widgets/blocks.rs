//! The body of an item, drawn from its blocks.

use egui::{Rect, Sense, Ui, Vec2, WidgetInfo, accesskit::Role};

use super::{named, rule, table};
use crate::{
    domain::{Block, Span, snapshot::Picture},
    ui::{
        theme::{Look, Size},
        typeset::{self, Style},
    },
};

/// Where decoded pictures come from: a texture for a URL, once its media are whole.
pub trait Pictures {
    /// The picture's size in pixels and its texture.
    fn picture(&self, url: &str) -> Option<(Vec2, egui::TextureId)>;
}

/// No pictures.
impl Pictures for () {
    fn picture(&self, _: &str) -> Option<(Vec2, egui::TextureId)> {
        None
    }
}

/// Draws blocks down the column that is being laid out.
pub fn blocks(ui: &mut Ui, look: &Look, body: &[Block], size: Size, pictures: &dyn Pictures) {
    for block in body {
        draw(ui, look, block, size, pictures);
    }
}

fn draw(ui: &mut Ui, look: &Look, block: &Block, size: Size, pictures: &dyn Pictures) {
    let colours = &look.colours;
    let after = look.size(size) * 0.55;
    match block {
        Block::Heading { level, text } => {
            let size = if *level <= 2 { Size::Title } else { Size::Lead };
            ui.add_space(look.space(2.0));
            flow(ui, look, text, Style::bold(size, colours.ink));
            ui.add_space(look.space(1.5));
        }
        Block::Paragraph(text) => {
            let style = Style::plain(size, colours.ink).leading(1.65);
            match article_number(text) {
                Some(marked) => flow(ui, look, &marked, style),
                None => flow(ui, look, text, style),
            }
            ui.add_space(after);
        }
        Block::List { ordered, start, items } => {
            for (number, item) in (*start..).zip(items) {
                let marker = if *ordered {
                    look.words.with("list-number", &[("number", number.into())])
                } else {
                    look.words.say("list-bullet")
                };
                indented(ui, look, look.size(size) * if *ordered { 2.2 } else { 1.4 }, |ui, gutter| {
                    let style = Style::plain(size, colours.ink).leading(1.65);
                    let galley = typeset::lay_text(ui, look, &marker, style, f32::INFINITY, Some(1));
                    ui.painter().galley(gutter.min, galley, style.colour);
                    blocks(ui, look, item, size, pictures);
                });
            }
        }
        Block::Table { header, rows } => {
            table(ui, look, *header, rows, Size::Caption);
            ui.add_space(after);
        }
        Block::Quote(inner) => {
            let top = ui.cursor().top();
            let left = indented(ui, look, look.space(4.0), |ui, gutter| {
                blocks(ui, look, inner, size, pictures);
                gutter.left()
            });
            let bottom = ui.cursor().top() - after;
            let bar = Rect::from_min_max(egui::pos2(left, top), egui::pos2(left + look.space(1.0), bottom));
            ui.painter().rect_filled(bar, 0.0, colours.line);
        }
        Block::Image { url, alt } => {
            image(ui, look, url, alt, pictures);
            ui.add_space(after);
        }
        Block::Rule => {
            rule(ui, look);
            ui.add_space(after);
        }
    }
}

/// A paragraph that begins an article of a law (第三条 …), its number marked as print does it.
fn article_number(text: &[Span]) -> Option<Vec<Span>> {
    let first = text.first()?;
    let number = first.text.strip_prefix('第')?;
    let end = number
        .find('条')
        .filter(|end| number[..*end].chars().all(|c| "一二三四五六七八九十百零〇".contains(c)))?;
    let (number, rest) = first.text.split_at('第'.len_utf8() + end + '条'.len_utf8());
    // 第三条规定的 speaks of an article.
    rest.starts_with(' ').then(|| {
        let number = Span { text: number.into(), strong: true, ..first.clone() };
        let rest = Span { text: rest.into(), ..first.clone() };
        [number, rest].into_iter().chain(text[1..].iter().cloned()).collect()
    })
}

fn flow(ui: &mut Ui, look: &Look, spans: &[Span], style: Style) {
    let width = ui.available_width();
    let height = typeset::height(ui, look, spans, style, width);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, height), Sense::hover());
    response.widget_info(|| {
        let words: String = spans.iter().map(|span| span.text.as_str()).collect();
        WidgetInfo::labeled(Role::Label, true, words)
    });
    // Shaping is for what is in sight; the rest of a long law only takes its room.
    if ui.is_rect_visible(rect) {
        ui.painter().galley(rect.min, typeset::lay(ui, look, spans, style, width, None), style.colour);
    }
}

/// Draws with a gutter at the left; the closure gets the gutter's first line.
fn indented<R>(ui: &mut Ui, _look: &Look, by: f32, contents: impl FnOnce(&mut Ui, Rect) -> R) -> R {
    let whole = ui.available_rect_before_wrap();
    let gutter = Rect::from_min_size(whole.min, Vec2::new(by, 0.0));
    let inner = Rect::from_min_max(whole.min + Vec2::new(by, 0.0), whole.max);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(inner));
    let result = contents(&mut child, gutter);
    let used = child.min_rect();
    ui.allocate_space(Vec2::new(whole.width(), used.height()));
    result
}

fn image(ui: &mut Ui, look: &Look, url: &str, alt: &str, pictures: &dyn Pictures) {
    match pictures.picture(url) {
        Some((size, texture)) => {
            let width = ui.available_width();
            let drawn = size * (width / size.x).min(1.0);
            let (place, response) = ui.allocate_exact_size(Vec2::new(width, drawn.y), Sense::hover());
            named(response, alt);
            let rect = Rect::from_center_size(place.center(), drawn);
            egui::Image::from_texture((texture, drawn)).paint_at(ui, rect);
        }
        // Its text stands in for it.
        None if !alt.is_empty() => {
            let words = look.words.with("picture-missing", &[("alt", alt.into())]);
            super::text(ui, look, &words, Style::plain(Size::Caption, look.colours.ink2));
        }
        None => {}
    }
}

/// The pixels of a decoded picture as egui takes them.
pub fn colour_image(picture: &Picture) -> egui::ColorImage {
    egui::ColorImage::from_rgba_unmultiplied([picture.width, picture.height], &picture.rgba)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_an_article_is_marked_and_nothing_else() {
        let span = |text: &str| vec![Span { text: text.into(), ..Span::default() }];
        let marked = article_number(&span("第二十一条 行政机关应当")).unwrap();
        assert_eq!(marked[0], Span { text: "第二十一条".into(), strong: true, emphasis: false });
        assert_eq!(marked[1].text, " 行政机关应当");
        for text in ["第三条规定的情形", "第一章 总则", "条 第", "第 条 一", "第三条", "依照第三条 办理"]
        {
            assert_eq!(article_number(&span(text)), None, "{text}");
        }
    }
}
