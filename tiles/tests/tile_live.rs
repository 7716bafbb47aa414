//! Tiles made on demand are those that were stored, and a grouping is the union of its communes.
#![allow(clippy::unwrap_used)]

mod tile_check;
mod tile_places;
mod tile_reader;

use lanterne_tiles::archive::unpacked;
use lanterne_tiles::build::{Column, Property, Site};
use lanterne_tiles::live::{self, Features, Ground};
use lanterne_tiles::mercator::Tile;
use tile_check::addresses;
use tile_places::{Places, crooked, hauts_de_france};
use tile_reader::unpacked_features;

/// How many tiles of every level are the stored ones, to the byte.
fn stored_again(places: &Places, every: usize) -> usize {
    let archives = places.archives();
    let ground = Ground::of(&places.communes);
    let mut compared = 0;
    for (partition, archive) in places.partitions().iter().zip(&archives) {
        let rings = ground.rings(partition.unit_of, partition.codes.len());
        let features = Features {
            layer: partition.layer,
            codes: partition.codes,
            names: partition.names,
            properties: partition.properties,
        };
        for zoom in 5..=10 {
            let drawn = ground.drawn(&rings, zoom).unwrap();
            for (z, x, y) in addresses(archive, zoom).into_iter().step_by(every) {
                let stored = unpacked(&archive.tile(z, x, y).unwrap()).unwrap();
                assert!(drawn.tile(Tile { z, x, y }, &features) == stored, "{} {z}/{x}/{y}", partition.layer);
                compared += 1;
            }
            assert!(drawn.tile(Tile { z: zoom, x: 0, y: 0 }, &features).is_empty());
        }
    }
    compared
}

#[test]
fn a_tile_made_on_demand_is_the_stored_one() {
    assert!(stored_again(&crooked(24), 1) > 60);
    if let Some(places) = hauts_de_france() {
        assert!(stored_again(&places, 2) > 200);
    }
}

#[test]
fn all_of_france_is_drawn_on_demand_as_it_is_stored() {
    assert!(stored_again(&tile_places::france(), 7) > 500);
}

#[test]
fn a_grouping_has_the_outer_borders_of_its_communes_and_no_inner_one() {
    let places = crooked(6);
    let ground = Ground::of(&places.communes);
    let count = places.communes.units.len();
    let alone: Vec<Option<usize>> = (0..count).map(Some).collect();
    // The whole but its first two communes, as one.
    let together: Vec<Option<usize>> = (0..count).map(|unit| (unit > 1).then_some(0)).collect();
    let codes = [String::from("g")];
    let features = Features { layer: "groupement", codes: &codes, names: &codes, properties: &[] };
    let all: Vec<String> = (0..count).map(|unit| unit.to_string()).collect();
    let members = Features { layer: "membre", codes: &all, names: &all, properties: &[] };
    let (one, each) = (ground.rings(&together, 1), ground.rings(&alone, count));
    for tile in [Tile { z: 8, x: 129, y: 87 }, Tile { z: 7, x: 64, y: 43 }] {
        let of = |rings, features: &Features<'_>| {
            unpacked_features(&ground.drawn(rings, tile.z).unwrap().tile(tile, features), features.layer)
        };
        let area = |paths: &[Vec<[i32; 2]>]| -> i64 {
            let twice = |ring: &Vec<[i32; 2]>| -> i64 {
                let after = |at: usize| ring[(at + 1) % ring.len()];
                let cross = |(at, a): (usize, &[i32; 2])| {
                    i64::from(a[0]) * i64::from(after(at)[1]) - i64::from(after(at)[0]) * i64::from(a[1])
                };
                ring.iter().enumerate().map(cross).sum()
            };
            paths.iter().map(twice).sum()
        };
        let (whole, parts) = (of(&one, &features), of(&each, &members));
        assert_eq!(whole.len(), 1, "{tile:?}");
        let parts: i64 = parts.iter().filter(|part| part.id.unwrap() > 1).map(|part| area(&part.paths)).sum();
        assert_eq!(area(&whole[0].paths), parts, "{tile:?}");
    }
}

#[test]
fn what_is_not_known_is_not_said() {
    let places = crooked(6);
    let ground = Ground::of(&places.communes);
    let partition = &places.partitions()[0];
    let rings = ground.rings(partition.unit_of, partition.codes.len());
    let values: Vec<Option<f64>> = (0..partition.codes.len()).map(|row| (row % 2 == 0).then_some(row as f64)).collect();
    let reasons: Vec<Option<&str>> = (0..partition.codes.len()).map(|row| (row % 2 == 1).then_some("nd")).collect();
    let properties = [
        Property { key: "valeur", column: Column::Known(&values) },
        Property { key: "absence", column: Column::Said(&reasons) },
    ];
    let features =
        Features { layer: "commune", codes: partition.codes, names: partition.names, properties: &properties };
    let tile = ground.drawn(&rings, 6).unwrap().tile(Tile { z: 6, x: 32, y: 21 }, &features);
    let found = unpacked_features(&tile, "commune");
    assert_eq!(found.len(), partition.codes.len());
    for feature in found {
        let row = feature.id.unwrap();
        assert_eq!(feature.properties.get("valeur"), (row % 2 == 0).then(|| row.to_string()).as_ref());
        assert_eq!(feature.properties.get("absence").map(String::as_str), (row % 2 == 1).then_some("nd"));
    }
}

#[test]
fn chosen_sites_keep_their_rows() {
    let site = |lon| Site { code: "s", nom: "n", genre: "antenne", reseau: "operateur", lon, lat: 50.0 };
    let sites = [site(2.0), site(2.1), site(-60.0)];
    let tile = Tile { z: 6, x: 32, y: 21 };
    let found = unpacked_features(&live::sites(sites.iter().enumerate().skip(1), tile), "site");
    assert_eq!(found.iter().map(|feature| feature.id.unwrap()).collect::<Vec<_>>(), [1]);
    assert!(live::sites(sites.iter().enumerate(), Tile { z: 6, x: 0, y: 0 }).is_empty());
}
