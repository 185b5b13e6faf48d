//! What could be read last, kept in the data folder for a start at which it cannot be read.

use std::{
    io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::{
    config::{self, FileBytes, Hall},
    store::atomic,
};

/// The config, in the folder.
const CONFIG: &str = "hall.toml";
/// The holiday file that it names, in the folder.
const HOLIDAYS: &str = "holidays.toml";
/// The remote playlist, in the folder.
const REMOTE: &str = "remote.json";

/// The kept copies of a data folder.
#[derive(Debug, Clone)]
pub struct LastGood(PathBuf);

/// A remote playlist as it is kept.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    /// The digest of its address, which may hold a password.
    address: String,
    document: String,
}

impl LastGood {
    /// The copies in a data folder.
    pub fn in_folder(data: &Path) -> Self {
        Self(data.to_owned())
    }

    /// Keeps a good config and the file that it names. A disk that fails is told, and costs only the next start.
    pub fn keep(&self, files: &[FileBytes]) {
        for ((_, bytes), name) in files.iter().zip([CONFIG, HOLIDAYS]) {
            self.write(name, bytes);
        }
    }

    /// Keeps a good remote playlist of an address; as [`LastGood::keep`].
    pub fn keep_remote(&self, url: &str, document: &str) {
        let kept = Kept { address: digest(url), document: document.into() };
        match serde_json::to_vec(&kept) {
            Ok(bytes) => self.write(REMOTE, &bytes),
            Err(error) => tracing::warn!("the remote playlist could not be kept: {error}"),
        }
    }

    /// The config with its files, read as if it still stood in `file`, so that relative paths lead to the same files.
    pub fn config(&self, file: &Path) -> Option<(Hall, Vec<FileBytes>)> {
        let bytes = std::fs::read(self.0.join(CONFIG)).ok()?;
        let holidays = std::fs::read(self.0.join(HOLIDAYS));
        let open = |_: &Path| holidays.as_ref().map(Clone::clone).map_err(|error| error.kind().into());
        let (hall, _) = config::read_with(&bytes, file, &open).ok()?;
        let named = hall.files.iter().skip(1).cloned().zip(holidays.ok());
        let files = std::iter::once((file.to_owned(), bytes)).chain(named).collect();
        Some((hall, files))
    }

    /// The remote playlist of an address.
    pub fn remote(&self, url: &str) -> Option<String> {
        let bytes = std::fs::read(self.0.join(REMOTE)).ok()?;
        let kept: Kept = serde_json::from_slice(&bytes).ok()?;
        (kept.address == digest(url)).then_some(kept.document)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.0.join(name);
        let written = || -> io::Result<()> {
            if std::fs::read(&path).is_ok_and(|old| old == bytes) {
                return Ok(());
            }
            std::fs::create_dir_all(&self.0)?;
            atomic::write(&path, bytes)
        };
        if let Err(error) = written() {
            tracing::warn!("{} could not be kept for the next start: {error}", path.display());
        }
    }
}

fn digest(url: &str) -> String {
    Sha256::digest(url).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remote_playlist_is_that_of_its_address_and_tells_no_password() {
        let data = tempfile::tempdir().unwrap();
        let kept = LastGood::in_folder(&data.path().join("new"));
        let url = "https://user:secret@bureau.example/plan.toml";
        assert_eq!(kept.remote(url), None);
        kept.keep_remote(url, "# 一");
        assert_eq!(kept.remote(url).as_deref(), Some("# 一"));
        assert_eq!(kept.remote("https://bureau.example/plan.toml"), None);
        let written = std::fs::read_to_string(data.path().join("new").join(REMOTE)).unwrap();
        assert!(!written.contains("secret"));
    }
}
