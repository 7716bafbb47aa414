//! Accounts: opened, changed and ended by who runs the service.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use lanterne_store::account::plain;

use super::Current;
use crate::access::exchange::{internal, named, privately, problem, read, store};
use crate::access::{Account, Right, Role, Who, now};
use crate::answer::access::{operator_name, role_label};
use crate::document::access::{AccountDocument, AccountsDocument, AskedAccount};
use crate::live::Live;
use crate::problem::{Problem, ProblemDocument};
use crate::query::one_of;
use crate::state::State as Snapshot;

/// Signs of an address at most (RFC 5321).
const LONGEST_ADDRESS: usize = 254;

/// Every account.
#[utoipa::path(get, path = "/api/v1/accounts", tag = "accès", responses(
    (status = 200, description = "Tous les comptes, par adresse", body = AccountsDocument),
    (status = 401, description = "Connexion nécessaire", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 403, description = "Droit insuffisant, ou jeton", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn accounts(State(live): Current, who: Who) -> Result<Response, Problem> {
    who.may(Right::Accounts)?;
    let accounts = store(&live)?.accounts().await.map_err(internal)?;
    let state = live.state().ok();
    let accounts = accounts.into_iter().map(|account| told(account, state.as_deref())).collect();
    Ok(privately(AccountsDocument { accounts }))
}

/// Opens an account, or changes it.
#[utoipa::path(put, path = "/api/v1/accounts/{email}", tag = "accès", params(
    ("email" = String, Path, description = "Adresse électronique, telle que le fournisseur d'identité la dit", example = "prenom.nom@operateur.example"),
), request_body = AskedAccount, responses(
    (status = 200, description = "Le compte, tel qu'il est désormais", body = AccountDocument),
    (status = 400, description = "Adresse, rôle ou opérateur inconnus", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 401, description = "Connexion nécessaire", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 403, description = "Droit insuffisant, ou jeton", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn keep(
    State(live): Current,
    who: Who,
    Path(email): Path<String>,
    body: Body,
) -> Result<Response, Problem> {
    let admin = who.may(Right::Accounts)?;
    let asked: AskedAccount =
        read(body, "un objet JSON avec « name », « role » et, pour un opérateur, « operator »").await?;
    let account = understood(&live, &email, asked)?;
    if account.role != Role::Admin {
        not_oneself(admin, &account.email)?;
    }
    let kept = store(&live)?.keep_account(&account, &admin.email, &now()).await;
    kept.map_err(|fault| problem(fault, "", "comptes"))?;
    Ok(privately(told(account, live.state().ok().as_deref())))
}

/// Ends an account: its sessions and its tokens end with it.
#[utoipa::path(delete, path = "/api/v1/accounts/{email}", tag = "accès", params(
    ("email" = String, Path, description = "Adresse électronique", example = "prenom.nom@operateur.example"),
), responses(
    (status = 204, description = "Fermé, avec ses sessions et ses jetons"),
    (status = 401, description = "Connexion nécessaire", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 403, description = "Droit insuffisant, ou jeton", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Aucun compte de cette adresse", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn end(State(live): Current, who: Who, Path(email): Path<String>) -> Result<StatusCode, Problem> {
    let admin = who.may(Right::Accounts)?;
    not_oneself(admin, &plain(&email))?;
    let ended = store(&live)?.end_account(&email, &admin.email, &now()).await;
    ended.map_err(|fault| problem(fault, "Aucun compte n'a cette adresse.", "comptes"))?;
    Ok(StatusCode::NO_CONTENT)
}

/// An account that is asked for, where all of it is known.
fn understood(live: &Live, email: &str, asked: AskedAccount) -> Result<Account, Problem> {
    let refused =
        |name: &str, value: String, expected: String| Problem::Parameter { name: name.to_owned(), value, expected };
    let email = plain(email);
    let sides =
        email.split_once('@').is_some_and(|(own, host)| !own.is_empty() && !host.is_empty() && !host.contains('@'));
    if !sides || email.len() > LONGEST_ADDRESS || email.chars().any(|sign| sign.is_whitespace() || sign.is_control()) {
        return Err(refused("email", email, "une adresse électronique, nom@domaine".to_owned()));
    }
    let role = Role::of_word(&asked.role)
        .ok_or_else(|| refused("role", asked.role.clone(), one_of(Role::ALL.into_iter().map(Role::as_str))))?;
    let operator = asked.operator.filter(|operator| !operator.is_empty());
    match (&operator, role) {
        (Some(operator), Role::Operator) => {
            let state = live.state()?;
            if operator_name(&state, operator).is_none() {
                let known = one_of(state.contents.operators.iter().map(|own| own.operator.as_str()));
                return Err(refused("operator", operator.clone(), known));
            }
        }
        (None, Role::Operator) => {
            return Err(refused("operator", String::new(), "l'opérateur pour lequel ce compte parle".to_owned()));
        }
        (Some(operator), _) => {
            return Err(refused("operator", operator.clone(), "aucun opérateur, pour ce rôle".to_owned()));
        }
        (None, _) => {}
    }
    let name = if asked.name.trim().is_empty() { String::new() } else { named(&asked.name)? };
    Ok(Account { email, name, role, operator })
}

/// Nobody shuts herself out.
fn not_oneself(admin: &Account, email: &str) -> Result<(), Problem> {
    match admin.email == email {
        true => Err(Problem::NoMeaning {
            name: "email",
            value: email.to_owned(),
            why: "on ne se retire pas ses propres droits ; un autre compte d'administration le peut".to_owned(),
        }),
        false => Ok(()),
    }
}

fn told(account: Account, state: Option<&Snapshot>) -> AccountDocument {
    let Account { email, name, role, operator } = account;
    AccountDocument {
        email,
        name,
        role: role.as_str().to_owned(),
        role_label: role_label(role).to_owned(),
        operator_name: state.and_then(|state| operator_name(state, operator.as_deref()?)),
        operator,
    }
}
