//! The simulator: what it says of a site that opens or closes, beside the whole recomputed with the site truly there, to the bit.

use std::sync::{Arc, OnceLock};

use axum::body::Body;
use axum::http::{Request, StatusCode};
use lanterne_data::read::{self, Contents, Site};
use lanterne_data::{Snapshot, row};
use lanterne_observatory::{Absence, Level};
use lanterne_server::live::Live;
use lanterne_server::router::router;
use lanterne_server::state::State;
use serde_json::Value;

use crate::asking::{ask, folder, get, json};
use crate::world::COMMUNES;

/// The communes of the region, in row order.
fn own() -> Vec<usize> {
    (0..COMMUNES.len()).filter(|at| COMMUNES[*at].3 == "32").collect()
}

fn contents() -> Contents {
    read::contents(&Snapshot::open(&folder().join("lanterne.duckdb")).unwrap()).unwrap()
}

/// Minutes of the communes of the region, everything anew, some sites truly there besides those that stand and some truly not.
fn with(
    contents: &mut Contents,
    standing: &[Site],
    (added, removed): (&[usize], &[&str]),
    schemes: &[String],
) -> Vec<Result<f64, Absence>> {
    contents.sites = standing.iter().filter(|site| !removed.contains(&site.site.as_str())).cloned().collect();
    for at in added {
        let index = contents.territories.iter().find(|index| index.level == Level::Commune).unwrap();
        let (code, point) = (index.code[*at].clone(), index.point[*at]);
        contents.sites.push(Site {
            site: format!("there-{code}"),
            operator: Some("galilee".to_owned()),
            network: "operateur".to_owned(),
            name: code.clone(),
            kind: "permanence".to_owned(),
            basis: "fichier".to_owned(),
            commune: Some(code),
            point,
            precision: "commune".to_owned(),
            address: None,
            days_month: None,
            opened: None,
            closed: None,
            schemes: Vec::new(),
            card: crate::world::CARD.to_owned(),
        });
    }
    let journeys = read::access(contents, schemes).journeys;
    own().into_iter().map(|at| journeys[at].minutes).collect()
}

/// The minutes of an answer as they were written: a reader of JSON may round the last bit.
fn bits(answer: &str) -> Vec<Option<u64>> {
    let communes = answer.split_once("\"communes\":{").unwrap().1;
    let column = communes.split_once("\"minutes\":[").unwrap().1.split_once(']').unwrap().0;
    column.split(',').map(|word| word.parse::<f64>().ok().map(f64::to_bits)).collect()
}

fn bits_of(minutes: &[Result<f64, Absence>]) -> Vec<Option<u64>> {
    minutes.iter().map(|own| own.ok().map(f64::to_bits)).collect()
}

fn number(of: &Value) -> f64 {
    of.as_f64().unwrap_or_else(|| panic!("no number: {of}"))
}

fn address(added: &[usize], removed: &[&str], more: &str) -> String {
    let add: Vec<String> = added.iter().map(|at| format!("commune-{}", COMMUNES[*at].0)).collect();
    format!("/api/v1/simulation?region=32&add={}&remove={}{more}", add.join(","), removed.join(","))
}

async fn asked(added: &[usize], removed: &[&str], more: &str) -> Value {
    json(&address(added, removed, more)).await
}

/// Every pair of communes beside no site, one or both removed, and nothing at all.
fn questions() -> &'static Vec<(Vec<usize>, Vec<&'static str>)> {
    static ALL: OnceLock<Vec<(Vec<usize>, Vec<&'static str>)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all = Vec::new();
        for removed in [vec![], vec!["germoir-siege"], vec!["germoir-siege", "galilee-atelier"]] {
            all.push((vec![], removed.clone()));
            for first in 0..COMMUNES.len() {
                all.push((vec![first], removed.clone()));
                all.push((vec![first, (first * 3 + 4) % COMMUNES.len()], removed.clone()));
            }
        }
        all
    })
}

