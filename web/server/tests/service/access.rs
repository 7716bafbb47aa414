//! Who may ask for what: every address and every kind of person, one by one. A refusal tells nothing of what is there.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use lanterne_server::live::Live;
use lanterne_server::router::router;
use lanterne_server::state::State;
use lanterne_store::account::{Account, Role};
use lanterne_store::{Place, Store};
use serde_json::{Value, json};

use crate::asking::{Answer, ask};
use crate::who_may::{GUARDED, PUBLIC};

const HOST: &str = "lanterne.test";
const HERE: &str = "https://lanterne.test";
const NOW: &str = "2026-11-22T11:30:00Z";
const NEVER: &str = "2999-01-01T00:00:00Z";

/// How somebody says who she is.
#[derive(Debug, Clone)]
enum Word {
    Nothing,
    Cookie(String),
    Token(String),
}

/// Somebody.
#[derive(Debug, Clone)]
struct Asker {
    role: Role,
    word: Word,
}

impl Asker {
    fn may(&self, least: Role, by_token: bool) -> bool {
        !matches!(self.word, Word::Nothing) && self.role >= least && (by_token || matches!(self.word, Word::Cookie(_)))
    }
}

/// A service with people.
struct Door {
    service: Router,
    store: Store,
    _folder: tempfile::TempDir,
}

impl Door {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Place::File(folder.path().join("remis.sqlite"))).await.unwrap();
        let live = Live::of(State::open(crate::asking::folder()).unwrap()).storing_in(store.clone());
        Self { service: router(Arc::new(live.known_as(HERE).unwrap())), store, _folder: folder }
    }

    /// Somebody with an account of a role; the Public has none.
    async fn account(&self, email: &str, role: Role, operator: &str) -> Asker {
        if role != Role::Public {
            let operator = (role == Role::Operator).then(|| operator.to_owned());
            let account = Account { email: email.to_owned(), name: "Ada".to_owned(), role, operator };
            self.store.keep_account(&account, "", NOW).await.unwrap();
        }
        Asker { role, word: Word::Cookie(self.store.begin_session(email, "", NOW, NEVER).await.unwrap()) }
    }

    async fn token(&self, email: &str, role: Role) -> Asker {
        Asker { role, word: Word::Token(self.store.make_token(email, "essai", NOW).await.unwrap().1) }
    }

    /// Asks as a page of the service does.
    async fn ask(&self, asker: &Asker, route: &str, body: &str) -> Answer {
        self.ask_from(asker, Some(HERE), route, body).await
    }

    async fn ask_from(&self, asker: &Asker, origin: Option<&str>, route: &str, body: &str) -> Answer {
        let (method, path) = route.split_once(' ').unwrap();
        let mut request = Request::builder().method(method.to_uppercase().as_str()).uri(path).header("host", HOST);
        if let Some(origin) = origin {
            request = request.header("origin", origin);
        }
        request = match &asker.word {
            Word::Nothing => request,
            Word::Cookie(held) => request.header("cookie", format!("autre=1; lanterne={held}")),
            Word::Token(said) => request.header("authorization", format!("Bearer {said}")),
        };
        ask(self.service.clone(), request.body(Body::from(body.to_owned())).unwrap()).await
    }
}

const NOBODY: Asker = Asker { role: Role::Public, word: Word::Nothing };

/// A route with its slots filled: with what is there, or with what is not.
fn filled(route: &str, token: &str, email: &str, deposit: &str) -> String {
    route.replace("{token}", token).replace("{email}", email).replace("{deposit}", deposit)
}

fn absent(route: &str) -> String {
    filled(route, "0123456789ab", "personne@ailleurs.example", "0123456789ab")
}

#[tokio::test]
async fn every_address_says_who_may_ask_for_it() {
    let description = crate::asking::json("/api/openapi.json").await;
    let mut described = BTreeSet::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for method in ["get", "put", "post", "delete", "patch", "head", "options", "trace"] {
            if methods[method].is_object() {
                described.insert(format!("{method} {path}"));
            }
        }
    }
    let public = PUBLIC.iter().map(|route| (*route).to_owned());
    let guarded = GUARDED.iter().map(|(route, ..)| (*route).to_owned());
    let told: BTreeSet<String> = public.chain(guarded).collect();
    assert_eq!(told.len(), PUBLIC.len() + GUARDED.len(), "an address has one line");
    assert_eq!(told, described, "an address that is described and not in the table, or the other way round");
}

