//! The files of a plan: fetched, and generated where a card asks for a synthetic register.

use std::fs;

use super::PROGRAM;
use crate::card::{Address, Card, CardFile, Reader};
use crate::fetch::{Fetcher, RawFile, of_bytes};
use crate::geography::{self, Geography};
use crate::synthetic::{Place, Targets, write_register};
use crate::{IngestError, Watch, durable};

/// Marks generated files with what they were made from.
const MADE_FROM: &str = "genere-de";

/// Every file of the cards but generated ones, in order of card.
pub(super) fn fetch(cards: &[Card], fetcher: &Fetcher, watch: &Watch<'_>) -> Result<Vec<RawFile>, IngestError> {
    let mut files = Vec::new();
    for card in cards {
        for file in card.files.iter().filter(|file| !is_generated(file)) {
            files.push(fetcher.fetch(card, file, watch)?);
        }
    }
    Ok(files)
}

/// The generated files of the cards. Nothing is made again from the same targets, places and program.
pub(super) fn generate(
    cards: &[Card],
    fetched: &[RawFile],
    geography: &mut Places<'_>,
    fetcher: &Fetcher,
    watch: &Watch<'_>,
) -> Result<Vec<RawFile>, IngestError> {
    let mut files = Vec::new();
    for card in cards {
        if card.files.iter().any(is_generated) {
            register(card, fetched, geography, fetcher, watch)?;
        }
        for file in card.files.iter().filter(|file| is_generated(file)) {
            files.push(fetcher.generated(card, file)?);
        }
    }
    Ok(files)
}

fn register(
    card: &Card,
    fetched: &[RawFile],
    places: &mut Places<'_>,
    fetcher: &Fetcher,
    watch: &Watch<'_>,
) -> Result<(), IngestError> {
    let of_card = |file: &&RawFile| file.card == card.id && file.reader == Reader::Generator;
    let targets = fetched.iter().find(of_card);
    let targets = targets.ok_or_else(|| IngestError::NoFile { card: card.id.clone(), reader: Reader::Generator })?;
    let folder = fetcher.folder(card);
    let mark = folder.join(MADE_FROM);
    let made_from = format!("{PROGRAM} {} {}\n", targets.sha256, places.sum());
    let all_here = card.files.iter().all(|file| folder.join(&file.name).is_file());
    if all_here && fs::read_to_string(&mark).is_ok_and(|old| old == made_from) {
        return Ok(());
    }
    watch.begin("Registre synthétique", 0)?;
    let _ = fs::remove_file(&mark);
    let beside = folder.join("en-cours");
    fs::create_dir_all(&beside).map_err(IngestError::at(&beside))?;
    let written = write_register(&Targets::read(&targets.path)?, &places.all()?, &beside)?;
    for path in [written.unites_legales, written.etablissements] {
        durable::sync(&path)?;
        durable::rename(&path, &folder.join(path.file_name().unwrap_or_default()))?;
    }
    fs::remove_dir_all(&beside).map_err(IngestError::at(&beside))?;
    durable::replace(&mark, made_from.as_bytes())?;
    watch.end();
    Ok(())
}

/// Whether a generator of this program makes the file.
pub(super) fn is_generated(file: &CardFile) -> bool {
    matches!(file.address, Some(Address::Generated(_)))
}

/// The embedded geography, read once and only by the steps that need it.
pub(super) struct Places<'f> {
    files: Vec<&'f RawFile>,
    geography: Option<Geography>,
}

impl<'f> Places<'f> {
    pub(super) fn of(files: &'f [RawFile]) -> Self {
        Self { files: files.iter().filter(|file| file.reader == Reader::Geography).collect(), geography: None }
    }

    /// A checksum of its files.
    fn sum(&self) -> String {
        of_bytes(self.files.iter().map(|file| file.sha256.as_str()).collect::<Vec<_>>().join(" ").as_bytes())
    }

    pub(super) fn geography(&mut self, watch: &Watch<'_>) -> Result<&Geography, IngestError> {
        let read = match self.geography.take() {
            Some(geography) => geography,
            None => {
                watch.begin("Géographie embarquée", 0)?;
                let bytes = |name: &str| self.bytes(name);
                let geography = geography::decode(
                    &bytes(geography::OUTLINES)?,
                    &bytes(geography::TERRITORIES)?,
                    &bytes(geography::PASSAGE)?,
                )?;
                watch.end();
                geography
            }
        };
        Ok(self.geography.insert(read))
    }

    /// The bytes of `geography/<name>`.
    fn bytes(&self, path: &str) -> Result<Vec<u8>, IngestError> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let card = || "lanterne/geographie".to_owned();
        let file = self.files.iter().find(|file| file.name == name);
        let file = file.ok_or_else(|| IngestError::NoFile { card: card(), reader: Reader::Geography })?;
        fs::read(&file.path).map_err(IngestError::at(&file.path))
    }

    /// Communes as the generator wants them.
    fn all(&mut self) -> Result<Vec<Place>, IngestError> {
        let interrupt = crate::Interrupt::default();
        let geography = self.geography(&Watch::new(&crate::Silent, &interrupt))?;
        Ok(Place::all(&super::index::territories(geography), &super::index::communes(geography)))
    }
}
