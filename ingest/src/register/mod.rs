//! Establishments of the register and official tables, brought into the draft.
//!
//! The stocks of Sirene are streamed by `lanterne-data`; the other tables are small and read here, cell by cell, in every
//! shape official files come in (`;` or `,`, decimal comma, BOM, « s » and « nd », gzip, zip, GeoJSON of points). Each file's rows are loaded,
//! refused with their place, or out of scope, and the three add up.
//!
//! Refuses to know where files come from (`fetch`) and what a figure is compared with (`check`). Next: `sirene` for the
//! register, `figure` and `flores` for tables of figures, `siae`, `france_services` and `fabrique` for places.

mod esus;
mod fabrique;
mod feature;
mod figure;
mod flores;
mod france_services;
mod place;
pub(crate) mod sheet;
mod siae;
mod sirene;
pub(crate) mod tally;
pub(crate) mod workbook;

pub use place::Places;

use std::collections::BTreeSet;

use lanterne_data::Draft;
use lanterne_data::load::passage::Harmonised;
use lanterne_data::row::{FigureLoaded, LoadReport, Refused, Site};
use lanterne_tiles::topology::Topology;

use crate::card::{Card, Reader};
use crate::fetch::RawFile;
use crate::{IngestError, Watch};

/// What came in.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Conservation, file by file, as appended to `load_report`.
    pub reports: Vec<LoadReport>,
    /// What a person should read: split communes, merged communes without a figure (French).
    pub lines: Vec<String>,
}

/// What one small table gave.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    pub(crate) figures: Vec<FigureLoaded>,
    pub(crate) sites: Vec<Site>,
    /// SIREN of a list of enterprises, or SIRET of a list of structures.
    pub(crate) keys: BTreeSet<String>,
    pub(crate) refused: Vec<Refused>,
    pub(crate) reports: Vec<LoadReport>,
    pub(crate) lines: Vec<String>,
}

/// Loads every file of these cards that is a register or an official table; other files are left to their own readers.
///
/// The draft must hold `commune`, `territory` and `passage`. `outlines` is the topology of communes in row order: with it
/// a structure with coordinates is placed by them, without it by postcode and name.
///
/// # Errors
/// A file that is not as published, with place and expectation; a total that is not conserved. A faulty row is no error.
pub fn load(
    taken: &[(&Card, Vec<RawFile>)],
    outlines: Option<&Topology>,
    draft: &Draft,
    watch: &Watch<'_>,
) -> Result<Loaded, IngestError> {
    let mut loaded = Loaded::default();
    let (mut esus, mut siae) = (BTreeSet::new(), BTreeSet::new());
    let mut places = None;
    for (card, file) in taken.iter().flat_map(|(card, files)| files.iter().map(move |file| (*card, file))) {
        if !small(file.reader) {
            continue;
        }
        watch.begin(&format!("lecture de {}", file.name), 0)?;
        let places = match &mut places {
            Some(places) => places,
            none => none.insert(Places::read(&draft.snapshot()?, outlines)?),
        };
        let passage = draft.snapshot()?.harmonise(cog(card))?;
        let table = read(card, file, &passage, places)?;
        draft.append(&table.figures)?;
        draft.append(&table.sites)?;
        draft.append(&table.refused)?;
        draft.append(&table.reports)?;
        match file.reader {
            Reader::Esus => esus.extend(table.keys),
            Reader::Siae => siae.extend(table.keys),
            _ => {}
        }
        loaded.reports.extend(table.reports);
        loaded.lines.extend(table.lines);
        watch.end();
    }
    let reference = taken.iter().filter_map(|(card, _)| card.year).max();
    for (card, files) in taken {
        let past = card.year.filter(|year| Some(*year) != reference);
        sirene::load(card, files, past, (&esus, &siae), draft, watch, &mut loaded)?;
    }
    Ok(loaded)
}

fn small(reader: Reader) -> bool {
    matches!(
        reader,
        Reader::FloresEss
            | Reader::Flores
            | Reader::Filosofi
            | Reader::Population
            | Reader::Labour
            | Reader::Esus
            | Reader::Siae
            | Reader::FranceServices
            | Reader::FabriqueTerritoire
    )
}

fn read(card: &Card, file: &RawFile, passage: &Harmonised, places: &Places) -> Result<Taken, IngestError> {
    match file.reader {
        Reader::Esus => esus::read(file),
        Reader::Siae => siae::read(file, places),
        Reader::Flores => flores::read(card, file, passage, places),
        Reader::FranceServices => france_services::read(file, passage, places),
        Reader::FabriqueTerritoire => fabrique::read(file, passage, places),
        _ => figure::read(card, file, passage, places),
    }
}

fn cog(card: &Card) -> i16 {
    i16::try_from(card.cog).unwrap_or(i16::MAX)
}
