//! The pictures of the feeds and the hall's own together, as the screens get them.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use crate::domain::snapshot::{Picture, page_url};

/// Parts of a snapshot.
#[derive(Clone)]
pub(super) struct Offered {
    pub pictures: Arc<HashMap<String, Picture>>,
    pub media: Arc<BTreeMap<String, usize>>,
}

impl Offered {
    /// What the feeds need, and the hall's own by URL: a picture alone, or the pages of a PDF.
    pub(super) fn of(feeds: &Arc<HashMap<String, Picture>>, own: &BTreeMap<String, Vec<Picture>>) -> Self {
        if own.is_empty() {
            return Self { pictures: Arc::clone(feeds), media: Arc::default() };
        }
        let mut pictures = HashMap::clone(feeds);
        for (url, pages) in own {
            pictures.extend(pages.first().map(|page| (url.clone(), page.clone())));
            let numbered = pages.iter().zip(1..);
            pictures.extend(numbered.map(|(page, number)| (page_url(url, number), page.clone())));
        }
        let media = own.iter().map(|(url, pages)| (url.clone(), pages.len())).collect();
        Self { pictures: Arc::new(pictures), media: Arc::new(media) }
    }
}
