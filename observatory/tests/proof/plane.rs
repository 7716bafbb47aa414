//! Points in a plane: the index, the pairs and the neighbourhoods made of it, against measuring every pair.

use lanterne_observatory::neighbour::band::distance_band;
use lanterne_observatory::neighbour::nearest::k_nearest;
use lanterne_observatory::neighbour::plane::{Plane, nearest_of, pairs_within};
use proptest::prelude::*;

use crate::threads::same_bits;

type Point = [f64; 2];

/// Whole metres, so few that many are as far; crowds and stragglers; and now and then a point that is nowhere.
fn points(most: usize) -> impl Strategy<Value = Vec<Point>> {
    let crowd = (0_i32..9, 0_i32..9).prop_map(|(x, y)| [f64::from(x), f64::from(y)]);
    let wide = (-900_000_i32..900_000, 6_000_000_i32..7_000_000).prop_map(|(x, y)| [f64::from(x), f64::from(y)]);
    let exact = (-50.0..50.0, -50.0..50.0).prop_map(|(x, y)| [x, y]);
    let nowhere = prop::sample::select(vec![[f64::NAN, 0.0], [1.0, f64::INFINITY], [f64::NEG_INFINITY, f64::NAN]]);
    prop::collection::vec(prop_oneof![8 => crowd, 6 => exact, 2 => wide, 1 => nowhere], 0..most)
}

/// Any number, sense or nonsense.
fn anything() -> impl Strategy<Value = Vec<Point>> {
    let number =
        prop_oneof![any::<f64>(), prop::sample::select(vec![0.0, -0.0, 5e-324, 1e-160, 1e149, 1e308, f64::MAX])];
    prop::collection::vec((number.clone(), number).prop_map(|(x, y)| [x, y]), 0..40)
}

fn distance2([x, y]: Point, [u, v]: Point) -> f64 {
    (u - x) * (u - x) + (v - y) * (v - y)
}

/// The rows that are somewhere, nearest first, of those as near the first rows.
fn by_distance(at: Point, points: &[Point]) -> Vec<(u32, f64)> {
    let known = |point: &Point| point.iter().all(|number| number.is_finite());
    let rows = (0..).zip(points).filter(|(_, point)| known(&at) && known(point));
    let mut rows: Vec<(u32, f64)> = rows.map(|(row, &point)| (row, distance2(at, point))).collect();
    rows.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    rows
}

