//! Spatial structure of a country of 35 000 communes on a grid of queen neighbours, values drawn with a fixed seed: local Moran
//! and Gi* by both designs of draws, Moran's I with its permutations, the analytic Gi*.
#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use lanterne_observatory::Value;
use lanterne_observatory::autocorrelation::moran::moran_tails;
use lanterne_observatory::autocorrelation::permutation::{Design, Draws, unwatched};
use lanterne_observatory::autocorrelation::{Field, Focal, GetisOrd, Judgement, Test, local_moran, moran};
use lanterne_observatory::neighbour::{Neighbours, Weighting};
use rand_distr::{Distribution, LogNormal};
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::SeedableRng;

const WIDTH: u32 = 188;
const COMMUNES: u32 = WIDTH * WIDTH;

fn country() -> (Vec<Value>, Neighbours) {
    let mut generator = Pcg64Mcg::seed_from_u64(35_000);
    let law = LogNormal::new(-6.0, 0.6).ok();
    let values = (0..COMMUNES).map(|_| Ok(law.map_or(0.0, |law| law.sample(&mut generator)))).collect();
    // Six neighbours each, as communes have on average: those of a hexagon.
    let beside = |(row, column): (u32, u32)| {
        [(0, 1), (1, 0), (1, 1), (0, -1), (-1, 0), (-1, -1)].into_iter().filter_map(move |(down, right)| {
            let place = (row.checked_add_signed(down)?, column.checked_add_signed(right)?);
            (place.0 < WIDTH && place.1 < WIDTH).then_some(place)
        })
    };
    let pairs = (0..COMMUNES)
        .flat_map(|unit| beside((unit / WIDTH, unit % WIDTH)).map(move |(row, column)| (unit, row * WIDTH + column)));
    (values, Neighbours::from_pairs(COMMUNES as usize, pairs))
}

fn test(draws: Draws) -> Test {
    Test { design: Design { draws, ..Design::default() }, ..Test::default() }
}

fn structure(criterion: &mut Criterion) {
    let (values, neighbours) = country();
    let mut group = criterion.benchmark_group("autocorrelation");
    group.sample_size(10);
    for &draws in Draws::ALL {
        group.bench_function(format!("local Moran, 999 permutations, {draws}"), |bench| {
            bench.iter(|| local_moran(black_box(&values), &neighbours, Weighting::RowStandardised, &test(draws)));
        });
    }
    group.bench_function("Gi*, normal law", |bench| {
        bench.iter(|| {
            let field = Field::of(black_box(&values), &neighbours);
            GetisOrd::analytic(&field, Focal::Included, Weighting::Binary, &Judgement::default())
        });
    });
    group.bench_function("Moran, moments", |bench| {
        bench.iter(|| moran(&Field::of(black_box(&values), &neighbours), Weighting::RowStandardised));
    });
    group.bench_function("Moran, 999 permutations", |bench| {
        let field = Field::of(&values, &neighbours);
        bench.iter(|| moran_tails(black_box(&field), Weighting::RowStandardised, &Design::default(), &unwatched));
    });
    group.finish();
}

criterion_group!(benches, structure);
criterion_main!(benches);
