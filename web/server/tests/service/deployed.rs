//! The deployment of schemes: what the service says of activity that was handed in, beside what is counted here by hand.

use axum::http::StatusCode;
use lanterne_data::{Draft, row};
use serde_json::Value;

use crate::asking::{get, json};
use crate::world::{CARD, COMMUNES, EST_SOMME, MEL};

/// Commune, year, structures, persons, jobs of each structure. Lille and Amiens have nearly all; Roubaix has the persons; Ham has one
/// structure; Péronne and Méru have nobody, Arras in the first year only.
pub(crate) const HELPED: [(&str, i16, i32, i32, Option<f64>); 9] = [
    ("59350", 2022, 14, 0, Some(2.0)),
    ("59350", 2023, 16, 0, None),
    ("59350", 2024, 20, 0, Some(1.5)),
    ("59512", 2024, 0, 6, None),
    ("62041", 2022, 4, 0, None),
    ("80021", 2022, 3, 0, None),
    ("80021", 2023, 5, 0, Some(4.0)),
    ("80021", 2024, 4, 0, None),
    ("80410", 2023, 1, 0, Some(0.0)),
];
const OPERATOR: &str = "galilee";
/// Of another operator, which did not hand in 2022.
const LATE: &str = "maillage";

/// Puts the activity in a draft.
pub(crate) fn activity(draft: &Draft) {
    let act =
        |commune: &str, year: i16, at: i32, siret: Option<String>, beneficiaries: i32, jobs: Option<f64>| row::Act {
            act: format!("{CARD}:activite.csv:{commune}-{year}-{at}-{}", siret.is_some()),
            operator: OPERATOR.to_owned(),
            scheme: "acc_ess".to_owned(),
            year,
            siret,
            commune: commune.to_owned(),
            kind: "accompagnement".to_owned(),
            beneficiaries,
            jobs,
            amount_eur: None,
            card: CARD.to_owned(),
        };
    let mut acts = Vec::new();
    for (commune, year, structures, persons, jobs) in HELPED {
        acts.extend((0..structures).map(|at| act(commune, year, at, Some(format!("{commune}{at:09}")), 1, jobs)));
        if persons > 0 {
            acts.push(act(commune, year, 0, None, persons, None));
        }
    }
    draft.append(&acts).unwrap();
    let given = |operator: &str, year: i16| row::ActivityGiven {
        operator: operator.to_owned(),
        scheme: "acc_ess".to_owned(),
        year,
        card: CARD.to_owned(),
    };
    let given =
        [given(OPERATOR, 2022), given(OPERATOR, 2023), given(OPERATOR, 2024), given(LATE, 2023), given(LATE, 2024)];
    draft.append(&given).unwrap();
    let target = row::Target {
        target: "tg".to_owned(),
        subject: Some("Bénéficiaires".to_owned()),
        kind: Some("target".to_owned()),
        value: Some("700".to_owned()),
        unit: Some("bénéficiaires par an, au moins".to_owned()),
        period: None,
        territory: Some("Hauts-de-France".to_owned()),
        description: Some("Accompagner au moins 700 bénéficiaires par an.".to_owned()),
        document: None,
        quote: None,
        note: None,
    };
    draft.append(&[target]).unwrap();
}

/// Population of the EPCI that are judged, by code: of their communes that the register covers.
async fn population() -> Vec<(String, f64)> {
    let index = json("/api/v1/territories/epci?region=32").await;
    let covered = |code: &str| -> i64 {
        COMMUNES.iter().filter(|own| own.3 == "32" && own.4 == Some(code)).map(|own| own.5).sum()
    };
    let codes = index["code"].as_array().unwrap().iter().map(|code| code.as_str().unwrap());
    codes.map(|code| (code.to_owned(), covered(code) as f64)).collect()
}

