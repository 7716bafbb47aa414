//! The size of France: how soon a snapshot is ready to be served, and how long each answer takes once it is.
//!
//! `cargo bench -p lanterne-server` prints the times; the aims are a second to be ready and 100 ms for an answer.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../tests/france/mod.rs"]
mod france;

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::Request;
use criterion::{Criterion, criterion_group, criterion_main};
use lanterne_server::live::Live;
use lanterne_server::router::router;
use lanterne_server::state::State;
use tower::ServiceExt;

fn country(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    france::build(folder.path());
    let mut group = criterion.benchmark_group("france");
    group.sample_size(10);
    group.bench_function("ready", |bencher| bencher.iter(|| State::open(folder.path()).unwrap()));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let service = router(Arc::new(Live::of(State::open(folder.path()).unwrap())));
    for (path, _) in france::ASKED {
        let answer = || async {
            let answer = service.clone().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
            to_bytes(answer.into_body(), usize::MAX).await.unwrap().len()
        };
        group.bench_function(path, |bencher| bencher.iter(|| runtime.block_on(answer())));
    }
    group.finish();
}

criterion_group!(benches, country);
criterion_main!(benches);
