//! Tiles: TileJSON says where they are now; their addresses hold the digest of the archive and never change meaning.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::Current;
use crate::problem::{Problem, ProblemDocument};

/// Highest zoom at which a tile has a number at all.
const DEEPEST: u32 = 30;

/// TileJSON 3.0 of a layer: `{layer}.json`.
#[utoipa::path(get, path = "/tiles/{layer}.json", tag = "tuiles", params(
    ("layer" = String, Path, description = "Couche : commune, epci, departement, region, zone, limite, site", example = "epci"),
), responses(
    (status = 200, description = "TileJSON 3.0"),
    (status = 404, description = "Couche inconnue", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn tilejson(
    State(live): Current,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let state = live.state()?;
    let known = || state.archives.keys().map(|layer| format!("{layer}.json")).collect();
    let archive = file.strip_suffix(".json").and_then(|layer| state.archives.get(layer));
    let unknown = || Problem::UnknownName { what: "une couche de tuiles", found: file.clone(), known: known() };
    Ok(Json(archive.ok_or_else(unknown)?.tilejson(&base(&headers))).into_response())
}

/// Where the client reached us: maps ask for tiles from a worker, which knows no relative address. Without a sensible
/// `Host`, the address stays relative.
fn base(headers: &HeaderMap) -> String {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text("x-forwarded-host").or_else(|| text("host")).and_then(|host| host.parse::<Authority>().ok());
    let scheme = if text("x-forwarded-proto") == Some("https") { "https" } else { "http" };
    host.map(|host| format!("{scheme}://{host}")).unwrap_or_default()
}

/// One tile, gzipped MVT; `204` where the layer shows nothing.
#[utoipa::path(get, path = "/tiles/{hash}/{layer}/{z}/{x}/{y}", tag = "tuiles", params(
    ("hash" = String, Path, description = "Empreinte de l'archive, donnée par TileJSON"),
    ("layer" = String, Path, description = "Couche"),
    ("z" = u32, Path, description = "Zoom"),
    ("x" = u32, Path, description = "Colonne"),
    ("y" = u32, Path, description = "Ligne"),
), responses(
    (status = 200, description = "Mapbox Vector Tile", content_type = "application/vnd.mapbox-vector-tile"),
    (status = 204, description = "Rien à montrer ici"),
    (status = 404, description = "Hors de la pyramide", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 410, description = "Tuiles d'une publication antérieure", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn tile(
    State(live): Current,
    Path((hash, layer, z, x, y)): Path<(String, String, String, String, String)>,
) -> Result<Response, Problem> {
    let state = live.state()?;
    let known = || state.archives.keys().cloned().collect();
    let unknown = || Problem::UnknownName { what: "une couche de tuiles", found: layer.clone(), known: known() };
    let archive = state.archives.get(&layer).ok_or_else(unknown)?;
    if hash != archive.version() {
        return Err(Problem::TilesReplaced { hash, layer });
    }
    let (z, x, y) = (whole("z", &z)?, whole("x", &x)?, whole("y", &y)?);
    let about = archive.tilejson("");
    let zooms = (about.minzoom, about.maxzoom);
    let outside = || Problem::TileOutOfRange { z, x, y, zooms };
    let level = u8::try_from(z).ok().filter(|level| (zooms.0..=zooms.1).contains(level)).ok_or_else(outside)?;
    if z > DEEPEST || x >= 1 << z || y >= 1 << z {
        return Err(outside());
    }
    let mut response = match archive.tile(level, x, y) {
        Some(bytes) => {
            ([(header::CONTENT_TYPE, "application/vnd.mapbox-vector-tile"), (header::CONTENT_ENCODING, "gzip")], bytes)
                .into_response()
        }
        None => StatusCode::NO_CONTENT.into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{hash}-{z}-{x}-{y}\"")) {
        headers.insert(header::ETAG, tag);
    }
    Ok(response)
}

fn whole(name: &str, text: &str) -> Result<u32, Problem> {
    // `.pbf` and `.mvt` are what some clients append.
    let digits = text.trim_end_matches(".pbf").trim_end_matches(".mvt");
    digits.parse().map_err(|_| Problem::Parameter {
        name: name.to_owned(),
        value: text.to_owned(),
        expected: "un entier positif".to_owned(),
    })
}
