//! Ranks and their intervals.

use lanterne_observatory::bayes::{Posterior, posteriors};
use lanterne_observatory::rank::{RankInterval, SEED, intervals, rank};
use lanterne_observatory::{Absence, Value};
use proptest::prelude::*;
use rand_distr::{Distribution, Gamma};
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng, SeedableRng};

use crate::strategy::{absence, anything, communes, figure, known};

#[test]
fn equal_territories_share_the_whole_ranking() {
    let same: Vec<Result<Posterior, Absence>> = vec![Ok(Posterior::Gamma { shape: 20.0, rate: 1_000.0 }); 40];
    for interval in intervals(&same, 2_000, 0.95, SEED) {
        let interval = interval.unwrap();
        assert!(interval.low <= 3 && interval.high >= 38, "{interval:?}");
        assert_eq!(interval.out_of, 40);
    }
}

#[test]
fn where_nothing_tells_them_apart_row_order_does_not_rank() {
    let same: Vec<Result<Posterior, Absence>> = vec![Ok(Posterior::Point(0.002)); 40];
    for interval in intervals(&same, 2_000, 0.95, SEED).into_iter().flatten() {
        assert!(interval.low <= 3 && interval.high >= 38, "{interval:?}");
    }
}

#[test]
fn a_row_draws_the_same_whoever_stands_beside_it() {
    let lone = Ok(Posterior::Gamma { shape: 9.0, rate: 500.0 });
    let far = Ok(Posterior::Gamma { shape: 9e4, rate: 500.0 });
    let absent = Err(Absence::NotPublished);
    let with_absent = intervals(&[lone, absent, far], 500, 0.95, SEED);
    let with_last = intervals(&[lone, far, absent], 500, 0.95, SEED);
    assert_eq!((with_absent[0], with_absent[1]), (with_last[0], None));
}

#[test]
fn another_seed_changes_the_draws_and_hardly_the_interval() {
    let counts: Vec<f64> = (1..=60).map(f64::from).collect();
    let posteriors = posteriors(&known(&counts), &known(&[1_000.0; 60]));
    let (one, other) = (intervals(&posteriors, 2_000, 0.95, 1), intervals(&posteriors, 2_000, 0.95, 2));
    assert_ne!(one, other);
    for (one, other) in one.iter().flatten().zip(other.iter().flatten()) {
        assert!(one.low.abs_diff(other.low) <= 2 && one.high.abs_diff(other.high) <= 2, "{one:?} {other:?}");
    }
}

/// What is known of a row: most often a Gamma law, some of them alike.
fn law() -> impl Strategy<Value = Result<Posterior, Absence>> {
    prop_oneof![
        6 => (0.5..60.0, 100.0..9_000.0).prop_map(|(shape, rate)| Ok(Posterior::Gamma { shape, rate })),
        3 => (1_u32..4).prop_map(|mean| Ok(Posterior::Point(f64::from(mean) / 1024.0))),
        1 => absence().prop_map(Err),
    ]
}

/// The stream of a row: its bytes are two words, seed and row scrambled (the finaliser of SplitMix64).
fn stream(seed: u64, row: u64) -> Pcg64Mcg {
    let mix = |z: u64| {
        let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    };
    let golden = 0x9e37_79b9_7f4a_7c15_u64;
    let first = mix(seed.wrapping_add(row.wrapping_mul(golden)));
    let second = mix(first.wrapping_add(golden) ^ row.rotate_left(32));
    let words = [first.to_le_bytes(), second.to_le_bytes()].concat();
    Pcg64Mcg::from_seed(words.try_into().unwrap())
}

