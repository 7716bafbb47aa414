//! The chapters of change, cohorts and comparable territories, at the size of France. Inputs are drawn with a fixed seed.
#![allow(missing_docs)]

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use lanterne_observatory::Value;
use lanterne_observatory::change::shift_share::{Reference, shift_share};
use lanterne_observatory::change::{Passage, growths};
use lanterne_observatory::cohort::gap::{DRAWS, gap};
use lanterne_observatory::cohort::{Allocation, Benefit, Deployment, Window};
use lanterne_observatory::comparable::{Feature, Features, Scale, Search};
use rand_distr::{Distribution, LogNormal};
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::SeedableRng;

const COMMUNES: usize = 35_000;
const SECTORS: usize = 21;

fn drawn(rows: usize, seed: u64) -> Vec<Value> {
    let mut generator = Pcg64Mcg::seed_from_u64(seed);
    let Ok(law) = LogNormal::new(5.0, 1.3) else { return Vec::new() };
    (0..rows).map(|_| Ok(f64::ceil(law.sample(&mut generator)))).collect()
}

fn chapters(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("chapters");
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_millis(1500));
    let (before, after) = (drawn(COMMUNES * SECTORS, 1), drawn(COMMUNES * SECTORS, 2));
    let (people, later) = (&before[..COMMUNES], &after[..COMMUNES]);
    group.bench_function("growth_35000", |b| b.iter(|| growths(black_box(people), later, 5.0)));
    group.bench_function("shift_share_35000x21", |b| {
        b.iter(|| {
            let reference = Reference::of_units(black_box(&before), &after, SECTORS);
            shift_share(&before, &after, SECTORS, &reference).units.len()
        });
    });
    let merged: Vec<Option<u32>> = (0..COMMUNES as u32).map(|row| Some(row / 2 * 2)).collect();
    let passage = Passage::merger(COMMUNES, &merged);
    group.bench_function("passage_35000", |b| b.iter(|| passage.carry(black_box(people))));
    let benefits: Vec<Benefit> =
        (0..700).map(|i| Benefit { unit: i * i % 61, scheme: 0, year: 2024, beneficiaries: 1 }).collect();
    let window = Window { from: 2024, to: 2026 };
    let cohort = Deployment { benefits: &benefits, open: &[true; 90] }.cohort(|_| true, window);
    let allocation = Allocation::proportional(&people[..90], &[true; 90]);
    group.bench_function("gap_90_epci_700_beneficiaries_9999_draws", |b| {
        b.iter(|| gap(black_box(&cohort), &allocation, DRAWS, 2026));
    });
    let by_commune = Allocation::proportional(people, &vec![true; COMMUNES]);
    group.bench_function("expectation_35000", |b| b.iter(|| black_box(&by_commune).expectation(7_000)));
    for (name, rows) in [("comparable_all_1250", 1_250), ("comparable_one_35000", COMMUNES)] {
        let columns: Vec<Vec<Value>> = (0..5).map(|seed| drawn(rows, 10 + seed)).collect();
        let features: Vec<Feature<'_>> =
            columns.iter().map(|values| Feature { values, scale: Scale::Logarithm, weight: 1.0 }).collect();
        let features = Features::new(&features);
        group.bench_function(name, |b| {
            b.iter(|| match rows {
                COMMUNES => features.nearest(black_box(7), Search::default(), |_| true).iter().len(),
                _ => black_box(&features).nearest_of_all(Search::default(), |_, _| true).len(),
            });
        });
    }
    group.finish();
}

criterion_group!(benches, chapters);
criterion_main!(benches);
