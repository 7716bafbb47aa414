//! Writes that are there whole after a crash, or not at all.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::IngestError;

/// Replaces `path` by `bytes`: written beside it, synced, renamed, and the folder synced. One process writes at a time
/// (see `publish::Lock`): what a kill leaves beside it, the next replacement takes away.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), IngestError> {
    let beside = beside(path, "new");
    let mut file = File::create(&beside).map_err(IngestError::at(&beside))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(IngestError::at(&beside))?;
    rename(&beside, path)
}

/// Renames within one folder's tree and syncs the folder that now holds the name.
pub(crate) fn rename(from: &Path, to: &Path) -> Result<(), IngestError> {
    fs::rename(from, to).map_err(IngestError::at(to))?;
    match to.parent() {
        Some(folder) => sync(folder),
        None => Ok(()),
    }
}

/// Syncs a file or a folder.
pub(crate) fn sync(path: &Path) -> Result<(), IngestError> {
    File::open(path).and_then(|file| file.sync_all()).map_err(IngestError::at(path))
}

/// Syncs every file under `folder`, then each folder, innermost first.
pub(crate) fn sync_tree(folder: &Path) -> Result<(), IngestError> {
    for entry in fs::read_dir(folder).map_err(IngestError::at(folder))? {
        let path = entry.map_err(IngestError::at(folder))?.path();
        if path.is_dir() { sync_tree(&path)? } else { sync(&path)? }
    }
    sync(folder)
}

/// `<name>.<suffix>`, in the same folder.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(suffix);
    path.with_file_name(name)
}
