//! A workbook: a sheet of data with real numbers, a sheet « Notice » that says what they are and where they come from.
//!
//! Cells hold every digit and show as many as the indicator deserves. Rows are written one by one: memory does not grow with
//! them.

use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet};

use super::ExportError;
use super::table::{Cells, Column, Table};

const INK: Color = Color::RGB(0x0017_203A);
const PAPER: Color = Color::RGB(0x00F3_EFE7);
const RULE: Color = Color::RGB(0x00DD_D7CB);
/// Widths of a column, in characters.
const NARROWEST: usize = 10;
const WIDEST: usize = 44;
/// What is written of a column is judged by its first rows: the rest was not made to be wider.
const JUDGED: usize = 2_000;

/// The whole file.
pub(crate) fn write(table: &Table) -> Result<Vec<u8>, ExportError> {
    let mut workbook = Workbook::new();
    // The day the geographic code is of, not the day of the request: the same question has the same bytes.
    let year = u16::try_from(table.cog).unwrap_or(1900).clamp(1900, 9999);
    let properties = DocProperties::new()
        .set_title(&table.title)
        .set_author("Lanterne")
        .set_creation_datetime(&ExcelDateTime::from_ymd(year, 1, 1)?);
    workbook.set_properties(&properties);
    data(workbook.add_worksheet_with_low_memory()?, table)?;
    notice(workbook.add_worksheet(), table)?;
    Ok(workbook.save_to_buffer()?)
}

fn head() -> Format {
    let ruled = Format::new().set_bold().set_font_color(INK).set_background_color(PAPER);
    ruled
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(RULE)
        .set_text_wrap()
        .set_align(FormatAlign::Top)
}

fn data(sheet: &mut Worksheet, table: &Table) -> Result<(), ExportError> {
    sheet.set_name("Données")?;
    sheet.set_freeze_panes(1, 2)?;
    let head = head();
    let formats: Vec<Format> = table.columns.iter().map(format).collect();
    for (at, column) in (0_u16..).zip(&table.columns) {
        sheet.set_column_width(at, width(column))?;
        sheet.write_string_with_format(0, at, heading(column), &head)?;
    }
    for (line, at) in (1_u32..).zip(0..table.rows.len()) {
        for ((place, column), format) in (0_u16..).zip(&table.columns).zip(&formats) {
            cell(sheet, (line, place), &column.cells, at, format)?;
        }
    }
    if let (Ok(last), Ok(columns)) = (u32::try_from(table.rows.len()), u16::try_from(table.columns.len()))
        && columns > 0
    {
        sheet.autofilter(0, 0, last, columns - 1)?;
    }
    Ok(())
}

fn cell(
    sheet: &mut Worksheet,
    (line, place): (u32, u16),
    cells: &Cells,
    at: usize,
    format: &Format,
) -> Result<(), ExportError> {
    match cells {
        Cells::Text(cells) => {
            if let Some(text) = cells.get(at).and_then(Option::as_deref) {
                sheet.write_string_with_format(line, place, text, format)?;
            }
        }
        Cells::Whole(cells) => {
            if let Some(count) = cells.get(at).copied().flatten() {
                sheet.write_number_with_format(line, place, count as f64, format)?;
            }
        }
        Cells::Number(cells) => {
            if let Some(value) = cells.get(at).copied().flatten() {
                sheet.write_number_with_format(line, place, value, format)?;
            }
        }
        Cells::Truth(cells) => {
            if let Some(truth) = cells.get(at) {
                sheet.write_string_with_format(line, place, if *truth { "oui" } else { "non" }, format)?;
            }
        }
    }
    Ok(())
}

/// How a cell shows. Excel puts the space and the comma of the reader's own language.
fn format(column: &Column) -> Format {
    match (&column.cells, column.decimals) {
        (Cells::Text(_) | Cells::Truth(_), _) => Format::new(),
        (Cells::Whole(_), _) | (Cells::Number(_), 0) => Format::new().set_num_format("#,##0"),
        (Cells::Number(_), decimals) => {
            Format::new().set_num_format(format!("#,##0.{}", "0".repeat(usize::from(decimals))))
        }
    }
}

fn heading(column: &Column) -> String {
    if column.unit.is_empty() { column.title.clone() } else { format!("{} ({})", column.title, column.unit) }
}

fn width(column: &Column) -> f64 {
    let written = match &column.cells {
        Cells::Text(cells) => cells.iter().take(JUDGED).flatten().map(|text| text.chars().count()).max().unwrap_or(0),
        Cells::Whole(_) | Cells::Number(_) | Cells::Truth(_) => 0,
    };
    written.max(column.title.chars().count() + 2).clamp(NARROWEST, WIDEST) as f64
}

fn notice(sheet: &mut Worksheet, table: &Table) -> Result<(), ExportError> {
    sheet.set_name("Notice")?;
    for (column, width) in [(0, 28.0), (1, 34.0), (2, 26.0), (3, 90.0)] {
        sheet.set_column_width(column, width)?;
    }
    let (head, wrapped) = (head(), Format::new().set_text_wrap().set_align(FormatAlign::Top));
    let bold = wrapped.clone().set_bold();
    sheet.write_string_with_format(
        0,
        0,
        &table.title,
        &Format::new().set_bold().set_font_size(14).set_font_color(INK),
    )?;
    let mut line = 2;
    for note in &table.notes {
        sheet.write_string_with_format(line, 0, note.label, &bold)?;
        sheet.merge_range(line, 1, line, 3, &note.text, &wrapped)?;
        // A merged cell does not grow by itself.
        sheet.set_row_height(line, 15.0 * note.text.chars().count().div_ceil(140).max(1) as f64)?;
        line += 1;
    }
    line += 1;
    for (place, title) in (0_u16..).zip(["Colonne", "Titre", "Unité", "Définition"]) {
        sheet.write_string_with_format(line, place, title, &head)?;
    }
    for column in &table.columns {
        line += 1;
        for (place, text) in (0_u16..).zip([&column.name, &column.title, &column.unit, &column.description]) {
            sheet.write_string_with_format(line, place, text, &wrapped)?;
        }
    }
    Ok(())
}
