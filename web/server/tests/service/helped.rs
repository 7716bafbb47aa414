//! White zones of kind `recours`: what the service says of each EPCI, beside what is counted here from the acts by hand; and that no
//! small count is found out by moving the years, the schemes or `α`.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use lanterne_data::{Draft, row};
use lanterne_server::live::Live;
use lanterne_server::router::router;
use lanterne_server::state::State;
use serde_json::Value;

use crate::asking::{ask, json};
use crate::deployed::HELPED;
use crate::world::{self, ACROSS, CARD, COMMUNES, EPCI, EST_SOMME, MEL};

const ARRAS: &str = "200033579";
const HAUTE_SOMME: &str = "200037059";
const ZONES: &str = "/api/v1/white-zones?level=epci&region=32";

/// Codes in the order of the rows of the region.
fn codes() -> Vec<&'static str> {
    EPCI.iter().filter(|epci| epci.4 == "32").map(|epci| epci.0).collect()
}

fn place(code: &str) -> usize {
    codes().iter().position(|own| *own == code).unwrap()
}

/// Employers of the law's perimeter in the communes that the register covers: what a fair spread goes by.
fn employers(code: &str) -> f64 {
    let of = COMMUNES.iter().filter(|own| own.3 == "32" && own.4 == Some(code));
    of.map(|own| (own.7[0] + own.7[1]) as f64).sum()
}

/// What was done in an EPCI from a year on.
fn helped(code: &str, from: i16) -> i32 {
    let here = |commune: &str| COMMUNES.iter().any(|own| own.0 == commune && own.4 == Some(code));
    HELPED.iter().filter(|own| own.1 >= from && here(own.0)).map(|own| own.2 + own.3).sum()
}

/// The answers of a world with more put in.
pub(crate) fn service(var: &Path, beside: impl Fn(&Draft)) -> Router {
    let folder = world::build_with(var, "a1b2c3d4e5f60718", &[], beside);
    router(Arc::new(Live::of(State::open(&folder).unwrap())))
}

pub(crate) async fn told(service: &Router, path: &str) -> Value {
    let request = Request::get(path).body(Body::empty()).unwrap();
    ask(service.clone(), request).await.json()
}

#[tokio::test]
async fn every_epci_is_judged_by_the_closed_form_over_the_acts() {
    let all: f64 = codes().into_iter().map(employers).sum();
    for years in [1, 2, 3, 5, 100] {
        for alpha in [0.05, 0.3] {
            let from = 2025 - i16::try_from(years).unwrap().min(3);
            let zones = json(&format!("{ZONES}&years={years}&alpha={alpha}")).await;
            let recours = &zones["kinds"]["recours"];
            assert_eq!(recours["window"], serde_json::json!([from, 2024]), "{years}");
            let n: i32 = codes().into_iter().map(|code| helped(code, from)).sum();
            for (at, code) in codes().into_iter().enumerate() {
                let share = employers(code) / all;
                let none = (1.0 - share).powi(n);
                assert!((recours["none"][at].as_f64().unwrap() - none).abs() < 1e-9, "{code} {years}");
                assert!((recours["expected"][at].as_f64().unwrap() - share * f64::from(n)).abs() < 1e-9, "{code}");
                let verdict = match helped(code, from) {
                    0 if none <= alpha => "oui",
                    0 => "ns",
                    _ => "non",
                };
                assert_eq!(recours["verdict"][at], verdict, "{code} {years} {alpha}");
                let last = HELPED.iter().filter(|own| helped(code, own.1) > 0).map(|own| own.1).max();
                let since = last.map_or(Value::Null, |last| (2024 - last).into());
                assert_eq!(recours["years_since"][at], since, "{code}");
            }
        }
    }
}

