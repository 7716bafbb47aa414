//! Files that operators hand in, into the draft: operators first, then sites, zones and activity, whichever cards they are of.
//!
//! What such a file holds and what is wrong with one is said by `lanterne_data::deployment`, the same here as where a person
//! hands a file in. A faulty row is refused with its place and the others go on; a file whose columns cannot be told is an error, as
//! for every source. One memory for all files: what two operators declare twice is found.
//!
//! It refuses to know where files come from but for their names: a card gives patterns (`activite*.csv`), and `folder` says which
//! files they stand for; [`counter`] brings those that people confirmed. No clock: an act may be of any year up to that of the
//! snapshot's codes.

pub mod counter;
mod folder;

pub(crate) use folder::found;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use lanterne_data::Draft;
use lanterne_data::deployment::{Checked, Checker, Columns, Fault, Handed, Kind, Known, Map, Schemas, sheet};
use lanterne_data::load::passage::Harmonised;

use crate::card::{Card, Reader};
use crate::fetch::RawFile;
use crate::geography::COG;
use crate::number::count;
use crate::register::Loaded;
use crate::{IngestError, Watch};

/// Loads every file of these cards that operators handed in; other files are left to their own readers.
///
/// The draft must hold `commune`, `territory`, `passage` and the facts: schemes, and the operators that are known.
///
/// # Errors
/// A file that is no table, or lacks a column; [`IngestError::Interrupted`]. A faulty row is no error: it is refused.
pub fn load(taken: &[(&Card, Vec<RawFile>)], draft: &Draft, watch: &Watch<'_>) -> Result<Loaded, IngestError> {
    let mut files: Vec<(Kind, &Card, &RawFile)> = Vec::new();
    for (card, of_card) in taken {
        for file in of_card.iter().filter(|file| file.reader == Reader::Deployment) {
            files.push((kind(file)?, *card, file));
        }
    }
    let mut loaded = Loaded::default();
    if files.is_empty() {
        return Ok(loaded);
    }
    // The order of cards and files is kept within a kind.
    files.sort_by_key(|(kind, ..)| *kind);
    let schemas = Schemas::read()?;
    let snapshot = draft.snapshot()?;
    let mut checker = Checker::new(&schemas, Known::read(&snapshot, year(COG))?);
    let mut passages: BTreeMap<u16, Harmonised> = BTreeMap::new();
    for (kind, card, file) in files {
        watch.begin(&format!("lecture de {}", file.name), 0)?;
        let passage = match passages.entry(card.cog) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(snapshot.harmonise(year(card.cog))?),
        };
        let handed =
            Handed { card: &card.id, file: &file.name, sha256: &file.sha256, synthetic: card.synthetic, passage };
        let bytes = std::fs::read(&file.path).map_err(IngestError::at(&file.path))?;
        let sheet = sheet::read(&bytes, kind).map_err(|fault| malformed(file, &[fault], ""))?;
        let columns = Columns::of(schemas.of(kind), &sheet, &remembered(card, file));
        if !columns.faults.is_empty() {
            return Err(malformed(file, &columns.faults, &sheet.header.join(", ")));
        }
        let checked = checker.check(kind, &handed, &sheet, &columns);
        checked.append(draft)?;
        loaded.lines.extend(told(file, &columns, &checked));
        loaded.reports.push(checked.report);
        watch.end();
    }
    Ok(loaded)
}

/// The columns that a card says by their names in its files: `siret=N° SIRET` beside a plain `siret`.
pub(crate) fn map(columns: &[String]) -> Map {
    let named = columns.iter().filter_map(|column| column.split_once('='));
    named.map(|(name, header)| (header.trim().to_owned(), name.trim().to_owned())).collect()
}

/// Whether a card's columns are all of the schema of a kind.
pub(crate) fn are_known(kind: Kind, columns: &[String]) -> bool {
    let plain = |column: &String| column.split_once('=').map_or(column.as_str(), |(name, _)| name).trim().to_owned();
    Schemas::read().is_ok_and(|schemas| columns.iter().all(|column| schemas.of(kind).rank(&plain(column)).is_some()))
}

/// The kind that a file's name says.
fn kind(file: &RawFile) -> Result<Kind, IngestError> {
    Kind::of_name(&file.name).ok_or_else(|| IngestError::Malformed {
        file: file.name.clone(),
        place: "nom du fichier".to_owned(),
        value: file.name.clone(),
        expectation: NAMES.to_owned(),
    })
}

/// What the name of a file begins with (French).
pub(crate) const NAMES: &str = "un nom qui commence par operateurs, sites, zones ou activite";

fn remembered(card: &Card, file: &RawFile) -> Map {
    let described = card.files.iter().find(|described| described.name == file.name);
    described.map_or_else(Map::new, |described| map(&described.columns))
}

/// A file that cannot be read, with everything it lacks.
fn malformed(file: &RawFile, faults: &[Fault], header: &str) -> IngestError {
    let expectations: Vec<&str> = faults.iter().map(|fault| fault.expectation.as_str()).collect();
    let first = faults.first();
    let place = match first.map_or(0, |fault| fault.line) {
        0 => "contenu".to_owned(),
        line => format!("ligne {line}"),
    };
    let value = first.filter(|_| header.is_empty()).and_then(|fault| fault.value.clone());
    IngestError::Malformed {
        file: file.name.clone(),
        place,
        value: value.unwrap_or_else(|| header.chars().take(200).collect()),
        expectation: expectations.join(" et "),
    }
}

/// What a person should read of a file (French): the columns that meant nothing, and the acts that others declared, too.
fn told(file: &RawFile, columns: &Columns, checked: &Checked) -> Vec<String> {
    let mut lines = Vec::new();
    if !columns.unknown.is_empty() {
        lines.push(format!("{} : colonnes inconnues, laissées de côté : {}", file.name, columns.unknown.join(", ")));
    }
    if !checked.notices.is_empty() {
        lines.push(format!("{} : {} à vérifier", file.name, lines_of(checked.notices.len())));
    }
    lines
}

fn lines_of(number: usize) -> String {
    let rows = count(i64::try_from(number).unwrap_or(i64::MAX));
    format!("{rows}\u{a0}{}", if number < 2 { "ligne" } else { "lignes" })
}

fn year(cog: u16) -> i16 {
    i16::try_from(cog).unwrap_or(i16::MAX)
}
