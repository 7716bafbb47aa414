//! The committee: two dates of the deployment side by side, and the page that is printed of it. For everyone.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use lanterne_report::committee::committee;
use tokio::sync::Semaphore;

use super::Current;
use super::profile::today;
use crate::answer::committee::{Asked, comparison, page};
use crate::document::committee::ComparisonDocument;
use crate::problem::{Problem, ProblemDocument};
use crate::query::Query;
use crate::state::State as Snapshot;

/// Documents made at the same time: each takes a core for a moment.
static TURNS: Semaphore = Semaphore::const_new(1);

/// Two dates of the deployment side by side, and why they differ.
#[utoipa::path(get, path = "/api/v1/deployment/comparison", tag = "déploiement", params(
    ("region" = Option<String>, Query, description = "Code de région ; celle que couvre le registre sans cela", example = "32"),
    ("before" = Option<u16>, Query, description = "Première date : la fin de cette année ; deux ans avant la seconde sans cela", example = 2022),
    ("after" = Option<u16>, Query, description = "Seconde date : la fin de cette année ; la dernière remise sans cela", example = 2024),
), responses(
    (status = 200, description = "Chaque dispositif aux deux dates, la différence et ses causes, petits nombres protégés", body = ComparisonDocument),
    (status = 400, description = "Années sans activité, ou dans le désordre", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Aucune activité n'a été remise", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn compared(State(live): Current, query: Query) -> Result<Response, Problem> {
    let query = query.only(&["region", "before", "after"])?;
    super::json(&live, move |state| comparison(state, &read(&query, state)?)).await
}

/// The committee's document.
#[utoipa::path(get, path = "/deploiement/comite.pdf", tag = "déploiement", params(
    ("region" = Option<String>, Query, description = "Code de région ; celle que couvre le registre sans cela", example = "32"),
    ("scheme" = Option<String>, Query, description = "Un dispositif, après la page d'ensemble ; tous sans cela", example = "acc_ess"),
    ("before" = Option<u16>, Query, description = "Première date : la fin de cette année ; deux ans avant la seconde sans cela", example = 2022),
    ("after" = Option<u16>, Query, description = "Seconde date : la fin de cette année ; la dernière remise sans cela", example = 2024),
), responses(
    (status = 200, description = "Le document (PDF/UA-1) : une page d'ensemble, puis une page par dispositif", content_type = "application/pdf"),
    (status = 400, description = "Années sans activité, ou dans le désordre", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Aucune activité n'a été remise, ou pas de ce dispositif", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn printed(State(live): Current, query: Query) -> Result<Response, Problem> {
    let query = query.only(&["region", "scheme", "before", "after"])?;
    let _turn = TURNS.acquire().await.map_err(|_| Problem::Internal)?;
    let (bytes, name) = super::computed(&live, move |state| {
        let (content, name) = page::pages(state, &read(&query, state)?, query.text("scheme"))?;
        let bytes = committee(&content, today()).map_err(|fault| {
            tracing::error!(%fault, name, "the committee's document was not made");
            Problem::Internal
        })?;
        Ok((bytes, name))
    })
    .await?;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")),
    ];
    Ok((headers, bytes).into_response())
}

fn read(query: &Query, state: &Snapshot) -> Result<Asked, Problem> {
    let year = |name: &str| -> Result<Option<u16>, Problem> {
        let read = |text: &str| text.parse().map_err(|_| query.refused(name, "une année, par exemple 2024"));
        query.text(name).map(read).transpose()
    };
    Ok(Asked { region: query.region(state)?, before: year("before")?, after: year("after")? })
}
