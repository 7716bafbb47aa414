//! The two stock files of Sirene: found among a card's files, taken out of their zip, given to the engine.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use lanterne_data::Draft;
use lanterne_data::load::register::{Coverage, RawFile as Stock, Register};

use super::{Loaded, cog};
use crate::card::{Card, Reader};
use crate::fetch::RawFile;
use crate::number::count;
use crate::{IngestError, Watch};

/// Bytes copied between two looks at the request to stop.
const CHUNK: usize = 1 << 20;

/// Loads the register of a card, if it has one: both stocks, or an error. One of the past is only counted, and no list of ESUS or of
/// SIAE speaks of it: they are of today.
pub(super) fn load(
    card: &Card,
    files: &[RawFile],
    past: Option<u16>,
    (esus, siae): (&BTreeSet<String>, &BTreeSet<String>),
    draft: &Draft,
    watch: &Watch<'_>,
    loaded: &mut Loaded,
) -> Result<(), IngestError> {
    let find = |reader| files.iter().find(|file| file.reader == reader);
    let (units, establishments) = match (find(Reader::SireneUniteLegale), find(Reader::SireneEtablissement)) {
        (None, None) => return Ok(()),
        (Some(units), Some(establishments)) => (units, establishments),
        (one, other) => {
            let (Some(alone), missing) =
                (one.or(other), if one.is_none() { "StockUniteLegale" } else { "StockEtablissement" })
            else {
                return Ok(());
            };
            return Err(IngestError::Malformed {
                file: alone.name.clone(),
                place: format!("fiche {}", card.id),
                value: "un seul des deux stocks".to_owned(),
                expectation: format!("aussi {missing}"),
            });
        }
    };
    let register = Register {
        units: stock(units, watch)?,
        establishments: stock(establishments, watch)?,
        cog: cog(card),
        coverage: Coverage::Found,
        esus: if past.is_none() { esus.clone() } else { BTreeSet::new() },
        siae: if past.is_none() { siae.clone() } else { BTreeSet::new() },
    };
    let step = |step: &str| watch.say(&format!("Sirene : {step}"));
    watch.begin("Sirene : des unités légales et des établissements à l’ESS", 0)?;
    let outcome = match past.and_then(|year| i16::try_from(year).ok()) {
        None => draft.load_register(&register, &step)?,
        Some(year) => draft.load_past_register(&register, year, &step)?,
    };
    watch.end();
    let year = card.year.map_or_else(String::new, |year| format!(" fin {year}"));
    loaded.lines.push(format!("{} : {} établissements de l’ESS{year}", card.id, count(outcome.ess)));
    for (split, rows) in &outcome.splits {
        loaded.lines.push(format!(
            "{} : commune scindée, ses {rows} établissement(s) vont à {} ({:.0} % de la population ; autres parts : {})",
            split.code,
            split.chosen,
            split.ratio * 100.0,
            split.others.join(", ")
        ));
    }
    loaded.reports.extend([outcome.units, outcome.establishments]);
    Ok(())
}

/// The file the engine reads: itself, or what its zip holds, put beside it.
fn stock(file: &RawFile, watch: &Watch<'_>) -> Result<Stock, IngestError> {
    let mut magic = [0; 4];
    let read =
        File::open(&file.path).and_then(|mut source| source.read(&mut magic)).map_err(IngestError::at(&file.path))?;
    let path = if magic[..read] == *b"PK\x03\x04" { unzip(file, watch)? } else { file.path.clone() };
    Ok(Stock { card: file.card.clone(), path, file: file.name.clone(), sha256: file.sha256.clone() })
}

/// Takes the member out as a stream, and puts it under its own name once whole. A whole one is not taken out again.
fn unzip(file: &RawFile, watch: &Watch<'_>) -> Result<PathBuf, IngestError> {
    let damaged = |reason: zip::result::ZipError| IngestError::Malformed {
        file: file.name.clone(),
        place: "archive".to_owned(),
        value: reason.to_string(),
        expectation: "une archive zip entière".to_owned(),
    };
    let source = File::open(&file.path).map_err(IngestError::at(&file.path))?;
    let mut archive = zip::ZipArchive::new(BufReader::new(source)).map_err(damaged)?;
    let member = match &file.member {
        Some(member) => member.clone(),
        None => {
            let mut names = archive.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned);
            names.find(|name| name.ends_with(".csv")).unwrap_or_default()
        }
    };
    let mut inside = archive.by_name(&member).map_err(damaged)?;
    let name = Path::new(&member).file_name().unwrap_or_default();
    let whole =
        file.path.with_file_name(format!("{}-{}", &file.sha256.get(..12).unwrap_or_default(), name.to_string_lossy()));
    if std::fs::metadata(&whole).is_ok_and(|found| found.len() == inside.size()) {
        return Ok(whole);
    }
    let part = whole.with_extension("part");
    watch.begin(&format!("décompression de {}", file.name), inside.size())?;
    let mut target = BufWriter::new(File::create(&part).map_err(IngestError::at(&part))?);
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = inside.read(&mut chunk).map_err(IngestError::at(&file.path))?;
        if read == 0 {
            break;
        }
        target.write_all(&chunk[..read]).map_err(IngestError::at(&part))?;
        watch.advance(read as u64)?;
    }
    target.flush().map_err(IngestError::at(&part))?;
    watch.end();
    std::fs::rename(&part, &whole).map_err(IngestError::at(&whole))?;
    Ok(whole)
}
