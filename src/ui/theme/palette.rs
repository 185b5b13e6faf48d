//! The colours of the three themes. Nowhere else may a colour be made; a test computes the contrast of every
//! pair that meets.
#![expect(clippy::disallowed_methods, reason = "the one home of colours")]

use egui::Color32;

/// The colours of a theme, by meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Behind everything.
    pub bg: Color32,
    /// Cards, bars, buttons on `bg`.
    pub surface: Color32,
    /// Text.
    pub ink: Color32,
    /// Secondary text.
    pub ink2: Color32,
    /// Lines between things; carries no meaning.
    pub line: Color32,
    /// What can be pressed, what leads.
    pub key: Color32,
    /// A ground for `key`.
    pub key_soft: Color32,
    /// Warning, first places, black list.
    pub red: Color32,
    /// A ground for `red`.
    pub red_soft: Color32,
    /// Done, in force, fresh.
    pub green: Color32,
    /// A ground for `green`.
    pub green_soft: Color32,
    /// Late, stale, pending.
    pub amber: Color32,
    /// A ground for `amber`.
    pub amber_soft: Color32,
    /// Text on `key`, `red` and `green`.
    pub on_key: Color32,
    /// The bar with the hall's name.
    pub bar: Color32,
    /// A ground on the bar.
    pub bar_soft: Color32,
    /// Text on `bar` and `bar_soft`.
    pub on_bar: Color32,
    /// The ground of a QR code and its modules: always black on white, whatever the theme.
    pub paper: Color32,
    /// The modules of a QR code.
    pub print: Color32,
    /// Outside the picture, and behind an LED strip: dark LEDs.
    pub off: Color32,
}

impl Palette {
    /// What laid over everything leaves so many percent of its light. Light is what a meter reads; the numbers of
    /// colours follow it by the power of 1/2.2.
    pub fn dimmed(&self, percent: u8) -> Color32 {
        let share = (f32::from(percent.min(100)) / 100.0).powf(1.0 / 2.2);
        self.off.gamma_multiply(1.0 - share)
    }
}

