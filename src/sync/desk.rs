//! What the tasks of the sync thread share: what is known of each source, and the snapshot made from it.

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap, HashSet},
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
    sync::Arc,
};

use arc_swap::ArcSwap;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;
use url::Url;

use super::{
    Fault, Setup,
    collect::{self, Collected},
    disk::Disk,
    http::Http,
    link::{display, without_credentials},
    offer::Offered,
    own_media::Wanted,
    urgent::Urgent,
};
use crate::{
    clock::Clock,
    config::Source,
    domain::{Edition, Snapshot, SourceState, SourceView, snapshot::Picture},
    store::{Publication, StoreError},
};

/// Staff who try another config find their hall again for so long.
const STRANGERS_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// A source with its URL parsed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Feed {
    pub config: Source,
    pub url: Url,
    /// What the store knows it by: no password is written to the disk.
    pub key: String,
}

/// The shared state. One thread: a borrow never lives across an `await`.
pub(super) struct Desk {
    pub feeds: Vec<Feed>,
    /// What the plan names beside them.
    pub wanted: Wanted,
    pub http: Http,
    pub disk: Rc<RefCell<Disk>>,
    urgent: Rc<RefCell<Urgent>>,
    /// Rung when the pictures that are wanted may have changed.
    pub content_changed: Notify,
    clock: Arc<dyn Clock>,
    snapshots: Arc<ArcSwap<Snapshot>>,
    wake: Rc<dyn Fn()>,
    content: RefCell<Content>,
}

struct Content {
    generation: u64,
    views: Vec<SourceView>,
    known: Vec<Known>,
    /// What staff interrupt the screens with.
    urgent: Arc<Edition>,
    /// Of the feeds.
    pictures: Arc<HashMap<String, Picture>>,
    /// The hall's own, by URL: a picture alone, or the pages of a PDF.
    own: BTreeMap<String, Vec<Picture>>,
    /// Both as the screens get them; made anew when one of them changes.
    offered: Option<Offered>,
}

/// What was last accepted of one source.
#[derive(Default, Clone)]
struct Known {
    publication: Option<Rc<Publication>>,
    /// The highest sequence ever accepted.
    highest: Option<u64>,
    /// The disk was asked for it.
    loaded: bool,
    /// In which epoch of the disk it was saved; `None` when it was not.
    saved_in: Option<u32>,
}

impl Feed {
    pub(super) fn new(config: Source, url: Url) -> Self {
        let key = without_credentials(&url).into();
        Self { config, url, key }
    }
}

/// The views of a hall of which nothing is known yet.
pub(super) fn empty_views(feeds: &[Feed]) -> Vec<SourceView> {
    feeds
        .iter()
        .map(|feed| SourceView {
            name: feed.config.name.clone(),
            edition: Arc::new(Edition::default()),
            state: SourceState::Starting,
            confirmed: None,
            stale_after: feed.config.stale_after,
        })
        .collect()
}

impl Desk {
    pub(super) fn new(
        setup: Setup,
        urgent: Urgent,
        http: Http,
        disk: Disk,
        clock: Arc<dyn Clock>,
        snapshots: Arc<ArcSwap<Snapshot>>,
        wake: Rc<dyn Fn()>,
    ) -> Self {
        let Setup { feeds, wanted, .. } = setup;
        let content = Content {
            generation: 0,
            views: empty_views(&feeds),
            known: feeds.iter().map(|_| Known::default()).collect(),
            urgent: Arc::default(),
            pictures: Arc::default(),
            own: BTreeMap::new(),
            offered: None,
        };
        Self {
            feeds,
            wanted,
            http,
            disk: Rc::new(RefCell::new(disk)),
            urgent: Rc::new(RefCell::new(urgent)),
            content_changed: Notify::new(),
            clock,
            snapshots,
            wake,
            content: RefCell::new(content),
        }
    }

