//! Tiles and their addresses.

use std::io::Read;

use std::net::SocketAddr;

use axum::http::StatusCode;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::asking::{Answer, get, get_with};
use crate::publication::started;
use crate::world;

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

#[tokio::test]
async fn a_client_that_takes_no_gzip_gets_the_tile_unpacked() {
    let address = at(&template().await, 3, 4, 2);
    let (stored, plain) = (get(&address).await, get_with(&address, &[("accept-encoding", "identity")]).await);
    assert_eq!((plain.status, plain.header("content-encoding")), (StatusCode::OK, ""));
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(stored.body.as_slice()).read_to_end(&mut unpacked).unwrap();
    assert!(plain.body == unpacked);
    for tile in [stored, plain] {
        assert!(tile.header("vary").contains("accept-encoding"));
    }
}

#[tokio::test]
async fn whoever_has_a_tile_is_told_so_without_it() {
    let address = at(&template().await, 3, 4, 2);
    let tag = get(&address).await.header("etag").to_owned();
    let known = get_with(&address, &[("if-none-match", &tag)]).await;
    assert_eq!((known.status, known.body.len(), known.header("etag")), (StatusCode::NOT_MODIFIED, 0, tag.as_str()));
    assert_eq!(get_with(&address, &[("if-none-match", "\"another\"")]).await.status, StatusCode::OK);
}

/// An answer over a connection of its own.
async fn wired(address: SocketAddr, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let lines: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let request = format!("GET {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n{lines}\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.unwrap();
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let (first, lines) = head.split_once("\r\n").unwrap();
    let pair = |line: &str| {
        let (name, value) = line.split_once(": ").unwrap();
        (name.parse().unwrap(), value.parse().unwrap())
    };
    Answer {
        status: first.split(' ').nth(1).unwrap().parse().unwrap(),
        headers: lines.split("\r\n").map(pair).collect(),
        body: bytes[end + 4..].to_vec(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tile_answered_before_the_router_is_the_router_s() {
    let var = tempfile::tempdir().unwrap();
    world::build(var.path(), "0123456789abcdef");
    world::publish(var.path(), "0123456789abcdef");
    let (address, stop, running) = started(var.path()).await;
    let template = template().await;
    let tile = at(&template, 3, 4, 2);
    let tag = get(&tile).await.header("etag").to_owned();
    let cases: [(String, &[(&str, &str)]); 8] = [
        (tile.clone(), &[]),
        (format!("{tile}.pbf"), &[("accept-encoding", "gzip, br")]),
        (tile.clone(), &[("accept-encoding", "identity")]),
        (tile.clone(), &[("if-none-match", &tag)]),
        (at(&template, 3, 0, 0), &[]),
        (at(&template, 3, 8, 0), &[]),
        (format!("{tile}/0"), &[]),
        ("/tiles/0000000000000000/epci/3/4/2".to_owned(), &[]),
    ];
    for (path, headers) in cases {
        let (mut wired, mut routed) = (wired(address, &path, headers).await, get_with(&path, headers).await);
        for answer in [&mut wired, &mut routed] {
            // Those of the connection.
            for name in ["connection", "content-length", "date"] {
                answer.headers.remove(name);
            }
        }
        assert_eq!((wired.status, &wired.headers), (routed.status, &routed.headers), "{path} {headers:?}");
        assert!(wired.body == routed.body, "{path} {headers:?}");
    }
    stop.send(()).unwrap();
    running.await.unwrap();
}

/// What GDAL's `ogrinfo` says, where the system has it.
async fn ogrinfo(arguments: Vec<String>) -> Option<String> {
    let run = move || std::process::Command::new("ogrinfo").args(arguments).env("LC_ALL", "C").output();
    let output = tokio::task::spawn_blocking(run).await.unwrap().ok()?;
    Some(format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)))
}

fn arguments(list: &[&str]) -> Vec<String> {
    list.iter().map(|&argument| argument.to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn gdal_opens_the_tiles_by_their_tilejson_and_the_archive() {
    let Some(formats) = ogrinfo(arguments(&["--formats"])).await else {
        eprintln!("skipped: no ogrinfo on this system");
        return;
    };
    let var = tempfile::tempdir().unwrap();
    let folder = world::build(var.path(), "0123456789abcdef");
    world::publish(var.path(), "0123456789abcdef");
    let archive = folder.join("tiles/epci.pmtiles");
    let count = |told: &str| -> Option<u32> {
        told.lines().find_map(|line| line.strip_prefix("Feature Count: "))?.trim().parse().ok()
    };
    if formats.contains("  MVT -") {
        let (address, stop, running) = started(var.path()).await;
        let tiles = template().await.replace("/{z}/{x}/{y}", "");
        let told = ogrinfo(arguments(&[
            "-ro",
            "-so",
            "-oo",
            &format!("METADATA_FILE=http://{address}/tiles/epci.json"),
            &format!("MVT:http://{address}{tiles}/5"),
            "epci",
        ]))
        .await
        .unwrap();
        assert!(count(&told).is_some_and(|features| features > 0), "{told}");
        for field in ["code: String", "nom: String"] {
            assert!(told.contains(field), "{field} is not in\n{told}");
        }
        stop.send(()).unwrap();
        running.await.unwrap();
    } else {
        eprintln!("skipped: this GDAL reads no vector tiles");
    }
    if formats.contains("PMTiles") {
        let told = ogrinfo(arguments(&["-ro", "-so", archive.to_str().unwrap(), "epci"])).await.unwrap();
        assert!(count(&told).is_some_and(|features| features > 0) && told.contains("nom: String"), "{told}");
    } else {
        eprintln!("skipped: this GDAL is older than 3.8 and reads no PMTiles");
    }
}

#[tokio::test]
async fn the_names_of_territories_are_tiles_of_their_own() {
    let about = get("/tiles/etiquette.json").await.json();
    assert_eq!(about["vector_layers"][0]["fields"]["niveau"], "String");
    assert_eq!(about["bounds"].as_array().unwrap().len(), 4);
    let mut seen = String::new();
    for (x, y) in (512..536).flat_map(|x| (336..360).map(move |y| (x, y))) {
        let tile = get(&at(about["tiles"][0].as_str().unwrap(), 10, x, y)).await;
        if tile.status == StatusCode::OK {
            let mut plain = Vec::new();
            flate2::read::GzDecoder::new(tile.body.as_slice()).read_to_end(&mut plain).unwrap();
            seen.push_str(&String::from_utf8_lossy(&plain));
        }
    }
    assert_eq!(seen.matches("CC de l'Est de la Somme").count(), 1);
}
