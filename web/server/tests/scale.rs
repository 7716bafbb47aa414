//! The size of France: 35 000 communes, 1 250 EPCI, a register everywhere. Ready soon, and quick to answer.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use lanterne_data::manifest::Manifest;
use lanterne_data::{Draft, row};
use lanterne_server::live::Live;
use lanterne_server::router::router;
use lanterne_server::state::State;
use tower::ServiceExt;

const COMMUNES: usize = 34_875;
const CARD: &str = "lanterne/essai";
/// Units of a level: communes in a unit, name of the level.
const LEVELS: [(&str, usize); 5] =
    [("commune", 1), ("epci", 28), ("departement", 345), ("region", 1_938), ("france", COMMUNES)];

fn code(level: usize, commune: usize) -> String {
    format!("{}{:05}", ["", "E", "D", "R", "F"][level], commune / LEVELS[level].1)
}

fn build(folder: &Path) {
    let draft = Draft::create(&folder.join("lanterne.duckdb")).unwrap();
    for (level, (name, size)) in LEVELS.iter().enumerate() {
        let units: Vec<row::Territory> = (0..COMMUNES.div_ceil(*size))
            .map(|unit| row::Territory {
                level: (*name).to_owned(),
                row: i32::try_from(unit).unwrap(),
                code: code(level, unit * size),
                name: format!("Saint-Essai-{unit}"),
                nature: None,
                departement: (level < 2).then(|| code(2, unit * size)),
                region: (level < 3).then(|| code(3, unit * size)),
                population: Some(1_900 * *size as i64),
                area_km2: Some(15.0 * *size as f64),
                lon: Some((unit * size % 180) as f64 * 0.05),
                lat: Some(43.0 + (unit * size / 180) as f64 * 0.04),
                west: Some(0.0),
                south: Some(43.0),
                east: Some(0.1),
                north: Some(43.1),
                commune_count: i32::try_from(*size).unwrap(),
                outline: true,
            })
            .collect();
        draft.append(&units).unwrap();
    }
    let communes: Vec<row::Commune> = (0..COMMUNES)
        .map(|commune| row::Commune {
            code: code(0, commune),
            epci: Some(code(1, commune)),
            departement: code(2, commune),
            region: code(3, commune),
            postcodes: vec![format!("{:05}", commune / 5)],
        })
        .collect();
    draft.append(&communes).unwrap();
    let coverage: Vec<row::Coverage> = (0..COMMUNES.div_ceil(LEVELS[2].1))
        .map(|unit| row::Coverage { card: CARD.to_owned(), departement: code(2, unit * LEVELS[2].1) })
        .collect();
    draft.append(&coverage).unwrap();
    let ess: Vec<row::EssCount> = (0..COMMUNES * 3)
        .map(|at| row::EssCount {
            commune: code(0, at / 3),
            famille: ["association", "cooperative", "mutuelle"][at % 3].to_owned(),
            section: Some(["Q", "G", "K"][at % 3].to_owned()),
            tranche: "03".to_owned(),
            loi_2014: true,
            categorie: true,
            esus: false,
            siae: false,
            establishments: 3,
            employers: (at * 7 % 5) as i64,
            jobs_low: 6.0,
            jobs: 7.5,
            jobs_high: 9.0,
        })
        .collect();
    draft.append(&ess).unwrap();
    let economy: Vec<row::EconomyCount> = (0..COMMUNES)
        .map(|commune| row::EconomyCount {
            commune: code(0, commune),
            section: None,
            establishments: 90,
            employers: 60,
            jobs_low: 300.0,
            jobs: 400.0,
            jobs_high: 500.0,
        })
        .collect();
    draft.append(&economy).unwrap();
    let tables = draft.finish().unwrap();
    let manifest = Manifest {
        id: "france".to_owned(),
        cog: 2026,
        synthetic: false,
        inputs: Vec::new(),
        tables,
        tiles: Vec::new(),
        parameters: Default::default(),
    };
    manifest.write(&folder.join("manifest.json")).unwrap();
}

async fn asked(service: &Router, path: &str) -> (Duration, usize) {
    let begun = Instant::now();
    let answer = service.clone().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap().len();
    (begun.elapsed(), bytes)
}

#[tokio::test]
async fn all_of_france_is_ready_within_a_second_and_answers_at_once() {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path());
    let opened = || {
        let begun = Instant::now();
        let state = State::open(folder.path()).unwrap();
        (begun.elapsed(), state)
    };
    // The best of three: other work on the machine is not what is measured.
    let ((first, state), (second, _), (third, _)) = (opened(), opened(), opened());
    let ready = first.min(second).min(third);
    let service = router(Arc::new(Live::of(state)));
    println!("ready in {ready:?}");
    let mut slowest_again = Duration::ZERO;
    for path in [
        "/api/v1/series/etablissements_10000_hab?level=epci",
        "/api/v1/series/etablissements_10000_hab?level=commune",
        "/api/v1/series/part_emplois?level=commune",
        "/api/v1/series/etablissements_10000_hab?level=commune&region=R00005",
        "/api/v1/white-zones?level=commune",
        "/api/v1/territories/commune",
        "/api/v1/territories/epci/E00003",
        "/api/v1/territories/commune/00077",
        "/api/v1/search?q=saint",
    ] {
        let (cold, bytes) = asked(&service, path).await;
        let (warm, _) = asked(&service, path).await;
        println!("{path}: {cold:?}, then {warm:?}, {bytes} bytes");
        slowest_again = slowest_again.max(warm);
    }
    assert!(ready < Duration::from_secs(1), "{ready:?}");
    assert!(slowest_again < Duration::from_secs(2), "{slowest_again:?}");
}
