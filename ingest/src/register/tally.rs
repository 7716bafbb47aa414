//! The conservation of one small file: each of its rows is loaded, refused with its first fault, or out of scope.

use lanterne_data::row::{LoadReport, Refused};

use super::sheet::{Line, Sheet};
use crate::fetch::RawFile;

/// What became of the rows of a file, so far.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    pub(crate) read: i64,
    pub(crate) aside: i64,
    pub(crate) refused: Vec<Refused>,
}

impl Rows {
    /// The refused rows and the report, which adds up by construction.
    pub(crate) fn close(self, file: &RawFile, scope: &str) -> (Vec<Refused>, LoadReport) {
        let refused = i64::try_from(self.refused.len()).unwrap_or(i64::MAX);
        let report = LoadReport {
            card: file.card.clone(),
            file: file.name.clone(),
            sha256: file.sha256.clone(),
            rows_read: self.read,
            loaded: self.read - self.aside - refused,
            refused,
            out_of_scope: self.aside,
            scope: scope.to_owned(),
        };
        (self.refused, report)
    }
}

/// Counts the rows of a table as they are read.
#[derive(Debug)]
pub(crate) struct Tally<'a> {
    file: &'a RawFile,
    sheet: &'a Sheet,
    /// Columns that make the content of a refused row: never a person's name, address, mail or telephone.
    content: Vec<usize>,
    rows: Rows,
}

/// Why a row is refused: column, expectation (French).
pub(crate) type Fault = (usize, &'static str);

impl<'a> Tally<'a> {
    pub(crate) fn new(file: &'a RawFile, sheet: &'a Sheet, content: Vec<usize>) -> Tally<'a> {
        Tally { file, sheet, content, rows: Rows::default() }
    }

    /// Takes a row's outcome: something to load, nothing (out of scope), or its first fault.
    pub(crate) fn take<T>(&mut self, line: &Line, outcome: Result<Option<T>, Fault>) -> Option<T> {
        self.rows.read += 1;
        let outcome = if line.width() == self.sheet.columns.len() {
            outcome
        } else {
            Err((line.width().min(self.sheet.columns.len()) - 1, "autant de cellules que l’en-tête"))
        };
        match outcome {
            Ok(Some(loaded)) => Some(loaded),
            Ok(None) => {
                self.rows.aside += 1;
                None
            }
            Err((column, expectation)) => {
                self.refuse(line, column, expectation);
                None
            }
        }
    }

    fn refuse(&mut self, line: &Line, column: usize, expectation: &str) {
        let name = |column: usize| self.sheet.columns.get(column).map_or("(ligne)", String::as_str);
        let content: Vec<String> =
            self.content.iter().map(|&known| format!("{}={}", name(known), line.cell(Some(known)))).collect();
        self.rows.refused.push(Refused {
            card: self.file.card.clone(),
            file: self.file.name.clone(),
            line: line.number,
            column: name(column).to_owned(),
            // The cell at fault is kept only where it cannot be a person's.
            value: self.content.contains(&column).then(|| line.cell(Some(column)).to_owned()),
            expectation: expectation.to_owned(),
            content: content.join(" ; "),
        });
    }

    /// As [`Rows::close`].
    pub(crate) fn close(self, scope: &str) -> (Vec<Refused>, LoadReport) {
        self.rows.close(self.file, scope)
    }
}
