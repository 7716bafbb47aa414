//! The counter: a file is handed in, mended, confirmed; whoever it is not for learns nothing of it.

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use calamine::{Reader, Xlsx};
use lanterne_data::Manifest;
use lanterne_data::deployment::{COUNTER, Kind, deposited};
use lanterne_data::manifest::Input;
use lanterne_server::live::Live;
use lanterne_server::router::router;
use lanterne_server::state::State;
use lanterne_store::account::{Account, Role};
use lanterne_store::{Place, Store};
use serde_json::{Value, json};

use crate::asking::{Answer, ask, get};

const NOW: &str = "2026-11-22T11:30:00Z";
const HEADER: &str = "operateur;dispositif;annee;siret;commune;acte;beneficiaires";

/// A counter, and the tokens of those who come to it.
struct Counter {
    service: Router,
    store: Store,
    galilee: String,
    maillage: String,
    region: String,
    anyone: String,
}

impl Counter {
    async fn open(var: &Path, snapshot: &Path) -> Counter {
        let store = Store::open(&Place::File(var.join("remis.sqlite"))).await.unwrap();
        let token = async |email: &str, role: Role, operator: Option<&str>| {
            let (email, operator) = (email.to_owned(), operator.map(str::to_owned));
            let account = Account { email: email.clone(), name: String::new(), role, operator };
            store.keep_account(&account, "", NOW).await.unwrap();
            store.make_token(&email, "essai", NOW).await.unwrap().1
        };
        let galilee = token("anne@galilee.example", Role::Operator, Some("galilee")).await;
        let maillage = token("paul@maillage.example", Role::Operator, Some("maillage")).await;
        let region = token("lise@region.example", Role::Region, None).await;
        let anyone = token("qui@ailleurs.example", Role::Public, None).await;
        let live = Live::of(State::open(snapshot).unwrap()).storing_in(store.clone());
        Counter { service: router(Arc::new(live)), store, galilee, maillage, region, anyone }
    }

    async fn at(var: &Path) -> Counter {
        Counter::open(var, crate::asking::folder()).await
    }

    async fn ask(&self, method: &str, path: &str, token: &str, body: impl Into<Body>) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("/api/v1/deposits{path}"));
        if !token.is_empty() {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        ask(self.service.clone(), request.body(body.into()).unwrap()).await
    }

    /// Hands in a file that is kept.
    async fn hand(&self, asked: &str, token: &str, text: &str) -> Value {
        let kept = self.ask("POST", &format!("?{asked}"), token, text.to_owned()).await;
        assert_eq!(kept.status, StatusCode::CREATED, "{}", kept.text());
        assert_eq!(kept.header("cache-control"), "no-store");
        let document = kept.json();
        assert_eq!(kept.header("location"), format!("/api/v1/deposits/{}", id(&document)));
        document
    }

    async fn read(&self, id: &str, token: &str) -> Value {
        let answer = self.ask("GET", &format!("/{id}"), token, Body::empty()).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        answer.json()
    }

    async fn listed(&self, token: &str) -> Vec<String> {
        let answer = self.ask("GET", "", token, Body::empty()).await;
        let list = answer.json()["deposits"].as_array().unwrap().clone();
        list.iter().map(|one| id(one).to_owned()).collect()
    }
}

fn id(document: &Value) -> &str {
    word(document, "id")
}

fn word<'a>(document: &'a Value, name: &str) -> &'a str {
    document[name].as_str().unwrap_or_else(|| panic!("no {name} in {document}"))
}

/// A SIRET whose key is right: the only last digit that makes it so.
fn siret(number: u64) -> String {
    let doubled = |(rank, letter): (usize, char)| {
        let digit = letter.to_digit(10).unwrap() * if rank.is_multiple_of(2) { 2 } else { 1 };
        digit / 10 + digit % 10
    };
    let holds = |text: &String| text.chars().enumerate().map(doubled).sum::<u32>().is_multiple_of(10);
    (0..10).map(|key| format!("7{number:012}{key}")).find(holds).unwrap()
}

/// A file of activity, a line for each.
fn activity(lines: &[&str]) -> String {
    format!("{HEADER}\n{}\n", lines.join("\n"))
}

