//! What is within reach: shares of a territory, potential, APL, need by age, means: literal twins and what must hold of each.

use lanterne_observatory::access::{Age, Apl, Decay, mean, potential, standardised, within};
use lanterne_observatory::travel::Journey;
use lanterne_observatory::{Absence, Value};
use proptest::prelude::*;

use crate::access::{SITES, decay, matrix, people, supply, times};
use crate::strategy::{absence, figure, known, near};

/// Minutes by halves, a count, the territory (3 is none of the three).
type Commune = (Value, Value, Option<usize>);

fn commune() -> impl Strategy<Value = Commune> {
    let minutes =
        prop_oneof![8 => (0_u32..120).prop_map(|half| Ok(f64::from(half) / 2.0)), 3 => absence().prop_map(Err)];
    (minutes, figure((0_u32..300).prop_map(f64::from)), prop::option::weighted(0.9, 0_usize..4))
}

fn columns(communes: &[Commune]) -> (Vec<Journey>, Vec<Value>, Vec<Option<usize>>) {
    let journeys = communes.iter().map(|row| Journey { minutes: row.0, distance_km: None, site: None }).collect();
    (journeys, communes.iter().map(|row| row.1).collect(), communes.iter().map(|row| row.2).collect())
}

/// Reasons of the cells that have one, the one that binds most.
fn binding(cells: impl Iterator<Item = Value>) -> Option<Absence> {
    cells.filter_map(Result::err).reduce(Absence::with)
}

