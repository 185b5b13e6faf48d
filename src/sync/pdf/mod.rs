//! The pages of a PDF as pictures, drawn by a child process that may fail without harm: a PDF is a program of
//! somebody else's. The child ([`child`]) holds itself to limits of memory and processor time; the parent ends it when
//! it takes too long or says too much.
//!
//! On the child's standard output, all numbers 32 bits, the lowest byte first: how many pages the document has; for
//! each page its number from 1, its width and height in pixels, and its pixels as RGB, row by row (no pixels and no
//! size where it could not be drawn); at the end a zero.

pub mod child;

use std::{io, path::Path, process::Stdio, time::Duration};

use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _},
    process::Command,
};

use crate::domain::snapshot::Picture;

/// The hidden subcommand.
pub const COMMAND: &str = "pdf-pages";
/// Longest time for the pages of one PDF.
pub const TIME: Duration = Duration::from_secs(60);
/// Bytes of one file.
pub(super) const FILE_BYTES: usize = 32 * 1024 * 1024;
/// Pages of one PDF: at ten seconds each, seven minutes of a wall.
const PAGES: u32 = 40;
/// The longer side of a page, in pixels, whatever the child says.
pub(super) const SIDE: u32 = child::MOST_SIDE;
/// Bytes of the child's complaint that are read.
const COMPLAINT: u64 = 2048;

/// What came of a PDF.
#[derive(Debug)]
pub(super) struct Pages {
    /// In order; never empty.
    pub pages: Vec<Picture>,
    /// The numbers of those that could not be drawn.
    pub failed: Vec<u32>,
    /// How many the document has.
    pub total: u32,
}

/// Draws the pages of a PDF as large as they are seen on any of some screens, as many as `room` bytes hold.
///
/// # Errors
/// In words for the log: no PDF, protected, over a limit of time or memory, without a page that can be drawn.
pub(super) async fn pages(
    program: &Path,
    time: Duration,
    bytes: &[u8],
    screens: &[(u32, u32)],
    room: usize,
) -> Result<Pages, String> {
    let cannot = |error: io::Error| format!("the process that reads PDFs cannot be started: {error}");
    let mut child = Command::new(program)
        .arg(COMMAND)
        .args(["--pages", &PAGES.to_string(), "--seconds", &time.as_secs().max(1).to_string()])
        .args(screens.iter().flat_map(|(width, height)| ["--screen".into(), format!("{width}x{height}")]))
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        // With whoever waits for it ends the child.
        .kill_on_drop(true)
        .spawn()
        .map_err(cannot)?;
    let (Some(mut input), Some(output), Some(errors)) =
        (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        return Err(cannot(io::Error::other("no pipes")));
    };
    let feed = async move {
        // A child that ends before it has read all says why itself.
        let _ = input.write_all(bytes).await;
    };
    let complaint = async move {
        let mut words = String::new();
        // What is no text is no reason.
        let _ = errors.take(COMPLAINT).read_to_string(&mut words).await;
        words.trim().to_owned()
    };
    let all = async { tokio::join!(feed, read(output, room), complaint) };
    let Ok(((), pages, complaint)) = tokio::time::timeout(time, all).await else {
        return Err(format!("its pages were not drawn within {} s", time.as_secs()));
    };
    match pages {
        Ok(pages) if !pages.pages.is_empty() => Ok(pages),
        Ok(none) if none.total == 0 => Err("it has no page".into()),
        Ok(none) if none.failed.is_empty() => Err("no memory is left for its pages".into()),
        Ok(_) => Err("none of its pages can be drawn".into()),
        Err(_) if !complaint.is_empty() => Err(complaint),
        Err(why) => match child.wait().await {
            Ok(status) => Err(format!("reading it was ended ({status}): too much memory or time, or {why}")),
            Err(error) => Err(error.to_string()),
        },
    }
}

async fn read(mut from: impl AsyncRead + Unpin, room: usize) -> io::Result<Pages> {
    let mut done = Pages { pages: Vec::new(), failed: Vec::new(), total: from.read_u32_le().await? };
    let mut left = room;
    loop {
        let number = from.read_u32_le().await?;
        if number == 0 {
            return Ok(done);
        }
        let (width, height) = (from.read_u32_le().await?, from.read_u32_le().await?);
        if width == 0 || height == 0 {
            done.failed.push(number);
            continue;
        }
        if number > PAGES || width > SIDE || height > SIDE {
            return Err(io::Error::other("an answer that is none"));
        }
        let (width, height) = (width as usize, height as usize);
        // Reading no further closes the pipe, and with it ends the child.
        let Some(rest) = left.checked_sub(width * height * 4) else { return Ok(done) };
        left = rest;
        let mut rgb = vec![0; width * height * 3];
        from.read_exact(&mut rgb).await?;
        let rgba: Vec<u8> =
            rgb.chunks_exact(3).flat_map(|pixel| [pixel[0], pixel[1], pixel[2], 255]).collect();
        done.pages.push(Picture { width, height, rgba: rgba.into() });
    }
}
