//! Rates drawn towards those of their neighbours.

use lanterne_observatory::bayes::local::smooth;
use lanterne_observatory::neighbour::Neighbours;

use crate::table::{Table, near};

/// Side of the grid, whose last cell is an island.
const SIDE: u32 = 20;

fn grid() -> Neighbours {
    let (len, last) = (SIDE * SIDE, SIDE * SIDE - 1);
    let right = (0..len).filter(|cell| cell % SIDE != SIDE - 1).map(|cell| (cell, cell + 1));
    let below = (0..len - SIDE).map(|cell| (cell, cell + SIDE));
    let pairs = right.chain(below).filter(|pair| pair.1 != last);
    Neighbours::from_pairs(len as usize, pairs.flat_map(|(a, b)| [(a, b), (b, a)]))
}

#[test]
fn a_locally_smoothed_rate_is_that_of_esda() {
    let table = Table::read("local_rates");
    let rates = smooth(&table.values("count"), &table.values("exposure"), &grid());
    let mut nothing_counted = 0;
    for (row, rate) in rates.iter().enumerate() {
        match table.column("smoothed")[row] {
            // esda divides zero by zero where nothing was counted around.
            -1.0 => {
                nothing_counted += 1;
                assert_eq!(*rate, Ok(0.0), "row {row}");
            }
            expected => near(rate.unwrap(), expected, 1e-9, &format!("row {row}")),
        }
    }
    assert!((10..40).contains(&nothing_counted));
}
