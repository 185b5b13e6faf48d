//! Golden schedules: what is on at certain instants, worked out by hand.
//!
//! The hall of all of them works from Monday to Friday, 09:00-12:00 and 13:30-17:00, and keeps the days off and the moved
//! working days of 2026 (国办发明电〔2025〕7号): Spring Festival off from Sunday 15 to Monday 23 February, at work on
//! Saturday 14 and Saturday 28 February; National Day off from 1 to 7 October, at work on Saturday 10 October.

mod days;
mod turns;

use std::time::Duration;

use jiff::civil::Weekday;

use super::*;
use crate::playback::{
    calendar::{Calendar, Dates, DayWord, Daypart, HallTime, Nth, Rule},
    plan::{Dwell, Entry, Playlist, ScreenPlan, What},
};

const CN: &str = "Asia/Shanghai";
const NEW_YORK: &str = "America/New_York";
const BERLIN: &str = "Europe/Berlin";

/// `working fri 09:00-12:00 2026-10-01 open` and the like.
fn rule(text: &str) -> Rule {
    let mut rule = Rule::default();
    for word in text.split_whitespace() {
        let day = match word {
            "working" => Some(DayWord::Working),
            "off" => Some(DayWord::Off),
            "month-end" => Some(DayWord::MonthEnd),
            "mon" => Some(DayWord::Weekday(Weekday::Monday)),
            "fri" => Some(DayWord::Weekday(Weekday::Friday)),
            "sat" => Some(DayWord::Weekday(Weekday::Saturday)),
            "first-mon" => Some(DayWord::OfMonth(Nth::First, Weekday::Monday)),
            "last-fri" => Some(DayWord::OfMonth(Nth::Last, Weekday::Friday)),
            _ => None,
        };
        let hall = match word {
            "open" => Some(HallTime::Open),
            "closed" => Some(HallTime::Closed),
            "before-30" => Some(HallTime::BeforeOpen(30)),
            _ => None,
        };
        match (day, hall, Daypart::parse(word), Dates::parse(word)) {
            (Some(day), ..) => rule.days.push(day),
            (_, Some(hall), ..) => rule.hall = Some(hall),
            (.., Some(part), _) => rule.parts.push(part),
            (.., Some(dates)) => rule.dates.push(dates),
            _ => panic!("{word}"),
        }
    }
    rule
}

/// A text card, `甲 10` for ten seconds; `甲 10 0` is of the first group; `=名` plays a list; `#id` an item, which no
/// content here has.
fn entry(text: &str, names: &[&str]) -> Entry {
    if let Some(list) = text.strip_prefix('=') {
        let place = names.iter().position(|name| *name == list).unwrap();
        return Entry::new(What::Playlist(place), Dwell::Auto);
    }
    let mut words = text.split(' ');
    let title = words.next().unwrap();
    let seconds = words.next().unwrap().parse().unwrap();
    let what = match title.strip_prefix('#') {
        Some(id) => What::Item(id.into()),
        None => What::Text { title: title.into(), words: String::new() },
    };
    let share = words.next().map(|share| share.parse().unwrap());
    Entry { share, ..Entry::new(what, Dwell::Fixed(Duration::from_secs(seconds))) }
}

/// Lists as (name, entries), the one called 平 being the fallback; schedules as (list, rule, priority).
fn plan(lists: &[(&str, &[&str])], schedules: &[(&str, &str, u32)]) -> Plan {
    let names: Vec<&str> = lists.iter().map(|list| list.0).collect();
    let playlists = lists.iter().map(|(name, entries)| Playlist {
        name: (*name).into(),
        entries: entries.iter().map(|text| entry(text, &names)).collect(),
    });
    let playlists: Vec<Playlist> = playlists.collect();
    let place = |list: &str| names.iter().position(|name| *name == list);
    let schedules = schedules.iter().map(|(list, text, priority)| Schedule {
        name: (*list).into(),
        screens: Vec::new(),
        zone: Zone::Main,
        playlist: place(list).unwrap(),
        rule: rule(text),
        priority: *priority,
    });
    let fallback = place("平").map(|list| (Zone::Main, list)).into_iter().collect();
    let own = ScreenPlan { fallback, ..ScreenPlan::new("one".into()) };
    let dates = |text: &str| Dates::parse(text).unwrap();
    let calendar = Calendar {
        hours: ["09:00-12:00", "13:30-17:00"].map(|text| Daypart::parse(text).unwrap()).into(),
        off: vec![dates("2026-02-15..2026-02-23"), dates("2026-10-01..2026-10-07")],
        work: vec![dates("2026-02-14"), dates("2026-02-28"), dates("2026-10-10")],
        ..Calendar::default()
    };
    Plan { schedules: schedules.collect(), playlists, screens: vec![own], calendar, ..Plan::default() }
}

/// One card of ten seconds in each list.
fn simple(schedules: &[(&str, &str, u32)]) -> Plan {
    let mut names: Vec<&str> = schedules.iter().map(|schedule| schedule.0).chain(["平"]).collect();
    names.dedup();
    let cards: Vec<String> = names.iter().map(|name| format!("{name} 10")).collect();
    let entries: Vec<[&str; 1]> = cards.iter().map(|card| [card.as_str()]).collect();
    let lists: Vec<(&str, &[&str])> =
        names.iter().zip(&entries).map(|(name, entries)| (*name, entries.as_slice())).collect();
    plan(&lists, schedules)
}

/// Asks at instants for `card by whom`, each time as a screen that was started at that instant.
fn golden(plan: &Plan, zone: &str, rows: &[(&str, &str)]) {
    let zone = TimeZone::get(zone).unwrap();
    let media = BTreeMap::new();
    let question = Question {
        plan,
        screen: "one",
        items: &[],
        internal: false,
        time_zone: &zone,
        zone: Zone::Main,
        media: &media,
    };
    for (at, expected) in rows {
        let now: Timestamp = at.parse().unwrap();
        let index = director(&question, now);
        let on = index.showing(now).unwrap();
        let card = match on.piece.map(|piece| &piece.content) {
            Some(Content::Text { title, .. }) => title.as_str(),
            Some(_) => "clock",
            None => "-",
        };
        let by = match on.why {
            Why::Schedule { name, .. } => name,
            Why::Share(name) => name,
            Why::Fallback => "fallback",
            Why::Full => "full",
            Why::Nothing | Why::Off => "nothing",
        };
        assert_eq!(format!("{card} {by}"), *expected, "{at}");
    }
}
