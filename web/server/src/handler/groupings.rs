//! Territories that people composed, named and kept: under an address of their own, version after version, without an account.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{SecondsFormat, Utc};
use lanterne_store::grouping::{Content, Version};
use lanterne_store::{Error, Store};
use serde::Serialize;
use utoipa::ToSchema;

use super::Current;
use crate::answer::profile::composition as totals;
use crate::document::composition::CompositionDocument;
use crate::live::Live;
use crate::problem::{Problem, ProblemDocument};
use crate::query::Query;
use crate::state::State as Snapshot;
use crate::tiling::grouping::Grouping;

/// What a grouping is made of, as in links.
const PARTS: &[&str] = &["membres", "sauf", "nom", "cog"];
/// A name is a line; a list of every commune of France is half a megabyte, and no territory.
const LONGEST_NAME: usize = 80;
const LONGEST_LIST: usize = 60_000;

/// What whoever keeps a grouping is told, once.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Kept {
    /// Its identifier.
    id: String,
    /// Its address, to be shared.
    address: String,
    /// Number of the version that was kept.
    version: i64,
    /// What lets the next version in, as `Authorization: Bearer …`; said when the first is kept, and never again.
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
}

/// A version of a grouping.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KeptVersion {
    /// From 1.
    version: i64,
    /// Its name.
    name: String,
    /// When it was kept, UTC.
    kept_at: String,
    /// What is in, by level and code.
    members: String,
    /// What is taken away; empty for nothing.
    less: String,
    /// COG year of these codes.
    cog: u16,
    /// Communes it is today; `null` where a code leads nowhere any more.
    communes: Option<usize>,
    /// What became of its codes since that year, a sentence each; why it cannot be read, where it cannot.
    changes: Vec<String>,
    /// Address of its profile.
    profile: String,
    /// Address of its map.
    map: String,
}

/// A grouping that is kept.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KeptGrouping {
    /// Its identifier.
    id: String,
    /// Its address.
    address: String,
    /// Its versions, the first first.
    versions: Vec<KeptVersion>,
}

