//! Natural classes of the density of all communes.

use std::path::Path;

use lanterne_observatory::classes::{Classes, Method};

use crate::harness::{ZONES, column, communes, rows, unpacked};

#[test]
fn the_natural_classes_of_all_communes_are_the_exact_ones() {
    let Some(folder) = unpacked() else { return };
    let squares = ZONES.map(|zone| squares_within(folder, zone));
    assert!(squares[0] <= 93_161.018_7, "{squares:?}");
}

/// The sum of squared deviations, once the breaks are found to be those of the oracle.
fn squares_within(folder: &Path, zone: &str) -> f64 {
    let rates = column(&communes(folder, zone), 11);
    let classes = Classes::of(&rates, 6, Method::FisherJenks, None);
    let oracle = rows(folder.join(format!("oracle/jenks_{zone}.csv")));
    let upper: Vec<f64> = column(&oracle, 0).into_iter().map(Result::unwrap).collect();
    assert_eq!(classes.breaks[1..], upper, "{zone}");
    let mut squares = 0.0;
    for class in 0..6 {
        let of: Vec<f64> =
            rates.iter().zip(&classes.class).filter(|row| *row.1 == Some(class)).map(|row| row.0.unwrap()).collect();
        let mean = of.iter().sum::<f64>() / of.len() as f64;
        squares += of.iter().map(|value| (value - mean).powi(2)).sum::<f64>();
    }
    let expected = column(&oracle, 1)[0].unwrap();
    assert!(squares <= expected * (1.0 + 1e-12), "{zone}: {squares} is more than {expected}");
    squares
}
