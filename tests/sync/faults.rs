//! Bad answers: the screen stays as it was, the state says why, and the next good answer is taken.

use std::path::Path;

use gongshi::{domain::SourceState, sync::Options};

use super::{
    bureau::{Bureau, Reply, answer},
    hall::{Client, feed, hall},
};

const PATH: &str = "/feed.json";

/// A client that shows "a" and "b" of sequence 5.
struct Scene {
    bureau: Bureau,
    client: Client,
    _data: tempfile::TempDir,
}

impl Scene {
    fn new() -> Self {
        Self::with(Client::start)
    }

    /// With a short deadline, for servers that never finish.
    fn hasty() -> Self {
        Self::with(Client::hasty)
    }

    fn with(start: fn(&str, &Path) -> Client) -> Self {
        let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
        bureau.feed(PATH, &feed(5, &["a", "b"]));
        let client = start(&bureau.url(PATH), data.path());
        client.until_titles(&["a", "b"]);
        Self { bureau, client, _data: data }
    }

    /// Waits for the state, sees that the content stayed, and that a good answer ends it.
    fn survives(&self, is: impl Fn(&SourceState) -> bool) {
        self.client.until_state(is);
        assert_eq!(self.client.titles(), ["a", "b"]);
        self.bureau.feed(PATH, &feed(6, &["c"]));
        self.client.until_titles(&["c"]);
        assert_eq!(self.client.snapshot().sources[0].state, SourceState::Fresh);
    }

    fn survives_refusing(&self, word: &str) {
        self.survives(|state| matches!(state, SourceState::Refused(why) if why.contains(word)));
    }
}

#[test]
fn a_captive_portals_page_leaves_the_screen_as_it_was() {
    let scene = Scene::new();
    scene.bureau.body(PATH, "text/html", "<!DOCTYPE html><html><body>请登录无线网络</body></html>");
    scene.survives_refusing("web page");
}

#[test]
fn a_body_that_breaks_off_leaves_the_screen_as_it_was() {
    let scene = Scene::new();
    let mut bytes = answer("200 OK", &[], feed(6, &["new"]).as_bytes());
    bytes.truncate(bytes.len() - 10);
    scene.bureau.raw(PATH, bytes);
    scene.survives_refusing("broke off");
}

#[test]
fn a_content_length_that_cuts_the_body_leaves_the_screen_as_it_was() {
    let scene = Scene::new();
    let document = feed(6, &["new"]);
    let wrong = format!("Content-Length: {}\r\n", document.len() - 10);
    let right = format!("Content-Length: {}\r\n", document.len());
    let bytes = String::from_utf8(answer("200 OK", &[], document.as_bytes())).unwrap();
    scene.bureau.raw(PATH, bytes.replace(&right, &wrong));
    scene.survives_refusing("broken");
}

#[test]
fn a_lower_sequence_leaves_the_screen_as_it_was() {
    let scene = Scene::new();
    scene.bureau.feed(PATH, &feed(4, &["older"]));
    scene.survives_refusing("rollback");
}

#[test]
fn an_error_leaves_the_screen_as_it_was() {
    let scene = Scene::new();
    scene.bureau.raw(PATH, answer("500 Internal Server Error", &[], b"oops"));
    scene.survives(|state| *state == SourceState::Answered(500));
}

#[test]
fn a_storm_of_different_errors_leaves_the_screen_as_it_was() {
    let scene = Scene::new();
    for status in [429_u16, 502, 503, 404] {
        let headers = [("Retry-After", "Thu, 01 Jan 1970 00:00:00 GMT")];
        scene.bureau.raw(PATH, answer(&format!("{status} No"), &headers, b""));
        scene.client.until_state(|state| *state == SourceState::Answered(status));
        assert_eq!(scene.client.titles(), ["a", "b"]);
    }
}

