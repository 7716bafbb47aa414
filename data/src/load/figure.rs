//! Official figures back from a draft or a snapshot, as rows: `check` compares them, tests read them.

use crate::error::{At, Result};
use crate::row::FigureLoaded;
use crate::snapshot::Snapshot;

impl Snapshot {
    /// The figures that a card gave, by level, code, measure and detail.
    ///
    /// # Errors
    /// The table cannot be read.
    pub fn loaded_figures(&self, card: &str) -> Result<Vec<FigureLoaded>> {
        let place = "table figure_loaded";
        let mut statement = self
            .connection
            .prepare(
                "SELECT card, level, code, measure, detail, value, absence, unit, millesime FROM figure_loaded
                 WHERE card = ? ORDER BY level, code, measure, detail",
            )
            .at(place)?;
        statement
            .query_map([card], |row| {
                Ok(FigureLoaded {
                    card: row.get(0)?,
                    level: row.get(1)?,
                    code: row.get(2)?,
                    measure: row.get(3)?,
                    detail: row.get(4)?,
                    value: row.get(5)?,
                    absence: row.get(6)?,
                    unit: row.get(7)?,
                    millesime: row.get(8)?,
                })
            })
            .and_then(|rows| rows.collect::<duckdb::Result<Vec<FigureLoaded>>>())
            .at(place)
    }
}
