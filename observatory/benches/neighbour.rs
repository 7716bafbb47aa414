//! Who is beside whom in a made-up country of 35 000 communes of about sixty points each, and 2 000 sites.
//!
//! `cargo bench -p lanterne-observatory --bench neighbour`; `make bench` has the same work on real outlines, beside the peers.
#![allow(missing_docs)]

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use lanterne_observatory::neighbour::band::distance_band;
use lanterne_observatory::neighbour::component::components;
use lanterne_observatory::neighbour::contiguity::{Outline, queen, rook};
use lanterne_observatory::neighbour::nearest::k_nearest;
use lanterne_observatory::neighbour::plane::{nearest_of, pairs_within};

/// Communes on a side of the country, points on a side of a commune, and its width in metres.
const SIDE: usize = 187;
const POINTS: usize = 15;
const WIDTH_M: f64 = 3_900.0;

/// A place moved aside by its own amount, the same for all who share it.
fn moved(x: usize, y: usize) -> [f64; 2] {
    let shift = |by: usize| ((x * 7_919 + y * 104_729 + by) % 1_009) as f64 / 1_009.0 - 0.5;
    let step = WIDTH_M / POINTS as f64;
    [(x as f64 + 0.8 * shift(0)) * step, (y as f64 + 0.8 * shift(503)) * step]
}

fn commune(row: usize) -> Outline {
    let (west, south) = (row % SIDE * POINTS, row / SIDE * POINTS);
    let (east, north) = (west + POINTS, south + POINTS);
    let around = (west..east)
        .map(|x| (x, south))
        .chain((south..north).map(|y| (east, y)))
        .chain((west + 1..=east).rev().map(|x| (x, north)))
        .chain((south..=north).rev().map(|y| (west, y)));
    vec![around.map(|(x, y)| moved(x, y)).collect()]
}

fn neighbourhoods(criterion: &mut Criterion) {
    let outlines: Vec<Outline> = (0..SIDE * SIDE).map(commune).collect();
    let places: Vec<[f64; 2]> = outlines.iter().map(|rings| rings[0][0]).collect();
    let sites: Vec<[f64; 2]> = places.iter().copied().step_by(17).collect();
    let graph = queen(&outlines);
    let white: Vec<bool> = (0..graph.len()).map(|row| row * 31 % 7 < 3).collect();
    let mut group = criterion.benchmark_group("communes_35000");
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_millis(1500));
    group.bench_function("queen", |b| b.iter(|| queen(black_box(&outlines))));
    group.bench_function("rook", |b| b.iter(|| rook(black_box(&outlines))));
    group.bench_function("components", |b| b.iter(|| components(black_box(&graph), &white)));
    group.bench_function("k_nearest_8", |b| b.iter(|| k_nearest(black_box(&places), 8)));
    group.bench_function("band_10_km", |b| b.iter(|| distance_band(black_box(&places), 10_000.0)));
    group.bench_function("pairs_30_km", |b| b.iter(|| pairs_within(black_box(&places), &sites, 30_000.0)));
    group.bench_function("nearest_site", |b| b.iter(|| nearest_of(black_box(&places), &sites)));
    group.finish();
}

criterion_group!(benches, neighbourhoods);
criterion_main!(benches);
