//! The last good publication of each source, as bytes.

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, params};
use sha2::{Digest as _, Sha256};

use super::{Store, StoreError};

/// A SHA-256.
pub type Digest = [u8; 32];

/// The SHA-256 of some bytes.
pub fn digest(bytes: &[u8]) -> Digest {
    Sha256::digest(bytes).into()
}

/// One document of a publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// What was asked for.
    pub url: String,
    /// What answered, after redirects: relative URLs are relative to it.
    pub base: String,
    /// As the server said.
    pub content_type: Option<String>,
    /// To ask with again.
    pub etag: Option<String>,
    /// To ask with again.
    pub last_modified: Option<String>,
    /// After decompression, as received.
    pub body: Vec<u8>,
}

/// What a source last published that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// In order; empty when what was stored turned out damaged and only the sequence is left.
    pub pages: Vec<Page>,
    /// The highest sequence ever accepted of this source.
    pub sequence: Option<u64>,
    /// When it was last brought or confirmed.
    pub confirmed: Timestamp,
}

impl Store {
    /// The last publication of the source at `url`, if there is one.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when its bytes are not those that were stored; the sequence is still to be had
    /// from [`Store::sequence`].
    pub fn load(&self, url: &str) -> Result<Option<Publication>, StoreError> {
        let row = self
            .db
            .query_row("SELECT sequence, confirmed_ms FROM source WHERE url = ?1", [url], |row| {
                Ok((row.get::<_, Option<String>>(0)?, row.get::<_, i64>(1)?))
            })
            .optional()
            .map_err(|source| self.failed(source))?;
        let Some((sequence, confirmed_ms)) = row else { return Ok(None) };
        let mut select = self
            .db
            .prepare(
                "SELECT url, base, content_type, etag, last_modified, body, sha256
                 FROM page WHERE source = ?1 ORDER BY number",
            )
            .map_err(|source| self.failed(source))?;
        let pages = select
            .query_map([url], |row| {
                let page = Page {
                    url: row.get(0)?,
                    base: row.get(1)?,
                    content_type: row.get(2)?,
                    etag: row.get(3)?,
                    last_modified: row.get(4)?,
                    body: row.get(5)?,
                };
                Ok((page, row.get::<_, Vec<u8>>(6)?))
            })
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .map_err(|source| self.failed(source))?;
        // SQLite checks the shape of its pages, not the bytes in them.
        let damaged = |what: String| StoreError::Damaged { path: self.path(), what };
        if let Some((page, _)) = pages.iter().find(|(page, sha256)| digest(&page.body)[..] != sha256[..]) {
            return Err(damaged(format!("the document {}", page.url)));
        }
        let confirmed = Timestamp::from_millisecond(confirmed_ms)
            .map_err(|_| damaged(format!("the time at which {url} was confirmed")))?;
        let pages = pages.into_iter().map(|(page, _)| page).collect();
        Ok(Some(Publication { pages, sequence: sequence.and_then(|text| text.parse().ok()), confirmed }))
    }

    /// The highest sequence ever accepted of the source at `url`.
    pub fn sequence(&self, url: &str) -> Result<Option<u64>, StoreError> {
        self.db
            .query_row("SELECT sequence FROM source WHERE url = ?1", [url], |row| {
                row.get::<_, Option<String>>(0)
            })
            .optional()
            .map(|found| found.flatten().and_then(|text| text.parse().ok()))
            .map_err(|source| self.failed(source))
    }

    /// Puts a publication in the place of the one before it, all of it or nothing.
    pub fn commit(&mut self, url: &str, publication: &Publication) -> Result<(), StoreError> {
        self.try_commit(url, publication).map_err(|source| self.failed(source))
    }