fn row(operator: &str, siret: &str) -> String {
    format!("{operator};acc_ess;2024;{siret};62041;accompagnement;1")
}

#[tokio::test]
async fn a_faulty_file_is_told_line_by_line_mended_and_confirmed_once() {
    let var = tempfile::tempdir().unwrap();
    let counter = Counter::at(var.path()).await;
    let (good, bad) = (row("galilee", &siret(1)), "galilee;acc_ess;24;;62041;accompagnement;2");
    let faulty = counter.hand("file=Activit%C3%A9%202024.csv", &counter.galilee, &activity(&[&good, bad, bad])).await;
    assert_eq!((word(&faulty, "state"), word(&faulty, "state_label")), ("a_corriger", "À corriger"));
    assert_eq!(
        (word(&faulty, "kind"), word(&faulty, "operator"), &faulty["published"]),
        ("activite", "galilee", &json!(false))
    );
    assert_eq!(faulty["rows"], json!({ "read": 3, "kept": 1, "refused": 2, "twice": 0 }));
    let faults = faulty["faults"].as_array().unwrap();
    assert_eq!((faults.len(), &faulty["faults_total"]), (2, &json!(2)));
    assert_eq!((&faults[0]["line"], word(&faults[0], "column"), word(&faults[0], "value")), (&json!(3), "annee", "24"));
    let sentence = word(&faults[0], "sentence");
    assert!(sentence.starts_with("Ligne 3, colonne annee") && sentence.ends_with("attendu."), "{sentence}");
    assert!(word(&faulty, "sentence").contains("2 lignes sur 3 lues sont à corriger"), "{faulty}");
    assert_eq!(faulty["preview"]["rows"][0][3], siret(1));
    let refused = counter.ask("POST", &format!("/{}/confirm", id(&faulty)), &counter.galilee, Body::empty()).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text());

    let asked = format!("file=activite.csv&replaces={}", id(&faulty));
    let mended = counter.hand(&asked, &counter.galilee, &activity(&[&good])).await;
    assert_eq!((word(&mended, "state"), mended["faults"].as_array().unwrap().len()), ("a_confirmer", 0));
    assert_eq!(counter.listed(&counter.galilee).await, [id(&mended)], "the other is gone");
    let confirm = format!("/{}/confirm", id(&mended));
    let confirmed = counter.ask("POST", &confirm, &counter.galilee, Body::empty()).await;
    assert_eq!((confirmed.status, word(&confirmed.json(), "state")), (StatusCode::OK, "confirme"));
    let again = counter.ask("POST", &confirm, &counter.galilee, Body::empty()).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert_eq!(word(&counter.read(id(&mended), &counter.galilee).await, "state"), "confirme");

    let bytes = counter.ask("GET", &format!("/{}/file", id(&mended)), &counter.galilee, Body::empty()).await;
    assert_eq!(bytes.body, activity(&[&good]).into_bytes());
    assert_eq!(bytes.header("content-disposition"), "attachment; filename*=UTF-8''activite.csv");
    let gone = counter.ask("DELETE", &format!("/{}", id(&mended)), &counter.galilee, Body::empty()).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    assert!(counter.listed(&counter.galilee).await.is_empty());
    let (noted, _) = counter.store.audit(None).await.unwrap();
    let acts: Vec<&str> =
        noted.iter().rev().map(|line| line.act.as_str()).filter(|act| act.starts_with("deposit")).collect();
    let (received, withdrawn) = ("deposit_received", "deposit_withdrawn");
    assert_eq!(acts, [received, withdrawn, received, "deposit_confirmed", withdrawn]);
}

