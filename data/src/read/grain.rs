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

/// The facts of an earlier year, on the communes, the inhabitants and the ground of the snapshot.
#[derive(Debug, Clone)]
pub struct Past {
    /// The year: what stood on 31 December.
    pub year: u16,
    /// Its facts.
    pub grain: Grain,
}

/// Counts as the tables hold them, each with the code of its commune.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// The year counted; none: the one of reference.
    year: Option<u16>,
    ess: Vec<(String, EssCount)>,
    economy: Vec<(String, EconomyCount)>,
}

/// Reads the counts of a year; needs no index, so that it can be done beside the reading of the territories.
pub(super) fn counts(snapshot: &Snapshot, year: Option<u16>) -> Result<Counts, Error> {
    Ok(Counts { year, ess: ess(snapshot, year)?, economy: economy(snapshot, year)? })
}

/// Where the counts of a year stand, in SQL.
fn table(name: &'static str, year: Option<u16>) -> String {
    year.map_or_else(|| name.to_owned(), |year| format!("past_{name} WHERE year = {year}"))
}

/// Places the counts on the rows of the communes.
pub(super) fn grain(
    counts: Counts,
    territories: &[Territories],
    belonging: &Belonging,
    coverage: impl IntoIterator<Item = impl AsRef<str>>,
) -> Result<Grain, Error> {
    let Some(communes) = territories.iter().find(|index| index.level == Level::Commune) else {
        return Ok(Grain::default());
    };
    let departements = territories.iter().find(|index| index.level == Level::Departement);
    let covered: HashSet<u32> =
        coverage.into_iter().filter_map(|code| departements.and_then(|index| index.row(code.as_ref()))).collect();
    let row =
        |table: &'static str, commune: String| communes.row(&commune).ok_or(Error::UnknownCommune { table, commune });
    let (of_ess, of_economy) = match counts.year {
        None => ("ess_count", "economy_count"),
        Some(_) => ("past_ess_count", "past_economy_count"),
    };
    let ess = counts.ess.into_iter().map(|(code, count)| Ok(EssCount { commune: row(of_ess, code)?, ..count }));
    let economy =
        counts.economy.into_iter().map(|(code, count)| Ok(EconomyCount { commune: row(of_economy, code)?, ..count }));
    Ok(Grain {
        population: communes.population.iter().map(|count| published(count.map(|count| count as f64))).collect(),
        area_km2: communes.area_km2.iter().map(|area| published(*area)).collect(),
        covered: belonging
            .departement
            .iter()
            .map(|departement| departement.is_some_and(|departement| covered.contains(&departement)))
            .collect(),
        ess: ess.collect::<Result<_, Error>>()?,
        economy: economy.collect::<Result<_, Error>>()?,
    })
}

/// The same for the counts of an earlier year; none for those of the year of reference.
pub(super) fn past(
    counts: Counts,
    territories: &[Territories],
    belonging: &Belonging,
    coverage: &[String],
) -> Result<Option<Past>, Error> {
    let Some(year) = counts.year else { return Ok(None) };
    Ok(Some(Past { year, grain: grain(counts, territories, belonging, coverage)? }))
}

/// Row of a count that [`grain`] has not placed yet.
const UNPLACED: u32 = u32::MAX;

fn published(number: Option<f64>) -> Value {
    number.ok_or(Absence::NotPublished)
}

fn ess(snapshot: &Snapshot, year: Option<u16>) -> Result<Vec<(String, EssCount)>, Error> {
    // Ordered: a sum of floating numbers is a function of its order.
    let sql = format!(
        "SELECT commune, famille, section, loi_2014, categorie, esus, siae, \
         sum(employers)::DOUBLE, sum(jobs), sum(jobs_low), sum(jobs_high) FROM {} GROUP BY ALL ORDER BY ALL",
        table("ess_count", year)
    );
    let named = |famille: &str, section: Option<&str>| -> Result<_, lanterne_observatory::Error> {
        Ok((famille.parse::<Famille>()?, section.map(str::parse::<Section>).transpose()?))
    };
    all(snapshot, "ess_count", &sql, |row| {
        let code: String = row.get(0)?;
        let (famille, section): (String, Option<String>) = (row.get(1)?, row.get(2)?);
        let flags = Flags { loi_2014: row.get(3)?, categorie: row.get(4)?, esus: row.get(5)?, siae: row.get(6)? };
        let [establishments, jobs, jobs_low, jobs_high] = [row.get(7)?, row.get(8)?, row.get(9)?, row.get(10)?];
        let count = named(&famille, section.as_deref()).map(|(famille, section)| {
            let commune = UNPLACED;
            (code, EssCount { commune, famille, section, flags, establishments, jobs, jobs_low, jobs_high })
        });
        Ok(count)
    })?
    .into_iter()
    .map(|count| count.map_err(Error::Vocabulary))
    .collect()
}

fn economy(snapshot: &Snapshot, year: Option<u16>) -> Result<Vec<(String, EconomyCount)>, Error> {
    let sql = format!(
        "SELECT commune, section, sum(employers)::DOUBLE, sum(jobs)::DOUBLE FROM {} \
         GROUP BY commune, section ORDER BY commune, section",
        table("economy_count", year)
    );
    all(snapshot, "economy_count", &sql, |row| {
        let (code, section): (String, Option<String>) = (row.get(0)?, row.get(1)?);
        let (establishments, jobs) = (row.get(2)?, row.get(3)?);
        let section = section.as_deref().map(str::parse::<Section>).transpose();
        Ok(section.map(|section| (code, EconomyCount { commune: UNPLACED, section, establishments, jobs })))
    })?
    .into_iter()
    .map(|count| count.map_err(Error::Vocabulary))
    .collect()
}