fn numbers(column: &Value) -> Vec<f64> {
    column.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

#[tokio::test]
async fn the_years_of_a_scheme_add_up_and_what_nobody_said_is_unknown() {
    let told = json("/api/v1/deployment?region=32").await;
    assert_eq!(told["years"], serde_json::json!([2022, 2023, 2024]));
    for scheme in [&told["overall"], &told["schemes"][0]] {
        assert_eq!(scheme["beneficiaries"], serde_json::json!([21, 22, 30]));
        assert_eq!(scheme["jobs"], serde_json::json!([28.0, 20.0, 30.0]), "2 × 14, 4 × 5 + 0 × 1, 1.5 × 20");
        assert_eq!(scheme["amount_eur"], serde_json::json!([null, null, null]));
        // MEL, Amiens and Arras; then Ham.
        assert_eq!(scheme["reached"], serde_json::json!([3, 4, 4]));
    }
    assert_eq!(told["missing"], serde_json::json!([{ "operator": LATE, "name": "MAILLAGE", "years": [2022] }]));
    assert_eq!(told["synthetic"], true);
    assert!(told["source_line"].as_str().unwrap().contains("synthétiques"));
}

#[tokio::test]
async fn what_a_fair_spread_reaches_is_the_closed_form_over_the_same_beneficiaries() {
    let told = json("/api/v1/deployment?region=32").await;
    let people = population().await;
    let all: f64 = people.iter().map(|(_, people)| people).sum();
    let fair = told["overall"]["fair"].as_array().unwrap();
    let by = |name: &str| fair.iter().find(|spread| spread["fairness"] == name).unwrap();
    let so_far = [21, 43, 73];
    for (name, chances) in [
        ("population", people.iter().map(|(_, people)| people / all).collect::<Vec<f64>>()),
        ("uniforme", people.iter().map(|_| 1.0 / people.len() as f64).collect()),
    ] {
        for (n, told) in so_far.iter().zip(numbers(&by(name)["expected"])) {
            let expected: f64 = chances.iter().map(|p| 1.0 - (1.0 - p).powi(*n)).sum();
            assert!((told - expected).abs() < 1e-9, "{name} {n}: {told} {expected}");
        }
        let (low, high) = (numbers(&by(name)["low"]), numbers(&by(name)["high"]));
        let expected = numbers(&by(name)["expected"]);
        assert!((0..3).all(|at| low[at] <= expected[at] && expected[at] <= high[at]));
    }
}

#[tokio::test]
async fn inequality_parts_into_what_lies_between_departments_and_what_lies_inside_them() {
    let people = population().await;
    let index = json("/api/v1/territories/epci?region=32").await;
    let department = |code: &str| {
        let at = index["code"].as_array().unwrap().iter().position(|own| own == code).unwrap();
        index["departement"][at].as_str().unwrap().to_owned()
    };
    let helped = |epci: &str| -> f64 {
        let of = |commune: &str| COMMUNES.iter().any(|own| own.0 == commune && own.4 == Some(epci));
        HELPED.iter().filter(|own| of(own.0)).map(|own| f64::from(own.2 + own.3)).sum()
    };
    // Department, people, beneficiaries.
    let units: Vec<(String, f64, f64)> = people
        .iter()
        .filter(|(_, people)| *people > 0.0)
        .map(|(code, people)| (department(code), *people, helped(code)))
        .collect();
    let theil = |units: &[(f64, f64)]| -> f64 {
        let (people, amount) = units.iter().fold((0.0, 0.0), |sum, own| (sum.0 + own.0, sum.1 + own.1));
        let of = |own: &(f64, f64)| match own.1 / amount {
            0.0 => 0.0,
            share => share * (share * people / own.0).ln(),
        };
        units.iter().map(of).sum()
    };
    let departments: std::collections::BTreeSet<&str> = units.iter().map(|own| own.0.as_str()).collect();
    let sums: Vec<(f64, f64)> = departments
        .iter()
        .map(|of| units.iter().filter(|own| own.0 == **of).fold((0.0, 0.0), |sum, own| (sum.0 + own.1, sum.1 + own.2)))
        .collect();
    let all: Vec<(f64, f64)> = units.iter().map(|own| (own.1, own.2)).collect();
    let share = (100.0 * theil(&sums) / theil(&all)).round();
    let told = json("/api/v1/deployment?region=32").await;
    let parted = told["overall"]["parted"].as_array().unwrap();
    let by = parted.iter().find(|own| own["by"] == "departement").unwrap();
    assert_eq!((100.0 * by["between"].as_f64().unwrap()).round(), share);
    let sentence = by["sentence"].as_str().unwrap();
    assert!(
        sentence.starts_with(&format!("{share}\u{a0}%")) || sentence.starts_with(&format!("{share}\u{202f}%")),
        "{sentence}"
    );
    let waiting = told["overall"]["waiting_sentence"].as_str().unwrap();
    assert!(waiting.starts_with("Fin 2024, "), "{waiting}");
    for measure in ["gini", "gini_expected", "half"] {
        let told = told["overall"][measure].as_f64().unwrap() * 1_000.0;
        assert!((told - told.round()).abs() < 1e-9, "{measure} has more digits than is safe");
    }
}

#[tokio::test]
async fn small_counts_are_hidden_and_what_would_give_them_away_with_the_total() {
    let told = json("/api/v1/deployment/units?scheme=acc_ess&fairness=population").await;
    let of = |code: &str| told["code"].as_array().unwrap().iter().position(|own| own == code).unwrap();
    let count = |code: &str| (told["beneficiaries"][of(code)].clone(), told["absence"][of(code)].clone());
    // One structure in Ham; the total is public, so the least of the others is hidden with it: the four of Arras.
    assert_eq!(count(EST_SOMME), (Value::Null, "s".into()));
    assert_eq!(count("200033579"), (Value::Null, "s".into()));
    assert_eq!(count("248000531"), (12.into(), Value::Null));
    assert_eq!(count(MEL), (56.into(), Value::Null));
    assert_eq!(count("200037059"), (0.into(), Value::Null), "that nobody was helped is told");
    assert_eq!(told["reached"][of(EST_SOMME)], true);
    assert_eq!((&told["years_since"][of(EST_SOMME)], &told["years_since"][of("200033579")]), (&1.into(), &2.into()));
    assert_eq!(told["years_since"][of("200037059")], Value::Null);
    let people = population().await;
    let all: f64 = people.iter().map(|(_, people)| people).sum();
    let haute_somme = people.iter().find(|(code, _)| code == "200037059").unwrap().1;
    let none = told["none"][of("200037059")].as_f64().unwrap();
    assert!((none - (1.0 - haute_somme / all).powi(73)).abs() < 1e-12);
    assert_eq!(told["verdict"][of("200037059")], if none <= 0.05 { "oui" } else { "ns" });
    let together = json("/api/v1/deployment/units?fairness=uniforme").await;
    assert_eq!(together["beneficiaries"], told["beneficiaries"], "all together gives away no more");
    // A corner for each EPCI would tell its count: the curve is told at twentieths of the inhabitants, whoever they are.
    let whole = json("/api/v1/deployment?region=32").await;
    let shares = whole["schemes"][0]["lorenz"].as_array().unwrap().iter().map(|corner| corner[0].as_f64().unwrap());
    assert_eq!(shares.collect::<Vec<f64>>(), (0..=20).map(|part| f64::from(part) / 20.0).collect::<Vec<f64>>());
}

#[tokio::test]
async fn groups_tell_of_each_no_more_than_its_epci_and_the_total_do() {
    let index = json("/api/v1/territories/epci?region=32").await;
    let at = |code: &Value| index["code"].as_array().unwrap().iter().position(|own| own == code).unwrap();
    for by in ["departement", "nature"] {
        let units = json("/api/v1/deployment/units?region=32&scheme=acc_ess&fairness=population").await;
        let told =
            json(&format!("/api/v1/deployment/groups?region=32&scheme=acc_ess&by={by}&fairness=population")).await;
        let (mut epci, mut reached, mut expected) = (0, 0, 0.0);
        for group in told["groups"].as_array().unwrap() {
            let of_group = |row: &usize| index[by][at(&units["code"][*row])] == group["code"];
            let rows: Vec<usize> = (0..units["code"].as_array().unwrap().len())
                .filter(|row| !units["reached"][*row].is_null())
                .filter(of_group)
                .collect();
            let own_reached = rows.iter().filter(|row| units["reached"][**row] == true).count();
            let own_expected: f64 = rows.iter().map(|row| 1.0 - units["none"][*row].as_f64().unwrap()).sum();
            assert_eq!((&group["epci"], &group["reached"]), (&rows.len().into(), &own_reached.into()), "{group}");
            assert!((group["expected"].as_f64().unwrap() - own_expected).abs() < 1e-9, "{group}");
            (epci, reached, expected) = (epci + rows.len(), reached + own_reached, expected + own_expected);
        }
        let whole = json("/api/v1/deployment?region=32").await;
        let scheme = &whole["schemes"][0];
        assert_eq!((&whole["open"], &scheme["reached"][2]), (&epci.into(), &reached.into()), "{by}: every EPCI once");
        let spread = scheme["fair"].as_array().unwrap().iter().find(|own| own["fairness"] == "population").unwrap();
        assert!((spread["expected"][2].as_f64().unwrap() - expected).abs() < 1e-9);
    }
    assert_eq!(get("/api/v1/deployment/groups?by=canton").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(get("/api/v1/deployment/groups?scheme=tess").await.status, StatusCode::NOT_FOUND);
    assert_eq!(get("/api/v1/deployment/waiting?region=32").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_places_of_a_scheme_are_as_near_as_the_simulator_finds_them() {
    let told = json("/api/v1/deployment?region=32&from=2023").await;
    assert_eq!(told["handed_in"], serde_json::json!([2022, 2024]), "whatever the window");
    let near = &told["schemes"][0]["near"];
    let today = &json("/api/v1/simulation?region=32&schemes=acc_ess").await["today"];
    assert_eq!((&near["sites"], &near["workshops"]), (&today["sites"], &1.into()));
    assert_eq!(near["minutes"], serde_json::json!([15.0, 30.0]));
    for whom in ["population", "establishments"] {
        for at in 0..2_usize {
            assert!(near[whom][at].is_number(), "{near}");
            assert_eq!(near[whom][at], today[whom][at]["share"], "{whom}");
        }
    }
    assert!(!near["travel"].as_str().unwrap().is_empty());
}

#[tokio::test]
async fn a_finding_rests_on_a_figure_and_names_its_territories() {
    let told = json("/api/v1/deployment?region=32").await;
    let findings = told["findings"].as_array().unwrap();
    let target = findings.iter().find(|finding| finding["kind"] == "objectif").unwrap();
    assert_eq!((target["observed"].as_f64(), target["expected"].as_f64()), (Some(30.0), Some(700.0)));
    assert!(target["sentence"].as_str().unwrap().starts_with("30 bénéficiaires"), "{target}");
    assert!(findings.iter().any(|finding| finding["kind"] == "remise"));
    let gravity: Vec<u64> = findings.iter().map(|finding| finding["gravity"].as_u64().unwrap()).collect();
    assert!(gravity.is_sorted_by(|a, b| a >= b), "{gravity:?}");
}

#[tokio::test]
async fn a_window_without_activity_and_an_unknown_scheme_are_told() {
    let early = get("/api/v1/deployment?from=1999").await;
    assert_eq!(early.status, StatusCode::BAD_REQUEST);
    assert!(early.text().contains("entre 2022 et 2024"), "{}", early.text());
    let one = json("/api/v1/deployment?from=2024&to=2024").await;
    assert_eq!(
        (one["overall"]["beneficiaries"].clone(), one["overall"]["reached"].clone()),
        (serde_json::json!([30]), serde_json::json!([2]))
    );
    let elsewhere = get("/api/v1/deployment?region=28").await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND, "nothing handed in is not nobody helped");
    assert!(elsewhere.text().contains("Aucune activité remise"));
    let unknown = get("/api/v1/deployment/units?scheme=tess").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert!(unknown.text().contains("acc_ess"));
    let page = get("/deploiement").await;
    assert_eq!((page.status, page.header("content-type")), (StatusCode::OK, "text/html; charset=utf-8"));
}
