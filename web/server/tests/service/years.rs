//! The years of a register: what is counted at the end of each, what is coloured alike, what is refused, and that it is said wherever it
//! shows; then several years at once.

use axum::http::StatusCode;
use serde_json::Value;

use crate::asking::{get, json};
use crate::world::{EST_SOMME, MEL};

const EPCI: &str = "level=epci&region=32";
const DENSITY: &str = "/api/v1/series/etablissements_10000_hab";

async fn at(code: &str) -> usize {
    let index = json("/api/v1/territories/epci?region=32").await;
    index["code"].as_array().unwrap().iter().position(|own| own == code).unwrap()
}

fn numbers(column: &Value) -> Vec<f64> {
    column.as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).collect()
}

/// The CC de l'Est de la Somme has 9 associations and 1 cooperative in 2022, an association less each year before.
#[tokio::test]
async fn a_figure_of_a_year_is_counted_at_the_end_of_that_year() {
    let there = at(EST_SOMME).await;
    for (year, counted) in [(2020, 8.0), (2021, 9.0), (2022, 10.0)] {
        let series = json(&format!("{DENSITY}?{EPCI}&annee={year}")).await;
        assert_eq!((&series["numerator"][there], &series["year"]), (&counted.into(), &year.into()));
        assert_eq!(series["denominator"][there], 19_989.0, "the inhabitants are those of today");
        let region = json(&format!("{DENSITY}?level=region&region=32&annee={year}")).await;
        assert_eq!(series["reference"]["value"], region["value"][0], "compared with the same year");
        let health = json(&format!("{DENSITY}?{EPCI}&annee={year}&secteur=Q")).await;
        assert_eq!(health["numerator"][there], counted - 1.0, "a filter holds in every year");
    }
    let now = json(&format!("{DENSITY}?{EPCI}")).await;
    assert_eq!(now, json(&format!("{DENSITY}?{EPCI}&annee=2022")).await, "the year of reference is the one of no year");
    let snapshot = json("/api/v1/snapshot").await;
    assert_eq!(snapshot["years"], serde_json::json!([2020, 2021, 2022]));
    assert_eq!((&snapshot["year"], &snapshot["past_perimetres"][0]), (&2022.into(), &"loi_2014".into()));
}

#[tokio::test]
async fn a_colour_means_the_same_figure_whatever_the_year() {
    let (now, then) = (json(&format!("{DENSITY}?{EPCI}")).await, json(&format!("{DENSITY}?{EPCI}&annee=2020")).await);
    let (now_breaks, then_breaks) = (numbers(&now["breaks"]), numbers(&then["breaks"]));
    let inner = 1..now_breaks.len() - 1;
    assert!(!inner.is_empty());
    assert_eq!(now_breaks[inner.clone()], then_breaks[inner], "the classes of 2022");
    assert_eq!((&then["classes_year"], &now["classes_year"]), (&2022.into(), &Value::Null));
    assert!(then["method"].as_str().unwrap().ends_with(", de 2022"), "{}", then["method"]);
    assert!(then["class"].as_array().unwrap().iter().zip(then["value"].as_array().unwrap()).all(|(class, value)| {
        class.as_u64().is_some_and(|class| {
            let (value, class) = (value.as_f64().unwrap(), class as usize);
            then_breaks[class] <= value && value <= then_breaks[class + 1]
        })
    }));
    let own = json(&format!("{DENSITY}?{EPCI}&annee=2020&breaks=20;30")).await;
    assert_eq!((&own["classes_year"], &own["method"]), (&Value::Null, &"Bornes choisies à la main".into()));
}

