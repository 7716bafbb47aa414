//! A snapshot being written: created empty from `schema.sql`, filled table by table, then finished. Never migrated.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use duckdb::{Connection, InterruptHandle, appender_params_from_iter};

use crate::engine::{self, Limits};
use crate::error::{At, Error, Result};
use crate::row::Row;
use crate::snapshot::Snapshot;
use crate::sum::{self, TableSum};

/// Every table of a snapshot, as SQL.
pub const SCHEMA: &str = include_str!("../schema.sql");

/// A new snapshot, not yet readable by anyone else.
#[derive(Debug)]
pub struct Draft {
    pub(crate) connection: Connection,
    path: PathBuf,
}

/// Stops the statement that a draft is running, from any thread. Between two statements, and once the draft is gone, it
/// stops nothing.
#[derive(Clone)]
pub struct Stop(Arc<InterruptHandle>);

impl Stop {
    /// The statement under way fails, as any faulty one would.
    pub fn now(&self) {
        self.0.interrupt();
    }
}

impl Draft {
    /// Creates the file and its empty tables. What an interrupted run left at this place is removed.
    ///
    /// # Errors
    /// The folder is missing or not writable.
    pub fn create(path: &Path) -> Result<Draft> {
        Draft::create_within(path, &Limits::default())
    }

    /// The same, within limits of memory, threads and place to spill.
    ///
    /// # Errors
    /// As [`Draft::create`]; or a limit that the engine does not understand.
    pub fn create_within(path: &Path, limits: &Limits) -> Result<Draft> {
        for old in [path.to_path_buf(), path.with_extension("duckdb.wal")] {
            match std::fs::remove_file(&old) {
                Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                    return Err(Error::File { path: old, source });
                }
                _ => {}
            }
        }
        let connection = engine::writable(path, limits)?;
        connection.execute_batch(SCHEMA).at("schéma")?;
        Ok(Draft { connection, path: path.to_path_buf() })
    }

    /// Opens again a draft that was finished, to add the next step's tables to it.
    ///
    /// # Errors
    /// The file is missing or not a database.
    pub fn reopen(path: &Path) -> Result<Draft> {
        std::fs::metadata(path).map_err(|source| Error::File { path: path.to_path_buf(), source })?;
        let connection = engine::writable(path, &Limits::default())?;
        Ok(Draft { connection, path: path.to_path_buf() })
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What stops its long statements: a join of millions of rows is one statement.
    pub fn stop(&self) -> Stop {
        Stop(self.connection.interrupt_handle())
    }

    /// Appends rows to their table, all of them or an error.
    ///
    /// # Errors
    /// A row breaks a constraint of the schema (a key twice, a conservation that does not add up).
    pub fn append<R: Row>(&self, rows: &[R]) -> Result<()> {
        let place = || format!("ajout à la table {}", R::TABLE);
        let mut appender = self.connection.appender(R::TABLE).at(place())?;
        for row in rows {
            appender.append_row(appender_params_from_iter(row.cells())).at(place())?;
        }
        appender.flush().at(place())
    }

    /// What is written so far, for the readers of [`crate::read`]: `derive` reads facts before writing results.
    ///
    /// # Errors
    /// The engine is out of memory.
    pub fn snapshot(&self) -> Result<Snapshot> {
        Ok(Snapshot { connection: self.connection.try_clone().at("connexion")? })
    }

    /// Sums every table, writes everything to the file and closes it.
    ///
    /// # Errors
    /// The disk is full.
    pub fn finish(self) -> Result<Vec<TableSum>> {
        let sums = sum::tables(&self.connection)?;
        self.connection.execute_batch("CHECKPOINT").at("écriture finale")?;
        self.connection.close().map_err(|(_, source)| source).at("fermeture")?;
        Ok(sums)
    }
}
