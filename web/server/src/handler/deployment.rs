//! How the schemes are deployed, for everyone: sums, and what small counts let be told.

use axum::extract::State;
use axum::response::Response;
use lanterne_observatory::cohort::Fairness;

use super::Current;
use crate::answer::deployment::{self, DeploymentQuery};
use crate::document::deployment::{DeploymentDocument, DeploymentUnits};
use crate::problem::{Problem, ProblemDocument};
use crate::query::Query;

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
    super::json(&live, move |state| {
        let year = |name: &str| -> Result<Option<u16>, Problem> {
            let read = |text: &str| text.parse().map_err(|_| query.refused(name, "une année, par exemple 2024"));
            query.text(name).map(read).transpose()
        };
        let asked = DeploymentQuery { region: query.region(state)?, from: year("from")?, to: year("to")? };
        deployment::deployment(state, &asked)
    })
    .await
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
        let known: Vec<(&str, Fairness)> = Fairness::ALL.iter().map(|own| (own.as_str(), *own)).collect();
        let fairness = query.word("fairness", &known)?.unwrap_or(deployment::finding::JUDGED_BY);
        deployment::unit::units(state, query.region(state)?, query.text("scheme"), fairness)
    })
    .await
}
