//! A sheet of an XLSX workbook as a table of text: days as `2024-12-31`, numbers as `1234.5`.
//!
//! Cells are read as a stream and held as far as they are filled: a workbook that says it has a million columns costs what it
//! holds. It computes no formula: the value the workbook was saved with is what its author saw.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use super::fault::Fault;
use super::schema::Kind;
use super::sheet::Sheet;

/// Columns that are read: a table has a dozen.
const WIDEST: usize = 256;
/// Cells that are held.
const MOST: usize = 4_000_000;
const EXPECTED: &str = "un classeur .xlsx";

/// Reads the sheet named as the kind, or the first.
pub(super) fn read(bytes: &[u8], kind: Kind) -> Result<Sheet, Fault> {
    // The reader is somebody else's: a panic of its own on a spoilt workbook is a fault of the workbook.
    std::panic::catch_unwind(|| cells(bytes, kind))
        .unwrap_or_else(|_| Err(Fault::whole("un classeur endommagé", EXPECTED)))
}

fn cells(bytes: &[u8], kind: Kind) -> Result<Sheet, Fault> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let names = workbook.sheet_names();
    let named = names.iter().find(|name| Kind::of_name(name) == Some(kind)).or(names.first());
    let name = named.ok_or_else(|| Fault::whole("un classeur sans feuille", EXPECTED))?;
    let mut reader = workbook.worksheet_cells_reader(name).map_err(unreadable)?;
    let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let mut held = 0;
    while let Some(cell) = reader.next_cell().map_err(unreadable)? {
        let text = text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        let column = column as usize;
        let cells = rows.entry(row).or_default();
        let more = (column + 1).saturating_sub(cells.len());
        held += more;
        if column >= WIDEST || held > MOST {
            return Err(Fault::whole(
                &format!("une feuille trop grande (« {name} »)"),
                &format!("un tableau d’au plus {WIDEST} colonnes et {MOST} cellules"),
            ));
        }
        if more > 0 {
            cells.resize(column + 1, String::new());
        }
        cells[column] = text;
    }
    let mut sheet = Sheet::default();
    for (row, mut cells) in rows {
        // A row ends with its last filled cell.
        if cells.len() < sheet.header.len() {
            cells.resize(sheet.header.len(), String::new());
        }
        sheet.take(i64::from(row) + 1, cells);
    }
    sheet.whole()
}

/// What the reader says is for its authors, in their language.
fn unreadable(_: XlsxError) -> Fault {
    Fault::whole("un classeur endommagé", EXPECTED)
}

fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(true) => "vrai".to_owned(),
        DataRef::Bool(false) => "faux".to_owned(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTime(span) => span.as_f64().to_string(),
        DataRef::Error(fault) => fault.to_string(),
    }
}