proptest! {
    #[test]
    fn a_share_within_reach_is_counted_by_hand(communes in prop::collection::vec(commune(), 0..20), t in (0_u32..120).prop_map(|half| f64::from(half) / 2.0)) {
        let (journeys, count, group) = columns(&communes);
        for (territory, found) in within(&journeys, &count, &group, 3, &[t])[0].iter().enumerate() {
            let here: Vec<&Commune> = communes.iter().filter(|row| row.2 == Some(territory)).collect();
            // As if all whose distance is unknown were where `place` says; `None` leaves them out.
            let share = |place: Option<f64>| -> (f64, f64) {
                let (mut reached, mut all) = (0.0, 0.0);
                for (minutes, count, _) in &here {
                    let Ok(count) = count else { continue };
                    let minutes = match minutes {
                        Ok(minutes) => Some(*minutes),
                        Err(Absence::Nil) => Some(f64::INFINITY),
                        Err(_) => place,
                    };
                    let Some(minutes) = minutes else { continue };
                    all += count;
                    reached += if minutes <= t { *count } else { 0.0 };
                }
                (reached, all)
            };
            let (_, all) = share(Some(0.0));
            if all == 0.0 {
                let counted = here.iter().any(|row| row.1.is_ok());
                let reason = binding(here.iter().map(|row| row.1)).filter(|_| !counted).unwrap_or(Absence::Nil);
                prop_assert_eq!((found.known, found.least, found.most), (Err(reason), Err(reason), Err(reason)));
                continue;
            }
            let of = |(reached, all): (f64, f64)| reached / all;
            prop_assert_eq!((found.least, found.most), (Ok(of(share(Some(f64::INFINITY)))), Ok(of(share(Some(0.0))))));
            let (reached, known) = share(None);
            prop_assert_eq!(found.known, if known > 0.0 { Ok(reached / known) } else { Err(Absence::NotPublished) });
        }
    }

    #[test]
    fn the_share_of_a_whole_is_the_mean_of_its_parts_in_any_order(communes in prop::collection::vec(commune(), 1..20), t in 0.0..60.0) {
        let (journeys, count, group) = columns(&communes);
        let inside: Vec<Option<usize>> = group.iter().map(|group| group.filter(|&group| group < 3).map(|_| 0)).collect();
        let parts = &within(&journeys, &count, &group, 3, &[t])[0];
        let whole = within(&journeys, &count, &inside, 1, &[t])[0][0];
        let weight = |part: usize| (0..count.len()).filter(|&row| group[row] == Some(part)).filter_map(|row| count[row].ok()).sum::<f64>();
        let all: f64 = (0..3).map(weight).sum();
        if let Ok(least) = whole.least {
            let mean: f64 = (0..3).map(|part| weight(part) * parts[part].least.unwrap_or(0.0)).sum::<f64>() / all;
            prop_assert!((least - mean).abs() < 1e-12);
        }
        let turned: Vec<Commune> = communes.iter().rev().copied().collect();
        let (journeys, count, group) = columns(&turned);
        prop_assert_eq!(&within(&journeys, &count, &group, 3, &[t])[0], parts);
    }

    #[test]
    fn a_potential_is_its_formula(matrix in matrix(), decay in decay(), supply in prop::collection::vec(figure(0.0..9.0), SITES)) {
        for (row, found) in matrix.iter().zip(potential(&times(&matrix), &decay, &supply)) {
            let mut literal = 0.0;
            for (minutes, supply) in row.iter().zip(&supply) {
                if let (Some(minutes), Ok(supply)) = (minutes, supply) {
                    literal += decay.weight(*minutes) * supply;
                }
            }
            prop_assert!(near(found.unwrap(), literal, 1e-12), "{:?} is not {}", found, literal);
        }
    }

    #[test]
    fn potentials_add_up_and_grow_with_what_is_offered(matrix in matrix(), decay in decay(), one in supply(), other in supply(), by in 0.1..90.0) {
        let of = |supply: Vec<f64>| -> Vec<f64> { potential(&times(&matrix), &decay, &known(&supply)).into_iter().map(Result::unwrap).collect() };
        let (first, second) = (of(one.clone()), of(other.clone()));
        let sum = of(one.iter().zip(&other).map(|(one, other)| one + by * other).collect());
        for ((first, second), sum) in first.iter().zip(second).zip(sum) {
            prop_assert!(near(sum, first + by * second, 1e-12) && sum >= *first * (1.0 - 1e-12));
        }
    }

    #[test]
    fn a_threshold_counts_the_sites_that_are_near_enough(matrix in matrix(), reach in (0_u32..120).prop_map(|half| f64::from(half) / 2.0)) {
        let found = potential(&times(&matrix), &Decay::threshold(reach).unwrap(), &[Ok(1.0); SITES]);
        for (row, found) in matrix.iter().zip(found) {
            prop_assert_eq!(found, Ok(row.iter().flatten().filter(|&&minutes| minutes <= reach).count() as f64));
        }
    }

    #[test]
    fn an_apl_is_its_formula_and_shares_out_what_is_offered(matrix in matrix(), supply in supply(), by in 0.01..90.0) {
        // Barlet et al.: 5, 10 and 15 minutes count for 1, 0.3 and 0.1; read per 100 000 inhabitants.
        let weight = |minutes: Option<f64>| match minutes {
            Some(minutes) if minutes <= 5.0 => 1.0,
            Some(minutes) if minutes <= 10.0 => 0.3,
            Some(minutes) if minutes <= 15.0 => 0.1,
            _ => 0.0,
        };
        let need = people(matrix.len());
        let of = |by: f64| lanterne_observatory::access::apl(&times(&matrix), &known(&need.iter().map(|need| need * by).collect::<Vec<_>>()), &known(&supply), &Apl::default());
        let asked: Vec<f64> = (0..SITES).map(|site| matrix.iter().zip(&need).map(|(row, need)| weight(row[site]) * need).sum()).collect();
        let found = of(1.0);
        for ((row, found), other) in matrix.iter().zip(&found).zip(of(by)) {
            let literal: f64 = (0..SITES).filter(|&site| asked[site] > 0.0).map(|site| weight(row[site]) * supply[site] / asked[site]).sum();
            prop_assert!(near(found.unwrap(), 1e5 * literal, 1e-12), "{:?} is not {}", found, 1e5 * literal);
            prop_assert!(near(other.unwrap() * by, found.unwrap(), 1e-9), "twice the need, half the access");
        }
        let given: f64 = found.iter().zip(&need).map(|(found, need)| found.unwrap() / 1e5 * need).sum();
        let held: f64 = (0..SITES).filter(|&site| asked[site] > 0.0).map(|site| supply[site]).sum();
        prop_assert!((given - held).abs() <= 1e-9 * held.max(1.0), "{given} of {held}");
    }

    #[test]
    fn a_need_by_age_is_its_formula(rows in prop::collection::vec(prop::array::uniform3(figure((1_u32..900).prop_map(f64::from))), 1..12), needs in prop::array::uniform3(0.1..5.0), by in 0.01..90.0) {
        let columns: Vec<Vec<Value>> = (0..3).map(|age| rows.iter().map(|row| row[age]).collect()).collect();
        let of = |by: f64| {
            let ages: Vec<Age<'_>> = columns.iter().zip(needs).map(|(people, need)| Age { people, need: need * by }).collect();
            standardised(&ages)
        };
        let whole: Vec<[f64; 3]> = rows.iter().filter_map(|row| Some([row[0].ok()?, row[1].ok()?, row[2].ok()?])).collect();
        let people: f64 = whole.iter().flatten().sum();
        let need: f64 = whole.iter().map(|row| row[0] * needs[0] + row[1] * needs[1] + row[2] * needs[2]).sum();
        for ((row, found), other) in rows.iter().zip(of(1.0)).zip(of(by)) {
            prop_assert_eq!(found.is_err(), row.iter().any(Result::is_err));
            prop_assert!(found.is_ok() || row.contains(&found));
            if let Ok(found) = found {
                let own = row.iter().zip(needs).map(|(people, need)| people.unwrap() * need).sum::<f64>();
                prop_assert!(near(found, own * people / need, 1e-12));
                prop_assert!(near(found, other.unwrap(), 1e-12), "needs are relative to each other");
            }
        }
    }

    #[test]
    fn where_all_need_as_much_the_need_is_the_population(rows in prop::collection::vec((1_u32..900, 1_u32..900), 1..12), need in 0.1..5.0) {
        let (young, old): (Vec<Value>, Vec<Value>) = rows.iter().map(|&(young, old)| (Ok(f64::from(young)), Ok(f64::from(old)))).unzip();
        let found = standardised(&[Age { people: &young, need }, Age { people: &old, need }]);
        for (found, (young, old)) in found.iter().zip(rows) {
            prop_assert!(near(found.unwrap(), f64::from(young + old), 1e-12));
        }
    }

    #[test]
    fn a_mean_is_its_formula_and_lies_among_its_values(rows in prop::collection::vec((figure((0_u32..900).prop_map(f64::from)), figure((0_u32..90).prop_map(f64::from)), prop::option::of(0_usize..4)), 0..20)) {
        let (values, weights): (Vec<Value>, Vec<Value>) = rows.iter().map(|row| (row.0, row.1)).unzip();
        let group: Vec<Option<usize>> = rows.iter().map(|row| row.2).collect();
        for (territory, found) in mean(&values, &weights, &group, 3).into_iter().enumerate() {
            let here: Vec<_> = rows.iter().filter(|row| row.2 == Some(territory)).collect();
            let both: Vec<(f64, f64)> = here.iter().filter_map(|row| Some((row.0.ok()?, row.1.ok()?))).collect();
            let (sum, weight) = both.iter().fold((0.0, 0.0), |all, row| (all.0 + row.0 * row.1, all.1 + row.1));
            let reason = binding(here.iter().flat_map(|row| [row.0, row.1])).filter(|_| both.is_empty()).unwrap_or(Absence::Nil);
            prop_assert_eq!(found, if weight > 0.0 { Ok(sum / weight) } else { Err(reason) });
            let counted = || both.iter().filter(|row| row.1 > 0.0).map(|row| row.0);
            if let Ok(found) = found {
                let (least, most) = (counted().fold(f64::INFINITY, f64::min), counted().fold(0.0, f64::max));
                prop_assert!(found >= least * (1.0 - 1e-12) && found <= most * (1.0 + 1e-12));
            }
        }
    }
}
