//! The play log of the real program, however it ends.

use std::path::Path;

use gongshi::store::playlog::{Kept, Reading};
use jiff::Timestamp;

use super::{
    LOG, assert_well,
    display::{Display, Program, until},
};

/// The rows of a log whose chain holds; none while there is no log yet.
fn rows(data: &Path) -> Vec<Kept> {
    let Ok(reading) = Reading::open(data) else { return Vec::new() };
    reading.verify().unwrap().unwrap();
    let mut rows = Vec::new();
    let take = |kept| {
        rows.push(kept);
        Ok::<_, gongshi::store::StoreError>(())
    };
    reading.rows((Timestamp::MIN, Timestamp::MAX), take).unwrap();
    rows
}

fn board(rows: &[Kept]) -> impl DoubleEndedIterator<Item = &Kept> {
    rows.iter().filter(|kept| kept.row.screen == "board" && kept.row.zone == "main")
}

#[test]
fn a_kill_leaves_a_whole_chain_and_an_orderly_end_leaves_everything() {
    let (display, data) = (Display::open(1920, 1080), tempfile::tempdir().unwrap());
    let start = || {
        let data = data.path().to_str().unwrap();
        let mut program = Program::start(&display, LOG, &["--screen", "board", "--data", data]);
        program.wait_for_content();
        program
    };
    let mut program = start();
    until("what is on is in the log", || board(&rows(data.path())).next().is_some());
    assert_well(&mut program);
    // Dropping it is SIGKILL.
    drop(program);
    let killed = rows(data.path());
    let last = board(&killed).next_back().unwrap();
    assert!(last.row.goes_on, "nobody wrote its end: {last:?}");

    let mut program = start();
    until("the next start goes on", || rows(data.path()).len() > killed.len());
    let asked = Timestamp::now().as_millisecond();
    assert!(program.terminate().success(), "{}", program.log());
    let all = rows(data.path());
    assert_eq!(all[..killed.len()], killed, "what was there stays");
    let second: Vec<_> = board(&all[killed.len()..]).collect();
    for pair in second.windows(2) {
        assert_eq!(pair[0].row.ended_ms, pair[1].row.started_ms, "without a gap: {pair:?}");
    }
    let last = second.last().unwrap();
    assert!(last.row.ended_ms >= asked && !last.row.goes_on, "up to the end: {last:?}");
    assert!(!program.log().contains("WARN"), "{}", program.log());
}
