//! Cold spots are those of esda and scipy, areas those of scipy.

use std::collections::BTreeMap;

use lanterne_observatory::autocorrelation::Untested;
use lanterne_observatory::neighbour::Neighbours;
use lanterne_observatory::white_zone::area::areas;
use lanterne_observatory::white_zone::foyer_froid::spots;
use lanterne_observatory::white_zone::{Parameters, Verdict};
use lanterne_observatory::{Absence, Value};

use crate::table::{Table, near};

fn neighbours(len: usize) -> Neighbours {
    let edges = Table::read("white_zone_edge");
    let pairs = edges.column("a").iter().zip(edges.column("b")).map(|(a, b)| (*a as u32, *b as u32));
    Neighbours::from_pairs(len, pairs.flat_map(|(a, b)| [(a, b), (b, a)]))
}

/// The column, `nan` being not published.
fn published(table: &Table, name: &str) -> Vec<Value> {
    let value = |number: &f64| if number.is_nan() { Err(Absence::NotPublished) } else { Ok(*number) };
    table.column(name).iter().map(value).collect()
}

#[test]
fn a_cold_spot_is_that_of_esda_on_smoothed_rates_with_the_false_discoveries_of_scipy() {
    let table = Table::read("white_zone");
    let found = spots(&published(&table, "count"), &published(&table, "exposure"), &neighbours(table.rows()));
    let (mut cold, mut alone) = (0, 0);
    for (row, spot) in found.iter().enumerate() {
        let cell = |name: &str| table.column(name)[row];
        let place = |name: &str| format!("{name} of row {row}");
        match spot.reason {
            None => {
                near(spot.z.unwrap(), cell("z"), 1e-9, &place("z"));
                near(spot.p.unwrap(), cell("p"), 1e-9, &place("p"));
                near(spot.q.unwrap(), cell("q"), 1e-9, &place("q"));
            }
            Some(reason) => {
                assert!(cell("z").is_nan(), "{reason}: esda tests row {row}");
                assert_eq!(reason == Untested::NotPublished, cell("count").is_nan());
                alone += usize::from(reason == Untested::Isolated);
            }
        }
        if !cell("count").is_nan() {
            near(spot.smoothed.unwrap(), cell("smoothed"), 1e-9, &place("rate"));
        }
        let verdict = spot.verdict(Parameters::default());
        assert_eq!(verdict == Verdict::Yes, cell("q") <= 0.05 && cell("z") < 0.0, "row {row}");
        cold += usize::from(verdict == Verdict::Yes);
    }
    assert!(cold > 20 && alone > 0, "{cold} cold spots and {alone} alone prove little");
}

#[test]
fn an_area_is_a_connected_component_of_scipy() {
    let table = Table::read("white_zone");
    let white: Vec<bool> = table.column("white").iter().map(|flag| *flag == 1.0).collect();
    let found = areas(&white, &neighbours(table.rows()), &published(&table, "exposure"), &[]);
    let mut expected: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (row, first) in (0..).zip(table.column("first")).filter(|(_, first)| **first >= 0.0) {
        expected.entry(*first as u32).or_default().push(row);
    }
    let mut areas: Vec<Vec<u32>> = found.areas.into_iter().map(|area| area.rows).collect();
    areas.sort();
    assert_eq!(areas, expected.into_values().collect::<Vec<_>>());
}
