//! The pictures and PDFs that the plan names: files that are looked at every few seconds, and URLs that are asked as
//! pictures of a feed are, kept on the disk for the next start.
//!
//! One that is missing is not in the snapshot, so that no playlist plays it. What is broken, half copied or cannot be
//! reached leaves what was shown before it. Each is followed by a task of its own; one at a time is decoded.

mod follow;

use std::{
    collections::{BTreeMap, HashSet},
    io,
    sync::Arc,
    time::Duration,
};

use url::Url;

use super::{
    Fault, Options, file,
    http::{Answer, Ask, Hops, Http},
    link::{display, without_credentials},
    media::{self, Validators},
    pdf, picture,
};
use crate::{
    clock::SystemClock,
    config::{Face, Hall},
    domain::snapshot::Picture,
    playback::plan::What,
};

pub(super) use follow::run;

/// How often a file is looked at.
pub(super) const LOOK: Duration = Duration::from_secs(3);
/// Bytes of all decoded pictures and pages together: some eighty pages that fill a Full HD screen's height. What comes
/// beyond is left out.
const MEMORY_BYTES: usize = 256 * 1024 * 1024;
/// What is asked for where a screen has no size of its own, in pixels.
const SCREEN: (u32, u32) = (1920, 1080);

/// What the plan of a hall names, and how large it is seen. As long as this is the same, nothing begins anew.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Wanted {
    own: Vec<Own>,
    /// The boards, in pixels.
    screens: Vec<(u32, u32)>,
}

/// A picture or a PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Own {
    /// As it stands in the plan.
    name: String,
    url: Url,
    pdf: bool,
}

impl Wanted {
    pub(super) fn of(hall: &Hall) -> Self {
        let mut seen = HashSet::new();
        let entries = hall.plan.playlists.iter().flat_map(|list| &list.entries);
        let own = entries.filter_map(|entry| {
            let (name, pdf) = match &entry.what {
                What::Image(url) => (url, false),
                What::Pdf(url) => (url, true),
                _ => return None,
            };
            if !seen.insert(name) {
                return None;
            }
            match Url::parse(name) {
                Ok(url) => Some(Own { name: name.clone(), url, pdf }),
                Err(error) => {
                    tracing::warn!(name, %error, "an entry of the plan is left out: write a path or a URL");
                    None
                }
            }
        });
        let own = own.collect();
        let boards = hall.screens.iter().filter(|screen| screen.face == Face::Board);
        let most = |side: u32| side.min(pdf::SIDE);
        let mut screens: Vec<_> = boards
            .map(|screen| screen.size.unwrap_or(SCREEN))
            .map(|(width, height)| (most(width), most(height)))
            .collect();
        screens.sort_unstable();
        screens.dedup();
        if screens.is_empty() {
            screens.push(SCREEN);
        }
        Self { own, screens }
    }

    /// Where the network is asked; the config names these servers itself.
    pub(super) fn urls(&self) -> impl Iterator<Item = Url> {
        self.own.iter().map(|own| own.url.clone()).filter(|url| url.scheme() != "file")
    }

    /// Whether something is named, as it stands in the plan.
    pub(super) fn has(&self, name: &str) -> bool {
        self.own.iter().any(|own| own.name == name)
    }

    /// What the disk knows them by.
    pub(super) fn keys(&self) -> Vec<String> {
        self.own.iter().map(Own::key).collect()
    }
}

impl Own {
    fn key(&self) -> String {
        without_credentials(&self.url).into()
    }

    fn most_bytes(&self) -> usize {
        if self.pdf { pdf::FILE_BYTES } else { media::FILE_BYTES }
    }

    /// A picture alone, or as many pages as `room` bytes hold.
    async fn decode(
        &self,
        bytes: Arc<Vec<u8>>,
        screens: &[(u32, u32)],
        options: &Options,
        room: usize,
    ) -> Result<Vec<Picture>, String> {
        if self.pdf {
            return self.pages(&bytes, screens, options, room).await;
        }
        let screens = screens.to_vec();
        // On another thread: the pollers go on, and a decoder that panics ends there.
        let decoded = tokio::task::spawn_blocking(move || picture::decode(&bytes, &screens)).await;
        let decoded = decoded.unwrap_or_else(|_| Err("decoding it failed inside gongshi".into()));
        let words = |why| format!("{why}; it must be a whole PNG, JPEG, WebP or GIF");
        decoded.map(|picture| vec![picture]).map_err(words)
    }

    async fn pages(
        &self,
        bytes: &[u8],
        screens: &[(u32, u32)],
        options: &Options,
        room: usize,
    ) -> Result<Vec<Picture>, String> {
        let done = pdf::pages(&options.program, options.pdf_time, bytes, screens, room).await?;
        let url = display(&self.url);
        if !done.failed.is_empty() {
            tracing::warn!(url, pages = ?done.failed, "these pages of a PDF cannot be drawn and are left out");
        }
        let shown = done.pages.len() + done.failed.len();
        if shown < usize::try_from(done.total).unwrap_or(usize::MAX) {
            tracing::warn!(url, shown, pages = done.total, "a PDF is too long; its last pages are left out");
        }
        Ok(done.pages)
    }

    /// What it is asked for with.
    fn ask<'a>(&'a self, known: &'a Validators) -> Ask<'a> {
        Ask {
            url: &self.url,
            etag: known.etag.as_deref(),
            last_modified: known.last_modified.as_deref(),
            accept: if self.pdf { "application/pdf" } else { media::ACCEPT },
            most: self.most_bytes(),
            hops: Hops::SameScheme,
        }
    }

    /// Looks at it once; how many pages it has.
    async fn count(&self, http: &Http, screens: &[(u32, u32)]) -> Result<usize, String> {
        let bytes = match self.url.to_file_path() {
            Ok(path) if self.url.scheme() == "file" => {
                file::read(&path, self.most_bytes()).map_err(|error| error.to_string())?
            }
            _ => match http.get(self.ask(&Validators::default())).await {
                Ok(Answer::Body(body)) => body.bytes,
                Ok(Answer::Unchanged { .. }) => return Err("the server says that it is unchanged".into()),
                Err(Fault::Answered(status, _)) => return Err(format!("HTTP {status}")),
                Err(Fault::Unreachable(why) | Fault::Refused(why)) => return Err(why),
            },
        };
        if bytes.len() > self.most_bytes() {
            return Err(self.too_large());
        }
        let pages = self.decode(Arc::new(bytes), screens, &Options::default(), MEMORY_BYTES).await?;
        Ok(pages.len())
    }

    fn too_large(&self) -> String {
        format!("larger than {} bytes; save it smaller", self.most_bytes())
    }
}

/// How many pages each picture and PDF of a plan has at present, by URL, and why others cannot be shown. Blocks.
///
/// # Errors
/// When the system gives no runtime.
pub fn media_once(hall: &Hall) -> io::Result<(BTreeMap<String, usize>, Vec<String>)> {
    let wanted = Wanted::of(hall);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let http = Http::new(wanted.urls().collect(), super::DEADLINE, Arc::new(SystemClock));
    let (mut media, mut faults) = (BTreeMap::new(), Vec::new());
    for own in &wanted.own {
        match runtime.block_on(own.count(&http, &wanted.screens)) {
            Ok(pages) => {
                media.insert(own.name.clone(), pages);
            }
            Err(why) => faults.push(format!("{}: {why}", display(&own.url))),
        }
    }
    // Not waited for: a name server that does not answer.
    runtime.shutdown_background();
    Ok((media, faults))
}
