//! Neighbourhoods of made-up communes by libpysal 4.14.1 and scipy 1.17.1: graphs exactly, metres to 1e-15 relative; Lambert-93 of
//! PROJ to a micrometre.

use lanterne_observatory::neighbour::Neighbours;
use lanterne_observatory::neighbour::band::distance_band;
use lanterne_observatory::neighbour::component::components;
use lanterne_observatory::neighbour::contiguity::{Outline, queen, rook};
use lanterne_observatory::neighbour::lambert_93::project;
use lanterne_observatory::neighbour::nearest::k_nearest;
use lanterne_observatory::neighbour::plane::{nearest_of, pairs_within};

use crate::table::{Table, near};

fn integers(table: &Table, name: &str) -> Vec<u32> {
    table.column(name).iter().map(|&number| number as u32).collect()
}

fn graph(name: &str, len: usize) -> Neighbours {
    let table = Table::read(name);
    Neighbours::from_pairs(len, integers(&table, "focal").into_iter().zip(integers(&table, "neighbor")))
}

/// Rings follow each other: a new one starts where the unit or the ring's number changes, or the last has closed.
fn outlines() -> Vec<Outline> {
    let table = Table::read("neighbour_outline");
    let (unit, ring) = (integers(&table, "unit"), integers(&table, "ring"));
    let points = table.column("x").iter().zip(table.column("y")).map(|(&x, &y)| [x, y]);
    let mut units: Vec<Outline> = vec![Vec::new(); *unit.last().unwrap() as usize + 1];
    let mut last = None;
    for ((place, unit), point) in ring.into_iter().zip(&unit).zip(points) {
        let rings = &mut units[*unit as usize];
        let closed = rings.last().is_some_and(|ring: &Vec<_>| ring.len() > 1 && ring[0] == ring[ring.len() - 1]);
        if last != Some((unit, place)) || closed {
            rings.push(Vec::new());
        }
        rings.last_mut().unwrap().push(point);
        last = Some((unit, place));
    }
    units
}

#[test]
fn contiguity_is_that_of_libpysal() {
    let units = outlines();
    let queens = queen(&units);
    assert_eq!(queens, graph("neighbour_queen", units.len()));
    assert_eq!(rook(&units), graph("neighbour_rook", units.len()));
    assert!(!queens.islands().is_empty() && queens != rook(&units), "the country has every case");
}

#[test]
fn connected_pieces_are_those_of_scipy() {
    let table = Table::read("neighbour_component");
    let keep: Vec<bool> = table.column("kept").iter().map(|&kept| kept == 1.0).collect();
    let found = components(&graph("neighbour_queen", keep.len()), &keep);
    let number = |piece: &Option<u32>| piece.map_or(-1.0, f64::from);
    assert_eq!(found.of.iter().map(number).collect::<Vec<_>>(), table.column("component"));
    assert!(found.rows.len() >= 5);
}

fn points(name: &str) -> Vec<[f64; 2]> {
    let table = Table::read(name);
    table.column("x").iter().zip(table.column("y")).map(|(&x, &y)| [x, y]).collect()
}

#[test]
fn the_k_nearest_and_the_band_are_those_of_libpysal() {
    let points = points("neighbour_point");
    assert_eq!(k_nearest(&points, 5), graph("neighbour_k_nearest", points.len()));
    assert_eq!(distance_band(&points, 5_000.0), graph("neighbour_band", points.len()));
}

#[test]
fn the_nearest_site_is_that_of_scipy() {
    let (table, sites) = (Table::read("neighbour_nearest_site"), points("neighbour_site"));
    for (row, found) in nearest_of(&points("neighbour_point"), &sites).into_iter().enumerate() {
        let (site, distance_m) = found.unwrap();
        assert_eq!(f64::from(site), table.column("site")[row]);
        near(distance_m, table.column("distance_m")[row], 1e-15, "distance");
    }
}

#[test]
fn the_pairs_within_a_distance_are_those_of_scipy() {
    let table = Table::read("neighbour_pair");
    let (points, sites) = (points("neighbour_point"), points("neighbour_site"));
    let found = pairs_within(&points, &sites, 8_000.0);
    let from = (0..points.len()).flat_map(|row| vec![row as u32; found.of(row).0.len()]);
    assert_eq!(from.collect::<Vec<_>>(), integers(&table, "from"));
    assert_eq!(found.to, integers(&table, "to"));
    for (found, &expected) in found.distance_m.iter().zip(table.column("distance_m")) {
        near(*found, expected, 1e-15, "distance");
    }
}

#[test]
fn lambert_93_is_that_of_proj() {
    let table = Table::read("neighbour_lambert_93");
    for row in 0..table.rows() {
        let [x, y] = project(table.column("lon")[row], table.column("lat")[row]);
        let (x_off, y_off) = (x - table.column("x")[row], y - table.column("y")[row]);
        assert!(x_off.abs() < 1e-6 && y_off.abs() < 1e-6, "row {row}: {x_off} and {y_off} m away");
    }
}
