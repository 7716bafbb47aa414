//! The DCAT-AP catalogue.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::Current;
use super::tiles::base;
use crate::answer;
use crate::problem::Problem;
use crate::query::Query;

/// What may be taken away, as DCAT-AP.
#[utoipa::path(get, path = "/catalogue.jsonld", tag = "catalogue", responses(
    (status = 200, description = "Jeux de données, fichiers et services", content_type = "application/ld+json"),
))]
pub(crate) async fn catalogue(State(live): Current, headers: HeaderMap, query: Query) -> Result<Response, Problem> {
    query.only(&[])?;
    let document =
        super::computed(&live, move |state| Ok(answer::catalogue::catalogue(state, &base(&headers)))).await?;
    let kind = HeaderValue::from_static("application/ld+json");
    Ok(([(header::CONTENT_TYPE, kind)], document.to_string()).into_response())
}
