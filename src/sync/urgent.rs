//! What staff interrupt the screens with, from the data folder to the content.
//!
//! Its file is looked at twice a second, so that a call is on the screens within one; a call ends by the gate, with
//! nobody looking. A file that is broken leaves what stood.

use std::{
    io,
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
    rc::Rc,
    time::{Duration, SystemTime},
};

use super::{desk::Desk, file};
use crate::{domain::Edition, store::urgent};

/// How often the file is looked at.
const LOOK: Duration = Duration::from_millis(500);

/// By what a file that was written anew is told from the one before.
type Mark = (u64, u64, Option<SystemTime>);

/// The file, and what was last seen of it.
#[derive(Debug)]
pub(super) struct Urgent {
    file: PathBuf,
    /// `None` before the first look; its inner is the mark, `None` while there is no such file.
    seen: Option<Option<Mark>>,
    trouble: Option<String>,
}

impl Urgent {
    pub(super) fn new(data: &Path) -> Self {
        Self { file: data.join(urgent::NAME), seen: None, trouble: None }
    }

    /// What the file says, if it is another one than at the last look.
    pub(super) fn look(&mut self) -> Option<Edition> {
        match self.changed() {
            Ok(edition) => {
                if edition.is_some() {
                    self.trouble = None;
                }
                edition
            }
            Err(why) => {
                if self.trouble.as_ref() != Some(&why) {
                    tracing::error!(file = %self.file.display(), why, "the interrupts of staff stay as they were");
                    self.trouble = Some(why);
                }
                None
            }
        }
    }

    fn changed(&mut self) -> Result<Option<Edition>, String> {
        let mark = match self.file.metadata() {
            Ok(of) => Some((of.ino(), of.len(), of.modified().ok())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error.to_string()),
        };
        if self.seen == Some(mark) {
            return Ok(None);
        }
        if mark.is_none() {
            self.seen = Some(mark);
            return Ok(Some(Edition::default()));
        }
        let bytes = file::read(&self.file, urgent::FILE_BYTES).map_err(|error| error.to_string())?;
        // From here on the same bytes would say the same.
        self.seen = Some(mark);
        if bytes.len() > urgent::FILE_BYTES {
            return Err(format!("it has more than {} bytes", urgent::FILE_BYTES));
        }
        let edition = urgent::read(&bytes).map_err(|refusal| refusal.to_string())?;
        for rejected in &edition.rejected {
            tracing::warn!(file = %self.file.display(), why = rejected.detail, "an interrupt is left out");
        }
        Ok(Some(edition))
    }
}

/// Follows the file, for ever.
pub(super) async fn run(desk: Rc<Desk>) {
    loop {
        tokio::time::sleep(LOOK).await;
        if desk.read_urgent() {
            desk.publish();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::atomic;

    #[test]
    fn a_change_is_seen_once_and_a_broken_file_says_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(urgent::NAME);
        let mut urgent = Urgent::new(folder.path());
        assert_eq!(urgent.look().unwrap().len(), 0);
        assert!(urgent.look().is_none());
        let feed = r#"{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[{"id":"1","title":"停电","content_text":"停电","_gongshi":{"kind":"notice","disclosure":"proactive"}}]}"#;
        atomic::write(&path, feed.as_bytes()).unwrap();
        assert_eq!(urgent.look().unwrap().len(), 1);
        assert!(urgent.look().is_none());
        atomic::write(&path, b"{").unwrap();
        assert!(urgent.look().is_none() && urgent.trouble.is_some());
        atomic::write(&path, feed.as_bytes()).unwrap();
        assert_eq!(urgent.look().unwrap().len(), 1);
        assert!(urgent.trouble.is_none());
        std::fs::remove_file(&path).unwrap();
        assert_eq!(urgent.look().unwrap().len(), 0);
    }
}
