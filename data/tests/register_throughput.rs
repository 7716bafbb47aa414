//! Seconds and peak memory of a register of any size: a measure, not a test. Run with
//! `LANTERNE_SIRENE=<folder> cargo test --release -p lanterne-data --test register_throughput -- --ignored --nocapture`;
//! the folder holds StockUniteLegale.parquet, StockEtablissement.parquet and communes.txt (commune, department).
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Instant;

use lanterne_data::load::register::{Coverage, RawFile, Register};
use lanterne_data::row::Commune;
use lanterne_data::{Draft, Limits};

#[test]
#[ignore = "a measure on a large file given by LANTERNE_SIRENE"]
fn a_large_register_is_loaded_within_its_memory() {
    let input = PathBuf::from(std::env::var("LANTERNE_SIRENE").unwrap());
    let memory = std::env::var("LANTERNE_MEMORY").unwrap_or_else(|_| "2GB".to_owned());
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
