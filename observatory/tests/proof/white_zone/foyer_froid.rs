//! Kind `foyer froid`: the literal twin follows the papers word by word.

use lanterne_observatory::autocorrelation::Untested;
use lanterne_observatory::bayes::smooth;
use lanterne_observatory::neighbour::Neighbours;
use lanterne_observatory::white_zone::foyer_froid::{Spot, spots, tally, test};
use lanterne_observatory::white_zone::grid::Grid;
use lanterne_observatory::white_zone::{Parameters, Verdict};
use lanterne_observatory::{Absence, Value};
use proptest::prelude::*;

use crate::strategy::{anything, figure, known, near};

type Map = (Vec<Value>, Vec<Value>, Vec<(u32, u32)>);

fn map() -> impl Strategy<Value = Map> {
    (3_usize..14).prop_flat_map(|units| {
        let unit = 0..units as u32;
        (
            prop::collection::vec(figure((0_u32..90).prop_map(f64::from)), units),
            prop::collection::vec(figure((100_u32..40_000).prop_map(f64::from)), units),
            prop::collection::vec((unit.clone(), unit), 0..30),
        )
    })
}

fn symmetric(len: usize, pairs: &[(u32, u32)]) -> Neighbours {
    Neighbours::from_pairs(len, pairs.iter().flat_map(|&(a, b)| [(a, b), (b, a)]))
}

/// Ord & Getis 1995, equation 14, with a full matrix of weights; `None` where it is not defined or the unit stands alone.
fn gi_star(rates: &[Option<f64>], neighbours: &Neighbours, row: usize) -> Option<f64> {
    rates[row]?;
    let known: Vec<(usize, f64)> =
        rates.iter().enumerate().filter_map(|(other, rate)| Some((other, (*rate)?))).collect();
    let n = known.len() as f64;
    let weight = |other: usize| f64::from(u8::from(other == row || neighbours.of(row).contains(&(other as u32))));
    let (w, squares): (f64, f64) =
        known.iter().fold((0.0, 0.0), |sum, (other, _)| (sum.0 + weight(*other), sum.1 + weight(*other).powi(2)));
    let mean = known.iter().map(|(_, rate)| rate).sum::<f64>() / n;
    let s = (known.iter().map(|(_, rate)| rate * rate).sum::<f64>() / n - mean * mean).sqrt();
    let lag: f64 = known.iter().map(|(other, rate)| weight(*other) * rate).sum();
    let z = (lag - w * mean) / (s * ((n * squares - w * w) / (n - 1.0)).sqrt());
    (w > 1.0 && z.is_finite()).then_some(z)
}

/// The step-up definition: the least level at which the procedure rejects the row.
fn least_level(p: &[f64], row: usize) -> f64 {
    let m = p.len() as f64;
    let rank = |level: f64| p.iter().filter(|own| **own <= level).count() as f64;
    p.iter().filter(|own| **own >= p[row]).map(|own| own * m / rank(*own)).fold(1.0, f64::min)
}

fn lower_tail(spot: &Spot) -> Option<f64> {
    spot.p.ok()
}

