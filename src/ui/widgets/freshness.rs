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
        typeset::Style,
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
        Self { words, tone: Tone::Amber, warning: true }
    }

    const fn icon(&self) -> MaterialIcon {
        if self.warning { icons::ICON_WARNING } else { icons::ICON_CHECK_CIRCLE }
    }
}

/// Draws the mark at a left or right centre; returns where.
pub fn freshness(ui: &Ui, look: &Look, at: Pos2, anchor: Align2, mark: &Freshness, width: f32) -> Rect {
    let colour = if mark.warning { look.colours.amber } else { look.colours.ink2 };
    let style = Style::plain(Size::Caption, colour);
    let room = look.px(36.0);
    let at = if anchor.x() == egui::Align::Min { at + Vec2::new(room, 0.0) } else { at };
    let rect = text_at(ui, look, at, anchor, &mark.words, style, width - room);
    let centre = Pos2::new(rect.left() - room + look.px(14.0), rect.center().y);
    icon_at(ui, look, centre, mark.icon(), 28.0, look.colours.ink_of(mark.tone));
    rect.with_min_x(rect.left() - room)
}
