//! Files that travel as packages, fetched by the registries' ordinary clients: `npm pack`, `pip download`.
//!
//! The client chooses where the registry is; no host is named here, and no script of a package is run.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use super::Refusal;
use crate::{IngestError, Watch, durable};

const POLL: Duration = Duration::from_millis(100);

/// `npm pack NAME@VERSION` → `part`.
pub(super) fn npm(name: &str, version: &str, file: &str, part: &Path, watch: &Watch<'_>) -> Result<(), Refusal> {
    let mut command = Command::new("npm");
    command.args(["pack", "--silent", "--ignore-scripts", "--pack-destination", "."]);
    command.arg(format!("{name}@{version}"));
    run(command, "npm", &format!("{name}@{version}"), file, part, watch)
}

/// `pip download --no-deps NAME==VERSION` → `part`.
pub(super) fn pypi(name: &str, version: &str, file: &str, part: &Path, watch: &Watch<'_>) -> Result<(), Refusal> {
    let mut command = Command::new("python3");
    command.args(["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "--dest", "."]);
    command.arg(format!("{name}=={version}"));
    run(command, "pip", &format!("{name}=={version}"), file, part, watch)
}

/// Runs a client in a folder of its own, and takes the one file the card names out of it.
fn run(
    mut command: Command,
    program: &str,
    package: &str,
    file: &str,
    part: &Path,
    watch: &Watch<'_>,
) -> Result<(), Refusal> {
    let folder = durable::beside(part, "folder");
    empty(&folder)?;
    let log = folder.join("client.log");
    let errors = File::create(&log).map_err(IngestError::at(&log))?;
    command.current_dir(&folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(errors);
    watch.begin(&format!("Paquet {package} ({program})"), 0)?;
    let failed = |reason: String| {
        let need = format!("obtenir le paquet {package}");
        Refusal::Absent(IngestError::Program { program: program.to_owned(), need, reason }.to_string())
    };
    let mut child = command.spawn().map_err(|fault| failed(fault.to_string()))?;
    let status = loop {
        if let Some(status) = child.try_wait().map_err(|fault| failed(fault.to_string()))? {
            break status;
        }
        if let Err(stop) = watch.check() {
            // The child is ours and has nothing to finish: its folder is emptied by the next run.
            let _ = child.kill().and_then(|()| child.wait());
            return Err(stop.into());
        }
        thread::sleep(POLL);
    };
    watch.end();
    if !status.success() {
        let said = fs::read_to_string(&log).unwrap_or_default();
        let last = said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("sans message");
        return Err(failed(format!("{last} ({status})")));
    }
    let found = folder.join(file);
    if !found.is_file() {
        let came = came(&folder)?;
        return Err(failed(format!("le fichier {file} n’est pas venu (venus : {came})")));
    }
    fs::rename(&found, part).map_err(IngestError::at(part))?;
    fs::remove_dir_all(&folder).map_err(IngestError::at(&folder))?;
    Ok(())
}

fn empty(folder: &Path) -> Result<(), IngestError> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(IngestError::at(folder))?;
    }
    fs::create_dir_all(folder).map_err(IngestError::at(folder))
}

fn came(folder: &Path) -> Result<String, IngestError> {
    let entries = fs::read_dir(folder).map_err(IngestError::at(folder))?;
    let names = entries.flatten().map(|entry| entry.file_name()).filter(|name| name != OsStr::new("client.log"));
    Ok(names.map(|name| name.to_string_lossy().into_owned()).collect::<Vec<_>>().join(", "))
}
