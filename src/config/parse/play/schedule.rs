//! `[[schedule]]`.

use std::{collections::BTreeSet, ops::Range};

use super::{Lists, rule};
use crate::{
    config::{
        Face, Screen,
        limits::PRIORITY,
        near::nearest,
        parse::screen::Group,
        problem::Problem,
        reader::{Placed, Reader, short},
        words::ZONES,
    },
    playback::plan::{Schedule, Zone},
};

/// What schedules may be bound to.
pub(in super::super) struct Bound<'a> {
    pub screens: &'a [Screen],
    pub groups: &'a [Group<'a>],
}

/// The schedule and its place; `None` only after a problem was noted. `bound` is `None` when a screen could not be read.
pub(in super::super) fn read(
    mut table: Reader<'_>,
    lists: &Lists,
    bound: Option<&Bound<'_>>,
) -> Option<(Schedule, Range<usize>)> {
    table.need("playlist", "\"日常\"");
    let playlist = table.name("playlist", "\"日常\"");
    let name = table.name("name", "\"午间\"");
    let found = playlist.as_ref().and_then(|name| lists.find(&table, name));
    let zone = table.word("zone", &ZONES).map(|zone| zone.value).unwrap_or_default();
    let named = table.texts("screens", "[\"board\"]").unwrap_or_default();
    let mut screens: Vec<String> = Vec::new();
    if let Some(bound) = bound {
        let all: BTreeSet<&str> = named.iter().flat_map(|name| bound.of(&table, name, zone)).collect();
        screens.extend(all.into_iter().map(str::to_owned));
    }
    let rule = rule::read(&mut table);
    let priority = table.whole("priority", &PRIORITY, "10").map_or(0, |priority| priority.value);
    table.finish();
    let name = name.or(playlist)?;
    let schedule = Schedule { name: name.value.to_owned(), screens, zone, playlist: found?, rule, priority };
    Some((schedule, name.range))
}

impl<'a> Bound<'a> {
    /// The screens that a name means; says so if there is none that can play in the zone.
    fn of(&self, table: &Reader<'_>, name: &Placed<&str>, zone: Zone) -> Vec<&'a str> {
        let plays = |screen: &Screen| match screen.face {
            Face::Board => true,
            Face::Strip => zone == Zone::Main,
            Face::Kiosk => false,
        };
        let own = self.screens.iter().find(|screen| screen.name == name.value);
        let group = self.groups.iter().find(|group| group.name == name.value);
        let (message, hint) = match (own, group) {
            (Some(screen), _) if plays(screen) => return vec![&screen.name],
            (Some(screen), _) if screen.face == Face::Strip => {
                let message = format!("`{}` is a strip, which has no `{}` zone", screen.name, zone.word());
                (message, "take it out, or take the line `zone` out".into())
            }
            (Some(screen), _) => {
                let message = format!("`{}` is a kiosk: playlists play on boards and strips", screen.name);
                (message, "take it out, or name a board or a strip".into())
            }
            (None, Some(group)) => {
                let of_group = self.screens.iter().filter(|screen| group.screens.contains(&screen.name));
                let playing: Vec<&str> =
                    of_group.filter(|screen| plays(screen)).map(|screen| screen.name.as_str()).collect();
                if !playing.is_empty() {
                    return playing;
                }
                let message =
                    format!("no screen of the group `{}` plays in the zone `{}`", group.name, zone.word());
                (message, format!("write `group = \"{}\"` at a [[screen]], or name another", group.name))
            }
            (None, None) => {
                let playing = self.screens.iter().filter(|screen| plays(screen));
                let known = playing.map(|screen| screen.name.as_str());
                let known = known.chain(self.groups.iter().map(|group| group.name.as_str()));
                let hint = match nearest(name.value, known) {
                    Some(near) => format!("write `\"{near}\"`"),
                    None => "write the `name` of a [[screen]] with `face = \"board\"` or `\"strip\"`, or of a [[group]]".into(),
                };
                (format!("no screen or group is called `{}`", short(name.value)), hint)
            }
        };
        table.add(Problem::new(name.range.clone(), message, hint));
        Vec::new()
    }
}
