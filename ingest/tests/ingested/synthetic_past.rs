//! The earlier years of the synthetic register: their totals, and the same establishments from one year to the next.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use flate2::read::GzDecoder;
use lanterne_data::Draft;
use lanterne_data::read::count::past_totals;
use lanterne_ingest::IngestError;
use lanterne_ingest::synthetic::{Made, Written};

use crate::region;

/// Of each SIRET: its commune and its year of creation.
fn open(path: &Path) -> BTreeMap<String, (String, u16)> {
    let plain: Box<dyn std::io::Read> = match path.extension().unwrap().to_str() {
        Some("gz") => Box::new(GzDecoder::new(File::open(path).unwrap())),
        _ => Box::new(File::open(path).unwrap()),
    };
    let mut reader = csv::Reader::from_reader(plain);
    let header = reader.headers().unwrap().clone();
    let at = |name: &str| header.iter().position(|own| own == name).unwrap();
    let (siret, commune) = (at("siret"), at("codeCommuneEtablissement"));
    let (created, state) = (at("dateCreationEtablissement"), at("etatAdministratifEtablissement"));
    let rows = reader.records().map(Result::unwrap).filter(|row| &row[state] == "A");
    rows.map(|row| (row[siret].to_owned(), (row[commune].to_owned(), row[created][..4].parse().unwrap()))).collect()
}

#[test]
fn every_year_has_its_totals_and_the_establishments_that_existed() {
    let folder = tempfile::tempdir().unwrap();
    let (targets, rows) = (region::targets("hauts-de-france"), region::rows());
    let made = Made::of(&targets, &rows.places()).unwrap();
    let draft = Draft::create(&folder.path().join("lanterne.duckdb")).unwrap();
    draft.append(&rows.communes).unwrap();
    let mut later = open(&made.write(None, folder.path()).unwrap().etablissements);
    let mut closures = 0;
    for (year, past) in [2021, 2020, 2019, 2018].into_iter().zip(&targets.past) {
        assert_eq!(past.year, year);
        let written: Written = made.write(Some(year), folder.path()).unwrap();
        let loaded = draft.load_past_register(&rows.register(&targets, &written), year as i16, &|_| {}).unwrap();
        assert_eq!((loaded.units.refused, loaded.establishments.refused), (0, 0), "the generator writes no faulty row");

        let found = past_totals(&draft.snapshot().unwrap(), year).unwrap();
        assert_eq!(found.ess_establishments, past.establishments as f64, "{year}");
        assert_eq!(found.establishments, past.total().all_establishments() as f64, "{year}");
        assert!((found.ess_jobs - past.jobs as f64).abs() <= 0.5, "{year}: {} {}", found.ess_jobs, past.jobs);
        assert!((found.jobs - past.total().all_jobs() as f64).abs() <= 1.0, "{year}: {}", found.jobs);

        let own = open(&written.etablissements);
        assert!(own.values().all(|(_, created)| *created <= year), "nothing is there before it is created");
        for (siret, (commune, created)) in &later {
            match own.get(siret) {
                Some((there, _)) => assert_eq!(there, commune, "{siret} does not move"),
                None => assert!(*created > year, "{siret}, created in {created}, is missing at the end of {year}"),
            }
        }
        closures += own.keys().filter(|siret| !later.contains_key(*siret)).count();
        later = own;
    }
    assert!(closures > 1_000, "establishments close: {closures}");
}

#[test]
fn a_year_with_fewer_establishments_than_already_existed_is_refused_by_name() {
    let mut targets = region::targets("hauts-de-france");
    targets.past[2].establishments = 12_000;
    let fault = Made::of(&targets, &region::rows().places()).unwrap_err();
    let IngestError::Targets { margin, .. } = &fault else { panic!("{fault}") };
    assert!(margin.contains("ESS") && margin.contains("2019"), "{margin}");
}

#[test]
fn a_region_without_past_has_none() {
    let (targets, folder) = (region::targets("normandie"), tempfile::tempdir().unwrap());
    let made = Made::of(&targets, &region::rows().places()).unwrap();
    assert!(matches!(made.write(Some(2018), folder.path()), Err(IngestError::Targets { .. })));
}
