//! OpenStreetMap extracts (PBF), read into the roads a car may drive: several extracts are one network.
//!
//! Two passes over the file, each on every core: the ways first, since only a point in ten is a road's, then the points
//! they name, found in a sorted list. Nothing else of the file stands in memory: a generated region of four million road
//! points takes 4 CPU seconds and 460 MB at most. Order in the file, and which thread read what, change nothing: ways are
//! taken in the order of their number.
//!
//! Refuses to know journeys (`lanterne_observatory::travel::network`) and what tags mean (its module `tag`).

mod tag;

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use lanterne_observatory::travel::Place;
use lanterne_observatory::travel::network::{Arc, Roads};
use lanterne_observatory::travel::straight_line::distance_km;
use osmpbf::{Element, ElementReader};

use crate::{IngestError, Watch};
use tag::{Drivable, Pace, Tags};

/// A way for cars and the points it goes through.
struct Way {
    number: i64,
    points: Vec<i64>,
    drivable: Drivable,
}

/// A point of a way as the file gives it: its rank among those the ways name, where it is, whether a car stops at it.
type Found = (u32, [i32; 2], bool);

/// What was read of extracts.
#[derive(Debug)]
pub struct Extract {
    /// The network, one point per point of a road.
    pub roads: Roads,
    /// Of each file, its ways and how many of them a car may drive.
    pub ways: Vec<(i64, i64)>,
}

/// Reads the roads of extracts as one network: a way that stands in two of them is one way.
///
/// # Errors
/// [`IngestError::Io`]; [`IngestError::Malformed`] for what is no PBF, or holds no road; [`IngestError::Interrupted`].
pub fn read(paths: &[&Path], watch: &Watch<'_>) -> Result<Extract, IngestError> {
    let (mut ways, mut counts): (Vec<Way>, _) = (Vec::new(), Vec::new());
    for path in paths {
        let (seen, found) = pass(path, watch, |element| match element {
            Element::Way(way) => (1, drivable(&way).into_iter().collect()),
            _ => (0, Vec::new()),
        })?;
        if found.is_empty() {
            return Err(malformed(path, "aucune route".to_owned(), "des voies « highway » ouvertes aux voitures"));
        }
        counts.push((seen, found.len() as i64));
        ways.extend(found);
    }
    // Of a way cut at the edge of an extract, the longer piece.
    ways.sort_unstable_by_key(|way| (way.number, std::cmp::Reverse(way.points.len())));
    ways.dedup_by_key(|way| way.number);
    let mut named: Vec<i64> = ways.iter().flat_map(|way| &way.points).copied().collect();
    named.sort_unstable();
    named.dedup();
    let rank = |number: i64| named.binary_search(&number).ok().map(|rank| rank as u32);
    let mut places: Vec<Option<([i32; 2], bool)>> = vec![None; named.len()];
    for path in paths {
        let (_, points) = pass(path, watch, |element| (0, point(&element, &rank).into_iter().collect()))?;
        for (rank, at, stops) in points {
            places[rank as usize] = Some((at, stops));
        }
    }
    let mut arcs = Vec::new();
    for way in &ways {
        let points: Vec<u32> = way.points.iter().filter_map(|number| rank(*number)).collect();
        pieces(&points, &places, way.drivable, &mut arcs);
    }
    let points = places.iter().map(|place| place.map_or([0, 0], |(at, _)| at)).collect();
    Ok(Extract { roads: Roads::new(points, arcs), ways: counts })
}

/// A point that a way names.
fn point(element: &Element<'_>, rank: &impl Fn(i64) -> Option<u32>) -> Option<Found> {
    match element {
        Element::DenseNode(node) => {
            let at = [node.decimicro_lon(), node.decimicro_lat()];
            rank(node.id()).map(|rank| (rank, at, Tags(node.tags().collect()).stops()))
        }
        Element::Node(node) => {
            let at = [node.decimicro_lon(), node.decimicro_lat()];
            rank(node.id()).map(|rank| (rank, at, Tags(node.tags().collect()).stops()))
        }
        _ => None,
    }
}

fn drivable(way: &osmpbf::Way<'_>) -> Option<Way> {
    let drivable = Tags(way.tags().collect()).drivable()?;
    Some(Way { number: way.id(), points: way.refs().collect(), drivable })
}

/// The arcs of a way, both directions. A point that the extract has cut off, or that stops cars, breaks it.
fn pieces(points: &[u32], places: &[Option<([i32; 2], bool)>], drivable: Drivable, arcs: &mut Vec<Arc>) {
    let length = |from: u32, to: u32| {
        let open = |point: u32| places[point as usize].filter(|(_, stops)| !stops).map(|(at, _)| on_earth(at));
        Some(distance_km(open(from)?, open(to)?))
    };
    let lengths: Vec<Option<f64>> = points.windows(2).map(|pair| length(pair[0], pair[1])).collect();
    let whole: f64 = lengths.iter().flatten().sum();
    let millis = |km: f64, pace: Pace| {
        let hours = match pace {
            Pace::Kmh(kmh) => km / kmh,
            Pace::Whole(seconds) => seconds / 3_600.0 * if whole > 0.0 { km / whole } else { 1.0 },
        };
        (hours * 3_600_000.0).round().clamp(1.0, f64::from(u32::MAX)) as u32
    };
    for (pair, km) in points.windows(2).zip(&lengths) {
        let Some(km) = *km else { continue };
        arcs.extend(drivable.along.map(|pace| Arc { from: pair[0], to: pair[1], millis: millis(km, pace) }));
        arcs.extend(drivable.against.map(|pace| Arc { from: pair[1], to: pair[0], millis: millis(km, pace) }));
    }
}

fn on_earth([lon, lat]: [i32; 2]) -> Place {
    Place { lon: f64::from(lon) * 1e-7, lat: f64::from(lat) * 1e-7, density: None }
}

/// One reading of the whole file: what each element gives, counted and gathered in no order.
fn pass<T: Send>(
    path: &Path,
    watch: &Watch<'_>,
    take: impl Fn(Element<'_>) -> (i64, Vec<T>) + Sync + Send,
) -> Result<(i64, Vec<T>), IngestError> {
    let file = File::open(path).map_err(IngestError::at(path))?;
    let size = file.metadata().map_or(0, |file| file.len());
    watch.begin(&format!("lecture de {}", path.file_name().unwrap_or_default().to_string_lossy()), size)?;
    let reader = ElementReader::new(Watched { source: BufReader::new(file), watch: *watch });
    let joined = reader.par_map_reduce(
        take,
        || (0, Vec::new()),
        |(a, mut left), (b, mut right)| {
            if left.len() < right.len() {
                std::mem::swap(&mut left, &mut right);
            }
            left.append(&mut right);
            (a + b, left)
        },
    );
    watch.check()?;
    let joined = joined
        .map_err(|_| malformed(path, "un bloc illisible".to_owned(), "un extrait OpenStreetMap au format PBF"))?;
    watch.end();
    Ok(joined)
}

/// A file whose reading shows how far it is, and stops when asked.
struct Watched<'w, R> {
    source: R,
    watch: Watch<'w>,
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.watch.advance(read as u64).map_err(std::io::Error::other)?;
        Ok(read)
    }
}

fn malformed(path: &Path, value: String, expectation: &str) -> IngestError {
    IngestError::Malformed {
        file: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        place: "fichier".to_owned(),
        value,
        expectation: expectation.to_owned(),
    }
}
