//! Identifiers of Sirene that are not as they should be: on several rows, with a key that fails, or without their unit.
#![allow(clippy::unwrap_used, missing_docs)]

mod stock;

use stock::{Stock, texts};

const KEPT: &str = "SELECT concat_ws('|', file, line, \"column\", value, expectation) FROM refused ORDER BY file, line";

fn stock() -> Stock {
    let mut stock = Stock::default();
    stock.unit("732829320", "9220", "O");
    stock.unit("552100554", "9220", "O");
    stock.establishment("73282932000074", "11", "59350", "A");
    stock.establishment("55210055400013", "12", "59350", "A");
    stock
}

#[test]
fn of_two_rows_of_a_siret_the_first_is_loaded_and_the_other_refused_with_its_line() {
    let mut stock = stock();
    stock.establishment("73282932000074", "42", "60054", "A");
    stock.establishment("73282932000074", "21", "59350", "F");
    for parquet in [false, true] {
        let (connection, loaded) = stock.load(parquet);
        let rows = &loaded.establishments;
        assert_eq!((rows.rows_read, rows.loaded, rows.refused, rows.out_of_scope), (4, 2, 2, 0));
        let first = "SELECT concat_ws(' ', siret, commune, tranche) FROM establishment ORDER BY 1";
        assert_eq!(texts(&connection, first), ["55210055400013 59350 12", "73282932000074 59350 11"]);
        assert_eq!(texts(&connection, "SELECT sum(establishments)::VARCHAR FROM economy_count"), ["2"]);
        let (file, line) = if parquet { ("StockEtablissement.parquet", 3) } else { ("StockEtablissement.csv", 4) };
        let told = "siret|73282932000074|un SIRET qui n’a pas déjà sa ligne : la première est retenue";
        assert_eq!(
            texts(&connection, KEPT),
            [format!("{file}|{line}|{told}"), format!("{file}|{}|{told}", line + 1)],
            "parquet: {parquet}"
        );
    }
}

#[test]
fn a_row_at_fault_gives_its_place_to_the_next_one_of_the_same_siret() {
    let mut stock = Stock::default();
    stock.unit("732829320", "9220", "O");
    stock.establishment("73282932000074", "77", "59350", "A"); // no such band
    stock.establishment("73282932000074", "11", "59350", "A");
    stock.establishment("73282932000074", "12", "59350", "A");
    let (connection, loaded) = stock.load(false);
    assert_eq!((loaded.establishments.loaded, loaded.establishments.refused), (1, 2));
    assert_eq!(texts(&connection, "SELECT tranche FROM establishment"), ["11"]);
    assert_eq!(
        texts(&connection, "SELECT concat_ws(' ', line, \"column\") FROM refused ORDER BY line"),
        ["2 trancheEffectifsEtablissement", "4 siret"]
    );
}

#[test]
fn of_two_rows_of_a_siren_the_first_says_what_the_unit_is() {
    let mut stock = stock();
    stock.unit("732829320", "5710", "N");
    stock.unit("552100554", "9220", "peut-être");
    stock.unit("552100554", "6317", "O");
    for parquet in [false, true] {
        let (connection, loaded) = stock.load(parquet);
        let units = &loaded.units;
        assert_eq!((units.rows_read, units.loaded, units.refused, units.out_of_scope), (5, 2, 3, 0));
        assert_eq!(loaded.establishments.loaded, 2, "each establishment is counted once");
        let families = "SELECT concat_ws(' ', siren, famille) FROM establishment ORDER BY 1";
        assert_eq!(texts(&connection, families), ["552100554 association", "732829320 association"]);
        let lines = if parquet { [3, 4, 5] } else { [4, 5, 6] };
        assert_eq!(
            texts(&connection, "SELECT concat_ws(' ', line, \"column\", value) FROM refused ORDER BY line"),
            [
                format!("{} siren 732829320", lines[0]),
                format!("{} economieSocialeSolidaireUniteLegale peut-être", lines[1]),
                format!("{} siren 552100554", lines[2]),
            ]
        );
    }
}

#[test]
fn a_malformed_line_before_it_moves_the_line_of_a_repeated_siret() {
    let mut stock = stock();
    stock.line("73282932000017");
    stock.establishment("73282932000074", "42", "59350", "A");
    let (connection, loaded) = stock.load(false);
    assert_eq!((loaded.establishments.rows_read, loaded.establishments.refused), (4, 2));
    assert_eq!(
        texts(&connection, "SELECT concat_ws(' ', line, \"column\") FROM refused ORDER BY line"),
        ["4 (ligne)", "5 siret"]
    );
}

#[test]
fn a_key_that_fails_refuses_nothing_and_is_said_with_the_file() {
    let mut stock = stock();
    stock.unit("356000000", "5510", "");
    stock.unit("732829321", "9220", "O");
    stock.establishment("35600000000048", "11", "59350", "A"); // La Poste's head office, by Luhn
    stock.establishment("35600000000245", "11", "59350", "A"); // another, by its own rule
    stock.establishment("73282932100016", "11", "59350", "A"); // both keys fail
    stock.establishment("55210055400014", "11", "59350", "A"); // the NIC's key fails
    let (connection, loaded) = stock.load(false);
    assert_eq!((loaded.units.refused, loaded.establishments.loaded, loaded.establishments.refused), (0, 6, 0));
    let told: Vec<String> = loaded
        .warnings
        .iter()
        .map(|warning| format!("{} {} {} {}", warning.file, warning.column, warning.row_count, warning.example))
        .collect();
    let expected =
        ["StockUniteLegale.csv siren 1 732829321", "StockEtablissement.csv siret 2 55210055400014"].map(str::to_owned);
    assert_eq!(told, expected);
    let stored = "SELECT concat_ws(' ', file, \"column\", row_count, example) FROM warning ORDER BY file DESC";
    assert_eq!(texts(&connection, stored), expected);
}

#[test]
fn an_establishment_without_its_unit_is_refused_and_a_closed_one_is_out_of_scope() {
    let mut stock = stock();
    stock.unit("73282932X", "9220", "O"); // refused itself: unreadable
    stock.establishment("44306184100013", "11", "59350", "A");
    stock.establishment("44306184100021", "11", "59350", "F");
    let (connection, loaded) = stock.load(false);
    let rows = &loaded.establishments;
    assert_eq!((rows.rows_read, rows.loaded, rows.refused, rows.out_of_scope), (4, 2, 1, 1));
    assert_eq!(
        texts(&connection, &KEPT.replace("FROM refused", "FROM refused WHERE file LIKE 'StockEt%'")),
        ["StockEtablissement.csv|4|siren|443061841|un SIREN du fichier des unités légales"]
    );
}
