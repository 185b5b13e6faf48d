//! The mark of how old the content is (promise 3): on every face, always.

use egui::{Align2, Pos2, Rect, Ui, Vec2};
use egui_material_icons::{MaterialIcon, icons};
use jiff::{Timestamp, tz::TimeZone};

use super::{icon_at, text_at};
use crate::{
    domain::{Snapshot, SourceState, snapshot::Age},
    ui::{
        format,
        theme::{Look, Size, Tone},
        typeset::{self, Style},
        words::Words,
    },
};

/// The mark's words and tone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Freshness {
    /// What it says.
    pub words: String,
    /// Green, or amber as a warning.
    pub tone: Tone,
    /// So that it is not told by colour alone.
    warning: bool,
    /// What staff have to mend, in their code.
    pub staff: Option<String>,
}

impl Freshness {
    /// The mark of a snapshot: that of its worst source.
    pub fn of(snapshot: &Snapshot, now: Timestamp, zone: &TimeZone, words: &Words) -> Self {
        let worst = snapshot.sources.iter().max_by_key(|source| {
            let age = match source.age(now, zone) {
                Age::Current => 0,
                Age::Stale => 1,
                Age::Missing => 2,
            };
            (age, std::cmp::Reverse(source.confirmed))
        });
        let Some(source) = worst else { return Self::warning(words.say("fresh-none")) };
        let Some(confirmed) = source.confirmed else { return Self::warning(words.say("fresh-awaiting")) };
        let when = format::when(confirmed, now, zone, words);
        match (source.age(now, zone), &source.state) {
            (Age::Stale | Age::Missing, _) => {
                Self::warning(words.with("fresh-stale", &[("when", when.into())]))
            }
            (Age::Current, SourceState::Fresh | SourceState::Starting) => Self {
                words: words.with("fresh-current", &[("when", when.into())]),
                tone: Tone::Green,
                warning: false,
                staff: None,
            },
            (Age::Current, SourceState::Unreachable(_)) => {
                Self::warning(words.with("fresh-offline", &[("when", when.into())]))
            }
            // The network is there; what it brings may not be shown.
            (Age::Current, SourceState::Answered(_) | SourceState::Refused(_)) => {
                Self::warning(words.with("fresh-failing", &[("when", when.into())]))
            }
        }
    }

    fn warning(words: String) -> Self {
        Self { words, tone: Tone::Amber, warning: true, staff: None }
    }

    const fn icon(&self) -> MaterialIcon {
        if self.warning { icons::ICON_WARNING } else { icons::ICON_CHECK_CIRCLE }
    }
}

/// Draws the mark at a left, right or upper centre, and what staff have to mend beside it; returns where.
pub fn freshness(ui: &Ui, look: &Look, at: Pos2, anchor: Align2, mark: &Freshness, width: f32) -> Rect {
    let colour = if mark.warning { look.colours.amber } else { look.colours.ink2 };
    let style = Style::plain(Size::Caption, colour);
    let room = look.px(36.0);
    let beside = mark.staff.as_deref().map(|code| staff_width(ui, look, code));
    let at = if anchor.x() == egui::Align::Min { at + Vec2::new(room, 0.0) } else { at };
    let rect = text_at(ui, look, at, anchor, &mark.words, style, width - room - beside.unwrap_or_default());
    let centre = Pos2::new(rect.left() - room + look.px(14.0), rect.center().y);
    icon_at(ui, look, centre, mark.icon(), 28.0, look.colours.ink_of(mark.tone));
    let rect = rect.with_min_x(rect.left() - room);
    let (Some(code), Some(beside)) = (&mark.staff, beside) else { return rect };
    let (left, start) = if anchor.x() == egui::Align::Max {
        (rect.left() - beside, rect.left() - beside)
    } else {
        (rect.right(), rect.right() + look.px(GAP))
    };
    staff_mark(ui, look, Pos2::new(start, rect.center().y), code);
    rect.union(Rect::from_min_max(Pos2::new(left, rect.top()), Pos2::new(left + beside, rect.bottom())))
}

/// Between the age of the content and the mark for staff.
const GAP: f32 = 28.0;

/// As quiet as the words beside it: visitors should not stop at it.
fn staff_style(look: &Look) -> Style {
    Style::plain(Size::Caption, look.colours.ink2)
}

/// Its gap, its wrench and its code.
fn staff_width(ui: &Ui, look: &Look, code: &str) -> f32 {
    look.px(GAP + 36.0) + typeset::width_of(ui, look, code, staff_style(look))
}

fn staff_mark(ui: &Ui, look: &Look, left: Pos2, code: &str) {
    icon_at(ui, look, left + Vec2::new(look.px(14.0), 0.0), icons::ICON_BUILD, 28.0, look.colours.ink2);
    let at = left + Vec2::new(look.px(36.0), 0.0);
    text_at(ui, look, at, Align2::LEFT_CENTER, code, staff_style(look), f32::INFINITY);
}
