//! When a source is asked again. Pure but for the dice.

use std::{
    hash::{BuildHasher as _, Hasher as _, RandomState},
    time::Duration,
};

use backon::{BackoffBuilder as _, ExponentialBackoff, ExponentialBuilder};
use jiff::{Timestamp, fmt::rfc2822};

/// A server may ask for a pause of at most this: longer is a mistake or an attack, and a wall must not go
/// without news for a day because of one header.
const LONGEST_PAUSE: Duration = Duration::from_secs(3600);

/// The back-off ends here.
const LONGEST_BACKOFF: Duration = Duration::from_secs(600);

/// How the waits of one source go.
#[derive(Debug)]
pub(super) struct Schedule {
    poll: Duration,
    backoff: ExponentialBackoff,
}

impl Schedule {
    /// For a source that is asked every `poll`.
    pub(super) fn new(poll: Duration) -> Self {
        Self { poll, backoff: backoff(poll) }
    }

    /// The wait after a good answer: the poll interval, give or take a tenth, so that the screens of a city do
    /// not ask in step.
    pub(super) fn after_success(&mut self) -> Duration {
        self.backoff = backoff(self.poll);
        self.poll.mul_f64(0.9 + 0.2 * dice())
    }

    /// The wait after a bad one, longer each time; a server's own wish counts more.
    pub(super) fn after_failure(&mut self, wish: Option<Duration>) -> Duration {
        let next = self.backoff.next().unwrap_or(LONGEST_BACKOFF);
        match wish {
            Some(wish) => wish.min(LONGEST_PAUSE).max(self.poll),
            None => next,
        }
    }
}

/// backon's jitter adds up to the wait itself, so the wait ends at half of the longest.
fn backoff(poll: Duration) -> ExponentialBackoff {
    let most = LONGEST_BACKOFF / 2;
    ExponentialBuilder::new()
        .with_jitter()
        .with_min_delay(poll.min(most))
        .with_max_delay(most)
        .without_max_times()
        .build()
}

/// A number from 0 to below 1. Good enough for spreading; nothing secret hangs on it.
fn dice() -> f64 {
    // std seeds every RandomState anew; there is no other source of chance in it.
    let bits = RandomState::new().build_hasher().finish() >> 11;
    bits as f64 / (1_u64 << 53) as f64
}

/// The pause of a `Retry-After`, in seconds or as a date; `None` when it is past, zero or unreadable.
pub(super) fn retry_after(value: &str, now: Timestamp) -> Option<Duration> {
    let value = value.trim();
    let pause = if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit are a very long time.
        Duration::from_secs(value.parse().unwrap_or(u64::MAX))
    } else {
        let until = rfc2822::DateTimeParser::new().parse_timestamp(value).ok()?;
        Duration::try_from(until.duration_since(now)).ok()?
    };
    (!pause.is_zero()).then(|| pause.min(LONGEST_PAUSE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn now() -> Timestamp {
        "2026-11-23T02:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_pause_is_read_in_seconds_and_as_a_date() {
        assert_eq!(retry_after("120", now()), Some(Duration::from_secs(120)));
        let date = "Mon, 23 Nov 2026 02:05:00 GMT";
        assert_eq!(retry_after(date, now()), Some(Duration::from_secs(300)));
    }

    #[test]
    fn a_huge_pause_is_an_hour_and_a_past_one_none() {
        let hour = Some(Duration::from_secs(3600));
        assert_eq!(retry_after("99999999", now()), hour);
        assert_eq!(retry_after("99999999999999999999999999", now()), hour);
        assert_eq!(retry_after("Mon, 23 Nov 2099 02:05:00 GMT", now()), hour);
        for past in ["0", "Mon, 23 Nov 2026 01:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "", "-5", "soon"]
        {
            assert_eq!(retry_after(past, now()), None, "{past}");
        }
    }

    proptest! {
        #[test]
        fn a_storm_of_errors_is_met_with_growing_waits(poll_ms in 50_u64..7_200_000, storms in 1_usize..40) {
            let poll = Duration::from_millis(poll_ms);
            let mut schedule = Schedule::new(poll);
            let first = poll.min(LONGEST_BACKOFF / 2);
            for _ in 0..storms {
                let wait = schedule.after_failure(None);
                prop_assert!(wait >= first && wait <= LONGEST_BACKOFF, "{wait:?}");
            }
            if storms > 20 {
                prop_assert!(schedule.after_failure(None) >= LONGEST_BACKOFF / 2);
            }
            let wait = schedule.after_success();
            prop_assert!(wait >= poll.mul_f64(0.89) && wait <= poll.mul_f64(1.11), "{wait:?}");
            prop_assert!(schedule.after_failure(None) <= first * 2, "the good answer began the count anew");
        }

        #[test]
        fn no_retry_after_panics_or_passes_an_hour(value in ".{0,40}") {
            if let Some(pause) = retry_after(&value, now()) {
                prop_assert!(pause <= LONGEST_PAUSE && !pause.is_zero());
            }
        }
    }
}
