//! Conditional permutations: the literal twin, the exact law, cancellation, threads, adversarial input.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU32, Ordering};

use lanterne_observatory::autocorrelation::geary::geary_tails;
use lanterne_observatory::autocorrelation::join_count::join_tails;
use lanterne_observatory::autocorrelation::moran::moran_tails;
use lanterne_observatory::autocorrelation::permutation::{Design, Draws, Table, Tail, Tails, unwatched};
use lanterne_observatory::autocorrelation::{
    Field, Focal, GetisOrd, Judgement, LocalMoran, Test, false_discovery, geary, getis_ord, join_counts, local_moran,
    moran, standardised,
};
use lanterne_observatory::neighbour::{Neighbours, Weighting};
use lanterne_observatory::{Absence, Value};
use proptest::prelude::*;

use crate::autocorrelation::field;
use crate::strategy::{anything, known};
use crate::threads::same_bits;

fn design(draws: Draws, permutations: u32) -> Design {
    Design { draws, permutations, ..Design::default() }
}

/// The table read one draw at a time, as esda's documentation tells it: sums of the drawn values against the neighbours' sum.
fn literal(x: &[f64], neighbours: &Neighbours, table: &Table) -> Vec<Tails> {
    let draws = table.rows(0..table.permutations());
    let rows: Vec<&[u32]> = draws.chunks(table.width().max(1)).collect();
    (0..x.len())
        .map(|unit| {
            let others = neighbours.of(unit);
            let mut tails = Tails { permutations: table.permutations(), ..Tails::default() };
            let observed: f64 = others.iter().map(|&other| x[other as usize]).sum();
            for row in rows.iter().filter(|_| !others.is_empty()) {
                let skip = |draw: u32| draw as usize + usize::from(draw as usize >= unit);
                let sum: f64 = row[..others.len()].iter().map(|&draw| x[skip(draw)]).sum();
                tails.at_least += u32::from(sum >= observed);
                tails.at_most += u32::from(sum <= observed);
            }
            tails
        })
        .collect()
}

