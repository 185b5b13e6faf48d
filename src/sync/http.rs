//! One question to a web server, under all the rules: a total deadline, few and narrow redirects, a cap on what
//! is unpacked.

use std::{cell::OnceCell, collections::HashSet, error::Error, sync::Arc, time::Duration};

use reqwest::{
    Client, RequestBuilder, Response, StatusCode,
    header::{
        ACCEPT, CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderMap, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH,
        LAST_MODIFIED, LOCATION, RETRY_AFTER,
    },
    redirect::Policy,
};
use url::Url;

use super::{
    Fault,
    address::PublicOnly,
    link::{decoded, display, without_credentials},
    schedule,
};
use crate::clock::Clock;

/// More redirects than this are a loop or somebody's game.
const MAX_REDIRECTS: usize = 5;

/// Where a redirect may lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hops {
    /// To the same scheme, host and port: feeds.
    SameOrigin,
    /// To any public host under the same scheme: pictures, which publishers keep on other servers.
    SameScheme,
}

/// What to ask.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ask<'a> {
    pub url: &'a Url,
    pub etag: Option<&'a str>,
    pub last_modified: Option<&'a str>,
    pub accept: &'static str,
    /// Most bytes of the answer, after decompression.
    pub most: usize,
    pub hops: Hops,
}

/// A usable answer.
#[derive(Debug)]
pub(super) enum Answer {
    /// What was asked about still holds.
    Unchanged { etag: Option<String>, last_modified: Option<String> },
    /// A whole body.
    Body(Body),
}

/// A whole body and what came with it.
#[derive(Debug)]
pub(super) struct Body {
    /// What answered, without credentials.
    pub base: Url,
    pub content_type: Option<String>,
    pub etag: Option<String>,
    pub last_modified: Option<String>,
    pub bytes: Vec<u8>,
}

/// The clients, and what all questions share.
pub(super) struct Http {
    /// Made at the first question: reading the system's certificates must not hold up the disk's content.
    clients: OnceCell<Result<Clients, String>>,
    gate: Arc<PublicOnly>,
    deadline: Duration,
    clock: Arc<dyn Clock>,
    /// The sources' URLs, for the credentials in them.
    sources: Vec<Url>,
}

struct Clients {
    feeds: Client,
    pictures: Client,
}

impl Http {
    /// Never fails: where no client can be made, every question is answered with the reason.
    pub(super) fn new(sources: Vec<Url>, deadline: Duration, clock: Arc<dyn Clock>) -> Self {
        let trusted: HashSet<String> =
            sources.iter().filter_map(|url| url.host_str()).map(str::to_owned).collect();
        let gate = Arc::new(PublicOnly::new(trusted));
        Self { clients: OnceCell::new(), gate, deadline, clock, sources }
    }

    /// The total deadline of one request.
    pub(super) fn deadline(&self) -> Duration {
        self.deadline
    }

    /// Asks, within the deadline from the first byte sent to the last received.
    pub(super) async fn get(&self, ask: Ask<'_>) -> Result<Answer, Fault> {
        match tokio::time::timeout(self.deadline, self.follow(ask)).await {
            Ok(answer) => answer,
            Err(_) => Err(Fault::Unreachable(format!("no whole answer within {:?}", self.deadline))),
        }
    }

    async fn follow(&self, ask: Ask<'_>) -> Result<Answer, Fault> {
        let mut url = ask.url.clone();
        // Asked unconditionally and told "unchanged", a cache on the way is confused; it is asked to step aside, once.
        let mut bypass = false;
        let mut redirects = 0;
        loop {
            let response = self.send(&ask, &url, bypass).await?;
            let status = response.status();
            if status == StatusCode::OK {
                return Ok(Answer::Body(read(response, &url, ask.most).await?));
            }
            if status == StatusCode::NOT_MODIFIED {
                if ask.etag.is_some() || ask.last_modified.is_some() {
                    let headers = response.headers();
                    return Ok(Answer::Unchanged {
                        etag: text(headers, &ETAG).or_else(|| ask.etag.map(str::to_owned)),
                        last_modified: text(headers, &LAST_MODIFIED)
                            .or_else(|| ask.last_modified.map(str::to_owned)),
                    });
                }
                if !bypass {
                    bypass = true;
                    continue;
                }
            }
            if is_redirect(status) {
                redirects += 1;
                if redirects > MAX_REDIRECTS {
                    return Err(Fault::Refused(format!("more than {MAX_REDIRECTS} redirects")));
                }
                url = redirected(&url, text(response.headers(), &LOCATION), ask.hops)?;
                continue;
            }
            let pause = text(response.headers(), &RETRY_AFTER)
                .and_then(|value| schedule::retry_after(&value, self.clock.now()));
            return Err(Fault::Answered(status.as_u16(), pause));
        }
    }

