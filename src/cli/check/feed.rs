//! A feed: why it is refused, what is wrong with single items, and what would show now.

use std::{collections::BTreeMap, fmt::Write as _, path::Path, process::ExitCode};

use jiff::Timestamp;
use url::Url;

use crate::{
    cli::{
        console,
        diagnostic::{self, Weight},
    },
    config::Problem,
    domain::{Kind, Screen, Verdict},
    feed::{self, Document, Lint, Refusal, Rules},
    sample,
};

/// So many problems are shown; who has more mends these first.
const SHOWN: usize = 20;

/// A single item that falls makes the feed wrong too: the publisher meant it to be seen.
pub(super) fn check(bytes: &[u8], file: &Path, name: &str, now: Timestamp) -> anyhow::Result<ExitCode> {
    let coloured = console::coloured();
    // Links are judged as on a bureau's server, whose address the file does not tell.
    let url = std::path::absolute(file).ok().and_then(|path| Url::from_file_path(path).ok());
    let base = url.map_or_else(|| "https://localhost/".into(), String::from);
    let document = Document { bytes, content_type: None, base: &base };
    let text = feed::decode(&document).unwrap_or_default();
    let lint = match feed::lint(&document) {
        Ok(lint) => lint,
        Err(refusal) => {
            let (message, hint) = (refusal.to_string(), refusal_hint(&refusal));
            let shown = match refusal.place().filter(|range| text.get(range.clone()).is_some()) {
                Some(range) => diagnostic::render(
                    Weight::Error,
                    &Problem::new(range, message, hint),
                    name,
                    &text,
                    coloured,
                ),
                None => diagnostic::plain(Weight::Error, &format!("{name}: {message}"), hint, coloured),
            };
            console::remark(&shown);
            return Ok(ExitCode::FAILURE);
        }
    };
    let (fallen, doubtful): (Vec<_>, Vec<_>) =
        lint.problems.iter().partition(|problem| problem.verdict.is_some());
    for (weight, problems) in [(Weight::Error, &fallen), (Weight::Warning, &doubtful)] {
        for problem in problems.iter().take(SHOWN) {
            console::remark(&format!("{}\n", shown(weight, problem, name, &text, coloured)));
        }
    }
    let (errors, warnings) = (fallen.len(), doubtful.len());
    if errors.max(warnings) > SHOWN {
        console::remark(&format!("only the first {SHOWN} of each are shown\n"));
    }
    if errors > 0 {
        let (errors, warnings) = (super::counted(errors, "item"), super::counted(warnings, "warning"));
        console::remark(&format!("{name}: {errors} would not be taken, {warnings}"));
        return Ok(ExitCode::FAILURE);
    }
    console::say(&summary(&lint, &document, name, warnings, now))?;
    Ok(ExitCode::SUCCESS)
}

fn shown(weight: Weight, problem: &feed::Problem, name: &str, text: &str, coloured: bool) -> String {
    let which = problem.id.as_ref().map_or_else(
        || format!("item {}", problem.position + 1),
        |id| format!("item {} ({})", problem.position + 1, id.escape_debug()),
    );
    let field = if problem.field.is_empty() { String::new() } else { format!(", {}", problem.field) };
    let verdict = problem.verdict.map_or_else(String::new, |verdict| format!("{}: ", verdict.word()));
    let message = format!("{which}{field}: {verdict}{}", problem.message);
    let hint = hint(problem);
    match problem.range.clone().filter(|range| text.get(range.clone()).is_some()) {
        Some(range) => {
            // Of a whole item its first line is enough to find it.
            let end = text[range.clone()].find('\n').map_or(range.end, |length| range.start + length);
            diagnostic::render(weight, &Problem::new(range.start..end, message, hint), name, text, coloured)
        }
        None => diagnostic::plain(weight, &message, hint, coloured),
    }
}

/// What the publisher should write instead.
fn hint(problem: &feed::Problem) -> &'static str {
    match problem.verdict {
        Some(Verdict::DuplicateId) => {
            "give every item an id of its own; a corrected item keeps its id and stands once"
        }
        Some(Verdict::OverLimit) => "shorten it, or publish it as several items",
        Some(_) => "`gongshi schema feed` has the type and the words of every field",
        None => match problem.field.rsplit('.').next().unwrap_or_default() {
            "uscc" => "compare its 18 characters with the business licence (营业执照)",
            "disclosure" | "audience" | "cadence" | "severity" | "status" => "write one of these words",
            field if field.starts_with("channels[") => "write one of these words",
            _ if problem.message.contains("URL") => {
                "write a whole address that begins with https:// or http://"
            }
            _ => "write a day such as \"2026-11-23\", or a time such as \"2026-11-23T10:42:00+08:00\"",
        },
    }
}

const fn refusal_hint(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Empty => "publish a feed without items instead, if nothing is to be shown",
        Refusal::WebPage => "use the address of the feed, not of the page that people read",
        Refusal::NotAFeed(_) => {
            "a feed is JSON Feed 1.1, RSS or Atom; `gongshi schema feed` describes the first"
        }
        Refusal::Syntax { .. } => "correct it there; was the file cut off while it was copied?",
        Refusal::Head { .. } => "`gongshi schema feed` has the type of every field",
        Refusal::Encoding { .. } => "save it in the encoding that it declares, best in UTF-8",
        Refusal::TooLarge | Refusal::TooMany | Refusal::TooManyPages => "take out what has expired",
        Refusal::TooDeep { .. } => "no field of a feed needs as many levels",
        Refusal::DuplicateKey { .. } => "take one of the two out",
        Refusal::MixedSequence { .. } | Refusal::Rollback { .. } => {
            "publish all pages anew, with a higher sequence"
        }
        Refusal::NextPage(_) => "put all pages of a feed into one folder of one server",
    }
}

fn summary(lint: &Lint, document: &Document<'_>, name: &str, warnings: usize, now: Timestamp) -> String {
    let mut said = format!("{name} is a feed that is taken, with {}.", super::counted(warnings, "warning"));
    // Writing to a String cannot fail.
    if let Some(title) = &lint.head.title {
        let _ = write!(said, "\ntitle     {title}");
    }
    if let Some(sequence) = lint.head.sequence {
        let _ = write!(said, "\nsequence  {sequence}");
    }
    let kinds: Vec<String> =
        lint.kinds.iter().map(|(kind, count)| format!("{count} {}", kind.word())).collect();
    let _ = write!(said, "\nitems     {}", if kinds.is_empty() { "none".into() } else { kinds.join(", ") });
    if let Ok(edition) = feed::read_single(document, Rules::default()) {
        let screen = Screen { channel: None, internal: false, zone: sample::zone() };
        let mut verdicts: BTreeMap<Verdict, BTreeMap<Option<Kind>, usize>> = BTreeMap::new();
        for judged in edition.judge(&screen, now) {
            let kind = judged.subject.map_or_else(|rejected| rejected.kind, |item| Some(item.kind()));
            *verdicts.entry(judged.verdict).or_default().entry(kind).or_default() += 1;
        }
        for (verdict, kinds) in verdicts.iter().rev() {
            let total: usize = kinds.values().sum();
            let each: Vec<String> = kinds
                .iter()
                .map(|(kind, count)| format!("{count} {}", kind.map_or("-", Kind::word)))
                .collect();
            let _ = write!(said, "\n{:<14}{total}: {}", verdict.word(), each.join(", "));
        }
        said.push_str("\nas of now, on a public screen; `gongshi feed inspect` says why, item by item");
    }
    said
}
