//! A small published table, whole in memory: any usual separator, BOM or not, plain, gzipped or inside a zip.
//!
//! It refuses to guess an encoding: a file that is not UTF-8 is said to be so. Next: `tally`, which counts its rows.

use std::fs::File;
use std::io::{BufRead, BufReader};

use flate2::read::MultiGzDecoder;

use crate::IngestError;
use crate::fetch::RawFile;

const SEPARATORS: [char; 4] = [';', ',', '\t', '|'];

/// A table of text cells.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Line>,
}

/// A row and where it stands in the file (the header is line 1).
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) number: i64,
    cells: csv::StringRecord,
}

impl Line {
    /// A row read by someone else.
    pub(crate) fn of(number: i64, cells: csv::StringRecord) -> Line {
        Line { number, cells }
    }

    /// The trimmed cell of a column; empty when the column is not there.
    pub(crate) fn cell(&self, column: Option<usize>) -> &str {
        column.and_then(|column| self.cells.get(column)).unwrap_or_default().trim()
    }

    pub(crate) fn width(&self) -> usize {
        self.cells.len()
    }
}

impl Sheet {
    /// Reads a file as published.
    pub(crate) fn open(file: &RawFile) -> Result<Sheet, IngestError> {
        let bytes = plain(file)?;
        let text = utf8(file, &bytes)?;
        let header = text.lines().next().unwrap_or_default();
        if header.trim().is_empty() || header.trim_start().starts_with('<') {
            return Err(malformed(file, "ligne 1", header, "une ligne d’en-tête"));
        }
        let separator = SEPARATORS
            .into_iter()
            .rev()
            .max_by_key(|separator| header.matches(*separator).count())
            .unwrap_or(SEPARATORS[0]);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator as u8)
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut columns = Vec::new();
        let mut rows = Vec::new();
        for record in reader.records() {
            let cells = record.map_err(|fault| malformed(file, "table", &fault.to_string(), "un tableau CSV"))?;
            let number = cells.position().map_or(0, |place| i64::try_from(place.line()).unwrap_or(i64::MAX));
            if columns.is_empty() {
                columns = cells.iter().map(|cell| cell.trim().to_owned()).collect();
            } else {
                rows.push(Line { number, cells });
            }
        }
        Ok(Sheet { columns, rows })
    }

    /// Where a column stands, by any of its published names, whatever the case.
    pub(crate) fn column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.columns.iter().position(|column| column.eq_ignore_ascii_case(name)))
    }

    /// The same, for a column that must be there.
    pub(crate) fn required(&self, file: &RawFile, names: &[&str]) -> Result<usize, IngestError> {
        self.column(names).ok_or_else(|| {
            malformed(file, "ligne 1", &self.columns.join(", "), &format!("une colonne « {} »", names.join(" » ou « ")))
        })
    }
}

/// A file that is not as published, as a whole.
pub(crate) fn malformed(file: &RawFile, place: &str, value: &str, expectation: &str) -> IngestError {
    let value: String = value.chars().take(200).collect();
    IngestError::Malformed {
        file: file.name.clone(),
        place: place.to_owned(),
        value,
        expectation: expectation.to_owned(),
    }
}

/// The bytes of a file, or of what it is the envelope of.
pub(super) fn plain(file: &RawFile) -> Result<Vec<u8>, IngestError> {
    stream(file, |source| {
        let mut bytes = Vec::new();
        source.read_to_end(&mut bytes).map_err(IngestError::at(&file.path))?;
        Ok(bytes)
    })
}

/// Reads a file, or what it is the envelope of, never whole.
pub(super) fn stream<T>(
    file: &RawFile,
    take: impl FnOnce(&mut dyn BufRead) -> Result<T, IngestError>,
) -> Result<T, IngestError> {
    let mut source = File::open(&file.path).map(BufReader::new).map_err(IngestError::at(&file.path))?;
    let first = source.fill_buf().map_err(IngestError::at(&file.path))?;
    if first.starts_with(&[0x1f, 0x8b]) {
        return take(&mut BufReader::new(MultiGzDecoder::new(source)));
    }
    if first.starts_with(b"PK\x03\x04") {
        let member = file.member.as_deref().unwrap_or_default();
        let absent = |_| malformed(file, "archive", member, "un fichier de ce nom dans l’archive");
        let mut archive = zip::ZipArchive::new(source).map_err(absent)?;
        let inside = archive.by_name(member).map_err(absent)?;
        return take(&mut BufReader::new(inside));
    }
    take(&mut source)
}

/// The bytes of a file as text, without a byte-order mark.
pub(super) fn utf8<'a>(file: &RawFile, bytes: &'a [u8]) -> Result<&'a str, IngestError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|fault| {
        let before = &bytes[..fault.valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let byte = bytes.get(fault.valid_up_to()).map_or_else(String::new, |byte| format!("octet 0x{byte:02X}"));
        malformed(
            file,
            &format!("ligne {line}"),
            &byte,
            "de l’UTF-8 (le fichier est peut-être en Latin-1 : le convertir)",
        )
    })
}
