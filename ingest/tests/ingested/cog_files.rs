//! INSEE's own files of codes, in the layout it publishes them in: read, counted, compared with the embedded geography, and
//! used to carry the codes of years that it does not cover.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use drawing::{counts, ingest, shipped, snapshot, unset};
use lanterne_data::Snapshot;
use lanterne_data::read::review;
use lanterne_ingest::check::{reconcile, render};

use crate::{drawing, workbook};

const COG: &str = "insee/cog";
const PASSAGE: &str = "insee/passage";

/// Code in 2026 of a code of another year, in a published snapshot.
fn carried(snapshot: &Snapshot, cog: i16, code: &str) -> Option<String> {
    snapshot.harmonise(cog).unwrap().code.get(code).cloned()
}

fn quoted(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| format!("\"{cell}\"")).collect();
    cells.join(",")
}

/// `v_commune_2026.csv`: the communes as embedded, but for one that is not there, one too many and one other name; a commune
/// déléguée, an arrondissement and a collectivity.
fn write_communes(path: &Path) {
    let geography = shipped().geography();
    let mut text = quoted(&[
        "TYPECOM",
        "COM",
        "REG",
        "DEP",
        "CTCD",
        "ARR",
        "TNCC",
        "NCC",
        "NCCENR",
        "LIBELLE",
        "CAN",
        "COMPARENT",
    ]);
    let line = |kind: &str, code: &str, region: &str, departement: &str, name: &str, parent: &str| {
        let cells = [kind, code, region, departement, "", "", "0", "", name, name, "", parent];
        format!("\n{}", quoted(&cells))
    };
    for (commune, territory) in geography.communes.iter().zip(&geography.commune.territories) {
        let name = match commune.code.as_str() {
            "80021" => continue,
            "80001" => "Abbeville-sur-Somme",
            _ => territory.name.as_str(),
        };
        text.push_str(&line("COM", &commune.code, &commune.region, &commune.departement, name, ""));
    }
    text.push_str(&line("COM", "80999", "32", "80", "Nulle part", ""));
    text.push_str(&line("COMD", "02311", "", "", "Évergnicourt", "02589"));
    text.push_str(&line("ARM", "75101", "11", "75", "Paris 1er Arrondissement", "75056"));
    text.push_str(&line("COM", "97701", "", "977", "Saint-Barthélemy", ""));
    fs::write(path, text).unwrap();
}

/// Real events of 2019 to 2023, as `v_mvt_commune_2026.csv` tells them.
const EVENTS: &[[&str; 6]] = &[
    // A chain of three: a commune nouvelle, then its code changes twice.
    ["32", "2017-01-01", "COM", "27058", "COM", "27676"],
    ["32", "2017-01-01", "COM", "27058", "COMD", "27058"],
    ["32", "2017-01-01", "COM", "27647", "COM", "27676"],
    ["32", "2017-01-01", "COM", "27676", "COM", "27676"],
    ["50", "2021-01-01", "COM", "27676", "COM", "27058"],
    ["50", "2023-01-01", "COM", "27058", "COM", "27676"],
    // Within the year 2019: in the list of 2020.
    ["31", "2019-02-08", "COM", "21507", "COM", "21183"],
    ["21", "2019-12-31", "COM", "14712", "COM", "14712"],
    ["21", "2019-12-31", "COM", "14712", "COM", "14666"],
    ["21", "2019-12-31", "COMD", "14666", "COM", "14666"],
    ["10", "2019-03-01", "COM", "80001", "COM", "80001"],
    // In the years of the embedded passage: told otherwise than it holds.
    ["31", "2024-01-01", "COM", "95282", "COM", "95018"],
    ["31", "2024-01-01", "COM", "18131", "COM", "18173"],
    // Faulty.
    ["31", "01/01/2020", "COM", "80002", "COM", "80001"],
    ["31", "2020-01-01", "COM", "8002", "COM", "80001"],
];

fn write_events(path: &Path) {
    let mut text = quoted(&[
        "MOD",
        "DATE_EFF",
        "TYPECOM_AV",
        "COM_AV",
        "TNCC_AV",
        "NCC_AV",
        "NCCENR_AV",
        "LIBELLE_AV",
        "TYPECOM_AP",
        "COM_AP",
        "TNCC_AP",
        "NCC_AP",
        "NCCENR_AP",
        "LIBELLE_AP",
    ]);
    for [kind, date, before, code, after, new_code] in EVENTS {
        let cells = [kind, date, before, code, "0", "A", "A", "A", after, new_code, "0", "B", "B", "B"];
        text.push('\n');
        text.push_str(&quoted(&cells));
    }
    fs::write(path, text).unwrap();
}

/// A workbook with a sheet of explanations and one of rows, the title above the header, as INSEE's; inside a zip.
fn write_table(path: &Path, header: &[String], rows: &[Vec<String>]) {
    let titles =
        ["Table de passage annuelle", "Mise en ligne le", "Source", "Champ", ""].map(|title| vec![title.to_owned()]);
    let table = [&titles[..], &[header.to_vec()], rows].concat();
    let sheets = [("Documentation", vec![vec!["Lisez-moi".to_owned()]]), ("COM", table)];
    workbook::write(path, "table_passage_annuelle_2026.xlsx", &sheets);
}

/// The header of a table of these years: a code and a name a year.
fn header(years: std::ops::RangeInclusive<u16>) -> Vec<String> {
    let columns = years.flat_map(|year| [format!("CODGEO_{year}"), format!("LIBGEO_{year}")]);
    std::iter::once("NIVGEO".to_owned()).chain(columns).collect()
}

/// A row of the table: the code of each year.
fn row(codes: &[&str]) -> Vec<String> {
    let cells = codes.iter().flat_map(|code| [(*code).to_owned(), format!("nom de {code}")]);
    std::iter::once("COM".to_owned()).chain(cells).collect()
}

