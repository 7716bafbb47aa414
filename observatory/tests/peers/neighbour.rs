//! Queen contiguity of all of France from the outlines themselves, edge by edge.

use geojson::{FeatureReader, GeometryValue, Position};
use lanterne_observatory::neighbour::Neighbours;
use lanterne_observatory::neighbour::contiguity::{Outline, queen, rook};

use crate::harness::{rows, unpacked};

/// Rings of every polygon of a GeoJSON, in the order of its features.
fn outlines(path: &std::path::Path) -> Vec<Outline> {
    let features = FeatureReader::from_reader(std::io::BufReader::new(std::fs::File::open(path).unwrap())).features();
    let outline = |feature: Result<geojson::Feature, _>| match feature.unwrap().geometry.unwrap().value {
        GeometryValue::Polygon { coordinates } => plain(coordinates),
        GeometryValue::MultiPolygon { coordinates } => coordinates.into_iter().flat_map(plain).collect(),
        other => panic!("{other:?} is no outline"),
    };
    features.map(outline).collect()
}

fn plain(rings: Vec<Vec<Position>>) -> Outline {
    rings.into_iter().map(|ring| ring.into_iter().map(|point| [point[0], point[1]]).collect()).collect()
}

fn same_as_libpysal(zone: &str, outlines_of: &str, edges: usize, islands: usize) {
    let Some(folder) = unpacked() else { return };
    let units = outlines(&folder.join(format!("inputs/{outlines_of}.geojson")));
    let pairs = rows(folder.join(format!("oracle/queen_{zone}.csv")));
    let pairs = pairs.iter().map(|row| (row[0].parse().unwrap(), row[1].parse().unwrap()));
    let found = queen(&units);
    assert_eq!((found.edges(), found.islands().len()), (edges, islands));
    assert!(found == Neighbours::from_pairs(units.len(), pairs), "not the edges of libpysal");
    let rook = rook(&units);
    assert!(rook.edges() < found.edges() && rook.pairs().all(|(row, other)| found.of(row as usize).contains(&other)));
}

#[test]
fn the_queen_contiguity_of_all_of_france_is_that_of_libpysal() {
    same_as_libpysal("fr", "communes", 210_342, 12);
}

#[test]
fn the_queen_contiguity_of_hauts_de_france_is_that_of_libpysal() {
    same_as_libpysal("hdf", "hdf", 22_420, 0);
}
