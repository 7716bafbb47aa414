//! Tokens: what programs say to hand something in for somebody.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::Current;
use crate::access::exchange::{internal, named, privately, problem, read, store};
use crate::access::{Right, Who, now};
use crate::document::access::{AskedToken, MadeToken, TokenDocument, TokensDocument};
use crate::problem::{Problem, ProblemDocument};

/// One's own tokens, without what they say.
#[utoipa::path(get, path = "/api/v1/tokens", tag = "accès", responses(
    (status = 200, description = "Les jetons de qui demande", body = TokensDocument),
    (status = 401, description = "Connexion nécessaire", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 403, description = "Droit insuffisant, ou jeton", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn tokens(State(live): Current, who: Who) -> Result<Response, Problem> {
    let account = who.may(Right::Tokens)?;
    let tokens = store(&live)?.tokens(&account.email).await.map_err(internal)?;
    let tokens =
        tokens.into_iter().map(|token| TokenDocument { id: token.id, name: token.name, made_at: token.made_at });
    Ok(privately(TokensDocument { tokens: tokens.collect() }))
}

/// Makes a token; what it says is said once.
#[utoipa::path(post, path = "/api/v1/tokens", tag = "accès", request_body = AskedToken, responses(
    (status = 201, description = "Le jeton, dit une seule fois", body = MadeToken),
    (status = 400, description = "Nom absent ou trop long", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 401, description = "Connexion nécessaire", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 403, description = "Droit insuffisant, ou jeton", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn make(State(live): Current, who: Who, body: Body) -> Result<Response, Problem> {
    let account = who.may(Right::Tokens)?;
    let asked: AskedToken = read(body, "un objet JSON avec « name »").await?;
    let name = named(&asked.name)?;
    let made = store(&live)?.make_token(&account.email, &name, &now()).await;
    let (token, said) = made.map_err(|fault| problem(fault, "Ce compte a été fermé.", "jetons pour ce compte"))?;
    let made = MadeToken { id: token.id, name: token.name, token: said, made_at: token.made_at };
    let place = [(header::LOCATION, format!("/api/v1/tokens/{}", made.id))];
    Ok((StatusCode::CREATED, place, privately(made)).into_response())
}

/// Ends one of one's own tokens.
#[utoipa::path(delete, path = "/api/v1/tokens/{token}", tag = "accès", params(
    ("token" = String, Path, description = "Identifiant, non ce qu'il dit", example = "0123456789ab"),
), responses(
    (status = 204, description = "Il n'ouvre plus rien"),
    (status = 401, description = "Connexion nécessaire", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 403, description = "Droit insuffisant, ou jeton", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Aucun jeton de cet identifiant", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn end(State(live): Current, who: Who, Path(id): Path<String>) -> Result<StatusCode, Problem> {
    let account = who.may(Right::Tokens)?;
    let ended = store(&live)?.end_token(&account.email, &id, &now()).await;
    ended.map_err(|fault| problem(fault, "Aucun de vos jetons n'a cet identifiant.", "jetons"))?;
    Ok(StatusCode::NO_CONTENT)
}
