//! One run of `lanterne ingest`: started behind everything else, read line by line.

use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// How far it steps back before the service, as `nice` counts.
const NICENESS: &str = "10";

/// Starts it on a folder. Where there is no `nice`, it runs beside the service as an equal.
///
/// # Errors
/// The system does not start it.
pub(super) fn start(program: &Path, var: &Path, store: Option<&str>, arguments: &[OsString]) -> io::Result<Child> {
    let mut behind = Command::new("nice");
    behind.args(["-n", NICENESS]).arg(program);
    match asked(behind, var, store, arguments) {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => asked(Command::new(program), var, store, arguments),
        started => started,
    }
}

fn asked(mut command: Command, var: &Path, store: Option<&str>, arguments: &[OsString]) -> io::Result<Child> {
    command.args(["ingest", "--tied", "--var"]).arg(var).args(arguments);
    // By its variable: what is an argument is read by anyone on the machine. A secret of the service is none of its own.
    match store {
        Some(address) => command.env("LANTERNE_STORE", address),
        None => command.env_remove("LANTERNE_STORE"),
    };
    command.env_remove("LANTERNE_OIDC_SECRET");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    // An interruption typed at the terminal is for the service, which then ends it.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn()
}

/// Hears every line until the pipe closes, whatever bytes it has.
pub(super) fn read(from: impl Read, hear: impl Fn(&str)) {
    let mut lines = BufReader::new(from).split(b'\n');
    while let Some(Ok(line)) = lines.next() {
        hear(String::from_utf8_lossy(&line).trim_end());
    }
}
