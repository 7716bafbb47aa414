//! Scenarios of the simulator are kept under an address, version after version; what is not there any more is told, and the rest read.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use lanterne_server::live::Live;
use lanterne_server::router::router;
use lanterne_server::state::State;
use lanterne_store::scenario::Content;
use lanterne_store::{Place, Store};
use serde_json::{Value, json};

use crate::asking::{Answer, ask, get};

const WORDS: &str = "nom=Printemps&region=32&minutes=20&scenario=Est~80620.4~-germoir-siege&scenario=B%20bis~80410";
const NOW: &str = "2026-11-22T11:30:00Z";

async fn kept_in(folder: &std::path::Path) -> (Router, Store) {
    let store = Store::open(&Place::File(folder.join("remis.sqlite"))).await.unwrap();
    let live = Live::of(State::open(crate::asking::folder()).unwrap()).storing_in(store.clone());
    (router(Arc::new(live)), store)
}

async fn post(service: &Router, path: &str, key: &str) -> Answer {
    let request = Request::post(path).header("authorization", format!("Bearer {key}"));
    ask(service.clone(), request.body(Body::empty()).unwrap()).await
}

async fn read(service: &Router, path: &str) -> Answer {
    ask(service.clone(), Request::get(path).body(Body::empty()).unwrap()).await
}

fn words<'a>(document: &'a Value, name: &str) -> &'a str {
    document[name].as_str().unwrap_or_else(|| panic!("no {name} in {document}"))
}

#[tokio::test]
async fn scenarios_that_are_kept_are_shared_by_a_short_address_and_outlive_the_program() {
    let var = tempfile::tempdir().unwrap();
    let (service, _) = kept_in(var.path()).await;
    let kept = post(&service, &format!("/api/v1/scenarios?{WORDS}"), "").await;
    assert_eq!((kept.status, kept.header("cache-control")), (StatusCode::CREATED, "no-store"), "{}", kept.text());
    let kept = kept.json();
    let (id, address) = (words(&kept, "id"), words(&kept, "address"));
    assert_eq!(address, format!("/scenario/{id}"));
    let (later, _) = kept_in(var.path()).await;
    let shared = read(&later, address).await;
    assert_eq!(shared.status, StatusCode::SEE_OTHER);
    let link = "region=32&minutes=20&scenario=Est~80620.4~-germoir-siege&scenario=B%20bis~80410";
    assert_eq!(shared.header("location"), format!("/deploiement/simulateur?{link}&garde={id}.1"));
    assert_eq!(read(&later, shared.header("location")).await.status, StatusCode::OK);
    let told = read(&later, &format!("/api/v1/scenarios/{id}")).await.json();
    let version = &told["versions"][0];
    assert_eq!((words(version, "page"), words(version, "name")), (shared.header("location"), "Printemps"));
    assert_eq!(
        version["scenarios"],
        json!([
            { "name": "Est", "added": [{ "commune": "80620", "name": "Péronne", "days_month": 4 }],
              "removed": [{ "site": "germoir-siege", "name": "germoir-siege" }] },
            { "name": "B bis", "added": [{ "commune": "80410", "name": "Ham", "days_month": null }], "removed": [] },
        ])
    );
    assert_eq!(version["changes"], json!([]));
    let sheet = read(&later, words(version, "sheet")).await;
    assert_eq!((sheet.status, sheet.header("content-type")), (StatusCode::OK, "application/pdf"));
    assert!(told.to_string().find(words(&kept, "key")).is_none(), "a key is said once");
}

