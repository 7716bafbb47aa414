//! The files of a plan: fetched, and generated where a card asks for a synthetic register or a synthetic deployment.

use std::fs;
use std::path::{Path, PathBuf};

use super::official::{self, Account, is_official};
use super::{PROGRAM, deployed};
use crate::card::{Address, Card, CardFile, Reader};
use crate::fetch::{Fetcher, RawFile, of_bytes};
use crate::geography::{self, Geography, Shipped};
use crate::synthetic::{Made, Place, Targets};
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
    let mut made = None;
    for card in cards {
        if card.files.iter().any(is_generated) {
            if card.files.iter().any(|file| file.reader == Reader::Deployment) {
                deployed::make(card, fetched, geography, fetcher, &mut made, watch)?;
            } else {
                register(card, fetched, geography, fetcher, &mut made, watch)?;
            }
        }
        for file in card.files.iter().filter(|file| is_generated(file)) {
            files.push(fetcher.generated(card, file)?);
        }
    }
    Ok(files)
}

/// The last register made, by the checksum of its targets: each of its years is a card.
pub(super) type LastMade = Option<(String, Made)>;

fn register(
    card: &Card,
    fetched: &[RawFile],
    places: &mut Places<'_>,
    fetcher: &Fetcher,
    last: &mut LastMade,
    watch: &Watch<'_>,
) -> Result<(), IngestError> {
    let of_card = |file: &&RawFile| file.card == card.id && file.reader == Reader::Generator;
    let targets = fetched.iter().find(of_card);
    let targets = targets.ok_or_else(|| IngestError::NoFile { card: card.id.clone(), reader: Reader::Generator })?;
    let made_from = format!("{PROGRAM} {} {}\n", targets.sha256, places.sum());
    renew(card, fetcher, &made_from, |beside| {
        watch.begin("Registre synthétique", 0)?;
        let asked = Targets::read(&targets.path)?;
        // The year of reference is the one of the targets' own totals.
        let year = card.year.filter(|year| asked.past.iter().any(|past| past.year == *year));
        let written = register_of(last, &targets.sha256, &asked, places, watch)?.write(year, beside)?;
        watch.end();
        Ok(vec![written.unites_legales, written.etablissements])
    })
}

/// The register of these targets, made once for all the cards that need it.
pub(super) fn register_of<'l>(
    last: &'l mut LastMade,
    sum: &str,
    asked: &Targets,
    places: &mut Places<'_>,
    watch: &Watch<'_>,
) -> Result<&'l Made, IngestError> {
    let made = match last.take().filter(|(known, _)| known == sum) {
        Some(made) => made,
        None => (sum.to_owned(), Made::of(asked, &places.all(watch)?)?),
    };
    Ok(&last.insert(made).1)
}

/// Makes the generated files of a card again, unless they are all here and made from the same: written beside, then renamed
/// one by one.
pub(super) fn renew(
    card: &Card,
    fetcher: &Fetcher,
    made_from: &str,
    write: impl FnOnce(&Path) -> Result<Vec<PathBuf>, IngestError>,
) -> Result<(), IngestError> {
    let folder = fetcher.folder(card);
    let mark = folder.join(MADE_FROM);
    let all_here = card.files.iter().all(|file| folder.join(&file.name).is_file());
    if all_here && fs::read_to_string(&mark).is_ok_and(|old| old == made_from) {
        return Ok(());
    }
    let _ = fs::remove_file(&mark);
    let beside = folder.join("en-cours");
    fs::create_dir_all(&beside).map_err(IngestError::at(&beside))?;
    for path in write(&beside)? {
        durable::sync(&path)?;
        durable::rename(&path, &folder.join(path.file_name().unwrap_or_default()))?;
    }
    fs::remove_dir_all(&beside).map_err(IngestError::at(&beside))?;
    durable::replace(&mark, made_from.as_bytes())
}

/// Whether a generator of this program makes the file.
pub(super) fn is_generated(file: &CardFile) -> bool {
    matches!(file.address, Some(Address::Generated(_)))
}

/// The geography of the snapshot, made once and only for the steps that need it: the embedded one, with what official files
/// of the plan say beside or instead of it.
pub(super) struct Places<'f> {
    files: Vec<&'f RawFile>,
    official: Vec<(&'f Card, &'f RawFile)>,
    made: Option<(Geography, Account)>,
}

impl<'f> Places<'f> {
    pub(super) fn of(cards: &'f [Card], files: &'f [RawFile]) -> Self {
        let card = |file: &RawFile| cards.iter().find(|card| card.id == file.card);
        let official = files.iter().filter(|file| is_official(file.reader));
        Self {
            files: files.iter().filter(|file| file.reader == Reader::Geography).collect(),
            official: official.filter_map(|file| Some((card(file)?, file))).collect(),
            made: None,
        }
    }

    /// A checksum of its files.
    pub(super) fn sum(&self) -> String {
        let files = self.files.iter().chain(self.official.iter().map(|(_, file)| file));
        of_bytes(files.map(|file| file.sha256.as_str()).collect::<Vec<_>>().join(" ").as_bytes())
    }

    /// The card whose file gives the outlines, in place of the embedded ones.
    pub(super) fn outlines(&self) -> Option<&'f Card> {
        self.official.iter().find(|(_, file)| file.reader == Reader::Outline).map(|(card, _)| *card)
    }

    pub(super) fn geography(&mut self, watch: &Watch<'_>) -> Result<&Geography, IngestError> {
        Ok(&self.made(watch)?.0)
    }

    /// What became of the rows of official files.
    pub(super) fn account(&mut self, watch: &Watch<'_>) -> Result<&Account, IngestError> {
        Ok(&self.made(watch)?.1)
    }

    fn made(&mut self, watch: &Watch<'_>) -> Result<&(Geography, Account), IngestError> {
        let made = match self.made.take() {
            Some(made) => made,
            None => {
                watch.begin("Géographie embarquée", 0)?;
                let bytes = |name: &str| self.bytes(name);
                let mut shipped = Shipped::decode(
                    &bytes(geography::OUTLINES)?,
                    &bytes(geography::TERRITORIES)?,
                    &bytes(geography::PASSAGE)?,
                )?;
                watch.end();
                let account = official::read(&self.official, &mut shipped, watch)?;
                watch.begin("Contours de chaque niveau", 0)?;
                let geography = shipped.geography();
                watch.end();
                (geography, account)
            }
        };
        Ok(self.made.insert(made))
    }

    /// A card's title in this snapshot: the embedded geography does not sign outlines that come from another card.
    pub(super) fn title(&self, card: &Card) -> String {
        let embedded = card.files.iter().any(|file| file.reader == Reader::Geography);
        match self.made.as_ref().and_then(|(_, account)| account.kept).filter(|_| embedded) {
            None => card.title.clone(),
            Some(0) => "Géographie embarquée : codes, appartenance et population des communes".to_owned(),
            Some(kept) => format!(
                "Géographie embarquée : codes, appartenance et population des communes ; contours de {kept} d’entre elles"
            ),
        }
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
    fn all(&mut self, watch: &Watch<'_>) -> Result<Vec<Place>, IngestError> {
        let geography = self.geography(watch)?;
        Ok(Place::all(&geography.territory_rows(), &geography.commune_rows()))
    }
}
