//! Where the computed figures come from: the cards of the register that covers the rows. Synthetic as soon as one is.

use std::collections::BTreeSet;

use lanterne_data::read::Card;
use lanterne_observatory::Level;

use crate::document::figure::Source;
use crate::french::typography::set;
use crate::state::State;
use crate::view::ViewKey;

/// What is shown wherever a synthetic figure shows.
const NOTICE: &str =
    "Données synthétiques : des établissements générés, calés sur les totaux publiés ; aucun n'existe.";

/// Source, vintage and honesty of the computed figures of a region (or of all).
#[derive(Debug, Clone)]
pub(crate) struct Origin {
    pub(crate) source: Source,
    pub(crate) synthetic: bool,
    pub(crate) notice: Option<String>,
}

impl Origin {
    /// The same for a view: its year has its own register.
    pub(crate) fn at(state: &State, key: ViewKey) -> Self {
        let of_year = |card: &&Card| key.year.is_some() && card.year == key.year;
        match state.contents.cards.iter().find(of_year) {
            Some(card) => Self { source: source(card), synthetic: card.synthetic, notice: card.synthetic.then(notice) },
            None => Self::of(state, key.region),
        }
    }

    pub(crate) fn of(state: &State, region: Option<u32>) -> Self {
        let region = state.region_code(region);
        let departements = state.territories(Level::Departement);
        let within = |code: &str| {
            region.is_none()
                || departements.row(code).and_then(|row| departements.region[row as usize].as_ref()) == region
        };
        let coverage = &state.contents.coverage;
        let mut cards: BTreeSet<&str> =
            coverage.iter().filter(|(code, _)| within(code)).map(|(_, card)| card.as_str()).collect();
        if cards.is_empty() {
            // A region outside the coverage: the register is still what the absence is the absence of.
            cards = coverage.iter().map(|(_, card)| card.as_str()).collect();
        }
        let known: Vec<&Card> = state.contents.cards.iter().filter(|card| cards.contains(card.card.as_str())).collect();
        let synthetic = known.iter().any(|card| card.synthetic);
        let source = match known.as_slice() {
            [] => Source {
                card: cards.into_iter().next().unwrap_or_default().to_owned(),
                producer: String::new(),
                title: "Aucun registre chargé".to_owned(),
                licence: String::new(),
                address: String::new(),
                millesime: "n.d.".to_owned(),
                cog: i32::from(state.manifest.cog),
                synthetic: false,
            },
            [only] => source(only),
            [first, rest @ ..] => {
                let mut joined = source(first);
                joined.synthetic = synthetic;
                for card in rest {
                    joined.title = format!("{} ; {}", joined.title, card.title);
                    if !joined.millesime.split(" ; ").any(|own| own == card.millesime) {
                        joined.millesime = format!("{} ; {}", joined.millesime, card.millesime);
                    }
                }
                joined
            }
        };
        Self { source, synthetic, notice: synthetic.then(notice) }
    }

    /// « Source : …, millésime 2022, géographie 2026. Données synthétiques. »
    pub(crate) fn line(&self, state: &State) -> String {
        let Source { title, millesime, .. } = &self.source;
        let mark = if self.synthetic { " Données synthétiques." } else { "" };
        set(&format!("Source : {title}, millésime {millesime}, géographie {}.{mark}", state.manifest.cog))
    }

    /// The same with the notice: what a foreign client shows beside the map.
    pub(crate) fn attribution(&self, state: &State) -> String {
        self.notice.iter().fold(self.line(state), |line, notice| format!("{line} {notice}"))
    }
}

/// The notice itself.
pub(crate) fn notice() -> String {
    set(NOTICE)
}

/// A card as a document.
pub(crate) fn source(card: &Card) -> Source {
    Source {
        card: card.card.clone(),
        producer: card.producer.clone(),
        title: card.title.clone(),
        licence: card.licence.clone(),
        address: card.address.clone(),
        millesime: card.millesime.clone(),
        cog: card.cog,
        synthetic: card.synthetic,
    }
}
