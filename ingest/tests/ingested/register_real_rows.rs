//! The same readers on rows nobody here made up. Skipped, aloud, where the shared folder is absent.
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub, dead_code)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use lanterne_data::load::nomenclature::classify;
use lanterne_data::read::contents;
use lanterne_ingest::card::Reader;

use register::{card, draft, load, raw, shared, shipped};

use crate::register;

#[test]
fn the_inclusion_structures_of_2021_stand_in_79_of_the_92_epci_of_hauts_de_france() {
    let Some(path) = shared("sites/siae_2021.csv.gz") else { return };
    let folder = tempfile::tempdir().unwrap();
    let geography = shipped();
    let draft = draft(folder.path(), &geography);
    let card = card("plateforme-inclusion/siae", 2021);
    let loaded = load(&draft, &geography, &[(&card, vec![raw(&card, path, Reader::Siae)])]).unwrap();
    let report = &loaded.reports[0];
    assert_eq!((report.rows_read, report.loaded, report.refused, report.out_of_scope), (679, 679, 0, 0));

    let sites = contents(&draft.snapshot().unwrap()).unwrap().sites;
    let keys: BTreeSet<&str> = sites.iter().map(|site| site.site.as_str()).collect();
    assert_eq!(keys.len(), 679, "the key is (siret, kind)");
    let siret: BTreeSet<&str> = keys.iter().map(|key| key.split('/').nth(1).unwrap()).collect();
    assert_eq!(keys.len() - siret.len(), 6, "six SIRET stand under two kinds: twelve rows");

    let row_of: BTreeMap<&str, usize> =
        geography.communes.iter().enumerate().map(|(row, commune)| (commune.code.as_str(), row)).collect();
    let mut epci = BTreeSet::new();
    let mut unplaced = 0;
    for site in &sites {
        let Some(commune) = site.commune.as_deref() else {
            unplaced += 1;
            continue;
        };
        let commune = &geography.communes[row_of[commune]];
        let epci_region = geography.epci.of_commune[row_of[commune.code.as_str()]]
            .and_then(|row| geography.epci.territories[row].region.clone());
        if commune.region == "32" && epci_region.as_deref() == Some("32") {
            epci.extend(commune.epci.clone());
        }
    }
    println!("SIAE : {unplaced} sans lieu, {} EPCI des Hauts-de-France", epci.len());
    assert!(unplaced <= 6, "{unplaced}");
    assert_eq!(epci.len(), 79);
}

#[test]
fn the_desks_of_france_services_are_placed_at_the_communes_of_the_target_year() {
    let Some(path) = shared("sites/liste-fs-20240801.csv.gz") else { return };
    let folder = tempfile::tempdir().unwrap();
    let geography = shipped();
    let draft = draft(folder.path(), &geography);
    let card = card("anct/france-services", 2024);
    let loaded = load(&draft, &geography, &[(&card, vec![raw(&card, path, Reader::FranceServices)])]).unwrap();
    let report = &loaded.reports[0];
    assert_eq!((report.rows_read, report.loaded, report.refused), (390, 390, 0));
    let sites = contents(&draft.snapshot().unwrap()).unwrap().sites;
    let hauts_de_france = sites.iter().filter(|site| {
        site.commune.as_deref().is_some_and(|code| ["02", "59", "60", "62", "80"].contains(&&code[..2]))
    });
    assert_eq!(hauts_de_france.count(), 205);
}

#[test]
fn the_labelled_tiers_lieux_are_placed_at_the_communes_of_the_target_year() {
    let Some(path) = shared("sites/anct_fabt_geom.geojson.gz") else { return };
    let folder = tempfile::tempdir().unwrap();
    let geography = shipped();
    let draft = draft(folder.path(), &geography);
    let card = card("anct/fabriques-de-territoire", 2024);
    let loaded = load(&draft, &geography, &[(&card, vec![raw(&card, path, Reader::FabriqueTerritoire)])]).unwrap();
    let report = &loaded.reports[0];
    // Saint-Martin is no department.
    assert_eq!((report.rows_read, report.loaded, report.refused, report.out_of_scope), (342, 341, 0, 1));

    let sites = contents(&draft.snapshot().unwrap()).unwrap().sites;
    assert_eq!(sites.len(), 381, "a commune may have several");
    assert!(sites.iter().all(|site| site.network == "tiers_lieu" && site.precision == "commune"));
    assert!(sites.iter().all(|site| site.operator.is_none() && site.point.is_some() && !site.receives()));
    assert!(!sites.iter().any(|site| site.name.is_empty() || site.name.contains(['\n', '\r'])));
    let commune = |key: &str| {
        let site = sites.iter().find(|site| site.site == format!("tiers_lieu/{key}")).unwrap();
        (site.name.as_str(), site.commune.as_deref().unwrap())
    };
    assert_eq!(commune("fabt-379").1, "49126", "Orée d’Anjou has another code since");
    assert_eq!(commune("fabt-32"), ("LA CONDITION PUBLIQUE EPCC", "59512"));
    assert_eq!(commune("fabt-155"), ("La Fabrique MONSCOBAR", "59512"));
    let hauts_de_france = sites.iter().filter(|site| {
        site.commune.as_deref().is_some_and(|code| ["02", "59", "60", "62", "80"].contains(&&code[..2]))
    });
    assert_eq!(hauts_de_france.count(), 27);
}

