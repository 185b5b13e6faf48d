//! A config from the disk.

use std::{
    cell::RefCell,
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use super::{
    Hall,
    parse::{self, Open},
    places::Places,
    problem::Problem,
};

/// A config larger than this is none: the template with all its remarks has 6 kB.
pub const MAX_BYTES: u64 = 1 << 20;

/// Why a config could not be used.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file could not be read.
    #[error("cannot read {}", file.display())]
    Unreadable {
        /// Which file.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file was read and is wrong.
    #[error("{} is not a config: {}", file.display(), mistakes.problems.first().map_or("", |first| &first.message))]
    Wrong {
        /// Which file.
        file: PathBuf,
        /// What is wrong in it.
        mistakes: Box<Mistakes>,
    },
}

/// A wrong config with what is wrong in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistakes {
    /// The text that the problems' ranges count in.
    pub text: String,
    /// Never empty.
    pub problems: Vec<Problem>,
    /// What is wrong in the files that it names.
    pub parts: Vec<Part>,
    /// The files that it names, wrong or not.
    pub files: Vec<PathBuf>,
}

/// A wrong file that a config names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which.
    pub file: PathBuf,
    /// The text that the problems' ranges count in.
    pub text: String,
    /// Never empty.
    pub problems: Vec<Problem>,
}

impl Mistakes {
    /// Those of the config itself.
    pub(super) fn of(text: &str, problems: Vec<Problem>) -> Self {
        Self { text: text.into(), problems, parts: Vec::new(), files: Vec::new() }
    }
}

impl Mistakes {
    /// How many, with those in the files that it names.
    pub fn count(&self) -> usize {
        // The line that names a wrong file is one for all that is wrong in it.
        let parts = self.parts.iter().map(|part| part.problems.len().saturating_sub(1));
        self.problems.len() + parts.sum::<usize>()
    }

    /// The line of the first mistake, counted from 1; `None` where the text is not there to count in.
    pub fn line(&self) -> Option<usize> {
        let before = self.text.get(..self.problems.first()?.range.start)?;
        (!self.text.is_empty()).then(|| before.bytes().filter(|byte| *byte == b'\n').count() + 1)
    }
}

impl LoadError {
    /// The files to look at for a correction: the config, and what it names.
    pub fn files(&self) -> Vec<PathBuf> {
        match self {
            Self::Unreadable { file, .. } => vec![file.clone()],
            Self::Wrong { file, mistakes } => std::iter::once(file).chain(&mistakes.files).cloned().collect(),
        }
    }

    /// The line of the first mistake, counted from 1; `None` where no line is to blame.
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::Unreadable { .. } => None,
            Self::Wrong { mistakes, .. } => mistakes.line(),
        }
    }
}

/// Reads the config of a file.
pub fn load(file: &Path) -> Result<Hall, LoadError> {
    load_with_bytes(file).map(|(hall, _)| hall)
}

/// A file with what it held.
pub type FileBytes = (PathBuf, Vec<u8>);

/// Reads the config of a file, with the very bytes that it and the files it names were read from, its own first.
pub fn load_with_bytes(file: &Path) -> Result<(Hall, Vec<FileBytes>), LoadError> {
    let unreadable = |source| LoadError::Unreadable { file: file.into(), source };
    let bytes = read_file(file, MAX_BYTES).map_err(unreadable)?;
    let named = RefCell::new(Vec::new());
    let read = read_with(&bytes, file, &|path| {
        let bytes = read_file(path, MAX_BYTES)?;
        named.borrow_mut().push((path.to_owned(), bytes.clone()));
        Ok(bytes)
    });
    match read {
        Ok((hall, _)) => {
            Ok((hall, std::iter::once((file.to_owned(), bytes)).chain(named.into_inner()).collect()))
        }
        Err(mistakes) => Err(LoadError::Wrong { file: file.into(), mistakes: Box::new(mistakes) }),
    }
}

