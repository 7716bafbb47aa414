//! Zones d'emploi and bassins de vie: served where they are loaded, no level anywhere else.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use lanterne_data::Snapshot;
use lanterne_data::read::result::results;
use lanterne_observatory::{Indicator, Level, Perimetre};
use serde_json::Value;

use crate::asking::{Answer, ask, get, json};
use crate::figures::exact;
use crate::zoned::{BASSIN_VIE, ZONE_EMPLOI, folder, service};

const BOTH: [&str; 2] = ["zone_emploi", "bassin_vie"];

/// GET of the world with both zonings.
async fn zoned(path: &str) -> Answer {
    ask(service(), Request::get(path).body(Body::empty()).unwrap()).await
}

async fn document(path: &str) -> Value {
    let answer = zoned(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    answer.json()
}

fn texts(column: &Value) -> Vec<&str> {
    column.as_array().unwrap().iter().map(|cell| cell.as_str().unwrap_or_default()).collect()
}

/// Every address that is asked about a level.
fn addresses(level: &str, code: &str) -> Vec<String> {
    let mut addresses = vec![
        format!("/api/v1/territories/{level}"),
        format!("/api/v1/territories/{level}?region=32"),
        format!("/api/v1/territories/{level}/{code}"),
        format!("/api/v1/series/part_emplois?level={level}"),
        format!("/api/v1/clusters/part_emplois?level={level}"),
        format!("/api/v1/inequality/etablissements_10000_hab?level={level}&region=32"),
        format!("/api/v1/relations/part_emplois/taille_moyenne?level={level}"),
        format!("/api/v1/parts?level={level}"),
        format!("/api/v1/timeline/part_emplois?level={level}&codes={code}"),
        format!("/api/v1/white-zones?level={level}"),
        format!("/api/v1/white-zones/areas?level={level}"),
        format!("/raster/part_emplois.json?level={level}"),
        format!("/raster/part_emplois/6/32/21.png?level={level}"),
        format!("/carte.svg?niveau={level}&territoire={level}-{code}&pris={code}"),
        format!("/carte.png?niveau={level}&largeur=320&hauteur=240"),
        format!("/ogc/collections/{level}"),
        format!("/ogc/collections/{level}/items"),
        format!("/ogc/collections/{level}/items/{code}"),
        format!("/ogc/collections/{level}/schema"),
        format!("/ogc/collections/{level}/tiles"),
        format!("/ogc/collections/{level}/tiles/WebMercatorQuad"),
        format!("/tiles/{level}.json"),
        format!("/tiles/live/part_emplois.json?level={level}"),
        format!("/tiles/live/groupement.json?membres={level}-{code},commune-59350"),
    ];
    let formats = ["csv", "xlsx", "geojson", "parquet", "gpkg", "arrow"];
    addresses.extend(
        formats
            .map(|format| format!("/api/v1/series/part_emplois.{format}?level={level}&white_zones=oui&codes={code}")),
    );
    addresses
}

#[tokio::test]
async fn every_address_answers_at_the_levels_that_are_loaded() {
    for (level, code) in [("zone_emploi", "3210"), ("bassin_vie", "80620")] {
        for address in addresses(level, code) {
            let answer = zoned(&address).await;
            assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.text());
            assert!(!answer.body.is_empty(), "{address}");
        }
    }
}

#[tokio::test]
async fn a_level_that_is_not_loaded_is_no_level_and_the_problem_names_those_that_are() {
    for (level, code) in [("zone_emploi", "3210"), ("bassin_vie", "80620")] {
        for address in addresses(level, code) {
            let answer = get(&address).await;
            let expected = if ["level=", "niveau=", "membres="].iter().any(|word| address.contains(word)) {
                StatusCode::BAD_REQUEST
            } else {
                StatusCode::NOT_FOUND
            };
            assert_eq!(answer.status, expected, "{address}: {}", answer.text());
            let detail = answer.json()["detail"].as_str().unwrap().to_owned();
            let named = detail.replacen(level, "", 1);
            assert!(!BOTH.iter().any(|level| named.contains(level)), "{address}: {detail}");
            let told = detail.contains("departement") || address.starts_with("/tiles");
            assert!(told, "{address}: {detail}");
        }
    }
}

#[tokio::test]
async fn what_is_loaded_is_listed_and_what_is_not_is_nowhere() {
    let slugs = |snapshot: &Value| -> Vec<String> {
        let levels = snapshot["levels"].as_array().unwrap().iter();
        levels.map(|level| level["slug"].as_str().unwrap().to_owned()).collect()
    };
    let usual = ["commune", "epci", "departement", "region", "france"];
    assert_eq!(slugs(&json("/api/v1/snapshot").await), usual);
    assert_eq!(slugs(&document("/api/v1/snapshot").await), [&usual[..], &BOTH[..]].concat());
    assert_eq!(texts(&json("/api/v1/indicators").await[0]["levels"]), usual);
    assert_eq!(texts(&document("/api/v1/indicators").await[0]["levels"]).len(), 7);
    assert_eq!(json("/ogc/collections").await["collections"].as_array().unwrap().len(), 5);
    assert_eq!(document("/ogc/collections").await["collections"].as_array().unwrap().len(), 7);
    let catalogue = get("/catalogue.jsonld").await.text();
    assert!(!catalogue.contains("zone_emploi") && zoned("/catalogue.jsonld").await.text().contains("_zone_emploi"));
    let wmts = get("/wmts").await.text();
    assert!(!wmts.contains("zone_emploi") && zoned("/wmts").await.text().contains("part_emplois.zone_emploi"));
    let card = get("/api/v1/territories/commune/80410").await.text();
    assert!(!card.contains("zonage"), "a card is what it was: {card}");
}

