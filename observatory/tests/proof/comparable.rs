//! Comparable territories: the plain sum, the parts, the ties, what is missing.

use lanterne_observatory::comparable::{Comparable, Feature, Features, Scale, Scope, Search, standardise};
use lanterne_observatory::{Absence, Value};
use proptest::prelude::*;

use crate::strategy::{anything, figure};
use crate::threads::same_bits;

/// Three features of the same units.
fn columns() -> impl Strategy<Value = Vec<Vec<Value>>> {
    prop::collection::vec(prop::array::uniform3(figure(-50.0..900.0_f64)), 2..25)
        .prop_map(|rows| (0..3).map(|feature| rows.iter().map(|row| row[feature]).collect()).collect())
}

fn features(columns: &[Vec<Value>], scales: [Scale; 3], weights: [f64; 3]) -> Features {
    let declared = columns.iter().zip(scales).zip(weights);
    Features::new(&declared.map(|((values, scale), weight)| Feature { values, scale, weight }).collect::<Vec<_>>())
}

const SCALES: [Scale; 3] = [Scale::ZScore, Scale::Robust, Scale::ZScore];
const WEIGHTS: [f64; 3] = [1.0, 2.0, 0.5];

/// The same, read off the definition: every other unit, its distance, sorted.
fn plain(columns: &[Vec<Value>], unit: usize, least_known: f64) -> Vec<(usize, f64)> {
    let scaled: Vec<Vec<Value>> =
        columns.iter().zip(SCALES).map(|(values, scale)| standardise(values, scale)).collect();
    let mut found: Vec<(usize, f64)> = (0..columns[0].len())
        .filter(|&other| other != unit)
        .filter_map(|other| {
            let gaps: Vec<(f64, f64)> = (0..3)
                .filter_map(|feature| {
                    Some((WEIGHTS[feature], scaled[feature][unit].ok()? - scaled[feature][other].ok()?))
                })
                .collect();
            let known: f64 = gaps.iter().map(|gap| gap.0).sum();
            let squared = gaps.iter().map(|(weight, gap)| weight * gap * gap).sum::<f64>() * (3.5 / known);
            (known > 0.0 && known / 3.5 >= least_known).then_some((other, squared.sqrt()))
        })
        .collect();
    found.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    found
}