#[tokio::test]
async fn an_operator_sees_and_touches_its_own_files_alone() {
    let var = tempfile::tempdir().unwrap();
    let counter = Counter::at(var.path()).await;
    let own = counter.hand("file=activite.csv", &counter.galilee, &activity(&[&row("galilee", &siret(1))])).await;
    let several = counter.hand("file=activite.csv", &counter.region, &activity(&[&row("maillage", &siret(2))])).await;
    assert_eq!((&several["operator"], word(&several, "state")), (&Value::Null, "a_confirmer"));
    for (method, path) in [("GET", ""), ("GET", "/file"), ("POST", "/columns"), ("POST", "/confirm"), ("DELETE", "")] {
        for token in [&counter.maillage, &counter.galilee] {
            let other = if token == &counter.maillage { id(&own) } else { id(&several) };
            let unseen = counter.ask(method, &format!("/{other}{path}"), token, "{}").await;
            let absent = counter.ask(method, &format!("/0123456789ab{path}"), token, "{}").await;
            assert_eq!(unseen.status, StatusCode::NOT_FOUND, "{method} {path}");
            assert_eq!(unseen.body, absent.body, "what is another's is as what is not there");
        }
        let path = format!("/{}{path}", id(&own));
        let nobody = counter.ask(method, &path, "", "{}").await;
        let anyone = counter.ask(method, &path, &counter.anyone, "{}").await;
        assert_eq!(
            (nobody.status, anyone.status),
            (StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN),
            "{method} {path}"
        );
    }
    let replaced = format!("?file=activite.csv&replaces={}", id(&own));
    assert_eq!(counter.ask("POST", &replaced, &counter.maillage, "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(counter.listed(&counter.galilee).await, [id(&own)]);
    assert_eq!(counter.listed(&counter.region).await, [id(&several), id(&own)], "the newest first");
    let for_other = counter.ask("POST", "?file=activite.csv&operator=maillage", &counter.galilee, "").await;
    assert_eq!(for_other.status, StatusCode::FORBIDDEN);

    // A row that speaks for another is a fault, also where the Region says whose file it is.
    let mixed = activity(&[&row("galilee", &siret(3)), &row("maillage", &siret(4)), &row("personne", &siret(5))]);
    for (asked, token) in
        [("file=activite.csv", &counter.galilee), ("file=activite.csv&operator=galilee", &counter.region)]
    {
        let told = counter.hand(asked, token, &mixed).await;
        assert_eq!((word(&told, "operator"), word(&told, "operator_name")), ("galilee", "GALILEE"));
        assert_eq!(told["rows"]["refused"], 2);
        let faults = told["faults"].as_array().unwrap();
        let lines: Vec<i64> = faults.iter().map(|fault| fault["line"].as_i64().unwrap()).collect();
        assert_eq!(lines, [3, 4], "one fault a row");
        assert!(faults.iter().all(|fault| word(fault, "expectation").contains("galilee")), "{faults:?}");
    }
    let unknown = counter.ask("POST", "?file=activite.csv&operator=personne", &counter.region, "").await;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST, "{}", unknown.text());
}

#[tokio::test]
async fn what_is_said_of_columns_is_remembered_for_the_next_file_of_the_same_hand() {
    let var = tempfile::tempdir().unwrap();
    let counter = Counter::at(var.path()).await;
    let text = activity(&[&row("galilee", &siret(1))]).replace("commune", "Où").replace("siret", "N°");
    let first = counter.hand("file=activite.csv", &counter.galilee, &text).await;
    assert_eq!(first["missing"], json!([{ "field": "commune", "title": "Commune" }]));
    assert!(word(&first, "sentence").contains("Commune"), "{first}");
    assert_eq!(first["rows"], json!({ "read": 1, "kept": 0, "refused": 1, "twice": 0 }));
    let path = format!("/{}/columns", id(&first));
    let wrong = counter.ask("POST", &path, &counter.galilee, json!({ "Où": "ville" }).to_string()).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    assert!(wrong.text().contains("commune"), "{}", wrong.text());
    assert_eq!(counter.ask("POST", &path, &counter.galilee, "[1]").await.status, StatusCode::BAD_REQUEST);
    let said =
        counter.ask("POST", &path, &counter.galilee, json!({ "Où": "commune", "N°": "siret" }).to_string()).await;
    assert_eq!((said.status, word(&said.json(), "state")), (StatusCode::OK, "a_confirmer"), "{}", said.text());
    assert_eq!(said.json()["columns"][3], json!({ "header": "N°", "field": "siret", "title": "SIRET" }));
    let aside = counter.ask("POST", &path, &counter.galilee, json!({ "N°": "" }).to_string()).await.json();
    assert_eq!((&aside["columns"][3]["field"], &aside["columns"][4]["field"]), (&Value::Null, &json!("commune")));
    counter.ask("POST", &path, &counter.galilee, json!({ "N°": "siret" }).to_string()).await;

    let next = text.replace(&siret(1), &siret(2));
    assert_eq!(word(&counter.hand("file=activite.csv", &counter.galilee, &next).await, "state"), "a_confirmer");
    let other = counter.hand("file=activite.csv", &counter.maillage, &next).await;
    assert_eq!(word(&other, "state"), "a_corriger", "what one operator says is no other's");
    let confirmed = counter.ask("POST", &format!("/{}/confirm", id(&first)), &counter.galilee, Body::empty()).await;
    assert_eq!(confirmed.status, StatusCode::OK, "{}", confirmed.text());
    let late = counter.ask("POST", &path, &counter.galilee, json!({ "Où": "" }).to_string()).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "what is confirmed is read as it was confirmed");
}

