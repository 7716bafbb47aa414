//! Garwood and Wilson.

use lanterne_observatory::interval::{CONFIDENCE, garwood, garwood_column, wilson, wilson_column};
use lanterne_observatory::{Absence, Value};
use proptest::prelude::*;

use crate::strategy::{anything, figure};

/// `Pr(X ≤ count)` of a Poisson variable, term by term.
fn poisson_at_most(count: u32, mean: f64) -> f64 {
    let mut term = (-mean).exp();
    let mut sum = term;
    for k in 1..=count {
        term *= mean / f64::from(k);
        sum += term;
    }
    sum
}

#[test]
fn the_ends_of_a_garwood_interval_leave_exactly_a_tail_each() {
    for count in [1_u32, 2, 5, 18, 60, 200] {
        let interval = garwood(f64::from(count), 0.95).unwrap();
        assert!((1.0 - poisson_at_most(count - 1, interval.low) - 0.025).abs() < 1e-10, "low of {count}");
        assert!((poisson_at_most(count, interval.high) - 0.025).abs() < 1e-10, "high of {count}");
    }
}

#[test]
fn the_large_count_form_takes_over_without_a_step() {
    let (before, after) = (garwood(999_998.0, 0.95).unwrap(), garwood(1_000_001.0, 0.95).unwrap());
    for (before, after) in [(before.low, after.low), (before.high, after.high)] {
        let step = after - before;
        assert!((2.9..3.1).contains(&step), "three more counted move an end by three, not by {step}");
    }
}

proptest! {
    #[test]
    fn a_count_lies_within_its_interval_which_widens_with_confidence(count in 0_u32..5_000) {
        let (narrow, wide) = (garwood(f64::from(count), 0.8).unwrap(), garwood(f64::from(count), 0.99).unwrap());
        prop_assert!(wide.low <= narrow.low && narrow.low <= f64::from(count));
        prop_assert!(f64::from(count) <= narrow.high && narrow.high < wide.high);
    }

    #[test]
    fn both_ends_grow_with_the_count(count in 0_u32..5_000) {
        let (less, more) = (garwood(f64::from(count), CONFIDENCE).unwrap(), garwood(f64::from(count + 1), CONFIDENCE).unwrap());
        prop_assert!(less.low < more.low && less.high < more.high);
    }

    #[test]
    fn the_column_is_the_single_interval_row_by_row(counts in prop::collection::vec(figure((0_u32..50).prop_map(f64::from)), 0..60)) {
        let literal: Vec<_> = counts.iter().map(|count: &Value| garwood((*count).ok()?, CONFIDENCE)).collect();
        prop_assert_eq!(garwood_column(&counts, CONFIDENCE), literal);
    }

    #[test]
    fn the_wilson_column_is_the_single_interval_row_by_row(rows in prop::collection::vec((anything(), anything()), 0..60)) {
        let (part, whole): (Vec<Value>, Vec<Value>) = rows.iter().copied().unzip();
        let literal: Vec<_> = rows.iter().map(|(part, whole)| wilson((*part).ok()?, (*whole).ok()?, CONFIDENCE)).collect();
        prop_assert_eq!(wilson_column(&part, &whole, CONFIDENCE), literal);
    }

    #[test]
    fn the_ends_of_a_wilson_interval_are_z_standard_errors_from_the_share(trials in 1_u32..5_000, part in 0.01..0.99_f64) {
        let (successes, n) = ((f64::from(trials) * part).round(), f64::from(trials));
        let (share, interval) = (successes / n, wilson(successes, n, 0.95).unwrap());
        // The definition: the error is that of the end, not of the share counted.
        for end in [interval.low, interval.high].into_iter().filter(|end| (1e-9..1.0 - 1e-9).contains(end)) {
            let z = (end - share).abs() / (end * (1.0 - end) / n).sqrt();
            prop_assert!((z - 1.959_963_984_540_054).abs() < 1e-6, "{z} at {end}");
        }
    }

    #[test]
    fn a_wilson_interval_narrows_with_trials(trials in 1_u32..500, part in 0.0..=1.0_f64) {
        let successes = (f64::from(trials) * part).floor();
        let width = |times: f64| wilson(successes * times, f64::from(trials) * times, 0.95).map(|ends| ends.high - ends.low).unwrap();
        prop_assert!(width(4.0) < width(1.0));
    }

    #[test]
    fn a_wilson_interval_holds_the_share_and_mirrors_its_complement(trials in 1_u32..5_000, part in 0.0..=1.0_f64) {
        let (successes, trials) = ((f64::from(trials) * part).floor(), f64::from(trials));
        let (interval, mirror) = (wilson(successes, trials, 0.95).unwrap(), wilson(trials - successes, trials, 0.95).unwrap());
        prop_assert!(0.0 <= interval.low && interval.low <= successes / trials);
        prop_assert!(successes / trials <= interval.high && interval.high <= 1.0);
        prop_assert!((interval.low - (1.0 - mirror.high)).abs() < 1e-12);
    }
}

#[test]
fn more_successes_than_trials_have_no_interval() {
    assert_eq!(wilson(11.0, 10.0, 0.95), None);
    assert_eq!(wilson(1.0, 0.0, 0.95), None);
    assert_eq!(garwood_column(&[Err(Absence::Secret)], 0.95), [None]);
}