proptest! {
    #[test]
    fn the_nearest_are_those_of_the_definition(columns in columns(), count in 0_usize..30, least_known in prop::sample::select(vec![0.0, 0.5, 0.99])) {
        let features = features(&columns, SCALES, WEIGHTS);
        for unit in 0..columns[0].len() {
            let expected = plain(&columns, unit, least_known);
            match features.nearest(unit, Search { count, least_known }, |_| true) {
                Ok(found) => {
                    prop_assert_eq!(found.len(), count.min(expected.len()));
                    for (found, expected) in found.iter().zip(expected) {
                        prop_assert_eq!(found.row as usize, expected.0);
                        prop_assert!((found.distance - expected.1).abs() <= 1e-12 * expected.1.max(1e-3));
                    }
                }
                Err(_) => prop_assert!(expected.is_empty()),
            }
        }
    }

    #[test]
    fn the_parts_sum_to_the_squared_distance_and_the_unknown_have_none(columns in columns()) {
        let features = features(&columns, SCALES, WEIGHTS);
        for (unit, found) in features.nearest_of_all(Search { count: 4, least_known: 0.0 }, |_, _| true).into_iter().enumerate() {
            for Comparable { row, distance, known_share, parts } in found.into_iter().flatten() {
                let sum: f64 = parts.iter().flatten().sum();
                prop_assert!((sum - distance * distance).abs() <= 1e-12 * sum.max(1e-9));
                let weight: f64 = parts.iter().zip(WEIGHTS).filter(|(part, _)| part.is_ok()).map(|(_, weight)| weight).sum();
                prop_assert!((known_share - weight / 3.5).abs() < 1e-12);
                // The robust scale may have no range: its feature is then nil for all.
                for feature in [0, 2] {
                    let both = columns[feature][unit].is_ok() && columns[feature][row as usize].is_ok();
                    prop_assert_eq!(parts[feature].is_ok(), both);
                }
            }
        }
    }

    #[test]
    fn a_distance_is_the_same_both_ways(columns in columns()) {
        let features = features(&columns, SCALES, WEIGHTS);
        let all = Search { count: usize::MAX, least_known: 0.0 };
        let found = features.nearest_of_all(all, |_, _| true);
        for (unit, others) in found.iter().enumerate() {
            for other in others.iter().flatten() {
                let back = found[other.row as usize].as_ref().unwrap().iter().find(|back| back.row as usize == unit).unwrap();
                prop_assert_eq!((back.distance, back.known_share), (other.distance, other.known_share));
            }
        }
    }

    #[test]
    fn another_unit_of_measure_changes_no_place(columns in columns(), factor in prop::sample::select(vec![0.5, 4.0, 1024.0])) {
        let changed: Vec<Vec<Value>> = columns.iter().map(|column| column.iter().map(|value| value.map(|value| value * factor)).collect()).collect();
        let places = |columns: &[Vec<Value>]| -> Vec<Vec<u32>> {
            features(columns, SCALES, WEIGHTS).nearest_of_all(Search::default(), |_, _| true).into_iter()
                .map(|found| found.into_iter().flatten().map(|one| one.row).collect()).collect()
        };
        prop_assert_eq!(places(&columns), places(&changed));
    }

    #[test]
    fn a_scaled_column_is_centred_and_of_one_spread(values in prop::collection::vec(-900.0..900.0_f64, 4..40)) {
        let column: Vec<Value> = values.iter().map(|&value| Ok(value)).collect();
        let scaled: Vec<f64> = standardise(&column, Scale::ZScore).into_iter().map(Result::unwrap).collect();
        let n = scaled.len() as f64;
        prop_assert!((scaled.iter().sum::<f64>() / n).abs() < 1e-9);
        prop_assert!((scaled.iter().map(|z| z * z).sum::<f64>() / n - 1.0).abs() < 1e-9);
    }

    #[test]
    fn anything_is_compared_without_panic(a in prop::collection::vec(anything(), 0..12), b in prop::collection::vec(anything(), 0..12), weight in any::<f64>(), least_known in any::<f64>(), count in 0_usize..9) {
        for scale in Scale::ALL {
            for value in standardise(&a, *scale) {
                prop_assert!(value.is_err() || value.is_ok_and(f64::is_finite));
            }
            let declared = [Feature { values: &a, scale: *scale, weight }, Feature { values: &b, scale: Scale::Robust, weight: 1.0 }];
            let found = Features::new(&declared).nearest_of_all(Search { count, least_known }, |_, _| true);
            for one in found.into_iter().flatten().flatten() {
                prop_assert!(one.distance.is_finite() && (0.0..=1.0 + 1e-12).contains(&one.known_share), "{:?}", one);
            }
        }
    }
}

#[test]
fn equal_distances_go_to_the_first_row_and_only_the_admitted_are_looked_at() {
    let column = [Ok(5.0), Ok(6.0), Ok(4.0), Ok(6.0), Ok(50.0)];
    let features = Features::new(&[Feature { values: &column, scale: Scale::ZScore, weight: 3.0 }]);
    let rows = |admits: &dyn Fn(usize) -> bool| -> Vec<u32> {
        let found = features.nearest(0, Search { count: 3, least_known: 1.0 }, admits).unwrap();
        found.into_iter().map(|one| one.row).collect()
    };
    assert_eq!(rows(&|_| true), [1, 2, 3]);
    let region = [Some(1), Some(1), Some(2), Some(2), None];
    assert_eq!(rows(&|other| Scope::Inside.admits(&region, 0, other)), [1]);
    assert_eq!(rows(&|other| Scope::Outside.admits(&region, 0, other)), [2, 3, 4]);
}

#[test]
fn a_unit_of_which_nothing_is_known_has_no_comparable() {
    let (one, other) = ([Err(Absence::Secret), Ok(1.0), Ok(2.0)], [Err(Absence::NotPublished), Ok(1.0), Ok(2.0)]);
    let feature = |values| Feature { values, scale: Scale::ZScore, weight: 1.0 };
    let features = Features::new(&[feature(&one), feature(&other)]);
    assert_eq!(features.nearest(0, Search::default(), |_| true), Err(Absence::Secret));
    assert_eq!(features.nearest(1, Search::default(), |_| true).unwrap().len(), 1);
    assert_eq!(features.nearest(9, Search::default(), |_| true), Err(Absence::NotPublished));
}

#[test]
fn the_nearest_are_the_same_on_any_number_of_threads() {
    let column = |step: f64| -> Vec<Value> { (0..400).map(|row| Ok((f64::from(row) * step) % 97.0)).collect() };
    let columns = vec![column(7.3), column(31.1), column(0.77)];
    same_bits(|| format!("{:?}", features(&columns, SCALES, WEIGHTS).nearest_of_all(Search::default(), |_, _| true)));
}
