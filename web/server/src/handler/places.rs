//! Territories: the index of a level, one of them, the labels of the map, the search.

use axum::extract::{Path, State};
use axum::response::Response;

use super::Current;
use crate::answer;
use crate::answer::filter::stands;
use crate::answer::territory::TerritoryQuery;
use crate::answer::words;
use crate::document::series::TerritoriesDocument;
use crate::document::territory::{FoundPlace, PlaceLabel, TerritoryDocument};
use crate::problem::{Problem, ProblemDocument};
use crate::query::{Query, level_in_path};

/// Most labels served at once.
const MOST_LABELS: f64 = 500.0;
/// Parameters of the panel of a territory: those of the map and of the tests.
const TERRITORY: &[&str] = &[
    "perimetre",
    "famille",
    "secteur",
    "annee",
    "indicator",
    "region",
    "c",
    "p",
    "t",
    "m",
    "alpha",
    "years",
    "scheme",
];

/// Territory index of a level, in row order.
#[utoipa::path(get, path = "/api/v1/territories/{level}", tag = "territoires", params(
    ("level" = String, Path, description = "Niveau : commune, epci, departement, region, france ; zone_emploi, bassin_vie s'ils sont chargés", example = "epci"),
    ("region" = Option<String>, Query, description = "Code de région : limite les lignes", example = "32"),
), responses(
    (status = 200, description = "Colonnes dans l'ordre des lignes", body = TerritoriesDocument),
    (status = 404, description = "Niveau inconnu", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn territories(
    State(live): Current,
    Path(level): Path<String>,
    query: Query,
) -> Result<Response, Problem> {
    let query = query.only(&["region"])?;
    super::json(&live, move |state| {
        Ok(answer::place::territories(state, level_in_path(state, &level)?, query.region(state)?))
    })
    .await
}

/// One territory: everything its panel shows.
#[utoipa::path(get, path = "/api/v1/territories/{level}/{code}", tag = "territoires", params(
    ("level" = String, Path, description = "Niveau", example = "epci"),
    ("code" = String, Path, description = "Code", example = "200070928"),
    ("perimetre" = Option<String>, Query, description = "Périmètre : loi_2014, categorie, avec_esus, avec_siae"),
    ("famille" = Option<String>, Query, description = "Familles retenues, séparées par des virgules : association, cooperative, mutuelle, fondation, societe_commerciale ; toutes par défaut", example = "association,cooperative"),
    ("secteur" = Option<String>, Query, description = "Sections de la NAF rév. 2 retenues, par leur lettre, séparées par des virgules ; toutes par défaut", example = "Q,P"),
    ("annee" = Option<u16>, Query, description = "Une année chargée, état au 31 décembre : voir years de /api/v1/snapshot ; celle de référence par défaut", example = 2022),
    ("indicator" = Option<String>, Query, description = "Indicateur mis en tête"),
    ("region" = Option<String>, Query, description = "Région de la carte : fixe la référence et le rang"),
    ("c" = Option<f64>, Query, description = "Voir /api/v1/white-zones"),
    ("p" = Option<f64>, Query, description = "Voir /api/v1/white-zones"),
    ("t" = Option<f64>, Query, description = "Voir /api/v1/white-zones"),
    ("m" = Option<f64>, Query, description = "Voir /api/v1/white-zones"),
    ("alpha" = Option<f64>, Query, description = "Voir /api/v1/white-zones"),
    ("years" = Option<u32>, Query, description = "Voir /api/v1/white-zones"),
    ("scheme" = Option<String>, Query, description = "Voir /api/v1/white-zones"),
), responses(
    (status = 200, description = "Le territoire", body = TerritoryDocument),
    (status = 404, description = "Territoire inconnu", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn territory(
    State(live): Current,
    Path((level, code)): Path<(String, String)>,
    query: Query,
) -> Result<Response, Problem> {
    let query = query.only(TERRITORY)?;
    super::json(&live, move |state| {
        let level = level_in_path(state, &level)?;
        let unknown = || Problem::UnknownTerritory {
            level: words::level(level),
            code: code.clone(),
            expected: words::code(level),
        };
        let row = state.territories(level).row(&code).ok_or_else(unknown)?;
        let asked = TerritoryQuery {
            row,
            view: query.view_at(state, level)?,
            indicator: query.indicator()?,
            parameters: query.white_zone()?,
            schemes: query.schemes(state)?,
        };
        stands(asked.indicator, asked.view.filter)?;
        Ok(answer::territory::territory(state, &asked))
    })
    .await
}

/// Labels of the map: the most populated communes.
#[utoipa::path(get, path = "/api/v1/places", tag = "territoires", params(
    ("region" = Option<String>, Query, description = "Code de région", example = "32"),
    ("n" = Option<u32>, Query, description = "Nombre de communes, 40 par défaut"),
), responses((status = 200, description = "Communes les plus peuplées, avec leur mairie", body = Vec<PlaceLabel>)))]
pub(crate) async fn places(State(live): Current, query: Query) -> Result<Response, Problem> {
    let query = query.only(&["region", "n"])?;
    super::json(&live, move |state| {
        let most = query.number("n", 40.0, 1.0, MOST_LABELS)?;
        Ok(answer::place::labels(state, query.region(state)?, most as usize))
    })
    .await
}

/// Search by name, code or postcode.
#[utoipa::path(get, path = "/api/v1/search", tag = "territoires", params(
    ("q" = String, Query, description = "Nom, code ou code postal", example = "peronne"),
), responses((status = 200, description = "Au plus douze territoires, le meilleur d'abord", body = Vec<FoundPlace>)))]
pub(crate) async fn search(State(live): Current, query: Query) -> Result<Response, Problem> {
    let query = query.only(&["q"])?;
    super::json(&live, move |state| Ok(answer::place::search(state, query.text("q").unwrap_or_default()))).await
}
