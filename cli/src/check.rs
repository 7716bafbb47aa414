//! `lanterne check`.

use std::error::Error;
use std::process::ExitCode;

use lanterne_ingest::check;
use lanterne_ingest::publish::Store;

use crate::arguments::Check;

/// Prints the reconciliation, and the refused rows when asked for; fails under `--strict` when a target is missed.
pub(crate) fn run(arguments: &Check) -> Result<ExitCode, Box<dyn Error>> {
    let store = Store::new(&arguments.var.path);
    if arguments.strict {
        store.verify()?;
    }
    let snapshot = store.open()?;
    if arguments.refused {
        println!("{}", check::render_refused(&check::refused(&snapshot)?));
        return Ok(ExitCode::SUCCESS);
    }
    let reconciliation = check::reconcile(&snapshot)?;
    println!("{}", check::render(&reconciliation));
    Ok(if arguments.strict && !reconciliation.met() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
