//! Chinese line breaking, which egui knows only half of: we break before handing text to it.
//!
//! The rules are those of GB/T 15834-2011 and design.md: no line starts with ，。、；：！？）》” or ends with
//! （《“; a number keeps its unit; a dash of two stays whole. Latin words are not broken.

mod cache;
mod missing;

use std::sync::Arc;

use egui::{
    Color32, Galley, Ui,
    text::{LayoutJob, TextFormat, TextWrapping},
};

use super::theme::{Look, Size, Weight};
use crate::domain::Span;
use cache::Broken;

/// How text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Its size.
    pub size: Size,
    /// Its weight where a span is not strong.
    pub weight: Weight,
    /// Its colour.
    pub colour: Color32,
    /// Line height over font size.
    pub leading: f32,
}

impl Style {
    /// Plain text of a size and colour.
    pub const fn plain(size: Size, colour: Color32) -> Self {
        Self { size, weight: Weight::Plain, colour, leading: 1.4 }
    }

    /// Bold text of a size and colour.
    pub const fn bold(size: Size, colour: Color32) -> Self {
        Self { size, weight: Weight::Bold, colour, leading: 1.3 }
    }

    /// The same with another line height.
    pub const fn leading(self, leading: f32) -> Self {
        Self { leading, ..self }
    }
}

/// Whether a line may break between two characters.
pub fn may_break(before: char, after: char) -> bool {
    const NO_START: &str = "，。、；：！？）》」』】〕〉〗”’…—·～％‰℃°,.;:!?)]}%/-–";
    const NO_END: &str = "（《“‘「『【〔〈〖([{￥$№第";
    const UNITS: &str =
        "年月日时分秒周个元万亿件份天号章条款项名次级页期岁人家户层楼室米克吨升倍章节届批张套台辆只";
    if before == ' ' {
        return !NO_START.contains(after);
    }
    if after == ' ' || NO_START.contains(after) || NO_END.contains(before) {
        return false;
    }
    if before.is_ascii_digit() && UNITS.contains(after) {
        return false;
    }
    // 20个工作日: the unit is a word.
    if matches!((before, after), ('工', '作') | ('作', '日')) {
        return false;
    }
    if before == '第' && is_numeral(after) {
        return false;
    }
    is_wide(before) || is_wide(after)
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十百千零".contains(c)
}

/// Chinese characters and full-width punctuation, between which lines may break.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{2018}'..='\u{201F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FE10}'..='\u{FE6F}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}'
        | '\u{2014}' | '\u{2026}' | '\u{25A0}'..='\u{27BF}')
}

/// Whether a unit begins at an index that stands one space after its number, as in 38 天.
fn spaced_unit(chars: &[char], index: usize) -> bool {
    index >= 2
        && chars[index - 1] == ' '
        && chars[index - 2].is_ascii_digit()
        && !may_break(chars[index - 2], chars[index])
}

/// Where the lines of a text start, as character indexes, given each character's width.
///
/// The first line starts at 0. A word wider than the line is broken anywhere.
pub fn line_starts(chars: &[char], widths: &[f32], width: f32) -> Vec<usize> {
    let mut starts = vec![0];
    let mut line = 0;
    let mut used = 0.0;
    let mut last_break = None;
    let mut index = 0;
    while index < chars.len() {
        if chars[index] == '\n' {
            line = index + 1;
            starts.push(line);
            (used, last_break) = (0.0, None);
            index += 1;
            continue;
        }
        if index > line && may_break(chars[index - 1], chars[index]) && !spaced_unit(chars, index) {
            last_break = Some(index);
        }
        // A space at the end of a line takes no room.
        let needed = if chars[index] == ' ' { 0.0 } else { widths[index] };
        if used + needed > width + 0.01 && index > line {
            line = last_break.unwrap_or(index);
            starts.push(line);
            (used, last_break, index) = (0.0, None, line);
            continue;
        }
        used += widths[index];
        index += 1;
    }
    starts
}

/// Lays out spans in lines of at most `width` pixels; with `rows`, what does not fit ends in an ellipsis.
pub fn lay(
    ui: &Ui,
    look: &Look,
    spans: &[Span],
    style: Style,
    width: f32,
    rows: Option<usize>,
) -> Arc<Galley> {
    shape(ui, &broken(ui, look, runs(spans, style), style, width, rows))
}

/// Lays out one text.
pub fn lay_text(
    ui: &Ui,
    look: &Look,
    text: &str,
    style: Style,
    width: f32,
    rows: Option<usize>,
) -> Arc<Galley> {
    shape(ui, &broken(ui, look, one(text, style), style, width, rows))
}

/// Lays out runs of (text, bold, colour).
pub fn lay_colours<'a>(
    ui: &Ui,
    look: &Look,
    runs: impl Iterator<Item = (&'a str, bool, Color32)> + Clone,
    style: Style,
    width: f32,
    rows: Option<usize>,
) -> Arc<Galley> {
    shape(ui, &broken(ui, look, runs, style, width, rows))
}

