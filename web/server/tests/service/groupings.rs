//! A composed territory is kept under an address: by whoever composed it, version after version, without an account.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use lanterne_server::live::Live;
use lanterne_server::router::router;
use lanterne_server::state::State;
use lanterne_store::{Place, Store};
use serde_json::Value;

use crate::asking::{Answer, ask, get, json};
use crate::profiles::column;

const PARTS: &str = "membres=epci-200070985&sauf=commune-80620&nom=Est%20de%20la%20Somme";

async fn keeping(folder: &std::path::Path) -> Router {
    let store = Store::open(&Place::File(folder.join("remis.sqlite"))).await.unwrap();
    router(Arc::new(Live::of(State::open(crate::asking::folder()).unwrap()).storing_in(store)))
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
async fn a_territory_that_is_kept_is_shared_by_a_short_address_and_outlives_the_program() {
    let var = tempfile::tempdir().unwrap();
    let service = keeping(var.path()).await;
    let kept = post(&service, &format!("/api/v1/groupings?{PARTS}"), "").await;
    assert_eq!((kept.status, kept.header("cache-control")), (StatusCode::CREATED, "no-store"), "{}", kept.text());
    let kept = kept.json();
    let (id, address) = (words(&kept, "id"), words(&kept, "address"));
    let later = keeping(var.path()).await;
    let shared = read(&later, address).await;
    assert_eq!(shared.status, StatusCode::SEE_OTHER);
    let profile = shared.header("location").to_owned();
    assert_eq!(
        profile,
        "/profil/groupement?membres=epci-200070985&sauf=commune-80620&nom=Est%20de%20la%20Somme&cog=2026"
    );
    let page = read(&later, &profile).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Est de la Somme"));
    let told = read(&later, &format!("/api/v1/groupings/{id}")).await.json();
    let version = &told["versions"][0];
    assert_eq!((words(version, "profile"), version["version"].as_i64()), (profile.as_str(), Some(1)));
    let map = profile.replacen("/profil/groupement", "/", 1);
    assert_eq!(words(version, "map"), map.trim_end_matches("&cog=2026"), "a map shows the communes of today");
    assert!(version["communes"].as_u64().unwrap() > 0 && version["changes"].as_array().unwrap().is_empty());
    assert!(told.to_string().find(words(&kept, "key")).is_none(), "a key is said once");
}

#[tokio::test]
async fn a_version_comes_in_with_the_key_alone_and_the_earlier_ones_stay() {
    let var = tempfile::tempdir().unwrap();
    let service = keeping(var.path()).await;
    let kept = post(&service, &format!("/api/v1/groupings?{PARTS}"), "").await.json();
    let (id, key) = (words(&kept, "id"), words(&kept, "key"));
    let path = format!("/api/v1/groupings/{id}/versions?membres=epci-200070985&nom=Tout%20l%27est");
    for wrong in ["", "0123456789abcdefghjkmnpqrs"] {
        let refused = post(&service, &path, wrong).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{wrong}");
        assert!(!refused.text().contains("Somme"), "a refusal tells nothing of what is kept");
    }
    let revised = post(&service, &path, key).await;
    assert_eq!((revised.status, revised.json()["version"].as_i64()), (StatusCode::CREATED, Some(2)));
    let told = read(&service, &format!("/api/v1/groupings/{id}")).await.json();
    let names: Vec<&str> = told["versions"].as_array().unwrap().iter().map(|version| words(version, "name")).collect();
    assert_eq!(names, ["Est de la Somme", "Tout l'est"]);
    let last = read(&service, &format!("/territoire/{id}")).await;
    assert!(last.header("location").contains("Tout%20l%27est"));
    let first = read(&service, &format!("/territoire/{id}?version=1")).await;
    assert!(first.header("location").contains("Est%20de%20la%20Somme"));
    let none = read(&service, &format!("/territoire/{id}?version=3")).await;
    assert_eq!(none.status, StatusCode::BAD_REQUEST);
    assert!(none.text().contains("de 1 à 2"));
}

#[tokio::test]
async fn what_is_no_territory_or_has_no_name_is_not_kept() {
    let var = tempfile::tempdir().unwrap();
    let service = keeping(var.path()).await;
    let long = "x".repeat(81);
    for (parts, said) in [
        ("membres=epci-200070985".to_owned(), "nom"),
        (format!("membres=epci-200070985&nom={long}"), "80 signes"),
        ("nom=Rien".to_owned(), "membres"),
        ("membres=epci-000000000&nom=Rien".to_owned(), "epci-000000000"),
        ("membres=epci-200070985&sauf=epci-200070985&nom=Rien".to_owned(), "au moins une commune"),
        ("membres=epci-200070985&nom=A&couleur=rouge".to_owned(), "couleur"),
    ] {
        let refused = post(&service, &format!("/api/v1/groupings?{parts}"), "").await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{parts}");
        assert!(refused.text().contains(said), "{parts}: {}", refused.text());
    }
    let unknown = read(&service, "/territoire/0123456789ab").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert!(unknown.text().contains("Aucun territoire n’est gardé"));
}

#[tokio::test]
async fn where_nothing_can_be_kept_it_is_said_and_the_rest_is_served() {
    let service = crate::asking::service();
    let refused = post(&service, &format!("/api/v1/groupings?{PARTS}"), "").await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(refused.text().contains("le lien de la page") || refused.text().contains("Le lien de la page"));
    assert_eq!(read(&service, "/api/v1/snapshot").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_declared_zone_is_a_member_like_its_epci_in_and_out_and_is_kept() {
    let sections = |parts: &str| {
        let path = format!("/profil/groupement.json?{parts}&nom=Test");
        async move { crate::asking::json(&path).await["sections"].clone() }
    };
    let zone = sections("membres=zone-zone_est_80").await;
    assert!(zone.as_array().is_some_and(|sections| sections.len() > 5), "{zone}");
    assert_eq!(zone, sections("membres=epci-200070985").await);
    let without = sections("membres=departement-80&sauf=zone-zone_est_80").await;
    assert_eq!(without, sections("membres=commune-80021,commune-80620").await);
    let var = tempfile::tempdir().unwrap();
    let service = keeping(var.path()).await;
    let parts = "membres=departement-80&sauf=zone-zone_est_80&nom=Le%20reste";
    let kept = post(&service, &format!("/api/v1/groupings?{parts}"), "").await;
    assert_eq!(kept.status, StatusCode::CREATED, "{}", kept.text());
    let told = read(&service, &format!("/api/v1/groupings/{}", words(&kept.json(), "id"))).await.json();
    assert_eq!(
        (words(&told["versions"][0], "less"), told["versions"][0]["communes"].as_u64()),
        ("zone-zone_est_80", Some(2))
    );
}

#[tokio::test]
async fn a_zoning_of_study_is_a_member_where_it_is_loaded() {
    let sections = |parts: &str| {
        let path = format!("/profil/groupement.json?{parts}&nom=Test");
        async move {
            let answer = read(&crate::zoned::service(), &path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
            answer.json()["sections"].clone()
        }
    };
    for (zoning, communes) in [
        ("membres=zone_emploi-3210", "membres=commune-80410,commune-80620"),
        (
            "membres=zone_emploi-2810,bassin_vie-62041",
            "membres=commune-27070,commune-60400,commune-76540,commune-62041",
        ),
        ("membres=zone_emploi-3212&sauf=bassin_vie-59350", "membres=commune-62041"),
    ] {
        assert_eq!(sections(zoning).await, sections(communes).await, "{zoning}");
    }
    let unloaded = read(&crate::asking::service(), "/profil/groupement?membres=zone_emploi-3210").await;
    assert_eq!(unloaded.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn what_a_composition_comes_to_is_what_its_profile_says() {
    for parts in [
        "membres=epci-200070985",
        "membres=epci-200070985,epci-200037059,commune-80410",
        "membres=epci-200070985,epci-200037059&sauf=commune-80620",
        "membres=commune-59350,commune-59512,commune-59350",
        "membres=departement-80",
    ] {
        let told = json(&format!("/api/v1/composition?{parts}")).await;
        let profile = json(&format!("/profil/groupement.json?{parts}")).await;
        let people = column(&profile, "territoire", "reperes", 1);
        assert_eq!(told["population"].as_f64(), people[0].1, "{parts}");
        let whole = |at: usize| column(&profile, "structure", "familles-table", at).pop().and_then(|line| line.1);
        assert_eq!((told["establishments"].as_f64(), told["jobs"].as_f64()), (whole(1), whole(2)), "{parts}");
        assert!(whole(1).is_some_and(|own| own > 0.0), "{parts}");
        assert_eq!(told["covered"], told["communes"], "{parts}");
        let cover = profile["cover"]["columns"][0][1][0].as_str().unwrap();
        assert!(words(&told, "sentence").starts_with(cover), "{parts}: {cover}");
        assert!(words(&told, "notice").contains("synthétiques"), "{parts}");
    }
}

#[tokio::test]
async fn a_composition_says_what_it_leaves_out_and_may_hold_nothing() {
    let across = json("/api/v1/composition?membres=commune-59350,commune-76540").await;
    assert_eq!((across["communes"].as_u64(), across["covered"].as_u64()), (Some(2), Some(1)));
    assert_eq!(across["population"].as_i64(), Some(236_710 + 116_331), "inhabitants are of the whole");
    assert!(across["notes"].to_string().contains("ne couvre que 1"), "{across}");
    let alone = json("/api/v1/composition?membres=commune-59350").await;
    assert_eq!(across["establishments"], alone["establishments"], "establishments of what the register covers");
    for parts in ["", "?membres=", "?membres=commune-59350&sauf=commune-59350"] {
        let nothing = json(&format!("/api/v1/composition{parts}")).await;
        assert_eq!((nothing["communes"].as_u64(), words(&nothing, "sentence")), (Some(0), "Aucune commune."));
        assert!(nothing["population"].is_null() && nothing["jobs"].is_null(), "{parts}: {nothing}");
        assert_eq!(words(&nothing, "ess"), "");
    }
    for wrong in ["membres=commune-99999", "membres=rien", "membres=commune-59350&sauf=rien", "fond=nuit"] {
        assert_eq!(get(&format!("/api/v1/composition?{wrong}")).await.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
}
