//! Catalogues: DCAT-AP for data portals, WMTS for maps.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::Current;
use super::tiles::base;
use crate::answer;
use crate::problem::Problem;
use crate::query::Query;

/// The raster tiles as WMTS lists them. Clients add words of their own to the address (`SERVICE`, `REQUEST`…): they change nothing.
#[utoipa::path(get, path = "/wmts", tag = "images", responses(
    (status = 200, description = "WMTS 1.0.0, GetCapabilities ; les tuiles se demandent par leur adresse (ResourceURL)", content_type = "application/xml"),
))]
pub(crate) async fn wmts(State(live): Current, headers: HeaderMap) -> Result<Response, Problem> {
    let document = super::computed(&live, move |state| Ok(answer::wmts::capabilities(state, &base(&headers)))).await?;
    Ok(([(header::CONTENT_TYPE, HeaderValue::from_static("application/xml"))], document).into_response())
}

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
