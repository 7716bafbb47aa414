//! No sliver between neighbours: in decoded tiles, borders are made of the same points on both sides.
#![allow(clippy::unwrap_used)]

mod tile_check;
mod tile_places;
mod tile_reader;

use std::collections::BTreeSet;

use geo::Validation;
use tile_check::{addresses, check, edges, on_frame, polygons};
use tile_places::{crooked, crooked_zoned, hauts_de_france};
use tile_reader::{Point, features};

#[test]
fn made_up_neighbours_share_their_points_in_every_tile() {
    assert!(check(&crooked(24).archives(), &[3, 4, 5, 6, 7, 8, 9, 10], 1) > 100_000);
}

#[test]
fn zones_that_cross_every_other_level_share_their_points_too() {
    assert!(check(&crooked_zoned(24).archives(), &[3, 4, 5, 6, 7, 8, 9, 10], 1) > 100_000);
}

#[test]
fn the_communes_of_hauts_de_france_share_their_points() {
    if let Some(places) = hauts_de_france() {
        assert!(check(&places.archives(), &[3, 5, 7, 8, 10], 3) > 20_000);
    }
}

#[test]
fn every_polygon_is_valid_as_the_specification_asks() {
    let places = hauts_de_france().unwrap_or_else(|| crooked(24));
    for archive in &places.archives()[..4] {
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
    for (z, x, y) in addresses(&archives[4], 8) {
        let features = features(&archives[4], z, x, y);
        let ranks: Vec<&str> = features.iter().map(|feature| feature.properties["rang"].as_str()).collect();
        assert!(ranks.is_sorted_by(|a, b| a > b), "one feature per rank, the strongest last: {ranks:?}");
        let mut seen = BTreeSet::new();
        for pair in features.iter().flat_map(|feature| &feature.paths).flat_map(|line| line.windows(2)) {
            assert!(seen.insert([pair[0].min(pair[1]), pair[0].max(pair[1])]), "{z}/{x}/{y}: {pair:?} twice");
        }
        for (level, strongest) in [(1, 3), (2, 2), (3, 1)] {
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
            assert!(own.is_subset(&rings), "{z}/{x}/{y}: a line of rank {strongest} is no outline");
            assert!(rings.is_subset(&lines(0..=strongest)), "{z}/{x}/{y}: an outline of rank {strongest} has no line");
        }
    }
    let ranks_at = |z| -> BTreeSet<String> {
        let tiles = addresses(&archives[4], z).into_iter().flat_map(|(z, x, y)| features(&archives[4], z, x, y));
        tiles.map(|feature| feature.properties["rang"].clone()).collect()
    };
    assert!(!ranks_at(7).contains("4") && ranks_at(8).contains("4"), "communes' lines start at zoom 8");
}

#[test]
fn the_borders_of_a_zoning_are_lines_of_their_own_and_change_no_other() {
    let (plain, zoned) = (crooked(24).archives(), crooked_zoned(24).archives());
    let (before, after) = (&plain[4], &zoned[6]);
    let lines = |archive, (z, x, y), ranks: std::ops::RangeInclusive<u8>| -> BTreeSet<[Point; 2]> {
        features(archive, z, x, y)
            .iter()
            .filter(|feature| ranks.contains(&feature.properties["rang"].parse().unwrap()))
            .flat_map(|feature| &feature.paths)
            .flat_map(|line| line.windows(2))
            .map(|pair| [pair[0].min(pair[1]), pair[0].max(pair[1])])
            .collect()
    };
    let mut found = 0;
    for address in [5, 6, 8, 10].into_iter().flat_map(|z| addresses(after, z)) {
        assert_eq!(lines(before, address, 0..=4), lines(after, address, 0..=4), "{address:?}");
        for (level, rang) in [(4, 5), (5, 6)] {
            let (z, x, y) = address;
            let coast = lines(after, address, 0..=0);
            let rings: BTreeSet<[Point; 2]> = features(&zoned[level], z, x, y)
                .iter()
                .flat_map(|feature| edges(&feature.paths))
                .filter(|&edge| !on_frame(edge))
                .map(|(a, b)| [a.min(b), a.max(b)])
                .filter(|edge| !coast.contains(edge))
                .collect();
            assert_eq!(lines(after, address, rang..=rang), rings, "{address:?} rank {rang}");
            found += rings.len();
        }
    }
    assert!(found > 10_000, "{found}");
}