#[test]
fn filosofi_keeps_its_secrets_and_its_medians_are_never_added() {
    let Some(path) = shared("context/cc_filosofi_2021_COM.csv.gz") else { return };
    let folder = tempfile::tempdir().unwrap();
    let geography = shipped();
    let draft = draft(folder.path(), &geography);
    let communes = card("insee/filosofi", 2023);
    let others = card("insee/filosofi-2019", 2019);
    let wide = ["FILO2019_DISP_EPCI.csv.gz", "FILO2019_DISP_DEP.csv", "FILO2019_DISP_REG.csv"]
        .map(|name| raw(&others, shared(&format!("context/{name}")).unwrap(), Reader::Filosofi));
    let taken = [(&communes, vec![raw(&communes, path, Reader::Filosofi)]), (&others, wide.to_vec())];
    let loaded = load(&draft, &geography, &taken).unwrap();
    for report in &loaded.reports {
        println!("{report:?}");
        assert_eq!(report.rows_read, report.loaded + report.refused + report.out_of_scope);
    }
    let report = &loaded.reports[0];
    assert_eq!((report.rows_read, report.refused), (34_909, 0));
    assert_eq!(report.out_of_scope, 45, "the municipal districts, whose communes are in the file too");
    let [epci, departement, region] = [1, 2, 3].map(|at| &loaded.reports[at]);
    assert!(epci.rows_read == 1240 && epci.loaded > 1200, "{epci:?}");
    assert_eq!((departement.loaded, region.loaded), (98, 15));
}

/// The familles given by another project to real legal units, against ours.
#[test]
fn our_familles_agree_with_a_list_made_by_others() {
    let Some(path) = shared("sites/ess_numerique_unites_legales.csv.gz") else { return };
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(std::fs::File::open(path).unwrap()).read_to_string(&mut text).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headers = reader.headers().unwrap().clone();
    let at = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let (legal, theirs, flag) = (at("categorie_juridique"), at("famille_ess"), at("flag_ess_sirene"));
    let mut confusion: BTreeMap<(String, &str), u32> = BTreeMap::new();
    for record in reader.records() {
        let record = record.unwrap();
        let code = record[legal].trim_end_matches(".0");
        let ours = classify(code, &record[flag] == "True").map_or("hors", |(famille, _)| famille);
        *confusion.entry((record[theirs].to_owned(), ours)).or_default() += 1;
    }
    println!("{:<16}{:<24}nombre", "leur famille", "la nôtre");
    let (mut agreed, mut named) = (0, 0);
    for ((theirs, ours), count) in &confusion {
        println!("{theirs:<16}{ours:<24}{count}");
        if !theirs.is_empty() {
            named += count;
            agreed += if theirs == ours { *count } else { 0 };
        }
    }
    let agreement = f64::from(agreed) / f64::from(named);
    println!("accord sur les unités qu'ils ont classées : {:.2} % de {named}", 100.0 * agreement);
    assert!(named > 2500 && agreement > 0.99, "{agreement}");
}

#[test]
fn every_real_unit_with_the_flag_has_a_famille_unless_its_form_cannot_be_of_the_ess() {
    let Some(path) = shared("sites/sirene_ul_flag_ess.csv.gz") else { return };
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(std::fs::File::open(path).unwrap()).read_to_string(&mut text).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let column = reader.headers().unwrap().iter().position(|name| name == "categorieJuridiqueUniteLegale").unwrap();
    let mut without: Vec<String> = Vec::new();
    let mut rows = 0;
    for record in reader.records() {
        let code = record.unwrap()[column].to_owned();
        rows += 1;
        if classify(&code, true).is_none() {
            without.push(code);
        }
    }
    assert_eq!(rows, 3372);
    assert_eq!(without, ["7410"], "a public body with the flag is a fault of the register");
}
