//! A workbook to be filled: a sheet with the header of its kind, a sheet « Notice » that says what each column is, and the codes that
//! are known, to be chosen from.
//!
//! Columns are texts, so that no spreadsheet takes the zero of a code away or rounds a SIRET: numbers and days are read from
//! texts. The bytes depend on the schema and on the snapshot alone.

use lanterne_data::deployment::schema::Type;
use lanterne_data::deployment::{Field, Kind, Schema};
use rust_xlsxwriter::utility::cell_range_absolute;
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook,
    Worksheet,
};

use super::schema::allowed;
use super::schemas;
use crate::export::ExportError;
use crate::french::typography::set;
use crate::problem::Problem;
use crate::state::State;

const INK: Color = Color::RGB(0x0017_203A);
const PAPER: Color = Color::RGB(0x00F3_EFE7);
const RULE: Color = Color::RGB(0x00DD_D7CB);
/// The sheet of codes.
const LISTS: &str = "Listes";
/// Rows that are ready to be filled; more may follow, without help.
const READY: u32 = 20_000;
/// What a spreadsheet shows beside a cell, at most, in UTF-16.
const LONGEST_TITLE: usize = 32;
const LONGEST_MESSAGE: usize = 255;

/// A column, and the codes it is chosen from.
struct Column<'a> {
    field: &'a Field,
    allowed: Vec<(String, String)>,
}

/// The workbook of a kind.
pub(crate) fn workbook(state: &State, kind: Kind) -> Result<Vec<u8>, Problem> {
    let schemas = schemas()?;
    let schema = schemas.of(kind);
    let column = |field| Column { field, allowed: allowed(state, field) };
    let columns: Vec<Column<'_>> = schema.fields.iter().map(column).collect();
    written(kind, schema, &columns, state.manifest.cog).map_err(|fault| {
        tracing::error!(%fault, ?kind, "a template was not made");
        Problem::Internal
    })
}

