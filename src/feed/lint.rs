//! What a publisher should know of a document: items that fall, and words that will not do what they seem to say.
//! For `gongshi check`; a screen never waits for this.

use std::{
    collections::{BTreeMap, HashSet},
    ops::Range,
};

use super::{
    Document, Refusal, Rules, decode,
    draft::{Draft, Fate},
    json::scan::{self, Step},
    link::Base,
    pages,
};
use crate::domain::{Head, Kind, Moment, Verdict, uscc};

/// What was found in a document that is taken as a whole.
#[derive(Debug)]
pub struct Lint {
    /// What the feed says of itself.
    pub head: Head,
    /// How many items of each kind would be taken.
    pub kinds: BTreeMap<Kind, usize>,
    /// What is wrong with some items, in the order of the document.
    pub problems: Vec<Problem>,
}

/// One thing to correct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Why the item falls; `None` for a warning, with which it is taken.
    pub verdict: Option<Verdict>,
    /// The item's place in the feed, from 0.
    pub position: usize,
    /// The item's id, where it can be read.
    pub id: Option<String>,
    /// The field as a path within the item, such as `_gongshi.valid_to`; empty when it is the whole item.
    pub field: String,
    /// What is wrong.
    pub message: String,
    /// Its bytes in the text of [`decode`]: the field, else the item; `None` where neither is known.
    pub range: Option<Range<usize>>,
}

/// Reads one page and says what to correct in it.
///
/// # Errors
/// As [`super::read`]; [`Refusal::place`] has the place.
pub fn lint(document: &Document<'_>) -> Result<Lint, Refusal> {
    let text = decode(document)?;
    let part = super::read(document, Rules::default())?;
    let json = text.trim_start().starts_with('{');
    let base = Base::new(document.base);
    let mut lint = Lint { head: part.head, kinds: BTreeMap::new(), problems: Vec::new() };
    let mut ids = HashSet::new();
    for (position, mut draft) in part.drafts.into_iter().enumerate() {
        let range = Some(draft.range.clone()).filter(|range| !range.is_empty());
        let id = draft.id().map(str::to_owned);
        if let Some(fault) = pages::verdict(&mut draft, lint.head.extended, &mut ids) {
            let at = fault.at.or_else(|| duplicate_place(&fault.verdict, &text, range.as_ref())).or(range);
            lint.problems.push(Problem {
                verdict: Some(fault.verdict),
                position,
                id,
                field: String::new(),
                message: fault.detail,
                range: at,
            });
            continue;
        }
        if let Fate::Taken(item) = &draft.fate {
            *lint.kinds.entry(item.kind()).or_default() += 1;
        }
        if json {
            warn(&text, &draft, position, id.as_ref(), &base, &mut lint.problems);
        }
    }
    Ok(lint)
}

fn duplicate_place(verdict: &Verdict, text: &str, range: Option<&Range<usize>>) -> Option<Range<usize>> {
    let range = range.filter(|_| *verdict == Verdict::DuplicateId)?;
    let inside = scan::locate(text.get(range.clone())?, "id")?;
    Some(range.start + inside.start..range.start + inside.end)
}

/// Fields that hold a time.
const TIMES: [&str; 20] = [
    "date_published",
    "date_modified",
    "formed_on",
    "effective_on",
    "repealed_on",
    "valid_from",
    "valid_to",
    "next_due",
    "review_due",
    "until",
    "plan_effective_date",
    "plan_cancel_date",
    "period_start",
    "period_end",
    "publish_to",
    "listed_on",
    "removed_on",
    "due",
    "date",
    "generated_at",
];

/// Fields that hold a URL, which only http and https may be.
const LINKS: [&str; 7] =
    ["url", "image", "sample_url", "blank_url", "mobile_terminal_url", "evidence_url", "next_url"];

fn warn(
    text: &str,
    draft: &Draft,
    position: usize,
    id: Option<&String>,
    base: &Base,
    problems: &mut Vec<Problem>,
) {
    let Some(item) = text.get(draft.range.clone()) else { return };
    scan::walk(item, &mut |path, range, raw| {
        let Some(Step::Key(key)) = path.0.iter().rev().find(|step| matches!(step, Step::Key(_))) else {
            return;
        };
        let Ok(value) = serde_json::from_str::<String>(raw) else { return };
        if let Some(message) = doubt(key, &path.to_string(), value.trim(), base) {
            problems.push(Problem {
                verdict: None,
                position,
                id: id.cloned(),
                field: path.to_string(),
                message,
                range: Some(draft.range.start + range.start..draft.range.start + range.end),
            });
        }
    });
}

