//! A download that survives cuts: resumed by range requests, tried again with a pause, never mixing two versions.
//!
//! Beside `<name>.part` stands `<name>.part.origin`: the address and the validator (ETag or date) of its bytes. A part of
//! another origin is thrown away; a server that answers 200 to a range starts the part again.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use ureq::Agent;
use ureq::http::{Response, StatusCode, header};

use super::{Checksum, Refusal, keep};
use crate::card::CardFile;
use crate::{IngestError, Watch, durable};

const CHUNK: usize = 1 << 17;

/// How long to wait for a server, and how often to try again.
#[derive(Debug, Clone)]
pub struct Patience {
    /// For the connection.
    pub connect: Duration,
    /// For the first byte of an answer, and then between two bytes.
    pub silence: Duration,
    /// Attempts without a single new byte before giving an address up.
    pub attempts: u32,
    /// Before the second attempt; doubled before each next one.
    pub pause: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(15),
            silence: Duration::from_secs(45),
            attempts: 4,
            pause: Duration::from_secs(1),
        }
    }
}

/// Why one attempt ended before the file was whole.
enum Cut {
    /// Trying again may help.
    Passing(String),
    /// It will not.
    Lasting(String),
    /// The part does not fit what the server has: start from nothing.
    Stale,
    /// The run itself cannot go on.
    Fatal(IngestError),
}

impl From<IngestError> for Cut {
    fn from(error: IngestError) -> Self {
        Self::Fatal(error)
    }
}

/// Brings `url` to `target`, verified.
pub(super) fn download(
    url: &str,
    file: &CardFile,
    target: &Path,
    patience: &Patience,
    watch: &Watch<'_>,
) -> Result<Checksum, Refusal> {
    let transfer =
        Transfer { agent: agent(patience), url, name: &file.name, part: durable::beside(target, "part"), patience };
    let resumed = transfer.whole(watch)?;
    match keep(&transfer.part, target, file) {
        // Bytes of an earlier run may be at fault: once more, from nothing.
        Err(IngestError::Checksum { .. }) if resumed => {
            transfer.whole(watch)?;
            Ok(keep(&transfer.part, target, file)?)
        }
        result => Ok(result?),
    }
}

fn agent(patience: &Patience) -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .user_agent(concat!("lanterne/", env!("CARGO_PKG_VERSION")))
        .accept_encoding("identity")
        .timeout_connect(Some(patience.connect))
        .timeout_recv_response(Some(patience.silence))
        .timeout_per_read(Some(patience.silence))
        .build()
        .new_agent()
}

struct Transfer<'a> {
    agent: Agent,
    url: &'a str,
    name: &'a str,
    part: PathBuf,
    patience: &'a Patience,
}