fn written(kind: Kind, schema: &Schema, columns: &[Column<'_>], year: u16) -> Result<Vec<u8>, ExportError> {
    let mut workbook = Workbook::new();
    // The day the geographic code is of, not the day of the request: the same question has the same bytes.
    let made = ExcelDateTime::from_ymd(year.clamp(1900, 9999), 1, 1)?;
    let properties =
        DocProperties::new().set_title(set(&schema.title)).set_author("Lanterne").set_creation_datetime(&made);
    workbook.set_properties(&properties);
    sheet(workbook.add_worksheet(), kind, columns)?;
    notice(workbook.add_worksheet(), kind, schema, columns)?;
    if columns.iter().any(|column| !column.allowed.is_empty()) {
        lists(workbook.add_worksheet(), columns)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn head() -> Format {
    let ruled = Format::new().set_bold().set_font_color(INK).set_background_color(PAPER);
    ruled.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(RULE).set_align(FormatAlign::Top)
}

fn sheet(sheet: &mut Worksheet, kind: Kind, columns: &[Column<'_>]) -> Result<(), ExportError> {
    sheet.set_name(kind.as_str())?;
    sheet.set_freeze_panes(1, 0)?;
    let (head, text) = (head(), Format::new().set_num_format("@"));
    // The lists stand side by side in their sheet, codes and names.
    let mut list = 0;
    for (at, column) in (0_u16..).zip(columns) {
        sheet.set_column_format(at, &text)?;
        sheet.set_column_width(
            at,
            column.field.name.chars().count().max(column.field.example.chars().count()) as f64 + 4.0,
        )?;
        sheet.write_string_with_format(0, at, &column.field.name, &head)?;
        sheet.add_data_validation(1, at, READY, at, &help(column, list)?)?;
        list += if column.allowed.is_empty() { 0 } else { 2 };
    }
    Ok(())
}

/// What is said beside a cell, and what it is chosen from. A cell that holds several codes is typed.
fn help(column: &Column<'_>, list: u16) -> Result<DataValidation, ExportError> {
    let field = column.field;
    let help = match (column.allowed.len(), field.separator) {
        (0, _) | (_, Some(_)) => DataValidation::new().allow_any_value(),
        (codes, None) => {
            let last = u32::try_from(codes).unwrap_or(u32::MAX - 1);
            let range = format!("={LISTS}!{}", cell_range_absolute(1, list, last, list));
            let chosen = DataValidation::new().allow_list_formula(Formula::new(range));
            chosen
                .set_error_title("Valeur inconnue")?
                .set_error_message(format!("Choisissez dans la liste, ou voyez la feuille « {LISTS} »."))?
        }
    };
    Ok(help
        .set_input_title(short(&set(&field.title), LONGEST_TITLE))?
        .set_input_message(short(&set(&field.description), LONGEST_MESSAGE))?)
}

/// As much of a text as a spreadsheet shows.
fn short(text: &str, most: usize) -> String {
    if text.encode_utf16().count() <= most {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut left = most - 1;
    for letter in text.chars() {
        match left.checked_sub(letter.len_utf16()) {
            Some(rest) => left = rest,
            None => break,
        }
        kept.push(letter);
    }
    kept.push('…');
    kept
}

fn notice(sheet: &mut Worksheet, kind: Kind, schema: &Schema, columns: &[Column<'_>]) -> Result<(), ExportError> {
    sheet.set_name("Notice")?;
    for (at, width) in [(0, 20.0), (1, 24.0), (2, 12.0), (3, 80.0), (4, 26.0), (5, 44.0)] {
        sheet.set_column_width(at, width)?;
    }
    let (head, wrapped) = (head(), Format::new().set_text_wrap().set_align(FormatAlign::Top));
    let title = Format::new().set_bold().set_font_size(14).set_font_color(INK);
    sheet.write_string_with_format(0, 0, set(&schema.title), &title)?;
    sheet.merge_range(1, 0, 1, 5, &set(&schema.description), &wrapped)?;
    // A merged cell does not grow by itself.
    sheet.set_row_height(1, 15.0 * schema.description.chars().count().div_ceil(180) as f64)?;
    let sent = format!(
        "Remplissez la feuille « {} », sans changer sa première ligne, et remettez ce classeur.",
        kind.as_str()
    );
    sheet.write_string(2, 0, set(&sent))?;
    for (at, text) in (0_u16..).zip(["Colonne", "Titre", "Obligatoire", "Ce qu’elle contient", "Exemple", "Valeurs"])
    {
        sheet.write_string_with_format(4, at, text, &head)?;
    }
    for (line, column) in (5_u32..).zip(columns) {
        let field = column.field;
        let required = if field.constraints.required { "oui" } else { "non" };
        let cells = [
            field.name.clone(),
            set(&field.title),
            required.to_owned(),
            set(&field.description),
            field.example.clone(),
        ];
        for (at, text) in (0_u16..).zip(cells.into_iter().chain([values(column)])) {
            sheet.write_string_with_format(line, at, text, &wrapped)?;
        }
    }
    Ok(())
}

/// What a cell may be, in a few words.
fn values(column: &Column<'_>) -> String {
    let listed = !column.allowed.is_empty();
    let text = match column.field.kind {
        _ if listed && column.field.separator.is_some() => "plusieurs codes de la feuille « Listes »",
        _ if listed => "un mot de la feuille « Listes »",
        Type::String => column.field.stated.as_deref().unwrap_or("un texte"),
        Type::Number => "un nombre",
        Type::Integer => "un nombre entier",
        Type::Date => "une date (31/12/2024 ou 2024-12-31)",
        Type::Year => "une année, en quatre chiffres",
    };
    set(text)
}

fn lists(sheet: &mut Worksheet, columns: &[Column<'_>]) -> Result<(), ExportError> {
    sheet.set_name(LISTS)?;
    sheet.set_freeze_panes(1, 0)?;
    let head = head();
    for (place, column) in (0_u16..).zip(columns.iter().filter(|column| !column.allowed.is_empty())) {
        let at = place * 2;
        sheet.set_column_width(at, 24.0)?;
        sheet.set_column_width(at + 1, 44.0)?;
        sheet.write_string_with_format(0, at, set(&column.field.title), &head)?;
        sheet.write_string_with_format(0, at + 1, "", &head)?;
        for (line, (code, name)) in (1_u32..).zip(&column.allowed) {
            sheet.write_string(line, at, code)?;
            sheet.write_string(line, at + 1, set(name))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_TITLE, short};

    #[test]
    fn a_text_that_is_too_long_ends_in_an_ellipsis_within_the_bound() {
        assert_eq!(short("SIRET", LONGEST_TITLE), "SIRET");
        let long = short(&"é𝛼".repeat(40), LONGEST_TITLE);
        assert!(long.ends_with('…') && long.encode_utf16().count() <= LONGEST_TITLE, "{long}");
    }
}
