//! What holds in every tile of a level: borders made of the same points on both sides, no overlap.
#![allow(dead_code, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use geo::{Area, LineString, MultiPolygon, Polygon, unary_union};
use lanterne_tiles::archive::Archive;
use lanterne_tiles::mercator::{BUFFER, EXTENT};

use crate::tile_reader::{self, Feature, Point, double_area, features};

/// The addresses of an archive's tiles at a zoom.
pub(crate) fn addresses(archive: &Archive, z: u8) -> Vec<(u8, u32, u32)> {
    let side = 1u32 << z;
    let all = (0..side).flat_map(|x| (0..side).map(move |y| (z, x, y)));
    all.filter(|&(z, x, y)| archive.tile(z, x, y).is_some()).collect()
}

/// Directed edges of rings.
pub(crate) fn edges(paths: &[Vec<Point>]) -> impl Iterator<Item = (Point, Point)> + '_ {
    paths.iter().flat_map(|ring| ring.iter().enumerate().map(|(index, &a)| (a, ring[(index + 1) % ring.len()])))
}

/// Whether an edge was made by the cut around the tile.
pub(crate) fn on_frame((a, b): (Point, Point)) -> bool {
    let (low, high) = (-BUFFER - 1, EXTENT + BUFFER + 1);
    (0..2).any(|axis| a[axis] == b[axis] && (a[axis] == low || a[axis] == high))
}

/// A feature as polygons, its rings sorted by their winding.
pub(crate) fn polygons(feature: &Feature) -> MultiPolygon<f64> {
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

/// Checks every `every`-th tile of each level at some zooms; returns how many edges were found on both of their sides.
pub(crate) fn check(archives: &[Archive], zooms: &[u8], every: usize) -> usize {
    let at = archives.iter().position(|archive| archive.layer() == "limite").unwrap();
    let limite = &archives[at];
    let mut shared = 0;
    for level in &archives[..at] {
        for &z in zooms {
            let addresses = addresses(level, z);
            assert!(!addresses.is_empty() || (level.layer() == "commune" && z < 5));
            let first = (every / 2).min(addresses.len() / 2);
            let sample = addresses.into_iter().skip(first).step_by(every);
            shared += sample.map(|address| check_tile(level, limite, address)).sum::<usize>();
        }
    }
    shared
}
