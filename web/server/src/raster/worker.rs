//! The lives of the program, one after the other, and the questions it answers.
//!
//! For: [`super::Raster`], which speaks to it by a channel.
//! Refuses to know: pipes.
//! Next: `program`.
//!
//! A question during which the program dies is asked once more, of a new one: a picture is not lost because somebody killed a
//! process. Each death lengthens the rest before the next life but one; a picture drawn resets it.

use std::path::Path;
use std::sync::mpsc::Receiver;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::program::{Death, Program};
use super::protocol::{Answer, Request};
use super::{LONGEST_PAUSE, Limits, Picture, Question, Standing, Undrawn};

/// Answers until nobody can ask any more.
pub(super) fn work(path: &Path, asked: &Receiver<Question>, told: &Mutex<Standing>, limits: Limits) {
    let mut lives = Lives { path, told, limits, program: None, pause: limits.pause, rest_until: None };
    // Before anything is asked: the health page says who draws.
    lives.living().ok();
    for Question { request, body, bring } in asked {
        // Whoever asked may have gone.
        if !bring.is_closed() {
            bring.send(lives.answer(&request, &body)).ok();
        }
    }
}

struct Lives<'a> {
    path: &'a Path,
    told: &'a Mutex<Standing>,
    limits: Limits,
    program: Option<Program>,
    /// The next rest.
    pause: Duration,
    rest_until: Option<Instant>,
}

impl Lives<'_> {
    fn answer(&mut self, request: &Request, body: &[u8]) -> Result<Picture, Undrawn> {
        match self.once(request, body) {
            // Not for one that is late: it would only be late again.
            Err(Undrawn::Down(_)) if self.program.is_none() && !self.resting() => self.once(request, body),
            answer => answer,
        }
    }

    fn once(&mut self, request: &Request, body: &[u8]) -> Result<Picture, Undrawn> {
        let within = self.limits.answer;
        let program = self.living()?;
        let engine = program.engine().to_owned();
        match program.ask(request, body, within) {
            Ok((Answer::Picture { .. }, png)) => {
                self.pause = self.limits.pause;
                self.rest_until = None;
                Ok(Picture { png, engine })
            }
            Ok((Answer::Error { fault, says, .. }, _)) => Err(Undrawn::Refused { fault, says }),
            Err(death) => Err(self.died(&death)),
        }
    }

    /// The program, started again if it must be and may be.
    fn living(&mut self) -> Result<&Program, Undrawn> {
        if self.program.is_none() {
            if self.resting() {
                return Err(Undrawn::Down("it rests before it is started again".to_owned()));
            }
            match Program::start(self.path, self.limits.greeting) {
                Ok(program) => {
                    tracing::info!(engine = program.engine(), adapter = program.adapter(), "the raster program draws");
                    let (engine, adapter) = (program.engine().to_owned(), program.adapter().to_owned());
                    self.tell(Standing::Ready { engine, adapter });
                    self.program = Some(program);
                }
                Err(death) => {
                    self.rest();
                    return Err(self.died(&death));
                }
            }
        }
        self.program.as_ref().ok_or(Undrawn::Absent)
    }

    /// Ends a life. The first death after a picture is no reason to rest: a new one is started at once.
    fn died(&mut self, death: &Death) -> Undrawn {
        tracing::warn!(%death, "the raster program does not draw");
        if self.program.take().is_some() && (matches!(death, Death::Late) || self.pause > self.limits.pause) {
            self.rest();
        }
        self.pause = (self.pause * 2).min(LONGEST_PAUSE);
        self.tell(Standing::Down { reason: death.to_string() });
        match death {
            Death::Late => Undrawn::Late,
            Death::Unborn(_) | Death::Unable(_) | Death::Ended(_) => Undrawn::Down(death.to_string()),
        }
    }

    fn rest(&mut self) {
        self.rest_until = Some(Instant::now() + self.pause);
    }

    fn resting(&self) -> bool {
        self.rest_until.is_some_and(|until| Instant::now() < until)
    }

    fn tell(&self, standing: Standing) {
        *self.told.lock().unwrap_or_else(PoisonError::into_inner) = standing;
    }
}
