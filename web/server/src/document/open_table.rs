//! The tables of the snapshot, open to whoever asks them questions: Parquet files and what their columns mean.

use serde::Serialize;
use utoipa::ToSchema;

/// Answer of `/donnees`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OpenTablesDocument {
    /// The publication they are of: their addresses hold it.
    pub snapshot: String,
    /// COG year of every code.
    pub cog: u16,
    /// Whose figures they are.
    pub source: String,
    /// Under which licence.
    pub licence: String,
    /// What must be said of them; none where nothing is synthetic.
    pub notice: Option<String>,
    /// The tables.
    pub tables: Vec<OpenTable>,
}

/// A table.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OpenTable {
    /// Its name in SQL.
    pub name: String,
    /// Its name for a person.
    pub title: String,
    /// What it holds.
    pub description: String,
    /// Number of rows.
    pub rows: u64,
    /// Size of the file.
    pub bytes: u64,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Address of the file, for ever.
    pub href: String,
    /// Its columns, in order.
    pub columns: Vec<OpenColumn>,
}

/// A column of a table.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OpenColumn {
    /// Its name.
    pub name: String,
    /// Its SQL type.
    #[serde(rename = "type")]
    pub kind: String,
    /// What it means.
    pub description: String,
}
