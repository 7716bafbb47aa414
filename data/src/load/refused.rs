//! Refused rows, kept with file, line, column, value and expectation. Their content is rebuilt from the few columns that
//! are read, so that no name and no address can be in it; a malformed line, whose cells cannot be told apart, keeps none.

use crate::draft::Draft;
use crate::error::{At, Result};
use crate::load::register::RawFile;
use crate::load::source::{Format, Source, quoted};

/// A fault that a row may have: its name in the SQL, the column at fault, where its value stands, what was expected.
pub(crate) struct Fault {
    name: &'static str,
    column: &'static str,
    value: &'static str,
    expectation: &'static str,
}

/// The faults of a file, and the columns as read that make the content of a refused row.
pub(crate) struct Faults {
    faults: &'static [Fault],
    content: &'static [&'static str],
}

const fn fault(name: &'static str, column: &'static str, value: &'static str, expectation: &'static str) -> Fault {
    Fault { name, column, value, expectation }
}

pub(crate) const UNIT_FAULTS: Faults = Faults {
    faults: &[
        fault("siren", "siren", "siren_read", "neuf chiffres"),
        fault("categorie", "categorieJuridiqueUniteLegale", "categorie_read", "quatre chiffres"),
        fault("drapeau", "economieSocialeSolidaireUniteLegale", "flag_read", "O, N ou vide"),
        fault(
            "forme",
            "categorieJuridiqueUniteLegale",
            "categorie_read",
            "une forme que la loi de 2014 admet dans l'ESS, puisque le drapeau vaut O",
        ),
        fault("doublon", "siren", "siren_read", "un SIREN qui n’a pas déjà sa ligne : la première est retenue"),
    ],
    content: &["siren_read", "categorie_read", "flag_read"],
};

pub(crate) const ESTABLISHMENT_FAULTS: Faults = Faults {
    faults: &[
        fault("etat", "etatAdministratifEtablissement", "etat_read", "A (actif) ou F (fermé)"),
        fault("siret", "siret", "siret_read", "quatorze chiffres qui commencent par le SIREN de la ligne"),
        fault(
            "commune",
            "codeCommuneEtablissement",
            "commune_read",
            "le code d'une commune, d'une ancienne commune ou d'un arrondissement municipal",
        ),
        fault("tranche", "trancheEffectifsEtablissement", "tranche_read", "NN, 00, 01, 02, 03, 11 … 53, ou vide"),
        fault("unite", "siren", "siren_read", "un SIREN du fichier des unités légales"),
        fault("doublon", "siret", "siret_read", "un SIRET qui n’a pas déjà sa ligne : la première est retenue"),
    ],
    content: &["siren_read", "siret_read", "etat_read", "tranche_read", "commune_read", "naf_read"],
};

/// Keeps the refused rows of a file; returns how many lines were malformed. `sql` reads the file again with the number of
/// each row, which is only worth its price when a row is at fault.
pub(crate) fn keep(
    draft: &Draft,
    source: &Source,
    file: &RawFile,
    known: &Faults,
    name: &str,
    count: i64,
    sql: &dyn Fn(&str) -> String,
) -> Result<i64> {
    let place = || format!("lignes refusées de {}", file.file);
    let run = |sql: &str| draft.connection.execute_batch(sql).at(place());
    let malformed = if source.format == Format::Csv { keep_malformed(draft, file, name)? } else { 0 };
    if count == 0 {
        return Ok(malformed);
    }
    let line = match source.format {
        Format::Parquet => "r.line".to_owned(),
        // The n-th accepted row, plus the header, plus the malformed lines before it.
        Format::Csv => format!("r.line + 1 + (SELECT count(*) FROM temp.{name}_malformed m WHERE m.before < r.line)"),
    };
    let values: Vec<String> =
        known.faults.iter().map(|f| format!("WHEN {} THEN r.{}", quoted(f.name), f.value)).collect();
    let told: Vec<String> = known
        .faults
        .iter()
        .map(|f| format!("({}, {}, {})", quoted(f.name), quoted(f.column), quoted(f.expectation)))
        .collect();
    let content: Vec<String> = known
        .content
        .iter()
        .map(|column| {
            format!("{} || coalesce(r.{column}, '')", quoted(&format!("{}=", column.trim_end_matches("_read"))))
        })
        .collect();
    run("SET preserve_insertion_order = true")?;
    run(&format!(
        "INSERT INTO refused
         SELECT {card}, {file}, {line}, f.told, CASE r.fault {values} END, f.expectation, concat_ws(' ; ', {content})
         FROM ({sql}) r JOIN (VALUES {told}) f (name, told, expectation) ON f.name = r.fault",
        card = quoted(&file.card),
        file = quoted(&file.file),
        values = values.join(" "),
        content = content.join(", "),
        told = told.join(", "),
        sql = sql(source.row_number()),
    ))?;
    run("SET preserve_insertion_order = false")?;
    Ok(malformed)
}

/// Keeps the lines that the CSV reader could not cut into cells, from the tables of its scan.
pub(crate) fn keep_malformed(draft: &Draft, file: &RawFile, name: &str) -> Result<i64> {
    let place = || format!("lignes mal formées de {}", file.file);
    draft
        .connection
        .execute_batch(&format!(
            "CREATE OR REPLACE TEMP TABLE {name}_malformed AS
             SELECT line, line - row_number() OVER (ORDER BY line) - 1 AS before, told FROM (
               SELECT line, min(CASE error_type::VARCHAR
                 WHEN 'MISSING COLUMNS' THEN 'autant de cellules que l''en-tête : il en manque'
                 WHEN 'TOO MANY COLUMNS' THEN 'autant de cellules que l''en-tête : il y en a trop'
                 WHEN 'UNQUOTED VALUE' THEN 'un guillemet fermé'
                 WHEN 'INVALID ENCODING' THEN 'des caractères en UTF-8'
                 WHEN 'INVALID STATE' THEN 'un guillemet fermé'
                 ELSE 'une ligne lisible' END) AS told
               FROM {name}_error GROUP BY line);
             INSERT INTO refused
             SELECT {card}, {file}, line, '(ligne)', NULL, told,
               '(non conservée : les cellules ne se distinguent pas, un nom pourrait y être)'
             FROM {name}_malformed ORDER BY line;
             DROP TABLE {name}_error; DROP TABLE {name}_scan;",
            card = quoted(&file.card),
            file = quoted(&file.file),
        ))
        .at(place())?;
    draft.connection.query_row(&format!("SELECT count(*) FROM {name}_malformed"), [], |row| row.get(0)).at(place())
}
