//! Queen contiguity of all of France from the outlines themselves, edge by edge.

use geojson::{FeatureReader, GeometryValue, Position};
use lanterne_observatory::neighbour::Neighbours;
use lanterne_observatory::neighbour::contiguity::{Outline, queen, rook};
use lanterne_observatory::neighbour::plane::{nearest_of, pairs_within};

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

fn places(path: std::path::PathBuf, first: usize) -> Vec<[f64; 2]> {
    rows(path).iter().map(|row| [row[first].parse().unwrap(), row[first + 1].parse().unwrap()]).collect()
}

#[test]
fn the_operators_near_each_commune_of_france_are_those_of_scipy() {
    let Some(folder) = unpacked() else { return };
    let communes = places(folder.join("inputs/communes_attr.csv"), 3);
    let operators = places(folder.join("inputs/supply.csv"), 1);
    assert_eq!(pairs_within(&communes, &operators, 30_000.0).len(), 422_335);
    let oracle = rows(folder.join("oracle/access_fr.csv"));
    let nearest = nearest_of(&communes, &operators);
    assert_eq!(nearest.len(), oracle.len());
    for (row, (found, oracle)) in nearest.into_iter().zip(oracle).enumerate() {
        let (operator, distance_m) = found.unwrap();
        let expected: f64 = oracle[3].parse().unwrap();
        assert!((distance_m - expected).abs() <= 1e-15 * expected, "commune {row}: {distance_m} is not {expected}");
        let named: usize = oracle[4].parse().unwrap();
        // Of operators as near scipy names any, Lanterne the first.
        assert!(
            operator as usize == named
                || pairs_within(&communes[row..=row], &operators[named..=named], distance_m).len() == 1
        );
    }
}
