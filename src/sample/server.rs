//! The small bureau's web server, on this machine only.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    sync::{Arc, Mutex, PoisonError},
    thread::JoinHandle,
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{
        HeaderMap, StatusCode,
        header::{CONTENT_TYPE, ETAG, IF_NONE_MATCH},
    },
    response::{IntoResponse as _, Response},
    routing::get,
};
use tokio::sync::oneshot;

use super::publication::{publication, step};
use crate::{clock::Clock, store::digest};

/// The running server. Dropping it stops it.
#[derive(Debug)]
pub struct Server {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Starts the bureau on a free port of 127.0.0.1, with a thread of its own, and says where its feed is.
///
/// # Errors
/// When the system gives no port or no thread.
pub fn serve(clock: Arc<dyn Clock>) -> io::Result<(String, Server)> {
    let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
    listener.set_nonblocking(true)?;
    let url = format!("http://{}/feed.json", listener.local_addr()?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (stop, stopped) = oneshot::channel::<()>();
    let thread = std::thread::Builder::new().name("sample".into()).spawn(move || {
        let bureau = Arc::new(Bureau { clock, newest: Mutex::default() });
        let routes = Router::new().route("/feed.json", get(feed)).with_state(bureau);
        let served = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            tokio::select! {
                served = axum::serve(listener, routes) => served,
                // Its handle was dropped.
                _ = stopped => Ok(()),
            }
        });
        if let Err(error) = served {
            tracing::error!(%error, "the sample hall's server stopped");
        }
        runtime.shutdown_background();
    })?;
    Ok((url, Server { stop: Some(stop), thread: Some(thread) }))
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the sample hall's server had ended by a panic");
        }
    }
}

struct Bureau {
    clock: Arc<dyn Clock>,
    newest: Mutex<Option<Issue>>,
}

/// What is published in one minute.
#[derive(Clone)]
struct Issue {
    step: u64,
    etag: String,
    body: Bytes,
}

impl Bureau {
    fn issue(&self) -> Result<Issue, serde_json::Error> {
        let now = self.clock.now();
        let step = step(now);
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(issue) = newest.as_ref().filter(|issue| issue.step == step) {
            return Ok(issue.clone());
        }
        let body = publication(now, step)?;
        let [a, b, c, d, ..] = digest(&body);
        let issue = Issue { step, etag: format!("\"{a:02x}{b:02x}{c:02x}{d:02x}\""), body: body.into() };
        *newest = Some(issue.clone());
        Ok(issue)
    }
}

async fn feed(State(bureau): State<Arc<Bureau>>, asked: HeaderMap) -> Response {
    let issue = match bureau.issue() {
        Ok(issue) => issue,
        Err(error) => {
            tracing::error!(%error, "the sample cannot be published");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    let etag = [(ETAG, issue.etag.clone())];
    if asked.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == issue.etag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, etag).into_response();
    }
    (etag, [(CONTENT_TYPE, "application/feed+json")], issue.body).into_response()
}
