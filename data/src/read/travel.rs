//! Travel times between communes, one table per card, the best source first. What is made of them together is
//! `lanterne_observatory::travel::merge`.

use duckdb::arrow::array::{AsArray, RecordBatch};
use duckdb::arrow::datatypes::{Float64Type, Int32Type};
use lanterne_observatory::Absence;
use lanterne_observatory::travel::{Times, TravelSource};

use super::rows::all;
use crate::error::At;
use crate::load::source::quoted;
use crate::{Error, Snapshot};

/// The journeys of one card.
#[derive(Debug, Clone, PartialEq)]
pub struct Supplied {
    /// Where its minutes come from.
    pub source: TravelSource,
    /// The card.
    pub card: String,
    /// From every commune to every commune, in row order. An origin the card does not know is not published.
    pub times: Times,
}

/// Every card of the snapshot that gives travel times, in the order they are asked: by source, then by card.
///
/// # Errors
/// The tables are not those of this program.
pub fn supplied(snapshot: &Snapshot, communes: usize) -> Result<Vec<Supplied>, Error> {
    let sql = "SELECT DISTINCT source, card FROM travel_end ORDER BY card";
    let cards = all(snapshot, "travel_end", sql, |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    let mut found = Vec::new();
    for (source, card) in cards {
        let known = format!("travel_end WHERE card = {}", quoted(&card));
        let sql = format!("SELECT \"row\", origin, destination FROM {known}");
        let ends = all(snapshot, "travel_end", &sql, |row| {
            Ok((row.get::<_, usize>(0)?, row.get::<_, bool>(1)?, row.get::<_, bool>(2)?))
        })?;
        let mut rows: Vec<Result<Vec<(u32, f64)>, Absence>> = vec![Err(Absence::NotPublished); communes];
        let mut reached = vec![false; communes];
        for (commune, origin, destination) in ends.into_iter().filter(|end| end.0 < communes) {
            if origin {
                rows[commune] = Ok(Vec::new());
            }
            reached[commune] |= destination;
        }
        journeys(snapshot, &card, &mut rows)?;
        let times = Times::from_rows(communes, rows).knowing(|commune| reached[commune]);
        found.push(Supplied { source: source.parse()?, card, times });
    }
    found.sort_by_key(|supplied| supplied.source);
    Ok(found)
}

/// Column by column: millions of journeys are read in a second.
fn journeys(snapshot: &Snapshot, card: &str, rows: &mut [Result<Vec<(u32, f64)>, Absence>]) -> Result<(), Error> {
    let place = "lecture de la table travel_time";
    let sql = format!("SELECT origin, destination, minutes FROM travel_time WHERE card = {}", quoted(card));
    let mut statement = snapshot.connection.prepare(&sql).at(place)?;
    let batches = statement.stream_arrow([]).at(place)?;
    batches.for_each(|batch: RecordBatch| {
        let origins = batch.column(0).as_primitive::<Int32Type>().values();
        let destinations = batch.column(1).as_primitive::<Int32Type>().values();
        let minutes = batch.column(2).as_primitive::<Float64Type>().values();
        for ((&origin, &destination), &minutes) in origins.iter().zip(destinations).zip(minutes) {
            if let Some(Ok(row)) = rows.get_mut(origin as usize) {
                row.push((destination as u32, minutes));
            }
        }
    });
    Ok(())
}