/// Every way to choose `count` of the values, by their sum.
fn sums(values: &[f64], count: usize) -> Vec<f64> {
    match (count, values) {
        (0, _) => vec![0.0],
        (_, []) => Vec::new(),
        (_, [first, rest @ ..]) => {
            let mut with: Vec<f64> = sums(rest, count - 1).into_iter().map(|sum| sum + first).collect();
            with.extend(sums(rest, count));
            with
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_shared_table_counts_as_its_literal_twin((x, neighbours) in field(), permutations in 1_u32..1500, seed in any::<u64>(), whole in any::<bool>()) {
        // Every sum exact on both sides: small whole numbers, with many ties, or fractions over 1024, with few.
        let x: Vec<f64> = x.iter().map(|x| if whole { (x / 20.0).round() } else { (x * 1024.0).round() / 1024.0 }).collect();
        let values = known(&x);
        let field = Field::of(&values, &neighbours);
        let table = Table::seeded(x.len(), field.most_neighbours(), permutations, seed);
        let found = field.tails_from(&table, &unwatched).unwrap();
        prop_assert_eq!(&found, &literal(&x, &neighbours, &table));
        let given = Table::given(x.len(), table.width(), table.rows(0..permutations));
        if let Some(given) = given {
            prop_assert_eq!(&found, &field.tails_from(&given, &unwatched).unwrap());
        }
        prop_assert_eq!(&found, &field.tails(&Design { draws: Draws::Shared, permutations, seed }, &unwatched).unwrap());
    }

    #[test]
    fn the_other_way_round_the_tails_change_sides((x, neighbours) in field(), seed in any::<u64>()) {
        let (one, other) = (known(&x), known(&x.iter().map(|x| -x).collect::<Vec<_>>()));
        for &draws in Draws::ALL {
            let tails = |values| Field::of(values, &neighbours).tails(&Design { draws, permutations: 99, seed }, &unwatched).unwrap();
            for (one, other) in tails(&one).iter().zip(tails(&other)) {
                prop_assert_eq!((one.at_least, one.at_most), (other.at_most, other.at_least));
            }
        }
    }

    #[test]
    fn every_draw_is_on_one_side_or_a_tie((x, neighbours) in field(), permutations in 0_u32..300) {
        let values = known(&x);
        let field = Field::of(&values, &neighbours);
        for &draws in Draws::ALL {
            for (row, tails) in field.tails(&design(draws, permutations), &unwatched).unwrap().into_iter().enumerate() {
                let least = if neighbours.of(row).is_empty() { 0 } else { permutations };
                prop_assert!(tails.at_least + tails.at_most >= least);
                prop_assert!(tails.at_least <= permutations && tails.at_most <= permutations);
                for &tail in Tail::ALL {
                    prop_assert!(tails.p(tail) > 0.0 && tails.p(tail) <= 1.0);
                }
            }
        }
    }

    #[test]
    fn nothing_panics_and_every_figure_is_a_number(values in prop::collection::vec(anything(), 0..24), more in prop::collection::vec(anything(), 0..24),
                                                   pairs in prop::collection::vec((0_u32..30, 0_u32..30), 0..90), len in 0_usize..30,
                                                   alpha in any::<f64>(), times in 0_u32..40) {
        let neighbours = Neighbours::from_pairs(len, pairs);
        let field = Field::of(&values, &neighbours);
        for (&draws, &weighting) in Draws::ALL.iter().flat_map(|draws| Weighting::ALL.iter().map(move |w| (draws, w))) {
            let test = Test { design: design(draws, times), judgement: Judgement { alpha, ..Judgement::default() } };
            let rows = local_moran(&values, &neighbours, weighting, &test);
            prop_assert_eq!(rows.len(), values.len());
            for row in rows.iter().flatten() {
                prop_assert!(row.statistic.is_finite() && (0.0..=1.0).contains(&row.p) && (0.0..=1.0).contains(&row.q), "{:?}", row);
            }
            for &focal in Focal::ALL {
                let mut rows = getis_ord(&values, &neighbours, focal, weighting, &test);
                rows.extend(GetisOrd::analytic(&field, focal, weighting, &test.judgement));
                for row in rows.iter().flatten() {
                    prop_assert!(row.z.is_finite() && (0.0..=1.0).contains(&row.p) && row.statistic.is_ok_and(f64::is_finite) | row.statistic.is_err(), "{:?}", row);
                }
            }
            for found in [moran(&field, weighting), geary(&field, weighting)].into_iter().flatten() {
                prop_assert!(found.statistic.is_finite() && found.expected.is_finite(), "{:?}", found);
                for moments in [found.normality, found.randomisation].into_iter().flatten() {
                    prop_assert!(moments.variance > 0.0 && moments.z.is_finite() && (0.0..=1.0).contains(&moments.p));
                }
            }
            let tails = [moran_tails(&field, weighting, &test.design, &unwatched), geary_tails(&field, weighting, &test.design, &unwatched)];
            prop_assert!(tails.iter().all(|tails| tails.is_some_and(|tails| tails.at_least + tails.at_most >= times)));
        }
        prop_assert!(standardised(&values, &more).iter().all(|rate| rate.is_err() || rate.is_ok_and(f64::is_finite)));
        prop_assert!(false_discovery::adjusted(&values).iter().all(|q| q.is_err() || q.is_ok_and(|q| (0.0..=1.0).contains(&q))));
        let answers: Vec<Result<bool, Absence>> = values.iter().map(|value| value.map(|value| value > 0.0)).collect();
        prop_assert!(join_counts(&answers, &neighbours).is_err() || join_tails(&answers, &neighbours, &design(Draws::Shared, times), &unwatched).is_some());
    }
}

/// Both designs, every path of the code (few neighbours, many, nearly all), against the exact share of all ways to draw:
/// a seeded simulation, within five standard errors.
#[test]
fn the_draws_follow_the_exact_law() {
    let x: Vec<f64> = (0..19_u32).map(|row| f64::from(row * row * 7 % 31)).collect();
    for degree in [1, 2, 5, 9, 16, 17, 18] {
        let pairs = (0..19_u32).flat_map(|row| (1..=degree).map(move |step| (row, (row + step) % 19)));
        let (values, neighbours) = (known(&x), Neighbours::from_pairs(19, pairs));
        let field = Field::of(&values, &neighbours);
        for &draws in Draws::ALL {
            let permutations = 20_000;
            let tails = field.tails(&design(draws, permutations), &unwatched).unwrap();
            for (unit, tails) in tails.iter().enumerate() {
                let others: Vec<f64> = (0..19).filter(|&other| other != unit).map(|other| x[other]).collect();
                let all = sums(&others, degree as usize);
                let observed: f64 = neighbours.of(unit).iter().map(|&other| x[other as usize]).sum();
                let exact = all.iter().filter(|&&sum| sum >= observed).count() as f64 / all.len() as f64;
                let error = (exact * (1.0 - exact) / f64::from(permutations)).sqrt();
                let found = f64::from(tails.at_least) / f64::from(permutations);
                assert!(
                    (found - exact).abs() <= 5.0 * error + 1e-12,
                    "{draws}, {degree} neighbours, unit {unit}: {found}, {exact}"
                );
            }
        }
    }
}

/// Rows close by, with the same middling neighbours: counts of a fair coin, tossed by each or once for all.
#[test]
fn shared_draws_err_together_and_independent_ones_do_not() {
    let n = 4000_u32;
    let x: Vec<f64> = (0..n).map(|row| if row < 3 { 504.0 } else { f64::from(row * 7919 % 1009) }).collect();
    let pairs = (0..n).flat_map(|row| [(row, 0), (row, 1), (row, 2)]);
    let (values, same) = (known(&x), Neighbours::from_pairs(n as usize, pairs));
    let field = Field::of(&values, &same);
    let spread = |draws| {
        let tails = field.tails(&design(draws, 999), &unwatched).unwrap();
        let counts: Vec<f64> = tails[10..50].iter().map(|tails| f64::from(tails.at_least)).collect();
        let mean = counts.iter().sum::<f64>() / counts.len() as f64;
        (counts.iter().map(|count| (count - mean).powi(2)).sum::<f64>() / counts.len() as f64).sqrt()
    };
    let (shared, independent) = (spread(Draws::Shared), spread(Draws::Independent));
    assert!(shared < 6.0 && independent > 10.0, "nearly the same count: {shared}; each its own: {independent}");
}

#[test]
fn a_table_must_be_sound() {
    assert!(Table::given(4, 2, vec![0, 1, 2, 0]).is_some());
    assert!(Table::given(4, 2, vec![0, 1, 2, 2]).is_none(), "nobody is drawn twice");
    assert!(Table::given(4, 2, vec![0, 3]).is_none(), "of four units there are three others");
    assert!(Table::given(4, 2, vec![0, 1, 2]).is_none(), "a row is cut");
    assert!(Table::given(4, 0, vec![]).is_none());
}

#[test]
fn work_is_watched_and_can_be_stopped() {
    let road = Neighbours::from_pairs(3000, (0..2999).flat_map(|row| [(row, row + 1), (row + 1, row)]));
    let values: Vec<Value> = (0..3000).map(|row| Ok(f64::from(row % 17))).collect();
    let answers: Vec<_> = values.iter().map(|value| value.map(|value| value > 8.0)).collect();
    let field = Field::of(&values, &road);
    for &draws in Draws::ALL {
        let design = design(draws, 3000);
        let calls = AtomicU32::new(0);
        let watched = |share: f64| {
            assert!((0.0..=1.0).contains(&share));
            calls.fetch_add(1, Ordering::Relaxed);
            ControlFlow::Continue(())
        };
        assert!(field.tails(&design, &watched).is_some());
        assert!(calls.into_inner() > 2);
        let stop = |_: f64| ControlFlow::Break(());
        assert!(field.tails(&design, &stop).is_none());
        assert!(moran_tails(&field, Weighting::Binary, &design, &stop).is_none());
        assert!(geary_tails(&field, Weighting::Binary, &design, &stop).is_none());
        assert!(join_tails(&answers, &road, &design, &stop).is_none());
    }
}

#[test]
fn the_same_draws_on_any_number_of_threads() {
    let n = 9_000_u32;
    let pairs = (0..n).flat_map(|row| (1..=1 + row % 20).map(move |step| (row, (row + step * step) % n)));
    let neighbours = Neighbours::from_pairs(n as usize, pairs);
    let values: Vec<Value> =
        (0..n).map(|row| if row % 97 == 0 { Err(Absence::Secret) } else { Ok(f64::from(row * 7919 % 4001)) }).collect();
    same_bits(|| {
        let field = Field::of(&values, &neighbours);
        let local: Vec<_> = Draws::ALL
            .iter()
            .map(|&draws| {
                let tails = field.tails(&design(draws, 99), &unwatched).unwrap();
                LocalMoran::of(&field, Weighting::RowStandardised, &tails, &Judgement::default())
            })
            .collect();
        let global = moran_tails(&field, Weighting::Binary, &design(Draws::Shared, 49), &unwatched);
        format!("{local:?}{global:?}{:?}", moran(&field, Weighting::RowStandardised))
    });
}
