//! Codes followed from year to year, against tables made by others.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use lanterne_ingest::geography::{Carrier, Geography, PassageKind, load};

use crate::beside;

static GEOGRAPHY: LazyLock<Geography> = LazyLock::new(|| load(&root().join("data/reference")).unwrap());
static CARRIER: LazyLock<Carrier> = LazyLock::new(|| GEOGRAPHY.carrier());

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A file of the shared data, where there is one; else says so.
fn shared(name: &str) -> Option<PathBuf> {
    beside::beside(&format!("data/geo/{name}"))
}

#[test]
fn the_communes_of_each_year_are_as_many_as_published() {
    let counts: Vec<usize> = (2021..=2026).map(|year| CARRIER.communes(year).count()).collect();
    // INSEE: 34 965 communes on 1 January 2021, then 34 955, 34 945, 34 935, 34 875 and 34 875.
    assert_eq!(counts, [34_965, 34_955, 34_945, 34_935, 34_875, 34_875]);
}

#[test]
fn every_commune_of_every_year_is_carried_whole() {
    let current: BTreeSet<&str> = GEOGRAPHY.communes.iter().map(|commune| commune.code.as_str()).collect();
    for year in 2021..=2026 {
        for code in CARRIER.communes(year) {
            let shares = CARRIER.carry(year, code).unwrap();
            assert!((shares.iter().map(|(_, share)| share).sum::<f64>() - 1.0).abs() < 1e-12, "{year} {code}");
            assert!(shares.iter().all(|(code, _)| current.contains(code.as_str())), "{year} {code}");
        }
    }
}

#[test]
fn a_split_commune_is_carried_by_the_population_of_its_parts() {
    let shares = CARRIER.carry(2023, "85084").unwrap();
    assert_eq!(shares.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), ["85084", "85165", "85212"]);
    assert!(shares[0].1 > 0.7 && shares[1].1 > 0.1 && shares[2].1 > 0.1, "{shares:?}");
}

#[test]
fn a_commune_merged_twice_is_carried_to_the_last() {
    assert_eq!(CARRIER.carry(2021, "12076").unwrap(), [("12218".to_owned(), 1.0)]);
    assert_eq!(CARRIER.carry(2021, "27058").unwrap(), [("27676".to_owned(), 1.0)]);
}

#[test]
fn an_arrondissement_is_carried_to_its_commune() {
    for year in 2021..=2026 {
        assert_eq!(CARRIER.carry(year, "75118").unwrap(), [("75056".to_owned(), 1.0)]);
        assert_eq!(CARRIER.carry(year, "13216").unwrap(), [("13055".to_owned(), 1.0)]);
    }
    let rows = GEOGRAPHY.passage.iter().filter(|row| row.kind == PassageKind::Arrondissement);
    assert_eq!(rows.count(), 45 * 6);
}

#[test]
fn a_code_of_another_year_is_not_carried() {
    assert_eq!(CARRIER.carry(2023, "60694"), None);
    assert_eq!(CARRIER.carry(2025, "12076"), None);
    assert_eq!(CARRIER.carry(2020, "59350"), None);
    assert_eq!(CARRIER.carry(2024, "99999"), None);
}

#[test]
fn the_passages_are_those_of_insee_from_2021_to_2024() {
    let Some(path) = shared("cogugaison_tables_passage_2014_2024.csv") else { return };
    let mut theirs = BTreeSet::new();
    for row in csv::Reader::from_path(path).unwrap().records() {
        let row = row.unwrap();
        let year: u16 = row[0]["PASSAGE_".len()..][..4].parse().unwrap();
        if year >= 2021 {
            theirs.insert((year, row[1].to_owned(), row[2].to_owned()));
        }
    }
    let changes = GEOGRAPHY.passage.iter().filter(|row| row.kind != PassageKind::Arrondissement && row.cog_to <= 2024);
    let ours: BTreeSet<_> = changes.map(|row| (row.cog_from, row.code_from.clone(), row.code_to.clone())).collect();
    assert!(!theirs.is_empty());
    assert_eq!(ours, theirs);
}

#[test]
fn the_passages_to_2025_are_those_of_another_table() {
    let Some(path) = shared("cog2025_passage_communes_historiques.csv.gz") else { return };
    let file = flate2::read::GzDecoder::new(std::fs::File::open(path).unwrap());
    let mut compared = 0;
    for row in csv::Reader::from_reader(file).records() {
        let row = row.unwrap();
        // No change between 2025 and 2026.
        let Some(shares) = CARRIER.carry(2021, &row[0]) else { continue };
        assert!(shares.iter().any(|(code, _)| code == &row[1]), "{} → {} et non {shares:?}", &row[0], &row[1]);
        compared += 1;
    }
    assert!(compared > 34_900, "{compared}");
}
