//! When and where an item is next on a screen, or what keeps it away.

use std::{collections::BTreeSet, ops::ControlFlow};

use jiff::{SignedDuration, Timestamp};

use super::{Line, line, zones};
use crate::{
    cli::{audition, hall::gate},
    config::{Hall, Screen},
    domain::{Snapshot, Verdict},
    playback::{
        coming::coming,
        plan::{Entry, Schedule, What, Zone},
    },
};

/// How far it looks ahead.
const AHEAD: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The answer for a screen.
pub(super) fn on(hall: &Hall, screen: &Screen, snapshot: &Snapshot, id: &str, now: Timestamp) -> String {
    let name = &screen.name;
    let Some((verdict, detail)) = audition::verdict(hall, screen, snapshot, id, now) else {
        return format!("{name}: no source has the item {id}");
    };
    let until = now.checked_add(AHEAD).unwrap_or(Timestamp::MAX);
    if let Some(line) = first(hall, screen, snapshot, id, (now, until)) {
        return format!(
            "{name}, {}: {} to {}, playlist {}, entry {}: {}",
            line.zone,
            line.start,
            line.end,
            line.playlist.unwrap_or_default(),
            line.entry.unwrap_or_default(),
            line.why
        );
    }
    if verdict != Verdict::Shown {
        return format!("{name}: never: {} ({detail})", verdict.word());
    }
    if !Zone::ALL.iter().any(|zone| hall.plan.concerns(name, *zone)) {
        return format!("{name}: nothing is planned; the screen plays its kinds");
    }
    let asked = Asked { hall, screen, snapshot, id, span: (now, until) };
    format!("{name}: not within seven days: {}", asked.reasons().join("; "))
}

/// Its first appearance in any zone.
fn first(
    hall: &Hall,
    screen: &Screen,
    snapshot: &Snapshot,
    id: &str,
    span: (Timestamp, Timestamp),
) -> Option<Line> {
    let mut first: Option<(Timestamp, Line)> = None;
    for zone in zones(hall, screen) {
        coming(&hall.plan, (&screen.name, zone), snapshot, &gate(hall, screen), span, |next| {
            if first.as_ref().is_some_and(|(earlier, _)| *earlier <= next.start) {
                return ControlFlow::Break(());
            }
            if next.piece.is_some_and(|piece| piece.items().iter().any(|item| item.id == id)) {
                first = Some((next.start, line(hall, screen, zone, &next)));
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        });
    }
    first.map(|(_, line)| line)
}

/// An item that may be shown, but is not.
struct Asked<'a> {
    hall: &'a Hall,
    screen: &'a Screen,
    snapshot: &'a Snapshot,
    id: &'a str,
    span: (Timestamp, Timestamp),
}

impl Asked<'_> {
    /// A reason for each entry that asks for it; never empty.
    fn reasons(&self) -> Vec<String> {
        let plan = &self.hall.plan;
        let played = audition::played(plan, &self.screen.name);
        let mut reasons = Vec::new();
        for (place, list) in plan.playlists.iter().enumerate() {
            for (number, entry) in list.entries.iter().enumerate() {
                let which = format!("entry {} of {}", number + 1, list.name);
                if !self.brings(entry) {
                    reasons.extend(self.beyond(entry).map(|newest| {
                        format!("{which} asks only for the newest {newest}, and it is an older one")
                    }));
                    continue;
                }
                let kept = match played.get(&place) {
                    None => "but nothing plays that playlist here".to_owned(),
                    Some(by) => self.kept(by, entry),
                };
                reasons.push(format!("{which} asks for it, {kept}"));
            }
        }
        if reasons.is_empty() {
            reasons.push("no entry asks for it".into());
        }
        reasons
    }

    fn brings(&self, entry: &Entry) -> bool {
        let pieces = audition::pieces(self.hall, self.screen, self.snapshot, entry, self.span.0);
        pieces.iter().any(|piece| piece.items().iter().any(|item| item.id == self.id))
    }

    /// How many of the newest an entry asks for, if it would bring the item without that.
    fn beyond(&self, entry: &Entry) -> Option<u32> {
        let What::Query(query) = &entry.what else { return None };
        let newest = query.newest?;
        let mut all = entry.clone();
        if let What::Query(query) = &mut all.what {
            query.newest = None;
        }
        self.brings(&all).then_some(newest)
    }

    /// Why what plays its playlist does not bring it.
    fn kept(&self, by: &BTreeSet<Option<usize>>, entry: &Entry) -> String {
        let plan = &self.hall.plan;
        let mut reasons: Vec<String> = Vec::new();
        for place in by {
            let Some(schedule) = place.and_then(|place| plan.schedules.get(place)) else {
                reasons.push("the fallback has no turn while schedules apply".into());
                continue;
            };
            let spans = schedule.rule.within(&plan.calendar, self.span, &self.hall.zone);
            let name = &schedule.name;
            let above = self.above(schedule);
            reasons.push(match (spans.is_empty(), self.next(schedule)) {
                (true, Some(next)) => format!("the schedule {name} applies from {next}"),
                (true, None) => format!("the schedule {name} never applies"),
                (false, _) if above.is_empty() => format!("the schedule {name} has no time for it"),
                (false, _) => format!("the schedule {name} stands below {}", above.join(", ")),
            });
        }
        let share = entry.share.and_then(|share| plan.shares.get(share));
        if let Some((share, most)) = share.and_then(|share| Some((share, share.at_most?))) {
            reasons.push(format!("its share {} has at most {most} percent", share.name));
        }
        let off = plan.of(&self.screen.name).is_some_and(|own| !own.hours.is_empty());
        if off {
            reasons.push("the screen has hours at which it is off or dim".into());
        }
        format!("but {}", reasons.join(", "))
    }

    fn next(&self, schedule: &Schedule) -> Option<String> {
        let (hall, now) = (self.hall, self.span.0);
        let next = schedule.rule.next_change(&hall.plan.calendar, now, &hall.zone)?;
        Some(next.to_zoned_datetime(hall.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string())
    }

    /// The schedules above one in its zone that apply within the span.
    fn above(&self, schedule: &Schedule) -> Vec<&str> {
        let plan = &self.hall.plan;
        let others = plan.schedules_of(&self.screen.name, schedule.zone).map(|(_, other)| other);
        others
            .filter(|other| other.priority > schedule.priority)
            .filter(|other| !other.rule.within(&plan.calendar, self.span, &self.hall.zone).is_empty())
            .map(|other| other.name.as_str())
            .collect()
    }
}
