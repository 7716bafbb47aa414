//! All of France, 35 228 communes, against the answers of the peers' harness beside the repository (`../shared/peers`).
//! Where that folder is absent the tests say so and stop: `oracle.rs` holds the same comparisons on frozen tables.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::Command;

use lanterne_observatory::Value;
use lanterne_observatory::bayes::smooth;
use lanterne_observatory::measure::quotient::location_quotient;

/// Unpacks the harness into a temporary folder; `None`, said aloud, where there is none.
fn unpacked() -> Option<tempfile::TempDir> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/peers/unpack.py");
    if !script.exists() {
        println!("skipped: no peers' harness at {}", script.display());
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let done = Command::new("python3").arg(&script).arg(folder.path()).output().unwrap();
    assert!(done.status.success(), "unpack.py: {}", String::from_utf8_lossy(&done.stderr));
    Some(folder)
}

/// Rows of a CSV without quotes, header left out.
fn rows(path: PathBuf) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(&path).unwrap();
    text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

fn column(rows: &[Vec<String>], index: usize) -> Vec<Value> {
    rows.iter().map(|row| Ok(row[index].parse().unwrap())).collect()
}

fn assert_near(found: &[Value], expected: &[Value], relative: f64) {
    assert_eq!(found.len(), expected.len());
    for (row, (found, expected)) in found.iter().zip(expected).enumerate() {
        let (found, expected) = (found.unwrap(), expected.unwrap());
        assert!((found - expected).abs() <= relative * expected.abs(), "row {row}: {found} is not {expected}");
    }
}

#[test]
fn the_rates_and_quotients_of_all_of_france_are_those_of_the_peers() {
    let Some(folder) = unpacked() else { return };
    smoothed_rates_are_those_of_esda(folder.path());
    location_quotients_are_those_of_pandas(folder.path());
}

fn smoothed_rates_are_those_of_esda(folder: &Path) {
    let communes = rows(folder.join("inputs/communes_attr.csv"));
    assert_eq!(communes.len(), 35_228);
    let expected = column(&rows(folder.join("oracle/rates_fr.csv")), 1);
    assert_near(&smooth(&column(&communes, 7), &column(&communes, 6)), &expected, 1e-9);
}

fn location_quotients_are_those_of_pandas(folder: &Path) {
    let sections = rows(folder.join("inputs/sections.csv"));
    let oracle = rows(folder.join("oracle/lq_fr.csv"));
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
