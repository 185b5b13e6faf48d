//! The life of the pictures: brought four at a time, checked whole, kept on the disk, offered once decoded.
//!
//! A picture that is broken, or gone, leaves its item without one; a good one stays when a bad one follows.

use std::{collections::HashMap, rc::Rc, sync::Arc, time::Duration};

use tokio::{task::JoinSet, time::Instant};
use url::Url;

use super::{
    Fault,
    desk::Desk,
    http::{Answer, Ask, Hops},
    link::display,
    picture,
    schedule::Schedule,
};
use crate::domain::snapshot::Picture;

/// More at once would make a bureau's small server feel a hall start.
const AT_ONCE: usize = 4;

/// Bytes of one file: a photo of [`crate::feed::limits::IMAGE_PIXELS`] pixels as a careful JPEG.
pub(super) const FILE_BYTES: usize = 16 * 1024 * 1024;

/// Bytes of all decoded pictures together: sixteen that fill a Full HD screen. The later ones of a feed do without.
const MEMORY_BYTES: usize = 128 * 1024 * 1024;

/// Pictures of all sources together, so that a feed cannot fill the disk.
const MOST: usize = 500;

/// A good picture is asked for again after this, to see a changed one.
const RECHECK: Duration = Duration::from_secs(3600);

/// A bad one is asked for again after this, then ever later.
const RETRY: Duration = Duration::from_secs(60);

pub(super) const ACCEPT: &str = "image/png, image/jpeg, image/webp, image/gif";

