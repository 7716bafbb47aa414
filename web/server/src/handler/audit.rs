//! Who did what, page by page.

use axum::extract::State;
use axum::response::Response;

use super::Current;
use crate::access::exchange::{internal, privately, store};
use crate::access::{Right, Who};
use crate::answer::access::act_label;
use crate::document::access::{AuditDocument, AuditEntry};
use crate::problem::{Problem, ProblemDocument};
use crate::query::Query;

/// The record, the latest line first.
#[utoipa::path(get, path = "/api/v1/audit", tag = "accès", params(
    ("before" = Option<i64>, Query, description = "Les lignes d'avant celle-ci ; les dernières sans cela"),
), responses(
    (status = 200, description = "Cent lignes au plus, les dernières d'abord", body = AuditDocument),
    (status = 401, description = "Connexion nécessaire", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 403, description = "Droit insuffisant", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn audit(State(live): Current, who: Who, query: Query) -> Result<Response, Problem> {
    who.may(Right::Audit)?;
    let query = query.only(&["before"])?;
    let number = |text: &str| {
        let read = text.parse::<i64>().ok().filter(|number| *number > 0);
        read.ok_or_else(|| query.refused("before", "l'identifiant d'une ligne, un entier"))
    };
    let before = query.text("before").map(number).transpose()?;
    let (lines, more) = store(&live)?.audit(before).await.map_err(internal)?;
    let entry = |line: lanterne_store::audit::Noted| AuditEntry {
        id: line.id,
        at: line.at,
        who: Some(line.who).filter(|who| !who.is_empty()),
        label: act_label(&line.act).to_owned(),
        act: line.act,
        object: line.object,
    };
    Ok(privately(AuditDocument { entries: lines.into_iter().map(entry).collect(), more }))
}
