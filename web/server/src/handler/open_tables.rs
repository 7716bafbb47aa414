//! The tables of the snapshot, as Parquet: a notebook, QGIS or SQL in a browser reads them by parts.

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use lanterne_data::published::FOLDER;
use tower_http::services::ServeFile;

use super::Current;
use crate::answer;
use crate::document::open_table::OpenTablesDocument;
use crate::problem::{Problem, ProblemDocument};
use crate::query::Query;

/// What the tables are.
#[utoipa::path(get, path = "/donnees", tag = "donnees", responses(
    (status = 200, description = "Les tables, leurs colonnes et l'adresse de leur fichier", body = OpenTablesDocument),
))]
pub(crate) async fn tables(State(live): Current, query: Query) -> Result<Response, Problem> {
    query.only(&[])?;
    super::json(&live, |state| Ok(answer::open_table::tables(state))).await
}

/// One table.
#[utoipa::path(get, path = "/donnees/{snapshot}/{table}.parquet", tag = "donnees", params(
    ("snapshot" = String, Path, description = "Publication, donnée par /donnees"),
    ("table" = String, Path, description = "Table", example = "establishment"),
), responses(
    (status = 200, description = "Apache Parquet", content_type = "application/vnd.apache.parquet"),
    (status = 206, description = "La partie demandée par Range", content_type = "application/vnd.apache.parquet"),
    (status = 304, description = "Inchangée"),
    (status = 404, description = "Table inconnue", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 410, description = "Table d'une publication antérieure", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 416, description = "Partie hors du fichier"),
))]
pub(crate) async fn table(
    State(live): Current,
    Path((snapshot, file)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let state = live.state()?;
    let name = file.strip_suffix(".parquet").unwrap_or_default();
    let Some(table) = state.tables.iter().find(|table| table.name == name) else {
        let known = state.tables.iter().map(|table| format!("{}.parquet", table.name)).collect();
        return Err(Problem::UnknownName { what: "une table publiée", found: file, known });
    };
    if snapshot != state.id() {
        return Err(Problem::TablesReplaced { snapshot });
    }
    // The name is one of the index: no path can be made of it.
    let path = state.folder.join(FOLDER).join(format!("{}.parquet", table.name));
    let served = ServeFile::new(&path).try_call(request).await.map_err(|fault| {
        tracing::error!(%fault, path = %path.display(), "a table cannot be read");
        Problem::Internal
    })?;
    if served.status() == StatusCode::NOT_FOUND {
        return Err(Problem::TablesReplaced { snapshot });
    }
    let mut response = served.map(Body::new);
    if !matches!(response.status(), StatusCode::OK | StatusCode::PARTIAL_CONTENT) {
        return Ok(response);
    }
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/vnd.apache.parquet"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers
        .insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("accept-ranges, content-range, etag"));
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{}\"", table.sha256.get(..24).unwrap_or(&table.sha256))) {
        headers.insert(header::ETAG, tag);
    }
    Ok(response)
}
