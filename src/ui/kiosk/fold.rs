//! A card that starts closed and opens with a touch, for what few visitors need.

use egui::{Align2, Id, Rect, Sense, Ui, Vec2};
use egui_material_icons::{MaterialIcon, icons};

use crate::ui::{
    theme::{Look, Size},
    typeset::Style,
    widgets,
};

/// Draws the card; `contents` only while it is open.
///
/// The context remembers one open fold at most, by the id of the scrolling column, which differs for every visit:
/// a page that is opened anew shows it closed, and weeks of visitors leave nothing behind.
pub fn fold(
    ui: &mut Ui,
    look: &Look,
    icon: MaterialIcon,
    title: &str,
    remark: &str,
    contents: impl FnOnce(&mut Ui),
) {
    let slot = Id::unique("the open fold");
    let own = ui.scope_id().with(("fold", title));
    let open = ui.data(|data| data.get_temp::<Id>(slot)) == Some(own);
    widgets::card(ui, look, |ui| {
        let (rect, _) =
            ui.allocate_exact_size(Vec2::new(ui.available_width(), look.target()), Sense::hover());
        head(ui, look, rect, icon, title, remark, open);
        let key = if open { "fold-close" } else { "fold-open" };
        let name = look.words.with(key, &[("title", title.into())]);
        if widgets::pressable(ui, look, rect.expand2(Vec2::new(look.px(20.0), 0.0)), &name, true).clicked() {
            ui.data_mut(|data| {
                if open {
                    data.remove::<Id>(slot);
                } else {
                    data.insert_temp(slot, own);
                }
            });
            ui.ctx().request_repaint();
        }
        if open {
            ui.add_space(look.space(2.0));
            contents(ui);
        }
    });
}

/// What the button shows; its name says it to a reader.
fn head(ui: &Ui, look: &Look, rect: Rect, icon: MaterialIcon, title: &str, remark: &str, open: bool) {
    let colours = &look.colours;
    let icon_room = look.px(46.0);
    widgets::icon_at(ui, look, rect.left_center() + Vec2::new(icon_room / 2.0, 0.0), icon, 46.0, colours.key);
    let left = rect.left_center() + Vec2::new(icon_room + look.space(2.0), 0.0);
    let arrow = if open { icons::ICON_KEYBOARD_ARROW_UP } else { icons::ICON_KEYBOARD_ARROW_DOWN };
    let right = rect.right_center() - Vec2::new(look.px(24.0), 0.0);
    widgets::icon_at(ui, look, right, arrow, 52.0, colours.key);
    let word = look.words.say(if open { "fold-word-close" } else { "fold-word-open" });
    let at = right - Vec2::new(look.px(36.0), 0.0);
    let style = Style::plain(Size::Body, colours.key);
    let used = widgets::paint_at(ui, look, at, Align2::RIGHT_CENTER, &word, style, rect.width() * 0.3, 1);
    let room = used.left() - look.space(3.0) - left.x;
    let style = Style::bold(Size::Lead, colours.ink);
    let titled = widgets::paint_at(ui, look, left, Align2::LEFT_CENTER, title, style, room, 1);
    let room = used.left() - look.space(3.0) - titled.right() - look.space(3.0);
    if room > look.px(120.0) {
        let at = egui::pos2(titled.right() + look.space(3.0), rect.center().y);
        let style = Style::plain(Size::Caption, colours.ink2);
        widgets::paint_at(ui, look, at, Align2::LEFT_CENTER, remark, style, room, 1);
    }
}

#[cfg(test)]
mod tests {
    use egui::{Event, PointerButton, Pos2, RawInput};

    use super::*;
    use crate::{
        sample,
        ui::{
            theme,
            words::{Language, Words},
        },
    };

    /// Draws one frame of a visit; returns whether the fold is open.
    fn frame(ctx: &egui::Context, look: &Look, visit: u64, events: Vec<Event>) -> bool {
        let screen = Rect::from_min_size(Pos2::ZERO, Vec2::new(1000.0, 600.0));
        let input = RawInput { screen_rect: Some(screen), events, ..RawInput::default() };
        let mut open = false;
        let mut output = ctx.run_ui(input, |ui| {
            ui.scope_builder(egui::UiBuilder::new().id_salt(visit), |ui| {
                fold(ui, look, icons::ICON_GAVEL, "办理依据", "共 3 条", |_| open = true);
            });
        });
        output.textures_delta.clear();
        open
    }

    fn tap(ctx: &egui::Context, look: &Look, visit: u64) {
        let pos = Pos2::new(500.0, 80.0);
        let button = |pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: egui::Modifiers::NONE,
        };
        frame(ctx, look, visit, vec![Event::PointerMoved(pos), button(true)]);
        frame(ctx, look, visit, vec![button(false)]);
    }

    #[test]
    fn it_starts_closed_opens_with_a_tap_and_is_forgotten_on_leaving() {
        let ctx = egui::Context::default();
        theme::fonts::install(&ctx);
        let hall = sample::hall("http://127.0.0.1/feed.json");
        let look = Look::new(&hall.screens[0], Vec2::new(1080.0, 1920.0), Words::new(Language::Chinese));
        frame(&ctx, &look, 1, Vec::new());
        assert!(!frame(&ctx, &look, 1, Vec::new()));
        tap(&ctx, &look, 1);
        assert!(frame(&ctx, &look, 1, Vec::new()));
        assert!(!frame(&ctx, &look, 2, Vec::new()), "another visitor finds it closed");
        assert!(frame(&ctx, &look, 1, Vec::new()));
        tap(&ctx, &look, 1);
        assert!(!frame(&ctx, &look, 1, Vec::new()), "a second tap closes it");
    }
}
