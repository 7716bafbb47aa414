//! Questions beyond what there is are answered with nothing, and sums of anything with numbers or absences.

use lanterne_observatory::assembly::{EconomyCount, EssCount, Flags, Grain, Grouping, assemble};
use lanterne_observatory::autocorrelation::join_counts;
use lanterne_observatory::autocorrelation::permutation::Table;
use lanterne_observatory::bayes::Posterior;
use lanterne_observatory::classes::{Classes, MOST_CLASSES};
use lanterne_observatory::neighbour::Neighbours;
use lanterne_observatory::neighbour::plane::pairs_within;
use lanterne_observatory::rank::{RankInterval, intervals};
use lanterne_observatory::{Absence, Famille, Perimetre};
use proptest::prelude::*;

use crate::strategy::anything;

/// Anything, and what is hardest: next to no confidence, and next to certainty.
fn confidence() -> impl Strategy<Value = f64> {
    let hardly = (-20.0..0.0).prop_map(|exponent| 10.0_f64.powf(exponent));
    let nearly = (0_u64..99).prop_map(|steps| f64::from_bits(1.0_f64.to_bits() - steps));
    prop_oneof![any::<f64>(), hardly, nearly]
}

proptest! {
    #[test]
    fn sums_of_anything_are_quantities_or_absences(ground in prop::collection::vec((anything(), anything(), any::<bool>()), 0..9),
                                                   counts in prop::collection::vec((0_u32..11, any::<[f64; 4]>()), 0..20)) {
        let ess = |&(commune, [establishments, jobs, jobs_low, jobs_high]): &(u32, [f64; 4])| EssCount {
            commune, famille: Famille::Association, section: None, flags: Flags { loi_2014: true, ..Flags::default() },
            establishments, jobs, jobs_low, jobs_high,
        };
        let economy = |&(commune, [establishments, jobs, ..]): &(u32, [f64; 4])| EconomyCount { commune, section: None, establishments, jobs };
        let grain = Grain {
            population: ground.iter().map(|row| row.0).collect(), area_km2: ground.iter().map(|row| row.1).collect(),
            covered: ground.iter().map(|row| row.2).collect(), ess: counts.iter().map(ess).collect(), economy: counts.iter().map(economy).collect(),
        };
        let whole = assemble(&grain, &Grouping::of_communes(ground.len(), |_| true), Perimetre::Loi2014);
        let mut columns = vec![whole.population, whole.area_km2, whole.establishments, whole.jobs, whole.jobs_low, whole.jobs_high,
                               whole.all_establishments, whole.all_jobs];
        columns.extend(whole.familles.into_iter().flat_map(|famille| [famille.establishments, famille.jobs]));
        for value in columns.into_iter().flatten().flatten() {
            prop_assert!(value.is_finite() && value >= 0.0, "{value}");
        }
    }

    #[test]
    fn an_interval_of_a_rate_is_of_a_probability(confidence in confidence(), mean in 0.0..9.0) {
        for posterior in [Posterior::Point(mean), Posterior::Gamma { shape: 1.0 + mean, rate: 2.0 }] {
            let interval = posterior.interval(confidence);
            prop_assert_eq!(interval.is_some(), (0.0..1.0).contains(&confidence));
            prop_assert!(interval.is_none_or(|interval| interval.low <= interval.high));
        }
    }

    #[test]
    fn breaks_by_hand_are_the_same_said_twice(by_hand in prop::collection::vec(0.0..50.0, 0..20)) {
        let values = [Ok(-1.0), Ok(60.0)];
        let twice: Vec<f64> = by_hand.iter().chain(&by_hand).copied().collect();
        let (once, twice) = (Classes::with_breaks(&values, &by_hand, None), Classes::with_breaks(&values, &twice, None));
        prop_assert!(once.breaks.len() <= MOST_CLASSES + 1);
        prop_assert_eq!(once, twice);
    }
}

#[test]
fn beyond_the_last_there_is_nothing() {
    let pairs = pairs_within(&[[0.0, 0.0]], &[[3.0, 4.0]], 5.0);
    assert_eq!(
        (pairs.of(0), pairs.of(1), pairs.of(usize::MAX)),
        ((&[0][..], &[5.0][..]), (&[][..], &[][..]), (&[][..], &[][..]))
    );
    let table = Table::given(4, 2, vec![0, 1, 2, 0]).unwrap();
    assert_eq!((table.rows(0..2), table.rows(1..9), table.rows(5..9)), (vec![0, 1, 2, 0], vec![2, 0], vec![]));
    let seeded = Table::seeded(4, 2, 3, 7);
    assert_eq!(seeded.rows(0..9), seeded.rows(0..3));
}

#[test]
fn draws_asked_without_measure_are_not_taken() {
    let ranks = intervals(&[Ok(Posterior::Point(1.0)), Err(Absence::Secret)], usize::MAX, 0.95, 1);
    assert_eq!(ranks, [Some(RankInterval { low: 1, median: 1, high: 1, out_of: 1 }), None]);
}

#[test]
fn who_has_no_neighbour_is_said_in_the_rows_of_the_caller() {
    let pair = Neighbours::from_pairs(4, [(1, 3), (3, 1)]);
    let counts = join_counts(&[Err(Absence::Secret), Ok(true), Ok(false), Ok(true)], &pair).unwrap();
    assert_eq!((counts.units, counts.islands, counts.both.count), (3, vec![2], 1.0));
}
