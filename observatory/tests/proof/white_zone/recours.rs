//! Kind `recours`, against a count by hand and its bounds.

use lanterne_observatory::cohort::{Allocation, Benefit, Deployment};
use lanterne_observatory::white_zone::grid::Grid;
use lanterne_observatory::white_zone::recours::{tally, test};
use lanterne_observatory::white_zone::{Parameters, Verdict};
use lanterne_observatory::{Absence, Value};
use proptest::prelude::*;

use crate::strategy::anything;

fn benefits() -> impl Strategy<Value = Vec<Benefit>> {
    let benefit = (0_u32..9, 0_u32..3, 2_010_u16..2_026, 0_u32..40)
        .prop_map(|(unit, scheme, year, beneficiaries)| Benefit { unit, scheme, year, beneficiaries });
    prop::collection::vec(benefit, 0..40)
}

fn weights() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(0.0..5_000.0, 8)
}

/// The definition, beneficiary by beneficiary.
fn literal(benefits: &[Benefit], weights: &[f64], unit: usize, until: u16, parameters: Parameters) -> Verdict {
    let within = |benefit: &&Benefit| {
        benefit.year <= until
            && u32::from(until - benefit.year) < parameters.years
            && (benefit.unit as usize) < weights.len()
    };
    let all: u32 = benefits.iter().filter(within).map(|benefit| benefit.beneficiaries).sum();
    let own: u32 = benefits
        .iter()
        .filter(within)
        .filter(|benefit| benefit.unit as usize == unit)
        .map(|benefit| benefit.beneficiaries)
        .sum();
    let miss = 1.0 - weights[unit] / weights.iter().sum::<f64>();
    let none = (0..all).fold(1.0, |none, _| none * miss);
    match own {
        0 if none <= parameters.alpha => Verdict::Yes,
        0 => Verdict::NotSignificant,
        _ => Verdict::No,
    }
}

proptest! {
    #[test]
    fn the_verdict_is_that_of_a_count_by_hand(benefits in benefits(), weights in weights(), years in 1_u32..12, alpha in 0.001..0.5) {
        let open = [true; 8];
        let known: Vec<Value> = weights.iter().map(|weight| Ok(*weight)).collect();
        let parameters = Parameters { years, alpha, ..Parameters::default() };
        let deployment = Deployment { benefits: &benefits, open: &open };
        let tested = test(&deployment, |_| true, &Allocation::proportional(&known, &open), 2_024, parameters);
        for (unit, tested) in tested.iter().enumerate() {
            let none = tested.none.unwrap();
            // Where the two products differ by a rounding error across α, neither is wrong.
            prop_assume!((none - alpha).abs() > 1e-9);
            prop_assert_eq!(tested.verdict, literal(&benefits, &weights, unit, 2_024, parameters), "unit {}", unit);
            prop_assert!((0.0..=1.0).contains(&none) && tested.expected.unwrap() >= 0.0);
        }
    }

    #[test]
    fn a_lower_alpha_never_adds_a_white_zone(benefits in benefits(), weights in weights(), alpha in 0.01..0.5) {
        let open = [true; 8];
        let known: Vec<Value> = weights.iter().map(|weight| Ok(*weight)).collect();
        let (deployment, allocation) = (Deployment { benefits: &benefits, open: &open }, Allocation::proportional(&known, &open));
        let white = |alpha: f64| -> Vec<bool> {
            let parameters = Parameters { alpha, ..Parameters::default() };
            test(&deployment, |_| true, &allocation, 2_024, parameters).iter().map(|own| own.verdict == Verdict::Yes).collect()
        };
        prop_assert!(white(alpha / 2.0).iter().zip(white(alpha)).all(|(lower, higher)| !lower || higher));
    }

    #[test]
    fn its_stability_is_counted_setting_by_setting(benefits in benefits(), weights in weights()) {
        let open = [true, true, true, true, true, true, true, false];
        let known: Vec<Value> = weights.iter().map(|weight| Ok(*weight)).collect();
        let (deployment, allocation) = (Deployment { benefits: &benefits, open: &open }, Allocation::proportional(&known, &open));
        let grid = Grid::around(Parameters::default());
        let tally = tally(&deployment, |scheme| scheme == 1, &allocation, 2_024, &grid);
        let mut white = [0; 8];
        for &alpha in &grid.alpha {
            for &years in &grid.years {
                let parameters = Parameters { alpha, years, ..Parameters::default() };
                let tested = test(&deployment, |scheme| scheme == 1, &allocation, 2_024, parameters);
                for (count, tested) in white.iter_mut().zip(tested) {
                    *count += u64::from(tested.verdict == Verdict::Yes);
                }
            }
        }
        for (unit, white) in white.iter().enumerate().take(7) {
            let stability = tally.stability(unit).unwrap();
            prop_assert_eq!((stability.white, stability.settings), (*white, 25), "unit {}", unit);
        }
        prop_assert_eq!(tally.stability(7), Err(Absence::NotPublished));
    }

    #[test]
    fn nothing_panics_and_a_probability_is_one(
        rows in prop::collection::vec((any::<u32>(), any::<u16>(), any::<u32>()), 0..20),
        weights in prop::collection::vec(anything(), 0..9), until in any::<u16>(), years in any::<u32>(), alpha in any::<f64>()
    ) {
        let benefits: Vec<Benefit> = rows
            .iter()
            .map(|&(unit, year, beneficiaries)| Benefit { unit: unit % 10, scheme: 0, year, beneficiaries })
            .collect();
        let open: Vec<bool> = (0..weights.len()).map(|unit| unit % 4 != 3).collect();
        let allocation = Allocation::proportional(&weights, &open);
        let deployment = Deployment { benefits: &benefits, open: &open };
        let parameters = Parameters { years, alpha, ..Parameters::default() };
        for tested in test(&deployment, |_| true, &allocation, until, parameters) {
            prop_assert!(tested.none.is_err() || (0.0..=1.0).contains(&tested.none.unwrap()));
            prop_assert_eq!(tested.none.is_err(), tested.verdict == Verdict::NotAvailable);
        }
    }
}

#[test]
fn who_was_helped_before_the_window_is_told_and_does_not_count() {
    let benefit = |unit, year, beneficiaries| Benefit { unit, scheme: 0, year, beneficiaries };
    let benefits = [benefit(0, 2_024, 60), benefit(1, 2_019, 4), benefit(1, 2_025, 1)];
    let open = [true, true, false];
    let allocation = Allocation::uniform(&open);
    let tested =
        test(&Deployment { benefits: &benefits, open: &open }, |_| true, &allocation, 2_024, Parameters::default());
    assert_eq!((tested[1].verdict, tested[1].years_since, tested[1].beneficiaries), (Verdict::Yes, Ok(5.0), Ok(0.0)));
    assert_eq!(tested[1].expected, Ok(30.0));
    assert_eq!((tested[2].verdict, tested[2].none), (Verdict::NotAvailable, Err(Absence::NotPublished)));
    assert_eq!(tested[0].verdict, Verdict::No);
}
