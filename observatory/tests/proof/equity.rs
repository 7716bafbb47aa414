//! Inequality: literal twins, properties, adversarial columns, threads.

use lanterne_observatory::equity::{
    Decomposition, Theil, atkinson, decompose, decompose_columns, gini, hoover, lorenz, palma, theil,
};
use lanterne_observatory::{Absence, Value};
use proptest::prelude::*;

use crate::strategy::{anything, known, near};
use crate::threads::same_bits;

/// Rates with ties and zeros, and small whole weights.
fn spread() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    let rate = prop_oneof![3 => 0.001..100.0, 2 => (0_u32..6).prop_map(f64::from)];
    prop::collection::vec((rate, 1_u32..7), 2..40)
        .prop_filter("something to share", |rows| rows.iter().any(|row| row.0 > 0.0))
        .prop_map(|rows| rows.into_iter().map(|(rate, weight)| (rate, f64::from(weight))).unzip())
}

/// Every measure but L, which knows no zero.
fn all(rates: &[Value], weights: &[Value]) -> [Value; 7] {
    [
        gini(rates, weights),
        hoover(rates, weights),
        theil(Theil::T, rates, weights),
        atkinson(rates, weights, 0.5),
        atkinson(rates, weights, 1.0),
        atkinson(rates, weights, 2.0),
        palma(rates, weights),
    ]
}

/// Each unit as many times as its weight.
fn repeated(rates: &[f64], weights: &[f64]) -> Vec<f64> {
    rates.iter().zip(weights).flat_map(|(&rate, &weight)| std::iter::repeat_n(rate, weight as usize)).collect()
}

/// Half the mean difference of all pairs over the mean: the definition.
fn gini_of_pairs(x: &[f64]) -> f64 {
    let n = x.len() as f64;
    let differences: f64 = x.iter().flat_map(|a| x.iter().map(move |b| (a - b).abs())).sum();
    differences / (2.0 * n * x.iter().sum::<f64>())
}

fn theil_as_printed(which: Theil, x: &[f64]) -> f64 {
    let (n, mean) = (x.len() as f64, x.iter().sum::<f64>() / x.len() as f64);
    let term = |x: f64| match which {
        Theil::T if x == 0.0 => 0.0,
        Theil::T => x / mean * (x / mean).ln(),
        Theil::L => (mean / x).ln(),
    };
    x.iter().map(|&x| term(x)).sum::<f64>() / n
}

/// The definition: the index of each group, and of the means in place of the rates.
fn decomposed_as_printed(which: Theil, x: &[f64], group: &[usize], groups: usize) -> (f64, f64) {
    let (n, total) = (x.len() as f64, x.iter().sum::<f64>());
    let (mut between, mut within) = (0.0, 0.0);
    for of in 0..groups {
        let members: Vec<f64> = x.iter().zip(group).filter(|row| *row.1 == of).map(|row| *row.0).collect();
        if members.is_empty() {
            continue;
        }
        let (people, amount) = (members.len() as f64 / n, members.iter().sum::<f64>() / total);
        let own = if amount == 0.0 { 0.0 } else { theil_as_printed(which, &members) };
        let (share, log) = match which {
            Theil::T if amount == 0.0 => (0.0, 0.0),
            Theil::T => (amount, (amount / people).ln()),
            Theil::L => (people, (people / amount).ln()),
        };
        between += share * log;
        within += share * own;
    }
    (between, within)
}

fn close(found: Value, expected: f64) -> bool {
    found.is_ok_and(|found| (found - expected).abs() <= 1e-11 * (1.0 + expected.abs()))
}

