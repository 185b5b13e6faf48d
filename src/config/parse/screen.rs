//! `[[screen]]` and `[[group]]`: what hangs where and shows what.

mod columns;
mod hours;
mod strip;

use std::{ops::Range, time::Duration};

use super::{
    Names,
    play::Lists,
    variables::{self, Variables},
};
use crate::{
    config::{
        Column, Face, Screen, StripOptions, ThemeName,
        limits::{
            DEFAULT_DWELL, DEFAULT_IDLE_RESET, DEFAULT_KIOSK_DISTANCE, DEFAULT_STRIP_DISTANCE, DIAGONAL,
            DISTANCE, DWELL, IDLE_RESET, READING_SPEED, SIDE, STRIP_SIDE,
        },
        near::nearest,
        problem::Problem,
        reader::{Named, Placed, Reader, short},
        words::{FACES, KINDS, THEMES},
    },
    domain::Kind,
    playback::plan::{DEFAULT_READING_SPEED, Hours, ScreenPlan, Zone},
};

const KINDS_EXAMPLE: &str = "[\"notice\", \"ranking\"]";

/// What a screen may be called by in a list, and what holds for it where the screen itself says nothing.
pub(super) struct Group<'a> {
    pub name: String,
    /// Its screens.
    pub screens: Vec<String>,
    table: Named<'a>,
    variables: Variables,
}

/// All groups, without their screens yet. Their keys are checked here, whether a screen takes them or not.
pub(super) fn groups<'a>(root: &mut Reader<'a>, names: &mut Names, lists: &Lists) -> Vec<Group<'a>> {
    let mut groups = Vec::new();
    for mut table in root.tables("group") {
        let name = table.name("name", "\"一层大屏\"");
        table.need("name", "\"一层大屏\"");
        if let Some(name) = &name {
            names.take(&table, "screen or group", name);
        }
        let keys = Keys::read(&mut table, lists);
        if let Some(face) = keys.face {
            misfits(&mut table, face);
        }
        if let Some(name) = name {
            let (name, variables) = (name.value.to_owned(), keys.variables);
            groups.push(Group { name, screens: Vec::new(), table: table.named(), variables });
        }
        table.finish();
    }
    groups
}

/// A screen with what it adds to the plan.
pub(super) struct Found {
    pub screen: Screen,
    pub own: ScreenPlan,
    /// Where its name stands.
    pub place: Range<usize>,
    /// Where its strip stands, if it has one.
    pub strip: Option<Range<usize>>,
}

/// `None` only after a problem was noted. `hall` holds for every screen.
pub(super) fn read<'a>(
    mut table: Reader<'a>,
    names: &mut Names,
    lists: &Lists,
    groups: &mut [Group<'a>],
    hall: &Variables,
) -> Option<Found> {
    let name = table.name("name", "\"kiosk\"");
    table.need("name", "\"kiosk\"");
    if let Some(name) = &name {
        names.take(&table, "screen or group", name);
    }
    let group = table.name("group", "\"一层大屏\"").and_then(|name| group(&table, &name, groups));
    let mut inherited = hall.clone();
    if let Some(group) = group {
        table = table.over(Some(group.table.clone()));
        group.screens.extend(name.iter().map(|name| name.value.to_owned()));
        inherited.extend(group.variables.clone());
    }
    table.need("face", "\"kiosk\"");
    let keys = Keys::read(&mut table, lists);
    if let Some(face) = keys.face {
        misfits(&mut table, face);
        needs(&mut table, face);
    }
    table.finish();
    let name = name?;
    let strip = keys.strip.as_ref().map(|strip| strip.range.clone());
    let (screen, own) = keys.onto(name.value, inherited)?;
    Some(Found { screen, own, place: name.range, strip })
}

