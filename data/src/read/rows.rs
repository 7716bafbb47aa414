//! One way to read rows: a statement, a function from a row to a struct. Knows no table.

use duckdb::Row;

use crate::error::At;
use crate::{Error, Snapshot};

/// All rows of `sql`, which reads `table`, each through `shape`, in the order of the statement.
pub(crate) fn all<T>(
    snapshot: &Snapshot,
    table: &'static str,
    sql: &str,
    shape: impl FnMut(&Row<'_>) -> duckdb::Result<T>,
) -> Result<Vec<T>, Error> {
    let read = || {
        let mut statement = snapshot.connection.prepare(sql)?;
        let rows = statement.query_map([], shape)?;
        rows.collect::<duckdb::Result<Vec<T>>>()
    };
    read().at(format!("lecture de la table {table}"))
}

/// A list carried as one string by `array_to_string(…, chr(31))`; `NULL` and the empty list are the same here.
pub(super) fn list(joined: Option<String>) -> Vec<String> {
    match joined {
        Some(joined) if !joined.is_empty() => joined.split('\u{1f}').map(str::to_owned).collect(),
        Some(_) | None => Vec::new(),
    }
}
