//! A second database file beside the draft, for what a load needs on the way: compressed on disk, never in memory whole,
//! and gone with its owner.

use std::path::{Path, PathBuf};

use duckdb::{Connection, appender_params_from_iter};

use crate::draft::Draft;
use crate::error::{At, Result};
use crate::load::source::quoted;

/// The attached database `scratch`.
#[derive(Debug)]
pub(crate) struct Scratch<'a> {
    pub(crate) connection: &'a Connection,
    path: PathBuf,
}

impl<'a> Scratch<'a> {
    /// Attaches an empty file beside the draft.
    pub(crate) fn attach(draft: &'a Draft) -> Result<Scratch<'a>> {
        let path = draft.path().with_extension("scratch");
        remove(&path);
        let scratch = Scratch { connection: &draft.connection, path };
        scratch.run(&format!("ATTACH {} AS scratch", quoted(&scratch.path.to_string_lossy())), "fichier de travail")?;
        Ok(scratch)
    }

    /// Runs statements.
    pub(crate) fn run(&self, sql: &str, place: &str) -> Result<()> {
        self.connection.execute_batch(sql).at(place)
    }

    /// Reads one whole number.
    pub(crate) fn count(&self, sql: &str, place: &str) -> Result<i64> {
        self.connection.query_row(sql, [], |row| row.get(0)).at(place)
    }

    /// Creates a small table of text columns and fills it.
    pub(crate) fn table<const N: usize, S: AsRef<str>>(
        &self,
        definition: &str,
        rows: impl IntoIterator<Item = [S; N]>,
    ) -> Result<()> {
        let place = || format!("table de travail {definition}");
        self.run(&format!("CREATE TABLE scratch.{definition}"), &place())?;
        let name = definition.split_whitespace().next().unwrap_or_default();
        let mut appender = self.connection.appender_to_catalog_and_db(name, "scratch", "main").at(place())?;
        for row in rows {
            appender.append_row(appender_params_from_iter(row.iter().map(AsRef::as_ref))).at(place())?;
        }
        appender.flush().at(place())
    }
}

impl Drop for Scratch<'_> {
    /// What cannot be removed now is removed by the next run.
    fn drop(&mut self) {
        let _ = self.connection.execute_batch("DETACH DATABASE IF EXISTS scratch");
        remove(&self.path);
    }
}

fn remove(path: &Path) {
    let _ = std::fs::remove_file(path);
    let _ = std::fs::remove_file(path.with_extension("scratch.wal"));
}
