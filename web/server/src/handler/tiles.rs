//! Tiles: TileJSON says where they are now; their addresses hold the digest of the archive and never change meaning.
//!
//! A stored tile is answered by [`stored`], before the router; [`tile`] is the same with an explanation for whoever asks for
//! what is not there, and for clients that take no gzip.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use lanterne_tiles::archive::{Archive, unpacked};

use super::Current;
use crate::live::Live;
use crate::problem::{Problem, ProblemDocument};
use crate::router::COMMON;
use crate::validator;

/// TileJSON 3.0 of a layer: `{layer}.json`.
#[utoipa::path(get, path = "/tiles/{layer}.json", tag = "tuiles", params(
    ("layer" = String, Path, description = "Couche : commune, epci, departement, region, zone, limite, etiquette, site", example = "epci"),
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

/// What `{name}.json` describes.
pub(super) fn described<'a>(file: &'a str, uri: &Uri) -> Result<&'a str, Problem> {
    file.strip_suffix(".json").ok_or_else(|| Problem::NoSuchAddress(uri.path().to_owned()))
}

/// Where the client reached us: maps ask for tiles from a worker, which knows no relative address. Without a sensible
/// `Host`, the address stays relative.
pub(super) fn base(headers: &HeaderMap) -> String {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text("x-forwarded-host").or_else(|| text("host")).and_then(|host| host.parse::<Authority>().ok());
    let scheme = if text("x-forwarded-proto") == Some("https") { "https" } else { "http" };
    host.map(|host| format!("{scheme}://{host}")).unwrap_or_default()
}

/// A stored tile, answered without the router: `None` where the request is for anything else, or needs an explanation.
///
/// The same answer as [`tile`]'s, with the headers that the router's layers would add.
pub(crate) fn stored(live: &Live, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Response> {
    if *method != Method::GET || uri.query().is_some() {
        return None;
    }
    let mut parts = uri.path().strip_prefix("/tiles/")?.split('/');
    let [hash, layer, z, x, y] = [(); 5].map(|()| parts.next());
    let (hash, archive) = (hash?, layer?);
    let [z, x, y] = [z?, x?, y?].map(number);
    if parts.next().is_some() {
        return None;
    }
    let state = live.state().ok()?;
    let archive = state.archives.get(archive).filter(|archive| archive.version() == hash)?;
    let (z, x, y) = inside(archive, z?, x?, y?)?;
    if !accepts_gzip(headers) {
        return None;
    }
    let mut response = packed(archive, z, x, y, headers);
    response.headers_mut().extend(COMMON.map(|(name, value)| (name, HeaderValue::from_static(value))));
    Some(response)
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
    (status = 304, description = "Inchangée"),
    (status = 404, description = "Hors de la pyramide", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 410, description = "Tuiles d'une publication antérieure", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn tile(
    State(live): Current,
    Path((hash, layer, z, x, y)): Path<(String, String, String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let state = live.state()?;
    let known = || state.archives.keys().cloned().collect();
    let unknown = || Problem::UnknownName { what: "une couche de tuiles", found: layer.clone(), known: known() };
    let archive = state.archives.get(&layer).ok_or_else(unknown)?;
    if hash != archive.version() {
        return Err(Problem::TilesReplaced { hash, layer });
    }
    let (z, x, y) = (whole("z", &z)?, whole("x", &x)?, whole("y", &y)?);
    let (level, x, y) =
        inside(archive, z, x, y).ok_or_else(|| Problem::TileOutOfRange { z, x, y, zooms: archive.zooms() })?;
    if accepts_gzip(&headers) {
        return Ok(packed(archive, level, x, y, &headers));
    }
    let archive = archive.clone();
    let plain = move |_: &_| match archive.tile(level, x, y) {
        Some(bytes) => unpacked(&bytes).map(|bytes| shown(&archive, Body::from(bytes))).map_err(|fault| {
            tracing::error!(%fault, layer = archive.layer(), "a stored tile cannot be unpacked");
            Problem::Internal
        }),
        None => Ok(nothing(&archive)),
    };
    super::computed(&live, plain).await
}

/// The tile's address where the archive may have it.
fn inside(archive: &Archive, z: u32, x: u32, y: u32) -> Option<(u8, u32, u32)> {
    let (lowest, highest) = archive.zooms();
    let level = u8::try_from(z).ok().filter(|level| (lowest..=highest).contains(level))?;
    let columns = 1u32.checked_shl(z)?;
    (x < columns && y < columns).then_some((level, x, y))
}

/// The tile as stored, or that the client has it already.
fn packed(archive: &Archive, z: u8, x: u32, y: u32, headers: &HeaderMap) -> Response {
    let Some(bytes) = archive.tile(z, x, y) else { return nothing(archive) };
    let mut response = shown(archive, Body::from(bytes));
    let tag = response.headers().get(header::ETAG);
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| validator::matches(known, tag)) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(header::CONTENT_TYPE);
    } else {
        response.headers_mut().insert(header::CONTENT_ENCODING, GZIP);
    }
    response
}

fn nothing(archive: &Archive) -> Response {
    let mut response = shown(archive, Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    response.headers_mut().remove(header::CONTENT_TYPE);
    response
}

/// A tile for ever. Its tag is that of the archive, weak: packed or not, a tile says the same.
fn shown(archive: &Archive, body: Body) -> Response {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.reserve(8);
    headers.insert(header::CONTENT_TYPE, MVT);
    headers.insert(header::CACHE_CONTROL, FOR_EVER);
    headers.insert(header::VARY, VARIES);
    if let Ok(tag) = HeaderValue::from_str(&format!("W/\"{}\"", archive.version())) {
        headers.insert(header::ETAG, tag);
    }
    response
}

pub(super) const MVT: HeaderValue = HeaderValue::from_static("application/vnd.mapbox-vector-tile");
const GZIP: HeaderValue = HeaderValue::from_static("gzip");
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const VARIES: HeaderValue = HeaderValue::from_static("accept-encoding");

/// Whether the client takes gzip (RFC 9110, § 12.5.3): it does where it says nothing.
pub(crate) fn accepts_gzip(headers: &HeaderMap) -> bool {
    let mut said = headers.get_all(header::ACCEPT_ENCODING).iter().peekable();
    if said.peek().is_none() {
        return true;
    }
    let mut any = false;
    for coding in said.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')) {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        let refused = weight.trim().strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0));
        match name.trim() {
            name if name.eq_ignore_ascii_case("gzip") || name.eq_ignore_ascii_case("x-gzip") => return !refused,
            "*" => any = !refused,
            _ => {}
        }
    }
    any
}

/// A whole number, without the ending that some clients append.
fn number(text: &str) -> Option<u32> {
    text.trim_end_matches(".pbf").trim_end_matches(".mvt").parse().ok()
}

pub(super) fn whole(name: &str, text: &str) -> Result<u32, Problem> {
    number(text).ok_or_else(|| Problem::Parameter {
        name: name.to_owned(),
        value: text.to_owned(),
        expected: "un entier positif".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gzip_is_sent_to_whoever_does_not_refuse_it() {
        let accepts = |said: &'static str| {
            accepts_gzip(&HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(said))]))
        };
        assert!(accepts_gzip(&HeaderMap::new()));
        for said in ["gzip", "br, GZIP", "deflate, gzip;q=0.5", "*", "br;q=1.0, *;q=0.1"] {
            assert!(accepts(said), "{said}");
        }
        for said in ["identity", "br", "gzip;q=0", "gzip; q=0.0, *", "", "*;q=0"] {
            assert!(!accepts(said), "{said}");
        }
    }
}
