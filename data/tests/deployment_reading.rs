//! Files that operators hand in, as they come: encodings, separators, workbooks, names of columns, empty templates; and no file,
//! however spoilt, that panics or loses a row.
#![allow(clippy::unwrap_used, missing_docs)]

mod deposit;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use deposit::{Counter, YEAR, text, world};
use lanterne_data::deployment::columns::folded;
use lanterne_data::deployment::{Checker, Columns, Handed, Kind, Known, Map, Schemas, Sheet, sheet, template};
use lanterne_data::load::passage::Harmonised;
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

fn header(sheet: &Sheet) -> Vec<&str> {
    sheet.header.iter().map(String::as_str).collect()
}

fn columns(kind: Kind, sheet: &Sheet, remembered: &[(&str, &str)]) -> Columns {
    let map: Map = remembered.iter().map(|(header, name)| ((*header).to_owned(), (*name).to_owned())).collect();
    Columns::of(Schemas::read().unwrap().of(kind), sheet, &map)
}

fn csv(text: &str) -> Sheet {
    sheet::read(text.as_bytes(), Kind::Activity).unwrap_or_else(|fault| panic!("{fault}"))
}

#[test]
fn no_two_columns_of_a_schema_answer_to_one_name() {
    let schemas = Schemas::read().unwrap();
    for kind in Kind::ALL {
        let schema = schemas.of(kind);
        assert_eq!(schema.name, kind.as_str());
        let mut names = BTreeSet::new();
        for (rank, field) in schema.fields.iter().enumerate() {
            assert!(!field.description.is_empty() && !field.title.is_empty(), "{}", field.name);
            for name in field.names().map(folded).collect::<BTreeSet<_>>() {
                assert_eq!(schema.near(&name), Some(rank), "« {name} » of {}", field.name);
                assert!(names.insert(name), "{}", field.name);
            }
        }
    }
}

#[test]
fn a_table_is_the_same_in_every_encoding_and_with_every_separator() {
    let text = "operateur;nom;rôle\nbge_hdf;Éveil d’Œuvre;\"à « 3;4 »\"\n";
    let expected = [["operateur", "nom", "rôle"], ["bge_hdf", "Éveil d’Œuvre", "à « 3;4 »"]];
    let latin = windows_1252(text).unwrap();
    let utf16: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let files = [
        text.as_bytes().to_vec(),
        format!("\u{feff}{text}").into_bytes(),
        latin,
        utf16,
        text.replace("\"à « 3;4 »\"", "à « 3§4 »").replace(';', "\t").replace('§', ";").into_bytes(),
        text.replace("\"à « 3;4 »\"", "à « 3§4 »").replace(';', ",").replace('§', ";").into_bytes(),
        text.replace('\n', "\r\n").into_bytes(),
    ];
    for (number, file) in files.iter().enumerate() {
        let read = sheet::read(file, Kind::Operators).unwrap_or_else(|fault| panic!("{number}: {fault}"));
        assert_eq!(header(&read), expected[0], "file {number}");
        assert_eq!(read.rows.len(), 1);
        assert_eq!(
            (read.rows[0].number, &read.rows[0].cells[..]),
            (2, &expected[1].map(str::to_owned)[..]),
            "{number}"
        );
    }
}

/// Windows-1252 by hand: the letters of the test that are not Latin-1 have a byte of their own.
fn windows_1252(text: &str) -> Option<Vec<u8>> {
    let byte = |letter: char| match letter {
        '’' => Some(0x92),
        'Œ' => Some(0x8c),
        letter => u8::try_from(u32::from(letter)).ok(),
    };
    text.chars().map(byte).collect()
}

#[test]
fn a_file_that_is_no_table_is_named_in_one_french_sentence() {
    let fault =
        |bytes: &[u8]| sheet::read(bytes, Kind::Sites).map_or_else(|fault| fault.to_string(), |_| String::new());
    assert_eq!(fault(b""), "colonne (fichier) : « rien » lu, un tableau, avec sa ligne d’en-tête attendu");
    assert!(fault(b"\n;;\n").contains("« rien » lu"));
    assert!(fault(b"<!DOCTYPE html>").contains("une page web"));
    assert!(fault(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1]).contains("un classeur .xls"));
    assert!(fault(b"PK\x03\x04 and nothing of a workbook").contains("un classeur endommagé"));
    assert!(fault(b"\x89PNG\0\x01").contains("un fichier binaire"));
}

