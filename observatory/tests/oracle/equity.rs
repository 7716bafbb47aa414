//! Inequality of weighted rates, each unit repeated as many times as its weight on the peer's side.

use lanterne_observatory::equity::{Theil, atkinson, decompose, gini, hoover, lorenz, palma, theil};
use lanterne_observatory::measure::concentration::herfindahl;
use lanterne_observatory::{Absence, Value};

use crate::table::{Table, near};

/// The columns of one case: rates, weights, groups.
fn case(units: &Table, number: usize) -> (Vec<Value>, Vec<Value>, Vec<Option<usize>>) {
    let rows: Vec<usize> = (0..units.rows()).filter(|&row| units.column("case")[row] == number as f64).collect();
    let pick = |name: &str| rows.iter().map(|&row| Ok(units.column(name)[row])).collect();
    let group = rows.iter().map(|&row| Some(units.column("group")[row] as usize)).collect();
    (pick("rate"), pick("weight"), group)
}

#[test]
fn inequality_is_that_of_the_peer_on_repeated_rows() {
    let (units, table) = (Table::read("equity_units"), Table::read("equity"));
    let mut with_a_zero = 0;
    for number in 0..table.rows() {
        let (rates, weights, group) = case(&units, number);
        let expect = |name: &str, found: Value, relative: f64| match (table.column(name)[number], found) {
            // The peer refuses a zero, or L is infinite: −1.
            (-1.0, Ok(found)) => assert_eq!(found, 1.0, "case {number}, {name}: Atkinson's limit"),
            (-1.0, found) => assert_eq!(found, Err(Absence::Nil), "case {number}, {name}"),
            (expected, found) => near(found.unwrap(), expected, relative, &format!("case {number}, {name}")),
        };
        expect("gini", gini(&rates, &weights), 1e-12);
        expect("hoover", hoover(&rates, &weights), 1e-12);
        expect("palma", palma(&rates, &weights), 1e-11);
        expect("theil_t", theil(Theil::T, &rates, &weights), 1e-12);
        expect("theil_l", theil(Theil::L, &rates, &weights), 1e-12);
        let repeated: Vec<Value> = rates
            .iter()
            .zip(&weights)
            .flat_map(|(&rate, weight)| std::iter::repeat_n(rate, weight.unwrap() as usize))
            .collect();
        expect("herfindahl", herfindahl(&repeated), 1e-12);
        let curve = lorenz(&rates, &weights).unwrap();
        for percent in [10, 40, 50, 75, 90] {
            let found = curve.amount_of_poorest(f64::from(percent) / 100.0).unwrap();
            expect(&format!("lorenz_{percent}"), Ok(found), 1e-12);
        }
        let parts = decompose(Theil::T, &rates, &weights, &group, 5).unwrap();
        // Beside T itself: a small part of a greater index carries the rounding of the whole on the peer's side.
        for (name, found) in [("between_t", parts.between), ("within_t", parts.within)] {
            let gap = (found - table.column(name)[number]).abs();
            assert!(gap <= 1e-12 * parts.total, "case {number}, {name}: gap {gap:e}");
        }
        let with_zero = rates.contains(&Ok(0.0));
        with_a_zero += usize::from(with_zero);
        for (name, aversion) in [("atkinson_half", 0.5), ("atkinson_one", 1.0), ("atkinson_two", 2.0)] {
            if !with_zero || aversion >= 1.0 {
                expect(name, atkinson(&rates, &weights, aversion), 1e-11);
            }
        }
        if !with_zero {
            let parts = decompose(Theil::L, &rates, &weights, &group, 5).unwrap();
            for (name, found) in [("between_l", parts.between), ("within_l", parts.within)] {
                let gap = (found - table.column(name)[number]).abs();
                assert!(gap <= 1e-12 * parts.total, "case {number}, {name}: gap {gap:e}");
            }
        }
    }
    assert_eq!(with_a_zero, 6);
}
