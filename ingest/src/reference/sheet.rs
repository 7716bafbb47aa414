//! A CSV of facts read cell by cell, every fault kept with its place.
//!
//! A cell that cannot be read becomes a fault and an empty value; the file goes on, so that one run shows everything.
//! Next: `facts` says what each file's columns are.

use std::collections::HashMap;
use std::path::Path;
use std::str::FromStr;

use lanterne_data::row::Day;

use super::fault::FactFault;

/// A file and the faults found so far.
pub(super) struct Sheet<'a> {
    file: String,
    columns: HashMap<String, usize>,
    lines: Vec<(u64, csv::StringRecord)>,
    faults: &'a mut Vec<FactFault>,
}

/// One line of a sheet.
pub(super) struct Line<'s, 'f> {
    sheet: &'s mut Sheet<'f>,
    number: u64,
    record: csv::StringRecord,
}

impl<'a> Sheet<'a> {
    /// Opens a file of the folder; its header must hold every column of `expected`.
    pub(super) fn open(folder: &Path, file: &str, expected: &[&str], faults: &'a mut Vec<FactFault>) -> Self {
        let mut sheet = Self { file: file.to_owned(), columns: HashMap::new(), lines: Vec::new(), faults };
        let text = match std::fs::read_to_string(folder.join(file)) {
            Ok(text) => text,
            Err(fault) => {
                sheet.fault(1, "", &fault.to_string(), "un fichier lisible en UTF-8");
                return sheet;
            }
        };
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let header = reader.headers().cloned().unwrap_or_default();
        sheet.columns = header.iter().enumerate().map(|(index, name)| (name.to_owned(), index)).collect();
        for column in expected {
            if !sheet.columns.contains_key(*column) {
                sheet.fault(1, column, &header.iter().collect::<Vec<_>>().join(","), "cette colonne dans l’en-tête");
            }
        }
        for record in reader.records() {
            match record {
                Ok(record) => {
                    let line = record.position().map_or(0, csv::Position::line);
                    if record.len() == header.len() {
                        sheet.lines.push((line, record));
                    } else {
                        let (value, expectation) =
                            (format!("{} cellules", record.len()), format!("{} cellules", header.len()));
                        sheet.fault(line, "", &value, &expectation);
                    }
                }
                Err(fault) => {
                    let line = fault.position().map_or(0, csv::Position::line);
                    sheet.fault(line, "", &fault.to_string(), "une ligne de CSV");
                }
            }
        }
        sheet
    }

    /// One row per line, faulty lines included with empty cells: the caller refuses the lot when there are faults.
    pub(super) fn rows<T>(&mut self, row: impl Fn(&mut Line<'_, 'a>) -> T) -> Vec<T> {
        let lines = std::mem::take(&mut self.lines);
        lines.into_iter().map(|(number, record)| row(&mut Line { sheet: &mut *self, number, record })).collect()
    }

    /// The rows, keyed by their first column: a key met twice is a fault.
    pub(super) fn keyed<T>(&mut self, key: &str, row: impl Fn(&mut Line<'_, 'a>) -> T) -> Vec<T> {
        let mut seen = HashMap::new();
        for index in 0..self.lines.len() {
            let (line, value) =
                (self.lines[index].0, self.columns.get(key).and_then(|column| self.lines[index].1.get(*column)));
            let value = value.unwrap_or_default().to_owned();
            if let Some(first) = seen.insert(value.clone(), line) {
                self.fault(line, key, &value, &format!("une clé unique (déjà ligne {first})"));
            }
        }
        self.rows(row)
    }

    fn fault(&mut self, line: u64, column: &str, value: &str, expectation: &str) {
        self.faults.push(FactFault {
            file: self.file.clone(),
            line,
            column: column.to_owned(),
            value: value.to_owned(),
            expectation: expectation.to_owned(),
        });
    }
}

impl Line<'_, '_> {
    /// The cell, `None` when empty.
    pub(super) fn maybe(&self, column: &str) -> Option<String> {
        let value = self.record.get(*self.sheet.columns.get(column)?)?.trim();
        (!value.is_empty()).then(|| value.to_owned())
    }

    /// The cell, which must not be empty.
    pub(super) fn text(&mut self, column: &str) -> String {
        self.maybe(column).unwrap_or_else(|| {
            self.refuse(column, "une valeur");
            String::new()
        })
    }

    /// The cell, which must be one of a list.
    pub(super) fn one_of(&mut self, column: &str, list: &[&str]) -> String {
        let value = self.text(column);
        if !value.is_empty() && !list.contains(&value.as_str()) {
            self.refuse(column, &format!("l’une des valeurs {}", list.join(", ")));
        }
        value
    }

    /// A number, `None` when empty.
    pub(super) fn number<T: FromStr>(&mut self, column: &str) -> Option<T> {
        self.parsed(column, "un nombre écrit avec un point")
    }

    /// A day, `None` when empty.
    pub(super) fn day(&mut self, column: &str) -> Option<Day> {
        self.parsed(column, "une date AAAA-MM-JJ")
    }

    fn parsed<T: FromStr>(&mut self, column: &str, expectation: &str) -> Option<T> {
        let value = self.maybe(column)?;
        let parsed = value.parse().ok();
        if parsed.is_none() {
            self.refuse(column, expectation);
        }
        parsed
    }

    /// Values separated by `;`; empty when the cell is.
    pub(super) fn list(&self, column: &str) -> Vec<String> {
        let cell = self.maybe(column).unwrap_or_default();
        cell.split(';').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
    }

    /// Codes separated by `;`, each of which must be known.
    pub(super) fn codes(&mut self, column: &str, known: impl Fn(&str) -> bool, what: &str) -> Vec<String> {
        let codes = self.list(column);
        if codes.iter().any(|code| !known(code)) {
            self.refuse(column, what);
        }
        codes
    }

    /// Tells a fault of this line.
    pub(super) fn refuse(&mut self, column: &str, expectation: &str) {
        let value = self.maybe(column).unwrap_or_default();
        self.sheet.fault(self.number, column, &value, expectation);
    }
}
