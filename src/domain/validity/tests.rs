//! The gate against an oracle that was written from feed.md alone: plain seconds, plain predicates, no shared code.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::domain::{
    Edition, Head,
    item::{About, Release},
};

/// 2026-01-01 00:00 in Shanghai, which has no daylight saving time in these years.
const EPOCH: i64 = 1_767_196_800;
const DAY: i64 = 86_400;

/// A bound as the oracle sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Bound {
    Day(i64),
    At(i64),
    Unclear,
}

impl Bound {
    fn moment(self) -> Moment {
        match self {
            Self::Day(day) => Moment::Day(date(2026, 1, 1).saturating_add(jiff::Span::new().days(day))),
            Self::At(second) => Moment::At(Timestamp::from_second(EPOCH + second).unwrap()),
            Self::Unclear => Moment::Unclear,
        }
    }

    /// The first second of it, and the first second after it.
    fn seconds(self) -> Option<(i64, i64)> {
        match self {
            Self::Day(day) => Some((EPOCH + day * DAY, EPOCH + (day + 1) * DAY)),
            Self::At(second) => Some((EPOCH + second, EPOCH + second)),
            Self::Unclear => None,
        }
    }
}

#[derive(Debug, Clone)]
struct Spec {
    proactive: bool,
    approved: bool,
    required: bool,
    internal: bool,
    channels: Option<Vec<Channel>>,
    from: Option<Bound>,
    to: Option<Bound>,
    effective: Option<Bound>,
    repealed: Option<Bound>,
    supersedes: Vec<usize>,
    entries: Vec<(Option<Bound>, bool)>,
}

fn item(number: usize, spec: &Spec) -> Item {
    let moment = |bound: Option<Bound>| bound.map(Bound::moment);
    let entry = |(to, gone): &(Option<Bound>, bool)| HonourEntry {
        publish_to: moment(*to),
        removed_on: gone.then_some(Moment::Day(date(2030, 1, 1))),
        ..HonourEntry::default()
    };
    let entries = spec.entries.iter().map(entry).collect();
    Item {
        id: number.to_string(),
        url: None,
        title: "公示".into(),
        summary: None,
        body: Vec::new(),
        image: None,
        attachments: Vec::new(),
        tags: Vec::new(),
        published: None,
        modified: None,
        release: Release {
            proactive: spec.proactive,
            approved: spec.approved,
            approval_required: spec.required,
            internal: spec.internal,
            channels: spec.channels.clone(),
            valid_from: moment(spec.from),
            valid_to: moment(spec.to),
            effective_on: moment(spec.effective),
            repealed_on: moment(spec.repealed),
            supersedes: spec.supersedes.iter().map(usize::to_string).collect(),
            ..Release::default()
        },
        about: About::default(),
        detail: Detail::Honour(Box::new(HonourRoll::new(crate::domain::kinds::List::Red, None, entries))),
    }
}

fn edition(specs: &[Spec]) -> Edition {
    let items = specs.iter().enumerate().map(|(number, spec)| (number, item(number, spec))).collect();
    Edition::new(Head::default(), items, Vec::new())
}

fn screen(channel: Option<Channel>, internal: bool) -> Screen {
    Screen { channel, internal, zone: TimeZone::get("Asia/Shanghai").unwrap() }
}

