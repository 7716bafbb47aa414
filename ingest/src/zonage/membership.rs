//! The table itself, as INSEE publishes it: sheet `COM` of a workbook, or the same columns as CSV. One row per commune, one column
//! per zoning (`ZE2020`, `BV2022`), sometimes the name of the zone beside it (`LIB_ZE2020`).
//!
//! Refuses to know which commune a row ends in: its codes are carried by `geography::Carrier`.

use std::collections::BTreeSet;

use lanterne_observatory::Level;

use super::{Arrival, Read, Zoning};
use crate::IngestError;
use crate::card::Card;
use crate::fetch::RawFile;
use crate::geography::{Carrier, in_collectivity};
use crate::register::sheet::{Line, Sheet, malformed};
use crate::register::tally::{Fault, Tally};
use crate::register::workbook;

/// Sheet of the communes; another has the municipal arrondissements.
const SHEET: &str = "COM";
/// Published names of the column of communes.
const CODE: &[&str] = &["CODGEO", "DEPCOM"];
/// What a zoning's column begins with, before its year.
const ZONINGS: [(Level, &str); 2] = [(Level::ZoneEmploi, "ZE"), (Level::BassinVie, "BV")];

/// A column of zones, and the one of their names.
struct Column {
    level: Level,
    zone: usize,
    name: Option<usize>,
}

/// Reads the table: the zonings it has, their zones, and which communes of the snapshot each of its rows leads to.
pub(super) fn read(
    card: &Card,
    file: &RawFile,
    carrier: &Carrier,
    read: &mut Read,
) -> Result<Vec<Zoning>, IngestError> {
    let sheet = open(file)?;
    let code = sheet.required(file, CODE)?;
    let columns: Vec<Column> =
        ZONINGS.into_iter().filter_map(|(level, prefix)| column(&sheet, level, prefix)).collect();
    if columns.is_empty() {
        let found = sheet.columns.join(", ");
        return Err(malformed(
            file,
            "en-tête",
            &found,
            "une colonne « ZE2020 » ou « BV2022 » (d’une année ou d’une autre)",
        ));
    }
    let mut zonings: Vec<Zoning> =
        columns.iter().map(|column| Zoning::new(column.level, &sheet.columns[column.zone])).collect();
    let content = std::iter::once(code).chain(columns.iter().map(|column| column.zone)).collect();
    let mut tally = Tally::new(file, &sheet, content);
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for line in &sheet.rows {
        let commune = line.cell(Some(code));
        let outcome = row(card, carrier, line, code, &columns, &mut seen);
        let Some((targets, zones)) = tally.take(line, outcome) else { continue };
        for ((zoning, column), zone) in zonings.iter_mut().zip(&columns).zip(zones) {
            if let Some(zone) = zone {
                *zoning.communes.entry(zone.to_owned()).or_default() += 1;
                let name = line.cell(column.name);
                if !name.is_empty() {
                    zoning.names.entry(zone.to_owned()).or_insert_with(|| name.to_owned());
                }
            }
            for (target, share) in &targets {
                let arrival = Arrival { from: commune.to_owned(), zone: zone.map(str::to_owned), share: *share };
                zoning.arrivals.entry(target.clone()).or_default().push(arrival);
            }
        }
    }
    let (refused, report) =
        tally.close("arrondissements municipaux (déjà dans leur commune) et collectivités d’outre-mer");
    read.refused.extend(refused);
    read.reports.push(report);
    Ok(zonings)
}

/// Whether a file is a workbook, itself or what it is the envelope of.
pub(super) fn is_workbook(file: &RawFile) -> bool {
    file.member.as_deref().unwrap_or(&file.name).ends_with(".xlsx")
}

fn open(file: &RawFile) -> Result<Sheet, IngestError> {
    if !is_workbook(file) {
        return Sheet::open(file);
    }
    let is_header = |cells: &[String]| cells.iter().any(|cell| CODE.contains(&cell.as_str()));
    workbook::open(file, SHEET, is_header, "une ligne qui nomme la colonne CODGEO")
}

/// The column of a zoning, of its latest year.
fn column(sheet: &Sheet, level: Level, prefix: &str) -> Option<Column> {
    let year = |name: &str| name.strip_prefix(prefix)?.parse::<u16>().ok().filter(|year| (1990..2100).contains(year));
    let found = sheet.columns.iter().enumerate().filter_map(|(at, name)| Some((year(name)?, at)));
    let (_, zone) = found.max()?;
    let name = sheet.column(&[format!("LIB_{}", sheet.columns[zone]).as_str()]);
    Some(Column { level, zone, name })
}

/// Communes of the snapshot with the share of the population that goes to each, and the zone in each zoning.
type Row<'a> = (Vec<(String, f64)>, Vec<Option<&'a str>>);

fn row<'a>(
    card: &Card,
    carrier: &Carrier,
    line: &'a Line,
    code: usize,
    columns: &[Column],
    seen: &mut BTreeSet<&'a str>,
) -> Result<Option<Row<'a>>, Fault> {
    let commune = line.cell(Some(code));
    if in_collectivity(commune) || carrier.arrondissement(card.cog, commune).is_some() {
        return Ok(None);
    }
    let targets = carrier
        .carry(card.cog, commune)
        .ok_or((code, "le code d’une commune du COG de la fiche, cinq caractères (un zéro de tête est-il perdu ?)"))?;
    if !seen.insert(commune) {
        return Err((code, "un code présent une seule fois"));
    }
    let zones = columns.iter().map(|column| zone(column, line)).collect::<Result<_, Fault>>()?;
    Ok(Some((targets, zones)))
}

/// A zone, or none: an empty cell, or INSEE's « ZZZZ ».
fn zone<'a>(column: &Column, line: &'a Line) -> Result<Option<&'a str>, Fault> {
    let cell = line.cell(Some(column.zone));
    if cell.bytes().all(|byte| byte == b'Z') {
        return Ok(None);
    }
    // A bassin de vie bears the code of its main commune; a zone d'emploi has four digits.
    let (length, expectation) = match column.level {
        Level::BassinVie => (5, "le code d’un bassin de vie, cinq caractères (un zéro de tête est-il perdu ?)"),
        _ => (4, "le code d’une zone d’emploi, quatre chiffres (un zéro de tête est-il perdu ?)"),
    };
    let sound = cell.len() == length && cell.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    if sound { Ok(Some(cell)) } else { Err((column.zone, expectation)) }
}
