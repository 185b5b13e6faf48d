//! The pictures and PDFs that the plan names: files that are looked at every few seconds, and URLs that are asked as
//! pictures of a feed are, kept on the disk for the next start.
//!
//! One that is missing is not in the snapshot, so that no playlist plays it. What is broken, half copied or cannot be
//! reached leaves what was shown before it. Each is followed by a task of its own; one at a time is decoded.

use std::{
    collections::HashSet,
    io,
    rc::Rc,
    sync::Arc,
    time::{Duration, SystemTime},
};

use tokio::{sync::Semaphore, task::JoinSet};
use url::Url;

use super::{
    Fault, Options,
    desk::Desk,
    file,
    http::{Answer, Ask, Hops},
    link::{display, without_credentials},
    media::{self, Validators},
    pdf, picture,
    schedule::Schedule,
};
use crate::{
    config::{Face, Hall},
    domain::snapshot::Picture,
    playback::plan::What,
};

/// How often a file is looked at.
pub(super) const LOOK: Duration = Duration::from_secs(3);
/// How often a server is asked whether what it has is another.
const RECHECK: Duration = Duration::from_secs(300);
/// A server that does not answer is asked again after this, then ever later.
const RETRY: Duration = Duration::from_secs(30);
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
}

/// Follows all of them, for ever.
pub(super) async fn run(desk: Rc<Desk>, options: Options) {
    let turn = Rc::new(Semaphore::new(1));
    let mut tasks = JoinSet::new();
    for own in &desk.wanted.own {
        let follower = Follower {
            desk: Rc::clone(&desk),
            own: own.clone(),
            options: options.clone(),
            turn: Rc::clone(&turn),
            seen: None,
            changing: None,
            tried_disk: false,
            broken: None,
            fault: None,
            trouble: None,
            schedule: Schedule::new(RETRY),
        };
        tasks.spawn_local(follower.run());
    }
    while tasks.join_next().await.is_some() {}
}

/// What tells one content of a file from another.
type Version = (Option<SystemTime>, u64);

struct Follower {
    desk: Rc<Desk>,
    own: Own,
    options: Options,
    turn: Rc<Semaphore>,
    /// What was last read of a file, good or not.
    seen: Option<Version>,
    /// What the file looked like last time, while it is another than was read.
    changing: Option<Version>,
    tried_disk: bool,
    /// Of a broken answer: it is not taken again until these change.
    broken: Option<Validators>,
    /// Why what was last read is not shown.
    fault: Option<String>,
    /// So that the same trouble is logged once.
    trouble: Option<String>,
    schedule: Schedule,
}

/// Why there is nothing new to show.
enum Trouble {
    /// It is gone, and with it what was shown.
    Gone(String),
    /// What was shown stays.
    Bad(String),
}

impl Follower {
    async fn run(mut self) {
        loop {
            let file = self.own.url.scheme() == "file";
            let looked = if file { self.look().await } else { self.ask().await };
            let wait = match (&looked, file) {
                (_, true) => self.options.look,
                (Ok(()), false) => {
                    self.schedule.after_success();
                    RECHECK
                }
                (Err(_), false) => self.schedule.after_failure(None),
            };
            self.tell(looked);
            tokio::time::sleep(wait).await;
        }
    }

    fn tell(&mut self, looked: Result<(), Trouble>) {
        let trouble = match looked {
            Ok(()) => None,
            Err(Trouble::Bad(why)) => Some(why),
            Err(Trouble::Gone(why)) => {
                self.desk.set_own(&self.own.name, Vec::new());
                Some(why)
            }
        };
        if trouble == self.trouble {
            return;
        }
        let url = display(&self.own.url);
        match &trouble {
            Some(why) if self.desk.has_own(&self.own.name) => {
                tracing::warn!(url, why, "an entry of the plan is shown as it was before");
            }
            Some(why) => tracing::warn!(url, why, "an entry of the plan is left out"),
            None => tracing::info!(url, "an entry of the plan can be shown"),
        }
        self.trouble = trouble;
    }

    /// Looks at a file, and reads it where it is another.
    async fn look(&mut self) -> Result<(), Trouble> {
        let Ok(path) = self.own.url.to_file_path() else {
            return Err(Trouble::Gone("its URL is no path of this machine; write such as /srv/a.png".into()));
        };
        let most = self.own.most_bytes();
        // On another thread and not waited for long: a share whose server is gone blocks for minutes.
        let version = self.aside({
            let path = path.clone();
            move || path.metadata().map(|found| (found.modified().ok(), found.len()))
        });
        let version = version.await?;
        // Somebody may be copying it at this moment: another one is read when it stands still.
        let moves = self.seen.is_some() && self.changing.replace(version) != Some(version);
        if moves || self.seen == Some(version) {
            return self.judged();
        }
        let bytes = self.aside(move || file::read(&path, most)).await?;
        self.seen = Some(version);
        self.changing = None;
        self.fault = if bytes.len() > most {
            Some(format!("larger than {most} bytes; save it smaller"))
        } else {
            self.show(Arc::new(bytes)).await.err()
        };
        self.judged()
    }

