//! Files that staff name: read whole, within a limit, and only if they are files.

use std::{
    fs::File,
    io::{self, Read as _},
    path::Path,
};

/// Reads a file, and one byte more than `most` where there are more, so that the caller sees that it is too much.
pub(super) fn read(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    // A pipe or a device would never end.
    if !path.metadata().map_err(named)?.is_file() {
        return Err(named(io::Error::other("not a file")));
    }
    let mut body = Vec::new();
    let most = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    File::open(path).map_err(named)?.take(most).read_to_end(&mut body).map_err(named)?;
    Ok(body)
}
