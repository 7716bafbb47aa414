//! Inequality of ESS jobs per inhabitant, and of the jobs of each section, by department.

use lanterne_observatory::Value;
use lanterne_observatory::equity::{Theil, decompose, decompose_columns, gini, theil};

use crate::harness::{ZONES, column, communes, rows, unpacked};

/// `value.sum` of the line `theil_panel_fr` in `../shared/peers/baseline.jsonl`.
const THEIL_PANEL: f64 = 63.325_148_688_915_65;

/// The rank of each row's department among the departments met.
fn departments(communes: &[Vec<String>]) -> (Vec<Option<usize>>, usize) {
    let mut codes: Vec<&str> = communes.iter().map(|row| row[1].as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    (communes.iter().map(|row| codes.binary_search(&row[1].as_str()).ok()).collect(), codes.len())
}

#[track_caller]
fn near(found: f64, expected: f64, relative: f64) {
    assert!((found - expected).abs() <= relative * expected.abs(), "{found} is not {expected}");
}

#[test]
fn the_inequality_of_all_communes_is_that_of_the_peer() {
    let Some(folder) = unpacked() else { return };
    for zone in ZONES {
        let communes = communes(folder, zone);
        let rates: Vec<Value> = column(&communes, 9)
            .into_iter()
            .zip(column(&communes, 6))
            .map(|(jobs, people)| Ok(jobs.unwrap() / people.unwrap() + 1e-6))
            .collect();
        let (group, groups) = departments(&communes);
        let one = vec![Ok(1.0); rates.len()];
        let oracle = &rows(folder.join(format!("oracle/inequality_{zone}.csv")))[0];
        let expected = |at: usize| oracle[at].parse::<f64>().unwrap();
        near(gini(&rates, &one).unwrap(), expected(0), 1e-12);
        let found = decompose(Theil::T, &rates, &one, &group, groups).unwrap();
        near(found.total, expected(1), 1e-12);
        near(found.between, expected(2), 1e-12);
        near(found.within, expected(3), 1e-12);
        assert_eq!(found.total, found.between + found.within);
        assert_eq!(found.groups.iter().flatten().count(), if zone == "fr" { 96 } else { 5 });
        near(theil(Theil::T, &rates, &one).unwrap(), expected(1), 1e-12);
        if zone == "fr" {
            near(expected(0), 0.581_419_490_686_092_8, 1e-15);
        }
    }
}

/// The 21 columns of peer_rates.py's `theil_panel`, whose answer is kept in its baseline: the sum of the 21 indices.
#[test]
fn the_inequality_of_each_section_sums_to_that_of_the_peer() {
    let Some(folder) = unpacked() else { return };
    let communes = communes(folder, "fr");
    let (group, groups) = departments(&communes);
    let sections = rows(folder.join("inputs/sections.csv"));
    let columns: Vec<Vec<Value>> = ('A'..='U')
        .map(|letter| {
            let of = sections.iter().filter(|row| row[1].starts_with(letter));
            assert!(
                of.clone().map(|row| &row[0]).eq(communes.iter().map(|row| &row[0])),
                "the sections are in commune order"
            );
            of.map(|row| Ok(row[2].parse::<f64>().unwrap() + 1e-6)).collect()
        })
        .collect();
    let columns: Vec<&[Value]> = columns.iter().map(Vec::as_slice).collect();
    let one = vec![Ok(1.0); communes.len()];
    let found = decompose_columns(Theil::T, &columns, &one, &group, groups);
    let total: f64 = found.into_iter().map(|found| found.unwrap().total).sum();
    near(total, THEIL_PANEL, 1e-9);
}
