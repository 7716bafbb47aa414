//! EPCI of metropolitan France united from the outlines of their 35 228 communes, against the areas and perimeters that geopandas
//! and shapely give in Lambert-93 (`../shared/peers`). Where that folder is absent the test says so and stops.
#![allow(clippy::unwrap_used)]

#[path = "../../observatory/tests/peers/harness.rs"]
#[allow(dead_code)]
mod harness;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use geojson::{Feature, FeatureReader, GeometryValue, Position};
use harness::{rows, unpacked};
use lanterne_observatory::neighbour::lambert_93::project;
use lanterne_tiles::topology::{Outline, Transform, unite};

/// The outlines are written with five decimals.
const TRANSFORM: Transform = Transform { scale: [1e-5; 2], translate: [0.0; 2] };

/// Outlines by commune, and the code of the EPCI of each.
fn communes(path: &Path) -> Vec<(Outline, String)> {
    let commune = |feature: Result<Feature, _>| {
        let feature = feature.unwrap();
        let text = |key| feature.property(key).unwrap().as_str().unwrap().to_owned();
        let polygons = match &feature.geometry.as_ref().unwrap().value {
            GeometryValue::Polygon { coordinates } => vec![polygon(coordinates)],
            GeometryValue::MultiPolygon { coordinates } => coordinates.iter().map(|rings| polygon(rings)).collect(),
            other => panic!("{other:?} is no outline"),
        };
        (Outline { code: text("code"), polygons }, text("epci"))
    };
    FeatureReader::from_reader(BufReader::new(File::open(path).unwrap())).features().map(commune).collect()
}

fn polygon(rings: &[Vec<Position>]) -> Vec<Vec<[i32; 2]>> {
    rings.iter().map(|ring| ring.iter().map(|place| TRANSFORM.quantise(place[0], place[1])).collect()).collect()
}

/// Area with the sign of the direction, and length, of a closed ring in Lambert-93, metres.
fn measure(ring: &[[i32; 2]]) -> [f64; 2] {
    let plane: Vec<[f64; 2]> =
        ring.iter().map(|point| project(f64::from(point[0]) / 1e5, f64::from(point[1]) / 1e5)).collect();
    let [x0, y0] = plane[0];
    let edges = || plane.windows(2).map(|edge| (edge[0], edge[1]));
    let cross = |(a, b): ([f64; 2], [f64; 2])| (a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0);
    [edges().map(cross).sum::<f64>() / 2.0, edges().map(|(a, b)| (b[0] - a[0]).hypot(b[1] - a[1])).sum()]
}

fn same_as_shapely(zone: &str, outlines_of: &str) -> Option<Vec<Outline>> {
    let folder = unpacked()?;
    let (outlines, epci): (Vec<Outline>, Vec<String>) =
        communes(&folder.join(format!("inputs/{outlines_of}.geojson"))).into_iter().unzip();
    let oracle: BTreeMap<String, [f64; 2]> = rows(folder.join(format!("oracle/epci_area_{zone}.csv")))
        .into_iter()
        .map(|row| (row[0].clone(), [row[1].parse().unwrap(), row[2].parse().unwrap()]))
        .collect();
    let codes: Vec<String> = oracle.keys().cloned().collect();
    let group: Vec<Option<usize>> = epci.iter().map(|code| codes.binary_search(code).ok()).collect();
    assert!(group.iter().all(Option::is_some));
    let united = unite(&outlines, &group, codes);
    for outline in &united {
        let mut found = [0.0, 0.0];
        for ring in outline.polygons.iter().flatten() {
            let [area, length] = measure(ring);
            found = [found[0] + area, found[1] + length];
        }
        for (found, expected) in found.into_iter().zip(oracle[&outline.code]) {
            assert!((found - expected).abs() <= 1e-9 * expected, "{}: {found} is not {expected}", outline.code);
        }
    }
    Some(united)
}

#[test]
fn the_epci_of_france_have_the_areas_and_perimeters_of_shapely() {
    let Some(united) = same_as_shapely("fr", "communes") else { return };
    let rings = || united.iter().flat_map(|outline| outline.polygons.iter().flatten());
    // As shapely.coverage_union_all and union_all: bodies, points, polygons, rings.
    let polygons: usize = united.iter().map(|outline| outline.polygons.len()).sum();
    assert_eq!(
        (united.len(), rings().map(Vec::len).sum(), polygons, rings().count()),
        (1_235, 551_443_usize, 1_413, 1_430)
    );
}

#[test]
fn the_epci_of_hauts_de_france_have_the_areas_and_perimeters_of_shapely() {
    same_as_shapely("hdf", "hdf");
}
