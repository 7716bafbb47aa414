//! Zones to watch: figures are those of the profile, overlaps and thresholds those reckoned here by hand, and of beneficiaries nothing is
//! told that the public table does not tell.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::asking::{get, json as ask};
use crate::world::{COMMUNES, EST_SOMME, MEL};

const HAUTE_SOMME: &str = "200037059";
const ARRAS: &str = "200033579";

async fn watch(words: &str) -> Value {
    ask(&format!("/api/v1/watch?region=32&{words}")).await
}

fn zone<'a>(told: &'a Value, key: &str) -> &'a Value {
    let zones = told["zones"].as_array().unwrap();
    zones.iter().find(|zone| zone["key"] == key).unwrap_or_else(|| panic!("no {key}: {zones:?}"))
}

fn rows(zone: &Value) -> BTreeSet<u64> {
    zone["rows"].as_array().unwrap().iter().map(|row| row.as_u64().unwrap()).collect()
}

fn crossed<'a>(zone: &'a Value, threshold: &str) -> Option<&'a Value> {
    zone["crossed"].as_array().unwrap().iter().find(|own| own["threshold"] == threshold)
}

fn finding<'a>(profile: &'a Value, id: &str) -> &'a Value {
    let sections = profile["sections"].as_array().unwrap();
    let blocks = sections.iter().find(|own| own["id"] == "essentiel").unwrap()["blocks"].as_array().unwrap();
    blocks.iter().find(|block| block["id"] == id).unwrap()
}

#[tokio::test]
async fn the_figures_of_a_zone_are_those_of_its_profile() {
    let list = format!("zones=epci-{MEL};epci-{EST_SOMME},epci-{HAUTE_SOMME}~nom:Est;commune-59512");
    let told = watch(&list).await;
    let keys = [
        "zone-zone_est_80".to_owned(),
        format!("epci-{MEL}"),
        format!("epci-{EST_SOMME},epci-{HAUTE_SOMME}~nom:Est"),
        "commune-59512".to_owned(),
    ];
    for key in keys {
        let own = zone(&told, &key);
        let address = own["profile"].as_str().unwrap();
        let json_of = match address.split_once('?') {
            Some((path, words)) => format!("{path}.json?{words}"),
            None => format!("{address}.json"),
        };
        let profile = ask(&json_of).await;
        for (at, id) in [(1, "densite"), (2, "poids-emploi")] {
            let figure = &own["figures"][at];
            assert_eq!(figure["value"], finding(&profile, id)["value"]["number"], "{key} {id}");
            let interval = finding(&profile, id)["interval"].clone();
            if interval.is_array() {
                assert_eq!(json!([figure["low"], figure["high"]]), interval, "{key} {id}");
            }
        }
    }
    let est = zone(&told, "zone-zone_est_80");
    assert_eq!((&est["figures"][0]["value"], &est["origin"]), (&json!(10.0), &json!("feuille_de_route")));
    // Count, density and share are said together.
    let sentence = est["sentence"].as_str().unwrap();
    assert!(sentence.contains("10 établissements") && sentence.contains("5,0 pour 10\u{202f}000"), "{sentence}");
    assert!(sentence.contains("% des emplois"), "{sentence}");
}