#[tokio::test]
async fn whoever_may_not_is_refused_alike_whatever_is_there() {
    let door = Door::open().await;
    let admin = door.account("admin@region.example", Role::Admin, "").await;
    let operator = door.account("ada@galilee.example", Role::Operator, "galilee").await;
    let (there, _) = door.store.make_token("admin@region.example", "gardé", NOW).await.unwrap();
    let file = "operateur;dispositif;annee\ngalilee;acc_ess;2024\n";
    let handed = door.ask(&operator, "post /api/v1/deposits?kind=activite&file=activite.csv", file).await;
    assert_eq!(handed.status, StatusCode::CREATED, "{}", handed.text());
    let deposit = handed.json()["id"].as_str().unwrap().to_owned();
    let askers = [
        NOBODY,
        door.account("curieux@ailleurs.example", Role::Public, "").await,
        operator.clone(),
        door.account("lea@region.example", Role::Region, "").await,
        admin.clone(),
        door.token("ada@galilee.example", Role::Operator).await,
        door.token("lea@region.example", Role::Region).await,
        door.token("admin@region.example", Role::Admin).await,
    ];
    let mut refusals = BTreeSet::new();
    let mut refused = 0;
    for (route, least, by_token) in GUARDED {
        for asker in &askers {
            if asker.may(*least, *by_token) {
                let answer = door.ask(asker, &absent(route), "").await;
                let status = answer.status;
                let told =
                    status != StatusCode::UNAUTHORIZED && status != StatusCode::FORBIDDEN && !status.is_server_error();
                assert!(told, "{asker:?} {route}: {}", answer.text());
                continue;
            }
            let expected = match asker.word {
                Word::Nothing => StatusCode::UNAUTHORIZED,
                Word::Cookie(_) | Word::Token(_) => StatusCode::FORBIDDEN,
            };
            let object = filled(route, &there.id, "ada@galilee.example", &deposit);
            for address in [object, absent(route)] {
                for body in ["", "{\"name\": \"x\", \"role\": \"admin\"}"] {
                    let answer = door.ask(asker, &address, body).await;
                    assert_eq!(answer.status, expected, "{asker:?} {address}: {}", answer.text());
                    assert_eq!(answer.header("cache-control"), "no-store");
                    refusals.insert((answer.status.as_u16(), answer.text()));
                    refused += 1;
                }
            }
        }
    }
    assert_eq!(refusals.len(), 2, "one refusal to nobody, one to whoever may not: {refusals:?}");
    assert!(refused > 100, "{refused}");
    assert_eq!(door.ask(&admin, "get /api/v1/me", "").await.json()["role"], "admin", "nobody's account was changed");
    let kept = door.ask(&operator, &format!("get /api/v1/deposits/{deposit}"), "").await;
    assert_eq!(kept.status, StatusCode::OK, "what was handed in is there");
    assert_eq!(door.store.tokens("admin@region.example").await.unwrap().len(), 2);
}

#[tokio::test]
async fn what_is_for_everyone_asks_nobody_who_she_is() {
    let door = Door::open().await;
    let stranger = door.account("curieux@ailleurs.example", Role::Public, "").await;
    for route in PUBLIC.iter().filter(|route| **route != "post /deconnexion") {
        // What fills a slot is nothing there is: that is found out without a figure computed.
        let mut address = (*route).to_owned();
        while let (Some(from), Some(to)) = (address.find('{'), address.find('}')) {
            address.replace_range(from..=to, "x");
        }
        for asker in [&NOBODY, &stranger] {
            let answer = door.ask(asker, &address, "").await;
            let refused = [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN].contains(&answer.status);
            assert!(!refused, "{address}: {}", answer.text());
        }
    }
}

#[tokio::test]
async fn a_change_that_another_site_asks_for_is_refused() {
    let door = Door::open().await;
    let admin = door.account("admin@region.example", Role::Admin, "").await;
    let token = door.token("admin@region.example", Role::Admin).await;
    let changes = GUARDED.iter().map(|(route, _, by_token)| (*route, *by_token)).chain([("post /deconnexion", true)]);
    for (route, by_token) in changes.filter(|(route, _)| !route.starts_with("get")) {
        for origin in
            [None, Some("https://ailleurs.example"), Some("null"), Some("https://lanterne.test.ailleurs.example")]
        {
            let answer = door.ask_from(&admin, origin, &absent(route), "").await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{origin:?} {route}");
            assert_eq!(answer.json()["title"], "Demande venue d’ailleurs", "{origin:?} {route}");
        }
        if by_token {
            let answer = door.ask_from(&token, None, &absent(route), "").await;
            assert_ne!(answer.status, StatusCode::FORBIDDEN, "no page sends a token by itself: {route}");
        }
    }
    assert_eq!(door.ask(&admin, "get /api/v1/me", "").await.json()["signed_in"], true);
}

