//! Files already there: a folder given by the person, searched by file name.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use super::{Checksum, keep};
use crate::card::CardFile;
use crate::{IngestError, Watch, durable};

const CHUNK: usize = 1 << 20;

/// `<from>/<card>/<name>`, else `<from>/<name>`, else the first of that name below, in order of path.
pub(super) fn find(from: &Path, card: &str, name: &str) -> Result<Option<PathBuf>, IngestError> {
    let near = [from.join(card).join(name), from.join(name)].into_iter().find(|path| path.is_file());
    match near {
        Some(path) => Ok(Some(path)),
        None => below(from, name),
    }
}

fn below(folder: &Path, name: &str) -> Result<Option<PathBuf>, IngestError> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(IngestError::at(folder))? {
        entries.push(entry.map_err(IngestError::at(folder))?.path());
    }
    entries.sort();
    if let Some(found) = entries.iter().find(|path| path.is_file() && path.file_name().is_some_and(|file| file == name))
    {
        return Ok(Some(found.clone()));
    }
    for inner in entries.iter().filter(|path| path.is_dir() && !path.is_symlink()) {
        if let Some(found) = below(inner, name)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// Copies the found file to `target`, verified as a download would be.
pub(super) fn copy(found: &Path, target: &Path, file: &CardFile, watch: &Watch<'_>) -> Result<Checksum, IngestError> {
    let part = durable::beside(target, "part");
    let mut source = File::open(found).map_err(IngestError::at(found))?;
    let size = source.metadata().map_err(IngestError::at(found))?.len();
    let mut sink = File::create(&part).map_err(IngestError::at(&part))?;
    watch.begin(&format!("Copie de {}", file.name), size)?;
    let mut buffer = vec![0; CHUNK];
    loop {
        let read = source.read(&mut buffer).map_err(IngestError::at(found))?;
        if read == 0 {
            break;
        }
        sink.write_all(&buffer[..read]).map_err(IngestError::at(&part))?;
        watch.advance(read as u64)?;
    }
    watch.end();
    keep(&part, target, file)
}