/// What a territory that is being composed comes to, as its profile will say it.
#[utoipa::path(get, path = "/api/v1/composition", tag = "profils", params(
    ("membres" = Option<String>, Query, description = "Territoires réunis, par niveau et code, séparés par des virgules ; aucun sans cela", example = "epci-200070985,epci-200037059"),
    ("sauf" = Option<String>, Query, description = "Territoires retirés, de même"),
    ("cog" = Option<i32>, Query, description = "Année de la géographie dont ses codes sont ; celle de l'instantané sans cela"),
), responses(
    (status = 200, description = "Communes, habitants, établissements et emplois de l'ESS", body = CompositionDocument),
    (status = 400, description = "Groupement illisible", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn composition(State(live): Current, query: Query) -> Result<Response, Problem> {
    let query = query.only(&["membres", "sauf", "cog"])?;
    super::json(&live, move |state| Ok(totals(state, Grouping::composed(&query, state)?))).await
}

/// Keeps a grouping: answers its address, and the key that lets its next versions in.
#[utoipa::path(post, path = "/api/v1/groupings", tag = "profils", params(
    ("membres" = String, Query, description = "Territoires réunis, par niveau et code, séparés par des virgules", example = "epci-200070985,epci-200037059"),
    ("sauf" = Option<String>, Query, description = "Territoires retirés, de même"),
    ("nom" = String, Query, description = "Son nom", example = "Est de la Somme"),
    ("cog" = Option<i32>, Query, description = "Année de la géographie dont ses codes sont ; celle de l'instantané sans cela"),
), responses(
    (status = 201, description = "Gardé, sur disque", body = Kept),
    (status = 400, description = "Groupement illisible ou sans nom", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 503, description = "Rien ne peut être gardé ici", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn keep(State(live): Current, query: Query) -> Result<Response, Problem> {
    let store = store(&live)?;
    let content = asked(&live, query).await?;
    let kept = store.keep_grouping(&content, &now()).await.map_err(|fault| problem(fault, ""))?;
    Ok(created(Kept { address: address(&kept.id), id: kept.id, version: 1, key: Some(kept.key) }))
}

/// Adds a version; the earlier ones stay as they are.
#[utoipa::path(post, path = "/api/v1/groupings/{groupement}/versions", tag = "profils", params(
    ("groupement" = String, Path, description = "Identifiant, dit quand le groupement a été gardé", example = "0123456789ab"),
    ("membres" = String, Query, description = "Comme pour le garder"),
    ("sauf" = Option<String>, Query, description = "De même"),
    ("nom" = String, Query, description = "De même"),
    ("cog" = Option<i32>, Query, description = "De même"),
), responses(
    (status = 201, description = "Gardé, sur disque", body = Kept),
    (status = 403, description = "La clé n'est pas celle de ce groupement", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Aucun groupement de ce nom", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn revise(
    State(live): Current,
    Path(id): Path<String>,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Problem> {
    let store = store(&live)?;
    let given = headers.get(header::AUTHORIZATION).and_then(|words| words.to_str().ok());
    let key = given.and_then(|words| words.strip_prefix("Bearer ")).unwrap_or_default();
    let content = asked(&live, query).await?;
    let version = store.revise_grouping(&id, key, &content, &now()).await.map_err(|fault| problem(fault, &id))?;
    Ok(created(Kept { address: address(&id), id, version, key: None }))
}

/// A grouping and its versions, and what became of their codes.
#[utoipa::path(get, path = "/api/v1/groupings/{groupement}", tag = "profils", params(
    ("groupement" = String, Path, description = "Identifiant", example = "0123456789ab"),
), responses(
    (status = 200, description = "Le groupement", body = KeptGrouping),
    (status = 404, description = "Aucun groupement de ce nom", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn grouping(State(live): Current, Path(id): Path<String>) -> Result<Json<KeptGrouping>, Problem> {
    let versions = store(&live)?.grouping(&id).await.map_err(|fault| problem(fault, &id))?;
    super::computed(&live, move |state| {
        let versions = versions.into_iter().map(|version| told(version, state)).collect();
        Ok(Json(KeptGrouping { address: address(&id), id, versions }))
    })
    .await
}

/// The address that is shared: leads to the profile of the last version, or of the one asked for.
#[utoipa::path(get, path = "/territoire/{groupement}", tag = "profils", params(
    ("groupement" = String, Path, description = "Identifiant", example = "0123456789ab"),
    ("version" = Option<i64>, Query, description = "Numéro d'une version ; la dernière sans cela"),
), responses(
    (status = 303, description = "L'adresse du profil"),
    (status = 404, description = "Aucun groupement de ce nom, ou aucune version de ce numéro", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn shared(State(live): Current, Path(id): Path<String>, query: Query) -> Result<Redirect, Problem> {
    let query = query.only(&["version"])?;
    let versions = store(&live)?.grouping(&id).await.map_err(|fault| problem(fault, &id))?;
    let found = match query.text("version") {
        None => versions.last(),
        Some(number) => versions.iter().find(|version| version.version.to_string() == number),
    };
    let expected = || format!("un numéro de version, de 1 à {}", versions.len());
    let found = found.ok_or_else(|| query.refused("version", &expected()))?;
    Ok(Redirect::to(&format!("/profil/groupement{}", said(&found.content).as_asked(PARTS))))
}

/// Reads what is to be kept, and that it is a territory.
async fn asked(live: &Live, query: Query) -> Result<Content, Problem> {
    let query = query.only(PARTS)?;
    let name = query.text("nom").unwrap_or_default().to_owned();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(query.refused("nom", &format!("un nom, de {LONGEST_NAME} signes au plus")));
    }
    for list in ["membres", "sauf"] {
        if query.text(list).is_some_and(|text| text.len() > LONGEST_LIST) {
            return Err(query.refused(list, &format!("une liste de {LONGEST_LIST} signes au plus")));
        }
    }
    super::computed(live, move |state| {
        Grouping::asked(&query, state)?;
        let own = |name: &str| query.text(name).unwrap_or_default().to_owned();
        let cog = query.text("cog").and_then(|year| year.parse().ok()).unwrap_or(state.manifest.cog);
        Ok(Content { name, members: own("membres"), less: own("sauf"), cog })
    })
    .await
}

fn told(version: Version, state: &Snapshot) -> KeptVersion {
    let Version { version, content, kept_at } = version;
    let said = said(&content);
    let link = said.as_asked(PARTS);
    let (communes, changes) = match Grouping::asked(&said, state) {
        Ok(grouping) => (Some(grouping.communes.len()), grouping.changes),
        Err(fault) => (None, vec![fault.document().detail]),
    };
    KeptVersion {
        version,
        kept_at,
        communes,
        changes,
        profile: format!("/profil/groupement{link}"),
        map: format!("/{}", said.as_asked(&PARTS[..3])),
        name: content.name,
        members: content.members,
        less: content.less,
        cog: content.cog,
    }
}

/// A version as what a link asks.
fn said(content: &Content) -> Query {
    let cog = content.cog.to_string();
    Query::of(&[("membres", &content.members), ("sauf", &content.less), ("nom", &content.name), ("cog", &cog)])
}

fn address(id: &str) -> String {
    format!("/territoire/{id}")
}

fn created(kept: Kept) -> Response {
    let place = [(header::LOCATION, kept.address.clone()), (header::CACHE_CONTROL, "no-store".to_owned())];
    (StatusCode::CREATED, place, Json(kept)).into_response()
}

fn store(live: &Live) -> Result<&Store, Problem> {
    live.store().ok_or(Problem::NoStore)
}

fn now() -> String {
    Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn problem(fault: Error, id: &str) -> Problem {
    match fault {
        Error::Unknown(id) => Problem::NoGrouping { id },
        Error::Forbidden(_) => Problem::WrongKey,
        Error::Full(most) => Problem::GroupingsFull { most },
        Error::Random(_) | Error::Database(_) | Error::Tables(_) => {
            tracing::error!(%fault, id, "a grouping could not be kept or read");
            Problem::Internal
        }
    }
}
