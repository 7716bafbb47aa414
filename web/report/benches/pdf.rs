//! How long the forms take once the content is ready. Goal: a PDF of 8 to 12 pages under 300 ms, once warm.

#[path = "../tests/fixture/mod.rs"]
mod fixture;

use criterion::{Criterion, criterion_group, criterion_main};
use lanterne_report::{Day, Ground, Options, Print, docx, html, pdf, xlsx};

fn forms(bench: &mut Criterion) {
    let mut profile = fixture::profile();
    let print = Print { ground: Ground::Night, day: Day { year: 2026, month: 11, day: 17 } };
    let mut group = bench.benchmark_group("profile");
    group.sample_size(20);
    let mut run = 0;
    group.bench_function("pdf", |bench| {
        bench.iter(|| {
            // Another document each time, as in a batch: what the typesetter remembers of the last one helps little.
            run += 1;
            profile.imprint.running = format!("Profil n° {run}");
            for section in &mut profile.sections {
                section.lead = format!("Constat n° {run}.");
            }
            pdf(&profile, &print)
        });
    });
    group.bench_function("html", |bench| bench.iter(|| html(&profile, &Options::default())));
    group.bench_function("docx", |bench| bench.iter(|| docx(&profile, print.day)));
    group.bench_function("xlsx", |bench| bench.iter(|| xlsx(&profile)));
    group.finish();
}

criterion_group!(benches, forms);
criterion_main!(benches);
