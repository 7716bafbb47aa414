//! Nothing panics and nothing but numbers comes out, whatever goes in.

use lanterne_observatory::assembly::{Grain, Grouping, assemble};
use lanterne_observatory::bayes::{posteriors, smooth};
use lanterne_observatory::classes::{Classes, Method, histogram};
use lanterne_observatory::indicator::{Facts, Indicator, Part, Reference, compute};
use lanterne_observatory::interval::{garwood, wilson};
use lanterne_observatory::measure::concentration::herfindahl;
use lanterne_observatory::rank::{intervals, rank};
use lanterne_observatory::travel::{Journey, Place, StraightLine, nearest};
use lanterne_observatory::white_zone::{Parameters, accompagnement, offre};
use lanterne_observatory::{Absence, Famille, Perimetre, Value};
use proptest::prelude::*;

use crate::strategy::anything;

fn column() -> impl Strategy<Value = Vec<Value>> {
    prop_oneof![
        6 => prop::collection::vec(anything(), 0..24),
        1 => anything().prop_map(|value| vec![value; 12]),
        1 => Just(Vec::new()),
    ]
}

fn parameters() -> impl Strategy<Value = Parameters> {
    (any::<[f64; 5]>(), any::<u32>()).prop_map(|([reference_share, probability, minutes, far_share, alpha], years)| {
        Parameters { reference_share, probability, minutes, far_share, alpha, years }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn an_indicator_is_finite_or_absent(a in column(), b in column(), c in column(), d in column(), r in anything(), s in anything()) {
        let reference = Reference { establishments: r, population: s, jobs: r, all_jobs: s, ..Reference::default() };
        let familles = vec![Part { key: Famille::Mutuelle, establishments: &a, jobs: &b }];
        let facts = Facts {
            population: &a, area_km2: &b, establishments: &c, jobs: &d, jobs_low: &a, jobs_high: &c, all_establishments: &b,
            all_jobs: &a, familles, reference
        };
        for indicator in Indicator::ALL {
            let estimates = compute(*indicator, &facts);
            prop_assert_eq!(estimates.len(), facts.rows());
            for estimate in estimates {
                prop_assert!(estimate.value.is_err() || estimate.value.is_ok_and(f64::is_finite), "{} {:?}", indicator, estimate);
                for end in [estimate.low, estimate.high, estimate.smoothed].into_iter().flatten() {
                    prop_assert!(end.is_finite(), "{} {:?}", indicator, estimate);
                }
            }
        }
    }

    #[test]
    fn an_interval_is_finite_or_none(count in any::<f64>(), trials in any::<f64>(), confidence in any::<f64>(), small in 0.0..1.0) {
        for confidence in [confidence, small] {
            for interval in [garwood(count, confidence), garwood(count.abs() % 1e7, confidence), wilson(count, trials, confidence)].into_iter().flatten() {
                prop_assert!(interval.low.is_finite() && interval.high.is_finite() && interval.low <= interval.high);
            }
        }
    }

    #[test]
    fn a_white_zone_is_tested_or_not_available(a in column(), b in column(), reference in anything(), parameters in parameters(),
                                              group in prop::collection::vec(prop::option::of(0_usize..9), 0..30)) {
        for offre in offre::test(&a, &b, reference, parameters) {
            prop_assert!(offre.probability.is_none_or(|probability| (0.0..=1.0).contains(&probability)));
        }
        let journeys: Vec<Journey> = a.iter().map(|&minutes| Journey { minutes, distance_km: None, site: Some(0) }).collect();
        for tested in accompagnement::test(&journeys, &b, &group, 5, parameters) {
            prop_assert!(tested.far_share.is_err() || tested.far_share.is_ok_and(|share| (0.0..=1.0).contains(&share)));
        }
    }

    #[test]
    fn classes_hold_what_is_finite(values in column(), count in 0_usize..40, method in prop::sample::select(Method::ALL), reference in any::<f64>()) {
        let classes = Classes::of(&values, count, method, Some(reference));
        prop_assert!(classes.breaks.iter().all(|edge| edge.is_finite()));
        prop_assert!(classes.breaks.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", classes.breaks);
        for (value, class) in values.iter().zip(&classes.class) {
            prop_assert_eq!(value.is_ok_and(f64::is_finite), class.is_some(), "{:?} in {:?}", value, classes.breaks);
        }
        let counted: usize = histogram(&values, &classes, count).iter().map(|bin| bin.count).sum();
        prop_assert_eq!(counted, classes.class.iter().flatten().count());
    }

    #[test]
    fn rates_ranks_and_concentration_never_panic(a in column(), b in column(), seed in any::<u64>(), confidence in any::<f64>()) {
        prop_assert_eq!(rank(&a).len(), a.len());
        prop_assert!(herfindahl(&a).is_err() || herfindahl(&a).is_ok_and(|index| index.is_finite()));
        prop_assert!(smooth(&a, &b).iter().all(|rate| rate.is_err() || rate.is_ok_and(f64::is_finite)));
        let drawn = intervals(&posteriors(&a, &b), 9, confidence, seed);
        prop_assert_eq!(drawn.len(), a.len().max(b.len()));
    }

    #[test]
    fn a_journey_is_finite_or_absent(lon in any::<f64>(), lat in any::<f64>(), density in any::<f64>(), constant in any::<f64>()) {
        let wild = Some(Place { lon, lat, density: Some(density) });
        let tame = Some(Place { lon: 2.0, lat: 50.0, density: None });
        let models = [StraightLine::default(), StraightLine { detour: constant, fixed_min: constant, dense_kmh: constant, ..StraightLine::default() }];
        for model in models {
            for journey in nearest(&[wild, tame, None], &[tame, wild, None], &model) {
                prop_assert!(journey.minutes.is_err() || journey.minutes.is_ok_and(|minutes| minutes.is_finite() && minutes >= 0.0));
            }
        }
    }
}

#[test]
fn nothing_gives_nothing() {
    let facts = Facts::default();
    assert!(Indicator::ALL.iter().all(|indicator| compute(*indicator, &facts).is_empty()));
    assert!(offre::test(&[], &[], Ok(1.0), Parameters::default()).is_empty());
    assert!(intervals(&[], 100, 0.95, 0).is_empty());
    assert_eq!(herfindahl(&[]), Err(Absence::Nil));
    let columns = assemble(&Grain::default(), &Grouping::of_communes(0, |_| true), Perimetre::Loi2014);
    assert_eq!(columns.establishments, [Err(Absence::NotPublished)]);
}
