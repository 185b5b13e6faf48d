//! Chains written, changed behind the program's back, pruned, and proved.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::{
    chain::{Hash, Link, hash},
    *,
};
use crate::store::StoreError;

fn now() -> Timestamp {
    "2026-11-23T02:42:00Z".parse().unwrap()
}

fn row(nth: i64) -> Row {
    let started_ms = now().as_millisecond() + nth * 12_000;
    Row {
        screen: "大屏".into(),
        zone: "main".into(),
        started_ms,
        ended_ms: started_ms + 12_000,
        lasted_ms: 12_000,
        why: "schedule".into(),
        schedule: Some("平时".into()),
        playlist: Some("日常".into()),
        entry: Some(2),
        items: format!("notice-{nth}"),
        key: format!("0/1/0/notice-{nth}"),
        goes_on: false,
    }
}

fn rows(from: i64, to: i64) -> Vec<Row> {
    (from..to).map(row).collect()
}

fn open(folder: &Path) -> PlayLog {
    let begun = PlayLog::open(folder, now()).unwrap();
    assert!(begun.set_aside.is_none(), "{:?}", begun.set_aside);
    begun.log
}

/// A folder with a log of its first row and so many others.
fn with(count: i64) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path()).append(&rows(0, count), None).unwrap();
    folder
}

fn verify(folder: &Path) -> Result<Whole, Flaw> {
    Reading::open(folder).unwrap().verify().unwrap()
}

fn all(folder: &Path) -> Vec<Kept> {
    let mut all = Vec::new();
    let reading = Reading::open(folder).unwrap();
    let take = |kept| {
        all.push(kept);
        Ok::<_, StoreError>(())
    };
    reading.rows((Timestamp::MIN, Timestamp::MAX), take).unwrap();
    all
}

/// What somebody does to the file with another tool.
fn tamper(folder: &Path, sql: &str) {
    let db = Connection::open(folder.join(NAME)).unwrap();
    db.execute_batch(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
}

#[test]
fn a_new_chain_says_that_it_begins_and_the_next_start_goes_on() {
    let folder = with(3);
    open(folder.path()).append(&rows(3, 5), None).unwrap();
    let kept = all(folder.path());
    assert_eq!(kept.iter().map(|kept| kept.number).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
    assert_eq!((kept[0].row.why.as_str(), kept[0].row.key.as_str()), (BEGUN, ""));
    assert_eq!(kept[0].previous, Hash::NONE);
    assert_eq!(kept[5].row, row(4));
    for pair in kept.windows(2) {
        assert_eq!(pair[1].previous, pair[0].hash);
        assert_eq!(pair[1].hash, hash(pair[1].number, pair[0].hash, &pair[1].row));
    }
    let whole = verify(folder.path()).unwrap();
    assert_eq!(
        (whole.rows, whole.anchor, whole.head),
        (6, Link::NONE, Link { number: 6, hash: kept[5].hash })
    );
}

#[test]
fn two_clients_write_one_chain() {
    let folder = tempfile::tempdir().unwrap();
    let (mut one, mut other) = (open(folder.path()), open(folder.path()));
    for nth in 0..10 {
        one.append(&rows(nth, nth + 2), None).unwrap();
        other.append(&rows(nth, nth + 1), None).unwrap();
    }
    assert_eq!(verify(folder.path()).unwrap().rows, 31);
}

#[test]
fn others_cannot_read_it() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let log = open(&data);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&data), 0o700);
    for name in ["playlog.db", "playlog.db-wal", "playlog.db-shm"] {
        assert_eq!(mode(&data.join(name)), 0o600, "{name}");
    }
    drop(log);
}

#[test]
fn a_change_of_any_field_shows_at_its_row() {
    for change in [
        "screen = 'x'",
        "zone = 'side'",
        "started_ms = started_ms + 1",
        "ended_ms = ended_ms - 1",
        "lasted_ms = 0",
        "why = 'kinds'",
        "schedule = NULL",
        "schedule = ''",
        "playlist = 'x'",
        "entry = 3",
        "entry = NULL",
        "items = ''",
        "items = items || ' '",
        "key = 'x'",
        "goes_on = 1",
        "hash = zeroblob(32)",
    ] {
        let folder = with(9);
        tamper(folder.path(), &format!("UPDATE play SET {change} WHERE number = 5"));
        assert_eq!(verify(folder.path()), Err(Flaw::Changed(5)), "{change}");
    }
    for change in ["goes_on = 2", "hash = x'00'"] {
        let folder = with(9);
        tamper(folder.path(), &format!("UPDATE play SET {change} WHERE number = 5"));
        assert!(matches!(verify(folder.path()), Err(Flaw::Unreadable(5, _))), "{change}");
    }
}

#[test]
fn a_row_made_to_fit_shows_at_the_next() {
    let folder = with(9);
    let before = all(folder.path())[3].hash;
    let forged = hash(5, before, &Row { items: "other".into(), ..row(3) });
    tamper(folder.path(), &format!("UPDATE play SET items = 'other', hash = x'{forged}' WHERE number = 5"));
    assert_eq!(verify(folder.path()), Err(Flaw::Changed(6)));
}

