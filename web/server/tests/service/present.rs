//! Presence: places, declared zones and activity of a year, each apart, on a world of its own beside which the same things are counted
//! by hand.

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use lanterne_data::row::{self, Day};
use lanterne_data::{Draft, read};
use lanterne_observatory::travel::{Place, StraightLine, nearest};
use lanterne_server::live::Live;
use lanterne_server::router::router;
use lanterne_server::state::State;
use serde_json::{Value, json};

use crate::asking::{Answer, ask};
use crate::world::{self, ACROSS, CARD, COMMUNES, EST_SOMME, MEL};

const AMIENS: &str = "248000531";
const ARRAS: &str = "200033579";
const HAUTE_SOMME: &str = "200037059";

fn day(text: &str) -> Option<Day> {
    Some(text.parse().unwrap())
}

/// A made-up place of Galilée, at the place of a commune.
fn site(name: &str, kind: &str, at: usize, opened: Option<&str>, closed: Option<&str>) -> row::Site {
    row::Site {
        site: name.to_owned(),
        operator: Some("galilee".to_owned()),
        network: "synthetique".to_owned(),
        name: name.to_owned(),
        kind: kind.to_owned(),
        basis: "fichier".to_owned(),
        commune: Some(COMMUNES[at].0.to_owned()),
        lon: Some(at as f64 * 0.2 + 0.1),
        lat: Some(50.1),
        precision: "commune".to_owned(),
        address: None,
        days_month: (kind == "permanence").then_some(2.0),
        opened: opened.and_then(day),
        closed: closed.and_then(day),
        card: CARD.to_owned(),
    }
}

/// Galilée has a seat in Amiens, undated, and a permanence in Ham until the middle of 2022. It declares the whole of the Pas-de-Calais.
fn beside(draft: &Draft) {
    draft
        .append(&[
            site("siege-amiens", "siege", 6, None, None),
            site("permanence-ham", "permanence", 7, Some("2021-03-01"), Some("2022-06-30")),
        ])
        .unwrap();
    let declared = |level: &str, code: &str, opened: &str| row::InterventionZone {
        operator: "galilee".to_owned(),
        scheme: None,
        level: level.to_owned(),
        code: code.to_owned(),
        opened: day(opened),
        closed: None,
        card: CARD.to_owned(),
    };
    draft.append(&[declared("departement", "62", "2020-01-01"), declared("commune", "59512", "2024-01-01")]).unwrap();
    let petr = row::Zone {
        zone: "petr".to_owned(),
        name: "PETR d'essai".to_owned(),
        kind: "petr".to_owned(),
        departement: None,
        epci: Some(vec![HAUTE_SOMME.to_owned()]),
        epci_candidate: Some(vec![EST_SOMME.to_owned()]),
        basis: None,
        description: Some("Un EPCI ; stratégie ESS 2025-2028.".to_owned()),
        document: Some("strategie.txt".to_owned()),
        quote: None,
        note: None,
    };
    draft.append(&[petr]).unwrap();
    let target = row::Target {
        target: "referent".to_owned(),
        subject: Some("Référent ESS".to_owned()),
        kind: Some("ambition".to_owned()),
        value: Some("1".to_owned()),
        unit: None,
        period: None,
        territory: Some("PETR d'essai".to_owned()),
        description: Some("Nommer un référent ESS.".to_owned()),
        document: None,
        quote: None,
        note: None,
    };
    draft.append(&[target]).unwrap();
}

fn service() -> Router {
    static SERVICE: OnceLock<(tempfile::TempDir, Router)> = OnceLock::new();
    let (_, router) = SERVICE.get_or_init(|| {
        let var = tempfile::tempdir().unwrap();
        let folder = world::build_with(var.path(), "fedcba9876543210", &[], beside);
        (var, router(Arc::new(Live::of(State::open(&folder).unwrap()))))
    });
    router.clone()
}

async fn get(path: &str) -> Answer {
    ask(service(), Request::get(path).body(Body::empty()).unwrap()).await
}

