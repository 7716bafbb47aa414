//! `table_passage_annuelle_AAAA`: a line per commune and part of commune, its code on the first of January of every year.

use std::collections::BTreeMap;

use super::change::{Becomes, Changes};
use super::{Read, is_code, is_here};
use crate::IngestError;
use crate::card::Card;
use crate::fetch::RawFile;
use crate::register::sheet::{Line, malformed};
use crate::register::tally::{Fault, Tally};
use crate::register::workbook;

/// The sheet of communes; another holds the municipal arrondissements.
const SHEET: &str = "COM";
const CODE: &str = "CODGEO_";

/// The changes between the years of the table.
pub(super) fn read(card: &Card, file: &RawFile, read: &mut Read) -> Result<Changes, IngestError> {
    let is_header = |cells: &[String]| cells.iter().filter_map(|cell| year(cell)).count() >= 2;
    let expectation = format!("des colonnes « {CODE}AAAA », une par année");
    let sheet = workbook::open(file, SHEET, is_header, &expectation)?;
    let columns: BTreeMap<u16, usize> =
        sheet.columns.iter().enumerate().filter_map(|(column, name)| Some((year(name)?, column))).collect();
    let years: Vec<(u16, usize)> = columns.into_iter().collect();
    if let Some(pair) = years.windows(2).find(|pair| pair[1].0 != pair[0].0 + 1) {
        let found = format!("{CODE}{} puis {CODE}{}", pair[0].0, pair[1].0);
        return Err(malformed(file, "en-tête", &found, "une colonne par année, sans année manquante"));
    }
    let level = sheet.column(&["NIVGEO"]);
    let mut tally = Tally::new(file, &sheet, years.iter().rev().take(2).map(|(_, column)| *column).collect());
    let mut becomes: BTreeMap<u16, Becomes> =
        years.iter().rev().skip(1).map(|(year, _)| (*year, Becomes::new())).collect();
    for line in &sheet.rows {
        let Some(()) = tally.take(line, row(line, level, &years)) else { continue };
        for pair in years.windows(2) {
            let [(year, before), (_, after)] = [pair[0], pair[1]];
            let [before, after] = [before, after].map(|column| line.cell(Some(column)));
            if let Some(becomes) = becomes.get_mut(&year).filter(|_| !before.is_empty() && !after.is_empty()) {
                becomes.entry(before.to_owned()).or_default().insert(after.to_owned());
            }
        }
    }
    let (refused, report) = tally.close("lignes d’un autre niveau que la commune ; collectivités d’outre-mer");
    read.refused.extend(refused);
    read.reports.push(report);
    let mut changes = Changes::default();
    becomes.into_iter().for_each(|(year, becomes)| changes.insert(year, becomes));
    if years.last().is_some_and(|(year, _)| *year != card.cog) {
        let last = years.last().map_or(String::new(), |(year, _)| format!("{CODE}{year}"));
        return Err(malformed(file, "dernière colonne", &last, &format!("{CODE}{}, l’année de la fiche", card.cog)));
    }
    Ok(changes)
}

/// `CODGEO_2019` → 2019.
fn year(column: &str) -> Option<u16> {
    column.strip_prefix(CODE)?.parse().ok().filter(|year| (1943..2100).contains(year))
}

fn row(line: &Line, level: Option<usize>, years: &[(u16, usize)]) -> Result<Option<()>, Fault> {
    let level = level.map_or("COM", |column| line.cell(Some(column)));
    if !level.is_empty() && level != "COM" {
        return Ok(None);
    }
    for (_, column) in years {
        let code = line.cell(Some(*column));
        if !code.is_empty() && !is_code(code) {
            return Err((*column, "le code d’une commune, cinq caractères (un zéro de tête est-il perdu ?)"));
        }
    }
    let last = years.last().map_or("", |(_, column)| line.cell(Some(*column)));
    match last {
        "" => Err((years.last().map_or(0, |(_, column)| *column), "le code de la dernière année")),
        code => Ok(is_here(code).then_some(())),
    }
}
