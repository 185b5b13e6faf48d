//! Values of the command line that several commands take.

use crate::{
    config::{self, Face, ThemeName},
    domain::Moment,
};
use clap::builder::{PossibleValuesParser, TypedValueParser};

/// `kiosk`, `board` or `strip`.
pub(super) fn face() -> impl TypedValueParser<Value = Face> {
    PossibleValuesParser::new(Face::ALL.map(Face::word))
        .try_map(|word| Face::from_word(&word).ok_or("no such face"))
}

/// `day`, `night` or `contrast`.
pub(super) fn theme() -> impl TypedValueParser<Value = ThemeName> {
    PossibleValuesParser::new(ThemeName::ALL.map(ThemeName::word))
        .try_map(|word| ThemeName::from_word(&word).ok_or("no such theme"))
}

/// Width and height in pixels, such as `1080x1920`; both lie in what graphics cards draw.
pub(super) fn size(text: &str) -> Result<(u32, u32), String> {
    let bounds = config::limits::STRIP_SIDE;
    match config::size(text) {
        Some((width, height)) if bounds.hold(&width) && bounds.hold(&height) => Ok((width, height)),
        Some(_) => Err(format!("a side is outside {bounds} pixels")),
        None => Err("write width and height in pixels, such as 1080x1920".into()),
    }
}

/// A time as feeds write it. A day becomes an instant in the hall's zone: see [`Moment::start`].
pub(super) fn moment(text: &str) -> Result<Moment, String> {
    match Moment::parse(text) {
        Moment::Unclear => Err("write such as 2026-11-23T10:42:00+08:00, or a day such as 2026-11-23".into()),
        moment => Ok(moment),
    }
}
