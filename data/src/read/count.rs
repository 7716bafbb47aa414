//! What was counted, finely enough to hold it against any published figure: by commune, famille, activity and size.
//!
//! Rows, not sums over territories: whoever compares chooses the communes. Next: `lanterne-ingest`'s `check`.

use super::rows::all;
use crate::{Error, Snapshot};

/// ESS employers of the perimeter of the law of 2014 that share commune, famille, division and size band.
#[derive(Debug, Clone, PartialEq)]
pub struct EssCell {
    /// Code of the commune.
    pub commune: String,
    /// Famille.
    pub famille: String,
    /// NAF division, two digits; absent where the activity is unknown.
    pub division: Option<String>,
    /// Size band of Sirene.
    pub tranche: String,
    /// Employer establishments.
    pub establishments: f64,
    /// Their jobs, estimated.
    pub jobs: f64,
}

/// The whole economy of a commune.
#[derive(Debug, Clone, PartialEq)]
pub struct EconomyCell {
    /// Code of the commune.
    pub commune: String,
    /// Employer establishments.
    pub establishments: f64,
    /// Jobs, estimated.
    pub jobs: f64,
}

/// ESS employers under the law of 2014.
///
/// # Errors
/// [`Error`] when the file is not a snapshot of this program.
pub fn ess_cells(snapshot: &Snapshot) -> Result<Vec<EssCell>, Error> {
    let sql = "SELECT commune, famille, left(naf, 2) AS division, tranche, count(*)::DOUBLE, sum(jobs) \
               FROM establishment WHERE loi_2014 AND employer GROUP BY ALL ORDER BY ALL";
    all(snapshot, "establishment", sql, |row| {
        Ok(EssCell {
            commune: row.get(0)?,
            famille: row.get(1)?,
            division: row.get(2)?,
            tranche: row.get(3)?,
            establishments: row.get(4)?,
            jobs: row.get(5)?,
        })
    })
}

/// The whole economy by commune.
///
/// # Errors
/// [`Error`] when the file is not a snapshot of this program.
pub fn economy_cells(snapshot: &Snapshot) -> Result<Vec<EconomyCell>, Error> {
    let sql = "SELECT commune, sum(employers)::DOUBLE, sum(jobs)::DOUBLE FROM economy_count GROUP BY commune ORDER BY commune";
    all(snapshot, "economy_count", sql, |row| {
        Ok(EconomyCell { commune: row.get(0)?, establishments: row.get(1)?, jobs: row.get(2)? })
    })
}

/// Everything counted at the end of an earlier year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PastTotals {
    /// ESS employers under the law of 2014.
    pub ess_establishments: f64,
    /// Their jobs, estimated.
    pub ess_jobs: f64,
    /// All employers.
    pub establishments: f64,
    /// All jobs, estimated.
    pub jobs: f64,
}

/// The totals of an earlier year; zeros where it was not loaded.
///
/// # Errors
/// [`Error`] when the file is not a snapshot of this program.
pub fn past_totals(snapshot: &Snapshot, year: u16) -> Result<PastTotals, Error> {
    let sum = |table: &'static str, condition: &str| -> Result<(f64, f64), Error> {
        let sql = format!(
            "SELECT coalesce(sum(employers), 0)::DOUBLE, coalesce(sum(jobs), 0)::DOUBLE \
             FROM {table} WHERE year = {year} {condition}"
        );
        Ok(all(snapshot, table, &sql, |row| Ok((row.get(0)?, row.get(1)?)))?.into_iter().next().unwrap_or((0.0, 0.0)))
    };
    let (ess_establishments, ess_jobs) = sum("past_ess_count", "AND loi_2014")?;
    let (establishments, jobs) = sum("past_economy_count", "")?;
    Ok(PastTotals { ess_establishments, ess_jobs, establishments, jobs })
}
