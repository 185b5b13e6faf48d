//! The words a config may use, each with the Chinese that staff know it by.

use jiff::civil::Weekday;

use super::{Face, Sweep, ThemeName};
use crate::{
    domain::Kind,
    feed::cap::{Certainty, Severity, Urgency},
    playback::{
        calendar::{DayWord, HallTime, Nth},
        plan::{Order, Transition, What, Zone},
    },
};

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

pub(super) const ORDERS: [Choice<Order>; 4] = [
    choice(Order::Fixed.word(), "按重要程度", Order::Fixed),
    choice(Order::Newest.word(), "新的在前", Order::Newest),
    choice(Order::Shuffle.word(), "每天打乱", Order::Shuffle),
    choice(Order::Weighted.word(), "热点多播", Order::Weighted),
];

pub(super) const PAGES: [Choice<Page>; 1] = [choice("clock", "时钟页", Page::Clock)];

pub(super) const ZONES: [Choice<Zone>; 3] = [
    choice(Zone::Main.word(), "主区", Zone::Main),
    choice(Zone::Side.word(), "侧区", Zone::Side),
    choice(Zone::Ticker.word(), "底部滚动条", Zone::Ticker),
];

pub(super) const TRANSITIONS: [Choice<Transition>; 3] = [
    choice("fade", "淡入淡出", Transition::Fade),
    choice("push", "推入", Transition::Push),
    choice("none", "直接切换", Transition::None),
];

/// Whether a screen is lit; how much, if it is dim, stands in a key of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Light {
    On,
    Dim,
    Off,
}

pub(super) const LIGHTS: [Choice<Light>; 3] =
    [choice("off", "关屏", Light::Off), choice("dim", "调暗", Light::Dim), choice("on", "开屏", Light::On)];

/// A page of the hall's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    /// The hall's name, the clock, the date.
    Clock,
}

impl From<Page> for What {
    fn from(page: Page) -> Self {
        match page {
            Page::Clock => Self::Clock,
        }
    }
}

pub(super) const HALL_TIMES: [Choice<HallTime>; 2] =
    [choice("open", "办公时间", HallTime::Open), choice("closed", "非办公时间", HallTime::Closed)];

pub(super) const SEVERITIES: [Choice<Severity>; 5] = [
    choice(Severity::Unknown.word(), "不明", Severity::Unknown),
    choice(Severity::Minor.word(), "轻微", Severity::Minor),
    choice(Severity::Moderate.word(), "一般", Severity::Moderate),
    choice(Severity::Severe.word(), "严重", Severity::Severe),
    choice(Severity::Extreme.word(), "特别严重", Severity::Extreme),
];

pub(super) const URGENCIES: [Choice<Urgency>; 5] = [
    choice(Urgency::Unknown.word(), "不明", Urgency::Unknown),
    choice(Urgency::Past.word(), "已过去", Urgency::Past),
    choice(Urgency::Future.word(), "不久以后", Urgency::Future),
    choice(Urgency::Expected.word(), "一小时内", Urgency::Expected),
    choice(Urgency::Immediate.word(), "立即", Urgency::Immediate),
];

pub(super) const CERTAINTIES: [Choice<Certainty>; 5] = [
    choice(Certainty::Unknown.word(), "不明", Certainty::Unknown),
    choice(Certainty::Unlikely.word(), "不大可能", Certainty::Unlikely),
    choice(Certainty::Possible.word(), "有可能", Certainty::Possible),
    choice(Certainty::Likely.word(), "很可能", Certainty::Likely),
    choice(Certainty::Observed.word(), "已经发生", Certainty::Observed),
];

pub(super) const WEEKDAYS: [Choice<Weekday>; 7] = [
    choice("mon", "周一", Weekday::Monday),
    choice("tue", "周二", Weekday::Tuesday),
    choice("wed", "周三", Weekday::Wednesday),
    choice("thu", "周四", Weekday::Thursday),
    choice("fri", "周五", Weekday::Friday),
    choice("sat", "周六", Weekday::Saturday),
    choice("sun", "周日", Weekday::Sunday),
];

pub(super) const DAYS: [Choice<DayWord>; 24] = [
    choice("working", "工作日", DayWord::Working),
    choice("off", "休息日", DayWord::Off),
    choice("mon", "周一", DayWord::Weekday(Weekday::Monday)),
    choice("tue", "周二", DayWord::Weekday(Weekday::Tuesday)),
    choice("wed", "周三", DayWord::Weekday(Weekday::Wednesday)),
    choice("thu", "周四", DayWord::Weekday(Weekday::Thursday)),
    choice("fri", "周五", DayWord::Weekday(Weekday::Friday)),
    choice("sat", "周六", DayWord::Weekday(Weekday::Saturday)),
    choice("sun", "周日", DayWord::Weekday(Weekday::Sunday)),
    choice("month-end", "月末", DayWord::MonthEnd),
    choice("first-mon", "第一个周一", DayWord::OfMonth(Nth::First, Weekday::Monday)),
    choice("first-tue", "第一个周二", DayWord::OfMonth(Nth::First, Weekday::Tuesday)),
    choice("first-wed", "第一个周三", DayWord::OfMonth(Nth::First, Weekday::Wednesday)),
    choice("first-thu", "第一个周四", DayWord::OfMonth(Nth::First, Weekday::Thursday)),
    choice("first-fri", "第一个周五", DayWord::OfMonth(Nth::First, Weekday::Friday)),
    choice("first-sat", "第一个周六", DayWord::OfMonth(Nth::First, Weekday::Saturday)),
    choice("first-sun", "第一个周日", DayWord::OfMonth(Nth::First, Weekday::Sunday)),
    choice("last-mon", "最后一个周一", DayWord::OfMonth(Nth::Last, Weekday::Monday)),
    choice("last-tue", "最后一个周二", DayWord::OfMonth(Nth::Last, Weekday::Tuesday)),
    choice("last-wed", "最后一个周三", DayWord::OfMonth(Nth::Last, Weekday::Wednesday)),
    choice("last-thu", "最后一个周四", DayWord::OfMonth(Nth::Last, Weekday::Thursday)),
    choice("last-fri", "最后一个周五", DayWord::OfMonth(Nth::Last, Weekday::Friday)),
    choice("last-sat", "最后一个周六", DayWord::OfMonth(Nth::Last, Weekday::Saturday)),
    choice("last-sun", "最后一个周日", DayWord::OfMonth(Nth::Last, Weekday::Sunday)),
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
        assert!(ZONES.iter().map(|choice| choice.value).eq(Zone::ALL));
        assert!(KINDS.iter().map(|choice| choice.value).eq(Kind::ALL));
        assert!(SEVERITIES.iter().map(|choice| choice.value).eq(Severity::ALL.iter().copied()));
        assert!(URGENCIES.iter().map(|choice| choice.value).eq(Urgency::ALL.iter().copied()));
        assert!(CERTAINTIES.iter().map(|choice| choice.value).eq(Certainty::ALL.iter().copied()));
    }

    #[test]
    fn chinese_is_understood() {
        assert_eq!(meant("办事指南", &KINDS), Some("guide"));
        assert_eq!(meant("大屏", &FACES), Some("board"));
        assert_eq!(meant("notices", &KINDS), Some("notice"));
        assert_eq!(meant("", &KINDS), None);
    }
}