#[tokio::test]
async fn an_earlier_year_is_said_in_every_answer_it_touches() {
    for address in [
        format!("/api/v1/series/part_emplois?{EPCI}&annee=2020"),
        format!("/api/v1/clusters/part_emplois?{EPCI}&annee=2020"),
        format!("/api/v1/relations/part_emplois/taille_moyenne?{EPCI}&annee=2020"),
        format!("/api/v1/inequality/emplois_1000_hab?{EPCI}&annee=2020"),
        format!("/api/v1/territories/epci/{EST_SOMME}?region=32&annee=2020"),
    ] {
        let document = json(&address).await;
        let told = document["sentence"].as_str().or(document["lead"].as_str()).unwrap();
        assert!(told.starts_with("Fin 2020. "), "{address}: {told}");
        let line = document["source_line"].as_str().or(document["source"]["title"].as_str()).unwrap();
        assert!(line.contains("fin 2020"), "{address}: {line}");
    }
    let series = json(&format!("{DENSITY}?{EPCI}&annee=2020&famille=association")).await;
    assert!(series["subtitle"].as_str().unwrap().contains(", 2020, "), "{}", series["subtitle"]);
    assert!(series["sentence"].as_str().unwrap().starts_with("Fin 2020. Associations seulement. "));
    assert_eq!(series["published"].as_array().map(Vec::len), Some(0), "what others publish is of its own year");

    let file = get(&format!("{DENSITY}.csv?{EPCI}&annee=2020")).await;
    assert!(file.header("content-disposition").contains("_2020.csv"), "{}", file.header("content-disposition"));
    let text = file.text();
    assert!(text.contains("# Année : 2020, état au 31 décembre") && text.contains("# Millésime : fin 2020"), "{text}");
    let picture = get("/carte.svg?annee=2020&niveau=epci").await.text();
    assert!(picture.contains("2020") && !picture.contains("Zone blanche établie"), "white zones are of 2022");
    let tiles = json("/raster/etablissements_10000_hab.json?annee=2020").await;
    assert!(tiles["attribution"].as_str().unwrap().contains("fin 2020"), "{tiles}");
    assert!(tiles["tiles"][0].as_str().unwrap().contains("annee=2020"), "{tiles}");
    let live = json("/tiles/live/etablissements_10000_hab.json?annee=2020").await;
    assert!(live["attribution"].as_str().unwrap().contains("fin 2020"), "{live}");
    assert!(live["tiles"][0].as_str().unwrap().contains("annee=2020"), "{live}");
    let items = json("/ogc/collections/epci/items?region=32&annee=2020").await;
    assert!(items["lanterne"]["annee"].as_str().unwrap().starts_with("2020"), "{}", items["lanterne"]);
}

#[tokio::test]
async fn a_panel_has_the_figures_of_its_year_and_the_white_zones_of_the_reference() {
    let panel = |year: &str| format!("/api/v1/territories/epci/{EST_SOMME}?region=32{year}");
    let (now, then) = (json(&panel("")).await, json(&panel("&annee=2020")).await);
    let map = json(&format!("{DENSITY}?{EPCI}&annee=2020")).await;
    let there = at(EST_SOMME).await;
    assert_eq!(then["headline"]["value"], map["value"][there]);
    assert_eq!(then["rank"]["rank"], map["rank"][there]);
    assert_eq!(then["comparisons"][0]["value"], map["value"][there]);
    assert_eq!(then["structure"]["familles"][0]["establishments"], 7.0);
    assert_eq!(then["structure"]["sections"][0]["establishments"], 7.0);
    assert_eq!((&then["year"], &now["year"]), (&2020.into(), &2022.into()));
    assert_eq!(then["white_zones"], now["white_zones"], "judged in the year of reference");
    let told = then["white_zone_sentence"].as_str().unwrap();
    assert!(told.starts_with("Jugées fin 2022, année de référence. "), "{told}");
}