/// One ranking after the other: a row's rank is one more than the number of those drawn above it, lots deciding between equals.
fn literal(rows: &[Result<Posterior, Absence>], draws: usize, confidence: f64, seed: u64) -> Vec<Option<RankInterval>> {
    let drawn: Vec<Option<Vec<(f64, u64)>>> = rows
        .iter()
        .enumerate()
        .map(|(row, law)| {
            let mut stream = stream(seed, row as u64);
            let law = law.ok()?;
            let mut one = || {
                let rate = match law {
                    Posterior::Gamma { shape, rate } => Gamma::new(shape, 1.0 / rate).unwrap().sample(&mut stream),
                    Posterior::Point(mean) => mean,
                };
                (rate, stream.next_u64())
            };
            Some((0..draws).map(|_| one()).collect())
        })
        .collect();
    let out_of = drawn.iter().flatten().count() as u32;
    let interval = |own: &Vec<(f64, u64)>| {
        let rank = |draw: usize| {
            let above = |other: &&Vec<(f64, u64)>| {
                other[draw].0 > own[draw].0 || (other[draw].0 == own[draw].0 && other[draw].1 < own[draw].1)
            };
            1 + drawn.iter().flatten().filter(above).count() as u32
        };
        let mut ranks: Vec<u32> = (0..draws).map(rank).collect();
        ranks.sort_unstable();
        let at = |probability: f64| ranks[(probability * (draws - 1) as f64).round() as usize];
        let tail = (1.0 - confidence) / 2.0;
        RankInterval { low: at(tail), median: at(0.5), high: at(1.0 - tail), out_of }
    };
    drawn.iter().map(|own| own.as_ref().map(interval)).collect()
}

proptest! {
    #[test]
    fn a_rank_is_one_more_than_the_number_of_greater_values(values in prop::collection::vec(anything(), 0..40)) {
        let known = |value: &Value| value.ok().filter(|value| value.is_finite());
        let literal: Vec<Option<u32>> = values
            .iter()
            .map(|value| known(value).map(|value| 1 + values.iter().filter_map(known).filter(|other| *other > value).count() as u32))
            .collect();
        prop_assert_eq!(rank(&values), literal);
    }

    #[test]
    fn a_ranking_knows_neither_unit_nor_names(values in prop::collection::vec(figure((0_u32..40).prop_map(f64::from)), 0..40), by in 0.1..90.0, more in 0.0..9.0) {
        let ranks = rank(&values);
        let other: Vec<Value> = values.iter().map(|value| value.map(|value| more + by * value)).collect();
        prop_assert_eq!(&rank(&other), &ranks);
        let turned: Vec<Value> = values.iter().rev().copied().collect();
        prop_assert!(rank(&turned).iter().rev().eq(&ranks));
    }

    #[test]
    fn an_interval_of_ranks_is_read_on_plain_rankings(rows in prop::collection::vec(law(), 1..9), draws in 1_usize..140, confidence in 0.5..0.99, seed in any::<u64>()) {
        let found = intervals(&rows, draws, confidence, seed);
        prop_assert_eq!(found, literal(&rows, draws, confidence, seed));
    }

    #[test]
    fn an_interval_of_ranks_has_no_unit_and_widens_with_the_confidence(rows in prop::collection::vec(law(), 1..9), confidence in 0.5..0.9, seed in any::<u64>()) {
        let found = intervals(&rows, 90, confidence, seed);
        // A power of two: rates per thousand or so are drawn with the same bits.
        let scaled: Vec<_> = rows.iter().map(|law| law.map(|law| match law {
            Posterior::Gamma { shape, rate } => Posterior::Gamma { shape, rate: rate / 1024.0 },
            Posterior::Point(mean) => Posterior::Point(mean * 1024.0),
        })).collect();
        prop_assert_eq!(&intervals(&scaled, 90, confidence, seed), &found);
        for (narrow, wide) in found.iter().flatten().zip(intervals(&rows, 90, confidence + 0.09, seed).iter().flatten()) {
            prop_assert!(wide.low <= narrow.low && narrow.high <= wide.high && wide.median == narrow.median);
        }
    }

    #[test]
    fn an_interval_of_ranks_is_ordered_and_within_the_ranking((count, people) in communes()) {
        for interval in intervals(&posteriors(&known(&count), &known(&people)), 70, 0.9, SEED) {
            let interval = interval.unwrap();
            prop_assert!(1 <= interval.low && interval.low <= interval.median && interval.median <= interval.high);
            prop_assert!(interval.high <= interval.out_of && interval.out_of as usize == count.len());
        }
    }
}
