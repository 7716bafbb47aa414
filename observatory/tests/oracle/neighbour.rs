//! Neighbourhoods of made-up communes by libpysal 4.14.1 and scipy 1.17.1: graphs exactly, metres to 1e-15 relative.

use lanterne_observatory::neighbour::Neighbours;
use lanterne_observatory::neighbour::component::components;
use lanterne_observatory::neighbour::contiguity::{Outline, queen, rook};

use crate::table::Table;

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
