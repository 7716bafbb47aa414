//! Two dates of the deployment: the comparison says what the deployment says of each, their difference, and why.

use axum::http::StatusCode;
use serde_json::Value;

use crate::asking::{get, json};

const COMPARISON: &str = "/api/v1/deployment/comparison?region=32";

fn figure<'a>(scheme: &'a Value, kind: &str) -> &'a Value {
    scheme["figures"].as_array().unwrap().iter().find(|figure| figure["kind"] == kind).unwrap()
}

/// What the deployment until a year says of the first scheme or of all together: beneficiaries, jobs, EPCI reached and expected, Gini.
fn said(deployment: &Value, of: &str) -> Vec<(&'static str, Option<f64>)> {
    let scheme = deployment.pointer(of).unwrap();
    let sum = |column: &str| {
        let said: Vec<f64> = scheme[column].as_array().unwrap().iter().filter_map(Value::as_f64).collect();
        (!said.is_empty()).then(|| said.iter().sum())
    };
    let last = |column: &Value| column.as_array().unwrap().last().unwrap().as_f64();
    let spreads = scheme["fair"].as_array().unwrap();
    let fair = spreads.iter().find(|spread| spread["fairness"] == "etablissements").unwrap();
    vec![
        ("beneficiaires", sum("beneficiaries")),
        ("emplois", sum("jobs")),
        ("montant", sum("amount_eur")),
        ("epci", last(&scheme["reached"])),
        ("attendus", last(&fair["expected"])),
        ("gini", scheme["gini"].as_f64()),
    ]
}

#[tokio::test]
async fn the_figures_of_a_date_are_those_of_the_deployment_that_ends_there_and_the_difference_joins_them() {
    for (before, after) in [(2022, 2023), (2022, 2024), (2023, 2024)] {
        let told = json(&format!("{COMPARISON}&before={before}&after={after}")).await;
        assert_eq!([&told["before"], &told["after"], &told["from"]], [before, after, 2022]);
        let earlier = json(&format!("/api/v1/deployment?region=32&to={before}")).await;
        let later = json(&format!("/api/v1/deployment?region=32&to={after}")).await;
        for of in ["/overall", "/schemes/0"] {
            let scheme = told.pointer(of).unwrap();
            let both = said(&earlier, of).into_iter().zip(said(&later, of));
            for ((kind, was), (_, is)) in both {
                let own = figure(scheme, kind);
                assert_eq!(own["before"].as_f64(), was, "{of} {kind} {before}");
                assert_eq!(own["after"].as_f64(), is, "{of} {kind} {after}");
                match (was, is, own["difference"].as_f64()) {
                    (Some(was), Some(is), Some(difference)) => assert!((was + difference - is).abs() < 1e-5, "{kind}"),
                    (was, is, difference) => {
                        assert!(was.is_none() || is.is_none(), "{kind}");
                        assert!(
                            difference.is_none() && own["difference_absence"] == "nd",
                            "{kind}: unknown is not nil"
                        );
                    }
                }
            }
        }
    }
}

#[tokio::test]
async fn new_activity_says_how_many_epci_are_new_and_no_more_than_is_public() {
    let told = json(COMPARISON).await;
    let why = &told["overall"]["activity"];
    // 22 of 2023 and 30 of 2024; Ham is new, MEL and Amiens come again, Arras does not.
    assert_eq!(why["beneficiaries"], 52.0);
    assert_eq!([&why["first_time"], &why["again"], &why["left"]], [1, 2, 1]);
    assert_eq!([&why["first_time_least"], &why["elsewhere_most"]], [1.0, 51.0]);
    let early = json(&format!("{COMPARISON}&before=2022&after=2023")).await;
    let why = &early["overall"]["activity"];
    assert!(why["again"].is_null() && why["left"].is_null(), "whom a year in between served is not public: {why}");
}

#[tokio::test]
async fn what_cannot_be_compared_is_said() {
    let told = json(COMPARISON).await;
    assert!(told["revision"]["snapshot"].is_null(), "the small world stands alone");
    assert!(told["revision"]["sentence"].as_str().unwrap().starts_with("Aucune version antérieure"));
    assert!(told["overall"]["revised"].as_array().unwrap().is_empty());
    assert!(!told["cog"]["sentence"].as_str().unwrap().is_empty());
    let sentences = told["schemes"][0]["sentences"].as_array().unwrap().len();
    assert!((3..=5).contains(&sentences), "{sentences}");
    for (words, expected) in [
        ("before=2024&after=2022", "la première avant la seconde"),
        ("before=2023&after=2023", "la première avant la seconde"),
        ("after=2031", "de 2022 à 2024"),
        ("before=hier", "une année"),
        ("avant=2022", "l’un des paramètres"),
    ] {
        let refused = get(&format!("{COMPARISON}&{words}")).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{words}");
        assert!(refused.json()["detail"].as_str().unwrap().contains(expected), "{words}: {}", refused.text());
    }
}

#[tokio::test]
async fn the_document_has_a_name_that_says_what_it_compares() {
    let all = get("/deploiement/comite.pdf?region=32").await;
    assert_eq!((all.status, all.header("content-type")), (StatusCode::OK, "application/pdf"));
    assert!(all.body.starts_with(b"%PDF-"));
    assert_eq!(all.header("content-disposition"), "inline; filename=\"lanterne_comite_32_2022-2024.pdf\"");
    let one = get("/deploiement/comite.pdf?region=32&scheme=acc_ess&before=2023").await;
    assert_eq!(one.header("content-disposition"), "inline; filename=\"lanterne_comite_32_acc-ess_2023-2024.pdf\"");
    let none = get("/deploiement/comite.pdf?scheme=aucun").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    assert!(none.json()["detail"].as_str().unwrap().contains("acc_ess"), "{}", none.text());
}
