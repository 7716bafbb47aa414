//! Moran, Geary, local Moran, Gi, Gi*, join counts and rates: literal twins, identities, invariances.

use lanterne_observatory::autocorrelation::false_discovery::adjusted;
use lanterne_observatory::autocorrelation::join_count::JoinCounts;
use lanterne_observatory::autocorrelation::{
    Correction, Field, Focal, GetisOrd, Judgement, LocalMoran, Spot, Structure, Untested, geary, join_counts, moran,
    standardised,
};
use lanterne_observatory::neighbour::{Neighbours, Weighting};
use lanterne_observatory::{Absence, Value};
use proptest::prelude::*;

use crate::strategy::{communes, known, near};

/// Values and directed pairs, some rows without any.
pub(crate) fn field() -> impl Strategy<Value = (Vec<f64>, Neighbours)> {
    (4_usize..40).prop_flat_map(|n| {
        let pairs = prop::collection::vec((0..n as u32, 0..n as u32), 1..4 * n);
        (prop::collection::vec(-50.0..100.0, n), pairs.prop_map(move |pairs| Neighbours::from_pairs(n, pairs)))
    })
}

/// The dense matrix of weights.
fn matrix(neighbours: &Neighbours, weighting: Weighting) -> Vec<Vec<f64>> {
    let n = neighbours.len();
    let mut weights = vec![vec![0.0; n]; n];
    for (row, weights) in weights.iter_mut().enumerate() {
        let others = neighbours.of(row);
        for &other in others {
            weights[other as usize] = if weighting == Weighting::Binary { 1.0 } else { 1.0 / others.len() as f64 };
        }
    }
    weights
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn total(values: impl IntoIterator<Item = f64>) -> f64 {
    values.into_iter().sum()
}

/// Every pair of rows.
fn pairs(n: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..n).flat_map(move |i| (0..n).map(move |j| (i, j)))
}

fn literal_moran(x: &[f64], w: &[Vec<f64>]) -> f64 {
    let (n, m) = (x.len(), mean(x));
    let s0 = total(pairs(n).map(|(i, j)| w[i][j]));
    let cross = total(pairs(n).map(|(i, j)| w[i][j] * (x[i] - m) * (x[j] - m)));
    n as f64 / s0 * cross / total(x.iter().map(|x| (x - m).powi(2)))
}

fn literal_geary(x: &[f64], w: &[Vec<f64>]) -> f64 {
    let (n, m) = (x.len(), mean(x));
    let s0 = total(pairs(n).map(|(i, j)| w[i][j]));
    let apart = total(pairs(n).map(|(i, j)| w[i][j] * (x[i] - x[j]).powi(2)));
    (n as f64 - 1.0) * apart / (2.0 * s0 * total(x.iter().map(|x| (x - m).powi(2))))
}

/// `z` of Ord and Getis as it is printed, with its sums of weights and of their squares.
fn literal_score(x: &[f64], w: &[Vec<f64>], focal: Focal, i: usize) -> f64 {
    let mut row = w[i].clone();
    if focal == Focal::Included {
        let own = row.iter().copied().fold(0.0, f64::max);
        row[i] = own;
        let sum: f64 = row.iter().sum();
        row.iter_mut().for_each(|weight| *weight /= sum);
    }
    let among: Vec<usize> = (0..x.len()).filter(|&j| focal == Focal::Included || j != i).collect();
    let n = among.len() as f64;
    let m = total(among.iter().map(|&j| x[j])) / n;
    let s2 = total(among.iter().map(|&j| (x[j] - m).powi(2))) / n;
    let (sum, squares) = (total(among.iter().map(|&j| row[j])), total(among.iter().map(|&j| row[j].powi(2))));
    let lag = total(among.iter().map(|&j| row[j] * x[j]));
    (lag - m * sum) / (s2 * (n * squares - sum * sum) / (n - 1.0)).sqrt()
}

fn close(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 1e-9 * (1.0 + expected.abs())
}

