//! A checksum of a table's contents that does not depend on the order of its rows, nor on threads or machines.
//!
//! Each row is written as text, hashed with MD5, and the two halves of the hash are summed over the table modulo 2⁶⁴: sums
//! commute, and a row present twice counts twice.

use duckdb::Connection;
use serde::{Deserialize, Serialize};

use crate::error::{At, Result};
use crate::row::TABLES;

/// What a table holds, in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableSum {
    /// The table.
    pub name: String,
    /// Its number of rows.
    pub rows: u64,
    /// 32 hexadecimal digits.
    pub checksum: String,
}

/// Sums every table of the schema, in the schema's order.
pub(crate) fn tables(connection: &Connection) -> Result<Vec<TableSum>> {
    TABLES.iter().map(|table| one(connection, table.name, table.columns)).collect()
}

fn one(connection: &Connection, name: &str, columns: &[(&str, &str)]) -> Result<TableSum> {
    let columns: Vec<String> = columns.iter().map(|(column, _)| format!("\"{column}\"")).collect();
    let sql = format!(
        "WITH line AS (SELECT row({}) ::VARCHAR AS text FROM \"{name}\")
         SELECT count(*), lpad(to_hex(coalesce(sum(md5_number_upper(text)), 0) % 18446744073709551616), 16, '0')
           || lpad(to_hex(coalesce(sum(md5_number_lower(text)), 0) % 18446744073709551616), 16, '0') FROM line",
        columns.join(", ")
    );
    let (rows, checksum): (u64, String) =
        connection.query_row(&sql, [], |row| Ok((row.get(0)?, row.get(1)?))).at(format!("somme de {name}"))?;
    Ok(TableSum { name: name.to_owned(), rows, checksum: checksum.to_lowercase() })
}
