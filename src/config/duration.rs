//! Durations as staff write them: `"30s"`, `"5min"`, `"2h"`, `"1h 30min"`. One form, so that all configs read alike.

use std::time::Duration;

use jiff::SignedDuration;

/// The form as a regular expression, for editors.
pub(super) const PATTERN: &str = r"^\s*([0-9]{1,9}\s*(s|min|h)\s*)+$";

/// Reads a duration; `None` for another form.
pub(super) fn read(text: &str) -> Option<Duration> {
    let mut rest = text.trim();
    if rest.is_empty() {
        return None;
    }
    let mut total = 0_u64;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 9 {
            return None;
        }
        let count: u64 = rest[..digits].parse().ok()?;
        rest = rest[digits..].trim_start();
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let unit = match &rest[..letters] {
            "s" => 1,
            "min" => 60,
            "h" => 3600,
            _ => return None,
        };
        rest = rest[letters..].trim_start();
        total = total.checked_add(count * unit)?;
    }
    Some(Duration::from_secs(total))
}

/// Writes a duration in the shortest exact form, in whole seconds.
pub(super) fn write(duration: Duration) -> String {
    match duration.as_secs() {
        0 => "0s".into(),
        seconds if seconds % 3600 == 0 => format!("{}h", seconds / 3600),
        seconds if seconds % 60 == 0 => format!("{}min", seconds / 60),
        seconds => format!("{seconds}s"),
    }
}

/// What was probably meant by another way of writing: `10 minutes`, `10分钟`, `PT10M`, `10`.
pub(super) fn guess(text: &str) -> Option<String> {
    let mut plain = text.trim().to_lowercase();
    for (chinese, unit) in
        [("分钟", "min"), ("小时", "h"), ("秒钟", "s"), ("秒", "s"), ("分", "min"), ("时", "h")]
    {
        plain = plain.replace(chinese, unit);
    }
    if !plain.is_empty() && plain.len() <= 9 && plain.bytes().all(|byte| byte.is_ascii_digit()) {
        plain.push('s');
    }
    let known = read(&plain).or_else(|| {
        let parsed: SignedDuration = text.trim().parse().or_else(|_| plain.parse()).ok()?;
        parsed.try_into().ok()
    })?;
    Some(write(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_form() {
        let seconds = |text| read(text).map(|duration| duration.as_secs());
        assert_eq!(seconds("30s"), Some(30));
        assert_eq!(seconds("30 s"), Some(30));
        assert_eq!(seconds("5min"), Some(300));
        assert_eq!(seconds("1h 30min"), Some(5400));
        assert_eq!(seconds("1h30min"), Some(5400));
        for other in
            ["", " ", "30", "s", "30秒", "-5s", "1.5h", "10 minutes", "9999999999s", "5m", "s5", "5é"]
        {
            assert_eq!(seconds(other), None, "{other}");
        }
    }

    #[test]
    fn other_forms_are_guessed() {
        for (written, meant) in [
            ("10", "10s"),
            ("10 minutes", "10min"),
            ("10分钟", "10min"),
            ("2小时", "2h"),
            ("1小时30分", "90min"),
            ("PT10M", "10min"),
            ("5m", "5min"),
        ] {
            assert_eq!(guess(written).as_deref(), Some(meant), "{written}");
        }
        assert_eq!(guess("-5s"), None);
        assert_eq!(guess("soon"), None);
    }

    #[test]
    fn what_is_written_reads_back() {
        for seconds in [0, 1, 59, 60, 90, 3600, 5400, 86_400] {
            let duration = Duration::from_secs(seconds);
            assert_eq!(read(&write(duration)), Some(duration));
        }
    }
}
