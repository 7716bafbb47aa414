//! Our side of `make bench`: one piece of work of the peers' harness per call, on the same bytes as the peer, timed and
//! compared with the oracle. `run.py` calls it in turn with the peers and writes RESULTS.md.
//!
//! ```text
//! lanterne-bench list                                  the works, their peers and goals, as JSON
//! lanterne-bench run --inputs WORK WORK_NAME [--runs N]   one JSON line: wall and processor seconds, answer, agreement
//! lanterne-bench tiles --inputs WORK --out FILE           one JSON line: an archive of the communes, as tippecanoe makes it
//! lanterne-bench live --inputs WORK                       one JSON line: tiles on demand, as PostGIS makes them
//! ```

mod access;
mod autocorrelation;
mod classes;
mod equity;
mod france;
mod inputs;
mod measured;
mod neighbour;
mod rates;
mod siting;
mod tile;
mod work;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::inputs::{Fault, Inputs};

#[derive(Parser)]
#[command(about = "Our side of `make bench`")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Lists the works, their peers and goals.
    List,
    /// Runs one work.
    Run {
        /// Name of the work.
        work: String,
        /// Folder that holds `inputs/` and `oracle/` of the harness.
        #[arg(long)]
        inputs: PathBuf,
        /// Timed runs; the median is given.
        #[arg(long, default_value_t = 9)]
        runs: usize,
    },
    /// Makes the archive that tippecanoe makes.
    Tiles {
        /// Folder that holds `inputs/` of the harness.
        #[arg(long)]
        inputs: PathBuf,
        /// Where the archive goes.
        #[arg(long)]
        out: PathBuf,
    },
    /// Makes the tiles that PostGIS makes, on demand.
    Live {
        /// Folder that holds `inputs/` and `tiles/` of the harness.
        #[arg(long)]
        inputs: PathBuf,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::List => list(),
        Command::Run { work, inputs, runs } => run(&work, inputs, runs),
        Command::Tiles { inputs, out } => said(tile::build(&Inputs::at(inputs), &out)),
        Command::Live { inputs } => said(tile::live(&Inputs::at(inputs))),
    };
    match done {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("lanterne-bench: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn said(made: Result<impl serde::Serialize, Fault>) -> Result<String, Fault> {
    Ok(serde_json::to_string(&made?)?)
}

fn list() -> Result<String, Fault> {
    Ok(serde_json::to_string_pretty(&work::all().collect::<Vec<_>>())?)
}

fn run(name: &str, folder: PathBuf, runs: usize) -> Result<String, Fault> {
    let work = work::all().find(|work| work.name == name).ok_or_else(|| Fault::Unknown(name.to_owned()))?;
    let measured = (work.run)(&Inputs::at(folder), runs.max(1))?;
    Ok(serde_json::to_string(&measured.named(name))?)
}
