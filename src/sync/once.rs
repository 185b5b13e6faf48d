//! One look at one source: `feed inspect` and `render --source`.

use std::{path::Path, sync::Arc};

use url::Url;

use super::{
    DEADLINE, Fault,
    collect::{Question, collect},
    http::Http,
};
use crate::{
    clock::SystemClock,
    domain::Edition,
    feed::{Rules, cap},
    store::Page,
};

/// Why a source could not be looked at.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// Neither a URL that gongshi knows nor a file.
    #[error("`{0}` is no http, https or file URL, and there is no such file")]
    NotASource(String),
    /// No runtime could be made.
    #[error("cannot start the network: {0}")]
    Runtime(#[from] std::io::Error),
    /// No answer, and why.
    #[error("cannot be reached: {0}")]
    Unreachable(String),
    /// An error, with its HTTP status.
    #[error("answers with the error {0}")]
    Answered(u16),
    /// An answer that may not be taken, and why.
    #[error("refused: {0}")]
    Refused(String),
}

/// Fetches one source with all its pages, under the rules of the poller. Blocks for up to the deadline a page.
///
/// `source` is an `http://`, `https://` or `file:` URL, or the path of a document or of a folder with `feed.json`.
/// With `alerts` it is one of public warnings.
///
/// # Errors
/// When it is no source, does not answer, or answers what may not be taken.
pub fn fetch_once(
    source: &str,
    rules: Rules,
    alerts: Option<&cap::Rules>,
) -> Result<(Vec<Page>, Edition), FetchError> {
    let url = source_url(source).ok_or_else(|| FetchError::NotASource(source.to_owned()))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let http = Http::new(vec![url.clone()], DEADLINE, Arc::new(SystemClock));
    let question = Question { url: &url, rules, known: &[], highest: None, alerts };
    let collected = runtime.block_on(collect(&http, question));
    // Not waited for: a name server or a share that does not answer.
    runtime.shutdown_background();
    match collected {
        Ok(collected) => Ok((collected.pages, collected.edition.unwrap_or_default())),
        Err(Fault::Unreachable(why)) => Err(FetchError::Unreachable(why)),
        Err(Fault::Answered(status, _)) => Err(FetchError::Answered(status)),
        Err(Fault::Refused(why)) => Err(FetchError::Refused(why)),
    }
}

/// The URL of what staff call a source: an `http://`, `https://` or `file:` URL, or the path of a document or folder
/// that exists.
pub fn source_url(source: &str) -> Option<Url> {
    match Url::parse(source) {
        Ok(url) if matches!(url.scheme(), "http" | "https" | "file") => Some(url),
        _ => {
            let path = std::path::absolute(Path::new(source)).ok()?;
            path.exists().then(|| Url::from_file_path(path).ok())?
        }
    }
}