    /// The desk of other sources on the same screens: what is known of those that stay comes along, what others
    /// brought does not, and the snapshots count on.
    pub(super) fn succeed(&self, feeds: Vec<Feed>, wanted: Wanted, http: Http) -> Self {
        let old = self.content.borrow();
        let mut content = Content {
            generation: old.generation,
            views: empty_views(&feeds),
            known: feeds.iter().map(|_| Known::default()).collect(),
            urgent: Arc::clone(&old.urgent),
            pictures: Arc::clone(&old.pictures),
            own: old.own.clone(),
            offered: None,
        };
        content.own.retain(|url, _| wanted.has(url));
        for ((feed, view), known) in feeds.iter().zip(&mut content.views).zip(&mut content.known) {
            let Some(place) = self.feeds.iter().position(|other| other.key == feed.key) else { continue };
            let (Some(was), Some(before), Some(shown)) =
                (self.feeds.get(place), old.known.get(place), old.views.get(place))
            else {
                continue;
            };
            known.clone_from(before);
            view.state.clone_from(&shown.state);
            view.confirmed = shown.confirmed;
            match &known.publication {
                // The same bytes say something else under other rules.
                Some(publication)
                    if (was.config.rules, &was.config.alerts) != (feed.config.rules, &feed.config.alerts) =>
                {
                    match reread(feed, publication) {
                        Some(edition) => view.edition = Arc::new(edition),
                        None => {
                            view.confirmed = None;
                            *known = Known { highest: known.highest, ..Known::default() };
                        }
                    }
                }
                _ => view.edition = Arc::clone(&shown.edition),
            }
        }
        drop_unwanted(&mut content);
        Self {
            feeds,
            wanted,
            http,
            disk: Rc::clone(&self.disk),
            urgent: Rc::clone(&self.urgent),
            content_changed: Notify::new(),
            clock: Arc::clone(&self.clock),
            snapshots: Arc::clone(&self.snapshots),
            wake: Rc::clone(&self.wake),
            content: RefCell::new(content),
        }
    }

    /// Brings what the disk holds into the content, for every source whose part was not read yet.
    /// Returns whether anything came.
    pub(super) fn load(&self) -> bool {
        let mut found = false;
        for (index, feed) in self.feeds.iter().enumerate() {
            if !self.content.borrow().known[index].loaded {
                found |= self.load_one(index, feed);
            }
        }
        found
    }

    fn load_one(&self, index: usize, feed: &Feed) -> bool {
        let mut disk = self.disk.borrow_mut();
        let read = disk.with(|store| match store.load(&feed.key) {
            Ok(publication) => {
                let highest = publication.as_ref().and_then(|publication| publication.sequence);
                Ok((publication, highest))
            }
            Err(error @ StoreError::Damaged { .. }) => {
                // The bytes come again from the network; that an older publication is a rollback stays known.
                tracing::error!(source = feed.config.name, %error, "the stored content is not used");
                Ok((None, store.sequence(&feed.key)?))
            }
            Err(error) => Err(error),
        });
        let Some((publication, highest)) = read else { return false };
        let content = &mut *self.content.borrow_mut();
        let known = &mut content.known[index];
        known.loaded = true;
        known.highest = known.highest.max(highest);
        let Some(publication) = publication else { return false };
        if known.publication.is_some() || publication.pages.is_empty() {
            return false;
        }
        let Some(edition) = reread(feed, &publication) else { return false };
        let view = &mut content.views[index];
        view.edition = Arc::new(edition);
        view.confirmed = Some(publication.confirmed);
        known.saved_in = Some(disk.epoch());
        known.publication = Some(Rc::new(publication));
        true
    }

    /// Lets the disk forget sources that left the config long ago.
    pub(super) fn forget_strangers(&self) {
        let own: Vec<&str> = self.feeds.iter().map(|feed| feed.key.as_str()).collect();
        let Ok(before) = self.clock.now().checked_sub(STRANGERS_KEPT) else { return };
        let gone = self.disk.borrow_mut().with(|store| store.forget_others(&own, before));
        if let Some(gone @ 1..) = gone {
            tracing::info!(sources = gone, "forgot sources that the config no longer has");
        }
    }

    /// What a source's next question starts from.
    pub(super) fn known(&self, index: usize) -> (Option<Rc<Publication>>, Option<u64>) {
        let content = self.content.borrow();
        let known = &content.known[index];
        (known.publication.clone(), known.highest)
    }

