//! What is taken away is what is shown: every file holds the digits of the series, and what must be known to read them.

use std::io::Cursor;

use axum::http::StatusCode;
use calamine::{Data, Reader, Xlsx};
use serde_json::Value;

use crate::asking::{Answer, get, json};
use crate::figures::exact;
use crate::world::{EST_SOMME, MEL};

const SERIES: &str = "/api/v1/series/etablissements_10000_hab";
const ENDINGS: [&str; 6] = ["csv", "xlsx", "geojson", "parquet", "gpkg", "arrow"];

async fn taken(ending: &str, query: &str) -> Answer {
    let answer = get(&format!("{SERIES}.{ending}?{query}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{ending}: {}", answer.text());
    answer
}

fn workbook(answer: &Answer) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(answer.body.clone())).unwrap()
}

/// A column of a sheet by its head's beginning.
fn sheet_column(book: &mut Xlsx<Cursor<Vec<u8>>>, head: &str) -> Vec<Data> {
    let sheet = book.worksheet_range("Données").unwrap();
    let at = sheet.rows().next().unwrap().iter().position(|cell| cell.to_string().starts_with(head)).unwrap();
    sheet.rows().skip(1).map(|row| row[at].clone()).collect()
}

fn csv_column(text: &str, name: &str) -> Vec<String> {
    let mut lines = text.trim_start_matches('\u{feff}').lines().filter(|line| !line.starts_with('#'));
    let at = lines.next().unwrap().split(';').position(|own| own == name).unwrap();
    lines.map(|line| line.split(';').nth(at).unwrap().to_owned()).collect()
}

fn package(answer: &Answer) -> rusqlite::Connection {
    let mut file = rusqlite::Connection::open_in_memory().unwrap();
    file.deserialize_read_exact(rusqlite::MAIN_DB, Cursor::new(&answer.body), answer.body.len(), true).unwrap();
    file
}

#[tokio::test]
async fn every_file_holds_every_digit_of_the_series() {
    for query in ["level=epci&region=32", "level=commune", "level=departement&perimetre=categorie"] {
        let series = get(&format!("{SERIES}?{query}")).await.text();
        for (served, column, title) in
            [("value", "valeur", "Établ. pour"), ("low", "bas", "Borne basse"), ("high", "haut", "Borne haute")]
        {
            let expected = exact(&series, served);
            let csv: Vec<Option<f64>> = csv_column(&taken("csv", query).await.text(), column)
                .iter()
                .map(|cell| cell.replace(',', ".").parse().ok())
                .collect();
            assert_eq!(csv, expected, "csv {query} {column}");
            let mut book = workbook(&taken("xlsx", query).await);
            let cells: Vec<Option<f64>> = sheet_column(&mut book, title)
                .iter()
                .map(|cell| match cell {
                    Data::Float(number) => Some(*number),
                    Data::Empty => None,
                    other => panic!("a figure is a number: {other:?}"),
                })
                .collect();
            assert_eq!(cells, expected, "xlsx {query} {column}");
            let file = package(&taken("gpkg", query).await);
            let layer: String = file
                .query_row("SELECT table_name FROM gpkg_contents WHERE data_type = 'features'", [], |row| row.get(0))
                .unwrap();
            let mut rows = file.prepare(&format!("SELECT {column} FROM {layer} ORDER BY fid")).unwrap();
            let stored: Vec<Option<f64>> = rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
            assert_eq!(stored, expected, "gpkg {query} {column}");
            let text = taken("geojson", query).await.text();
            let drawn: Vec<Option<f64>> = text
                .split("\"type\":\"Feature\"")
                .filter_map(|feature| feature.split_once(&format!("\"{column}\":")))
                .filter(|(_, rest)| !rest.starts_with('{'))
                .map(|(_, rest)| rest[..rest.find([',', '}']).unwrap()].parse().ok())
                .collect();
            assert_eq!(drawn, expected, "geojson {query} {column}");
        }
    }
}

#[tokio::test]
async fn a_file_holds_what_is_shown() {
    let query = "level=epci&region=32&breaks=10;20";
    let series = json(&format!("{SERIES}?{query}")).await;
    let csv = taken("csv", query).await.text();
    assert!(csv.contains("# Classes : Bornes choisies à la main\u{a0}: 1 de "), "{csv}");
    let one_more = |class: &Value| class.as_u64().map(|class| (class + 1).to_string()).unwrap_or_default();
    let classes: Vec<String> = series["class"].as_array().unwrap().iter().map(one_more).collect();
    assert_eq!(csv_column(&csv, "classe"), classes);
    let labels = csv_column(&csv, "classe_bornes");
    let at = classes.iter().position(|class| class == "2").unwrap();
    assert_eq!(labels[at], series["classes"][1]["label"].as_str().unwrap());
    let panel = json(&format!("/api/v1/territories/epci/{EST_SOMME}?region=32")).await;
    let row = csv_column(&csv, "code").iter().position(|code| code == EST_SOMME).unwrap();
    let shown = (&panel["rank"]["low"], &panel["rank"]["high"]);
    let (low, high) = (csv_column(&csv, "rang_bas"), csv_column(&csv, "rang_haut"));
    assert_eq!((low[row].parse().ok(), high[row].parse().ok()), (shown.0.as_u64(), shown.1.as_u64()));
}

