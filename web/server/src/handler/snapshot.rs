//! What is served, and whether it is.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use lanterne_observatory::Level;
use serde_json::json;

use super::Current;
use crate::answer;
use crate::document::indicator::IndicatorDocument;
use crate::document::method::MethodDocument;
use crate::document::snapshot::SnapshotDocument;
use crate::problem::{Problem, ProblemDocument};
use crate::query::Query;

/// The snapshot being served.
#[utoipa::path(get, path = "/api/v1/snapshot", tag = "snapshot", responses(
    (status = 200, description = "Ce qui est servi : sources, conservation, couverture", body = SnapshotDocument),
    (status = 503, description = "Aucune donnée publiée", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn snapshot(State(live): Current, query: Query) -> Result<Response, Problem> {
    query.only(&[])?;
    super::json(&live, |state| Ok(answer::snapshot::snapshot(state))).await
}

/// The catalogue of indicators.
#[utoipa::path(get, path = "/api/v1/indicators", tag = "snapshot", responses(
    (status = 200, description = "Les indicateurs, leurs définitions, leurs formules", body = Vec<IndicatorDocument>),
))]
pub(crate) async fn indicators(State(live): Current, query: Query) -> Result<Response, Problem> {
    query.only(&[])?;
    // Known before anything is published.
    let levels = live.state().map_or_else(
        |_| Level::ALL.iter().copied().filter(|level| !level.is_study()).collect(),
        |state| state.contents.levels().collect::<Vec<Level>>(),
    );
    Ok(Json(answer::snapshot::indicators(&levels)).into_response())
}

/// The catalogue of methods.
#[utoipa::path(get, path = "/api/v1/methods", tag = "snapshot", responses(
    (status = 200, description = "Les méthodes : définition, formule, lecture, limites, sources", body = Vec<MethodDocument>),
))]
pub(crate) async fn methods(query: Query) -> Result<Response, Problem> {
    query.only(&[])?;
    Ok(Json(answer::method::methods()).into_response())
}

/// Whether the process lives, and what it serves.
#[utoipa::path(get, path = "/healthz", tag = "snapshot", responses((status = 200, description = "Le service vit")))]
pub(crate) async fn health(State(live): Current) -> Response {
    let snapshot = live.state().ok().map(|state| state.id().to_owned());
    let raster = live.raster().standing();
    Json(json!({"status": "ok", "snapshot": snapshot, "version": env!("CARGO_PKG_VERSION"), "raster": raster}))
        .into_response()
}
