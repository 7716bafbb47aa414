//! Cohorts: what happened adds up, what was to be expected is a law, and the two are compared honestly.

use lanterne_observatory::cohort::gap::gap;
use lanterne_observatory::cohort::occupancy::distribution;
use lanterne_observatory::cohort::survival::{Spell, kaplan_meier};
use lanterne_observatory::cohort::table::table;
use lanterne_observatory::cohort::{Allocation, Benefit, Cohort, Deployment, Fairness, Window};
use lanterne_observatory::white_zone::Parameters;
use lanterne_observatory::white_zone::recours::test;
use lanterne_observatory::{Absence, Value};
use proptest::prelude::*;

use crate::strategy::{anything, known, near};
use crate::threads::same_bits;

const WINDOW: Window = Window { from: 2019, to: 2023 };

fn benefit() -> impl Strategy<Value = Benefit> {
    (0_u32..14, 0_u32..3, 2016_u16..2027, 0_u32..9).prop_map(|(unit, scheme, year, beneficiaries)| Benefit {
        unit,
        scheme,
        year,
        beneficiaries,
    })
}

fn weights() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(prop_oneof![4 => 0.1..50.0, 1 => Just(0.0), 1 => Just(7.0)], 1..9)
}

/// `count` beneficiaries, one after the other in the units given.
fn spread(units: &[u32], open: usize) -> Cohort {
    let benefits: Vec<Benefit> =
        units.iter().map(|&unit| Benefit { unit, scheme: 0, year: 2019, beneficiaries: 1 }).collect();
    Deployment { benefits: &benefits, open: &vec![true; open] }.cohort(|_| true, WINDOW)
}

/// The mean and the variance of the number of units covered, over every possible outcome.
fn enumerated(p: &[f64], n: u32) -> (f64, f64) {
    let (mut mean, mut square) = (0.0, 0.0);
    for outcome in 0..p.len().pow(n) {
        let (mut rest, mut probability, mut seen) = (outcome, 1.0, vec![false; p.len()]);
        for _ in 0..n {
            probability *= p[rest % p.len()];
            seen[rest % p.len()] = true;
            rest /= p.len();
        }
        let covered = seen.iter().filter(|seen| **seen).count() as f64;
        mean += probability * covered;
        square += probability * covered * covered;
    }
    (mean, square - mean * mean)
}

/// The variance by the textbook: every pair, plain powers.
fn by_pairs(p: &[f64], n: i32) -> f64 {
    let q = |p: f64| (1.0 - p).powi(n);
    let own: f64 = p.iter().map(|&p| q(p) * (1.0 - q(p))).sum();
    let pairs = (0..p.len()).flat_map(|i| (0..p.len()).filter(move |&j| j != i).map(move |j| (i, j)));
    own + pairs.map(|(i, j)| (1.0 - p[i] - p[j]).max(0.0).powi(n) - q(p[i]) * q(p[j])).sum::<f64>()
}

#[test]
fn twenty_a_year_among_ninety_epci_reach_18_44_61_and_80() {
    let even = Allocation::uniform(&[true; 90]);
    for (years, expected) in [(1, 18.0), (3, 44.0), (5, 61.0), (10, 80.0)] {
        let n = 20 * years;
        let closed = even.expectation(n).unwrap();
        assert_eq!(closed.covered.round(), expected, "after {years} years");
        let units: Vec<u32> = (0..n as u32).map(|one| one % 90).collect();
        let simulated = gap(&spread(&units, 90), &even, 20_000, 2026).unwrap().simulated.unwrap();
        assert_eq!(simulated.mean.round(), expected, "after {years} years, drawn");
        let error = (closed.variance / 20_000.0).sqrt();
        assert!((simulated.mean - closed.covered).abs() < 5.0 * error, "{} is not {}", simulated.mean, closed.covered);
        assert!((simulated.sd / closed.variance.sqrt() - 1.0).abs() < 0.05, "{}", simulated.sd);
    }
    assert_eq!(
        even.curve(&[20, 60, 100, 200]).iter().map(|covered| covered.round()).collect::<Vec<_>>(),
        [18.0, 44.0, 61.0, 80.0]
    );
}