proptest! {
    #[test]
    fn a_weighted_measure_is_the_definition_on_repeated_units((rates, weights) in spread()) {
        let (x, r, w) = (repeated(&rates, &weights), known(&rates), known(&weights));
        let (n, mean) = (x.len() as f64, x.iter().sum::<f64>() / x.len() as f64);
        prop_assert!(close(gini(&r, &w), gini_of_pairs(&x)));
        prop_assert!(close(hoover(&r, &w), x.iter().map(|x| (x - mean).abs()).sum::<f64>() / (2.0 * n * mean)));
        prop_assert!(close(theil(Theil::T, &r, &w), theil_as_printed(Theil::T, &x)));
        let power_mean = |power: f64| (x.iter().map(|x| x.powf(power)).sum::<f64>() / n).powf(1.0 / power);
        prop_assert!(close(atkinson(&r, &w, 0.25), 1.0 - power_mean(0.75) / mean));
        if rates.contains(&0.0) {
            prop_assert_eq!(theil(Theil::L, &r, &w), Err(Absence::Nil));
            prop_assert_eq!(atkinson(&r, &w, 1.0), Ok(1.0));
        } else {
            let log_deviation = theil_as_printed(Theil::L, &x);
            prop_assert!(close(theil(Theil::L, &r, &w), log_deviation));
            prop_assert!(close(atkinson(&r, &w, 1.0), 1.0 - (-log_deviation).exp()));
            prop_assert!(close(atkinson(&r, &w, 2.0), 1.0 - power_mean(-1.0) / mean));
        }
    }

    #[test]
    fn the_curve_is_that_of_repeated_units_and_the_indices_are_read_on_it((rates, weights) in spread(), share in 0.0..=1.0_f64) {
        let mut x = repeated(&rates, &weights);
        x.sort_by(f64::total_cmp);
        let (r, w, total) = (known(&rates), known(&weights), x.iter().sum::<f64>());
        let curve = lorenz(&r, &w).unwrap();
        let position = share * x.len() as f64;
        let whole = (position.floor() as usize).min(x.len());
        let literal = (x[..whole].iter().sum::<f64>() + (position - whole as f64) * x.get(whole).unwrap_or(&0.0)) / total;
        prop_assert!((curve.amount_of_poorest(share).unwrap() - literal).abs() < 1e-12);
        let points = curve.points();
        let area: f64 = points.windows(2)
            .map(|ends| (ends[1].people_share - ends[0].people_share) * (ends[1].amount_share + ends[0].amount_share) / 2.0).sum();
        prop_assert!(close(gini(&r, &w), 1.0 - 2.0 * area), "twice the area between the curve and the diagonal");
        let height = points.iter().map(|point| point.people_share - point.amount_share).fold(0.0, f64::max);
        prop_assert!(close(hoover(&r, &w), height), "its greatest height");
    }

    #[test]
    fn a_curve_is_convex_and_under_the_diagonal((rates, weights) in spread()) {
        let curve = lorenz(&known(&rates), &known(&weights)).unwrap();
        for three in curve.points().windows(3) {
            let slope = |from: usize| (three[from + 1].amount_share - three[from].amount_share)
                / (three[from + 1].people_share - three[from].people_share);
            prop_assert!(slope(0) <= slope(1) + 1e-9);
        }
        prop_assert!(curve.points().iter().all(|point| point.amount_share <= point.people_share + 1e-12));
        prop_assert!(curve.points().windows(2).all(|ends| ends[0].people_share < ends[1].people_share));
    }

    #[test]
    fn neither_scale_nor_order_nor_the_unit_of_weight_matters(
        (rates, weights) in spread(), by in 0.001..1000.0, heavier in 0.001..1000.0
    ) {
        let times = |numbers: &[f64], by: f64| -> Vec<f64> { numbers.iter().rev().map(|number| number * by).collect() };
        let before = all(&known(&rates), &known(&weights));
        let after = all(&known(&times(&rates, by)), &known(&times(&weights, heavier)));
        for (before, after) in before.iter().zip(&after) {
            match (before, after) {
                (Ok(before), Ok(after)) => prop_assert!((before - after).abs() <= 1e-9 * (1.0 + before), "{before} is not {after}"),
                (before, after) => prop_assert_eq!(before, after),
            }
        }
    }

    #[test]
    fn a_gift_from_a_richer_to_a_poorer_lessens_every_index(
        (mut rates, weights) in spread(), one in any::<prop::sample::Index>(), other in any::<prop::sample::Index>(), part in 0.0..0.5_f64
    ) {
        let (one, other) = (one.index(rates.len()), other.index(rates.len()));
        let (giver, taker) = if rates[one] >= rates[other] { (one, other) } else { (other, one) };
        let before = all(&known(&rates), &known(&weights));
        // Half of the way to the common mean at most: the giver stays the richer.
        let gift = part * (rates[giver] - rates[taker]) * weights[giver] * weights[taker] / (weights[giver] + weights[taker]);
        rates[giver] -= gift / weights[giver];
        rates[taker] += gift / weights[taker];
        let after = all(&known(&rates), &known(&weights));
        for (before, after) in before[..6].iter().zip(&after) {
            prop_assert!(after.unwrap() <= before.unwrap() + 1e-9, "{before:?} {after:?}");
        }
    }

    #[test]
    fn the_parts_of_an_index_add_up_to_it_exactly(
        (rates, weights) in spread(), seed in prop::collection::vec(0_usize..5, 40), which in prop::sample::select(vec![Theil::T, Theil::L])
    ) {
        let rates: Vec<f64> = rates.iter().map(|rate| if which == Theil::L { rate + 0.01 } else { *rate }).collect();
        let group: Vec<Option<usize>> = (0..rates.len()).map(|row| Some(seed[row])).collect();
        let found = decompose(which, &known(&rates), &known(&weights), &group, 5).unwrap();
        prop_assert_eq!(found.total, found.between + found.within);
        let sum = |of: fn(&lanterne_observatory::equity::theil::Part) -> f64| found.groups.iter().flatten().map(of).sum::<f64>();
        prop_assert_eq!(found.between, sum(|part| part.between));
        prop_assert_eq!(found.within, sum(|part| part.within));
        prop_assert!(near(sum(|part| part.people_share), 1.0, 1e-12) && near(sum(|part| part.amount_share), 1.0, 1e-12));
        let repeated_group: Vec<usize> = group.iter().zip(&weights)
            .flat_map(|(group, weight)| std::iter::repeat_n(group.unwrap(), *weight as usize)).collect();
        let (between, within) = decomposed_as_printed(which, &repeated(&rates, &weights), &repeated_group, 5);
        prop_assert!(close(Ok(found.between), between) && close(Ok(found.within), within), "{found:?} {between} {within}");
    }

    #[test]
    fn rates_that_hardly_differ_have_the_index_of_their_variance(noise in prop::collection::vec(-1.0..1.0_f64, 20..60), scale in -7.0..-3.0_f64) {
        let rates: Vec<f64> = noise.iter().map(|noise| 1.0 + noise * 10_f64.powf(scale)).collect();
        let mean = rates.iter().sum::<f64>() / rates.len() as f64;
        // Half the squared coefficient of variation, to the first order: no such index drowns in rounding.
        let expected = rates.iter().map(|rate| (rate / mean - 1.0).powi(2)).sum::<f64>() / rates.len() as f64 / 2.0;
        for which in [Theil::T, Theil::L] {
            let found = theil(which, &known(&rates), &vec![Ok(1.0); rates.len()]).unwrap();
            prop_assert!(near(found, expected, 5e-3), "{found} is not {expected}");
        }
    }

    #[test]
    fn a_unit_that_is_absent_takes_no_part((rates, weights) in spread(), at in any::<prop::sample::Index>()) {
        let at = at.index(rates.len() + 1);
        let (mut r, mut w) = (known(&rates), known(&weights));
        let without = all(&r, &w);
        r.insert(at, Err(Absence::Secret));
        w.insert(at, Ok(3.0));
        prop_assert_eq!(all(&r, &w), without);
        (r[at], w[at]) = (Ok(5.0), Ok(0.0));
        prop_assert_eq!(all(&r, &w), without);
    }

    #[test]
    fn whatever_goes_in_an_index_is_finite_or_absent(
        rows in prop::collection::vec((anything(), anything(), prop::option::of(0_usize..6)), 0..24), aversion in any::<f64>(), share in any::<f64>()
    ) {
        let (rates, weights): (Vec<Value>, Vec<Value>) = rows.iter().map(|row| (row.0, row.1)).unzip();
        let group: Vec<Option<usize>> = rows.iter().map(|row| row.2).collect();
        let mut found = all(&rates, &weights).to_vec();
        found.extend([atkinson(&rates, &weights, aversion), theil(Theil::L, &rates, &weights)]);
        for which in [Theil::T, Theil::L] {
            found.push(decompose(which, &rates, &weights, &group, 4).map(|found: Decomposition| found.between + found.within));
        }
        prop_assert!(found.iter().all(|index| index.is_err() || index.is_ok_and(|index| index.is_finite() && index >= 0.0)), "{found:?}");
        if let Ok(curve) = lorenz(&rates, &weights) {
            prop_assert!(curve.points().iter().all(|point| (0.0..=1.0).contains(&point.people_share) && (0.0..=1.0).contains(&point.amount_share)));
            prop_assert_eq!(curve.amount_of_poorest(share).is_some(), (0.0..=1.0).contains(&share));
        }
    }
}

