//! The page, embedded: built by Vite into `web/page/dist`. Every address that is no resource shows it, so that a link to a
//! state of the map opens the map. Files with a digest in their name never change; the page itself is asked for again.

use std::borrow::Cow;

use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use lanterne_tiles::archive::unpacked;
use rust_embed::Embed;

use crate::answer;
use crate::handler::tiles::accepts_gzip;
use crate::problem::Problem;

#[derive(Embed)]
#[folder = "../page/dist"]
struct Page;

/// What the page may load: itself, and nothing from elsewhere. MapLibre builds its workers from blobs, DuckDB is WebAssembly.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; child-src 'self' blob:; \
    style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; \
    object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

/// The template of the page of methods: never shown empty.
const METHODS: &str = "methodes.html";
/// The page of the deployment, at an address without ending.
const DEPLOYMENT: &str = "deploiement.html";
/// The page of presence, at an address without ending.
const PRESENCE: &str = "presence.html";
/// The page of the committee, at an address without ending.
const COMMITTEE: &str = "comite.html";
/// The page of the simulator, at an address without ending.
const SIMULATOR: &str = "simulateur.html";
/// The page of zones, at an address without ending.
const ZONES: &str = "zones.html";
/// The page of the counter, where files are handed in.
const COUNTER: &str = "depot.html";

/// A file of the page, or the page. A plain handler, not `get(…)`: that would empty the body of a HEAD before its tag is
/// taken, and the tag would be that of nothing.
pub(crate) async fn page(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if !matches!(method, Method::GET | Method::HEAD) {
        return Problem::ReadOnly.into_response();
    }
    let path = uri.path().trim_start_matches('/');
    if let Some(file) = Page::get(path).filter(|_| !path.is_empty() && path != "index.html" && path != METHODS) {
        return shown(path, file.data.into_owned());
    }
    // Large files are kept packed, and go as they are kept.
    if let Some(file) = Page::get(&format!("{path}.gz")) {
        return packed(path, &file.data, &headers);
    }
    // A missing file with an extension is a broken link, and no state of the map.
    let is_file = path.starts_with("assets/") || path.starts_with("api/") || path.starts_with("tiles/");
    if is_file {
        return Problem::NoSuchAddress(uri.path().to_owned()).into_response();
    }
    match Page::get("index.html") {
        Some(index) => shown("index.html", index.data.into_owned()),
        None => Problem::NoSuchAddress(uri.path().to_owned()).into_response(),
    }
}

/// Its files of letters, by their paths.
pub(crate) fn letter_files() -> Vec<String> {
    Page::iter().filter(|path| path.ends_with(".woff2")).map(|path| path.to_string()).collect()
}

/// What one of its files holds.
pub(crate) fn file(path: &str) -> Option<Cow<'static, [u8]>> {
    Page::get(path).map(|file| file.data)
}

/// The page of methods: the words of the core's catalogue in the template of the page.
#[utoipa::path(get, path = "/methodes", tag = "snapshot", responses((status = 200, description = "Page HTML")))]
pub(crate) async fn methods() -> Response {
    match Page::get(METHODS) {
        Some(template) => shown(METHODS, answer::method::page(&String::from_utf8_lossy(&template.data)).into_bytes()),
        None => Problem::NoSuchAddress("/methodes".to_owned()).into_response(),
    }
}

/// The page of the deployment of the schemes.
#[utoipa::path(get, path = "/deploiement", tag = "déploiement", responses((status = 200, description = "Page HTML")))]
pub(crate) async fn deployment() -> Response {
    match Page::get(DEPLOYMENT) {
        Some(page) => shown(DEPLOYMENT, page.data.into_owned()),
        None => Problem::NoSuchAddress("/deploiement".to_owned()).into_response(),
    }
}

/// The page of the counter: the same for everyone; what it shows of somebody, it asks for.
#[utoipa::path(get, path = "/depot", tag = "déploiement", responses((status = 200, description = "Page HTML")))]
pub(crate) async fn counter() -> Response {
    match Page::get(COUNTER) {
        Some(page) => shown(COUNTER, page.data.into_owned()),
        None => Problem::NoSuchAddress("/depot".to_owned()).into_response(),
    }
}

/// The page of the simulator: where a permanence would help most.
#[utoipa::path(get, path = "/deploiement/simulateur", tag = "déploiement", responses((status = 200, description = "Page HTML")))]
pub(crate) async fn simulator() -> Response {
    match Page::get(SIMULATOR) {
        Some(page) => shown(SIMULATOR, page.data.into_owned()),
        None => Problem::NoSuchAddress("/deploiement/simulateur".to_owned()).into_response(),
    }
}

/// The page of zones: those that the documents ask to watch, and those that the tests find.
#[utoipa::path(get, path = "/deploiement/zones", tag = "déploiement", responses((status = 200, description = "Page HTML")))]
pub(crate) async fn zones() -> Response {
    match Page::get(ZONES) {
        Some(page) => shown(ZONES, page.data.into_owned()),
        None => Problem::NoSuchAddress("/deploiement/zones".to_owned()).into_response(),
    }
}

/// The page of the committee: two dates side by side.
#[utoipa::path(get, path = "/deploiement/comite", tag = "déploiement", responses((status = 200, description = "Page HTML")))]
pub(crate) async fn committee() -> Response {
    match Page::get(COMMITTEE) {
        Some(page) => shown(COMMITTEE, page.data.into_owned()),
        None => Problem::NoSuchAddress("/deploiement/comite".to_owned()).into_response(),
    }
}

/// The page of presence: where operators can be met, and what is known of the policies of the EPCI.
#[utoipa::path(get, path = "/deploiement/presence", tag = "déploiement", responses((status = 200, description = "Page HTML")))]
pub(crate) async fn presence() -> Response {
    match Page::get(PRESENCE) {
        Some(page) => shown(PRESENCE, page.data.into_owned()),
        None => Problem::NoSuchAddress("/deploiement/presence".to_owned()).into_response(),
    }
}

/// A file kept packed, for a client that takes gzip and for one that does not.
fn packed(path: &str, bytes: &[u8], headers: &HeaderMap) -> Response {
    let mut response = if accepts_gzip(headers) {
        let mut response = shown(path, bytes.to_vec());
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        response
    } else {
        match unpacked(bytes) {
            Ok(bytes) => shown(path, bytes),
            Err(fault) => {
                tracing::error!(%fault, path, "a file of the page cannot be unpacked");
                return Problem::Internal.into_response();
            }
        }
    };
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    response
}

fn shown(path: &str, bytes: Vec<u8>) -> Response {
    let mut response = (StatusCode::OK, bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(path)));
    let caching = if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}

fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webp") => "image/webp",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("woff") => "font/woff",
        Some("pbf") => "application/x-protobuf",
        Some("wasm") => "application/wasm",
        Some("webmanifest") => "application/manifest+json",
        Some("txt") => "text/plain; charset=utf-8",
        Some(_) | None => "application/octet-stream",
    }
}
