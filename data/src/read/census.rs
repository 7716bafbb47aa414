//! What the census says of the communes beside the territory index: their inhabitants of an earlier year, who is in work and who
//! seeks some. Counts of communes, so that they add up over any territory; the index has the inhabitants of today.

use super::rows::all;
use super::territory::Territories;
use crate::{Error, Snapshot};

/// The parameter of a build that says the year of the index's inhabitants.
pub const YEAR: &str = "population_year";
/// A census takes five years: inhabitants of years nearer than that are in part the same count.
const APART: u16 = 5;

/// One count of each commune.
#[derive(Debug, Clone, PartialEq)]
pub struct Counts {
    /// The year it describes.
    pub year: u16,
    /// By row of the communes; absent where not published.
    pub values: Vec<Option<f64>>,
}

/// What was loaded of the census.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Census {
    /// Year of the inhabitants of the territory index; absent of builds that do not say it.
    pub year: Option<u16>,
    /// Inhabitants of an earlier year: the latest at least five years before.
    pub before: Option<Counts>,
    /// Active persons of 15 to 64, the latest year.
    pub active: Option<Counts>,
    /// Those of them who seek work, the latest year.
    pub unemployed: Option<Counts>,
}

/// Reads it, for the communes of an index.
pub(super) fn census(
    snapshot: &Snapshot,
    communes: &Territories,
    parameters: &[(String, String)],
) -> Result<Census, Error> {
    let year: Option<u16> = parameters.iter().find(|(name, _)| name == YEAR).and_then(|(_, year)| year.parse().ok());
    let sql = "SELECT DISTINCT measure, millesime FROM figure_loaded WHERE level = 'commune' AND detail = '' \
               AND measure IN ('population_municipale', 'actifs_15_64', 'chomeurs_15_64')";
    let known: Vec<(String, String)> = all(snapshot, "figure_loaded", sql, |row| Ok((row.get(0)?, row.get(1)?)))?;
    let latest = |measure: &str, until: u16| {
        let years = known.iter().filter(|(own, _)| own == measure).filter_map(|(_, year)| year.parse::<u16>().ok());
        years.filter(|year| *year <= until).max()
    };
    let read = |measure: &str, year: Option<u16>| {
        year.map(|year| Ok::<_, Error>(Counts { year, values: counts(snapshot, communes, measure, year)? })).transpose()
    };
    let before = year.and_then(|year| latest("population_municipale", year.saturating_sub(APART)));
    // A rate is of one year: both counts, or none.
    let activity = latest("actifs_15_64", u16::MAX).filter(|year| latest("chomeurs_15_64", u16::MAX) == Some(*year));
    Ok(Census {
        year,
        before: read("population_municipale", before)?,
        active: read("actifs_15_64", activity)?,
        unemployed: read("chomeurs_15_64", activity)?,
    })
}

fn counts(snapshot: &Snapshot, communes: &Territories, measure: &str, year: u16) -> Result<Vec<Option<f64>>, Error> {
    let sql = format!(
        "SELECT code, value FROM figure_loaded WHERE level = 'commune' AND detail = '' AND measure = '{measure}' \
         AND millesime = '{year}' AND value IS NOT NULL"
    );
    let rows: Vec<(String, f64)> = all(snapshot, "figure_loaded", &sql, |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut values = vec![None; communes.len()];
    for (code, value) in rows {
        if let Some(own) = communes.row(&code).and_then(|row| values.get_mut(row as usize)) {
            *own = Some(value);
        }
    }
    Ok(values)
}