#[test]
fn nothing_to_share_is_nil_and_an_unknown_is_not() {
    assert_eq!(all(&[], &[]), [Err(Absence::Nil); 7]);
    assert_eq!(gini(&known(&[0.0, 0.0]), &known(&[1.0, 1.0])), Err(Absence::Nil));
    assert_eq!(gini(&[Err(Absence::Secret), Err(Absence::Nil)], &known(&[1.0, 1.0])), Err(Absence::Secret));
    assert_eq!(theil(Theil::T, &known(&[1.0]), &[]), Err(Absence::NotPublished));
    let half_poor = (known(&[0.0, 5.0]), known(&[1.0, 1.0]));
    assert_eq!(palma(&half_poor.0, &half_poor.1), Err(Absence::Nil));
    // Two in five exactly, whatever the unit of weight: a zero that rounding must not turn into an astronomical ratio.
    for unit in [1.0, 341.038_572_105_9, 1e-3] {
        assert_eq!(palma(&known(&[0.0, 0.001]), &known(&[2.0 * unit, 3.0 * unit])), Err(Absence::Nil));
    }
}

#[test]
fn where_all_have_the_same_there_is_no_inequality() {
    let (rates, weights) = (known(&[0.1; 60]), known(&[7.0; 60]));
    for (index, place) in all(&rates, &weights)[..6].iter().zip(0..) {
        assert!(index.unwrap() < 1e-13, "{place}: {index:?}");
    }
    assert!(near(palma(&rates, &weights).unwrap(), 0.25, 1e-12));
    let group: Vec<Option<usize>> = (0..60).map(|row| Some(row % 7)).collect();
    for which in [Theil::T, Theil::L] {
        assert!(decompose(which, &rates, &weights, &group, 9).unwrap().total < 1e-28);
    }
}

