//! Handlers: read the parameters, ask `answer`, nothing else. What may take more than an instant runs beside the threads
//! that listen; a panic there is our fault and is answered as such.

pub(crate) mod accompaniment;
pub(crate) mod catalogue;
pub(crate) mod live_tiles;
pub(crate) mod ogc;
pub(crate) mod open_tables;
pub(crate) mod picture;
pub(crate) mod places;
pub(crate) mod raster;
pub(crate) mod series;
pub(crate) mod siting;
pub(crate) mod snapshot;
pub(crate) mod structure;
pub(crate) mod tiles;
pub(crate) mod timeline;
pub(crate) mod white_zones;

use std::sync::Arc;

use axum::Json;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::live::Live;
use crate::problem::Problem;
use crate::state::State;

/// The state every handler begins with.
pub(crate) type Current = axum::extract::State<Arc<Live>>;

/// Runs `answer` on the current snapshot, off the listening threads.
pub(crate) async fn computed<T: Send + 'static>(
    live: &Live,
    answer: impl FnOnce(&State) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let state = live.state()?;
    tokio::task::spawn_blocking(move || answer(&state)).await.unwrap_or_else(|fault| {
        tracing::error!(%fault, "an answer failed");
        Err(Problem::Internal)
    })
}

/// The same, as JSON.
pub(crate) async fn json<T: Serialize + Send + 'static>(
    live: &Live,
    answer: impl FnOnce(&State) -> Result<T, Problem> + Send + 'static,
) -> Result<Response, Problem> {
    computed(live, answer).await.map(|document| Json(document).into_response())
}