    /// Takes a good answer: to the disk in one transaction, then to the screens.
    pub(super) fn accept(&self, index: usize, collected: Collected) {
        let now = self.clock.now();
        let feed = &self.feeds[index];
        let changed = collected.edition.is_some();
        {
            let content = &mut *self.content.borrow_mut();
            let known = &mut content.known[index];
            let view = &mut content.views[index];
            view.confirmed = Some(now);
            match (collected.edition, &mut known.publication) {
                (None, Some(publication)) => {
                    let publication = Rc::make_mut(publication);
                    publication.pages = collected.pages;
                    publication.confirmed = now;
                }
                (edition, publication) => {
                    let edition = edition.unwrap_or_default();
                    known.highest = known.highest.max(edition.head.sequence);
                    *publication = Some(Rc::new(Publication {
                        pages: collected.pages,
                        sequence: known.highest,
                        confirmed: now,
                    }));
                    known.saved_in = None;
                    tracing::info!(
                        source = feed.config.name,
                        items = edition.len(),
                        rejected = edition.rejected.len(),
                        sequence = edition.head.sequence,
                        "new content"
                    );
                    view.edition = Arc::new(edition);
                }
            }
            self.save(feed, known);
            set_state(feed, view, SourceState::Fresh);
            if changed {
                drop_unwanted(content);
            }
        }
        self.publish();
        if changed {
            self.content_changed.notify_one();
        }
    }

    /// A full disk costs the next start its freshness, never the screens their content.
    fn save(&self, feed: &Feed, known: &mut Known) {
        let Some(publication) = &known.publication else { return };
        let mut disk = self.disk.borrow_mut();
        let saved = known.saved_in == Some(disk.epoch());
        let done = disk.with(|store| {
            if saved {
                let validators: Vec<_> = publication
                    .pages
                    .iter()
                    .map(|page| (page.etag.clone(), page.last_modified.clone()))
                    .collect();
                store.confirm(&feed.key, publication.confirmed, &validators)
            } else {
                store.commit(&feed.key, publication)
            }
        });
        if done.is_some() {
            known.saved_in = Some(disk.epoch());
        } else if !saved {
            known.saved_in = None;
        }
    }

    /// Takes a bad answer: the content stays, the state says why.
    pub(super) fn refuse(&self, index: usize, fault: &Fault) {
        let changed =
            set_state(&self.feeds[index], &mut self.content.borrow_mut().views[index], fault.state());
        if changed {
            self.publish();
        }
    }

    /// The URLs of the pictures that the content may need, each once, in the order of the content.
    pub(super) fn wanted_pictures(&self) -> Vec<String> {
        let snapshot = self.snapshots.load();
        let mut seen = HashSet::new();
        snapshot.picture_urls().filter(|url| seen.insert(*url)).map(str::to_owned).collect()
    }

    /// Whether every source has content, so that a picture nobody names is one nobody needs.
    pub(super) fn is_complete(&self) -> bool {
        self.content.borrow().views.iter().all(|view| view.confirmed.is_some())
    }

    /// The pictures that are shown now.
    pub(super) fn pictures(&self) -> Arc<HashMap<String, Picture>> {
        Arc::clone(&self.content.borrow().pictures)
    }

    /// Puts a whole picture under a URL, or takes away one that is no longer good.
    pub(super) fn set_picture(&self, url: &str, picture: Option<Picture>) {
        {
            let content = &mut *self.content.borrow_mut();
            if content.pictures.get(url) == picture.as_ref() {
                return;
            }
            let pictures = Arc::make_mut(&mut content.pictures);
            match picture {
                Some(picture) => pictures.insert(url.to_owned(), picture),
                None => pictures.remove(url),
            };
            content.offered = None;
        }
        self.publish();
    }

    /// Bytes of the hall's own pictures and pages, without those of one URL.
    pub(super) fn own_bytes_without(&self, url: &str) -> usize {
        let content = self.content.borrow();
        let others = content.own.iter().filter(|(other, _)| *other != url);
        others.flat_map(|(_, pages)| pages).map(|page| page.rgba.len()).sum()
    }

    /// Whether something of the hall's own is shown.
    pub(super) fn has_own(&self, url: &str) -> bool {
        self.content.borrow().own.contains_key(url)
    }

    /// Puts a picture or pages of the hall's own under a URL; none takes them away.
    pub(super) fn set_own(&self, url: &str, pages: Vec<Picture>) {
        {
            let content = &mut *self.content.borrow_mut();
            let before = if pages.is_empty() {
                content.own.remove(url)
            } else {
                content.own.insert(url.to_owned(), pages)
            };
            if before.as_ref() == content.own.get(url) {
                return;
            }
            content.offered = None;
        }
        self.publish();
    }