#[tokio::test]
async fn sums_over_communes_lose_nothing_at_either_level() {
    for zoning in [ZONE_EMPLOI, BASSIN_VIE] {
        let level = zoning.level;
        for indicator in [Indicator::Etablissements, Indicator::Emplois] {
            let of = async |level: &str| document(&format!("/api/v1/series/{indicator}?level={level}")).await;
            let (communes, zones) = (of("commune").await, of(level.as_str()).await);
            for zone in 0..zoning.zones.len() {
                let parts: Vec<f64> =
                    zoning.members(zone).into_iter().filter_map(|row| communes["value"][row].as_f64()).collect();
                let sum = (!parts.is_empty()).then(|| parts.iter().sum::<f64>());
                assert_eq!(zones["value"][zone].as_f64(), sum, "{indicator} {level} {zone}");
            }
        }
        let index = document(&format!("/api/v1/territories/{level}")).await;
        let people: i64 = index["population"].as_array().unwrap().iter().map(|people| people.as_i64().unwrap()).sum();
        let all = document("/api/v1/territories/france").await["population"][0].as_i64().unwrap();
        assert_eq!(people, all - 4_900, "all but the island that is in no zone");
    }
}

#[tokio::test]
async fn a_figure_of_a_zone_is_the_one_in_table_result() {
    let snapshot = Snapshot::open(&folder().join("lanterne.duckdb")).unwrap();
    for level in [Level::ZoneEmploi, Level::BassinVie] {
        for indicator in Indicator::ALL {
            let stored = results(&snapshot, *indicator, Perimetre::Loi2014, level).unwrap();
            let text = zoned(&format!("/api/v1/series/{indicator}?level={level}")).await.text();
            let kept = |of: fn(&lanterne_data::read::result::ResultRow) -> Option<f64>| stored.iter().map(of).collect();
            let (values, lows): (Vec<Option<f64>>, Vec<Option<f64>>) =
                (kept(|row| row.value.ok()), kept(|row| row.low));
            assert!(!stored.is_empty());
            assert_eq!((exact(&text, "value"), exact(&text, "low")), (values, lows), "{indicator} {level}");
        }
    }
}

#[tokio::test]
async fn a_zone_across_a_border_is_counted_whole_in_one_region_and_it_is_said() {
    let index = document("/api/v1/territories/zone_emploi?region=32").await;
    assert_eq!(texts(&index["code"]), ["3201", "3210", "3212"], "most of 2810 live in Normandie");
    let across = async |level: &str| {
        document(&format!("/api/v1/series/part_emplois?level={level}&region=32")).await["across"].clone()
    };
    assert_eq!(across("zone_emploi").await, "1 commune de la région est dans des zones d’emploi d’une autre région.");
    let told = "1 bassin de vie déborde de la région et est compté entier, sur la part que le registre couvre.";
    assert_eq!(across("bassin_vie").await, told);
    assert!(across("epci").await.is_null() && across("commune").await.is_null());
    let picture = zoned("/carte.svg?niveau=bassin_vie&region=32&largeur=1600").await.text();
    assert!(picture.contains("déborde"), "the picture says it too");
    let file = zoned("/api/v1/series/part_emplois.csv?level=bassin_vie&region=32").await.text();
    assert!(file.contains(told), "the file says it too");
}

#[tokio::test]
async fn a_zone_has_its_article_and_a_commune_names_its_zones() {
    let zone = document("/api/v1/territories/zone_emploi/3210?region=32").await;
    assert!(zone["lead"].as_str().unwrap().contains("la zone d’emploi de Roye - Montdidier"), "{}", zone["lead"]);
    assert_eq!(zone["context"], "Zone d’emploi de la Somme, 2 communes");
    let across = document("/api/v1/territories/zone_emploi/2810").await;
    assert_eq!(across["context"], "Zone d’emploi de la Seine-Maritime, de l’Oise et de l’Eure, 3 communes");
    let ham = document("/api/v1/territories/commune/80410").await;
    let labels: Vec<&str> =
        ham["zonage"].as_array().unwrap().iter().map(|zone| zone["label"].as_str().unwrap()).collect();
    assert_eq!(labels, ["la zone d’emploi de Roye - Montdidier", "le bassin de vie de Péronne"]);
    assert!(zone["zonage"].is_null(), "a zone is in no zone");
}

#[tokio::test]
async fn of_a_town_and_the_zones_that_bear_its_name_the_town_is_found_first() {
    let found = document("/api/v1/search?q=amiens").await;
    let levels: Vec<&str> = found.as_array().unwrap().iter().map(|place| place["level"].as_str().unwrap()).collect();
    assert_eq!(levels[0], "commune", "{levels:?}");
    assert!(BOTH.iter().all(|level| levels.contains(level)), "{levels:?}");
    // A bassin de vie bears the code of its main commune.
    let found = document("/api/v1/search?q=80021").await;
    assert_eq!((found[0]["level"].as_str(), found[1]["level"].as_str()), (Some("commune"), Some("bassin_vie")));
}
