//! The size of France: answers are right there too, and their weight is bounded. How long they take is measured by
//! `benches/france.rs`.
#![allow(clippy::unwrap_used)]

mod france;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use lanterne_server::live::Live;
use lanterne_server::router::router;
use lanterne_server::state::State;
use serde_json::Value;
use tower::ServiceExt;

use france::{ASKED, COMMUNES, LEVELS, build, code, employers};

async fn asked(service: &Router, path: &str) -> Vec<u8> {
    let answer = service.clone().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec()
}

async fn json(service: &Router, path: &str) -> Value {
    serde_json::from_slice(&asked(service, path).await).unwrap()
}

/// What the series of establishments must be: employers over the population of each unit of a level.
fn expected(level: usize) -> Vec<f64> {
    let size = LEVELS[level].1;
    let of_unit = |unit: usize| {
        let communes = unit * size..COMMUNES.min((unit + 1) * size);
        let inhabitants = (1_900 * communes.len()) as f64;
        let employers: i64 = (communes.start * 3..communes.end * 3).map(employers).sum();
        10_000.0 * employers as f64 / inhabitants
    };
    (0..COMMUNES.div_ceil(size)).map(of_unit).collect()
}

#[tokio::test]
async fn all_of_france_is_answered_right_and_in_bounded_bytes() {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path());
    let service = router(Arc::new(Live::of(State::open(folder.path()).unwrap())));
    for (path, most) in ASKED {
        let bytes = asked(&service, path).await.len();
        assert!((100..=most).contains(&bytes), "{path}: {bytes} bytes, {most} at most");
    }
    for (level, (name, _)) in LEVELS.iter().enumerate().take(4) {
        let series = json(&service, &format!("/api/v1/series/etablissements_10000_hab?level={name}")).await;
        let served: Vec<f64> =
            series["value"].as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).collect();
        let expected = expected(level);
        assert_eq!(served.len(), expected.len(), "{name}");
        let gap = served.iter().zip(&expected).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        assert!(gap < 1e-9, "{name}: a figure is {gap} away");
        let index = json(&service, &format!("/api/v1/territories/{name}")).await;
        assert_eq!(index["code"].as_array().unwrap().len(), expected.len());
        assert_eq!(index["code"][1], code(level, LEVELS[level].1), "{name}");
    }
    let panel = json(&service, "/api/v1/territories/commune/00077").await;
    assert_eq!(panel["headline"]["value"].as_f64().unwrap(), expected(0)[77]);
}
