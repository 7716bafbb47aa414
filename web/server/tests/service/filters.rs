//! A filter on familles and sectors: what is counted, what it is divided by, what is refused, and that it is said wherever it shows.

use axum::http::StatusCode;
use serde_json::Value;

use crate::asking::{get, json};
use crate::world::{EST_SOMME, MEL};

const EPCI: &str = "level=epci&region=32";

/// A column of a series at the CC de l'Est de la Somme: 9 associations of health, 1 cooperative of trade, 19 989 inhabitants, 500
/// employers of which 100 in health and 125 in trade.
async fn there(indicator: &str, filter: &str, column: &str) -> Value {
    let series = json(&format!("/api/v1/series/{indicator}?{EPCI}&{filter}")).await;
    let index = json("/api/v1/territories/epci?region=32").await;
    let at = index["code"].as_array().unwrap().iter().position(|code| code == EST_SOMME).unwrap();
    series[column][at].clone()
}

#[tokio::test]
async fn the_numerator_keeps_what_passes_and_the_denominator_is_the_one_that_is_said() {
    for (indicator, filter, numerator, denominator) in [
        ("etablissements_10000_hab", "", 10.0, 19_989.0),
        ("etablissements_10000_hab", "famille=association", 9.0, 19_989.0),
        ("etablissements_10000_hab", "secteur=G", 1.0, 19_989.0),
        ("etablissements_km2", "secteur=Q", 9.0, 30.0),
        ("part_etablissements", "famille=association", 9.0, 500.0),
        ("part_etablissements", "secteur=Q", 9.0, 100.0),
        ("part_etablissements", "secteur=Q,G", 10.0, 225.0),
        ("part_etablissements", "famille=cooperative&secteur=Q", 0.0, 100.0),
        ("part_emplois", "secteur=G", 12.5, 1_250.0),
        ("taille_moyenne", "famille=association", 112.5, 9.0),
    ] {
        let found = (there(indicator, filter, "numerator").await, there(indicator, filter, "denominator").await);
        assert_eq!(found, (numerator.into(), denominator.into()), "{indicator} {filter}");
    }
}

#[tokio::test]
async fn nobody_is_zero_and_no_sector_is_nothing_to_measure() {
    assert_eq!(there("etablissements_10000_hab", "famille=fondation", "value").await, 0.0);
    let series = json(&format!("/api/v1/series/part_etablissements?{EPCI}&secteur=B")).await;
    assert_eq!(there("part_etablissements", "secteur=B", "value").await, Value::Null);
    assert!(series["absence"].as_object().unwrap().values().all(|absence| absence == "nil"), "{}", series["absence"]);
    let everywhere = json("/api/v1/series/part_etablissements?level=epci&secteur=B").await;
    let outside = everywhere["absence"].as_object().unwrap().values().filter(|absence| *absence == "nd").count();
    assert_eq!(outside, 1, "where the register does not speak, it still does not");
}

#[tokio::test]
async fn the_reference_the_ranks_and_the_intervals_are_those_of_what_is_kept() {
    let series = json(&format!("/api/v1/series/part_etablissements?{EPCI}&famille=association&secteur=Q")).await;
    let region = json("/api/v1/series/part_etablissements?level=region&region=32&famille=association&secteur=Q").await;
    assert_eq!(series["reference"]["value"], region["value"][0]);
    assert_eq!(region["numerator"][0], 1_374.0, "every association of the region");
    let quotient = there("indice_specificite", "secteur=Q", "value").await.as_f64().unwrap();
    let share = there("part_emplois", "secteur=Q", "value").await.as_f64().unwrap();
    let region = json("/api/v1/series/part_emplois?level=region&region=32&secteur=Q").await;
    assert!((quotient - share / region["value"][0].as_f64().unwrap()).abs() < 1e-12);
    let low = there("etablissements_10000_hab", "famille=association", "low").await.as_f64().unwrap();
    assert!((low - 10_000.0 * 4.115_373 / 19_989.0).abs() < 1e-5, "Poisson of 9 and not of 10: {low}");
    let panel = json(&format!("/api/v1/territories/epci/{MEL}?region=32&famille=cooperative")).await;
    let map = json(&format!("/api/v1/series/etablissements_10000_hab?{EPCI}&famille=cooperative")).await;
    let at = map["rows"].as_array().unwrap().iter().position(|row| *row == panel["row"]).unwrap();
    assert_eq!(panel["rank"]["rank"], map["rank"][at]);
    assert_eq!(panel["headline"]["value"], map["value"][at]);
    assert_eq!(panel["comparisons"][0]["value"], map["value"][at]);
}

