//! The workbook of a profile: a notice, then a sheet a section; real numbers, an absence as its sign.
//!
//! | question | where |
//! |---|---|
//! | the file, its sheets and their names | here |
//! | a section: findings, the numbers of charts, tables, texts | `sheet` |
//! | formats of cells | `cell` |
//!
//! No formula is written, whatever a text begins with. The same profile gives the same bytes.

mod cell;
mod sheet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet};

use crate::error::ReportError;
use crate::model::Profile;
use cell::Formats;

/// Sheets' names are no longer.
const LONGEST: usize = 31;
const NOTICE: &str = "Notice";

/// The workbook, as a file.
///
/// # Errors
/// [`ReportError::Workbook`] where a sheet is beyond what a workbook holds: rows, letters of a cell.
pub fn xlsx(profile: &Profile) -> Result<Vec<u8>, ReportError> {
    let mut workbook = Workbook::new();
    let imprint = &profile.imprint;
    let properties = DocProperties::new()
        .set_title(&imprint.running)
        .set_author("Lanterne")
        .set_comment(&imprint.snapshot)
        // Not the day of the request: the same profile has the same bytes.
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    let formats = Formats::new();
    let names = names(profile.sections.iter().map(|section| section.sheet.as_str()));
    notice(workbook.add_worksheet(), profile, &names, &formats)?;
    for (section, name) in profile.sections.iter().zip(&names) {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        sheet::write(sheet, section, &formats)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// Names a workbook takes: no forbidden sign, none too long, none twice, whatever the case of its letters.
fn names<'a>(asked: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = vec![NOTICE.to_owned()];
    for asked in asked {
        let clean: String =
            asked.chars().map(|sign| if "[]:*?/\\".contains(sign) || sign.is_control() { ' ' } else { sign }).collect();
        let clean = match clean.trim().trim_matches('\'') {
            // Excel keeps the name « History » to itself.
            "" | "History" => "Partie",
            clean => clean,
        };
        let taken =
            |name: &str, names: &[String]| names.iter().any(|known| known.to_lowercase() == name.to_lowercase());
        let mut name = cut(clean, LONGEST);
        for count in 2.. {
            if !taken(&name, &names) {
                break;
            }
            let suffix = format!(" {count}");
            name = cut(clean, LONGEST - suffix.len()) + &suffix;
        }
        names.push(name);
    }
    names.split_off(1)
}

/// So many letters, as Excel counts them (UTF-16).
fn cut(name: &str, room: usize) -> String {
    let mut out = String::new();
    let mut taken = 0;
    for sign in name.chars() {
        taken += sign.len_utf16();
        if taken > room {
            break;
        }
        out.push(sign);
    }
    out.trim_end().trim_end_matches('\'').to_owned()
}

fn notice(sheet: &mut Worksheet, profile: &Profile, names: &[String], formats: &Formats) -> Result<(), ReportError> {
    sheet.set_name(NOTICE)?;
    for (column, width) in [(0, 26.0), (1, 60.0), (2, 60.0)] {
        sheet.set_column_width(column, width)?;
    }
    let (cover, imprint) = (&profile.cover, &profile.imprint);
    sheet.write_string_with_format(0, 0, &cover.title, &formats.title)?;
    sheet.write_string_with_format(1, 0, &cover.kicker, &formats.quiet)?;
    let mut line = 3;
    let mut said = |sheet: &mut Worksheet, label: &str, text: &str| -> Result<(), ReportError> {
        if !text.is_empty() {
            sheet.write_string_with_format(line, 0, label, &formats.bold)?;
            sheet.merge_range(line, 1, line, 2, text, &formats.words)?;
            // A merged cell does not grow by itself.
            sheet.set_row_height(line, 15.5 * text.chars().count().div_ceil(105).max(1) as f64)?;
            line += 1;
        }
        Ok(())
    };
    said(sheet, "Territoire", &cover.subtitle)?;
    for (label, lines) in &cover.columns {
        said(sheet, label, &lines.join(", "))?;
    }
    said(sheet, "Instantané", &imprint.snapshot)?;
    said(sheet, "Données", imprint.synthetic.as_deref().unwrap_or(""))?;
    said(sheet, "Pour citer", &imprint.citation)?;
    said(sheet, "Adresse", &imprint.address)?;
    said(
        sheet,
        "Signes",
        "s\u{a0}: secret statistique\u{202f}; n.d.\u{a0}: non disponible\u{202f}; n.s.\u{a0}: non significatif\u{202f}; n.c.\u{a0}: non concerné\u{202f}; –\u{a0}: zéro vrai. Un signe est du texte\u{a0}: les formules l’ignorent.",
    )?;
    line += 1;
    for (column, head) in (0_u16..).zip(["Feuille", "Partie", "En deux lignes"]) {
        sheet.write_string_with_format(line, column, head, &formats.head)?;
    }
    for (section, name) in profile.sections.iter().zip(names) {
        line += 1;
        for (column, text) in (0_u16..).zip([name, &section.title, &section.lead]) {
            sheet.write_string_with_format(line, column, text, &formats.words)?;
        }
    }
    sheet.set_freeze_panes(3, 0)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_a_sheet_is_legal_and_its_own() {
        let asked = [
            "Poids [2022]",
            "poids  2022 ",
            "Notice",
            "",
            "'",
            "Un nom beaucoup trop long pour une feuille",
            "Un nom beaucoup trop long pour une feuille, deux",
        ];
        let names = names(asked.into_iter());
        for (at, name) in names.iter().enumerate() {
            assert!(!name.is_empty() && name.encode_utf16().count() <= 31, "{name}");
            assert!(!name.contains(['[', ']', ':', '*', '?', '/', '\\']) && !name.starts_with('\''), "{name}");
            assert!(names[..at].iter().all(|other| other.to_lowercase() != name.to_lowercase()), "{name}");
            assert_ne!(name.to_lowercase(), "notice");
        }
    }
}
