//! Two columns and how they go together.

use lanterne_observatory::Absence;
use lanterne_observatory::association::association;
use proptest::prelude::*;

use crate::strategy::{anything, known};

const CONFIDENCE: f64 = 0.95;

fn pairs() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    let cell = || prop_oneof![3 => -50.0..50.0_f64, 1 => (0_u8..4).prop_map(f64::from)];
    prop::collection::vec((cell(), cell()), 5..40).prop_map(|rows| rows.into_iter().unzip())
}

/// The coefficient as a mean of products of standard scores.
fn literal(x: &[f64], y: &[f64]) -> f64 {
    let n = x.len() as f64;
    let mean = |x: &[f64]| x.iter().sum::<f64>() / n;
    let deviation = |x: &[f64]| (x.iter().map(|each| (each - mean(x)).powi(2)).sum::<f64>() / n).sqrt();
    x.iter().zip(y).map(|(a, b)| (a - mean(x)) / deviation(x) * ((b - mean(y)) / deviation(y))).sum::<f64>() / n
}

/// One more than the values below, and half a place for each other equal one.
fn literal_ranks(x: &[f64]) -> Vec<f64> {
    let count = |test: &dyn Fn(f64) -> bool| x.iter().filter(|&&each| test(each)).count() as f64;
    x.iter().map(|&own| count(&|each| each < own) + (count(&|each| each == own) + 1.0) / 2.0).collect()
}

proptest! {
    #[test]
    fn both_coefficients_are_those_of_the_definition((x, y) in pairs()) {
        let found = association(&known(&x), &known(&y), CONFIDENCE);
        prop_assume!(found.is_some());
        let found = found.unwrap();
        prop_assert!((found.linear - literal(&x, &y)).abs() < 1e-9);
        prop_assert!((found.rank - literal(&literal_ranks(&x), &literal_ranks(&y))).abs() < 1e-9);
        prop_assert!(found.interval.low <= found.linear && found.linear <= found.interval.high);
    }

    #[test]
    fn neither_knows_the_order_of_the_two_nor_the_unit((x, y) in pairs(), scale in 0.01..90.0, shift in -9.0..9.0) {
        let moved: Vec<f64> = y.iter().map(|y| shift - scale * y).collect();
        let (one, other) = (association(&known(&x), &known(&y), CONFIDENCE), association(&known(&y), &known(&x), CONFIDENCE));
        let turned = association(&known(&x), &known(&moved), CONFIDENCE);
        prop_assert_eq!(one.is_some(), other.is_some());
        if let (Some(one), Some(other), Some(turned)) = (one, other, turned) {
            prop_assert!((one.linear - other.linear).abs() < 1e-12 && (one.rank - other.rank).abs() < 1e-12);
            prop_assert!((one.linear + turned.linear).abs() < 1e-9);
        }
    }

    #[test]
    fn a_measure_that_grows_with_another_has_its_ranks(x in prop::collection::vec(-20.0..20.0_f64, 5..30)) {
        let grown: Vec<f64> = x.iter().map(|x| (x / 8.0).exp()).collect();
        if let Some(found) = association(&known(&x), &known(&grown), CONFIDENCE) {
            prop_assert!((found.rank - 1.0).abs() < 1e-9 && found.linear <= 1.0);
        }
    }

    #[test]
    fn anything_is_a_coefficient_or_nothing(rows in prop::collection::vec((anything(), anything()), 0..12), confidence in any::<f64>()) {
        let (x, y): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        if let Some(found) = association(&x, &y, confidence) {
            for coefficient in [found.linear, found.rank, found.interval.low, found.interval.high] {
                prop_assert!((-1.0..=1.0).contains(&coefficient), "{found:?}");
            }
        }
    }
}

#[test]
fn an_absent_row_takes_no_part_and_a_constant_says_nothing() {
    let x = known(&[1.0, 2.0, 3.0, 4.0, 9.0]);
    let mut y = known(&[4.0, 3.0, 2.0, 1.0, 50.0]);
    y[4] = Err(Absence::Secret);
    let found = association(&x, &y, CONFIDENCE).unwrap();
    assert_eq!((found.pairs, found.linear, found.rank), (4, -1.0, -1.0));
    assert_eq!(association(&x, &known(&[7.0; 5]), CONFIDENCE), None);
    assert_eq!(association(&x[..3], &y[..3], CONFIDENCE), None);
}