#[test]
fn rows_that_are_cut_or_put_in_show() {
    let missing = |from, to| Err(Flaw::Missing { from, to });
    for (sql, flaw) in [
        ("DELETE FROM play WHERE number IN (4, 5)", missing(4, 5)),
        ("DELETE FROM play WHERE number = 1", missing(1, 1)),
        ("DELETE FROM play WHERE number >= 9", missing(9, 10)),
        ("DELETE FROM play", missing(1, 10)),
        ("UPDATE play SET number = 11 WHERE number = 10", Err(Flaw::Stray(11))),
        (
            "INSERT INTO play SELECT -1, screen, zone, 0, 0, 0, why, NULL, NULL, NULL, '', '', 0, hash FROM play LIMIT 1",
            Err(Flaw::Stray(-1)),
        ),
        ("UPDATE bound SET number = 8 WHERE name = 'head'", Err(Flaw::Stray(9))),
        ("UPDATE bound SET hash = zeroblob(32) WHERE name = 'head'", Err(Flaw::Changed(10))),
        ("UPDATE bound SET number = 3 WHERE name = 'anchor'", Err(Flaw::Stray(1))),
        (
            "DELETE FROM play WHERE number < 4; UPDATE bound SET number = 3 WHERE name = 'anchor'",
            Err(Flaw::Changed(4)),
        ),
    ] {
        let folder = with(9);
        tamper(folder.path(), sql);
        assert_eq!(verify(folder.path()), flaw, "{sql}");
        // What is written after does not cover it.
        if open(folder.path()).append(&rows(9, 10), None).is_ok() {
            assert!(verify(folder.path()).is_err(), "{sql}");
        }
    }
}

fn day(nth: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * nth)
}

#[test]
fn what_is_too_old_goes_and_the_rest_is_proved() {
    let folder = tempfile::tempdir().unwrap();
    let begun = now() - day(1);
    let mut log = PlayLog::open(folder.path(), begun).unwrap().log;
    log.append(&rows(0, 10), None).unwrap();
    // Row n ended n * 12 s after `now`.
    let at = |nth: i64| now() + day(400) + SignedDuration::from_secs(nth * 12);
    let age = |nth| Some(Age { now: at(nth), keep_days: 400 });
    assert_eq!(log.append(&[], age(0)).unwrap(), 1, "the first row is a day older");
    assert_eq!(log.append(&[], age(4)).unwrap(), 3, "three ended earlier, the fourth is 400 days old");
    assert_eq!(log.append(&[], age(4)).unwrap(), 0);
    let whole = verify(folder.path()).unwrap();
    assert_eq!((whole.rows, whole.anchor.number, whole.head.number), (7, 4, 11));
    let kept = all(folder.path());
    assert_eq!((kept[0].row.clone(), kept[0].previous), (row(3), whole.anchor.hash));
    tamper(folder.path(), "UPDATE play SET why = 'x' WHERE number = 5");
    assert_eq!(verify(folder.path()), Err(Flaw::Changed(5)), "the oldest that is left is still proved");
}

#[test]
fn the_newest_row_stays_however_old() {
    let folder = with(3);
    let age = Some(Age { now: now() + day(4000), keep_days: 400 });
    assert_eq!(open(folder.path()).append(&[], age).unwrap(), 3);
    assert_eq!(verify(folder.path()).unwrap().rows, 1);
    open(folder.path()).append(&rows(3, 5), None).unwrap();
    assert_eq!(verify(folder.path()).unwrap().rows, 3);
}

#[test]
fn a_row_from_the_future_keeps_nothing_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = open(folder.path());
    let far = (now() + day(10_000)).as_millisecond();
    log.append(&[Row { started_ms: far, ended_ms: far + 5, ..row(0) }], None).unwrap();
    log.append(&rows(1, 4), None).unwrap();
    let later = now() + day(399);
    let young = Row { started_ms: later.as_millisecond(), ended_ms: later.as_millisecond() + 1, ..row(9) };
    log.append(&[young], Some(Age { now: now() + day(401), keep_days: 400 })).unwrap();
    let whole = verify(folder.path()).unwrap();
    assert_eq!((whole.rows, whole.anchor.number), (1, 5));
}

#[test]
fn a_gap_before_the_first_young_row_outlives_pruning() {
    let folder = with(9);
    tamper(folder.path(), "DELETE FROM play WHERE number = 5");
    // Row 6 is the first that is young enough.
    let age = Some(Age { now: now() + day(400) + SignedDuration::from_secs(5 * 12), keep_days: 400 });
    assert_eq!(open(folder.path()).append(&[], age).unwrap(), 4);
    assert_eq!(verify(folder.path()), Err(Flaw::Missing { from: 5, to: 5 }));
}

