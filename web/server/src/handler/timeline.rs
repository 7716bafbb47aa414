//! An indicator from year to year, on screen or as a table.

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use lanterne_observatory::{Indicator, Level};

use super::Current;
use crate::answer;
use crate::answer::timeline::{MOST, TimelineQuery};
use crate::answer::words;
use crate::document::timeline::TimelineDocument;
use crate::export::Format;
use crate::live::Live;
use crate::problem::{Problem, ProblemDocument};
use crate::query::{Query, indicator_in_path};
use crate::state::State as Snapshot;

const KNOWN: &[&str] = &["level", "codes", "perimetre", "famille", "secteur", "region"];

/// An indicator from year to year: up to eight territories, and the reference.
#[utoipa::path(get, path = "/api/v1/timeline/{indicator}", tag = "séries", params(
    ("indicator" = String, Path, description = "Indicateur", example = "etablissements_10000_hab"),
    ("level" = Option<String>, Query, description = "Niveau des codes qui n'en disent pas, epci par défaut"),
    ("codes" = Option<String>, Query, description = "Huit territoires au plus, séparés par des virgules : des codes, ou niveau-code", example = "200070985,departement-80"),
    ("perimetre" = Option<String>, Query, description = "Périmètre, loi_2014 par défaut"),
    ("famille" = Option<String>, Query, description = "Familles retenues, séparées par des virgules ; toutes par défaut", example = "association,cooperative"),
    ("secteur" = Option<String>, Query, description = "Sections de la NAF rév. 2 retenues, par leur lettre ; toutes par défaut", example = "Q,P"),
    ("region" = Option<String>, Query, description = "Code de région : sert de référence", example = "32"),
), responses(
    (status = 200, description = "Une ligne par territoire, puis la référence", body = TimelineDocument),
    (status = 400, description = "Paramètre invalide", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Indicateur inconnu", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn timeline(
    State(live): Current,
    Path(name): Path<String>,
    uri: OriginalUri,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Problem> {
    if let Some((name, ending)) = name.rsplit_once('.') {
        let address = format!("{}{}", super::tiles::base(&headers), uri.0);
        return file(live, name, ending, address, query).await;
    }
    let (query, indicator) = (query.only(KNOWN)?, indicator_in_path(&name)?);
    super::json(&live, move |state| Ok(answer::timeline::timeline(state, &read(&query, indicator, state)?))).await
}

/// The same as a table.
#[utoipa::path(get, path = "/api/v1/timeline/{indicator}.{format}", tag = "séries", params(
    ("indicator" = String, Path, description = "Indicateur", example = "etablissements_10000_hab"),
    ("format" = String, Path, description = "csv ou xlsx", example = "csv"),
    ("level" = Option<String>, Query, description = "Niveau des codes qui n'en disent pas, epci par défaut"),
    ("codes" = Option<String>, Query, description = "Huit territoires au plus, séparés par des virgules : des codes, ou niveau-code"),
    ("perimetre" = Option<String>, Query, description = "Périmètre, loi_2014 par défaut"),
    ("famille" = Option<String>, Query, description = "Familles retenues, séparées par des virgules ; toutes par défaut"),
    ("secteur" = Option<String>, Query, description = "Sections de la NAF rév. 2 retenues, par leur lettre ; toutes par défaut"),
    ("region" = Option<String>, Query, description = "Code de région : sert de référence", example = "32"),
), responses(
    (status = 200, description = "Le fichier : une ligne par territoire et par année"),
    (status = 400, description = "Paramètre invalide", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Indicateur ou format inconnu", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn file(
    live: Arc<Live>,
    name: &str,
    ending: &str,
    address: String,
    query: Query,
) -> Result<Response, Problem> {
    let format = super::format(ending, &[Format::Csv, Format::Xlsx])?;
    let (query, indicator) = (query.only(KNOWN)?, indicator_in_path(name)?);
    let (file, name) = super::computed(&live, move |state| {
        let asked = read(&query, indicator, state)?;
        let table = answer::timeline::table(state, &asked, &address);
        let file = super::written(format, &table, None)?;
        Ok((file, answer::timeline::file_name(state, &asked, format)))
    })
    .await?;
    Ok(super::taken(format.media_type(), &name, file))
}

fn read(query: &Query, indicator: Indicator, state: &Snapshot) -> Result<TimelineQuery, Problem> {
    let view = query.view_of(state, indicator)?;
    let asked: Vec<&str> = query.text("codes").map_or_else(Vec::new, |text| text.split(',').map(str::trim).collect());
    if asked.len() > MOST {
        return Err(query.refused("codes", &format!("{MOST} territoires au plus")));
    }
    let territory = |word: &&str| {
        let (level, code) = match word.split_once('-').and_then(|(level, code)| Some((level.parse().ok()?, code))) {
            Some((level, code)) => (level, code),
            None => (view.level, *word),
        };
        let unknown = || Problem::UnknownTerritory {
            level: words::level(level),
            code: code.to_owned(),
            expected: words::code(level),
        };
        state.territories(level).row(code).map(|row| (level, row)).ok_or_else(unknown)
    };
    let territories: Vec<(Level, u32)> = asked.iter().map(territory).collect::<Result<_, _>>()?;
    Ok(TimelineQuery { indicator, view, territories })
}
