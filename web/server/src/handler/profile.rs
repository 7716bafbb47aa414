//! The local profile of a territory: to read, to print, to write on, to reckon with. Five forms of one content, at one address; and
//! versions that stay as they are.

use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Datelike, Utc};
use lanterne_observatory::Level;
use lanterne_report::{Day, Door, Ground, Options, Print};
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use super::Current;
use crate::answer::profile::{Asked, Length, Listing, Sought};
use crate::french::typography::set;
use crate::letters::{self, PageLetters};
use crate::problem::{Problem, ProblemDocument};
use crate::profile::{Form, content, file_name, plain, written};
use crate::query::{Query, place};
use crate::state::State as Snapshot;
use crate::tiling::grouping::Grouping;

/// PDF, documents and workbooks made at the same time: each takes a core for a moment.
static TURNS: Semaphore = Semaphore::const_new(2);
/// Parameters of a grouping.
const GROUPING: &[&str] = &["membres", "sauf", "nom", "cog"];
/// The same, what the PDF's cover stands on, one part alone, and what is kept of the directory and of the guide.
const KNOWN: &[&str] =
    &["membres", "sauf", "nom", "cog", "fond", "partie", "famille", "secteur", "clauses", "etape", "besoin"];
/// Names proposed where a territory is not found.
const PROPOSED: usize = 6;
/// A page without script; one of its parts may stand in another site.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'self'";
/// A version that is kept holds its letters; the first ones that were kept still ask the service for them.
const KEPT_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'self'";

/// The door: a name, a code or a postcode, and the territories that answer to it.
#[utoipa::path(get, path = "/profil", tag = "profils", params(
    ("q" = Option<String>, Query, description = "Nom, code ou code postal", example = "peronne"),
), responses((status = 200, description = "Une page : le champ, et ce qui a été trouvé")))]
pub(crate) async fn door(State(live): Current, query: Query) -> Result<Response, Problem> {
    let query = query.only(&["q"])?;
    super::computed(&live, move |state| {
        let asked = query.text("q").unwrap_or("");
        let lead = "Un document complet sur l'économie sociale et solidaire d'un territoire : à lire, à imprimer, à recalculer.";
        Ok(doors(state, asked, "Le profil de quel territoire ?", lead, StatusCode::OK))
    })
    .await
}

