//! A made-up snapshot of the size of France: 34 875 communes, 1 246 EPCI, a register everywhere. Each fact is a function of
//! its commune's rank, so that any figure can be said beforehand.
#![allow(clippy::unwrap_used)]
#![allow(dead_code, reason = "the test and the bench use their part")]

use std::path::Path;

use lanterne_data::manifest::Manifest;
use lanterne_data::{Draft, row};

pub(crate) const COMMUNES: usize = 34_875;
const CARD: &str = "lanterne/essai";
/// Units of a level: communes in a unit, name of the level.
pub(crate) const LEVELS: [(&str, usize); 5] =
    [("commune", 1), ("epci", 28), ("departement", 345), ("region", 1_938), ("france", COMMUNES)];

/// The code of the unit of a level (by its rank in `LEVELS`) that holds a commune.
pub(crate) fn code(level: usize, commune: usize) -> String {
    format!("{}{:05}", ["", "E", "D", "R", "F"][level], commune / LEVELS[level].1)
}

/// Employers of the ESS in each of the three famille of a commune: `at` is three times its rank, and the famille's.
pub(crate) fn employers(at: usize) -> i64 {
    (at * 7 % 5) as i64
}

/// Addresses that a page of France asks for, and the most bytes each may answer.
pub(crate) const ASKED: [(&str, usize); 12] = [
    ("/api/v1/series/etablissements_10000_hab?level=epci", 150 * (COMMUNES / 28 + 1)),
    ("/api/v1/series/etablissements_10000_hab?level=commune", 150 * COMMUNES),
    ("/api/v1/series/part_emplois?level=commune", 150 * COMMUNES),
    ("/api/v1/series/etablissements_10000_hab?level=commune&famille=association,mutuelle&secteur=K,Q", 150 * COMMUNES),
    ("/api/v1/series/etablissements_10000_hab?level=commune&region=R00005", 150 * 1_938),
    ("/api/v1/series/part_emplois?level=commune&region=R00005&famille=cooperative", 150 * 1_938),
    ("/api/v1/parts?level=commune", 6_000),
    ("/api/v1/white-zones?level=commune", 200 * COMMUNES),
    ("/api/v1/territories/commune", 150 * COMMUNES),
    ("/api/v1/territories/epci/E00003", 20_000),
    ("/api/v1/territories/commune/00077", 20_000),
    ("/api/v1/search?q=saint", 5_000),
];

/// Writes the snapshot into a folder.
pub(crate) fn build(folder: &Path) {
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
            zone_emploi: None,
            bassin_vie: None,
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
            employers: employers(at),
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
        published: Vec::new(),
        outlines: None,
        parameters: Default::default(),
    };
    manifest.write(&folder.join("manifest.json")).unwrap();
}