#[tokio::test]
async fn what_was_confirmed_is_found_in_the_next_file_also_between_its_check_and_its_confirmation() {
    let var = tempfile::tempdir().unwrap();
    let counter = Counter::at(var.path()).await;
    let text = activity(&[&row("galilee", &siret(1))]);
    let first = counter.hand("file=activite_a.csv", &counter.galilee, &text).await;
    let second = counter.hand("file=activite_b.csv", &counter.galilee, &text).await;
    assert_eq!(word(&second, "state"), "a_confirmer", "nothing is confirmed yet");
    let confirm = async |one: &Value| {
        counter.ask("POST", &format!("/{}/confirm", id(one)), &counter.galilee, Body::empty()).await.status
    };
    assert_eq!(confirm(&first).await, StatusCode::OK);
    assert_eq!(confirm(&second).await, StatusCode::CONFLICT);
    let told = counter.read(id(&second), &counter.galilee).await;
    assert_eq!(word(&told, "state"), "a_corriger");
    assert!(word(&told["faults"][0], "sentence").contains("activite_a.csv"), "{told}");
    let list = counter.ask("GET", "", &counter.galilee, Body::empty()).await.json();
    assert_eq!(word(&list["deposits"][0], "state"), "a_corriger", "the list says what was found last");

    // Another operator may declare the same structure: that is told and refuses nothing.
    let other = counter.hand("file=activite.csv", &counter.maillage, &activity(&[&row("maillage", &siret(1))])).await;
    assert_eq!((word(&other, "state"), &other["rows"]["twice"]), ("a_confirmer", &json!(1)));
    assert!(word(&other["notices"][0], "sentence").contains("galilee"), "{other}");
    // In its own place the file may say what it said.
    let asked = format!("file=activite_a.csv&replaces={}", id(&first));
    assert_eq!(word(&counter.hand(&asked, &counter.galilee, &text).await, "state"), "a_confirmer");
}

#[tokio::test]
async fn what_cannot_be_read_is_kept_to_be_replaced_and_what_is_too_large_is_not_read() {
    let var = tempfile::tempdir().unwrap();
    let counter = Counter::at(var.path()).await;
    for text in ["<html></html>", "\0\0\0", ""] {
        let told = counter.hand("file=activite.csv", &counter.galilee, text).await;
        assert_eq!((word(&told, "state"), &told["rows"]["read"]), ("a_corriger", &json!(0)));
        assert!(word(&told, "sentence").contains("ne se lit pas"), "{told}");
    }
    let empty = counter.hand("file=activite.csv", &counter.galilee, &activity(&[])).await;
    assert_eq!((word(&empty, "state"), empty["faults"].as_array().unwrap().len()), ("a_corriger", 0));
    let large = counter.ask("POST", "?file=activite.csv", &counter.galilee, vec![b'a'; 20_000_001]).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(large.text().contains("20"), "{}", large.text());
    for asked in ["", "?file=", "?file=bilan.csv", "?file=activite.csv&kind=bilan", "?file=activite.csv&sorte=sites"] {
        let refused = counter.ask("POST", asked, &counter.galilee, "").await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{asked}");
    }
    let named = counter.hand("file=C%3A%5Cdossier%5Cbilan.csv&kind=sites", &counter.galilee, "").await;
    assert_eq!((word(&named, "file"), word(&named, "kind")), ("bilan.csv", "sites"));
}

