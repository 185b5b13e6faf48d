//! How many frames a window drew, for the log: an idle screen must draw next to none, and only the real window can
//! tell. Counting asks for no frame of its own.

/// Seconds between two lines of the log, at least.
const EVERY: f64 = 60.0;

/// Counts frames.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Frames {
    total: u64,
    /// How many there were when last told, and when, in seconds of the frame clock.
    told: (u64, f64),
    newest: f64,
}

/// What a line of the log says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Told {
    /// Frames since the line before.
    pub frames: u64,
    /// Seconds since then.
    pub seconds: f64,
    /// Frames since the start.
    pub total: u64,
}

impl Frames {
    /// A frame is drawn, at a time of the monotonic frame clock in seconds; what to tell, at most once a minute.
    pub fn drawn(&mut self, time: f64) -> Option<Told> {
        self.total += 1;
        self.newest = time;
        (time - self.told.1 >= EVERY).then(|| self.tell())
    }

    /// What was drawn since it was last told.
    pub fn tell(&mut self) -> Told {
        let (frames, since) = self.told;
        self.told = (self.total, self.newest);
        Told { frames: self.total - frames, seconds: self.newest - since, total: self.total }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_is_told_once() {
        let mut frames = Frames::default();
        let told: Vec<Told> = (0..=240).filter_map(|half| frames.drawn(f64::from(half) * 0.5)).collect();
        let minute = |frames, total| Told { frames, seconds: 60.0, total };
        assert_eq!(told, [minute(121, 121), minute(120, 241)]);
        assert_eq!(frames.drawn(120.5), None);
        assert_eq!(
            frames.tell(),
            Told { frames: 1, seconds: 0.5, total: 242 },
            "at the exit the rest is told"
        );
    }
}