fn group<'g, 'a>(
    table: &Reader<'_>,
    name: &Placed<&str>,
    groups: &'g mut [Group<'a>],
) -> Option<&'g mut Group<'a>> {
    if let Some(place) = groups.iter().position(|group| group.name == name.value) {
        return groups.get_mut(place);
    }
    let hint = match nearest(name.value, groups.iter().map(|group| group.name.as_str())) {
        Some(near) => format!("write `group = \"{near}\"`"),
        None => "write the `name` of a [[group]]".into(),
    };
    table.add(Problem::new(name.range.clone(), format!("no group is called `{}`", short(name.value)), hint));
    None
}

/// The keys that screens and groups have in common.
struct Keys {
    face: Option<Face>,
    size: Option<(u32, u32)>,
    theme: Option<ThemeName>,
    internal: bool,
    reduced_motion: bool,
    diagonal: Option<f32>,
    distance: Option<f32>,
    columns: Option<Vec<Column>>,
    kinds: Option<Vec<Kind>>,
    dwell: Option<Duration>,
    idle_reset: Option<Duration>,
    strip: Option<Placed<Option<StripOptions>>>,
    fallback: Vec<(Zone, usize)>,
    reading_speed: Option<u32>,
    hours: Vec<Hours>,
    variables: Variables,
}

/// The key of each zone's fallback.
const FALLBACKS: [(Zone, &str); 3] =
    [(Zone::Main, "playlist"), (Zone::Side, "side_playlist"), (Zone::Ticker, "ticker_playlist")];

impl Keys {
    fn read(table: &mut Reader<'_>, lists: &Lists) -> Self {
        let face = table.word("face", &FACES).map(|face| face.value);
        let size = size(table, face);
        let strip = table.table("strip").map(|table| {
            let range = table.place();
            Placed { value: strip::read(table, size.as_ref()), range }
        });
        let fallback = FALLBACKS.into_iter().filter_map(|(zone, key)| {
            let name = table.name(key, "\"日常\"")?;
            Some((zone, lists.find(table, &name)?))
        });
        let fallback = fallback.collect();
        Self {
            face,
            size: size.map(|size| size.value),
            theme: table.word("theme", &THEMES).map(|theme| theme.value),
            internal: table.flag("internal").unwrap_or_default(),
            reduced_motion: table.flag("reduced_motion").unwrap_or_default(),
            diagonal: table.decimal("diagonal_inch", &DIAGONAL, "32"),
            distance: table.decimal("viewing_distance_m", &DISTANCE, "0.6"),
            columns: columns::read(table),
            kinds: table.words("kinds", &KINDS, KINDS_EXAMPLE),
            dwell: table.duration("dwell", &DWELL, "\"12s\"").map(|dwell| dwell.value),
            idle_reset: table.duration("idle_reset", &IDLE_RESET, "\"90s\"").map(|idle| idle.value),
            strip,
            fallback,
            reading_speed: table.whole("reading_speed", &READING_SPEED, "240").map(|speed| speed.value),
            hours: hours::read(table),
            variables: variables::read(table),
        }
    }

    /// The screen that they make. What a group says for other faces is left out.
    fn onto(self, name: &str, mut variables: Variables) -> Option<(Screen, ScreenPlan)> {
        let face = self.face?;
        let (kiosk, board) = (face == Face::Kiosk, face == Face::Board);
        variables.extend(self.variables);
        let own = ScreenPlan {
            fallback: self
                .fallback
                .into_iter()
                .filter(|(zone, _)| board || (!kiosk && *zone == Zone::Main))
                .collect(),
            reading_speed: self.reading_speed.filter(|_| !kiosk).unwrap_or(DEFAULT_READING_SPEED),
            hours: self.hours,
            variables: if kiosk { Variables::new() } else { variables },
            ..ScreenPlan::new(name.to_owned())
        };
        let screen = Screen {
            name: name.to_owned(),
            face,
            size: self.size,
            diagonal_inch: self.diagonal.filter(|_| face != Face::Strip).unwrap_or_default(),
            viewing_distance_m: self.distance.unwrap_or(if kiosk {
                DEFAULT_KIOSK_DISTANCE
            } else {
                DEFAULT_STRIP_DISTANCE
            }),
            theme: self.theme.unwrap_or(if kiosk { ThemeName::Day } else { ThemeName::Night }),
            internal: self.internal,
            columns: if kiosk {
                self.columns.unwrap_or_else(|| Kind::ALL.map(Column::of).into())
            } else {
                Vec::new()
            },
            kinds: self.kinds.filter(|_| !kiosk).unwrap_or_default(),
            dwell: self.dwell.filter(|_| board).unwrap_or(DEFAULT_DWELL),
            idle_reset: self.idle_reset.filter(|_| kiosk).unwrap_or(DEFAULT_IDLE_RESET),
            strip: self
                .strip
                .and_then(|strip| strip.value)
                .filter(|_| face == Face::Strip)
                .unwrap_or_default(),
            reduced_motion: self.reduced_motion,
        };
        Some((screen, own))
    }
}

