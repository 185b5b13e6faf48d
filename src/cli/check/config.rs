//! A config: its mistakes, what is doubtful in it, and what it says.

use std::{fmt::Write as _, process::ExitCode};

use egui::Vec2;

use super::{Args, content, plan};
use crate::{
    cli::{
        console,
        diagnostic::{self, Weight},
    },
    config::{self, Face, Hall, Screen},
    playback::plan::Zone,
    ui::{
        theme::{LEAST_CHARACTER_MM, Look},
        words::{Language, Words},
    },
};

/// Strokes of a Chinese character run together in fewer pixels (GB/T 22320's smallest screen font is 16 by 16).
const LEAST_CHARACTER_PX: f32 = 16.0;

/// What is taken for the monitor where the config does not say.
const USUAL_OUTPUT: (u32, u32) = (1920, 1080);

pub(super) fn check(bytes: &[u8], args: &Args, name: &str) -> anyhow::Result<ExitCode> {
    let coloured = console::coloured();
    let (hall, places) = match config::read_with_places(bytes, &args.file) {
        Ok(read) => read,
        Err(mistakes) => {
            diagnostic::show(&mistakes, name);
            console::remark(&format!("{name}: {}", super::counted(mistakes.count(), "mistake")));
            return Ok(ExitCode::FAILURE);
        }
    };
    for (message, hint) in hall.screens.iter().filter_map(doubt) {
        console::remark(&format!("{}\n", diagnostic::plain(Weight::Warning, &message, hint, coloured)));
    }
    let (now, text) = (args.instant(&hall.zone)?, String::from_utf8_lossy(bytes));
    let mut doubts = plan::doubts(&hall, &places, now);
    if args.content {
        doubts.extend(content::doubts(&hall, &places, now));
    }
    doubts.sort_by_key(|doubt| doubt.range.start);
    for doubt in doubts {
        console::remark(&format!("{}\n", diagnostic::render(Weight::Warning, &doubt, name, &text, coloured)));
    }
    console::say(&summary(&hall, name))?;
    Ok(ExitCode::SUCCESS)
}

/// What a screen is allowed to say, but its readers will suffer from; with what to do.
fn doubt(screen: &Screen) -> Option<(String, &'static str)> {
    let name = &screen.name;
    if screen.face == Face::Strip {
        let height = screen.strip.height.or(screen.size.map(|(_, height)| height));
        let text = screen.strip.text_height.or(height.map(|height| height * 3 / 4))?;
        return ((text as f32) < LEAST_CHARACTER_PX).then(|| {
            let message =
                format!("the text of screen `{name}` is {text} pixels high: strokes of 汉字 run together");
            (message, "set `text_height` in [screen.strip] to 16 or more")
        });
    }
    let (width, height) = screen.size.unwrap_or(USUAL_OUTPUT);
    let look = Look::new(screen, Vec2::new(width as f32, height as f32), Words::new(Language::Chinese));
    let (millimetres, pixels) = look.least_character();
    if millimetres < LEAST_CHARACTER_MM {
        let message = format!(
            "the smallest text of screen `{name}` is {millimetres:.1} mm high, less than {LEAST_CHARACTER_MM} mm (ADA 707)"
        );
        return Some((message, "set `viewing_distance_m` to where the farthest reader stands"));
    }
    (pixels < LEAST_CHARACTER_PX).then(|| {
        let message = format!(
            "the smallest text of screen `{name}` has only {pixels:.0} pixels: strokes of 汉字 run together"
        );
        (message, "check `size`, `diagonal_inch` and `viewing_distance_m`; or use a panel with more pixels")
    })
}