#[test]
fn the_lists_of_insee_are_compared_with_the_geography_and_carry_older_codes() {
    let (from, var) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    write_communes(&from.path().join("v_commune_2026.csv"));
    write_events(&from.path().join("v_mvt_commune_2026.csv"));
    let outcome = ingest(&[COG], from.path(), var.path()).unwrap();
    // 34 875 communes, one of them left out, one too many; then three lines out of scope.
    assert_eq!(counts(&outcome, "v_commune_2026.csv"), [34_878, 34_874, 1, 3]);
    // Out of scope: a commune déléguée, one that was one, a change of name.
    assert_eq!(counts(&outcome, "v_mvt_commune_2026.csv"), [15, 10, 2, 3]);

    let snapshot = snapshot(var.path());
    let gaps = review::cog_gaps(&snapshot).unwrap();
    let told: Vec<[&str; 4]> =
        gaps.iter().map(|gap| [gap.code.as_str(), &gap.what, &gap.published, &gap.held]).collect();
    for expected in [
        ["80021", "commune", "absente", "Amiens"],
        ["80999", "commune", "Nulle part", "absente"],
        ["80001", "nom", "Abbeville-sur-Somme", "Abbeville"],
        ["95282", "passage", "95018", "95169"],
        ["25134", "passage", "inchangé", "25185"],
    ] {
        assert!(told.contains(&expected), "{expected:?} in {told:?}");
    }
    assert!(!told.iter().any(|[code, ..]| *code == "18131"), "told as the geography holds it");
    let text = unset(&render(&reconcile(&snapshot).unwrap()));
    let passage = "95282, passage, COG 2024 : « 95018 » publié (v_mvt_commune_2026.csv), « 95169 » dans l’instantané";
    let name = "80001, nom, COG 2026 : « Abbeville-sur-Somme » publié (v_commune_2026.csv), « Abbeville » dans";
    assert!(text.contains(passage) && text.contains(name), "{text}");

    for (cog, code, expected) in [
        (2016, "27647", "27676"),
        (2020, "27676", "27676"),
        (2021, "27058", "27676"),
        (2019, "21507", "21183"),
        (2020, "21183", "21183"),
    ] {
        assert_eq!(carried(&snapshot, cog, code).as_deref(), Some(expected), "{code} in {cog}");
    }
    // Populations of 2019 are unknown: the part that keeps the code gets all, and it is said.
    let harmonised = snapshot.harmonise(2019).unwrap();
    let split = harmonised.splits.iter().find(|split| split.code == "14712").unwrap();
    assert_eq!((split.chosen.as_str(), split.ratio, &split.others[..]), ("14712", 0.5, &["14666".to_owned()][..]));
}

#[test]
fn the_table_of_passage_carries_codes_of_years_before_the_embedded_ones() {
    let (from, var) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let rows = [
        row(&["21183", "21183", "21183", "21183", "21183", "21183", "21183", "21183"]),
        row(&["21507", "21183", "21183", "21183", "21183", "21183", "21183", "21183"]),
        row(&["14712", "14712", "14712", "14712", "14712", "14712", "14712", "14712"]),
        row(&["14712", "14666", "14666", "14666", "14666", "14666", "14666", "14666"]),
        row(&["27676", "27676", "27058", "27058", "27676", "27676", "27676", "27676"]),
        row(&["97701", "97701", "97701", "97701", "97701", "97701", "97701", "97701"]),
        row(&["1001", "01001", "01001", "01001", "01001", "01001", "01001", "01001"]),
    ];
    write_table(&from.path().join("table_passage_annuelle_2026.zip"), &header(2019..=2026), &rows);
    let outcome = ingest(&[PASSAGE], from.path(), var.path()).unwrap();
    assert_eq!(counts(&outcome, "table_passage_annuelle_2026.zip"), [7, 5, 1, 1]);
    let snapshot = snapshot(var.path());
    let refused = review::refused(&snapshot).unwrap();
    let row = refused.iter().find(|row| row.card == PASSAGE).unwrap();
    assert_eq!((row.line, row.column.as_str()), (13, "CODGEO_2019"), "as a person counts the lines of the sheet");
    for (cog, code, expected) in [(2019, "21507", "21183"), (2020, "27676", "27676"), (2022, "27058", "27676")] {
        assert_eq!(carried(&snapshot, cog, code).as_deref(), Some(expected), "{code} in {cog}");
    }
    assert_eq!(snapshot.harmonise(2019).unwrap().splits.iter().filter(|split| split.code == "14712").count(), 1);
    let gaps = review::cog_gaps(&snapshot).unwrap();
    assert!(!gaps.iter().any(|gap| gap.code == "27058"), "held as published");
    assert!(gaps.iter().any(|gap| gap.code == "25134" && gap.published == "inchangé"), "a table of seven rows");
}

#[test]
fn a_table_that_is_not_as_published_is_refused_with_what_was_expected() {
    let (from, var) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = from.path().join("table_passage_annuelle_2026.zip");
    let refusal = || ingest(&[PASSAGE], from.path(), var.path()).unwrap_err().to_string();
    write_table(&path, &["NIVGEO".to_owned(), "CODGEO_INI".to_owned()], &[]);
    let text = refusal();
    assert!(text.contains("feuille COM") && text.contains("CODGEO_AAAA"), "{text}");
    write_table(&path, &header(2019..=2025), &[]);
    let text = refusal();
    assert!(text.contains("« CODGEO_2025 » lu, CODGEO_2026, l’année de la fiche attendu"), "{text}");
    fs::write(&path, "<html>").unwrap();
    assert!(refusal().contains("classeur"), "{text}");
}
