//! Signing in and out, and who one is.
//!
//! A person goes to the provider and comes back with a code; what she holds meanwhile binds the two, so that nobody is signed in as another.
//! Whatever fails is told in French, as a page to a person, and noted.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use lanterne_store::Store;
use lanterne_store::entry::Entry;

use super::Current;
use crate::access::exchange::{internal, privately, problem, store};
use crate::access::provider::{Fault, Refusal};
use crate::access::{Role, Who, cookie, in_minutes, now};
use crate::answer::access::{operator_name, role_label};
use crate::document::access::{MeDocument, SignedOut};
use crate::live::Live;
use crate::problem::{Problem, ProblemDocument};
use crate::query::Query;

/// Minutes a session lasts: a long day of work.
const SESSION: i64 = 12 * 60;
/// Minutes a person may stay with the provider.
const ENTRY: i64 = 10;
/// Signs of an address of the service that is kept while she does.
const LONGEST: usize = 2_000;

/// Goes to the provider.
#[utoipa::path(get, path = "/connexion", tag = "accès", params(
    ("vers" = Option<String>, Query, description = "Adresse de ce service où aller ensuite", example = "/depot"),
), responses(
    (status = 303, description = "L'adresse du fournisseur d'identité"),
    (status = 400, description = "Adresse d'un autre site", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Personne ne se connecte ici", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 502, description = "Le fournisseur d'identité ne répond pas", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn begin(State(live): Current, headers: HeaderMap, query: Query) -> Response {
    begun(&live, query).await.unwrap_or_else(|fault| shown(fault, &headers))
}

async fn begun(live: &Live, query: Query) -> Result<Response, Problem> {
    let query = query.only(&["vers"])?;
    let towards = query.text("vers").unwrap_or("/").to_owned();
    if !is_ours(&towards) {
        return Err(query.refused("vers", "une adresse de ce service, qui commence par un seul /"));
    }
    let provider = live.provider().ok_or(Problem::NoSignIn)?;
    let store = store(live)?;
    let begun = Arc::clone(provider).begin().await.map_err(|fault| told(&fault))?;
    let entry = Entry { nonce: begun.nonce, verifier: begun.verifier, towards };
    let held = store.begin_entry(&begun.state, &entry, &now(), &in_minutes(ENTRY)).await;
    let held = held.map_err(|fault| problem(fault, "", "connexions en cours"))?;
    gone(&begun.address, [cookie::given(cookie::ENTRY, &held, ENTRY, is_secure(live))])
}

/// Comes back from the provider.
#[utoipa::path(get, path = "/connexion/retour", tag = "accès", params(
    ("code" = Option<String>, Query, description = "Ce que le fournisseur d'identité donne à échanger"),
    ("state" = Option<String>, Query, description = "Ce à quoi la connexion se reconnaît"),
), responses(
    (status = 303, description = "Connecté : là où l'on allait"),
    (status = 403, description = "Connexion refusée : la phrase dit pourquoi", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Personne ne se connecte ici", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 502, description = "Le fournisseur d'identité ne répond pas", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn back(State(live): Current, headers: HeaderMap, query: Query) -> Response {
    returned(&live, &headers, &query).await.unwrap_or_else(|fault| {
        let mut response = shown(fault, &headers);
        // Whatever came of it, it is not to come back.
        response.headers_mut().append(header::SET_COOKIE, cookie::forgotten(cookie::ENTRY, is_secure(&live)));
        response
    })
}

/// What a provider sends beside the code is its own affair: no parameter is refused here.
async fn returned(live: &Live, headers: &HeaderMap, query: &Query) -> Result<Response, Problem> {
    let provider = live.provider().ok_or(Problem::NoSignIn)?;
    let store = store(live)?;
    let held = cookie::held(headers, cookie::ENTRY).unwrap_or_default();
    let state = query.text("state").unwrap_or_default();
    let Some(entry) = store.take_entry(state, &held, &now()).await.map_err(internal)? else {
        return Err(refused(store, &Fault::new(Refusal::Stale, "state, cookie or age")).await);
    };
    let Some(code) = query.text("code").filter(|_| query.text("error").is_none()) else {
        let cause = query.text("error").unwrap_or("no code");
        return Err(refused(store, &Fault::new(Refusal::Declined, cause)).await);
    };
    let towards = entry.towards.clone();
    let person = match Arc::clone(provider).complete(code.to_owned(), entry).await {
        Ok(person) => person,
        Err(fault) => return Err(refused(store, &fault).await),
    };
    let begun =
        store.begin_session_of(&person.email, &person.name, &person.id_token, &now(), &in_minutes(SESSION)).await;
    let session = begun.map_err(internal)?;
    let secure = is_secure(live);
    gone(
        &towards,
        [cookie::given(cookie::SESSION, &session, SESSION, secure), cookie::forgotten(cookie::ENTRY, secure)],
    )
}

/// Notes that nobody was signed in; she is told whether it could be noted or not.
async fn refused(store: &Store, fault: &Fault) -> Problem {
    if let Err(fault) = store.note_refused("", fault.refusal.as_str(), &now()).await {
        tracing::error!(%fault, "a refused sign-in was not noted");
    }
    told(fault)
}

/// Ends the session here, first and always; then says where to end it at the provider, which keeps one of its own.
#[utoipa::path(post, path = "/deconnexion", tag = "accès", responses(
    (status = 200, description = "Plus personne n'est connecté ici ; reste à aller à l'adresse dite pour ne plus l'être chez le fournisseur d'identité", body = SignedOut),
    (status = 204, description = "Plus personne n'est connecté"),
    (status = 403, description = "Demandé par un autre site", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn end(State(live): Current, _: Who, headers: HeaderMap) -> Result<Response, Problem> {
    let id_token = match (cookie::held(&headers, cookie::SESSION), live.store()) {
        (Some(held), Some(store)) => store.end_session(&held, &now()).await.map_err(internal)?,
        _ => None,
    };
    let to = match (id_token, live.provider()) {
        (Some(id_token), Some(provider)) => Arc::clone(provider).leave(id_token).await,
        _ => None,
    };
    let forgotten = [(header::SET_COOKIE, cookie::forgotten(cookie::SESSION, is_secure(&live)))];
    Ok(match to {
        Some(to) => (forgotten, privately(SignedOut { to })).into_response(),
        None => (StatusCode::NO_CONTENT, forgotten).into_response(),
    })
}

/// Who asks, and what she may do.
#[utoipa::path(get, path = "/api/v1/me", tag = "accès", responses(
    (status = 200, description = "Qui est connecté, et ses droits", body = MeDocument),
    (status = 401, description = "Jeton retiré ou inconnu", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn me(State(live): Current, who: Who) -> Response {
    let account = who.account();
    let role = account.map_or(Role::Public, |account| account.role);
    let operator = account.and_then(|account| account.operator.clone());
    let state = live.state().ok();
    privately(MeDocument {
        signed_in: account.is_some(),
        role: role.as_str().to_owned(),
        role_label: role_label(role).to_owned(),
        email: account.map(|account| account.email.clone()),
        name: account.map(|account| account.name.clone()).filter(|name| !name.is_empty()),
        operator_name: state.as_deref().and_then(|state| operator_name(state, operator.as_deref()?)),
        operator,
        can_sign_in: live.provider().is_some() && live.store().is_some(),
        rights: who.rights().into_iter().map(str::to_owned).collect(),
    })
}

/// Whether an address is one of this service: a browser reads two slashes, or their like, as another host.
fn is_ours(address: &str) -> bool {
    let rest = address.strip_prefix('/');
    address.len() <= LONGEST
        && rest.is_some_and(|rest| !rest.starts_with(['/', '\\']))
        && address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

fn is_secure(live: &Live) -> bool {
    live.public().is_some_and(|public| public.starts_with("https://"))
}

/// Sends a person somewhere, with what her browser is to hold.
fn gone<const N: usize>(address: &str, cookies: [HeaderValue; N]) -> Result<Response, Problem> {
    let place = HeaderValue::from_str(address).map_err(|fault| {
        tracing::error!(%fault, "an address is none");
        Problem::Internal
    })?;
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(header::LOCATION, place);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for cookie in cookies {
        headers.append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// What a person is told of a fault; its cause is for who runs the service.
fn told(fault: &Fault) -> Problem {
    tracing::warn!(refusal = fault.refusal.as_str(), cause = fault.cause, "nobody was signed in");
    let why = fault.refusal.sentence();
    match fault.refusal {
        Refusal::Down => Problem::ProviderDown { why },
        _ => Problem::SignInRefused { why },
    }
}

/// A problem: a page to a person, JSON to a program.
fn shown(problem: Problem, headers: &HeaderMap) -> Response {
    let reads = headers
        .get(header::ACCEPT)
        .and_then(|kinds| kinds.to_str().ok())
        .is_some_and(|kinds| kinds.contains("text/html"));
    if !reads {
        return problem.into_response();
    }
    let (status, document) = (problem.status(), problem.document());
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let page = format!(
        "<!doctype html>\n<html lang=\"fr\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title} – Lanterne</title>\n\
         <style>body {{ font: 1.125rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 4rem auto; padding: 0 1rem }}</style>\n\
         <main>\n<h1>{title}</h1>\n<p>{detail}</p>\n<p><a href=\"/connexion\">Se connecter</a> · <a href=\"/\">Revenir à la carte</a></p>\n</main>\n",
        title = escaped(&document.title),
        detail = escaped(&document.detail),
    );
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
    ];
    (status, headers, page).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_sent_nowhere_but_to_this_service() {
        assert!(
            ["/", "/depot", "/?indicateur=part_emplois&epci=200070985", "/depot#mes-fichiers"].into_iter().all(is_ours)
        );
        for other in [
            "",
            "depot",
            "//ailleurs.example",
            "/\\ailleurs.example",
            "https://ailleurs.example",
            "/a\\b",
            "/a b",
            "/\t/x",
            "/é",
        ] {
            assert!(!is_ours(other), "{other}");
        }
    }

    #[test]
    fn a_fault_is_a_page_to_a_person_and_json_to_a_program() {
        let fault = || Problem::SignInRefused { why: Refusal::Stale.sentence() };
        let mut headers = HeaderMap::new();
        let kind = |response: &Response| response.headers().get(header::CONTENT_TYPE).cloned();
        assert_eq!(kind(&shown(fault(), &headers)), Some(HeaderValue::from_static("application/problem+json")));
        headers.insert(header::ACCEPT, HeaderValue::from_static("text/html,*/*"));
        let page = shown(fault(), &headers);
        assert_eq!(kind(&page), Some(HeaderValue::from_static("text/html; charset=utf-8")));
        assert_eq!(page.status(), StatusCode::FORBIDDEN);
    }
}