/// How many lines a text takes, without shaping any: cheap enough to measure thousands of rows.
pub fn count_lines(ui: &Ui, look: &Look, text: &str, style: Style, width: f32) -> usize {
    let font = look.font(style.size, style.weight);
    let chars: Vec<char> = text.chars().collect();
    let widths: Vec<f32> =
        ui.ctx().fonts_mut(|view| chars.iter().map(|c| view.glyph_width(&font, *c)).collect());
    line_starts(&chars, &widths, width).len()
}

/// How high spans become in lines of at most `width` pixels, without shaping any.
pub fn height(ui: &Ui, look: &Look, spans: &[Span], style: Style, width: f32) -> f32 {
    broken(ui, look, runs(spans, style), style, width, None).rows as f32 * line_height(look, style)
}

/// As [`height`], for one text of at most so many lines.
pub fn text_height(ui: &Ui, look: &Look, text: &str, style: Style, width: f32, rows: Option<usize>) -> f32 {
    broken(ui, look, one(text, style), style, width, rows).rows as f32 * line_height(look, style)
}

/// The width of a text in one line, in pixels.
pub fn width_of(ui: &Ui, look: &Look, text: &str, style: Style) -> f32 {
    let font = look.font(style.size, style.weight);
    ui.ctx().fonts_mut(|view| text.chars().map(|c| view.glyph_width(&font, c)).sum::<f32>()).ceil()
}

/// From one line of a style to the next, in pixels.
pub fn line_height(look: &Look, style: Style) -> f32 {
    (look.size(style.size) * style.leading).round()
}

fn runs(spans: &[Span], style: Style) -> impl Iterator<Item = (&str, bool, Color32)> + Clone {
    spans.iter().map(move |span| (span.text.as_str(), span.strong || span.emphasis, style.colour))
}

fn one(text: &str, style: Style) -> impl Iterator<Item = (&str, bool, Color32)> + Clone {
    std::iter::once((text, false, style.colour))
}

fn shape(ui: &Ui, broken: &Broken) -> Arc<Galley> {
    ui.ctx().fonts_mut(|view| view.layout_job(LayoutJob::clone(&broken.job)))
}

fn broken<'a>(
    ui: &Ui,
    look: &Look,
    runs: impl Iterator<Item = (&'a str, bool, Color32)> + Clone,
    style: Style,
    width: f32,
    rows: Option<usize>,
) -> Broken {
    // A font that was found for a rare character has other widths.
    let fonts = ui.ctx().fonts(|view| view.definitions().font_data.len());
    let size = (look.size(style.size).to_bits(), style.leading.to_bits(), style.weight);
    let texts: Vec<_> = runs.clone().collect();
    let key = cache::key((texts, size, width.to_bits(), rows, fonts));
    cache::broken(ui, key, || break_lines(ui, look, runs, style, width, rows))
}

fn break_lines<'a>(
    ui: &Ui,
    look: &Look,
    runs: impl Iterator<Item = (&'a str, bool, Color32)>,
    style: Style,
    width: f32,
    rows: Option<usize>,
) -> Broken {
    let fonts = [look.font(style.size, Weight::Plain), look.font(style.size, Weight::Bold)];
    let own_bold = style.weight == Weight::Bold;
    let mut chars = Vec::new();
    let mut faces = Vec::new();
    for (text, strong, colour) in runs {
        let bold = strong || own_bold;
        for c in text.chars() {
            chars.push(c);
            faces.push((usize::from(bold), colour));
        }
    }
    let (widths, ellipsis) = ui.ctx().fonts_mut(|view| {
        let widths: Vec<f32> =
            chars.iter().zip(&faces).map(|(c, (bold, _))| view.glyph_width(&fonts[*bold], *c)).collect();
        (widths, [view.glyph_width(&fonts[0], '…'), view.glyph_width(&fonts[1], '…')])
    });
    missing::report(ui, chars.iter().zip(&faces).map(|(c, (bold, _))| (*c, &fonts[*bold])));
    let mut starts = line_starts(&chars, &widths, width);
    if let Some(rows) = rows.filter(|rows| starts.len() > *rows) {
        // Make room for the ellipsis in the last line that stays.
        let start = starts[rows.max(1) - 1];
        let mut end = starts.get(rows.max(1)).copied().unwrap_or(chars.len());
        let face = faces.get(start).copied().unwrap_or((usize::from(own_bold), style.colour));
        let mut room = width - ellipsis[face.0];
        room -= widths[start..end].iter().sum::<f32>();
        while end > start && (room < 0.0 || matches!(chars[end - 1], ' ' | '\n' | '，' | '、' | '。' | '；'))
        {
            end -= 1;
            room += widths[end];
        }
        chars.truncate(end);
        faces.truncate(end);
        chars.push('…');
        faces.push(face);
        starts.truncate(rows.max(1));
    }
    let rows = if chars.is_empty() { 0 } else { starts.len() };
    Broken { job: Arc::new(job(&chars, &faces, &starts, &fonts, line_height(look, style))), rows }
}