#[tokio::test]
async fn the_tests_of_white_zones_come_along_when_asked() {
    let parameters = "level=epci&region=32&c=0.9&t=10";
    let zones = json(&format!("/api/v1/white-zones?{parameters}")).await;
    let csv = taken("csv", &format!("{parameters}&white_zones=oui")).await.text();
    for kind in ["offre", "foyer_froid", "accompagnement", "recours"] {
        let verdicts = zones["kinds"][kind]["verdict"].as_array().unwrap();
        assert_eq!(&csv_column(&csv, &format!("zb_{kind}")), verdicts, "{kind}");
    }
    assert!(csv.contains("c = 0,9, p = 0,95, t = 10 min"), "{csv}");
    let without = get(&format!("{SERIES}.csv?{parameters}")).await;
    assert_eq!(without.status, StatusCode::BAD_REQUEST, "parameters that nothing would use");
    assert!(without.json()["detail"].as_str().unwrap().contains("white_zones=oui"), "{}", without.text());
}

#[tokio::test]
async fn a_missing_figure_is_empty_and_says_why() {
    let csv = taken("csv", "level=epci").await.text();
    let at = csv_column(&csv, "code").iter().position(|code| code == "200023414").unwrap();
    assert_eq!((csv_column(&csv, "valeur")[at].as_str(), csv_column(&csv, "absence")[at].as_str()), ("", "nd"));
    let collection = taken("geojson", "level=epci").await.json();
    let feature = collection["features"].as_array().unwrap().iter().find(|own| own["id"] == "200023414").unwrap();
    assert_eq!((&feature["properties"]["valeur"], &feature["properties"]["absence"]), (&Value::Null, &"nd".into()));
    let published = taken("csv", "level=region").await.text();
    assert!(!published.contains("valeur_publiee"), "none is published for this measure");
    let shares = get("/api/v1/series/part_emplois.csv?level=region").await.text();
    assert_eq!(csv_column(&shares, "valeur_publiee")[0], "10,9");
    assert_eq!(csv_column(&shares, "source_publiee")[0], "INSEE Analyses, 2021");
}

#[tokio::test]
async fn every_file_carries_its_source_vintage_geography_perimeter_parameters_and_licence() {
    let query = "level=epci&region=32&perimetre=categorie&method=quantile&classes=3";
    let mut book = workbook(&taken("xlsx", query).await);
    let notice = book.worksheet_range("Notice").unwrap();
    let notice: Vec<String> = notice.rows().map(|row| format!("{} {}", row[0], row[1])).collect();
    let file = package(&taken("gpkg", query).await);
    let mut notes = file.prepare("SELECT libelle || ' ' || texte FROM notice").unwrap();
    let notes: Vec<String> = notes.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let metadata: String = file.query_row("SELECT metadata FROM gpkg_metadata", [], |row| row.get(0)).unwrap();
    let collection = taken("geojson", query).await.json();
    let carried = [
        ("csv", taken("csv", query).await.text()),
        ("xlsx", notice.join("\n")),
        ("gpkg notice", notes.join("\n")),
        ("gpkg metadata", metadata),
        ("geojson", collection["lanterne"].to_string()),
        ("parquet", taken("parquet", query).await.text()),
        ("arrow", taken("arrow", query).await.text()),
    ];
    for (file, text) in carried {
        for expected in [
            "Données synthétiques\u{a0}: des établissements générés",
            "Registre synthétique d’établissements, Lanterne",
            "Licence Ouverte 2.0",
            "2022",
            "code officiel géographique 2026",
            "Catégories juridiques (categorie)",
            "Hauts-de-France (32)",
            "Quantiles\u{a0}: 1 de ",
            "0123456789abcdef",
            "method=quantile&classes=3",
        ] {
            assert!(text.contains(expected), "{file} does not say {expected}: {text}");
        }
    }
}

