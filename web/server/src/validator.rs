//! ETag on every answer, `304` when the client already has it, and the headers that protect the page.
//!
//! The tag is a digest of the bytes: two snapshots that say the same thing are the same answer. Weak, for compression
//! changes the bytes and not what they say.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::problem::Problem;

/// Largest answer held in memory to be digested; answers are built in memory anyway.
const LARGEST: usize = 256 << 20;

/// Tags a successful answer that has no tag, and answers `304` to whoever already has it.
pub(crate) async fn validated(request: Request, next: Next) -> Response {
    let reading = matches!(*request.method(), Method::GET | Method::HEAD);
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let response = next.run(request).await;
    if !reading || response.status() != StatusCode::OK {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let body = if parts.headers.contains_key(header::ETAG) {
        body
    } else {
        let Ok(bytes) = to_bytes(body, LARGEST).await else { return Problem::Internal.into_response() };
        parts.headers.insert(header::ETAG, tag(&bytes));
        // Ask again each time, and be told at once that nothing changed.
        parts.headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
        Body::from(bytes)
    };
    if known.is_some_and(|known| matches(&known, parts.headers.get(header::ETAG))) {
        parts.status = StatusCode::NOT_MODIFIED;
        for name in [header::CONTENT_LENGTH, header::CONTENT_TYPE, header::CONTENT_ENCODING] {
            parts.headers.remove(name);
        }
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, body)
}

/// The tag of what an address shows of a snapshot, known before it is made. Weak: however it is drawn or packed, it says the same.
pub(crate) fn of_address(snapshot: &str, address: &Uri) -> HeaderValue {
    let asked = address.path_and_query().map(ToString::to_string).unwrap_or_default();
    tag(format!("{snapshot} {asked}").as_bytes())
}

fn tag(said: &[u8]) -> HeaderValue {
    let digest: String = Sha256::digest(said).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    HeaderValue::from_str(&format!("W/\"{digest}\"")).unwrap_or(HeaderValue::from_static("W/\"\""))
}

/// Weak comparison of RFC 9110: the list holds the tag, or is `*`.
pub(crate) fn matches(known: &HeaderValue, tag: Option<&HeaderValue>) -> bool {
    let (Ok(known), Some(Ok(tag))) = (known.to_str(), tag.map(HeaderValue::to_str)) else { return false };
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    known.trim() == "*" || known.split(',').any(|one| opaque(one) == opaque(tag))
}
