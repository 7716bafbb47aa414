//! Where the figures come from and what became of each file.

use super::rows::all;
use crate::{Error, Snapshot};

/// A source that fed the snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// `<producer>/<dataset>`.
    pub card: String,
    /// Who publishes it.
    pub producer: String,
    /// Title.
    pub title: String,
    /// Licence.
    pub licence: String,
    /// Official address.
    pub address: String,
    /// What the figures describe, as published.
    pub millesime: String,
    /// Year of the geographic code of the file.
    pub cog: i32,
    /// True when the rows were generated.
    pub synthetic: bool,
    /// Of a register, its year: what stood on 31 December.
    pub year: Option<u16>,
}

/// Conservation of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadReport {
    /// Its card.
    pub card: String,
    /// File name.
    pub file: String,
    /// Checksum.
    pub sha256: String,
    /// Rows read; equals the sum of the three below.
    pub rows_read: i64,
    /// Rows loaded.
    pub loaded: i64,
    /// Rows refused.
    pub refused: i64,
    /// Rows out of scope.
    pub out_of_scope: i64,
    /// What out of scope means, in French.
    pub scope: String,
}

pub(super) fn cards(snapshot: &Snapshot) -> Result<Vec<Card>, Error> {
    let sql = "SELECT card, producer, title, licence, address, millesime, cog::INTEGER, synthetic, year \
         FROM card ORDER BY card";
    all(snapshot, "card", sql, |row| {
        Ok(Card {
            card: row.get(0)?,
            producer: row.get(1)?,
            title: row.get(2)?,
            licence: row.get(3)?,
            address: row.get(4)?,
            millesime: row.get(5)?,
            cog: row.get(6)?,
            synthetic: row.get(7)?,
            year: row.get::<_, Option<i16>>(8)?.and_then(|year| u16::try_from(year).ok()),
        })
    })
}

pub(super) fn reports(snapshot: &Snapshot) -> Result<Vec<LoadReport>, Error> {
    let sql = "SELECT card, file, sha256, rows_read, loaded, refused, out_of_scope, scope FROM load_report \
               ORDER BY card, file";
    all(snapshot, "load_report", sql, |row| {
        Ok(LoadReport {
            card: row.get(0)?,
            file: row.get(1)?,
            sha256: row.get(2)?,
            rows_read: row.get(3)?,
            loaded: row.get(4)?,
            refused: row.get(5)?,
            out_of_scope: row.get(6)?,
            scope: row.get(7)?,
        })
    })
}

pub(super) fn parameters(snapshot: &Snapshot) -> Result<Vec<(String, String)>, Error> {
    all(snapshot, "parameter", "SELECT name, value FROM parameter ORDER BY name", |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Departments covered by the register of each earlier year, the years ascending.
pub(super) fn past_coverage(snapshot: &Snapshot) -> Result<Vec<(u16, Vec<String>)>, Error> {
    let sql = "SELECT year, departement FROM past_coverage GROUP BY ALL ORDER BY ALL";
    let rows: Vec<(i16, String)> = all(snapshot, "past_coverage", sql, |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut years: Vec<(u16, Vec<String>)> = Vec::new();
    for (year, departement) in rows {
        let Ok(year) = u16::try_from(year) else { continue };
        match years.last_mut() {
            Some((last, departements)) if *last == year => departements.push(departement),
            _ => years.push((year, vec![departement])),
        }
    }
    Ok(years)
}

/// Departments covered by the register, with the card that covers them.
pub(super) fn coverage(snapshot: &Snapshot) -> Result<Vec<(String, String)>, Error> {
    let sql = "SELECT departement, min(card) FROM coverage GROUP BY departement ORDER BY departement";
    all(snapshot, "coverage", sql, |row| Ok((row.get(0)?, row.get(1)?)))
}
