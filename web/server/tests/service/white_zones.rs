//! White zones are tested and explained, with the user's parameters.

use std::collections::BTreeSet;

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
async fn four_kinds_are_served_each_with_its_evidence() {
    let zones = json("/api/v1/white-zones?level=epci&region=32").await;
    let rows = zones["rows"].as_array().unwrap().len();
    let mut counted = vec![0; rows];
    for kind in ["offre", "foyer_froid", "accompagnement", "recours"] {
        let verdicts = zones["kinds"][kind]["verdict"].as_array().unwrap();
        assert_eq!(verdicts.len(), rows, "{kind}");
        for (count, verdict) in counted.iter_mut().zip(verdicts) {
            *count += u64::from(verdict == "oui");
        }
    }
    assert_eq!(zones["combination"]["oui"], serde_json::json!(counted));
    assert!(zones["kinds"]["foyer_froid"]["z"].as_array().unwrap().iter().any(|z| z.is_f64()));
    let met: u64 =
        zones["combination"]["meetings"].as_array().unwrap().iter().map(|met| met["units"].as_u64().unwrap()).sum();
    assert_eq!(met, counted.iter().filter(|count| **count > 0).count() as u64);
}

#[tokio::test]
async fn white_units_that_touch_are_one_named_area() {
    let far = "level=epci&region=32&t=0&m=0.01";
    let zones = json(&format!("/api/v1/white-zones?{far}")).await;
    let verdicts = zones["kinds"]["accompagnement"]["verdict"].as_array().unwrap();
    let white: BTreeSet<u64> = zones["rows"]
        .as_array()
        .unwrap()
        .iter()
        .zip(verdicts)
        .filter(|(_, verdict)| *verdict == "oui")
        .map(|(row, _)| row.as_u64().unwrap())
        .collect();
    let areas = json(&format!("/api/v1/white-zones/areas?{far}&kind=accompagnement")).await;
    let held: Vec<u64> = areas["areas"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|area| area["rows"].as_array().unwrap().iter().map(|row| row.as_u64().unwrap()))
        .collect();
    assert_eq!(held.len(), white.len());
    assert_eq!(held.into_iter().collect::<BTreeSet<_>>(), white);
    let first = &areas["areas"][0];
    assert!(first["rows"].as_array().unwrap().len() > 1, "{first}");
    assert!(first["name"].as_str().unwrap().contains(" et "), "{first}");
    assert!(first["population"].as_f64() > Some(0.0) && !first["departements"].as_array().unwrap().is_empty());
    assert!(first["sentence"].as_str().unwrap().contains("habitants"), "{first}");
    assert_eq!(areas["synthetic"], true);
    let refused = get("/api/v1/white-zones/areas?kind=neige").await;
    assert_eq!(refused.status, 400);
}

#[tokio::test]
async fn the_panel_says_how_much_hangs_on_the_thresholds() {
    let panel = json(&format!("/api/v1/territories/epci/{EST_SOMME}?region=32")).await;
    let tests = panel["white_zones"].as_array().unwrap();
    assert_eq!(tests.len(), 4);
    let stability = &tests[0]["stability"];
    assert_eq!(stability["settings"], 25);
    assert!(stability["white"].as_u64().unwrap() > 0 && stability["white"].as_u64().unwrap() <= 25);
    assert!(stability["sentence"].as_str().unwrap().contains("25 réglages voisins"), "{stability}");
    // One structure was helped there, within every window of more than a year: three of them, of those that were handed in.
    assert_eq!((&tests[3]["verdict"], &tests[3]["stability"]["white"]), (&"non".into(), &0.into()));
    let sum = panel["white_zone_sentence"].as_str().unwrap();
    assert!(sum.contains("sur quatre"), "{sum}");
    let far = json("/api/v1/territories/commune/80410?region=32").await;
    let (test, sum) = (&far["white_zones"][3], far["white_zone_sentence"].as_str().unwrap());
    assert_eq!((&test["verdict"], &test["stability"]), (&"nd".into(), &serde_json::Value::Null));
    assert!(test["sentence"].as_str().unwrap().contains("que par EPCI"), "{test}");
    assert!(sum.contains("non disponible"), "{sum}");
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
