//! One life of the program: started, asked, killed.
//!
//! For: `worker`.
//! Refuses to know: what happens between two lives.
//! Next: `protocol`.
//!
//! A pipe knows no time-out. So a thread holds both ends of it, and is waited for as long as the limits say; killing the program
//! closes the pipe, which ends the thread, whatever it was doing.

use std::io::{BufRead, BufReader, BufWriter};
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use super::protocol::{Answer, Frame, FrameError, Greeting, Request, read_frame, write_frame};

/// Why a life ended, or never began.
#[derive(Debug, thiserror::Error)]
pub(super) enum Death {
    /// The system does not start it.
    #[error("it does not start: {0}")]
    Unborn(#[from] std::io::Error),
    /// It says that it cannot draw.
    #[error("{0}")]
    Unable(String),
    /// It ended, or speaks another language.
    #[error("it ended: {0}")]
    Ended(String),
    /// Nothing came in time.
    #[error("it did not answer in time")]
    Late,
}

impl From<RecvTimeoutError> for Death {
    fn from(fault: RecvTimeoutError) -> Self {
        match fault {
            RecvTimeoutError::Timeout => Self::Late,
            RecvTimeoutError::Disconnected => Self::Ended("its pipe is closed".to_owned()),
        }
    }
}

type Said = Result<Frame, String>;

/// The running program. Dropped, it is killed.
#[derive(Debug)]
pub(super) struct Program {
    child: Child,
    ask: Sender<(Request, Vec<u8>)>,
    hear: Receiver<Said>,
    greeting: Greeting,
}

impl Program {
    /// Starts it and hears who it is.
    pub(super) fn start(path: &Path, within: Duration) -> Result<Self, Death> {
        let mut command = Command::new(path);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // An interruption typed at the terminal is for the service, which then closes the pipe.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn()?;
        let (ask, asked) = channel();
        let (say, hear) = channel();
        let threads = match (child.stdin.take(), child.stdout.take(), child.stderr.take()) {
            (Some(to), Some(from), Some(complaints)) => {
                let talking = move || talk(BufWriter::new(to), BufReader::new(from), &asked, &say);
                spawn("raster-pipe", talking).and_then(|()| spawn("raster-log", move || log(complaints)))
            }
            _ => Err(std::io::ErrorKind::BrokenPipe.into()),
        };
        let greeting = Greeting { engine: String::new(), adapter: None, error: None };
        // From here on whatever fails ends the child: it is dropped with this.
        let mut program = Self { child, ask, hear, greeting };
        threads?;
        let (header, _) = program.next(within)?;
        program.greeting = serde_json::from_slice(&header).map_err(|fault| Death::Ended(fault.to_string()))?;
        match program.greeting.error.take() {
            Some(error) => Err(Death::Unable(error)),
            None => Ok(program),
        }
    }

    /// The library and its version.
    pub(super) fn engine(&self) -> &str {
        &self.greeting.engine
    }

    /// What draws.
    pub(super) fn adapter(&self) -> &str {
        self.greeting.adapter.as_deref().unwrap_or_default()
    }

    /// One question and its answer.
    pub(super) fn ask(&self, request: &Request, body: &[u8], within: Duration) -> Result<(Answer, Vec<u8>), Death> {
        self.ask.send((request.clone(), body.to_vec())).map_err(|_| Death::Ended("its pipe is closed".to_owned()))?;
        let (header, body) = self.next(within)?;
        let answer = serde_json::from_slice(&header).map_err(|fault| Death::Ended(fault.to_string()))?;
        match &answer {
            Answer::Picture { id, .. } | Answer::Error { id, .. } if *id != request.id => {
                Err(Death::Ended("it answers another question".to_owned()))
            }
            Answer::Picture { .. } | Answer::Error { .. } => Ok((answer, body)),
        }
    }

    fn next(&self, within: Duration) -> Result<Frame, Death> {
        self.hear.recv_timeout(within)?.map_err(Death::Ended)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may be dead already; it must not stay as a zombie.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> std::io::Result<()> {
    std::thread::Builder::new().name(name.to_owned()).spawn(run).map(drop)
}

/// Holds the pipe until either end of it, or of the channels, is closed.
fn talk(
    mut to: BufWriter<ChildStdin>,
    mut from: BufReader<ChildStdout>,
    asked: &Receiver<(Request, Vec<u8>)>,
    say: &Sender<Said>,
) {
    let mut hear = || match read_frame(&mut from) {
        Ok(Some(frame)) => Ok(frame),
        Ok(None) => Err("it closed its pipe".to_owned()),
        Err(fault) => Err(fault.to_string()),
    };
    let mut said = hear();
    loop {
        let over = said.is_err();
        if say.send(said).is_err() || over {
            return;
        }
        let Ok((request, body)) = asked.recv() else { return };
        said =
            write_frame(&mut to, &request, &body).map_err(|fault: FrameError| fault.to_string()).and_then(|()| hear());
    }
}

/// What it complains of is for whoever looks closer.
fn log(complaints: ChildStderr) {
    for line in BufReader::new(complaints).lines().map_while(Result::ok) {
        tracing::debug!(line, "the raster program says");
    }
}
