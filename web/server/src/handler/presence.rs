//! Where operators can be met, and what is known of the policies of the EPCI: for everyone.

use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::Current;
use crate::answer::presence::{self, Asked, policy, table};
use crate::document::presence::{PoliciesDocument, PresenceDocument};
use crate::export::Format;
use crate::problem::{Problem, ProblemDocument};
use crate::query::Query;
use crate::state::State as Snapshot;

const KNOWN: &[&str] = &["region", "scheme", "operator", "year", "minutes"];
/// How far a contact may be without a word, minutes.
const MINUTES: f64 = 30.0;

/// Places, declared zones and activity of a year, and how far the nearest contact is.
#[utoipa::path(get, path = "/api/v1/presence", tag = "déploiement", params(
    ("region" = Option<String>, Query, description = "Code de région ; celle que couvre le registre sans cela", example = "32"),
    ("scheme" = Option<String>, Query, description = "Un dispositif ; tous sans cela", example = "acc_ess"),
    ("operator" = Option<String>, Query, description = "Un opérateur ; tous sans cela"),
    ("year" = Option<String>, Query, description = "Année ; la dernière remise sans cela", example = "2024"),
    ("minutes" = Option<f64>, Query, description = "Trajet le plus long jusqu'à un contact, en minutes ; 30 sans cela", example = 30),
), responses(
    (status = 200, description = "Lieux, zones déclarées et activité, chacun à part, et les EPCI dans l'ordre des lignes", body = PresenceDocument),
    (status = 400, description = "Paramètre invalide", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Dispositif ou opérateur inconnu", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn presence(State(live): Current, query: Query) -> Result<Response, Problem> {
    let query = query.only(KNOWN)?;
    super::json(&live, move |state| presence::presence(state, &read(&query, state)?)).await
}

/// The same as a table, a row per EPCI.
#[utoipa::path(get, path = "/api/v1/presence.csv", tag = "déploiement", params(
    ("region" = Option<String>, Query, description = "Code de région ; celle que couvre le registre sans cela", example = "32"),
    ("scheme" = Option<String>, Query, description = "Un dispositif ; tous sans cela", example = "acc_ess"),
    ("operator" = Option<String>, Query, description = "Un opérateur ; tous sans cela"),
    ("year" = Option<String>, Query, description = "Année ; la dernière remise sans cela", example = "2024"),
    ("minutes" = Option<f64>, Query, description = "Trajet le plus long jusqu'à un contact, en minutes ; 30 sans cela", example = 30),
), responses(
    (status = 200, description = "Le fichier : une ligne par EPCI"),
    (status = 400, description = "Paramètre invalide", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Dispositif ou opérateur inconnu", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn file(
    State(live): Current,
    uri: OriginalUri,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Problem> {
    let query = query.only(KNOWN)?;
    let address = format!("{}{}", super::tiles::base(&headers), uri.0);
    let (file, name) = super::computed(&live, move |state| {
        let (table, name) = table::table(state, &read(&query, state)?, &address)?;
        Ok((super::written(Format::Csv, &table, None)?, name))
    })
    .await?;
    Ok(super::taken(Format::Csv.media_type(), &name, file))
}

/// What documents say of the policies of the EPCI.
#[utoipa::path(get, path = "/api/v1/policies", tag = "déploiement", params(
    ("region" = Option<String>, Query, description = "Code de région ; celle que couvre le registre sans cela", example = "32"),
), responses(
    (status = 200, description = "Plans, conventions et référents ESS dont un document parle ; le reste est inconnu", body = PoliciesDocument),
    (status = 400, description = "Paramètre invalide", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn policies(State(live): Current, query: Query) -> Result<Response, Problem> {
    let query = query.only(&["region"])?;
    super::json(&live, move |state| Ok(policy::policies(state, query.region(state)?))).await
}

fn read(query: &Query, state: &Snapshot) -> Result<Asked, Problem> {
    let contents = &state.contents;
    let schemes = contents.schemes.iter().map(|own| own.scheme.as_str()).collect();
    let operators = contents.operators.iter().map(|own| own.operator.as_str()).collect();
    let year = |text: &str| text.parse::<u16>().map_err(|_| query.refused("year", "une année, par exemple 2024"));
    Ok(Asked {
        region: query.region(state)?,
        scheme: one_of(query, "scheme", "un dispositif", schemes)?,
        operator: one_of(query, "operator", "un opérateur", operators)?,
        year: query.text("year").map(year).transpose()?,
        minutes: query.number("minutes", MINUTES, 1.0, 240.0)?,
    })
}

/// A name that the facts know.
fn one_of(query: &Query, name: &str, what: &'static str, known: Vec<&str>) -> Result<Option<String>, Problem> {
    let Some(found) = query.text(name) else { return Ok(None) };
    match known.contains(&found) {
        true => Ok(Some(found.to_owned())),
        false => Err(Problem::UnknownName {
            what,
            found: found.to_owned(),
            known: known.into_iter().map(str::to_owned).collect(),
        }),
    }
}
