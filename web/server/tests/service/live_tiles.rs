//! Tiles made on demand, read back with GDAL's notions: layers, codes, values.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use lanterne_tiles::mercator::{Tile, fine, tile_of};

use crate::asking::{get, get_with, json};

const SERIES: &str = "etablissements_10000_hab";
/// In Lille of the small world.
const LILLE: [f64; 2] = [0.3, 50.1];

/// Layer by layer, the properties of each feature in order.
type Layers = Vec<(String, Vec<BTreeMap<String, String>>)>;

fn tile(z: u8) -> Tile {
    tile_of(fine(LILLE[0], LILLE[1]), z)
}

fn address(what: &str, Tile { z, x, y }: Tile, query: &str) -> String {
    format!("/tiles/live/{what}/{z}/{x}/{y}{query}")
}

async fn read(what: &str, at: Tile, query: &str) -> Layers {
    let answer = get(&address(what, at, query)).await;
    assert_eq!(answer.status, StatusCode::OK, "{what} {query}: {}", answer.text());
    assert_eq!(answer.header("content-type"), "application/vnd.mapbox-vector-tile");
    fields(&answer.body).into_iter().filter(|(number, _)| *number == 3).map(|(_, layer)| self::layer(&layer)).collect()
}

/// A naive reader of protocol buffers: number and bytes of each field; numbers as their varint or their eight bytes.
fn fields(mut bytes: &[u8]) -> Vec<(u64, Vec<u8>)> {
    fn varint(bytes: &mut &[u8]) -> u64 {
        let mut value = 0;
        for shift in (0..).step_by(7) {
            let (byte, rest) = bytes.split_first().unwrap();
            *bytes = rest;
            value |= u64::from(byte & 127) << shift;
            if byte & 128 == 0 {
                break;
            }
        }
        value
    }
    let mut found = Vec::new();
    while !bytes.is_empty() {
        let key = varint(&mut bytes);
        let length = match key & 7 {
            0 => {
                found.push((key >> 3, varint(&mut bytes).to_le_bytes().to_vec()));
                continue;
            }
            1 => 8,
            2 => varint(&mut bytes) as usize,
            other => panic!("wire type {other}"),
        };
        let (own, rest) = bytes.split_at(length);
        found.push((key >> 3, own.to_vec()));
        bytes = rest;
    }
    found
}

fn layer(bytes: &[u8]) -> (String, Vec<BTreeMap<String, String>>) {
    let all = fields(bytes);
    let of = |wanted: u64| all.iter().filter(move |(number, _)| *number == wanted).map(|(_, bytes)| bytes);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let keys: Vec<String> = of(3).map(|bytes| text(bytes)).collect();
    let value = |bytes: &Vec<u8>| match &fields(bytes)[0] {
        (1, said) => text(said),
        (3, real) => f64::from_le_bytes(real.as_slice().try_into().unwrap()).to_string(),
        (_, whole) => u64::from_le_bytes(whole.as_slice().try_into().unwrap()).to_string(),
    };
    let values: Vec<String> = of(4).map(value).collect();
    let feature = |bytes: &Vec<u8>| {
        let tags = fields(bytes).into_iter().find(|(number, _)| *number == 2).map(|(_, tags)| tags).unwrap_or_default();
        // Small layers: every number is of one byte.
        tags.chunks_exact(2).map(|pair| (keys[pair[0] as usize].clone(), values[pair[1] as usize].clone())).collect()
    };
    (text(of(1).next().unwrap()), of(2).map(feature).collect())
}

#[tokio::test]
async fn a_grouping_is_the_union_of_its_members_less_the_others() {
    let query = "?membres=epci-245900410,commune-80410&sauf=commune-59512&nom=Essai%20d%27hier";
    let layers = read("groupement", tile(3), query).await;
    assert_eq!(layers.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["membre", "groupement"]);
    let codes: Vec<&str> = layers[0].1.iter().map(|one| one["code"].as_str()).collect();
    assert_eq!(codes, ["59350", "80410"]);
    assert_eq!(layers[1].1.len(), 1);
    assert_eq!(layers[1].1[0]["nom"], "Essai d'hier");
    let about = get_with(&format!("/tiles/live/groupement.json{query}"), &[("host", "lanterne.test")]).await.json();
    assert_eq!(about["name"], "Essai d'hier");
    assert_eq!(about["description"], "2 communes, 256\u{202f}699 habitants.");
    let template = about["tiles"][0].as_str().unwrap().strip_prefix("http://lanterne.test").unwrap().to_owned();
    let Tile { z, x, y } = tile(5);
    let named = [("{z}", z.to_string()), ("{x}", x.to_string()), ("{y}", y.to_string())];
    let address = named.iter().fold(template, |address, (name, number)| address.replace(name, number));
    assert_eq!(get(&address).await.status, StatusCode::OK, "{address}");
    // Lille and Ham, the squares of rows 1 and 7.
    assert_eq!(about["bounds"], serde_json::json!([0.2, 50.0, 1.6, 50.2]));
}

