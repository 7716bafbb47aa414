//! Places that come as GeoJSON, on small files made for the test: what is faulty is refused with its place, or the file is.
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub, dead_code)]

use std::collections::BTreeMap;
use std::io::Write as _;

use lanterne_data::read::{Site, contents, review};
use lanterne_data::row::LoadReport;
use lanterne_ingest::IngestError;
use lanterne_ingest::card::Reader;
use lanterne_ingest::geography::Geography;

use register::{card, draft, load, raw, shipped};

use crate::register;

fn feature(key: &str, code: &str, name: &str, geometry: &str) -> String {
    let properties = format!(
        r#"{{"id_geo":"{code}","lib_geo":"Ville","id_territoire":"{key}","liste_geo":"","lib_territoire":{name}}}"#
    );
    format!(r#"{{"type":"Feature","properties":{properties},"geometry":{geometry}}}"#)
}

fn collection(features: &[String]) -> String {
    format!(r#"{{"type":"FeatureCollection","name":"essai","features":[{}]}}"#, features.join(",\n"))
}

/// What came of a file: its sites by key, its conservation, and each refused row as line, column, value, expectation.
type Read = (BTreeMap<String, Site>, LoadReport, Vec<(i64, String, Option<String>, String)>);

fn read(geography: &Geography, bytes: &[u8]) -> Result<Read, IngestError> {
    let folder = tempfile::tempdir().unwrap();
    let draft = draft(folder.path(), geography);
    let card = card("anct/essai", 2024);
    let path = folder.path().join("fabt.geojson");
    std::fs::write(&path, bytes).unwrap();
    let loaded = load(&draft, geography, &[(&card, vec![raw(&card, path, Reader::FabriqueTerritoire)])])?;
    let snapshot = draft.snapshot().unwrap();
    let sites = contents(&snapshot).unwrap().sites.into_iter().map(|site| (site.site.clone(), site)).collect();
    let refused = review::refused(&snapshot).unwrap();
    assert!(!refused.iter().any(|row| row.content.contains("secret")), "a name may be a person's: {refused:?}");
    let refused = refused.into_iter().map(|row| (row.line, row.column, row.value, row.expectation)).collect();
    Ok((sites, loaded.reports[0].clone(), refused))
}

const LILLE: &str = r#"{"type":"Point","coordinates":[3.04,50.63]}"#;

#[test]
fn a_faulty_place_is_refused_with_its_reason_and_the_others_are_taken() {
    let features = [
        feature("fabt-1", "59350", r#""Le Lieu\r\nporté par A&amp;B\n""#, LILLE),
        feature("fabt-2", "49069", r#""Sans point""#, "null"),
        feature("fabt-3; fabt-4", "80021", r#""La Machinerie; L’Atelier""#, LILLE),
        feature("fabt-1", "80021", r#""Déjà secret""#, LILLE),
        feature("", "59350", r#""Sans clé secret""#, LILLE),
        feature("fabt-5", "99999", r#""Nulle part secret""#, LILLE),
        feature("fabt-6", "59350", r#"" \n ""#, LILLE),
        feature("fabt-7", "59350", "null", LILLE),
        feature("fabt-8; fabt-9", "59350", r#""Un seul nom secret""#, LILLE),
        feature("fabt-10; fabt-10", "59350", r#""Deux; fois secret""#, LILLE),
        feature("fabt-11", "97801", r#""Saint-Martin""#, "null"),
        "\"secret\"".to_owned(),
        feature("fabt-12", "59350", r#""Un seul; nom""#, r#"{"type":"Point","coordinates":[3.04,95.0]}"#),
    ];
    let (sites, report, refused) = read(&shipped(), collection(&features).as_bytes()).unwrap();
    assert_eq!((report.rows_read, report.loaded, report.refused, report.out_of_scope), (13, 4, 8, 1));
    let keys: Vec<&str> = sites.keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        ["tiers_lieu/fabt-1", "tiers_lieu/fabt-12", "tiers_lieu/fabt-2", "tiers_lieu/fabt-3", "tiers_lieu/fabt-4"]
    );
    let site = &sites["tiers_lieu/fabt-1"];
    assert_eq!((site.name.as_str(), site.point), ("Le Lieu porté par A&B", Some([3.04, 50.63])));
    assert_eq!(
        (site.network.as_str(), site.kind.as_str(), site.precision.as_str()),
        ("tiers_lieu", "fabrique", "commune")
    );
    let carried = &sites["tiers_lieu/fabt-2"];
    assert_eq!(carried.commune.as_deref(), Some("49126"), "49069 is another commune since");
    assert!(carried.point.is_some(), "without a point, that of its commune");
    assert_eq!(sites["tiers_lieu/fabt-4"].name, "L’Atelier");
    assert_eq!(sites["tiers_lieu/fabt-12"].name, "Un seul; nom", "one identifier has one name");
    assert!(sites["tiers_lieu/fabt-12"].point.unwrap()[1] < 51.0, "no latitude of this Earth: the commune's point");

    let told: Vec<(i64, &str, Option<&str>, &str)> = refused
        .iter()
        .map(|(line, column, value, expected)| (*line, column.as_str(), value.as_deref(), expected.as_str()))
        .collect();
    let taken = "un identifiant qui n’est pas déjà dans le fichier";
    let names = "autant de noms que d’identifiants, séparés par « ; »";
    assert_eq!(
        told,
        [
            (4, "id_territoire", Some("fabt-1"), taken),
            (5, "id_territoire", Some(""), "un identifiant"),
            (6, "id_geo", Some("99999"), "le code d’une commune"),
            (7, "lib_territoire", None, "un nom"),
            (8, "lib_territoire", None, "un nom"),
            (9, "lib_territoire", None, names),
            (10, "id_territoire", Some("fabt-10; fabt-10"), taken),
            (12, "id_territoire", Some(""), "un identifiant"),
        ]
    );
}

#[test]
fn the_same_places_are_read_plain_or_gzipped_and_none_is_no_fault() {
    let geography = shipped();
    let text =
        collection(&[feature("fabt-1", "59350", r#""Un""#, LILLE), feature("fabt-2", "80021", r#""Deux""#, LILLE)]);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(text.as_bytes()).unwrap();
    let (plain, report, _) = read(&geography, text.as_bytes()).unwrap();
    let (packed, ..) = read(&geography, &gzip.finish().unwrap()).unwrap();
    assert_eq!((plain.len(), report.loaded), (2, 2));
    assert_eq!(plain, packed);
    assert_eq!(read(&geography, collection(&[]).as_bytes()).unwrap().1.rows_read, 0);
}

#[test]
fn a_file_that_is_no_collection_of_places_is_refused_whole_in_one_french_sentence() {
    let geography = shipped();
    let fault = |text: &str| match read(&geography, text.as_bytes()) {
        Err(error) => error.to_string(),
        Ok(_) => String::from("accepté"),
    };
    let one = feature("fabt-1", "59350", r#""Un""#, LILLE);
    let alone = fault(&one);
    assert!(alone.contains("« Feature » lu, une « FeatureCollection »"), "{alone}");
    assert!(fault("[]").contains("« aucun type » lu"), "{}", fault("[]"));
    assert!(fault(r#"{"type":"FeatureCollection"}"#).contains("la liste de ses « features »"));
    let other = fault(&collection(&[one.replace("id_territoire", "id")]));
    assert!(other.contains("une propriété « id_territoire »") && other.contains("lib_territoire"), "{other}");
    let whole = collection(&[one.clone(), one]);
    let cut = fault(&whole[..whole.len() - 20]);
    assert!(cut.contains("fabt.geojson, ligne 2, colonne ") && cut.contains("du JSON complet attendu"), "{cut}");
    assert!(fault("<html>").contains("ligne 1"), "{}", fault("<html>"));
}
