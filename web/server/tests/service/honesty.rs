//! What is synthetic, absent, partial or published elsewhere is said so wherever it shows.

use lanterne_observatory::method::Method;

use crate::asking::{get, json};
use crate::world::{ACROSS, EST_SOMME};

#[tokio::test]
async fn synthetic_is_said_on_every_series_panel_and_export() {
    for address in [
        "/api/v1/series/part_emplois?level=commune".to_owned(),
        format!("/api/v1/territories/epci/{EST_SOMME}"),
        "/api/v1/white-zones?level=epci".to_owned(),
    ] {
        let document = json(&address).await;
        assert_eq!(document["synthetic"], true, "{address}");
        assert!(document["notice"].as_str().unwrap().starts_with("Données synthétiques"), "{address}");
    }
    let table = get("/api/v1/series/part_emplois.csv?level=epci").await.text();
    assert!(table.trim_start_matches('\u{feff}').starts_with("# Données synthétiques"), "{table}");
    let snapshot = json("/api/v1/snapshot").await;
    assert_eq!(snapshot["synthetic"], true);
}

#[tokio::test]
async fn what_the_bounds_of_a_figure_are_is_said_with_them() {
    for (indicator, expected) in [
        ("etablissements_10000_hab", "poisson"),
        ("part_etablissements", "wilson"),
        ("emplois_1000_hab", "tranche"),
        ("part_emplois", "aucun"),
    ] {
        let series = json(&format!("/api/v1/series/{indicator}?level=epci")).await;
        assert_eq!(series["uncertainty"], expected, "{indicator}");
        let bounded = series["low"].as_array().unwrap().iter().any(|low| !low.is_null());
        assert_eq!(bounded, expected != "aucun", "{indicator}");
        let panel = json(&format!("/api/v1/territories/epci/{EST_SOMME}?indicator={indicator}")).await;
        assert_eq!(panel["headline"]["uncertainty"], expected, "{indicator}");
    }
    let table = get("/api/v1/series/emplois_1000_hab.csv?level=epci").await.text();
    assert!(table.contains("# bas ; haut : Bornes des tranches d’effectif"), "{table}");
    assert!(table.contains("nil sans objet"), "{table}");
}

#[tokio::test]
async fn a_cluster_is_looked_for_on_both_sides() {
    let clusters = json("/api/v1/clusters/etablissements_10000_hab?level=epci").await;
    assert_eq!((&clusters["permutations"], &clusters["tail"]), (&9_999.into(), &"bilatéral".into()));
    let told = Method::find("permutations").unwrap();
    assert!(told.definition.contains("9 999 fois") && told.reading.contains("9 999 tirages"), "{told:?}");
    for p in clusters["p"].as_array().unwrap().iter().filter_map(serde_json::Value::as_f64) {
        let draws = p * 5_000.0;
        assert!((draws - draws.round()).abs() < 1e-9 && (0.0002..=1.0).contains(&p), "{p} is not twice one side");
    }
}

#[tokio::test]
async fn outside_the_coverage_a_count_is_absent_and_not_zero() {
    let panel = json("/api/v1/territories/epci/200023414").await;
    assert_eq!(panel["headline"]["value"], serde_json::Value::Null);
    assert_eq!(panel["headline"]["absence"], "nd");
    assert!(panel["lead"].as_str().unwrap().contains("ne couvre pas"), "{}", panel["lead"]);
    assert_eq!(panel["rank"], serde_json::Value::Null);
    assert_eq!(panel["white_zones"][0]["verdict"], "nd");
    assert!(
        panel["white_zones"].as_array().unwrap().iter().all(|test| test["verdict"] == "nd"),
        "{}",
        panel["white_zones"]
    );
    assert_eq!(panel["white_zone_sentence"], "Aucun critère ne peut être testé ici.");
}

#[tokio::test]
async fn a_country_covered_in_part_is_absent_and_a_published_share_is_flagged() {
    let panel = json(&format!("/api/v1/territories/epci/{EST_SOMME}?indicator=part_emplois")).await;
    let france = panel["comparisons"].as_array().unwrap().iter().find(|row| row["role"] == "france").unwrap();
    assert_eq!(france["published"], true);
    assert_eq!(france["value"], 10.2, "« France de province » is not France");
    assert_eq!(france["source"], "INSEE Analyses, 2020");
    let density = json(&format!("/api/v1/territories/epci/{EST_SOMME}")).await;
    let france = density["comparisons"].as_array().unwrap().iter().find(|row| row["role"] == "france").unwrap();
    assert_eq!((&france["value"], &france["absence"]), (&serde_json::Value::Null, &"nd".into()));
}

#[tokio::test]
async fn regions_outside_the_coverage_show_their_latest_published_share() {
    let series = json("/api/v1/series/part_emplois?level=region").await;
    assert_eq!(series["value"][0], serde_json::Value::Null);
    assert_eq!(
        series["published"],
        serde_json::json!([{"row": 0, "value": 10.9, "year": "2021", "source": "INSEE Analyses", "published": true}])
    );
}

#[tokio::test]
async fn an_epci_across_the_border_is_described_on_its_covered_part_and_says_so() {
    let panel = json(&format!("/api/v1/territories/epci/{ACROSS}")).await;
    assert_eq!(panel["partial"], true);
    assert_eq!(panel["headline"]["denominator"], 14_000.0, "inhabitants of the covered part");
    assert_eq!(panel["population"], 16_000, "inhabitants of all of it");
    let index = json("/api/v1/territories/epci").await;
    assert_eq!(index["partial"].as_array().unwrap().iter().filter(|partial| **partial == true).count(), 1);
}

#[tokio::test]
async fn every_figure_carries_its_source_its_millesime_and_its_geography() {
    let panel = json(&format!("/api/v1/territories/epci/{EST_SOMME}")).await;
    for figure in panel["figures"].as_array().unwrap() {
        assert!(figure["source"].as_str().unwrap().contains("Registre synthétique"), "{figure}");
        assert_eq!((&figure["millesime"], &figure["cog"]), (&"2022".into(), &2026.into()));
    }
    let line = panel["source_line"].as_str().unwrap();
    assert!(line.contains("millésime 2022, géographie 2026. Données synthétiques."), "{line}");
}

#[tokio::test]
async fn operators_whose_place_is_unknown_are_counted() {
    let operators = json("/api/v1/operators?scheme=acc_ess").await;
    let presence = &operators["presence"];
    assert_eq!((presence["operators"].as_u64(), presence["stated"].as_u64()), (Some(2), Some(0)));
    assert_eq!((presence["workshop"].as_u64(), presence["unknown"].as_u64()), (Some(1), Some(1)));
    assert!(presence["sentence"].as_str().unwrap().starts_with("0 opérateur sur 2"), "{presence}");
    let sites = json("/api/v1/sites").await;
    assert_eq!((sites["features"].as_array().unwrap().len(), sites["unplaced"].as_u64()), (2, Some(1)));
}