#[tokio::test]
async fn a_session_ends_when_its_person_signs_out() {
    let door = Door::open().await;
    let nobody = door.ask(&NOBODY, "get /api/v1/me", "").await;
    let told = nobody.json();
    assert_eq!(
        (nobody.header("cache-control"), &told["signed_in"], &told["role"]),
        ("no-store", &json!(false), &json!("public"))
    );
    assert_eq!((&told["rights"], &told["can_sign_in"], &told["email"]), (&json!([]), &json!(false), &Value::Null));
    let ada = door.account("ada@galilee.example", Role::Operator, "galilee").await;
    let told = door.ask(&ada, "get /api/v1/me", "").await.json();
    assert_eq!(told["rights"], json!(["deposit", "own_rows", "tokens"]));
    assert_eq!((&told["operator"], &told["operator_name"]), (&json!("galilee"), &json!("GALILEE")));
    let ended = door.ask(&ada, "post /deconnexion", "").await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    assert!(ended.header("set-cookie").starts_with("lanterne=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0; Secure"));
    assert_eq!(door.ask(&ada, "get /api/v1/me", "").await.json()["signed_in"], false, "also for who kept the cookie");
    let none = door.ask(&NOBODY, "get /connexion?vers=/depot", "").await;
    assert_eq!((none.status, none.json()["title"].as_str()), (StatusCode::NOT_FOUND, Some("Pas de connexion ici")));
}

#[tokio::test]
async fn an_operator_reads_its_own_rows_whatever_it_asks_and_who_read_is_noted() {
    let door = Door::open().await;
    let galilee = door.account("ada@galilee.example", Role::Operator, "galilee").await;
    let maillage = door.account("bob@maillage.example", Role::Operator, "maillage").await;
    let region = door.account("lea@region.example", Role::Region, "").await;
    let admin = door.account("admin@region.example", Role::Admin, "").await;
    // Fourteen, sixteen… structures and one line of persons: see `deployed`.
    for (asker, address, total) in [
        (&galilee, "get /api/v1/activity", 68),
        (&galilee, "get /api/v1/activity?year=2022", 21),
        (&maillage, "get /api/v1/activity", 0),
        (&maillage, "get /api/v1/activity?operator=galilee", 0),
        (&region, "get /api/v1/activity", 68),
        (&region, "get /api/v1/activity?operator=galilee&scheme=acc_ess", 68),
        (&region, "get /api/v1/activity?operator=maillage", 0),
    ] {
        let told = door.ask(asker, address, "").await.json();
        assert_eq!(told["total"], total, "{address}");
        let rows = told["rows"].as_array().unwrap();
        assert_eq!(rows.len(), total, "{address}: on one page");
        assert!(rows.iter().all(|row| row["operator"] == "galilee" && row["synthetic"] == true));
        assert_eq!(told["notice"].as_str().unwrap().is_empty(), rows.is_empty());
    }
    let told = door.ask(&region, "get /api/v1/activity?year=2024", "").await.json();
    let persons: Vec<&Value> = told["rows"].as_array().unwrap().iter().filter(|row| row["siret"].is_null()).collect();
    assert_eq!(persons.len(), 1);
    assert_eq!((&persons[0]["beneficiaries"], &persons[0]["commune_name"]), (&json!(6), &json!("Roubaix")));
    assert_eq!(door.ask(&region, "get /api/v1/activity?operator=inconnu", "").await.status, StatusCode::BAD_REQUEST);
    let noted = door.ask(&admin, "get /api/v1/audit", "").await.json();
    let read = |who: &str| {
        let lines = noted["entries"].as_array().unwrap().iter();
        lines.filter(|line| line["act"] == "rows_read" && line["who"] == who).count()
    };
    assert_eq!((read("ada@galilee.example"), read("bob@maillage.example"), read("lea@region.example")), (2, 2, 4));
}

