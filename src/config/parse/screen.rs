//! `[[screen]]`: what hangs where and shows what.

use toml::de::DeValue;

use super::{Names, play::Lists};
use crate::{
    config::{
        Column, Face, Screen, StripOptions, ThemeName,
        limits::{
            Bounds, DEFAULT_DWELL, DEFAULT_IDLE_RESET, DEFAULT_KIOSK_DISTANCE, DEFAULT_STRIP_DISTANCE,
            DIAGONAL, DISTANCE, DWELL, IDLE_RESET, MAX_COLUMNS, READING_SPEED, SIDE, SPEED, STRIP_SIDE,
            TEXT_HEIGHT,
        },
        problem::Problem,
        reader::{Placed, Reader, kind_of, short},
        words::{FACES, KINDS, SWEEPS, THEMES, listed},
    },
    domain::Kind,
    playback::plan::{DEFAULT_READING_SPEED, ScreenPlan, Zone},
};

const KINDS_EXAMPLE: &str = "[\"notice\", \"ranking\"]";

/// `None` only after a problem was noted.
///
/// What the screen adds to the plan stands beside it, where it adds something.
pub(super) fn read(
    mut table: Reader<'_>,
    names: &mut Names,
    lists: &Lists,
) -> Option<(Screen, Option<ScreenPlan>)> {
    let name = table.name("name", "\"kiosk\"");
    table.need("name", "\"kiosk\"");
    if let Some(name) = &name {
        names.take(&table, "screen", name);
    }
    table.need("face", "\"kiosk\"");
    let face = table.word("face", &FACES).map(|face| face.value);
    let size = size(&mut table, face);
    let theme = table.word("theme", &THEMES).map(|theme| theme.value);
    let internal = table.flag("internal").unwrap_or_default();
    let reduced_motion = table.flag("reduced_motion").unwrap_or_default();
    let diagonal = table.decimal("diagonal_inch", &DIAGONAL, "32");
    let distance = table.decimal("viewing_distance_m", &DISTANCE, "0.6");
    let columns = columns(&mut table);
    let kinds = table.words("kinds", &KINDS, KINDS_EXAMPLE);
    let dwell = table.duration("dwell", &DWELL, "\"12s\"");
    let idle_reset = table.duration("idle_reset", &IDLE_RESET, "\"90s\"");
    let strip = table.table("strip", "[screen.strip]").and_then(|table| strip(table, size.as_ref()));
    let playlist = table.name("playlist", "\"日常\"").and_then(|name| lists.find(&table, &name));
    let speed = table.whole("reading_speed", &READING_SPEED, "240").map(|speed| speed.value);
    if let Some(face) = face {
        fitting(&mut table, face);
    }
    table.finish();

    let face = face?;
    let name = name?.value.to_owned();
    let own = (playlist.is_some() || speed.is_some()).then(|| ScreenPlan {
        fallback: playlist.map(|playlist| (Zone::Main, playlist)).into_iter().collect(),
        reading_speed: speed.unwrap_or(DEFAULT_READING_SPEED),
        ..ScreenPlan::new(name.clone())
    });
    let screen = Screen {
        name,
        face,
        size: size.map(|size| size.value),
        diagonal_inch: diagonal.unwrap_or_default(),
        viewing_distance_m: distance.unwrap_or(match face {
            Face::Kiosk => DEFAULT_KIOSK_DISTANCE,
            Face::Board | Face::Strip => DEFAULT_STRIP_DISTANCE,
        }),
        theme: theme.unwrap_or(match face {
            Face::Kiosk => ThemeName::Day,
            Face::Board | Face::Strip => ThemeName::Night,
        }),
        internal,
        columns: match face {
            Face::Kiosk => columns.unwrap_or_else(|| Kind::ALL.map(Column::of).into()),
            Face::Board | Face::Strip => Vec::new(),
        },
        kinds: kinds.unwrap_or_default(),
        dwell: dwell.map_or(DEFAULT_DWELL, |dwell| dwell.value),
        idle_reset: idle_reset.map_or(DEFAULT_IDLE_RESET, |idle| idle.value),
        strip: strip.unwrap_or_default(),
        reduced_motion,
    };
    Some((screen, own))
}

