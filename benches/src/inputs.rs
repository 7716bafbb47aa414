//! The harness's files, read as columns.

use std::path::PathBuf;

/// Why a work could not be run.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    #[error("{0} is not a work; `lanterne-bench list` names them")]
    Unknown(String),
    #[error("{path}: {source}")]
    Unreadable { path: String, source: csv::Error },
    #[error("{path}, line {line}, column {column}: {value} is not a number")]
    NotANumber { path: String, line: usize, column: String, value: String },
    #[error("{path} has no column {column}")]
    NoColumn { path: String, column: String },
    #[error("no tile was made")]
    NoTile,
    #[error(transparent)]
    Tiles(#[from] lanterne_tiles::TileError),
    #[error(transparent)]
    Outlines(#[from] lanterne_tiles::topology::TopologyError),
    #[error(transparent)]
    Measure(#[from] lanterne_observatory::Error),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// The folder that `unpack.py` filled.
pub(crate) struct Inputs {
    folder: PathBuf,
}

impl Inputs {
    pub(crate) fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// A file of the folder: `inputs/communes_attr.csv`.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// One column of a CSV as text.
    pub(crate) fn text(&self, name: &str, column: &str) -> Result<Vec<String>, Fault> {
        let path = self.path(name);
        let shown = || path.display().to_string();
        let unreadable = |source| Fault::Unreadable { path: shown(), source };
        let mut reader = csv::Reader::from_path(&path).map_err(unreadable)?;
        let index = reader.headers().map_err(unreadable)?.iter().position(|header| header == column);
        let index = index.ok_or_else(|| Fault::NoColumn { path: shown(), column: column.to_owned() })?;
        let cell = |row: Result<csv::StringRecord, csv::Error>| Ok(row.map_err(unreadable)?[index].to_owned());
        reader.records().map(cell).collect()
    }

    /// One column of a CSV as numbers; an empty cell is NaN.
    pub(crate) fn numbers(&self, name: &str, column: &str) -> Result<Vec<f64>, Fault> {
        let number = |(line, value): (usize, String)| match value.as_str() {
            "" => Ok(f64::NAN),
            text => text.parse().map_err(|_| Fault::NotANumber {
                path: self.path(name).display().to_string(),
                line: line + 2,
                column: column.to_owned(),
                value: value.clone(),
            }),
        };
        self.text(name, column)?.into_iter().enumerate().map(number).collect()
    }

    /// The attribute `column` of every commune of France, in row order.
    pub(crate) fn communes(&self, column: &str) -> Result<Vec<f64>, Fault> {
        self.numbers("inputs/communes_attr.csv", column)
    }
}
