//! Speed in whole pixels: LED modules have no halves, and a text that moves now two pixels and now three trembles.

/// The refresh that LED controllers take from the output, in seconds.
const REFRESH: f32 = 1.0 / 60.0;
/// A frame that comes within this share of the refresh is on time; the rest is the jitter of the measurement.
const JITTER: f32 = 0.5;
/// After a longer pause, in refreshes, the text goes on from where it stood: nobody can read a leap.
const PAUSE: f32 = 15.0;

/// How far the text moves in each frame.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Pace {
    /// Refreshes that have passed and were not yet moved for.
    owed: f32,
}

impl Pace {
    /// Whole pixels for a frame that comes `dt` seconds after the last, at `speed` pixels a second.
    ///
    /// On time it is always the same step; a frame that was missed is caught up with a multiple of it.
    pub fn pixels(&mut self, dt: f32, speed: u32) -> u32 {
        let step = (speed as f32 * REFRESH).round().max(1.0) as u32;
        let passed = dt / REFRESH;
        if !passed.is_finite() || passed > PAUSE || (passed - 1.0).abs() <= JITTER {
            self.owed = 0.0;
            return step;
        }
        self.owed += passed.max(0.0);
        let whole = self.owed.round();
        self.owed -= whole;
        step * whole as u32
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
        let mut pace = Pace::default();
        let moved: u32 = (0..1440).map(|_| pace.pixels(1.0 / 144.0, 120)).sum();
        assert!((1190..=1210).contains(&moved), "{moved} px in ten seconds");
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
