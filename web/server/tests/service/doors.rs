//! Doors for other tools: OGC API Features and Tiles, the DCAT-AP catalogue, OpenAPI.

use axum::http::StatusCode;
use serde_json::Value;

use crate::asking::{get, get_with, json};
use crate::world::{ACROSS, MEL};

fn link<'a>(document: &'a Value, rel: &str) -> Option<&'a str> {
    let links = document["links"].as_array().unwrap();
    links.iter().find(|link| link["rel"] == rel).and_then(|link| link["href"].as_str())
}

#[tokio::test]
async fn the_landing_page_leads_to_everything() {
    let landing = json("/ogc").await;
    for rel in ["self", "service-desc", "service-doc", "conformance", "data"] {
        let address = link(&landing, rel).unwrap_or_else(|| panic!("no link {rel}"));
        assert_eq!(get(address).await.status, StatusCode::OK, "{address}");
    }
    assert_eq!(get("/ogc/").await.status, StatusCode::OK, "with a slash as without");
    let classes = json("/ogc/conformance").await;
    let core = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core";
    assert!(classes["conformsTo"].as_array().unwrap().iter().any(|class| class == core));
    let collections = json("/ogc/collections").await;
    let ids: Vec<&str> =
        collections["collections"].as_array().unwrap().iter().map(|own| own["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["commune", "epci", "departement", "region", "france"]);
    for own in collections["collections"].as_array().unwrap() {
        assert_eq!(&json(link(own, "self").unwrap()).await, own);
        assert!(own["description"].as_str().unwrap().contains("Données synthétiques"), "{own}");
    }
}

#[tokio::test]
async fn pages_follow_each_other_to_the_last_feature() {
    let mut address = "/ogc/collections/commune/items?limit=3&perimetre=categorie".to_owned();
    let (mut codes, mut pages) = (Vec::new(), 0);
    loop {
        let answer = get(&address).await;
        assert_eq!(answer.header("content-type"), "application/geo+json");
        let page = answer.json();
        assert_eq!(page["numberMatched"], 10);
        let features = page["features"].as_array().unwrap();
        assert_eq!(page["numberReturned"], features.len());
        codes.extend(features.iter().map(|feature| feature["id"].as_str().unwrap().to_owned()));
        pages += 1;
        match link(&page, "next") {
            Some(next) => address = next.to_owned(),
            None => break,
        }
        assert!(address.contains("perimetre=categorie"), "a parameter is kept: {address}");
    }
    assert_eq!((pages, codes.len()), (4, 10));
    assert_eq!((codes[0].as_str(), codes[7].as_str()), ("59350", "27070"), "those the register covers come first");
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), 10, "each once");
    let before = json("/ogc/collections/commune/items?limit=3&offset=4").await;
    assert!(link(&before, "prev").unwrap().contains("offset=1&limit=3"));
    let beyond = json("/ogc/collections/commune/items?offset=99").await;
    assert_eq!((beyond["numberReturned"].as_u64(), link(&beyond, "next")), (Some(0), None));
    assert_eq!(json("/ogc/collections/commune/items?limit=99999999").await["numberReturned"], 10);
}

#[tokio::test]
async fn a_feature_carries_the_figures_of_the_map() {
    let page = json("/ogc/collections/epci/items?region=32").await;
    for indicator in json("/api/v1/indicators").await.as_array().unwrap() {
        let slug = indicator["slug"].as_str().unwrap();
        let series = json(&format!("/api/v1/series/{slug}?level=epci&region=32")).await;
        for (at, feature) in page["features"].as_array().unwrap().iter().enumerate() {
            let properties = &feature["properties"];
            assert_eq!(properties[slug], series["value"][at], "{slug}");
            assert_eq!(properties[format!("{slug}_bas")], series["low"][at], "{slug}");
            assert_eq!(properties[format!("{slug}_fiable")], series["reliable"][at], "{slug}");
        }
    }
    let one = json(&format!("/ogc/collections/epci/items/{MEL}")).await;
    assert_eq!((&one["type"], &one["id"]), (&"Feature".into(), &MEL.into()));
    assert_eq!(one["properties"]["nom"], "Métropole Européenne de Lille");
    assert!(one["lanterne"]["mention"].as_str().unwrap().starts_with("Données synthétiques"));
    assert_eq!(one["lanterne"]["cog"], "code officiel géographique 2026");
    let listed = page["features"].as_array().unwrap().iter().find(|feature| feature["id"] == MEL).unwrap();
    assert_eq!(one["geometry"], listed["geometry"]);
}

