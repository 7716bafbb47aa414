//! A year in words: which are loaded, what they cannot say, and that it is said wherever a figure of one shows.
//!
//! The year of reference is the one of everything that has no history here: the establishments themselves, ESUS and SIAE, the
//! places of the operators, hence white zones; inhabitants and area too. Next: [`super::timeline`] for several years at once.

use lanterne_observatory::Perimetre;

use super::source::Origin;
use crate::french::ordinal::list;
use crate::french::typography::set;
use crate::problem::Problem;
use crate::state::State;
use crate::view::ViewKey;

/// Perimeters that are known of every year: those that the register itself tells.
pub(crate) fn known_of_every_year(perimetre: Perimetre) -> bool {
    match perimetre {
        Perimetre::Loi2014 | Perimetre::Categorie => true,
        Perimetre::AvecEsus | Perimetre::AvecSiae => false,
    }
}

/// « Fin 2020. La suite. »; the sentence alone for the year of reference.
pub(crate) fn told(year: Option<u16>, sentence: &str) -> String {
    match year {
        Some(year) if !sentence.is_empty() => format!("Fin {year}. {sentence}"),
        Some(_) | None => sentence.to_owned(),
    }
}

/// What would have been understood: « une année chargée : 2018, 2019, 2020, 2021 et 2022 ».
pub(crate) fn expected(state: &State) -> String {
    let years: Vec<String> = state.contents.years().map(|year| year.to_string()).collect();
    match years.as_slice() {
        [] => "aucune année : le registre chargé n'en dit pas".to_owned(),
        [only] => format!("la seule année chargée, {only}"),
        years => format!("une année chargée : {}", list(years, years.len())),
    }
}

/// Refuses an earlier year to a perimeter that is not known of it.
pub(crate) fn stands(state: &State, year: u16, perimetre: Perimetre) -> Result<(), Problem> {
    if known_of_every_year(perimetre) {
        return Ok(());
    }
    Err(Problem::NoMeaning {
        name: "annee",
        value: year.to_string(),
        why: format!(
            "les agréments ESUS et la liste des SIAE ne sont connus que de l'année de référence{}. Retirez l'année, ou choisissez le \
             périmètre de la loi de 2014 ou celui des catégories juridiques",
            named(state)
        ),
    })
}

/// Refuses an earlier year where white zones are asked for.
pub(crate) fn none_for_white_zones(state: &State, year: Option<u16>) -> Result<(), Problem> {
    let Some(year) = year else { return Ok(()) };
    Err(Problem::NoMeaning {
        name: "annee",
        value: year.to_string(),
        why: format!(
            "une zone blanche se juge sur l'année de référence{} : les lieux d'accompagnement ne sont connus que d'elle. Retirez \
             l'année",
            named(state)
        ),
    })
}

/// « (2022) » after « année de référence », where the register says one.
pub(crate) fn named(state: &State) -> String {
    state.contents.year.map_or_else(String::new, |year| format!(" ({year})"))
}

/// The year of a view as a title says it.
pub(crate) fn shown(state: &State, key: ViewKey, origin: &Origin) -> String {
    match key.year.or(state.contents.year) {
        Some(year) => year.to_string(),
        None => of_millesime(&origin.source.millesime).to_owned(),
    }
}

/// What must be known to read the figures of an earlier year; empty for the year of reference.
pub(crate) fn note(state: &State, key: ViewKey) -> String {
    let Some(year) = key.year else { return String::new() };
    let ground = state.contents.cards.iter().find(|card| card.card == "lanterne/geographie");
    let ground = ground.map_or_else(String::new, |card| format!(" (géographie {})", card.millesime));
    format!(
        "{year}, état au 31 décembre, d'après le registre publié alors ; communes, habitants et surface sont ceux de l'année de \
         référence{ground}"
    )
}

/// The last year a millesime names; the whole of it when it names none.
pub(crate) fn of_millesime(millesime: &str) -> &str {
    let is_year = |word: &&str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    millesime.split(|sign: char| !sign.is_alphanumeric()).rfind(is_year).unwrap_or(millesime)
}

/// What the panel says of what is not of the year shown: « Jugées fin 2022, année de référence. La suite. »
pub(crate) fn of_reference(state: &State, year: Option<u16>, sentence: &str) -> String {
    match (year, state.contents.year) {
        (Some(_), Some(reference)) => set(&format!("Jugées fin {reference}, année de référence. {sentence}")),
        (Some(_), None) | (None, _) => sentence.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{of_millesime, told};

    #[test]
    fn a_subtitle_keeps_the_year_of_a_millesime() {
        assert_eq!(of_millesime("calé sur le Panorama de l’ESS 2022"), "2022");
        assert_eq!(of_millesime("2021 ; 1er janvier 2024"), "2024");
        assert_eq!(of_millesime("n.d."), "n.d.");
    }

    #[test]
    fn an_earlier_year_comes_before_the_sentence() {
        assert_eq!(told(Some(2020), "La suite."), "Fin 2020. La suite.");
        assert_eq!(told(None, "La suite."), "La suite.");
        assert_eq!(told(Some(2020), ""), "");
    }
}