/// A key that has no meaning on a face is a mistake: who wrote it expects something of it.
fn misfits(table: &mut Reader<'_>, face: Face) {
    let other_strip = "take the table out, or write `face = \"strip\"`";
    match face {
        Face::Kiosk => {
            for key in ["playlist", "side_playlist", "ticker_playlist", "reading_speed", "variables"] {
                table.refuse(key, "belongs to boards and strips", "take it out");
            }
            table.refuse("kinds", "belongs to boards and strips", "write `columns` with the same list");
            table.refuse("dwell", "belongs to boards: a kiosk shows what is touched", "take it out");
            table.refuse("strip", "belongs to strips", other_strip);
        }
        Face::Board => {
            table.refuse("columns", "belongs to kiosks", "write `kinds` with the same list");
            table.refuse("idle_reset", "belongs to kiosks: nobody touches a board", "take it out");
            table.refuse("strip", "belongs to strips", other_strip);
        }
        Face::Strip => {
            for key in ["side_playlist", "ticker_playlist"] {
                let hint = "take it out; `playlist` says what plays on the strip";
                table.refuse(key, "belongs to boards: a strip has one zone", hint);
            }
            table.refuse(
                "diagonal_inch",
                "means nothing on a strip, which is counted in modules",
                "take it out; `text_height` in [screen.strip] sets the size of the text",
            );
            table.refuse("columns", "belongs to kiosks", "write `kinds` with the same list");
            table.refuse(
                "dwell",
                "belongs to boards",
                "take it out; `speed` in [screen.strip] sets the pace",
            );
            table.refuse("idle_reset", "belongs to kiosks: nobody touches a strip", "take it out");
        }
    }
}

/// What a face cannot be without.
fn needs(table: &mut Reader<'_>, face: Face) {
    match face {
        Face::Kiosk => table.need("diagonal_inch", "32"),
        Face::Board => {
            table.need("diagonal_inch", "65");
            table.need("viewing_distance_m", "3");
        }
        Face::Strip => {}
    }
    if face != Face::Kiosk && !table.has("playlist") {
        table.need("kinds", KINDS_EXAMPLE);
    }
}

fn size(table: &mut Reader<'_>, face: Option<Face>) -> Option<Placed<(u32, u32)>> {
    let (example, bounds) = match face {
        Some(Face::Strip) => ("\"1536x64\"", &STRIP_SIDE),
        Some(Face::Board) => ("\"1920x1080\"", &SIDE),
        Some(Face::Kiosk) => ("\"1080x1920\"", &SIDE),
        // Which bounds hold is not known: only the wider ones are sure.
        None => ("\"1080x1920\"", &STRIP_SIDE),
    };
    let written = table.text("size", example)?;
    let Some((width, height)) = crate::config::size(written.value) else {
        table.add(Problem::new(
            written.range,
            format!("`{}` is not a size", short(written.value)),
            format!("write width and height in pixels, such as `size = {example}`"),
        ));
        return None;
    };
    if !(bounds.hold(&width) && bounds.hold(&height)) {
        table.add(
            Problem::new(
                written.range,
                format!("a side of `{}` is outside {bounds}", written.value),
                format!("write the output's width and height in pixels, such as `size = {example}`"),
            )
            .note(bounds.why),
        );
        return None;
    }
    Some(Placed { value: (width, height), range: written.range })
}