async fn told(path: &str) -> Value {
    let answer = get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    answer.json()
}

/// What a column of the units says of an EPCI.
fn of<'a>(told: &'a Value, column: &str, code: &str) -> &'a Value {
    let codes = told["units"]["code"].as_array().unwrap();
    &told["units"][column][codes.iter().position(|own| own == code).unwrap()]
}

fn names(told: &Value) -> Vec<&str> {
    told["sites"].as_array().unwrap().iter().map(|site| site["site"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_site_is_there_in_the_years_it_was_open_and_unknown_dates_stay_unknown() {
    let of_2022 = told("/api/v1/presence?region=32&scheme=acc_ess&year=2022").await;
    assert_eq!(of_2022["years"], json!([2022, 2023, 2024]));
    assert_eq!(names(&of_2022), ["siege-amiens", "permanence-ham", "maillage-inconnu", "galilee-atelier"]);
    let of_2023 = told("/api/v1/presence?region=32&scheme=acc_ess&year=2023").await;
    assert_eq!(names(&of_2023), ["siege-amiens", "maillage-inconnu", "galilee-atelier"], "closed in 2022");
    assert_eq!((of(&of_2022, "permanence", EST_SOMME), of(&of_2023, "permanence", EST_SOMME)), (&json!(1), &json!(0)));
    let seat = &of_2023["sites"][0];
    assert_eq!(
        (&seat["opened"], &seat["closed"], &seat["dates"]),
        (&Value::Null, &Value::Null, &json!("dates inconnues"))
    );
    assert!(of_2023["sentences"].to_string().contains("n’est pas connue"), "{}", of_2023["sentences"]);
    let permanence = &of_2022["sites"][1];
    assert_eq!((&permanence["opened"], &permanence["closed"]), (&json!("2021-03-01"), &json!("2022-06-30")));
    assert_eq!(permanence["rhythm"], "2 jours par mois");
    assert_eq!(seat["rhythm"], "rythme inconnu");
    // The germoir has no scheme: its place serves none, and is known all the same.
    let any = told("/api/v1/presence?region=32&year=2023").await;
    assert!(names(&any).contains(&"germoir-siege"));
    assert_eq!(any["synthetic"], true);
    assert!(any["source_line"].as_str().unwrap().contains("synthétiques"));
}

#[tokio::test]
async fn a_declared_department_makes_nobody_present_and_shortens_no_journey() {
    let with = told("/api/v1/presence?region=32&scheme=acc_ess&year=2023&minutes=15").await;
    assert_eq!(with["zones"].as_array().unwrap().len(), 1, "Roubaix is declared from 2024 on");
    assert_eq!((&with["zones"][0]["level"], &with["zones"][0]["code"]), (&json!("departement"), &json!("62")));
    assert_eq!((of(&with, "declared", ARRAS), of(&with, "declared", MEL)), (&json!(1), &json!(0)));
    for column in ["siege", "antenne", "permanence", "inconnu"] {
        assert_eq!(of(&with, column, ARRAS), &json!(0), "{column}: a zone and a workshop are no place");
    }
    assert_eq!(of(&with, "contact", ARRAS), &json!(false));
    // The same world without the zones: everything but what is declared is told alike.
    let other = told("/api/v1/presence?region=32&scheme=acc_ess&year=2022&minutes=15").await;
    let later = told("/api/v1/presence?region=32&scheme=acc_ess&year=2024&minutes=15").await;
    assert_eq!(of(&later, "declared", MEL), &json!(1));
    assert_eq!(later["units"]["minutes"], with["units"]["minutes"], "one more zone in 2024, no other place");
    assert_eq!(later["units"]["contact"], with["units"]["contact"]);
    assert_ne!(other["units"]["minutes"], with["units"]["minutes"], "one more place in 2022");
    assert!(with["sentences"].to_string().contains("pas une présence"));
}

#[tokio::test]
async fn minutes_are_those_of_the_model_weighed_by_the_inhabitants() {
    let told = told("/api/v1/presence?region=32&scheme=acc_ess&year=2023&minutes=30").await;
    // One contact: the seat in Amiens. A commune of the small world is 30 km².
    let place = |at: usize| {
        let lon = (at as f64 * 0.2 + (at as f64 + 1.0) * 0.2) / 2.0;
        Some(Place { lon, lat: 50.1, density: Some(COMMUNES[at].5 as f64 / 30.0) })
    };
    let seat = Some(Place { lon: 6.0 * 0.2 + 0.1, ..place(6).unwrap() });
    let covered: Vec<usize> = (0..COMMUNES.len()).filter(|at| COMMUNES[*at].3 == "32").collect();
    let origins: Vec<Option<Place>> = covered.iter().map(|at| place(*at)).collect();
    let journeys = nearest(&origins, &[seat], &StraightLine::default());
    let codes = [MEL, ACROSS, ARRAS, AMIENS, EST_SOMME, HAUTE_SOMME];
    for code in codes {
        let own = covered.iter().zip(&journeys).filter(|(at, _)| COMMUNES[**at].4 == Some(code));
        let (sum, people) = own.fold((0.0, 0.0), |(sum, people), (at, journey)| {
            let weight = COMMUNES[*at].5 as f64;
            (sum + weight * journey.minutes.unwrap(), people + weight)
        });
        let minutes = of(&told, "minutes", code).as_f64().unwrap();
        assert!((minutes - sum / people).abs() < 1e-9, "{code}: {minutes} {}", sum / people);
        let contact = code == AMIENS || minutes <= 30.0;
        assert_eq!(of(&told, "contact", code), &json!(contact), "{code}");
        let class = [15.0, 30.0, 45.0, 60.0].iter().filter(|bound| **bound < minutes).count();
        assert_eq!(of(&told, "class", code), &json!(class));
    }
    let without = codes.iter().filter(|code| of(&told, "contact", code) == &json!(false)).count();
    assert_eq!(told["without"], json!(without));
    assert_eq!(told["communes"]["row"], json!(covered));
}

#[tokio::test]
async fn where_no_place_is_known_nothing_is_told_of_distances() {
    let told = told("/api/v1/presence?region=32&operator=maillage&year=2024").await;
    assert_eq!(names(&told), ["maillage-inconnu"]);
    assert_eq!(told["without"], Value::Null);
    assert!(told["units"]["contact"].as_array().unwrap().iter().all(Value::is_null), "unknown is not without");
    assert!(told["units"]["minutes"].as_array().unwrap().iter().all(Value::is_null));
    assert!(told["sentence"].as_str().unwrap().contains("aucun lieu de contact n’est connu"), "{}", told["sentence"]);
}

#[tokio::test]
async fn what_is_told_of_the_activity_follows_from_what_is_public_already() {
    let units = told("/api/v1/deployment/units?region=32&scheme=acc_ess").await;
    let last = units["window"][1].as_u64().unwrap();
    for year in [2022_u64, 2023, 2024] {
        let told = told(&format!("/api/v1/presence?region=32&scheme=acc_ess&year={year}")).await;
        for (at, code) in units["code"].as_array().unwrap().iter().enumerate() {
            let expected = match (&units["reached"][at], &units["absence"][at], &units["years_since"][at]) {
                (Value::Bool(false), _, _) => "non",
                (Value::Bool(true), Value::String(_), _) => "s",
                (Value::Bool(true), _, since) => match last - since.as_u64().unwrap() {
                    own if own == year => "oui",
                    own if own > year => "ensuite",
                    _ => "non",
                },
                _ => "nd",
            };
            assert_eq!(of(&told, "activity", code.as_str().unwrap()), expected, "{code} {year}");
        }
    }
    // Ham has one structure in 2023, Arras is hidden with it: neither is told of any year. Lille had some in 2024.
    let told = told("/api/v1/presence?region=32&scheme=acc_ess&year=2023").await;
    assert_eq!((of(&told, "activity", EST_SOMME), of(&told, "activity", ARRAS)), (&json!("s"), &json!("s")));
    assert_eq!((of(&told, "activity", MEL), of(&told, "activity", HAUTE_SOMME)), (&json!("ensuite"), &json!("non")));
}

#[tokio::test]
async fn what_no_document_says_of_a_policy_is_unknown_and_never_no() {
    let told = told("/api/v1/policies?region=32").await;
    let at = |code: &str| told["code"].as_array().unwrap().iter().position(|own| own == code).unwrap();
    let known = |code: &str| -> Vec<Value> { (0..3).map(|kind| told["known"][kind][at(code)].clone()).collect() };
    assert_eq!(known(HAUTE_SOMME), [json!("dit"), Value::Null, json!("vise")]);
    assert_eq!(known(EST_SOMME), [Value::Null, Value::Null, Value::Null], "a candidate is no member");
    assert_eq!(known(MEL), [Value::Null, Value::Null, Value::Null]);
    assert_eq!((&told["kinds"][0]["stated"], &told["kinds"][2]["aimed"]), (&json!(1), &json!(1)));
    assert_eq!(told["evidence"][0]["document"], "strategie.txt");
    assert!(!told.to_string().contains("\"non\""));
}

#[tokio::test]
async fn the_file_holds_what_the_answer_holds_and_a_wrong_word_is_told() {
    let shown = told("/api/v1/presence?region=32&scheme=acc_ess&year=2023").await;
    let file = get("/api/v1/presence.csv?region=32&scheme=acc_ess&year=2023").await;
    assert_eq!((file.status, file.header("content-type")), (StatusCode::OK, "text/csv; charset=utf-8"));
    let text = file.text();
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim_start_matches('\u{feff}').starts_with('#')).collect();
    assert_eq!(lines.len(), 1 + shown["units"]["code"].as_array().unwrap().len());
    let heads: Vec<&str> = lines[0].split(';').collect();
    let minutes = heads.iter().position(|head| *head == "minutes").unwrap();
    for line in &lines[1..] {
        let cells: Vec<&str> = line.split(';').collect();
        let own = of(&shown, "minutes", cells[0]).as_f64().unwrap();
        let written: f64 = cells[minutes].replace(',', ".").parse().unwrap();
        assert!((written - own).abs() < 1e-9, "{line}");
    }
    for (path, word) in [
        ("/api/v1/presence?year=1999", "de 2022 à 2024"),
        ("/api/v1/presence?year=hier", "une année"),
        ("/api/v1/presence?scheme=neige", "acc_ess"),
        ("/api/v1/presence?operator=neige", "galilee"),
        ("/api/v1/presence?minutes=0", "un nombre de 1 à 240"),
    ] {
        let answer = get(path).await;
        assert!(answer.status.is_client_error(), "{path}");
        assert!(answer.text().contains(word), "{path}: {}", answer.text());
    }
    let elsewhere = told("/api/v1/presence?region=28").await;
    assert!(
        elsewhere["units"]["activity"].as_array().unwrap().iter().all(|told| told == "nd"),
        "nothing handed in there"
    );
}

#[tokio::test]
async fn the_contacts_are_those_the_tables_of_the_snapshot_hold() {
    let var = tempfile::tempdir().unwrap();
    let folder = world::build_with(var.path(), "fedcba9876543210", &[], beside);
    let snapshot = lanterne_data::Snapshot::open(&folder.join("lanterne.duckdb")).unwrap();
    let contents = read::contents(&snapshot).unwrap();
    let stored = contents.sites.iter().filter(|site| {
        ["operateur", "synthetique"].contains(&site.network.as_str()) && site.basis != "atelier" && site.point.is_some()
    });
    let shown = told("/api/v1/presence?region=32&year=2022").await;
    let contacts = shown["sites"].as_array().unwrap().iter().filter(|site| site["contact"] == true);
    assert_eq!(contacts.count(), stored.count(), "every place that receives was open in 2022");
}