#[tokio::test]
async fn a_year_that_cannot_be_answered_is_refused_in_french() {
    for (address, expected) in [
        (format!("{DENSITY}?{EPCI}&annee=2017"), "2020, 2021 et 2022"),
        (format!("{DENSITY}?{EPCI}&annee=hier"), "2020, 2021 et 2022"),
        (format!("{DENSITY}?{EPCI}&annee=2020&perimetre=avec_esus"), "ESUS"),
        (format!("{DENSITY}.csv?{EPCI}&annee=2020&white_zones=oui"), "zone blanche"),
        (format!("/api/v1/white-zones?{EPCI}&annee=2020"), "zone blanche"),
        (format!("/api/v1/white-zones/areas?{EPCI}&annee=2020"), "2022"),
        ("/carte.svg?annee=2017".to_owned(), "2020, 2021 et 2022"),
        (format!("/api/v1/timeline/part_emplois?{EPCI}&codes={}", [MEL; 9].join(",")), "8 territoires"),
        ("/api/v1/timeline/part_emplois.gpkg".to_owned(), "csv"),
    ] {
        let answer = get(&address).await;
        let detail = answer.json()["detail"].as_str().unwrap().to_owned();
        assert!(answer.status.is_client_error() && detail.contains(expected), "{address}: {detail}");
    }
    assert_eq!(get(&format!("/api/v1/white-zones?{EPCI}&annee=2022")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_time_line_is_the_series_of_each_year_and_its_growth() {
    let timeline =
        json(&format!("/api/v1/timeline/etablissements_10000_hab?{EPCI}&codes={EST_SOMME},departement-80")).await;
    assert_eq!(timeline["years"], serde_json::json!([2020, 2021, 2022]));
    let lines = timeline["lines"].as_array().unwrap();
    let who: Vec<(&str, &str)> =
        lines.iter().map(|line| (line["role"].as_str().unwrap(), line["level"].as_str().unwrap())).collect();
    assert_eq!(who, [("territoire", "epci"), ("territoire", "departement"), ("reference", "region")]);
    let there = at(EST_SOMME).await;
    for (position, year) in [2020, 2021, 2022].into_iter().enumerate() {
        let series = json(&format!("{DENSITY}?{EPCI}&annee={year}")).await;
        for column in ["value", "low", "high", "numerator", "denominator", "reliable"] {
            assert_eq!(lines[0][column][position], series[column][there], "{column} {year}");
        }
        assert_eq!(lines[2]["value"][position], series["reference"]["value"]);
    }
    let growth = &lines[0]["growth"];
    assert!((growth["relative"].as_f64().unwrap() - 25.0).abs() < 1e-9, "from 8 to 10: {growth}");
    assert!((growth["annual"].as_f64().unwrap() - 100.0 * (1.25_f64.sqrt() - 1.0)).abs() < 1e-9, "{growth}");
    let told = lines[0]["sentence"].as_str().unwrap();
    assert!(told.contains("de 4,0 fin 2020 à 5,0 fin 2022, soit +25,0\u{202f}%"), "{told}");
    assert_eq!(timeline["breaks"].as_array().map(Vec::len), Some(0), "one producer");
    assert!(timeline["source_line"].as_str().unwrap().contains("Données synthétiques"));

    let itself = json("/api/v1/timeline/part_emplois?level=region&region=32&codes=32").await;
    assert_eq!(itself["lines"].as_array().map(Vec::len), Some(1), "a territory is not its own reference");
    let amount = json(&format!("/api/v1/timeline/emplois?{EPCI}&codes={MEL}")).await;
    assert_eq!(amount["lines"].as_array().map(Vec::len), Some(1), "a number is not compared with the whole");
    let today = json(&format!("/api/v1/timeline/part_emplois?{EPCI}&perimetre=avec_siae")).await;
    assert_eq!(today["years"], serde_json::json!([2022]));
    assert!(today["notes"][0].as_str().unwrap().contains("SIAE") && today["lines"][0]["growth"]["absence"] == "nd");
}

#[tokio::test]
async fn a_time_line_leaves_as_a_table_of_its_figures() {
    let asked = format!("?{EPCI}&codes={EST_SOMME}");
    let timeline = json(&format!("/api/v1/timeline/part_emplois{asked}")).await;
    let file = get(&format!("/api/v1/timeline/part_emplois.csv{asked}")).await;
    assert!(file.header("content-disposition").contains("lanterne_evolution_part_emplois_2020_2022.csv"));
    let text = file.text();
    let rows: Vec<Vec<&str>> = text
        .lines()
        .filter(|line| !line.starts_with(['#', '\u{feff}']))
        .map(|line| line.split(';').collect())
        .collect();
    assert_eq!(rows[0][..6], ["code", "niveau", "nom", "role", "annee", "valeur"]);
    assert_eq!(rows.len(), 7, "two lines of three years and their names: {text}");
    for (at, row) in rows[1..].iter().enumerate() {
        let line = &timeline["lines"][at / 3];
        assert_eq!(row[4], timeline["years"][at % 3].to_string());
        assert_eq!(row[5].replace(',', ".").parse::<f64>().unwrap(), line["value"][at % 3].as_f64().unwrap());
    }
    assert_eq!(get(&format!("/api/v1/timeline/part_emplois.xlsx{asked}")).await.status, StatusCode::OK);
}
