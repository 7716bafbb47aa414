//! A finished snapshot, open for reading. What can be asked of it is in [`crate::read`].

use std::path::Path;

use duckdb::Connection;

use crate::engine;
use crate::error::{At, Result};
use crate::sum::{self, TableSum};

/// An open snapshot (or the readable side of a draft). One per thread: see [`Snapshot::another`].
#[derive(Debug)]
pub struct Snapshot {
    pub(crate) connection: Connection,
}

impl Snapshot {
    /// Opens `lanterne.duckdb` read-only. Other processes may read the same file.
    ///
    /// # Errors
    /// The file is missing, or is not a database of this engine.
    pub fn open(path: &Path) -> Result<Snapshot> {
        Ok(Snapshot { connection: engine::readable(path)? })
    }

    /// Sums every table again, to hold against the manifest.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn sums(&self) -> Result<Vec<TableSum>> {
        sum::tables(&self.connection)
    }

    /// A second door to the same open database, for another thread. Cheap: caches are shared.
    ///
    /// # Errors
    /// The engine is out of memory.
    pub fn another(&self) -> Result<Snapshot> {
        Ok(Snapshot { connection: self.connection.try_clone().at("connexion")? })
    }
}