impl Transfer<'_> {
    /// Attempts until the part is whole; answers whether it began with bytes of an earlier attempt.
    fn whole(&self, watch: &Watch<'_>) -> Result<bool, Refusal> {
        let mut resumed = false;
        let mut without_progress = 0;
        loop {
            let had = self.had()?;
            resumed |= had > 0;
            let reason = match self.attempt(had, watch) {
                Ok(()) => {
                    let _ = fs::remove_file(self.origin());
                    return Ok(resumed);
                }
                Err(Cut::Fatal(error)) => return Err(error.into()),
                Err(Cut::Lasting(reason)) => return Err(Refusal::Absent(reason)),
                Err(Cut::Stale) => {
                    self.forget()?;
                    "le serveur a un autre fichier que la partie déjà reçue".to_owned()
                }
                Err(Cut::Passing(reason)) => reason,
            };
            without_progress = if self.had()? > had { 0 } else { without_progress + 1 };
            if without_progress >= self.patience.attempts {
                return Err(Refusal::Absent(format!("{reason} ({without_progress} essais)")));
            }
            self.pause(without_progress, watch)?;
        }
    }

    /// One request, resumed after the `had` first bytes.
    fn attempt(&self, had: u64, watch: &Watch<'_>) -> Result<(), Cut> {
        watch.check()?;
        let mut request = self.agent.get(self.url);
        if had > 0 {
            request = request.header(header::RANGE, format!("bytes={had}-"));
            if let Some(validator) = self.validator() {
                request = request.header(header::IF_RANGE, validator);
            }
        }
        let response = request.call().map_err(|fault| self.cut(&fault))?;
        match response.status() {
            StatusCode::OK => self.receive(response, 0, watch),
            StatusCode::PARTIAL_CONTENT if range_start(&response) == Some(had) => self.receive(response, had, watch),
            StatusCode::PARTIAL_CONTENT | StatusCode::RANGE_NOT_SATISFIABLE => Err(Cut::Stale),
            status if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS => {
                Err(Cut::Passing(format!("le serveur répond {status}")))
            }
            status => Err(Cut::Lasting(format!("le serveur répond {status}"))),
        }
    }

    /// Writes the answer's bytes after the `kept` first ones, to the length announced.
    fn receive(&self, response: Response<ureq::Body>, kept: u64, watch: &Watch<'_>) -> Result<(), Cut> {
        let total = text(&response, header::CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
        let total = total.map(|length| length + kept);
        let mut sink = if kept == 0 {
            self.remember(&response)?;
            File::create(&self.part)
        } else {
            OpenOptions::new().append(true).open(&self.part)
        }
        .map_err(IngestError::at(&self.part))?;
        watch.begin(&format!("Téléchargement de {}", self.name), total.unwrap_or(0))?;
        watch.advance(kept)?;
        let mut body = response.into_body().into_with_config().limit(u64::MAX).reader();
        let mut buffer = vec![0; CHUNK];
        let mut have = kept;
        loop {
            let read = match body.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read,
                Err(fault) => return Err(self.interrupted_body(&fault, have, total)),
            };
            sink.write_all(&buffer[..read]).map_err(IngestError::at(&self.part))?;
            have += read as u64;
            watch.advance(read as u64)?;
        }
        watch.end();
        match total {
            Some(total) if have != total => Err(Cut::Passing(format!("coupé à {have} octets sur {total}"))),
            _ => Ok(()),
        }
    }

    fn interrupted_body(&self, fault: &std::io::Error, have: u64, total: Option<u64>) -> Cut {
        let of = total.map_or(String::new(), |total| format!(" sur {total}"));
        let silent = fault.kind() == std::io::ErrorKind::TimedOut || fault.to_string().contains("timeout");
        Cut::Passing(if silent {
            format!("aucun octet pendant {} s, à {have} octets{of}", self.patience.silence.as_secs_f32())
        } else {
            format!("coupé à {have} octets{of} ({fault})")
        })
    }

    fn cut(&self, fault: &ureq::Error) -> Cut {
        match fault {
            ureq::Error::Timeout(_) => {
                Cut::Passing(format!("aucune réponse en {} s", self.patience.silence.as_secs_f32()))
            }
            ureq::Error::HostNotFound => Cut::Passing("nom de serveur inconnu, ou pas de réseau".to_owned()),
            ureq::Error::TooManyRedirects => Cut::Lasting("redirections sans fin".to_owned()),
            ureq::Error::BadUri(_) => Cut::Lasting("adresse illisible".to_owned()),
            other => Cut::Passing(other.to_string()),
        }
    }

    /// Bytes already here of this very address; a part of another origin is thrown away.
    fn had(&self) -> Result<u64, IngestError> {
        let Ok(part) = fs::metadata(&self.part) else { return Ok(0) };
        let same = fs::read_to_string(self.origin()).is_ok_and(|origin| origin.lines().next() == Some(self.url));
        if same {
            return Ok(part.len());
        }
        self.forget()?;
        Ok(0)
    }

    fn forget(&self) -> Result<(), IngestError> {
        let _ = fs::remove_file(self.origin());
        match fs::remove_file(&self.part) {
            Err(fault) if fault.kind() != std::io::ErrorKind::NotFound => Err(IngestError::at(&self.part)(fault)),
            _ => Ok(()),
        }
    }

    fn remember(&self, response: &Response<ureq::Body>) -> Result<(), IngestError> {
        let strong = |tag: &String| !tag.starts_with("W/");
        let validator = text(response, header::ETAG).filter(strong).or_else(|| text(response, header::LAST_MODIFIED));
        let lines = format!("{}\n{}\n", self.url, validator.unwrap_or_default());
        fs::write(self.origin(), lines).map_err(IngestError::at(self.origin()))
    }

    fn validator(&self) -> Option<String> {
        let origin = fs::read_to_string(self.origin()).ok()?;
        origin.lines().nth(1).filter(|validator| !validator.is_empty()).map(str::to_owned)
    }

    fn origin(&self) -> PathBuf {
        durable::beside(&self.part, "origin")
    }

    /// Waits before the next attempt, in slices, so that a stop is heard.
    fn pause(&self, without_progress: u32, watch: &Watch<'_>) -> Result<(), IngestError> {
        let length = self.patience.pause * 2_u32.saturating_pow(without_progress.saturating_sub(1));
        let end = Instant::now() + length;
        while let Some(left) = end.checked_duration_since(Instant::now()) {
            watch.check()?;
            thread::sleep(left.min(Duration::from_millis(100)));
        }
        Ok(())
    }
}

fn text(response: &Response<ureq::Body>, name: header::HeaderName) -> Option<String> {
    response.headers().get(name)?.to_str().ok().map(str::to_owned)
}

/// First byte of `Content-Range: bytes START-END/TOTAL`.
fn range_start(response: &Response<ureq::Body>) -> Option<u64> {
    text(response, header::CONTENT_RANGE)?.strip_prefix("bytes ")?.split_once('-')?.0.trim().parse().ok()
}
