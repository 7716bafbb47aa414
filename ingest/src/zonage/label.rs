//! What the zones are called: sheet `Zones_supra_communales` of INSEE's workbook, or the same columns as CSV (`NIVGEO`, `CODGEO`,
//! `LIBGEO`, and `NB_COM`, the number of communes, which the table of membership is held against).

use super::membership::is_workbook;
use super::{Read, Zoning};
use crate::IngestError;
use crate::fetch::RawFile;
use crate::number::number;
use crate::register::sheet::{Line, Sheet};
use crate::register::tally::{Fault, Tally};
use crate::register::workbook;

const SHEET: &str = "Zones_supra_communales";

/// The labels of a workbook that holds the table of membership too; of a CSV there are none.
pub(super) fn of_workbook(file: &RawFile, zonings: &mut [Zoning], read: &mut Read) -> Result<(), IngestError> {
    if !is_workbook(file) {
        return Ok(());
    }
    let is_header = |cells: &[String]| cells.iter().any(|cell| cell == "NIVGEO");
    let sheet = workbook::open(file, SHEET, is_header, "une ligne qui nomme la colonne NIVGEO")?;
    let named = RawFile { name: format!("{} : {SHEET}", file.name), ..file.clone() };
    take(&named, &sheet, zonings, read)
}

/// The labels of a file of their own.
pub(super) fn of_file(file: &RawFile, zonings: &mut [Zoning], read: &mut Read) -> Result<(), IngestError> {
    take(file, &Sheet::open(file)?, zonings, read)
}

fn take(file: &RawFile, sheet: &Sheet, zonings: &mut [Zoning], read: &mut Read) -> Result<(), IngestError> {
    let column = |name: &str| sheet.required(file, &[name]);
    let columns = [column("NIVGEO")?, column("CODGEO")?, column("LIBGEO")?];
    let count = sheet.column(&["NB_COM"]);
    let mut tally = Tally::new(file, sheet, columns.to_vec());
    let mut otherwise = 0;
    for line in &sheet.rows {
        let Some((at, zone, name)) = tally.take(line, row(line, columns, zonings)) else { continue };
        let zoning = &mut zonings[at];
        let published: Option<usize> = line.cell(count).parse().ok();
        otherwise += usize::from(published.is_some_and(|published| zoning.communes.get(zone) != Some(&published)));
        zoning.names.insert(zone.to_owned(), name.to_owned());
    }
    let (refused, report) = tally.close("libellés des autres zonages");
    read.refused.extend(refused);
    read.reports.push(report);
    if otherwise > 0 {
        read.lines.push(format!(
            "{} : {} zones n’y ont pas le nombre de communes (NB_COM) que la table leur donne",
            file.name,
            number(otherwise as f64, 0)
        ));
    }
    Ok(())
}

/// Position of the zoning, zone, name.
fn row<'a>(
    line: &'a Line,
    [level, code, label]: [usize; 3],
    zonings: &[Zoning],
) -> Result<Option<(usize, &'a str, &'a str)>, Fault> {
    let cell = |column: usize| line.cell(Some(column));
    let Some(at) = zonings.iter().position(|zoning| zoning.column == cell(level)) else { return Ok(None) };
    let (zone, name) = (cell(code), cell(label));
    if !zonings[at].communes.contains_key(zone) {
        return Err((code, "une zone de la table d’appartenance"));
    }
    if name.is_empty() {
        return Err((label, "le nom de la zone"));
    }
    Ok(Some((at, zone, name)))
}
