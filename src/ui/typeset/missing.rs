//! Characters that no font has, such as 生僻字 on a machine without a font for them: drawn as an empty box, and said
//! once in the log, as nobody who could mend it stands before the screen.

use std::collections::BTreeSet;

use egui::{FontId, Id, Ui};

/// So many are told one by one; a text of rubbish must not fill the log.
const TOLD: usize = 200;

#[derive(Clone, Default)]
struct Told(BTreeSet<char>);

/// Looks whether each character has a glyph, and reports those that have none. For texts that are laid out anew, not for
/// every frame.
pub(super) fn report<'a>(ui: &Ui, chars: impl Iterator<Item = (char, &'a FontId)>) {
    let missing: BTreeSet<char> = ui.ctx().fonts_mut(|view| {
        chars
            .filter(|(c, _)| !c.is_ascii() && !c.is_control())
            .filter(|(c, font)| !view.has_glyph(font, *c))
            .map(|(c, _)| c)
            .collect()
    });
    if missing.is_empty() {
        return;
    }
    let new: Vec<char> = ui.data_mut(|data| {
        let told = &mut data.get_temp_mut_or_default::<Told>(Id::unique("missing glyphs")).0;
        let room = TOLD.saturating_sub(told.len());
        let new: Vec<char> = missing.into_iter().filter(|c| !told.contains(c)).take(room).collect();
        told.extend(&new);
        new
    });
    for c in new {
        tracing::warn!(
            "no font has {c} (U+{:04X}): it shows as an empty box; install a font that has it, such as Debian's fonts-noto-cjk or fonts-hanazono",
            u32::from(c)
        );
    }
}
