//! The access to a site, some opened and some closed.

use std::collections::BTreeSet;

use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use lanterne_observatory::Level;

use super::Current;
use crate::answer;
use crate::answer::simulation::{Added, Counted, MOST_ADDED, SimulationQuery};
use crate::document::simulation::SimulationDocument;
use crate::export::Format;
use crate::problem::{Problem, ProblemDocument};
use crate::query::Query;
use crate::state::State as Snapshot;
use crate::view::sole_region;

const KNOWN: &[&str] = &["region", "schemes", "minutes", "sites", "workshops", "add", "remove"];
/// What a table of the communes is called in its address.
const COMMUNES: &str = "communes";
/// Most days of a month.
const MOST_DAYS: u32 = 31;

/// The access to a site today, and once some are opened and some closed.
#[utoipa::path(get, path = "/api/v1/simulation", tag = "déploiement", params(
    ("region" = Option<String>, Query, description = "Code de région ; celle que couvre le registre sans cela", example = "32"),
    ("schemes" = Option<String>, Query, description = "Dispositifs dont les lieux comptent, séparés par des virgules ; tous par défaut"),
    ("minutes" = Option<f64>, Query, description = "Temps de trajet au-delà duquel un lieu est loin, 30"),
    ("sites" = Option<String>, Query, description = "Lieux pris en compte : documents (par défaut), ou exemple pour y ajouter les lieux synthétiques"),
    ("workshops" = Option<String>, Query, description = "Compter les lieux connus par un atelier seulement : oui (par défaut) ou non"),
    ("add" = Option<String>, Query, description = "Permanences à ouvrir, séparées par des virgules : commune-CODE, ou commune-CODE:JOURS par mois", example = "commune-80620:4"),
    ("remove" = Option<String>, Query, description = "Lieux à fermer, par leur identifiant, séparés par des virgules"),
), responses(
    (status = 200, description = "Les chiffres d'aujourd'hui, ceux du scénario et leur différence", body = SimulationDocument),
    (status = 400, description = "Paramètre invalide", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn simulation(State(live): Current, query: Query) -> Result<Response, Problem> {
    let query = query.only(KNOWN)?;
    super::json(&live, move |state| Ok(answer::simulation::simulation(state, &read(&query, state)?))).await
}

/// The communes of a simulation, as a table.
#[utoipa::path(get, path = "/api/v1/simulation/communes.{format}", tag = "déploiement", params(
    ("format" = String, Path, description = "csv ou xlsx", example = "csv"),
    ("region" = Option<String>, Query, description = "Code de région ; celle que couvre le registre sans cela", example = "32"),
    ("schemes" = Option<String>, Query, description = "Dispositifs dont les lieux comptent, séparés par des virgules ; tous par défaut"),
    ("minutes" = Option<f64>, Query, description = "Temps de trajet au-delà duquel un lieu est loin, 30"),
    ("sites" = Option<String>, Query, description = "Lieux pris en compte : documents (par défaut), ou exemple pour y ajouter les lieux synthétiques"),
    ("workshops" = Option<String>, Query, description = "Compter les lieux connus par un atelier seulement : oui (par défaut) ou non"),
    ("add" = Option<String>, Query, description = "Permanences à ouvrir, séparées par des virgules : commune-CODE, ou commune-CODE:JOURS par mois", example = "commune-80620:4"),
    ("remove" = Option<String>, Query, description = "Lieux à fermer, par leur identifiant, séparés par des virgules"),
), responses(
    (status = 200, description = "Le fichier : une ligne par commune"),
    (status = 400, description = "Paramètre invalide", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Format inconnu", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn communes(
    State(live): Current,
    Path(file): Path<String>,
    uri: OriginalUri,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Problem> {
    let ending = match file.rsplit_once('.') {
        Some((COMMUNES, ending)) => ending,
        Some(_) | None => return Err(Problem::NoSuchAddress(uri.0.path().to_owned())),
    };
    let format = super::format(ending, &[Format::Csv, Format::Xlsx])?;
    let address = format!("{}{}", super::tiles::base(&headers), uri.0);
    let query = query.only(KNOWN)?;
    let file = super::computed(&live, move |state| {
        let table = answer::simulation::table::table(state, &read(&query, state)?, &address);
        super::written(format, &table, None)
    })
    .await?;
    Ok(super::taken(format.media_type(), &answer::simulation::table::file_name(format), file))
}

fn read(query: &Query, state: &Snapshot) -> Result<SimulationQuery, Problem> {
    Ok(SimulationQuery {
        region: query.region(state)?.or_else(|| sole_region(state)),
        schemes: query.schemes_of("schemes", state)?,
        minutes: query.number("minutes", 30.0, 1.0, 120.0)?,
        counted: counted(query)?,
        added: added(query, state)?,
        removed: removed(query, state)?,
    })
}

/// Which places count: `sites=exemple`, `workshops=non`.
pub(super) fn counted(query: &Query) -> Result<Counted, Problem> {
    let usual = Counted::default();
    Ok(Counted {
        examples: query.word("sites", &Counted::WORDS)?.unwrap_or(usual.examples),
        workshops: query.word("workshops", &Counted::SWITCH)?.unwrap_or(usual.workshops),
    })
}

/// Sites to open: `commune-80620:4`.
pub(super) fn added(query: &Query, state: &Snapshot) -> Result<Vec<Added>, Problem> {
    let Some(text) = query.text("add") else { return Ok(Vec::new()) };
    let index = state.territories(Level::Commune);
    let one = |word: &str| -> Option<Added> {
        let (commune, days) = match word.trim().split_once(':') {
            Some((commune, days)) => (commune, Some(days.parse().ok().filter(|days| (1..=MOST_DAYS).contains(days))?)),
            None => (word.trim(), None),
        };
        let row = index.row(commune.strip_prefix("commune-")?)?;
        index.point.get(row as usize).copied().flatten()?;
        Some(Added { commune: row, days_month: days })
    };
    let expected = "commune-CODE ou commune-CODE:JOURS, de 1 à 31 jours par mois, séparées par des virgules, où CODE est celui d'une commune \
                    dont le lieu est connu";
    let added: Option<Vec<Added>> = text.split(',').map(one).collect();
    let added = added.ok_or_else(|| query.refused("add", expected))?;
    if added.len() > MOST_ADDED {
        return Err(query.refused("add", &format!("{MOST_ADDED} permanences au plus")));
    }
    Ok(added)
}

/// Sites to close, by their identifiers.
pub(super) fn removed(query: &Query, state: &Snapshot) -> Result<BTreeSet<String>, Problem> {
    let Some(text) = query.text("remove") else { return Ok(BTreeSet::new()) };
    let removed: BTreeSet<String> = text.split(',').map(|site| site.trim().to_owned()).collect();
    let known = |site: &String| state.contents.sites.iter().any(|own| own.site == *site);
    match removed.iter().all(known) {
        true => Ok(removed),
        false => {
            Err(query.refused("remove", "des identifiants de lieux, séparés par des virgules (voir /api/v1/sites)"))
        }
    }
}