#[test]
fn the_variance_is_that_of_every_pair_where_the_series_is_used_and_where_it_is_not() {
    // 400 units of log-normal sizes; the first numbers take the series, the last the pairs (n·a² passes 1).
    let sizes: Vec<f64> = (0..400).map(|row| f64::exp(f64::from(row * 37 % 400) / 100.0)).collect();
    let total: f64 = sizes.iter().sum();
    let p: Vec<f64> = sizes.iter().map(|size| size / total).collect();
    let allocation = Allocation::proportional(&known(&sizes), &[true; 400]);
    for n in [1, 2, 30, 700, 5_000, 20_000] {
        let (found, expected) = (allocation.expectation(n as u64).unwrap().variance, by_pairs(&p, n));
        assert!((found - expected).abs() < 1e-9, "n = {n}: {found} is not {expected}");
    }
}

#[test]
fn fewer_than_chance_gives_is_a_shortfall_and_chance_itself_is_not() {
    let even = Allocation::uniform(&[true; 90]);
    let concentrated: Vec<u32> = (0..100).map(|one| one % 40).collect();
    let ordinary: Vec<u32> = (0..100).map(|one| one % 60).collect();
    let (few, usual) = (
        gap(&spread(&concentrated, 90), &even, 9_999, 1).unwrap(),
        gap(&spread(&ordinary, 90), &even, 9_999, 1).unwrap(),
    );
    assert!(few.is_shortfall(0.001) && few.standardised.unwrap() < -5.0);
    assert!(!usual.is_shortfall(0.05));
    let (exact, drawn) = (usual.exact.unwrap(), usual.simulated.unwrap().probability);
    assert!((exact - drawn).abs() < 5.0 * (exact * (1.0 - exact) / 9_999.0).sqrt(), "{exact} {drawn}");
    assert!((exact - usual.normal.unwrap()).abs() < 0.02);
}

#[test]
fn a_unit_without_weight_takes_no_part_and_its_beneficiaries_are_said() {
    let allocation = Allocation::proportional(&[Ok(1.0), Err(Absence::Secret), Ok(1.0)], &[true; 3]);
    let found = gap(&spread(&[0, 1, 1], 3), &allocation, 0, 0).unwrap();
    assert_eq!((found.beneficiaries, found.left_out, found.covered, found.expected.units), (1, 2, 1, 2));
    assert_eq!(
        (found.simulated, found.standardised),
        (None, Err(Absence::Nil)),
        "one beneficiary covers one unit: no chance"
    );
    assert_eq!(gap(&spread(&[], 2), &Allocation::proportional(&[], &[true; 2]), 9, 0), Err(Absence::NotPublished));
}

#[test]
fn who_waits_longer_is_never_counted_as_reached_sooner() {
    let cohort = spread(&[0], 2);
    assert_eq!(cohort.spells(), [Ok(Spell { years: 1.0, reached: true }), Ok(Spell { years: 5.0, reached: false })]);
    let waiting = kaplan_meier(&cohort.spells(), 0.95);
    assert_eq!((waiting.at(0.5), waiting.at(1.0), waiting.at(5.0)), (Ok(1.0), Ok(0.5), Ok(0.5)));
    assert_eq!((waiting.median(), kaplan_meier(&[], 0.95).at(1.0)), (Ok(1.0), Err(Absence::Nil)));
}

