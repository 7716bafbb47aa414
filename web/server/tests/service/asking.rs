//! Asking the router in process.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use lanterne_server::live::Live;
use lanterne_server::router::router;
use lanterne_server::state::State;
use serde_json::Value;
use tower::ServiceExt;

use crate::world;

/// An answer, read whole.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// The small world, built once for all tests.
pub(crate) fn folder() -> &'static Path {
    static WORLD: OnceLock<(tempfile::TempDir, std::path::PathBuf)> = OnceLock::new();
    &WORLD
        .get_or_init(|| {
            let var = tempfile::tempdir().unwrap();
            let folder = world::build(var.path(), "0123456789abcdef");
            (var, folder)
        })
        .1
}

pub(crate) fn service() -> Router {
    static SERVICE: OnceLock<Router> = OnceLock::new();
    SERVICE.get_or_init(|| router(Arc::new(Live::of(State::open(folder()).unwrap())))).clone()
}

/// GET with headers.
pub(crate) async fn get_with(path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    ask(service(), request.body(Body::empty()).unwrap()).await
}

pub(crate) async fn get(path: &str) -> Answer {
    get_with(path, &[]).await
}

pub(crate) async fn ask(service: Router, request: Request<Body>) -> Answer {
    let (parts, body) = service.oneshot(request).await.unwrap().into_parts();
    Answer { status: parts.status, headers: parts.headers, body: to_bytes(body, usize::MAX).await.unwrap().to_vec() }
}

/// GET that must succeed, as JSON.
pub(crate) async fn json(path: &str) -> Value {
    let answer = get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    answer.json()
}
