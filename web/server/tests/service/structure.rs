//! Two indicators crossed, and an indicator spread over the inhabitants.

use axum::http::StatusCode;
use serde_json::Value;

use crate::asking::{get, json};

fn column(document: &Value, name: &str) -> Vec<Option<f64>> {
    document[name].as_array().unwrap().iter().map(Value::as_f64).collect()
}

#[tokio::test]
async fn two_indicators_crossed_hold_the_figures_of_their_series() {
    let crossed = json("/api/v1/relations/etablissements_10000_hab/part_etablissements?level=commune&region=32").await;
    for (axis, indicator) in [("x", "etablissements_10000_hab"), ("y", "part_etablissements")] {
        let series = json(&format!("/api/v1/series/{indicator}?level=commune&region=32")).await;
        assert_eq!(crossed[axis]["value"], series["value"], "{indicator}");
        assert_eq!(crossed["row"], series["rows"]);
        assert_eq!(crossed[axis]["reference"], series["reference"]["value"]);
    }
    let cells = column(&crossed, "cell");
    let counted: f64 = column(&crossed, "counts").iter().flatten().sum();
    assert_eq!(counted, cells.iter().flatten().count() as f64);
    assert_eq!(crossed["pairs"], cells.iter().flatten().count());
    let (x, y) = (column(&crossed["x"], "value"), column(&crossed["y"], "value"));
    let (x_breaks, y_breaks) = (column(&crossed["x"], "breaks"), column(&crossed["y"], "breaks"));
    let third = |value: f64, breaks: &[Option<f64>]| {
        breaks[1..breaks.len() - 1].iter().flatten().filter(|edge| value > **edge).count()
    };
    for (row, cell) in cells.iter().enumerate() {
        let expected = x[row].zip(y[row]).map(|(x, y)| (3 * third(y, &y_breaks) + third(x, &x_breaks)) as f64);
        assert_eq!(*cell, expected, "row {row}");
    }
}

#[tokio::test]
async fn a_correlation_is_said_with_its_interval_and_never_where_there_is_none() {
    let crossed = json("/api/v1/relations/etablissements_10000_hab/emplois_1000_hab?level=commune&region=32").await;
    let (low, linear, high) = (crossed["low"].as_f64(), crossed["linear"].as_f64(), crossed["high"].as_f64());
    assert!(low <= linear && linear <= high && linear.is_some());
    assert!(crossed["sentence"].as_str().unwrap().contains("intervalle à 95\u{202f}%"));
    assert!(crossed["source_line"].as_str().unwrap().contains("Données synthétiques"));
    let few = json("/api/v1/relations/etablissements_10000_hab/emplois_1000_hab?level=region&region=32").await;
    assert_eq!((&few["linear"], &few["rank"]), (&Value::Null, &Value::Null));
    assert!(few["sentence"].as_str().unwrap().starts_with("Trop peu"));
}

#[tokio::test]
async fn a_curve_is_that_of_the_establishments_and_the_inhabitants() {
    let spread = json("/api/v1/inequality/etablissements_10000_hab?level=commune&region=32").await;
    let series = json("/api/v1/series/etablissements_10000_hab?level=commune&region=32").await;
    let (amount, people) = (column(&series, "numerator"), column(&series, "denominator"));
    let rate = column(&series, "value");
    let total = |column: &[Option<f64>]| column.iter().flatten().sum::<f64>();
    for (row, own) in rate.iter().enumerate() {
        let below = |column: &[Option<f64>]| {
            let held = |other: &usize| rate[*other] <= *own;
            (0..rate.len()).filter(held).map(|other| column[other].unwrap()).sum::<f64>() / total(column)
        };
        let close = |name: &str, expected: f64| {
            let found = spread[name][row].as_f64().unwrap();
            assert!((found - expected).abs() < 1e-12, "{name} of row {row}: {found}, {expected}");
        };
        close("people_share", below(&people));
        close("amount_share", below(&amount));
    }
    assert_eq!(spread["curve"][0], serde_json::json!([0.0, 0.0]));
    assert_eq!(spread["curve"].as_array().unwrap().last().unwrap(), &serde_json::json!([1.0, 1.0]));
    assert!((0.0..=1.0).contains(&spread["gini"].as_f64().unwrap()) && spread["half"].as_f64().unwrap() <= 0.5);
    assert!(spread["detail"].as_str().unwrap().contains("hasard des petits nombres"));
}

#[tokio::test]
async fn what_is_no_amount_has_no_curve_and_says_so() {
    let spread = json("/api/v1/inequality/taille_moyenne?level=epci").await;
    assert_eq!((&spread["amount"], &spread["gini"]), (&Value::Null, &Value::Null));
    assert!(spread["sentence"].as_str().unwrap().contains("pas un total à partager"));
    assert_eq!(get("/api/v1/inequality/bonheur").await.status, StatusCode::NOT_FOUND);
    assert_eq!(get("/api/v1/relations/part_emplois/bonheur").await.status, StatusCode::NOT_FOUND);
    assert_eq!(get("/api/v1/relations/part_emplois/part_emplois?classes=3").await.status, StatusCode::BAD_REQUEST);
}