    fn try_commit(&mut self, url: &str, publication: &Publication) -> rusqlite::Result<()> {
        let tx = self.db.transaction()?;
        tx.execute(
            "INSERT INTO source (url, sequence, confirmed_ms) VALUES (?1, ?2, ?3)
             ON CONFLICT (url) DO UPDATE SET sequence = ?2, confirmed_ms = ?3",
            params![
                url,
                publication.sequence.map(|sequence| sequence.to_string()),
                publication.confirmed.as_millisecond()
            ],
        )?;
        tx.execute("DELETE FROM page WHERE source = ?1", [url])?;
        {
            let mut insert = tx.prepare(
                "INSERT INTO page (source, number, url, base, content_type, etag, last_modified, sha256, body)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?;
            for (page, number) in publication.pages.iter().zip(0_i64..) {
                insert.execute(params![
                    url,
                    number,
                    page.url,
                    page.base,
                    page.content_type,
                    page.etag,
                    page.last_modified,
                    &digest(&page.body)[..],
                    page.body,
                ])?;
            }
        }
        tx.commit()
    }

    /// Notes that the publication of the source at `url` still holds, and what to ask with next time:
    /// for each page its ETag and its Last-Modified.
    pub fn confirm(
        &mut self,
        url: &str,
        at: Timestamp,
        validators: &[(Option<String>, Option<String>)],
    ) -> Result<(), StoreError> {
        self.try_confirm(url, at, validators).map_err(|source| self.failed(source))
    }

    fn try_confirm(
        &mut self,
        url: &str,
        at: Timestamp,
        validators: &[(Option<String>, Option<String>)],
    ) -> rusqlite::Result<()> {
        let tx = self.db.transaction()?;
        tx.execute("UPDATE source SET confirmed_ms = ?2 WHERE url = ?1", params![url, at.as_millisecond()])?;
        for ((etag, last_modified), number) in validators.iter().zip(0_i64..) {
            tx.execute(
                "UPDATE page SET etag = ?3, last_modified = ?4
                 WHERE source = ?1 AND number = ?2 AND (etag IS NOT ?3 OR last_modified IS NOT ?4)",
                params![url, number, etag, last_modified],
            )?;
        }
        tx.commit()
    }

    /// Forgets sources that are not among `urls` and were last confirmed before `before`.
    ///
    /// Not all others at once: staff who try another config must find their hall again when they go back.
    pub fn forget_others(&mut self, urls: &[&str], before: Timestamp) -> Result<usize, StoreError> {
        let forget = || -> rusqlite::Result<usize> {
            let mut select = self.db.prepare("SELECT url FROM source WHERE confirmed_ms < ?1")?;
            let old: Vec<String> = select
                .query_map([before.as_millisecond()], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            let mut gone = 0;
            for url in old.iter().filter(|url| !urls.contains(&url.as_str())) {
                gone += self.db.execute("DELETE FROM source WHERE url = ?1", [url])?;
            }
            Ok(gone)
        };
        forget().map_err(|source| self.failed(source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://a.example/feed.json";

    fn page(body: &[u8]) -> Page {
        Page {
            url: URL.into(),
            base: URL.into(),
            content_type: Some("application/feed+json".into()),
            etag: Some("\"1\"".into()),
            last_modified: None,
            body: body.to_vec(),
        }
    }

    fn publication(bodies: &[&[u8]]) -> Publication {
        Publication {
            pages: bodies.iter().map(|body| page(body)).collect(),
            sequence: Some(u64::MAX),
            confirmed: Timestamp::from_second(1_800_000_000).unwrap(),
        }
    }

    fn open(folder: &std::path::Path) -> Store {
        Store::open(folder).unwrap().store
    }

    #[test]
    fn comes_back_as_it_went() {
        let scratch = tempfile::tempdir().unwrap();
        let written = publication(&[b"one", b"two"]);
        open(scratch.path()).commit(URL, &written).unwrap();
        let store = open(scratch.path());
        assert_eq!(store.load(URL).unwrap(), Some(written));
        assert_eq!(store.load("https://b.example/feed.json").unwrap(), None);
    }

    #[test]
    fn a_shorter_publication_leaves_no_page_behind() {
        let scratch = tempfile::tempdir().unwrap();
        let mut store = open(scratch.path());
        store.commit(URL, &publication(&[b"one", b"two"])).unwrap();
        store.commit(URL, &publication(&[b"three"])).unwrap();
        assert_eq!(store.load(URL).unwrap(), Some(publication(&[b"three"])));
    }

    #[test]
    fn confirming_keeps_the_bytes() {
        let scratch = tempfile::tempdir().unwrap();
        let mut store = open(scratch.path());
        store.commit(URL, &publication(&[b"one"])).unwrap();
        let later = Timestamp::from_second(1_800_000_030).unwrap();
        store.confirm(URL, later, &[(Some("\"2\"".into()), Some("Mon".into()))]).unwrap();
        let read = store.load(URL).unwrap().unwrap();
        assert_eq!(read.confirmed, later);
        assert_eq!(read.pages[0].etag.as_deref(), Some("\"2\""));
        assert_eq!(read.pages[0].last_modified.as_deref(), Some("Mon"));
        assert_eq!(read.pages[0].body, b"one");
    }

    #[test]
    fn a_transaction_dropped_midway_leaves_the_old_content() {
        let scratch = tempfile::tempdir().unwrap();
        let mut store = open(scratch.path());
        store.commit(URL, &publication(&[b"one"])).unwrap();
        {
            let tx = store.db.transaction().unwrap();
            tx.execute("DELETE FROM page", []).unwrap();
            tx.execute("UPDATE source SET sequence = '0'", []).unwrap();
        }
        drop(store);
        assert_eq!(open(scratch.path()).load(URL).unwrap(), Some(publication(&[b"one"])));
    }

    #[test]
    fn a_flipped_bit_is_seen_and_the_sequence_is_kept() {
        let scratch = tempfile::tempdir().unwrap();
        let mut store = open(scratch.path());
        store.commit(URL, &publication(&[b"one"])).unwrap();
        store.db.execute("UPDATE page SET body = x'6f6e64'", []).unwrap();
        assert!(matches!(store.load(URL).unwrap_err(), StoreError::Damaged { .. }));
        assert_eq!(store.sequence(URL).unwrap(), Some(u64::MAX));
    }

    #[test]
    fn only_old_strangers_are_forgotten() {
        let scratch = tempfile::tempdir().unwrap();
        let mut store = open(scratch.path());
        for url in ["a", "b"] {
            store.commit(url, &publication(&[b"one"])).unwrap();
        }
        let confirmed = publication(&[]).confirmed;
        assert_eq!(store.forget_others(&["a"], confirmed).unwrap(), 0);
        let later = Timestamp::from_second(1_900_000_000).unwrap();
        assert_eq!(store.forget_others(&["a"], later).unwrap(), 1);
        assert!(store.load("a").unwrap().is_some());
        assert!(store.load("b").unwrap().is_none());
        let pages: i64 = store.db.query_row("SELECT count(*) FROM page", [], |row| row.get(0)).unwrap();
        assert_eq!(pages, 1, "its pages went with it");
    }
}