proptest! {
    #[test]
    fn morans_i_and_gearys_c_are_their_formulas((x, neighbours) in field()) {
        prop_assume!(neighbours.edges() > 0);
        for &weighting in Weighting::ALL {
            let (values, w) = (known(&x), matrix(&neighbours, weighting));
            let field = Field::of(&values, &neighbours);
            prop_assert!(close(moran(&field, weighting).unwrap().statistic, literal_moran(&x, &w)));
            prop_assert!(close(geary(&field, weighting).unwrap().statistic, literal_geary(&x, &w)));
        }
    }

    #[test]
    fn the_local_morans_add_up_to_the_global_one((x, neighbours) in field()) {
        prop_assume!(neighbours.edges() > 0);
        for &weighting in Weighting::ALL {
            let values = known(&x);
            let field = Field::of(&values, &neighbours);
            let local = LocalMoran::of(&field, weighting, &[], &Judgement::default());
            let sum = total(local.iter().filter_map(|row| row.ok()).map(|row| row.statistic));
            let s0 = total(matrix(&neighbours, weighting).into_iter().flatten());
            let n = x.len() as f64;
            prop_assert!(close(sum, (n - 1.0) / n * s0 * moran(&field, weighting).unwrap().statistic));
        }
    }

    #[test]
    fn gi_and_gi_star_are_the_formula_of_ord_and_getis((x, neighbours) in field()) {
        let values = known(&x);
        let field = Field::of(&values, &neighbours);
        for (&focal, &weighting) in Focal::ALL.iter().flat_map(|focal| Weighting::ALL.iter().map(move |w| (focal, w))) {
            let (found, w) = (GetisOrd::analytic(&field, focal, weighting, &Judgement::default()), matrix(&neighbours, weighting));
            for (row, found) in found.iter().enumerate() {
                match found {
                    Ok(found) => prop_assert!(close(found.z, literal_score(&x, &w, focal, row)), "{found:?}"),
                    Err(why) if neighbours.of(row).is_empty() => prop_assert_eq!(*why, Untested::Isolated),
                    Err(why) => prop_assert_eq!(*why, Untested::Surrounded),
                }
            }
        }
    }

    #[test]
    fn local_statistics_are_their_formulas((x, neighbours) in field()) {
        let x: Vec<f64> = x.iter().map(|x| x + 60.0).collect();
        let (values, n, m) = (known(&x), x.len(), mean(&x));
        let field = Field::of(&values, &neighbours);
        let squares = total(x.iter().map(|x| (x - m).powi(2)));
        for &weighting in Weighting::ALL {
            let w = matrix(&neighbours, weighting);
            let local = LocalMoran::of(&field, weighting, &[], &Judgement::default());
            let g = |focal| GetisOrd::analytic(&field, focal, weighting, &Judgement::default());
            let (alone, star) = (g(Focal::Excluded), g(Focal::Included));
            for row in (0..n).filter(|&row| !neighbours.of(row).is_empty()) {
                let lag = total((0..n).map(|j| w[row][j] * (x[j] - m)));
                let i = (n as f64 - 1.0) * (x[row] - m) * lag / squares;
                prop_assert!(close(local[row].unwrap().statistic, i), "{:?} is not {}", local[row], i);
                let around = total((0..n).map(|j| if w[row][j] > 0.0 { x[j] } else { 0.0 }));
                let (k, all) = (neighbours.of(row).len() as f64, total(x.iter().copied()));
                let weight = |members: f64| if weighting == Weighting::Binary { 1.0 } else { 1.0 / members };
                if let Ok(found) = alone[row] {
                    prop_assert!(close(found.statistic.unwrap(), weight(k) * around / (all - x[row])), "{:?}", found);
                }
                if let Ok(found) = star[row] {
                    prop_assert!(close(found.statistic.unwrap(), weight(k + 1.0) * (around + x[row]) / all), "{:?}", found);
                }
            }
        }
    }

    #[test]
    fn a_change_of_unit_changes_nothing((x, neighbours) in field(), scale in 0.001..1e6, shift in -1e3..1e3) {
        prop_assume!(neighbours.edges() > 0);
        let (before, after) = (known(&x), known(&x.iter().map(|x| shift + scale * x).collect::<Vec<_>>()));
        let (before, after) = (Field::of(&before, &neighbours), Field::of(&after, &neighbours));
        for &weighting in Weighting::ALL {
            let statistics = |field| (moran(field, weighting).unwrap().statistic, geary(field, weighting).unwrap().statistic);
            let (one, other) = (statistics(&before), statistics(&after));
            prop_assert!((one.0 - other.0).abs() < 1e-6 && (one.1 - other.1).abs() < 1e-6);
        }
    }

    #[test]
    fn names_do_not_matter((x, neighbours) in field(), seed in any::<u64>()) {
        let mut order: Vec<u32> = (0..x.len() as u32).collect();
        order.sort_by_key(|&row| (u64::from(row) + 1).wrapping_mul(seed | 1).rotate_left(17));
        let (renamed, values) = (neighbours.relabelled(&order), known(&x));
        let moved: Vec<Value> = order.iter().map(|&old| values[old as usize]).collect();
        let (one, other) = (Field::of(&values, &neighbours), Field::of(&moved, &renamed));
        let z = |field| GetisOrd::analytic(field, Focal::Included, Weighting::Binary, &Judgement::default());
        let (one, other) = (z(&one), z(&other));
        for (new, &old) in order.iter().enumerate() {
            match (one[old as usize], other[new]) {
                (Ok(one), Ok(other)) => prop_assert!(close(one.z, other.z)),
                (one, other) => prop_assert_eq!(one.err(), other.err()),
            }
        }
    }

    #[test]
    fn a_row_without_value_is_as_if_it_were_not_there((x, neighbours) in field(), lost in any::<prop::sample::Index>()) {
        let lost = lost.index(x.len());
        let mut values = known(&x);
        values[lost] = Err(Absence::Secret);
        let kept: Vec<u32> = (0..x.len() as u32).filter(|&row| row as usize != lost).collect();
        let (left, restricted) = (kept.iter().map(|&row| values[row as usize]).collect::<Vec<_>>(), neighbours.relabelled(&kept));
        let (one, other) = (Field::of(&values, &neighbours), Field::of(&left, &restricted));
        prop_assert_eq!(moran(&one, Weighting::Binary).map(|m| m.statistic), moran(&other, Weighting::Binary).map(|m| m.statistic));
        let one = LocalMoran::of(&one, Weighting::Binary, &[], &Judgement::default());
        let other = LocalMoran::of(&other, Weighting::Binary, &[], &Judgement::default());
        prop_assert_eq!(one[lost], Err(Untested::Secret));
        prop_assert_eq!(kept.iter().map(|&row| one[row as usize]).collect::<Vec<_>>(), other);
    }

    #[test]
    fn borders_are_counted_once_and_all((x, neighbours) in field()) {
        let answers: Vec<Result<bool, Absence>> = x.iter().map(|&x| Ok(x > 30.0)).collect();
        let counts = join_counts(&answers, &neighbours).unwrap();
        let of = |wanted: usize| {
            let yes = |row: usize| usize::from(x[row] > 30.0);
            neighbours.pairs().filter(|&(a, b)| yes(a as usize) + yes(b as usize) == wanted).count() as f64 / 2.0
        };
        prop_assert_eq!((counts.both.count, counts.mixed.count, counts.neither.count), (of(2), of(1), of(0)));
        let expected = counts.both.expected + counts.mixed.expected + counts.neither.expected;
        prop_assert!(close(expected, neighbours.edges() as f64 / 2.0));
    }

    #[test]
    fn yes_for_no_and_other_names_only_change_places((x, neighbours) in field(), shift in 0_usize..40) {
        let answers: Vec<Result<bool, Absence>> = x.iter().map(|&x| if x < -40.0 { Err(Absence::Secret) } else { Ok(x > 30.0) }).collect();
        prop_assume!(answers.iter().any(Result::is_ok));
        let counts = join_counts(&answers, &neighbours).unwrap();
        let opposite: Vec<Result<bool, Absence>> = answers.iter().map(|answer| answer.map(|yes| !yes)).collect();
        let turned = join_counts(&opposite, &neighbours).unwrap();
        prop_assert_eq!((turned.both, turned.mixed, turned.neither), (counts.neither, counts.mixed, counts.both));
        let order: Vec<u32> = (0..x.len()).map(|row| ((row + shift) % x.len()) as u32).collect();
        let moved: Vec<Result<bool, Absence>> = order.iter().map(|&old| answers[old as usize]).collect();
        let moved = join_counts(&moved, &neighbours.relabelled(&order)).unwrap();
        prop_assert_eq!((moved.both, moved.mixed, moved.neither, moved.units), (counts.both, counts.mixed, counts.neither, counts.units));
        for join in [counts.both, counts.mixed, counts.neither] {
            prop_assert!(join.expected >= 0.0 && join.expected <= neighbours.edges() as f64 / 2.0);
        }
    }

    #[test]
    fn a_standardised_rate_has_no_unit_no_name_and_the_sign_of_its_gap((count, people) in communes()) {
        prop_assume!(count.iter().sum::<f64>() > 0.0);
        let of = |count: &[f64], people: &[f64]| standardised(&known(count), &known(people));
        let found = of(&count, &people);
        // A power of two: inhabitants by the thousand or so are rounded no otherwise.
        let thousands: Vec<f64> = people.iter().map(|people| people / 1024.0).collect();
        prop_assert_eq!(&of(&count, &thousands), &found);
        let turned = |numbers: &[f64]| -> Vec<f64> { numbers.iter().rev().copied().collect() };
        let b = count.iter().sum::<f64>() / people.iter().sum::<f64>();
        for (row, (one, other)) in found.iter().zip(of(&turned(&count), &turned(&people)).iter().rev()).enumerate() {
            if let (Ok(one), Ok(other)) = (one, other) {
                prop_assert!((one - other).abs() <= 1e-6 * (1.0 + one.abs()));
                let gap = count[row] / people[row] - b;
                prop_assert!(gap.abs() <= 1e-9 * b || gap.signum() == one.signum());
            }
        }
    }

    #[test]
    fn rates_are_standardised_as_printed((count, people) in communes()) {
        let (n, all, b) = (count.len() as f64, total(people.clone()), total(count.clone()) / total(people.clone()));
        let s2 = total(count.iter().zip(&people).map(|(e, p)| p * (e / p - b).powi(2))) / all;
        let a = s2 - b / (all / n);
        for (row, found) in standardised(&known(&count), &known(&people)).into_iter().enumerate() {
            let v = a + b / people[row];
            let expected = (count[row] / people[row] - b) / if v < 0.0 { b / people[row] } else { v }.sqrt();
            prop_assert!(found.map_or(b == 0.0 || !expected.is_finite(), |found| near(found, expected, 1e-6) || (found - expected).abs() < 1e-9));
        }
    }

    #[test]
    fn q_values_follow_their_rows_and_tests_twice_told_change_none(p in prop::collection::vec(0.0..1.0, 1..60), absent in prop::collection::vec(any::<bool>(), 60)) {
        let q = adjusted(&known(&p));
        let turned: Vec<Value> = p.iter().rev().map(|&p| Ok(p)).collect();
        prop_assert!(adjusted(&turned).iter().rev().eq(&q));
        let twice = adjusted(&[known(&p), known(&p)].concat());
        for (row, q) in q.iter().enumerate() {
            prop_assert!(near(twice[row].unwrap(), q.unwrap(), 1e-12), "m/j is what it was");
        }
        let holes: Vec<Value> = p.iter().zip(&absent).flat_map(|(&p, &absent)| if absent { vec![Err(Absence::Nil), Ok(p)] } else { vec![Ok(p)] }).collect();
        prop_assert!(adjusted(&holes).iter().filter(|q| q.is_ok()).eq(&q), "what is absent is no test");
    }

    #[test]
    fn a_q_value_is_never_below_its_p_value_and_keeps_the_order(p in prop::collection::vec(0.0..1.0, 1..60)) {
        let q: Vec<f64> = adjusted(&known(&p)).into_iter().map(Result::unwrap).collect();
        // The step-up rule itself: reject the k smallest, k the last with p(k) ≤ k α / m.
        let mut sorted = p.clone();
        sorted.sort_by(f64::total_cmp);
        for alpha in [0.01, 0.05, 0.2, 0.7] {
            let cut = (1..=p.len()).rev().find(|&k| sorted[k - 1] <= k as f64 * alpha / p.len() as f64).map(|k| sorted[k - 1]);
            for (p, q) in p.iter().zip(&q) {
                prop_assert!(q >= p && *q <= 1.0);
                prop_assert_eq!(*q <= alpha, cut.is_some_and(|cut| *p <= cut));
            }
        }
    }
}

