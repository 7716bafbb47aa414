//! Growth and passage: pandas, numpy, scipy. Shift-share and the ledger have no peer: see `proof`.

use lanterne_observatory::Value;
use lanterne_observatory::change::{Passage, growths};

use crate::table::{Table, near};

#[test]
fn growth_is_that_of_pandas_and_numpy() {
    let table = Table::read("growth");
    for (row, &years) in table.column("years").iter().enumerate() {
        let cell = |name: &str| table.column(name)[row];
        let found = growths(&[Ok(cell("before"))], &[Ok(cell("after"))], years)[0];
        near(found.absolute.unwrap(), cell("absolute"), 1e-12, &format!("row {row}"));
        // pandas takes 1 from the ratio: what is left of it has an absolute precision.
        let gap = (found.relative.unwrap() - cell("relative")).abs();
        assert!(gap <= 1e-12 * cell("relative").abs().max(100.0), "relative of row {row}: gap {gap:e}");
        // Of a growth of a billionth numpy's extended precision keeps nine digits.
        let (annual, expected) = (found.annual.unwrap(), cell("annual"));
        let gap = (annual - expected).abs();
        assert!(gap <= 1e-12 * expected.abs() + 1e-16, "annual of row {row}: {annual} is not {expected} (gap {gap:e})");
    }
}

fn passage(name: &str, from: usize, to: usize) -> Passage {
    let table = Table::read(name);
    let part = |row: usize| {
        let cell = |name: &str| table.column(name)[row];
        (cell("from") as u32, cell("to") as u32, cell("share"))
    };
    Passage::new(from, to, (0..table.rows()).map(part)).unwrap()
}

fn assert_carried(found: &[Value], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    for (row, (found, &expected)) in found.iter().zip(expected).enumerate() {
        match found {
            Ok(found) => near(*found, expected, 1e-12, &format!("row {row}")),
            Err(_) => assert!(expected.is_nan(), "row {row} is absent, not {expected}"),
        }
    }
}

#[test]
fn a_carried_series_is_that_of_a_pandas_merge_and_of_a_scipy_product() {
    let people = Table::read("passage_people").values("people");
    let (one, two) = (passage("passage_one", 60, 52), passage("passage_two", 52, 50));
    assert_carried(&one.carry(&people), Table::read("passage_carried").column("one"));
    assert_carried(&one.then(&two).carry(&people), Table::read("passage_chained").column("both"));
}
