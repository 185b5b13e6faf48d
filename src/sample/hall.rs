//! The sample hall: one source, three screens.

use std::time::Duration;

use jiff::{
    SignedDuration,
    tz::{TimeZone, offset},
};

use crate::{
    config::{Column, Face, Hall, Screen, Source, StripOptions, ThemeName},
    domain::Kind,
    feed::Rules,
};

/// Often enough that a newcomer sees a change soon after it is published.
const POLL: Duration = Duration::from_secs(5);

/// The sample hall's time zone.
pub fn zone() -> TimeZone {
    // The database is built in; the fixed offset is what it says of China since 1991.
    TimeZone::get("Asia/Shanghai").unwrap_or_else(|_| TimeZone::fixed(offset(8)))
}

/// The sample hall, with the feed at `url` as its only source.
pub fn hall(url: &str) -> Hall {
    Hall {
        name: "示例区市场监督管理局政务服务大厅".into(),
        place: Some("政务服务大厅 · 一层 A 区".into()),
        phone: Some("027-12315000".into()),
        zone: zone(),
        sources: vec![Source {
            name: "示例区市场监督管理局".into(),
            url: url.into(),
            poll: POLL,
            stale_after: SignedDuration::from_mins(10),
            rules: Rules { require_approval: true, ..Rules::default() },
            alerts: None,
        }],
        screens: vec![kiosk(), board(), strip()],
        plan: crate::playback::Plan::default(),
        keep_days: crate::config::limits::KEEP_DAYS,
        remote: None,
        files: Vec::new(),
        revision: 0,
    }
}

fn kiosk() -> Screen {
    Screen {
        name: "kiosk".into(),
        face: Face::Kiosk,
        size: Some((1080, 1920)),
        diagonal_inch: 32.0,
        viewing_distance_m: 0.6,
        theme: ThemeName::Day,
        columns: Kind::ALL
            .into_iter()
            .map(|kind| Column { id: kind.word().into(), title: None, kinds: vec![kind] })
            .collect(),
        ..plain()
    }
}

fn board() -> Screen {
    Screen {
        name: "board".into(),
        face: Face::Board,
        size: Some((1920, 1080)),
        // Read from 8 m, characters are 40 mm high: a slide of the design needs a panel of this size.
        diagonal_inch: 98.0,
        viewing_distance_m: 8.0,
        kinds: vec![Kind::Notice, Kind::Ranking, Kind::Pledge, Kind::Honour],
        ..plain()
    }
}

fn strip() -> Screen {
    Screen {
        name: "strip".into(),
        face: Face::Strip,
        size: Some((1536, 64)),
        viewing_distance_m: 8.0,
        kinds: vec![Kind::Notice, Kind::Ranking],
        ..plain()
    }
}

/// What the three have in common.
fn plain() -> Screen {
    Screen {
        name: String::new(),
        face: Face::Board,
        size: None,
        diagonal_inch: 0.0,
        viewing_distance_m: 0.0,
        theme: ThemeName::Night,
        internal: false,
        columns: Vec::new(),
        kinds: Vec::new(),
        dwell: Duration::from_secs(12),
        idle_reset: Duration::from_secs(90),
        strip: StripOptions::default(),
        reduced_motion: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_has_a_screen() {
        let hall = hall("http://127.0.0.1:1/feed.json");
        for face in Face::ALL {
            let screen = hall.screen(Some(face.word())).unwrap();
            assert_eq!(screen.face, face);
            assert_eq!(screen.columns.is_empty(), face != Face::Kiosk);
            assert_eq!(screen.kinds.is_empty(), face == Face::Kiosk);
        }
    }
}
