//! What an earlier run kept: a file is read again from the disk only when its size or date changed since.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::{Checksum, of_file};
use crate::card::CardFile;
use crate::{IngestError, durable};

/// The checksum of a kept file, or none when there is none usable: absent, or not the card's.
pub(super) fn read(target: &Path, file: &CardFile) -> Result<Option<Checksum>, IngestError> {
    if !target.is_file() {
        return Ok(None);
    }
    let checksum = match recorded(target)? {
        Some(checksum) => checksum,
        None => of_file(target)?,
    };
    Ok(Some(checksum).filter(|checksum| file.sha256.as_ref().is_none_or(|expected| *expected == checksum.sha256)))
}

/// Remembers a file's checksum beside it.
pub(super) fn record(target: &Path, checksum: &Checksum) -> Result<(), IngestError> {
    let line = format!("{} {} {}\n", checksum.sha256, checksum.bytes, modified(target)?);
    let record = record_path(target);
    if fs::read_to_string(&record).is_ok_and(|old| old == line) {
        return Ok(());
    }
    durable::replace(&record, line.as_bytes())
}

fn recorded(target: &Path) -> Result<Option<Checksum>, IngestError> {
    let Ok(line) = fs::read_to_string(record_path(target)) else { return Ok(None) };
    let mut words = line.split_whitespace();
    let (Some(sha256), Some(bytes), Some(date)) = (words.next(), words.next(), words.next()) else { return Ok(None) };
    let here = fs::metadata(target).map_err(IngestError::at(target))?.len();
    let same = bytes.parse() == Ok(here) && date == modified(target)?.to_string();
    Ok(same.then(|| Checksum { sha256: sha256.to_owned(), bytes: here }))
}

/// Nanoseconds since 1970; 0 on a system that keeps no date.
fn modified(target: &Path) -> Result<u128, IngestError> {
    let date = fs::metadata(target).and_then(|file| file.modified()).map_err(IngestError::at(target))?;
    Ok(date.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos()))
}

fn record_path(target: &Path) -> PathBuf {
    durable::beside(target, "sha256")
}
