//! One number, one computation.

use lanterne_data::Snapshot;
use lanterne_data::read::result::results;
use lanterne_observatory::{Indicator, Level, Perimetre};
use serde_json::Value;

use crate::asking::{folder, get, json};
use crate::world::{EST_SOMME, MEL};

fn numbers(column: &Value) -> Vec<Option<f64>> {
    column.as_array().unwrap().iter().map(Value::as_f64).collect()
}

/// A column read from the bytes served, to the last bit: the JSON reader used here rounds the last digit otherwise.
pub(crate) fn exact(text: &str, column: &str) -> Vec<Option<f64>> {
    let (_, rest) = text.split_once(&format!("\"{column}\":[")).unwrap();
    let (cells, _) = rest.split_once(']').unwrap();
    cells.split(',').filter(|cell| !cell.is_empty()).map(|cell| cell.parse().ok()).collect()
}

#[tokio::test]
async fn every_served_figure_is_the_one_in_table_result() {
    let snapshot = Snapshot::open(&folder().join("lanterne.duckdb")).unwrap();
    let mut compared = 0;
    for indicator in Indicator::ALL {
        for level in Level::ALL.iter().filter(|level| !level.is_study()) {
            for perimetre in Perimetre::ALL {
                let stored = results(&snapshot, *indicator, *perimetre, *level).unwrap();
                let address = format!("/api/v1/series/{indicator}?level={level}&perimetre={perimetre}");
                let text = get(&address).await.text();
                let served: Value = serde_json::from_str(&text).unwrap();
                assert!(!stored.is_empty());
                assert_eq!(exact(&text, "value"), stored.iter().map(|row| row.value.ok()).collect::<Vec<_>>());
                assert_eq!(exact(&text, "low"), stored.iter().map(|row| row.low).collect::<Vec<_>>());
                assert_eq!(exact(&text, "high"), stored.iter().map(|row| row.high).collect::<Vec<_>>());
                assert_eq!(exact(&text, "smoothed"), stored.iter().map(|row| row.smoothed).collect::<Vec<_>>());
                for row in stored.iter().filter(|row| row.value.is_err()) {
                    let absence = row.value.unwrap_err();
                    assert_eq!(
                        served["absence"][row.row.to_string()],
                        absence.code(),
                        "{indicator} {level} {}",
                        row.row
                    );
                }
                compared += stored.len();
            }
        }
    }
    assert!(compared > 1_000, "{compared}");
}

#[tokio::test]
async fn the_panel_shows_the_number_of_the_map() {
    let series = json("/api/v1/series/part_emplois?level=epci&region=32").await;
    let index = json("/api/v1/territories/epci?region=32").await;
    let at = index["code"].as_array().unwrap().iter().position(|code| code == EST_SOMME).unwrap();
    let panel = json(&format!("/api/v1/territories/epci/{EST_SOMME}?region=32&indicator=part_emplois")).await;
    assert_eq!(panel["headline"]["value"], series["value"][at]);
    assert_eq!(panel["comparisons"][0]["value"], series["value"][at]);
    assert_eq!(panel["headline"]["reference"], series["reference"]["value"]);
    assert_eq!(panel["rank"]["rank"], series["rank"][at]);
    let figures = panel["figures"].as_array().unwrap();
    assert_eq!(figures.len(), Indicator::ALL.len());
    let own = figures.iter().find(|figure| figure["indicator"] == "part_emplois").unwrap();
    assert_eq!(own["value"], series["value"][at]);
}

#[tokio::test]
async fn the_reference_of_a_region_is_the_region() {
    let series = json("/api/v1/series/etablissements_10000_hab?level=epci&region=32").await;
    let region = json("/api/v1/series/etablissements_10000_hab?level=region&region=32").await;
    assert_eq!(series["reference"]["code"], "32");
    assert_eq!(series["reference"]["value"], region["value"][0]);
    let at = series["reference"]["break_index"].as_u64().unwrap() as usize;
    assert_eq!(series["breaks"][at], series["reference"]["value"], "the reference is itself a break");
}

#[tokio::test]
async fn columns_and_bars_agree() {
    let series = json("/api/v1/series/etablissements_10000_hab?level=commune&region=32").await;
    let rows = series["rows"].as_array().unwrap().len();
    for column in
        ["value", "low", "high", "smoothed", "numerator", "denominator", "reliable", "class", "bin", "rank", "order"]
    {
        assert_eq!(series[column].as_array().unwrap().len(), rows, "{column}");
    }
    let counted: u64 = series["histogram"].as_array().unwrap().iter().map(|bar| bar["count"].as_u64().unwrap()).sum();
    let classed = series["class"].as_array().unwrap().iter().filter(|class| !class.is_null()).count();
    assert_eq!(counted as usize, classed);
    for (bin, class) in series["bin"].as_array().unwrap().iter().zip(series["class"].as_array().unwrap()) {
        let bar = bin.as_u64().map(|bin| &series["histogram"][bin as usize]["class"]);
        assert_eq!(bar, (!class.is_null()).then_some(class), "a bar never mixes classes");
    }
}

#[tokio::test]
async fn rows_follow_the_index_of_their_level() {
    let index = json("/api/v1/territories/epci?region=32").await;
    let series = json("/api/v1/series/taille_moyenne?level=epci&region=32").await;
    assert_eq!(index["rows"], series["rows"]);
    assert_eq!(index["rows"], serde_json::json!([0, 2, 3, 4, 5, 6]), "Rouen is in another region");
    assert_eq!(index["code"][4], MEL);
}

#[tokio::test]
async fn classes_can_be_chosen_by_number_by_method_and_by_hand() {
    let address = "/api/v1/series/etablissements_10000_hab?level=epci&region=32";
    assert_eq!(json(&format!("{address}&classes=3")).await["classes"].as_array().unwrap().len(), 3);
    let quantile = json(&format!("{address}&classes=2&method=quantile")).await;
    assert_eq!(quantile["class"].as_array().unwrap().iter().filter(|class| **class == 0).count(), 3);
    let by_hand = json(&format!("{address}&breaks=10;20")).await;
    assert!(numbers(&by_hand["breaks"]).contains(&Some(10.0)) && numbers(&by_hand["breaks"]).contains(&Some(20.0)));
}

#[tokio::test]
async fn the_table_holds_every_digit_of_the_series() {
    let series = get("/api/v1/series/etablissements_10000_hab?level=epci&region=32").await.text();
    let values = exact(&series, "value");
    let table = get("/api/v1/series/etablissements_10000_hab.csv?level=epci&region=32").await;
    assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
    let text = table.text();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(lines.len(), 1 + values.len());
    let column = lines[0].split(';').position(|name| name == "valeur").unwrap();
    for (line, value) in lines[1..].iter().zip(values) {
        let cell = line.split(';').nth(column).unwrap().replace(',', ".");
        assert_eq!(cell.parse::<f64>().ok(), value);
    }
}

#[tokio::test]
async fn shares_by_famille_add_up_to_a_hundred() {
    let panel = json(&format!("/api/v1/territories/epci/{MEL}")).await;
    let familles = panel["structure"]["familles"].as_array().unwrap();
    let sum: f64 = familles.iter().filter_map(|famille| famille["share_jobs"].as_f64()).sum();
    assert!((sum - 100.0).abs() < 1e-9, "{sum}");
    let sections = panel["structure"]["sections"].as_array().unwrap();
    assert_eq!(sections[0]["slug"], "Q", "most jobs first");
}
