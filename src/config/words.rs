//! The words a config may use, each with the Chinese that staff know it by.

use super::{Face, Sweep, ThemeName};
use crate::domain::Kind;

/// A word of the config.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice<T> {
    /// What is written.
    pub word: &'static str,
    /// What staff call it.
    pub chinese: &'static str,
    /// What it means.
    pub value: T,
}

const fn choice<T: Copy>(word: &'static str, chinese: &'static str, value: T) -> Choice<T> {
    Choice { word, chinese, value }
}

pub(super) const FACES: [Choice<Face>; 3] = [
    choice(Face::Kiosk.word(), "触摸屏", Face::Kiosk),
    choice(Face::Board.word(), "公告栏/大屏", Face::Board),
    choice(Face::Strip.word(), "滚动屏", Face::Strip),
];

pub(super) const THEMES: [Choice<ThemeName>; 3] = [
    choice(ThemeName::Day.word(), "浅色", ThemeName::Day),
    choice(ThemeName::Night.word(), "深色", ThemeName::Night),
    choice(ThemeName::Contrast.word(), "高对比", ThemeName::Contrast),
];

pub(super) const SWEEPS: [Choice<Sweep>; 2] =
    [choice(Sweep::Left.word(), "左移", Sweep::Left), choice(Sweep::Up.word(), "上移", Sweep::Up)];

pub(super) const KINDS: [Choice<Kind>; 7] = [
    choice(Kind::Guide.word(), "办事指南", Kind::Guide),
    choice(Kind::Disclosure.word(), "政务公开", Kind::Disclosure),
    choice(Kind::Notice.word(), "行政公告", Kind::Notice),
    choice(Kind::Ranking.word(), "一周消费投诉排行", Kind::Ranking),
    choice(Kind::Honour.word(), "红黑榜", Kind::Honour),
    choice(Kind::Pledge.word(), "服务承诺", Kind::Pledge),
    choice(Kind::Catalogue.word(), "公开目录", Kind::Catalogue),
];

/// The known words in one line.
pub(super) fn listed<T>(choices: &[Choice<T>]) -> String {
    let each: Vec<String> =
        choices.iter().map(|choice| format!("`{}` {}", choice.word, choice.chinese)).collect();
    each.join(", ")
}

/// The known word that was probably meant: a slip of the finger, or the Chinese.
pub(super) fn meant<T>(written: &str, choices: &[Choice<T>]) -> Option<&'static str> {
    let written = written.trim();
    let by_chinese = choices.iter().find(|choice| !written.is_empty() && choice.chinese.contains(written));
    match by_chinese {
        Some(choice) => Some(choice.word),
        None => super::near::nearest(written, choices.iter().map(|choice| choice.word)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_left_out() {
        assert!(FACES.iter().map(|choice| choice.value).eq(Face::ALL));
        assert!(THEMES.iter().map(|choice| choice.value).eq(ThemeName::ALL));
        assert!(SWEEPS.iter().map(|choice| choice.value).eq(Sweep::ALL));
        assert!(KINDS.iter().map(|choice| choice.value).eq(Kind::ALL));
    }

    #[test]
    fn chinese_is_understood() {
        assert_eq!(meant("办事指南", &KINDS), Some("guide"));
        assert_eq!(meant("大屏", &FACES), Some("board"));
        assert_eq!(meant("notices", &KINDS), Some("notice"));
        assert_eq!(meant("", &KINDS), None);
    }
}
