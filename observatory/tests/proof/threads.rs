//! The same bits on one, two and eight threads.

use lanterne_observatory::autocorrelation::Field;
use lanterne_observatory::autocorrelation::geary::geary_tails;
use lanterne_observatory::autocorrelation::join_count::join_tails;
use lanterne_observatory::autocorrelation::moran::moran_tails;
use lanterne_observatory::autocorrelation::permutation::{Design, unwatched};
use lanterne_observatory::bayes::posteriors;
use lanterne_observatory::cohort::Allocation;
use lanterne_observatory::indicator::{Facts, Indicator, Part, Reference, compute};
use lanterne_observatory::neighbour::Weighting;
use lanterne_observatory::neighbour::shared_arc::{SharedArc, queen};
use lanterne_observatory::rank::intervals;
use lanterne_observatory::travel::{Place, StraightLine, nearest};
use lanterne_observatory::white_zone::{Parameters, offre};
use lanterne_observatory::{Famille, Value};

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
    let (area_km2, all_jobs) = (column(rows, |row| 0.7 + (row * 3.9) % 90.0), column(rows, |row| 350.0 + row % 977.0));
    let all_establishments = column(rows, |row| 25.0 + (row * 11.3) % 410.0);
    let by_famille: Vec<Vec<Value>> =
        (1..=5).map(|part| column(rows, |row| (row * f64::from(part) * 1.7) % 60.0)).collect();
    let familles = Famille::ALL.iter().zip(&by_famille);
    let reference = Reference {
        population: Ok(18_000_000.0),
        area_km2: Ok(400_000.0),
        establishments: Ok(90_000.0),
        jobs: Ok(1_400_000.0),
        all_establishments: Ok(2_000_000.0),
        all_jobs: Ok(7_000_000.0),
    };
    let facts = Facts {
        population: &population,
        area_km2: &area_km2,
        establishments: &establishments,
        jobs: &jobs,
        jobs_low: &establishments,
        jobs_high: &all_jobs,
        all_establishments: &all_establishments,
        all_jobs: &all_jobs,
        familles: familles.map(|(&key, jobs)| Part { key, establishments: jobs, jobs }).collect(),
        reference,
    };
    for &indicator in Indicator::ALL {
        let known = compute(indicator, &facts).iter().filter(|estimate| estimate.value.is_ok()).count();
        assert!(known > 8_000, "{indicator}: {known} figures prove little");
    }
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

/// A lattice of units, the arcs between them and those of its coast.
fn lattice(side: u32) -> Vec<SharedArc<[u32; 2]>> {
    let unit = |x: u32, y: u32| (x < side && y < side).then_some(y * side + x);
    let mut arcs = Vec::new();
    for (x, y) in (0..=side).flat_map(|y| (0..=side).map(move |x| (x, y))) {
        // Wrapping below zero is beyond the side: nobody.
        let across = [unit(x, y), unit(x, y.wrapping_sub(1))];
        let along = [unit(x, y), unit(x.wrapping_sub(1), y)];
        arcs.push(SharedArc { ends: [[x, y], [x + 1, y]], sides: across });
        arcs.push(SharedArc { ends: [[x, y], [x, y + 1]], sides: along });
    }
    arcs
}

#[test]
fn neighbours_from_arcs_and_what_chance_makes_of_the_whole_do_not_depend_on_threads() {
    let (arcs, units) = (lattice(70), 4_900);
    assert_eq!(queen(units, &arcs).of(71).len(), 8);
    let values = column(900, |row| (row * 7.7) % 23.0 + row / 90.0);
    let (small, answers) = (queen(900, &lattice(30)), values.iter().map(|value| value.map(|value| value > 12.0)));
    let answers: Vec<_> = answers.collect();
    let design = Design { permutations: 199, ..Design::default() };
    same_bits(|| {
        let field = Field::of(&values, &small);
        let geary = geary_tails(&field, Weighting::RowStandardised, &design, &unwatched);
        let moran = moran_tails(&field, Weighting::Binary, &design, &unwatched);
        format!("{:?}{geary:?}{moran:?}{:?}", queen(units, &arcs), join_tails(&answers, &small, &design, &unwatched))
    });
}

/// Sizes as unequal as those of communes: so many beneficiaries go through the sum over pairs.
#[test]
fn an_expected_coverage_does_not_depend_on_threads() {
    let sizes: Vec<Value> = (0..700).map(|row| Ok((f64::from(row * 37 % 700) / 100.0).exp())).collect();
    let allocation = Allocation::proportional(&sizes, &[true; 700]);
    same_bits(|| format!("{:?}", [30, 700, 20_000, 900_000].map(|n| allocation.expectation(n))));
}
