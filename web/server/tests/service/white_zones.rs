//! White zones are tested and explained, with the user's parameters.

use crate::asking::{get, json};
use crate::world::EST_SOMME;

#[tokio::test]
async fn a_unit_far_below_the_reference_is_white_and_says_why() {
    let zones = json("/api/v1/white-zones?level=epci&region=32").await;
    let index = json("/api/v1/territories/epci?region=32").await;
    let at = index["code"].as_array().unwrap().iter().position(|code| code == EST_SOMME).unwrap();
    let offre = &zones["kinds"]["offre"];
    assert_eq!(offre["verdict"][at], "oui");
    assert!(offre["probability"][at].as_f64().unwrap() >= 0.95);
    assert!(zones["sentence"].as_str().unwrap().contains("CC de l’Est de la Somme"), "{}", zones["sentence"]);
    let panel = json(&format!("/api/v1/territories/epci/{EST_SOMME}?region=32")).await;
    let test = &panel["white_zones"][0];
    assert_eq!((&test["kind"], &test["verdict_label"]), (&"offre".into(), &"oui".into()));
    let sentence = test["sentence"].as_str().unwrap();
    assert!(sentence.contains("5,0 établissements pour 10\u{202f}000 habitants"), "{sentence}");
}

#[tokio::test]
async fn moving_a_parameter_moves_the_verdict() {
    let strict = json("/api/v1/white-zones?level=epci&region=32&c=0.01").await;
    let yes = |zones: &serde_json::Value, kind: &str| {
        zones["kinds"][kind]["verdict"].as_array().unwrap().iter().filter(|verdict| **verdict == "oui").count()
    };
    assert_eq!(yes(&strict, "offre"), 0);
    let near = json("/api/v1/white-zones?level=epci&region=32&t=240").await;
    let far = json("/api/v1/white-zones?level=epci&region=32&t=0&m=0.01").await;
    assert_eq!(yes(&near, "accompagnement"), 0);
    assert!(yes(&far, "accompagnement") > 0);
    assert_eq!(far["parameters"]["t"], 0.0);
}

#[tokio::test]
async fn the_places_the_test_rests_on_are_said() {
    let zones = json("/api/v1/white-zones?level=epci&region=32").await;
    let basis = zones["basis"].as_str().unwrap();
    assert!(basis.contains("2 lieux connus, dont 1"), "{basis}");
    assert!(!zones["parameters"]["travel_model"].as_str().unwrap().is_empty());
    let scheme = json("/api/v1/white-zones?level=epci&region=32&scheme=acc_ess").await;
    assert!(scheme["basis"].as_str().unwrap().starts_with("1 lieu connu, dont 1"), "{}", scheme["basis"]);
}

#[tokio::test]
async fn the_panel_follows_the_parameters_of_the_map() {
    let panel = json(&format!("/api/v1/territories/epci/{EST_SOMME}?region=32&c=0.01")).await;
    assert_ne!(panel["white_zones"][0]["verdict"], "oui");
}

#[tokio::test]
async fn a_declared_zone_keeps_its_candidates_apart() {
    let zones = json("/api/v1/zones").await;
    assert_eq!((&zones[0]["rows"], &zones[0]["rows_candidate"]), (&serde_json::json!([4]), &serde_json::json!([3])));
    assert_eq!(zones[0]["certain"], false);
    let panel = json("/api/v1/territories/epci/200037059").await;
    assert_eq!((&panel["zones"][0]["zone"], &panel["zones"][0]["certain"]), (&"zone_est_80".into(), &false.into()));
    assert_eq!(get("/api/v1/zones?kind=petr").await.json(), serde_json::json!([]));
}
