//! Which messages a hall listens to.

use super::alert::{Alert, Info, Scope, Status};
use crate::domain::item;

macro_rules! grades {
    ($(#[$what:meta])* $name:ident { $($(#[$doc:meta])* $grade:ident $word:literal,)* }) => {
        $(#[$what])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $grade,)* }

        impl $name {
            /// All of them, the least first.
            pub const ALL: &[Self] = &[$(Self::$grade,)*];

            /// The word of CAP, in lower case.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$grade => $word,)* }
            }

            /// The grade of a word of CAP, in any case; `None` for another word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|grade| grade.word().eq_ignore_ascii_case(word.trim()))
            }
        }
    };
}

grades! {
    /// How bad it is (CAP 1.2, 3.2.2 `severity`).
    Severity {
        /// Not known.
        Unknown "unknown",
        /// Minimal threat.
        Minor "minor",
        /// Possible threat.
        Moderate "moderate",
        /// Significant threat.
        Severe "severe",
        /// Extraordinary threat.
        Extreme "extreme",
    }
}

grades! {
    /// How soon something should be done (CAP 1.2, 3.2.2 `urgency`).
    Urgency {
        /// Not known.
        Unknown "unknown",
        /// Nothing any more.
        Past "past",
        /// In the near future.
        Future "future",
        /// Within the next hour.
        Expected "expected",
        /// At once.
        Immediate "immediate",
    }
}

grades! {
    /// How sure it is (CAP 1.2, 3.2.2 `certainty`).
    Certainty {
        /// Not known.
        Unknown "unknown",
        /// About zero.
        Unlikely "unlikely",
        /// Half or less.
        Possible "possible",
        /// More than half.
        Likely "likely",
        /// It has happened, or goes on.
        Observed "observed",
    }
}

impl Severity {
    /// What it is on the screens: nothing of what is let in is less than moderate.
    pub const fn interrupt(self) -> item::Severity {
        match self {
            Self::Extreme => item::Severity::Extreme,
            Self::Severe => item::Severity::Severe,
            Self::Moderate | Self::Minor | Self::Unknown => item::Severity::Moderate,
        }
    }
}

/// Which messages a hall listens to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// The senders that are believed, exactly; empty means nobody.
    pub senders: Vec<String>,
    /// At least as bad.
    pub severity: Severity,
    /// At least as soon.
    pub urgency: Urgency,
    /// At least as sure.
    pub certainty: Certainty,
    /// Words of an area's description, or the beginnings of its codes; any of them. Empty means every area.
    pub areas: Vec<String>,
}

impl Rules {
    /// The least that is let in where the config does not say it: what threatens, lies ahead and may well happen.
    pub const LEAST: (Severity, Urgency, Certainty) =
        (Severity::Moderate, Urgency::Future, Certainty::Possible);

    /// Whether a message has a say: it is real, public and from somebody believed.
    pub(super) fn hears(&self, alert: &Alert) -> bool {
        alert.status == Status::Actual && alert.scope == Scope::Public && self.senders.contains(&alert.sender)
    }

    /// The part of a message that is shown: of those that the rules let in the Chinese one, then the worst.
    pub(super) fn choose<'a>(&self, alert: &'a Alert) -> Option<&'a Info> {
        let fits = alert.infos.iter().filter(|info| {
            info.severity >= self.severity
                && info.urgency >= self.urgency
                && info.certainty >= self.certainty
                && self.concerns(info)
        });
        // Of equals the first, as the sender put it there.
        fits.min_by_key(|info| (info.foreignness(), std::cmp::Reverse(info.severity)))
    }

    fn concerns(&self, info: &Info) -> bool {
        let named = |area: &String| {
            info.areas.iter().any(|of| {
                of.description.contains(area.as_str())
                    || of.codes.iter().any(|code| code.starts_with(area.as_str()))
            })
        };
        self.areas.is_empty() || self.areas.iter().any(named)
    }
}