proptest! {
    #[test]
    fn every_beneficiary_of_the_window_is_in_a_unit_or_outside(benefits in prop::collection::vec(benefit(), 0..60), open in prop::collection::vec(any::<bool>(), 0..16)) {
        let cohort = Deployment { benefits: &benefits, open: &open }.cohort(|scheme| scheme < 2, WINDOW);
        let chosen = |benefit: &&Benefit| benefit.scheme < 2 && (2019..=2023).contains(&benefit.year);
        let all: u64 = benefits.iter().filter(chosen).map(|benefit| u64::from(benefit.beneficiaries)).sum();
        let inside: f64 = cohort.beneficiaries().iter().flatten().sum();
        prop_assert_eq!(inside as u64 + cohort.outside, all);
        let last = cohort.curve[4];
        prop_assert_eq!((last.cumulative as f64, last.covered), (inside, cohort.covered()));
        prop_assert!(cohort.curve.windows(2).all(|pair| pair[0].covered + pair[1].newly == pair[1].covered));
        for (unit, open) in open.iter().enumerate() {
            let years: Vec<u16> = benefits.iter().filter(chosen)
                .filter(|benefit| benefit.unit as usize == unit && benefit.beneficiaries > 0).map(|benefit| benefit.year).collect();
            let since = years.iter().max().map(|last| f64::from(2023 - last)).ok_or(Absence::Nil);
            prop_assert_eq!(cohort.years_since_last(2023)[unit], if *open { since } else { Err(Absence::NotPublished) });
        }
    }

    #[test]
    fn a_longer_window_never_covers_less(benefits in prop::collection::vec(benefit(), 0..60), to in 2019_u16..2026) {
        let deployment = Deployment { benefits: &benefits, open: &[true; 14] };
        let covered = |to| deployment.cohort(|_| true, Window { from: 2019, to }).covered();
        prop_assert!(covered(to) <= covered(to + 1));
        let whole = deployment.cohort(|_| true, Window { from: 2019, to });
        prop_assert_eq!(whole.curve.last().unwrap().covered, whole.covered());
    }

    #[test]
    fn a_table_holds_the_coverage_of_every_scheme_over_every_window(benefits in prop::collection::vec(benefit(), 0..60), weights in prop::collection::vec(1.0..9.0, 12)) {
        let (deployment, allocation) = (Deployment { benefits: &benefits, open: &[true; 12] }, Allocation::proportional(&known(&weights), &[true; 12]));
        let windows: Vec<Window> = WINDOW.rolling(3).collect();
        let cells = table(&deployment, &[2, 0], &windows, &allocation, 0, 1);
        prop_assert_eq!(cells.len(), 9);
        for cell in cells {
            let cohort = deployment.cohort(|scheme| cell.scheme.is_none_or(|one| one == scheme), cell.window);
            let found = cell.gap.unwrap();
            prop_assert_eq!((found.covered, found.left_out), (cohort.covered(), 0));
            prop_assert_eq!((cell.covered.len(), cell.covered[2]), (3, found.covered));
            prop_assert!((cell.expected[2] - found.expected.covered).abs() < 1e-12);
        }
    }

    #[test]
    fn the_expected_coverage_is_that_of_every_outcome(weights in prop::collection::vec(0.0..9.0, 2..5), n in 0_u32..5) {
        prop_assume!(weights.iter().sum::<f64>() > 0.0);
        let total: f64 = weights.iter().sum();
        let p: Vec<f64> = weights.iter().map(|weight| weight / total).collect();
        let found = Allocation::proportional(&known(&weights), &vec![true; p.len()]).expectation(u64::from(n)).unwrap();
        let (mean, variance) = enumerated(&p, n);
        prop_assert!((found.covered - mean).abs() < 1e-12 && (found.variance - variance).abs() < 1e-12, "{:?} {} {}", found, mean, variance);
    }

    #[test]
    fn the_expected_coverage_grows_ever_slower_and_never_beyond_what_there_is(weights in weights(), n in 0_u64..400) {
        prop_assume!(weights.iter().any(|&weight| weight > 0.0));
        let covered = Allocation::proportional(&known(&weights), &vec![true; weights.len()]).curve(&[n, n + 1, n + 2]);
        let (first, second) = (covered[1] - covered[0], covered[2] - covered[1]);
        prop_assert!(first >= -1e-12 && second <= first + 1e-12);
        prop_assert!(covered[0] <= (n as f64).min(weights.len() as f64) + 1e-12);
    }

    #[test]
    fn equal_chances_cover_the_most(weights in weights(), n in 1_u64..60) {
        prop_assume!(weights.iter().any(|&weight| weight > 0.0));
        let open = vec![true; weights.len()];
        let covered = |allocation: Allocation| allocation.expectation(n).unwrap().covered;
        prop_assert!(covered(Allocation::proportional(&known(&weights), &open)) <= covered(Allocation::uniform(&open)) + 1e-9);
    }

    #[test]
    fn the_exact_law_has_the_closed_mean_and_variance(units in 1_usize..40, n in 0_u64..120) {
        let law = distribution(units, n).unwrap();
        let moment = |power: i32| law.iter().zip(0..).map(|(p, k)| p * f64::from(k).powi(power)).sum::<f64>();
        let closed = Allocation::uniform(&vec![true; units]).expectation(n).unwrap();
        prop_assert!((moment(0) - 1.0).abs() < 1e-12 && (moment(1) - closed.covered).abs() < 1e-10);
        prop_assert!((moment(2) - moment(1).powi(2) - closed.variance).abs() < 1e-8);
    }

    #[test]
    fn chances_sum_to_one_and_follow_the_weights(weights in weights(), scale in 0.001..1e6) {
        prop_assume!(weights.iter().any(|&weight| weight > 0.0));
        let open = vec![true; weights.len()];
        let of = |scale: f64| -> Vec<f64> {
            let scaled: Vec<f64> = weights.iter().map(|weight| weight * scale).collect();
            Allocation::proportional(&known(&scaled), &open).probabilities().iter().flatten().copied().collect()
        };
        prop_assert!((of(1.0).iter().sum::<f64>() - 1.0).abs() < 1e-12);
        prop_assert!(of(1.0).iter().zip(of(scale)).all(|(one, other)| near(*one, other, 1e-12)));
    }

    #[test]
    fn the_share_still_waiting_only_falls_and_is_the_plain_share_when_nobody_is_lost(years in prop::collection::vec(1_u32..9, 1..60), seen in prop::collection::vec(any::<bool>(), 60)) {
        let spells = |reached: &dyn Fn(usize) -> bool| -> Vec<Result<Spell, Absence>> {
            years.iter().enumerate().map(|(row, &years)| Ok(Spell { years: f64::from(years), reached: reached(row) })).collect()
        };
        let censored = kaplan_meier(&spells(&|row| seen[row]), 0.95);
        prop_assert!(censored.steps.windows(2).all(|pair| pair[1].waiting <= pair[0].waiting && pair[0].years < pair[1].years));
        for step in &censored.steps {
            prop_assert!((0.0..=1.0).contains(&step.waiting));
            if let Some(interval) = step.interval {
                prop_assert!(0.0 <= interval.low && interval.low <= step.waiting && step.waiting <= interval.high && interval.high <= 1.0);
            }
            // The literal twin: a product over every reached unit's year.
            let expected: f64 = (1..=step.years as u32).map(|year| {
                let at_risk = years.iter().filter(|&&other| other >= year).count() as f64;
                let reached = years.iter().zip(&seen).filter(|&(&other, &seen)| seen && other == year).count() as f64;
                if at_risk > 0.0 { 1.0 - reached / at_risk } else { 1.0 }
            }).product();
            prop_assert!((step.waiting - expected).abs() < 1e-12);
        }
        let whole = kaplan_meier(&spells(&|_| true), 0.95);
        for step in &whole.steps {
            let beyond = years.iter().filter(|&&years| f64::from(years) > step.years).count() as f64;
            prop_assert!((step.waiting - beyond / years.len() as f64).abs() < 1e-12);
        }
    }

    #[test]
    fn nothing_but_numbers_comes_out_whatever_goes_in(column in prop::collection::vec(anything(), 0..20), n in prop_oneof![0_u64..200, any::<u64>()],
                                                      benefits in prop::collection::vec(benefit(), 0..20), confidence in any::<f64>(), reached in any::<bool>()) {
        let open = vec![true; column.len()];
        for fairness in Fairness::ALL {
            let allocation = Allocation::of(*fairness, &open, &column, &column);
            for share in allocation.shares(n).into_iter().flatten() {
                prop_assert!(share.expected.is_finite() && (0.0..=1.0).contains(&share.none));
            }
            if let Some(expected) = allocation.expectation(n) {
                prop_assert!(expected.covered.is_finite() && expected.variance.is_finite() && expected.variance >= 0.0, "{:?}", expected);
                prop_assert!(expected.covered <= expected.units as f64 + 1e-9);
            }
            let cohort = Deployment { benefits: &benefits, open: &open }.cohort(|_| true, WINDOW);
            if let Ok(found) = gap(&cohort, &allocation, 7, 3) {
                let probability: Value = found.probability();
                prop_assert!(probability.is_err() || probability.is_ok_and(|probability| (0.0..=1.0).contains(&probability)), "{:?}", found);
                prop_assert!(found.standardised.is_err() || found.standardised.is_ok_and(f64::is_finite));
            }
        }
        let spells: Vec<_> = column.iter().map(|value| value.map(|years| Spell { years, reached })).collect();
        let waiting = kaplan_meier(&spells, confidence);
        prop_assert_eq!(waiting.units + waiting.left_out, column.len());
        prop_assert!(waiting.steps.iter().all(|step| (0.0..=1.0).contains(&step.waiting)));
        let _ = Deployment { benefits: &benefits, open: &open }.cohort(|_| true, Window { from: 2023, to: 2019 }).spells();
    }
}