#[tokio::test]
async fn the_schema_names_every_property_and_its_type() {
    let described = json("/ogc/collections").await["collections"][1]["links"].as_array().unwrap().clone();
    let address = described.iter().find(|link| link["type"] == "application/schema+json").unwrap();
    let answer = get(address["href"].as_str().unwrap()).await;
    assert_eq!(answer.header("content-type"), "application/schema+json");
    let schema = answer.json();
    let named = schema["properties"]["properties"]["properties"].as_object().unwrap();
    let page = json("/ogc/collections/epci/items").await;
    for feature in page["features"].as_array().unwrap() {
        let properties = feature["properties"].as_object().unwrap();
        assert_eq!(properties.keys().collect::<Vec<_>>(), named.keys().collect::<Vec<_>>());
        for (name, value) in properties {
            let right = match named[name]["type"].as_str().unwrap() {
                "string" => value.is_string(),
                "integer" => value.is_i64(),
                "number" => value.is_number(),
                "boolean" => value.is_boolean(),
                other => panic!("{other}"),
            };
            assert!(right || value.is_null(), "{name}: {value}");
        }
    }
}

#[tokio::test]
async fn a_box_keeps_what_it_touches() {
    let page = json("/ogc/collections/epci/items?bbox=0.05,50.05,0.15,50.1").await;
    let ids: Vec<&Value> = page["features"].as_array().unwrap().iter().map(|feature| &feature["id"]).collect();
    assert_eq!(ids, [ACROSS]);
    let six = json("/ogc/collections/epci/items?bbox=0.05,50.05,0,0.15,50.1,100").await;
    assert_eq!(six["numberMatched"], 1, "heights are read and do not count");
    assert_eq!(json("/ogc/collections/epci/items?bbox=10,10,11,11").await["numberMatched"], 0);
}

#[tokio::test]
async fn a_wrong_question_is_refused_in_french() {
    for (address, status, expected) in [
        ("/ogc/collections/canton", 404, "un niveau"),
        ("/ogc/collections/epci/items/59350", 404, "neuf chiffres"),
        ("/ogc/collections/epci/items?limit=0", 400, "nombre entier"),
        ("/ogc/collections/epci/items?bbox=1,2,3", 400, "ouest,sud,est,nord"),
        ("/ogc/collections/epci/items?bbox=1,9,2,3", 400, "ouest,sud,est,nord"),
        ("/ogc/collections/epci/items?nom=Lille", 400, "l’un des paramètres"),
        ("/ogc/collections?f=html", 400, "json"),
        ("/ogc/collections/commune/tiles", 404, "a des tuiles"),
        ("/ogc/collections/epci/tiles/Lambert93", 404, "WebMercatorQuad"),
        ("/ogc/styles", 404, "n’est pas une adresse"),
    ] {
        let answer = get(address).await;
        assert_eq!(answer.status.as_u16(), status, "{address}");
        assert_eq!(answer.header("content-type"), "application/problem+json", "{address}");
        assert!(answer.json()["detail"].as_str().unwrap().contains(expected), "{address}: {}", answer.text());
    }
}

