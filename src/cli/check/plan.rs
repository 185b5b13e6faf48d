//! What is allowed in a plan but will not do what staff expect of it, each at its line.

use std::{collections::BTreeSet, ops::Range, path::PathBuf};

use jiff::Timestamp;
use url::Url;

use super::times;
use crate::{
    cli::audition::played,
    config::{Face, Hall, Places, Problem, Screen, variables_in},
    playback::plan::{Dwell, What},
};

/// All of them.
pub(super) fn doubts(hall: &Hall, places: &Places, now: Timestamp) -> Vec<Problem> {
    let mut doubts = unused(hall, places);
    doubts.extend(times::doubts(hall, places, now));
    doubts.extend(variables(hall, places));
    doubts.extend(entries(hall, places));
    doubts.extend(strips(hall, places));
    doubts
}

/// Playlists that nothing plays.
fn unused(hall: &Hall, places: &Places) -> Vec<Problem> {
    let used: BTreeSet<usize> =
        hall.screens.iter().flat_map(|screen| played(&hall.plan, &screen.name).into_keys()).collect();
    let lists = hall.plan.playlists.iter().zip(&places.playlists).enumerate();
    let unused = lists.filter(|(place, _)| !used.contains(place));
    unused
        .map(|(_, (list, at))| {
            Problem::new(
                at.at.clone(),
                format!("nothing plays the playlist `{}`", list.name),
                "name it in a [[schedule]], in another playlist, or as the `playlist` of a screen",
            )
        })
        .collect()
}

/// Texts that are longer than their dwell, and files that are not there.
fn entries(hall: &Hall, places: &Places) -> Vec<Problem> {
    let speeds = hall.screens.iter().filter(|screen| screen.face == Face::Board);
    let slowest = speeds.map(|screen| hall.plan.reading_speed(&screen.name)).min();
    let mut found = Vec::new();
    for (list, at) in hall.plan.playlists.iter().zip(&places.playlists) {
        for (entry, at) in list.entries.iter().zip(&at.entries) {
            match (&entry.what, entry.dwell, slowest) {
                (What::Text { title, words }, Dwell::Fixed(dwell), Some(speed)) => {
                    let letters = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).count();
                    let needs = (letters(title) + letters(words)) as u64 * 60 / u64::from(speed.max(1));
                    if needs > dwell.as_secs() {
                        found.push(Problem::new(
                            at.clone(),
                            format!("reading this takes {needs} s, but it stands for {} s", dwell.as_secs()),
                            format!("write `dwell = \"{needs}s\"`, or leave `dwell` out"),
                        ));
                    }
                }
                (What::Image(url) | What::Pdf(url), ..) => found.extend(missing(url, at)),
                _ => {}
            }
        }
    }
    found
}

/// Names in braces that a screen has no value for: it would show the braces.
fn variables(hall: &Hall, places: &Places) -> Vec<Problem> {
    let mut found = Vec::new();
    for screen in hall.screens.iter().filter(|screen| screen.face != Face::Kiosk) {
        let own = hall.plan.of(&screen.name);
        for list in played(&hall.plan, &screen.name).into_keys() {
            let Some((list, at)) = hall.plan.playlists.get(list).zip(places.playlists.get(list)) else {
                continue;
            };
            for (entry, at) in list.entries.iter().zip(&at.entries) {
                let known = |name: &str| own.is_some_and(|own| own.variables.contains_key(name));
                if let Some(name) = texts(&entry.what).flat_map(variables_in).find(|name| !known(name)) {
                    found.push(Problem::new(
                        at.clone(),
                        format!("screen `{}`, which plays this, has no `{{{name}}}`", screen.name),
                        "add it to `variables` of the screen, or to [variables] for all screens",
                    ));
                }
            }
        }
    }
    found
}

/// Where variables may stand.
fn texts(what: &What) -> impl Iterator<Item = &str> {
    let texts: Vec<&str> = match what {
        What::Text { title, words } => vec![title, words],
        What::Item(id) => vec![id],
        What::Query(query) => [&query.topic, &query.tag, &query.department]
            .into_iter()
            .filter_map(|text| text.as_deref())
            .collect(),
        What::Playlist(_) | What::Clock | What::Image(_) | What::Pdf(_) => Vec::new(),
    };
    texts.into_iter()
}

fn missing(url: &str, at: &Range<usize>) -> Option<Problem> {
    let url = Url::parse(url).ok().filter(|url| url.scheme() == "file")?;
    let file: PathBuf = url.to_file_path().ok()?;
    (!file.is_file()).then(|| {
        Problem::new(
            at.clone(),
            format!("there is no file {}", file.display()),
            "the entry is left out until it is there: put it there, or correct the name",
        )
    })
}

/// Strips that run faster than people read, or whose letters are too small from where they stand.
fn strips(hall: &Hall, places: &Places) -> Vec<Problem> {
    let strips = hall.screens.iter().zip(&places.strips).filter(|(screen, _)| screen.face == Face::Strip);
    strips.filter_map(|(screen, at)| strip(screen, hall.plan.reading_speed(&screen.name), at)).collect()
}

fn strip(screen: &Screen, reading_speed: u32, at: &Range<usize>) -> Option<Problem> {
    let strip = &screen.strip;
    let height = strip.height.or(screen.size.map(|(_, height)| height));
    let text = strip.text_height.or(height.map(|height| height * 3 / 4)).filter(|text| *text > 0)?;
    // A Chinese letter is as wide as it is high.
    let speed = u64::from(strip.speed) * 60 / u64::from(text);
    if speed > u64::from(reading_speed) {
        let right = u64::from(reading_speed) * u64::from(text) / 60;
        return Some(Problem::new(
            at.clone(),
            format!(
                "screen `{}` runs {speed} characters a minute past, people read {reading_speed}",
                screen.name
            ),
            format!("write at most `speed = {right}` in [screen.strip]"),
        ));
    }
    let pitch = strip.pixel_pitch_mm?;
    let (high, least) = (pitch * text as f32, screen.base_mm());
    (high < least).then(|| {
        Problem::new(
            at.clone(),
            format!(
                "the text of screen `{}` is {high:.0} mm high, too small to read from {} m",
                screen.name, screen.viewing_distance_m
            ),
            format!(
                "write at least `text_height = {:.0}`, or the distance from which it is read",
                (least / pitch).ceil()
            ),
        )
        .note("a character should be at least a two-hundredth of the distance high")
    })
}
