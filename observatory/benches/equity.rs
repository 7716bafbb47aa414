//! Inequality of all communes, n = 35 000, by department; rates smoothed by seven neighbours each.
#![allow(missing_docs)]

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use lanterne_observatory::Value;
use lanterne_observatory::bayes::local;
use lanterne_observatory::equity::{Theil, atkinson, decompose_columns, gini, hoover, lorenz};
use lanterne_observatory::neighbour::Neighbours;
use rand_distr::{Distribution, LogNormal, Poisson};
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::SeedableRng;

const COMMUNES: u32 = 35_000;
const COLUMNS: usize = 21;

fn equity(criterion: &mut Criterion) {
    let mut generator = Pcg64Mcg::seed_from_u64(7);
    let (Ok(people), Ok(noise)) = (LogNormal::new(6.2, 1.3), LogNormal::new(0.0, 0.8)) else { return };
    let population: Vec<Value> = (0..COMMUNES).map(|_| Ok(f64::ceil(people.sample(&mut generator)))).collect();
    let columns: Vec<Vec<Value>> =
        (0..COLUMNS).map(|_| (0..COMMUNES).map(|_| Ok(noise.sample(&mut generator))).collect()).collect();
    let columns: Vec<&[Value]> = columns.iter().map(Vec::as_slice).collect();
    let department: Vec<Option<usize>> = (0..COMMUNES as usize).map(|row| Some(row / 365)).collect();
    let mut count = |mean: f64| Poisson::new(mean).map_or(0.0, |law| law.sample(&mut generator));
    let counts: Vec<Value> = population.iter().map(|people| people.map(|people| count(people * 24e-4))).collect();
    // A strip 187 communes wide, each beside the six around it.
    let around = |row: u32| [1, 187, 188].map(|step| (row, row + step));
    let pairs = (0..COMMUNES).flat_map(around).flat_map(|(a, b)| [(a, b), (b, a)]);
    let neighbours = Neighbours::from_pairs(COMMUNES as usize, pairs);

    let mut group = criterion.benchmark_group("equity_35000");
    group.sample_size(20).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_millis(1500));
    for which in [Theil::T, Theil::L] {
        group.bench_function(format!("theil_{which:?}_of_{COLUMNS}_columns"), |b| {
            b.iter(|| decompose_columns(which, black_box(&columns), &population, &department, 96));
        });
    }
    group.bench_function("gini", |b| b.iter(|| gini(black_box(columns[0]), &population)));
    group.bench_function("lorenz", |b| b.iter(|| lorenz(black_box(columns[0]), &population)));
    group.bench_function("hoover", |b| b.iter(|| hoover(black_box(columns[0]), &population)));
    group.bench_function("atkinson", |b| b.iter(|| atkinson(black_box(columns[0]), &population, 0.5)));
    group.bench_function("local_empirical_bayes", |b| {
        b.iter(|| local::smooth(black_box(&counts), &population, &neighbours));
    });
    group.finish();
}

criterion_group!(benches, equity);
criterion_main!(benches);
