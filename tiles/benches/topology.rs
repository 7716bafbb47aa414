//! Borders of all of France as shipped: contiguity, union by departments from shared arcs and from loose outlines, and what it
//! costs to find the shared arcs first.
//!
//! `cargo bench -p lanterne-tiles`; `make bench` has the union beside the peer, on its polygons.
#![allow(missing_docs)]

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use lanterne_tiles::topology::{Outline, Topology, assemble, unite};

fn topology(criterion: &mut Criterion) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/reference/geography/communes-2026.topojson.zst");
    let Some(france) = std::fs::read(path).ok().and_then(|bytes| Topology::decode(&bytes).ok()) else { return };
    let polygon = |rings: &Vec<_>| rings.iter().map(|ring| france.ring_points(ring)).collect();
    let loose: Vec<Outline> = france
        .units
        .iter()
        .map(|unit| Outline { code: unit.code.clone(), polygons: unit.polygons.iter().map(polygon).collect() })
        .collect();
    let mut codes: Vec<String> = loose.iter().map(|commune| commune.code.chars().take(2).collect()).collect();
    let of = codes.clone();
    codes.sort();
    codes.dedup();
    let group: Vec<Option<usize>> = of.iter().map(|code| codes.binary_search(code).ok()).collect();
    let mut benches = criterion.benchmark_group("france_shipped");
    benches.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_millis(1500));
    benches.bench_function("queen_from_arcs", |b| b.iter(|| black_box(&france).queen()));
    benches.bench_function("rook_from_arcs", |b| b.iter(|| black_box(&france).rook()));
    benches.bench_function("dissolve_from_arcs", |b| b.iter(|| black_box(&france).dissolve(&group, codes.clone())));
    benches.bench_function("unite_from_outlines", |b| b.iter(|| unite(black_box(&loose), &group, codes.clone())));
    benches.bench_function("assemble", |b| b.iter(|| assemble(france.transform, black_box(&loose).clone())));
    benches.finish();
}

criterion_group!(benches, topology);
criterion_main!(benches);
