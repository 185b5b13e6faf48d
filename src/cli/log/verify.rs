//! `gongshi log verify`: whether the chain holds, in the log itself or in an exported file.

use std::{path::Path, process::ExitCode};

use anyhow::Context as _;

use super::{export::MARK, line::Line};
use crate::{
    cli::console::say,
    store::playlog::{Flaw, Kept, Reading, chain::hash},
};

/// Proves the log of a data folder.
///
/// # Errors
/// A log that cannot be read.
pub fn log(log: &Reading) -> anyhow::Result<ExitCode> {
    let path = log.path().display();
    let whole = match log.verify()? {
        Ok(whole) => whole,
        Err(flaw) => {
            say(&format!("{path}: {flaw}"))?;
            return Ok(ExitCode::FAILURE);
        }
    };
    let pruned = match whole.anchor.number {
        0 => String::new(),
        last => format!("; rows up to {last} were pruned by age"),
    };
    let head = whole.head;
    say(&format!(
        "{path}: {} rows hold{pruned}; the newest is {} with hash {}",
        whole.rows, head.number, head.hash
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// Proves an exported file: each row, and that each follows the one before.
///
/// # Errors
/// A file that cannot be read or is none that was exported.
pub fn file(path: &Path) -> anyhow::Result<ExitCode> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let text = String::from_utf8(bytes).with_context(|| format!("{} is not UTF-8", path.display()))?;
    let lines = read(&text).with_context(|| format!("{} is not what `log export` writes", path.display()))?;
    let answer = match prove(lines) {
        Ok(Proved { rows, gaps }) => {
            say(&format!("{}: {rows} rows hold", path.display()))?;
            for (from, to) in gaps {
                say(&format!("rows {from} to {to} are not in it: outside the exported time, or taken out"))?;
            }
            return Ok(ExitCode::SUCCESS);
        }
        Err(flaw) => flaw,
    };
    say(&format!("{}: {answer}", path.display()))?;
    Ok(ExitCode::FAILURE)
}

fn read(text: &str) -> anyhow::Result<Vec<Line>> {
    let text = text.strip_prefix(MARK).unwrap_or(text);
    if text.trim_start().starts_with('[') {
        return Ok(serde_json::from_str(text)?);
    }
    let mut csv = csv::Reader::from_reader(text.as_bytes());
    csv.deserialize().map(|line| Ok(Line::unguarded(line?))).collect()
}

#[derive(Debug, PartialEq, Eq)]
struct Proved {
    rows: usize,
    /// Numbers that are not in the file, from the first to the last of each gap.
    gaps: Vec<(i64, i64)>,
}

/// The error is the first row that does not fit, as words.
fn prove(lines: Vec<Line>) -> anyhow::Result<Proved> {
    let mut proved = Proved { rows: lines.len(), gaps: Vec::new() };
    let mut last: Option<Kept> = None;
    for line in lines {
        let kept = line.kept()?;
        let number = kept.number;
        let follows = last.as_ref().is_none_or(|last| {
            number > last.number && (number > last.number.saturating_add(1) || kept.previous == last.hash)
        });
        if !follows || hash(number, kept.previous, &kept.row) != kept.hash {
            return Err(Flaw::Changed(number).into());
        }
        if let Some(last) = last.filter(|last| number > last.number.saturating_add(1)) {
            proved.gaps.push((last.number.saturating_add(1), number - 1));
        }
        last = Some(kept);
    }
    Ok(proved)
}
