//! What is taken away, opened by programs that are not ours: DuckDB on GeoParquet, GDAL on GeoPackage and GeoJSON.

use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

use crate::shipped::{Server, folder};
use crate::{database, snapshot};

const SERIES: &str = "/api/v1/series/etablissements_10000_hab";

/// Fetches a file into a folder of its own.
fn taken(server: &Server, ending: &str, query: &str) -> PathBuf {
    let path = folder(&format!("taken-{ending}")).join(format!("lanterne.{ending}"));
    let mut answer = server.fetch(&format!("{SERIES}.{ending}?{query}"));
    assert_eq!(answer.status(), 200, "{ending}");
    let bytes = answer.body_mut().with_config().limit(1 << 30).read_to_vec().unwrap();
    std::fs::write(&path, bytes).unwrap();
    path
}

/// What `ogrinfo` says; `None`, said aloud, where GDAL is not installed.
pub(crate) fn ogrinfo(arguments: &[&str]) -> Option<String> {
    gdal("ogrinfo", arguments)
}

/// What a program of GDAL says; `None`, said aloud, where it is not installed.
pub(crate) fn gdal(program: &str, arguments: &[&str]) -> Option<String> {
    // The WMTS driver keeps what it fetched, in the folder it is run from, unless told not to.
    match Command::new(program).args(arguments).env("GDAL_ENABLE_WMS_CACHE", "NO").output() {
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
            Some(said)
        }
        Err(fault) => {
            // Past the capture of the test runner, which shows nothing of a test that passes.
            let _ = writeln!(std::io::stderr(), "skipped: {program} cannot be run ({fault})");
            None
        }
    }
}

#[test]
fn duckdb_finds_in_the_geoparquet_the_digits_and_the_outlines_of_the_database() {
    let server = Server::start(snapshot());
    let path = taken(&server, "parquet", "level=commune");
    let file = path.display();
    let database = database();
    let one = |sql: &str| -> i64 {
        database.query_row(sql, [], |row| row.get(0)).unwrap_or_else(|fault| panic!("{sql}: {fault}"))
    };
    let communes = one("SELECT count(*) FROM territory WHERE level = 'commune'");
    assert_eq!(one(&format!("SELECT count(*) FROM read_parquet('{file}')")), communes);
    let figures = "SELECT count(*) FROM result WHERE indicator = 'etablissements_10000_hab' AND perimetre = 'loi_2014'
         AND level = 'commune' AND value IS NOT NULL";
    let same = format!(
        "SELECT count(*) FROM read_parquet('{file}') AS taken JOIN territory AS t ON t.level = 'commune' AND t.code = taken.code
         JOIN result AS r ON r.level = t.level AND r.row = t.row AND r.indicator = 'etablissements_10000_hab'
         AND r.perimetre = 'loi_2014' WHERE taken.valeur = r.value AND taken.bas = r.low AND taken.haut = r.high"
    );
    assert!(one(figures) > 3_000);
    assert_eq!(one(&same), one(figures));
    let boxed = format!(
        "SELECT count(*) FROM read_parquet('{file}') AS taken JOIN territory AS t ON t.level = 'commune' AND t.code = taken.code
         WHERE abs(bbox.xmin - west) < 1e-6 AND abs(bbox.ymin - south) < 1e-6
         AND abs(bbox.xmax - east) < 1e-6 AND abs(bbox.ymax - north) < 1e-6"
    );
    assert_eq!(one(&boxed), one("SELECT count(*) FROM territory WHERE level = 'commune' AND outline"));
    let metadata = |key: &str| -> serde_json::Value {
        let sql = format!("SELECT decode(value) FROM parquet_kv_metadata('{file}') WHERE decode(key) = '{key}'");
        let text: String = database.query_row(&sql, [], |row| row.get(0)).unwrap();
        serde_json::from_str(&text).unwrap()
    };
    let geo = metadata("geo");
    assert_eq!((&geo["version"], &geo["columns"]["geometry"]["encoding"]), (&"1.1.0".into(), &"WKB".into()));
    assert_eq!(geo["columns"]["geometry"]["covering"]["bbox"]["xmin"], serde_json::json!(["bbox", "xmin"]));
    assert!(metadata("lanterne")["mention"].as_str().unwrap().starts_with("Données synthétiques"));
}