#[tokio::test]
async fn a_territory_that_nobody_reached_is_white_and_a_small_one_is_not_proven() {
    let zones = json(ZONES).await;
    let verdict = |code: &str| zones["kinds"]["recours"]["verdict"][place(code)].clone();
    assert_eq!(verdict(HAUTE_SOMME), "oui");
    assert_eq!(verdict(ACROSS), "ns", "a fair spread leaves it without any, once in four");
    assert_eq!((verdict(MEL), verdict(EST_SOMME)), ("non".into(), "non".into()));
    let sentence = zones["sentence"].as_str().unwrap();
    assert!(sentence.contains("dans 1 EPCI (recours)"), "{sentence}");
    let areas = json("/api/v1/white-zones/areas?level=epci&region=32&kind=recours").await;
    assert_eq!(areas["areas"][0]["codes"], serde_json::json!([HAUTE_SOMME]));
    assert!(areas["basis"].as_str().unwrap().starts_with("Activité remise de 2022 à 2024"), "{}", areas["basis"]);
    let panel = json(&format!("/api/v1/territories/epci/{HAUTE_SOMME}?region=32")).await;
    let test = &panel["white_zones"][3];
    assert_eq!(test["verdict"], "oui");
    let sentence = test["sentence"].as_str().unwrap();
    assert!(sentence.contains("connu de 2022 à 2024") && sentence.contains("synthétique"), "{sentence}");
    assert!(sentence.contains("3,1") && sentence.contains("0,04"), "{sentence}");
    // Five values of α, and windows of three years or more that all say the same three.
    assert_eq!(test["stability"]["settings"], 5);
    assert_eq!(test["stability"]["white"], 3, "at 0.05, 0.075 and 0.1, not at 0.01 nor 0.025");
}

#[tokio::test]
async fn the_whole_window_is_what_the_deployment_says() {
    let zones = json(&format!("{ZONES}&years=3&scheme=acc_ess")).await;
    let units = json("/api/v1/deployment/units?region=32&scheme=acc_ess&fairness=etablissements").await;
    for column in ["verdict", "expected", "none", "years_since"] {
        assert_eq!(zones["kinds"]["recours"][column], units[column], "{column}");
    }
}

#[tokio::test]
async fn where_nothing_was_handed_in_nothing_is_said_of_who_was_helped() {
    // In another region, and at every other level.
    for path in [
        "/api/v1/white-zones?level=epci&region=28",
        "/api/v1/white-zones?level=commune&region=32",
        "/api/v1/white-zones?level=departement&region=32",
    ] {
        let recours = json(path).await["kinds"]["recours"].clone();
        for column in ["expected", "none", "years_since"] {
            assert!(recours[column].as_array().unwrap().iter().all(Value::is_null), "{path} {column}");
        }
        assert!(recours["verdict"].as_array().unwrap().iter().all(|verdict| verdict == "nd"), "{path}");
        assert_eq!(recours["window"], Value::Null, "{path}");
        assert!(recours["basis"].as_str().unwrap().starts_with("Le test ne "), "{path}: {recours}");
    }
    let france = json("/api/v1/white-zones?level=epci").await;
    let region = json(ZONES).await;
    let (rows, own) = (france["rows"].as_array().unwrap(), region["rows"].as_array().unwrap());
    for (at, row) in rows.iter().enumerate() {
        let here = own.iter().position(|own| own == row);
        let expected = here.map_or("nd".into(), |here| region["kinds"]["recours"]["verdict"][here].clone());
        assert_eq!(
            france["kinds"]["recours"]["verdict"][at], expected,
            "an EPCI is judged in its region, whatever is shown"
        );
    }
    // A scheme that nobody handed in.
    let var = tempfile::tempdir().unwrap();
    let service = service(var.path(), |draft| {
        draft.append(&[scheme("tess")]).unwrap();
    });
    let other = told(&service, &format!("{ZONES}&scheme=tess")).await["kinds"]["recours"].clone();
    assert!(other["verdict"].as_array().unwrap().iter().all(|verdict| verdict == "nd"), "{other}");
    assert!(other["basis"].as_str().unwrap().contains("aucune activité"), "{other}");
    assert_eq!(other["window"], Value::Null);
}

fn scheme(slug: &str) -> row::Scheme {
    row::Scheme {
        scheme: slug.to_owned(),
        name: slug.to_uppercase(),
        kind: "accompagnement".to_owned(),
        lever: None,
        life_stage: None,
        beneficiaries: None,
        amount_max_eur: None,
        amount_min_eur: None,
        duration_months: None,
        eligibility: None,
        yearly_volume: None,
        co_financers: None,
        document: "feuille-de-route.txt".to_owned(),
        quote: None,
        note: None,
    }
}

