//! Breaks for a map of all communes, n = 35 000: skewed rates written with six decimals, one in five of them zero.
#![allow(missing_docs)]

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use lanterne_observatory::Value;
use lanterne_observatory::classes::{Classes, Method};
use rand_distr::{Distribution, LogNormal};
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::SeedableRng;

const COMMUNES: usize = 35_000;

fn classes(criterion: &mut Criterion) {
    let mut generator = Pcg64Mcg::seed_from_u64(6);
    let Ok(law) = LogNormal::new(1.5, 0.9) else { return };
    let mut rate = |row| if row % 5 == 0 { 0.0 } else { (law.sample(&mut generator) * 1e6_f64).round() / 1e6 };
    let values: Vec<Value> = (0..COMMUNES).map(|row| Ok(rate(row))).collect();
    let mut group = criterion.benchmark_group("classes_35000");
    group.sample_size(20).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_millis(1500));
    for &method in Method::ALL {
        group.bench_function(method.as_str(), |b| b.iter(|| Classes::of(black_box(&values), 6, method, Some(5.0))));
    }
    group.finish();
}

criterion_group!(benches, classes);
criterion_main!(benches);
