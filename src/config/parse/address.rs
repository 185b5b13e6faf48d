//! Addresses: of sources, and of the hall's own pictures and PDFs.

use std::path::Path;

use url::Url;

use super::source::URL_EXAMPLE;
use crate::config::{
    problem::Problem,
    reader::{Placed, Reader, short},
};

/// The address of a source as the client uses it: http, https, or an absolute `file:` URL.
pub(super) fn source(table: &Reader<'_>, written: &Placed<&str>, file: &Path) -> Option<String> {
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
        Some("http" | "https") => match (web(text), Url::parse(text)) {
            (Some(url), _) => Some(url),
            (None, Ok(_)) => refuse(
                format!("`{}` is not a whole address", short(text)),
                format!("write such as `url = {URL_EXAMPLE}`, without spaces"),
            ),
            (None, Err(error)) => refuse(
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

/// The address of a picture or PDF of the hall's own: http, https, or a file as a `file:` URL.
pub(super) fn media(table: &Reader<'_>, key: &str, written: &Placed<&str>, file: &Path) -> Option<String> {
    let text = written.value;
    let scheme = text.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let found = match scheme.as_deref() {
        Some("http" | "https") => web(text),
        Some("file") => local(&text["file:".len()..], file),
        Some(other) if text.contains("://") || other.len() == 1 => None,
        _ => local(text, file),
    };
    if found.is_none() {
        let example = format!("write such as `{key} = \"media/welcome.png\"` for a file beside this one");
        let hint = if key == "pdf" { example.replace(".png", ".pdf") } else { example };
        table.add(
            Problem::new(written.range.clone(), format!("`{}` is no file and no address", short(text)), hint)
                .note("a file is written with `/`, also on Windows; an address begins with `https://` or `http://`"),
        );
    }
    found
}

/// A whole web address.
fn web(text: &str) -> Option<String> {
    // The parser mends `https:host` and spaces silently; what staff see and what is asked should be the same.
    let url = Url::parse(text).ok()?;
    (url.has_host() && text.contains("://") && !text.contains(char::is_whitespace)).then(|| url.into())
}
