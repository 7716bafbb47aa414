//! The harness's location problem: 3 808 communes of Hauts-de-France, 400 candidates, 20 sites, Euclidean metres.

use std::path::Path;

use lanterne_observatory::Value;
use lanterne_observatory::siting::{Budget, Problem, Solution, Status, mclp, p_median};
use lanterne_observatory::travel::Times;

use crate::harness::{rows, unpacked};

const DEPARTMENTS: [&str; 5] = ["02", "59", "60", "62", "80"];

/// Population of the communes and metres, rounded, to each candidate.
fn hauts_de_france(folder: &Path) -> (Vec<Value>, Times) {
    let number = |cell: &String| cell.parse::<f64>().unwrap();
    let mut communes = rows(folder.join("inputs/communes_attr.csv"));
    communes.retain(|row| DEPARTMENTS.contains(&row[1].as_str()));
    let candidates: Vec<(f64, f64)> =
        rows(folder.join("inputs/candidates_hdf.csv")).iter().map(|row| (number(&row[1]), number(&row[2]))).collect();
    let metres = |row: &Vec<String>| {
        let (x, y) = (number(&row[3]), number(&row[4]));
        let away = |(cx, cy): &(f64, f64)| (x - cx).hypot(y - cy).round_ties_even();
        Ok((0..).zip(candidates.iter().map(away)).collect())
    };
    let times = Times::from_rows(candidates.len(), communes.iter().map(metres).collect());
    (communes.iter().map(|row| Ok(number(&row[6]))).collect(), times)
}

fn asked(solve: impl Fn(&Problem<'_>) -> Solution) -> Option<Solution> {
    let (demand, times) = hauts_de_france(unpacked()?);
    assert_eq!((times.origins(), times.sites()), (3_808, 400));
    Some(solve(&Problem { demand: &demand, times: &times, existing: &[], allowed: None }))
}

#[test]
fn twenty_sites_cover_as_many_people_as_the_solvers_prove() {
    let Some(found) = asked(|problem| mclp(problem, 20_000.0, 20, &Budget::exact())) else { return };
    let oracle = rows(unpacked().unwrap().join("oracle/mclp_hdf.csv"));
    assert_eq!(found.status, Status::Optimal);
    assert_eq!((found.objective, found.bound), (Ok(oracle[0][0].parse().unwrap()), found.objective));
    assert_eq!(found.opened.len(), 20);
}

#[test]
fn the_quick_answer_covers_at_least_997_in_a_thousand_of_the_best() {
    let Some(found) = asked(|problem| mclp(problem, 20_000.0, 20, &Budget::quick())) else { return };
    assert!(found.objective.unwrap() >= 0.997 * 5_448_258.0, "{found:?}");
    assert!(found.bound.unwrap() >= 5_448_258.0 && found.gap().unwrap() < 0.02, "{found:?}");
}

#[test]
fn the_p_median_that_no_peer_proves_is_proven() {
    let Some(found) = asked(|problem| p_median(problem, None, 20, &Budget::exact())) else { return };
    assert_eq!(found.status, Status::Optimal, "{found:?}");
    assert!(found.objective.unwrap() <= 63_817_473_237.0, "the best swap of the peers");
}

#[test]
fn the_quick_p_median_is_no_worse_than_the_swaps_of_the_peers() {
    let Some(found) = asked(|problem| p_median(problem, None, 20, &Budget::quick())) else { return };
    assert!(found.objective.unwrap() <= 63.82e9, "{found:?}");
    assert!(found.gap().unwrap() < 0.02, "{found:?}");
}
