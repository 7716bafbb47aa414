//! Contiguity from outlines and from shared arcs, against comparing every point with every point.

use lanterne_observatory::neighbour::Neighbours;
use lanterne_observatory::neighbour::contiguity::{Outline, queen, rook};
use lanterne_observatory::neighbour::shared_arc::{self, SharedArc};
use proptest::prelude::*;

use crate::threads::same_bits;

/// Side of the made-up country, in cells.
const SIDE: usize = 6;

/// The unit of each cell; a unit's ring has eight points a cell, corners and middles, all of them moved.
fn country() -> impl Strategy<Value = Vec<Outline>> {
    let points = (2 * SIDE + 1) * (2 * SIDE + 1);
    (prop::collection::vec(0_usize..14, SIDE * SIDE), prop::collection::vec((-0.3..0.3, -0.3..0.3), points)).prop_map(
        |(owners, moved)| {
            let mut units: Vec<Outline> = vec![Vec::new(); 12];
            for (cell, owner) in owners.into_iter().enumerate() {
                // Owners from 12 on are the sea.
                if let Some(unit) = units.get_mut(owner) {
                    unit.push(ring(cell, &moved));
                }
            }
            units
        },
    )
}

fn ring(cell: usize, moved: &[(f64, f64)]) -> Vec<[f64; 2]> {
    let around = [(0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (1, 2), (0, 2), (0, 1)];
    let point = |(dx, dy): (usize, usize)| {
        let (x, y) = (2 * (cell % SIDE) + dx, 2 * (cell / SIDE) + dy);
        let (by_x, by_y) = moved[y * (2 * SIDE + 1) + x];
        [x as f64 + by_x, y as f64 + by_y]
    };
    around.into_iter().map(point).collect()
}

/// Long rings over few places, sense and nonsense.
fn anything() -> impl Strategy<Value = Vec<Outline>> {
    let number = prop::sample::select(vec![
        0.0,
        -0.0,
        1.0,
        2.5,
        -7.25,
        1e-310,
        5e-324,
        1e300,
        -1e308,
        f64::MAX,
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
    ]);
    let point = (number.clone(), number).prop_map(|(x, y)| [x, y]);
    prop::collection::vec(prop::collection::vec(prop::collection::vec(point, 0..150), 0..3), 0..7)
}

fn finite(point: [f64; 2]) -> bool {
    point.iter().all(|number| number.is_finite())
}

fn literal_queen(units: &[Outline]) -> Neighbours {
    let points = |unit: usize| units[unit].iter().flatten().copied().filter(|point| finite(*point));
    every_pair(units.len(), |one, other| points(one).any(|a| points(other).any(|b| a == b)))
}

fn literal_rook(units: &[Outline]) -> Neighbours {
    let edges = |unit: usize| {
        let rings = units[unit].iter().filter(|ring| !ring.is_empty());
        let edges = rings.flat_map(|ring| (0..ring.len()).map(move |at| [ring[at], ring[(at + 1) % ring.len()]]));
        edges.filter(|[a, b]| finite(*a) && finite(*b) && a != b)
    };
    every_pair(units.len(), |one, other| edges(one).any(|a| edges(other).any(|b| a == b || a == [b[1], b[0]])))
}

fn every_pair(len: usize, touch: impl Fn(usize, usize) -> bool) -> Neighbours {
    let pairs = (0..len).flat_map(|one| (0..len).map(move |other| (one, other)));
    Neighbours::from_pairs(len, pairs.filter(|&(a, b)| a != b && touch(a, b)).map(|(a, b)| (a as u32, b as u32)))
}

/// Every edge as an arc of its own; of units that lie over each other, the last on each side.
fn arcs(units: &[Outline]) -> Vec<SharedArc<[u64; 2]>> {
    let mut arcs: Vec<SharedArc<[u64; 2]>> = Vec::new();
    for (unit, ring) in units.iter().zip(0..).flat_map(|(rings, unit)| rings.iter().map(move |ring| (unit, ring))) {
        for at in 0..ring.len() {
            let ends = [ring[at], ring[(at + 1) % ring.len()]].map(|point| point.map(f64::to_bits));
            match arcs.iter_mut().find(|arc| arc.ends == [ends[1], ends[0]]) {
                Some(arc) => arc.sides[1] = Some(unit),
                None => arcs.push(SharedArc { ends, sides: [Some(unit), None] }),
            }
        }
    }
    arcs
}

proptest! {
    #[test]
    fn queens_are_those_with_a_common_vertex_and_rooks_those_with_a_common_edge(units in country()) {
        prop_assert_eq!(queen(&units), literal_queen(&units));
        prop_assert_eq!(rook(&units), literal_rook(&units));
    }

    #[test]
    fn numbers_that_make_no_sense_touch_nothing(units in anything()) {
        prop_assert_eq!(queen(&units), literal_queen(&units));
        prop_assert_eq!(rook(&units), literal_rook(&units));
    }

    #[test]
    fn shared_arcs_say_what_the_outlines_say(units in country()) {
        prop_assert_eq!(shared_arc::queen(units.len(), &arcs(&units)), queen(&units));
        prop_assert_eq!(shared_arc::rook(units.len(), &arcs(&units)), rook(&units));
    }

    #[test]
    fn contiguity_is_mutual_and_every_rook_a_queen(units in country()) {
        let (queen, rook) = (queen(&units), rook(&units));
        prop_assert!(queen.is_symmetric() && rook.is_symmetric());
        prop_assert!(rook.pairs().all(|(row, other)| queen.of(row as usize).contains(&other)));
    }

    #[test]
    fn the_order_of_the_units_and_of_their_points_changes_nothing(units in country(), turn in 0_usize..8, seed in any::<u64>()) {
        let mut order: Vec<u32> = (0..units.len() as u32).collect();
        order.sort_by_key(|&row| u64::from(row + 1).wrapping_mul(seed | 1));
        let mut turned: Vec<Outline> = order.iter().map(|&row| units[row as usize].clone()).collect();
        for ring in turned.iter_mut().flatten() {
            ring.rotate_left(turn);
            if turn % 2 == 1 {
                ring.reverse();
            }
            ring.push(ring[0]);
        }
        prop_assert_eq!(queen(&turned), queen(&units).relabelled(&order));
        prop_assert_eq!(rook(&turned), rook(&units).relabelled(&order));
    }
}

#[test]
fn nothing_touches_nothing() {
    assert_eq!((queen(&[]).len(), rook(&[]).len()), (0, 0));
    assert_eq!(queen(&[vec![], vec![vec![]], vec![vec![[0.0, 0.0]]]]).islands(), [0, 1, 2]);
}

#[test]
fn a_thousand_units_around_one_point_are_all_queens() {
    let spoke = |unit: i32| vec![vec![[0.0, 0.0], [1.0, f64::from(unit)], [1.0, f64::from(unit) + 0.5]]];
    let units: Vec<Outline> = (0..1_000).map(spoke).collect();
    assert_eq!((queen(&units).edges(), rook(&units).edges()), (999_000, 0));
}

#[test]
fn contiguity_is_the_same_on_any_number_of_threads() {
    let cell = |cell: i32| {
        let (x, y) = (f64::from(cell % 70), f64::from(cell / 70));
        vec![vec![[x, y], [x + 1.0, y], [x + 1.0, y + 1.0], [x, y + 1.0]]]
    };
    let units: Vec<Outline> = (0..4_900).map(cell).collect();
    same_bits(|| format!("{:?}{:?}", queen(&units), rook(&units)));
}
