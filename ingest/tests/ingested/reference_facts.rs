//! The shipped facts load whole, and a broken file is refused with every fault's place.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use lanterne_ingest::IngestError;
use lanterne_ingest::reference::{Known, ReferenceFacts};

use crate::region;

fn copy(to: &Path) {
    for file in std::fs::read_dir(region::shipped().join("facts")).unwrap() {
        let file = file.unwrap().path();
        std::fs::copy(&file, to.join(file.file_name().unwrap())).unwrap();
    }
}

#[test]
fn every_shipped_fact_is_loaded_and_no_place_is_invented() {
    let known = Known::of(&region::rows().territories);
    let facts =
        ReferenceFacts::read(&region::shipped().join("facts"), &known).unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!((facts.figures.len(), facts.contradictions.len(), facts.targets.len()), (122 + 117, 40, 26));
    assert_eq!((facts.schemes.len(), facts.operators.len(), facts.workshops.len()), (10, 58, 36));
    assert_eq!((facts.cooperations.len(), facts.zones.len()), (20, 33));
    assert_eq!((facts.events.len(), facts.actors.len(), facts.needs.len()), (15, 21, 113));
    assert!(facts.reports.iter().all(|report| report.rows_read == report.loaded && report.out_of_scope == 0));
    assert_eq!(facts.reports.len(), 12, "one report per file");

    // A workshop's place is never an office, and an operator without a place has no site.
    assert!(
        facts.sites.iter().all(|site| site.kind == "inconnu" && ["document", "atelier"].contains(&site.basis.as_str()))
    );
    assert!(facts.sites.iter().all(|site| site.commune.is_some() && site.lon.is_some()));
    assert!(facts.sites.iter().filter(|site| site.operator.as_deref() == Some("bge_hdf")).count() == 3);
    assert!(!facts.sites.iter().any(|site| site.operator.as_deref() == Some("maillage")));
    let germoir = facts.sites.iter().find(|site| site.operator.as_deref() == Some("le_germoir")).unwrap();
    assert_eq!((germoir.basis.as_str(), germoir.commune.as_deref()), ("document", Some("62026")));

    // A watch zone's members are candidates, never facts.
    let zones = facts.zones.iter().filter(|zone| zone.kind == "watch_zone" && zone.zone.starts_with("zone_"));
    assert_eq!(zones.clone().count(), 4);
    assert!(zones.clone().all(|zone| zone.epci.as_ref().unwrap().is_empty()));
    assert!(zones.clone().all(|zone| !zone.epci_candidate.as_ref().unwrap().is_empty()));
}

/// English words that are no French words, whole.
const ENGLISH: [&str; 24] = [
    "the", "of", "and", "with", "by", "from", "for", "in", "is", "are", "not", "this", "that", "which", "each", "only",
    "per", "its", "has", "was", "between", "about", "after", "year",
];

fn english(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|letter: char| !letter.is_alphanumeric()).collect();
    ENGLISH.into_iter().find(|word| words.contains(word))
}

#[test]
fn no_text_that_a_person_reads_in_the_facts_is_english() {
    assert_eq!(english("Same value in the editorial"), Some("the"), "the words are found where they are");
    assert_eq!(english("« After work » au learning center"), Some("after"), "a title keeps its words");
    assert_eq!(english("Même valeur dans l'éditorial"), None);
    let mut texts = 0;
    for file in std::fs::read_dir(region::shipped().join("facts")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "csv") {
            continue;
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let mut reader = csv::Reader::from_path(&path).unwrap();
        let header = reader.headers().unwrap().clone();
        for record in reader.records() {
            let record = record.unwrap();
            for (column, value) in header.iter().zip(&record) {
                // Keys and codes; the documents' own words; the unit of a figure is a code, the one of a target a text.
                let code = column.ends_with("_id") || column.ends_with("_code") || column.ends_with("_codes");
                let own =
                    ["document", "quote", "document_b", "quote_b", "source", "website", "email", "title", "place"];
                let slug = ["territory_level", "measure", "scope", "site_kind", "mode"].contains(&column)
                    || (column == "kind" && ["targets.csv", "territories.csv"].contains(&name.as_str()))
                    || (column == "unit" && name != "targets.csv");
                if code || slug || own.contains(&column) || value.is_empty() {
                    continue;
                }
                texts += 1;
                assert_eq!(english(value), None, "{name}, {}, {column} : {value}", &record[0]);
            }
        }
    }
    assert!(texts > 3_000, "{texts} texts read");
}

#[test]
fn an_event_ends_after_it_began_and_a_need_has_a_known_priority() {
    let folder = tempfile::tempdir().unwrap();
    copy(folder.path());
    let spoil = |file: &str, from: &str, to: &str| {
        let path = folder.path().join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} has {from}");
        std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
    };
    spoil("events.csv", "2022-03-08", "2021-03-08");
    spoil("needs.csv", "indispensable", "must");
    spoil("actors_named.csv", ",80585,", ",99999,");
    let fault = ReferenceFacts::read(folder.path(), &Known::of(&region::rows().territories)).unwrap_err();
    let IngestError::Facts(faults) = &fault else { panic!("{fault}") };
    let columns: Vec<&str> = faults.iter().map(|fault| fault.column.as_str()).collect();
    assert_eq!(columns, ["date_end", "commune_code", "priority_guess"], "{fault}");
}

#[test]
fn a_broken_file_is_refused_with_all_its_faults_and_their_places() {
    let folder = tempfile::tempdir().unwrap();
    copy(folder.path());
    let path = folder.path().join("published_figures.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    let broken = text.replacen("ess_establishments,,14086,count", "ess_establishments,,quatorze,count", 1).replacen(
        "pf_059,epci,200093201",
        "pf_058,epci,999999999",
        1,
    );
    std::fs::write(&path, broken).unwrap();
    let line = |key: &str| text.lines().position(|line| line.starts_with(key)).unwrap() as u64 + 1;

    let known = Known::of(&region::rows().territories);
    let fault = ReferenceFacts::read(folder.path(), &known).unwrap_err();
    let IngestError::Facts(faults) = &fault else { panic!("{fault}") };
    let places: Vec<(u64, &str)> = faults.iter().map(|fault| (fault.line, fault.column.as_str())).collect();
    assert!(places.contains(&(line("pf_001"), "value")), "{fault}");
    assert!(
        places.contains(&(line("pf_059"), "figure_id")) && places.contains(&(line("pf_059"), "territory_code")),
        "{fault}"
    );
    assert_eq!(faults.len(), 3, "{fault}");
    assert!(fault.to_string().contains("« quatorze »"));
}

#[test]
fn a_missing_column_and_a_short_line_are_told_once_each() {
    let folder = tempfile::tempdir().unwrap();
    copy(folder.path());
    let path = folder.path().join("schemes.csv");
    let text =
        std::fs::read_to_string(&path).unwrap().replacen("duration_months", "duration", 1) + "court,trois,cellules\n";
    std::fs::write(&path, text).unwrap();
    let fault = ReferenceFacts::read(folder.path(), &Known::of(&region::rows().territories)).unwrap_err();
    let IngestError::Facts(faults) = &fault else { panic!("{fault}") };
    let told: Vec<&str> = faults.iter().map(|fault| fault.expectation.as_str()).collect();
    assert_eq!(told, ["cette colonne dans l’en-tête", "15 cellules"], "{fault}");
}
