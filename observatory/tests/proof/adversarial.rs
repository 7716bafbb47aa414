//! Nothing panics and nothing but numbers comes out, whatever goes in.

use lanterne_observatory::assembly::{EssCount, Flags, Grain, Grouping, assemble, by_section};
use lanterne_observatory::bayes::{posteriors, smooth};
use lanterne_observatory::change::Cause;
use lanterne_observatory::change::ledger::{Restated, ledger, symmetric};
use lanterne_observatory::classes::{Classes, Method, histogram};
use lanterne_observatory::indicator::{Facts, Indicator, Part, Reference, compute};
use lanterne_observatory::interval::{garwood, wilson};
use lanterne_observatory::measure::concentration::herfindahl;
use lanterne_observatory::neighbour::Neighbours;
use lanterne_observatory::neighbour::lambert_93::project;
use lanterne_observatory::neighbour::shared_arc::{self, SharedArc};
use lanterne_observatory::rank::{intervals, rank};
use lanterne_observatory::travel::{Journey, Place, StraightLine, nearest};
use lanterne_observatory::white_zone::grid::Grid;
use lanterne_observatory::white_zone::stability::{at_other_level, over_levels, together};
use lanterne_observatory::white_zone::{Parameters, accompagnement, foyer_froid, offre};
use lanterne_observatory::{Absence, Famille, Perimetre, Section, Value};
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

