//! Official figures as they were loaded (population, Filosofi, Flores): of one territory, asked for when they are shown.

use duckdb::params;

use crate::error::At;
use crate::{Error, Snapshot};

/// A figure of a territory.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// Card it came by.
    pub card: String,
    /// Measure: `revenu_median`, `taux_pauvrete`…
    pub measure: String,
    /// Famille, sector…; empty for the whole.
    pub detail: String,
    /// Value; absent with its reason in `absence`.
    pub value: Option<f64>,
    /// Why there is no value, as a slug.
    pub absence: Option<String>,
    /// Unit, in French.
    pub unit: String,
    /// Millésime.
    pub millesime: String,
}

/// The figures of one territory, by measure.
///
/// # Errors
/// [`Error`]: no such table.
pub fn loaded(snapshot: &Snapshot, level: &str, code: &str) -> Result<Vec<Loaded>, Error> {
    let sql = "SELECT card, measure, detail, value, absence, unit, millesime FROM figure_loaded \
               WHERE level = ? AND code = ? ORDER BY measure, detail, millesime, card";
    let read = || {
        let mut statement = snapshot.connection.prepare(sql)?;
        let rows = statement.query_map(params![level, code], |row| {
            Ok(Loaded {
                card: row.get(0)?,
                measure: row.get(1)?,
                detail: row.get(2)?,
                value: row.get(3)?,
                absence: row.get(4)?,
                unit: row.get(5)?,
                millesime: row.get(6)?,
            })
        })?;
        rows.collect::<duckdb::Result<Vec<_>>>()
    };
    read().at("lecture de la table figure_loaded")
}
