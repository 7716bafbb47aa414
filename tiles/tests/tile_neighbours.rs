//! No sliver between neighbours: in decoded tiles, borders are made of the same points on both sides.
#![allow(clippy::unwrap_used)]

mod tile_places;
mod tile_reader;

use std::collections::{BTreeMap, BTreeSet};

use geo::{Area, LineString, MultiPolygon, Polygon, Validation, unary_union};
use lanterne_tiles::archive::Archive;
use lanterne_tiles::mercator::{BUFFER, EXTENT};
use tile_places::{Places, crooked, hauts_de_france};
use tile_reader::{Feature, Point, double_area, features};

/// Every tile address of a zoom that an archive could have near Hauts-de-France.
fn addresses(archive: &Archive, z: u8) -> Vec<(u8, u32, u32)> {
    let side = 1u32 << z;
    let all = (side / 2..side * 17 / 32 + 1).flat_map(|x| (side * 10 / 32..side * 12 / 32).map(move |y| (z, x, y)));
    all.filter(|&(z, x, y)| archive.tile(z, x, y).is_some()).collect()
}

fn edges(paths: &[Vec<Point>]) -> impl Iterator<Item = (Point, Point)> + '_ {
    paths.iter().flat_map(|ring| ring.iter().enumerate().map(|(index, &a)| (a, ring[(index + 1) % ring.len()])))
}

/// Whether an edge was made by the cut around the tile.
fn on_frame((a, b): (Point, Point)) -> bool {
    let (low, high) = (-BUFFER - 1, EXTENT + BUFFER + 1);
    (0..2).any(|axis| a[axis] == b[axis] && (a[axis] == low || a[axis] == high))
}

fn polygons(feature: &Feature) -> MultiPolygon<f64> {
    let line =
        |ring: &Vec<Point>| -> LineString<f64> { ring.iter().map(|p| (f64::from(p[0]), f64::from(p[1]))).collect() };
    let mut polygons: Vec<Polygon<f64>> = Vec::new();
    for ring in &feature.paths {
        match double_area(ring) {
            area if area > 0 => polygons.push(Polygon::new(line(ring), vec![])),
            area if area < 0 => polygons.last_mut().unwrap().interiors_push(line(ring)),
            _ => panic!("a ring without area"),
        }
    }
    MultiPolygon(polygons)
}

/// Checks one tile; returns how many edges two territories share in it.
fn check_tile(level: &Archive, limite: &Archive, (z, x, y): (u8, u32, u32)) -> usize {
    let features = features(level, z, x, y);
    let coast: Vec<Vec<Point>> = tile_reader::features(limite, z, x, y)
        .into_iter()
        .filter(|feature| feature.properties["rang"] == "0")
        .flat_map(|feature| feature.paths)
        .collect();
    let coast: BTreeSet<(Point, Point)> =
        coast.iter().flat_map(|line| line.windows(2)).flat_map(|p| [(p[0], p[1]), (p[1], p[0])]).collect();
    let mut seen: BTreeMap<(Point, Point), u64> = BTreeMap::new();
    for feature in &features {
        for edge in edges(&feature.paths).filter(|&edge| !on_frame(edge)) {
            assert!(seen.insert(edge, feature.id.unwrap()).is_none(), "{z}/{x}/{y}: {edge:?} twice in one direction");
        }
    }
    let mut shared = 0;
    for (&(a, b), id) in &seen {
        let alone = !seen.contains_key(&(b, a));
        assert!(!alone || coast.contains(&(a, b)), "{z}/{x}/{y}: {id} is alone on {a:?} {b:?}, which is no coast");
        shared += usize::from(!alone);
    }
    let parts: Vec<MultiPolygon<f64>> = features.iter().map(polygons).collect();
    let sum: f64 = parts.iter().map(Area::unsigned_area).sum();
    let union = unary_union(&parts).unsigned_area();
    assert!((sum - union).abs() <= 1e-6 * sum, "{z}/{x}/{y}: areas {sum}, area of the union {union}");
    shared
}

fn check(places: &Places, zooms: &[u8], every: usize) {
    let archives = places.archives();
    let limite = &archives[3];
    for level in &archives[..3] {
        for &z in zooms {
            let addresses = addresses(level, z);
            assert!(!addresses.is_empty() || (level.layer() == "commune" && z < 5));
            let shared: usize =
                addresses.iter().step_by(every).map(|&address| check_tile(level, limite, address)).sum();
            assert!(addresses.is_empty() || shared > 0);
        }
    }
}

