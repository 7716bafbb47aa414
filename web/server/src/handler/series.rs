//! Series, as JSON and as a table.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::Current;
use crate::answer;
use crate::answer::series::SeriesQuery;
use crate::document::series::SeriesDocument;
use crate::problem::{Problem, ProblemDocument};
use crate::query::{Query, indicator_in_path};
use crate::view::ViewKey;

const KNOWN: &[&str] = &["level", "perimetre", "region", "classes", "method", "breaks"];

/// One indicator at one level, in row order; `{indicator}.csv` is the same as a table.
#[utoipa::path(get, path = "/api/v1/series/{indicator}", tag = "séries", params(
    ("indicator" = String, Path, description = "Indicateur, ou indicateur.csv", example = "etablissements_10000_hab"),
    ("level" = Option<String>, Query, description = "Niveau, epci par défaut"),
    ("perimetre" = Option<String>, Query, description = "Périmètre, loi_2014 par défaut"),
    ("region" = Option<String>, Query, description = "Code de région : limite les lignes, et sert de référence", example = "32"),
    ("classes" = Option<u32>, Query, description = "Nombre de classes, de 2 à 12"),
    ("method" = Option<String>, Query, description = "Découpage : arrondi, quantile, egal, jenks, tete_queue, ecart_type"),
    ("breaks" = Option<String>, Query, description = "Seuils choisis, séparés par un point-virgule"),
), responses(
    (status = 200, description = "La série", body = SeriesDocument),
    (status = 400, description = "Paramètre invalide", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Indicateur inconnu", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn series(State(live): Current, Path(name): Path<String>, query: Query) -> Result<Response, Problem> {
    let query = query.only(KNOWN)?;
    match name.strip_suffix(".csv") {
        None => {
            let indicator = indicator_in_path(&name)?;
            super::json(&live, move |state| Ok(answer::series::series(state, &read(&query, indicator, state)?))).await
        }
        Some(name) => {
            let indicator = indicator_in_path(name)?;
            let file = super::computed(&live, move |state| {
                let query = read(&query, indicator, state)?;
                let series = answer::series::series(state, &query);
                Ok(answer::csv::series(state, &series, &query))
            })
            .await?;
            let attachment = format!("attachment; filename=\"{name}.csv\"");
            Ok((
                [
                    (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
                    (header::CONTENT_DISPOSITION, attachment),
                ],
                file,
            )
                .into_response())
        }
    }
}

fn read(
    query: &Query,
    indicator: lanterne_observatory::Indicator,
    state: &crate::state::State,
) -> Result<SeriesQuery, Problem> {
    Ok(SeriesQuery {
        indicator,
        view: ViewKey { level: query.level()?, perimetre: query.perimetre()?, region: query.region(state)? },
        classes: query.classes()?,
        method: query.method()?,
        breaks: query.breaks()?,
    })
}