#[tokio::test]
async fn a_grouping_that_cannot_be_is_explained() {
    for (query, said) in [
        ("", "epci-200070985,commune-80001"),
        ("?membres=", "epci-200070985,commune-80001"),
        ("?membres=epci-245900410,epci-000000000", "«\u{a0}epci-000000000\u{a0}»"),
        ("?membres=245900410", "par son niveau et son code"),
        ("?membres=zone-nulle_part", "zone déclarée"),
        ("?membres=commune-59350&sauf=epci-245900410", "au moins une commune"),
    ] {
        for address in [address("groupement", tile(5), query), format!("/tiles/live/groupement.json{query}")] {
            let answer = get(&address).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{address}");
            let detail = answer.json()["detail"].as_str().unwrap().to_owned();
            assert!(detail.contains(said), "{address}: {detail}");
        }
    }
}

#[tokio::test]
async fn a_series_leaves_with_its_values_its_classes_and_its_absences() {
    for query in ["?level=epci", "?level=commune&region=32&palette=bleu"] {
        let layers = read(SERIES, tile(3), query).await;
        let series = json(&format!("/api/v1/series/{SERIES}{query}").replace("&palette=bleu", "")).await;
        let level = series["level"].as_str().unwrap();
        let index = json(&format!("/api/v1/territories/{level}")).await;
        assert_eq!(layers.len(), 1);
        assert_eq!(layers[0].0, level);
        let rows = series["rows"].as_array().unwrap();
        assert_eq!(layers[0].1.len(), rows.len(), "{query}");
        for (at, row) in rows.iter().enumerate() {
            let code = index["code"][row.as_u64().unwrap() as usize].as_str().unwrap();
            let feature = layers[0].1.iter().find(|feature| feature["code"] == code).unwrap();
            let number = |key: &str| feature.get(key).map(|text| text.parse::<f64>().unwrap());
            for (key, column) in [("valeur", "value"), ("bas", "low"), ("haut", "high"), ("classe", "class")] {
                // serde_json reads a number to its last digit but one.
                let (own, told) = (number(key), series[column][at].as_f64());
                assert_eq!(own.is_some(), told.is_some(), "{code} {key}");
                assert!(own.zip(told).is_none_or(|(a, b)| (a - b).abs() <= 1e-14 * b.abs()), "{code} {key}");
            }
            let absence = series["absence"].get(row.to_string()).and_then(|text| text.as_str());
            assert_eq!(feature.get("absence").map(String::as_str), absence);
            assert_eq!(feature.get("fiable").is_some(), feature.get("valeur").is_some());
            assert!(feature["couleur"].starts_with('#'));
        }
    }
    let about = json(&format!("/tiles/live/{SERIES}.json?level=epci")).await;
    assert_eq!(about["vector_layers"][0]["fields"]["valeur"], "Number");
    assert!(about["attribution"].as_str().unwrap().contains("synthétiques"));
}

#[tokio::test]
async fn chosen_sites_are_those_of_the_api() {
    let all = read("site", tile(3), "").await;
    let api = json("/api/v1/sites").await;
    let placed = api["features"].as_array().unwrap().iter().filter(|site| !site["geometry"].is_null()).count();
    assert_eq!(all[0].1.len(), placed);
    let chosen = read("site", tile(3), "?network=operateur").await;
    assert!(!chosen[0].1.is_empty() && chosen[0].1.iter().all(|site| site["reseau"] == "operateur"));
    let kind = get(&address("site", tile(3), "?kind=phare")).await;
    assert_eq!(kind.status, StatusCode::BAD_REQUEST);
    assert!(kind.json()["detail"].as_str().unwrap().contains("l’un de inconnu"), "{}", kind.text());
}

#[tokio::test]
async fn whoever_has_a_tile_made_on_demand_is_told_so_before_it_is_made() {
    let address = address(SERIES, tile(5), "?level=epci");
    let tag = get(&address).await.header("etag").to_owned();
    let again = get_with(&address, &[("if-none-match", &tag)]).await;
    assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));
}

#[tokio::test]
async fn nothing_to_show_is_no_content_and_beyond_the_pyramid_a_problem() {
    for what in [SERIES, "site"] {
        assert_eq!(get(&format!("/tiles/live/{what}/5/0/0")).await.status, StatusCode::NO_CONTENT, "{what}");
        for far in ["2/0/0", "11/0/0", "5/32/0", "300/0/0"] {
            let outside = get(&format!("/tiles/live/{what}/{far}")).await;
            assert_eq!(outside.status, StatusCode::NOT_FOUND, "{what} {far}");
        }
    }
    assert_eq!(get("/tiles/live/densite/5/0/0").await.status, StatusCode::NOT_FOUND);
    assert_eq!(get("/tiles/live/site").await.status, StatusCode::NOT_FOUND);
}
