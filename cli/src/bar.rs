//! Progress bars on a terminal; one line per step elsewhere.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use lanterne_ingest::{Progress, number};

/// Draws one bar at a time.
pub(crate) struct Bars {
    current: Mutex<Option<Current>>,
    drawn: bool,
}

struct Current {
    bar: ProgressBar,
    step: String,
    since: Instant,
}

impl Bars {
    pub(crate) fn new() -> Self {
        Self { current: Mutex::new(None), drawn: std::io::stderr().is_terminal() }
    }

    fn replace(&self, next: Option<Current>) {
        // A poisoned lock means a thread that drew has died: the bar is only for the eyes.
        let mut current = self.current.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(last) = current.take() {
            last.bar.finish_and_clear();
            eprintln!("  {} ({} s)", last.step, number(last.since.elapsed().as_secs_f64(), 1));
        }
        *current = next;
    }
}

impl Progress for Bars {
    fn begin(&self, step: &str, total: u64) {
        let bar = match (self.drawn, total) {
            (false, _) => ProgressBar::hidden(),
            (true, 0) => ProgressBar::new_spinner(),
            (true, total) => ProgressBar::new(total),
        };
        let template =
            if total == 0 { "  {spinner} {msg} {elapsed}" } else { "  {msg:40} {bar:30} {percent:>3} % ({eta})" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(step.to_owned());
        bar.enable_steady_tick(Duration::from_millis(120));
        self.replace(Some(Current { bar, step: step.to_owned(), since: Instant::now() }));
    }

    fn advance(&self, amount: u64) {
        if let Ok(current) = self.current.lock() {
            current.iter().for_each(|current| current.bar.inc(amount));
        }
    }

    fn end(&self) {
        self.replace(None);
    }

    fn say(&self, line: &str) {
        match self.current.lock().ok().as_ref().and_then(|current| current.as_ref()) {
            Some(current) => current.bar.suspend(|| eprintln!("  {line}")),
            None => eprintln!("  {line}"),
        }
    }
}

/// A bar over a known number of things; hidden where nobody looks.
pub(crate) fn counted(total: u64, what: &str) -> ProgressBar {
    let bar = if std::io::stderr().is_terminal() { ProgressBar::new(total) } else { ProgressBar::hidden() };
    if let Ok(style) = ProgressStyle::with_template("  {msg:20} {bar:30} {pos}/{len} ({eta})") {
        bar.set_style(style);
    }
    bar.set_message(what.to_owned());
    bar
}