#[test]
fn a_server_that_asks_for_a_pause_gets_one_and_the_other_source_goes_on() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    bureau.feed(PATH, &feed(1, &["a"]));
    bureau.raw("/busy.json", answer("429 Too Many Requests", &[("Retry-After", "99999999999")], b""));
    let mut hall = hall(&bureau.url(PATH));
    let mut busy = hall.sources[0].clone();
    busy.url = bureau.url("/busy.json");
    hall.sources.push(busy);
    let client = Client::start_hall(&hall, data.path(), Options::default());
    client.until("busy", |snapshot| snapshot.sources[1].state == SourceState::Answered(429));
    let polls = bureau.asked(PATH).len();
    client.until("polled on", |_| bureau.asked(PATH).len() > polls + 20);
    assert_eq!(bureau.asked("/busy.json").len(), 1);
    assert_eq!(client.titles(), ["a"]);
}

#[test]
fn a_server_that_cannot_speak_tls_leaves_the_screen_as_it_was() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    bureau.feed(PATH, &feed(1, &["a"]));
    let mut hall = hall(&bureau.url(PATH));
    let mut secure = hall.sources[0].clone();
    secure.url = format!("https://{}{PATH}", bureau.address);
    hall.sources.push(secure);
    let client = Client::start_hall(&hall, data.path(), Options::default());
    client.until("refused by TLS", |snapshot| {
        matches!(&snapshot.sources[1].state, SourceState::Unreachable(why) if why.contains("corrupt message"))
    });
    client.until_titles(&["a"]);
}

#[test]
fn a_gzip_bomb_leaves_the_screen_as_it_was() {
    let scene = Scene::new();
    let headers = [("Content-Encoding", "gzip"), ("Content-Type", "application/feed+json")];
    scene.bureau.raw(PATH, answer("200 OK", &headers, &bomb(64 * 1024 * 1024)));
    scene.survives_refusing("after decompression");
}

#[test]
fn a_body_over_the_limit_leaves_the_screen_as_it_was() {
    let scene = Scene::new();
    scene.bureau.body(PATH, "application/feed+json", vec![b' '; 33 * 1024 * 1024]);
    scene.survives_refusing("larger than");
}

#[test]
fn a_redirect_to_another_host_leaves_the_screen_as_it_was() {
    let scene = Scene::new();
    let other = Bureau::open();
    other.feed(PATH, &feed(9, &["elsewhere"]));
    // The same machine under another name, and another port under the same name.
    for to in [format!("http://localhost:{}{PATH}", other.address.port()), other.url(PATH)] {
        scene.bureau.raw(PATH, answer("302 Found", &[("Location", &to)], b""));
        scene.client.until_state(|state| matches!(state, SourceState::Refused(why) if why.contains(&to)));
    }
    assert!(other.asked(PATH).is_empty(), "nobody went there");
    scene.survives_refusing("redirected to");
}

#[test]
fn a_redirect_to_another_scheme_leaves_the_screen_as_it_was() {
    let scene = Scene::new();
    let to = format!("https://{}{PATH}", scene.bureau.address);
    scene.bureau.raw(PATH, answer("301 Moved", &[("Location", &to)], b""));
    scene.survives_refusing("redirected to https");
    scene.bureau.raw(PATH, answer("301 Moved", &[("Location", "file:///etc/passwd")], b""));
    scene.client.until_state(|state| matches!(state, SourceState::Refused(why) if why.contains("file")));
    assert_eq!(scene.client.titles(), ["c"]);
}

#[test]
fn a_redirect_loop_leaves_the_screen_as_it_was() {
    let scene = Scene::new();
    scene.bureau.raw(PATH, answer("302 Found", &[("Location", PATH)], b""));
    scene.survives_refusing("redirects");
}

#[test]
fn a_redirect_on_the_same_server_is_followed() {
    let scene = Scene::new();
    scene.bureau.raw(PATH, answer("302 Found", &[("Location", "/v2/feed.json")], b""));
    scene.bureau.feed("/v2/feed.json", &feed(6, &["moved"]));
    scene.client.until_titles(&["moved"]);
}

