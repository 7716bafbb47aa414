//! Every card of a catalogue, or every fault of every card.

use std::collections::BTreeMap;

use super::{Card, CardFault, parse};
use crate::IngestError;
use crate::asset::Asset;

/// The cards by id, in order of id.
#[derive(Debug, Clone)]
pub struct Catalogue {
    cards: BTreeMap<String, Card>,
}

impl Catalogue {
    /// Reads every card of `catalogue/`.
    ///
    /// # Errors
    /// [`IngestError::Cards`] with the faults of all cards together; [`IngestError::Io`] when one cannot be read.
    pub fn read(asset: &Asset) -> Result<Self, IngestError> {
        let mut cards = BTreeMap::new();
        let mut faults = Vec::new();
        for path in asset.list("catalogue")?.iter().filter(|path| path.ends_with(".toml")) {
            let file = format!("data/{path}");
            let bytes = asset.read(path)?;
            match id_of(path).zip(std::str::from_utf8(&bytes).ok()) {
                Some((id, text)) => match parse(id, &file, text) {
                    Ok(card) => drop(cards.insert(id.to_owned(), card)),
                    Err(found) => faults.extend(found),
                },
                None => faults.push(misplaced(file)),
            }
        }
        if faults.is_empty() { Ok(Self { cards }) } else { Err(IngestError::Cards(faults)) }
    }

    /// Every card, in order of id.
    pub fn iter(&self) -> impl Iterator<Item = &Card> {
        self.cards.values()
    }

    /// The card named so.
    ///
    /// # Errors
    /// [`IngestError::UnknownCard`], naming those that exist.
    pub fn card(&self, id: &str) -> Result<&Card, IngestError> {
        self.cards
            .get(id)
            .ok_or_else(|| IngestError::UnknownCard { card: id.to_owned(), known: self.near(id).join(", ") })
    }

    /// The ids of the same producer, or every id when there is no such producer.
    fn near(&self, id: &str) -> Vec<&str> {
        let producer = id.split_once('/').map_or(id, |(producer, _)| producer);
        let same = |known: &&str| known.split_once('/').is_some_and(|(own, _)| own == producer);
        let all: Vec<&str> = self.cards.keys().map(String::as_str).collect();
        let near: Vec<&str> = all.iter().copied().filter(same).collect();
        if near.is_empty() { all } else { near }
    }
}

/// `catalogue/insee/flores.toml` → `insee/flores`; none when the card is not in a producer's folder.
fn id_of(path: &str) -> Option<&str> {
    let id = path.strip_prefix("catalogue/")?.strip_suffix(".toml")?;
    (id.split('/').count() == 2).then_some(id)
}

fn misplaced(file: String) -> CardFault {
    let expectation = "une fiche en UTF-8 sous <producteur>/<jeu>.toml".to_owned();
    CardFault { file, line: 1, field: "(fichier)".to_owned(), value: None, expectation }
}
