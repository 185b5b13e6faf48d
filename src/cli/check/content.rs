//! What a plan asks for, held against what the sources have now.

use std::time::Duration;

use jiff::Timestamp;

use crate::{
    cli::{audition, hall},
    config::{Hall, Places, Problem, Screen},
    domain::{Snapshot, Verdict},
    playback::plan::{Dwell, Entry, What},
};

/// Queries that match nothing, items that are not shown, and what stands shorter than it takes to read it.
pub(super) fn doubts(hall: &Hall, places: &Places, now: Timestamp) -> Vec<Problem> {
    let snapshot = hall::content(hall);
    let screens: Vec<_> =
        hall.screens.iter().map(|screen| (screen, audition::played(&hall.plan, &screen.name))).collect();
    let mut found = Vec::new();
    for (list, (playlist, at)) in hall.plan.playlists.iter().zip(&places.playlists).enumerate() {
        let playing: Vec<&Screen> = screens
            .iter()
            .filter(|(_, played)| played.contains_key(&list))
            .map(|(screen, _)| *screen)
            .collect();
        for (entry, at) in playlist.entries.iter().zip(&at.entries) {
            let doubt = doubt(hall, &playing, &snapshot, entry, now);
            found.extend(doubt.map(|(message, hint)| Problem::new(at.clone(), message, hint)));
        }
    }
    found
}

fn doubt(
    hall: &Hall,
    playing: &[&Screen],
    snapshot: &Snapshot,
    entry: &Entry,
    now: Timestamp,
) -> Option<(String, String)> {
    if !matches!(entry.what, What::Query(_) | What::Item(_)) {
        return None;
    }
    let pieces = playing.iter().flat_map(|screen| audition::pieces(hall, screen, snapshot, entry, now));
    let Some(longest) = pieces.max_by_key(|piece| piece.dwell) else {
        let first = playing.first()?;
        return Some(match &entry.what {
            What::Item(id) => match audition::verdict(hall, first, snapshot, id, now) {
                None => (
                    format!("no source has the item `{id}`"),
                    "`gongshi feed inspect` lists the ids; or take the entry out".into(),
                ),
                Some((Verdict::Shown, _)) => (
                    format!("the item `{id}` has nothing to show now"),
                    "the entry is left out until it has".into(),
                ),
                Some((verdict, detail)) => (
                    format!("the item `{id}` is not shown: {} ({detail})", verdict.word()),
                    "the entry is left out until it is shown; or take it out".into(),
                ),
            },
            _ => (
                "this matches nothing now".into(),
                "the entry is left out until something matches: compare the words with those of the feed"
                    .into(),
            ),
        });
    };
    let Dwell::Fixed(dwell) = entry.dwell else { return None };
    // Nothing takes less by itself: a shorter dwell is too short only for what is longer.
    (longest.dwell > dwell.max(Duration::from_secs(8))).then(|| {
        let ids: Vec<&str> = longest.items().iter().map(|item| item.id.as_str()).collect();
        let needs = longest.dwell.as_secs();
        (
            format!("reading `{}` takes {needs} s, but it stands for {} s", ids.join(", "), dwell.as_secs()),
            format!("write `dwell = \"{needs}s\"`, or `dwell = \"auto\"`"),
        )
    })
}
