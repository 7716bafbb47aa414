//! A sheet of a workbook, as a table of text: INSEE publishes some tables as xlsx only, a few lines of title above the header.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::sheet::{Line, Sheet, malformed, plain};
use crate::IngestError;
use crate::fetch::RawFile;

/// The sheet of this name, from the first line that is a header on; numbers of lines are those a person sees.
pub(crate) fn open(
    file: &RawFile,
    name: &str,
    is_header: impl Fn(&[String]) -> bool,
    expectation: &str,
) -> Result<Sheet, IngestError> {
    let bytes = match file.member {
        Some(_) => plain(file)?,
        None => std::fs::read(&file.path).map_err(IngestError::at(&file.path))?,
    };
    let fault = |fault: calamine::XlsxError| malformed(file, "classeur", &fault.to_string(), "un classeur xlsx");
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(fault)?;
    let names = workbook.sheet_names();
    if !names.iter().any(|known| known == name) {
        return Err(malformed(file, "feuilles", &names.join(", "), &format!("une feuille « {name} »")));
    }
    let range = workbook.worksheet_range(name).map_err(fault)?;
    let first = range.start().map_or(0, |(row, _)| i64::from(row)) + 1;
    let mut sheet: Option<Sheet> = None;
    for (number, row) in (first..).zip(range.rows()) {
        let cells: Vec<String> = row.iter().map(text).collect();
        match &mut sheet {
            Some(sheet) => sheet.rows.push(Line::of(number, cells.into())),
            none if is_header(&cells) => *none = Some(Sheet { columns: cells, rows: Vec::new() }),
            _ => {}
        }
    }
    sheet.ok_or_else(|| malformed(file, &format!("feuille {name}"), "aucune ligne d’en-tête", expectation))
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        cell => cell.to_string().trim().to_owned(),
    }
}
