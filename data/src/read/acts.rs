//! Acts one by one, as operators handed them in: for whoever may read them, and for nobody else.
//!
//! Who that is, the service decides: nothing here is protected. They are read from the file when they are asked for, and never held in memory.

use duckdb::params;

use crate::error::At;
use crate::{Error, Snapshot};

/// Which acts are asked for; `None`: all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked<'a> {
    /// Slug of an operator.
    pub operator: Option<&'a str>,
    /// Slug of a scheme.
    pub scheme: Option<&'a str>,
    /// Year of the acts.
    pub year: Option<i16>,
    /// How many come before those that are read.
    pub before: u32,
    /// How many are read at most.
    pub most: u32,
}

/// An act.
#[derive(Debug, Clone, PartialEq)]
pub struct Act {
    /// Slug of who did it.
    pub operator: String,
    /// Slug of the scheme.
    pub scheme: String,
    /// Of the act.
    pub year: i16,
    /// Of the structure; `None`: persons, counted by commune before they were handed in.
    pub siret: Option<String>,
    /// Code of the beneficiary's commune.
    pub commune: String,
    /// Its name; `None` where the code is none of this snapshot.
    pub commune_name: Option<String>,
    /// `accompagnement`, `aide`, `etude`, `pret` or `orientation`.
    pub kind: String,
    /// One for a structure, the number of persons otherwise.
    pub beneficiaries: i32,
    /// Jobs consolidated or created; `None`: unknown.
    pub jobs: Option<f64>,
    /// Euros; `None`: none, or unknown.
    pub amount_eur: Option<f64>,
    /// Card of the source.
    pub card: String,
}

/// What of the acts is asked for, in SQL: three values, each null for all of them.
const KEPT: &str = "FROM act a WHERE a.operator = COALESCE(CAST(? AS VARCHAR), a.operator) \
                    AND a.scheme = COALESCE(CAST(? AS VARCHAR), a.scheme) \
                    AND a.\"year\" = COALESCE(CAST(? AS SMALLINT), a.\"year\")";

/// The acts asked for, the latest year first, and how many there are in all.
///
/// # Errors
/// [`Error`]: no such table.
pub fn acts(snapshot: &Snapshot, asked: &Asked<'_>) -> Result<(Vec<Act>, u64), Error> {
    let count = format!("SELECT COUNT(*) {KEPT}");
    let rows = format!(
        "SELECT k.operator, k.scheme, k.\"year\", k.siret, k.commune, t.name, k.kind, k.beneficiaries, k.jobs, k.amount_eur, k.card \
         FROM (SELECT a.* {KEPT}) k LEFT JOIN territory t ON t.level = 'commune' AND t.code = k.commune \
         ORDER BY k.\"year\" DESC, k.scheme, k.operator, k.act LIMIT ? OFFSET ?"
    );
    let Asked { operator, scheme, year, before, most } = *asked;
    let read = || -> duckdb::Result<(Vec<Act>, u64)> {
        let mut counting = snapshot.connection.prepare(&count)?;
        let all: i64 = counting.query_row(params![operator, scheme, year], |row| row.get(0))?;
        let mut statement = snapshot.connection.prepare(&rows)?;
        let rows = statement.query_map(params![operator, scheme, year, i64::from(most), i64::from(before)], |row| {
            Ok(Act {
                operator: row.get(0)?,
                scheme: row.get(1)?,
                year: row.get(2)?,
                siret: row.get(3)?,
                commune: row.get(4)?,
                commune_name: row.get(5)?,
                kind: row.get(6)?,
                beneficiaries: row.get(7)?,
                jobs: row.get(8)?,
                amount_eur: row.get(9)?,
                card: row.get(10)?,
            })
        })?;
        Ok((rows.collect::<duckdb::Result<Vec<_>>>()?, all.unsigned_abs()))
    };
    read().at("lecture de la table act")
}