/// A row that may be nobody's, or beyond all of them.
fn unit() -> impl Strategy<Value = Option<u32>> {
    prop::option::of(prop_oneof![4 => 0_u32..9, 1 => Just(u32::MAX)])
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
    fn a_stability_is_a_share_whatever_the_grid(a in column(), b in column(), reference in anything(), values in prop::collection::vec(any::<f64>(), 0..9), years in prop::collection::vec(any::<u32>(), 0..5),
                                                group in prop::collection::vec(prop::option::of(0_usize..9), 0..30)) {
        let grid = Grid { reference_share: values.clone(), probability: values.clone(), minutes: values.clone(), far_share: values.clone(), alpha: values, years };
        let journeys: Vec<Journey> = a.iter().map(|&minutes| Journey { minutes, distance_km: None, site: Some(0) }).collect();
        let spots = foyer_froid::spots(&a, &b, &Neighbours::from_pairs(a.len(), (0..40).map(|row| (row, row + 1))));
        let tallies = [offre::tally(&posteriors(&a, &b), reference, &grid), accompagnement::tally(&journeys, &b, &group, 5, &grid), foyer_froid::tally(&spots, &grid)];
        let share = |share: f64| (0.0..=1.0).contains(&share);
        for tally in &tallies {
            for row in 0..tally.len() + 1 {
                prop_assert!(tally.stability(row).is_err() || tally.stability(row).is_ok_and(|stability| share(stability.share())));
            }
            for elsewhere in at_other_level(tally, &b, &group, 5) {
                prop_assert!(elsewhere.is_err() || elsewhere.is_ok_and(share));
            }
        }
        for stability in together(&[&tallies[0], &tallies[1], &tallies[2]]) {
            prop_assert!(stability.is_err() || stability.is_ok_and(|stability| share(stability.share())));
        }
        for (own, other) in a.iter().zip(&b) {
            let both = over_levels(*own, *other);
            prop_assert!(both.is_err() || both.is_ok_and(|both| both.is_finite() && both >= 0.0), "{own:?} {other:?}");
        }
    }

    #[test]
    fn a_symmetric_account_is_finite_or_absent(figures in prop::collection::vec(anything(), 16)) {
        let place = |restated: Restated| Cause::ALL.iter().enumerate().filter(|(_, cause)| restated.is_after(**cause)).map(|(bit, _)| 1 << bit).sum::<usize>();
        let accounts = [symmetric(|restated| figures[place(restated)]), ledger(figures[0], &[(Cause::Cog, figures[1]), (Cause::Source, figures[2]), (Cause::Real, figures[3])])];
        for account in accounts.into_iter().flatten() {
            prop_assert!(account.before.is_finite() && account.after.is_finite(), "{account:?}");
            prop_assert!(account.entries.iter().all(|entry| entry.amount.is_finite()), "{account:?}");
        }
    }

    #[test]
    fn a_projected_place_is_finite_or_was_none(lon in any::<f64>(), lat in any::<f64>(), (near_lon, near_lat) in (-180.0..180.0, -89.0..89.0)) {
        let sensible = |lat: f64| lat.abs() < 89.0 && lon.abs() <= 180.0;
        prop_assert!(project(lon, lat).iter().all(|metres| metres.is_finite()) || !sensible(lat), "{lon} {lat}");
        let [x, y] = project(near_lon, near_lat);
        prop_assert!(x.is_finite() && y.is_finite() && x.hypot(y) < 1e10, "{near_lon} {near_lat}");
        prop_assert!(project(f64::NAN, lat)[0].is_nan() && project(lon, f64::NAN)[1].is_nan());
    }

    #[test]
    fn arcs_of_nobody_and_of_nowhere_make_no_neighbour(
        arcs in prop::collection::vec(([0_u8..5, 0_u8..5], [unit(), unit()]), 0..14), units in 0_usize..8
    ) {
        let arcs: Vec<SharedArc<u8>> = arcs.into_iter().map(|(ends, sides)| SharedArc { ends, sides }).collect();
        let (rook, queen) = (shared_arc::rook(units, &arcs), shared_arc::queen(units, &arcs));
        let has = |arc: &SharedArc<u8>, unit: usize| arc.sides.iter().flatten().any(|side| *side as usize == unit);
        for (one, other) in (0..units).flat_map(|one| (0..units).map(move |other| (one, other))) {
            let beside = one != other && arcs.iter().any(|arc| has(arc, one) && has(arc, other));
            let meet = |a: &SharedArc<u8>, b: &SharedArc<u8>| a.ends.iter().any(|end| b.ends.contains(end));
            let around = one != other && arcs.iter().any(|a| has(a, one) && arcs.iter().any(|b| has(b, other) && meet(a, b)));
            prop_assert_eq!(rook.of(one).contains(&(other as u32)), beside);
            prop_assert_eq!(queen.of(one).contains(&(other as u32)), around);
        }
        prop_assert_eq!((rook.len(), queen.len()), (units, units));
    }

    #[test]
    fn sections_are_all_there_whatever_is_counted(rows in prop::collection::vec((any::<u32>(), prop::option::of(prop::sample::select(Section::ALL)), any::<f64>(), any::<bool>()), 0..12), covered in prop::collection::vec(any::<bool>(), 0..4)) {
        let flags = Flags { loi_2014: true, ..Flags::default() };
        let count = |&(commune, section, jobs, whole): &(u32, Option<Section>, f64, bool)| EssCount {
            commune: commune % 6, famille: Famille::Association, section, flags, establishments: if whole { 1.0 } else { jobs }, jobs, jobs_low: jobs, jobs_high: jobs,
        };
        let grain = Grain { ess: rows.iter().map(count).collect(), covered, ..Grain::default() };
        let sections = by_section(&grain, Perimetre::Loi2014, |commune| commune != 3);
        prop_assert!(sections.iter().map(|section| section.0).eq(Section::ALL.iter().copied()));
        for (section, establishments, jobs) in sections {
            let here: Vec<&EssCount> = grain.ess.iter().filter(|count| {
                count.section == Some(section) && count.commune != 3 && grain.covered.get(count.commune as usize) == Some(&true)
            }).collect();
            if here.iter().all(|count| count.jobs.is_finite() && count.jobs >= 0.0) {
                let sum = |of: fn(&EssCount) -> f64| here.iter().map(|count| of(count)).fold(0.0, |sum, own| sum + own);
                prop_assert_eq!((establishments, jobs), (sum(|count| count.establishments), sum(|count| count.jobs)));
            }
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