#[tokio::test]
async fn a_token_speaks_for_its_account_until_it_is_ended() {
    let door = Door::open().await;
    let ada = door.account("ada@galilee.example", Role::Operator, "galilee").await;
    let made = door.ask(&ada, "post /api/v1/tokens", "{\"name\": \"dépôt de nuit\"}").await;
    assert_eq!((made.status, made.header("cache-control")), (StatusCode::CREATED, "no-store"), "{}", made.text());
    let made = made.json();
    let (id, said) = (made["id"].as_str().unwrap(), made["token"].as_str().unwrap());
    let program = Asker { role: Role::Operator, word: Word::Token(said.to_owned()) };
    let me = door.ask(&program, "get /api/v1/me", "").await.json();
    assert_eq!((&me["email"], &me["rights"]), (&json!("ada@galilee.example"), &json!(["deposit", "own_rows"])));
    let listed = door.ask(&ada, "get /api/v1/tokens", "").await;
    assert!(listed.text().contains(id) && !listed.text().contains(said), "what it says is said once");
    let other = door.account("bob@galilee.example", Role::Operator, "galilee").await;
    let foreign = door.ask(&other, &format!("delete /api/v1/tokens/{id}"), "").await;
    let none = door.ask(&other, "delete /api/v1/tokens/0123456789ab", "").await;
    assert_eq!((foreign.status, foreign.text()), (StatusCode::NOT_FOUND, none.text()), "whose it is is told to nobody");
    assert_eq!(door.ask(&ada, &format!("delete /api/v1/tokens/{id}"), "").await.status, StatusCode::NO_CONTENT);
    let refused = door.ask(&program, "get /api/v1/me", "").await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert!(refused.header("www-authenticate").starts_with("Bearer"));
    for body in ["", "{}", "{\"name\": \" \"}", "{\"name\": \"a\", \"role\": \"admin\"}", "[1]"] {
        assert_eq!(door.ask(&ada, "post /api/v1/tokens", body).await.status, StatusCode::BAD_REQUEST, "{body}");
    }
}

#[tokio::test]
async fn an_account_is_opened_before_its_person_comes_and_nobody_shuts_herself_out() {
    let door = Door::open().await;
    let admin = door.account("admin@region.example", Role::Admin, "").await;
    let zoe = door.account("zoe@maillage.example", Role::Public, "").await;
    let body = json!({ "name": "Zoé", "role": "operator", "operator": "maillage" }).to_string();
    let opened = door.ask(&admin, "put /api/v1/accounts/Zoe@Maillage.example", &body).await;
    assert_eq!(opened.status, StatusCode::OK, "{}", opened.text());
    assert_eq!(
        (&opened.json()["email"], &opened.json()["role_label"]),
        (&json!("zoe@maillage.example"), &json!("Opérateur"))
    );
    assert_eq!(door.ask(&zoe, "get /api/v1/me", "").await.json()["operator"], "maillage", "at once");
    for (address, body, expected) in [
        ("zoe@maillage.example", json!({ "name": "", "role": "chef" }), "admin"),
        ("zoe@maillage.example", json!({ "name": "", "role": "operator" }), "opérateur"),
        ("zoe@maillage.example", json!({ "name": "", "role": "operator", "operator": "inconnu" }), "galilee"),
        ("zoe@maillage.example", json!({ "name": "", "role": "region", "operator": "galilee" }), "aucun opérateur"),
        ("zoe", json!({ "name": "", "role": "region" }), "nom@domaine"),
        ("admin@region.example", json!({ "name": "", "role": "region" }), "ses propres droits"),
    ] {
        let refused = door.ask(&admin, &format!("put /api/v1/accounts/{address}"), &body.to_string()).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{body}");
        assert!(refused.text().contains(expected), "{body}: {}", refused.text());
    }
    let shut = door.ask(&admin, "delete /api/v1/accounts/admin@region.example", "").await;
    assert_eq!(shut.status, StatusCode::BAD_REQUEST);
    let ended = door.ask(&admin, "delete /api/v1/accounts/zoe@maillage.example", "").await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    assert_eq!(door.ask(&zoe, "get /api/v1/me", "").await.json()["signed_in"], false, "her session ended with it");
    let accounts = door.ask(&admin, "get /api/v1/accounts", "").await.json();
    assert_eq!(accounts["accounts"].as_array().unwrap().len(), 1);
    let noted = door.ask(&admin, "get /api/v1/audit", "").await.json();
    let last = &noted["entries"][0];
    assert_eq!((&last["who"], &last["label"]), (&json!("admin@region.example"), &json!("Compte fermé")));
    let before = door.ask(&admin, &format!("get /api/v1/audit?before={}", last["id"]), "").await.json();
    assert_eq!(before["entries"][0], noted["entries"][1]);
    assert_eq!(before["more"], false);
}
