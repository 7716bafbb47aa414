//! How cells look, and the one way a value enters one: a number with its format, or the sign of its absence as text.

use std::collections::HashMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet};

use crate::error::ReportError;
use crate::format::{absence, shown};
use crate::model::Value;

const INK: Color = Color::RGB(0x0017_203A);
const QUIET: Color = Color::RGB(0x0062_6985);
const PAPER: Color = Color::RGB(0x00F3_EFE7);
const RULE: Color = Color::RGB(0x00DD_D7CB);
const LANTERN: Color = Color::RGB(0x00A0_4F00);

/// The formats of one workbook.
pub(super) struct Formats {
    pub(super) title: Format,
    pub(super) part: Format,
    pub(super) head: Format,
    pub(super) words: Format,
    pub(super) bold: Format,
    pub(super) quiet: Format,
    pub(super) marked: Format,
    sign: Format,
    numbers: HashMap<(u8, bool), Format>,
}

impl Formats {
    pub(super) fn new() -> Self {
        let words = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let ruled = words.clone().set_bold().set_font_color(INK).set_background_color(PAPER);
        let numbers =
            (0..=6).flat_map(|decimals| [false, true].map(|signed| ((decimals, signed), number(decimals, signed, ""))));
        Self {
            title: Format::new().set_bold().set_font_size(16).set_font_color(INK),
            part: Format::new().set_bold().set_font_size(12).set_font_color(INK),
            head: ruled.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(RULE),
            bold: words.clone().set_bold(),
            quiet: Format::new().set_font_color(QUIET),
            marked: words.clone().set_bold().set_font_color(LANTERN),
            sign: Format::new().set_align(FormatAlign::Right).set_align(FormatAlign::Top).set_font_color(QUIET),
            numbers: numbers.collect(),
            words,
        }
    }

    /// Writes a value: every digit of the number, as many shown as it deserves.
    pub(super) fn value(
        &self,
        sheet: &mut Worksheet,
        (line, column): (u32, u16),
        value: &Value,
    ) -> Result<(), ReportError> {
        match shown(value) {
            Some(number) => self.number(sheet, (line, column), number, value.decimals, value.signed),
            None => {
                sheet.write_string_with_format(line, column, absence(value).trim(), &self.sign)?;
                Ok(())
            }
        }
    }

    /// Writes a number.
    pub(super) fn number(
        &self,
        sheet: &mut Worksheet,
        (line, column): (u32, u16),
        number: f64,
        decimals: u8,
        signed: bool,
    ) -> Result<(), ReportError> {
        match self.numbers.get(&(decimals.min(6), signed)) {
            Some(format) => sheet.write_number_with_format(line, column, number, format)?,
            None => sheet.write_number(line, column, number)?,
        };
        Ok(())
    }

    /// Writes a value that shows its unit: in a column of several units no head can say it. The cell still holds the bare number.
    pub(super) fn with_unit(&self, sheet: &mut Worksheet, at: (u32, u16), value: &Value) -> Result<(), ReportError> {
        match shown(value) {
            Some(shown) if !value.unit.is_empty() => {
                // Between quotation marks a sign is a letter: `%` multiplies nothing.
                let unit: String = value.unit.chars().filter(|sign| *sign != '"').collect();
                let unit = format!("\"\u{a0}{unit}\"");
                sheet.write_number_with_format(
                    at.0,
                    at.1,
                    shown,
                    &number(value.decimals.min(6), value.signed, &unit),
                )?;
                Ok(())
            }
            Some(_) | None => self.value(sheet, at, value),
        }
    }
}

/// Excel puts the space and the comma of the reader's own language. A percentage stays what the profile says: 10,3, its unit beside it.
fn number(decimals: u8, signed: bool, unit: &str) -> Format {
    let digits = if decimals == 0 { String::new() } else { format!(".{}", "0".repeat(usize::from(decimals))) };
    let shape = format!("#,##0{digits}{unit}");
    let shape = if signed { format!("+{shape};-{shape};{shape}") } else { shape };
    Format::new().set_num_format(shape).set_align(FormatAlign::Top)
}