proptest! {
    #[test]
    fn the_evidence_is_that_of_the_papers((count, people, pairs) in map()) {
        let neighbours = symmetric(count.len(), &pairs);
        let found = spots(&count, &people, &neighbours);
        let rates: Vec<Option<f64>> = smooth(&count, &people).into_iter().map(Result::ok).collect();
        let spread = rates.iter().flatten().fold((f64::MAX, f64::MIN), |ends, rate| (ends.0.min(*rate), ends.1.max(*rate)));
        // Where the rates are all but equal, the twin's difference of squares keeps no digit.
        prop_assume!(spread.1 - spread.0 > 1e-3 * spread.1);
        let p: Vec<f64> = found.iter().filter_map(lower_tail).collect();
        let mut tested = 0;
        for (row, spot) in found.iter().enumerate() {
            match gi_star(&rates, &neighbours, row) {
                Some(z) if spot.z.is_ok() => {
                    prop_assert!((spot.z.unwrap() - z).abs() < 1e-7 * z.abs().max(1.0), "row {}: {:?} is not {}", row, spot, z);
                    prop_assert!(near(spot.q.unwrap(), least_level(&p, tested), 1e-12), "q of row {}", row);
                    tested += 1;
                }
                twin => {
                    // A unit with everybody around it has no spread: rounding alone tells the twin otherwise.
                    let everybody = spot.neighbours as usize + 1 == rates.iter().flatten().count();
                    prop_assert!(spot.z.is_err() && (twin.is_none() || everybody), "row {}: {:?}, {:?}", row, spot, twin);
                }
            }
        }
    }

    #[test]
    fn accepting_fewer_false_alarms_never_adds_a_cold_spot((count, people, pairs) in map(), alpha in 0.0..1.0) {
        let neighbours = symmetric(count.len(), &pairs);
        let white = |alpha: f64| -> Vec<bool> {
            let tested = test(&count, &people, &neighbours, Parameters { alpha, ..Parameters::default() });
            tested.iter().map(|tested| tested.verdict == Verdict::Yes).collect()
        };
        prop_assert!(white(alpha / 3.0).iter().zip(white(alpha)).all(|(fewer, more)| !fewer || more));
    }

    #[test]
    fn counting_in_another_unit_of_population_moves_no_evidence((count, people, pairs) in map(), shift in 1_i32..6) {
        let neighbours = symmetric(count.len(), &pairs);
        let scaled: Vec<Value> = people.iter().map(|people| people.map(|people| people * 2.0_f64.powi(shift))).collect();
        for (before, after) in spots(&count, &people, &neighbours).iter().zip(spots(&count, &scaled, &neighbours)) {
            prop_assert_eq!(before.reason, after.reason);
            if let (Ok(before), Ok(after)) = (before.z, after.z) {
                prop_assert!((before - after).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn another_numbering_moves_no_evidence((count, people, pairs) in map(), seed in any::<u64>()) {
        let neighbours = symmetric(count.len(), &pairs);
        let mut order: Vec<u32> = (0..count.len() as u32).collect();
        order.sort_by_key(|row| (u64::from(*row) + 1).wrapping_mul(seed | 1));
        let pick = |column: &[Value]| -> Vec<Value> { order.iter().map(|row| column[*row as usize]).collect() };
        let (found, renamed) =
            (spots(&count, &people, &neighbours), spots(&pick(&count), &pick(&people), &neighbours.relabelled(&order)));
        for (new, old) in order.iter().enumerate() {
            let (before, after) = (found[*old as usize], renamed[new]);
            prop_assert_eq!((before.reason, before.neighbours), (after.reason, after.neighbours));
            if let (Ok(before), Ok(after)) = (before.z, after.z) {
                prop_assert!((before - after).abs() < 1e-7 * before.abs().max(1.0));
            }
        }
    }

    #[test]
    fn its_stability_is_counted_setting_by_setting((count, people, pairs) in map()) {
        let neighbours = symmetric(count.len(), &pairs);
        let grid = Grid::around(Parameters::default());
        let tally = tally(&spots(&count, &people, &neighbours), &grid);
        for row in 0..count.len() {
            let verdicts: Vec<Verdict> = grid.alpha.iter().map(|&alpha| {
                test(&count, &people, &neighbours, Parameters { alpha, ..Parameters::default() })[row].verdict
            }).collect();
            let white = verdicts.iter().filter(|verdict| **verdict == Verdict::Yes).count() as u64;
            let counted = tally.stability(row);
            prop_assert_eq!(counted.is_err(), verdicts[0] == Verdict::NotAvailable);
            prop_assert!(counted.is_err() || counted.is_ok_and(|own| (own.white, own.settings) == (white, 5)));
        }
    }

    #[test]
    fn nothing_panics_and_what_comes_out_is_finite_or_absent(
        count in prop::collection::vec(anything(), 0..12), people in prop::collection::vec(anything(), 0..12),
        pairs in prop::collection::vec((0_u32..12, 0_u32..12), 0..30), len in 0_usize..12, alpha in any::<f64>()
    ) {
        let neighbours = Neighbours::from_pairs(len, pairs);
        for tested in test(&count, &people, &neighbours, Parameters { alpha, ..Parameters::default() }) {
            for value in [tested.spot.smoothed, tested.spot.z, tested.spot.p, tested.spot.q] {
                prop_assert!(value.is_err() || value.is_ok_and(f64::is_finite), "{:?}", tested);
            }
            prop_assert!(tested.spot.q.is_err() || (0.0..=1.0).contains(&tested.spot.q.unwrap()));
            prop_assert_eq!(tested.spot.z.is_err(), tested.verdict == Verdict::NotAvailable);
            prop_assert_eq!(tested.spot.z.is_err(), tested.spot.reason.is_some());
        }
    }
}

#[test]
fn what_stands_alone_is_not_tested_and_says_why() {
    let count = [Ok(5.0), Ok(50.0), Ok(90.0), Err(Absence::Secret), Ok(20.0)];
    let people = known(&[20_000.0; 5]);
    let found = spots(&count, &people, &symmetric(5, &[(0, 1), (1, 2), (3, 4)]));
    assert_eq!(found[4].reason, Some(Untested::Isolated), "its only neighbour has no figure");
    assert_eq!((found[3].reason, found[3].z), (Some(Untested::Secret), Err(Absence::Secret)));
    assert!(found[0].z.is_ok() && found[0].neighbours == 1);
    let equal = spots(&known(&[7.0; 4]), &known(&[1_000.0; 4]), &symmetric(4, &[(0, 1), (2, 3)]));
    assert!(equal.iter().all(|spot| spot.reason == Some(Untested::Uniform)));
    let everybody = spots(&known(&[1.0, 9.0]), &known(&[1_000.0; 2]), &symmetric(2, &[(0, 1)]));
    assert!(everybody.iter().all(|spot| spot.reason == Some(Untested::Surrounded)));
}

#[test]
fn the_same_bits_on_any_number_of_threads() {
    let rows = 9_000_u32;
    let count = known(&(0..rows).map(|row| f64::from((row * 7) % 23)).collect::<Vec<_>>());
    let people = known(&(0..rows).map(|row| f64::from(40 + (row * 373) % 4_000)).collect::<Vec<_>>());
    let chain: Vec<(u32, u32)> = (1..rows).map(|row| (row - 1, row)).collect();
    let neighbours = symmetric(rows as usize, &chain);
    crate::threads::same_bits(|| format!("{:?}", test(&count, &people, &neighbours, Parameters::default())));
}