#[tokio::test]
async fn a_version_of_scenarios_comes_in_with_the_key_alone_and_the_earlier_ones_stay() {
    let var = tempfile::tempdir().unwrap();
    let (service, _) = kept_in(var.path()).await;
    let kept = post(&service, &format!("/api/v1/scenarios?{WORDS}"), "").await.json();
    let (id, key) = (words(&kept, "id"), words(&kept, "key"));
    let path = format!("/api/v1/scenarios/{id}/versions?nom=%C3%89t%C3%A9&scenario=A~62041");
    for wrong in ["", "0123456789abcdefghjkmnpqrs"] {
        let refused = post(&service, &path, wrong).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{wrong}");
        assert!(!refused.text().contains("Printemps"), "a refusal tells nothing of what is kept");
    }
    let revised = post(&service, &path, key).await;
    assert_eq!((revised.status, revised.json()["version"].as_i64()), (StatusCode::CREATED, Some(2)));
    assert!(revised.json()["key"].is_null());
    let told = read(&service, &format!("/api/v1/scenarios/{id}")).await.json();
    let names: Vec<&str> = told["versions"].as_array().unwrap().iter().map(|version| words(version, "name")).collect();
    assert_eq!(names, ["Printemps", "Été"]);
    let last = read(&service, &format!("/scenario/{id}")).await;
    assert!(last.header("location").contains("scenario=A~62041&garde="), "{}", last.header("location"));
    let first = read(&service, &format!("/scenario/{id}?version=1")).await;
    assert_eq!(first.header("location"), words(&told["versions"][0], "page"));
    assert_eq!(read(&service, &format!("/scenario/{id}?version=3")).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn what_is_not_there_any_more_is_told_and_the_rest_is_read() {
    let var = tempfile::tempdir().unwrap();
    let (service, store) = kept_in(var.path()).await;
    let content = Content {
        name: "D'avant".to_owned(),
        region: "99".to_owned(),
        scheme: "disparu".to_owned(),
        minutes: 30,
        sites: "documents".to_owned(),
        workshops: "non".to_owned(),
        scenarios: vec!["A~80999.4~99999~80620~62041~-germoir-siege~-parti".to_owned()],
        cog: 2024,
    };
    let id = store.keep_scenario(&content, NOW).await.unwrap().id;
    let told = read(&service, &format!("/api/v1/scenarios/{id}")).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.text());
    let told = told.json();
    let version = &told["versions"][0];
    let added: Vec<&str> = version["scenarios"][0]["added"]
        .as_array()
        .unwrap()
        .iter()
        .map(|permanence| words(permanence, "commune"))
        .collect();
    assert_eq!(added, ["80620", "62041"], "a commune that merged is followed, once");
    assert_eq!(version["scenarios"][0]["removed"].as_array().unwrap().len(), 1);
    let changes: Vec<&str> =
        version["changes"].as_array().unwrap().iter().map(|change| change.as_str().unwrap()).collect();
    assert_eq!(changes.len(), 5, "{changes:?}");
    for (what, why) in
        [("99", "région"), ("disparu", "dispositif"), ("80999", "Péronne"), ("99999", "connue"), ("parti", "fermer")]
    {
        let one = changes.iter().find(|change| change.contains(what) && change.contains(why));
        assert!(one.is_some(), "{what} {why}: {changes:?}");
    }
    let shared = read(&service, &format!("/scenario/{id}")).await;
    assert_eq!(shared.status, StatusCode::SEE_OTHER);
    let link = "region=32&minutes=30&workshops=non&scenario=A~80620.4~62041~-germoir-siege";
    assert_eq!(shared.header("location"), format!("/deploiement/simulateur?{link}&garde={id}.1"));
    assert_eq!(read(&service, words(version, "sheet")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_cannot_be_simulated_is_not_kept() {
    let var = tempfile::tempdir().unwrap();
    let (service, _) = kept_in(var.path()).await;
    let five = "scenario=A&scenario=B&scenario=C&scenario=D&scenario=E";
    for (parts, expected) in [
        ("scenario=A~80620", "un nom"),
        ("nom=X", "un scénario au moins"),
        ("nom=X&scenario=A~99999", "connaît"),
        ("nom=X&scenario=A~80620~-nobody", "connaît"),
        ("nom=X&scenario=A~neige", "80620.4"),
        ("nom=X&scenario=A&minutes=31", "15"),
        ("nom=X&scenario=A&sites=autres", "exemple"),
        ("nom=X&scenario=A&autre=1", "l’un des paramètres"),
        (&format!("nom=X&{five}"), "4 scénarios"),
    ] {
        let refused = post(&service, &format!("/api/v1/scenarios?{parts}"), "").await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{parts}");
        assert!(refused.text().contains(expected), "{parts}: {}", refused.text());
    }
    let unknown = read(&service, "/scenario/0123456789ab").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let nowhere = get("/api/v1/scenarios/0123456789ab").await;
    assert_eq!(nowhere.status, StatusCode::SERVICE_UNAVAILABLE, "this service keeps nothing, and says so");
}

#[tokio::test]
async fn a_sheet_is_made_of_the_page_s_own_link() {
    for link in [
        "",
        "?region=32&minutes=20&scenario=A~80620.4~-germoir-siege&scenario=B~80410~62041&montre=2&volet=tableau",
        "?region=france&dispositif=acc_ess&workshops=non&scenario=A~76540",
        "?montre=0&scenario=A&garde=0123456789ab.1",
    ] {
        let sheet = get(&format!("/deploiement/simulateur.pdf{link}")).await;
        assert_eq!(sheet.status, StatusCode::OK, "{link}: {}", sheet.text());
        assert_eq!(sheet.header("content-type"), "application/pdf");
        assert!(sheet.header("content-disposition").contains("lanterne_simulation.pdf"));
        assert!(sheet.body.starts_with(b"%PDF-"), "{link}");
    }
    for (link, expected) in
        [("?scenario=A~99999", "99999"), ("?scenario=A&montre=2", "montre"), ("?minutes=7", "minutes")]
    {
        let refused = get(&format!("/deploiement/simulateur.pdf{link}")).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{link}");
        assert!(refused.text().contains(expected), "{link}: {}", refused.text());
    }
}
