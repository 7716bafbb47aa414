//! Travel times between communes: supplied as a matrix, or computed on the roads of an OpenStreetMap extract.
//!
//! Both end in the same two tables, each under its own source; the straight line, which needs no file, is a model and is
//! not stored. Which of them serves a journey is decided where it is asked (`lanterne_observatory::travel::merge`): the
//! matrix, then the roads, then the straight line.
//!
//! Refuses to know what a journey is for. Next: `lanterne_data::load::travel` for a matrix, [`road`] for an extract,
//! `lanterne_observatory::travel::network` for the journeys over it.

mod matrix;
pub mod road;

use std::path::Path;

use lanterne_data::Draft;
use lanterne_data::read::contents;
use lanterne_data::row::{LoadReport, Parameter};
use lanterne_observatory::Level;
use lanterne_observatory::travel::network::{Drive, times};
use lanterne_observatory::travel::{Place, TravelSource};

use crate::card::{Card, Reader};
use crate::fetch::RawFile;
use crate::number::{count, number};
use crate::register::Loaded;
use crate::{IngestError, Watch};

const SCOPE: &str = "voies fermées aux voitures";

/// Loads every file of these cards that gives travel times; other files are left to their own readers.
///
/// The draft must hold `territory` and `passage`.
///
/// # Errors
/// A file that is not as its card says; [`IngestError::Interrupted`]. A faulty pair of a matrix is no error: it is refused.
pub fn load(taken: &[(&Card, Vec<RawFile>)], draft: &Draft, watch: &Watch<'_>) -> Result<Loaded, IngestError> {
    let mut loaded = Loaded::default();
    for (card, files) in taken {
        for file in files.iter().filter(|file| file.reader == Reader::TravelMatrix) {
            matrix::load(card, file, draft, watch, &mut loaded)?;
        }
        let extracts: Vec<&RawFile> = files.iter().filter(|file| file.reader == Reader::RoadNetwork).collect();
        if !extracts.is_empty() {
            roads(card, &extracts, draft, watch, &mut loaded)?;
        }
    }
    Ok(loaded)
}

/// From every commune to every other that the roads of a card's extracts join within the horizon.
fn roads(
    card: &Card,
    files: &[&RawFile],
    draft: &Draft,
    watch: &Watch<'_>,
    loaded: &mut Loaded,
) -> Result<(), IngestError> {
    let paths: Vec<&Path> = files.iter().map(|file| file.path.as_path()).collect();
    let extract = road::read(&paths, watch)?;
    let communes = communes(draft)?;
    let drive = Drive::default();
    watch.begin("Temps de trajet sur le réseau routier", communes.len() as u64)?;
    let found = times(&extract.roads, &communes, &communes, drive, &|| watch.advance(1).is_ok());
    let found = found.ok_or(IngestError::Interrupted)?;
    watch.end();
    watch.begin("Écriture des temps de trajet", 0)?;
    draft.load_travel_times(TravelSource::Network, &card.id, &found)?;
    watch.end();
    let stated = [
        ("travel_road_access_kmh", drive.access_kmh),
        ("travel_road_access_max_km", drive.access_max_km),
        ("travel_road_horizon_min", drive.horizon_min),
    ];
    draft.append(&stated.map(|(name, value)| Parameter { name: name.to_owned(), value: value.to_string() }))?;
    let report = |(file, (read, kept)): (&&RawFile, &(i64, i64))| LoadReport {
        card: card.id.clone(),
        file: file.name.clone(),
        sha256: file.sha256.clone(),
        rows_read: *read,
        loaded: *kept,
        refused: 0,
        out_of_scope: read - kept,
        scope: SCOPE.to_owned(),
    };
    let reports: Vec<LoadReport> = files.iter().zip(&extract.ways).map(report).collect();
    draft.append(&reports)?;
    loaded.reports.extend(reports);
    let joined = (0..communes.len()).filter(|commune| found.of(*commune).is_ok()).count();
    loaded.lines.push(format!(
        "{} : {} communes à {} km au plus d’une route, {} trajets de {} min au plus",
        card.id,
        count(joined as i64),
        number(drive.access_max_km, 0),
        count(found.pairs() as i64),
        number(drive.horizon_min, 0)
    ));
    Ok(())
}

/// Where each commune is, in row order: its town hall where known.
fn communes(draft: &Draft) -> Result<Vec<Option<Place>>, IngestError> {
    let index = contents(&draft.snapshot()?)?.territories.into_iter().find(|index| index.level == Level::Commune);
    let points = index.map(|index| index.point).unwrap_or_default();
    Ok(points.into_iter().map(|point| point.map(|[lon, lat]| Place { lon, lat, density: None })).collect())
}