/// Under randomisation the moments are those of all the ways to deal the values: here all of them are dealt.
#[test]
fn expectations_and_variances_are_those_of_all_ways_to_deal() {
    let x = [1.0, 2.0, 4.0, 9.0, 3.5, 0.5];
    let graph = Neighbours::from_pairs(6, [(0, 1), (1, 0), (1, 2), (2, 1), (2, 3), (3, 2), (3, 4), (0, 4), (4, 2)]);
    let mut dealt = Vec::new();
    deal(&mut x.to_vec(), 0, &mut dealt);
    assert_eq!(dealt.len(), 720);
    for &weighting in Weighting::ALL {
        let (values, w) = (known(&x), matrix(&graph, weighting));
        let field = Field::of(&values, &graph);
        for (found, of) in [
            (moran(&field, weighting).unwrap(), literal_moran as fn(&[f64], &[Vec<f64>]) -> f64),
            (geary(&field, weighting).unwrap(), literal_geary),
        ] {
            let all: Vec<f64> = dealt.iter().map(|x| of(x, &w)).collect();
            let middle = mean(&all);
            let variance = total(all.iter().map(|i| (i - middle).powi(2))) / all.len() as f64;
            assert!(close(found.expected, middle), "{weighting}: {} is not {middle}", found.expected);
            assert!(close(found.randomisation.unwrap().variance, variance), "{weighting}: {found:?} is not {variance}");
        }
    }
}

