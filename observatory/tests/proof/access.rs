//! Access over a table of journeys: twins, conservation, what another site or a longer reach may do.

use lanterne_observatory::access::{
    Age, Apl, Catchment, Decay, Share, apl, mean, nearest, nearest_by_scheme, potential, standardised, two_step, within,
};
use lanterne_observatory::travel::{Active, Journey, Times, during};
use lanterne_observatory::{Absence, Value};
use proptest::prelude::*;

use crate::strategy::{anything, known, near};
use crate::threads::same_bits;

pub(crate) const SITES: usize = 7;

/// Minutes between 0 and 60 by halves, so that bounds are met; a quarter of the journeys cannot be made.
pub(crate) fn matrix() -> impl Strategy<Value = Vec<Vec<Option<f64>>>> {
    let minutes = prop::option::weighted(0.75, (0_u32..120).prop_map(|half| f64::from(half) / 2.0));
    prop::collection::vec(prop::collection::vec(minutes, SITES), 1..25)
}

pub(crate) fn times(matrix: &[Vec<Option<f64>>]) -> Times {
    let row = |row: &Vec<Option<f64>>| {
        Ok(row.iter().enumerate().filter_map(|(site, minutes)| Some((site as u32, (*minutes)?))).collect())
    };
    Times::from_rows(SITES, matrix.iter().map(row).collect())
}

pub(crate) fn decay() -> impl Strategy<Value = Decay> {
    prop_oneof![
        (0.0..50.0).prop_map(|reach| Decay::threshold(reach).unwrap()),
        Just(Decay::luo_qi()),
        Just(Decay::barlet()),
        (1.0..40.0, 5.0..60.0).prop_map(|(sigma, reach)| Decay::gaussian(sigma).unwrap().within(reach).unwrap()),
        (1.0..60.0).prop_map(|reach| Decay::bounded_gaussian(reach).unwrap()),
        (1.0..60.0).prop_map(|scale| Decay::exponential(scale).unwrap()),
        (1.0..60.0, 0.1..3.0).prop_map(|(scale, exponent)| Decay::power(scale, exponent, 0.5).unwrap()),
        (0.0..25.0).prop_map(|reach| Decay::luo_qi().within(reach).unwrap()),
    ]
}

pub(crate) fn people(rows: usize) -> Vec<f64> {
    (0..rows).map(|row| ((row * 37) % 400) as f64).collect()
}

pub(crate) fn supply() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(0.0..9.0, SITES)
}

/// Both steps as the papers write them.
fn literal(matrix: &[Vec<Option<f64>>], decay: &Decay, people: &[f64], supply: &[f64]) -> Vec<f64> {
    let weight = |minutes: Option<f64>| minutes.map_or(0.0, |minutes| decay.weight(minutes));
    let ratio: Vec<f64> = (0..SITES)
        .map(|site| {
            let asked: f64 = matrix.iter().zip(people).map(|(row, people)| weight(row[site]) * people).sum();
            if asked > 0.0 { supply[site] / asked } else { 0.0 }
        })
        .collect();
    matrix.iter().map(|row| row.iter().zip(&ratio).map(|(&minutes, ratio)| weight(minutes) * ratio).sum()).collect()
}

fn column() -> impl Strategy<Value = Vec<Value>> {
    prop::collection::vec(anything(), 0..12)
}

