//! The shipped binary from outside: ingest the embedded default, reconcile it, serve it, and read the same number from the
//! API and from the database.
#![allow(clippy::unwrap_used)]

#[path = "shipped/committee.rs"]
mod committee;
#[path = "shipped/doors.rs"]
mod doors;
#[path = "shipped/filtered.rs"]
mod filtered;
#[path = "shipped/profiles.rs"]
mod profiles;
#[path = "shipped/raster.rs"]
mod raster;
#[path = "../../web/report/tests/reading/mod.rs"]
mod reading;
mod shipped;
#[path = "shipped/taken.rs"]
mod taken;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::Value;

use shipped::{Server, folder, lanterne, text};

/// The embedded default, ingested once for all tests of this file.
fn snapshot() -> &'static Path {
    static VAR: OnceLock<PathBuf> = OnceLock::new();
    VAR.get_or_init(|| {
        let var = folder("shipped-var");
        let output = lanterne(&["ingest"], &var);
        assert!(output.status.success(), "{}", text(&output));
        var
    })
}

fn database() -> duckdb::Connection {
    let id = std::fs::read_to_string(snapshot().join("current")).unwrap();
    let file = snapshot().join("snapshots").join(id.trim()).join("lanterne.duckdb");
    let config = duckdb::Config::default().access_mode(duckdb::AccessMode::ReadOnly).unwrap();
    duckdb::Connection::open_with_flags(file, config).unwrap()
}

fn one<T: duckdb::types::FromSql>(sql: &str) -> T {
    database().query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn the_embedded_default_meets_the_published_figures() {
    let employers = "employer AND loi_2014";
    assert_eq!(one::<i64>(&format!("SELECT count(*) FROM establishment WHERE {employers}")), 14_086);
    let jobs = one::<f64>(&format!("SELECT sum(jobs) FROM establishment WHERE {employers}"));
    assert!((jobs - 220_729.0).abs() <= 1.0, "{jobs} jobs");
    let lille =
        format!("FROM establishment JOIN commune ON commune.code = commune WHERE {employers} AND epci = '200093201'");
    assert_eq!(one::<i64>(&format!("SELECT count(*) {lille}")), 3_474);
    let jobs = one::<f64>(&format!("SELECT sum(jobs) {lille}"));
    assert!((jobs - 56_519.0).abs() <= 1.0, "{jobs} jobs in Lille");
    let output = lanterne(&["check", "--strict"], snapshot());
    assert!(output.status.success(), "{}", text(&output));
}

#[test]
fn every_row_read_is_loaded_refused_or_out_of_scope() {
    let files: i64 = one("SELECT count(*) FROM load_report");
    assert!(files >= 3, "{files} files accounted for");
    assert_eq!(one::<i64>("SELECT count(*) FROM load_report WHERE rows_read <> loaded + refused + out_of_scope"), 0);
    assert_eq!(
        one::<i64>("SELECT coalesce(sum(refused), 0)::BIGINT FROM load_report"),
        one::<i64>("SELECT count(*) FROM refused")
    );
}

#[test]
fn the_geography_is_the_one_of_2026() {
    assert_eq!(one::<i64>("SELECT count(*) FROM territory WHERE level = 'epci'"), 1_255);
    assert_eq!(one::<i64>("SELECT count(*) FROM territory WHERE level = 'departement'"), 101);
    assert_eq!(one::<i64>("SELECT count(*) FROM territory WHERE level = 'region'"), 18);
    let region: i64 = one("SELECT population FROM territory WHERE level = 'region' AND code = '32'");
    assert_eq!(
        region,
        one::<i64>("SELECT sum(population)::BIGINT FROM territory WHERE level = 'commune' AND region = '32'")
    );
    assert!((5_900_000..6_100_000).contains(&region), "{region} inhabitants");
}

#[test]
fn the_api_gives_the_number_of_the_database() {
    let server = Server::start(snapshot());
    let detail = server.json("/api/v1/territories/epci/200093201?perimetre=loi_2014");
    let served = detail["headline"]["value"].as_f64().unwrap();
    let stored: f64 = one(
        "SELECT value FROM result JOIN territory USING (level, row)
         WHERE indicator = 'etablissements_10000_hab' AND perimetre = 'loi_2014' AND level = 'epci' AND code = '200093201'",
    );
    assert_eq!(served, stored);
    let population: i64 = one("SELECT population FROM territory WHERE level = 'epci' AND code = '200093201'");
    assert_eq!(stored, 10_000.0 * 3_474.0 / population as f64);
}

#[test]
fn synthetic_is_said_on_every_series_and_export() {
    let server = Server::start(snapshot());
    for indicator in server.json("/api/v1/indicators").as_array().unwrap() {
        let slug = indicator["slug"].as_str().unwrap();
        let series = server.json(&format!("/api/v1/series/{slug}?level=epci&region=32"));
        assert_eq!(series["synthetic"], true, "{slug}");
        assert!(series["notice"].as_str().unwrap().contains("synthétiques"), "{slug}");
        let csv = server
            .fetch(&format!("/api/v1/series/{slug}.csv?level=epci&region=32"))
            .body_mut()
            .read_to_string()
            .unwrap();
        assert!(csv.lines().any(|l| l.starts_with('#') && l.contains("ynthétique")), "{slug}: {csv}");
    }
}

#[test]
fn a_wrong_question_is_answered_in_french_and_the_process_lives() {
    let server = Server::start(snapshot());
    let mut answer = server.fetch("/api/v1/series/bonheur?level=epci");
    assert_eq!(answer.status(), 404);
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    let problem: Value = serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap();
    assert!(problem["detail"].as_str().unwrap().contains("bonheur"), "{problem}");
    assert_eq!(server.fetch("/healthz").status(), 200);
}

#[test]
fn a_tile_is_served_for_ever_under_its_hash() {
    let server = Server::start(snapshot());
    let tilejson = server.json("/tiles/epci.json");
    let template = tilejson["tiles"][0].as_str().unwrap();
    let url = template.replace("{z}", "7").replace("{x}", "64").replace("{y}", "43");
    let path = url.strip_prefix(&server.address).unwrap_or(&url);
    let answer = server.fetch(path);
    assert_eq!(answer.status(), 200, "{path}");
    assert!(answer.headers()["cache-control"].to_str().unwrap().contains("immutable"));
}
