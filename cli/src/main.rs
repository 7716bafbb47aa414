//! The binary `lanterne`: its table of contents.

mod arguments;
mod bar;
mod check;
mod ingest;
mod interrupt;
mod serve;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Command, Lanterne};

fn main() -> ExitCode {
    let done = match Lanterne::parse().command {
        Command::Ingest(arguments) => ingest::run(arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
    };
    done.unwrap_or_else(|error| {
        eprintln!("lanterne : {error}");
        ExitCode::FAILURE
    })
}
