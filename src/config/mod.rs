//! What staff write: a TOML file that says which sources a hall has and which screens show what.
//!
//! Every mistake points at its line and says what to write instead. Nothing here talks to the network.

mod duration;
mod hall;
pub mod limits;
mod load;
mod near;
mod parse;
mod places;
mod problem;
mod reader;
mod remote;
#[cfg(test)]
mod tests;
mod words;
mod written;

pub use hall::{Column, Face, Hall, NoScreen, Remote, Screen, Source, StripOptions, Sweep, ThemeName};
pub use load::{
    FileBytes, LoadError, MAX_BYTES, Mistakes, Part, load, load_with_bytes, read, read_file, read_with,
    read_with_places,
};
pub use parse::{Open, parse, variables::named as variables_in};
pub use places::{ListPlaces, Places};
pub use problem::{Note, Problem};
pub use remote::{Misfit, with_remote};
pub use written::schema;

/// A duration as it is written, such as `1h 30min`. `None` for another form.
pub fn duration(text: &str) -> Option<std::time::Duration> {
    duration::read(text)
}

/// A size as it is written, such as `1080x1920`: width and height in pixels. `None` for another form.
pub fn size(text: &str) -> Option<(u32, u32)> {
    let (width, height) = text.trim().split_once(['x', 'X', '×', '*'])?;
    let side = |text: &str| {
        let text = text.trim();
        text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
    };
    Some((side(width)?, side(height)?))
}
