//! A task for each picture and PDF, from its file or server to the screens.

use std::{
    io,
    rc::Rc,
    sync::Arc,
    time::{Duration, SystemTime},
};

use tokio::{sync::Semaphore, task::JoinSet};

use super::{MEMORY_BYTES, Own};
use crate::sync::{
    Fault, Options,
    desk::Desk,
    file,
    http::Answer,
    link::display,
    media::{self, Validators},
    schedule::Schedule,
};

/// How often a server is asked whether what it has is another.
const RECHECK: Duration = Duration::from_secs(300);
/// A server that does not answer is asked again after this, then ever later.
const RETRY: Duration = Duration::from_secs(30);

/// Follows all of them, for ever.
pub(in crate::sync) async fn run(desk: Rc<Desk>, options: Options) {
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
            Some(self.own.too_large())
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
        let body = match self.desk.http.get(self.own.ask(&asked)).await {
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
        let pages = self.own.decode(bytes, &self.desk.wanted.screens, &self.options, room).await?;
        let needed: usize = pages.iter().map(|page| page.rgba.len()).sum();
        if needed > room {
            return Err("no memory is left for it; take other pictures and PDFs out of the plan".into());
        }
        self.desk.set_own(name, pages);
        Ok(())
    }
}
