//! Places of accompaniment on a picture, each kind by its sign; a workshop's place is no office, and is drawn apart.

use lanterne_tiles::picture::Svg;
use lanterne_tiles::picture::style::STYLE;

use super::asked::Asked;
use super::pen::Pen;
use crate::answer;
use crate::state::State;

/// How a place of accompaniment is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    Workshop,
    Antenne,
    Other,
    Siege,
}

impl Sign {
    /// Draws it; returns its radius.
    pub(super) fn draw(self, svg: &mut Svg, at: [f64; 2], pen: &Pen) -> f64 {
        let (radius, fill, stroke, width) = match self {
            Self::Workshop => (4.0, &STYLE.paper, &STYLE.cool, 1.25),
            Self::Antenne => (4.5, &STYLE.white, &STYLE.ink, 2.5),
            Self::Other => (2.5, &STYLE.ink, &STYLE.paper, 1.0),
            Self::Siege => (5.0, &STYLE.ink, &STYLE.paper, 1.5),
        };
        let attributes = format!("fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"{:.1}\"", pen.of(width));
        svg.circle(at, pen.of(radius), &attributes);
        pen.of(radius + width)
    }
}

/// A place that can be drawn.
pub(super) struct Located {
    pub(super) place: [f64; 2],
    pub(super) sign: Sign,
}

/// Places of operators of the schemes asked for, in the order they are drawn.
pub(super) fn places(state: &State, asked: &Asked) -> Vec<Located> {
    let found = answer::accompaniment::sites(state, &asked.white.schemes, Some("operateur"));
    let features = found["features"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut places: Vec<Located> = features
        .iter()
        .filter_map(|feature| {
            let at = feature["geometry"]["coordinates"].as_array()?;
            let place = [at.first()?.as_f64()?, at.get(1)?.as_f64()?];
            let sign = match (feature["properties"]["basis"].as_str(), feature["properties"]["kind"].as_str()) {
                (Some("atelier"), _) => Sign::Workshop,
                (_, Some("antenne")) => Sign::Antenne,
                (_, Some("siege")) => Sign::Siege,
                _ => Sign::Other,
            };
            Some(Located { place, sign })
        })
        .collect();
    places.sort_by_key(|located| located.sign);
    places
}