proptest! {
    #[test]
    fn two_steps_are_those_of_the_papers(matrix in matrix(), decay in decay(), supply in supply()) {
        let people = people(matrix.len());
        let found = two_step(&times(&matrix), &decay, &known(&people), &known(&supply)).access;
        for (found, literal) in found.iter().zip(literal(&matrix, &decay, &people, &supply)) {
            prop_assert!(near(found.unwrap(), literal, 1e-12), "{:?} is not {}", found, literal);
        }
    }

    #[test]
    fn what_is_offered_is_shared_out_and_nothing_more(matrix in matrix(), decay in decay(), supply in supply()) {
        let (people, times) = (people(matrix.len()), times(&matrix));
        let reached = two_step(&times, &decay, &known(&people), &known(&supply));
        let given: f64 = reached.access.iter().zip(&people).map(|(access, people)| access.unwrap() * people).sum();
        let held: f64 = reached.ratio.iter().zip(&supply).filter(|site| site.0.is_ok()).map(|site| site.1).sum();
        prop_assert!((given - held).abs() <= 1e-9 * held.max(1.0), "{} of {}", given, held);
    }

    #[test]
    fn twice_the_people_halve_the_access_and_twice_the_supply_doubles_it(matrix in matrix(), decay in decay(), supply in supply(), by in 0.01..90.0) {
        let (people, times) = (people(matrix.len()), times(&matrix));
        let scaled = |numbers: &[f64], by: f64| known(&numbers.iter().map(|number| number * by).collect::<Vec<_>>());
        let access = |people: f64, offer: f64, column: &[f64]| two_step(&times, &decay, &scaled(column, people), &scaled(&supply, offer)).access;
        let (one, crowded, rich) = (access(1.0, 1.0, &people), access(by, 1.0, &people), access(1.0, by, &people));
        for ((one, crowded), rich) in one.iter().zip(crowded).zip(rich) {
            prop_assert!(near(one.unwrap(), crowded.unwrap() * by, 1e-9) && near(one.unwrap() * by, rich.unwrap(), 1e-9));
        }
    }

    #[test]
    fn another_site_takes_nothing_from_anyone(matrix in matrix(), decay in decay(), supply in supply(), closed in 0..SITES) {
        let (people, times) = (known(&people(matrix.len())), times(&matrix));
        let open: Vec<bool> = (0..SITES).map(|site| site != closed).collect();
        let (without, with) = (Active::Only(&open).masked(&known(&supply)), known(&supply));
        let (before, after) = (two_step(&times, &decay, &people, &without).access, two_step(&times, &decay, &people, &with).access);
        let (before_all, after_all) = (potential(&times, &decay, &without), potential(&times, &decay, &with));
        for (before, after) in before.iter().chain(&before_all).zip(after.iter().chain(&after_all)) {
            prop_assert!(after.unwrap() >= before.unwrap() * (1.0 - 1e-12));
        }
        for (before, after) in nearest(&times, Active::Only(&open)).iter().zip(nearest(&times, Active::All)) {
            if let Ok(minutes) = before.minutes {
                prop_assert!(after.minutes.unwrap() <= minutes);
            }
        }
    }

    #[test]
    fn sites_in_another_order_change_nothing(matrix in matrix(), decay in decay(), supply in supply(), turn in 0..SITES) {
        let turned = |row: &Vec<Option<f64>>| { let mut row = row.clone(); row.rotate_left(turn); row };
        let (here, there) = (times(&matrix), times(&matrix.iter().map(turned).collect::<Vec<_>>()));
        let (people, mut offered) = (known(&people(matrix.len())), supply.clone());
        offered.rotate_left(turn);
        let (one, other) = (two_step(&here, &decay, &people, &known(&supply)).access, two_step(&there, &decay, &people, &known(&offered)).access);
        for (one, other) in one.iter().zip(other) {
            prop_assert!(near(one.unwrap(), other.unwrap(), 1e-12));
        }
        let minutes = |times: &Times| nearest(times, Active::All).into_iter().map(|journey| journey.minutes).collect::<Vec<_>>();
        prop_assert_eq!(minutes(&here), minutes(&there));
    }

    #[test]
    fn a_choice_among_sites_is_that_of_the_paper(matrix in matrix(), decay in decay(), supply in supply()) {
        // Wan, Zou & Sternberg: the weight of a journey is w·G, G = w/Σw.
        let (people, times) = (people(matrix.len()), times(&matrix));
        let found = Catchment::of_choices(&times, &decay, Active::All).two_step(&known(&people), &known(&supply)).access;
        let weight = |minutes: Option<f64>| minutes.map_or(0.0, |minutes| decay.weight(minutes));
        let chosen: Vec<Vec<f64>> = matrix.iter().map(|row| {
            let sum: f64 = row.iter().map(|&minutes| weight(minutes)).sum();
            row.iter().map(|&minutes| if sum > 0.0 { weight(minutes) * weight(minutes) / sum } else { 0.0 }).collect()
        }).collect();
        for (row, found) in chosen.iter().zip(&found) {
            let literal: f64 = (0..SITES).map(|site| {
                let asked: f64 = chosen.iter().zip(&people).map(|(row, people)| row[site] * people).sum();
                if asked > 0.0 { row[site] * supply[site] / asked } else { 0.0 }
            }).sum();
            // A bell far out is so near zero that its square has hardly a digit left.
            prop_assert!(literal < 1e-100 || near(found.unwrap(), literal, 1e-9), "{:?} is not {}", found, literal);
        }
    }

    #[test]
    fn the_nearest_site_is_the_least_of_its_row(matrix in matrix(), open in prop::collection::vec(any::<bool>(), SITES)) {
        let times = times(&matrix);
        let found = nearest_by_scheme(&times, &[Active::All, Active::Only(&open)]);
        for (scheme, column) in [vec![true; SITES], open].into_iter().enumerate() {
            let any = (0..SITES).any(|site| column[site]);
            for (row, journey) in matrix.iter().zip(&found[scheme]) {
                let least = (0..SITES).filter(|&site| column[site]).filter_map(|site| Some((row[site]?, site)))
                    .min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
                let reason = if any { Absence::Nil } else { Absence::NotPublished };
                prop_assert_eq!(journey.minutes, least.map(|least| least.0).ok_or(reason));
                prop_assert_eq!(journey.site, least.map(|least| least.1));
            }
        }
    }

    #[test]
    fn a_share_grows_with_the_minutes_and_its_bounds_hold_it(matrix in matrix(), unknown in prop::collection::vec(any::<bool>(), 25), t in 0.0..40.0, more in 0.0..30.0) {
        let mut journeys = nearest(&times(&matrix), Active::All);
        let count = known(&people(matrix.len()));
        let group: Vec<Option<usize>> = (0..matrix.len()).map(|row| Some(row % 3)).collect();
        let truth = within(&journeys, &count, &group, 3, &[t, t + more]);
        for (journey, &unknown) in journeys.iter_mut().zip(&unknown) {
            if unknown { *journey = Journey::absent(Absence::Secret); }
        }
        let found = within(&journeys, &count, &group, 3, &[t, t + more]);
        for territory in 0..3 {
            for at in 0..2 {
                let (truth, found): (Share, Share) = (truth[at][territory], found[at][territory]);
                prop_assert_eq!(truth.known.is_err(), found.least.is_err());
                if let (Ok(truth), Ok(least), Ok(most)) = (truth.known, found.least, found.most) {
                    prop_assert!(least <= truth + 1e-12 && truth <= most + 1e-12 && (0.0..=1.0).contains(&most));
                }
            }
            if let (Ok(near), Ok(far)) = (truth[0][territory].known, truth[1][territory].known) {
                prop_assert!(near <= far);
            }
        }
    }

    #[test]
    fn a_standardised_population_keeps_its_total(young in prop::collection::vec(1_u32..900, 1..20), need in 0.1..5.0) {
        let young: Vec<f64> = young.into_iter().map(f64::from).collect();
        let old: Vec<f64> = young.iter().rev().map(|people| people * 0.3).collect();
        let (a, b) = (known(&young), known(&old));
        let found = standardised(&[Age { people: &a, need: 1.0 }, Age { people: &b, need }]);
        let sum: f64 = found.iter().map(|need| need.unwrap()).sum();
        prop_assert!(near(sum, young.iter().chain(&old).sum(), 1e-9));
    }

    #[test]
    fn the_mean_access_of_parts_is_that_of_the_whole(access in prop::collection::vec(0.0..90.0, 1..30)) {
        let (values, weights) = (known(&access), known(&people(access.len()).iter().map(|people| people + 1.0).collect::<Vec<_>>()));
        let group: Vec<Option<usize>> = (0..access.len()).map(|row| Some(row % 4)).collect();
        let parts = mean(&values, &weights, &group, 4);
        let part_weight = |part: usize| (0..access.len()).filter(|row| row % 4 == part).map(|row| weights[row].unwrap()).sum::<f64>();
        let part_weights: Vec<Value> = (0..4).map(|part| Ok(part_weight(part))).collect();
        let whole = mean(&values, &weights, &vec![Some(0); access.len()], 1)[0].unwrap();
        prop_assert!(near(mean(&parts, &part_weights, &[Some(0); 4], 1)[0].unwrap(), whole, 1e-12));
    }

    #[test]
    fn whatever_goes_in_a_number_or_an_absence_comes_out(
        rows in prop::collection::vec(prop_oneof![6 => prop::collection::vec((0_u32..9, any::<f64>()), 0..9).prop_map(Ok), 1 => Just(Err(Absence::Secret))], 0..12),
        a in column(), b in column(), decay in decay(), wild in any::<f64>(), group in prop::collection::vec(prop::option::of(0_usize..9), 0..15)
    ) {
        let times = Times::from_rows(SITES, rows);
        let reached = two_step(&times, &decay, &a, &b);
        let choices = Catchment::of_choices(&times, &decay, Active::Only(&[true, false])).two_step(&a, &b);
        let ages = [Age { people: &a, need: wild }, Age { people: &b, need: 1.0 }];
        let official = apl(&times, &a, &b, &Apl { per: wild, decay: decay.clone() });
        let journeys = nearest(&times, Active::Only(&[true]));
        let shares = within(&journeys, &a, &group, 5, &[wild, 3.0]).concat();
        let columns = [
            reached.access, reached.ratio, choices.access, choices.ratio, official, standardised(&ages), potential(&times, &decay, &b),
            mean(&a, &b, &group, 5), journeys.iter().map(|journey| journey.minutes).collect(),
            shares.iter().flat_map(|share| [share.known, share.least, share.most]).collect(),
        ];
        prop_assert!(columns.iter().flatten().all(|value| value.is_err() || value.is_ok_and(|number| number.is_finite() && number >= 0.0)), "{:?}", columns);
        prop_assert_eq!(columns[0].len(), times.origins());
        for (origin, access) in columns[0].iter().enumerate() {
            prop_assert!(access.is_err() || times.of(origin).is_ok());
        }
    }

    #[test]
    fn a_decay_has_sense_or_is_refused_in_french(a in any::<f64>(), b in any::<f64>(), c in any::<f64>(), distance in any::<f64>()) {
        let asked = [
            Decay::threshold(a), Decay::bands(&[(a, b), (b, c)]), Decay::gaussian(a), Decay::bounded_gaussian(a), Decay::exponential(a),
            Decay::power(a, b, c), Decay::luo_qi().within(a), Decay::bands(&[]), Decay::power(a.abs() % 60.0 + 1.0, b.abs() % 3.0 + 0.1, c.abs() % 5.0 + 0.1),
        ];
        for decay in asked {
            match decay {
                Ok(decay) => {
                    let (near, far) = (decay.weight(distance), decay.weight(distance * 2.0));
                    prop_assert!(near.is_finite() && near >= 0.0 && (distance < 0.0 || !distance.is_finite() || far <= near), "{:?} {} {}", decay, near, far);
                    prop_assert_eq!(decay.weight(f64::NAN), 0.0);
                }
                Err(error) => prop_assert!(error.to_string().contains("attendu"), "{}", error),
            }
        }
    }
}

