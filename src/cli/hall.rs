//! Which hall a command shows: that of a config, or the embedded sample hall with its own bureau.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use anyhow::Context as _;

use super::{console, diagnostic};
use crate::{
    clock::Clock,
    config::{self, Hall, LoadError, Screen},
    domain::{self, Snapshot, SourceState, snapshot::SourceView},
    feed::Rules,
    sample, sync,
};

/// A hall, and the small bureau that serves it while it lives.
pub(super) struct Chosen {
    pub hall: Hall,
    /// The sample's web server; ends when dropped.
    pub bureau: Option<sample::Server>,
}

/// The hall of `config`; without one the sample hall.
///
/// # Errors
/// A config that cannot be read or is wrong, after its mistakes were shown; a bureau that cannot start.
pub(super) fn choose(config: Option<&Path>, clock: &Arc<dyn Clock>) -> anyhow::Result<Chosen> {
    match config {
        Some(file) => match config::load(file) {
            Ok(hall) => Ok(Chosen { hall, bureau: None }),
            Err(error) => {
                show(&error);
                Err(error.into())
            }
        },
        None => {
            let (url, server) = sample::serve(Arc::clone(clock))
                .context("the sample hall's server could not start on 127.0.0.1; give a --config instead")?;
            Ok(Chosen { hall: sample::hall(&url), bureau: Some(server) })
        }
    }
}

/// Lets the hall show `source` and nothing else.
///
/// Under a config it stands under the rules of the config's first source; without one it is a stranger's feed and
/// stands under the contract's rules, as in `feed inspect`, not under the sample hall's.
///
/// # Errors
/// What is named is no source.
pub(super) fn take_source(hall: &mut Hall, source: &str, configured: bool) -> anyhow::Result<()> {
    let url = sync::source_url(source)
        .with_context(|| format!("`{source}` is no http, https or file URL, and there is no such file"))?;
    hall.sources.truncate(1);
    for only in &mut hall.sources {
        only.url = url.to_string();
        if !configured {
            only.rules = Rules::default();
        }
    }
    Ok(())
}

/// By what the gate knows a screen.
pub(super) fn gate(hall: &Hall, screen: &Screen) -> domain::Screen {
    domain::Screen {
        channel: Some(screen.face.channel()),
        internal: screen.internal,
        zone: hall.zone.clone(),
    }
}

/// What the sources and the plan's files hold now; what cannot be read is told and counts as empty.
pub(super) fn content(hall: &Hall) -> Snapshot {
    let views = hall.sources.iter().map(|source| {
        let edition = match sync::fetch_once(&source.url, source.rules, source.alerts.as_deref()) {
            Ok((_, edition)) => edition,
            Err(error) => {
                console::remark(&format!("source {}: {error}; gone on without it", source.name));
                domain::Edition::default()
            }
        };
        SourceView {
            name: source.name.clone(),
            edition: Arc::new(edition),
            state: SourceState::Fresh,
            confirmed: None,
            stale_after: source.stale_after,
        }
    });
    let (media, faults) =
        sync::media_once(hall).unwrap_or_else(|error| (BTreeMap::new(), vec![error.to_string()]));
    for fault in faults {
        console::remark(&format!("{fault}; gone on without it"));
    }
    Snapshot { sources: views.collect(), media: Arc::new(media), ..Snapshot::default() }
}

/// Shows every mistake of a wrong config at its line.
pub(super) fn show(error: &LoadError) {
    let LoadError::Wrong { file, mistakes } = error else { return };
    diagnostic::show(mistakes, &file.display().to_string());
}
