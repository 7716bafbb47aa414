//! How the schemes are deployed: for everyone sums, and what small counts let be told; for the Region how long groups waited.

use axum::extract::State;
use axum::response::Response;
use lanterne_observatory::cohort::Fairness;

use super::Current;
use crate::access::exchange::privately;
use crate::access::{Right, Who};
use crate::answer::deployment::group::{By, GroupQuery};
use crate::answer::deployment::{self, DeploymentQuery};
use crate::document::deployment::{DeploymentDocument, DeploymentGroups, DeploymentUnits, WaitingGroups};
use crate::problem::{Problem, ProblemDocument};
use crate::query::Query;
use crate::state::State as Served;

/// The whole deployment: every scheme over the years, and what should be looked at.
#[utoipa::path(get, path = "/api/v1/deployment", tag = "déploiement", params(
    ("region" = Option<String>, Query, description = "Code de région ; celle que couvre le registre sans cela", example = "32"),
    ("from" = Option<u16>, Query, description = "Première année ; la première remise sans cela", example = 2020),
    ("to" = Option<u16>, Query, description = "Dernière année ; la dernière remise sans cela", example = 2024),
), responses(
    (status = 200, description = "Chaque dispositif, et les constats, du plus grave au moins grave", body = DeploymentDocument),
    (status = 400, description = "Années sans activité", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Aucune activité n'a été remise", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn deployment(State(live): Current, query: Query) -> Result<Response, Problem> {
    let query = query.only(&["region", "from", "to"])?;
    super::json(&live, move |state| deployment::deployment(state, &window(&query, state)?)).await
}

/// The region and the years that are asked for.
fn window(query: &Query, state: &Served) -> Result<DeploymentQuery, Problem> {
    let year = |name: &str| -> Result<Option<u16>, Problem> {
        let read = |text: &str| text.parse().map_err(|_| query.refused(name, "une année, par exemple 2024"));
        query.text(name).map(read).transpose()
    };
    Ok(DeploymentQuery { region: query.region(state)?, from: year("from")?, to: year("to")? })
}

/// The notion of a fair spread that is asked for.
fn fairness(query: &Query) -> Result<Fairness, Problem> {
    let known: Vec<(&str, Fairness)> = Fairness::ALL.iter().map(|own| (own.as_str(), *own)).collect();
    Ok(query.word("fairness", &known)?.unwrap_or(deployment::finding::JUDGED_BY))
}

fn group_query(query: &Query, state: &Served) -> Result<GroupQuery, Problem> {
    Ok(GroupQuery {
        deployment: window(query, state)?,
        scheme: query.text("scheme").map(str::to_owned),
        by: query.word("by", &By::ALL)?.unwrap_or(By::Departement),
        fairness: fairness(query)?,
    })
}

/// A scheme over every year that was handed in, the EPCI in groups.
#[utoipa::path(get, path = "/api/v1/deployment/groups", tag = "déploiement", params(
    ("region" = Option<String>, Query, description = "Code de région ; celle que couvre le registre sans cela", example = "32"),
    ("scheme" = Option<String>, Query, description = "Un dispositif ; celui qui a le plus de bénéficiaires sans cela", example = "dla"),
    ("by" = Option<String>, Query, description = "departement (par défaut) ou nature : métropole, communauté urbaine, d'agglomération ou de communes"),
    ("fairness" = Option<String>, Query, description = "Ce à quoi l'attendu est proportionnel : uniforme, population ou etablissements (par défaut)"),
), responses(
    (status = 200, description = "Les EPCI atteints et attendus, groupe par groupe", body = DeploymentGroups),
    (status = 404, description = "Aucune activité n'a été remise, ou pas de ce dispositif", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn groups(State(live): Current, query: Query) -> Result<Response, Problem> {
    let query = query.only(&["region", "scheme", "by", "fairness"])?;
    super::json(&live, move |state| deployment::group::groups(state, &group_query(&query, state)?)).await
}

/// How long each group waited for its first beneficiary.
#[utoipa::path(get, path = "/api/v1/deployment/waiting", tag = "déploiement", params(
    ("region" = Option<String>, Query, description = "Code de région ; celle que couvre le registre sans cela", example = "32"),
    ("scheme" = Option<String>, Query, description = "Un dispositif ; celui qui a le plus de bénéficiaires sans cela", example = "dla"),
    ("by" = Option<String>, Query, description = "departement (par défaut) ou nature"),
    ("fairness" = Option<String>, Query, description = "Ce à quoi l'attendu est proportionnel : uniforme, population ou etablissements (par défaut)"),
    ("from" = Option<u16>, Query, description = "Première année ; la première remise sans cela", example = 2020),
    ("to" = Option<u16>, Query, description = "Dernière année ; la dernière remise sans cela", example = 2024),
), responses(
    (status = 200, description = "La part qui attend encore, groupe par groupe, et le test du log-rank", body = WaitingGroups),
    (status = 400, description = "Années sans activité", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 401, description = "Connexion nécessaire", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 403, description = "Droit insuffisant", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Aucune activité n'a été remise, ou pas de ce dispositif", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn waiting(State(live): Current, who: Who, query: Query) -> Result<Response, Problem> {
    who.may(Right::AllRows)?;
    let query = query.only(&["region", "scheme", "by", "fairness", "from", "to"])?;
    super::computed(&live, move |state| deployment::group::waiting(state, &group_query(&query, state)?))
        .await
        .map(privately)
}

/// The EPCI one by one, over every year that was handed in.
#[utoipa::path(get, path = "/api/v1/deployment/units", tag = "déploiement", params(
    ("region" = Option<String>, Query, description = "Code de région ; celle que couvre le registre sans cela", example = "32"),
    ("scheme" = Option<String>, Query, description = "Un dispositif ; tous réunis sans cela", example = "dla"),
    ("fairness" = Option<String>, Query, description = "Ce à quoi l'attendu est proportionnel : uniforme, population ou etablissements (par défaut)"),
), responses(
    (status = 200, description = "Les EPCI, dans l'ordre des lignes", body = DeploymentUnits),
    (status = 404, description = "Aucune activité n'a été remise, ou pas de ce dispositif", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn units(State(live): Current, query: Query) -> Result<Response, Problem> {
    let query = query.only(&["region", "scheme", "fairness"])?;
    super::json(&live, move |state| {
        deployment::unit::units(state, query.region(state)?, query.text("scheme"), fairness(&query)?)
    })
    .await
}
