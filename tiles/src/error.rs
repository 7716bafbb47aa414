//! Why tiles could not be made or read.
//!
//! For: the pipeline, which stops, and the server, which answers without the layer.
//! Next: [`crate::build`], [`crate::archive`].

use std::path::PathBuf;

/// Faults of tile building and of tile archives.
#[derive(Debug, thiserror::Error)]
pub enum TileError {
    /// A file could not be read or written.
    #[error("{path} : le système a refusé l’opération ({source})")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Bytes that are not a PMTiles v3 archive of vector tiles made by this program, or a failure to write one.
    #[error("archive de tuiles {name} : {reason}")]
    Archive {
        /// Layer or file.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A level whose columns do not have the lengths its territories call for.
    #[error("couche {layer} : {what} compte {found} lignes, {expected} attendues")]
    Columns {
        /// The layer.
        layer: String,
        /// Which column.
        what: &'static str,
        /// Its length.
        found: usize,
        /// The length it should have.
        expected: usize,
    },
    /// A commune given to a territory that the level does not have.
    #[error("couche {layer} : la commune n° {unit} renvoie à la ligne {row}, il n'y en a que {rows}")]
    Row {
        /// The layer.
        layer: String,
        /// The commune's row.
        unit: usize,
        /// The row it is given to.
        row: usize,
        /// How many rows the level has.
        rows: usize,
    },
    /// Whoever asked for the tiles asked to stop.
    #[error("fabrication des tuiles interrompue à la demande")]
    Stopped,
}

impl TileError {
    pub(crate) fn archive(name: &str, reason: impl ToString) -> TileError {
        TileError::Archive { name: name.to_owned(), reason: reason.to_string() }
    }
}
