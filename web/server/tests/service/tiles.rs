//! Tiles and their addresses.

use std::io::Read;

use axum::http::StatusCode;

use crate::asking::{get, get_with};

async fn template() -> String {
    let about = get_with("/tiles/epci.json", &[("host", "lanterne.test:8080")]).await.json();
    assert_eq!(about["tilejson"], "3.0.0");
    let address = about["tiles"][0].as_str().unwrap().to_owned();
    address.strip_prefix("http://lanterne.test:8080").unwrap().to_owned()
}

fn at(template: &str, z: u32, x: u32, y: u32) -> String {
    template.replace("{z}", &z.to_string()).replace("{x}", &x.to_string()).replace("{y}", &y.to_string())
}

#[tokio::test]
async fn a_tile_is_served_as_stored_and_for_ever() {
    let tile = get(&at(&template().await, 3, 4, 2)).await;
    assert_eq!(tile.status, StatusCode::OK);
    assert_eq!(tile.header("content-type"), "application/vnd.mapbox-vector-tile");
    assert_eq!(tile.header("content-encoding"), "gzip");
    assert!(tile.header("cache-control").contains("immutable"));
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(tile.body.as_slice()).read_to_end(&mut plain).unwrap();
    let text = String::from_utf8_lossy(&plain);
    assert!(text.contains("CC de l'Est de la Somme") && text.contains("200070985"));
}

#[tokio::test]
async fn an_empty_tile_is_no_content_and_a_tile_outside_the_pyramid_a_problem() {
    let template = template().await;
    assert_eq!(get(&at(&template, 3, 0, 0)).await.status, StatusCode::NO_CONTENT);
    for (z, x, y) in [(3, 8, 0), (40, 0, 0), (0, 0, 0)] {
        let outside = get(&at(&template, z, x, y)).await;
        assert_eq!(outside.status, StatusCode::NOT_FOUND, "{z}/{x}/{y}");
        assert_eq!(outside.json()["title"], "Tuile hors de la pyramide");
    }
}

#[tokio::test]
async fn tiles_of_another_publication_say_where_the_current_ones_are() {
    let gone = get("/tiles/0000000000000000/epci/3/4/2").await;
    assert_eq!(gone.status, StatusCode::GONE);
    assert!(gone.json()["detail"].as_str().unwrap().contains("/tiles/epci.json"));
}

#[tokio::test]
async fn an_unknown_layer_lists_the_known_ones() {
    let unknown = get("/tiles/canton.json").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert!(unknown.json()["detail"].as_str().unwrap().contains("epci.json"));
}