#[tokio::test]
async fn the_template_of_a_tile_set_gives_the_stored_tiles() {
    let sets = json("/ogc/collections/epci/tiles").await;
    let set = json(link(&sets["tilesets"][0], "self").unwrap()).await;
    let template = link(&set, "item").unwrap();
    let limits = set["tileMatrixSetLimits"].as_array().unwrap();
    for limit in limits {
        let number = |name: &str| limit[name].as_u64().unwrap().to_string();
        let zoom = limit["tileMatrix"].as_str().unwrap();
        let tile = template
            .replace("{tileMatrix}", zoom)
            .replace("{tileCol}", &number("minTileCol"))
            .replace("{tileRow}", &number("minTileRow"));
        let answer = get_with(&tile, &[("accept-encoding", "gzip")]).await;
        assert_eq!(answer.status, StatusCode::OK, "{tile}: the corner of the layer has a tile");
        assert_eq!(answer.header("content-type"), "application/vnd.mapbox-vector-tile");
    }
    assert_eq!(set["layers"][0]["id"], "epci");
    let grid = json("/ogc/tileMatrixSets/WebMercatorQuad").await;
    let first = &grid["tileMatrices"][0];
    assert!((first["scaleDenominator"].as_f64().unwrap() - 559_082_264.028_717).abs() < 1e-3, "{first}");
    assert!((first["cellSize"].as_f64().unwrap() - 156_543.033_928_041).abs() < 1e-6);
    assert_eq!(grid["tileMatrices"][10]["matrixWidth"], 1_024);
}

#[tokio::test]
async fn the_catalogue_names_files_that_are_there() {
    let answer = get("/catalogue.jsonld").await;
    assert_eq!(answer.header("content-type"), "application/ld+json");
    let catalogue = answer.json();
    let sets = catalogue["dcat:dataset"].as_array().unwrap();
    let (tables, sets) = sets.split_last().unwrap();
    for file in tables["dcat:distribution"].as_array().unwrap() {
        let taken = get(file["dcat:downloadURL"]["@id"].as_str().unwrap()).await;
        assert_eq!(file["dcat:byteSize"]["@value"], taken.body.len().to_string());
    }
    let indicators = json("/api/v1/indicators").await.as_array().unwrap().len();
    assert_eq!(sets.len(), 5 * indicators);
    for set in sets {
        for needed in ["dct:title", "dct:description", "dct:publisher", "dct:spatial", "dct:temporal", "dcat:theme"] {
            assert!(!set[needed].is_null(), "{needed} of {}", set["dct:identifier"]);
        }
        assert!(set["dct:description"]["@value"].as_str().unwrap().contains("Données synthétiques"), "{set}");
        assert_eq!(set["dct:temporal"]["dcat:startDate"]["@value"], "2022-01-01");
        let files = set["dcat:distribution"].as_array().unwrap();
        assert_eq!(files.len(), 6);
        for file in files {
            let address = file["dcat:downloadURL"]["@id"].as_str().unwrap();
            let taken = get(address).await;
            assert_eq!(taken.status, StatusCode::OK, "{address}");
            let kind = file["dcat:mediaType"]["@id"].as_str().unwrap();
            let served = taken.header("content-type").split(';').next().unwrap().to_owned();
            assert!(kind.ends_with(&served), "{kind} is served as {served}");
            assert_eq!(file["dct:license"]["rdfs:label"], "Licence Ouverte 2.0");
        }
    }
}

#[tokio::test]
async fn the_description_is_openapi_3_1_in_french() {
    let description = json("/api/openapi.json").await;
    assert!(description["openapi"].as_str().unwrap().starts_with("3.1"), "{}", description["openapi"]);
    let items = &description["paths"]["/ogc/collections/{level}/items"]["get"];
    assert_eq!(items["summary"], "OGC API\u{a0}: territoires et indicateurs d’un niveau, page par page");
    assert!(items["parameters"].as_array().unwrap().iter().any(|own| own["name"] == "bbox"));
}