#[tokio::test]
async fn a_filter_is_said_in_every_answer_it_touches() {
    let filter = "famille=association&secteur=Q";
    let label = "associations, secteur «\u{a0}Santé humaine et action sociale\u{a0}»";
    let opening = "Dans le secteur «\u{a0}Santé humaine et action sociale\u{a0}», associations seulement. ";
    for address in [
        format!("/api/v1/series/part_emplois?{EPCI}&{filter}"),
        format!("/api/v1/clusters/part_emplois?{EPCI}&{filter}"),
        format!("/api/v1/relations/part_emplois/taille_moyenne?{EPCI}&{filter}"),
        format!("/api/v1/inequality/emplois_1000_hab?{EPCI}&{filter}"),
        format!("/api/v1/territories/epci/{EST_SOMME}?region=32&{filter}"),
    ] {
        let document = json(&address).await;
        assert_eq!(document["filter"]["label"], label, "{address}");
        let told = document["sentence"].as_str().or(document["lead"].as_str()).unwrap();
        assert!(told.starts_with(opening), "{address}: {told}");
        assert!(!document["filter"]["explained"].as_str().unwrap().is_empty());
        let open = json(&address.replace(&format!("&{filter}"), "")).await;
        assert_eq!(open["filter"], Value::Null, "{address}");
    }
    let series = json(&format!("/api/v1/series/part_emplois?{EPCI}&{filter}")).await;
    assert_eq!(series["title"], format!("Part de l’ESS dans l’emploi\u{a0}: {label}"));
    assert!(series["filter"]["explained"].as_str().unwrap().contains("toute l’économie de ce secteur"));
}

#[tokio::test]
async fn what_is_taken_away_carries_its_filter_in_its_name_and_in_its_notes() {
    let file = get(&format!("/api/v1/series/part_emplois.csv?{EPCI}&famille=mutuelle,association&secteur=P,K")).await;
    assert_eq!(file.status, StatusCode::OK, "{}", file.text());
    let name = file.header("content-disposition").to_owned();
    assert!(name.contains("lanterne_part_emplois_epci_32_association_mutuelle_naf_KP_2022.csv"), "{name}");
    let text = file.text();
    assert!(text.contains("# Filtre : Associations et mutuelles, secteurs «\u{a0}Activités financières"), "{text}");
    let open = get(&format!("/api/v1/series/part_emplois.csv?{EPCI}")).await.text();
    assert!(!open.contains("# Filtre"), "{open}");
}

