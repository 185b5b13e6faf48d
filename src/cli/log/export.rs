//! `gongshi log export`: rows as CSV or JSON, one by one, so that a year of them needs no memory.

use std::{
    io::{self, BufWriter, ErrorKind, Write},
    path::Path,
};

use anyhow::Context as _;
use jiff::{Timestamp, tz::TimeZone};

use super::line::Line;
use crate::{
    cli::console::remark,
    store::{atomic, playlog::Reading},
};

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For a spreadsheet: UTF-8 with a byte order mark, as Excel and WPS want it, and no cell that they would compute.
    Csv,
    /// An array of objects.
    Json,
}

/// What a spreadsheet needs to see that it is UTF-8.
pub const MARK: &str = "\u{feff}";

/// Writes what was on in a span to a file, or to standard output.
///
/// # Errors
/// A log that cannot be read, a file that cannot be written.
pub fn write(
    log: &Reading,
    span: (Timestamp, Timestamp),
    zone: &TimeZone,
    format: Format,
    out: Option<&Path>,
) -> anyhow::Result<()> {
    let Some(out) = out else {
        let mut stdout = BufWriter::new(io::stdout().lock());
        let done = fill(&mut stdout, log, span, zone, format).and_then(|rows| {
            stdout.flush()?;
            Ok(rows)
        });
        return match done {
            // A reader that leaves (`| head`) has read enough.
            Err(error) if is_broken_pipe(&error) => Ok(()),
            done => done.map(drop),
        };
    };
    let mut rows = 0;
    atomic::write_with(out, |file| {
        let mut file = BufWriter::new(file);
        rows = fill(&mut file, log, span, zone, format)?;
        file.flush()?;
        anyhow::Ok(())
    })
    .with_context(|| format!("{} could not be written", out.display()))?;
    remark(&format!("{rows} rows in {}", out.display()));
    Ok(())
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let io = error.chain().find_map(|cause| match cause.downcast_ref::<csv::Error>() {
        Some(error) => match error.kind() {
            csv::ErrorKind::Io(error) => Some(error.kind()),
            _ => None,
        },
        None => cause.downcast_ref::<io::Error>().map(io::Error::kind),
    });
    io == Some(ErrorKind::BrokenPipe)
}

fn fill(
    out: &mut dyn Write,
    log: &Reading,
    span: (Timestamp, Timestamp),
    zone: &TimeZone,
    format: Format,
) -> anyhow::Result<u64> {
    let mut rows = 0;
    match format {
        Format::Csv => {
            out.write_all(MARK.as_bytes())?;
            let mut csv = csv::WriterBuilder::new()
                .has_headers(false)
                .terminator(csv::Terminator::CRLF)
                .from_writer(out);
            csv.write_record(HEAD)?;
            log.rows(span, |kept| {
                csv.serialize(Line::of(kept, zone)?.guarded())?;
                rows += 1;
                anyhow::Ok(())
            })?;
            csv.flush()?;
        }
        Format::Json => {
            out.write_all(b"[")?;
            log.rows(span, |kept| {
                out.write_all(if rows == 0 { b"\n" } else { b",\n" })?;
                // The error of a writer comes back as it was, to be known again above.
                serde_json::to_writer(&mut *out, &Line::of(kept, zone)?).map_err(io::Error::from)?;
                rows += 1;
                anyhow::Ok(())
            })?;
            out.write_all(b"\n]\n")?;
        }
    }
    Ok(rows)
}

/// The head of the table, also where no row follows.
const HEAD: [&str; 15] = [
    "number",
    "screen",
    "zone",
    "start",
    "end",
    "lasted_ms",
    "why",
    "schedule",
    "playlist",
    "entry",
    "item_id",
    "key",
    "goes_on",
    "previous",
    "hash",
];
