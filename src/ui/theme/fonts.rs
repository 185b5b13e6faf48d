//! The embedded fonts: a screen needs none of its system's.

use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily};

/// Bold text; egui chooses weights by family.
pub const BOLD: &str = "bold";
/// Material Symbols Rounded.
pub const ICONS: &str = egui_material_icons::FONT_FAMILY_OUTLINED;

/// Installs the fonts and nothing else. Characters outside GBK come from a system font that eframe finds on demand.
pub fn install(ctx: &Context) {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in [("sans", crate::fonts::REGULAR), ("sans-bold", crate::fonts::BOLD)] {
        let mut data = FontData::from_static(bytes);
        // Whole-pixel glyphs: sharper, and a quarter of the atlas.
        data.tweak.subpixel_binning = Some(false);
        fonts.font_data.insert(name.into(), Arc::new(data));
    }
    let mut icons = egui_material_icons::font_insert().data;
    icons.tweak.y_offset_factor = 0.0;
    fonts.font_data.insert("icons".into(), Arc::new(icons));
    fonts.families.insert(FontFamily::Proportional, vec!["sans".into()]);
    fonts.families.insert(FontFamily::Monospace, vec!["sans".into()]);
    fonts.families.insert(FontFamily::Name(BOLD.into()), vec!["sans-bold".into(), "sans".into()]);
    fonts.families.insert(FontFamily::Name(ICONS.into()), vec!["icons".into()]);
    ctx.set_fonts(fonts);
}