proptest! {
    #[test]
    fn pairs_are_all_those_near_enough(from in points(120), to in points(120), radius in 0.0..40.0) {
        for radius_m in [radius, f64::round(radius), 0.0, 1e6] {
            let pairs = pairs_within(&from, &to, radius_m);
            prop_assert_eq!(pairs.starts.len(), from.len() + 1);
            for (row, &at) in from.iter().enumerate() {
                let mut literal = by_distance(at, &to);
                literal.retain(|&(_, distance2)| distance2 <= radius_m * radius_m);
                literal.sort_by_key(|&(other, _)| other);
                let (found, distances) = pairs.of(row);
                prop_assert_eq!(found, literal.iter().map(|pair| pair.0).collect::<Vec<_>>());
                prop_assert_eq!(distances, literal.iter().map(|pair| pair.1.sqrt()).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn the_nearest_is_the_first_of_the_least(from in points(300), to in points(60)) {
        let literal = |&at: &Point| by_distance(at, &to).first().map(|&(row, distance2)| (row, distance2.sqrt()));
        prop_assert_eq!(nearest_of(&from, &to), from.iter().map(literal).collect::<Vec<_>>());
        let index = Plane::of(&to);
        for &at in &from {
            prop_assert_eq!(index.nearest(at), by_distance(at, &to).first().copied());
        }
    }

    #[test]
    fn everyone_has_as_many_nearest_as_there_are(points in points(80), count in 0_usize..12) {
        let graph = k_nearest(&points, count);
        prop_assert_eq!(graph.len(), points.len());
        for (row, &at) in points.iter().enumerate() {
            let mut literal = by_distance(at, &points);
            literal.retain(|&(other, _)| other as usize != row);
            literal.truncate(count);
            let mut rows: Vec<u32> = literal.into_iter().map(|(other, _)| other).collect();
            rows.sort_unstable();
            prop_assert_eq!(graph.of(row), rows);
        }
    }

    #[test]
    fn a_band_is_mutual_and_grows_with_its_width(points in points(80), radius_m in 0.0..30.0, more in 0.0..30.0) {
        let (narrow, wide) = (distance_band(&points, radius_m), distance_band(&points, radius_m + more));
        prop_assert!(narrow.is_symmetric() && wide.is_symmetric());
        prop_assert!(narrow.pairs().all(|(row, other)| wide.of(row as usize).contains(&other)));
    }

    #[test]
    fn another_numbering_gives_the_same_neighbours(points in points(60), count in 1_usize..5, seed in any::<u64>()) {
        let mut order: Vec<u32> = (0..points.len() as u32).collect();
        order.sort_by_key(|&row| u64::from(row + 1).wrapping_mul(seed | 1));
        let renamed: Vec<Point> = order.iter().map(|&row| points[row as usize]).collect();
        prop_assert_eq!(distance_band(&renamed, 7.0), distance_band(&points, 7.0).relabelled(&order));
        // Of points as far the first rows are taken, and the first are not the same any more: only the distances are.
        let (one, other) = (k_nearest(&points, count), k_nearest(&renamed, count));
        let farthest = |graph: &lanterne_observatory::neighbour::Neighbours, points: &[Point], row: usize| {
            graph.of(row).iter().map(|&other| distance2(points[row], points[other as usize])).fold(0.0, f64::max)
        };
        for (new, &old) in order.iter().enumerate() {
            prop_assert_eq!(farthest(&other, &renamed, new), farthest(&one, &points, old as usize));
        }
    }

    #[test]
    fn no_number_makes_a_panic_or_an_infinite_distance(from in anything(), to in anything(), radius_m in any::<f64>(), count in 0_usize..50) {
        let pairs = pairs_within(&from, &to, radius_m);
        prop_assert!(pairs.distance_m.iter().all(|distance| distance.is_finite() && *distance >= 0.0));
        for (found, at) in nearest_of(&from, &to).into_iter().zip(&from) {
            prop_assert!(found.is_none_or(|(_, distance)| distance.is_finite()));
            prop_assert!(found.is_none() || at.iter().all(|number| number.is_finite()));
        }
        prop_assert_eq!(k_nearest(&from, count).len(), from.len());
        prop_assert!(distance_band(&from, radius_m).is_symmetric());
    }
}

#[test]
fn nobody_is_near_nothing() {
    assert!(pairs_within(&[], &[[0.0, 0.0]], 1.0).is_empty() && pairs_within(&[[0.0, 0.0]], &[], 1.0).is_empty());
    assert_eq!(nearest_of(&[[0.0, 0.0]], &[]), [None]);
    assert_eq!(k_nearest(&[[0.0, 0.0]], 3).islands(), [0]);
    for radius_m in [-1.0, f64::NAN, f64::NEG_INFINITY] {
        assert!(pairs_within(&[[0.0, 0.0]], &[[0.0, 0.0]], radius_m).is_empty());
    }
}

#[test]
fn a_thousand_points_at_one_place_are_all_near() {
    let points = vec![[3.0, 4.0]; 1_000];
    assert_eq!(distance_band(&points, 0.0).edges(), 999_000);
    assert_eq!(k_nearest(&points, 2).of(500), [0, 1]);
    assert_eq!(nearest_of(&points, &points)[999], Some((0, 0.0)));
}

#[test]
fn who_is_near_is_the_same_on_any_number_of_threads() {
    let point = |row: u32| [f64::from(row * 7_919 % 100_003), f64::from(row * 104_729 % 90_001)];
    let (from, to): (Vec<Point>, Vec<Point>) =
        ((0..9_000).map(point).collect(), (0..700).map(|r| point(r * 13)).collect());
    same_bits(|| {
        let (pairs, nearest) = (pairs_within(&from, &to, 3_000.0), nearest_of(&from, &to));
        format!("{pairs:?}{nearest:?}{:?}{:?}", k_nearest(&from, 4), distance_band(&from, 1_500.0))
    });
}
