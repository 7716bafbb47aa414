//! The synthetic register from outside: same bytes, any region, and targets that contradict each other are refused.
#![allow(clippy::unwrap_used)]

use lanterne_ingest::IngestError;
use lanterne_ingest::synthetic::{Place, Targets, write_register};

use crate::region;

#[test]
fn the_same_targets_give_the_same_bytes_whatever_the_order_of_the_places() {
    let (targets, mut places) = (region::targets("hauts-de-france"), region::rows().places());
    let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let one = write_register(&targets, &places, first.path()).unwrap();
    places.reverse();
    let two = write_register(&targets, &places, second.path()).unwrap();
    for (one, two) in [(one.unites_legales, two.unites_legales), (one.etablissements, two.etablissements)] {
        assert!(std::fs::read(&one).unwrap() == std::fs::read(&two).unwrap(), "{} differs", one.display());
    }
}

#[test]
fn another_seed_gives_another_register_of_the_same_size() {
    let (mut targets, places) = (region::targets("hauts-de-france"), region::rows().places());
    let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let one = write_register(&targets, &places, first.path()).unwrap();
    targets.seed += 1;
    let two = write_register(&targets, &places, second.path()).unwrap();
    assert_eq!(one.etablissement_rows, two.etablissement_rows);
    assert!(std::fs::read(&one.etablissements).unwrap() != std::fs::read(&two.etablissements).unwrap());
}

/// Two EPCI of one made-up region, to make targets fail on.
fn small() -> Vec<Place> {
    let place = |code: &str, epci: &str, population: u64| Place {
        code: code.into(),
        name: code.into(),
        epci: Some(epci.into()),
        nature: Some("CC".into()),
        departement: "59".into(),
        region: "32".into(),
        population,
        postcode: None,
    };
    vec![place("59001", "200093201", 50_000), place("59002", "200037059", 30_000)]
}

#[test]
fn sums_that_contradict_each_other_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let fault = write_register(&region::targets("hauts-de-france"), &small(), folder.path()).unwrap_err();
    let IngestError::Targets { margin, .. } = &fault else { panic!("{fault}") };
    assert_eq!(margin, "communautés d'agglomération et urbaines", "there is no such EPCI among these places");
}

#[test]
fn a_targets_file_is_refused_with_the_place_of_its_fault() {
    let text = std::fs::read_to_string(region::shipped().join("synthetic/hauts-de-france.toml")).unwrap();
    let fault = Targets::parse(&text.replacen("jobs_pct = 86.8", "jobs_pct = 76.8", 1), "cibles.toml").unwrap_err();
    assert!(fault.to_string().contains("famille.jobs_pct") && fault.to_string().contains("90.00"), "{fault}");
    let broken = text.replacen("seed = 20221231", "sead = 20221231", 1);
    let line = broken.lines().position(|line| line.starts_with("sead")).unwrap() + 1;
    let fault = Targets::parse(&broken, "cibles.toml").unwrap_err();
    assert!(fault.to_string().contains(&format!("ligne {line}")), "{fault}");
}
