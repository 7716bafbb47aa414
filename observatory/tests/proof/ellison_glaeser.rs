//! The index of Ellison and Glaeser, for which no program on PyPI stands: closed forms, the exact expectation of their
//! dartboard, a seeded simulation of it.

use lanterne_observatory::measure::ellison_glaeser::ellison_glaeser;
use lanterne_observatory::{Absence, Value};
use proptest::prelude::*;
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng, SeedableRng};

use crate::strategy::{anything, known, near};

/// The index as it is printed.
fn literal(part: &[f64], whole: &[f64], establishments: &[f64]) -> f64 {
    let shares = |column: &[f64]| -> Vec<f64> {
        let total: f64 = column.iter().sum();
        column.iter().map(|number| number / total).collect()
    };
    let squares = |column: &[f64]| column.iter().map(|share| share * share).sum::<f64>();
    let (s, x, z) = (shares(part), shares(whole), shares(establishments));
    let gaps: Vec<f64> = s.iter().zip(&x).map(|(s, x)| s - x).collect();
    let (g, h, room) = (squares(&gaps), squares(&z), 1.0 - squares(&x));
    (g - room * h) / (room * (1.0 - h))
}

/// The sector's jobs by territory when establishment `k` stands in `place[k]`.
fn placed(establishments: &[f64], place: &[usize], territories: usize) -> Vec<f64> {
    let mut part = vec![0.0; territories];
    for (jobs, &place) in establishments.iter().zip(place) {
        part[place] += jobs;
    }
    part
}

#[test]
fn over_every_possible_fall_of_the_darts_the_expectation_is_zero() {
    let (whole, establishments) = ([50.0, 30.0, 15.0, 5.0], [40.0, 9.0, 9.0, 2.0, 1.0]);
    let mut expectation = 0.0;
    for outcome in 0..4_usize.pow(5) {
        let place: Vec<usize> = (0..5).map(|k| outcome / 4_usize.pow(k) % 4).collect();
        let probability: f64 = place.iter().map(|&place| whole[place] / 100.0).product();
        let part = placed(&establishments, &place, 4);
        expectation += probability * ellison_glaeser(&known(&part), &known(&whole), &known(&establishments)).unwrap();
    }
    assert!(expectation.abs() < 1e-13, "{expectation}");
}

#[test]
fn when_darts_fall_at_random_over_a_hundred_territories_the_mean_index_is_zero() {
    let mut generator = Pcg64Mcg::seed_from_u64(1997);
    let mut unit = || (generator.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
    let whole: Vec<f64> = (0..100).map(|_| (1.0 / (0.02 + unit())).ceil()).collect();
    let establishments: Vec<f64> = (0..80).map(|_| (1.0 / (0.01 + unit())).ceil()).collect();
    let total: f64 = whole.iter().sum();
    let mut throw = || {
        let mut dart = unit() * total;
        whole
            .iter()
            .position(|jobs| {
                dart -= jobs;
                dart < 0.0
            })
            .unwrap_or(99)
    };
    let draws: Vec<f64> = (0..4_000)
        .map(|_| {
            let place: Vec<usize> = (0..80).map(|_| throw()).collect();
            let part = placed(&establishments, &place, 100);
            ellison_glaeser(&known(&part), &known(&whole), &known(&establishments)).unwrap()
        })
        .collect();
    let mean = draws.iter().sum::<f64>() / 4_000.0;
    let error = (draws.iter().map(|draw| (draw - mean).powi(2)).sum::<f64>() / 4_000.0 / 4_000.0).sqrt();
    assert!(mean.abs() < 3.0 * error, "{mean} is not zero within three standard errors of {error}");
}

#[test]
fn all_in_one_of_equal_territories_is_one_and_a_lone_establishment_says_nothing() {
    let (part, whole) = (known(&[0.0, 12.0, 0.0]), known(&[7.0; 3]));
    assert!(near(ellison_glaeser(&part, &whole, &known(&[3.0, 4.0, 5.0])).unwrap(), 1.0, 1e-12));
    assert_eq!(ellison_glaeser(&part, &whole, &known(&[12.0])), Err(Absence::Nil));
    assert_eq!(ellison_glaeser(&known(&[12.0]), &known(&[7.0]), &known(&[6.0, 6.0])), Err(Absence::Nil));
    assert_eq!(ellison_glaeser(&known(&[0.0, 0.0]), &known(&[7.0, 7.0]), &known(&[6.0, 6.0])), Err(Absence::Nil));
    let secret = [Ok(1.0), Err(Absence::Secret)];
    assert_eq!(ellison_glaeser(&secret, &known(&[7.0, 7.0]), &known(&[6.0, 6.0])), Err(Absence::Secret));
}

proptest! {
    #[test]
    fn the_index_is_the_printed_formula_and_knows_neither_scale_nor_order(
        rows in prop::collection::vec((0.0..500.0, 1.0..5_000.0), 2..12), establishments in prop::collection::vec(1.0..90.0, 2..12), by in 0.01..100.0
    ) {
        let (part, whole): (Vec<f64>, Vec<f64>) = rows.into_iter().unzip();
        prop_assume!(part.iter().sum::<f64>() > 1.0);
        let found = ellison_glaeser(&known(&part), &known(&whole), &known(&establishments)).unwrap();
        prop_assert!((found - literal(&part, &whole, &establishments)).abs() < 1e-9 * (1.0 + found.abs()));
        let turn = |column: &[f64]| -> Vec<f64> { column.iter().rev().map(|number| number * by).collect() };
        let turned = ellison_glaeser(&known(&turn(&part)), &known(&turn(&whole)), &known(&turn(&establishments))).unwrap();
        prop_assert!((found - turned).abs() < 1e-9 * (1.0 + found.abs()));
        // A sector spread as everything is has no concentration of its own: at or below zero.
        prop_assert!(ellison_glaeser(&known(&whole), &known(&whole), &known(&establishments)).unwrap() < 0.0);
    }

    #[test]
    fn whatever_goes_in_it_is_finite_or_absent(
        part in prop::collection::vec(anything(), 0..8), whole in prop::collection::vec(anything(), 0..8), establishments in prop::collection::vec(anything(), 0..8)
    ) {
        let found: Value = ellison_glaeser(&part, &whole, &establishments);
        prop_assert!(found.is_err() || found.is_ok_and(f64::is_finite));
    }
}
