//! What comes from one person and goes to her alone: bodies in JSON, answers that nobody keeps, the store behind them.

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use lanterne_store::{Error, Store};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::live::Live;
use crate::problem::Problem;

/// Largest body that is read here: a few words.
const LARGEST: usize = 16 << 10;
/// Signs of a name that somebody gives.
const LONGEST_NAME: usize = 80;

/// A document for whoever asked, and for no cache.
pub(crate) fn privately(document: impl Serialize) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], Json(document)).into_response()
}

/// The body of a request, read once it is known that whoever asks may.
pub(crate) async fn read<T: DeserializeOwned>(body: Body, expected: &str) -> Result<T, Problem> {
    let refused = |value: String| Problem::Parameter { name: "corps".to_owned(), value, expected: expected.to_owned() };
    let bytes = to_bytes(body, LARGEST).await.map_err(|_| refused("…".to_owned()))?;
    let begun = || -> String { String::from_utf8_lossy(&bytes).chars().take(LONGEST_NAME).collect() };
    serde_json::from_slice(&bytes).map_err(|_| refused(begun()))
}

/// A name that somebody gives: one line, not empty.
pub(crate) fn named(name: &str) -> Result<String, Problem> {
    let plain = name.trim();
    let signs = plain.chars().count();
    match signs > 0 && signs <= LONGEST_NAME && !plain.chars().any(char::is_control) {
        true => Ok(plain.to_owned()),
        false => Err(Problem::Parameter {
            name: "name".to_owned(),
            value: plain.chars().take(LONGEST_NAME).collect(),
            expected: format!("un nom, de {LONGEST_NAME} signes au plus, sur une ligne"),
        }),
    }
}

/// What people handed in.
pub(crate) fn store(live: &Live) -> Result<&Store, Problem> {
    live.store().ok_or(Problem::NoStore)
}

/// A fault of the store, where what is named is somebody's own and what is kept has an end.
pub(crate) fn problem(fault: Error, absent: &'static str, what: &'static str) -> Problem {
    match fault {
        Error::Unknown(_) | Error::Forbidden(_) => Problem::NotThere { sentence: absent },
        Error::Full(most) => Problem::Full { what, most },
        other => {
            tracing::error!(fault = %other, "the store did not answer as it should");
            Problem::Internal
        }
    }
}

/// A fault of the store, where nothing is named.
pub(crate) fn internal(fault: Error) -> Problem {
    problem(fault, "Ce qui est demandé n'est pas gardé ici.", "enregistrements")
}