#[test]
fn made_up_neighbours_share_their_points_in_every_tile() {
    check(&crooked(24), &[3, 4, 5, 6, 7, 8, 9, 10], 1);
}

#[test]
fn the_communes_of_hauts_de_france_share_their_points() {
    if let Some(places) = hauts_de_france() {
        check(&places, &[3, 5, 7, 8, 10], 3);
    }
}

#[test]
fn every_polygon_is_valid_as_the_specification_asks() {
    let places = hauts_de_france().unwrap_or_else(|| crooked(24));
    for archive in &places.archives()[..3] {
        for z in [5, 6, 8, 10] {
            for (z, x, y) in addresses(archive, z).into_iter().step_by(2) {
                for feature in features(archive, z, x, y) {
                    let polygons = polygons(&feature);
                    let fault = polygons.validation_errors();
                    assert!(
                        fault.is_empty(),
                        "{} {z}/{x}/{y} {:?}: {fault:?} {:?}",
                        archive.layer(),
                        feature.id,
                        feature.paths
                    );
                }
            }
        }
    }
}

#[test]
fn no_commune_vanishes() {
    let places = hauts_de_france().unwrap_or_else(|| crooked(24));
    let archives = places.archives();
    for z in [5, 7, 10] {
        let drawn: BTreeSet<u64> = addresses(&archives[0], z)
            .into_iter()
            .flat_map(|(z, x, y)| features(&archives[0], z, x, y))
            .map(|feature| feature.id.unwrap())
            .collect();
        assert!(drawn.into_iter().eq(0..places.communes.units.len() as u64), "zoom {z}");
    }
}

#[test]
fn the_bytes_do_not_depend_on_the_number_of_threads() {
    let places = crooked(24);
    let hashes = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| places.archives()).iter().map(|archive| archive.sha256().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(hashes(1), hashes(4));
}

#[test]
fn each_boundary_is_drawn_once_with_its_strongest_rank() {
    let archives = crooked(24).archives();
    for (z, x, y) in addresses(&archives[3], 8) {
        let features = features(&archives[3], z, x, y);
        let ranks: Vec<&str> = features.iter().map(|feature| feature.properties["rang"].as_str()).collect();
        assert!(ranks.is_sorted_by(|a, b| a > b), "one feature per rank, the strongest last: {ranks:?}");
        let mut seen = BTreeSet::new();
        for pair in features.iter().flat_map(|feature| &feature.paths).flat_map(|line| line.windows(2)) {
            assert!(seen.insert([pair[0].min(pair[1]), pair[0].max(pair[1])]), "{z}/{x}/{y}: {pair:?} twice");
        }
        for (level, strongest) in [(1, 3), (2, 2)] {
            let lines = |ranks: std::ops::RangeInclusive<u8>| -> BTreeSet<[Point; 2]> {
                features
                    .iter()
                    .filter(|feature| ranks.contains(&feature.properties["rang"].parse().unwrap()))
                    .flat_map(|feature| &feature.paths)
                    .flat_map(|line| line.windows(2))
                    .map(|pair| [pair[0].min(pair[1]), pair[0].max(pair[1])])
                    .collect()
            };
            let outlines = tile_reader::features(&archives[level], z, x, y);
            let rings: BTreeSet<[Point; 2]> = outlines
                .iter()
                .flat_map(|feature| edges(&feature.paths))
                .filter(|&edge| !on_frame(edge))
                .map(|(a, b)| [a.min(b), a.max(b)])
                .collect();
            let own = lines(strongest..=strongest);
            assert!(
                !rings.is_empty() && own.is_subset(&rings),
                "{z}/{x}/{y}: a line of rank {strongest} is no outline"
            );
            assert!(rings.is_subset(&lines(0..=strongest)), "{z}/{x}/{y}: an outline of rank {strongest} has no line");
        }
    }
    let ranks_at = |z| -> BTreeSet<String> {
        let tiles = addresses(&archives[3], z).into_iter().flat_map(|(z, x, y)| features(&archives[3], z, x, y));
        tiles.map(|feature| feature.properties["rang"].clone()).collect()
    };
    assert!(!ranks_at(7).contains("4") && ranks_at(8).contains("4"), "communes' lines start at zoom 8");
}