/// The bytes of a file, one more than `most` at most, so that a larger one is seen to be.
///
/// # Errors
/// As the system says it; also for a pipe or a device, which might never end.
pub fn read_file(file: &Path, most: u64) -> io::Result<Vec<u8>> {
    let kind = file.metadata()?;
    if !kind.is_file() && !kind.is_dir() {
        return Err(io::Error::other("it is a pipe or a device, not a file"));
    }
    let mut bytes = Vec::new();
    File::open(file)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads the config of a file's bytes, and from the disk what it names.
pub fn read(bytes: &[u8], file: &Path) -> Result<Hall, Mistakes> {
    read_with_places(bytes, file).map(|(hall, _)| hall)
}

/// [`read`], with where the parts stand in the text.
pub fn read_with_places(bytes: &[u8], file: &Path) -> Result<(Hall, Places), Mistakes> {
    read_with(bytes, file, &|path| read_file(path, MAX_BYTES))
}

/// The same with the places of its parts, and with `open` for the files that it names.
pub fn read_with(bytes: &[u8], file: &Path, open: &Open<'_>) -> Result<(Hall, Places), Mistakes> {
    if bytes.len() as u64 > MAX_BYTES {
        let hint = "begin again from config/hall.toml, and check that this is the right file";
        let problem = Problem::new(0..0, format!("the file is larger than {MAX_BYTES} bytes"), hint);
        return Err(Mistakes::of("", vec![problem]));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => parse::parse(text, file, open),
        Err(_) => Err(wrong_encoding(bytes)),
    }
}

/// Notepad's ANSI is GBK on a Chinese Windows, its Unicode is UTF-16: the text is shown as staff know it.
pub(super) fn wrong_encoding(bytes: &[u8]) -> Mistakes {
    let (text, encoding, _) = encoding_rs::GB18030.decode(bytes);
    let text = text.into_owned();
    let first = text.find(|letter: char| !letter.is_ascii()).unwrap_or_default();
    let end =
        text[first..].find(|letter: char| letter.is_ascii()).map_or(text.len(), |length| first + length);
    let hint = "save it as UTF-8: in Notepad (记事本), 另存为, 编码 UTF-8";
    let problem =
        Problem::new(first..end, format!("the file is not UTF-8 but probably {}", encoding.name()), hint);
    Mistakes::of(&text, vec![problem])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ansi_file_is_named_as_such() {
        let (bytes, _, _) = encoding_rs::GBK.encode("[hall]\nname = \"示例大厅\"\n");
        let mistakes = read(&bytes, Path::new("hall.toml")).unwrap_err();
        let problem = &mistakes.problems[0];
        assert_eq!(&mistakes.text[problem.range.clone()], "示例大厅");
        assert!(problem.hint.contains("UTF-8"));
        assert_eq!(mistakes.line(), Some(2));
    }

    #[test]
    fn utf_16_and_noise_are_refused() {
        let utf_16: Vec<u8> = "\u{feff}[hall]\n名".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [utf_16, vec![0xFF; 4], vec![b'#'; (MAX_BYTES + 1) as usize]] {
            let mistakes = read(&bytes, Path::new("hall.toml")).unwrap_err();
            assert!(mistakes.text.get(mistakes.problems[0].range.clone()).is_some());
        }
    }

    #[test]
    fn a_file_is_read_and_its_folder_counts() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("hall.toml");
        let text = include_str!("../../config/hall.toml")
            .replace("https://scjg.example.gov.cn/gongshi/feed.json", "file:feed.json");
        crate::store::atomic::write(&file, text.as_bytes()).unwrap();
        let hall = load(&file).unwrap();
        let expected = url::Url::from_file_path(folder.path().join("feed.json")).unwrap();
        assert_eq!(hall.sources[0].url, expected.as_str());
        assert!(matches!(load(&folder.path().join("other")), Err(LoadError::Unreadable { .. })));
    }
}
