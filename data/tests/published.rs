//! The tables that leave, from outside.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;
use std::path::Path;

use lanterne_data::Draft;
use lanterne_data::published::{Publisher, definitions};
use lanterne_data::row::{Card, Commune, TABLES};

fn draft(path: &Path, reversed: bool) {
    let draft = Draft::create(path).unwrap();
    let card = Card {
        card: "insee/sirene".into(),
        producer: "INSEE".into(),
        title: "L'essai".into(),
        licence: "Licence Ouverte 2.0".into(),
        address: String::new(),
        millesime: "2022".into(),
        cog: 2026,
        synthetic: true,
        year: Some(2022),
    };
    draft.append(&[card]).unwrap();
    let mut rows: Vec<Commune> = (0..200_000)
        .map(|i| Commune {
            code: format!("{i:06}"),
            epci: (i % 7 > 0).then(|| format!("{:09}", i / 30)),
            departement: "59".into(),
            region: "32".into(),
            zone_emploi: None,
            bassin_vie: None,
            postcodes: vec![format!("{:05}", i / 3)],
        })
        .collect();
    if reversed {
        rows.reverse();
    }
    draft.append(&rows).unwrap();
    draft.finish().unwrap();
}

#[test]
fn a_file_is_a_function_of_the_rows_whatever_their_order() {
    let folder = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    for (name, reversed) in [("a", false), ("b", true)] {
        let database = folder.path().join(format!("{name}.duckdb"));
        draft(&database, reversed);
        let target = folder.path().join(name);
        std::fs::create_dir(&target).unwrap();
        let publisher = Publisher::open(&database, 2026).unwrap();
        let written: Vec<_> = definitions().unwrap().iter().map(|one| publisher.write(one, &target).unwrap()).collect();
        assert_eq!(written.iter().find(|table| table.name == "commune").unwrap().rows, 200_000);
        files.push(
            written
                .iter()
                .map(|table| std::fs::read(target.join(format!("{}.parquet", table.name))).unwrap())
                .collect::<Vec<_>>(),
        );
    }
    assert!(files[0] == files[1]);
}

#[test]
fn every_column_of_a_table_that_leaves_is_explained() {
    for definition in definitions().unwrap() {
        let table = TABLES.iter().find(|table| table.name == definition.name);
        let table = table.unwrap_or_else(|| panic!("{} is no table", definition.name));
        let told: BTreeSet<&str> = definition.columns().collect();
        for (column, _) in table.columns {
            // The rank of a territory leaves as its code.
            let left = told.contains(column) || (*column == "row" && told.contains("code"));
            assert!(left, "{}.{column} is not explained", table.name);
        }
    }
}
