//! 开关屏时间: how bright a screen is at an instant.

use jiff::{Timestamp, tz::TimeZone};

use super::{Plan, plan::Power};

impl Plan {
    /// How bright a screen is at an instant: by the first of its hours that applies, else as it is. With it the instant at
    /// which to ask again; `None` when nothing changes within nine years.
    pub fn power(&self, screen: &str, now: Timestamp, zone: &TimeZone) -> (Power, Option<Timestamp>) {
        let hours = self.of(screen).map(|own| own.hours.as_slice()).unwrap_or_default();
        let first = hours.iter().position(|hours| hours.rule.applies(&self.calendar, now, zone));
        // What stands behind the first cannot change the answer.
        let asked = hours.iter().take(first.map_or(hours.len(), |first| first + 1));
        let until = asked.filter_map(|hours| hours.rule.next_change(&self.calendar, now, zone)).min();
        (first.and_then(|first| hours.get(first)).map(|hours| hours.power).unwrap_or_default(), until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playback::{
        calendar::{Daypart, HallTime, Rule},
        plan::{Hours, ScreenPlan},
    };

    #[test]
    fn the_first_hours_that_apply_count() {
        let rule =
            |times: &str| Rule { parts: Daypart::parse(times).into_iter().collect(), ..Rule::default() };
        let closed = Rule { hall: Some(HallTime::Closed), ..Rule::default() };
        let hours = vec![
            Hours { rule: rule("22:00-06:00"), power: Power::Off },
            Hours { rule: closed, power: Power::Dim(30) },
        ];
        let own = ScreenPlan { hours, ..ScreenPlan::new("board".into()) };
        let plan = Plan { screens: vec![own], ..Plan::default() };
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        let at = |text: &str| -> Timestamp { format!("2026-11-{text}+08:00").parse().unwrap() };
        // A Monday, open from nine to five.
        for (now, power, until) in [
            ("23T08:00", Power::Dim(30), "23T09:00"),
            ("23T09:00", Power::On, "23T17:00"),
            ("23T17:00", Power::Dim(30), "23T22:00"),
            ("23T22:00", Power::Off, "24T06:00"),
            ("24T05:59", Power::Off, "24T06:00"),
            ("24T06:00", Power::Dim(30), "24T09:00"),
        ] {
            assert_eq!(plan.power("board", at(now), &zone), (power, Some(at(until))), "{now}");
        }
        assert_eq!(plan.power("other", at("23T23:00"), &zone), (Power::On, None));
    }
}