    async fn send(&self, ask: &Ask<'_>, url: &Url, bypass: bool) -> Result<Response, Fault> {
        let clients = self.clients.get_or_init(|| Clients::new(&self.gate).map_err(|error| reason(&error)));
        let clients = clients.as_ref().map_err(|why| Fault::Unreachable(why.clone()))?;
        let client = match ask.hops {
            Hops::SameOrigin => &clients.feeds,
            Hops::SameScheme if !self.gate.allows(url) => {
                return Err(Fault::Refused(format!("{} is a private address", display(url))));
            }
            Hops::SameScheme => &clients.pictures,
        };
        let mut request =
            self.authorised(client.get(without_credentials(url)), url).header(ACCEPT, ask.accept);
        if let Some(etag) = ask.etag {
            request = request.header(IF_NONE_MATCH, etag);
        }
        if let Some(date) = ask.last_modified {
            request = request.header(IF_MODIFIED_SINCE, date);
        }
        if bypass {
            request = request.header(CACHE_CONTROL, "no-cache");
        }
        request.send().await.map_err(|error| Fault::Unreachable(reason(&error.without_url())))
    }

    /// The user and password of a source go with every question to its own origin, and to no other.
    fn authorised(&self, request: RequestBuilder, url: &Url) -> RequestBuilder {
        let own = self.sources.iter().find(|source| {
            source.origin() == url.origin() && !(source.username().is_empty() && source.password().is_none())
        });
        match own {
            Some(source) => request.basic_auth(decoded(source.username()), source.password().map(decoded)),
            None => request,
        }
    }
}

impl Clients {
    fn new(gate: &Arc<PublicOnly>) -> reqwest::Result<Self> {
        let builder = || {
            Client::builder()
                .user_agent(concat!("gongshi/", env!("CARGO_PKG_VERSION")))
                // Each hop is judged here, not there.
                .redirect(Policy::none())
                // A proxy in somebody's environment must not decide what a wall shows, and would resolve names itself.
                .no_proxy()
                .pool_max_idle_per_host(1)
        };
        Ok(Self { feeds: builder().build()?, pictures: builder().dns_resolver(Arc::clone(gate)).build()? })
    }
}

async fn read(mut response: Response, url: &Url, most: usize) -> Result<Body, Fault> {
    let headers = response.headers();
    let mut body = Body {
        base: without_credentials(url),
        content_type: text(headers, &CONTENT_TYPE),
        etag: text(headers, &ETAG),
        last_modified: text(headers, &LAST_MODIFIED),
        bytes: Vec::new(),
    };
    // A length that the server says is not trusted with memory; the body grows as it comes.
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.bytes.len() + chunk.len() > most => {
                return Err(Fault::Refused(format!("larger than {most} bytes after decompression")));
            }
            Ok(Some(chunk)) => body.bytes.extend_from_slice(&chunk),
            Ok(None) => return Ok(body),
            Err(error) => {
                return Err(Fault::Refused(format!(
                    "the answer broke off: {}",
                    reason(&error.without_url())
                )));
            }
        }
    }
}

fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

fn redirected(from: &Url, location: Option<String>, hops: Hops) -> Result<Url, Fault> {
    let to = location.as_deref().and_then(|location| from.join(location).ok());
    let Some(to) = to else { return Err(Fault::Refused("a redirect that leads nowhere".into())) };
    let allowed = match hops {
        Hops::SameOrigin => to.origin() == from.origin(),
        Hops::SameScheme => to.scheme() == from.scheme(),
    };
    if allowed { Ok(to) } else { Err(Fault::Refused(format!("redirected to {}", display(&to)))) }
}

fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

/// An error with its causes: reqwest's own words say only where it happened.
fn reason(error: &dyn Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let inner_words = inner.to_string();
        if !words.contains(&inner_words) {
            words = format!("{words}: {inner_words}");
        }
        cause = inner.source();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn a_feed_stays_at_its_origin() {
        let from = url("https://a.example/feed.json");
        let go = |to: &str, hops| redirected(&from, Some(to.into()), hops).map(String::from);
        assert_eq!(go("/v2/feed.json", Hops::SameOrigin).unwrap(), "https://a.example/v2/feed.json");
        for to in ["https://b.example/", "http://a.example/", "https://a.example:444/", "file:///etc/passwd"]
        {
            assert!(go(to, Hops::SameOrigin).is_err(), "{to}");
        }
        assert!(go("https://cdn.example/a.png", Hops::SameScheme).is_ok());
        assert!(go("http://cdn.example/a.png", Hops::SameScheme).is_err());
        assert!(redirected(&from, None, Hops::SameOrigin).is_err());
    }
}
