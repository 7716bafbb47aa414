//! A snapshot being made: a folder, and a journal of the steps already finished in it.
//!
//! A draft belongs to one id, and the id is made of the inputs: what an interrupted run of the same inputs finished is
//! taken up by the next one, anything else is removed. A step is a function from files to files: it writes its own, and
//! its name enters the journal once they are synced; what an unfinished step wrote is thrown away with `begin`.

use std::fs;
use std::path::{Path, PathBuf};

use lanterne_data::manifest::OUTLINES;
use lanterne_data::published;
use lanterne_data::recipe::RECIPE;

use super::store::entries;
use crate::{IngestError, durable};

const JOURNAL: &str = "journal";

/// The folder of a snapshot being made.
#[derive(Debug)]
pub struct Workshop {
    folder: PathBuf,
    done: Vec<String>,
}

impl Workshop {
    /// Opens the draft of `id`, taking up an interrupted one of the same id; drafts of other ids are removed. The caller
    /// holds the [`super::Lock`]: every draft found is a dead one.
    ///
    /// # Errors
    /// [`IngestError::Io`].
    pub fn open(snapshots: &Path, id: &str) -> Result<Self, IngestError> {
        fs::create_dir_all(snapshots).map_err(IngestError::at(snapshots))?;
        let folder = snapshots.join(format!("{id}.draft-{}", std::process::id()));
        for (name, path) in entries(snapshots)? {
            let Some((owner, _)) = name.split_once(".draft-") else { continue };
            if owner == id && !folder.exists() {
                durable::rename(&path, &folder)?;
            } else if path != folder {
                fs::remove_dir_all(&path).map_err(IngestError::at(&path))?;
            }
        }
        fs::create_dir_all(&folder).map_err(IngestError::at(&folder))?;
        let journal = fs::read_to_string(folder.join(JOURNAL)).unwrap_or_default();
        Ok(Self { folder, done: journal.lines().map(str::to_owned).collect() })
    }

    /// Where the draft is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A file or folder of the draft.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Whether an earlier run finished this step.
    pub fn is_done(&self, step: &str) -> bool {
        self.done.iter().any(|done| done == step)
    }

    /// Throws away what an unfinished step wrote under these names.
    ///
    /// # Errors
    /// [`IngestError::Io`].
    pub fn begin(&self, names: &[&str]) -> Result<(), IngestError> {
        names.iter().try_for_each(|name| remove(&self.path(name)))
    }

    /// Syncs what a step wrote and enters it in the journal.
    ///
    /// # Errors
    /// [`IngestError::Io`].
    pub fn finish(&mut self, step: &str, names: &[&str]) -> Result<(), IngestError> {
        for path in names.iter().map(|name| self.path(name)) {
            if path.is_dir() { durable::sync_tree(&path)? } else { durable::sync(&path)? }
        }
        self.done.push(step.to_owned());
        durable::replace(&self.path(JOURNAL), (self.done.join("\n") + "\n").as_bytes())
    }

    /// Removes what served the making only: a published snapshot holds none of it.
    pub(super) fn sweep(&self) -> Result<(), IngestError> {
        for entry in fs::read_dir(&self.folder).map_err(IngestError::at(&self.folder))? {
            let path = entry.map_err(IngestError::at(&self.folder))?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if !matches!(name, "lanterne.duckdb" | "tiles" | OUTLINES | published::FOLDER | RECIPE) {
                remove(&path)?;
            }
        }
        Ok(())
    }
}

fn remove(path: &Path) -> Result<(), IngestError> {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(fault) if fault.kind() != std::io::ErrorKind::NotFound => Err(IngestError::at(path)(fault)),
        _ => Ok(()),
    }
}
