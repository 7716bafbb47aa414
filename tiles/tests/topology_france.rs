//! The shipped outlines of all of France: contiguity and union, from shared arcs and from loose polygons.
#![allow(clippy::unwrap_used, missing_docs)]

use lanterne_observatory::neighbour::contiguity;
use lanterne_tiles::topology::{Outline, Topology, unite};

fn shipped() -> Topology {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/reference/geography/communes-2026.topojson.zst");
    Topology::decode(&std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn the_communes_of_france_have_the_same_neighbours_from_shared_arcs_and_from_outlines() {
    let france = shipped();
    let ring = |ring: &_| france.ring_points(ring).into_iter().map(|point| point.map(f64::from)).collect();
    let outlines: Vec<contiguity::Outline> =
        france.units.iter().map(|unit| unit.polygons.iter().flatten().map(ring).collect()).collect();
    let (queen, rook) = (france.queen(), france.rook());
    assert!(queen == contiguity::queen(&outlines) && rook == contiguity::rook(&outlines));
    assert!(queen.is_symmetric() && queen.edges() > rook.edges() && rook.edges() > 200_000);
}

#[test]
fn the_departments_of_france_are_the_same_from_shared_arcs_and_from_outlines() {
    let france = shipped();
    let polygon = |rings: &Vec<_>| rings.iter().map(|ring| france.ring_points(ring)).collect();
    let loose = france
        .units
        .iter()
        .map(|unit| Outline { code: unit.code.clone(), polygons: unit.polygons.iter().map(polygon).collect() });
    let loose: Vec<Outline> = loose.collect();
    let mut codes: Vec<String> = loose.iter().map(|commune| commune.code[..2].to_owned()).collect();
    let of = codes.clone();
    codes.sort();
    codes.dedup();
    let group: Vec<Option<usize>> = of.iter().map(|code| codes.binary_search(code).ok()).collect();
    let dissolved = france.dissolve(&group, codes.clone());
    for (unit, united) in unite(&loose, &group, codes).iter().enumerate() {
        let expected: Vec<Vec<Vec<_>>> = dissolved.units[unit]
            .polygons
            .iter()
            .map(|rings| rings.iter().map(|ring| dissolved.ring_points(ring)).collect())
            .collect();
        assert_eq!(united.polygons.len(), expected.len(), "{}", united.code);
        for (one, other) in united.polygons.iter().zip(expected) {
            let points = |rings: &[Vec<[i32; 2]>]| {
                let mut points: Vec<_> = rings.iter().flat_map(|ring| &ring[1..]).copied().collect();
                points.sort_unstable();
                points
            };
            assert_eq!(points(one), points(&other), "{}", united.code);
        }
    }
}