#[test]
fn a_head_that_drips_leaves_the_screen_as_it_was() {
    let scene = Scene::hasty();
    scene.bureau.answer(PATH, Reply::Drip(b"HTTP/1.1 200 OK\r\nX-Slow: ".to_vec()));
    scene.survives(|state| matches!(state, SourceState::Unreachable(why) if why.contains("within")));
}

#[test]
fn a_body_that_drips_leaves_the_screen_as_it_was() {
    let scene = Scene::hasty();
    let start = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{".to_vec();
    scene.bureau.answer(PATH, Reply::Drip(start));
    scene.survives(|state| matches!(state, SourceState::Unreachable(why) if why.contains("within")));
}

#[test]
fn no_server_leaves_the_screen_as_it_was() {
    let mut scene = Scene::new();
    scene.bureau.close();
    scene.client.until_state(|state| matches!(state, SourceState::Unreachable(_)));
    assert_eq!(scene.client.titles(), ["a", "b"]);
}

#[test]
fn broken_documents_leave_the_screen_as_it_was() {
    let scene = Scene::new();
    let (opened, closed) = ("[".repeat(100_000), "]".repeat(100_000));
    let deep = format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"x\":{opened}{closed}}}");
    let twice =
        feed(6, &["new"]).replacen("{\"_gongshi\"", "{\"title\":\"x\",\"title\":\"y\",\"_gongshi\"", 1);
    let mut not_utf8 = feed(6, &["new"]).into_bytes();
    let at = not_utf8.windows(3).position(|window| window == b"new").unwrap();
    not_utf8[at] = 0xff;
    for (bad, word) in [
        (deep.into_bytes(), "deep"),
        (twice.into_bytes(), "twice"),
        (not_utf8, "encoding"),
        (b"not a feed".to_vec(), "not a feed"),
        (Vec::new(), "empty"),
    ] {
        scene.bureau.body(PATH, "application/feed+json", bad);
        scene.client.until_state(|state| matches!(state, SourceState::Refused(why) if why.contains(word)));
        assert_eq!(scene.client.titles(), ["a", "b"], "{word}");
    }
}

#[test]
fn a_client_stops_while_a_server_drips() {
    let scene = Scene::new();
    scene.bureau.answer(PATH, Reply::Drip(b"HTTP/1.1 200 OK\r\nX-Slow: ".to_vec()));
    let before = scene.bureau.asked(PATH).len();
    scene.client.until("asked", |_| scene.bureau.asked(PATH).len() > before);
    drop(scene);
}

/// A gzip file of so many spaces, a thousandth as long: one literal, then "258 times the byte before" in the
/// fixed Huffman code of RFC 1951.
fn bomb(size: usize) -> Vec<u8> {
    let mut bits = Bits::default();
    bits.low(0b011, 3);
    bits.code(0x30 + 0x20, 8);
    for _ in 0..size / 258 {
        bits.code(0b1100_0101, 8);
        bits.code(0, 5);
    }
    bits.code(0, 7);
    let mut bytes = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    bytes.append(&mut bits.bytes);
    bytes.extend([0; 8]);
    bytes
}

#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    used: u32,
}

impl Bits {
    fn bit(&mut self, bit: u32) {
        if self.used.is_multiple_of(8) {
            self.bytes.push(0);
        }
        if let Some(last) = self.bytes.last_mut() {
            *last |= u8::try_from(bit).unwrap() << (self.used % 8);
        }
        self.used += 1;
    }

    /// A number, lowest bit first.
    fn low(&mut self, value: u32, width: u32) {
        (0..width).for_each(|at| self.bit(value >> at & 1));
    }

    /// A code, highest bit first.
    fn code(&mut self, value: u32, width: u32) {
        (0..width).rev().for_each(|at| self.bit(value >> at & 1));
    }
}
