//! Raster tiles: a series as pictures, for maps that know no vector tiles.
//!
//! Drawn by maplibre-rs where its program answers, by resvg elsewhere; a header says which.

use axum::Json;
use axum::body::Body;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use lanterne_observatory::Indicator;
use lanterne_tiles::mercator::Tile;
use lanterne_tiles::picture::style::Palette;
use lanterne_tiles::picture::tile::Scene;
use tokio::sync::Semaphore;

use super::Current;
use super::series::known_with;
use crate::answer;
use crate::answer::series::SeriesQuery;
use crate::answer::source::Origin;
use crate::document::tilejson::MadeTiles;
use crate::live::Live;
use crate::problem::{Problem, ProblemDocument};
use crate::query::{Query, indicator_in_path};
use crate::raster::{Undrawn, scene};
use crate::state::State as Snapshot;
use crate::validator;

/// Who drew the picture.
const ENGINE: HeaderName = HeaderName::from_static("x-lanterne-engine");
const RESVG: &str = "resvg";
/// Parameters beside those of the series.
const BESIDE: &[&str] = &["palette", "lecture"];
/// Tiles that resvg draws at the same time.
static TURNS: Semaphore = Semaphore::const_new(2);

/// TileJSON 3.0 of a series drawn as pictures: `{indicator}.json`.
#[utoipa::path(get, path = "/raster/{indicator}.json", tag = "images", params(
    ("indicator" = String, Path, description = "Indicateur", example = "etablissements_10000_hab"),
    ("level" = Option<String>, Query, description = "Niveau, epci par défaut"),
    ("perimetre" = Option<String>, Query, description = "Périmètre, loi_2014 par défaut"),
    ("famille" = Option<String>, Query, description = "Familles retenues, comme pour la série"),
    ("secteur" = Option<String>, Query, description = "Sections de la NAF retenues, comme pour la série"),
    ("annee" = Option<u16>, Query, description = "Une année chargée, état au 31 décembre : voir years de /api/v1/snapshot ; celle de référence par défaut", example = 2022),
    ("region" = Option<String>, Query, description = "Code de région : limite les lignes, et sert de référence", example = "32"),
    ("classes" = Option<u32>, Query, description = "Nombre de classes, de 2 à 12"),
    ("method" = Option<String>, Query, description = "Découpage, comme pour la série"),
    ("breaks" = Option<String>, Query, description = "Seuils choisis, séparés par un point-virgule"),
    ("palette" = Option<String>, Query, description = "lanterne, bleu, vert ou ecart"),
    ("lecture" = Option<String>, Query, description = "classes, ou cercles : surface selon la quantité, couleur selon la classe ; cercles par défaut pour un nombre, classes sinon"),
), responses(
    (status = 200, description = "TileJSON 3.0, format png ; l'attribution porte la source et la mention des données synthétiques"),
    (status = 400, description = "Paramètre invalide", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Indicateur inconnu", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn tilejson(
    State(live): Current,
    Path(file): Path<String>,
    uri: OriginalUri,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Problem> {
    let name = super::tiles::described(&file, &uri.0)?;
    let (query, indicator) = (query.only(&known_with(BESIDE))?, indicator_in_path(name)?);
    let base = super::tiles::base(&headers);
    let document = super::computed(&live, move |state| {
        let (series, ..) = read(&query, indicator, state)?;
        let level = series.view.level;
        let (archive, zooms) =
            scene::archive(state, level).ok_or_else(|| query.refused("level", "un niveau qui a des tuiles"))?;
        let told = answer::series::series(state, &series);
        let asked = query.as_asked(&known_with(BESIDE));
        let address = format!("{base}/raster/{}/{{z}}/{{x}}/{{y}}.png{asked}", indicator.as_str());
        Ok(MadeTiles {
            name: told.title,
            description: told.sentence,
            attribution: Origin::at(state, series.view).attribution(state),
            format: Some("png"),
            bounds: archive.tilejson("").bounds,
            ..MadeTiles::at(address, zooms)
        })
    })
    .await?;
    Ok(Json(document).into_response())
}

/// One tile of a series as a picture of 256 pixels, or of 512 where `{y}` ends in `@2x`.
#[utoipa::path(get, path = "/raster/{indicator}/{z}/{x}/{y}.png", tag = "images", params(
    ("indicator" = String, Path, description = "Indicateur", example = "etablissements_10000_hab"),
    ("z" = u32, Path, description = "Zoom", example = 6),
    ("x" = u32, Path, description = "Colonne", example = 32),
    ("y" = String, Path, description = "Ligne ; suivie de @2x pour 512 pixels", example = "21"),
    ("level" = Option<String>, Query, description = "Comme tous les suivants : voir /raster/{indicator}.json"),
    ("perimetre" = Option<String>, Query, description = "Périmètre"),
    ("famille" = Option<String>, Query, description = "Familles retenues"),
    ("secteur" = Option<String>, Query, description = "Sections retenues"),
    ("annee" = Option<u16>, Query, description = "Une année chargée, état au 31 décembre : voir years de /api/v1/snapshot ; celle de référence par défaut", example = 2022),
    ("region" = Option<String>, Query, description = "Code de région", example = "32"),
    ("classes" = Option<u32>, Query, description = "Nombre de classes"),
    ("method" = Option<String>, Query, description = "Découpage"),
    ("breaks" = Option<String>, Query, description = "Seuils"),
    ("palette" = Option<String>, Query, description = "Palette"),
    ("lecture" = Option<String>, Query, description = "classes ou cercles"),
), responses(
    (status = 200, description = "L'image ; x-lanterne-engine dit qui l'a dessinée", content_type = "image/png"),
    (status = 304, description = "Inchangée"),
    (status = 400, description = "Paramètre invalide", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Indicateur inconnu, ou tuile hors de la pyramide", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn tile(
    State(live): Current,
    Path((name, z, x, y)): Path<(String, String, String, String)>,
    uri: OriginalUri,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Problem> {
    let nowhere = || Problem::NoSuchAddress(uri.0.path().to_owned());
    let y = y.strip_suffix(".png").ok_or_else(nowhere)?;
    let (y, scale) = y.strip_suffix("@2x").map_or((y, 1), |y| (y, 2));
    let (z, x, y) = (super::tiles::whole("z", &z)?, super::tiles::whole("x", &x)?, super::tiles::whole("y", y)?);
    let (query, indicator) = (query.only(&known_with(BESIDE))?, indicator_in_path(&name)?);
    let tag = validator::of_address(live.state()?.id(), &uri.0);
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| validator::matches(known, Some(&tag))) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let scene = super::computed(&live, move |state| {
        let (series, palette, circles) = read(&query, indicator, state)?;
        let (_, zooms) = scene::archive(state, series.view.level)
            .ok_or_else(|| query.refused("level", "un niveau qui a des tuiles"))?;
        let at = Tile { z: u8::try_from(z).map_err(|_| Problem::TileOutOfRange { z, x, y, zooms })?, x, y };
        let words = format!("{}{}", indicator.as_str(), query.kept(&known_with(BESIDE)));
        scene::of(state, &scene::Asked { series, palette, circles, words, at, scale })
    })
    .await?;
    let (png, engine) = drawn(&live, scene).await?;
    let mut response = Response::new(Body::from(png));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/png"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::ETAG, tag);
    headers.insert(ENGINE, HeaderValue::from_str(&engine).unwrap_or(HeaderValue::from_static(RESVG)));
    Ok(response)
}

/// The series, its colours, and whether amounts stand as circles.
fn read(query: &Query, indicator: Indicator, state: &Snapshot) -> Result<(SeriesQuery, Palette, bool), Problem> {
    let circles = query.word("lecture", &[("classes", false), ("cercles", true)])?;
    Ok((
        super::series::read(query, indicator, state)?,
        query.palette()?,
        circles.unwrap_or_else(|| indicator.is_number()),
    ))
}

/// The picture, and who drew it.
async fn drawn(live: &Live, scene: Scene) -> Result<(Vec<u8>, String), Problem> {
    let (request, body) = scene::question(&scene);
    match live.raster().picture(request, body).await {
        Ok(picture) => return Ok((picture.png, picture.engine)),
        Err(Undrawn::Absent) => {}
        Err(reason) => tracing::warn!(%reason, "a tile is drawn by resvg"),
    }
    let _turn = TURNS.acquire().await.map_err(|_| Problem::Internal)?;
    let picture = tokio::task::spawn_blocking(move || scene.png()).await.map_err(|fault| {
        tracing::error!(%fault, "a tile was not drawn");
        Problem::Internal
    })?;
    let png = picture.map_err(|fault| {
        tracing::error!(%fault, "a tile was not drawn");
        Problem::Internal
    })?;
    Ok((png, RESVG.to_owned()))
}
