//! Siting on a made region: 3 800 communes, 400 candidates, 20 sites, as in the peers' harness (`benches/` runs theirs).
#![allow(missing_docs)]

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use lanterne_observatory::Value;
use lanterne_observatory::siting::{Budget, Goal, Problem, WhatIf, gains, mclp, p_center, p_median};
use lanterne_observatory::travel::Times;

const COMMUNES: u32 = 3_800;
const CANDIDATES: u32 = 400;
const SITES: usize = 20;
const WITHIN: f64 = 20.0;

/// Communes scattered over a square of 180 km, most of them small; kilometres to every candidate.
fn region() -> (Vec<Value>, Times) {
    let place = |i: u32, salt: f64| (f64::from(i + 1) * salt).fract() * 180.0;
    let at = |i: u32| (place(i, 0.618_034), place(i, 0.569_84));
    let away = |commune: u32, site: u32| {
        let ((x, y), (sx, sy)) = (at(commune), at(site * 9 + 4));
        (x - sx).hypot(y - sy)
    };
    let rows = (0..COMMUNES).map(|i| Ok((0..CANDIDATES).map(|site| (site, away(i, site))).collect())).collect();
    let people = |i: u32| Ok((200.0 / (0.002 + f64::from(i * 7_919 % 1_000) / 1_000.0)).floor());
    ((0..COMMUNES).map(people).collect(), Times::from_rows(CANDIDATES as usize, rows))
}

fn siting(criterion: &mut Criterion) {
    let (demand, times) = region();
    let problem = Problem { demand: &demand, times: &times, existing: &[], allowed: None };
    let mut group = criterion.benchmark_group("region_3800x400");
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(2));
    group.bench_function("mclp_quick", |b| b.iter(|| mclp(black_box(&problem), WITHIN, SITES, &Budget::quick())));
    group.bench_function("mclp_exact", |b| b.iter(|| mclp(black_box(&problem), WITHIN, SITES, &Budget::exact())));
    group.bench_function("p_median_quick", |b| b.iter(|| p_median(black_box(&problem), None, SITES, &Budget::quick())));
    group.bench_function("p_median_exact", |b| b.iter(|| p_median(black_box(&problem), None, SITES, &Budget::exact())));
    group.bench_function("p_center_quick", |b| b.iter(|| p_center(black_box(&problem), SITES, &Budget::quick())));
    let plan = mclp(&problem, WITHIN, SITES, &Budget::quick()).opened;
    group.bench_function("gains", |b| b.iter(|| gains(black_box(&problem), &plan, Goal::Covered(WITHIN))));
    let mut what_if = WhatIf::new(&problem, &plan);
    let closed = (0..CANDIDATES).find(|site| !plan.contains(site)).unwrap_or(0);
    group.bench_function("what_if_move_and_back", |b| {
        b.iter(|| {
            what_if.move_site(plan[0], closed);
            let moved = what_if.value(Goal::Covered(WITHIN));
            what_if.move_site(closed, plan[0]);
            moved
        });
    });
    group.finish();
}

criterion_group!(benches, siting);
criterion_main!(benches);
