//! The second picture engine, maplibre-rs: a program beside this one, spoken to over a pipe.
//!
//! For: the raster tiles, which ask it first and draw with resvg what it does not answer.
//! Refuses to know: what the tiles show; how a picture is made. It never makes anybody wait for it: a queue that is full, a
//! program that is absent, down or late are answered at once, or within `Limits::answer`.
//! Next: `worker` for the life of the program, `program` for one life of it, `protocol` for what is said.

mod program;
/// The very file the program is built from: both ends of the pipe read one definition.
#[allow(dead_code, unreachable_pub)]
#[path = "../../../../tiles/raster/src/protocol.rs"]
pub(crate) mod protocol;
pub(crate) mod scene;
pub(crate) mod tones;
mod worker;

use std::path::{Path, PathBuf};
use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::Serialize;
use tokio::sync::oneshot;

use protocol::{Fault, Request};

/// Questions that wait while one is answered; the next one is told that the engine is busy.
const WAITING: usize = 16;

/// How long the program is given.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// To say who it is.
    pub(crate) greeting: Duration,
    /// To draw one picture.
    pub(crate) answer: Duration,
    /// To rest after its first death; twice that after each following one, up to [`LONGEST_PAUSE`].
    pub(crate) pause: Duration,
}

/// The longest rest between two lives.
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

impl Default for Limits {
    fn default() -> Self {
        Self { greeting: Duration::from_secs(20), answer: Duration::from_secs(5), pause: Duration::from_secs(1) }
    }
}

/// How it is with the engine, for the health page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "standing", rename_all = "snake_case")]
pub(crate) enum Standing {
    /// There is no such program.
    Absent,
    /// It is being started.
    Starting,
    /// It draws: its name and version, and the adapter it draws with.
    Ready {
        /// `maplibre-rs 0.0.3`.
        engine: String,
        /// `llvmpipe (LLVM 15.0.6, 256 bits)`.
        adapter: String,
    },
    /// It does not draw; resvg does.
    Down {
        /// Why.
        reason: String,
    },
}

/// Why it drew nothing. Each is a reason to draw with resvg.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Undrawn {
    /// There is no such program.
    #[error("there is no raster program")]
    Absent,
    /// Too many questions wait.
    #[error("the raster program is busy")]
    Busy,
    /// It did not answer in time.
    #[error("the raster program did not answer in time")]
    Late,
    /// It is dead, and rests before the next life.
    #[error("the raster program is down: {0}")]
    Down(String),
    /// It said no.
    #[error("the raster program refuses ({fault:?}): {says}")]
    Refused {
        /// Whose fault it is.
        fault: Fault,
        /// In words.
        says: String,
    },
}

/// A picture and who drew it.
#[derive(Debug)]
pub(crate) struct Picture {
    /// The file.
    pub(crate) png: Vec<u8>,
    /// `maplibre-rs 0.0.3`.
    pub(crate) engine: String,
}

/// One thing to draw, and where to bring it.
#[derive(Debug)]
struct Question {
    request: Request,
    body: Vec<u8>,
    bring: oneshot::Sender<Result<Picture, Undrawn>>,
}

/// The engine, from any thread; cheap to clone.
#[derive(Clone, Debug)]
pub struct Raster {
    questions: Option<SyncSender<Question>>,
    standing: Arc<Mutex<Standing>>,
}

impl Raster {
    /// Where there is no program.
    #[must_use]
    pub fn absent() -> Self {
        Self { questions: None, standing: Arc::new(Mutex::new(Standing::Absent)) }
    }

    /// Starts the program, on a thread of its own; nobody waits for it.
    #[must_use]
    pub fn start(program: PathBuf) -> Self {
        Self::start_within(program, Limits::default())
    }

    fn start_within(program: PathBuf, limits: Limits) -> Self {
        let (questions, asked) = sync_channel(WAITING);
        let standing = Arc::new(Mutex::new(Standing::Starting));
        let told = Arc::clone(&standing);
        let work = move || worker::work(&program, &asked, &told, limits);
        match std::thread::Builder::new().name("raster".to_owned()).spawn(work) {
            Ok(_) => Self { questions: Some(questions), standing },
            Err(fault) => {
                tracing::error!(%fault, "the raster program has no thread");
                Self::absent()
            }
        }
    }

    /// The program that stands beside this one, if any.
    #[must_use]
    pub fn beside() -> Option<PathBuf> {
        let program = std::env::current_exe().ok()?.with_file_name("lanterne-raster");
        Path::is_file(&program).then_some(program)
    }

    /// How it is with the engine now.
    pub(crate) fn standing(&self) -> Standing {
        self.standing.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The picture of a request. `body`: the bytes that go with it.
    pub(crate) async fn picture(&self, request: Request, body: Vec<u8>) -> Result<Picture, Undrawn> {
        let questions = self.questions.as_ref().ok_or(Undrawn::Absent)?;
        let (bring, brought) = oneshot::channel();
        questions.try_send(Question { request, body, bring }).map_err(|fault| match fault {
            TrySendError::Full(_) => Undrawn::Busy,
            TrySendError::Disconnected(_) => Undrawn::Absent,
        })?;
        brought.await.unwrap_or(Err(Undrawn::Absent))
    }
}

#[cfg(test)]
mod tests;