/// A key that has no meaning on a face is a mistake: who wrote it expects something of it.
fn fitting(table: &mut Reader<'_>, face: Face) {
    if face != Face::Board {
        table.refuse("playlist", "belongs to boards", "take it out");
        table.refuse("reading_speed", "belongs to boards", "take it out");
    }
    match face {
        Face::Kiosk => {
            table.need("diagonal_inch", "32");
            table.refuse("kinds", "belongs to boards and strips", "write `columns` with the same list");
            table.refuse("dwell", "belongs to boards: a kiosk shows what is touched", "take it out");
            table.refuse("strip", "belongs to strips", "take the table out, or write `face = \"strip\"`");
        }
        Face::Board => {
            table.need("diagonal_inch", "65");
            table.need("viewing_distance_m", "3");
            if !table.has("playlist") {
                table.need("kinds", KINDS_EXAMPLE);
            }
            table.refuse("columns", "belongs to kiosks", "write `kinds` with the same list");
            table.refuse("idle_reset", "belongs to kiosks: nobody touches a board", "take it out");
            table.refuse("strip", "belongs to strips", "take the table out, or write `face = \"strip\"`");
        }
        Face::Strip => {
            table.need("kinds", KINDS_EXAMPLE);
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

fn size(table: &mut Reader<'_>, face: Option<Face>) -> Option<Placed<(u32, u32)>> {
    let (example, bounds) = match face {
        Some(Face::Strip) => ("\"1536x64\"", &STRIP_SIDE),
        Some(Face::Board) => ("\"1920x1080\"", &SIDE),
        Some(Face::Kiosk) => ("\"1080x1920\"", &SIDE),
        // Which bounds hold is not known: only the wider ones are sure.
        None => ("\"1080x1920\"", &STRIP_SIDE),
    };
    let written = table.text("size", example)?;
    let Some((width, height)) = super::super::size(written.value) else {
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

/// `None` when nothing was written or nothing of it was right.
fn columns(table: &mut Reader<'_>) -> Option<Vec<Column>> {
    let example = "[\"guide\", \"notice\"]";
    let (key, value) = table.value("columns")?;
    let Some(list) = value.get_ref().as_array() else {
        table.add(Problem::new(
            value.span(),
            format!("`columns` is {}, not a list in [ ]", kind_of(value.get_ref())),
            format!("write such as `columns = {example}`"),
        ));
        return None;
    };
    if list.is_empty() {
        table.add(Problem::new(
            value.span(),
            "`columns` is empty: the kiosk's home would be blank",
            format!("write such as `columns = {example}`, or leave the line out for all seven"),
        ));
    }
    if list.len() > MAX_COLUMNS {
        table.add(
            Problem::new(key, format!("{} columns are too many", list.len()), format!("keep at most {MAX_COLUMNS}"))
                .note("the home does not scroll, and a tile must stay large enough to touch; a column may hold several kinds"),
        );
    }
    let mut ids = Names::default();
    let mut columns = Vec::new();
    for each in list.iter() {
        let column = match each.get_ref() {
            DeValue::String(_) => table
                .known_word(each, "columns", &KINDS)
                .map(|kind| (Column::of(kind.value), Placed { value: kind.value.word(), range: kind.range })),
            DeValue::Table(inner) => column(table.inner(inner, "a column", each.span())),
            other => {
                table.add(Problem::new(
                    each.span(),
                    format!("`columns` holds {}, not a column", kind_of(other)),
                    format!("write one of {}, or a table such as `{{ id = \"news\", title = \"公告\", kinds = [\"notice\"] }}`", listed(&KINDS)),
                ));
                None
            }
        };
        if let Some((column, id)) = column {
            ids.take(table, "column", &id);
            columns.push(column);
        }
    }
    Some(columns)
}

fn column(mut table: Reader<'_>) -> Option<(Column, Placed<&str>)> {
    let place = table.place();
    let title = table.name("title", "\"公告公示\"");
    let kinds = table.words("kinds", &KINDS, KINDS_EXAMPLE);
    table.need("kinds", KINDS_EXAMPLE);
    let id = table.name("id", "\"news\"");
    let wrong_id = id.as_ref().is_some_and(|id| !is_id(id.value));
    if let (Some(id), true) = (&id, wrong_id) {
        table.add(Problem::new(
            id.range.clone(),
            format!("`{}` cannot be an id", short(id.value)),
            "use lower-case letters, digits and `-`, such as `id = \"news\"`; what visitors read is `title`",
        ));
    }
    table.finish();
    let kinds = kinds?;
    let id = match id {
        Some(_) if wrong_id => return None,
        Some(id) => id,
        None => Placed { value: kinds.first()?.word(), range: place },
    };
    Some((Column { id: id.value.to_owned(), title: title.map(|title| title.value.to_owned()), kinds }, id))
}

/// An id is part of a page's name.
fn is_id(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn strip(mut table: Reader<'_>, size: Option<&Placed<(u32, u32)>>) -> Option<StripOptions> {
    let default = StripOptions::default();
    let edge = Bounds { least: 0, most: STRIP_SIDE.most, why: STRIP_SIDE.why };
    let x = table.whole("x", &edge, "0");
    let y = table.whole("y", &edge, "0");
    let width = table.whole("width", &STRIP_SIDE, "1536");
    let height = table.whole("height", &STRIP_SIDE, "64");
    let text_height = table.whole("text_height", &TEXT_HEIGHT, "48");
    let speed = table.whole("speed", &SPEED, "120");
    let direction = table.word("direction", &SWEEPS);
    let crisp = table.flag("crisp").unwrap_or_default();
    if let Some(size) = size {
        inside(&table, size, ("x", x.as_ref()), ("width", width.as_ref()), size.value.0);
        inside(&table, size, ("y", y.as_ref()), ("height", height.as_ref()), size.value.1);
    }
    let number = |placed: &Option<Placed<u32>>| placed.as_ref().map(|placed| placed.value);
    let room = number(&height).or_else(|| size?.value.1.checked_sub(number(&y).unwrap_or_default()));
    if let (Some(text), Some(room)) = (&text_height, room)
        && text.value > room
    {
        table.add(Problem::new(
            text.range.clone(),
            format!("text {} pixels high does not fit into {room} pixels", text.value),
            format!("write at most `text_height = {room}`, or leave it out for three quarters of the height"),
        ));
    }
    table.finish();
    Some(StripOptions {
        x: number(&x).unwrap_or(default.x),
        y: number(&y).unwrap_or(default.y),
        width: number(&width),
        height: number(&height),
        text_height: number(&text_height),
        speed: number(&speed).unwrap_or(default.speed),
        direction: direction.map_or(default.direction, |direction| direction.value),
        crisp,
    })
}

/// The region lies inside the output, along one side of it.
fn inside(
    table: &Reader<'_>,
    size: &Placed<(u32, u32)>,
    (from_key, from): (&str, Option<&Placed<u32>>),
    (length_key, length): (&str, Option<&Placed<u32>>),
    side: u32,
) {
    let start = from.map_or(0, |from| from.value);
    let problem = match (from, length) {
        (Some(from), _) if start >= side => Problem::new(
            from.range.clone(),
            format!("the strip begins at {from_key} {start}, outside the output of {side} pixels"),
            format!("write less than `{from_key} = {side}`"),
        ),
        (_, Some(length)) if u64::from(start) + u64::from(length.value) > u64::from(side) => Problem::new(
            length.range.clone(),
            format!(
                "the strip ends at pixel {}, outside the output of {side} pixels",
                u64::from(start) + u64::from(length.value)
            ),
            format!("write at most `{length_key} = {}`, or leave it out to reach the edge", side - start),
        ),
        _ => return,
    };
    table.add(problem.note_at(size.range.clone(), "the output's size"));
}
