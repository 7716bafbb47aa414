//! A series: the columns of the map, and the same as a file to take away.

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use lanterne_observatory::Indicator;
use tokio::sync::Semaphore;

use super::{Current, white_zones};
use crate::answer;
use crate::answer::series::SeriesQuery;
use crate::answer::table::TableQuery;
use crate::document::series::SeriesDocument;
use crate::export::Format;
use crate::live::Live;
use crate::problem::{Problem, ProblemDocument};
use crate::query::{Query, indicator_in_path};
use crate::state::State as Snapshot;

/// Files made at the same time; the next ones wait their turn. All communes of France with their outlines are made in a second
/// and weigh up to 60 MB in memory: a few people at once must not fill it, nor keep the maps of the others waiting.
static TURNS: Semaphore = Semaphore::const_new(2);

const KNOWN: &[&str] = &["level", "perimetre", "famille", "secteur", "annee", "region", "classes", "method", "breaks"];
/// Parameters of a file beside: those of the tests it may hold, and the territories it is limited to.
const OF_A_FILE: &[&str] = &["white_zones", "codes", "c", "p", "t", "m", "alpha", "years", "scheme"];

/// The parameters of a series, and others beside them.
pub(super) fn known_with(others: &[&'static str]) -> Vec<&'static str> {
    [KNOWN, others].concat()
}

/// One indicator at one level, in row order.
#[utoipa::path(get, path = "/api/v1/series/{indicator}", tag = "séries", params(
    ("indicator" = String, Path, description = "Indicateur", example = "etablissements_10000_hab"),
    ("level" = Option<String>, Query, description = "Niveau, epci par défaut"),
    ("perimetre" = Option<String>, Query, description = "Périmètre, loi_2014 par défaut"),
    ("famille" = Option<String>, Query, description = "Familles retenues, séparées par des virgules : association, cooperative, mutuelle, fondation, societe_commerciale ; toutes par défaut", example = "association,cooperative"),
    ("secteur" = Option<String>, Query, description = "Sections de la NAF rév. 2 retenues, par leur lettre, séparées par des virgules ; toutes par défaut", example = "Q,P"),
    ("annee" = Option<u16>, Query, description = "Une année chargée, état au 31 décembre : voir years de /api/v1/snapshot ; celle de référence par défaut", example = 2022),
    ("region" = Option<String>, Query, description = "Code de région : limite les lignes, et sert de référence", example = "32"),
    ("classes" = Option<u32>, Query, description = "Nombre de classes, de 2 à 12"),
    ("method" = Option<String>, Query, description = "Découpage : arrondi, quantile, egal, jenks, tete_queue, ecart_type"),
    ("breaks" = Option<String>, Query, description = "Seuils choisis, séparés par un point-virgule"),
), responses(
    (status = 200, description = "La série", body = SeriesDocument),
    (status = 400, description = "Paramètre invalide", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Indicateur inconnu", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn series(
    State(live): Current,
    Path(name): Path<String>,
    uri: OriginalUri,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Problem> {
    if let Some((name, ending)) = name.rsplit_once('.') {
        let address = format!("{}{}", super::tiles::base(&headers), uri.0);
        return file(live, name, ending, address, query).await;
    }
    let (query, indicator) = (query.only(KNOWN)?, indicator_in_path(&name)?);
    super::json(&live, move |state| Ok(answer::series::series(state, &read(&query, indicator, state)?))).await
}

/// The series as shown, as a file: `csv`, `xlsx`, `geojson`, `parquet`, `gpkg`, `arrow`.
#[utoipa::path(get, path = "/api/v1/series/{indicator}.{format}", tag = "séries", params(
    ("indicator" = String, Path, description = "Indicateur", example = "etablissements_10000_hab"),
    ("format" = String, Path, description = "csv, xlsx, geojson, parquet (GeoParquet 1.1), gpkg (GeoPackage 1.3) ou arrow (sans contours)", example = "xlsx"),
    ("level" = Option<String>, Query, description = "Niveau, epci par défaut"),
    ("perimetre" = Option<String>, Query, description = "Périmètre, loi_2014 par défaut"),
    ("famille" = Option<String>, Query, description = "Familles retenues, séparées par des virgules : association, cooperative, mutuelle, fondation, societe_commerciale ; toutes par défaut", example = "association,cooperative"),
    ("secteur" = Option<String>, Query, description = "Sections de la NAF rév. 2 retenues, par leur lettre, séparées par des virgules ; toutes par défaut", example = "Q,P"),
    ("annee" = Option<u16>, Query, description = "Une année chargée, état au 31 décembre : voir years de /api/v1/snapshot ; celle de référence par défaut", example = 2022),
    ("region" = Option<String>, Query, description = "Code de région : limite les lignes, et sert de référence", example = "32"),
    ("classes" = Option<u32>, Query, description = "Nombre de classes, de 2 à 12"),
    ("method" = Option<String>, Query, description = "Découpage : arrondi, quantile, egal, jenks, tete_queue, ecart_type"),
    ("breaks" = Option<String>, Query, description = "Seuils choisis, séparés par un point-virgule"),
    ("codes" = Option<String>, Query, description = "Ces territoires seulement, par leurs codes séparés par des virgules"),
    ("white_zones" = Option<String>, Query, description = "oui : ajoute les tests de zones blanches et leurs preuves"),
    ("c" = Option<f64>, Query, description = "Voir /api/v1/white-zones ; suppose white_zones=oui"),
    ("p" = Option<f64>, Query, description = "Voir /api/v1/white-zones ; suppose white_zones=oui"),
    ("t" = Option<f64>, Query, description = "Voir /api/v1/white-zones ; suppose white_zones=oui"),
    ("m" = Option<f64>, Query, description = "Voir /api/v1/white-zones ; suppose white_zones=oui"),
    ("alpha" = Option<f64>, Query, description = "Voir /api/v1/white-zones ; suppose white_zones=oui"),
    ("years" = Option<u32>, Query, description = "Voir /api/v1/white-zones ; suppose white_zones=oui"),
    ("scheme" = Option<String>, Query, description = "Voir /api/v1/white-zones ; suppose white_zones=oui"),
), responses(
    (status = 200, description = "Le fichier, avec sa source, son millésime, sa géographie, ses paramètres et sa licence"),
    (status = 400, description = "Paramètre invalide", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Indicateur ou format inconnu", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 503, description = "Publication sans contours", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn file(
    live: Arc<Live>,
    name: &str,
    ending: &str,
    address: String,
    query: Query,
) -> Result<Response, Problem> {
    let format = super::format(ending, &Format::ALL)?;
    let (query, indicator) = (query.only(&known_with(OF_A_FILE))?, indicator_in_path(name)?);
    let _turn = TURNS.acquire().await.map_err(|_| Problem::Internal)?;
    let (file, name) = super::computed(&live, move |state| {
        let series = read(&query, indicator, state)?;
        let white = query.with_white_zones()?.then(|| white_zones::asked(&query, state)).transpose()?;
        let kept = query.codes(state, series.view.level)?;
        let asked = TableQuery { series, white, kept, address };
        let shapes = format.has_outlines().then(|| state.shapes(asked.series.view.level)).transpose()?;
        let table = answer::table::table(state, &asked);
        let file = super::written(format, &table, shapes.as_ref())?;
        Ok((file, answer::table::file_name(state, &asked, format)))
    })
    .await?;
    Ok(super::taken(format.media_type(), &name, file))
}

pub(super) fn read(query: &Query, indicator: Indicator, state: &Snapshot) -> Result<SeriesQuery, Problem> {
    Ok(SeriesQuery {
        indicator,
        view: query.view_of(state, indicator)?,
        classes: query.classes()?,
        method: query.method()?,
        breaks: query.breaks()?,
    })
}