    /// Takes what staff interrupt the screens with, if it is something else than before; returns whether it is.
    pub(super) fn read_urgent(&self) -> bool {
        let Some(edition) = self.urgent.borrow_mut().look() else { return false };
        let content = &mut *self.content.borrow_mut();
        let other = *content.urgent != edition;
        if other {
            tracing::info!(interrupts = edition.len(), "staff changed what interrupts the screens");
            content.urgent = Arc::new(edition);
        }
        other
    }

    /// Hands the content to the screens.
    pub(super) fn publish(&self) {
        {
            let content = &mut *self.content.borrow_mut();
            content.generation += 1;
            let offered = content.offered.get_or_insert_with(|| Offered::of(&content.pictures, &content.own));
            let Offered { pictures, media } = offered.clone();
            let now = self.clock.now();
            let mut sources = content.views.clone();
            for (feed, view) in self.feeds.iter().zip(&mut sources) {
                if feed.config.alerts.is_some() {
                    ageless(view, now);
                }
            }
            sources.extend(content.urgent_view(now));
            self.snapshots.store(Arc::new(Snapshot {
                generation: content.generation,
                sources,
                pictures,
                media,
            }));
        }
        (self.wake)();
    }
}

/// Takes a source out of the mark of how old the content is: each of its items says itself when it ends, and that it
/// does not answer is for the log.
fn ageless(view: &mut SourceView, now: Timestamp) {
    view.state = SourceState::Fresh;
    view.confirmed = Some(now);
    view.stale_after = SignedDuration::MAX;
}

/// What was accepted earlier, read again; `None` when it cannot be, which is logged.
fn reread(feed: &Feed, publication: &Publication) -> Option<Edition> {
    // A reader that panics over stored bytes must not do so at every start.
    let read = catch_unwind(AssertUnwindSafe(|| match &feed.config.alerts {
        Some(rules) => collect::reread_alerts(&publication.pages, rules),
        None => collect::reread(&publication.pages, feed.config.rules),
    }));
    match read.unwrap_or_else(|_| Err(Fault::Refused("reading it failed inside gongshi".into()))) {
        Ok(edition) => Some(edition),
        Err(fault) => {
            let reason = fault.state();
            tracing::error!(source = feed.config.name, ?reason, "the stored content cannot be read");
            None
        }
    }
}

impl Content {
    /// The calls of staff as a source after those of the config. They are as fresh as what is written down, so they
    /// never stand for the age of what the bureaus say.
    fn urgent_view(&self, now: Timestamp) -> Option<SourceView> {
        (!self.urgent.is_empty()).then(|| {
            let mut view = SourceView {
                name: "staff".into(),
                edition: Arc::clone(&self.urgent),
                state: SourceState::Fresh,
                confirmed: None,
                stale_after: SignedDuration::MAX,
            };
            ageless(&mut view, now);
            view
        })
    }
}

/// A picture whose item is gone leaves the memory with it.
fn drop_unwanted(content: &mut Content) {
    let snapshot = Snapshot { sources: content.views.clone(), ..Snapshot::default() };
    let wanted: HashSet<&str> = snapshot.picture_urls().collect();
    if content.pictures.keys().any(|url| !wanted.contains(url.as_str())) {
        Arc::make_mut(&mut content.pictures).retain(|url, _| wanted.contains(url.as_str()));
        content.offered = None;
    }
}

/// Changes the state, with a line in the log when it is another one. Returns whether it is.
fn set_state(feed: &Feed, view: &mut SourceView, state: SourceState) -> bool {
    if view.state == state {
        return false;
    }
    let (source, url) = (&feed.config.name, display(&feed.url));
    match &state {
        SourceState::Fresh | SourceState::Starting => tracing::info!(source, url, "answers"),
        SourceState::Unreachable(why) => tracing::warn!(source, url, why, "cannot be reached"),
        SourceState::Answered(status) => tracing::warn!(source, url, status, "answers with an error"),
        SourceState::Refused(why) => tracing::warn!(source, url, why, "answer refused"),
    }
    view.state = state;
    true
}
