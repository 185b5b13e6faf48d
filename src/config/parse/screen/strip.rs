//! `[screen.strip]`: a region of the output, mapped 1:1 to LED modules.

use crate::config::{
    StripOptions,
    limits::{Bounds, PITCH, SPEED, STRIP_SIDE, TEXT_HEIGHT},
    problem::Problem,
    reader::{Placed, Reader},
    words::SWEEPS,
};

/// What is wrong is noted, and the default holds.
pub(super) fn read(mut table: Reader<'_>, size: Option<&Placed<(u32, u32)>>) -> Option<StripOptions> {
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
    let pixel_pitch_mm = table.decimal("pixel_pitch_mm", &PITCH, "10");
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
        pixel_pitch_mm,
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
