//! Comparable territories: scikit-learn and scipy.

use lanterne_observatory::comparable::{Feature, Features, Scale, Search, standardise};
use lanterne_observatory::{Absence, Value};

use crate::table::{Table, near};

const DECLARED: [(&str, Scale, f64); 4] = [
    ("population", Scale::Logarithm, 1.0),
    ("density", Scale::ZScore, 2.0),
    ("share", Scale::Robust, 0.5),
    ("growth", Scale::ZScore, 1.5),
];

#[test]
fn scales_are_those_of_scikit_learn() {
    let table = Table::read("features");
    for (name, scale, _) in DECLARED {
        let expected = table.column(&format!("{name}_scaled"));
        for (row, found) in standardise(&table.values(name), scale).into_iter().enumerate() {
            let gap = (found.unwrap() - expected[row]).abs();
            assert!(gap <= 1e-9 * expected[row].abs().max(1e-3), "{name}, row {row}: gap {gap:e}");
        }
    }
}

#[test]
fn the_nearest_units_are_those_of_scikit_learn_and_their_distances_those_of_scipy() {
    let (table, oracle) = (Table::read("features"), Table::read("comparable"));
    let columns: Vec<Vec<Value>> = DECLARED.iter().map(|declared| table.values(declared.0)).collect();
    let declared = DECLARED.iter().zip(&columns);
    let features: Vec<Feature<'_>> =
        declared.map(|(&(_, scale, weight), values)| Feature { values, scale, weight }).collect();
    let found = Features::new(&features).nearest_of_all(Search { count: 5, least_known: 1.0 }, |_, _| true);
    assert_eq!(found.len(), oracle.rows());
    for (row, comparable) in found.into_iter().map(Result::unwrap).enumerate() {
        for (rank, unit) in (1..).zip(comparable) {
            assert_eq!(f64::from(unit.row), oracle.column(&format!("row_{rank}"))[row], "unit {row}, rank {rank}");
            near(
                unit.distance,
                oracle.column(&format!("distance_{rank}"))[row],
                1e-9,
                &format!("unit {row}, rank {rank}"),
            );
        }
    }
}

#[test]
fn a_distance_over_the_known_features_is_that_of_scikit_learn() {
    let table = Table::read("features_holes");
    let known = |&value: &f64| if value.is_nan() { Err(Absence::NotPublished) } else { Ok(value) };
    let columns: Vec<Vec<Value>> =
        DECLARED.iter().map(|declared| table.column(declared.0).iter().map(known).collect()).collect();
    let features: Vec<Feature<'_>> =
        columns.iter().map(|values| Feature { values, scale: Scale::ZScore, weight: 1.0 }).collect();
    let features = Features::new(&features);
    for unit in 0..3 {
        let expected = table.column(&format!("distance_{unit}"));
        let search = Search { count: table.rows(), least_known: 0.0 };
        let found = features.nearest(unit, search, |_| true).unwrap();
        assert_eq!(found.len(), expected.iter().filter(|distance| !distance.is_nan()).count() - 1);
        for comparable in found {
            // The peer takes a difference of squares: near zero its distance is good to 1e-7 only.
            let (row, gap) = (comparable.row, (comparable.distance - expected[comparable.row as usize]).abs());
            assert!(gap <= 1e-7 + 1e-9 * comparable.distance, "unit {unit} and {row}: gap {gap:e}");
        }
    }
}