/// The profile of a territory: a page, or the form its address ends in.
#[utoipa::path(get, path = "/profil/{territoire}", tag = "profils", params(
    ("territoire" = String, Path, description = "Niveau et code (epci-200070985), un code de commune ou d'EPCI seul, zone- et l'identifiant d'une zone déclarée, ou groupement ; suivi de .pdf, .docx, .xlsx ou .json pour une autre forme", example = "epci-200070985"),
    ("membres" = Option<String>, Query, description = "Groupement : territoires réunis, par niveau et code, séparés par des virgules", example = "epci-200070985,epci-200037059"),
    ("sauf" = Option<String>, Query, description = "Groupement : territoires retirés, de même"),
    ("nom" = Option<String>, Query, description = "Groupement : son nom"),
    ("cog" = Option<i32>, Query, description = "Groupement : année de la géographie dont ses codes sont ; celle de l'instantané sans cela"),
    ("fond" = Option<String>, Query, description = "PDF : nuit (par défaut) ou papier, pour les imprimantes de bureau"),
    ("partie" = Option<String>, Query, description = "Page : une seule partie, à placer dans un autre site", example = "essentiel"),
    ("famille" = Option<String>, Query, description = "Répertoire : familles retenues, séparées par des virgules", example = "association"),
    ("secteur" = Option<String>, Query, description = "Répertoire : sections de la NAF retenues, de même", example = "Q"),
    ("clauses" = Option<String>, Query, description = "Répertoire : oui, les seules structures d'insertion, qui répondent aux clauses sociales"),
    ("etape" = Option<String>, Query, description = "Page et JSON, guide des aides : les dispositifs pour une étape de la vie de l'entreprise, emergence, creation, developpement ou consolidation", example = "creation"),
    ("besoin" = Option<String>, Query, description = "Page et JSON, guide des aides : les dispositifs pour un besoin, conseil, financement ou reseau", example = "financement"),
), responses(
    (status = 200, description = "Le profil : HTML, PDF (PDF/UA-1), document DOCX, classeur XLSX ou JSON"),
    (status = 400, description = "Groupement illisible", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Territoire inconnu, avec ceux qui lui ressemblent : une page à qui en demande une", body = ProblemDocument, content_type = "application/problem+json"),
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
    let print = Print { ground: ground(&query)?, day: today() };
    let part = query.text("partie").map(str::to_owned);
    let listing = listing(&query, part.as_deref())?;
    let address = format!("{}{}", super::tiles::base(&headers), uri.0);
    let reads = headers
        .get(header::ACCEPT)
        .and_then(|kinds| kinds.to_str().ok())
        .is_some_and(|kinds| kinds.contains("text/html"));
    let name = name.to_owned();
    let _turn = turn(form).await?;
    super::computed(&live, move |state| {
        let asked = match territory(&name, &query, state) {
            Err(Problem::UnknownName { .. }) if reads && form == Form::Html => {
                let lead = "Aucun territoire ne porte exactement ce nom ou ce code.";
                return Ok(doors(state, &name, "Territoire introuvable", lead, StatusCode::NOT_FOUND));
            }
            asked => asked?,
        };
        let content = content(state, &asked, &address, form, print.ground, listing)?;
        let around = query.as_asked(GROUPING);
        let beside = Beside::of(&format!("/profil/{name}"), &around);
        with_letters(|letters| {
            let links = beside.links();
            let keep = format!("/profil/{name}/figer{around}");
            let views = if around.is_empty() { format!("/profil/{name}?") } else { format!("/profil/{name}{around}&") };
            let options = Options { letters, links: &links, home: "/", views: &views, keep: &keep, kept: None };
            let bytes = match part {
                None => written(&content, form, &print, &options)?,
                Some(part) => {
                    let section = content.sections.iter().find(|section| section.id == part);
                    let unknown = || Problem::UnknownName {
                        what: "une partie du profil",
                        found: part.clone(),
                        known: content.sections.iter().map(|section| section.id.clone()).collect(),
                    };
                    lanterne_report::embed(&content, section.ok_or_else(unknown)?, &options).into_bytes()
                }
            };
            Ok(shown(form, &file_name(state, &name, form), bytes))
        })
    })
    .await
}

/// Keeps the present version under a name of its own.
#[utoipa::path(post, path = "/profil/{territoire}/figer", tag = "profils", params(
    ("territoire" = String, Path, description = "Comme pour le profil", example = "epci-200070985"),
    ("membres" = Option<String>, Query, description = "Groupement : territoires réunis"),
    ("sauf" = Option<String>, Query, description = "Groupement : territoires retirés"),
    ("nom" = Option<String>, Query, description = "Groupement : son nom"),
    ("cog" = Option<i32>, Query, description = "Groupement : année de la géographie de ses codes"),
), responses(
    (status = 303, description = "Gardé : l'adresse durable est dans Location. La même version demandée deux fois n'est gardée qu'une"),
    (status = 404, description = "Territoire inconnu", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 507, description = "Plus de place", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn keep(
    State(live): Current,
    Path(name): Path<String>,
    headers: HeaderMap,
    query: Query,
) -> Result<Redirect, Problem> {
    let query = query.only(GROUPING)?;
    let base = super::tiles::base(&headers);
    let frozen = live.frozen();
    let _turn = turn(Form::Pdf).await?;
    super::computed(&live, move |state| {
        let asked = territory(&name, &query, state)?;
        let print = Print { ground: Ground::Night, day: today() };
        let content = |form: Form| content(state, &asked, "", form, print.ground, Listing::default());
        // Three contents for five forms: what is reckoned with, what is looked at, what is written on.
        let (mut figures, mut pages, mut papers) = (content(Form::Json)?, content(Form::Html)?, content(Form::Docx)?);
        let id = format!("{}-{}", plain(&name), digest(&written(&figures, Form::Json, &print, &Options::default())?));
        let path = format!("/profil/fige/{id}");
        let (beside, now) = (Beside::of(&path, ""), format!("/profil/{name}{}", query.as_asked(GROUPING)));
        for content in [&mut figures, &mut pages, &mut papers] {
            content.imprint.address = format!("{base}{path}");
        }
        let Day { year, month, day } = print.day;
        let told = set(&format!("Version figée le {day:02}/{month:02}/{year}, d'après l'instantané {}.", state.id()));
        let links = beside.links();
        let bare = Options { letters: &[], links: &links, home: "/", views: "", keep: "", kept: Some((&told, &now)) };
        let letters = letters::within(&lanterne_report::html(&pages, &bare));
        let lent: Vec<_> = letters.iter().map(PageLetters::lent).collect();
        let options = Options { letters: &lent, ..bare };
        let made = Form::ALL.into_iter().map(|form| {
            let content = match form {
                Form::Html | Form::Pdf => &pages,
                Form::Docx => &papers,
                Form::Xlsx | Form::Json => &figures,
            };
            Ok((form, written(content, form, &print, &options)?))
        });
        let files = made.collect::<Result<Vec<_>, Problem>>()?;
        frozen.keep(&id, &files)?;
        Ok(Redirect::to(&path))
    })
    .await
}

/// A version that is kept.
#[utoipa::path(get, path = "/profil/fige/{version}", tag = "profils", params(
    ("version" = String, Path, description = "Nom de la version, suivi de .pdf, .docx, .xlsx ou .json pour une autre forme", example = "epci-200070985-0123456789ab"),
), responses(
    (status = 200, description = "Le profil tel qu'il était"),
    (status = 404, description = "Aucune version de ce nom, ou pas sous cette forme", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn kept(State(live): Current, Path(file): Path<String>) -> Result<Response, Problem> {
    let frozen = live.frozen();
    let read = tokio::task::spawn_blocking(move || {
        let (id, form) = Form::of(&file);
        let name = format!("lanterne_profil_{id}.{}", form.ending());
        frozen.read(id, form).map(|bytes| {
            let mut response = shown(form, &name, bytes);
            if form == Form::Html {
                let policy = HeaderValue::from_static(KEPT_POLICY);
                response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
            }
            response
        })
    });
    read.await.unwrap_or(Err(Problem::Internal))
}

/// Twelve digits and letters of what a profile says, the snapshot's identity included.
fn digest(said: &[u8]) -> String {
    Sha256::digest(said).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

async fn turn(form: Form) -> Result<Option<tokio::sync::SemaphorePermit<'static>>, Problem> {
    match form {
        Form::Pdf | Form::Docx | Form::Xlsx => Ok(Some(TURNS.acquire().await.map_err(|_| Problem::Internal)?)),
        Form::Html | Form::Json => Ok(None),
    }
}

/// Addresses of the other forms.
struct Beside([(&'static str, String); 4]);

impl Beside {
    fn of(path: &str, asked: &str) -> Self {
        let forms = [("PDF", Form::Pdf), ("Word", Form::Docx), ("Classeur", Form::Xlsx), ("JSON", Form::Json)];
        Self(forms.map(|(words, form)| (words, format!("{path}.{}{asked}", form.ending()))))
    }

    fn links(&self) -> [(&str, &str); 4] {
        std::array::from_fn(|at| (self.0[at].0, self.0[at].1.as_str()))
    }
}

fn with_letters<T>(then: impl FnOnce(&[lanterne_report::Letters<'_>]) -> T) -> T {
    let letters = letters::served();
    let lent: Vec<_> = letters.iter().map(PageLetters::lent).collect();
    then(&lent)
}

/// A form as an answer: pages are shown, documents and workbooks are taken away, a PDF is shown under its name.
fn shown(form: Form, name: &str, bytes: Vec<u8>) -> Response {
    let kind = [(header::CONTENT_TYPE, form.media_type())];
    match form {
        Form::Html => {
            let mut response = (kind, bytes).into_response();
            response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
            response
        }
        Form::Json => (kind, bytes).into_response(),
        Form::Docx | Form::Xlsx => super::taken(form.media_type(), name, bytes),
        Form::Pdf => {
            (kind, [(header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\""))], bytes).into_response()
        }
    }
}

/// The page where a name is typed, with what answers to this one.
fn doors(state: &Snapshot, asked: &str, title: &str, lead: &str, status: StatusCode) -> Response {
    let found = if asked.is_empty() { Vec::new() } else { crate::answer::place::search(state, asked) };
    let none = !asked.is_empty() && found.is_empty();
    let found: Vec<(String, String, String)> = found
        .into_iter()
        .map(|place| (set(&place.name), set(&place.context), format!("/profil/{}-{}", place.level, place.code)))
        .collect();
    let told = match (status, none) {
        (StatusCode::OK, true) => "Aucun territoire ne porte ce nom, ce code ou ce code postal.",
        (StatusCode::OK, false) if !asked.is_empty() => "",
        _ => lead,
    };
    let text = with_letters(|letters| {
        let options = Options { letters, home: "/", ..Options::default() };
        let beside = (set("Composer un territoire sur la carte, à partir de plusieurs"), "/?membres=");
        let (title, lead) = (set(title), set(told));
        let door =
            Door { title: &title, lead: &lead, action: "/profil", asked, found: &found, beside: (&beside.0, beside.1) };
        lanterne_report::door(&door, &options)
    });
    let mut response = shown(Form::Html, "", text.into_bytes());
    *response.status_mut() = status;
    response
}

/// What is kept of the directory and of the guide; a part that is asked for alone has its lists whole, as far as a page holds them.
fn listing(query: &Query, part: Option<&str>) -> Result<Listing, Problem> {
    let clauses = match query.text("clauses") {
        None | Some("non") => false,
        Some("oui") => true,
        Some(_) => return Err(query.refused("clauses", "oui ou non")),
    };
    let length = if part.is_some() { Length::Page } else { Length::Few };
    let sought = Sought { stage: query.word("etape", &Sought::STAGES)?, need: query.word("besoin", &Sought::NEEDS)? };
    Ok(Listing { length, filter: query.filter()?, clauses, sought })
}

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
