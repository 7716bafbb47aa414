//! Every measure of access on the real matrix: a site in each commune of more than ten thousand inhabitants.

use lanterne_observatory::Value;
use lanterne_observatory::access::{Apl, Decay, apl, mean, nearest, potential, two_step, within};
use lanterne_observatory::travel::{Active, StraightLine, Times, TravelSource, merge};

use crate::matrix::Isere;

fn towns(isere: &Isere) -> Vec<usize> {
    (0..isere.people.len()).filter(|&commune| isere.people[commune] > 10_000.0).collect()
}

fn known(numbers: &[f64]) -> Vec<Value> {
    numbers.iter().map(|&number| Ok(number)).collect()
}

/// `Σ w(t)·S / Σ w(t)·P`, pair by pair.
fn literal(isere: &Isere, towns: &[usize], decay: &Decay) -> Vec<f64> {
    let weight = |from: usize, to: usize| isere.minutes[from][to].map_or(0.0, |minutes| decay.weight(minutes));
    let asked = |to: usize| (0..isere.people.len()).map(|from| weight(from, to) * isere.people[from]).sum::<f64>();
    let ratio: Vec<f64> = towns.iter().map(|&to| 1.0 / asked(to)).collect();
    let access = |from: usize| towns.iter().zip(&ratio).map(|(&to, ratio)| weight(from, to) * ratio).sum();
    (0..isere.people.len()).map(access).collect()
}

#[test]
fn what_the_towns_offer_is_shared_out_over_the_whole_departement() {
    let Some(isere) = Isere::read() else { return };
    let towns = towns(&isere);
    assert!((8..40).contains(&towns.len()), "{} towns", towns.len());
    let (times, people, one) = (isere.to(&towns), known(&isere.people), vec![Ok(1.0); towns.len()]);
    for decay in [Decay::threshold(30.0).unwrap(), Decay::luo_qi(), Decay::bounded_gaussian(45.0).unwrap()] {
        let access = two_step(&times, &decay, &people, &one).access;
        let given: f64 = access.iter().zip(&isere.people).map(|(access, people)| access.unwrap() * people).sum();
        assert!((given - towns.len() as f64).abs() < 1e-9, "{given} of {}", towns.len());
        for (access, literal) in access.iter().zip(literal(&isere, &towns, &decay)) {
            assert!((access.unwrap() - literal).abs() <= 1e-12 * literal.abs().max(1e-12));
        }
    }
    let official = apl(&times, &people, &one, &Apl::default());
    let whole = mean(&official, &people, &vec![Some(0); people.len()], 1)[0].unwrap();
    let all: f64 = isere.people.iter().sum();
    assert!((whole - 1e5 * towns.len() as f64 / all).abs() < 1e-9, "the mean APL is the supply over the population");
}

#[test]
fn nobody_is_nearer_to_a_site_than_the_matrix_says() {
    let Some(isere) = Isere::read() else { return };
    let towns = towns(&isere);
    let (times, people) = (isere.to(&towns), known(&isere.people));
    let journeys = nearest(&times, Active::All);
    for (journey, row) in journeys.iter().zip(&isere.minutes) {
        let least = towns.iter().filter_map(|&town| row[town]).min_by(f64::total_cmp);
        assert_eq!(journey.minutes.ok(), least);
    }
    for &town in &towns {
        assert_eq!(journeys[town].minutes, Ok(0.0), "a town is at its own door");
    }
    let shares = within(&journeys, &people, &vec![Some(0); people.len()], 1, &[0.0, 15.0, 30.0, 60.0, 200.0]);
    let shares: Vec<f64> = shares.iter().map(|share| share[0].known.unwrap()).collect();
    println!("{} towns; share of the inhabitants within 0, 15, 30, 60, 200 minutes: {shares:.3?}", towns.len());
    assert!(shares.is_sorted() && shares[0] > 0.3 && shares[2] > 0.8 && shares[4] == 1.0);
    let within_30 = potential(&times, &Decay::threshold(30.0).unwrap(), &vec![Ok(1.0); towns.len()]);
    for (commune, reached) in within_30.iter().enumerate() {
        let literal = towns.iter().filter(|&&town| isere.minutes[commune][town].is_some_and(|minutes| minutes <= 30.0));
        assert_eq!(*reached, Ok(literal.count() as f64));
    }
}

#[test]
fn the_road_there_is_not_the_road_back() {
    let Some(isere) = Isere::read() else { return };
    let all: Vec<usize> = (0..isere.people.len()).collect();
    let there = isere.to(&all);
    let back = there.by_site();
    let row = |times: &Times, from: usize| times.of(from).unwrap().1.to_vec();
    let differing: usize = all
        .iter()
        .map(|&from| row(&there, from).iter().zip(row(&back, from)).filter(|(there, back)| **there != *back).count())
        .sum();
    assert!(differing > 250_000, "{differing} of {} journeys differ from their return", there.pairs());
    let (towns, people) = (towns(&isere), known(&isere.people));
    let mask: Vec<bool> = all.iter().map(|commune| towns.contains(commune)).collect();
    let offer = Active::Only(&mask).masked(&vec![Ok(1.0); all.len()]);
    let access = |times: &Times| two_step(times, &Decay::luo_qi(), &people, &offer).access;
    assert_eq!(
        access(&there),
        two_step(&isere.to(&towns), &Decay::luo_qi(), &people, &vec![Ok(1.0); towns.len()]).access
    );
    assert_ne!(access(&there), access(&back), "access depends on the direction");
}

#[test]
fn the_straight_line_serves_only_where_the_matrix_is_silent() {
    let Some(isere) = Isere::read() else { return };
    let towns = towns(&isere);
    let sites: Vec<_> = towns.iter().map(|&town| isere.places[town]).collect();
    let model = Times::straight_line(&isere.places, &sites, &StraightLine::default(), 60.0);
    let matrix = isere.to(&towns);
    // The matrix loses its last hundred communes and its first town.
    let rows = (0..matrix.origins()).map(|origin| match matrix.of(origin) {
        Ok((sites, minutes)) if origin < 412 => {
            Ok(sites.iter().copied().zip(minutes.iter().copied()).filter(|journey| journey.0 != 0).collect())
        }
        _ => Err(lanterne_observatory::Absence::NotPublished),
    });
    let partial = Times::from_rows(towns.len(), rows.collect()).knowing(|site| site != 0);
    let merged = merge(&[(TravelSource::Matrix, &partial), (TravelSource::StraightLine, &model)]);
    for origin in 0..matrix.origins() {
        let Ok((sites, minutes)) = merged.times.of(origin) else { continue };
        for (&site, &minutes) in sites.iter().zip(minutes) {
            let from = if origin < 412 && site != 0 { TravelSource::Matrix } else { TravelSource::StraightLine };
            assert_eq!(merged.source(origin, site as usize), Some(from));
            let table = if from == TravelSource::Matrix { &matrix } else { &model };
            let (sites, expected) = table.of(origin).unwrap();
            assert_eq!(minutes, expected[sites.iter().position(|&other| other == site).unwrap()]);
        }
    }
    println!("{}", merged.sentence(Active::All));
    assert_eq!(merged.served(Active::All).len(), 2);
}