#[tokio::test]
async fn a_threshold_is_crossed_where_the_figure_is_beyond_it_and_a_zones_own_comes_first() {
    let people: f64 = COMMUNES.iter().filter(|own| own.3 == "32").map(|own| own.5 as f64).sum();
    let employers: f64 = COMMUNES.iter().filter(|own| own.3 == "32").map(|own| (own.7[0] + own.7[1]) as f64).sum();
    let share = 100.0 * (10.0 / 19_989.0) / (employers / people);
    let (above, below) = (share.ceil(), share.floor());
    for (limit, expected) in [(above, true), (below, false)] {
        let told = watch(&format!("thresholds=densite:{limit}")).await;
        let own = zone(&told, "zone-zone_est_80");
        assert_eq!(crossed(own, "densite").is_some(), expected, "{limit}: {}", own["crossed"]);
    }
    let told = watch("thresholds=densite:75").await;
    let alert = crossed(zone(&told, "zone-zone_est_80"), "densite").unwrap().clone();
    assert_eq!(alert["established"], true);
    assert!((alert["gap"].as_f64().unwrap() - (75.0 - share) / 75.0).abs() < 1e-9, "{alert}");
    assert!(alert["sentence"].as_str().unwrap().contains("sous le seuil de 75"), "{alert}");
    assert_eq!(told["alerts"][0]["crossed"], alert);
    let own = watch("thresholds=densite:75&zones=zone-zone_est_80~densite:1").await;
    assert_eq!(crossed(zone(&own, "zone-zone_est_80"), "densite"), None);
    assert_eq!(zone(&own, "zone-zone_est_80")["thresholds"]["densite"], 1.0);
    assert_eq!(own["thresholds"]["densite"], 75.0, "those of the others stay");
    let none = watch("thresholds=aucun").await;
    assert_eq!(none["alerts"], json!([]));
    assert!(none["zones"].as_array().unwrap().iter().all(|zone| zone["crossed"] == json!([])));
}

/// Ham was helped in 2023, Péronne never; 2022 to 2024 were handed in.
#[tokio::test]
async fn years_without_a_beneficiary_are_counted_from_the_last_year_handed_in() {
    let list = format!("zones=epci-{EST_SOMME};epci-{HAUTE_SOMME}");
    for (years, est, haute) in [(1, true, true), (2, false, true), (3, false, true), (4, false, false)] {
        let told = watch(&format!("{list}&thresholds=sans:{years}")).await;
        let found =
            [EST_SOMME, HAUTE_SOMME].map(|code| crossed(zone(&told, &format!("epci-{code}")), "sans").is_some());
        assert_eq!(found, [est, haute], "{years}");
    }
    let beyond = watch(&format!("{list}&thresholds=sans:4")).await;
    let why = zone(&beyond, &format!("epci-{HAUTE_SOMME}"))["unjudged"].to_string();
    assert!(why.contains("rien n’est connu d’avant"), "what was not handed in is no year without: {why}");
}

#[tokio::test]
async fn zones_overlap_where_they_share_units_and_what_no_list_holds_is_said() {
    let told = watch("kinds=accompagnement&t=0&m=0.01").await;
    let zones = told["zones"].as_array().unwrap();
    let (found, listed): (Vec<&Value>, Vec<&Value>) = zones.iter().partition(|zone| zone["origin"] == "trouvee");
    let mut met = 0;
    for one in &listed {
        for other in &found {
            let shared = rows(one).intersection(&rows(other)).count();
            let said = |of: &Value, key: &Value| -> Option<(u64, u64)> {
                let overlaps = of["overlaps"].as_array().unwrap();
                let own = overlaps.iter().find(|own| own["key"] == *key)?;
                Some((own["units"].as_u64().unwrap(), own["of"].as_u64().unwrap()))
            };
            let expected = (shared > 0).then_some((shared as u64, rows(one).len() as u64));
            assert_eq!(said(one, &other["key"]), expected);
            assert_eq!(said(other, &one["key"]), expected);
            met += usize::from(shared > 0);
        }
    }
    assert!(met > 0, "{told}");
    let areas = ask("/api/v1/white-zones/areas?region=32&kind=accompagnement&t=0&m=0.01").await;
    let names: Vec<&Value> = found.iter().map(|zone| &zone["rows"]).collect();
    let expected: Vec<&Value> = areas["areas"].as_array().unwrap().iter().map(|area| &area["rows"]).collect();
    assert_eq!(names, expected, "what is found is what the tests of white zones find");
    let unlisted = found.iter().filter(|zone| zone["overlaps"] == json!([])).count();
    let last = told["sentences"].as_array().unwrap().last().unwrap().as_str().unwrap();
    assert_eq!(last.starts_with("Hors de toute liste"), unlisted > 0, "{last}");
}

