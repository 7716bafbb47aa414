//! What a monitor says: the law it rests on, nothing where chance suffices, and the same whatever the threads and the names.

use lanterne_observatory::cohort::finding::{Finding, Parameters, findings};
use lanterne_observatory::cohort::occupancy::uneven;
use lanterne_observatory::cohort::{Allocation, Benefit, Deployment, Fairness, Window};
use proptest::prelude::*;

use crate::strategy::{anything, known};
use crate::threads::same_bits;

const WINDOW: Window = Window { from: 2020, to: 2024 };
const WINDOWS: [Window; 3] = [WINDOW, Window { from: 2020, to: 2022 }, Window { from: 2022, to: 2024 }];

fn benefit() -> impl Strategy<Value = Benefit> {
    (0_u32..14, 0_u32..3, 2018_u16..2027, 0_u32..9).prop_map(|(unit, scheme, year, beneficiaries)| Benefit {
        unit,
        scheme,
        year,
        beneficiaries,
    })
}

fn probabilities(weights: &[f64]) -> Vec<f64> {
    let total: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / total).collect()
}

/// The law of the number of units covered, by every possible outcome.
fn enumerated(p: &[f64], n: u32) -> Vec<f64> {
    let mut law = vec![0.0; p.len() + 1];
    for outcome in 0..p.len().pow(n) {
        let (mut rest, mut probability, mut seen) = (outcome, 1.0, vec![false; p.len()]);
        for _ in 0..n {
            probability *= p[rest % p.len()];
            seen[rest % p.len()] = true;
            rest /= p.len();
        }
        law[seen.iter().filter(|seen| **seen).count()] += probability;
    }
    law
}

/// 90 units of very different sizes.
fn sizes() -> Vec<f64> {
    (0..90_u32).map(|row| f64::from(row * 53 % 97 + 1)).collect()
}

fn said(deployment: &Deployment<'_>, sizes: &[f64]) -> Vec<Finding> {
    let open = vec![true; sizes.len()];
    let fair = [(Fairness::Establishments, Allocation::proportional(&known(sizes), &open))];
    findings(deployment, &[0, 1, 2], &WINDOWS, &fair, Parameters::default(), 5)
}

proptest! {
    #[test]
    fn the_law_of_unequal_units_is_that_of_every_outcome(weights in prop::collection::vec(0.01..9.0, 1..5), n in 0_u32..6) {
        let p = probabilities(&weights);
        let found = uneven(&p, u64::from(n)).unwrap();
        prop_assert_eq!(found.len(), p.len() + 1);
        for (found, literal) in found.iter().zip(enumerated(&p, n)) {
            prop_assert!((found - literal).abs() < 1e-12, "{} {}", found, literal);
        }
    }

    #[test]
    fn the_law_of_unequal_units_has_the_closed_mean_and_variance(weights in prop::collection::vec(0.001..50.0, 1..60), n in 0_u64..4_000) {
        let law = uneven(&probabilities(&weights), n).unwrap();
        let moment = |power: i32| law.iter().zip(0..).map(|(p, k)| p * f64::from(k).powi(power)).sum::<f64>();
        let closed = Allocation::proportional(&known(&weights), &vec![true; weights.len()]).expectation(n).unwrap();
        prop_assert!((moment(0) - 1.0).abs() < 1e-12 && (moment(1) - closed.covered).abs() < 1e-9);
        prop_assert!((moment(2) - moment(1).powi(2) - closed.variance).abs() < 1e-7);
    }

    #[test]
    fn what_is_no_probability_has_no_law(p in prop::collection::vec(any::<f64>(), 0..6), n in any::<u64>()) {
        if let Some(law) = uneven(&p, n) {
            prop_assert!((p.iter().sum::<f64>() - 1.0).abs() <= 1e-9);
            prop_assert!(law.iter().all(|one| (0.0..=1.0 + 1e-9).contains(one)), "{:?}", law);
        }
    }

    #[test]
    fn nothing_but_evidence_comes_out_whatever_goes_in(benefits in prop::collection::vec(benefit(), 0..60), column in prop::collection::vec(anything(), 0..20),
                                                      open in prop::collection::vec(any::<bool>(), 0..20), rate in any::<f64>()) {
        let deployment = Deployment { benefits: &benefits, open: &open };
        let fair = [(Fairness::Population, Allocation::proportional(&column, &vec![true; column.len()])), (Fairness::Uniform, Allocation::uniform(&open))];
        let parameters = Parameters { shortfall: rate, ..Parameters::default() };
        for finding in findings(&deployment, &[2, 0], &[WINDOW, Window { from: 2024, to: 2019 }], &fair, parameters, 1) {
            prop_assert!((0.0..=1.0).contains(&finding.probability()), "{:?}", finding);
            let had = |unit: u32, scheme: Option<u32>| benefits.iter().any(|one| {
                one.unit == unit && WINDOW.holds(one.year) && one.beneficiaries > 0 && scheme.map_or([0, 2].contains(&one.scheme), |scheme| scheme == one.scheme)
            });
            match finding {
                Finding::Unreached { unit, expected, .. } => prop_assert!(expected > 0.0 && !had(unit, None) && open[unit as usize]),
                Finding::SchemeUnreached { unit, scheme, expected, .. } => prop_assert!(expected > 0.0 && !had(unit, Some(scheme)) && open[unit as usize]),
                Finding::Shortfall { covered, expected, .. } => prop_assert!(covered as f64 <= expected || rate >= 1.0),
            }
        }
    }

    #[test]
    fn findings_know_no_order_of_benefits(benefits in prop::collection::vec(benefit(), 0..60)) {
        let backwards: Vec<Benefit> = benefits.iter().rev().copied().collect();
        let one = said(&Deployment { benefits: &benefits, open: &[true; 14] }, &sizes()[..14]);
        let other = said(&Deployment { benefits: &backwards, open: &[true; 14] }, &sizes()[..14]);
        prop_assert_eq!(one, other);
    }
}

/// A scheme in proportion to the sizes, and a small one: in the ten first units only, or all over.
fn spread(biased: bool) -> Vec<Benefit> {
    let one = |unit: u32, scheme: u32, year: u16| Benefit { unit, scheme, year, beneficiaries: 1 };
    let mut benefits = Vec::new();
    for year in WINDOW.years() {
        for (unit, size) in (0..).zip(sizes()) {
            benefits.extend((0..size as u32).map(|_| one(unit, 0, year)));
        }
        let all_over = |rank: u32| (u32::from(year - WINDOW.from) * 20 + rank) * 7 % 90;
        benefits.extend((0..20).map(|rank| one(if biased { rank % 10 } else { all_over(rank) }, 1, year)));
    }
    benefits
}

#[test]
fn a_scheme_that_keeps_to_a_few_units_is_said_and_one_that_does_not_is_not() {
    let biased = said(&Deployment { benefits: &spread(true), open: &[true; 90] }, &sizes());
    assert!(matches!(biased[..], [Finding::Shortfall { scheme: 1, covered: 10, .. }]), "{biased:?}");
    let fair = said(&Deployment { benefits: &spread(false), open: &[true; 90] }, &sizes());
    assert!(fair.is_empty(), "{fair:?}");
}

#[test]
fn findings_are_the_same_on_any_number_of_threads() {
    let benefits = spread(true);
    same_bits(|| format!("{:?}", said(&Deployment { benefits: &benefits, open: &[true; 90] }, &sizes())));
}