/// Of as many yes dealt in every possible way, the mean number of borders of each kind.
#[test]
fn expected_borders_are_the_mean_of_all_ways_to_deal() {
    let graph = Neighbours::from_pairs(6, [(0, 1), (1, 0), (1, 2), (2, 1), (2, 3), (3, 2), (3, 4), (0, 4), (4, 2)]);
    for yes in 0..=6_u32 {
        let deals: Vec<u32> = (0..64_u32).filter(|deal| deal.count_ones() == yes).collect();
        let counts = |deal: u32| {
            let answers: Vec<Result<bool, Absence>> = (0..6).map(|row| Ok(deal >> row & 1 == 1)).collect();
            join_counts(&answers, &graph).unwrap()
        };
        let all: Vec<_> = deals.iter().map(|&deal| counts(deal)).collect();
        let first = &all[0];
        for (found, of) in [
            (first.both, (|counts| counts.both.count) as fn(&JoinCounts) -> f64),
            (first.mixed, |counts| counts.mixed.count),
            (first.neither, |counts| counts.neither.count),
        ] {
            let middle = all.iter().map(of).sum::<f64>() / all.len() as f64;
            assert!(close(found.expected, middle), "{yes} yes: {} is not {middle}", found.expected);
        }
    }
}

fn deal(x: &mut Vec<f64>, from: usize, dealt: &mut Vec<Vec<f64>>) {
    if from == x.len() {
        return dealt.push(x.clone());
    }
    for other in from..x.len() {
        x.swap(from, other);
        deal(x, from + 1, dealt);
        x.swap(from, other);
    }
}

