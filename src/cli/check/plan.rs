//! What is allowed in a plan but will not do what staff expect of it, each at its line.

use std::{collections::BTreeSet, ops::Range, path::PathBuf};

use jiff::Timestamp;
use url::Url;

use crate::{
    config::{Face, Hall, Places, Problem, Screen},
    playback::{
        Plan,
        plan::{Dwell, Schedule, What, Zone},
    },
};

/// All of them, in the order of the file.
pub(super) fn doubts(hall: &Hall, places: &Places, now: Timestamp) -> Vec<Problem> {
    let mut doubts = unused(&hall.plan, places);
    doubts.extend(never(hall, places, now));
    doubts.extend(entries(hall, places));
    doubts.extend(strips(hall, places));
    doubts.sort_by_key(|doubt| doubt.range.start);
    doubts
}

/// Playlists that nothing plays.
fn unused(plan: &Plan, places: &Places) -> Vec<Problem> {
    let fallbacks = plan.screens.iter().flat_map(|own| own.fallback.values().copied());
    let mut used: BTreeSet<usize> =
        plan.schedules.iter().map(|schedule| schedule.playlist).chain(fallbacks).collect();
    let mut fresh: Vec<usize> = used.iter().copied().collect();
    while let Some(list) = fresh.pop() {
        for entry in plan.playlists.get(list).map(|list| list.entries.as_slice()).unwrap_or_default() {
            if let What::Playlist(inner) = entry.what
                && used.insert(inner)
            {
                fresh.push(inner);
            }
        }
    }
    let lists = plan.playlists.iter().zip(&places.playlists).enumerate();
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

/// Schedules that will not apply any more, or under one that always wins.
fn never(hall: &Hall, places: &Places, now: Timestamp) -> Vec<Problem> {
    let plan = &hall.plan;
    let mut found = Vec::new();
    for (schedule, at) in plan.schedules.iter().zip(&places.schedules) {
        let rule = &schedule.rule;
        let over = !rule.applies(&plan.calendar, now, &hall.zone)
            && rule.next_change(&plan.calendar, now, &hall.zone).is_none();
        if over {
            found.push(Problem::new(
                at.clone(),
                format!("the schedule `{}` will never apply again", schedule.name),
                "its dates are past or its conditions exclude each other: correct them, or take it out",
            ));
            continue;
        }
        let covers = |other: &&Schedule| {
            other.priority > schedule.priority
                && other.zone == schedule.zone
                && other.rule.is_always()
                && (other.screens.is_empty()
                    || !schedule.screens.is_empty()
                        && schedule.screens.iter().all(|screen| other.screens.contains(screen)))
        };
        if let Some(other) = plan.schedules.iter().find(covers) {
            found.push(Problem::new(
                at.clone(),
                format!(
                    "the schedule `{}` plays only while `{}` has nothing to show",
                    schedule.name, other.name
                ),
                format!(
                    "`{}` has no conditions and a higher priority: give it conditions, or a lower `priority`",
                    other.name
                ),
            ));
        }
    }
    found
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

/// Zones of screens that schedules speak of, but none in the hall's open hours.
pub(super) fn gaps(hall: &Hall, now: Timestamp) -> Vec<String> {
    let open = crate::playback::calendar::Rule {
        hall: Some(crate::playback::calendar::HallTime::Open),
        ..Default::default()
    };
    let plan = &hall.plan;
    let hours = (0..7 * 24 * 4)
        .filter_map(|quarter: i64| now.checked_add(jiff::SignedDuration::from_mins(quarter * 15)).ok());
    let hours: Vec<Timestamp> = hours.filter(|at| open.applies(&plan.calendar, *at, &hall.zone)).collect();
    let mut found = Vec::new();
    for screen in &hall.screens {
        for zone in Zone::ALL {
            let schedules: Vec<_> = plan.schedules_of(&screen.name, zone).collect();
            if schedules.is_empty() || plan.fallback(&screen.name, zone).is_some() {
                continue;
            }
            let gap = hours.iter().find(|at| {
                !schedules.iter().any(|(_, schedule)| schedule.rule.applies(&plan.calendar, **at, &hall.zone))
            });
            if let Some(at) = gap {
                let when = at.to_zoned_datetime(hall.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
                found.push(format!(
                    "nothing is planned for the {} zone of screen `{}` at {when}, when the hall is open",
                    zone.word(),
                    screen.name
                ));
            }
        }
    }
    found
}