    /// What came of the content that was last read.
    fn judged(&self) -> Result<(), Trouble> {
        self.fault.clone().map_or(Ok(()), |why| Err(Trouble::Bad(why)))
    }

    /// Work on a file, within the deadline.
    async fn aside<T: Send + 'static>(
        &mut self,
        work: impl FnOnce() -> io::Result<T> + Send + 'static,
    ) -> Result<T, Trouble> {
        let deadline = self.options.deadline;
        match tokio::time::timeout(deadline, tokio::task::spawn_blocking(work)).await {
            Ok(Ok(Ok(done))) => Ok(done),
            Ok(Ok(Err(error))) if error.kind() == io::ErrorKind::NotFound => {
                self.seen = None;
                Err(Trouble::Gone("there is no such file; put it there, or take the entry out".into()))
            }
            Ok(Ok(Err(error))) => Err(Trouble::Bad(format!("it cannot be read: {error}"))),
            Ok(Err(_)) => Err(Trouble::Bad("reading it stopped".into())),
            Err(_) => Err(Trouble::Bad(format!("it was not read within {} s", deadline.as_secs()))),
        }
    }

    /// Shows what the disk has, then asks the server whether it still holds.
    async fn ask(&mut self) -> Result<(), Trouble> {
        let key = self.own.key();
        let stored = media::stored(&self.desk, &key);
        if !std::mem::replace(&mut self.tried_disk, true)
            && let Some((_, bytes)) = &stored
            && let Err(why) = self.show(Arc::clone(bytes)).await
        {
            tracing::warn!(url = display(&self.own.url), why, "what the disk has of it is not used");
        }
        // With nothing to show there is nothing that an answer could confirm.
        let known = stored.map(|(validators, _)| validators).filter(|_| self.desk.has_own(&self.own.name));
        let asked = self.broken.clone().or(known).unwrap_or_default();
        let ask = Ask {
            url: &self.own.url,
            etag: asked.etag.as_deref(),
            last_modified: asked.last_modified.as_deref(),
            accept: if self.own.pdf { "application/pdf" } else { media::ACCEPT },
            most: self.own.most_bytes(),
            hops: Hops::SameScheme,
        };
        let body = match self.desk.http.get(ask).await {
            Ok(Answer::Body(body)) => body,
            Ok(Answer::Unchanged { .. }) => return self.judged(),
            Err(Fault::Answered(status @ (404 | 410), _)) => {
                let why =
                    format!("the server has it no more (HTTP {status}); put it there, or take the entry out");
                return Err(Trouble::Gone(why));
            }
            Err(Fault::Answered(status, _)) => return Err(Trouble::Bad(format!("HTTP {status}"))),
            Err(Fault::Unreachable(why) | Fault::Refused(why)) => return Err(Trouble::Bad(why)),
        };
        let bytes = Arc::new(body.bytes);
        self.fault = self.show(Arc::clone(&bytes)).await.err();
        if self.fault.is_some() {
            self.broken = Some(Validators { etag: body.etag, last_modified: body.last_modified });
        } else {
            self.broken = None;
            let mut disk = self.desk.disk.borrow_mut();
            disk.with(|store| store.write_media(&key, &bytes, body.etag, body.last_modified));
        }
        self.judged()
    }

    /// Decodes it and hands it to the screens.
    async fn show(&self, bytes: Arc<Vec<u8>>) -> Result<(), String> {
        // Never closed.
        let _turn = self.turn.acquire().await;
        let name = &self.own.name;
        let room = MEMORY_BYTES.saturating_sub(self.desk.own_bytes_without(name));
        let pages =
            if self.own.pdf { self.pdf_pages(&bytes, room).await? } else { self.picture(bytes).await? };
        let needed: usize = pages.iter().map(|page| page.rgba.len()).sum();
        if needed > room {
            return Err("no memory is left for it; take other pictures and PDFs out of the plan".into());
        }
        self.desk.set_own(name, pages);
        Ok(())
    }

    async fn picture(&self, bytes: Arc<Vec<u8>>) -> Result<Vec<Picture>, String> {
        let screens = self.desk.wanted.screens.clone();
        // On another thread: the pollers go on, and a decoder that panics ends there.
        let decoded = tokio::task::spawn_blocking(move || picture::decode(&bytes, &screens)).await;
        let decoded = decoded.unwrap_or_else(|_| Err("decoding it failed inside gongshi".into()));
        let words = |why| format!("{why}; it must be a whole PNG, JPEG, WebP or GIF");
        decoded.map(|picture| vec![picture]).map_err(words)
    }

    async fn pdf_pages(&self, bytes: &[u8], room: usize) -> Result<Vec<Picture>, String> {
        let (program, time) = (&self.options.program, self.options.pdf_time);
        let done = pdf::pages(program, time, bytes, &self.desk.wanted.screens, room).await?;
        let url = display(&self.own.url);
        if !done.failed.is_empty() {
            tracing::warn!(url, pages = ?done.failed, "these pages of a PDF cannot be drawn and are left out");
        }
        let shown = done.pages.len() + done.failed.len();
        if shown < usize::try_from(done.total).unwrap_or(usize::MAX) {
            tracing::warn!(url, shown, pages = done.total, "a PDF is too long; its last pages are left out");
        }
        Ok(done.pages)
    }
}