/// What a text of a known field will not do.
fn doubt(key: &str, path: &str, value: &str, base: &Base) -> Option<String> {
    let other = |known: &[&str], effect: &str| {
        (!known.contains(&value)).then(|| format!("{value:?} is none of {}: {effect}", known.join(", ")))
    };
    if value.is_empty() {
        return None;
    }
    if TIMES.contains(&key) {
        let hides = matches!(key, "valid_from" | "valid_to" | "publish_to" | "repealed_on" | "removed_on");
        let effect = if hides { "it hides to be safe" } else { "it is shown as 日期不明" };
        // Ordinary feeds write these two as mail does, and are understood.
        let as_mail =
            matches!(key, "date_published" | "date_modified") && jiff::fmt::rfc2822::parse(value).is_ok();
        let unclear = !as_mail && Moment::parse(value) == Moment::Unclear;
        return unclear.then(|| format!("{value:?} is no RFC 3339 time and no date: {effect}"));
    }
    if LINKS.contains(&key) {
        return base
            .web(value)
            .is_none()
            .then(|| "not an http or https URL that a screen may use: it is left out".to_owned());
    }
    match (key, path) {
        ("uscc", _) => (!uscc::is_valid(value))
            .then(|| format!("{value:?} breaks the check of GB 32100; it is shown all the same")),
        ("disclosure", "_gongshi.disclosure") => {
            other(&["proactive", "on_request", "withheld"], "the item never shows")
        }
        ("audience", "_gongshi.audience") => other(&["public", "internal"], "it counts as internal"),
        ("channels", path) if path.starts_with("_gongshi.channels[") => {
            other(&["kiosk", "board", "strip", "print"], "it names no channel")
        }
        ("cadence", "_gongshi.cadence") => other(&["routine", "phased", "adhoc"], "it is ignored"),
        ("severity", "_gongshi.interrupt.severity") => {
            other(&["extreme", "severe", "moderate"], "the item does not interrupt")
        }
        ("status", "_gongshi.status") => {
            other(&["planned", "on_track", "late", "done"], "no status is shown")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lint_text(text: &str) -> Lint {
        lint(&Document { bytes: text.as_bytes(), content_type: None, base: "https://a.gov.cn/feed.json" })
            .unwrap()
    }

    #[test]
    fn a_date_as_mail_writes_it_is_no_problem_where_it_is_understood() {
        let lint = lint_text(
            r#"{"version":"https://jsonfeed.org/version/1","items":[
            {"id":"a","title":"甲","date_published":"Fri, 31 May 2019 12:17:58 -0700"},
            {"id":"b","title":"乙","date_published":"last week"}]}"#,
        );
        let places: Vec<_> = lint.problems.iter().map(|problem| problem.position).collect();
        assert_eq!(places, [1]);
    }

    #[test]
    fn every_problem_has_its_place() {
        let text = r#"{"version":"https://jsonfeed.org/version/1.1","items":[
            {"id":"a","title":"甲","_gongshi":{"kind":"notice","disclosure":"public","valid_to":"明年","channels":["kiosk","tv"]}},
            {"id":"b","title":"乙","_gongshi":{"kind":"guide","materials":"见附件"}},
            {"id":"a","title":"丙","url":"javascript:x","_gongshi":{"kind":"notice"}},
            {"id":"c","title":"丁","_gongshi":{"kind":"honour","list":"red","entries":[{"ent_name":"示例","uscc":"91350100M000100Y4Z"}]}}]}"#;
        let lint = lint_text(text);
        assert_eq!(lint.kinds, BTreeMap::from([(Kind::Notice, 1), (Kind::Honour, 1)]));
        let found: Vec<_> =
            lint.problems.iter().map(|p| (p.verdict, p.position, &text[p.range.clone().unwrap()])).collect();
        assert_eq!(
            found,
            [
                (None, 0, "\"public\""),
                (None, 0, "\"明年\""),
                (None, 0, "\"tv\""),
                (Some(Verdict::Malformed), 1, "\"见附件\""),
                (Some(Verdict::DuplicateId), 2, "\"a\""),
                (None, 3, "\"91350100M000100Y4Z\""),
            ]
        );
        assert!(lint.problems[3].message.starts_with("_gongshi.materials: "), "{}", lint.problems[3].message);
    }

    #[test]
    fn an_item_of_rss_has_its_place() {
        let text = "<rss version='2.0'><channel><title>x</title><item><title>甲</title></item>\n<item><description></description></item></channel></rss>";
        let lint = lint_text(text);
        assert_eq!(lint.kinds[&Kind::Notice], 1);
        assert_eq!(
            &text[lint.problems[0].range.clone().unwrap()],
            "<item><description></description></item>"
        );
    }
}