/// What is known of one wanted picture.
struct Entry {
    next: Instant,
    in_flight: bool,
    /// What the disk has of it was looked at.
    tried_disk: bool,
    /// It is whole, but there was no room for it.
    left_out: bool,
    /// Of a broken file: it is not fetched again until these change.
    broken: Option<Validators>,
    /// So that the same trouble is logged once.
    trouble: Option<String>,
    schedule: Schedule,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Validators {
    pub etag: Option<String>,
    pub last_modified: Option<String>,
}

enum Outcome {
    /// A whole picture.
    Whole(Picture),
    /// What is known of it still holds.
    Unchanged,
    /// A file came that is no picture.
    Broken(Validators, String),
    /// None came.
    Failed(Fault),
}

/// Keeps the pictures of the content, for ever.
pub(super) async fn run(desk: Rc<Desk>) {
    let mut wanted = wanted(&desk);
    let mut entries = HashMap::new();
    renew(&desk, &mut entries, &wanted);
    let mut jobs: JoinSet<(String, Outcome)> = JoinSet::new();
    let mut swept = false;
    loop {
        let now = Instant::now();
        for url in &wanted {
            let Some(entry) = entries.get_mut(url) else { continue };
            if jobs.len() < AT_ONCE && !entry.in_flight && entry.next <= now {
                entry.in_flight = true;
                let from_disk = !std::mem::replace(&mut entry.tried_disk, true);
                let broken = entry.broken.clone();
                jobs.spawn_local(obtain(Rc::clone(&desk), url.clone(), from_disk, broken));
            }
        }
        if !swept && jobs.is_empty() && desk.is_complete() {
            let own = desk.wanted.keys();
            let names = wanted.iter().chain(&own).map(String::as_str).collect();
            desk.disk.borrow_mut().with(|store| store.sweep_media(&names));
            swept = true;
        }
        let next = entries.values().filter(|entry| !entry.in_flight).map(|entry| entry.next).min();
        let free = jobs.len() < AT_ONCE;
        tokio::select! {
            Some(done) = jobs.join_next() => match done {
                Ok((url, outcome)) => settle(&desk, &mut entries, &wanted, &url, outcome),
                // Which one it was is not known; all that are out are asked for again, later.
                Err(_) => entries.values_mut().filter(|entry| entry.in_flight).for_each(|entry| {
                    entry.in_flight = false;
                    entry.next = Instant::now() + entry.schedule.after_failure(None);
                }),
            },
            () = desk.content_changed.notified() => {
                wanted = self::wanted(&desk);
                renew(&desk, &mut entries, &wanted);
                swept = false;
            }
            () = tokio::time::sleep_until(next.unwrap_or(now + RECHECK)), if free => {}
        }
    }
}

fn wanted(desk: &Desk) -> Vec<String> {
    let mut wanted = desk.wanted_pictures();
    if wanted.len() > MOST {
        tracing::warn!(
            pictures = wanted.len(),
            MOST,
            "more pictures than are kept; the last ones are left out"
        );
        wanted.truncate(MOST);
    }
    wanted
}

fn renew(desk: &Desk, entries: &mut HashMap<String, Entry>, wanted: &[String]) {
    let now = Instant::now();
    let held = desk.pictures();
    let mut old = std::mem::take(entries);
    for url in wanted {
        let mut entry = old.remove(url).unwrap_or_else(|| Entry {
            next: now,
            in_flight: false,
            tried_disk: false,
            left_out: false,
            broken: None,
            trouble: None,
            schedule: Schedule::new(RETRY),
        });
        let lost = entry.tried_disk && !entry.in_flight && entry.trouble.is_none() && !held.contains_key(url);
        if std::mem::take(&mut entry.left_out) || lost {
            // It left the memory for others or with its item; the disk has it, and there may be room now.
            entry.next = now;
            entry.tried_disk = false;
        }
        entries.insert(url.clone(), entry);
    }
}

fn settle(desk: &Desk, entries: &mut HashMap<String, Entry>, wanted: &[String], url: &str, outcome: Outcome) {
    // Nobody wants it any more.
    let Some(entry) = entries.get_mut(url) else { return };
    entry.in_flight = false;
    let trouble = match outcome {
        Outcome::Whole(picture) => {
            entry.broken = None;
            entry.left_out = !offer(desk, wanted, url, picture);
            entry.left_out.then(|| "there is no memory left for it".into())
        }
        Outcome::Unchanged => entry.trouble.clone(),
        Outcome::Broken(validators, why) => {
            entry.broken = Some(validators);
            Some(why)
        }
        Outcome::Failed(fault) => Some(match fault {
            Fault::Unreachable(why) | Fault::Refused(why) => why,
            Fault::Answered(status, _) => format!("HTTP {status}"),
        }),
    };
    let good = trouble.is_none() || entry.left_out;
    let wait =
        if good { RECHECK + entry.schedule.after_success() } else { entry.schedule.after_failure(None) };
    entry.next = Instant::now() + wait;
    if trouble != entry.trouble {
        let url = Url::parse(url).map_or_else(|_| String::new(), |url| display(&url));
        match &trouble {
            Some(why) => tracing::warn!(url, why, "an item is shown without this picture"),
            None => tracing::info!(url, "the picture is whole"),
        }
        entry.trouble = trouble;
    }
}

/// Puts a picture on the desk when there is room for it before those that come later in the feed.
fn offer(desk: &Desk, wanted: &[String], url: &str, picture: Picture) -> bool {
    let held = desk.pictures();
    let size = |url: &String| held.get(url).map_or(0, |picture| picture.rgba.len());
    let at = wanted.iter().position(|other| other == url).unwrap_or(wanted.len());
    let (before, after) = wanted.split_at(at);
    let after = after.get(1..).unwrap_or_default();
    let mut room = MEMORY_BYTES.saturating_sub(before.iter().map(size).sum());
    let fits = picture.rgba.len() <= room;
    if fits {
        room -= picture.rgba.len();
        for other in after.iter().filter(|other| held.contains_key(*other)) {
            if size(other) <= room {
                room -= size(other);
            } else {
                desk.set_picture(other, None);
            }
        }
    }
    drop(held);
    desk.set_picture(url, fits.then_some(picture));
    fits
}

async fn obtain(
    desk: Rc<Desk>,
    url: String,
    from_disk: bool,
    broken: Option<Validators>,
) -> (String, Outcome) {
    let outcome = bring(&desk, &url, from_disk, broken).await;
    (url, outcome)
}

async fn bring(desk: &Desk, url: &str, from_disk: bool, broken: Option<Validators>) -> Outcome {
    let stored = stored(desk, url);
    if from_disk && let Some((_, bytes)) = &stored {
        // What was written was whole; should it not be, it is fetched.
        if let Ok(picture) = decode(bytes.clone()).await {
            return Outcome::Whole(picture);
        }
    }
    let Ok(parsed) = Url::parse(url) else {
        return Outcome::Failed(Fault::Refused("not a URL".into()));
    };
    let asked = broken.or_else(|| stored.map(|(validators, _)| validators)).unwrap_or_default();
    let ask = Ask {
        url: &parsed,
        etag: asked.etag.as_deref(),
        last_modified: asked.last_modified.as_deref(),
        accept: ACCEPT,
        most: FILE_BYTES,
        hops: Hops::SameScheme,
    };
    let body = match desk.http.get(ask).await {
        Ok(Answer::Body(body)) => body,
        Ok(Answer::Unchanged { .. }) => return Outcome::Unchanged,
        Err(fault) => return Outcome::Failed(fault),
    };
    let bytes = Arc::new(body.bytes);
    match decode(Arc::clone(&bytes)).await {
        Ok(picture) => {
            desk.disk
                .borrow_mut()
                .with(|store| store.write_media(url, &bytes, body.etag, body.last_modified));
            Outcome::Whole(picture)
        }
        Err(why) => Outcome::Broken(Validators { etag: body.etag, last_modified: body.last_modified }, why),
    }
}

/// The file that the disk has of a URL, if it is still what was written.
pub(super) fn stored(desk: &Desk, url: &str) -> Option<(Validators, Arc<Vec<u8>>)> {
    let found = desk.disk.borrow_mut().with(|store| {
        let Some(media) = store.media(url)? else { return Ok(None) };
        let bytes = store.read_media(&media)?;
        Ok(bytes.map(|bytes| (Validators { etag: media.etag, last_modified: media.last_modified }, bytes)))
    });
    found.flatten().map(|(validators, bytes)| (validators, Arc::new(bytes)))
}

/// Decodes on another thread: the pollers go on, and a decoder that panics ends there.
async fn decode(bytes: Arc<Vec<u8>>) -> Result<Picture, String> {
    tokio::task::spawn_blocking(move || picture::decode(&bytes, &[picture::SCREEN]))
        .await
        .unwrap_or_else(|_| Err("decoding it failed inside gongshi".into()))
}
