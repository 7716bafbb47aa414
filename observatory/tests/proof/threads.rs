//! The same bits on one, two and eight threads.

use lanterne_observatory::Value;
use lanterne_observatory::bayes::posteriors;
use lanterne_observatory::indicator::{Facts, Indicator, Reference, compute};
use lanterne_observatory::rank::intervals;
use lanterne_observatory::travel::{Place, StraightLine, nearest};
use lanterne_observatory::white_zone::{Parameters, offre};

/// Fails unless the work writes the same text on one, two and eight threads. Debug writes a float in its shortest exact
/// form: equal texts are equal bits.
pub(crate) fn same_bits(work: impl Fn() -> String + Sync) {
    let on = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(&work);
    let one = on(1);
    assert!(one == on(2) && one == on(8), "results depend on the number of threads");
}

fn column(rows: u32, of: impl Fn(f64) -> f64) -> Vec<Value> {
    (0..rows).map(|row| Ok(of(f64::from(row)))).collect()
}

#[test]
fn every_measure_gives_the_same_bits_on_any_number_of_threads() {
    let rows = 9_000;
    let population = column(rows, |row| 40.0 + (row * 37.3) % 4_000.0);
    let establishments = column(rows, |row| ((row * 7.7) % 23.0).floor());
    let jobs = column(rows, |row| (row * 13.1) % 310.0);
    let reference = Reference { establishments: Ok(90_000.0), population: Ok(18_000_000.0), ..Reference::default() };
    let facts =
        Facts { population: &population, establishments: &establishments, jobs: &jobs, reference, ..Facts::default() };
    let place = |row: u32| {
        Some(Place { lon: f64::from(row % 97) / 30.0, lat: 48.0 + f64::from(row % 89) / 30.0, density: None })
    };
    let (places, sites): (Vec<_>, Vec<_>) =
        ((0..rows).map(place).collect(), (0..50).map(|row| place(row * 13)).collect());
    let everything = || {
        let estimates: Vec<_> = Indicator::ALL.iter().map(|&indicator| compute(indicator, &facts)).collect();
        let offre = offre::test(&establishments, &population, Ok(50.0), Parameters::default());
        let ranks = intervals(&posteriors(&establishments[..300], &population[..300]), 130, 0.95, 3);
        format!("{estimates:?}{offre:?}{ranks:?}{:?}", nearest(&places, &sites, &StraightLine::default()))
    };
    same_bits(everything);
}
