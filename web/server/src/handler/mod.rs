//! Handlers: read the parameters, ask `answer`, nothing else. What may take more than an instant runs beside the threads
//! that listen; a panic there is our fault and is answered as such.

pub(crate) mod accompaniment;
pub(crate) mod accounts;
pub(crate) mod activity;
pub(crate) mod audit;
pub(crate) mod catalogue;
pub(crate) mod committee;
pub(crate) mod deployment;
pub(crate) mod deposits;
pub(crate) mod groupings;
pub(crate) mod live_tiles;
pub(crate) mod ogc;
pub(crate) mod open_tables;
pub(crate) mod picture;
pub(crate) mod places;
pub(crate) mod presence;
pub(crate) mod profile;
pub(crate) mod publications;
pub(crate) mod raster;
pub(crate) mod scenarios;
pub(crate) mod series;
pub(crate) mod sign_in;
pub(crate) mod simulation;
pub(crate) mod siting;
pub(crate) mod snapshot;
pub(crate) mod structure;
pub(crate) mod tiles;
pub(crate) mod timeline;
pub(crate) mod tokens;
pub(crate) mod watch;
pub(crate) mod white_zones;

use std::sync::Arc;

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::export::{self, Format};
use crate::live::Live;
use crate::outline::Shapes;
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

/// The format an address ends in, one of those offered there.
pub(crate) fn format(ending: &str, offered: &[Format]) -> Result<Format, Problem> {
    offered.iter().copied().find(|format| format.ending() == ending).ok_or_else(|| Problem::UnknownName {
        what: "un format de fichier",
        found: ending.to_owned(),
        known: offered.iter().map(|format| format.ending().to_owned()).collect(),
    })
}

/// A table as a file. That it cannot be made is our fault.
pub(crate) fn written(
    format: Format,
    table: &export::table::Table,
    shapes: Option<&Shapes>,
) -> Result<Vec<u8>, Problem> {
    let mut file = export::write(format, table, shapes).map_err(|fault| {
        tracing::error!(%fault, ?format, "a file was not made");
        Problem::Internal
    })?;
    file.shrink_to_fit();
    Ok(file)
}

/// A file to take away under a name.
pub(crate) fn taken(media_type: &str, name: &str, file: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, file).into_response()
}