#[test]
fn who_is_absent_asks_nothing_and_keeps_the_reason() {
    let times = Times::from_rows(
        2,
        vec![Ok(vec![(0, 5.0), (1, 5.0)]), Ok(vec![(0, 5.0)]), Err(Absence::NotSignificant), Ok(vec![(1, 5.0)])],
    );
    let people = [Ok(100.0), Err(Absence::Secret), Ok(50.0), Ok(0.0)];
    let reached = two_step(&times, &Decay::threshold(10.0).unwrap(), &people, &[Ok(2.0), Err(Absence::NotPublished)]);
    assert_eq!(reached.access, [Ok(0.02), Err(Absence::Secret), Err(Absence::NotSignificant), Ok(0.0)]);
    assert_eq!(reached.ratio, [Ok(0.02), Err(Absence::NotPublished)]);
}

#[test]
fn going_is_not_coming_back() {
    let there = [[0.0, 12.0], [35.0, 0.0]];
    let times = Times::from_rows(2, there.iter().map(|row| Ok(vec![(0, row[0]), (1, row[1])])).collect());
    let only = Active::Only(&[true, false]);
    assert_eq!(nearest(&times, only)[1].minutes, Ok(35.0));
    assert_eq!(nearest(&times.by_site(), only)[1].minutes, Ok(12.0));
}

