//! From what is on to lines of the play log: who came on, who left, and who is still there at the end of a minute.

use std::{sync::Arc, time::Duration};

use jiff::Timestamp;

use crate::{
    playback::aired::Aired,
    store::playlog::{LOST, Row},
};

/// An instant by both clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instant {
    /// The wall's, which may be set.
    pub wall: Timestamp,
    /// The monotonic one's, from a start of its own.
    pub mono: Duration,
}

/// What a screen says when something changes.
#[derive(Debug, Clone)]
pub struct Report {
    /// Since when.
    pub at: Instant,
    /// All that is on from then on.
    pub on: Vec<Arc<Aired>>,
    /// How many reports before this one did not get through.
    pub lost: u32,
}

/// Rows that could not be written are kept, but not without end: some hours of a busy strip.
const MOST: usize = 20_000;

/// Keeps what is on, and makes rows of it.
#[derive(Debug)]
pub struct Ledger {
    screen: String,
    on: Vec<(Arc<Aired>, Instant)>,
    /// When the last report was made.
    last: Option<Instant>,
    /// When rows were made of what is on.
    cut: Option<Instant>,
    rows: Vec<Row>,
    /// How many rows were given up since the last were written, and from when to when they were.
    dropped: Option<(usize, i64, i64)>,
}

impl Ledger {
    /// The ledger of a screen on which nothing is yet.
    pub const fn new(screen: String) -> Self {
        Self { screen, on: Vec::new(), last: None, cut: None, rows: Vec::new(), dropped: None }
    }

    /// Something changed.
    pub fn take(&mut self, report: Report) {
        let Report { mut at, on, lost } = report;
        // A frame that had begun before the cut, and was told after it.
        if let Some(cut) = self.cut.filter(|cut| at.mono < cut.mono) {
            at = cut;
        }
        if lost > 0 {
            let since = self.last.unwrap_or(at);
            let lasted = millis(at.mono.saturating_sub(since.mono));
            self.push(self.remark(ms(since), ms(at), lasted, &format!("{lost} changes")));
        }
        self.last = Some(at);
        let before = std::mem::take(&mut self.on);
        for (aired, since) in before {
            if on.contains(&aired) {
                self.on.push((aired, since));
            } else {
                self.write(&aired, since, at, false);
            }
        }
        for aired in on {
            if !self.on.iter().any(|(own, _)| *own == aired) {
                self.on.push((aired, at));
            }
        }
    }

    /// Makes the rows up to `now`; what is still on goes on in the next ones.
    pub fn cut(&mut self, now: Instant) {
        self.close(now, true);
        for (_, since) in &mut self.on {
            *since = now;
        }
        self.cut = Some(now);
    }

    /// Makes the rows up to `now`, at which the screen ends.
    pub fn end(&mut self, now: Instant) {
        self.close(now, false);
        self.on.clear();
    }

    /// What is to be written.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The rows are written.
    pub fn written(&mut self) {
        self.rows.clear();
        self.dropped = None;
    }

    fn close(&mut self, now: Instant, goes_on: bool) {
        for (aired, since) in self.on.clone() {
            self.write(&aired, since, now, goes_on);
        }
    }

    fn write(&mut self, aired: &Aired, since: Instant, until: Instant, goes_on: bool) {
        let lasted = until.mono.saturating_sub(since.mono);
        if lasted.is_zero() && since.wall == until.wall {
            return;
        }
        self.push(Row {
            screen: self.screen.clone(),
            zone: aired.zone.word().into(),
            started_ms: ms(since),
            ended_ms: ms(until),
            lasted_ms: millis(lasted),
            why: aired.cause.word().into(),
            schedule: aired.schedule.clone(),
            playlist: aired.playlist.clone(),
            entry: aired.entry.and_then(|entry| i64::try_from(entry).ok()),
            items: aired.items.clone(),
            key: aired.key.clone(),
            goes_on,
        });
    }

    fn remark(&self, started_ms: i64, ended_ms: i64, lasted_ms: i64, what: &str) -> Row {
        let (screen, zone, why) = (self.screen.clone(), String::new(), LOST.into());
        let key = what.into();
        Row { screen, zone, started_ms, ended_ms, lasted_ms, why, key, ..Row::default() }
    }

    fn push(&mut self, row: Row) {
        if self.rows.len() >= MOST {
            self.give_up();
        }
        self.rows.push(row);
    }

    /// Gives up the oldest half, for one row that says so: all at once, as each time costs a move of the rest.
    fn give_up(&mut self) {
        // The remark of the time before is the first.
        let own = usize::from(self.dropped.is_some());
        let old: Vec<Row> = self.rows.drain(..MOST / 2).skip(own).collect();
        let (Some(first), Some(last)) = (old.first(), old.last()) else { return };
        let (count, from, _) = self.dropped.unwrap_or((0, first.started_ms, first.ended_ms));
        let (count, to) = (count + old.len(), last.ended_ms);
        self.dropped = Some((count, from, to));
        self.rows.insert(0, self.remark(from, to, 0, &format!("{count} rows")));
    }
}

