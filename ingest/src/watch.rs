//! How a long step tells where it is, and learns that it must stop.
//!
//! Nothing here draws or catches signals: the binary gives a `Progress` that draws bars and sets the `Interrupt` on
//! Ctrl-C. Next: `pipeline`, which hands one `Watch` to every step.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use lanterne_data::{Draft, Stop};

use crate::IngestError;

/// What a long step tells while it works. One bar at a time; calls may come from any thread.
pub trait Progress: Send + Sync {
    /// A long step begins. `step` is shown to the person (French); `total` is in the step's own unit, 0 when unknown.
    fn begin(&self, step: &str, total: u64);
    /// `amount` more units are done.
    fn advance(&self, amount: u64);
    /// The step that began last is done.
    fn end(&self);
    /// One line the person should read now, outside of any bar (French).
    fn say(&self, line: &str);
}

/// A progress nobody looks at: tests, and output to a file.
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _step: &str, _total: u64) {}
    fn advance(&self, _amount: u64) {}
    fn end(&self) {}
    fn say(&self, _line: &str) {}
}

/// A request to stop, set from outside (Ctrl-C) and seen by every clone.
#[derive(Clone, Default)]
pub struct Interrupt(Arc<Asked>);

#[derive(Default)]
struct Asked {
    set: AtomicBool,
    /// The draft at work, whose statement hears nothing by itself.
    draft: Mutex<Option<Stop>>,
}

impl Interrupt {
    /// Asks every step that watches this token to stop at its next check, and the statement under way to stop at once. A
    /// statement that begins just after does not hear it: whoever wants to be heard asks again until the end.
    pub fn set(&self) {
        self.0.set.store(true, Ordering::Relaxed);
        if let Some(stop) = &*self.0.draft.lock().unwrap_or_else(PoisonError::into_inner) {
            stop.now();
        }
    }

    /// Whether a stop was asked for.
    pub fn is_set(&self) -> bool {
        self.0.set.load(Ordering::Relaxed)
    }
}

/// What a step is given: somewhere to tell its progress, and the request to stop.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    progress: &'a dyn Progress,
    interrupt: &'a Interrupt,
}

impl<'a> Watch<'a> {
    /// Joins a progress and a request to stop.
    pub fn new(progress: &'a dyn Progress, interrupt: &'a Interrupt) -> Self {
        Self { progress, interrupt }
    }

    /// A long step begins (see [`Progress::begin`]).
    pub fn begin(&self, step: &str, total: u64) -> Result<(), IngestError> {
        self.check()?;
        self.progress.begin(step, total);
        Ok(())
    }

    /// `amount` more units are done.
    ///
    /// # Errors
    /// [`IngestError::Interrupted`] when a stop was asked for: the loop returns with `?` and leaves what it wrote behind
    /// unfinished, as a kill would.
    pub fn advance(&self, amount: u64) -> Result<(), IngestError> {
        self.progress.advance(amount);
        self.check()
    }

    /// The statements of this draft stop, too, when a stop is asked for.
    pub fn hears(&self, draft: &Draft) {
        *self.interrupt.0.draft.lock().unwrap_or_else(PoisonError::into_inner) = Some(draft.stop());
    }

    /// The step that began last is done.
    pub fn end(&self) {
        self.progress.end();
    }

    /// One line the person should read now (French).
    pub fn say(&self, line: &str) {
        self.progress.say(line);
    }

    /// Refuses to go on when a stop was asked for; for loops that count nothing.
    pub fn check(&self) -> Result<(), IngestError> {
        if self.interrupt.is_set() { Err(IngestError::Interrupted) } else { Ok(()) }
    }
}
