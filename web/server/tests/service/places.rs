//! Finding a territory, and reading it in French.

use crate::asking::json;
use crate::world::{EST_SOMME, MEL};

async fn first(question: &str) -> (String, String) {
    let found = json(&format!("/api/v1/search?q={question}")).await;
    let text = |name: &str| found[0][name].as_str().unwrap_or_default().to_owned();
    (text("level"), text("code"))
}

fn is(level: &str, code: &str) -> (String, String) {
    (level.to_owned(), code.to_owned())
}

#[tokio::test]
async fn a_territory_is_found_by_name_without_accents_by_code_and_by_postcode() {
    assert_eq!(first("peronne").await, is("commune", "80620"));
    assert_eq!(first("ile%20d%27yeu").await, is("commune", "85113"));
    assert_eq!(first("59800").await, is("commune", "59350"));
    assert_eq!(first("245900410").await, is("epci", MEL));
    assert_eq!(first("est%20de%20la%20somme").await, is("epci", EST_SOMME));
    assert_eq!(first("hauts-de").await, is("region", "32"));
}

#[tokio::test]
async fn of_two_equal_answers_the_most_populated_comes_first() {
    let found = json("/api/v1/search?q=metropole").await;
    assert_eq!(found[0]["code"], MEL, "{found}");
    assert!(found.as_array().unwrap().len() <= 12);
}

#[tokio::test]
async fn a_question_without_letter_finds_nothing() {
    assert_eq!(json("/api/v1/search?q=%20-%20").await, serde_json::json!([]));
    assert_eq!(json("/api/v1/search").await, serde_json::json!([]));
}

#[tokio::test]
async fn the_panel_begins_with_a_sentence_a_reader_understands() {
    let panel = json(&format!("/api/v1/territories/epci/{EST_SOMME}?region=32")).await;
    assert_eq!(
        panel["lead"],
        "Pour 10\u{202f}000 habitants, la CC de l’Est de la Somme compte 5,0 établissements employeurs de l’ESS\u{202f}; \
         les Hauts-de-France, 26,0."
    );
    assert_eq!(panel["context"], "EPCI de la Somme, 1 commune");
    let detail = panel["detail"].as_str().unwrap();
    assert!(
        detail.starts_with("10 établissements employeurs de l’ESS pour 19\u{202f}989 habitants. Avec si peu de cas"),
        "{detail}"
    );
    assert!(panel["rank"]["sentence"].as_str().unwrap().starts_with("6e sur 6"), "{}", panel["rank"]);
}

#[tokio::test]
async fn a_region_is_not_compared_with_itself() {
    let panel = json("/api/v1/territories/region/32").await;
    let lead = panel["lead"].as_str().unwrap();
    assert!(lead.contains("les Hauts-de-France comptent") && !lead.contains(';'), "{lead}");
}

#[tokio::test]
async fn the_map_is_read_in_a_sentence() {
    let series = json("/api/v1/series/etablissements_10000_hab?level=epci&region=32").await;
    let sentence = series["sentence"].as_str().unwrap();
    assert!(sentence.contains("il est établi que l’offre est nettement sous celle des Hauts-de-France"), "{sentence}");
    assert!(series["extremes"].as_str().unwrap().starts_with("Du plus faible au plus fort\u{a0}: Est de la Somme 5,0"));
    let subtitle = series["subtitle"].as_str().unwrap();
    assert_eq!(subtitle, "Établissements employeurs, par EPCI, 2022, loi de 2014, données synthétiques");
}

#[tokio::test]
async fn labels_are_the_most_populated_communes() {
    let places = json("/api/v1/places?region=32&n=2").await;
    assert_eq!((&places[0]["name"], &places[1]["name"]), (&"Lille".into(), &"Amiens".into()));
    assert_eq!(places.as_array().unwrap().len(), 2);
}
