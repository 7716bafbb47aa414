//! A draft is filled, summed and read back, from outside.
#![allow(clippy::unwrap_used, missing_docs)]

use lanterne_data::row::{Commune, Coverage, Day, LoadReport};
use lanterne_data::{Draft, Limits, Snapshot};

fn commune(code: &str, postcodes: &[&str]) -> Commune {
    Commune {
        code: code.into(),
        epci: None,
        departement: "59".into(),
        region: "32".into(),
        zone_emploi: None,
        bassin_vie: None,
        postcodes: postcodes.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn a_checksum_depends_on_the_rows_and_not_on_their_order_nor_on_threads() {
    let folder = tempfile::tempdir().unwrap();
    let rows: Vec<Commune> = (0..5000).map(|i| commune(&format!("{i:05}"), &["59000", "l'Haÿ \"x\" \\"])).collect();
    let sum = |name: &str, rows: &[Commune], threads: usize| {
        let limits = Limits { threads: Some(threads), ..Limits::default() };
        let draft = Draft::create_within(&folder.path().join(name), &limits).unwrap();
        draft.append(rows).unwrap();
        draft.finish().unwrap().into_iter().find(|table| table.name == "commune").unwrap()
    };
    let mut reversed = rows.clone();
    reversed.reverse();
    let one = sum("one.duckdb", &rows, 1);
    assert_eq!(one.rows, 5000);
    assert_eq!(one.checksum.len(), 32);
    assert_eq!(one, sum("four.duckdb", &reversed, 4));
    let mut changed = rows;
    changed[17].postcodes.push(String::new());
    assert_ne!(one, sum("changed.duckdb", &changed, 1));
}

#[test]
fn a_load_report_that_does_not_add_up_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let draft = Draft::create(&folder.path().join("d.duckdb")).unwrap();
    let report = LoadReport {
        card: "insee/x".into(),
        file: "x.csv".into(),
        sha256: String::new(),
        rows_read: 10,
        loaded: 8,
        refused: 1,
        out_of_scope: 0,
        scope: String::new(),
    };
    assert!(draft.append(&[report]).is_err());
}

#[test]
fn an_interrupted_draft_is_replaced_and_a_finished_one_opens_read_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("d.duckdb");
    drop(Draft::create(&path).unwrap());
    let draft = Draft::create(&path).unwrap();
    draft.append(&[Coverage { card: "a/b".into(), departement: "59".into() }]).unwrap();
    draft.finish().unwrap();
    let snapshot = Snapshot::open(&path).unwrap();
    snapshot.another().unwrap();
    assert!(Snapshot::open(&folder.path().join("missing.duckdb")).is_err());
}

#[test]
fn a_day_is_counted_from_1970() {
    assert_eq!("1970-01-01".parse::<Day>().unwrap(), Day(0));
    assert_eq!("2024-02-29".parse::<Day>().unwrap(), Day(19_782));
    assert_eq!("1900-03-01".parse::<Day>().unwrap(), Day(-25_508));
    for wrong in ["2023-02-29", "2023-13-01", "", "12/05/2023", "2023-00-10"] {
        assert!(wrong.parse::<Day>().is_err(), "{wrong}");
    }
}
