//! A published table file, opened with suspicion: its layout is checked before the engine reads it, so that a wrong
//! separator, a missing column or a wrong encoding is said in one sentence instead of failing somewhere in the middle.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use duckdb::Connection;
use flate2::read::MultiGzDecoder;

use crate::error::{At, Error, Result};

/// What a first column without a name is called (R and pandas leave that of the row names empty).
pub(crate) const UNNAMED: &str = "(sans nom)";

const SNIFFED_BYTES: u64 = 256 * 1024;

/// A Parquet or CSV file whose layout is as published.
#[derive(Debug)]
pub(crate) struct Source {
    path: PathBuf,
    pub(crate) columns: Vec<String>,
    pub(crate) format: Format,
    /// What stands between the cells of a CSV.
    separator: char,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Parquet,
    Csv,
}

/// What becomes of the malformed lines of a CSV during a scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Malformed<'a> {
    /// Kept in temporary tables `<name>_error` and `<name>_scan`.
    Kept(&'a str),
    /// Passed over: they were kept by an earlier scan.
    Skipped,
}

impl Source {
    /// Opens a file (Parquet, CSV, gzipped CSV, known by its first bytes) that must have these columns.
    pub(crate) fn open(connection: &Connection, path: &Path, required: &[&str]) -> Result<Source> {
        let head = head(path)?;
        Source::of(connection, path, &head, ',', required)
    }

    /// The same for a CSV with any usual separator: the one its first line has most of.
    pub(crate) fn open_any(connection: &Connection, path: &Path, required: &[&str]) -> Result<Source> {
        let head = head(path)?;
        let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
        if first.len() as u64 == SNIFFED_BYTES {
            let fault = format!("ligne 1 : plus de {SNIFFED_BYTES} octets, un en-tête plus court attendu");
            return Err(Error::Layout { path: path.to_path_buf(), fault });
        }
        let count = |separator: &char| first.iter().filter(|byte| **byte == *separator as u8).count();
        let separator = ['|', '\t', ';', ','].into_iter().max_by_key(count).unwrap_or(',');
        let mut source = Source::of(connection, path, &head, separator, required)?;
        if let Some(first) = source.columns.first_mut().filter(|name| name.is_empty()) {
            UNNAMED.clone_into(first);
        }
        Ok(source)
    }

    fn of(connection: &Connection, path: &Path, head: &[u8], separator: char, required: &[&str]) -> Result<Source> {
        let layout = |fault: String| Error::Layout { path: path.to_path_buf(), fault };
        let (format, columns) = if head.starts_with(b"PAR1") {
            (Format::Parquet, parquet_columns(connection, path)?)
        } else {
            (Format::Csv, header(head, separator, required).map_err(layout)?)
        };
        let missing: Vec<&str> =
            required.iter().filter(|name| !columns.iter().any(|column| column == *name)).copied().collect();
        if !missing.is_empty() {
            return Err(layout(format!(
                "colonnes absentes : {} ; colonnes trouvées : {}",
                missing.join(", "),
                columns.join(", ")
            )));
        }
        Ok(Source { path: path.to_path_buf(), columns, format, separator })
    }

    /// Whether the file has a column that may be missing.
    pub(crate) fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|name| name == column)
    }

    /// The table function that reads the file, every CSV cell as text.
    pub(crate) fn scan(&self, malformed: Malformed<'_>) -> String {
        let path = quoted(&self.path.to_string_lossy());
        if self.format == Format::Parquet {
            return format!("read_parquet({path}, file_row_number = true)");
        }
        let columns: Vec<String> = self.columns.iter().map(|column| format!("{}: 'VARCHAR'", quoted(column))).collect();
        let faults = match malformed {
            Malformed::Kept(name) => format!(
                "store_rejects = true, rejects_table = '{name}_error', rejects_scan = '{name}_scan', rejects_limit = 0"
            ),
            Malformed::Skipped => "ignore_errors = true".to_owned(),
        };
        format!(
            "read_csv({path}, auto_detect = false, header = true, delim = '{}', quote = '\"', escape = '\"', {faults},
             columns = {{{}}})",
            self.separator,
            columns.join(", ")
        )
    }

    /// The expression that numbers the rows of a scan: the row of a Parquet file, the accepted row of a CSV.
    pub(crate) fn row_number(&self) -> &'static str {
        match self.format {
            Format::Parquet => "file_row_number + 1",
            Format::Csv => "row_number() OVER ()",
        }
    }
}