/// A second and a third scheme, small enough for some of their years to be hidden.
fn small(draft: &Draft) {
    draft.append(&[scheme("petit"), scheme("autre")]).unwrap();
    let years = [(2022, "petit", 9), (2023, "petit", 2), (2024, "petit", 7)];
    let others = [(2022, "autre", 11), (2023, "autre", 5), (2024, "autre", 6)];
    let acts = years.into_iter().chain(others).map(|(year, scheme, beneficiaries)| row::Act {
        act: format!("{CARD}:activite.csv:{scheme}-{year}"),
        operator: "galilee".to_owned(),
        scheme: scheme.to_owned(),
        year,
        siret: None,
        commune: "59350".to_owned(),
        kind: "accompagnement".to_owned(),
        beneficiaries,
        jobs: None,
        amount_eur: None,
        card: CARD.to_owned(),
    });
    draft.append(&acts.collect::<Vec<_>>()).unwrap();
    let given = |(scheme, year): (&str, i16)| row::ActivityGiven {
        operator: "galilee".to_owned(),
        scheme: scheme.to_owned(),
        year,
        card: CARD.to_owned(),
    };
    let both = ["petit", "autre"].into_iter().flat_map(|scheme| (2022..=2024).map(move |year| (scheme, year)));
    draft.append(&both.map(given).collect::<Vec<_>>()).unwrap();
}

#[tokio::test]
async fn no_small_count_is_found_out_by_moving_years_schemes_or_risk() {
    let var = tempfile::tempdir().unwrap();
    let service = service(var.path(), small);
    let deployment = told(&service, "/api/v1/deployment?region=32").await;
    // What is public: the years of every scheme together, the whole of each, and the years that are told.
    let schemes = deployment["schemes"].as_array().unwrap();
    let year = |slug: &str, at: usize| {
        let own = schemes.iter().find(|own| own["scheme"] == slug).unwrap();
        own["beneficiaries"][at].as_u64()
    };
    assert!(year("petit", 1).is_none(), "two, of which the deployment says nothing");
    assert!((0..3).any(|at| year("autre", at).is_none()), "another is hidden with it");
    // What the expected counts say of every choice, whatever α is asked for.
    let share = employers(MEL) / codes().into_iter().map(employers).sum::<f64>();
    let mut said: BTreeMap<(String, u32), Option<u64>> = BTreeMap::new();
    for chosen in
        ["", "acc_ess", "petit", "autre", "acc_ess,petit", "acc_ess,autre", "petit,autre", "acc_ess,petit,autre"]
    {
        for years in 1..=3_u32 {
            let scheme = if chosen.is_empty() { String::new() } else { format!("&scheme={chosen}") };
            let zones = told(&service, &format!("{ZONES}&years={years}{scheme}")).await;
            let recours = &zones["kinds"]["recours"];
            let n = recours["expected"][place(MEL)].as_f64().map(|expected| (expected / share).round() as u64);
            if n.is_none() {
                // Then α tells nothing either: nobody who was not reached has a verdict, whatever it is.
                for alpha in ["0", "0.5", "1"] {
                    let zones = told(&service, &format!("{ZONES}&years={years}&alpha={alpha}{scheme}")).await;
                    let recours = &zones["kinds"]["recours"];
                    for at in 0..codes().len() {
                        assert!(["non", "nd"].contains(&recours["verdict"][at].as_str().unwrap()), "{chosen} {years}");
                        assert_eq!((&recours["expected"][at], &recours["none"][at]), (&Value::Null, &Value::Null));
                    }
                }
            }
            said.insert((chosen.to_owned(), years), n);
        }
    }
    let of = |chosen: &str, years: u32| said[&(chosen.to_owned(), years)];
    // The sum over all the schemes is public, and so is the whole of each.
    assert_eq!([of("", 1), of("", 3)], [Some(43), Some(113)]);
    assert_eq!([of("petit", 3), of("autre", 3), of("petit,autre", 3)], [Some(18), Some(22), Some(40)]);
    // The small year is told by no difference of windows, nor of sets of schemes.
    for chosen in ["petit", "acc_ess,petit"] {
        let told: Vec<Option<u64>> = (1..=3).map(|years| of(chosen, years)).collect();
        let year = told[1].zip(told[0]).map(|(two, one)| two - one);
        let others = if chosen == "petit" { 0 } else { 22 };
        assert_ne!(year, Some(others + 2), "{told:?}");
    }
    let rest = |years| Some(of("", years)? - of("acc_ess,autre", years)?);
    assert!(rest(2).zip(rest(1)).is_none(), "by what the others leave");
}

#[tokio::test]
async fn a_profile_tells_the_fourth_test() {
    let own = json(&format!("/profil/epci-{HAUTE_SOMME}.json")).await;
    let text = own.to_string();
    assert!(text.contains("aucun pour 3,1 attendus"), "the evidence of a test that holds stands in the box");
    let whole = json("/profil/region-32.json").await.to_string();
    assert!(whole.contains("Quatre tests, EPCI par EPCI"));
    assert!(json(&format!("/profil/epci-{ARRAS}.json")).await.to_string().contains("dernier en 2022"));
}