fn ms(at: Instant) -> i64 {
    at.wall.as_millisecond()
}

fn millis(lasted: Duration) -> i64 {
    i64::try_from(lasted.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playback::{aired::Cause, plan::Zone};

    fn at(seconds: u64) -> Instant {
        let wall = Timestamp::from_second(1_764_036_000 + i64::try_from(seconds).unwrap()).unwrap();
        Instant { wall, mono: Duration::from_secs(seconds) }
    }

    fn aired(key: &str) -> Arc<Aired> {
        Arc::new(Aired::new(Zone::Main, Cause::Kinds, key))
    }

    fn cut(ledger: &mut Ledger, now: u64) -> &[Row] {
        ledger.cut(at(now));
        ledger.rows()
    }

    fn end(ledger: &mut Ledger, now: Instant) -> &[Row] {
        ledger.end(now);
        ledger.rows()
    }

    fn report(seconds: u64, keys: &[&str]) -> Report {
        Report { at: at(seconds), on: keys.iter().map(|key| aired(key)).collect(), lost: 0 }
    }

    /// Key, start and end in seconds, whether it goes on.
    fn said(rows: &[Row]) -> Vec<(&str, i64, i64, bool)> {
        let second = |ms: i64| ms / 1000 - 1_764_036_000;
        rows.iter()
            .map(|row| (row.key.as_str(), second(row.started_ms), second(row.ended_ms), row.goes_on))
            .collect()
    }

    #[test]
    fn what_leaves_is_written_and_what_stays_is_cut_by_the_minute() {
        let mut ledger = Ledger::new("board".into());
        ledger.take(report(0, &["a", "t"]));
        ledger.take(report(12, &["b", "t"]));
        assert_eq!(
            said(cut(&mut ledger, 60)),
            [("a", 0, 12, false), ("t", 0, 60, true), ("b", 12, 60, true)]
        );
        ledger.written();
        ledger.take(report(61, &["t"]));
        assert_eq!(said(end(&mut ledger, at(70))), [("b", 60, 61, false), ("t", 60, 70, false)]);
        ledger.written();
        assert!(end(&mut ledger, at(80)).is_empty(), "nothing is on after the end");
    }

    #[test]
    fn rows_stay_until_they_are_written() {
        let mut ledger = Ledger::new("board".into());
        ledger.take(report(0, &["a"]));
        assert_eq!(cut(&mut ledger, 60).len(), 1);
        assert_eq!(said(cut(&mut ledger, 120)), [("a", 0, 60, true), ("a", 60, 120, true)]);
    }

    #[test]
    fn a_frame_that_began_before_a_cut_changes_nothing_that_was_cut() {
        let mut ledger = Ledger::new("board".into());
        ledger.take(report(0, &["a"]));
        ledger.cut(at(60));
        ledger.written();
        ledger.take(report(59, &["b"]));
        assert_eq!(said(end(&mut ledger, at(70))), [("b", 60, 70, false)]);
    }

    #[test]
    fn a_clock_that_is_set_shows_as_a_difference() {
        let mut ledger = Ledger::new("board".into());
        ledger.take(report(0, &["a"]));
        let set_back =
            Instant { wall: at(0).wall - Duration::from_secs(3600), mono: Duration::from_secs(10) };
        let rows = end(&mut ledger, set_back);
        assert_eq!((rows[0].ended_ms - rows[0].started_ms, rows[0].lasted_ms), (-3_600_000, 10_000));
    }

    #[test]
    fn what_did_not_get_through_is_said() {
        let mut ledger = Ledger::new("board".into());
        ledger.take(report(0, &["a"]));
        ledger.take(Report { lost: 7, ..report(30, &["b"]) });
        let rows = end(&mut ledger, at(40));
        assert_eq!(said(rows), [("7 changes", 0, 30, false), ("a", 0, 30, false), ("b", 30, 40, false)]);
        assert_eq!((rows[0].why.as_str(), rows[0].zone.as_str()), (LOST, ""));
    }

    #[test]
    fn a_disk_that_fails_for_days_costs_no_memory_and_the_loss_is_said() {
        let mut ledger = Ledger::new("strip".into());
        for second in 0..3 * MOST as u64 {
            ledger.take(report(second, &[&format!("{second}")]));
        }
        let all = 3 * MOST as u64;
        let rows = end(&mut ledger, at(all));
        assert!(rows.len() <= MOST);
        assert_eq!(rows.iter().filter(|row| row.why == LOST).count(), 1);
        let count = rows[0].key.strip_suffix(" rows").unwrap().parse::<u64>().unwrap();
        assert_eq!(count + rows.len() as u64 - 1, all, "every row is there or counted");
        assert_eq!(rows[0].ended_ms, rows[1].started_ms);
    }
}