#[test]
fn a_site_counts_from_its_opening_to_its_closing() {
    let opened = [None, Some(2020), Some(2024), Some(2021)];
    let closed = [Some(2019), None, None, Some(2022)];
    assert_eq!(during(&opened, &closed, 2020, 2023), [false, true, false, true]);
    assert_eq!(during(&opened, &closed, 2019, 2019), [true, false, false, false]);
}

#[test]
fn access_gives_the_same_bits_on_any_number_of_threads() {
    let minutes = |origin: u32, site: u32| f64::from((origin * 7 + site * 13) % 97) / 1.7;
    let row = |origin: u32| Ok((0..40).map(|site| (site, minutes(origin, site))).collect());
    let times = Times::from_rows(40, (0..20_000).map(row).collect());
    let people: Vec<Value> = (0..20_000).map(|row| Ok(f64::from(row % 977) / 3.0)).collect();
    let supply: Vec<Value> = (0..40).map(|site| Ok(f64::from(site) / 7.0)).collect();
    same_bits(|| {
        let steps = two_step(&times, &Decay::luo_qi(), &people, &supply);
        let bell = two_step(&times, &Decay::gaussian(9.0).unwrap(), &people, &supply);
        let choices = Catchment::of_choices(&times, &Decay::luo_qi(), Active::All).two_step(&people, &supply);
        let journeys = nearest(&times, Active::All);
        let shares = within(&journeys, &people, &vec![Some(0); 20_000], 1, &[1.0, 5.0]);
        format!("{steps:?}{bell:?}{choices:?}{journeys:?}{shares:?}")
    });
}
