//! Spatial structure of a series.

use axum::extract::{Path, State};
use axum::response::Response;

use super::Current;
use crate::answer;
use crate::document::cluster::ClustersDocument;
use crate::problem::{Problem, ProblemDocument};
use crate::query::{Query, indicator_in_path};
use crate::view::ViewKey;

/// Moran's index of a series, and local Moran and Gi* of each of its territories, tested by permutations.
#[utoipa::path(get, path = "/api/v1/clusters/{indicator}", tag = "séries", params(
    ("indicator" = String, Path, description = "Indicateur", example = "etablissements_10000_hab"),
    ("level" = Option<String>, Query, description = "Niveau, epci par défaut"),
    ("perimetre" = Option<String>, Query, description = "Périmètre, loi_2014 par défaut"),
    ("region" = Option<String>, Query, description = "Code de région : limite les territoires et leurs voisins", example = "32"),
), responses(
    (status = 200, description = "Foyers, exceptions, et ce qui ne peut pas être testé", body = ClustersDocument),
    (status = 400, description = "Paramètre invalide", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Indicateur inconnu", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn clusters(
    State(live): Current,
    Path(name): Path<String>,
    query: Query,
) -> Result<Response, Problem> {
    let query = query.only(&["level", "perimetre", "region"])?;
    let indicator = indicator_in_path(&name)?;
    super::json(&live, move |state| {
        let key = ViewKey { level: query.level()?, perimetre: query.perimetre()?, region: query.region(state)? };
        Ok(answer::cluster::clusters(state, indicator, key))
    })
    .await
}