/// Every rule of feed.md that hides item `at`, in the order of its table.
fn hiding(specs: &[Spec], at: usize, channel: Option<Channel>, internal: bool, now: i64) -> Vec<Verdict> {
    let spec = &specs[at];
    let begun = |bound: Bound| bound.seconds().is_none_or(|(start, _)| start <= now);
    let replaces = |other: &Spec| {
        other.proactive
            && (other.approved || !other.required)
            && other.effective.or(other.from).is_none_or(begun)
    };
    let superseded = specs
        .iter()
        .enumerate()
        .any(|(n, other)| n != at && other.supersedes.contains(&at) && replaces(other));
    let allowed = match (&spec.channels, channel) {
        (None, _) => true,
        (Some(list), Some(channel)) => list.contains(&channel),
        (Some(list), None) => !list.is_empty(),
    };
    let board = channel == Some(Channel::Board) || channel == Some(Channel::Strip);
    [
        (!spec.proactive, Verdict::NotProactive),
        (spec.required && !spec.approved, Verdict::NotApproved),
        (spec.internal && !internal, Verdict::Internal),
        (
            spec.from.is_some_and(|from| from.seconds().is_none_or(|(start, _)| now < start)),
            Verdict::NotYetValid,
        ),
        (spec.to.is_some_and(|to| to.seconds().is_none_or(|(_, end)| end <= now)), Verdict::Expired),
        (board && spec.repealed.is_some_and(begun), Verdict::Repealed),
        (superseded, Verdict::Superseded),
        (!allowed, Verdict::WrongChannel),
    ]
    .into_iter()
    .filter_map(|(hides, verdict)| hides.then_some(verdict))
    .collect()
}

fn shown_entries(spec: &Spec, now: i64) -> usize {
    let shown = |(to, gone): &&(Option<Bound>, bool)| {
        !gone && to.is_none_or(|to| to.seconds().is_some_and(|(_, end)| now < end))
    };
    spec.entries.iter().filter(shown).count()
}

fn bounds() -> impl Strategy<Value = Option<Bound>> {
    prop_oneof![
        4 => Just(None),
        3 => (-3_i64..6).prop_map(|day| Some(Bound::Day(day))),
        3 => (-3 * DAY..6 * DAY).prop_map(|second| Some(Bound::At(second))),
        1 => Just(Some(Bound::Unclear)),
    ]
}

fn channels() -> impl Strategy<Value = Option<Channel>> {
    prop_oneof![
        Just(None),
        Just(Some(Channel::Kiosk)),
        Just(Some(Channel::Board)),
        Just(Some(Channel::Strip)),
        Just(Some(Channel::Print)),
    ]
}

prop_compose! {
    fn specs()(specs in proptest::collection::vec((
        (proptest::bool::weighted(0.8), any::<bool>(), proptest::bool::weighted(0.3), proptest::bool::weighted(0.2)),
        proptest::option::weighted(0.3, proptest::collection::vec(channels().prop_filter_map("a channel", |c| c), 0..3)),
        (bounds(), bounds(), bounds(), bounds()),
        proptest::collection::vec(0_usize..6, 0..3),
        proptest::collection::vec((bounds(), proptest::bool::weighted(0.2)), 0..4),
    ), 1..6)) -> Vec<Spec> {
        specs.into_iter().map(|((proactive, approved, required, internal), channels, (from, to, effective, repealed), supersedes, entries)| {
            Spec { proactive, approved, required, internal, channels, from, to, effective, repealed, supersedes, entries }
        }).collect()
    }
}

