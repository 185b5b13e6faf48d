//! The child's side: limits first, then the document, then its pages one after the other.

use std::{
    io::{self, Read, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use hayro::{
    PixmapSettings, RenderCache, RenderSettings,
    hayro_interpret::{
        InterpreterSettings,
        font::{FontData, FontQuery},
    },
    hayro_syntax::{DecryptionError, LoadPdfError, Pdf, page::Page},
    render,
    vello_cpu::color::palette::css::WHITE,
};
use rustix::process::{Resource, Rlimit, setrlimit};

use crate::{fonts, sync::picture};

/// Bytes of address space: a photo of a page in print quality and what it takes to draw it.
const MEMORY: u64 = 1024 * 1024 * 1024;
/// The longer side of a page in pixels: that of a 4K screen.
pub(super) const MOST_SIDE: u32 = 3840;

/// Why nothing came of a document.
#[derive(Debug, thiserror::Error)]
pub enum ChildError {
    /// The system refuses to limit the process; then nothing is read.
    #[error("the process that reads PDFs cannot be limited: {0}")]
    Limits(#[from] rustix::io::Errno),
    /// The document did not come in, or the pages did not get out.
    #[error("the document was not passed on: {0}")]
    Pipe(#[from] io::Error),
    /// A password stands before it.
    #[error("it is protected by a password; save it without one")]
    Protected,
    /// Something else.
    #[error("it is no PDF, or a broken one; export it anew")]
    Broken,
}

/// Holds this process to limits for the rest of its life: memory, so many seconds of processor time, and no dump of its
/// memory.
///
/// # Errors
/// When the system refuses.
pub fn confine(seconds: u64) -> Result<(), ChildError> {
    let limits =
        [(Resource::As, MEMORY), (Resource::Cpu, seconds), (Resource::Fsize, 0), (Resource::Core, 0)];
    for (resource, most) in limits {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    Ok(())
}

/// Reads a document and writes its first pages as [`super`] says, as large as they are seen on any of some screens.
///
/// # Errors
/// No document that can be opened, or a pipe that is closed.
pub fn pages(
    mut input: impl Read,
    mut output: impl Write,
    screens: &[(u32, u32)],
    most: u32,
) -> Result<(), ChildError> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let document = catch_unwind(|| Pdf::new(bytes)).map_err(|_| ChildError::Broken)?;
    let document = document.map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ChildError::Protected,
        _ => ChildError::Broken,
    })?;
    let pages = document.pages();
    let total = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    output.write_all(&total.to_le_bytes())?;
    let settings = InterpreterSettings { font_resolver: Arc::new(font), ..Default::default() };
    let cache = RenderCache::new();
    for (page, number) in pages.iter().zip(1..=most) {
        // A page that makes the reader panic does not take the others with it.
        let drawn = catch_unwind(AssertUnwindSafe(|| draw(page, &cache, &settings, screens)));
        let (width, height, rgb) = drawn.ok().flatten().unwrap_or_default();
        for value in [number, width, height] {
            output.write_all(&value.to_le_bytes())?;
        }
        output.write_all(&rgb)?;
    }
    output.write_all(&0_u32.to_le_bytes())?;
    Ok(output.flush()?)
}

/// Width, height and pixels; `None` for a page that has no size.
fn draw<'a>(
    page: &'a Page<'a>,
    cache: &RenderCache<'a>,
    settings: &InterpreterSettings,
    screens: &[(u32, u32)],
) -> Option<(u32, u32, Vec<u8>)> {
    let size = page.render_dimensions();
    let scale = picture::scale(size, screens);
    let fits = |side: f32| (1.0..=MOST_SIDE as f32 + 1.0).contains(&(side * scale));
    if !fits(size.0) || !fits(size.1) {
        return None;
    }
    let to_pixels = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let drawn = render(page, cache, settings, &RenderSettings::default(), &to_pixels);
    // The ground is white and opaque, so what is premultiplied is plain.
    let rgb = drawn.data().iter().flat_map(|pixel| [pixel.r, pixel.g, pixel.b]).collect();
    Some((drawn.width().into(), drawn.height().into(), rgb))
}

/// What stands in for a font that the document does not bring: ours for Chinese, the fourteen of the PDF standard.
fn font(query: &FontQuery) -> Option<(FontData, u32)> {
    match query {
        FontQuery::Standard(standard) => Some(standard.get_font_data()),
        FontQuery::Fallback(wanted) if wanted.character_collection.is_some() => {
            let bytes = if wanted.is_bold { fonts::BOLD } else { fonts::REGULAR };
            Some((Arc::new(bytes), 0))
        }
        FontQuery::Fallback(wanted) => Some(wanted.pick_standard_font().get_font_data()),
    }
}