#[test]
fn where_the_schemes_are_not_open_no_beneficiary_is_no_finding() {
    let benefits = [Benefit { unit: 0, scheme: 0, year: 2019, beneficiaries: 10 }];
    let cohort = Deployment { benefits: &benefits, open: &[true, false] }.cohort(|_| true, WINDOW);
    let found = gap(&cohort, &Allocation::uniform(&[true; 2]), 99, 1).unwrap();
    assert_eq!((found.covered, found.expected.units, found.expected.covered), (1, 1, 1.0));
    assert!(!found.is_shortfall(0.05), "{found:?}");
}

proptest! {
    #[test]
    fn chances_are_shared_among_the_units_that_are_open(weights in weights(), open in prop::collection::vec(any::<bool>(), 0..10),
                                                       benefits in prop::collection::vec(benefit(), 0..20)) {
        let all = Allocation::proportional(&known(&weights), &vec![true; weights.len()]);
        let masked: Vec<bool> = (0..weights.len()).map(|row| open.get(row).is_some_and(|open| *open)).collect();
        let some = all.within(&masked);
        let held: f64 = all.probabilities().iter().zip(&masked).filter(|row| *row.1).flat_map(|row| row.0.ok()).sum();
        for ((before, after), open) in all.probabilities().iter().zip(some.probabilities()).zip(&masked) {
            match (before, after) {
                (Ok(before), Ok(after)) if held > 0.0 => prop_assert!(*open && near(*after, before / held, 1e-12)),
                (_, after) => prop_assert!(after.is_err() && (!open || held == 0.0)),
            }
        }
        // A deployment open to some is judged the same whether or not its allocation speaks of the others.
        let deployment = Deployment { benefits: &benefits, open: &masked };
        let cohort = deployment.cohort(|_| true, WINDOW);
        prop_assert_eq!(gap(&cohort, &all, 9, 4), gap(&cohort, &some, 9, 4));
        prop_assert_eq!(table(&deployment, &[0], &[WINDOW], &all, 9, 4), table(&deployment, &[0], &[WINDOW], &some, 9, 4));
        let tested = |allocation| test(&deployment, |_| true, allocation, 2023, Parameters::default());
        prop_assert_eq!(tested(&all), tested(&some));
    }
}

