//! Speed in whole pixels: LED modules have no halves, and a text that moves now two pixels and now three trembles.

use std::time::Duration;

/// The refresh that LED controllers take from the output, in seconds.
const REFRESH: f32 = 1.0 / 60.0;
/// A frame that comes within these shares of the refresh is on time; the rest is the jitter of the measurement. Half a
/// refresh is not: it is a monitor of 120 Hz.
const ON_TIME: std::ops::RangeInclusive<f32> = 0.75..=1.5;
/// After a longer pause, in refreshes, the text goes on from where it stood: nobody can read a leap.
const PAUSE: f32 = 15.0;

/// How far the text moves in each frame.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Pace {
    /// Refreshes that have passed and were not yet moved for.
    owed: f32,
    /// The last frame came too soon to move.
    early: bool,
}

impl Pace {
    /// Whole pixels for a frame that comes `dt` seconds after the last, at `speed` pixels a second.
    ///
    /// On time it is always the same step; a frame that was missed is caught up with a multiple of it.
    pub fn pixels(&mut self, dt: f32, speed: u32) -> u32 {
        let step = (speed as f32 * REFRESH).round().max(1.0) as u32;
        let passed = dt / REFRESH;
        if !passed.is_finite() || passed > PAUSE || ON_TIME.contains(&passed) {
            *self = Self::default();
            return step;
        }
        self.owed += passed.max(0.0);
        let whole = (self.owed + 1.0 - ON_TIME.start()).floor();
        self.owed -= whole;
        self.early = whole == 0.0;
        step * whole as u32
    }

    /// How long the next frame may wait. Not at all where the monitor sets the pace; where frames come sooner, because
    /// nothing holds them back, one that would show nothing new is not drawn again and again.
    pub fn pause(&self) -> Duration {
        let left = if self.early { (1.0 - self.owed).clamp(0.0, 1.0) * REFRESH } else { 0.0 };
        Duration::from_secs_f32(left)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn frames_on_time_move_by_the_same_step() {
        for (speed, step) in [(120, 2), (100, 2), (60, 1), (20, 1), (300, 5)] {
            let mut pace = Pace::default();
            for jitter in [0.0, 0.003, -0.004, 0.006, -0.002] {
                assert_eq!(pace.pixels(REFRESH + jitter, speed), step, "{speed} px/s");
            }
        }
    }

    #[test]
    fn a_missed_frame_is_caught_up_and_a_pause_is_not() {
        let mut pace = Pace::default();
        assert_eq!(pace.pixels(2.0 * REFRESH, 120), 4);
        assert_eq!(pace.pixels(10.0, 120), 2);
    }

    #[test]
    fn a_fast_monitor_does_not_make_it_run() {
        for hertz in [100, 116, 120, 144, 240] {
            let mut pace = Pace::default();
            let moved: u32 = (0..hertz * 10).map(|_| pace.pixels(1.0 / hertz as f32, 120)).sum();
            assert!((1190..=1210).contains(&moved), "{moved} px in ten seconds at {hertz} Hz");
        }
    }

    #[test]
    fn where_nothing_holds_frames_back_two_a_refresh_are_enough() {
        let (mut pace, mut time, mut frames, mut moved, mut dt) = (Pace::default(), 0.0, 0, 0, REFRESH);
        while time < 10.0 {
            moved += pace.pixels(dt, 120);
            dt = pace.pause().as_secs_f32().max(0.001);
            time += dt;
            frames += 1;
        }
        assert!(frames <= 1210, "{frames} frames in ten seconds");
        assert!((1120..=1210).contains(&moved), "{moved} px in ten seconds");
    }

    proptest! {
        #[test]
        fn every_move_is_whole_steps(dts in prop::collection::vec(0f32..0.4, 1..200), speed in 1u32..2000) {
            let mut pace = Pace::default();
            let step = (speed as f32 * REFRESH).round().max(1.0) as u32;
            for dt in dts {
                prop_assert_eq!(pace.pixels(dt, speed) % step, 0);
            }
        }
    }
}
