//! Progress for a program that reads it: a line for each thing there is to tell (see `lanterne_server::publishing::Told`).

use std::io::Write;
use std::sync::{Mutex, PoisonError};

use lanterne_ingest::Progress;
use lanterne_server::publishing::Told;

/// Tells on the standard output.
#[derive(Default)]
pub(crate) struct Lines {
    current: Mutex<Current>,
}

/// How far the step is that began last.
#[derive(Default)]
struct Current {
    total: u64,
    done: u64,
    told: u64,
}

impl Lines {
    /// Tells that it ended well.
    pub(crate) fn published(&self, id: &str, built: bool) {
        tell(&Told::Published { id: id.to_owned(), built });
    }
}

impl Progress for Lines {
    fn begin(&self, step: &str, total: u64) {
        *self.current.lock().unwrap_or_else(PoisonError::into_inner) = Current { total, ..Current::default() };
        tell(&Told::Step(step.to_owned()));
    }

    fn advance(&self, amount: u64) {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        current.done += amount;
        let share = (current.done * 100).checked_div(current.total).unwrap_or(0).min(100);
        if share > current.told {
            current.told = share;
            tell(&Told::Share(u8::try_from(share).unwrap_or(100)));
        }
    }

    fn end(&self) {}

    fn say(&self, line: &str) {
        tell(&Told::Said(line.to_owned()));
    }
}

/// Whoever listened may be gone: that is learnt otherwise.
fn tell(told: &Told) {
    writeln!(std::io::stdout().lock(), "{told}").ok();
}
