//! A web server of the tests' own: one thread, one behaviour per path, and the requests it saw.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What the server does with a path.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Behaviour {
    /// The file, by ranges if asked, with an ETag.
    Whole,
    /// The file, ranges ignored.
    NoRange,
    /// Half the file on the first request, then the connection is cut; the rest by ranges.
    CutOnce,
    /// Half the file then a cut, whatever is asked, ranges ignored.
    AlwaysCut,
    /// A few bytes, then silence.
    Silent,
    /// 503 on the first request, the file afterwards.
    BusyOnce,
    /// A redirection to `/whole`, by way of another one.
    Redirect,
    /// 404.
    Absent,
}

pub(crate) struct Server {
    pub(crate) base: String,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Serves `content` at any path with this behaviour, for as long as the test runs.
    pub(crate) fn start(content: Vec<u8>, behaviour: Behaviour) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (log, content) = (Arc::clone(&seen), Arc::new(content));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, content) = (Arc::clone(&log), Arc::clone(&content));
                thread::spawn(move || answer(stream, &content, behaviour, &log));
            }
        });
        Self { base, seen }
    }

    pub(crate) fn url(&self, name: &str) -> String {
        format!("{}/{name}", self.base)
    }

    /// One line per request: path, range asked or « - », validator or « - ».
    pub(crate) fn requests(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }
}

fn answer(mut stream: TcpStream, content: &[u8], behaviour: Behaviour, log: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let Some(request) = lines.next() else { return };
    let path = request.split(' ').nth(1).unwrap_or("/").to_owned();
    let headers: Vec<String> = lines.take_while(|line| !line.is_empty()).map(|line| line.to_lowercase()).collect();
    let header =
        |name: &str| headers.iter().find_map(|line| line.strip_prefix(name)).map(|value| value.trim().to_owned());
    let start =
        header("range:").and_then(|range| range.strip_prefix("bytes=")?.strip_suffix('-')?.parse::<usize>().ok());
    let number = {
        let mut log = log.lock().unwrap();
        log.push(format!(
            "{path} {} {}",
            header("range:").unwrap_or("-".into()),
            header("if-range:").unwrap_or("-".into())
        ));
        log.len()
    };
    let _ = match behaviour {
        Behaviour::Absent => head(&mut stream, "404 Not Found", 0, ""),
        Behaviour::BusyOnce if number == 1 => head(&mut stream, "503 Service Unavailable", 0, ""),
        Behaviour::Redirect if path == "/again" => head(&mut stream, "301 Moved", 0, "Location: /whole\r\n"),
        Behaviour::Redirect if path != "/whole" => head(&mut stream, "302 Found", 0, "Location: /again\r\n"),
        Behaviour::Silent => head(&mut stream, "200 OK", content.len(), "").and_then(|()| {
            stream.write_all(&content[..10])?;
            thread::sleep(Duration::from_secs(20));
            Ok(())
        }),
        Behaviour::CutOnce if number == 1 => half(&mut stream, content),
        Behaviour::AlwaysCut => half(&mut stream, content),
        Behaviour::NoRange => head(&mut stream, "200 OK", content.len(), "").and_then(|()| stream.write_all(content)),
        _ => ranged(&mut stream, content, start),
    };
}

fn head(stream: &mut TcpStream, status: &str, length: usize, more: &str) -> std::io::Result<()> {
    write!(stream, "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nETag: \"v1\"\r\nConnection: close\r\n{more}\r\n")
}

fn half(stream: &mut TcpStream, content: &[u8]) -> std::io::Result<()> {
    head(stream, "200 OK", content.len(), "")?;
    stream.write_all(&content[..content.len() / 2])
}

fn ranged(stream: &mut TcpStream, content: &[u8], start: Option<usize>) -> std::io::Result<()> {
    match start {
        None => head(stream, "200 OK", content.len(), "").and_then(|()| stream.write_all(content)),
        Some(start) if start >= content.len() => head(stream, "416 Range Not Satisfiable", 0, ""),
        Some(start) => {
            let rest = &content[start..];
            let range = format!("Content-Range: bytes {start}-{}/{}\r\n", content.len() - 1, content.len());
            head(stream, "206 Partial Content", rest.len(), &range)?;
            stream.write_all(rest)
        }
    }
}
