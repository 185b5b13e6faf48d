//! The fake bureau: a listener that answers each path as it was last told to, byte for byte.

use std::{
    collections::HashMap,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
    time::Duration,
};

/// A question as it came.
#[derive(Debug, Clone)]
pub struct Asked {
    pub path: String,
    headers: Vec<(String, String)>,
}

impl Asked {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// What answers a question with whole bytes, the head included.
type Answerer = dyn Fn(&Asked) -> Vec<u8> + Send + Sync;

/// How a path is answered.
#[derive(Clone)]
pub enum Reply {
    /// These bytes, then the connection is closed.
    Bytes(Arc<Answerer>),
    /// These bytes, then one more every few milliseconds until the client gives up.
    Drip(Vec<u8>),
}

#[derive(Default)]
struct State {
    replies: HashMap<String, Reply>,
    asked: Vec<Asked>,
}

/// The running server.
pub struct Bureau {
    pub address: SocketAddr,
    state: Arc<Mutex<State>>,
    closed: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Bureau {
    pub fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(Mutex::new(State::default()));
        let closed = Arc::new(AtomicBool::new(false));
        let thread = std::thread::spawn({
            let (state, closed) = (Arc::clone(&state), Arc::clone(&closed));
            move || {
                for stream in listener.incoming() {
                    if closed.load(Ordering::SeqCst) {
                        break;
                    }
                    let (state, closed) = (Arc::clone(&state), Arc::clone(&closed));
                    std::thread::spawn(move || serve(stream.unwrap(), &state, &closed));
                }
            }
        });
        Self { address, state, closed, thread: Some(thread) }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn answer(&self, path: &str, reply: Reply) {
        self.state.lock().unwrap().replies.insert(path.into(), reply);
    }

    /// Whole bytes, the head of the answer included.
    pub fn raw(&self, path: &str, bytes: impl Into<Vec<u8>>) {
        let bytes = bytes.into();
        self.answer(path, Reply::Bytes(Arc::new(move |_| bytes.clone())));
    }

    /// A body with status 200.
    pub fn body(&self, path: &str, content_type: &str, body: impl AsRef<[u8]>) {
        self.raw(path, answer("200 OK", &[("Content-Type", content_type)], body.as_ref()));
    }

    /// A feed with status 200 and no validators.
    pub fn feed(&self, path: &str, document: &str) {
        self.body(path, "application/feed+json", document);
    }

    pub fn asked(&self, path: &str) -> Vec<Asked> {
        let state = self.state.lock().unwrap();
        state.asked.iter().filter(|asked| asked.path == path).cloned().collect()
    }

    /// From here on nobody listens on the port.
    pub fn close(&mut self) {
        self.closed.store(true, Ordering::SeqCst);
        // Wakes the listener, which then goes.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

impl Drop for Bureau {
    fn drop(&mut self) {
        self.close();
    }
}

/// An answer with its length.
pub fn answer(status: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut bytes = format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
    for (name, value) in headers {
        bytes += &format!("{name}: {value}\r\n");
    }
    bytes += "\r\n";
    let mut bytes = bytes.into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

fn serve(mut stream: TcpStream, state: &Mutex<State>, closed: &AtomicBool) {
    let Some(asked) = read(&stream) else {
        // What was said is no HTTP; a web server says so in its own words.
        let _ = stream.write_all(&answer("400 Bad Request", &[], b""));
        return;
    };
    let reply = {
        let mut state = state.lock().unwrap();
        state.asked.push(asked.clone());
        state.replies.get(&asked.path).cloned()
    };
    match reply {
        None => {
            let _ = stream.write_all(&answer("404 Not Found", &[], b""));
        }
        Some(Reply::Bytes(bytes)) => {
            let _ = stream.write_all(&bytes(&asked));
        }
        Some(Reply::Drip(start)) => {
            let mut going = stream.write_all(&start).is_ok();
            while going && !closed.load(Ordering::SeqCst) {
                std::thread::sleep(Duration::from_millis(20));
                going = stream.write_all(b" ").is_ok();
            }
        }
    }
}

fn read(stream: &TcpStream) -> Option<Asked> {
    let mut lines = BufReader::new(stream.take(64 * 1024)).lines();
    let first = lines.next()?.ok()?;
    let path = first.split(' ').nth(1)?.to_owned();
    let mut headers = Vec::new();
    for line in lines {
        let line = line.ok()?;
        let Some((name, value)) = line.split_once(':') else { break };
        headers.push((name.trim().to_owned(), value.trim().to_owned()));
    }
    Some(Asked { path, headers })
}