fn summary(hall: &Hall, name: &str) -> String {
    let mut said = format!("{name} is a config without mistakes.\n");
    let zone = hall.zone.iana_name().unwrap_or("a time zone without a name");
    let _ = write!(said, "hall    {}, {zone}", hall.name);
    for source in &hall.sources {
        let _ = write!(
            said,
            "\n{}  {}: {}, asked every {} s",
            if source.alerts.is_some() { "alert " } else { "source" },
            source.name,
            source.url,
            source.poll.as_secs()
        );
        if source.rules.plain_proactive {
            said.push_str(", plain items are 主动公开");
        }
        if source.rules.require_approval {
            said.push_str(", only approved items");
        }
        if let Some(rules) = &source.alerts {
            let _ = write!(
                said,
                ", from {}, at least {}, {} and {}",
                rules.senders.join(", "),
                rules.severity.word(),
                rules.urgency.word(),
                rules.certainty.word()
            );
            if !rules.areas.is_empty() {
                let _ = write!(said, ", for {}", rules.areas.join(", "));
            }
        }
    }
    if let Some(remote) = &hall.remote {
        let _ = write!(
            said,
            "\nremote  {}, asked every {} s: once it answers, its playlists replace those here",
            remote.url,
            remote.poll.as_secs()
        );
    }
    for screen in &hall.screens {
        let _ = write!(said, "\nscreen  {}: {}", screen.name, screen.face.word());
        match screen.size {
            Some((width, height)) => {
                let _ = write!(said, ", {width}x{height}");
            }
            None => said.push_str(", the monitor's size"),
        }
        if screen.face != Face::Strip {
            let _ = write!(
                said,
                ", {} inch, read from {} m: characters {:.1} mm high",
                screen.diagonal_inch,
                screen.viewing_distance_m,
                screen.base_mm()
            );
        }
        let _ = write!(said, ", {}", screen.theme.word());
        if screen.internal {
            said.push_str(", for staff only");
        }
        let columns = screen.columns.iter().map(|column| column.id.as_str());
        let shown: Vec<&str> = columns.chain(screen.kinds.iter().map(|kind| kind.word())).collect();
        if !shown.is_empty() {
            let _ = write!(said, "\n        shows {}", shown.join(", "));
        }
        let list = |place: usize| hall.plan.playlists.get(place).map_or("", |list| list.name.as_str());
        for zone in Zone::ALL {
            if screen.face == Face::Board {
                for (_, schedule) in hall.plan.schedules_of(&screen.name, zone) {
                    let _ = write!(
                        said,
                        "\n        {} plays {} by the schedule {}, priority {}",
                        zone.word(),
                        list(schedule.playlist),
                        schedule.name,
                        schedule.priority
                    );
                }
            }
            if let Some(fallback) = hall.plan.fallback(&screen.name, zone) {
                let _ = write!(said, "\n        {} else plays {}", zone.word(), list(fallback));
            }
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn screen(keys: &str) -> Screen {
        let text = format!(
            "[hall]\nname = \"h\"\n[[source]]\nname = \"s\"\nurl = \"file:f\"\n[[screen]]\nname = \"x\"\n{keys}\n"
        );
        config::read(text.as_bytes(), Path::new("/hall.toml")).unwrap().screens.remove(0)
    }

    #[test]
    fn what_readers_would_suffer_from_is_said() {
        let board = |keys: &str| doubt(&screen(&format!("face = \"board\"\nkinds = [\"notice\"]\n{keys}")));
        assert_eq!(board("diagonal_inch = 65\nviewing_distance_m = 4"), None);
        // A board fills its panel: only a small panel or one of few pixels has text too small.
        assert!(board("diagonal_inch = 10\nviewing_distance_m = 0.6").unwrap().0.contains(" mm high"));
        let coarse = "size = \"480x320\"\ndiagonal_inch = 65\nviewing_distance_m = 1.5";
        assert!(board(coarse).unwrap().0.contains("pixels"));
        let strip = |keys: &str| doubt(&screen(&format!("face = \"strip\"\nkinds = [\"notice\"]\n{keys}")));
        assert_eq!(strip("size = \"1536x64\""), None);
        assert_eq!(strip(""), None);
        assert!(strip("size = \"1536x16\"").unwrap().0.contains("12 pixels"));
        let kiosk = doubt(&screen("face = \"kiosk\"\ndiagonal_inch = 32\nsize = \"1080x1920\""));
        assert_eq!(kiosk, None);
    }
}