/// A workbook as a person makes one: a sheet of notes, then the sheet of the kind, with true dates and true numbers.
fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Lisez-moi").unwrap().write_string(0, 0, "Rien ici").unwrap();
    let sheet = workbook.add_worksheet().set_name("Sites 2024").unwrap();
    let names =
        ["Site", "Opérateur", "Nom", "Nature", "Commune", "Longitude", "Latitude", "Jours par mois", "Ouvert le"];
    for (column, name) in (0..).zip(names) {
        // Two lines above are empty, and one below.
        sheet.write_string(2, column, name).unwrap();
    }
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let opened = ExcelDateTime::from_ymd(2024, 3, 1).unwrap();
    for (row, name) in [(3, "a"), (5, "b")] {
        for (column, cell) in (0..).zip([name, "bge_hdf", "Permanence", "permanence"]) {
            sheet.write_string(row, column, cell).unwrap();
        }
        sheet.write_number(row, 4, 62_041.0).unwrap();
        sheet.write_number(row, 5, 2.7768).unwrap();
        sheet.write_number(row, 6, 50.291).unwrap();
        sheet.write_number(row, 7, 2.5).unwrap();
        sheet.write_datetime_with_format(row, 8, &opened, &day).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_is_read_with_its_days_and_numbers_and_the_lines_a_person_sees() {
    let bytes = workbook();
    let read = sheet::read(&bytes, Kind::Sites).unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!((read.header_line, read.header.len()), (3, 9));
    let lines: Vec<i64> = read.rows.iter().map(|row| row.number).collect();
    assert_eq!(lines, [4, 6]);
    let cells = ["a", "bge_hdf", "Permanence", "permanence", "62041", "2.7768", "50.291", "2.5", "2024-03-01"];
    assert_eq!(read.rows[0].cells, cells);
    assert_eq!(header(&sheet::read(&bytes, Kind::Zones).unwrap()), ["Rien ici"], "without its sheet, the first");

    let (draft, _folder) = world();
    let schemas = Schemas::read().unwrap();
    let checked = Counter::open(&schemas, &draft).hand(Kind::Sites, "sites.xlsx", &bytes);
    assert_eq!((checked.report.loaded, checked.report.refused), (2, 0));
    let site = &checked.sites[0];
    assert_eq!((site.days_month, site.opened), (Some(2.5), "2024-03-01".parse().ok()));
}

#[test]
fn columns_are_found_by_what_they_are_called() {
    let sheet =
        csv("Identifiant de l’opérateur;DISPOSITIF;Année;SIRET du bénéficiaire;code INSEE;acte;Remarque;Montant (€)");
    let found = columns(Kind::Activity, &sheet, &[]);
    assert!(found.faults.is_empty(), "{:?}", found.faults);
    let recognised: Vec<&str> = found.recognised.values().map(String::as_str).collect();
    let names: BTreeSet<&str> = ["operateur", "dispositif", "annee", "siret", "commune", "acte", "montant_eur"].into();
    assert_eq!(recognised.iter().copied().collect::<BTreeSet<_>>(), names);
    assert_eq!(found.recognised["SIRET du bénéficiaire"], "siret");
    assert_eq!(found.unknown, ["Remarque"]);
}

#[test]
fn a_map_that_was_remembered_wins() {
    let sheet = csv("operateur;dispositif;annee;commune;lieu;acte;siret;note");
    let plain = columns(Kind::Activity, &sheet, &[]);
    assert_eq!((plain.recognised["commune"].as_str(), plain.unknown.len()), ("commune", 2));
    let mapped = columns(Kind::Activity, &sheet, &[("lieu", "commune"), ("siret", ""), ("note", "autre")]);
    assert_eq!(mapped.recognised["lieu"], "commune");
    assert!(!mapped.recognised.contains_key("commune") && !mapped.recognised.contains_key("siret"));
    assert_eq!(mapped.unknown, ["commune", "note"], "what a person left aside is not told again");
    assert!(mapped.faults.is_empty());
}

#[test]
fn a_column_that_lacks_or_comes_twice_is_a_fault_of_the_file() {
    let told = |text: &str| -> Vec<String> {
        columns(Kind::Activity, &csv(text), &[]).faults.iter().map(ToString::to_string).collect()
    };
    let lacks = told("operateur;dispositif;annee;commune");
    assert_eq!(
        lacks,
        ["ligne 1, colonne acte : « operateur, dispositif, annee, commune » lu, une colonne « acte » attendu"]
    );
    let twice = told("operateur;dispositif;annee;commune;acte;N° SIRET;SIRET du bénéficiaire");
    assert_eq!(
        twice,
        ["ligne 1, colonne SIRET du bénéficiaire : « SIRET du bénéficiaire » lu, une seule colonne « siret » attendu"]
    );
    assert!(
        told("operateur;dispositif;annee;commune;acte;siret;SIRET du bénéficiaire").is_empty(),
        "its own name wins"
    );
}

#[test]
fn a_template_is_an_empty_file_of_its_kind() {
    let schemas = Schemas::read().unwrap();
    for kind in Kind::ALL {
        let bytes = template(schemas.of(kind));
        assert!(bytes.starts_with(b"\xef\xbb\xbf") && bytes.ends_with(b"\r\n"));
        let sheet = sheet::read(&bytes, kind).unwrap_or_else(|fault| panic!("{fault}"));
        let found = columns(kind, &sheet, &[]);
        assert!(sheet.rows.is_empty() && found.unknown.is_empty() && found.faults.is_empty(), "{kind:?}");
        assert_eq!(found.recognised.len(), schemas.of(kind).fields.len());
    }
}

#[test]
fn a_name_says_its_kind() {
    for (name, kind) in [
        ("operateurs.csv", Some(Kind::Operators)),
        ("Sites_2024.xlsx", Some(Kind::Sites)),
        ("Zones", Some(Kind::Zones)),
        ("Activité BGE.csv", Some(Kind::Activity)),
        ("mes sites.csv", None),
        ("", None),
    ] {
        assert_eq!(Kind::of_name(name), kind, "{name}");
    }
}

static SCHEMAS: LazyLock<Schemas> = LazyLock::new(|| Schemas::read().unwrap());
static KNOWN: LazyLock<(Known, Harmonised)> = LazyLock::new(|| {
    let (draft, _folder) = world();
    let snapshot = draft.snapshot().unwrap();
    (Known::read(&snapshot, YEAR).unwrap(), snapshot.harmonise(deposit::COG).unwrap())
});

/// Reads and checks anything; what comes out must add up.
fn survive(kind: Kind, bytes: &[u8]) -> Result<(), TestCaseError> {
    let Ok(sheet) = sheet::read(bytes, kind) else { return Ok(()) };
    let columns = Columns::of(SCHEMAS.of(kind), &sheet, &Map::new());
    let (known, passage) = &*KNOWN;
    let handed = Handed { card: "essai/depot", file: "x", sha256: "", synthetic: false, passage };
    let checked = Checker::new(&SCHEMAS, known.clone()).check(kind, &handed, &sheet, &columns);
    let report = &checked.report;
    prop_assert_eq!(report.rows_read, sheet.rows.len() as i64);
    prop_assert_eq!(report.rows_read, report.loaded + report.refused);
    let rows = checked.sites.len() + checked.zones.len() + checked.acts.len();
    prop_assert!(kind == Kind::Operators || rows as i64 == report.loaded);
    prop_assert_eq!(checked.refused().len() as i64, report.refused);
    let lacks = columns.faults.iter().any(|fault| fault.expectation.starts_with("une colonne"));
    prop_assert!(!lacks || report.loaded == 0, "nothing is loaded without a required column");
    Ok(())
}

fn any_kind() -> impl Strategy<Value = Kind> {
    prop::sample::select(Kind::ALL.to_vec())
}

/// Cells that have broken programs, beside those that are right.
fn cell() -> impl Strategy<Value = String> {
    let known = [
        "",
        "bge_hdf",
        "dla",
        "2024",
        "62041",
        "aide",
        "permanence",
        "epci",
        "200033579",
        "73282932000074",
        "1",
        "31/12/2024",
        "2024-02-30",
        "−1",
        "1 234,5",
        "\u{feff}",
        "\"",
        "é",
        "٣",
        "9999999999999999999999",
        "1e400",
        "NaN",
        "0x1F",
        "\r",
    ];
    prop_oneof![4 => prop::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => ".{0,12}"]
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(kind in any_kind(), bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        survive(kind, &bytes)?;
    }

    #[test]
    fn no_cells_make_it_panic_or_lose_a_row(
        kind in any_kind(),
        rows in prop::collection::vec(prop::collection::vec(cell(), 0..14), 0..8),
    ) {
        let mut file = text(&SCHEMAS, kind, &[&[]]);
        for row in rows {
            file.push('\n');
            file.push_str(&row.join(";"));
        }
        survive(kind, file.as_bytes())?;
    }

    #[test]
    fn no_spoilt_workbook_makes_it_panic(
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
    ) {
        static WORKBOOK: LazyLock<Vec<u8>> = LazyLock::new(workbook);
        let mut bytes = WORKBOOK.clone();
        for (place, byte) in places {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        survive(Kind::Sites, &bytes)?;
        bytes.truncate(cut.index(bytes.len()));
        survive(Kind::Sites, &bytes)?;
    }
}
