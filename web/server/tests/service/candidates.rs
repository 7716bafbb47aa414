//! Public places where a permanence may be held: offered, by network, and nobody's presence.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use axum::body::Body;
use axum::http::{Request, StatusCode};
use lanterne_data::row;
use lanterne_server::live::Live;
use lanterne_server::router::router;
use lanterne_server::state::State;
use serde_json::{Value, json};

use crate::asking::{Answer, ask, get};
use crate::world::COMMUNES;

fn place(network: &str, key: &str, kind: &str, at: usize) -> row::Site {
    row::Site {
        site: format!("{network}/{key}"),
        operator: None,
        network: network.to_owned(),
        name: format!("Maison {key}"),
        kind: kind.to_owned(),
        basis: "fichier".to_owned(),
        commune: Some(COMMUNES[at].0.to_owned()),
        lon: Some(at as f64 * 0.2 + 0.1),
        lat: Some(50.1),
        precision: if network == "tiers_lieu" { "commune" } else { "adresse" }.to_owned(),
        address: None,
        days_month: None,
        opened: None,
        closed: None,
        card: crate::world::CARD.to_owned(),
    }
}

/// A world with two desks and a tiers-lieu, where no operator is.
fn with_candidates() -> &'static Path {
    static WORLD: OnceLock<(tempfile::TempDir, std::path::PathBuf)> = OnceLock::new();
    &WORLD
        .get_or_init(|| {
            let var = tempfile::tempdir().unwrap();
            let folder = crate::world::build_with(var.path(), "cccccccccccccccc", &[], |draft| {
                let desks =
                    [place("france_services", "1", "espace", 6), place("france_services", "2", "permanence", 7)];
                draft.append(&desks).unwrap();
                draft.append(&[place("tiers_lieu", "fabt-1", "fabrique", 7)]).unwrap();
            });
            (var, folder)
        })
        .1
}

async fn asked(path: &str) -> Answer {
    let service = router(Arc::new(Live::of(State::open(with_candidates()).unwrap())));
    ask(service, Request::get(path).body(Body::empty()).unwrap()).await
}

async fn told(path: &str) -> Value {
    let answer = asked(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    answer.json()
}

#[tokio::test]
async fn a_tiers_lieu_and_a_france_services_are_offered_each_with_its_network() {
    for (network, expected) in [
        ("tiers_lieu", json!(["tiers_lieu/fabt-1"])),
        ("france_services", json!(["france_services/1", "france_services/2"])),
    ] {
        let sites = told(&format!("/api/v1/sites?network={network}")).await;
        let features = sites["features"].as_array().unwrap();
        let found: Value = features.iter().map(|feature| feature["properties"]["site"].clone()).collect();
        assert_eq!(found, expected);
        assert!(features.iter().all(|feature| feature["properties"]["network"] == network));
    }
    let own = &told("/api/v1/sites?network=tiers_lieu").await["features"][0];
    let properties = &own["properties"];
    assert_eq!((&properties["commune"], &properties["precision"]), (&json!(COMMUNES[7].0), &json!("commune")));
    assert!(properties["commune_name"].is_string() && properties["operator"].is_null(), "{properties}");
    assert_eq!(own["geometry"]["type"], "Point");
    let other = asked("/api/v1/sites?network=mairie").await;
    assert_eq!(other.status, StatusCode::BAD_REQUEST);
    assert!(other.text().contains("tiers_lieu"), "the networks there are: {}", other.text());
}

#[tokio::test]
async fn a_place_where_a_permanence_may_be_held_is_nobodys_presence() {
    let own = |at: usize| format!("/api/v1/territories/commune/{}", COMMUNES[at].0);
    let paths = [
        "/api/v1/simulation?region=32".to_owned(),
        format!("/api/v1/simulation?region=32&add=commune-{}", COMMUNES[7].0),
        "/api/v1/siting/couverture?region=32&open=1&population=0".to_owned(),
        "/api/v1/white-zones?level=epci&region=32".to_owned(),
        "/api/v1/presence?region=32".to_owned(),
        "/api/v1/operators".to_owned(),
        own(6),
        own(7),
    ];
    for path in paths {
        let (without, with) = (get(&path).await, told(&path).await);
        assert_eq!(without.status, StatusCode::OK, "{path}: {}", without.text());
        assert_eq!(without.json(), with, "{path}");
    }
}