#[tokio::test]
async fn the_minutes_of_a_simulation_are_those_of_the_sites_truly_there_to_the_bit() {
    let mut contents = contents();
    let standing = contents.sites.clone();
    let before = with(&mut contents, &standing, (&[], &[]), &[]);
    for (added, removed) in questions() {
        let answer = get(&address(added, removed, "")).await;
        assert_eq!(answer.status, StatusCode::OK, "{added:?} {removed:?}: {}", answer.text());
        let told = answer.json();
        let expected = with(&mut contents, &standing, (added, removed), &[]);
        assert_eq!(bits(&answer.text()), bits_of(&expected), "{added:?} {removed:?}");
        let reasons: Vec<Value> = expected.iter().map(|own| own.err().map(|own| own.code()).into()).collect();
        assert_eq!(told["communes"]["absence"], Value::from(reasons), "{added:?} {removed:?}");
        let rows = own().into_iter().zip(before.iter().zip(&expected)).filter(|(_, (before, after))| before != after);
        let changed: Vec<Value> = rows.map(|(row, _)| row.into()).collect();
        assert_eq!(told["communes"]["changed"], Value::from(changed), "{added:?} {removed:?}");
    }
}

#[tokio::test]
async fn the_figures_of_a_simulation_are_those_counted_by_hand_over_the_same_minutes() {
    let mut contents = contents();
    let standing = contents.sites.clone();
    for (added, removed) in questions() {
        let told = asked(added, removed, "&minutes=20").await;
        assert_eq!(told["bands"], serde_json::json!([15.0, 20.0, 30.0]));
        let minutes = with(&mut contents, &standing, (added, removed), &[]);
        let people: Vec<f64> = own().iter().map(|at| COMMUNES[*at].5 as f64).collect();
        let shops: Vec<f64> = own().iter().map(|at| COMMUNES[*at].7.iter().sum::<i64>() as f64).collect();
        for (band, within) in [15.0, 20.0, 30.0].into_iter().enumerate() {
            let near = |of: &[f64]| -> f64 {
                minutes.iter().zip(of).filter(|(own, _)| own.is_ok_and(|own| own <= within)).map(|(_, own)| own).sum()
            };
            let reach = &told["after"]["population"][band];
            assert_eq!(number(&reach["within"]), near(&people), "{added:?} {removed:?}");
            let whole: f64 = people.iter().sum();
            let known = minutes.iter().any(|own| !matches!(own, Err(Absence::NotPublished)));
            match known {
                true => assert!((number(&reach["share"]) - near(&people) / whole).abs() < 1e-12),
                false => assert!(reach["share"].is_null(), "what is not known is no share"),
            }
            // Besides employers the register counts establishments without any, in the same communes.
            let told = number(&told["after"]["establishments"][band]["within"]);
            assert!(told >= near(&shops) && (near(&shops) > 0.0 || told == 0.0), "{told} {}", near(&shops));
        }
        let reached: Vec<(f64, f64)> =
            minutes.iter().zip(&people).filter_map(|(own, people)| Some((own.ok()?, *people))).collect();
        let mean = reached.iter().map(|(own, people)| own * people).sum::<f64>()
            / reached.iter().map(|(_, people)| people).sum::<f64>();
        match told["after"]["mean_minutes"].as_f64() {
            Some(own) => assert!((own - mean).abs() < 1e-9 * mean.max(1.0), "{added:?} {removed:?}: {own} {mean}"),
            None => assert!(reached.is_empty(), "{added:?} {removed:?}"),
        }
        let epci = &contents.belonging.epci;
        let rows: Vec<u64> = told["epci"]["row"].as_array().unwrap().iter().map(|row| row.as_u64().unwrap()).collect();
        let mut enclosed = 0;
        for (at, row) in rows.iter().enumerate() {
            let mine: Vec<(f64, f64)> = own()
                .into_iter()
                .zip(&minutes)
                .filter(|(commune, _)| epci[*commune].map(u64::from) == Some(*row))
                .filter_map(|(commune, own)| match own {
                    Ok(own) => Some((*own, COMMUNES[commune].5 as f64)),
                    Err(Absence::Nil) => Some((f64::INFINITY, COMMUNES[commune].5 as f64)),
                    Err(_) => None,
                })
                .collect();
            let all: f64 = mine.iter().map(|(_, people)| people).sum();
            let far: f64 = mine.iter().filter(|(own, _)| *own > 20.0).map(|(_, people)| people).sum();
            let expected = if all > 0.0 { Value::from(far > all / 2.0) } else { Value::Null };
            assert_eq!(told["epci"]["enclosed"][at], expected, "{added:?} {removed:?} {row}");
            enclosed += u64::from(expected == true);
        }
        assert_eq!(told["after"]["enclosed"].as_u64(), Some(enclosed));
        let gap = told["difference"]["enclosed"].as_i64().unwrap();
        let (freed, newly) = (told["freed"].as_array().unwrap().len(), told["newly"].as_array().unwrap().len());
        if told["epci"]["far_share_today"]
            .as_array()
            .unwrap()
            .iter()
            .zip(told["epci"]["far_share"].as_array().unwrap())
            .all(|(before, after)| before.is_null() == after.is_null())
        {
            assert_eq!(gap, newly as i64 - freed as i64, "{added:?} {removed:?}");
        }
    }
}