#[test]
fn a_gap_is_the_same_on_any_number_of_threads() {
    let units: Vec<u32> = (0..300).map(|one| one * one % 83).collect();
    let sizes: Vec<Value> = (0..90).map(|row| Ok(f64::from(row * 53 % 97 + 1))).collect();
    let (cohort, allocation) = (spread(&units, 90), Allocation::proportional(&sizes, &[true; 90]));
    same_bits(|| format!("{:?}", gap(&cohort, &allocation, 500, 9)));
}

proptest! {
    #[test]
    fn a_table_of_all_is_that_of_its_schemes_and_knows_no_names(benefits in prop::collection::vec(benefit(), 0..60), sizes in prop::collection::vec(1.0..9.0, 14), by in 0.01..90.0) {
        let deployment = Deployment { benefits: &benefits, open: &[true; 14] };
        let of = |deployment: &Deployment<'_>, schemes: &[u32], by: f64| {
            let sizes: Vec<Value> = sizes.iter().map(|size| Ok(size * by)).collect();
            table(deployment, schemes, &[WINDOW], &Allocation::proportional(&sizes, &[true; 14]), 0, 1)
        };
        let cells = of(&deployment, &[0, 1, 2], 1.0);
        let (all, schemes) = (&cells[3], &cells[..3]);
        let gaps: Vec<_> = schemes.iter().map(|cell| cell.gap.clone().unwrap()).collect();
        prop_assert_eq!(all.gap.as_ref().unwrap().beneficiaries, gaps.iter().map(|gap| gap.beneficiaries).sum::<u64>());
        for year in 0..5 {
            let each = || schemes.iter().map(|cell| cell.covered[year]);
            prop_assert!(each().max() <= Some(all.covered[year]) && all.covered[year] <= each().sum());
            prop_assert!(all.covered[year] <= 14 && all.expected[year] <= 14.0 + 1e-9);
            prop_assert!(schemes.iter().all(|cell| cell.expected[year] <= all.expected[year] + 1e-9), "more beneficiaries reach no less");
        }
        for (one, other) in cells.iter().zip(of(&deployment, &[0, 1, 2], by)) {
            prop_assert_eq!(&one.covered, &other.covered);
            prop_assert!(one.expected.iter().zip(&other.expected).all(|(one, other)| near(*one, *other, 1e-9)), "chances are relative");
        }
        let renamed: Vec<Benefit> = benefits.iter().map(|benefit| Benefit { scheme: 7 - benefit.scheme, ..*benefit }).collect();
        let renamed = of(&Deployment { benefits: &renamed, open: &[true; 14] }, &[7, 6, 5], 1.0);
        prop_assert!(cells.iter().zip(&renamed).all(|(one, other)| one.covered == other.covered && one.expected == other.expected && one.gap == other.gap));
    }

    #[test]
    fn a_table_takes_anything(benefits in prop::collection::vec(benefit(), 0..20), column in prop::collection::vec(anything(), 0..20), open in prop::collection::vec(any::<bool>(), 0..20), (from, to) in (2015_u16..2030, 2015_u16..2030)) {
        let (deployment, all) = (Deployment { benefits: &benefits, open: &open }, vec![true; column.len()]);
        let cells = table(&deployment, &[1, 1, 9], &[Window { from, to }, WINDOW], &Allocation::proportional(&column, &all), 3, 5);
        prop_assert_eq!(cells.len(), 8);
        for cell in cells {
            prop_assert_eq!(cell.covered.len(), cell.window.years().len());
            prop_assert!(cell.expected.len() == cell.covered.len() && cell.expected.iter().all(|covered| covered.is_finite() && *covered >= 0.0), "{:?}", cell);
            prop_assert!(cell.covered.is_sorted() && cell.covered.last().is_none_or(|covered| *covered <= open.len()));
        }
    }
}