/// What leaves of a table otherwise than it is stored: rows of the index as codes.
const BY_CODE: [(&str, &str); 3] = [
    (
        "neighbour",
        "(SELECT n.level, a.code, b.code AS other, n.length_m FROM neighbour n
          JOIN territory a ON a.level = n.level AND a.row = n.row JOIN territory b ON b.level = n.level AND b.row = n.other)",
    ),
    ("result", "(SELECT r.*, t.code FROM result r JOIN territory t ON t.level = r.level AND t.row = r.row)"),
    ("white_zone", "(SELECT w.*, t.code FROM white_zone w JOIN territory t ON t.level = w.level AND t.row = w.row)"),
];

#[test]
fn every_table_that_leaves_is_the_table_of_the_database_row_for_row() {
    let server = Server::start(snapshot());
    let index = server.json("/donnees");
    let tables = index["tables"].as_array().unwrap();
    assert!(tables.len() >= 30, "{}", tables.len());
    let database = database();
    for table in tables {
        let name = table["name"].as_str().unwrap();
        let bytes = server.fetch(table["href"].as_str().unwrap()).body_mut().with_config().limit(1 << 30).read_to_vec();
        let path = folder("tables").join(format!("{name}.parquet"));
        std::fs::write(&path, bytes.unwrap()).unwrap();
        let columns: Vec<String> = table["columns"]
            .as_array()
            .unwrap()
            .iter()
            .map(|column| format!("\"{}\"", column["name"].as_str().unwrap()))
            .collect();
        let columns = columns.join(", ");
        let stored = BY_CODE.iter().find(|(own, _)| *own == name).map_or(name, |(_, select)| select);
        let (left, kept) = (format!("read_parquet('{}')", path.display()), stored);
        for (a, b) in [(left.as_str(), kept), (kept, left.as_str())] {
            let sql = format!("SELECT count(*) FROM (SELECT {columns} FROM {a} EXCEPT ALL SELECT {columns} FROM {b})");
            let apart: i64 =
                database.query_row(&sql, [], |row| row.get(0)).unwrap_or_else(|fault| panic!("{name}: {fault}"));
            assert_eq!(apart, 0, "{name}: rows of one that the other lacks");
        }
    }
}

#[test]
fn gdal_opens_the_geopackage_and_the_geojson_with_figures_and_accents() {
    let server = Server::start(snapshot());
    let served = server.json("/api/v1/territories/epci/200093201");
    let value = served["headline"]["value"].as_f64().unwrap();
    for ending in ["gpkg", "geojson"] {
        let path = taken(&server, ending, "level=epci&region=32");
        let path = path.to_str().unwrap();
        let Some(said) = ogrinfo(&["-ro", "-al", "-where", "code = '200093201'", path]) else { return };
        assert!(said.contains("Métropole Européenne de Lille"), "{ending}: {said}");
        assert!(said.contains("Geometry: Multi Polygon") && said.contains("WGS"), "{ending}: {said}");
        let shown = said.lines().find_map(|line| line.trim().strip_prefix("valeur (Real) = ")).unwrap();
        assert!((shown.parse::<f64>().unwrap() - value).abs() < 1e-9, "{ending}: {shown} instead of {value}");
        let (_, outline) = said.split_once("MULTIPOLYGON (((").unwrap();
        let first: Vec<f64> = outline.split([' ', ',']).take(2).map(|side| side.parse().unwrap()).collect();
        assert!(
            (2.5..3.5).contains(&first[0]) && (50.0..51.0).contains(&first[1]),
            "{ending}: longitude first: {first:?}"
        );
    }
}