#[test]
fn a_damaged_log_is_kept_and_the_new_one_says_so() {
    fn newer(folder: &Path) {
        tamper(folder, "PRAGMA user_version = 99");
    }
    fn endless(folder: &Path) {
        tamper(folder, "DELETE FROM bound WHERE name = 'head'");
    }
    fn rubbish(folder: &Path) {
        fs::remove_file(folder.join(NAME)).unwrap();
        crate::store::atomic::write(&folder.join(NAME), &[0x5a; 9000]).unwrap();
    }
    type Damage = (&'static str, fn(&Path));
    let damages: [Damage; 3] =
        [("newer gongshi", newer), ("ends of its chain", endless), ("not a database", rubbish)];
    for (reason, damage) in damages {
        let folder = with(5);
        damage(folder.path());
        let bytes = fs::read(folder.path().join(NAME)).unwrap();
        let begun = PlayLog::open(folder.path(), now()).unwrap();
        let (aside, why) = begun.set_aside.unwrap();
        assert!(why.contains(reason), "{why}");
        assert_eq!(aside.file_name().unwrap(), "playlog.db.set-aside-20261123T024200Z");
        assert_eq!(fs::read(&aside).unwrap(), bytes, "{reason}: it is kept as it was");
        drop(begun.log);
        let first = all(folder.path()).remove(0);
        assert_eq!(first.row.key, "playlog.db.set-aside-20261123T024200Z");
        // A second one in the same second.
        damage(folder.path());
        let (second, _) = PlayLog::open(folder.path(), now()).unwrap().set_aside.unwrap();
        assert_eq!(second.file_name().unwrap(), "playlog.db.set-aside-20261123T024200Z-2");
        assert_eq!(fs::read(&aside).unwrap(), bytes);
    }
}

#[test]
fn only_what_was_on_in_a_span_is_read() {
    let folder = with(9);
    let reading = Reading::open(folder.path()).unwrap();
    let at = |nth: i64| now() + SignedDuration::from_secs(nth * 12);
    let mut seen = Vec::new();
    let take = |kept: Kept| {
        seen.push(kept.row);
        Ok::<_, StoreError>(())
    };
    reading.rows((at(2) + SignedDuration::from_secs(3), at(4)), take).unwrap();
    assert_eq!(seen, rows(2, 4));
    let none = Reading::open(&folder.path().join("none")).unwrap_err().to_string();
    assert!(none.contains("playlog.db") && none.contains("No such file"), "{none}");
}

#[test]
fn it_is_read_while_it_is_written() {
    let folder = with(3);
    let mut log = open(folder.path());
    let reading = Reading::open(folder.path()).unwrap();
    log.append(&rows(3, 6), None).unwrap();
    assert_eq!(reading.verify().unwrap().unwrap().rows, 4, "as it was when it was opened");
    assert_eq!(verify(folder.path()).unwrap().rows, 7);
}

/// What happens to a log.
#[derive(Debug, Clone)]
enum Step {
    Append(usize),
    Prune(i64),
    Reopen,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        3 => (1usize..8).prop_map(Step::Append),
        2 => (0i64..60).prop_map(Step::Prune),
        1 => Just(Step::Reopen),
    ];
    prop::collection::vec(step, 1..20)
}

const CHANGES: [&str; 6] = [
    "UPDATE play SET items = items || 'x' WHERE number = ?",
    "UPDATE play SET started_ms = started_ms + 1 WHERE number = ?",
    "UPDATE play SET goes_on = 1 - goes_on WHERE number = ?",
    "UPDATE play SET entry = coalesce(entry, 0) + 1 WHERE number = ?",
    "UPDATE play SET hash = randomblob(32) WHERE number = ?",
    "DELETE FROM play WHERE number = ?",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn whatever_is_written_and_pruned_is_proved_and_no_change_is_missed(
        steps in steps(),
        change in 0..CHANGES.len(),
        at in any::<prop::sample::Index>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let (mut log, mut next) = (open(folder.path()), 0);
        for step in steps {
            match step {
                Step::Append(count) => {
                    let count = i64::try_from(count).unwrap();
                    log.append(&rows(next, next + count), None).unwrap();
                    next += count;
                }
                Step::Prune(nth) => {
                    let then = now() + day(7) + SignedDuration::from_secs(nth * 12);
                    log.append(&[], Some(Age { now: then, keep_days: 7 })).unwrap();
                }
                Step::Reopen => log = open(folder.path()),
            }
            let whole = verify(folder.path()).unwrap();
            prop_assert_eq!(whole.head.number, next + 1);
            prop_assert_eq!(whole.rows, whole.head.number - whole.anchor.number);
            prop_assert!(whole.rows >= 1);
        }
        let kept = all(folder.path());
        let victim = at.get(&kept).number;
        tamper(folder.path(), &CHANGES[change].replace('?', &victim.to_string()));
        let flaw = verify(folder.path()).unwrap_err();
        let named = match flaw {
            Flaw::Changed(number) | Flaw::Unreadable(number, _) | Flaw::Stray(number) => number,
            Flaw::Missing { from, .. } => from,
        };
        prop_assert_eq!(named, victim);
    }
}
