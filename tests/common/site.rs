//! A site of one's own: a server on this machine that answers as told, and remembers what it was asked.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// What the site was asked.
#[derive(Debug, Clone)]
pub struct Request {
    /// With its query.
    pub path: String,
    /// Names in small letters.
    pub headers: HashMap<String, String>,
    pub at: Instant,
    /// Status of the answer.
    pub status: u16,
}

/// How an answer is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sending {
    /// With its length.
    Whole,
    /// In chunks, without its length.
    Chunked,
    /// The length, but only half of the bytes.
    Half,
    /// In chunks, the last of which is missing.
    HalfChunked,
    /// No HTTP at all.
    Garbage,
    /// The connection is closed at once.
    Nothing,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    sending: Sending,
    wait: Duration,
}

impl Reply {
    pub fn new(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        let reply = Self {
            status,
            headers: Vec::new(),
            body: body.into(),
            sending: Sending::Whole,
            wait: Duration::ZERO,
        };
        if kind.is_empty() { reply } else { reply.header("Content-Type", kind) }
    }

    pub fn html(body: &str) -> Self {
        Self::new(200, "text/html; charset=utf-8", body)
    }

    pub fn xml(body: &str) -> Self {
        Self::new(200, "application/xml", body)
    }

    pub fn text(body: &str) -> Self {
        Self::new(200, "text/plain", body)
    }

    pub fn status(status: u16) -> Self {
        Self::new(status, "text/html", "<p>không có</p>")
    }

    pub fn to(location: &str) -> Self {
        Self::status(302).header("Location", location)
    }

    /// With an `ETag` or `Last-Modified`, the server answers 304 to who has this version.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_string(), value.to_string()));
        self
    }

    pub fn sent(mut self, sending: Sending) -> Self {
        self.sending = sending;
        self
    }

    pub fn after(mut self, wait: Duration) -> Self {
        self.wait = wait;
        self
    }

    /// The answer to who may have this version already.
    fn unless_known(self, request: &Request) -> Self {
        let asked = [("etag", "if-none-match"), ("last-modified", "if-modified-since")];
        let known = asked.iter().any(|(own, theirs)| {
            let own = self.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(own));
            own.is_some_and(|(_, value)| request.headers.get(*theirs) == Some(value))
        });
        if !known || self.status != 200 {
            return self;
        }
        Self { status: 304, body: Vec::new(), ..self }
    }

    fn write(&self, out: &mut TcpStream) -> std::io::Result<()> {
        if self.sending == Sending::Garbage {
            return out.write_all(b"220 mail.example.vn ready\r\n\r\n");
        }
        let mut head = format!("HTTP/1.1 {} X\r\n", self.status);
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        let chunked = matches!(self.sending, Sending::Chunked | Sending::HalfChunked);
        head += &match (self.status, chunked) {
            (304, _) => "\r\n".to_string(),
            (_, true) => "Transfer-Encoding: chunked\r\n\r\n".to_string(),
            (_, false) => format!("Content-Length: {}\r\n\r\n", self.body.len()),
        };
        out.write_all(head.as_bytes())?;
        if self.status == 304 {
            return Ok(());
        }
        let half = &self.body[..self.body.len() / 2];
        match self.sending {
            Sending::Half => out.write_all(half),
            Sending::HalfChunked => {
                write!(out, "{:x}\r\n", self.body.len()).and_then(|()| out.write_all(half))
            }
            Sending::Chunked => {
                for part in self.body.chunks(1000) {
                    write!(out, "{:x}\r\n", part.len())?;
                    out.write_all(part)?;
                    out.write_all(b"\r\n")?;
                }
                out.write_all(b"0\r\n\r\n")
            }
            _ => out.write_all(&self.body),
        }
    }
}

type Handler = Box<dyn Fn(&Request) -> Reply + Send + Sync>;

#[derive(Default)]
struct State {
    pages: HashMap<String, Arc<Handler>>,
    seen: Vec<Request>,
    open: usize,
    most_open: usize,
}

/// The site. What it is not told of is 404.
#[derive(Clone)]
pub struct Site {
    port: u16,
    state: Arc<Mutex<State>>,
}

impl Site {
    pub fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let site = Self { port, state: Arc::default() };
        let server = site.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let server = server.clone();
                thread::spawn(move || server.serve(stream));
            }
        });
        site
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The same machine by another name.
    pub fn local_url(&self, path: &str) -> String {
        format!("http://localhost:{}{path}", self.port)
    }

    /// Answers a path with this from now on.
    pub fn on(&self, path: &str, reply: Reply) {
        self.when(path, move |_| reply.clone());
    }

    /// Answers a path by what is asked.
    pub fn when(&self, path: &str, reply: impl Fn(&Request) -> Reply + Send + Sync + 'static) {
        self.state.lock().expect("a lock").pages.insert(path.to_string(), Arc::new(Box::new(reply)));
    }

    /// What was asked since the last time.
    pub fn seen(&self) -> Vec<Request> {
        std::mem::take(&mut self.state.lock().expect("a lock").seen)
    }

    /// The most requests that were open at once.
    pub fn most_open(&self) -> usize {
        self.state.lock().expect("a lock").most_open
    }

    fn serve(&self, mut stream: TcpStream) {
        let Ok(reader) = stream.try_clone() else { return };
        let mut reader = BufReader::new(reader);
        while let Some(request) = read(&mut reader) {
            let reply = self.answer(request);
            thread::sleep(reply.wait);
            self.state.lock().expect("a lock").open -= 1;
            if reply.sending == Sending::Nothing || reply.write(&mut stream).is_err() {
                return;
            }
            if !matches!(reply.sending, Sending::Whole | Sending::Chunked) {
                return;
            }
        }
    }

    fn answer(&self, mut request: Request) -> Reply {
        let handler = {
            let mut state = self.state.lock().expect("a lock");
            state.open += 1;
            state.most_open = state.most_open.max(state.open);
            state.pages.get(&request.path).cloned()
        };
        let reply = handler.map_or_else(|| Reply::status(404), |handler| handler(&request));
        let reply = reply.unless_known(&request);
        request.status = reply.status;
        self.state.lock().expect("a lock").seen.push(request);
        reply
    }
}

fn read(reader: &mut BufReader<TcpStream>) -> Option<Request> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|n| *n > 0)?;
    let path = line.split(' ').nth(1)?.to_string();
    let mut headers = HashMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|n| *n > 0)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_string());
    }
    Some(Request { path, headers, at: Instant::now(), status: 0 })
}
