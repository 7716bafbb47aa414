//! OGC API — Features and Tiles, under `/ogc`.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use lanterne_observatory::Level;
use lanterne_tiles::archive::Archive;

use super::Current;
use super::tiles::base;
use crate::answer::ogc;
use crate::answer::ogc::items::{ItemsQuery, MOST, USUAL};
use crate::answer::words;
use crate::problem::{Problem, ProblemDocument};
use crate::query::{Query, level_in_path};
use crate::state::State as Snapshot;

/// `f` is what several clients add; the one answer is JSON.
const PLAIN: &[&str] = &["f"];
const ITEMS: &[&str] =
    &["f", "bbox", "limit", "offset", "datetime", "region", "perimetre", "famille", "secteur", "annee"];

/// Landing page of the OGC API.
#[utoipa::path(get, path = "/ogc", tag = "ogc", responses((status = 200, description = "Liens vers le reste")))]
pub(crate) async fn landing(headers: HeaderMap, query: Query) -> Result<Response, Problem> {
    json_only(&query.only(PLAIN)?)?;
    Ok(Json(ogc::landing(&base(&headers))).into_response())
}

/// Conformance classes.
#[utoipa::path(get, path = "/ogc/conformance", tag = "ogc", responses((status = 200, description = "Classes de conformité")))]
pub(crate) async fn conformance(query: Query) -> Result<Response, Problem> {
    json_only(&query.only(PLAIN)?)?;
    Ok(Json(ogc::conformance()).into_response())
}

/// Every level as a collection.
#[utoipa::path(get, path = "/ogc/collections", tag = "ogc", responses((status = 200, description = "Un niveau, une collection")))]
pub(crate) async fn collections(State(live): Current, headers: HeaderMap, query: Query) -> Result<Response, Problem> {
    json_only(&query.only(PLAIN)?)?;
    super::json(&live, move |state| Ok(ogc::collections(state, &base(&headers)))).await
}

