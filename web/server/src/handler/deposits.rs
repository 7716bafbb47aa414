//! The counter: files that operators hand in are checked, mended, confirmed, and enter the next snapshot.
//!
//! An operator's account sees and touches its own files; the Region and whoever runs the service, all of them. What somebody may not see is
//! answered as what is not there. An answer comes once what it says is on disk.

use std::collections::BTreeMap;

use axum::body::{Body, to_bytes};
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use lanterne_data::deployment::{Kind, Map, template as empty};
use lanterne_store::deposit::{Checked, Confirmed, Deposit, Handed as Kept, Stage};
use lanterne_store::{Error, Store};

use super::Current;
use crate::access::exchange::{privately, problem, read, store};
use crate::access::{Right, Who, now};
use crate::answer::deposit::{self, Examined, Handed, schema, template, told};
use crate::document::deposit::{DepositDocument, DepositList, DepositSchemas};
use crate::export::Format;
use crate::live::Live;
use crate::problem::{Problem, ProblemDocument};
use crate::query::{Query, encoded, one_of};

/// The largest file that is read: some hundred thousand rows.
const MOST_BYTES: usize = 20_000_000;
/// Signs of a file's name, and headers of one that are told apart.
const LONGEST_NAME: usize = 120;
const MOST_HEADERS: usize = 256;
const CONFIRMED: &str =
    "Ce fichier est confirmé : ses colonnes ne changent plus. Retirez-le, ou remettez-le à sa place.";

/// What a file of each kind holds.
#[utoipa::path(get, path = "/api/v1/deposits/schemas", tag = "dépôt", responses(
    (status = 200, description = "Les quatre sortes de fichier, colonne par colonne", body = DepositSchemas),
))]
pub(crate) async fn schemas(State(live): Current, query: Query) -> Result<Response, Problem> {
    query.only(&[])?;
    super::json(&live, schema::document).await
}

