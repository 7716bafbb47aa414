//! The binary `lanterne`: its table of contents.

mod arguments;
mod bar;
mod check;
mod deposits;
mod french;
mod ingest;
mod interrupt;
mod lines;
mod profile;
mod serve;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use arguments::{Command, Lanterne};

fn main() -> ExitCode {
    let typed = french::spoken(Lanterne::command()).try_get_matches();
    let command = match typed.and_then(|typed| Lanterne::from_arg_matches(&typed)) {
        Ok(lanterne) => lanterne.command,
        Err(fault) => return french::answer(&fault),
    };
    let done = match command {
        Command::Ingest(arguments) => ingest::run(arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Profile(arguments) => profile::run(&arguments),
    };
    done.unwrap_or_else(|error| {
        eprintln!("lanterne : {error}");
        ExitCode::FAILURE
    })
}