#[test]
fn equal_values_lone_rows_and_nothing_say_so() {
    let pair = Neighbours::from_pairs(3, [(0, 1), (1, 0)]);
    let judgement = Judgement::default();
    let equal = known(&[0.1; 3]);
    let field = Field::of(&equal, &pair);
    assert_eq!(moran(&field, Weighting::Binary), Err(Untested::Uniform));
    assert_eq!(LocalMoran::of(&field, Weighting::Binary, &[], &judgement), [Err(Untested::Uniform); 3]);
    let lone = known(&[1.0, 2.0, 3.0]);
    let field = Field::of(&lone, &pair);
    assert_eq!(LocalMoran::of(&field, Weighting::Binary, &[], &judgement)[2], Err(Untested::Isolated));
    assert_eq!(field.islands(), [2]);
    let nobody = Neighbours::from_pairs(3, []);
    assert_eq!(geary(&Field::of(&lone, &nobody), Weighting::Binary), Err(Untested::Isolated));
    assert_eq!(moran(&Field::of(&[], &nobody), Weighting::Binary), Err(Untested::NotPublished));
    assert_eq!(join_counts(&[Err(Absence::Secret), Err(Absence::Nil)], &pair), Err(Absence::Secret));
}

#[test]
fn without_correction_more_is_called_significant() {
    let road = Neighbours::from_pairs(300, (0..299).flat_map(|row| [(row, row + 1), (row + 1, row)]));
    let values: Vec<Value> = (0..300_u32).map(|row| Ok(f64::from(row * 7919 % 101))).collect();
    let field = Field::of(&values, &road);
    let judged = |correction| {
        let judgement = Judgement { correction, ..Judgement::default() };
        let rows = GetisOrd::analytic(&field, Focal::Excluded, Weighting::Binary, &judgement);
        rows.into_iter().filter(|row| row.is_ok_and(|row| row.spot != Spot::NotSignificant)).count()
    };
    let (corrected, raw) = (judged(Correction::FalseDiscovery), judged(Correction::None));
    assert!(raw > 5 && corrected < raw, "{corrected} of {raw}");
    assert!(Structure::ALL.iter().all(|structure| !structure.label().is_empty()));
}
