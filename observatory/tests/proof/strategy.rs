//! Columns to try a measure on.

use lanterne_observatory::{Absence, Value};
use proptest::prelude::*;

/// Any of the four absences.
pub(crate) fn absence() -> impl Strategy<Value = Absence> {
    prop::sample::select(Absence::ALL)
}

/// A figure as published: most often a number, sometimes absent.
pub(crate) fn figure(number: impl Strategy<Value = f64>) -> impl Strategy<Value = Value> {
    prop_oneof![9 => number.prop_map(Ok), 1 => absence().prop_map(Err)]
}

/// Anything a column could hold, sense or nonsense.
pub(crate) fn anything() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => any::<f64>().prop_map(Ok),
        2 => (0.0..1e6).prop_map(Ok),
        1 => absence().prop_map(Err),
        2 => prop::sample::select(vec![
            0.0, -0.0, 1.0, -1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN_POSITIVE, 5e-324, 1e300,
        ]).prop_map(Ok),
    ]
}

/// Counts and the populations they are counted in, as known numbers.
pub(crate) fn communes() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    prop::collection::vec((0_u32..400, 1_u32..200_000), 1..60)
        .prop_map(|rows| rows.into_iter().map(|(count, people)| (f64::from(count), f64::from(people))).unzip())
}

/// Known numbers as a column.
pub(crate) fn known(numbers: &[f64]) -> Vec<Value> {
    numbers.iter().map(|&number| Ok(number)).collect()
}

/// Within a relative distance.
pub(crate) fn near(left: f64, right: f64, relative: f64) -> bool {
    (left - right).abs() <= relative * left.abs().max(right.abs()).max(f64::MIN_POSITIVE)
}