fn job(
    chars: &[char],
    faces: &[(usize, Color32)],
    starts: &[usize],
    fonts: &[egui::FontId; 2],
    height: f32,
) -> LayoutJob {
    let mut job = LayoutJob { wrap: TextWrapping::no_max_width(), ..LayoutJob::default() };
    let mut run = String::new();
    let mut face = faces.first().copied();
    let flush = |job: &mut LayoutJob, run: &mut String, face: Option<(usize, Color32)>| {
        if let Some((bold, colour)) = face.filter(|_| !run.is_empty()) {
            let format = TextFormat {
                font_id: fonts[bold].clone(),
                color: colour,
                line_height: Some(height),
                valign: egui::Align::Center,
                ..TextFormat::default()
            };
            job.append(run, 0.0, format);
            run.clear();
        }
    };
    let mut starts = starts.iter().skip(1).peekable();
    for (index, (c, own)) in chars.iter().zip(faces).enumerate() {
        if Some(*own) != face {
            flush(&mut job, &mut run, face);
            face = Some(*own);
        }
        if starts.next_if_eq(&&index).is_some() && !chars[..index].ends_with(&['\n']) {
            let trimmed = run.trim_end_matches(' ').len();
            run.truncate(trimmed);
            run.push('\n');
        }
        run.push(*c);
    }
    flush(&mut job, &mut run, face);
    job
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(text: &str, width: usize) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let widths: Vec<f32> = chars.iter().map(|c| if is_wide(*c) { 2.0 } else { 1.0 }).collect();
        let mut starts = line_starts(&chars, &widths, width as f32);
        starts.push(chars.len());
        starts.windows(2).map(|pair| chars[pair[0]..pair[1]].iter().collect()).collect()
    }

    #[test]
    fn punctuation_stays_with_its_words() {
        assert_eq!(lines("依法登记，取得", 8), ["依法登", "记，取得"]);
        assert_eq!(lines("根据《条例》的", 6), ["根据", "《条", "例》的"]);
        assert_eq!(lines("说：“好的”吗", 6), ["说：", "“好", "的”吗"]);
    }

    #[test]
    fn numbers_keep_their_units_and_words_stay_whole() {
        assert_eq!(lines("自受理20个工作日", 9), ["自受理", "20个", "工作日"]);
        assert_eq!(lines("还剩 38 天", 9), ["还剩 ", "38 天"]);
        assert_eq!(lines("共 38 条线", 6), ["共 ", "38 条", "线"]);
        assert_eq!(lines("访问 example 网站", 8), ["访问 ", "example ", "网站"]);
        assert_eq!(lines("第二十条规定", 4), ["第二", "十条", "规定"]);
    }

    #[test]
    fn what_is_measured_is_as_high_as_what_is_drawn() {
        use crate::ui::{
            theme,
            words::{Language, Words},
        };
        let screen = &crate::sample::hall("https://a.example/").screens[0];
        let look = Look::new(screen, egui::Vec2::new(1080.0, 1920.0), Words::new(Language::Chinese));
        let ctx = egui::Context::default();
        theme::fonts::install(&ctx);
        let style = Style::plain(Size::Body, look.colours.ink).leading(1.65);
        let text = "第一条 为了规范 market entity 登记管理行为，推进法治化市场建设，维护良好市场秩序，优化营商环境，制定本条例。";
        for _ in 0..2 {
            let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
                for (width, rows) in [(300.0, None), (300.0, Some(2)), (2000.0, None), (20.0, None)] {
                    let drawn = lay_text(ui, &look, text, style, width, rows).size();
                    assert_eq!(text_height(ui, &look, text, style, width, rows), drawn.y);
                    assert!(width < 50.0 || drawn.x <= width + 1.0, "{} is wider than {width}", drawn.x);
                }
                assert_eq!(text_height(ui, &look, "", style, 300.0, None), 0.0);
            });
            output.textures_delta.clear();
        }
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken_anyway() {
        assert_eq!(lines("abcdefghij", 4), ["abcd", "efgh", "ij"]);
    }

    proptest! {
        #[test]
        fn no_character_is_lost_and_no_line_is_too_wide(text in "[一-二，。（）《》a-z0-9 年第]{0,60}", width in 2usize..20) {
            let lines = lines(&text, width);
            prop_assert_eq!(lines.concat(), text);
            for line in &lines {
                let used: usize = line.trim_end().chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum();
                prop_assert!(used <= width.max(2), "{:?} is wider than {}", line, width);
            }
        }
    }
}
