//! The local profile of a territory: to read, to print, to reckon with. Four forms of one content, at one address.

use axum::Json;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use chrono::{Datelike, Utc};
use lanterne_observatory::Level;
use lanterne_report::{Day, Ground, Options, Print};
use tokio::sync::Semaphore;

use super::Current;
use crate::answer::profile::{Asked, profile};
use crate::problem::{Problem, ProblemDocument};
use crate::profile::Form;
use crate::query::{Query, place};
use crate::state::State as Snapshot;
use crate::tiling::grouping::Grouping;

/// PDF and workbooks made at the same time: each takes a core for a moment.
static TURNS: Semaphore = Semaphore::const_new(2);
/// Parameters of a grouping, and what the PDF's cover stands on.
const KNOWN: &[&str] = &["membres", "sauf", "nom", "fond", "partie"];
/// Names proposed where a territory is not found.
const PROPOSED: usize = 6;

/// The profile of a territory: a page, or the form its address ends in.
#[utoipa::path(get, path = "/profil/{territoire}", tag = "profils", params(
    ("territoire" = String, Path, description = "Niveau et code (epci-200070985), un code de commune ou d'EPCI seul, zone- et l'identifiant d'une zone déclarée, ou groupement ; suivi de .pdf, .xlsx ou .json pour une autre forme", example = "epci-200070985"),
    ("membres" = Option<String>, Query, description = "Groupement : territoires réunis, par niveau et code, séparés par des virgules", example = "epci-200070985,epci-200037059"),
    ("sauf" = Option<String>, Query, description = "Groupement : territoires retirés, de même"),
    ("nom" = Option<String>, Query, description = "Groupement : son nom"),
    ("fond" = Option<String>, Query, description = "PDF : nuit (par défaut) ou papier, pour les imprimantes de bureau"),
    ("partie" = Option<String>, Query, description = "Page : une seule partie, à placer dans un autre site", example = "essentiel"),
), responses(
    (status = 200, description = "Le profil : HTML, PDF (PDF/UA-1), classeur XLSX ou JSON"),
    (status = 400, description = "Groupement illisible", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Territoire inconnu, avec ceux qui lui ressemblent", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn page(
    State(live): Current,
    Path(file): Path<String>,
    uri: OriginalUri,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Problem> {
    let query = query.only(KNOWN)?;
    let (name, form) = Form::of(&file);
    let ground = ground(&query)?;
    let part = query.text("partie").map(str::to_owned);
    let address = format!("{}{}", super::tiles::base(&headers), uri.0);
    let asked = query.as_asked(KNOWN);
    let name = name.to_owned();
    let _turn = match form {
        Form::Pdf | Form::Xlsx => Some(TURNS.acquire().await.map_err(|_| Problem::Internal)?),
        Form::Html | Form::Json => None,
    };
    super::computed(&live, move |state| {
        let territory = territory(&name, &query, state)?;
        let content = profile(state, &territory, &address);
        let failed = |fault: lanterne_report::ReportError| {
            tracing::error!(%fault, name, "a profile was not made");
            Problem::Internal
        };
        let file_name = |form: Form| crate::profile::file_name(state, &name, form);
        Ok(match form {
            Form::Json => Json(content).into_response(),
            Form::Xlsx => {
                let file = lanterne_report::xlsx(&content).map_err(failed)?;
                super::taken(Form::Xlsx.media_type(), &file_name(Form::Xlsx), file)
            }
            Form::Pdf => {
                let file = lanterne_report::pdf(&content, &Print { ground, day: today() }).map_err(failed)?;
                let shown = [
                    (header::CONTENT_TYPE, Form::Pdf.media_type().to_owned()),
                    (header::CONTENT_DISPOSITION, format!("inline; filename=\"{}\"", file_name(Form::Pdf))),
                ];
                (shown, file).into_response()
            }
            Form::Html => {
                let beside = |form: Form| format!("/profil/{name}.{}{asked}", form.ending());
                let (pdf, xlsx, json) = (beside(Form::Pdf), beside(Form::Xlsx), beside(Form::Json));
                let links = [("PDF", pdf.as_str()), ("Classeur", xlsx.as_str()), ("JSON", json.as_str())];
                let letters = crate::page::letters();
                let letters: Vec<_> = letters.iter().map(crate::page::PageLetters::lent).collect();
                let options = Options { letters: &letters, links: &links, home: "/" };
                let text = match part {
                    None => lanterne_report::html(&content, &options),
                    Some(part) => {
                        let section = content.sections.iter().find(|section| section.id == part);
                        let unknown = || Problem::UnknownName {
                            what: "une partie du profil",
                            found: part.clone(),
                            known: content.sections.iter().map(|section| section.id.clone()).collect(),
                        };
                        lanterne_report::embed(&content, section.ok_or_else(unknown)?, &options)
                    }
                };
                let mut response = Html(text).into_response();
                response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
                response
            }
        })
    })
    .await
}

/// A page without script; one of its parts may stand in another site.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'";

fn ground(query: &Query) -> Result<Ground, Problem> {
    match query.text("fond") {
        None | Some("nuit") => Ok(Ground::Night),
        Some("papier") => Ok(Ground::Paper),
        Some(_) => Err(query.refused("fond", "nuit ou papier")),
    }
}

/// The territory a profile is asked of; one that is not found comes with those whose name resembles.
pub(crate) fn territory(name: &str, query: &Query, state: &Snapshot) -> Result<Asked, Problem> {
    if name == "groupement" {
        return Grouping::asked(query, state).map(Asked::Grouping);
    }
    if let Some(zone) = name.strip_prefix("zone-")
        && let Some(grouping) = Grouping::declared(zone, state)
    {
        return Ok(Asked::Grouping(grouping));
    }
    let bare = |level: Level| state.territories(level).row(name).map(|row| (level, row));
    let found = place(name, state).or_else(|| bare(Level::Epci)).or_else(|| bare(Level::Commune));
    let resembling = || {
        let answers = crate::answer::place::search(state, name).into_iter().take(PROPOSED);
        answers.map(|found| format!("{}-{} ({})", found.level, found.code, found.name)).collect()
    };
    found.map(|(level, row)| Asked::Unit(level, row)).ok_or_else(|| Problem::UnknownName {
        what: "un territoire",
        found: name.to_owned(),
        known: resembling(),
    })
}

/// The day of the clock, in UTC.
pub(crate) fn today() -> Day {
    let now = Utc::now();
    let small = |number: u32| u8::try_from(number).unwrap_or(1);
    Day { year: now.year(), month: small(now.month()), day: small(now.day()) }
}