#[tokio::test]
async fn today_is_what_the_white_zones_say_and_a_simulation_that_changes_nothing_is_today() {
    let told = asked(&[], &[], "").await;
    assert_eq!(told["today"], told["after"]);
    assert_eq!(told["communes"]["changed"], serde_json::json!([]));
    for (level, name) in [("epci", "white_epci"), ("commune", "white_communes")] {
        let white = json(&format!("/api/v1/white-zones?level={level}&region=32")).await;
        let verdicts = white["kinds"]["accompagnement"]["verdict"].as_array().unwrap();
        let yes = verdicts.iter().filter(|verdict| **verdict == "oui").count();
        assert_eq!(told["today"][name].as_u64(), Some(yes as u64), "{level}");
        if level == "epci" {
            assert_eq!(told["epci"]["far_share_today"], white["kinds"]["accompagnement"]["far_share"]);
            assert_eq!(told["epci"]["minutes_today"], white["kinds"]["accompagnement"]["minutes"]);
        }
    }
    // A site that is closed where it stands and opened again is the same journey.
    let again = asked(&[1], &["germoir-siege"], "").await;
    assert_eq!(again["sites"].as_array().unwrap().len(), told["sites"].as_array().unwrap().len() + 1);
}

#[tokio::test]
async fn a_scheme_keeps_its_own_sites_and_what_closes_elsewhere_weighs_nothing() {
    let answer = get(&address(&[7], &["germoir-siege"], "&schemes=acc_ess")).await;
    let mut contents = contents();
    let standing = contents.sites.clone();
    let expected = with(&mut contents, &standing, (&[7], &["germoir-siege"]), &["acc_ess".to_owned()]);
    assert_eq!(bits(&answer.text()), bits_of(&expected));
    let told = answer.json();
    let states: Vec<&str> =
        told["sites"].as_array().unwrap().iter().map(|site| site["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["existant", "ajoute"], "the site of another scheme is not shown");
}

#[tokio::test]
async fn days_are_kept_and_weigh_nothing_and_sentences_are_french() {
    let (four, none) =
        (json("/api/v1/simulation?add=commune-80620:4").await, json("/api/v1/simulation?add=commune-80620").await);
    assert_eq!(four["communes"], none["communes"]);
    let added = |told: &Value| told["sites"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((added(&four)["days_month"].as_f64(), &added(&none)["days_month"]), (Some(4.0), &Value::Null));
    assert_eq!(
        (added(&four)["site"].as_str(), added(&four)["state"].as_str()),
        (Some("commune-80620"), Some("ajoute"))
    );
    assert!(four["sentence"].as_str().unwrap().starts_with("À 30 minutes ou moins d’un lieu"), "{}", four["sentence"]);
    assert!(four["notes"].as_array().unwrap().iter().any(|note| note.as_str().unwrap().contains("jours d’ouverture")));
    assert_eq!(four["synthetic"], true);
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_and_told() {
    for (words, told) in [
        ("add=80620", "commune-CODE"),
        ("add=commune-99999", "commune-CODE"),
        ("add=commune-80620:32", "de 1 à 31"),
        ("remove=nobody", "/api/v1/sites"),
        ("minutes=0", "de 1 à 120"),
    ] {
        let answer = get(&format!("/api/v1/simulation?{words}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{words}");
        assert!(answer.text().contains(told), "{words}: {}", answer.text());
    }
    assert_eq!(get("/api/v1/simulation/communes.pdf").await.status, StatusCode::NOT_FOUND);
    assert_eq!(get("/api/v1/simulation/epci.csv").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_communes_are_taken_away_as_they_are_shown() {
    let told = get(&address(&[8], &[], "")).await.text();
    let file = get("/api/v1/simulation/communes.csv?region=32&add=commune-80620").await;
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    let text = file.text();
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with(['#', '\u{feff}'])).collect();
    assert_eq!(lines.len(), own().len() + 1, "a line per commune below the names of the columns");
    let at = lines[0].split(';').position(|name| name == "minutes_scenario").unwrap();
    let cells: Vec<Option<u64>> = lines[1..]
        .iter()
        .map(|line| line.split(';').nth(at).unwrap().replace(',', ".").parse::<f64>().ok().map(f64::to_bits))
        .collect();
    assert_eq!(cells, bits(&told));
    assert!(text.contains("synthétiques"), "what is synthetic is said");
}

#[tokio::test]
async fn the_best_sites_are_for_whom_is_asked_and_a_sentence_tells_the_bound() {
    for demand in ["population", "etablissements", "zones_blanches"] {
        let best = json(&format!("/api/v1/siting/couverture?region=32&open=1&population=0&demand={demand}")).await;
        assert_eq!((best["demand_of"].as_str(), best["status"].as_str()), (Some(demand), Some("optimal")));
        assert_eq!(best["value"], best["bound"]);
    }
    let people = json("/api/v1/siting/couverture?region=32&open=1&population=0").await;
    let simulated = |code: &str| format!("/api/v1/simulation?region=32&add=commune-{code}");
    if let Some(site) = people["sites"].as_array().unwrap().first() {
        let told = json(&simulated(site["commune"].as_str().unwrap())).await;
        let band = told["after"]["population"].as_array().unwrap().iter().find(|own| own["minutes"] == 30.0).unwrap();
        assert_eq!(band["within"], people["value"], "the simulator gives what the search promised");
    }
    let fair = json("/api/v1/siting/equite?region=32&open=1&population=0").await;
    let share = number(&fair["value"]);
    assert!((0.0..=1.0).contains(&share) && number(&fair["bound"]) >= share);
    assert!(fair["sentence"].as_str().unwrap().contains("moins bien servi") || fair["sites"] == serde_json::json!([]));
    let closed = json("/api/v1/siting/couverture?region=32&open=1&remove=germoir-siege,galilee-atelier").await;
    assert_eq!(closed["existing"], 0);
    let planned = json("/api/v1/siting/couverture?region=32&open=1&add=commune-80620").await;
    assert_eq!(planned["existing"], 3);
}

#[tokio::test]
async fn the_page_of_the_simulator_opens() {
    let page = get("/deploiement/simulateur").await;
    assert_eq!((page.status, page.header("content-type")), (StatusCode::OK, "text/html; charset=utf-8"));
}

#[tokio::test]
async fn without_workshops_the_minutes_are_those_of_a_world_without_them_to_the_bit() {
    let mut contents = contents();
    let standing = contents.sites.clone();
    let expected = with(&mut contents, &standing, (&[8], &["galilee-atelier"]), &[]);
    let answer = get(&address(&[8], &[], "&workshops=non")).await;
    assert_eq!(bits(&answer.text()), bits_of(&expected));
    let told = answer.json();
    assert_eq!(
        (&told["places"]["workshops"], &told["places"]["known_workshops"]),
        (&serde_json::json!(false), &serde_json::json!(1))
    );
    let notes = told["notes"].to_string();
    assert!(notes.contains("atelier") && notes.contains("comme demandé"), "{notes}");
    let file = get("/api/v1/simulation/communes.csv?region=32&workshops=non").await.text();
    assert!(file.contains("sans ceux d’ateliers"), "the file says which places count");
    let best = |more: &str| format!("/api/v1/siting/couverture?region=32&open=1&population=0{more}");
    let (all, fewer) = (json(&best("")).await, json(&best("&workshops=non")).await);
    assert_eq!(all["existing"].as_u64(), fewer["existing"].as_u64().map(|own| own + 1));
}

/// A world where two places of Galilée are made up, one of which was closed.
fn with_examples() -> &'static (tempfile::TempDir, std::path::PathBuf) {
    static WORLD: OnceLock<(tempfile::TempDir, std::path::PathBuf)> = OnceLock::new();
    WORLD.get_or_init(|| {
        let var = tempfile::tempdir().unwrap();
        let site = |name: &str, at: usize, closed: Option<&str>| row::Site {
            site: name.to_owned(),
            operator: Some("galilee".to_owned()),
            network: "synthetique".to_owned(),
            name: name.to_owned(),
            kind: "antenne".to_owned(),
            basis: "fichier".to_owned(),
            commune: Some(COMMUNES[at].0.to_owned()),
            lon: Some(at as f64 * 0.2 + 0.1),
            lat: Some(50.1),
            precision: "commune".to_owned(),
            address: None,
            days_month: None,
            opened: None,
            closed: closed.map(|day| day.parse().unwrap()),
            card: crate::world::CARD.to_owned(),
        };
        let folder = crate::world::build_with(var.path(), "eeeeeeeeeeeeeeee", &[], |draft| {
            draft.append(&[site("exemple-ouvert", 6, None), site("exemple-ferme", 7, Some("2022-06-30"))]).unwrap();
        });
        (var, folder)
    })
}

#[tokio::test]
async fn places_that_are_made_up_count_where_they_are_asked_for_and_nowhere_else() {
    let folder = &with_examples().1;
    let service = router(Arc::new(Live::of(State::open(folder).unwrap())));
    let asked = async |more: &str| {
        let request = Request::get(format!("/api/v1/simulation?region=32{more}")).body(Body::empty()).unwrap();
        let answer = ask(service.clone(), request).await;
        assert_eq!(answer.status, StatusCode::OK, "{more}: {}", answer.text());
        answer
    };
    let (usual, documents, examples) =
        (asked("").await, asked("&sites=documents").await, asked("&sites=exemple").await);
    assert_eq!(usual.json(), documents.json());
    assert_eq!(usual.json()["communes"], json("/api/v1/simulation?region=32").await["communes"], "as without them");
    let mut contents = read::contents(&Snapshot::open(&folder.join("lanterne.duckdb")).unwrap()).unwrap();
    let mut standing = contents.sites.clone();
    for site in standing.iter_mut().filter(|site| site.site == "exemple-ouvert") {
        site.network = "operateur".to_owned();
    }
    let expected = with(&mut contents, &standing, (&[], &[]), &[]);
    assert_eq!(bits(&examples.text()), bits_of(&expected), "as if it were an operator's own");
    let told = examples.json();
    let shown: Vec<&Value> = told["sites"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|site| site["example"] == true)
        .map(|site| &site["site"])
        .collect();
    assert_eq!(shown, ["exemple-ouvert"], "one that was closed stands no more");
    assert_eq!(told["synthetic"], true);
    assert!(told["sentence"].as_str().unwrap().contains("dont 1 d’exemple"), "{}", told["sentence"]);
    assert!(told["notes"].to_string().contains("personne n’y reçoit"));
    assert!(told["source_line"].as_str().unwrap().contains("inventés"));
    assert_eq!(usual.json()["places"]["known_examples"], 1, "whoever may choose them is told that they are there");
}
