//! The life of the remote playlist: asked like a feed, handed on as bytes. Whether it can be used is judged by those who
//! know the hall's screens.

use std::{rc::Rc, sync::mpsc::Sender, time::Duration};

use url::Url;

use super::{
    Fault,
    collect::from_disk,
    desk::Desk,
    http::{Answer, Ask, Hops},
    link::{display, without_credentials},
    schedule::Schedule,
};
use crate::config::MAX_BYTES;

const ACCEPT: &str = "application/toml, text/plain;q=0.9, */*;q=0.1";

/// A remote playlist as it is asked.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Question {
    pub url: Url,
    /// As the config has it.
    pub written: String,
    pub poll: Duration,
}

/// What came of asking for a remote playlist; sent only when it is another than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteAnswer {
    /// What was asked, as the config has it: a password may be in it.
    pub url: String,
    /// The whole document, or why there is none.
    pub document: Result<Vec<u8>, String>,
}

/// Asks for ever.
pub(super) async fn run(desk: Rc<Desk>, question: Question, answers: Sender<RemoteAnswer>) {
    let name = String::from(without_credentials(&question.url));
    let mut schedule = Schedule::new(question.poll);
    let mut held = Held::default();
    let mut last = None;
    loop {
        let (document, wait) = match bring(&desk, &question.url, &name, &mut held).await {
            Ok(()) => (Ok(held.bytes.clone()), schedule.after_success()),
            Err(fault) => {
                let (why, wish) = match fault {
                    Fault::Unreachable(why) | Fault::Refused(why) => (why, None),
                    Fault::Answered(status, wish) => (format!("it answers with the error {status}"), wish),
                };
                (Err(format!("{}: {why}", display(&question.url))), schedule.after_failure(wish))
            }
        };
        let answer = RemoteAnswer { url: question.written.clone(), document };
        if last.as_ref() != Some(&answer) {
            // Nobody listens where nothing is played, as when a page is only drawn.
            let _ = answers.send(answer.clone());
            last = Some(answer);
        }
        tokio::time::sleep(wait).await;
    }
}

/// The last document that came.
#[derive(Default)]
struct Held {
    etag: Option<String>,
    last_modified: Option<String>,
    bytes: Vec<u8>,
}

async fn bring(desk: &Desk, url: &Url, name: &str, held: &mut Held) -> Result<(), Fault> {
    let most = usize::try_from(MAX_BYTES).unwrap_or(usize::MAX);
    if url.scheme() == "file" {
        held.bytes = from_disk(desk.http.deadline(), url, name.to_owned(), most).await?.body;
        return Ok(());
    }
    let ask = Ask {
        url,
        etag: held.etag.as_deref(),
        last_modified: held.last_modified.as_deref(),
        accept: ACCEPT,
        most,
        hops: Hops::SameOrigin,
    };
    match desk.http.get(ask).await? {
        Answer::Unchanged { etag, last_modified } => {
            held.etag = etag;
            held.last_modified = last_modified;
        }
        Answer::Body(body) => {
            *held = Held { etag: body.etag, last_modified: body.last_modified, bytes: body.bytes };
        }
    }
    Ok(())
}
