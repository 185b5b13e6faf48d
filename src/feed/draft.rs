//! An item on its way from a page to an edition, and what became of it.

use std::ops::Range;

use crate::domain::{Item, Kind, Rejected, Verdict, text::clean_capped};

use super::limits;

/// One item as it was found in a document.
#[derive(Debug)]
pub struct Draft {
    /// The bytes of the whole item in the text of the document, where known.
    pub range: Range<usize>,
    /// Its id, cleaned, where one could be read.
    pub id: Option<String>,
    /// Its title, where one could be read.
    pub title: Option<String>,
    /// Its kind, where one could be read.
    pub kind: Option<Kind>,
    /// It has no extension of its own.
    pub plain: bool,
    /// What became of it.
    pub fate: Fate,
}

/// What became of an item.
#[derive(Debug)]
pub enum Fate {
    /// It was read.
    Taken(Box<Item>),
    /// It was not.
    Left(Fault),
}

/// Why an item was left out.
#[derive(Debug)]
pub struct Fault {
    /// `malformed` or `over_limit`.
    pub verdict: Verdict,
    /// What and where, in words.
    pub detail: String,
    /// The bytes of the field in the text of the document.
    pub at: Option<Range<usize>>,
}

impl Fault {
    /// A field of the wrong type, or a missing one.
    pub fn malformed(detail: impl Into<String>, at: Option<Range<usize>>) -> Self {
        Self { verdict: Verdict::Malformed, detail: detail.into(), at }
    }

    /// More than the limits allow.
    pub fn over_limit(detail: impl Into<String>) -> Self {
        Self { verdict: Verdict::OverLimit, detail: detail.into(), at: None }
    }
}

impl Draft {
    /// An item that was read; it takes its id, title and kind from there.
    pub fn taken(item: Item, range: Range<usize>, plain: bool) -> Self {
        let fate = match over_limit(&item) {
            Some(fault) => {
                return Self {
                    range,
                    id: Some(item.id.clone()),
                    title: Some(clean_capped(&item.title, 100)),
                    kind: Some(item.kind()),
                    plain,
                    fate: Fate::Left(fault),
                };
            }
            None => Fate::Taken(Box::new(item)),
        };
        Self { range, id: None, title: None, kind: None, plain, fate }
    }

    /// Its id.
    pub fn id(&self) -> Option<&str> {
        match &self.fate {
            Fate::Taken(item) => Some(&item.id),
            Fate::Left(_) => self.id.as_deref(),
        }
    }

    /// What is kept of it when it is not taken.
    pub fn rejected(self, position: usize, fault: Fault) -> Rejected {
        let (id, title, kind) = match self.fate {
            Fate::Taken(item) => {
                (Some(item.id.clone()), Some(clean_capped(&item.title, 100)), Some(item.kind()))
            }
            Fate::Left(_) => (self.id, self.title.map(|title| clean_capped(&title, 100)), self.kind),
        };
        Rejected { id, title, kind, position, verdict: fault.verdict, detail: fault.detail }
    }
}

/// The first limit that an item is over. A body is measured where it is read.
fn over_limit(item: &Item) -> Option<Fault> {
    use crate::domain::Detail;
    let title = item.title.chars().count();
    if title > limits::TITLE_CHARS {
        return Some(Fault::over_limit(format!(
            "title has {title} characters, at most {}",
            limits::TITLE_CHARS
        )));
    }
    if item.id.chars().count() > limits::ID_CHARS {
        return Some(Fault::over_limit(format!("id has more than {} characters", limits::ID_CHARS)));
    }
    let lists: &[(&str, usize)] = match &item.detail {
        Detail::Guide(guide) => &[
            ("accept_condition", guide.accept_condition.len()),
            ("materials", guide.materials.len()),
            ("handle_flow", guide.handle_flow.len()),
            ("fee_stand", guide.fee_stand.len()),
            ("by_law", guide.by_law.len()),
            ("questions", guide.questions.len()),
            ("situations", guide.situations.len()),
        ],
        Detail::Ranking(ranking) => &[("entries", ranking.len())],
        Detail::Honour(roll) => &[("entries", roll.len())],
        Detail::Catalogue(catalogue) => &[("entries", catalogue.len())],
        Detail::Pledge(pledge) => &[("milestones", pledge.milestones.len())],
        Detail::Disclosure | Detail::Notice => &[],
    };
    let own = [("supersedes", item.release.supersedes.len())];
    let (name, length) = lists.iter().chain(&own).find(|(_, length)| *length > limits::ENTRIES)?;
    Some(Fault::over_limit(format!("_gongshi.{name} has {length} entries, at most {}", limits::ENTRIES)))
}
