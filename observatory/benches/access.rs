//! Access to 2 000 sites within 30 km for all the communes of France: as many journeys as the peers' harness has, about
//! 420 000, over points drawn with a fixed seed. A frame is 16 ms; a slider on the reach weighs every journey again.
//!
//! `cargo bench -p lanterne-observatory --bench access`
#![allow(missing_docs)]

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use lanterne_observatory::Value;
use lanterne_observatory::access::{Apl, Catchment, Decay, apl, nearest, potential, two_step, within};
use lanterne_observatory::travel::{Active, Place, StraightLine, Times};
use rand_distr::{Distribution, Uniform};
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::SeedableRng;

const COMMUNES: usize = 35_228;
const SITES: usize = 2_000;
/// Side of the square that gives 420 000 pairs within 30 km.
const SIDE_KM: f64 = 687.0;

struct Country {
    times: Times,
    people: Vec<Value>,
    supply: Vec<Value>,
    from: Vec<Option<Place>>,
    to: Vec<Option<Place>>,
}

impl Country {
    fn drawn() -> Option<Self> {
        let mut generator = Pcg64Mcg::seed_from_u64(422_335);
        let side = Uniform::new(0.0, SIDE_KM).ok()?;
        let mut point = || [side.sample(&mut generator), side.sample(&mut generator)];
        let communes: Vec<[f64; 2]> = (0..COMMUNES).map(|_| point()).collect();
        let sites: Vec<[f64; 2]> = (0..SITES).map(|_| point()).collect();
        let km = |a: &[f64; 2], b: &[f64; 2]| ((a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)).sqrt();
        let row = |from: &[f64; 2]| {
            let journeys = sites.iter().enumerate().map(|(site, to)| (site as u32, km(from, to)));
            Ok(journeys.filter(|journey| journey.1 <= 30.0).collect())
        };
        let place = |at: &[f64; 2]| Some(Place { lon: at[0] / 75.0, lat: 43.0 + at[1] / 111.0, density: Some(80.0) });
        Some(Self {
            times: Times::from_rows(SITES, communes.iter().map(row).collect()),
            people: (0..COMMUNES).map(|row| Ok(((row * 7_919) % 5_000) as f64)).collect(),
            supply: (0..SITES).map(|site| Ok(((site * 31) % 190 + 10) as f64)).collect(),
            from: communes.iter().map(place).collect(),
            to: sites.iter().map(place).collect(),
        })
    }
}

fn access(criterion: &mut Criterion) {
    let Some(country) = Country::drawn() else { return };
    let Country { times, people, supply, from, to } = &country;
    let Ok(bell) = Decay::bounded_gaussian(30.0) else { return };
    let Ok(threshold) = Decay::threshold(30.0) else { return };
    let mut group = criterion.benchmark_group(format!("access_{}_pairs", times.pairs()));
    group.sample_size(20).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_millis(1500));
    group.bench_function("2sfca", |b| b.iter(|| two_step(black_box(times), &threshold, people, supply)));
    group.bench_function("e2sfca", |b| b.iter(|| two_step(black_box(times), &Decay::luo_qi(), people, supply)));
    group.bench_function("apl", |b| b.iter(|| apl(black_box(times), people, supply, &Apl::default())));
    group.bench_function("dai_gaussian", |b| b.iter(|| two_step(black_box(times), &bell, people, supply)));
    let weighed = Catchment::of(times, &Decay::luo_qi());
    group.bench_function("e2sfca_weighed", |b| b.iter(|| black_box(&weighed).two_step(people, supply)));
    group.bench_function("3sfca", |b| {
        b.iter(|| Catchment::of_choices(black_box(times), &bell, Active::All).two_step(people, supply));
    });
    group.bench_function("potential", |b| b.iter(|| potential(black_box(times), &Decay::luo_qi(), supply)));
    group.bench_function("nearest", |b| b.iter(|| nearest(black_box(times), Active::All)));
    let journeys = nearest(times, Active::All);
    let epci: Vec<Option<usize>> = (0..COMMUNES).map(|row| Some(row / 28)).collect();
    group.bench_function("within_5_reaches", |b| {
        b.iter(|| within(black_box(&journeys), people, &epci, 1_260, &[5.0, 10.0, 15.0, 20.0, 30.0]));
    });
    group.bench_function("straight_line_30_min", |b| {
        b.iter(|| Times::straight_line(black_box(from), to, &StraightLine::default(), 30.0));
    });
    group.finish();
}

criterion_group!(benches, access);
criterion_main!(benches);
