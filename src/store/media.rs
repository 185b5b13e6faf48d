//! Pictures, as files named by the SHA-256 of their content; a table says which URL led to which.

use std::{collections::HashSet, fmt::Write as _, fs, io, path::PathBuf};

use rusqlite::{OptionalExtension as _, params};

use super::{Digest, Store, StoreError, atomic, digest};

/// The folder's name in the data folder.
pub(super) const FOLDER: &str = "media";

/// What is known of the file that a URL led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// Of its content.
    pub sha256: Digest,
    /// In bytes.
    pub size: u64,
    /// To ask with again.
    pub etag: Option<String>,
    /// To ask with again.
    pub last_modified: Option<String>,
}

impl Store {
    /// What is known of the file at `url`; its bytes are to be had from [`Store::read_media`].
    pub fn media(&self, url: &str) -> Result<Option<Media>, StoreError> {
        self.db
            .query_row("SELECT sha256, size, etag, last_modified FROM media WHERE url = ?1", [url], |row| {
                Ok(Media {
                    sha256: row.get(0)?,
                    size: row.get::<_, i64>(1)?.unsigned_abs(),
                    etag: row.get(2)?,
                    last_modified: row.get(3)?,
                })
            })
            .optional()
            .map_err(|source| self.failed(source))
    }

    /// The bytes of a stored file; `None` when the file is gone or is not what was stored.
    pub fn read_media(&self, media: &Media) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.media_path(&media.sha256);
        match fs::metadata(&path) {
            // A file of another size need not be read to know that it is another.
            Ok(metadata) if metadata.len() != media.size => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            _ => {}
        }
        let bytes = fs::read(&path).map_err(|source| StoreError::File { path, source })?;
        Ok((digest(&bytes) == media.sha256).then_some(bytes))
    }

    /// Stores the bytes that `url` led to.
    ///
    /// The file first, then the row: a row always points at a whole file, a file without a row is swept.
    pub fn write_media(
        &mut self,
        url: &str,
        bytes: &[u8],
        etag: Option<String>,
        last_modified: Option<String>,
    ) -> Result<Media, StoreError> {
        let media = Media { sha256: digest(bytes), size: bytes.len() as u64, etag, last_modified };
        if self.read_media(&media)?.is_none() {
            let path = self.media_path(&media.sha256);
            atomic::write(&path, bytes).map_err(|source| StoreError::File { path, source })?;
        }
        self.db
            .execute(
                "INSERT OR REPLACE INTO media (url, sha256, size, etag, last_modified)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                params![
                    url,
                    media.sha256,
                    i64::try_from(media.size).unwrap_or(i64::MAX),
                    media.etag,
                    media.last_modified
                ],
            )
            .map_err(|source| self.failed(source))?;
        Ok(media)
    }

    /// Drops the rows of URLs that are not in `wanted`, and the files that no row names. Returns how many files.
    pub fn sweep_media(&mut self, wanted: &HashSet<&str>) -> Result<usize, StoreError> {
        let named = self.drop_rows(wanted).map_err(|source| self.failed(source))?;
        let folder = self.folder.join(FOLDER);
        let failed = |source| StoreError::File { path: folder.clone(), source };
        let mut dropped = 0;
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let kept = entry.file_name().to_str().is_some_and(|name| named.contains(name));
            if !kept {
                fs::remove_file(entry.path())
                    .map_err(|source| StoreError::File { path: entry.path(), source })?;
                dropped += 1;
            }
        }
        Ok(dropped)
    }

    fn drop_rows(&mut self, wanted: &HashSet<&str>) -> rusqlite::Result<HashSet<String>> {
        let tx = self.db.transaction()?;
        let rows: Vec<(String, Digest)> = tx
            .prepare("SELECT url, sha256 FROM media")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let (kept, gone): (Vec<_>, Vec<_>) =
            rows.into_iter().partition(|(url, _)| wanted.contains(url.as_str()));
        for (url, _) in gone {
            tx.execute("DELETE FROM media WHERE url = ?1", [url])?;
        }
        tx.commit()?;
        Ok(kept.into_iter().map(|(_, sha256)| hex(&sha256)).collect())
    }

    fn media_path(&self, sha256: &Digest) -> PathBuf {
        self.folder.join(FOLDER).join(hex(sha256))
    }
}

fn hex(sha256: &Digest) -> String {
    sha256.iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(folder: &std::path::Path) -> Store {
        Store::open(folder).unwrap().store
    }

    #[test]
    fn comes_back_and_is_named_by_its_content() {
        let scratch = tempfile::tempdir().unwrap();
        let mut store = open(scratch.path());
        let written = store.write_media("https://a/1.png", b"abc", Some("\"e\"".into()), None).unwrap();
        assert_eq!(store.media("https://a/1.png").unwrap(), Some(written.clone()));
        assert_eq!(store.read_media(&written).unwrap().unwrap(), b"abc");
        let name = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert!(scratch.path().join(FOLDER).join(name).is_file());
    }

    #[test]
    fn a_changed_or_missing_file_is_not_offered_and_is_written_anew() {
        let scratch = tempfile::tempdir().unwrap();
        let mut store = open(scratch.path());
        let media = store.write_media("u", b"abc", None, None).unwrap();
        let path = store.media_path(&media.sha256);
        for damage in [b"abd".as_slice(), b"ab"] {
            atomic::write(&path, damage).unwrap();
            assert_eq!(store.read_media(&media).unwrap(), None);
        }
        store.write_media("u", b"abc", None, None).unwrap();
        assert_eq!(store.read_media(&media).unwrap().unwrap(), b"abc");
        fs::remove_file(&path).unwrap();
        assert_eq!(store.read_media(&media).unwrap(), None);
    }

    #[test]
    fn a_sweep_leaves_what_is_wanted() {
        let scratch = tempfile::tempdir().unwrap();
        let mut store = open(scratch.path());
        let kept = store.write_media("kept", b"abc", None, None).unwrap();
        store.write_media("twin", b"abc", None, None).unwrap();
        let gone = store.write_media("gone", b"def", None, None).unwrap();
        atomic::write(&scratch.path().join(FOLDER).join(".half.part"), b"x").unwrap();
        assert_eq!(store.sweep_media(&HashSet::from(["kept"])).unwrap(), 2);
        assert!(store.read_media(&kept).unwrap().is_some());
        assert!(store.read_media(&gone).unwrap().is_none());
        assert_eq!(store.media("gone").unwrap(), None);
        assert_eq!(store.media("twin").unwrap(), None);
    }
}
