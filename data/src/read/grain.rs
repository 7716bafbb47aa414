//! Facts at the grain of the commune, as `lanterne_observatory::assembly` sums them.
//!
//! Only employers are counted: an establishment without employee is no employer and carries no job. A row whose commune
//! is in no index, or whose famille or section is outside the closed lists, is an error and not a silence.

use std::collections::HashSet;

use lanterne_observatory::assembly::{EconomyCount, EssCount, Flags, Grain};
use lanterne_observatory::{Absence, Famille, Level, Section, Value};

use super::rows::all;
use super::territory::{Belonging, Territories};
use crate::{Error, Snapshot};

/// Facts of the whole snapshot. Also called by `derive` on a draft's connection.
///
/// # Errors
/// [`Error`] on a missing table, or a value outside the closed lists.
pub fn grain(
    snapshot: &Snapshot,
    territories: &[Territories],
    belonging: &Belonging,
    coverage: &[(String, String)],
) -> Result<Grain, Error> {
    let Some(communes) = territories.iter().find(|index| index.level == Level::Commune) else {
        return Ok(Grain::default());
    };
    let departements = territories.iter().find(|index| index.level == Level::Departement);
    let covered: HashSet<u32> =
        coverage.iter().filter_map(|(code, _)| departements.and_then(|index| index.row(code))).collect();
    Ok(Grain {
        population: communes.population.iter().map(|count| published(count.map(|count| count as f64))).collect(),
        area_km2: communes.area_km2.iter().map(|area| published(*area)).collect(),
        covered: belonging
            .departement
            .iter()
            .map(|departement| departement.is_some_and(|departement| covered.contains(&departement)))
            .collect(),
        ess: ess(snapshot, communes)?,
        economy: economy(snapshot, communes)?,
    })
}

fn published(number: Option<f64>) -> Value {
    number.ok_or(Absence::NotPublished)
}

fn ess(snapshot: &Snapshot, communes: &Territories) -> Result<Vec<EssCount>, Error> {
    // Ordered: a sum of floating numbers is a function of its order.
    let sql = "SELECT commune, famille, section, loi_2014, categorie, esus, siae, \
               sum(employers)::DOUBLE, sum(jobs), sum(jobs_low), sum(jobs_high) FROM ess_count \
               GROUP BY ALL ORDER BY ALL";
    all(snapshot, "ess_count", sql, |row| {
        let (commune, famille, section): (String, String, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let flags = Flags { loi_2014: row.get(3)?, categorie: row.get(4)?, esus: row.get(5)?, siae: row.get(6)? };
        let counts: [f64; 4] = [row.get(7)?, row.get(8)?, row.get(9)?, row.get(10)?];
        Ok((commune, famille, section, flags, counts))
    })?
    .into_iter()
    .map(|(commune, famille, section, flags, [establishments, jobs, jobs_low, jobs_high])| {
        Ok(EssCount {
            commune: row_of(communes, "ess_count", commune)?,
            famille: famille.parse::<Famille>().map_err(Error::Vocabulary)?,
            section: section.map(|letter| letter.parse::<Section>().map_err(Error::Vocabulary)).transpose()?,
            flags,
            establishments,
            jobs,
            jobs_low,
            jobs_high,
        })
    })
    .collect()
}

fn economy(snapshot: &Snapshot, communes: &Territories) -> Result<Vec<EconomyCount>, Error> {
    let sql = "SELECT commune, sum(employers)::DOUBLE, sum(jobs)::DOUBLE FROM economy_count \
               GROUP BY commune ORDER BY commune";
    all(snapshot, "economy_count", sql, |row| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?)))?
        .into_iter()
        .map(|(commune, establishments, jobs)| {
            Ok(EconomyCount { commune: row_of(communes, "economy_count", commune)?, establishments, jobs })
        })
        .collect()
}

fn row_of(communes: &Territories, table: &'static str, commune: String) -> Result<u32, Error> {
    communes.row(&commune).ok_or(Error::UnknownCommune { table, commune })
}
