//! Publishing from the counter: what waits, how the last one goes, and asking for one.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::Current;
use crate::access::exchange::{internal, privately, store};
use crate::access::{Right, Who};
use crate::answer::publication::{document, publication, waiting};
use crate::document::publication::{PublicationDocument, PublicationsDocument};
use crate::live::Live;
use crate::problem::{Problem, ProblemDocument};
use crate::publishing::{Publication, Publisher, Unready};
use crate::query::Query;

/// What waits to be published, and how the last publication goes.
#[utoipa::path(get, path = "/api/v1/publications", tag = "dépôt", responses(
    (status = 200, description = "Ce qui attend d'être publié, et la publication en cours ou la dernière", body = PublicationsDocument),
    (status = 401, description = "Personne n'est connecté", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 403, description = "Droit insuffisant", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn publications(State(live): Current, who: Who, query: Query) -> Result<Response, Problem> {
    who.may(Right::Publish)?;
    query.only(&[])?;
    let kept = store(&live)?.deposits().await.map_err(internal)?;
    let state = live.state()?;
    let last = live.publisher().and_then(|publisher| publisher.last());
    let unready = ready(&live, last.as_ref())?.err();
    Ok(privately(document(&state, waiting(&state, &kept), unready, last.as_ref())))
}

/// Asks for a publication.
#[utoipa::path(post, path = "/api/v1/publications", tag = "dépôt", responses(
    (status = 202, description = "Elle commence ; ce qui est servi le reste jusqu'à ce qu'elle soit entière", body = PublicationDocument),
    (status = 401, description = "Personne n'est connecté", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 403, description = "Droit insuffisant", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 409, description = "Une autre est en cours, ou ce service ne peut pas : la phrase dit pourquoi", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn publish(State(live): Current, who: Who, query: Query) -> Result<Response, Problem> {
    let account = who.may(Right::Publish)?;
    query.only(&[])?;
    let store = store(&live)?;
    let kept = store.deposits().await.map_err(internal)?;
    let state = live.state()?;
    let last = live.publisher().and_then(|publisher| publisher.last());
    let (publisher, recipe) = ready(&live, last.as_ref())?.map_err(Unready::problem)?;
    let arguments = recipe.arguments(waiting(&state, &kept).confirmed > 0);
    let begun = publisher.begin(store, arguments, &account.email, state.id()).await?;
    let place = [(header::LOCATION, "/api/v1/publications")];
    Ok((StatusCode::ACCEPTED, place, privately(publication(state.id(), &begun))).into_response())
}

/// What publishes and how, or why nothing does.
type Ready<'l> = Result<(&'l Arc<Publisher>, lanterne_data::Recipe), Unready>;

fn ready<'l>(live: &'l Live, last: Option<&Publication>) -> Result<Ready<'l>, Problem> {
    let folder = live.folder()?;
    Ok(match live.publisher() {
        None => Err(Unready::NoProgram),
        Some(_) if last.is_some_and(Publication::runs) => Err(Unready::Busy),
        Some(publisher) => Publisher::recipe(&folder).map(|recipe| (publisher, recipe)),
    })
}
