//! Figures published elsewhere: read, never computed.

use super::rows::all;
use crate::{Error, Snapshot};

/// One published figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// Identifier in the reference facts.
    pub figure: String,
    /// `document` or `externe`.
    pub origin: String,
    /// Level of the territory, as the reference facts name it.
    pub level: String,
    /// Code of the territory; absent for a territory without code.
    pub code: Option<String>,
    /// Name of the territory.
    pub name: Option<String>,
    /// Measure.
    pub measure: String,
    /// Famille, sector…; empty for the whole.
    pub detail: String,
    /// Value; absent when the publication gives none.
    pub value: Option<f64>,
    /// Unit, slug.
    pub unit: String,
    /// Year, as published.
    pub year: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// Document where it was read.
    pub document: Option<String>,
    /// Words of the document.
    pub quote: Option<String>,
    /// What the reader of the document noted.
    pub note: Option<String>,
}

pub(super) fn published(snapshot: &Snapshot) -> Result<Vec<Published>, Error> {
    let sql = "SELECT figure, origin, level, code, name, measure, detail, value, unit, year, source, document, quote, note \
               FROM figure_published ORDER BY figure";
    all(snapshot, "figure_published", sql, |row| {
        Ok(Published {
            figure: row.get(0)?,
            origin: row.get(1)?,
            level: row.get(2)?,
            code: row.get(3)?,
            name: row.get(4)?,
            measure: row.get(5)?,
            detail: row.get(6)?,
            value: row.get(7)?,
            unit: row.get(8)?,
            year: row.get(9)?,
            source: row.get(10)?,
            document: row.get(11)?,
            quote: row.get(12)?,
            note: row.get(13)?,
        })
    })
}