fn instants() -> impl Strategy<Value = i64> {
    prop_oneof![EPOCH - 4 * DAY..EPOCH + 8 * DAY, (-4_i64..8).prop_map(|day| EPOCH + day * DAY)]
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn an_item_shows_only_when_no_rule_hides_it(
        specs in specs(), channel in channels(), internal: bool, now in instants(),
    ) {
        let edition = edition(&specs);
        let screen = screen(channel, internal);
        for (number, item) in edition.items.iter().enumerate() {
            let hiding = hiding(&specs, number, channel, internal, now);
            let expected = hiding.first().copied().unwrap_or(Verdict::Shown);
            prop_assert_eq!(verdict(item, &screen, at(now)), expected, "{:?}", hiding);
            let (shown, hidden) = count_entries(item, &screen, at(now)).unwrap();
            prop_assert_eq!(shown, shown_entries(&specs[number], now));
            prop_assert_eq!(shown + hidden, specs[number].entries.len());
        }
    }

    #[test]
    fn time_brings_nothing_back(
        specs in specs(), channel in channels(), internal: bool, now in instants(), later in 0_i64..12 * DAY,
    ) {
        let screen = screen(channel, internal);
        for item in &edition(&specs).items {
            let gone = [Verdict::Expired, Verdict::Repealed, Verdict::Superseded];
            let before = verdict(item, &screen, at(now));
            let after = verdict(item, &screen, at(now + later));
            if gone.contains(&before) {
                prop_assert!(gone.contains(&after), "{:?} then {:?}", before, after);
            }
            let entries = |now| count_entries(item, &screen, at(now)).unwrap().0;
            prop_assert!(entries(now) >= entries(now + later));
        }
    }

    #[test]
    fn no_change_is_missed(
        specs in specs(), channel in channels(), internal: bool, now in instants(), part in 0.0_f64..1.0,
    ) {
        let screen = screen(channel, internal);
        for item in &edition(&specs).items {
            let answer = |second| {
                let now = at(second);
                let marks = (is_repealed(item, now, &screen.zone), is_pending(item, now, &screen.zone));
                (verdict(item, &screen, now), count_entries(item, &screen, now), marks)
            };
            let change = next_change(item, &screen, at(now));
            prop_assert!(change.is_none_or(|change| change > at(now)));
            // With no change to come, it stays for years.
            let end = change.map_or(now + 2_000 * DAY, |change| change.as_second());
            let between = now + ((end - now - 1) as f64 * part) as i64;
            prop_assert_eq!(answer(between), answer(now));
            prop_assert_eq!(answer(end - 1), answer(now));
        }
    }
}

fn plain() -> Spec {
    Spec {
        proactive: true,
        approved: false,
        required: false,
        internal: false,
        channels: None,
        from: None,
        to: None,
        effective: None,
        repealed: None,
        supersedes: Vec::new(),
        entries: Vec::new(),
    }
}

fn verdicts(specs: &[Spec], now: i64) -> Vec<Verdict> {
    edition(specs)
        .items
        .iter()
        .map(|item| verdict(item, &screen(Some(Channel::Kiosk), false), at(now)))
        .collect()
}

#[test]
fn chains_and_cycles_end() {
    use Verdict::{Shown, Superseded};
    let of = |list: &[usize]| Spec { supersedes: list.to_vec(), ..plain() };
    assert_eq!(verdicts(&[of(&[1]), of(&[2]), of(&[])], EPOCH), [Shown, Superseded, Superseded]);
    assert_eq!(verdicts(&[of(&[1]), of(&[0]), of(&[])], EPOCH), [Superseded, Superseded, Shown]);
    assert_eq!(verdicts(&[of(&[0])], EPOCH), [Shown], "no item replaces itself");
    assert_eq!(verdicts(&[of(&[7, 7])], EPOCH), [Shown], "an unknown id is nobody");
    let ring: Vec<Spec> = (0..1_000).map(|n| of(&[(n + 1) % 1_000])).collect();
    assert!(verdicts(&ring, EPOCH).iter().all(|verdict| *verdict == Superseded));
}

#[test]
fn a_replacement_counts_from_its_own_day_and_for_good() {
    use Verdict::{Expired, NotProactive, Shown, Superseded};
    let new = Spec {
        supersedes: vec![1],
        from: Some(Bound::Day(0)),
        to: Some(Bound::Day(1)),
        effective: Some(Bound::Day(1)),
        ..plain()
    };
    assert_eq!(verdicts(&[new.clone(), plain()], EPOCH), [Shown, Shown], "in 公示期, not in force yet");
    assert_eq!(verdicts(&[new.clone(), plain()], EPOCH + DAY), [Shown, Superseded]);
    assert_eq!(verdicts(&[new.clone(), plain()], EPOCH + 9 * DAY), [Expired, Superseded], "it stays away");
    let secret = Spec { proactive: false, ..new };
    assert_eq!(verdicts(&[secret, plain()], EPOCH + DAY), [NotProactive, Shown]);
}
