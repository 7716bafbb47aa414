//! Schemes, operators, sites, declared zones.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;

use super::Current;
use crate::answer;
use crate::document::accompaniment::{OperatorsDocument, SchemeDocument, ZoneDocument};
use crate::problem::{Problem, ProblemDocument};
use crate::query::Query;

/// Networks of the schema.
const NETWORKS: [&str; 5] = ["operateur", "synthetique", "france_services", "tiers_lieu", "siae"];

/// Schemes of accompaniment.
#[utoipa::path(get, path = "/api/v1/schemes", tag = "accompagnement", responses(
    (status = 200, description = "Dispositifs, avec la part de leurs opérateurs dont le lieu est connu", body = Vec<SchemeDocument>),
))]
pub(crate) async fn schemes(State(live): Current, query: Query) -> Result<Response, Problem> {
    query.only(&[])?;
    super::json(&live, |state| Ok(answer::accompaniment::schemes(state))).await
}

/// Operators and where they are known to be.
#[utoipa::path(get, path = "/api/v1/operators", tag = "accompagnement", params(
    ("scheme" = Option<String>, Query, description = "Dispositifs, séparés par des virgules"),
), responses(
    (status = 200, description = "Opérateurs", body = OperatorsDocument),
    (status = 400, description = "Dispositif inconnu", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn operators(State(live): Current, query: Query) -> Result<Response, Problem> {
    let query = query.only(&["scheme"])?;
    super::json(&live, move |state| Ok(answer::accompaniment::operators(state, &query.schemes(state)?))).await
}

/// Located sites, GeoJSON.
#[utoipa::path(get, path = "/api/v1/sites", tag = "accompagnement", params(
    ("scheme" = Option<String>, Query, description = "Dispositifs, séparés par des virgules"),
    ("network" = Option<String>, Query, description = "Réseau : operateur, synthetique, france_services, tiers_lieu, siae"),
), responses(
    (status = 200, description = "FeatureCollection des lieux connus", content_type = "application/geo+json"),
    (status = 400, description = "Paramètre invalide", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn sites(State(live): Current, query: Query) -> Result<Response, Problem> {
    let query = query.only(&["scheme", "network"])?;
    let mut response = super::json(&live, move |state| {
        let schemes = query.schemes(state)?;
        Ok(answer::accompaniment::sites(state, &schemes, network(&query)?))
    })
    .await?;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/geo+json"));
    Ok(response)
}

/// The network asked for.
pub(super) fn network(query: &Query) -> Result<Option<&'static str>, Problem> {
    query.word("network", &NETWORKS.map(|network| (network, network)))
}

/// Declared zones: declared, not tested.
#[utoipa::path(get, path = "/api/v1/zones", tag = "accompagnement", params(
    ("kind" = Option<String>, Query, description = "Nature : watch_zone, petr…"),
), responses((status = 200, description = "Zones déclarées", body = Vec<ZoneDocument>)))]
pub(crate) async fn zones(State(live): Current, query: Query) -> Result<Response, Problem> {
    let query = query.only(&["kind"])?;
    super::json(&live, move |state| Ok(answer::accompaniment::zones(state, query.text("kind")))).await
}
