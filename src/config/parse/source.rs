//! `[[source]]`: where a feed comes from.

use std::path::Path;

use jiff::SignedDuration;
use url::Url;

use super::Names;
use crate::{
    config::{
        Source,
        limits::{DEFAULT_POLL, DEFAULT_STALE_AFTER, POLL, STALE_AFTER},
        problem::Problem,
        reader::{Placed, Reader, short},
    },
    feed::Rules,
};

const URL_EXAMPLE: &str = "\"https://scjg.example.gov.cn/gongshi/feed.json\"";

/// `None` only after a problem was noted.
pub(super) fn read(mut table: Reader<'_>, file: &Path, names: &mut Names) -> Option<Source> {
    let name = table.name("name", "\"市场监管局\"");
    table.need("name", "\"市场监管局\"");
    if let Some(name) = &name {
        names.take(&table, "source", name);
    }
    let url = table.text("url", URL_EXAMPLE).and_then(|url| address(&table, &url, file));
    table.need("url", URL_EXAMPLE);

    let poll = table.duration("poll", &POLL, "\"30s\"");
    let stale_after = table.duration("stale_after", &STALE_AFTER, "\"30min\"");
    let every = poll.as_ref().map_or(DEFAULT_POLL, |poll| poll.value);
    let stale = stale_after.as_ref().map_or(DEFAULT_STALE_AFTER.max(every * 2), |stale| stale.value);
    if let (Some(placed), true) = (&stale_after, stale <= every) {
        let mut problem = Problem::new(
            placed.range.clone(),
            "`stale_after` is not longer than `poll`: the screens would warn of old content all the time",
            format!(
                "write at least twice `poll`, such as `stale_after = \"{}\"`",
                crate::config::duration::write(every * 2)
            ),
        );
        if let Some(poll) = &poll {
            problem = problem.note_at(poll.range.clone(), "it is asked this often");
        }
        table.add(problem);
    }

    let plain_proactive = match table.text("plain_items", "\"proactive\"") {
        Some(word) if word.value == "proactive" => true,
        Some(word) => {
            table.add(
                Problem::new(
                    word.range,
                    format!("`plain_items` does not know the word `{}`", short(word.value)),
                    "write `plain_items = \"proactive\"`, or leave the line out to hide such items",
                )
                .note(
                    "it says that items without a disclosure level (plain RSS, Atom, JSON Feed) are 主动公开",
                ),
            );
            false
        }
        None => false,
    };
    let require_approval = table.flag("require_approval").unwrap_or_default();
    table.finish();
    Some(Source {
        name: name?.value.to_owned(),
        url: url?,
        poll: every,
        stale_after: SignedDuration::try_from(stale).ok()?,
        rules: Rules { plain_proactive, require_approval },
        alerts: None,
    })
}

/// An address as the client uses it: http, https, or an absolute `file:` URL.
pub(super) fn address(table: &Reader<'_>, written: &Placed<&str>, file: &Path) -> Option<String> {
    let refuse = |message: String, hint: String| {
        table.add(Problem::new(written.range.clone(), message, hint).note(
            "a source is `https://…`, `http://…`, or `file:` with a feed or a folder that holds feed.json",
        ));
        None
    };
    let text = written.value;
    let scheme = text.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        Some("file") => match local(&text["file:".len()..], file) {
            Some(url) => Some(url),
            None => refuse(
                format!("`{}` is not the address of a local file", short(text)),
                "write `url = \"file:feed.json\"` (beside this file) or `url = \"file:/srv/gongshi/feed.json\"`".into(),
            ),
        },
        Some("http" | "https") => match Url::parse(text) {
            // The parser mends `https:host` and spaces silently; what staff see and what is asked should be the same.
            Ok(url) if url.has_host() && text.contains("://") && !text.contains(char::is_whitespace) => {
                Some(url.into())
            }
            Ok(_) => refuse(
                format!("`{}` is not a whole address", short(text)),
                format!("write such as `url = {URL_EXAMPLE}`, without spaces"),
            ),
            Err(error) => refuse(
                format!("`{}` is not an address: {error}", short(text)),
                format!("write such as `url = {URL_EXAMPLE}`"),
            ),
        },
        Some(other) if text.contains("://") => refuse(
            format!("a source cannot be read by `{}:`", short(other)),
            format!("write such as `url = {URL_EXAMPLE}`"),
        ),
        // `host/feed.json`, `host:8080/feed.json` or `C:\feed.json`: which one nobody can tell for sure.
        _ if looks_local(text) => refuse(
            format!("`{}` does not say how it is read", short(text)),
            format!("write `url = \"file:{}\"` for a file of this machine", short(text)),
        ),
        _ => refuse(
            format!("`{}` does not say how it is read", short(text)),
            format!("write `url = \"https://{}\"`", short(text)),
        ),
    }
}

fn looks_local(text: &str) -> bool {
    text.starts_with(['/', '.', '~']) || (text.ends_with(".json") && !text.contains('/'))
}

/// The absolute URL of what stands after `file:`; a relative path starts at the config's folder.
fn local(rest: &str, config: &Path) -> Option<String> {
    if rest.starts_with("//") {
        let url = Url::parse(&format!("file:{rest}")).ok()?;
        // Another machine's file would need a protocol of its own.
        return (!url.has_host() && url.path() != "/").then(|| url.into());
    }
    if rest.is_empty() || rest.contains('\0') {
        return None;
    }
    let config = std::path::absolute(config).ok()?;
    let path = config.parent()?.join(rest);
    Url::from_file_path(path).ok().map(Url::into)
}