/// A text as an SQL literal.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn head(path: &Path) -> Result<Vec<u8>> {
    let read = || -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(path)?.take(SNIFFED_BYTES).read_to_end(&mut bytes)?;
        if bytes.starts_with(&[0x1f, 0x8b]) {
            let mut plain = Vec::new();
            MultiGzDecoder::new(File::open(path)?).take(SNIFFED_BYTES).read_to_end(&mut plain)?;
            bytes = plain;
        }
        Ok(bytes)
    };
    read().map_err(|source| Error::File { path: path.to_path_buf(), source })
}

fn parquet_columns(connection: &Connection, path: &Path) -> Result<Vec<String>> {
    let sql =
        format!("SELECT column_name FROM (DESCRIBE SELECT * FROM read_parquet({}))", quoted(&path.to_string_lossy()));
    let place = || format!("lecture de {}", path.display());
    let mut statement = connection.prepare(&sql).at(place())?;
    let names = statement.query_map([], |row| row.get(0)).at(place())?;
    names.collect::<duckdb::Result<_>>().at(place())
}

/// The columns of a CSV's header, or what is wrong with the file, in French.
fn header(head: &[u8], separator: char, required: &[&str]) -> std::result::Result<Vec<String>, String> {
    if head.is_empty() {
        return Err("fichier vide".to_owned());
    }
    if head.starts_with(b"PK") {
        return Err("archive zip : décompresser d'abord le CSV qu'elle contient".to_owned());
    }
    if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
        return Err("fichier en UTF-16, UTF-8 attendu".to_owned());
    }
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        // A character cut by the end of what was sniffed is no fault.
        Err(fault) if fault.error_len().is_none() => {
            std::str::from_utf8(&head[..fault.valid_up_to()]).unwrap_or_default()
        }
        Err(fault) => {
            let place = fault.valid_up_to();
            let line = head[..place].iter().filter(|byte| **byte == b'\n').count() + 1;
            return Err(format!(
                "octet 0x{:02X} à la ligne {line} : le fichier n'est pas en UTF-8 (Latin-1 ?), le convertir d'abord",
                head[place]
            ));
        }
    };
    let first = text.lines().next().unwrap_or_default();
    if first.trim_start().starts_with('<') {
        return Err("page HTML reçue à la place du tableau".to_owned());
    }
    let cells = |separator: char| -> Vec<String> {
        first.split(separator).map(|cell| cell.trim().trim_matches('"').to_owned()).collect()
    };
    let columns = cells(separator);
    for (wrong, name) in [(';', "« ; »"), ('\t', "tabulation"), ('|', "« | »")] {
        let other = cells(wrong);
        if other.len() > columns.len() && required.iter().any(|column| other.iter().any(|cell| cell == column)) {
            return Err(format!("séparateur {name} trouvé, « , » attendu"));
        }
    }
    Ok(columns)
}

#[cfg(test)]
mod tests {
    use super::header;

    #[test]
    fn a_wrong_file_is_named_in_one_french_sentence() {
        let fault = |head: &[u8]| header(head, ',', &["siren"]).err().unwrap_or_default();
        assert_eq!(fault(b"siren;nom\n1;a\n"), "séparateur « ; » trouvé, « , » attendu");
        assert_eq!(fault(b""), "fichier vide");
        assert!(fault(b"siren,nom\n1,caf\xe9\n").starts_with("octet 0xE9 à la ligne 2"));
        assert!(fault(b"<!DOCTYPE html>").starts_with("page HTML"));
        assert!(fault(b"PK\x03\x04").starts_with("archive zip"));
        assert!(fault(b"\xff\xfes\0").contains("UTF-16"));
    }

    #[test]
    fn a_byte_order_mark_and_a_cut_character_are_no_fault() {
        assert_eq!(
            header(b"\xef\xbb\xbfsiren,\"nom\"\r\n1,caf\xc3", ',', &["siren"]),
            Ok(vec!["siren".into(), "nom".into()])
        );
    }
}
