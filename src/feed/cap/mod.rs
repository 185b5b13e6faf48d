//! Public warnings in the Common Alerting Protocol 1.2 (OASIS, CAP-v1.2-os), as items that interrupt.
//!
//! [`Alert`] is one message as it was sent; [`edition`] judges all messages of a source together: which a later one
//! replaces or takes back, which the hall's rules let in, and when each of those ends. What comes out are ordinary items
//! under the one gate: they leave by themselves, with no network.
//!
//! `roxmltree` reads the XML and refuses a DTD, so that no entity is ever expanded.

mod alert;
mod index;
mod rules;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};

pub use alert::{Alert, read};
pub use index::links;
pub use rules::{Certainty, Rules, Severity, Urgency};

use super::{limits, link::Base, markup};
use crate::domain::{
    Detail, Edition, Head, Item, Moment,
    item::{About, Interrupt, Release},
    text::clean_capped,
};
use alert::{Info, MessageType};

/// How long a message counts that does not say when it ends.
const WITHOUT_END: SignedDuration = SignedDuration::from_hours(2);

/// What some messages of one source come to under the hall's rules.
///
/// A later message replaces or takes back those that it refers to, in whatever order they came. Only what is real,
/// public and from an allowed sender has a say in that, too.
pub fn edition(alerts: &[Alert], rules: &Rules) -> Edition {
    let heard: Vec<&Alert> = alerts.iter().filter(|alert| rules.hears(alert)).collect();
    let replaced: HashSet<(&str, &str, Timestamp)> = heard
        .iter()
        .flat_map(|alert| &alert.references)
        .map(|to| (to.sender.as_str(), to.identifier.as_str(), to.sent))
        .collect();
    let mut ids = HashSet::new();
    let mut items = Vec::new();
    for (position, alert) in alerts.iter().enumerate() {
        let speaks = rules.hears(alert)
            && matches!(alert.message, MessageType::Alert | MessageType::Update)
            && !replaced.contains(&(alert.sender.as_str(), alert.identifier.as_str(), alert.sent));
        if let Some(info) = rules.choose(alert).filter(|_| speaks)
            && ids.insert((&alert.sender, &alert.identifier))
        {
            items.extend(item(alert, info).map(|item| (position, item)));
        }
    }
    Edition::new(Head::default(), items, Vec::new())
}

/// `None` where its end lies before its beginning or outside the calendar.
fn item(alert: &Alert, info: &Info) -> Option<Item> {
    let from = info.effective.unwrap_or(alert.sent);
    let until = match info.expires {
        Some(expires) => expires,
        None => from.checked_add(WITHOUT_END).ok()?,
    };
    if until <= from {
        return None;
    }
    let title = info.headline.as_deref().unwrap_or(&info.event);
    let text = [&info.description, &info.instruction].into_iter().flatten();
    let text = text.map(String::as_str).collect::<Vec<_>>().join("\n\n");
    // A text over the limits does not silence the warning: its title is what counts.
    let body =
        markup::plain_text(&clean_capped(&text, limits::TEXT_CHARS), &Base::new("")).unwrap_or_default();
    let until = Moment::At(until);
    let mut release = Release::default();
    release.proactive = true;
    release.valid_from = Some(Moment::At(from));
    release.valid_to = Some(until);
    Some(Item {
        id: clean_capped(&alert.identifier, limits::ID_CHARS),
        url: info.web.clone(),
        title: clean_capped(title, limits::TITLE_CHARS),
        summary: info.instruction.as_deref().map(|text| clean_capped(text, limits::LINE_CHARS)),
        body,
        image: None,
        attachments: Vec::new(),
        tags: Vec::new(),
        published: Some(Moment::At(alert.sent)),
        modified: None,
        release,
        about: About {
            publisher: info.sender_name.as_deref().map(|name| clean_capped(name, limits::LINE_CHARS)),
            interrupt: Some(Interrupt { severity: info.severity.interrupt(), until: Some(until) }),
            ..About::default()
        },
        detail: Detail::Notice,
    })
}
