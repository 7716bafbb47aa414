//! Local empirical Bayes.

use lanterne_observatory::bayes::local::{posteriors, priors, smooth};
use lanterne_observatory::bayes::{Prior, smooth as smooth_globally};
use lanterne_observatory::neighbour::Neighbours;
use lanterne_observatory::{Absence, Value};
use proptest::prelude::*;

use crate::strategy::{anything, figure, known, near};
use crate::threads::same_bits;

/// Columns and pairs of rows, some of which do not exist.
fn country() -> impl Strategy<Value = (Vec<Value>, Vec<Value>, Vec<(u32, u32)>)> {
    let row = (figure((0_u32..60).prop_map(f64::from)), figure((0_u32..9_000).prop_map(f64::from)));
    (prop::collection::vec(row, 1..30), prop::collection::vec((0_u32..32, 0_u32..32), 0..90)).prop_map(
        |(rows, pairs)| {
            let (counts, exposures) = rows.into_iter().unzip();
            (counts, exposures, pairs)
        },
    )
}

proptest! {
    #[test]
    fn a_neighbourhood_is_a_country_of_its_own((counts, exposures, pairs) in country()) {
        let neighbours = Neighbours::from_pairs(counts.len(), pairs);
        let rates = smooth(&counts, &exposures, &neighbours);
        for (row, (found, rate)) in priors(&counts, &exposures, &neighbours).into_iter().zip(rates).enumerate() {
            let around: Vec<usize> = neighbours.of(row).iter().map(|&other| other as usize).chain([row]).collect();
            let pick = |column: &[Value]| -> Vec<Value> { around.iter().map(|&row| column[row]).collect() };
            let expected = Prior::of(&pick(&counts), &pick(&exposures));
            prop_assert_eq!(found.is_some(), expected.is_some());
            if let (Some(found), Some(expected)) = (found, expected) {
                prop_assert!(near(found.mean, expected.mean, 1e-12));
                prop_assert!((found.variance - expected.variance).abs() <= 1e-12 * (1.0 + expected.variance), "{found:?} {expected:?}");
            }
            // The formula as it is printed: m + (r − m) A / (A + m/P).
            match (expected, counts[row], exposures[row]) {
                (Some(Prior { mean, variance }), Ok(count), Ok(people)) if people > 0.0 => {
                    let weight = if variance == 0.0 { 0.0 } else { variance / (variance + mean / people) };
                    let literal = mean + (count / people - mean) * weight;
                    prop_assert!((rate.unwrap() - literal).abs() <= 1e-9 * (literal + mean), "{rate:?} is not {literal}");
                }
                _ => prop_assert!(rate.is_err()),
            }
        }
    }

    #[test]
    fn a_local_rate_lies_between_the_raw_one_and_that_of_the_neighbourhood((counts, exposures, pairs) in country()) {
        let neighbours = Neighbours::from_pairs(counts.len(), pairs);
        let priors = priors(&counts, &exposures, &neighbours);
        for (row, rate) in smooth(&counts, &exposures, &neighbours).into_iter().enumerate() {
            if let (Ok(rate), Some(prior), Ok(count), Ok(people)) = (rate, priors[row], counts[row], exposures[row]) {
                let raw = count / people;
                let slack = 1e-12 * raw.max(prior.mean);
                prop_assert!(rate >= raw.min(prior.mean) - slack && rate <= raw.max(prior.mean) + slack);
            }
        }
    }

    #[test]
    fn where_all_are_neighbours_the_local_rate_is_the_global_one((counts, exposures, _) in country()) {
        let rows = counts.len() as u32;
        let everyone = Neighbours::from_pairs(counts.len(), (0..rows).flat_map(|a| (0..rows).map(move |b| (a, b))));
        for (local, global) in smooth(&counts, &exposures, &everyone).into_iter().zip(smooth_globally(&counts, &exposures)) {
            match (local, global) {
                (Ok(local), Ok(global)) => prop_assert!(near(local, global, 1e-9), "{local} is not {global}"),
                (local, global) => prop_assert_eq!(local, global),
            }
        }
    }

    #[test]
    fn a_local_rate_follows_its_row_under_another_numbering((counts, exposures, pairs) in country(), seed in any::<u64>()) {
        let rows = counts.len();
        let neighbours = Neighbours::from_pairs(rows, pairs);
        let mut order: Vec<u32> = (0..rows as u32).collect();
        order.sort_by_key(|&row| (u64::from(row) + 1).wrapping_mul(seed | 1) >> 7);
        let pick = |column: &[Value]| -> Vec<Value> { order.iter().map(|&row| column[row as usize]).collect() };
        let (before, after) = (smooth(&counts, &exposures, &neighbours), smooth(&pick(&counts), &pick(&exposures), &neighbours.relabelled(&order)));
        for (new, &old) in order.iter().enumerate() {
            match (before[old as usize], after[new]) {
                (Ok(before), Ok(after)) => prop_assert!(near(before, after, 1e-9)),
                (before, after) => prop_assert_eq!(before, after),
            }
        }
    }

    #[test]
    fn whatever_goes_in_a_local_rate_is_finite_or_absent(
        rows in prop::collection::vec((anything(), anything()), 0..24), pairs in prop::collection::vec((0_u32..30, 0_u32..30), 0..60), len in 0_usize..30
    ) {
        let (counts, exposures): (Vec<Value>, Vec<Value>) = rows.into_iter().unzip();
        let neighbours = Neighbours::from_pairs(len, pairs);
        let rates = smooth(&counts, &exposures, &neighbours);
        prop_assert_eq!(rates.len(), counts.len());
        prop_assert!(rates.iter().all(|rate| rate.is_err() || rate.is_ok_and(f64::is_finite)), "{rates:?}");
        for posterior in posteriors(&counts, &exposures, &neighbours).into_iter().flatten() {
            prop_assert!((0.0..=1.0).contains(&posterior.probability_below(0.3)));
        }
    }
}

#[test]
fn an_island_keeps_its_raw_rate_and_an_absent_neighbour_is_not_one() {
    let triangle = Neighbours::from_pairs(4, [(0, 1), (1, 0), (1, 2), (2, 1), (0, 2), (2, 0)]);
    let people = known(&[1_000.0, 1_000.0, 1_000.0, 50.0]);
    let rates = smooth(&[Ok(10.0), Ok(90.0), Err(Absence::Secret), Ok(7.0)], &people, &triangle);
    assert_eq!((rates[2], rates[3]), (Err(Absence::Secret), Ok(0.14)));
    let pair = Neighbours::from_pairs(2, [(0, 1), (1, 0)]);
    assert_eq!(rates[..2], smooth(&known(&[10.0, 90.0]), &people[..2], &pair));
}

#[test]
fn local_rates_have_the_same_bits_on_any_number_of_threads() {
    let rows = 9_000_u32;
    let (counts, exposures): (Vec<Value>, Vec<Value>) =
        (0..rows).map(|row| (Ok(f64::from(row * 7 % 23)), Ok(40.0 + f64::from(row * 37 % 4_001)))).unzip();
    let neighbours =
        Neighbours::from_pairs(rows as usize, (0..rows).flat_map(|row| [(row, row + 1), (row, (row * 31) % rows)]));
    same_bits(|| format!("{:?}", smooth(&counts, &exposures, &neighbours)));
}