#[test]
fn aversion_makes_no_step_at_one_and_tends_to_the_poorest() {
    let (rates, weights) = (known(&[1.0, 2.0, 3.0, 10.0]), known(&[5.0, 3.0, 2.0, 1.0]));
    let at = |aversion| atkinson(&rates, &weights, aversion).unwrap();
    assert_eq!(at(0.0), 0.0);
    for gap in [1e-4, 1e-8, 1e-12] {
        assert!((at(1.0 - gap) - at(1.0)).abs() < gap && (at(1.0 + gap) - at(1.0)).abs() < gap, "{gap}");
    }
    let mean = (5.0 + 6.0 + 6.0 + 10.0) / 11.0;
    assert!((at(1e6) - (1.0 - 1.0 / mean)).abs() < 1e-5);
    assert_eq!(atkinson(&rates, &weights, -1.0), Err(Absence::NotPublished));
}

#[test]
fn equity_has_the_same_bits_on_any_number_of_threads() {
    let rates =
        |column: usize| -> Vec<Value> { (0..9_000).map(|row| Ok(((row * (column + 3)) % 997) as f64 + 0.1)).collect() };
    let (weights, group): (Vec<Value>, Vec<Option<usize>>) =
        (0..9_000).map(|row| (Ok(f64::from(row % 89)), Some(row as usize % 96))).unzip();
    let columns: Vec<Vec<Value>> = (0..21).map(rates).collect();
    let columns: Vec<&[Value]> = columns.iter().map(Vec::as_slice).collect();
    same_bits(|| {
        let theil = [Theil::T, Theil::L].map(|which| decompose_columns(which, &columns, &weights, &group, 96));
        format!("{theil:?}{:?}{:?}", all(columns[0], &weights), lorenz(columns[1], &weights))
    });
}