/// An empty file of a kind.
#[utoipa::path(get, path = "/api/v1/deposits/templates/{kind}.{format}", tag = "dépôt", params(
    ("kind" = String, Path, description = "operateurs, sites, zones ou activite", example = "activite"),
    ("format" = String, Path, description = "csv ou xlsx", example = "xlsx"),
), responses(
    (status = 200, description = "Le fichier à remplir ; un classeur a sa notice et ses listes de codes"),
    (status = 404, description = "Sorte ou format inconnus", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn template(
    State(live): Current,
    Path(file): Path<String>,
    query: Query,
) -> Result<Response, Problem> {
    query.only(&[])?;
    let (name, ending) = file.rsplit_once('.').unwrap_or((&file, ""));
    let kind = told::kind(name).ok_or_else(|| Problem::UnknownName {
        what: "une sorte de fichier",
        found: name.to_owned(),
        known: Kind::ALL.iter().map(|kind| kind.as_str().to_owned()).collect(),
    })?;
    let format = super::format(ending, &[Format::Csv, Format::Xlsx])?;
    let bytes = super::computed(&live, move |state| match format {
        Format::Xlsx => template::workbook(state, kind),
        _ => Ok(empty(deposit::schemas()?.of(kind))),
    })
    .await?;
    Ok(super::taken(format.media_type(), &format!("{}.{}", kind.as_str(), format.ending()), bytes))
}

/// Hands a file in.
#[utoipa::path(post, path = "/api/v1/deposits", tag = "dépôt", params(
    ("file" = String, Query, description = "Nom du fichier", example = "activite_2024.csv"),
    ("kind" = Option<String>, Query, description = "operateurs, sites, zones ou activite ; lu dans le nom du fichier sans cela"),
    ("operator" = Option<String>, Query, description = "Opérateur dont c'est le fichier ; celui du compte sans cela, ou, pour la Région, chaque ligne dit le sien"),
    ("replaces" = Option<String>, Query, description = "Dépôt à la place duquel vient celui-ci"),
), request_body(content = Vec<u8>, description = "Le fichier, CSV ou classeur .xlsx, 20 Mo au plus", content_type = "application/octet-stream"),
responses(
    (status = 201, description = "Gardé, sur disque, et ce qui y a été trouvé", body = DepositDocument),
    (status = 401, description = "Personne n'est connecté", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 403, description = "Droit insuffisant", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 413, description = "Trop grand", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn hand_in(State(live): Current, who: Who, query: Query, body: Body) -> Result<Response, Problem> {
    let account = who.may(Right::Deposit)?;
    let query = query.only(&["kind", "file", "operator", "replaces"])?;
    let operator = owner(&who, &query)?;
    let (kind, file) = (kind_of(&query)?, file_name(&query)?);
    let (store, replaces) = (store(&live)?, query.text("replaces"));
    if let Some(replaced) = replaces {
        found(store, &who, replaced).await?;
    }
    let content = to_bytes(body, MOST_BYTES).await.map_err(|_| Problem::TooLarge { most: MOST_BYTES })?.to_vec();
    let remembered = store.header_map(operator.as_deref(), kind.as_str()).await.map_err(fault)?;
    let map = remembered.as_deref().map(said).unwrap_or_default();
    let handed = Handed { kind, file, operator, content, map };
    let before = confirmed_but(store, kind, replaces).await?;
    let asked = query.clone();
    let (handed, examined) = super::computed(&live, move |state| {
        let known = |slug: &String| state.contents.operators.iter().any(|own| own.operator == *slug);
        if asked.text("operator").is_some() && !handed.operator.as_ref().is_none_or(known) {
            return Err(asked.refused("operator", "l'identifiant d'un opérateur de l'observatoire"));
        }
        let examined = deposit::examine(state, &handed, &before)?;
        Ok((handed, examined))
    })
    .await?;
    let header_map = written(&handed.map)?;
    let kept = Kept {
        operator: handed.operator.as_deref(),
        kind: kind.as_str(),
        file: &handed.file,
        content: &handed.content,
        by: &account.email,
        checked: Checked { stage: examined.stage(), rows: examined.rows, header_map: &header_map },
    };
    let deposit = store.keep_deposit(&kept, replaces, &now()).await.map_err(fault)?;
    let place = [(header::LOCATION, format!("/api/v1/deposits/{}", deposit.id))];
    let document = told::document(&*live.state()?, &deposit, kind, examined)?;
    Ok((StatusCode::CREATED, place, privately(document)).into_response())
}

/// The files that are kept.
#[utoipa::path(get, path = "/api/v1/deposits", tag = "dépôt", responses(
    (status = 200, description = "Les dépôts que le compte peut voir, le plus récent d'abord", body = DepositList),
    (status = 401, description = "Personne n'est connecté", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 403, description = "Droit insuffisant", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn deposits(State(live): Current, who: Who, query: Query) -> Result<Response, Problem> {
    who.may(Right::Deposit)?;
    query.only(&[])?;
    let kept = store(&live)?.deposits().await.map_err(fault)?;
    let state = live.state()?;
    let deposits = kept.iter().filter(|one| is_for(&who, one)).map(|one| told::summary(&state, one)).collect();
    Ok(privately(DepositList { deposits }))
}

/// One of them, checked again.
#[utoipa::path(get, path = "/api/v1/deposits/{deposit}", tag = "dépôt", params(
    ("deposit" = String, Path, description = "Identifiant, dit quand le fichier a été remis", example = "0123456789ab"),
), responses(
    (status = 200, description = "Le dépôt, relu contre ce qui est publié", body = DepositDocument),
    (status = 401, description = "Personne n'est connecté", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 403, description = "Droit insuffisant", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Aucun dépôt de ce nom, ou qui soit à ce compte", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn deposit(
    State(live): Current,
    who: Who,
    Path(id): Path<String>,
    query: Query,
) -> Result<Response, Problem> {
    let (store, deposit) = opened(&live, &who, query, &id).await?;
    let (deposit, kind, examined) = again(&live, store, deposit, None).await?;
    Ok(privately(told::document(&*live.state()?, &deposit, kind, examined)?))
}

/// Its bytes, as they were handed in.
#[utoipa::path(get, path = "/api/v1/deposits/{deposit}/file", tag = "dépôt", params(
    ("deposit" = String, Path, description = "Identifiant", example = "0123456789ab"),
), responses(
    (status = 200, description = "Le fichier, tel qu'il a été remis", content_type = "application/octet-stream"),
    (status = 401, description = "Personne n'est connecté", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 403, description = "Droit insuffisant", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Aucun dépôt de ce nom, ou qui soit à ce compte", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn file(
    State(live): Current,
    who: Who,
    Path(id): Path<String>,
    query: Query,
) -> Result<Response, Problem> {
    let (store, deposit) = opened(&live, &who, query, &id).await?;
    let content = store.deposit_content(&id).await.map_err(fault)?;
    // Never shown as a page of this service, whatever is in it.
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{}", encoded(&deposit.file, b"-._~"))),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, content).into_response())
}

/// Says which header is which column.
#[utoipa::path(post, path = "/api/v1/deposits/{deposit}/columns", tag = "dépôt", params(
    ("deposit" = String, Path, description = "Identifiant", example = "0123456789ab"),
), request_body(content = BTreeMap<String, String>, description = "En-tête du fichier → nom de colonne ; vide : laissée de côté. Retenu pour les fichiers suivants"),
responses(
    (status = 200, description = "Le dépôt, relu avec ces colonnes", body = DepositDocument),
    (status = 400, description = "Une colonne qui n'existe pas", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 401, description = "Personne n'est connecté", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 403, description = "Droit insuffisant", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Aucun dépôt de ce nom, ou qui soit à ce compte", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 409, description = "Déjà confirmé", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn columns(
    State(live): Current,
    who: Who,
    Path(id): Path<String>,
    query: Query,
    body: Body,
) -> Result<Response, Problem> {
    let (store, deposit) = opened(&live, &who, query, &id).await?;
    if deposit.stage == Stage::Confirmed {
        return Err(Problem::Conflict { sentence: CONFIRMED });
    }
    let asked: BTreeMap<String, Option<String>> =
        read(body, "un objet JSON : en-tête du fichier, nom de colonne").await?;
    let map = merged(&deposit, asked)?;
    let (deposit, kind, examined) = again(&live, store, deposit, Some(map)).await?;
    if deposit.stage == Stage::Confirmed {
        return Err(Problem::Conflict { sentence: CONFIRMED });
    }
    let remembered = store.remember_header_map(deposit.operator.as_deref(), &deposit.kind, &deposit.header_map).await;
    remembered.map_err(fault)?;
    Ok(privately(told::document(&*live.state()?, &deposit, kind, examined)?))
}

/// Confirms a file in which nothing is wrong: it enters the next snapshot.
#[utoipa::path(post, path = "/api/v1/deposits/{deposit}/confirm", tag = "dépôt", params(
    ("deposit" = String, Path, description = "Identifiant", example = "0123456789ab"),
), responses(
    (status = 200, description = "Confirmé, sur disque", body = DepositDocument),
    (status = 401, description = "Personne n'est connecté", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 403, description = "Droit insuffisant", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Aucun dépôt de ce nom, ou qui soit à ce compte", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 409, description = "À corriger d'abord, ou déjà confirmé", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn confirm(
    State(live): Current,
    who: Who,
    Path(id): Path<String>,
    query: Query,
) -> Result<Response, Problem> {
    let account = who.may(Right::Deposit)?;
    let (store, deposit) = opened(&live, &who, query, &id).await?;
    let already = Problem::Conflict { sentence: "Ce fichier est déjà confirmé : il n'y a plus rien à dire." };
    if deposit.stage == Stage::Confirmed {
        return Err(already);
    }
    // What was confirmed since it was handed in may say the same.
    let (deposit, kind, examined) = again(&live, store, deposit, None).await?;
    if examined.stage() != Stage::ToConfirm {
        let sentence = "Quelque chose reste à corriger dans ce fichier : relisez-le, puis remettez-le à sa place.";
        return Err(Problem::Conflict { sentence });
    }
    if !store.confirm_deposit(&id, &deposit.header_map, &account.email, &now()).await.map_err(fault)? {
        return Err(already);
    }
    let deposit = Deposit { stage: Stage::Confirmed, ..deposit };
    Ok(privately(told::document(&*live.state()?, &deposit, kind, examined)?))
}

/// Withdraws a file: it is gone, and no longer enters the next snapshot.
#[utoipa::path(delete, path = "/api/v1/deposits/{deposit}", tag = "dépôt", params(
    ("deposit" = String, Path, description = "Identifiant", example = "0123456789ab"),
), responses(
    (status = 204, description = "Retiré ; ce qui est publié le reste jusqu'à la prochaine publication"),
    (status = 401, description = "Personne n'est connecté", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 403, description = "Droit insuffisant", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "Aucun dépôt de ce nom, ou qui soit à ce compte", body = ProblemDocument, content_type = "application/problem+json"),
))]
pub(crate) async fn withdraw(
    State(live): Current,
    who: Who,
    Path(id): Path<String>,
    query: Query,
) -> Result<StatusCode, Problem> {
    let account = who.may(Right::Deposit)?;
    let (store, _) = opened(&live, &who, query, &id).await?;
    store.withdraw_deposit(&id, &account.email, &now()).await.map_err(fault)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whose file it is: an operator speaks for itself alone.
fn owner(who: &Who, query: &Query) -> Result<Option<String>, Problem> {
    let own = who.may(Right::Deposit)?.operator.clone();
    let asked = query.text("operator").map(str::to_owned);
    match asked {
        asked if who.has(Right::ConfirmAll) => Ok(asked),
        Some(asked) if own.as_ref() != Some(&asked) => Err(Problem::NotAllowed),
        _ => Ok(own),
    }
}

fn kind_of(query: &Query) -> Result<Kind, Problem> {
    let known = Kind::ALL.map(|kind| (kind.as_str(), kind));
    let guessed = || Kind::of_name(query.text("file").unwrap_or_default());
    query.word("kind", &known)?.or_else(guessed).ok_or_else(|| {
        let names = one_of(Kind::ALL.iter().map(|kind| kind.as_str()));
        query.refused("file", &format!("un nom qui commence par {names}, ou le paramètre kind"))
    })
}

/// The name of the file, without the folders of whoever sent it.
fn file_name(query: &Query) -> Result<String, Problem> {
    let given = query.text("file").unwrap_or_default();
    let name = given.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    let is_name = !name.is_empty() && name.chars().count() <= LONGEST_NAME && !name.chars().any(char::is_control);
    let expected = || query.refused("file", &format!("le nom du fichier, {LONGEST_NAME} signes au plus"));
    if is_name { Ok(name.to_owned()) } else { Err(expected()) }
}

/// Whether a file is one that whoever asks may see and touch.
fn is_for(who: &Who, deposit: &Deposit) -> bool {
    let own = who.account().and_then(|account| account.operator.as_ref());
    who.has(Right::ConfirmAll) || (own.is_some() && own == deposit.operator.as_ref())
}

/// The store, and one of its files: for whoever may hand in, and has it. No parameter is asked with it.
async fn opened<'l>(live: &'l Live, who: &Who, query: Query, id: &str) -> Result<(&'l Store, Deposit), Problem> {
    who.may(Right::Deposit)?;
    query.only(&[])?;
    let store = store(live)?;
    Ok((store, found(store, who, id).await?))
}

async fn found(store: &Store, who: &Who, id: &str) -> Result<Deposit, Problem> {
    let deposit = store.deposit(id).await.map_err(fault)?;
    // As if there were none: whose files there are is told to nobody else.
    if is_for(who, &deposit) { Ok(deposit) } else { Err(fault(Error::Unknown(id.to_owned()))) }
}

/// The confirmed files that a file of a kind is read after, but one, in the order they came: those of its kind, which it may repeat, and those that
/// say who the operators are, whom it names.
async fn confirmed_but(store: &Store, kind: Kind, one: Option<&str>) -> Result<Vec<Handed>, Problem> {
    let kept = store.confirmed([Kind::Operators.as_str(), kind.as_str()], one).await.map_err(fault)?;
    let handed = kept.into_iter().map(|own| -> Result<Handed, Problem> {
        let Confirmed { operator, kind, file, header_map, content } = own;
        Ok(Handed { kind: known_kind(&kind)?, file, operator, content, map: said(&header_map) })
    });
    handed.collect()
}

/// The kind of a file that is kept.
fn known_kind(name: &str) -> Result<Kind, Problem> {
    told::kind(name).ok_or_else(|| {
        tracing::error!(kind = name, "a file of an unknown kind is kept");
        Problem::Internal
    })
}

async fn at_counter(store: &Store, deposit: &Deposit, map: Map) -> Result<Handed, Problem> {
    let kind = known_kind(&deposit.kind)?;
    let content = store.deposit_content(&deposit.id).await.map_err(fault)?;
    Ok(Handed { kind, file: deposit.file.clone(), operator: deposit.operator.clone(), content, map })
}

/// Checks a file again, with other columns where they are given, and notes what is found otherwise than before.
async fn again(
    live: &Live,
    store: &Store,
    deposit: Deposit,
    map: Option<Map>,
) -> Result<(Deposit, Kind, Examined), Problem> {
    let map = map.unwrap_or_else(|| said(&deposit.header_map));
    let header_map = written(&map)?;
    let handed = at_counter(store, &deposit, map).await?;
    let (kind, before) = (handed.kind, confirmed_but(store, handed.kind, Some(&deposit.id)).await?);
    let examined = super::computed(live, move |state| deposit::examine(state, &handed, &before)).await?;
    let checked = Checked { stage: examined.stage(), rows: examined.rows, header_map: &header_map };
    let known = Checked { stage: deposit.stage, rows: deposit.rows, header_map: &deposit.header_map };
    if deposit.stage == Stage::Confirmed || checked == known {
        return Ok((deposit, kind, examined));
    }
    store.note_deposit(&deposit.id, &checked).await.map_err(fault)?;
    Ok((store.deposit(&deposit.id).await.map_err(fault)?, kind, examined))
}

/// What was said of the columns before, and what is said now, which wins.
fn merged(deposit: &Deposit, asked: BTreeMap<String, Option<String>>) -> Result<Map, Problem> {
    let schemas = deposit::schemas()?;
    let kind = told::kind(&deposit.kind).ok_or(Problem::Internal)?;
    let schema = schemas.of(kind);
    let mut map = said(&deposit.header_map);
    for (header, field) in asked {
        let field = field.unwrap_or_default();
        if !field.is_empty() && schema.rank(&field).is_none() {
            let known = one_of(schema.fields.iter().map(|own| own.name.as_str()));
            return Err(Problem::Parameter { name: header, value: field, expected: known });
        }
        map.retain(|_, own| own.is_empty() || *own != field);
        map.insert(header, field);
    }
    if map.len() > MOST_HEADERS {
        let expected = format!("{MOST_HEADERS} en-têtes au plus");
        return Err(Problem::Parameter { name: "corps".to_owned(), value: map.len().to_string(), expected });
    }
    Ok(map)
}

/// A map of columns as it is kept. One that cannot be read says nothing: it is then told again.
fn said(header_map: &str) -> Map {
    serde_json::from_str(header_map).unwrap_or_default()
}

fn written(map: &Map) -> Result<String, Problem> {
    serde_json::to_string(map).map_err(|fault| {
        tracing::error!(%fault, "a map of columns cannot be written");
        Problem::Internal
    })
}

fn fault(fault: Error) -> Problem {
    let absent =
        "Aucun dépôt de ce nom n'est à vous : il a été retiré, remplacé, ou le lien a été coupé en le copiant.";
    problem(fault, absent, "dépôts")
}
