//! A table file as text: CSV in the encodings and with the separators that French programs write, or a sheet of an XLSX workbook.
//!
//! Every line has its number as a person sees it. Empty lines are no rows. It refuses to know what a column means (see
//! [`super::columns`]) and what a cell should be (see [`super::check`]); no file, however spoilt, makes it panic.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::fault::Fault;
use super::schema::Kind;
use super::workbook;

/// A table of text cells.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its first line that is not empty.
    pub header: Vec<String>,
    /// Where that line stands.
    pub header_line: i64,
    /// The others, in order.
    pub rows: Vec<Line>,
}

/// A row and where it stands in the file, as a person sees it.
#[derive(Clone, Debug)]
pub struct Line {
    /// From 1.
    pub number: i64,
    /// Trimmed; as many as the line has.
    pub cells: Vec<String>,
}

/// Reads a file known by its first bytes; of a workbook, the sheet named as the kind, or the first.
///
/// # Errors
/// What the file is instead of a table, as one fault of the whole file.
pub fn read(bytes: &[u8], kind: Kind) -> Result<Sheet, Fault> {
    if bytes.starts_with(b"PK\x03\x04") {
        return workbook::read(bytes, kind);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(Fault::whole(
            "un classeur .xls, ou protégé par un mot de passe",
            "un classeur .xlsx sans mot de passe, ou un fichier CSV",
        ));
    }
    let text = decoded(bytes);
    if text.contains('\0') {
        return Err(Fault::whole("un fichier binaire", "un fichier CSV ou un classeur .xlsx"));
    }
    if text.trim_start().starts_with('<') {
        return Err(Fault::whole("une page web", "un fichier CSV ou un classeur .xlsx"));
    }
    table(&text)
}

impl Sheet {
    /// Takes the next line of a file: the header if there is none yet, nothing if it is empty.
    pub(super) fn take(&mut self, number: i64, mut cells: Vec<String>) {
        if cells.iter().all(String::is_empty) {
            return;
        }
        if self.header.is_empty() {
            let last = cells.iter().rposition(|cell| !cell.is_empty()).unwrap_or(0);
            cells.truncate(last + 1);
            (self.header, self.header_line) = (cells, number);
        } else {
            self.rows.push(Line { number, cells });
        }
    }

    /// The sheet, if it has a header.
    pub(super) fn whole(self) -> Result<Sheet, Fault> {
        if self.header.is_empty() {
            return Err(Fault::whole("rien", "un tableau, avec sa ligne d’en-tête"));
        }
        Ok(self)
    }
}

/// The text of a file: in the encoding its first bytes name, or UTF-8, or Windows-1252, which reads anything.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return encoding.decode_without_bom_handling(rest).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

fn table(text: &str) -> Result<Sheet, Fault> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator(text))
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut counter = Counter::default();
    let mut sheet = Sheet::default();
    for record in reader.records() {
        let record = record.map_err(|_| Fault::whole("un fichier illisible", "un tableau CSV"))?;
        let start = record.position().map_or(0, csv::Position::byte);
        let number = counter.line(text.as_bytes(), usize::try_from(start).unwrap_or(usize::MAX));
        sheet.take(number, record.iter().map(|cell| cell.trim().to_owned()).collect());
    }
    sheet.whole()
}

/// What stands between the cells: the sign the first line has most of, outside of quotes.
fn separator(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let mut counts = [(b',', 0), (b'\t', 0), (b';', 0)];
    for byte in first.bytes() {
        quoted ^= byte == b'"';
        for (sign, count) in &mut counts {
            *count += usize::from(!quoted && byte == *sign);
        }
    }
    // Of equals, the last: « ; » is what French programs write.
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(b';', |(sign, _)| sign)
}

/// Numbers lines as a person sees them: the reader's own number leaves out empty lines, and counts a CRLF once it is passed.
#[derive(Default)]
struct Counter {
    at: usize,
    breaks: i64,
}

impl Counter {
    /// The line of a record that begins at this byte, or after the line breaks that stand there.
    fn line(&mut self, bytes: &[u8], start: usize) -> i64 {
        let end = |at: &usize| matches!(bytes.get(*at), Some(b'\r' | b'\n'));
        let start = (start.min(bytes.len())..).find(|at| !end(at)).unwrap_or(start);
        let breaks = |at: &usize| match bytes.get(*at) {
            Some(b'\n') => true,
            Some(b'\r') => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        self.breaks += i64::try_from((self.at..start).filter(breaks).count()).unwrap_or(i64::MAX);
        self.at = self.at.max(start);
        self.breaks + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<i64> {
        read(text.as_bytes(), Kind::Sites).map_or_else(
            |fault| panic!("{fault}"),
            |sheet| std::iter::once(sheet.header_line).chain(sheet.rows.iter().map(|row| row.number)).collect(),
        )
    }

    #[test]
    fn lines_are_numbered_as_a_person_sees_them() {
        assert_eq!(numbers("a;b\n1;2\n3;4\n"), [1, 2, 3]);
        assert_eq!(numbers("a;b\r\n1;2\r\n3;4\r\n"), [1, 2, 3]);
        assert_eq!(numbers("a;b\r1;2\r3;4"), [1, 2, 3]);
        assert_eq!(numbers("\n\na;b\n\n1;2\n;\n3;4"), [3, 5, 7], "empty lines count and are no rows");
        assert_eq!(numbers("a;b\r\n\"1\r\n1\";2\r\n\r\n3;4"), [1, 2, 5], "a cell may hold a line break");
    }

    #[test]
    fn separators_are_recognised_outside_of_quotes() {
        for (text, expected) in [("a;b", b';'), ("a,b", b','), ("a\tb", b'\t'), ("a", b';'), ("\"a,b,c\";d", b';')] {
            assert_eq!(separator(text), expected, "{text}");
        }
    }
}
