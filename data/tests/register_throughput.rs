//! Seconds and peak memory of a register of any size: a measure, not a test. Run with
//! `LANTERNE_SIRENE=<folder> cargo test --release -p lanterne-data --test register_throughput -- --ignored --nocapture`;
//! the folder holds StockUniteLegale.parquet, StockEtablissement.parquet and communes.txt (commune, department). Where it
//! does not, 3.6 million made-up units and 5 million establishments are written into it first.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

use lanterne_data::load::register::{Coverage, RawFile, Register};
use lanterne_data::row::Commune;
use lanterne_data::{Draft, Limits};

const UNITS: u32 = 3_600_000;
const ESTABLISHMENTS: u32 = 5_000_000;
/// Communes of each of 95 departments.
const COMMUNES: u32 = 368;

/// A register in Sirene's shape, sorted by identifier as the published one is: one in ten units is of the ESS, one in three
/// establishments is closed, one in nine has employees.
fn make_up(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    let sql = format!(
        "COPY (SELECT (100000000 + i)::VARCHAR AS siren,
             CASE WHEN i % 10 = 0 THEN '9220' WHEN i % 10 < 6 THEN '1000' ELSE '5710' END AS categorieJuridiqueUniteLegale,
             CASE WHEN i % 10 = 0 THEN 'O' END AS economieSocialeSolidaireUniteLegale
           FROM range({UNITS}) t (i)) TO '{folder}/StockUniteLegale.parquet' (FORMAT parquet);
         COPY (SELECT (100000000 + unit)::VARCHAR AS siren, siren || lpad((j % 7)::VARCHAR, 5, '0') AS siret,
             DATE '1990-01-01' + (h % 12000)::INTEGER AS dateCreationEtablissement,
             CASE h % 9 WHEN 0 THEN ['00', '01', '02', '03', '11', '12'][h % 6 + 1] END AS trancheEffectifsEtablissement,
             j % 7 = 0 AS etablissementSiege,
             lpad((place // {COMMUNES} + 1)::VARCHAR, 2, '0') || lpad((place % {COMMUNES} + 1)::VARCHAR, 3, '0')
               AS codeCommuneEtablissement,
             CASE WHEN h % 3 = 0 THEN 'F' ELSE 'A' END AS etatAdministratifEtablissement,
             ['88.10A', '62.01Z', '47.11F', '94.99Z', '93.12Z', '43.21A'][(h // 7) % 6 + 1] AS activitePrincipaleEtablissement,
             CASE h % 9 WHEN 0 THEN 'O' ELSE 'N' END AS caractereEmployeurEtablissement
           FROM (SELECT j, j * {UNITS} // {ESTABLISHMENTS} AS unit, (hash(j) % 1000003)::BIGINT AS h,
               (hash(j + 1) % (95 * {COMMUNES}))::BIGINT AS place
             FROM range({ESTABLISHMENTS}) t (j))) TO '{folder}/StockEtablissement.parquet' (FORMAT parquet);",
        folder = folder.display()
    );
    duckdb::Connection::open_in_memory().unwrap().execute_batch(&sql).unwrap();
    let communes: String = (0..95 * COMMUNES)
        .map(|at| (at / COMMUNES + 1, at % COMMUNES + 1))
        .map(|(departement, rank)| format!("{departement:02}{rank:03},{departement:02}\n"))
        .collect();
    // Last: it says that the rest is there.
    std::fs::write(folder.join("communes.txt"), communes).unwrap();
}

#[test]
#[ignore = "a measure on a large file given by LANTERNE_SIRENE"]
fn a_large_register_is_loaded_within_its_memory() {
    let input = PathBuf::from(std::env::var("LANTERNE_SIRENE").unwrap());
    let memory = std::env::var("LANTERNE_MEMORY").unwrap_or_else(|_| "2GB".to_owned());
    if !input.join("communes.txt").exists() {
        make_up(&input);
        panic!("{} is written: run again to measure, in a process that has made nothing up", input.display());
    }
    let folder = tempfile::tempdir().unwrap();
    let limits = Limits { memory: Some(memory.clone()), ..Limits::default() };
    let draft = Draft::create_within(&folder.path().join("lanterne.duckdb"), &limits).unwrap();
    let communes: Vec<Commune> = std::fs::read_to_string(input.join("communes.txt"))
        .unwrap()
        .lines()
        .filter_map(|line| line.split_once(','))
        .map(|(code, departement)| Commune {
            code: code.into(),
            epci: None,
            departement: departement.into(),
            region: String::new(),
            zone_emploi: None,
            bassin_vie: None,
            postcodes: vec![],
        })
        .collect();
    draft.append(&communes).unwrap();
    let file =
        |name: &str| RawFile { card: "essai".into(), path: input.join(name), file: name.into(), sha256: String::new() };
    let register = Register {
        units: file("StockUniteLegale.parquet"),
        establishments: file("StockEtablissement.parquet"),
        cog: 2026,
        coverage: Coverage::Found,
        esus: BTreeSet::new(),
        siae: BTreeSet::new(),
    };
    let start = Instant::now();
    let loaded =
        draft.load_register(&register, &|step| println!("{:6.1} s {step}", start.elapsed().as_secs_f64())).unwrap();
    println!("{:6.1} s fini ; limite {memory}", start.elapsed().as_secs_f64());
    println!("{:?}\n{:?}\nESS {}", loaded.units, loaded.establishments, loaded.ess);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!("{}", status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default());
    assert!(loaded.establishments.loaded > 0);
}
