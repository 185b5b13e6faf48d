//! What a single entry would bring to a screen, whatever plays around it.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::ControlFlow,
    sync::Arc,
};

use jiff::{SignedDuration, Timestamp};

use super::hall::gate;
use crate::{
    config::{Hall, Screen},
    domain::{Snapshot, Verdict},
    playback::{
        Piece, Plan,
        coming::coming,
        plan::{Dwell, Entry, Order, Playlist, ScreenPlan, What, Zone},
    },
};

/// No entry has more cards in a day.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Every card of an entry on a screen at an instant, each as long as reading it takes; none of another playlist's.
pub(super) fn pieces(
    hall: &Hall,
    screen: &Screen,
    snapshot: &Snapshot,
    entry: &Entry,
    now: Timestamp,
) -> Vec<Arc<Piece>> {
    let mut what = entry.what.clone();
    if let What::Query(query) = &mut what {
        (query.order, query.count) = (Order::Fixed, None);
    }
    let alone = Playlist { name: String::new(), entries: vec![Entry::new(what, Dwell::Auto)] };
    let own = hall.plan.of(&screen.name).cloned().unwrap_or_else(|| ScreenPlan::new(screen.name.clone()));
    let own = ScreenPlan { fallback: BTreeMap::from([(Zone::Main, 0)]), hours: Vec::new(), ..own };
    let plan = Plan { playlists: vec![alone], screens: vec![own], ..Plan::default() };
    let mut pieces: Vec<Arc<Piece>> = Vec::new();
    let mut seen = BTreeSet::new();
    if let Ok(until) = now.checked_add(DAY) {
        let place = (screen.name.as_str(), Zone::Main);
        coming(&plan, place, snapshot, &gate(hall, screen), (now, until), |next| match next.piece {
            Some(piece) if piece.source.is_some() && seen.insert(piece.key.clone()) => {
                pieces.push(Arc::clone(piece));
                ControlFlow::Continue(())
            }
            _ => ControlFlow::Break(()),
        });
    }
    pieces
}

/// The gate's judgement of an item on a screen, the best of several sources, with its reason; `None` when no source has it.
pub(super) fn verdict(
    hall: &Hall,
    screen: &Screen,
    snapshot: &Snapshot,
    id: &str,
    now: Timestamp,
) -> Option<(Verdict, String)> {
    let gate = gate(hall, screen);
    let judged = snapshot.sources.iter().flat_map(|view| view.edition.judge(&gate, now));
    let found = judged.filter(|judged| match &judged.subject {
        Ok(item) => item.id == id,
        Err(rejected) => rejected.id.as_deref() == Some(id),
    });
    found.map(|judged| (judged.verdict, judged.detail)).min()
}

/// The playlists that play on a screen at some time, each with what plays it: the places of schedules, `None` for a
/// fallback.
pub(super) fn played(plan: &Plan, screen: &str) -> BTreeMap<usize, BTreeSet<Option<usize>>> {
    let mut played: BTreeMap<usize, BTreeSet<Option<usize>>> = BTreeMap::new();
    for zone in Zone::ALL {
        let schedules =
            plan.schedules_of(screen, zone).map(|(place, schedule)| (schedule.playlist, Some(place)));
        for (list, by) in schedules.chain(plan.fallback(screen, zone).map(|list| (list, None))) {
            walk(plan, list, by, &mut played);
        }
    }
    played
}

fn walk(plan: &Plan, list: usize, by: Option<usize>, played: &mut BTreeMap<usize, BTreeSet<Option<usize>>>) {
    if !played.entry(list).or_default().insert(by) {
        return;
    }
    for entry in plan.playlists.get(list).map(|list| list.entries.as_slice()).unwrap_or_default() {
        if let What::Playlist(inner) = entry.what {
            walk(plan, inner, by, played);
        }
    }
}
