//! A title in steps of one line each: one that goes on ends in an ellipsis, and the next step begins with one.

use egui::Ui;

use crate::ui::{
    theme::Look,
    typeset::{self, Style},
};

const MARK: char = '…';
/// A better place to break may leave so much of the line empty.
const LEAST: f32 = 0.5;

/// A text in steps that fit in `width` pixels; at least one.
pub fn steps(ui: &Ui, look: &Look, text: &str, style: Style, width: f32) -> Vec<String> {
    let chars: Vec<char> = text.trim().chars().collect();
    let font = look.font(style.size, style.weight);
    let (widths, mark) = ui.ctx().fonts_mut(|view| {
        let widths: Vec<f32> = chars.iter().map(|c| view.glyph_width(&font, *c)).collect();
        (widths, view.glyph_width(&font, MARK))
    });
    share(&chars, &widths, mark, width)
}

fn share(chars: &[char], widths: &[f32], mark: f32, width: f32) -> Vec<String> {
    let mut steps = Vec::new();
    let mut start = 0;
    loop {
        let before = if start > 0 { mark } else { 0.0 };
        let rest: f32 = widths[start..].iter().sum();
        let last = before + rest <= width || chars.len() - start <= 1;
        let end = if last {
            chars.len()
        } else {
            start + cut(&chars[start..], &widths[start..], width - before - mark)
        };
        let mut words: String = chars[start..end].iter().collect::<String>().trim().to_owned();
        // A gap as wide as a line is no step of its own.
        let blank = words.is_empty() && !last;
        if !last {
            // Such a mark before the ellipsis says nothing more, unless it is all there is.
            let plain = words.trim_end_matches(['，', '、', '；', ',', ';']).len();
            if plain > 0 {
                words.truncate(plain);
            }
            words.push(MARK);
        }
        if start > 0 {
            words.insert(0, MARK);
        }
        if !blank {
            steps.push(words);
        }
        if last {
            return steps;
        }
        start = end;
    }
}

/// How many characters stand before the break; at least one.
fn cut(chars: &[char], widths: &[f32], room: f32) -> usize {
    let mut used = 0.0;
    // The last place of each worth that fits.
    let mut places: [Option<usize>; 3] = [None; 3];
    let mut fits = 1;
    for index in 1..chars.len() {
        used += widths[index - 1];
        if used > room {
            break;
        }
        fits = index;
        if typeset::may_break(chars[index - 1], chars[index]) {
            let worth = worth(chars[index - 1], chars[index]);
            if worth == 0 || used >= room * LEAST {
                places[worth] = Some(index);
            }
        }
    }
    places.into_iter().rev().flatten().next().unwrap_or(fits)
}

/// How well a title breaks between two characters: 2 at a mark or space, 1 after a particle that ends a part, else 0.
fn worth(before: char, after: char) -> usize {
    if "，、；：。！？）》】”’ ,;:)".contains(before) || "（《【“‘(".contains(after) {
        2
    } else if "的和与及或等了".contains(before) {
        1
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split(text: &str, width: usize) -> Vec<String> {
        let chars: Vec<char> = text.trim().chars().collect();
        share(&chars, &vec![1.0; chars.len()], 1.0, width as f32)
    }

    #[test]
    fn a_title_that_fits_has_no_mark() {
        assert_eq!(split("放假通知", 4), ["放假通知"]);
        assert_eq!(split("", 4), [""]);
    }

    #[test]
    fn a_title_that_goes_on_says_so_on_both_steps() {
        assert_eq!(split("示例公司召回部分移动电源的公告", 9), ["示例公司召回部分…", "…移动电源的公告"]);
    }

    #[test]
    fn no_step_is_a_mark_alone() {
        assert_eq!(split("，，a 的", 4), ["，，…", "…a 的"]);
        assert_eq!(split("甲乙          丙丁", 5), ["甲乙…", "…丙丁"]);
    }

    #[test]
    fn it_breaks_where_a_reader_would() {
        assert_eq!(split("关于调整节日期间的服务时间安排", 12), ["关于调整节日期间的…", "…服务时间安排"]);
        assert_eq!(split("元旦放假三天，服务大厅照常开放", 12), ["元旦放假三天…", "…服务大厅照常开放"]);
        let early = split("的关于印发市场主体登记办法", 10);
        assert_eq!(early, ["的关于印发市场主体…", "…登记办法"], "too early a break wastes the line");
    }

    proptest! {
        #[test]
        fn no_word_is_lost_and_every_step_fits(text in "[一-丁，。（）《》a-z0-9 的年第]{0,60}", width in 4usize..20) {
            let steps = split(&text, width);
            let plain = |text: &str| text.replace([' ', '，', '…'], "");
            prop_assert_eq!(plain(&steps.concat()), plain(&text));
            for (index, step) in steps.iter().enumerate() {
                prop_assert!(step.chars().count() <= width, "{:?} is wider than {}", step, width);
                prop_assert_eq!(step.starts_with('…'), index > 0);
                prop_assert_eq!(step.ends_with('…'), index + 1 < steps.len());
            }
        }
    }
}
