//! White zones with the user's parameters.

use axum::extract::State;
use axum::response::Response;

use super::Current;
use crate::answer;
use crate::answer::filter::none_for_white_zones;
use crate::answer::white_zone::WhiteZoneQuery;
use crate::answer::year;
use crate::document::white_zone::{WhiteZoneAreasDocument, WhiteZonesDocument};
use crate::problem::{Problem, ProblemDocument};
use crate::query::Query;
use crate::state::State as Snapshot;

const KNOWN: &[&str] =
    &["level", "perimetre", "famille", "secteur", "annee", "region", "c", "p", "t", "m", "alpha", "years", "scheme"];
const AREAS: &[&str] = &[
    "level",
    "perimetre",
    "famille",
    "secteur",
    "annee",
    "region",
    "kind",
    "c",
    "p",
    "t",
    "m",
    "alpha",
    "years",
    "scheme",
];

/// Verdict and evidence of every unit, for each kind of white zone.
#[utoipa::path(get, path = "/api/v1/white-zones", tag = "zones blanches", params(
    ("level" = Option<String>, Query, description = "Niveau, epci par défaut"),
    ("perimetre" = Option<String>, Query, description = "Périmètre"),
    ("famille" = Option<String>, Query, description = "Refusé : une zone blanche se juge sur toute l'ESS"),
    ("secteur" = Option<String>, Query, description = "Refusé : une zone blanche se juge sur toute l'ESS"),
    ("annee" = Option<u16>, Query, description = "L'année de référence, seule admise : une zone blanche ne se juge que sur elle"),
    ("region" = Option<String>, Query, description = "Code de région", example = "32"),
    ("c" = Option<f64>, Query, description = "Part du taux de référence en dessous de laquelle l'offre manque, 0.75"),
    ("p" = Option<f64>, Query, description = "Probabilité exigée, 0.95"),
    ("t" = Option<f64>, Query, description = "Minutes au-delà desquelles un lieu est loin, 30"),
    ("m" = Option<f64>, Query, description = "Part des habitants loin de tout lieu, 0.5"),
    ("alpha" = Option<f64>, Query, description = "Part de fausses alertes acceptée parmi les foyers froids ; probabilité jusqu'à laquelle le hasard n'explique plus l'absence de bénéficiaire (recours), 0.05"),
    ("years" = Option<u32>, Query, description = "Dernières années où l'on cherche un bénéficiaire (recours), 5"),
    ("scheme" = Option<String>, Query, description = "Dispositifs dont comptent les lieux et les bénéficiaires, séparés par des virgules ; tous par défaut"),
), responses(
    (status = 200, description = "Verdicts et preuves", body = WhiteZonesDocument),
    (status = 400, description = "Paramètre invalide", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn white_zones(State(live): Current, query: Query) -> Result<Response, Problem> {
    let query = query.only(KNOWN)?;
    super::json(&live, move |state| Ok(answer::white_zone::white_zones(state, &asked(&query, state)?))).await
}

/// Contiguous areas of white units, each with its inhabitants, its establishments and its nearest site.
#[utoipa::path(get, path = "/api/v1/white-zones/areas", tag = "zones blanches", params(
    ("level" = Option<String>, Query, description = "Niveau des unités réunies, epci par défaut"),
    ("perimetre" = Option<String>, Query, description = "Périmètre"),
    ("famille" = Option<String>, Query, description = "Refusé : une zone blanche se juge sur toute l'ESS"),
    ("secteur" = Option<String>, Query, description = "Refusé : une zone blanche se juge sur toute l'ESS"),
    ("annee" = Option<u16>, Query, description = "L'année de référence, seule admise : une zone blanche ne se juge que sur elle"),
    ("region" = Option<String>, Query, description = "Code de région", example = "32"),
    ("kind" = Option<String>, Query, description = "offre, foyer_froid, accompagnement ou recours ; tous critères par défaut"),
    ("c" = Option<f64>, Query, description = "Voir /api/v1/white-zones"),
    ("p" = Option<f64>, Query, description = "Voir /api/v1/white-zones"),
    ("t" = Option<f64>, Query, description = "Voir /api/v1/white-zones"),
    ("m" = Option<f64>, Query, description = "Voir /api/v1/white-zones"),
    ("alpha" = Option<f64>, Query, description = "Voir /api/v1/white-zones"),
    ("years" = Option<u32>, Query, description = "Voir /api/v1/white-zones"),
    ("scheme" = Option<String>, Query, description = "Voir /api/v1/white-zones"),
), responses(
    (status = 200, description = "Zones d'un seul tenant", body = WhiteZoneAreasDocument),
    (status = 400, description = "Paramètre invalide", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn areas(State(live): Current, query: Query) -> Result<Response, Problem> {
    let query = query.only(AREAS)?;
    super::json(&live, move |state| Ok(answer::white_zone::area::areas(state, &asked(&query, state)?, query.kind()?)))
        .await
}

pub(super) fn asked(query: &Query, state: &Snapshot) -> Result<WhiteZoneQuery, Problem> {
    let view = query.view(state)?;
    none_for_white_zones(view.filter)?;
    year::none_for_white_zones(state, view.year)?;
    Ok(WhiteZoneQuery { view, parameters: query.white_zone()?, schemes: query.schemes(state)? })
}