#[tokio::test]
async fn a_question_without_meaning_is_refused_in_french() {
    for (address, said) in [
        (format!("/api/v1/series/part_association?{EPCI}&famille=association"), "compare les familles entre elles"),
        (format!("/api/v1/series/concentration_familles.csv?{EPCI}&famille=association"), "compare les familles"),
        (format!("/api/v1/clusters/part_mutuelle?{EPCI}&famille=association"), "compare les familles"),
        (format!("/api/v1/relations/part_emplois/part_mutuelle?{EPCI}&famille=association"), "compare les familles"),
        (format!("/api/v1/territories/epci/{MEL}?indicator=part_mutuelle&famille=mutuelle"), "compare les familles"),
        (format!("/api/v1/white-zones?{EPCI}&famille=association"), "se juge sur toute l’ESS"),
        (format!("/api/v1/white-zones/areas?{EPCI}&secteur=Q"), "se juge sur toute l’ESS"),
        (format!("/api/v1/series/part_emplois.csv?{EPCI}&secteur=Q&white_zones=oui"), "se juge sur toute l’ESS"),
        (format!("/api/v1/series/part_emplois?{EPCI}&famille=syndicat"), "un ou plusieurs de association"),
        (format!("/api/v1/series/part_emplois?{EPCI}&secteur=Q,Z"), "un ou plusieurs de A, B"),
    ] {
        let answer = get(&address).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{address}");
        let detail = answer.json()["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains(said), "{address}: {detail}");
    }
    let by_sector = get(&format!("/api/v1/series/part_association?{EPCI}&secteur=Q")).await;
    assert_eq!(by_sector.status, StatusCode::OK, "what part of the ESS of health are associations");
}

#[tokio::test]
async fn the_panel_leaves_out_what_says_nothing_and_judges_white_zones_on_all_of_the_ess() {
    let filtered = json(&format!("/api/v1/territories/epci/{EST_SOMME}?region=32&famille=association")).await;
    let open = json(&format!("/api/v1/territories/epci/{EST_SOMME}?region=32")).await;
    let slugs = |panel: &Value| -> Vec<String> {
        panel["figures"].as_array().unwrap().iter().map(|own| own["indicator"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(slugs(&open).len() - slugs(&filtered).len(), 6);
    assert!(!slugs(&filtered).iter().any(|slug| slug == "part_association" || slug == "concentration_familles"));
    assert_eq!(filtered["white_zones"], open["white_zones"]);
    assert_eq!(filtered["structure"]["familles"], open["structure"]["familles"], "a choice does not hide the others");
    assert_eq!(filtered["structure"]["sections"].as_array().unwrap().len(), 1, "associations are in health alone here");
    assert_eq!(
        filtered["detail"].as_str().unwrap().split('.').next().unwrap(),
        "9 établissements employeurs retenus pour 19\u{202f}989 habitants"
    );
}

#[tokio::test]
async fn every_figure_of_a_panel_is_that_of_its_map() {
    let scope = "region=32&perimetre=avec_siae&secteur=G";
    // The panel first: nothing is computed yet of the columns.
    let panel = json(&format!("/api/v1/territories/epci/{MEL}?{scope}")).await;
    let figures = panel["figures"].as_array().unwrap();
    assert!(figures.len() > 12);
    for figure in figures {
        let slug = figure["indicator"].as_str().unwrap();
        let series = json(&format!("/api/v1/series/{slug}?level=epci&{scope}")).await;
        let at = series["rows"].as_array().unwrap().iter().position(|row| *row == panel["row"]).unwrap();
        for column in ["value", "low", "high", "smoothed", "numerator", "denominator", "reliable"] {
            assert_eq!(figure[column], series[column][at], "{slug} {column}");
        }
        assert_eq!(figure["reference"], series["reference"]["value"], "{slug}");
    }
}

#[tokio::test]
async fn what_others_publish_of_the_whole_is_not_shown_beside_a_part() {
    let open = json("/api/v1/series/part_emplois?level=region").await;
    assert!(!open["published"].as_array().unwrap().is_empty());
    let filtered = json("/api/v1/series/part_emplois?level=region&secteur=Q").await;
    assert_eq!(filtered["published"], serde_json::json!([]));
    let panel = json(&format!("/api/v1/territories/epci/{MEL}?indicator=part_emplois&secteur=Q")).await;
    let france = panel["comparisons"].as_array().unwrap().iter().find(|row| row["role"] == "france").unwrap();
    assert_eq!((&france["published"], &france["value"]), (&false.into(), &Value::Null));
}

#[tokio::test]
async fn all_the_familles_are_no_choice_and_their_order_changes_nothing() {
    let address = format!("/api/v1/series/part_emplois?{EPCI}");
    let open = get(&address).await.body;
    let all = "famille=fondation,mutuelle,association,societe_commerciale,cooperative";
    assert_eq!(get(&format!("{address}&{all}")).await.body, open);
    let one = get(&format!("{address}&famille=cooperative,association")).await.body;
    assert_eq!(one, get(&format!("{address}&famille=association,cooperative,association")).await.body);
    assert_ne!(one, get(&format!("{address}&famille=association")).await.body);
}

#[tokio::test]
async fn what_can_be_chosen_is_counted_through_the_other_list() {
    let count = |parts: &Value, list: &str, slug: &str| {
        let list = parts[list].as_array().unwrap();
        list.iter().find(|part| part["slug"] == slug).unwrap()["establishments"].clone()
    };
    let open = json(&format!("/api/v1/parts?{EPCI}")).await;
    assert_eq!((open["familles"].as_array().unwrap().len(), open["sections"].as_array().unwrap().len()), (5, 21));
    assert_eq!(
        (count(&open, "familles", "association"), count(&open, "familles", "cooperative")),
        (1_374.0.into(), 117.0.into())
    );
    assert_eq!(open["reference"], "Hauts-de-France");
    let health = json(&format!("/api/v1/parts?{EPCI}&secteur=Q&famille=association")).await;
    assert_eq!(count(&health, "familles", "cooperative"), 0.0, "no cooperative in health");
    assert_eq!(count(&health, "sections", "Q"), 1_374.0);
    assert_eq!(count(&health, "sections", "G"), 0.0, "no association in trade");
    let categories = json(&format!("/api/v1/parts?{EPCI}&perimetre=categorie")).await;
    assert_eq!(count(&categories, "familles", "mutuelle"), 7.0, "one a commune, by its legal category");
}

#[tokio::test]
async fn features_take_the_filter_and_keep_it_from_page_to_page() {
    let page = json("/ogc/collections/epci/items?limit=2&region=32&famille=association&f=json").await;
    let next = page["links"].as_array().unwrap().iter().find(|link| link["rel"] == "next").unwrap();
    assert!(next["href"].as_str().unwrap().contains("&famille=association"), "{next}");
    let ham = json("/ogc/collections/epci/items?region=32&famille=association").await;
    let ham =
        ham["features"].as_array().unwrap().iter().find(|one| one["properties"]["code"] == EST_SOMME).unwrap().clone();
    assert_eq!(
        ham["properties"]["etablissements_10000_hab"],
        there("etablissements_10000_hab", "famille=association", "value").await
    );
    assert_eq!(ham["properties"]["part_association"], Value::Null);
    assert!(page["lanterne"]["filtre"].as_str().unwrap().starts_with("Associations."), "{}", page["lanterne"]);
}

#[tokio::test]
async fn every_address_that_takes_a_perimeter_takes_a_filter() {
    let description = json("/api/openapi.json").await;
    let mut addresses = 0;
    for (path, operation) in description["paths"].as_object().unwrap() {
        let named = |name: &str| {
            operation["get"]["parameters"].as_array().is_some_and(|all| all.iter().any(|own| own["name"] == name))
        };
        if named("perimetre") {
            assert!(named("famille") && named("secteur"), "{path}");
            addresses += 1;
        }
    }
    assert!(addresses >= 9, "{addresses}");
}

#[tokio::test]
async fn a_number_has_neither_denominator_nor_reference() {
    let series = json(&format!("/api/v1/series/etablissements?{EPCI}")).await;
    assert_eq!((&series["uncertainty"], &series["reference"]["value"]), (&"compte".into(), &Value::Null));
    assert!(series["denominator"].as_array().unwrap().iter().all(Value::is_null));
    assert_eq!(there("etablissements", "", "value").await, 10.0);
    assert!(!series["sentence"].as_str().unwrap().contains("au-dessus"), "{}", series["sentence"]);
    let panel = json(&format!("/api/v1/territories/epci/{EST_SOMME}?indicator=etablissements")).await;
    assert_eq!(panel["lead"], "La CC de l’Est de la Somme compte 10 établissements employeurs de l’ESS.");
    assert_eq!(panel["comparisons"].as_array().unwrap().len(), 1);
    let rate = json(&format!("/api/v1/inequality/etablissements_10000_hab?{EPCI}")).await;
    let number = json(&format!("/api/v1/inequality/etablissements?{EPCI}")).await;
    assert_eq!(rate["gini"], number["gini"], "a number is shared as its rate is");
    assert!(rate["gini"].is_number());
}
