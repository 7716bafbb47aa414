//! Acts one by one: an operator reads its own, the Region all of them. Who read what is noted before it is told.

use axum::extract::State;
use axum::response::Response;
use lanterne_data::Snapshot;
use lanterne_data::read::acts::{Act, Asked, acts};
use lanterne_store::audit::act;

use super::Current;
use crate::access::exchange::{internal, privately, store};
use crate::access::{Right, Who, now};
use crate::answer::access::operator_name;
use crate::answer::presence::coverage;
use crate::document::access::{ActDocument, ActsDocument};
use crate::document::coverage::CoverageDocument;
use crate::french::typography::set;
use crate::problem::{Problem, ProblemDocument};
use crate::query::{Query, one_of};
use crate::state::State as Served;

/// Acts a page.
const PAGE: u32 = 200;
/// The last page that can be asked for.
const LAST: u32 = 1_000_000;

/// The acts asked for.
#[utoipa::path(get, path = "/api/v1/activity", tag = "accès", params(
    ("year" = Option<i16>, Query, description = "Année des actes", example = 2024),
    ("scheme" = Option<String>, Query, description = "Dispositif", example = "dla"),
    ("operator" = Option<String>, Query, description = "Opérateur ; le sien, quoi qu'il demande, pour un opérateur"),
    ("page" = Option<u32>, Query, description = "À partir de 1 ; deux cents lignes par page"),
), responses(
    (status = 200, description = "Les actes, ligne à ligne", body = ActsDocument),
    (status = 401, description = "Connexion nécessaire", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 403, description = "Droit insuffisant", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn activity(State(live): Current, who: Who, query: Query) -> Result<Response, Problem> {
    let account = who.may(Right::OwnRows)?;
    let query = query.only(&["year", "scheme", "operator", "page"])?;
    let own = if who.has(Right::AllRows) { None } else { account.operator.clone() };
    let store = store(&live)?;
    let (document, object) = super::computed(&live, move |state| {
        let page = query.whole("page", 1, 1, LAST)?;
        let year = |text: &str| text.parse::<i16>().map_err(|_| query.refused("year", "une année, par exemple 2024"));
        let contents = &state.contents;
        let asked = Asked {
            operator: match &own {
                Some(own) => Some(own.as_str()),
                None => known(&query, "operator", contents.operators.iter().map(|own| own.operator.as_str()))?,
            },
            scheme: known(&query, "scheme", contents.schemes.iter().map(|own| own.scheme.as_str()))?,
            year: query.text("year").map(year).transpose()?,
            before: (page - 1) * PAGE,
            most: PAGE,
        };
        let words = [
            asked.operator.map(str::to_owned),
            asked.scheme.map(str::to_owned),
            asked.year.map(|year| year.to_string()),
        ];
        let object = words.into_iter().flatten().chain([format!("page {page}")]).collect::<Vec<_>>().join(", ");
        Ok((document(state, &asked, page)?, object))
    })
    .await?;
    store.note(&account.email, act::ROWS_READ, &object, &now()).await.map_err(internal)?;
    Ok(privately(document))
}

/// What an operator did, scheme by scheme, and where it is.
#[utoipa::path(get, path = "/api/v1/activity/coverage", tag = "accès", params(
    ("operator" = Option<String>, Query, description = "Opérateur, que la Région choisit ; le sien, quoi qu'il demande, pour un opérateur"),
), responses(
    (status = 200, description = "Bénéficiaires par dispositif et par année, EPCI atteints et manqués, lieux et zones", body = CoverageDocument),
    (status = 400, description = "Opérateur inconnu, ou non dit", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 401, description = "Connexion nécessaire", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 403, description = "Droit insuffisant", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn coverage(State(live): Current, who: Who, query: Query) -> Result<Response, Problem> {
    let account = who.may(Right::OwnRows)?;
    let query = query.only(&["operator"])?;
    let own = if who.has(Right::AllRows) { None } else { account.operator.clone() };
    let store = store(&live)?;
    let document = super::computed(&live, move |state| {
        let slugs = state.contents.operators.iter().map(|own| own.operator.as_str());
        let operator = match &own {
            Some(own) => own.as_str(),
            None => {
                known(&query, "operator", slugs.clone())?.ok_or_else(|| query.refused("operator", &one_of(slugs)))?
            }
        };
        coverage::coverage(state, operator)
    })
    .await?;
    let object = format!("couverture, {}", document.operator);
    store.note(&account.email, act::ROWS_READ, &object, &now()).await.map_err(internal)?;
    Ok(privately(document))
}

/// A slug of the snapshot that is asked for.
fn known<'a, 'b>(
    query: &'a Query,
    name: &str,
    mut slugs: impl Iterator<Item = &'b str> + Clone,
) -> Result<Option<&'a str>, Problem> {
    let expected = slugs.clone();
    match query.text(name) {
        Some(slug) if !slugs.any(|own| own == slug) => Err(query.refused(name, &one_of(expected))),
        slug => Ok(slug),
    }
}

fn document(state: &Served, asked: &Asked<'_>, page: u32) -> Result<ActsDocument, Problem> {
    let read = Snapshot::open(&state.folder.join("lanterne.duckdb")).and_then(|file| acts(&file, asked));
    let (rows, total) = read.map_err(|fault| {
        tracing::error!(%fault, "acts could not be read");
        Problem::Internal
    })?;
    let rows: Vec<ActDocument> = rows.into_iter().map(|act| told(state, act)).collect();
    let notice = match rows.iter().any(|row| row.synthetic) {
        true => set("Données synthétiques : aucun accompagnement n'y est réel."),
        false => String::new(),
    };
    Ok(ActsDocument { rows, total, page, notice })
}

fn told(state: &Served, act: Act) -> ActDocument {
    let contents = &state.contents;
    ActDocument {
        operator_name: operator_name(state, &act.operator),
        scheme_name: contents.schemes.iter().find(|own| own.scheme == act.scheme).map(|own| own.name.clone()),
        synthetic: contents.cards.iter().any(|card| card.card == act.card && card.synthetic),
        operator: act.operator,
        scheme: act.scheme,
        year: act.year,
        siret: act.siret,
        commune: act.commune,
        commune_name: act.commune_name,
        kind: act.kind,
        beneficiaries: act.beneficiaries,
        jobs: act.jobs,
        amount_eur: act.amount_eur,
    }
}