/// One level.
#[utoipa::path(get, path = "/ogc/collections/{level}", tag = "ogc", params(
    ("level" = String, Path, description = "commune, epci, departement, region, france ; zone_emploi, bassin_vie s'ils sont chargés", example = "epci"),
), responses(
    (status = 200, description = "La collection"),
    (status = 404, description = "Niveau inconnu", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn collection(
    State(live): Current,
    Path(level): Path<String>,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Problem> {
    json_only(&query.only(PLAIN)?)?;
    super::json(&live, move |state| Ok(ogc::collection(state, level_in_path(state, &level)?, &base(&headers)))).await
}

/// Features of a level, a page at a time.
#[utoipa::path(get, path = "/ogc/collections/{level}/items", tag = "ogc", params(
    ("level" = String, Path, description = "commune, epci, departement, region, france ; zone_emploi, bassin_vie s'ils sont chargés", example = "epci"),
    ("bbox" = Option<String>, Query, description = "Ouest,sud,est,nord en degrés WGS84"),
    ("limit" = Option<u32>, Query, description = "Territoires par page, 100 par défaut, 10 000 au plus"),
    ("offset" = Option<u32>, Query, description = "Territoires à passer"),
    ("datetime" = Option<String>, Query, description = "Accepté, sans effet : les territoires n'ont pas de date"),
    ("region" = Option<String>, Query, description = "Code de région : limite les territoires, et sert de référence", example = "32"),
    ("perimetre" = Option<String>, Query, description = "Périmètre, loi_2014 par défaut"),
    ("famille" = Option<String>, Query, description = "Familles retenues, séparées par des virgules : association, cooperative, mutuelle, fondation, societe_commerciale ; toutes par défaut", example = "association,cooperative"),
    ("secteur" = Option<String>, Query, description = "Sections de la NAF rév. 2 retenues, par leur lettre, séparées par des virgules ; toutes par défaut", example = "Q,P"),
    ("annee" = Option<u16>, Query, description = "Une année chargée, état au 31 décembre : voir years de /api/v1/snapshot ; celle de référence par défaut", example = 2022),
    ("f" = Option<String>, Query, description = "json, la seule forme"),
), responses(
    (status = 200, description = "Territoires et indicateurs", content_type = "application/geo+json"),
    (status = 400, description = "Paramètre invalide", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Niveau inconnu", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn items(
    State(live): Current,
    Path(level): Path<String>,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Problem> {
    let query = query.only(ITEMS)?;
    json_only(&query)?;
    let page = move |state: &Snapshot| {
        let asked = ItemsQuery {
            view: query.view_at(state, level_in_path(state, &level)?)?,
            bbox: query.bbox()?,
            limit: query.whole("limit", USUAL as u32, 1, u32::MAX)?.min(MOST as u32) as usize,
            offset: query.whole("offset", 0, 0, u32::MAX)? as usize,
            base: base(&headers),
            kept: query.kept(&["bbox", "datetime", "region", "perimetre", "famille", "secteur", "annee"]),
        };
        ogc::items::items(state, &asked)
    };
    super::computed(&live, page).await.map(geojson)
}

/// One feature.
#[utoipa::path(get, path = "/ogc/collections/{level}/items/{code}", tag = "ogc", params(
    ("level" = String, Path, description = "commune, epci, departement, region, france ; zone_emploi, bassin_vie s'ils sont chargés", example = "epci"),
    ("code" = String, Path, description = "Code du territoire", example = "200070928"),
), responses(
    (status = 200, description = "Le territoire et ses indicateurs", content_type = "application/geo+json"),
    (status = 404, description = "Territoire inconnu", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn item(
    State(live): Current,
    Path((level, code)): Path<(String, String)>,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Problem> {
    json_only(&query.only(PLAIN)?)?;
    let one = move |state: &Snapshot| {
        let level = level_in_path(state, &level)?;
        let row = state.territories(level).row(&code).ok_or_else(|| Problem::UnknownTerritory {
            level: words::level(level),
            code: code.clone(),
            expected: words::code(level),
        })?;
        ogc::items::item(state, level, row, &base(&headers)).map(|document| document.to_string().into_bytes())
    };
    super::computed(&live, one).await.map(geojson)
}

/// Schema of the features of a level.
#[utoipa::path(get, path = "/ogc/collections/{level}/schema", tag = "ogc", params(
    ("level" = String, Path, description = "commune, epci, departement, region, france ; zone_emploi, bassin_vie s'ils sont chargés", example = "epci"),
), responses(
    (status = 200, description = "JSON Schema d'un territoire", content_type = "application/schema+json"),
    (status = 404, description = "Niveau inconnu", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn schema(
    State(live): Current,
    Path(level): Path<String>,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Problem> {
    json_only(&query.only(PLAIN)?)?;
    let schema = super::computed(&live, move |state| {
        Ok(ogc::items::schema(state, level_in_path(state, &level)?, &base(&headers)))
    })
    .await?;
    let kind = HeaderValue::from_static(ogc::SCHEMA);
    Ok(([(header::CONTENT_TYPE, kind)], schema.to_string()).into_response())
}

/// Tile sets of a level.
#[utoipa::path(get, path = "/ogc/collections/{level}/tiles", tag = "ogc", params(
    ("level" = String, Path, description = "commune, epci, departement, region ; zone_emploi, bassin_vie s'ils sont chargés", example = "epci"),
), responses(
    (status = 200, description = "Jeux de tuiles du niveau"),
    (status = 404, description = "Niveau sans tuiles", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn tilesets(
    State(live): Current,
    Path(level): Path<String>,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Problem> {
    json_only(&query.only(PLAIN)?)?;
    let state = live.state()?;
    let (level, archive) = archive(&state, &level)?;
    Ok(Json(ogc::tiles::list(archive, level, &base(&headers))).into_response())
}

/// The tile set of a level in the one grid.
#[utoipa::path(get, path = "/ogc/collections/{level}/tiles/{grid}", tag = "ogc", params(
    ("level" = String, Path, description = "commune, epci, departement, region ; zone_emploi, bassin_vie s'ils sont chargés", example = "epci"),
    ("grid" = String, Path, description = "WebMercatorQuad", example = "WebMercatorQuad"),
), responses(
    (status = 200, description = "Métadonnées et gabarit d'adresse des tuiles"),
    (status = 404, description = "Niveau sans tuiles, ou grille inconnue", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn tileset(
    State(live): Current,
    Path((level, grid)): Path<(String, String)>,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Problem> {
    json_only(&query.only(PLAIN)?)?;
    known_grid(&grid)?;
    let state = live.state()?;
    let (level, archive) = archive(&state, &level)?;
    Ok(Json(ogc::tiles::tileset(archive, level, &base(&headers))).into_response())
}

/// The grids tiles are cut by.
#[utoipa::path(get, path = "/ogc/tileMatrixSets", tag = "ogc", responses((status = 200, description = "Grilles de tuiles")))]
pub(crate) async fn grids(headers: HeaderMap, query: Query) -> Result<Response, Problem> {
    json_only(&query.only(PLAIN)?)?;
    Ok(Json(ogc::tiles::grids(&base(&headers))).into_response())
}

/// One grid.
#[utoipa::path(get, path = "/ogc/tileMatrixSets/{grid}", tag = "ogc", params(
    ("grid" = String, Path, description = "WebMercatorQuad", example = "WebMercatorQuad"),
), responses(
    (status = 200, description = "La grille, zoom par zoom"),
    (status = 404, description = "Grille inconnue", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn grid(Path(grid): Path<String>, query: Query) -> Result<Response, Problem> {
    json_only(&query.only(PLAIN)?)?;
    known_grid(&grid)?;
    Ok(Json(ogc::tiles::grid()).into_response())
}

fn known_grid(grid: &str) -> Result<(), Problem> {
    let known = vec![ogc::tiles::GRID.to_owned()];
    if grid == ogc::tiles::GRID {
        Ok(())
    } else {
        Err(Problem::UnknownName { what: "une grille de tuiles", found: grid.to_owned(), known })
    }
}

fn archive<'a>(state: &'a Snapshot, level: &str) -> Result<(Level, &'a Archive), Problem> {
    let level = level_in_path(state, level)?;
    let known = || Level::ALL.iter().map(|level| level.as_str()).filter(|own| state.archives.contains_key(*own));
    let none = || Problem::UnknownName {
        what: "un niveau qui a des tuiles",
        found: level.as_str().to_owned(),
        known: known().map(str::to_owned).collect(),
    };
    Ok((level, state.archives.get(level.as_str()).ok_or_else(none)?))
}

/// Only JSON is served: who asks for anything else is told so.
fn json_only(query: &Query) -> Result<(), Problem> {
    match query.text("f") {
        None | Some("json" | "geojson" | "application/json" | "application/geo+json") => Ok(()),
        Some(_) => Err(query.refused("f", "json")),
    }
}

fn geojson(document: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static(ogc::GEOJSON))], document).into_response()
}
