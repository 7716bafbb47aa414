//! What can go wrong with a snapshot, one variant per different reaction of the caller.

use std::path::PathBuf;

use crate::reason::reason;

/// The result of everything in this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// A fault of reading or writing a snapshot. Messages for people are in French: they are printed as they are.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The engine refused a statement: a bug, a full disk or an unreadable file.
    #[error("base de données, {place} : {}", engine(source))]
    Engine {
        /// What was being done.
        place: String,
        /// What DuckDB says.
        #[source]
        source: duckdb::Error,
    },
    /// A file or folder of the snapshot could not be read or written.
    #[error("{} : {}", path.display(), reason(source))]
    File {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// The manifest is not what this program writes.
    #[error("{}, ligne {}, colonne {} : ce n’est pas un manifeste écrit par Lanterne ; relancez « lanterne ingest »", path.display(), source.line(), source.column())]
    Manifest {
        /// Which one.
        path: PathBuf,
        /// Where and why.
        #[source]
        source: serde_json::Error,
    },
    /// The list of the tables that leave is faulty: a bug of ours.
    #[error("tables à emporter : {fault}")]
    Definition {
        /// Where and why.
        fault: String,
    },
    /// A source file does not have the published layout; nothing of it was loaded.
    #[error("{} : {fault}", path.display())]
    Layout {
        /// Which file.
        path: PathBuf,
        /// What was found, what was expected.
        fault: String,
    },
    /// Totals before and after a step differ: the step lost or invented something.
    #[error("conservation rompue, {place} : {before} avant, {after} après")]
    Conservation {
        /// Which step, which file, which total.
        place: String,
        /// The total that entered.
        before: f64,
        /// The total that came out.
        after: f64,
    },
    /// A name outside a closed list: the file was written by another program.
    #[error(transparent)]
    Vocabulary(#[from] lanterne_observatory::Error),
    /// A fact is about a commune that the territory index does not know.
    #[error("table {table} : la commune {commune} n'est pas dans l'index des territoires")]
    UnknownCommune {
        /// Where the fact is.
        table: &'static str,
        /// The code.
        commune: String,
    },
    /// A text that should be a date is not one.
    #[error("« {0} » n'est pas une date AAAA-MM-JJ")]
    Date(String),
}

/// What the engine says, its first line: the rest is for its authors.
fn engine(source: &duckdb::Error) -> String {
    let said = source.to_string();
    let line = said.lines().next().unwrap_or_default().trim();
    if line.contains("not a valid DuckDB database") || line.contains("Corrupt") || line.contains("checksum") {
        return "le fichier est endommagé ou n’est pas une base de Lanterne ; relancez « lanterne ingest »".to_owned();
    }
    if line.starts_with("Catalog Error") || line.starts_with("Binder Error") {
        return format!(
            "l’instantané vient d’une autre version de Lanterne (« {line} ») ; relancez « lanterne ingest »"
        );
    }
    format!("DuckDB répond « {line} »")
}

/// Says where the engine failed.
pub(crate) trait At<T> {
    /// Names what was being done.
    fn at(self, place: impl Into<String>) -> Result<T>;
}

impl<T> At<T> for std::result::Result<T, duckdb::Error> {
    fn at(self, place: impl Into<String>) -> Result<T> {
        self.map_err(|source| Error::Engine { place: place.into(), source })
    }
}
