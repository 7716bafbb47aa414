//! The zones to watch: those of the roadmap, those that the tests find, those that somebody chose. For everyone.

use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::Response;
use lanterne_observatory::Level;
use lanterne_observatory::white_zone::Kind;
use lanterne_observatory::white_zone::combination::Kinds;

use super::Current;
use crate::answer::watch::threshold::{self, Thresholds};
use crate::answer::watch::{self, Asked, USUAL, table, zone};
use crate::document::watch::WatchDocument;
use crate::export::Format;
use crate::problem::{Problem, ProblemDocument};
use crate::query::{Query, one_of};
use crate::state::State as Snapshot;

const KNOWN: &[&str] =
    &["region", "level", "kinds", "c", "p", "t", "m", "alpha", "years", "scheme", "zones", "thresholds", "zone"];

/// The zones with their indicators, what is crossed, and the history of the one that is opened.
#[utoipa::path(get, path = "/api/v1/watch", tag = "zones blanches", params(
    ("region" = Option<String>, Query, description = "Code de région ; celle que couvre le registre sans cela", example = "32"),
    ("level" = Option<String>, Query, description = "Unités que les tests réunissent : epci (par défaut) ou commune"),
    ("kinds" = Option<String>, Query, description = "Tests qui font une zone, séparés par des virgules ; offre et foyer_froid sans cela", example = "offre,foyer_froid"),
    ("c" = Option<f64>, Query, description = "Voir /api/v1/white-zones"),
    ("p" = Option<f64>, Query, description = "Voir /api/v1/white-zones"),
    ("t" = Option<f64>, Query, description = "Voir /api/v1/white-zones"),
    ("m" = Option<f64>, Query, description = "Voir /api/v1/white-zones"),
    ("alpha" = Option<f64>, Query, description = "Voir /api/v1/white-zones"),
    ("years" = Option<u32>, Query, description = "Voir /api/v1/white-zones"),
    ("scheme" = Option<String>, Query, description = "Dispositifs dont comptent les lieux et les bénéficiaires, séparés par des virgules ; tous par défaut"),
    ("zones" = Option<String>, Query, description = "Zones ajoutées à la liste, séparées par des points-virgules : territoires séparés par des virgules, puis au besoin ~nom:…, ~sauf:…, ~cog:… et des seuils qui lui sont propres", example = "epci-200070985~nom:Mon secteur~densite:60"),
    ("thresholds" = Option<String>, Query, description = "Seuils de toutes les zones : densite (% de la référence), part_emplois (%), minutes, sans (années sans bénéficiaire) ; ceux des tests par défaut ; aucun", example = "densite:75,minutes:30,sans:3"),
    ("zone" = Option<String>, Query, description = "La zone à ouvrir, avec son histoire, écrite comme dans zones", example = "epci-200070985"),
), responses(
    (status = 200, description = "Les zones, leurs indicateurs, leurs recoupements, les seuils franchis", body = WatchDocument),
    (status = 400, description = "Zone inconnue, seuil ou paramètre invalide", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn watch(State(live): Current, query: Query) -> Result<Response, Problem> {
    let query = query.only(KNOWN)?;
    super::json(&live, move |state| Ok(watch::watch(state, &read(&query, state)?))).await
}

/// The same as a table, a row per zone.
#[utoipa::path(get, path = "/api/v1/watch.csv", tag = "zones blanches", params(
    ("region" = Option<String>, Query, description = "Code de région ; celle que couvre le registre sans cela", example = "32"),
    ("level" = Option<String>, Query, description = "Unités que les tests réunissent : epci (par défaut) ou commune"),
    ("kinds" = Option<String>, Query, description = "Tests qui font une zone, séparés par des virgules ; offre et foyer_froid sans cela", example = "offre,foyer_froid"),
    ("c" = Option<f64>, Query, description = "Voir /api/v1/white-zones"),
    ("p" = Option<f64>, Query, description = "Voir /api/v1/white-zones"),
    ("t" = Option<f64>, Query, description = "Voir /api/v1/white-zones"),
    ("m" = Option<f64>, Query, description = "Voir /api/v1/white-zones"),
    ("alpha" = Option<f64>, Query, description = "Voir /api/v1/white-zones"),
    ("years" = Option<u32>, Query, description = "Voir /api/v1/white-zones"),
    ("scheme" = Option<String>, Query, description = "Voir /api/v1/watch"),
    ("zones" = Option<String>, Query, description = "Voir /api/v1/watch", example = "epci-200070985~nom:Mon secteur~densite:60"),
    ("thresholds" = Option<String>, Query, description = "Voir /api/v1/watch", example = "densite:75,minutes:30,sans:3"),
    ("zone" = Option<String>, Query, description = "Ne change rien ici : le fichier porte toutes les zones"),
), responses(
    (status = 200, description = "Le fichier : une ligne par zone"),
    (status = 400, description = "Zone inconnue, seuil ou paramètre invalide", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn file(
    State(live): Current,
    uri: OriginalUri,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Problem> {
    let query = query.only(KNOWN)?;
    let address = format!("{}{}", super::tiles::base(&headers), uri.0);
    let (file, name) = super::computed(&live, move |state| {
        let asked = Asked { opened: None, ..read(&query, state)? };
        let (table, name) = table::table(state, &asked, &address);
        Ok((super::written(Format::Csv, &table, None)?, name))
    })
    .await?;
    Ok(super::taken(Format::Csv.media_type(), &name, file))
}

fn read(query: &Query, state: &Snapshot) -> Result<Asked, Problem> {
    let parameters = query.white_zone()?;
    let levels = [("epci", Level::Epci), ("commune", Level::Commune)];
    let thresholds = match query.text("thresholds") {
        None => Thresholds::usual(parameters),
        Some(text) => Thresholds::read(text).ok_or_else(|| query.refused("thresholds", threshold::EXPECTED))?,
    };
    Ok(Asked {
        region: query.region(state)?,
        level: query.word("level", &levels)?.unwrap_or(Level::Epci),
        kinds: kinds(query)?,
        schemes: query.schemes(state)?,
        zones: query.text("zones").map_or_else(|| Ok(Vec::new()), |text| zone::several("zones", text, state))?,
        opened: query.text("zone").map(|text| zone::one("zone", text, state)).transpose()?,
        thresholds,
        parameters,
    })
}

/// Kinds separated by commas.
fn kinds(query: &Query) -> Result<Kinds, Problem> {
    let Some(text) = query.text("kinds") else { return Ok(USUAL.into_iter().collect()) };
    let asked: Result<Kinds, _> = text.split(',').map(|word| word.trim().parse::<Kind>()).collect();
    let known = || {
        format!(
            "un ou plusieurs tests, séparés par des virgules : {}",
            one_of(Kind::ALL.iter().map(|kind| kind.as_str()))
        )
    };
    asked.map_err(|_| query.refused("kinds", &known()))
}
