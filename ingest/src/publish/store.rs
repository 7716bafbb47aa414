//! The published snapshots of a `<var>`, and which of them is current.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use lanterne_data::{Manifest, Snapshot, TableSum, published};

use super::{KEPT, Workshop};
use crate::{IngestError, Watch, durable, fetch};

/// The manifest of a snapshot: a folder without it is none.
const MANIFEST: &str = "manifest.json";
/// The database of a snapshot.
const DATABASE: &str = "lanterne.duckdb";
const CURRENT: &str = "current";

/// A `<var>` seen as a store of snapshots.
#[derive(Debug, Clone)]
pub struct Store {
    var: PathBuf,
}

impl Store {
    /// The store of this folder; nothing is read or made yet.
    pub fn new(var: &Path) -> Self {
        Self { var: var.to_path_buf() }
    }

    /// Where snapshots are.
    pub fn snapshots(&self) -> PathBuf {
        self.var.join("snapshots")
    }

    /// Where one snapshot is.
    pub fn folder(&self, id: &str) -> PathBuf {
        self.snapshots().join(id)
    }

    /// The id of the published snapshot; none before the first.
    ///
    /// # Errors
    /// [`IngestError::Io`].
    pub fn current(&self) -> Result<Option<String>, IngestError> {
        let path = self.var.join(CURRENT);
        match fs::read_to_string(&path) {
            Ok(id) => Ok(Some(id.trim().to_owned())),
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(fault) => Err(IngestError::at(path)(fault)),
        }
    }

    /// The folder of the published snapshot.
    ///
    /// # Errors
    /// [`IngestError::NoSnapshot`] before the first.
    pub fn current_folder(&self) -> Result<PathBuf, IngestError> {
        let id = self.current()?.ok_or_else(|| IngestError::NoSnapshot(self.var.clone()))?;
        Ok(self.folder(&id))
    }

    /// The published snapshot, open for reading.
    ///
    /// # Errors
    /// [`IngestError::NoSnapshot`] before the first; [`IngestError::Data`].
    pub fn open(&self) -> Result<Snapshot, IngestError> {
        Ok(Snapshot::open(&self.current_folder()?.join(DATABASE))?)
    }

    /// Whether a snapshot of this id was already finished.
    pub fn holds(&self, id: &str) -> bool {
        self.folder(id).join(MANIFEST).is_file()
    }

    /// Finishes a draft: writes its manifest, syncs everything, gives it its name, makes it current.
    ///
    /// # Errors
    /// [`IngestError::Io`]; the old snapshot is then still current.
    pub fn publish(&self, workshop: Workshop, manifest: &Manifest, watch: &Watch<'_>) -> Result<(), IngestError> {
        watch.check()?;
        workshop.sweep()?;
        manifest.write(&workshop.path(MANIFEST))?;
        durable::sync_tree(workshop.folder())?;
        let folder = self.folder(&manifest.id);
        if folder.exists() {
            // Not finished (see `holds`), or the caller would not have built it again.
            fs::remove_dir_all(&folder).map_err(IngestError::at(&folder))?;
        }
        durable::rename(workshop.folder(), &folder)?;
        self.make_current(&manifest.id)
    }

    /// Names a finished snapshot as the current one.
    ///
    /// # Errors
    /// [`IngestError::Io`].
    pub fn make_current(&self, id: &str) -> Result<(), IngestError> {
        durable::replace(&self.var.join(CURRENT), format!("{id}\n").as_bytes())
    }

    /// Removes published snapshots beyond [`KEPT`], oldest first, never the current one.
    ///
    /// # Errors
    /// [`IngestError::Io`].
    pub fn prune(&self) -> Result<(), IngestError> {
        let current = self.current()?;
        let mut others = Vec::new();
        for (id, folder) in entries(&self.snapshots())? {
            if Some(&id) != current.as_ref() && self.holds(&id) {
                let date = fs::metadata(&folder).and_then(|folder| folder.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
                others.push((date, folder));
            }
        }
        others.sort();
        let kept = KEPT.saturating_sub(1);
        for (_, folder) in others.iter().take(others.len().saturating_sub(kept)) {
            fs::remove_dir_all(folder).map_err(IngestError::at(folder))?;
        }
        Ok(())
    }

    /// Reads the current snapshot whole and holds it against its manifest: every table's sum, every archive's and every
    /// Parquet file's checksum.
    ///
    /// # Errors
    /// [`IngestError::NoSnapshot`]; [`IngestError::Damaged`] names the first table or file that is not the manifest's.
    pub fn verify(&self) -> Result<Manifest, IngestError> {
        let folder = self.current_folder()?;
        let manifest = Manifest::read(&folder.join(MANIFEST))?;
        let database = folder.join(DATABASE);
        for (expected, found) in manifest.tables.iter().zip(Snapshot::open(&database)?.sums()?) {
            if *expected != found {
                let of = |sum: &TableSum| format!("{} ({} lignes) {}", sum.name, sum.rows, sum.checksum);
                return Err(damaged(&database, of(expected), of(&found)));
            }
        }
        for tile in &manifest.tiles {
            let path = folder.join("tiles").join(format!("{}.pmtiles", tile.layer));
            let found = fetch::of_file(&path)?;
            if found.sha256 != tile.sha256 {
                return Err(damaged(&path, tile.sha256.clone(), found.sha256));
            }
        }
        for table in &manifest.published {
            let path = folder.join(published::FOLDER).join(format!("{}.parquet", table.table));
            let found = fetch::of_file(&path)?;
            if found.sha256 != table.sha256 {
                return Err(damaged(&path, table.sha256.clone(), found.sha256));
            }
        }
        Ok(manifest)
    }
}

fn damaged(path: &Path, expected: String, found: String) -> IngestError {
    IngestError::Damaged { path: path.to_path_buf(), expected, found }
}

/// The folders of `parent` by name, none when it does not exist.
pub(super) fn entries(parent: &Path) -> Result<Vec<(String, PathBuf)>, IngestError> {
    if !parent.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(parent).map_err(IngestError::at(parent))? {
        let path = entry.map_err(IngestError::at(parent))?.path();
        if let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|_| path.is_dir()) {
            found.push((name.to_owned(), path.clone()));
        }
    }
    found.sort();
    Ok(found)
}
