//! What a picture is asked for: the words of the page's own link, and a size.
//!
//! The same words as `web/page/src/link.ts`, so that `/?…` becomes `/carte.png?…`. Unlike the page, which shows its default view where
//! a word is unknown, a picture is refused: whoever asks for it does not see the message.

use std::collections::BTreeSet;

use lanterne_observatory::{Indicator, Level};
use lanterne_tiles::picture::style::Palette;

use crate::answer::filter::stands;
use crate::answer::series::SeriesQuery;
use crate::answer::white_zone::WhiteZoneQuery;
use crate::problem::Problem;
use crate::query::{Query, one_of, place};
use crate::state::State;
use crate::tiling::grouping::Grouping;
use crate::view::sole_region;

/// The page's word, and the API's for the same.
const WORDS: &[(&str, &str)] = &[
    ("indicateur", "indicator"),
    ("niveau", "level"),
    ("decoupage", "method"),
    ("seuils", "breaks"),
    ("dispositif", "scheme"),
    ("fenetre", "years"),
    ("pris", "codes"),
];
/// Every word a link may hold, and the size.
const KNOWN: &[&str] = &[
    "indicateur",
    "niveau",
    "region",
    "perimetre",
    "famille",
    "secteur",
    "annee",
    "territoire",
    "comparer",
    "membres",
    "sauf",
    "nom",
    "cog",
    "lecture",
    "avec",
    "decoupage",
    "classes",
    "seuils",
    "palette",
    "couches",
    "carte",
    "c",
    "p",
    "t",
    "m",
    "alpha",
    "fenetre",
    "dispositif",
    "volet",
    "requete",
    "rendu",
    "axes",
    "pris",
    "cadre",
    "mots",
    "largeur",
    "hauteur",
];
const SMALLEST: u32 = 160;
const LARGEST: u32 = 4_096;
const SIZE: (u32, u32) = (1_600, 1_200);

/// What the colours say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Classes of the rate.
    Classes,
    /// Proportional circles, coloured by class.
    Circles,
    /// Verdicts of local Moran.
    Clusters,
    /// Verdicts of Gi*.
    Spots,
    /// Thirds of two indicators crossed.
    Crossed,
    /// Two maps.
    Two,
}

const READINGS: [(&str, Reading); 6] = [
    ("classes", Reading::Classes),
    ("cercles", Reading::Circles),
    ("foyers", Reading::Clusters),
    ("points_chauds", Reading::Spots),
    ("croisement", Reading::Crossed),
    ("deux_cartes", Reading::Two),
];

/// What may lie over the colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Layer {
    Offre,
    FoyerFroid,
    Accompagnement,
    Recours,
    Fiabilite,
    Surveillance,
    Operateurs,
}

const LAYERS: [(&str, Layer); 7] = [
    ("offre", Layer::Offre),
    ("foyer_froid", Layer::FoyerFroid),
    ("accompagnement", Layer::Accompagnement),
    ("recours", Layer::Recours),
    ("fiabilite", Layer::Fiabilite),
    ("surveillance", Layer::Surveillance),
    ("operateurs", Layer::Operateurs),
];
/// Those of the kinds of white zone.
pub(crate) const WHITE: [Layer; 4] = [Layer::Offre, Layer::FoyerFroid, Layer::Accompagnement, Layer::Recours];
/// Layers of an empty link.
const USUAL: [Layer; 4] = [Layer::Offre, Layer::Fiabilite, Layer::Surveillance, Layer::Operateurs];

/// Where a person had moved the map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Camera {
    pub(crate) zoom: f64,
    pub(crate) lon: f64,
    pub(crate) lat: f64,
}

/// What a picture shows.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) series: SeriesQuery,
    pub(crate) reading: Reading,
    /// The second indicator.
    pub(crate) other: Indicator,
    pub(crate) palette: Palette,
    pub(crate) layers: BTreeSet<Layer>,
    pub(crate) white: WhiteZoneQuery,
    pub(crate) territory: Option<(Level, u32)>,
    /// A territory put together by hand; it is outlined in the place of the other.
    pub(crate) composed: Option<Grouping>,
    /// Rows picked out, the others fade; `None`: all are shown alike.
    pub(crate) picked: Option<BTreeSet<u32>>,
    pub(crate) camera: Option<Camera>,
    /// Whether title, legend and source are drawn; the page has its own beside a picture.
    pub(crate) words: bool,
    /// Pixels.
    pub(crate) width: u32,
    /// Pixels.
    pub(crate) height: u32,
}

