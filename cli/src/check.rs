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
        print!("{}", check::render_refused(&check::refused(&snapshot)?));
        return Ok(ExitCode::SUCCESS);
    }
    let reconciliation = check::reconcile(&snapshot)?;
    print!("{}", check::render(&reconciliation));
    if arguments.strict && !reconciliation.met() {
        let missed: Vec<&str> = reconciliation.missed().iter().map(|line| line.figure.figure.as_str()).collect();
        let told =
            if missed.is_empty() { "rien du registre n’a pu être vérifié".into() } else { missed.join(", ") };
        eprintln!("lanterne : --strict, cible du registre non atteinte : {told}");
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}
