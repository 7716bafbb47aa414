//! Rates smoothed over the country and over neighbours, and location quotients.

use std::collections::HashSet;
use std::path::Path;

use lanterne_observatory::Value;
use lanterne_observatory::bayes::{local, smooth};
use lanterne_observatory::measure::quotient::location_quotient;
use lanterne_observatory::neighbour::Neighbours;

use crate::harness::{ZONES, assert_near, column, communes, rows, unpacked};

#[test]
fn the_rates_and_quotients_of_france_and_of_a_region_are_those_of_the_peers() {
    let Some(folder) = unpacked() else { return };
    smoothed_rates_are_those_of_esda(folder);
    for zone in ZONES {
        location_quotients_are_those_of_pandas(folder, zone);
    }
}

fn smoothed_rates_are_those_of_esda(folder: &Path) {
    for zone in ZONES {
        let communes = communes(folder, zone);
        let expected = column(&rows(folder.join(format!("oracle/rates_{zone}.csv"))), 1);
        assert_near(&smooth(&column(&communes, 7), &column(&communes, 6)), &expected, 1e-9);
    }
}

fn location_quotients_are_those_of_pandas(folder: &Path, zone: &str) {
    let here: HashSet<String> = communes(folder, zone).into_iter().map(|mut row| row.swap_remove(0)).collect();
    let mut sections = rows(folder.join("inputs/sections.csv"));
    sections.retain(|row| here.contains(&row[0]));
    let oracle = rows(folder.join(format!("oracle/lq_{zone}.csv")));
    assert!(sections.iter().map(|row| &row[..2]).eq(oracle.iter().map(|row| &row[..2])), "one row order");
    let total = |column: &[Value]| -> f64 { column.iter().map(|value| value.unwrap()).sum() };
    let all = column(&sections, 3);
    let whole = commune_totals(&all, &sections);
    let (mut compared, reference_whole) = (0, total(&all));
    for letter in 'A'..='U' {
        let of: Vec<usize> = (0..sections.len()).filter(|&row| sections[row][1].starts_with(letter)).collect();
        let pick = |values: &[Value]| -> Vec<Value> { of.iter().map(|&row| values[row]).collect() };
        let part = pick(&all);
        let found = location_quotient(&part, &pick(&whole), Ok(total(&part)), Ok(reference_whole));
        for (&row, found) in of.iter().zip(found) {
            // pandas leaves the cell of 0/0 empty; here it is nil.
            match (oracle[row][2].parse::<f64>(), found) {
                (Ok(expected), Ok(found)) => assert!((found - expected).abs() <= 1e-9 * expected.abs(), "row {row}"),
                (Err(_), Err(_)) => {}
                (expected, found) => panic!("row {row}: {found:?} is not {expected:?}"),
            }
            compared += 1;
        }
    }
    assert_eq!(compared, sections.len());
}

/// The total of its commune beside each row of commune × section.
fn commune_totals(values: &[Value], rows: &[Vec<String>]) -> Vec<Value> {
    let mut totals = std::collections::HashMap::new();
    for (row, value) in rows.iter().zip(values) {
        *totals.entry(&row[0]).or_insert(0.0) += value.unwrap();
    }
    rows.iter().map(|row| Ok(totals[&row[0]])).collect()
}

#[test]
fn the_local_rates_of_all_communes_are_those_of_esda() {
    let Some(folder) = unpacked() else { return };
    for (zone, with_a_count_around) in [("fr", 35_038), ("hdf", 3_808)] {
        let communes = communes(folder, zone);
        let pairs = rows(folder.join(format!("oracle/queen_{zone}.csv")));
        let pairs = pairs.iter().map(|row| (row[0].parse().unwrap(), row[1].parse().unwrap()));
        let neighbours = Neighbours::from_pairs(communes.len(), pairs);
        let found = local::smooth(&column(&communes, 7), &column(&communes, 6), &neighbours);
        let mut compared = 0;
        for (found, row) in found.iter().zip(rows(folder.join(format!("oracle/rates_{zone}.csv")))) {
            // esda divides zero by zero where nothing was counted around: an empty cell, and zero here.
            match row[2].parse::<f64>() {
                Ok(expected) if !expected.is_nan() => {
                    let found = found.unwrap();
                    assert!((found - expected).abs() <= 1e-9 * expected, "{}: {found} is not {expected}", row[0]);
                    compared += 1;
                }
                _ => assert_eq!(*found, Ok(0.0), "{}", row[0]),
            }
        }
        assert_eq!(compared, with_a_count_around, "{zone}");
    }
}