#[tokio::test]
async fn every_template_is_read_back_as_an_empty_file_of_its_kind() {
    let var = tempfile::tempdir().unwrap();
    let counter = Counter::at(var.path()).await;
    let schemas = get("/api/v1/deposits/schemas").await.json();
    let kinds = schemas["kinds"].as_array().unwrap();
    assert_eq!(kinds.len(), Kind::ALL.len());
    for kind in kinds {
        let fields = kind["fields"].as_array().unwrap();
        let names: Vec<&str> = fields.iter().map(|field| word(field, "name")).collect();
        let kind = word(kind, "kind");
        for ending in ["csv", "xlsx"] {
            let file = get(&format!("/api/v1/deposits/templates/{kind}.{ending}")).await;
            assert_eq!(file.status, StatusCode::OK);
            let asked = format!("?file={kind}.{ending}");
            let kept = counter.ask("POST", &asked, &counter.region, file.body.clone()).await;
            let told = kept.json();
            let headers: Vec<&str> =
                told["columns"].as_array().unwrap().iter().map(|column| word(column, "field")).collect();
            assert_eq!(headers, names, "{kind}.{ending}");
            assert_eq!((&told["missing"], &told["rows"]["read"]), (&json!([]), &json!(0)));
        }
        let file = get(&format!("/api/v1/deposits/templates/{kind}.xlsx")).await;
        let mut book = Xlsx::new(Cursor::new(file.body)).unwrap();
        assert_eq!(book.sheet_names()[..2], [kind.to_owned(), "Notice".to_owned()]);
        let notice = book.worksheet_range("Notice").unwrap();
        let told: Vec<String> = notice.rows().map(|row| row[0].to_string()).collect();
        assert!(names.iter().all(|name| told.iter().any(|own| own == name)), "{told:?}");
    }
    let operator = &kinds[3]["fields"][0];
    assert_eq!((word(operator, "name"), &operator["required"]), ("operateur", &json!(true)));
    assert_eq!(operator["allowed"], json!(["galilee", "germoir", "maillage"]), "the operators of the snapshot");
    for address in ["bilan.csv", "activite.pdf", "activite"] {
        assert_eq!(get(&format!("/api/v1/deposits/templates/{address}")).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_file_is_published_when_the_snapshot_was_made_with_its_very_bytes() {
    let var = tempfile::tempdir().unwrap();
    let counter = Counter::at(var.path()).await;
    let text = activity(&[&row("galilee", &siret(1))]);
    let kept = counter.hand("file=activite.csv", &counter.galilee, &text).await;
    counter.ask("POST", &format!("/{}/confirm", id(&kept)), &counter.galilee, Body::empty()).await;
    let waiting = counter.read(id(&kept), &counter.galilee).await;
    assert_eq!(waiting["published"], false);
    assert!(word(&waiting, "sentence").contains("prochaine publication"), "{waiting}");

    let folder = crate::world::build(var.path(), "fedcba9876543210");
    let path = folder.join("manifest.json");
    let mut manifest = Manifest::read(&path).unwrap();
    let sha256 = counter.store.deposit(id(&kept)).await.unwrap().sha256;
    let file = deposited(Kind::Activity, id(&kept), "activite.csv");
    manifest.inputs.push(Input { card: COUNTER.to_owned(), file, sha256, bytes: text.len() as u64 });
    manifest.write(&path).unwrap();
    let next = Counter::open(var.path(), &folder).await;
    let other = next.hand("file=activite.csv", &next.maillage, &activity(&[&row("maillage", &siret(2))])).await;
    assert_eq!(other["published"], false);
    let published = next.read(id(&kept), &next.galilee).await;
    assert_eq!((&published["published"], word(&published, "state")), (&json!(true), "confirme"));
    assert!(word(&published, "sentence").starts_with("Confirmé et publié"), "{published}");
}
