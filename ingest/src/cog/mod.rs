//! INSEE's own files of codes, against the embedded geography and beside it: the communes of a year, the events of communes
//! since 1943, the table of passage since 2003.
//!
//! Where they speak of years the embedded passage covers, differences are kept for `lanterne check`, and change nothing: one
//! geography serves a whole snapshot. Where they speak of earlier years, their passages are added, so that older files can
//! be carried. Refuses to know outlines. Next: `commune`, `event`, `passage` for each file, `change` for what they share.

mod change;
mod commune;
mod event;
mod passage;

use lanterne_data::row::{CogGap, LoadReport, Refused};

use crate::card::{Card, Reader};
use crate::fetch::RawFile;
use crate::geography::{Shipped, in_collectivity};
use crate::register::sheet::malformed;
use crate::{IngestError, Watch};
use change::Changes;

/// The parameter of a snapshot that names the files read here.
pub(crate) const PARAMETER: &str = "cog_files";

/// What came of these files.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub(crate) reports: Vec<LoadReport>,
    pub(crate) refused: Vec<Refused>,
    pub(crate) gaps: Vec<CogGap>,
    pub(crate) lines: Vec<String>,
}

/// Whether a file is read here.
pub(crate) fn is_read(reader: Reader) -> bool {
    matches!(reader, Reader::CogCommune | Reader::CogEvent | Reader::CogPassage)
}

/// Reads the files and extends the passages to the years before the embedded ones.
pub(crate) fn read(files: &[(&Card, &RawFile)], shipped: &mut Shipped, watch: &Watch<'_>) -> Result<Read, IngestError> {
    let mut read = Read::default();
    // A table of passage, made by INSEE itself, is believed before the events it is made from.
    let mut tables = Changes::default();
    let mut events = Changes::default();
    for &(card, file) in files {
        let changes = match file.reader {
            Reader::CogPassage => &mut tables,
            Reader::CogEvent => &mut events,
            _ => continue,
        };
        watch.begin(&format!("lecture de {}", file.name), 0)?;
        let found = match file.reader {
            Reader::CogPassage => passage::read(card, file, &mut read)?,
            _ => event::read(card, file, &mut read)?,
        };
        read.gaps.extend(found.gaps(card, file, shipped));
        changes.merge(found);
        watch.end();
    }
    let oldest = shipped.carrier().oldest();
    let earlier = tables.or(events).before(oldest);
    if let Some(first) = earlier.first().map(|passage| passage.cog_from) {
        read.lines.push(format!(
            "passages de {first} à {oldest} : {} lignes de l’INSEE, en plus des passages embarqués",
            earlier.len()
        ));
        shipped.extend(earlier);
    }
    for &(card, file) in files.iter().filter(|(_, file)| file.reader == Reader::CogCommune) {
        watch.begin(&format!("lecture de {}", file.name), 0)?;
        commune::read(card, file, shipped, &mut read)?;
        watch.end();
    }
    Ok(read)
}

/// A year of codes that nothing here knows.
pub(crate) fn unknown_year(card: &Card, file: &RawFile, shipped: &Shipped) -> IngestError {
    let expectation = format!(
        "une année de {} à {}, que couvrent les passages (insee/passage en couvre d’autres)",
        shipped.carrier().oldest(),
        shipped.cog()
    );
    malformed(file, &format!("fiche {}, champ « cog »", card.id), &card.cog.to_string(), &expectation)
}

/// The code of a commune: two digits or 2A, 2B, then three digits.
fn is_code(text: &str) -> bool {
    let bytes = text.as_bytes();
    let corsica = matches!(bytes.first_chunk::<2>(), Some(b"2A" | b"2B"));
    bytes.len() == 5 && bytes[if corsica { 2 } else { 0 }..].iter().all(u8::is_ascii_digit)
}

/// Whether a code is of metropolitan France or of the five overseas departments.
fn is_here(code: &str) -> bool {
    !in_collectivity(code)
}

#[cfg(test)]
mod tests {
    use super::is_code;

    #[test]
    fn a_code_has_five_characters_and_corsica_has_letters() {
        assert!(is_code("01001") && is_code("2A004") && is_code("97101"));
        for wrong in ["1001", "2C004", "010011", "01O01", ""] {
            assert!(!is_code(wrong), "{wrong}");
        }
    }
}
