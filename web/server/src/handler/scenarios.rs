//! Scenarios that people compared: named and kept under an address of their own, version after version, without an account; and their
//! sheet, one page to print.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{SecondsFormat, Utc};
use lanterne_observatory::Level;
use lanterne_store::scenario::{Content, Version};
use lanterne_store::{Error, Store};

use super::Current;
use crate::answer::simulation::set::{IDLE, Remembered, Scenario, Set, WORDS};
use crate::answer::simulation::sheet;
use crate::document::scenario::{
    KeptScenarios, ScenarioDocument, ScenarioPermanence, ScenarioSite, ScenariosKept, ScenariosVersion,
};
use crate::french::typography::set;
use crate::live::Live;
use crate::problem::{Problem, ProblemDocument};
use crate::query::Query;
use crate::state::State as Snapshot;

/// What a set is made of besides its scenarios.
const NAME: &str = "nom";
const SCENARIO: &str = "scenario";
const LONGEST_NAME: usize = 80;
/// Where a set is shown, and where it is printed.
const PAGE: &str = "/deploiement/simulateur";
const SHEET: &str = "/deploiement/simulateur.pdf";
const FILE: &str = "lanterne_simulation.pdf";

/// Keeps a set of scenarios: answers its address, and the key that lets its next versions in.
#[utoipa::path(post, path = "/api/v1/scenarios", tag = "déploiement", params(
    ("nom" = String, Query, description = "Son nom", example = "Permanences de printemps"),
    ("region" = Option<String>, Query, description = "Code de région, ou france ; celle que couvre le registre sans cela", example = "32"),
    ("dispositif" = Option<String>, Query, description = "Dispositif dont les lieux comptent ; tous sans cela"),
    ("minutes" = Option<u32>, Query, description = "Temps de trajet au-delà duquel un lieu est loin : 15, 20, 30, 45 ou 60"),
    ("sites" = Option<String>, Query, description = "Lieux pris en compte : documents (par défaut), ou exemple pour y ajouter les lieux synthétiques"),
    ("workshops" = Option<String>, Query, description = "Compter les lieux connus par un atelier seulement : oui (par défaut) ou non"),
    ("scenario" = String, Query, description = "Un scénario, comme dans le lien de la page ; le paramètre se répète, quatre fois au plus", example = "A~80620.4"),
), responses(
    (status = 201, description = "Gardé, sur disque", body = ScenariosKept),
    (status = 400, description = "Sans nom, sans scénario, ou qui nomme ce que la publication ne connaît pas", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 503, description = "Rien ne peut être gardé ici", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn keep(State(live): Current, query: Query) -> Result<Response, Problem> {
    let store = store(&live)?;
    let content = asked(&live, query).await?;
    let kept = store.keep_scenario(&content, &now()).await.map_err(|fault| problem(fault, ""))?;
    Ok(created(ScenariosKept { address: address(&kept.id), id: kept.id, version: 1, key: Some(kept.key) }))
}

/// Adds a version; the earlier ones stay as they are.
#[utoipa::path(post, path = "/api/v1/scenarios/{scenario}/versions", tag = "déploiement", params(
    ("scenario" = String, Path, description = "Identifiant, dit quand le jeu a été gardé", example = "0123456789ab"),
    ("nom" = String, Query, description = "Comme pour le garder ; de même des autres paramètres"),
), responses(
    (status = 201, description = "Gardé, sur disque", body = ScenariosKept),
    (status = 403, description = "La clé n'est pas celle de ce jeu", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Aucun jeu de ce nom", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn revise(
    State(live): Current,
    Path(id): Path<String>,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Problem> {
    let store = store(&live)?;
    let given = headers.get(header::AUTHORIZATION).and_then(|words| words.to_str().ok());
    let key = given.and_then(|words| words.strip_prefix("Bearer ")).unwrap_or_default();
    let content = asked(&live, query).await?;
    let version = store.revise_scenario(&id, key, &content, &now()).await.map_err(|fault| problem(fault, &id))?;
    Ok(created(ScenariosKept { address: address(&id), id, version, key: None }))
}

/// A set and its versions, and what became of what they name.
#[utoipa::path(get, path = "/api/v1/scenarios/{scenario}", tag = "déploiement", params(
    ("scenario" = String, Path, description = "Identifiant", example = "0123456789ab"),
), responses(
    (status = 200, description = "Le jeu de scénarios ; ce qui n'est plus connu est dit, et laissé de côté", body = KeptScenarios),
    (status = 404, description = "Aucun jeu de ce nom", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn scenarios(State(live): Current, Path(id): Path<String>) -> Result<Json<KeptScenarios>, Problem> {
    let versions = store(&live)?.scenario(&id).await.map_err(|fault| problem(fault, &id))?;
    super::computed(&live, move |state| {
        let versions = versions.into_iter().map(|version| told(version, &id, state)).collect();
        Ok(Json(KeptScenarios { address: address(&id), id, versions }))
    })
    .await
}

/// The address that is shared: leads to the simulator with the last version, or the one asked for.
#[utoipa::path(get, path = "/scenario/{scenario}", tag = "déploiement", params(
    ("scenario" = String, Path, description = "Identifiant", example = "0123456789ab"),
    ("version" = Option<i64>, Query, description = "Numéro d'une version ; la dernière sans cela"),
), responses(
    (status = 303, description = "L'adresse du simulateur"),
    (status = 404, description = "Aucun jeu de ce nom", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn shared(State(live): Current, Path(id): Path<String>, query: Query) -> Result<Redirect, Problem> {
    let query = query.only(&["version"])?;
    let versions = store(&live)?.scenario(&id).await.map_err(|fault| problem(fault, &id))?;
    let many = versions.len();
    let found = match query.text("version") {
        None => versions.into_iter().next_back(),
        Some(number) => versions.into_iter().find(|version| version.version.to_string() == number),
    };
    let expected = || format!("un numéro de version, de 1 à {many}");
    let found = found.ok_or_else(|| query.refused("version", &expected()))?;
    super::computed(&live, move |state| Ok(Redirect::to(&page(&found, &id, &read(&found.content, state).0, state))))
        .await
}

/// The sheet of a set: one page to print, of what the page's own link says.
#[utoipa::path(get, path = "/deploiement/simulateur.pdf", tag = "déploiement", params(
    ("region" = Option<String>, Query, description = "Code de région, ou france ; celle que couvre le registre sans cela", example = "32"),
    ("dispositif" = Option<String>, Query, description = "Dispositif dont les lieux comptent ; tous sans cela"),
    ("minutes" = Option<u32>, Query, description = "Temps de trajet au-delà duquel un lieu est loin : 15, 20, 30, 45 ou 60"),
    ("sites" = Option<String>, Query, description = "Lieux pris en compte : documents (par défaut), ou exemple pour y ajouter les lieux synthétiques"),
    ("workshops" = Option<String>, Query, description = "Compter les lieux connus par un atelier seulement : oui (par défaut) ou non"),
    ("scenario" = Option<String>, Query, description = "Un scénario ; le paramètre se répète, quatre fois au plus", example = "A~80620.4"),
    ("montre" = Option<u32>, Query, description = "Lequel la carte montre : 0 pour aujourd'hui, puis leur rang"),
), responses(
    (status = 200, description = "Une page A4, en PDF"),
    (status = 400, description = "Paramètre invalide", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 503, description = "La publication n'a pas de contours", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn printed(State(live): Current, headers: HeaderMap, query: Query) -> Result<Response, Problem> {
    let (scenarios, query) = query.taking(SCENARIO);
    let known: Vec<&str> = WORDS.iter().chain(IDLE).copied().collect();
    let query = query.only(&known)?;
    let base = super::tiles::base(&headers);
    let day = super::profile::today();
    let file = super::computed(&live, move |state| {
        let set = Set::asked(&query, &scenarios, state)?;
        let address = format!("{base}{PAGE}{}", set.link(state));
        let sheet = sheet::sheet(state, &set, &address);
        lanterne_report::scenario::pdf(&sheet, day).map_err(|fault| {
            tracing::error!(%fault, "the sheet of a simulation was not made");
            Problem::Internal
        })
    })
    .await?;
    Ok(super::taken("application/pdf", FILE, file))
}

/// Reads what is to be kept, and that the snapshot knows it.
async fn asked(live: &Live, query: Query) -> Result<Content, Problem> {
    let (scenarios, query) = query.taking(SCENARIO);
    let known: Vec<&str> = WORDS.iter().chain(IDLE).copied().chain([NAME]).collect();
    let query = query.only(&known)?;
    let name = query.text(NAME).unwrap_or_default().to_owned();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(query.refused(NAME, &format!("un nom, de {LONGEST_NAME} signes au plus")));
    }
    if scenarios.is_empty() {
        return Err(query.refused(SCENARIO, "un scénario au moins, comme dans le lien de la page"));
    }
    super::computed(live, move |state| {
        let set = Set::asked(&query, &scenarios, state)?;
        Ok(Content {
            name,
            region: state.region_code(set.region).cloned().unwrap_or_default(),
            scheme: set.scheme.clone().unwrap_or_default(),
            minutes: set.minutes,
            sites: set.counted.word().to_owned(),
            workshops: set.counted.switch().to_owned(),
            scenarios: set.scenarios.iter().map(Scenario::written).collect(),
            cog: state.manifest.cog,
        })
    })
    .await
}

/// A version as the snapshot knows it, and what became of the rest.
fn read(content: &Content, state: &Snapshot) -> (Set, Vec<String>) {
    let Content { name: _, region, scheme, minutes, sites, workshops, scenarios, cog } = content;
    let (minutes, cog) = (*minutes, *cog);
    Remembered { region, scheme, minutes, sites, workshops, scenarios, cog }.read(state)
}

fn told(version: Version, id: &str, state: &Snapshot) -> ScenariosVersion {
    let (known, changes) = read(&version.content, state);
    ScenariosVersion {
        page: page(&version, id, &known, state),
        sheet: format!("{SHEET}{}", known.link(state)),
        version: version.version,
        kept_at: version.kept_at,
        region: Some(version.content.region).filter(|region| !region.is_empty()),
        scheme: Some(version.content.scheme).filter(|scheme| !scheme.is_empty()),
        minutes: version.content.minutes,
        sites: known.counted.word().to_owned(),
        workshops: known.counted.workshops,
        cog: version.content.cog,
        scenarios: known.scenarios.iter().map(|scenario| document(scenario, state)).collect(),
        changes: changes.iter().map(|change| set(change)).collect(),
        name: version.content.name,
    }
}

fn document(scenario: &Scenario, state: &Snapshot) -> ScenarioDocument {
    let index = state.territories(Level::Commune);
    let added = scenario.added.iter().map(|opened| {
        let row = index.row(&opened.commune);
        ScenarioPermanence {
            commune: opened.commune.clone(),
            name: row.and_then(|row| index.name.get(row as usize).cloned()).unwrap_or_default(),
            days_month: opened.days,
        }
    });
    let removed = scenario.removed.iter().map(|site| {
        let known = state.contents.sites.iter().find(|own| own.site == *site);
        ScenarioSite { site: site.clone(), name: known.map(|own| set(&own.name)).unwrap_or_default() }
    });
    ScenarioDocument { name: scenario.name.clone(), added: added.collect(), removed: removed.collect() }
}

/// The simulator's link of a version, which says where it is kept: the page tells what became of it.
fn page(version: &Version, id: &str, known: &Set, state: &Snapshot) -> String {
    format!("{PAGE}{}&garde={id}.{}", known.link(state), version.version)
}

fn address(id: &str) -> String {
    format!("/scenario/{id}")
}

fn created(kept: ScenariosKept) -> Response {
    let place = [(header::LOCATION, kept.address.clone()), (header::CACHE_CONTROL, "no-store".to_owned())];
    (StatusCode::CREATED, place, Json(kept)).into_response()
}

fn store(live: &Live) -> Result<&Store, Problem> {
    live.store().ok_or(Problem::NoStore)
}

fn now() -> String {
    Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn problem(fault: Error, id: &str) -> Problem {
    match fault {
        Error::Unknown(_) => Problem::NotThere {
            sentence: "Aucun scénario n'est gardé sous ce nom. Le lien a peut-être été coupé en le copiant ; il se termine par douze \
                       chiffres et lettres.",
        },
        Error::Forbidden(_) => Problem::WrongKey,
        Error::Full(most) => Problem::Full { what: "jeux de scénarios, ou versions de l'un d'eux", most },
        Error::Random(_) | Error::Database(_) | Error::Tables(_) => {
            tracing::error!(%fault, id, "a set of scenarios could not be kept or read");
            Problem::Internal
        }
    }
}
