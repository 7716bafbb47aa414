//! Every territory has one name, inside of it, and the first ones are seen first.
#![allow(clippy::unwrap_used)]

mod tile_check;
mod tile_places;
mod tile_reader;

use std::collections::{BTreeMap, BTreeSet};

use lanterne_tiles::archive::Archive;
use tile_check::addresses;
use tile_reader::{Feature, Point, features};

/// A tile and what stands in it.
type Name = ((u8, u32, u32), Feature);

/// Names of a zoom by level and code.
fn names(archive: &Archive, zoom: u8) -> BTreeMap<(String, String), Name> {
    let of_tile = |(z, x, y)| features(archive, z, x, y).into_iter().map(move |feature| ((z, x, y), feature));
    let found: Vec<_> = addresses(archive, zoom).into_iter().flat_map(of_tile).collect();
    let count = found.len();
    let key = |feature: &Feature| (feature.properties["niveau"].clone(), feature.properties["code"].clone());
    let names: BTreeMap<_, _> = found.into_iter().map(|(tile, feature)| (key(&feature), (tile, feature))).collect();
    assert_eq!(names.len(), count, "a name is drawn once");
    names
}

/// Even-odd rule.
fn surrounds(rings: &[Vec<Point>], [x, y]: Point) -> bool {
    let [x, y] = [f64::from(x) + 0.01, f64::from(y) + 0.01];
    let crosses = |from: Point, to: Point| {
        let ([ax, ay], [bx, by]) = (from.map(f64::from), to.map(f64::from));
        (ay > y) != (by > y) && x < ax + (bx - ax) * (y - ay) / (by - ay)
    };
    let edges = rings.iter().flat_map(|ring| (0..ring.len()).map(move |i| (ring[i], ring[(i + 1) % ring.len()])));
    edges.filter(|&(from, to)| crosses(from, to)).count() % 2 == 1
}

#[test]
fn a_name_stands_inside_its_territory() {
    let archives = tile_places::crooked(12).archives();
    let names = names(&archives[5], 10);
    for archive in &archives[..4] {
        let mut drawn = BTreeSet::new();
        for (z, x, y) in addresses(archive, 10) {
            for feature in features(archive, z, x, y) {
                let code = feature.properties["code"].clone();
                let ((nz, nx, ny), name) = &names[&(archive.layer().to_owned(), code.clone())];
                if (*nz, *nx, *ny) == (z, x, y) {
                    assert!(surrounds(&feature.paths, name.paths[0][0]), "{} {code}", archive.layer());
                    drawn.insert(code);
                }
            }
        }
        let of_level = names.keys().filter(|(level, _)| level == archive.layer()).count();
        assert_eq!(drawn.len(), of_level, "{}", archive.layer());
    }
}

#[test]
fn the_first_names_are_seen_first_and_stay() {
    let archives = tile_places::crooked(12).archives();
    let ranks = |zoom: u8, level: &str| -> BTreeSet<u64> {
        let found = names(&archives[5], zoom);
        let of_level = found.iter().filter(|((niveau, _), _)| niveau == level);
        of_level.map(|(_, (_, feature))| feature.properties["rang"].parse().unwrap()).collect()
    };
    let communes = archives[0].layer();
    let mut before = BTreeSet::new();
    for zoom in 5..=10 {
        let shown = ranks(zoom, communes);
        assert!(shown.is_superset(&before), "zoom {zoom}");
        assert!(shown.contains(&1), "zoom {zoom}");
        before = shown;
    }
    assert_eq!(before, (1..=before.len() as u64).collect());
    assert!(ranks(5, communes).len() < before.len() / 2, "few names at a low zoom");
    assert!(ranks(4, communes).is_empty() && !ranks(3, "region").is_empty());
}
