//! The tables that leave with a snapshot: Parquet files, and an index that says in French what each table and column means.
//!
//! `sql/published.toml` decides which tables leave and explains them. A file is a function of the rows alone: they are sorted by
//! every column, and written by one thread, so that their groups are cut at the same places everywhere. It refuses to know where
//! the files go next (`lanterne-ingest` publishes them) and who reads them (`lanterne-server` serves them, a browser asks in SQL).

use std::path::Path;

use duckdb::Connection;
use serde::{Deserialize, Serialize};

use crate::engine;
use crate::error::{At, Error, Result};
use crate::load::source::quoted;

/// Folder of a snapshot that holds the files, `<name>.parquet` each.
pub const FOLDER: &str = "tables";
/// The file of that folder that describes the others.
pub const INDEX: &str = "index.json";

const DEFINITIONS: &str = include_str!("../sql/published.toml");

/// A table as it left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// Its name, in SQL and of its file.
    pub name: String,
    /// Its name for a person (French).
    pub title: String,
    /// What it holds (French).
    pub description: String,
    /// How many rows.
    pub rows: u64,
    /// Size of the file.
    pub bytes: u64,
    /// Of the file, lower-case hexadecimal.
    pub sha256: String,
    /// Its columns, in order.
    pub columns: Vec<Column>,
}

/// A column of a table that left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its SQL type.
    #[serde(rename = "type")]
    pub kind: String,
    /// What it means (French).
    pub description: String,
}

/// A table that leaves.
#[derive(Debug, Deserialize)]
pub struct Definition {
    /// Its name.
    pub name: String,
    title: String,
    description: String,
    #[serde(default)]
    select: Option<String>,
    columns: Vec<(String, String)>,
}

impl Definition {
    /// Names of its columns, in order.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|(name, _)| name.as_str())
    }
}

#[derive(Deserialize)]
struct Definitions {
    table: Vec<Definition>,
}

/// Every table that leaves.
///
/// # Errors
/// The list that ships with the program is faulty: a bug, which a test holds.
pub fn definitions() -> Result<Vec<Definition>> {
    toml::from_str::<Definitions>(DEFINITIONS)
        .map(|all| all.table)
        .map_err(|source| Error::Definition { fault: source.to_string() })
}

/// A finished database whose tables leave.
#[derive(Debug)]
pub struct Publisher {
    connection: Connection,
    /// Whose figures they are, under which licence, of which year: written in every file.
    stated: Vec<(&'static str, String)>,
}

impl Publisher {
    /// Opens a finished database; `cog` is the year of its codes.
    ///
    /// # Errors
    /// The file is missing, or is not a database of this engine.
    pub fn open(database: &Path, cog: u16) -> Result<Publisher> {
        let connection = engine::leaving(database)?;
        let stated = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, Option<String>>(0)).at("sources");
        let source = stated(
            "SELECT string_agg(concat(producer, ', ', title, ' (', millesime, ')'), ' ; ' ORDER BY card) FROM card",
        )?;
        let licence =
            stated("SELECT string_agg(licence, ' ; ' ORDER BY licence) FROM (SELECT DISTINCT licence FROM card)")?;
        let notice = stated("SELECT CASE WHEN bool_or(synthetic) THEN 'Données synthétiques' END FROM card")?;
        let stated = [("source", source), ("licence", licence), ("mention", notice)];
        let stated = stated
            .into_iter()
            .filter_map(|(name, text)| Some((name, text?)))
            .chain([("geographie", format!("code officiel géographique {cog}"))])
            .collect();
        Ok(Publisher { connection, stated })
    }

    /// Writes one table as `<folder>/<name>.parquet`. Its size and checksum are left to whoever reads the file back.
    ///
    /// # Errors
    /// The definition names a column that the table has not; the disk is full.
    pub fn write(&self, table: &Definition, folder: &Path) -> Result<Published> {
        let place = || format!("table {} à emporter", table.name);
        let columns: Vec<String> = table.columns().map(|name| format!("\"{name}\"")).collect();
        let source = table.select.clone().unwrap_or_else(|| format!("SELECT * FROM \"{}\"", table.name));
        let select = format!("SELECT {} FROM ({source}) ORDER BY ALL", columns.join(", "));
        let path = folder.join(format!("{}.parquet", table.name));
        let stated: Vec<String> = [("titre", &table.title), ("description", &table.description)]
            .into_iter()
            .chain(self.stated.iter().map(|(name, text)| (*name, text)))
            .map(|(name, text)| format!("{name}: {}", quoted(text)))
            .collect();
        let copy = format!(
            "COPY ({select}) TO {} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{}}})",
            quoted(&path.to_string_lossy()),
            stated.join(", ")
        );
        let rows = self.connection.execute(&copy, []).at(place())?;
        let mut described = self.connection.prepare(&format!("DESCRIBE {select}")).at(place())?;
        let kinds = described.query_map([], |row| row.get::<_, String>(1)).at(place())?;
        let kinds = kinds.collect::<duckdb::Result<Vec<String>>>().at(place())?;
        let columns = table.columns.iter().zip(kinds).map(|((name, description), kind)| Column {
            name: name.clone(),
            kind,
            description: description.clone(),
        });
        Ok(Published {
            name: table.name.clone(),
            title: table.title.clone(),
            description: table.description.clone(),
            rows: rows as u64,
            bytes: 0,
            sha256: String::new(),
            columns: columns.collect(),
        })
    }
}

/// The index of a snapshot's folder; none in a snapshot of an earlier program.
///
/// # Errors
/// The index cannot be read, or was written by another program.
pub fn index(snapshot: &Path) -> Result<Vec<Published>> {
    let path = snapshot.join(FOLDER).join(INDEX);
    match std::fs::read(&path) {
        Ok(text) => serde_json::from_slice(&text).map_err(|source| Error::Manifest { path, source }),
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(source) => Err(Error::File { path, source }),
    }
}
