//! The sheet of a section: its findings, a row each; the numbers of each chart; its tables; its texts and boxes.

use rust_xlsxwriter::Worksheet;

use super::cell::Formats;
use crate::chart::numbers;
use crate::error::ReportError;
use crate::format::stages;
use crate::model::{Block, Cell, Finding, Section, Table, Value};

const HEADS: [&str; 8] = ["Chiffre", "Valeur", "Borne basse", "Borne haute", "Unité", "Phrase", "Remarque", "Source"];
const WIDTHS: [f64; 8] = [40.0, 14.0, 14.0, 14.0, 14.0, 60.0, 40.0, 60.0];

/// Where the next row goes.
struct Writer<'a> {
    sheet: &'a mut Worksheet,
    formats: &'a Formats,
    line: u32,
}

pub(super) fn write(sheet: &mut Worksheet, section: &Section, formats: &Formats) -> Result<(), ReportError> {
    for (column, width) in (0_u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.write_string_with_format(0, 0, &section.title, &formats.title)?;
    sheet.write_string_with_format(1, 0, section.lead.replace('\n', " "), &formats.quiet)?;
    let mut writer = Writer { sheet, formats, line: 3 };
    writer.findings(section)?;
    for block in &section.blocks {
        match block {
            Block::Finding(finding) => writer.chart(finding)?,
            // A sheet has filters of its own.
            Block::Links(_) => {}
            Block::Table(table) => writer.table(table)?,
            Block::Map(map) => {
                writer.title(&map.title)?;
                writer.texts([&map.drawing.alternative, &map.source].into_iter())?;
            }
            Block::Text(text) => {
                writer.title(&text.title)?;
                writer.texts(text.paragraphs.iter())?;
            }
            Block::Boxed(boxed) => {
                writer.title(&boxed.title)?;
                for (first, then) in boxed.verdicts.iter().chain(&boxed.figures) {
                    writer.pair(first, then)?;
                }
                writer.texts(std::iter::once(&boxed.source))?;
            }
        }
    }
    Ok(())
}

impl Writer<'_> {
    fn heads<'a>(&mut self, heads: impl Iterator<Item = &'a str>) -> Result<(), ReportError> {
        for (column, head) in (0_u16..).zip(heads) {
            self.sheet.write_string_with_format(self.line, column, head, &self.formats.head)?;
        }
        self.line += 1;
        Ok(())
    }

    fn words(&mut self, column: u16, words: &str) -> Result<(), ReportError> {
        if !words.is_empty() {
            self.sheet.write_string_with_format(self.line, column, words, &self.formats.words)?;
        }
        Ok(())
    }

    /// A small title, after an empty row.
    fn title(&mut self, title: &str) -> Result<(), ReportError> {
        self.line += 1;
        if !title.is_empty() {
            self.sheet.write_string_with_format(self.line, 0, title, &self.formats.part)?;
            self.line += 1;
        }
        Ok(())
    }

    /// One row each, over the columns of words.
    fn texts<'a>(&mut self, texts: impl Iterator<Item = &'a String>) -> Result<(), ReportError> {
        for text in texts.filter(|text| !text.is_empty()) {
            self.sheet.merge_range(self.line, 0, self.line, 5, text, &self.formats.words)?;
            // A merged cell does not grow by itself.
            self.sheet.set_row_height(self.line, 15.5 * text.chars().count().div_ceil(145).max(1) as f64)?;
            self.line += 1;
        }
        Ok(())
    }

    fn pair(&mut self, first: &str, then: &str) -> Result<(), ReportError> {
        self.sheet.write_string_with_format(self.line, 0, first, &self.formats.bold)?;
        self.sheet.merge_range(self.line, 1, self.line, 5, then, &self.formats.words)?;
        self.sheet.set_row_height(self.line, 15.5 * then.chars().count().div_ceil(108).max(1) as f64)?;
        self.line += 1;
        Ok(())
    }

    fn findings(&mut self, section: &Section) -> Result<(), ReportError> {
        let findings = section.blocks.iter().filter_map(|block| match block {
            Block::Finding(finding) => Some(finding),
            Block::Table(_) | Block::Map(_) | Block::Text(_) | Block::Boxed(_) | Block::Links(_) => None,
        });
        let mut any = false;
        for finding in findings {
            if !any {
                self.heads(HEADS.into_iter())?;
                self.sheet.set_freeze_panes(self.line, 1)?;
                any = true;
            }
            self.finding(finding)?;
        }
        if !any {
            self.sheet.set_freeze_panes(3, 0)?;
        }
        Ok(())
    }

    fn finding(&mut self, finding: &Finding) -> Result<(), ReportError> {
        let (line, decimals) = (self.line, finding.value.decimals);
        self.sheet.write_string_with_format(line, 0, &finding.label, &self.formats.bold)?;
        self.formats.value(self.sheet, (line, 1), &finding.value)?;
        if let Some((low, high)) = finding.interval.filter(|(low, high)| low.is_finite() && high.is_finite()) {
            self.formats.number(self.sheet, (line, 2), low, decimals, false)?;
            self.formats.number(self.sheet, (line, 3), high, decimals, false)?;
        }
        let words = [&finding.value.unit, &finding.sentence, &finding.remark, &finding.source];
        for (column, words) in (4_u16..).zip(words) {
            self.words(column, words)?;
        }
        self.line += 1;
        Ok(())
    }

    /// The numbers a chart draws.
    fn chart(&mut self, finding: &Finding) -> Result<(), ReportError> {
        let Some(chart) = &finding.chart else { return Ok(()) };
        let numbers = numbers(chart);
        self.title(&finding.label)?;
        let heads: Vec<String> = (numbers.heads.iter().enumerate())
            .map(|(at, head)| {
                with_unit(head, numbers.rows.iter().filter_map(|(_, values)| values.get(at.checked_sub(1)?)))
            })
            .collect();
        self.heads(heads.iter().map(String::as_str))?;
        for (name, values) in &numbers.rows {
            self.words(0, name)?;
            for (column, value) in (1_u16..).zip(values) {
                self.formats.value(self.sheet, (self.line, column), value)?;
            }
            self.line += 1;
        }
        self.texts(std::iter::once(&finding.source))
    }

    fn table(&mut self, table: &Table) -> Result<(), ReportError> {
        self.title(&table.title)?;
        let heads: Vec<String> =
            (table.columns.iter().enumerate()).map(|(at, column)| with_unit(&column.head, values(table, at))).collect();
        let shared: Vec<bool> = (0..table.columns.len()).map(|at| shared(values(table, at)).is_some()).collect();
        self.heads(heads.iter().map(String::as_str))?;
        for row in &table.rows {
            for (column, cell) in (0_u16..).zip(&row.cells) {
                match cell {
                    Cell::Words { text } if row.marked => {
                        self.sheet.write_string_with_format(self.line, column, text, &self.formats.marked)?;
                    }
                    Cell::Words { text } => self.words(column, text)?,
                    Cell::Stages { of, kind } => self.words(column, &stages(*of, kind))?,
                    Cell::Number { value } if shared.get(usize::from(column)) == Some(&true) => {
                        self.formats.value(self.sheet, (self.line, column), value)?;
                    }
                    Cell::Number { value } => self.formats.with_unit(self.sheet, (self.line, column), value)?,
                }
            }
            self.line += 1;
        }
        self.texts(table.notes.iter().chain(std::iter::once(&table.source)))
    }
}

/// The numbers of a column.
fn values(table: &Table, at: usize) -> impl Iterator<Item = &Value> {
    table.rows.iter().filter_map(move |row| match row.cells.get(at) {
        Some(Cell::Number { value }) => Some(value),
        Some(Cell::Words { .. } | Cell::Stages { .. }) | None => None,
    })
}

/// The unit that numbers share.
fn shared<'a>(values: impl Iterator<Item = &'a Value>) -> Option<&'a str> {
    let mut units = values.filter(|value| value.number.is_some()).map(|value| value.unit.as_str());
    let first = units.next()?;
    units.all(|other| other == first).then_some(first)
}

/// A head with the unit of the numbers under it, where they share one it does not say: cells hold bare numbers.
fn with_unit<'a>(head: &str, values: impl Iterator<Item = &'a Value>) -> String {
    match shared(values) {
        Some(unit) if !unit.is_empty() && !head.contains(unit) => {
            if head.is_empty() {
                unit.to_owned()
            } else {
                format!("{head} ({unit})")
            }
        }
        Some(_) | None => head.to_owned(),
    }
}
