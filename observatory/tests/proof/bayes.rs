//! Global empirical Bayes and the Gamma–Poisson posterior.

use lanterne_observatory::bayes::{Posterior, Prior, posteriors, smooth};
use lanterne_observatory::{Absence, Value};
use proptest::prelude::*;

use crate::strategy::{communes, known, near};

/// Marshall's formula as it is printed: `b + w (r − b)`, `w = A / (A + b/P)`.
fn marshall(count: &[f64], people: &[f64]) -> Vec<f64> {
    let (total, n) = (people.iter().sum::<f64>(), count.len() as f64);
    let b = count.iter().sum::<f64>() / total;
    let spread: f64 = count.iter().zip(people).map(|(count, people)| people * (count / people - b).powi(2)).sum();
    let a = (spread / total - b / (total / n)).max(0.0);
    let weight = |people: f64| if a == 0.0 { 0.0 } else { a / (a + b / people) };
    count.iter().zip(people).map(|(count, people)| b + weight(*people) * (count / people - b)).collect()
}

#[test]
fn where_territories_do_not_differ_beyond_chance_all_have_the_mean() {
    let counts = known(&[10.0, 10.0, 10.0]);
    let people = known(&[1_000.0, 1_000.0, 1_000.0]);
    assert_eq!(Prior::of(&counts, &people).unwrap().variance, 0.0);
    assert_eq!(smooth(&counts, &people), known(&[0.01, 0.01, 0.01]));
    assert_eq!(posteriors(&counts, &people)[0], Ok(Posterior::Point(0.01)));
}

#[test]
fn a_territory_without_inhabitant_neither_counts_nor_is_rated() {
    let (counts, people) = ([Ok(10.0), Ok(90.0), Ok(0.0)], [Ok(1_000.0), Ok(1_000.0), Ok(0.0)]);
    assert_eq!(Prior::of(&counts, &people), Prior::of(&counts[..2], &people[..2]));
    assert_eq!(smooth(&counts, &people)[2], Err(Absence::Nil));
}

#[test]
fn an_absent_count_stays_absent_and_leaves_the_prior_alone() {
    let (counts, people): ([Value; 3], _) = ([Ok(10.0), Err(Absence::Secret), Ok(90.0)], known(&[1_000.0; 3]));
    assert_eq!(Prior::of(&counts, &people), Prior::of(&[Ok(10.0), Ok(90.0)], &people[..2]));
    assert_eq!(smooth(&counts, &people)[1], Err(Absence::Secret));
}

proptest! {
    #[test]
    fn the_posterior_mean_is_the_rate_of_marshall((count, people) in communes()) {
        let smoothed = smooth(&known(&count), &known(&people));
        for (found, expected) in smoothed.iter().zip(marshall(&count, &people)) {
            prop_assert!(near(found.unwrap(), expected, 1e-9), "{found:?} is not {expected}");
        }
    }

    #[test]
    fn a_smoothed_rate_lies_between_the_raw_rate_and_the_mean((count, people) in communes()) {
        let mean = count.iter().sum::<f64>() / people.iter().sum::<f64>();
        for ((rate, count), people) in smooth(&known(&count), &known(&people)).iter().zip(&count).zip(&people) {
            let (low, high) = ((count / people).min(mean), (count / people).max(mean));
            let slack = 1e-12 * high;
            prop_assert!((low - slack..=high + slack).contains(&rate.unwrap()));
        }
    }

    #[test]
    fn the_probability_of_being_below_grows_with_the_threshold((count, people) in communes(), low in 0.0..0.1, more in 0.0..0.1) {
        for posterior in posteriors(&known(&count), &known(&people)) {
            let posterior = posterior.unwrap();
            let (less, more) = (posterior.probability_below(low), posterior.probability_below(low + more));
            prop_assert!((0.0..=1.0).contains(&less) && less <= more + 1e-12 && more <= 1.0);
        }
    }

    #[test]
    fn a_whole_shape_is_as_many_arrivals_of_a_poisson_stream(shape in 1_u32..60, rate in 0.1..1e4, mean in 0.01..80.0_f64) {
        // Pr(Gamma(k, β) < t) = Pr(Poisson(β t) ≥ k), term by term.
        let posterior = Posterior::Gamma { shape: f64::from(shape), rate };
        let arrivals = |k: u32| (1..=k).fold((-mean).exp(), |term: f64, i| term * mean / f64::from(i));
        let fewer: f64 = (0..shape).map(arrivals).sum();
        prop_assert!((posterior.probability_below(mean / rate) - (1.0 - fewer)).abs() < 1e-9);
        let interval = posterior.interval(0.9).unwrap();
        prop_assert!((posterior.probability_below(interval.low) - 0.05).abs() < 1e-9);
        prop_assert!((posterior.probability_below(interval.high) - 0.95).abs() < 1e-9);
    }

    #[test]
    fn more_establishments_make_a_low_rate_less_likely(mean in 0.0005..0.01, spread in 0.1..1.0_f64, count in 0_u32..500, people in 100.0..500_000.0) {
        let prior = Prior { mean, variance: (mean * spread).powi(2) };
        let below = |count: u32| prior.posterior(Ok(f64::from(count)), Ok(people)).unwrap().probability_below(0.75 * mean);
        prop_assert!(below(count + 1) <= below(count) + 1e-12);
    }
}
