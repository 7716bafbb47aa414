//! Natural classes of the density of all communes.

use lanterne_observatory::classes::{Classes, Method};

use crate::harness::{column, rows, unpacked};

#[test]
fn the_natural_classes_of_all_of_france_are_the_exact_ones() {
    let Some(folder) = unpacked() else { return };
    let rates = column(&rows(folder.join("inputs/communes_attr.csv")), 11);
    let classes = Classes::of(&rates, 6, Method::FisherJenks, None);
    let oracle = rows(folder.join("oracle/jenks_fr.csv"));
    let upper: Vec<f64> = column(&oracle, 0).into_iter().map(Result::unwrap).collect();
    assert_eq!(classes.breaks[1..], upper);
    let mut squares = 0.0;
    for class in 0..6 {
        let of: Vec<f64> =
            rates.iter().zip(&classes.class).filter(|row| *row.1 == Some(class)).map(|row| row.0.unwrap()).collect();
        let mean = of.iter().sum::<f64>() / of.len() as f64;
        squares += of.iter().map(|value| (value - mean).powi(2)).sum::<f64>();
    }
    assert!(squares <= 93_161.018_7, "{squares}");
}
