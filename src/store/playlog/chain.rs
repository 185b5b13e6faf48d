//! What a row's hash is computed from, so that an auditor can do it with another tool.
//!
//! The hash of a row is the SHA-256 of this JSON array in UTF-8, without white space and with nothing escaped that JSON
//! does not demand, in this order:
//!
//! ```text
//! ["gongshi play 1", number, previous, screen, zone, started_ms, ended_ms, lasted_ms,
//!  why, schedule, playlist, entry, items, key, goes_on]
//! ```
//!
//! `previous` is the hash of the row before in 64 hexadecimal digits, lower case; 64 zeros before the first. What a row
//! has not is `null`; `goes_on` is 0 or 1. Python writes the same with
//! `json.dumps(row, ensure_ascii=False, separators=(",", ":"))`.

use std::fmt::{self, Display};

use sha2::{Digest as _, Sha256};

use super::Row;

/// What the array begins with: another form of rows will have another.
const FORM: &str = "gongshi play 1";

/// The hash of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// What stands before the first row.
    pub const NONE: Self = Self([0; 32]);

    /// Reads 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let mut hash = [0; 32];
        for (byte, place) in hash.iter_mut().zip((0..64).step_by(2)) {
            *byte = u8::from_str_radix(text.get(place..place + 2)?, 16).ok()?;
        }
        Some(Self(hash))
    }
}

impl Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The end of a chain, or what stands before its first row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The number of the last row; 0 before the first.
    pub number: i64,
    /// Its hash.
    pub hash: Hash,
}

impl Link {
    /// Before the first row.
    pub const NONE: Self = Self { number: 0, hash: Hash::NONE };

    /// The link of a row that comes after this one.
    pub fn then(self, row: &Row) -> Self {
        let number = self.number.saturating_add(1);
        Self { number, hash: hash(number, self.hash, row) }
    }
}

/// The hash of a row.
pub fn hash(number: i64, previous: Hash, row: &Row) -> Hash {
    Hash(Sha256::digest(canonical(number, previous, row)).into())
}

/// The array.
fn canonical(number: i64, previous: Hash, row: &Row) -> String {
    let Row { screen, zone, started_ms, ended_ms, lasted_ms, .. } = row;
    let Row { why, schedule, playlist, entry, items, key, goes_on, .. } = row;
    let previous = previous.to_string();
    let goes_on = u8::from(*goes_on);
    serde_json::json!([
        FORM, number, previous, screen, zone, started_ms, ended_ms, lasted_ms, why, schedule, playlist,
        entry, items, key, goes_on
    ])
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_fixed_for_ever() {
        let row = Row {
            screen: "大屏".into(),
            zone: "main".into(),
            started_ms: 1_764_036_000_123,
            ended_ms: 1_764_036_012_123,
            lasted_ms: 12_000,
            why: "schedule".into(),
            schedule: Some("非办公时间".into()),
            playlist: Some("下班\"后\"/".into()),
            entry: Some(2),
            items: "a,b\n\u{1}\u{7f}".into(),
            key: "0/1/clock".into(),
            goes_on: true,
        };
        let one = Link::NONE.then(&Row::default());
        let zeros = "0".repeat(64);
        assert_eq!(
            canonical(1, Hash::NONE, &Row::default()),
            format!(r#"["gongshi play 1",1,"{zeros}","","",0,0,0,"",null,null,null,"","",0]"#)
        );
        assert_eq!(
            canonical(2, one.hash, &row),
            format!(
                concat!(
                    r#"["gongshi play 1",2,"{}","大屏","main",1764036000123,1764036012123,12000,"schedule","#,
                    r#""非办公时间","下班\"后\"/",2,"a,b\n\u0001{}","0/1/clock",1]"#
                ),
                one.hash, '\u{7f}'
            )
        );
        // Computed with Python's hashlib from the text above.
        assert_eq!(one.hash.to_string(), "d045ab066e525c51630f3638c2ab2584dcd75d3e9a1d9f1628ad1641cf21ec20");
        assert_eq!(
            one.then(&row).hash.to_string(),
            "75876f26fae8aa3cd3cc50031b24123220a786e1b42068cbedfaecf0641ed36a"
        );
    }

    #[test]
    fn a_hash_reads_back() {
        let hash = Link::NONE.then(&Row::default()).hash;
        assert_eq!(Hash::parse(&hash.to_string()), Some(hash));
        assert_eq!(Hash::parse(&"g".repeat(64)), None);
        assert_eq!(Hash::parse("00"), None);
    }
}
