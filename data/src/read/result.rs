//! What `derive` wrote with the default parameters, so that anyone can hold it against what is served.

use lanterne_observatory::{Absence, Indicator, Level, Perimetre, Value};

use super::rows::all;
use crate::{Error, Snapshot};

/// One row of table `result`.
#[derive(Debug, Clone, PartialEq)]
pub struct ResultRow {
    /// Row of the territory.
    pub row: u32,
    /// Number or absence.
    pub value: Value,
    /// Lower bound of the 95 % interval.
    pub low: Option<f64>,
    /// Upper bound.
    pub high: Option<f64>,
    /// Empirical-Bayes rate.
    pub smoothed: Option<f64>,
}

impl ResultRow {
    fn unpublished(row: u32) -> Self {
        Self { row, value: Err(Absence::NotPublished), low: None, high: None, smoothed: None }
    }
}

/// The stored series of an indicator, in row order; a territory without a stored row is not published.
///
/// # Errors
/// [`Error`] when the file is not a snapshot of this program.
pub fn results(
    snapshot: &Snapshot,
    indicator: Indicator,
    perimetre: Perimetre,
    level: Level,
) -> Result<Vec<ResultRow>, Error> {
    // The three names come from closed lists: they are no input.
    let sql = format!(
        "SELECT \"row\", value, absence, low, high, smoothed FROM result \
         WHERE indicator = '{}' AND perimetre = '{}' AND level = '{}' ORDER BY \"row\"",
        indicator.as_str(),
        perimetre.as_str(),
        level.as_str()
    );
    let count = format!("SELECT count(*) FROM territory WHERE level = '{}'", level.as_str());
    let units: Vec<u32> = all(snapshot, "territory", &count, |row| row.get(0))?;
    let mut series: Vec<ResultRow> = (0..units.first().copied().unwrap_or(0)).map(ResultRow::unpublished).collect();
    for stored in all(snapshot, "result", &sql, |row| {
        let (value, absence): (Option<f64>, Option<String>) = (row.get(1)?, row.get(2)?);
        let reason = absence.as_deref().and_then(Absence::parse).unwrap_or(Absence::NotPublished);
        Ok(ResultRow {
            row: row.get(0)?,
            value: value.ok_or(reason),
            low: row.get(3)?,
            high: row.get(4)?,
            smoothed: row.get(5)?,
        })
    })? {
        if let Some(place) = series.get_mut(stored.row as usize) {
            *place = stored;
        }
    }
    Ok(series)
}