#[tokio::test]
async fn the_verdicts_of_a_zone_are_those_of_its_epci() {
    let told = watch("").await;
    let tests = ask("/api/v1/white-zones?level=epci&region=32").await;
    let at = |row: &Value| tests["rows"].as_array().unwrap().iter().position(|own| own == row).unwrap();
    let kinds = ["offre", "foyer_froid", "accompagnement", "recours"];
    for own in told["zones"].as_array().unwrap() {
        for (place, kind) in kinds.iter().enumerate() {
            let verdicts: Vec<&Value> = own["epci"]
                .as_array()
                .unwrap()
                .iter()
                .map(|epci| &tests["kinds"][kind]["verdict"][at(&epci["row"])])
                .collect();
            let said: Vec<&Value> =
                own["epci"].as_array().unwrap().iter().map(|epci| &epci["verdicts"][place]).collect();
            assert_eq!(said, verdicts, "{kind}");
            let holding = verdicts.iter().filter(|verdict| **verdict == "oui").count();
            assert_eq!((&own["kinds"][place]["oui"], &own["kinds"][place]["kind"]), (&json!(holding), &json!(kind)));
        }
    }
}

#[tokio::test]
async fn a_zone_or_a_threshold_that_is_none_is_refused_in_clear_words() {
    for (words, says) in [
        ("zones=zone-neige", "zone-zone_est_80"),
        ("zones=epci-999999999", "séparés par des virgules"),
        ("zones=epci-200070985~densite:beaucoup", "densite:75"),
        ("zones=epci-200070985~neige", "~nom:"),
        ("zone=neige", "séparés par des virgules"),
        ("thresholds=neige:1", "part_emplois"),
        ("kinds=neige", "foyer_froid"),
        ("level=region", "commune"),
    ] {
        let answer = get(&format!("/api/v1/watch?region=32&{words}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{words}");
        let detail = answer.json()["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains(says), "{words}: {detail}");
    }
}

#[tokio::test]
async fn of_beneficiaries_a_zone_tells_what_the_public_table_does_and_of_a_part_of_an_epci_nothing() {
    let list = format!("epci-{MEL};epci-{EST_SOMME};epci-{ARRAS};epci-{EST_SOMME},epci-{MEL};commune-59512");
    let told = watch(&format!("zones={list}")).await;
    let units = ask("/api/v1/deployment/units?region=32&scheme=acc_ess").await;
    let cell = |code: &str, column: &str| -> Value {
        let at = units["code"].as_array().unwrap().iter().position(|own| own == code).unwrap();
        units[column][at].clone()
    };
    for code in [MEL, EST_SOMME, ARRAS] {
        let aid = &zone(&told, &format!("epci-{code}"))["aid"];
        assert_eq!(aid["beneficiaries"].as_f64(), cell(code, "beneficiaries").as_f64(), "{code}");
        assert_eq!(aid["absence"], cell(code, "absence"), "{code}");
        assert_eq!(aid["years_since"].as_f64(), cell(code, "years_since").as_f64(), "{code}");
    }
    let hidden = &zone(&told, &format!("epci-{EST_SOMME}"))["aid"];
    assert_eq!((&hidden["beneficiaries"], &hidden["absence"]), (&Value::Null, &json!("s")));
    // The sum with a zone that is told would give the hidden one away.
    let both = &zone(&told, &format!("epci-{EST_SOMME},epci-{MEL}"))["aid"];
    assert_eq!((&both["beneficiaries"], &both["absence"]), (&Value::Null, &json!("s")));
    let part = &zone(&told, "commune-59512")["aid"];
    assert_eq!((&part["window"], &part["beneficiaries"], &part["whole"]), (&Value::Null, &Value::Null, &json!(0)));
    assert_eq!(part["schemes"], json!([]));
    let opened = watch(&format!("zone=epci-{EST_SOMME}")).await;
    let years = opened["opened"]["years"].as_array().unwrap();
    let told_years: Vec<&Value> =
        years.iter().filter(|year| year["year"].as_u64() >= Some(2022)).map(|year| &year["activity"]).collect();
    assert_eq!(told_years, ["s", "s", "s"], "the year of a hidden count is not told");
    let part = watch("zone=commune-59512").await;
    assert!(part["opened"]["years"].as_array().unwrap().iter().all(|year| year["activity"] == "nd"));
}

#[tokio::test]
async fn the_history_of_a_zone_is_the_time_line_of_each_year() {
    let told = watch(&format!("zone=epci-{MEL}")).await;
    let opened = &told["opened"];
    assert_eq!(opened["zone"]["key"], json!(format!("epci-{MEL}")));
    for (at, indicator) in [(0, "etablissements"), (1, "etablissements_10000_hab"), (2, "part_emplois")] {
        let line = ask(&format!("/api/v1/timeline/{indicator}?region=32&codes=epci-{MEL}")).await;
        let mut seen = 0;
        for (year, value) in line["years"].as_array().unwrap().iter().zip(line["lines"][0]["value"].as_array().unwrap())
        {
            let years = opened["years"].as_array().unwrap();
            let own = years.iter().find(|own| own["year"] == *year).unwrap();
            assert_eq!(own["figures"][at]["value"], *value, "{indicator} {year}");
            seen += 1;
        }
        assert_eq!(seen, 3, "2020, 2021 and 2022");
    }
    let last = opened["years"].as_array().unwrap().iter().find(|own| own["year"] == 2024).unwrap();
    assert_eq!(
        (&last["figures"], &last["activity"]),
        (&json!([]), &json!("oui")),
        "no register of that year is loaded"
    );
    assert!(last["activity_label"].as_str().unwrap().contains("ACC’ESS"), "{last}");
    assert_eq!(opened["tests"][0]["tests"].as_array().unwrap().len(), 4);
    let declared = watch("zone=zone-zone_est_80").await;
    let documents = declared["opened"]["documents"].to_string();
    assert!(documents.contains("ne sont pas comptés") && documents.contains("CC de la Haute Somme"), "{documents}");
}

#[tokio::test]
async fn a_zone_that_a_document_names_is_opened_with_the_words_of_that_document() {
    let declared = watch("zone=zone-zone_est_80").await;
    let opened = &declared["opened"];
    assert_eq!(opened["quotation"]["quote"], "L'est de la Somme", "as printed");
    let title = opened["quotation"]["document"].as_str().unwrap();
    assert!(title.starts_with("Feuille de route ESS 2024-2028"), "{title}");
    let said = opened["documents"].to_string();
    assert!(said.contains("Un des EPCI se dit à l’est."), "{said}");
    assert!(!said.contains("Document :"), "its title is told with its words: {said}");
    let chosen = watch(&format!("zone=epci-{MEL}")).await;
    assert_eq!((&chosen["opened"]["quotation"], &chosen["opened"]["documents"]), (&Value::Null, &json!([])));
}

#[tokio::test]
async fn the_file_holds_every_zone_of_the_page() {
    let words = format!("kinds=accompagnement&t=0&m=0.01&zones=epci-{MEL}~nom:Ma%20zone");
    let told = watch(&words).await;
    let file = get(&format!("/api/v1/watch.csv?region=32&{words}")).await;
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    let text = file.text();
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with(['#', '\u{feff}'])).collect();
    assert!(lines[0].starts_with("zone;nom;origine;"), "{}", lines[0]);
    assert_eq!(lines.len() - 1, told["zones"].as_array().unwrap().len());
    assert!(lines.iter().any(|line| line.contains("Ma zone;choisie")), "{text}");
    assert!(text.contains("Données en partie inventées"), "{text}");
}
