//! What a whole series says beyond its figures: its spatial structure, its spread over the inhabitants, its link to another.

use axum::extract::{Path, State};
use axum::response::Response;

use super::Current;
use crate::answer;
use crate::answer::filter::stands;
use crate::document::cluster::ClustersDocument;
use crate::document::filter::PartsDocument;
use crate::document::inequality::InequalityDocument;
use crate::document::relation::RelationDocument;
use crate::problem::{Problem, ProblemDocument};
use crate::query::{Query, indicator_in_path};

const KNOWN: &[&str] = &["level", "perimetre", "famille", "secteur", "annee", "region"];

/// Moran's index of a series, and local Moran and Gi* of each of its territories, tested by permutations.
#[utoipa::path(get, path = "/api/v1/clusters/{indicator}", tag = "séries", params(
    ("indicator" = String, Path, description = "Indicateur", example = "etablissements_10000_hab"),
    ("level" = Option<String>, Query, description = "Niveau, epci par défaut"),
    ("perimetre" = Option<String>, Query, description = "Périmètre, loi_2014 par défaut"),
    ("famille" = Option<String>, Query, description = "Familles retenues, séparées par des virgules : association, cooperative, mutuelle, fondation, societe_commerciale ; toutes par défaut", example = "association,cooperative"),
    ("secteur" = Option<String>, Query, description = "Sections de la NAF rév. 2 retenues, par leur lettre, séparées par des virgules ; toutes par défaut", example = "Q,P"),
    ("annee" = Option<u16>, Query, description = "Une année chargée, état au 31 décembre : voir years de /api/v1/snapshot ; celle de référence par défaut", example = 2022),
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
    let query = query.only(KNOWN)?;
    let indicator = indicator_in_path(&name)?;
    super::json(&live, move |state| Ok(answer::cluster::clusters(state, indicator, query.view_of(state, indicator)?)))
        .await
}

/// Two indicators of the same territories: thirds crossed, and their correlation with its interval.
#[utoipa::path(get, path = "/api/v1/relations/{indicator}/{other}", tag = "séries", params(
    ("indicator" = String, Path, description = "Indicateur en abscisse", example = "etablissements_10000_hab"),
    ("other" = String, Path, description = "Indicateur en ordonnée", example = "part_emplois"),
    ("level" = Option<String>, Query, description = "Niveau, epci par défaut"),
    ("perimetre" = Option<String>, Query, description = "Périmètre, loi_2014 par défaut"),
    ("famille" = Option<String>, Query, description = "Familles retenues, séparées par des virgules : association, cooperative, mutuelle, fondation, societe_commerciale ; toutes par défaut", example = "association,cooperative"),
    ("secteur" = Option<String>, Query, description = "Sections de la NAF rév. 2 retenues, par leur lettre, séparées par des virgules ; toutes par défaut", example = "Q,P"),
    ("annee" = Option<u16>, Query, description = "Une année chargée, état au 31 décembre : voir years de /api/v1/snapshot ; celle de référence par défaut", example = 2022),
    ("region" = Option<String>, Query, description = "Code de région : limite les territoires", example = "32"),
), responses(
    (status = 200, description = "Les deux colonnes, les neuf cases, la corrélation", body = RelationDocument),
    (status = 400, description = "Paramètre invalide", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Indicateur inconnu", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn relation(
    State(live): Current,
    Path((name, other)): Path<(String, String)>,
    query: Query,
) -> Result<Response, Problem> {
    let query = query.only(KNOWN)?;
    let pair = (indicator_in_path(&name)?, indicator_in_path(&other)?);
    super::json(&live, move |state| {
        stands(pair.1, query.filter()?)?;
        Ok(answer::relation::relation(state, pair, query.view_of(state, pair.0)?))
    })
    .await
}

/// The Lorenz curve of an indicator over the inhabitants, with Gini, Hoover and Theil.
#[utoipa::path(get, path = "/api/v1/inequality/{indicator}", tag = "séries", params(
    ("indicator" = String, Path, description = "Indicateur", example = "etablissements_10000_hab"),
    ("level" = Option<String>, Query, description = "Niveau, epci par défaut"),
    ("perimetre" = Option<String>, Query, description = "Périmètre, loi_2014 par défaut"),
    ("famille" = Option<String>, Query, description = "Familles retenues, séparées par des virgules : association, cooperative, mutuelle, fondation, societe_commerciale ; toutes par défaut", example = "association,cooperative"),
    ("secteur" = Option<String>, Query, description = "Sections de la NAF rév. 2 retenues, par leur lettre, séparées par des virgules ; toutes par défaut", example = "Q,P"),
    ("annee" = Option<u16>, Query, description = "Une année chargée, état au 31 décembre : voir years de /api/v1/snapshot ; celle de référence par défaut", example = 2022),
    ("region" = Option<String>, Query, description = "Code de région : limite les territoires", example = "32"),
), responses(
    (status = 200, description = "La courbe, la place de chaque territoire, les indices", body = InequalityDocument),
    (status = 400, description = "Paramètre invalide", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Indicateur inconnu", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn inequality(
    State(live): Current,
    Path(name): Path<String>,
    query: Query,
) -> Result<Response, Problem> {
    let query = query.only(KNOWN)?;
    let indicator = indicator_in_path(&name)?;
    super::json(&live, move |state| {
        Ok(answer::inequality::inequality(state, indicator, query.view_of(state, indicator)?))
    })
    .await
}

/// The familles and the sectors that can be kept, with how many establishments each has in the reference.
#[utoipa::path(get, path = "/api/v1/parts", tag = "séries", params(
    ("level" = Option<String>, Query, description = "Niveau de la carte, epci par défaut : sans effet sur les nombres"),
    ("perimetre" = Option<String>, Query, description = "Périmètre, loi_2014 par défaut"),
    ("famille" = Option<String>, Query, description = "Familles retenues, séparées par des virgules : association, cooperative, mutuelle, fondation, societe_commerciale ; toutes par défaut", example = "association,cooperative"),
    ("secteur" = Option<String>, Query, description = "Sections de la NAF rév. 2 retenues, par leur lettre, séparées par des virgules ; toutes par défaut", example = "Q,P"),
    ("annee" = Option<u16>, Query, description = "Une année chargée, état au 31 décembre : voir years de /api/v1/snapshot ; celle de référence par défaut", example = 2022),
    ("region" = Option<String>, Query, description = "Code de région : où l'on compte", example = "32"),
), responses(
    (status = 200, description = "Familles et secteurs, chacun compté à travers le choix fait dans l'autre liste", body = PartsDocument),
    (status = 400, description = "Paramètre invalide", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn parts(State(live): Current, query: Query) -> Result<Response, Problem> {
    let query = query.only(KNOWN)?;
    super::json(&live, move |state| Ok(answer::filter::parts(state, query.view(state)?))).await
}
