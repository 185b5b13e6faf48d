//! `[[screen.hours]]`: when a screen is dim or off.

use crate::{
    config::{
        limits::BRIGHTNESS,
        parse::play::rule,
        reader::Reader,
        words::{LIGHTS, Light},
    },
    playback::plan::{Hours, Power},
};

/// In the order of the file, in which the first that applies counts. A wrong one is noted and left out.
pub(super) fn read(table: &mut Reader<'_>) -> Vec<Hours> {
    table.tables("hours").into_iter().filter_map(one).collect()
}

fn one(mut table: Reader<'_>) -> Option<Hours> {
    let rule = rule::read(&mut table);
    table.need("power", "\"off\"");
    let light = table.word("power", &LIGHTS).map(|light| light.value);
    let brightness = table.whole("brightness", &BRIGHTNESS, "40");
    match light {
        Some(Light::Dim) => table.need("brightness", "40"),
        Some(_) => table.refuse("brightness", "belongs to `power = \"dim\"`", "take it out"),
        None => {}
    }
    table.finish();
    let power = match light? {
        Light::On => Power::On,
        Light::Off => Power::Off,
        Light::Dim => Power::Dim(u8::try_from(brightness?.value).ok()?),
    };
    Some(Hours { rule, power })
}