const fn hex(rgb: u32) -> Color32 {
    Color32::from_rgb((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
}

/// The kiosk by day (look/base.css).
pub const DAY: Palette = Palette {
    bg: hex(0xEEF2F7),
    surface: hex(0xFFFFFF),
    ink: hex(0x14202E),
    ink2: hex(0x4A5868),
    line: hex(0xD5DDE7),
    key: hex(0x0B4EA2),
    key_soft: hex(0xE3EDF9),
    red: hex(0xB5121B),
    red_soft: hex(0xFBE9EA),
    green: hex(0x14703F),
    green_soft: hex(0xE3F3EA),
    amber: hex(0x8A4B00),
    amber_soft: hex(0xFFF1DC),
    on_key: hex(0xFFFFFF),
    bar: hex(0x0B4EA2),
    bar_soft: hex(0x2C68B1),
    on_bar: hex(0xFFFFFF),
    paper: hex(0xFFFFFF),
    print: hex(0x000000),
    off: hex(0x000000),
};

/// Board and strip (look/base.css).
pub const NIGHT: Palette = Palette {
    bg: hex(0x0A1420),
    surface: hex(0x13233A),
    ink: hex(0xF2F6FB),
    ink2: hex(0xA9B8C9),
    line: hex(0x24384F),
    key: hex(0x63AEFF),
    key_soft: hex(0x173352),
    red: hex(0xFF6B70),
    red_soft: hex(0x3A1A22),
    green: hex(0x43D490),
    green_soft: hex(0x12362A),
    amber: hex(0xFFC24B),
    amber_soft: hex(0x3A2C10),
    on_key: hex(0x0A1420),
    bar: hex(0x13233A),
    bar_soft: hex(0x24384F),
    on_bar: hex(0xF2F6FB),
    paper: hex(0xFFFFFF),
    print: hex(0x000000),
    off: hex(0x000000),
};

/// White and yellow on black, at least 7:1 everywhere; what other themes tell by colour stands in words too.
pub const CONTRAST: Palette = Palette {
    bg: hex(0x000000),
    surface: hex(0x000000),
    ink: hex(0xFFFFFF),
    ink2: hex(0xFFFFFF),
    line: hex(0xFFFFFF),
    key: hex(0xFFFF00),
    key_soft: hex(0x262600),
    red: hex(0xFFB3B3),
    red_soft: hex(0x330000),
    green: hex(0x9CFFC4),
    green_soft: hex(0x002613),
    amber: hex(0xFFE08A),
    amber_soft: hex(0x2B2000),
    on_key: hex(0x000000),
    bar: hex(0x000000),
    bar_soft: hex(0x404040),
    on_bar: hex(0xFFFFFF),
    paper: hex(0xFFFFFF),
    print: hex(0x000000),
    off: hex(0x000000),
};

/// The colours of an LED strip: pure primaries, as the modules have them.
#[derive(Debug, Clone, Copy)]
pub struct Led;

impl Led {
    /// Urgent.
    pub const RED: Color32 = hex(0xFF4136);
    /// Ordinary text.
    pub const AMBER: Color32 = hex(0xFFB000);
    /// Separators, clock.
    pub const GREEN: Color32 = hex(0x2ECC40);
}

impl Palette {
    /// Every pair of text and ground that meets on a face, with a name for the report of a test.
    pub const fn pairs(&self) -> [(&'static str, Color32, Color32); 24] {
        [
            ("ink on bg", self.ink, self.bg),
            ("ink on surface", self.ink, self.surface),
            ("ink on key_soft", self.ink, self.key_soft),
            ("ink on red_soft", self.ink, self.red_soft),
            ("ink on green_soft", self.ink, self.green_soft),
            ("ink on amber_soft", self.ink, self.amber_soft),
            ("ink2 on bg", self.ink2, self.bg),
            ("ink2 on surface", self.ink2, self.surface),
            ("ink2 on key_soft", self.ink2, self.key_soft),
            ("key on bg", self.key, self.bg),
            ("key on surface", self.key, self.surface),
            ("key on key_soft", self.key, self.key_soft),
            ("red on bg", self.red, self.bg),
            ("red on surface", self.red, self.surface),
            ("red on red_soft", self.red, self.red_soft),
            ("green on surface", self.green, self.surface),
            ("green on green_soft", self.green, self.green_soft),
            ("amber on surface", self.amber, self.surface),
            ("amber on amber_soft", self.amber, self.amber_soft),
            ("on_key on key", self.on_key, self.key),
            ("on_key on red", self.on_key, self.red),
            ("on_key on green", self.on_key, self.green),
            ("on_bar on bar", self.on_bar, self.bar),
            ("on_bar on bar_soft", self.on_bar, self.bar_soft),
        ]
    }
}

/// The contrast ratio of two opaque colours by WCAG 2.2, 1 to 21.
pub fn contrast_ratio(a: Color32, b: Color32) -> f32 {
    let luminance = |colour: Color32| {
        let linear = |channel: u8| {
            let value = f32::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_that_meets_can_be_read() {
        for (theme, palette, least) in [("day", DAY, 4.5), ("night", NIGHT, 4.5), ("contrast", CONTRAST, 7.0)]
        {
            for (pair, text, ground) in palette.pairs() {
                let ratio = contrast_ratio(text, ground);
                assert!(ratio >= least, "{theme}: {pair} has only {ratio:.2}:1, needs {least}:1");
            }
        }
        for led in [Led::RED, Led::AMBER, Led::GREEN] {
            assert!(contrast_ratio(led, NIGHT.off) >= 4.5);
        }
    }

    #[test]
    fn the_measure_is_that_of_wcag() {
        assert!((contrast_ratio(DAY.paper, DAY.print) - 21.0).abs() < 0.01);
        assert!((contrast_ratio(hex(0x777777), hex(0xFFFFFF)) - 4.48).abs() < 0.01);
    }
}
