//! Ranks and their intervals.

use lanterne_observatory::bayes::{Posterior, posteriors};
use lanterne_observatory::rank::{SEED, intervals, rank};
use lanterne_observatory::{Absence, Value};
use proptest::prelude::*;

use crate::strategy::{anything, communes, known};

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
    fn an_interval_of_ranks_is_ordered_and_within_the_ranking((count, people) in communes()) {
        for interval in intervals(&posteriors(&known(&count), &known(&people)), 70, 0.9, SEED) {
            let interval = interval.unwrap();
            prop_assert!(1 <= interval.low && interval.low <= interval.median && interval.median <= interval.high);
            prop_assert!(interval.high <= interval.out_of && interval.out_of as usize == count.len());
        }
    }
}