/// Reads a link.
pub(crate) fn asked(query: Query, state: &State) -> Result<Asked, Problem> {
    let query = query.only(KNOWN)?.renamed(WORDS);
    read(&query, state).map_err(|problem| problem.in_words(WORDS))
}

fn read(query: &Query, state: &State) -> Result<Asked, Problem> {
    // An empty link shows the region that is covered; « france » says that none is meant.
    let mut view = match query.text("region") {
        Some("france") => query.clone().without("region").view(state)?,
        _ => query.view(state)?,
    };
    if query.text("region").is_none() {
        view.region = sole_region(state);
    }
    let indicator = query.indicator()?;
    stands(indicator, view.filter)?;
    let other = match query.text("avec") {
        None => None,
        Some(text) => Some(text.parse().map_err(|_| query.refused("avec", &one_of(indicators())))?),
    };
    let other = other.filter(|other| *other != indicator);
    // A number is told by circles, as the page opens on it: colours would show how large a territory is.
    let usual = if indicator.is_number() { Reading::Circles } else { Reading::Classes };
    Ok(Asked {
        series: SeriesQuery {
            indicator,
            view,
            classes: query.classes()?,
            method: query.method()?,
            breaks: query.breaks()?,
        },
        reading: query.word("lecture", &READINGS)?.unwrap_or(usual),
        other: other.or_else(|| Indicator::ALL.iter().copied().find(|each| *each != indicator)).unwrap_or(indicator),
        palette: query.palette()?,
        layers: layers(query)?,
        white: WhiteZoneQuery { view, parameters: query.white_zone()?, schemes: query.schemes(state)? },
        territory: territory(query, state)?,
        composed: query.text("membres").map(|_| Grouping::asked(query, state)).transpose()?,
        picked: query.codes(state, view.level)?,
        camera: camera(query)?,
        words: query.word("mots", &[("oui", true), ("non", false)])?.unwrap_or(true),
        width: query.whole("largeur", SIZE.0, SMALLEST, LARGEST)?,
        height: query.whole("hauteur", SIZE.1, SMALLEST, LARGEST)?,
    })
}

fn indicators() -> impl Iterator<Item = &'static str> {
    Indicator::ALL.iter().map(|indicator| indicator.as_str())
}

fn layers(query: &Query) -> Result<BTreeSet<Layer>, Problem> {
    let Some(text) = query.text("couches") else { return Ok(USUAL.into_iter().collect()) };
    let mut found = BTreeSet::new();
    for word in text.split(',') {
        match (word, LAYERS.iter().find(|(own, _)| *own == word)) {
            ("aucune", _) => {}
            ("zones_blanches", _) => found.extend(WHITE),
            (_, Some((_, layer))) => {
                found.insert(*layer);
            }
            (_, None) => {
                let known = LAYERS.iter().map(|(own, _)| *own).collect::<Vec<_>>().join(", ");
                return Err(query.refused("couches", &format!("des couches parmi {known}, ou « aucune »")));
            }
        }
    }
    Ok(found)
}

fn territory(query: &Query, state: &State) -> Result<Option<(Level, u32)>, Problem> {
    let Some(text) = query.text("territoire") else { return Ok(None) };
    let expected = "un niveau et un code, par exemple epci-200070985";
    place(text, state).map(Some).ok_or_else(|| query.refused("territoire", expected))
}

fn camera(query: &Query) -> Result<Option<Camera>, Problem> {
    let Some(text) = query.text("carte") else { return Ok(None) };
    let numbers: Vec<f64> = text.split('/').filter_map(|part| part.parse().ok()).collect();
    match numbers.as_slice() {
        &[zoom, lat, lon] if (0.0..=22.0).contains(&zoom) && lat.abs() <= 85.0 && lon.abs() <= 180.0 => {
            Ok(Some(Camera { zoom, lon, lat }))
        }
        _ => Err(query.refused("carte", "zoom/latitude/longitude, par exemple 8.50/50.1000/2.8000")),
    }
}

#[cfg(test)]
mod tests {
    use super::{KNOWN, WORDS};

    #[test]
    fn every_word_of_the_page_s_link_is_known() {
        let page = include_str!("../../../page/src/link.ts");
        let mut words: Vec<&str> =
            page.split("words.push([\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        words.extend(["c", "p", "t", "m", "alpha"]);
        assert!(words.len() > 20, "{words:?}");
        let unknown: Vec<&&str> = words.iter().filter(|word| !KNOWN.contains(word)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
        assert!(WORDS.iter().all(|(own, api)| KNOWN.contains(own) && !KNOWN.contains(api)));
    }
}