#[tokio::test]
async fn a_file_is_named_in_french_for_what_it_holds() {
    for (query, name) in [
        ("level=epci&region=32", "lanterne_etablissements_10000_hab_epci_32_2022"),
        ("level=commune&perimetre=categorie", "lanterne_etablissements_10000_hab_commune_france_categorie_2022"),
        ("white_zones=oui", "lanterne_etablissements_10000_hab_epci_france_zones_blanches_2022"),
    ] {
        for ending in ENDINGS {
            let answer = taken(ending, query).await;
            assert_eq!(answer.header("content-disposition"), format!("attachment; filename=\"{name}.{ending}\""));
            assert!(!answer.header("etag").is_empty());
        }
    }
    let unknown = get(&format!("{SERIES}.shp")).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let detail = unknown.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains("un format de fichier. Connus\u{a0}: csv, xlsx, geojson"), "{detail}");
}

#[tokio::test]
async fn the_same_question_has_the_same_bytes() {
    for ending in ENDINGS {
        let (one, other) = (taken(ending, "level=epci").await, taken(ending, "level=epci").await);
        assert!(one.body == other.body, "{ending}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_people_take_files_at_once_and_each_has_its_own() {
    let asking = |at: usize| async move { (at, taken(ENDINGS[at % ENDINGS.len()], "level=epci").await) };
    let mut asked = Vec::new();
    for at in 0..24 {
        asked.push(tokio::spawn(asking(at)));
    }
    for one in asked {
        let (at, answer) = one.await.unwrap();
        let ending = ENDINGS[at % ENDINGS.len()];
        assert!(answer.header("content-disposition").ends_with(&format!(".{ending}\"")));
        assert!(answer.body == taken(ending, "level=epci").await.body, "{ending}");
    }
}

#[tokio::test]
async fn outlines_are_closed_rings_that_turn_as_rfc_7946_asks() {
    let collection = taken("geojson", "level=epci").await.json();
    assert!(collection.get("crs").is_none(), "RFC 7946 knows no other than WGS84");
    assert_eq!(collection["bbox"], serde_json::json!([0.0, 50.0, 1.8, 50.2]));
    let features = collection["features"].as_array().unwrap();
    assert_eq!(features.len(), 7);
    for feature in features {
        assert_eq!(feature["geometry"]["type"], "MultiPolygon");
        for polygon in feature["geometry"]["coordinates"].as_array().unwrap() {
            for (rank, ring) in polygon.as_array().unwrap().iter().enumerate() {
                let points: Vec<[f64; 2]> = serde_json::from_value(ring.clone()).unwrap();
                assert!(points.len() >= 4 && points.first() == points.last());
                let area: f64 = points.windows(2).map(|pair| pair[0][0] * pair[1][1] - pair[1][0] * pair[0][1]).sum();
                assert!((area > 0.0) == (rank == 0), "{} turns the wrong way", feature["id"]);
            }
        }
    }
    let mel = features.iter().find(|feature| feature["id"] == MEL).unwrap();
    assert_eq!(mel["properties"]["nom"], "Métropole Européenne de Lille");
    assert_eq!(mel["bbox"], serde_json::json!([0.2, 50.0, 0.6, 50.2]), "two squares side by side, united");
    assert_eq!(mel["geometry"]["coordinates"][0].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_geopackage_is_sound_and_titled_in_french() {
    let file = package(&taken("gpkg", "level=epci").await);
    let check: String = file.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    let application: i64 = file.query_row("PRAGMA application_id", [], |row| row.get(0)).unwrap();
    assert_eq!((check.as_str(), application), ("ok", 0x4750_4B47));
    let broken: i64 = file.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).unwrap();
    assert_eq!(broken, 0);
    let title: String = file
        .query_row("SELECT title FROM gpkg_data_columns WHERE column_name = 'denominateur'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(title, "Dénominateur");
    let outline: Vec<u8> = file
        .query_row("SELECT geom FROM etablissements_10000_hab_epci WHERE code = ?", [MEL], |row| row.get(0))
        .unwrap();
    assert_eq!(&outline[..4], b"GP\0\x03", "magic, version, little-endian with an envelope of four");
}

#[tokio::test]
async fn what_was_picked_out_is_taken_alone_with_its_own_figures_and_says_so() {
    let query = format!("level=epci&region=32&codes={MEL},{EST_SOMME}");
    let (all, some) = (taken("csv", "level=epci&region=32").await.text(), taken("csv", &query).await.text());
    let line = |text: &str, code: &str| text.lines().find(|line| line.starts_with(code)).map(str::to_owned);
    assert_eq!(csv_column(&some, "code"), [EST_SOMME, MEL]);
    for code in [MEL, EST_SOMME] {
        assert_eq!(line(&some, code), line(&all, code), "{code}");
    }
    assert!(some.contains("2 territoires retenus sur 6"), "{some}");
    let places = taken("geojson", &query).await.json();
    assert_eq!(places["features"].as_array().unwrap().len(), 2);
    let answer = get(&format!("{SERIES}.csv?level=epci&codes={MEL},59350")).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.text().contains("59350"), "{}", answer.text());
}
