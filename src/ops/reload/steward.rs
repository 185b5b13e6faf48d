//! What a screen stands on, decided from the config and the remote playlist as they come.

use std::{path::PathBuf, sync::Arc};

use url::Url;

use super::LastGood;
use crate::{
    config::{self, FileBytes, Hall, LoadError, Misfit, Mistakes},
    sync::{RemoteAnswer, display},
    ui::{StaffMark, Standing},
};

/// Shows mistakes at their lines, in a file or document of this name.
pub type Show = Box<dyn Fn(&Mistakes, &str) + Send>;

/// The config that a program begins with.
#[derive(Debug, Clone, PartialEq)]
pub struct Local {
    /// As the config says it.
    pub hall: Hall,
    /// What it was read from, its own file first.
    pub files: Vec<FileBytes>,
    /// Where the config is wrong and this is the last good one.
    pub fault: Option<StaffMark>,
}

/// Knows the last good config and the last good remote playlist, and makes one hall of them.
pub struct Steward {
    file: PathBuf,
    screen: String,
    kept: LastGood,
    show: Show,
    local: Local,
    /// The last good document of the config's remote playlist.
    document: Option<String>,
    remote_fault: Option<StaffMark>,
    standing: Standing,
}

impl Steward {
    /// Begins with what is known: the config of `file`, and what the disk has of its remote playlist. `screen` is the
    /// name of the screen that this process shows.
    pub fn new(file: PathBuf, screen: String, local: Local, kept: LastGood, show: Show) -> Self {
        let standing = Standing { hall: Arc::new(local.hall.clone()), fault: local.fault };
        let document = local.hall.remote.as_ref().and_then(|remote| kept.remote(&remote.url));
        let mut steward = Self { file, screen, kept, show, local, document, remote_fault: None, standing };
        steward.compose();
        steward
    }

    /// What is newest.
    pub const fn standing(&self) -> &Standing {
        &self.standing
    }

    /// Reads the config, which is another than before; returns the files that it consists of.
    pub(super) fn read_config(&mut self) -> Vec<PathBuf> {
        let name = self.file.display().to_string();
        let read = config::load_with_bytes(&self.file);
        let consists = read.as_ref().map_or_else(LoadError::files, |(hall, _)| hall.files.clone());
        let read = read.map(|(hall, files)| (hall.screen(Some(&self.screen)).map(drop), hall, files));
        self.local.fault = match read {
            Err(error) => {
                if let LoadError::Wrong { mistakes, .. } = &error {
                    (self.show)(mistakes, &name);
                }
                tracing::error!("{error}; the screen goes on with the last good config");
                Some(StaffMark::Config(error.line()))
            }
            Ok((Err(no_screen), ..)) => {
                tracing::error!(
                    "{name}: {no_screen}; this process shows it, and goes on with the last good config"
                );
                Some(StaffMark::Config(None))
            }
            Ok((Ok(()), hall, files)) => {
                self.kept.keep(&files);
                tracing::info!("{name}: taken over");
                if hall.remote != self.local.hall.remote {
                    self.document = hall.remote.as_ref().and_then(|remote| self.kept.remote(&remote.url));
                    self.remote_fault = None;
                }
                self.local = Local { hall, files, fault: None };
                None
            }
        };
        self.compose();
        consists
    }

    /// Takes what came of asking for the remote playlist.
    pub(super) fn take_remote(&mut self, answer: RemoteAnswer) {
        let Some((remote, url)) = self.remote().filter(|(remote, _)| *remote == answer.url) else { return };
        let name = display(&url);
        self.remote_fault = match answer.document {
            Err(why) => {
                tracing::error!("remote playlist: {why}; what plays goes on");
                Some(StaffMark::Remote(None))
            }
            Ok(bytes) => match config::with_remote(&self.local.files, &bytes, &url) {
                Err(misfit) => Some(self.tell(&misfit, &name, "what plays goes on")),
                Ok(_) => {
                    let document = String::from_utf8_lossy(&bytes).into_owned();
                    self.kept.keep_remote(&remote, &document);
                    tracing::info!("{name}: taken over");
                    self.document = Some(document);
                    None
                }
            },
        };
        self.compose();
    }

    /// The address of the remote playlist, as it is written and as it is read.
    fn remote(&self) -> Option<(String, Url)> {
        let remote = self.local.hall.remote.as_ref()?;
        Some((remote.url.clone(), Url::parse(&remote.url).ok()?))
    }

    /// Makes one hall of what is known.
    fn compose(&mut self) {
        let whole = self.remote().zip(self.document.as_ref()).map(|((_, url), document)| {
            let hall = config::with_remote(&self.local.files, document.as_bytes(), &url);
            hall.map_err(|misfit| (misfit, display(&url)))
        });
        let mut hall = match whole {
            None => self.local.hall.clone(),
            Some(Ok(hall)) => hall,
            Some(Err((misfit, name))) => {
                // The config has changed under it.
                let mark = self.tell(&misfit, &name, "the config's own playlists take its place");
                self.remote_fault = Some(mark);
                self.local.hall.clone()
            }
        };
        let fault = self.local.fault.or(self.remote_fault);
        hall.revision = self.standing.hall.revision;
        if hall != *self.standing.hall {
            hall.revision += 1;
            self.standing.hall = Arc::new(hall);
        }
        self.standing.fault = fault;
    }

    fn tell(&self, misfit: &Misfit, name: &str, goes_on: &str) -> StaffMark {
        if let Some(mistakes) = &misfit.document {
            (self.show)(mistakes, name);
        }
        if let Some(mistakes) = &misfit.config {
            (self.show)(mistakes, &self.file.display().to_string());
        }
        let line = misfit.line().map(|line| format!(", line {line}")).unwrap_or_default();
        tracing::error!("{name}{line}: the remote playlist cannot be used: {}; {goes_on}", misfit.message());
        StaffMark::Remote(misfit.line())
    }
}
